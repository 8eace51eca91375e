"""Where commands write to: nothing of the user's is overwritten, and no place is a crash."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import polars as pl
import pytest

from tests.support.command_line import refused, run
from tests.support.environment import unmeasured

LINES = ("lines.ndjson", "lines.ndjson.gz", "lines.ndjson.zst")
OUTS = (*LINES, "tables")


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def contents(folder: Path) -> dict[str, bytes | None]:
    return {
        str(entry.relative_to(folder)): entry.read_bytes() if entry.is_file() else None
        for entry in sorted(folder.rglob("*"))
    }


def synth(out: str, *options: str, seed: int = 1) -> list[str]:
    return ["synth", "30", "--year", "2024", "--seed", str(seed), "--out", out, *options]


def screen(*options: str, year: int = 2024) -> list[str]:
    return ["screen", "tables", "--out", "out.parquet", "--year", str(year), *options]


@pytest.mark.parametrize("out", OUTS)
def test_companies_are_written_over_others_with_force_alone(place: Path, out: str) -> None:
    assert run(*synth(out)).exit_code == 0
    before = contents(place)
    faults = refused(run(*synth(out, seed=2)))
    assert len(faults) == len([content for content in before.values() if content is not None])
    assert all("expected no file of that name; --force replaces it" in fault for fault in faults)
    assert contents(place) == before
    assert run(*synth(out, "--force", seed=2)).exit_code == 0
    after = contents(place)
    assert after.keys() == before.keys()
    assert after != before


def test_a_single_table_that_is_there_is_kept(place: Path) -> None:
    (place / "tables").mkdir()
    (place / "tables" / "awards.parquet").write_text("mine", encoding="utf-8")
    (fault,) = refused(run(*synth("tables")))
    assert "'tables/awards.parquet'" in fault
    assert (place / "tables" / "awards.parquet").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("out", "fault"),
    [
        ("", "/out: ''; expected a folder for tables, a file named .ndjson"),
        ("/dev/null", "/out: '/dev/null'; expected a folder for tables"),
        ("/dev/full", "/out: '/dev/full'; expected a folder for tables"),
        ("file", "/out: 'file'; expected a folder for tables"),
        ("folder.ndjson", "/out: 'folder.ndjson'; expected a file, and no folder or device"),
        ("link.ndjson", "/out: 'link.ndjson'; expected no symbolic link"),
        ("pipe.ndjson", "/out: 'pipe.ndjson'; expected a file, and no folder or device"),
        ("parts", "/out: 'parts/drugs.parquet'; expected a file, and no folder or device"),
        ("file/more", "/out: 'file/more'; expected a path in a folder that exists"),
    ],
)
@pytest.mark.parametrize("options", [(), ("--force",)])
def test_places_that_take_no_companies_are_refused_before_any_work(
    place: Path, out: str, fault: str, options: tuple[str, ...]
) -> None:
    (place / "folder.ndjson").mkdir()
    (place / "parts" / "drugs.parquet").mkdir(parents=True)
    (place / "file").touch()
    (place / "link.ndjson").symlink_to("elsewhere")
    os.mkfifo(place / "pipe.ndjson")
    before = sorted(place.rglob("*"))
    assert refused(run(*synth(out, *options)))[0].startswith(fault)
    assert sorted(place.rglob("*")) == before


def test_a_folder_that_takes_no_files_is_refused(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)  # root may write anywhere
    for out in OUTS:
        assert "a folder that can be written to" in refused(run(*synth(out)))[0]
    assert list(place.iterdir()) == []


LIMITED = """
    import resource, signal, sys

    from yaoxie.cli import app

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), resource.RLIM_INFINITY))
    sys.argv[1:] = sys.argv[2:]
    app.main()
"""


def limited(size: int, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs a command on a disk that takes no file of more than so many bytes."""
    command = [sys.executable, "-c", textwrap.dedent(LIMITED), str(size), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=unmeasured())


@pytest.mark.parametrize("out", OUTS)
@pytest.mark.parametrize("size", [0, 2000])
def test_a_disk_that_is_full_leaves_no_companies(place: Path, out: str, size: int) -> None:
    result = limited(size, *synth(out))
    assert result.returncode == 2, result.stderr
    (line,) = result.stderr.splitlines()
    assert line.startswith(f"/out: '{out}'; expected a place that takes what is written (")
    assert not [entry for entry in place.rglob("*") if entry.is_file()]


def test_a_disk_that_is_full_leaves_the_former_companies_and_schemas(place: Path) -> None:
    for out in OUTS:
        run(*synth(out))
    run("schema", "--write", "--folder", ".")
    before = contents(place)
    for out in OUTS:
        assert limited(1000, *synth(out, "--force", seed=2)).returncode == 2
    result = limited(1000, "schema", "--write", "--folder", ".")
    assert result.returncode == 2
    assert result.stderr.startswith("/folder: '.'; expected a folder to use (File too large)")
    assert contents(place) == before


# Results of screening.


def test_a_result_is_replaced_with_force_alone_by_any_command(place: Path) -> None:
    run(*synth("tables"))
    assert run(*screen()).exit_code == 0
    before = contents(place)
    for command in (screen(), screen(year=2023), screen("--summary"), screen("--segment", "7")):
        (fault,) = refused(run(*command))
        assert fault == (
            "/out: 'out.parquet'; expected no result of another run; --force replaces it"
        )
        assert contents(place) == before
    assert run(*screen("--force")).exit_code == 0
    first = contents(place)
    assert first.keys() == before.keys()
    assert pl.read_parquet("out.parquet").equals(pl.read_parquet(before["out.parquet"] or b""))
    assert run(*screen("--force", year=2023)).exit_code == 0
    assert contents(place)["out.parquet"] != first["out.parquet"]


@pytest.mark.parametrize("out", ["", ".", "..", "tables", "tables/", "new/", "/dev/null", "link"])
def test_an_output_that_is_no_file_is_refused(place: Path, out: str) -> None:
    run(*synth("tables"))
    (place / "link").symlink_to("elsewhere")
    before = contents(place)
    result = run("screen", "tables", "--out", out, "--year", "2024", "--force")
    assert refused(result)[0].startswith("/out: ")
    assert contents(place) == before


def test_a_full_disk_ends_screening_and_resuming_finishes_it() -> None:
    run("synth", "400", "--year", "2024", "--out", "tables")
    result = limited(3000, *screen("--segment", "100"))
    assert result.returncode == 2, result.stderr
    assert "expected a place that takes what is written (" in result.stderr
    assert "a fault of the program" not in result.stderr
    assert run(*screen("--segment", "100", "--resume")).exit_code == 0


# Interrupts.


@pytest.fixture
def started() -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Starts a command that works for long."""
    children: list[subprocess.Popen[str]] = []

    def start(*arguments: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "yaoxie", *arguments]
        children.append(subprocess.Popen(command, stderr=subprocess.PIPE, text=True))
        return children[-1]

    yield start
    for child in children:
        child.kill()
        child.wait()
        if child.stderr is not None:
            child.stderr.close()


def wait_for(condition: Callable[[], bool]) -> None:
    for _ in range(6000):
        if condition():
            return
        time.sleep(0.01)
    pytest.fail("waited in vain")


@pytest.mark.parametrize("signal_", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_screening_says_what_is_kept_and_resumes(
    place: Path, started: Callable[..., subprocess.Popen[str]], signal_: signal.Signals
) -> None:
    run("synth", "120000", "--year", "2024", "--out", "tables")
    child = started(*screen("--segment", "1000"))
    wait_for((place / "out.parquet.partial" / "findings-1.parquet").exists)
    child.send_signal(signal_)
    assert child.stderr is not None
    assert child.stderr.read() == (
        "interrupted: what was kept is in out.parquet.partial; --resume goes on with it\n"
    )
    assert child.wait() == 130
    assert not (place / "out.parquet").exists()
    again = run(*screen("--segment", "50000", "--resume"))
    assert again.stderr.startswith("120,000 companies screened\n")


def test_screening_in_the_background_is_not_interrupted(
    place: Path, started: Callable[..., subprocess.Popen[str]]
) -> None:
    run("synth", "20000", "--year", "2024", "--out", "tables")
    former = signal.signal(signal.SIGINT, signal.SIG_IGN)  # as shells do for what ends with &
    try:
        child = started(*screen("--segment", "1000"))
    finally:
        signal.signal(signal.SIGINT, former)
    wait_for((place / "out.parquet.partial" / "findings-0.parquet").exists)
    while child.poll() is None:
        child.send_signal(signal.SIGINT)
        time.sleep(0.01)
    assert child.stderr is not None
    assert child.stderr.read().startswith("20,000 companies screened\n")
    assert child.returncode == 0


@pytest.mark.parametrize("out", ["tables", "lines.ndjson"])
@pytest.mark.parametrize("signal_", [signal.SIGINT, signal.SIGTERM])
def test_interrupted_companies_leave_nothing(
    place: Path,
    started: Callable[..., subprocess.Popen[str]],
    signal_: signal.Signals,
    out: str,
) -> None:
    child = started("synth", "5000000", "--out", out)
    wait_for(lambda: any(entry.is_file() for entry in place.rglob("*")))
    child.send_signal(signal_)
    assert child.stderr is not None
    assert child.stderr.read() == "interrupted: nothing was kept\n"
    assert child.wait() == 130
    assert not [entry for entry in place.rglob("*") if entry.is_file()]


def test_parts_of_a_killed_run_go_with_the_next_and_no_others(
    place: Path, started: Callable[..., subprocess.Popen[str]]
) -> None:
    def parts(out: str) -> list[Path]:
        return [file.parent for file in place.glob(f".parts-*/{out}")]

    killed, _ = (started("synth", "5000000", "--out", out) for out in ("a.ndjson", "b.ndjson"))
    wait_for(lambda: bool(parts("a.ndjson") and parts("b.ndjson")))
    killed.kill()
    killed.wait()
    (fresh := place / ".parts-fresh").mkdir()
    (link := place / ".parts-link").symlink_to("elsewhere")
    (file := place / ".parts-file").touch()
    (abandoned,), (under_way,) = parts("a.ndjson"), parts("b.ndjson")
    for folder in (abandoned, under_way):
        os.utime(folder, (0, 0))
    assert run(*synth("c.ndjson")).exit_code == 0
    assert set(place.glob(".parts-*")) == {under_way, fresh, link, file}

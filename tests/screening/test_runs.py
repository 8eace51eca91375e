"""Runs that are stopped, killed, damaged, out of disk; and resumed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest
from yaoxie.errors import InputError
from yaoxie.screening import output
from yaoxie.screening.api import source_of
from yaoxie.screening.output import Outcome, Output
from yaoxie.screening.screening import Screening
from yaoxie.synth import population
from yaoxie.tables.batches import Position
from yaoxie.tables.ndjson.source import NdjsonSource
from yaoxie.tables.ndjson.writer import opened, write_ndjson

from tests.support.runs import COUNT, YEAR, Run, assert_whole, contents

# Stops, and what changes before a run is resumed.


KILLED = """
    import os, sys
    from pathlib import Path
    from tests.support.runs import Run, YEAR
    from yaoxie import Rulebook

    run = Run(Path(sys.argv[1]), Rulebook.load().screening(YEAR, "shanghai"), Path(sys.argv[2]))
    names_left = int(sys.argv[3])
    replace = Path.replace

    def killed(file, target):
        global names_left
        if file.parent == run.partial and target.parent == run.out.parent:
            if not names_left:
                os._exit(9)
            names_left -= 1
        return replace(file, target)

    Path.replace = killed
    run()
"""


@pytest.mark.parametrize("names", range(3))
def test_a_run_that_is_killed_between_two_names_goes_on_there(
    run: Run, undisturbed: Outcome, names: int
) -> None:
    command = [sys.executable, "-c", textwrap.dedent(KILLED), str(run.folder), str(run.out)]
    assert subprocess.run([*command, str(names)], check=False).returncode == 9
    assert not run.out.exists()
    run.refused("--resume goes on with it")
    run(resume=True)
    assert_whole(run, undisturbed)


def test_where_a_name_cannot_be_given_none_is(
    run: Run, undisturbed: Outcome, monkeypatch: pytest.MonkeyPatch
) -> None:
    run()
    before = contents(run.out.parent)
    replace = Path.replace

    def failing(file: Path, target: Path) -> Path:
        if file == run.partial / "findings.parquet":
            raise OSError(30, "Read-only file system")
        return replace(file, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", failing)
        run.refused("Read-only file system", force=True)
    now = contents(run.out.parent)
    assert {name: now[name] for name in before} == before
    run(resume=True, force=True)
    assert_whole(run, undisturbed)


def touched_like(file: Path, change: Callable[[bytes], bytes]) -> None:
    """Changes a file, and gives it its size and time of writing back."""
    state = file.stat()
    data = change(file.read_bytes())
    assert len(data) == state.st_size
    file.write_bytes(data)
    os.utime(file, ns=(state.st_atime_ns, state.st_mtime_ns))


def test_an_input_of_the_same_size_and_time_is_not_taken_for_the_same(run: Run) -> None:
    run.stopped()
    touched_like(run.folder / "drugs.parquet", lambda data: data)
    run.refused("the same input, rules and options", resume=True)


def test_an_input_that_changes_while_it_is_read_gives_no_result(
    screening: Screening, tmp_path: Path
) -> None:
    file = tmp_path / "lines.ndjson"
    with opened(file) as target:
        write_ndjson(target, population.profiles(COUNT, 7, year=YEAR))
    source = NdjsonSource(file, 50_000)

    def cut(place: Position) -> None:
        if place.companies:
            os.truncate(file, 60_000)

    with pytest.raises(InputError, match="a file that stays the same while it is read"):
        output.screen(
            source, screening, Output(tmp_path / "out", screening, source.name), progress=cut
        )
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("end", ["findings-0.parquet", "companies-1.parquet", "bad-0.ndjson"])
@pytest.mark.parametrize("damage", ["cut", "gone", "flipped"])
def test_a_damaged_segment_is_named(run: Run, end: str, damage: str) -> None:
    run.stopped()
    file = run.partial / end
    data = bytearray(file.read_bytes())
    if damage == "gone":
        file.unlink()
    elif damage == "cut":
        file.write_bytes(bytes(data[:-1]) if data else b"x")
    else:
        data[len(data) // 2 if data else 0 :] = b"\xff" * (len(data) - len(data) // 2 or 1)
        file.write_bytes(bytes(data))
    error = run.refused("--force starts anew", resume=True)
    assert {fault.file for fault in error.faults} == {str(file)}
    assert not run.out.exists()


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "{}", '{"identity": 1, "segments": 2}', "\x00\xff"]
)
def test_a_damaged_state_is_named(run: Run, text: str) -> None:
    run.stopped()
    state = run.partial / "state.json"
    state.write_text(text, encoding="latin-1")
    error = run.refused("state|the same input", resume=True)
    assert str(state) in str(error) or "the same input" in str(error)
    run(force=True)


def test_strict_resuming_finds_the_bad_rows_that_were_kept(
    screening: Screening, tmp_path: Path
) -> None:
    file = tmp_path / "lines.ndjson"
    good = b'{"company":{"name":"x"}}'
    file.write_bytes(b"\n".join([good, b"{}", *[good] * 8]))
    out = tmp_path / "out.parquet"

    def options() -> tuple[NdjsonSource, Screening, Output]:
        source = NdjsonSource(file, 60)
        return source, screening, Output(out, screening, source.name)

    def stop(place: Position) -> None:
        if place.companies >= 6:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        output.screen(*options(), progress=stop, segment=1)
    with pytest.raises(InputError, match="2: /company") as error:
        output.screen(*options(), resume=True, strict=True, segment=1)
    assert all(fault.pointer.startswith("2") for fault in error.value.faults)
    assert output.screen(*options(), resume=True, segment=1).companies == 9


# Bad rows.


def test_a_line_with_half_a_character_is_a_bad_row(screening: Screening, tmp_path: Path) -> None:
    file = tmp_path / "lines.ndjson"
    good = b'{"company":{"name":"x"}}'
    bad = [b'{"company":{"name":"x","\\ud800":"\\udfff"}}', b'{"company":{"name":"\\ud800"}}']
    file.write_bytes(b"\n".join([good, *bad, good]))
    source = source_of(file)
    outcome = output.screen(source, screening, Output(tmp_path / "out", screening, source.name))
    assert (outcome.companies, outcome.bad) == (2, 2)
    rows = [json.loads(line) for line in outcome.bad_file.read_bytes().splitlines()]
    assert [row["company"] for row in rows] == [2, 3]


def test_an_input_without_any_good_company_is_refused(screening: Screening, tmp_path: Path) -> None:
    file = tmp_path / "lines.ndjson"
    file.write_bytes(b'{"company":{}}\n' * 50)
    source = source_of(file)
    with pytest.raises(InputError, match="50 bad rows and no others") as error:
        output.screen(source, screening, Output(tmp_path / "out", screening, source.name))
    assert len(error.value.faults) == 21
    assert list(tmp_path.iterdir()) == [file]


# Disks that take no more.

FULL = """
    import resource, signal, sys
    from pathlib import Path
    from tests.support.runs import Run, YEAR
    from yaoxie import Rulebook
    from yaoxie.errors import InputError

    run = Run(Path(sys.argv[1]), Rulebook.load().screening(YEAR, "shanghai"), Path(sys.argv[2]))
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), resource.RLIM_INFINITY))
    try:
        run(resume=True)
    except InputError as error:
        print(error)
        raise SystemExit(2)
"""


@pytest.mark.parametrize("most", [0, 100, 3_000, 8_000])
def test_a_full_disk_is_reported_and_what_is_kept_is_resumed(
    run: Run, undisturbed: Outcome, most: int
) -> None:
    command = [sys.executable, "-c", textwrap.dedent(FULL)]
    child = subprocess.run(
        [*command, str(run.folder), str(run.out), str(most)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert child.returncode == 2, child.stderr
    assert "a place that takes what is written (" in child.stdout
    assert "File too large" in child.stdout or "transport error" in child.stdout
    assert not run.out.exists()
    run(resume=True)
    assert_whole(run, undisturbed)

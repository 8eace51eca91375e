"""Standard output that is closed, full, or that nobody reads: never a traceback."""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from yaoxie.cli import app
from yaoxie.synth import population

from tests.support.command_line import PROFILE
from tests.support.environment import unmeasured

ROOT = Path(__file__).parents[2]
COMMANDS = {
    "evaluate": ["evaluate", "profile.json", "--year", "2019"],
    "compare": ["compare", "profile.json", "--year", "2019"],
    "fields": ["fields"],
    "init": ["init"],
    "advise": ["advise", "profile.json", "--year", "2019"],
    "validate": ["validate", "profile.json"],
    "screen": ["screen", "lines.ndjson", "--out", "out.parquet", "--year", "2019", "--summary"],
    "measures": ["measures"],
    "check": ["check"],
    "schema": ["schema", "profile"],
    "synth": ["synth", "20000"],
    "test": ["test", str(ROOT / "features" / "zgc-2019-27" / "listing-and-merger.feature")],
    "vocabulary": ["vocabulary"],
}
MORE = {"json": ["evaluate", "profile.json", "--format", "json"], "version": ["--version"]}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "profile.json").write_text(json.dumps(PROFILE), encoding="utf-8")
    (tmp_path / "lines.ndjson").write_text(json.dumps(PROFILE) + "\n", encoding="utf-8")
    return tmp_path


def run(arguments: list[str], redirection: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Runs a command whose output the shell redirects."""
    command = ["/bin/sh", "-c", f'"$0" -m yaoxie "$@" {redirection}', sys.executable, *arguments]
    env = environment(arguments)
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)


def environment(arguments: list[str]) -> dict[str, str]:
    """Of all commands, only two are measured: they write by the same functions."""
    return dict(os.environ) if arguments[0] in {"measures", "screen"} else unmeasured()


def test_every_command_is_tried() -> None:
    names = {entry.name or getattr(entry.callback, "__name__", "") for entry in
             app.app.registered_commands}  # fmt: skip
    assert names - {"report", "serve", "template"} == set(COMMANDS)  # which write nothing there


@pytest.mark.parametrize("name", [*COMMANDS, *MORE])
@pytest.mark.parametrize(
    ("redirection", "reason"), [(">&-", "it is closed"), (">/dev/full", "No space left on device")]
)
def test_an_output_that_takes_nothing_is_refused(
    name: str, redirection: str, reason: str, folder: Path
) -> None:
    result = run((COMMANDS | MORE)[name], redirection, folder)
    line = result.stderr.splitlines()[-1]
    assert f"standard output'; expected an output that can be written ({reason})" in line
    assert "Traceback" not in result.stderr
    assert result.returncode == 2


@pytest.mark.parametrize("name", [*COMMANDS, *MORE])
def test_a_reader_that_has_gone_ends_a_command_in_peace(name: str, folder: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "wb") as pipe:
        result = subprocess.run(
            [sys.executable, "-m", "yaoxie", *(COMMANDS | MORE)[name]],
            cwd=folder,
            env=environment((COMMANDS | MORE)[name]),
            stdout=pipe,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    screened = "1 company screened" if name == "screen" else ""
    assert result.stderr.startswith(screened) if screened else result.stderr == ""
    assert result.returncode == 0


def test_the_first_lines_of_many_are_read_in_peace(folder: Path) -> None:
    result = run(COMMANDS["synth"], "| head -n 2", folder)
    assert len(result.stdout.splitlines()) == 2
    assert result.stderr == ""


def test_help_that_cannot_be_written_leaves_no_traceback(folder: Path) -> None:
    for redirection in (">&-", ">/dev/full", "2>&1 | true"):
        result = run(["screen", "--help"], redirection, folder)
        assert "Traceback" not in result.stdout + result.stderr


def test_errors_that_cannot_be_written_still_set_the_exit_status(folder: Path) -> None:
    for redirection in ("2>&-", "2>/dev/full"):
        assert run(["validate", "no-such-file"], redirection, folder).returncode == 2


NATIVE = """
    import os, sys
    from yaoxie.cli import output

    with output.without_native_text():
        os.write(2, b"thread 'x' panicked at src/lib.rs")
        output.print_errors(["a fault"])
        with output.without_native_text():
            os.write(2, b"stack backtrace:")
    os.write(2, b"after")
"""


@pytest.mark.parametrize(
    ("backtrace", "printed"),
    [
        ("1", "a fault\nafter"),
        ("full", "thread 'x' panicked at src/lib.rsa fault\nstack backtrace:after"),
    ],
)
def test_of_what_native_code_prints_nothing_is_shown(backtrace: str, printed: str) -> None:
    command = [sys.executable, "-c", textwrap.dedent(NATIVE)]
    env = os.environ | {"RUST_BACKTRACE": backtrace}
    result = subprocess.run(command, env=env, capture_output=True, text=True, check=True)
    assert result.stderr == printed


def test_native_text_of_a_closed_standard_error_disturbs_no_other_file(tmp_path: Path) -> None:
    program = """
        import os, sys
        from yaoxie.cli import output

        with open(sys.argv[1], "wb") as file, output.without_native_text():
            file.write(b"kept")
    """
    file = tmp_path / "file"
    shell = ["/bin/sh", "-c", '"$0" "$@" 2>&-', sys.executable, "-c", textwrap.dedent(program)]
    subprocess.run([*shell, str(file)], check=True)
    assert file.read_bytes() == b"kept"


@pytest.mark.parametrize("seed", range(2))
def test_damaged_tables_are_refused_without_a_word_of_panic(seed: int, tmp_path: Path) -> None:
    for table, frame in population.tables(200, 3).items():
        frame.write_parquet(tmp_path / f"{table}.parquet")
    file = tmp_path / "drugs.parquet"
    data = bytearray(file.read_bytes())
    rng = random.Random(seed)  # noqa: S311
    for _ in range(60):
        data[rng.randrange(4, len(data) - 1500)] ^= 1 << rng.randrange(8)
    file.write_bytes(data)
    result = run(["screen", ".", "--out", "out.parquet", "--year", "2024"], "", tmp_path)
    lines = result.stderr.splitlines()
    assert result.returncode == 2
    assert lines
    assert [line for line in lines if not line.startswith("drugs.parquet")] == []
    assert not re.search("panic|unwrap|backtrace|Result::|JoinError", result.stderr)

"""Standard output that is closed, full, or that nobody reads: never a traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from yaoxie.cli import app

from tests.support.command_line import PROFILE

ROOT = Path(__file__).parents[2]
COMMANDS = {
    "evaluate": ["evaluate", "profile.json", "--year", "2019"],
    "compare": ["compare", "profile.json", "--year", "2019"],
    "validate": ["validate", "profile.json"],
    "screen": ["screen", "lines.ndjson", "--out", "out.parquet", "--year", "2019", "--summary"],
    "measures": ["measures"],
    "check": ["check"],
    "schema": ["schema", "profile"],
    "synth": ["synth", "20000"],
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
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_every_command_is_tried() -> None:
    names = {entry.name or getattr(entry.callback, "__name__", "") for entry in
             app.app.registered_commands}  # fmt: skip
    assert names == set(COMMANDS)


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

"""An abort in native code ends `screen` like other input that cannot be read."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from yaoxie.synth import population

from tests.support import aborting_parquet
from tests.support.environment import unmeasured

COMPANIES = 200
SCREEN = ("screen", "tables", "--out", "out.parquet", "--year", "2024")
UNREADABLE = (
    "'unreadable'; expected a column that can be read (Polars cannot go on with what it holds)"
)
# With batches of so few companies, segments are kept before the last page is read.
IN_SMALL_BATCHES = """
from yaoxie.cli import app
from yaoxie.screening import screening
screening._slice_size = lambda *_, **__: 10
app.main()
"""
ABORTING = """
import os
from yaoxie.cli import app
from yaoxie.tables import parquet
parquet.folder_source = lambda *_: os.abort()
app.main()
"""

pytestmark = pytest.mark.skipif(os.name != "posix", reason="no such signals")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "tables").mkdir()
    for table, frame in population.tables(COMPANIES, 3).items():
        frame.write_parquet(tmp_path / "tables" / f"{table}.parquet")
    return tmp_path


def damage(place: Path, table: str, *columns: str, row_group: int | None = None) -> None:
    frame = population.tables(COMPANIES, 3)[table]
    flat = frame.select(name for name in frame.columns if not frame.schema[name].is_nested())
    file = place / "tables" / f"{table}.parquet"
    aborting_parquet.write(file, flat, *columns, row_group=row_group)


def run(
    place: Path, *arguments: str, program: str | None = None, redirection: str = ""
) -> subprocess.CompletedProcess[str]:
    start = ["-m", "yaoxie"] if program is None else ["-c", program]
    shell = ["/bin/sh", "-c", f'"$0" "$@" {redirection}', sys.executable, *start, *arguments]
    return subprocess.run(
        shell, cwd=place, env=unmeasured(), capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(("table", "column"), [("drugs", "company"), ("companies", "name")])
def test_file_and_column_are_named_and_nothing_is_left(
    place: Path, table: str, column: str
) -> None:
    damage(place, table, column)
    result = run(place, *SCREEN)
    assert result.returncode == 2
    assert result.stderr == f"tables/{table}.parquet /{column}: {UNREADABLE}\n"
    assert result.stdout == ""
    assert [entry.name for entry in place.iterdir()] == ["tables"]


def test_every_fault_is_named_at_once(place: Path) -> None:
    damage(place, "drugs", "id", "category")
    damage(place, "devices", "company")
    result = run(place, "screen", "tables", "--out", "out.parquet", "--year", "x")
    assert result.returncode == 2
    assert [line.partition(":")[0] for line in result.stderr.splitlines()] == [
        "/year",
        "tables/devices.parquet /company",
        "tables/drugs.parquet /id",
        "tables/drugs.parquet /category",
    ]


def test_what_was_kept_stays(place: Path) -> None:
    damage(place, "companies", "name", row_group=10)
    options = (*SCREEN, "--segment", "10")
    for more in ((), ("--resume",)):
        result = run(place, *options, *more, program=IN_SMALL_BATCHES)
        assert result.stderr == f"tables/companies.parquet /name: {UNREADABLE}\n"
        assert result.returncode == 2
        state = json.loads((place / "out.parquet.partial" / "state.json").read_bytes())
        assert state["segments"]


@pytest.mark.parametrize("redirection", ["2>&-", "2>/dev/full"])
def test_the_status_is_the_same_where_nothing_can_be_said(place: Path, redirection: str) -> None:
    damage(place, "drugs", "company")
    assert run(place, *SCREEN, redirection=redirection).returncode == 2


def test_an_abort_that_no_file_explains_is_a_fault_of_the_program(place: Path) -> None:
    result = run(place, *SCREEN, program=ABORTING)
    assert result.returncode == 1
    (line,) = result.stderr.splitlines()
    assert line.endswith("the process was aborted, though every file can be read")


def test_a_folder_of_somebodys_own_decides_nothing_about_what_is_run(place: Path) -> None:
    damage(place, "drugs", "company")
    (place / "polars.py").write_text("raise SystemExit(9)", encoding="utf-8")
    program = "import sys; sys.path.remove(''); from yaoxie.cli import app; app.main()"
    assert run(place, *SCREEN, program=program).returncode == 2

"""What of Parquet files cannot be read is found, where its reader dies of it too."""

from __future__ import annotations

import subprocess
from pathlib import Path

import polars as pl
import pytest
from yaoxie.errors import ProgramError
from yaoxie.tables import probe

from tests.support import aborting_parquet

ROWS = 300
FRAME = pl.DataFrame(
    {
        "company": range(ROWS),
        "name": ["zzqqzz"] * ROWS,
        "id": [None if row % 3 else str(row) for row in range(ROWS)],
        "rd_spend": [row % 7 for row in range(ROWS)],
        "is_class_1": [row % 2 == 0 for row in range(ROWS)],
    }
)


def faults(file: Path) -> list[tuple[str, str | None]]:
    return [(fault.pointer, fault.file) for fault in probe.faults_of([file])]


@pytest.mark.parametrize("column", FRAME.columns)
def test_a_column_that_its_reader_dies_of_is_named(tmp_path: Path, column: str) -> None:
    file = tmp_path / "drugs.parquet"
    aborting_parquet.write(file, FRAME, column)
    (fault,) = probe.faults_of([file])
    assert str(fault) == (
        f"{file} /{column}: 'unreadable'; expected a column that can be read "
        "(Polars cannot go on with what it holds)"
    )


def test_every_such_column_is_named_beside_those_that_raise(tmp_path: Path) -> None:
    file = tmp_path / "drugs.parquet"
    aborting_parquet.write(file, FRAME, "company", "id", "is_class_1")
    file.write_bytes(file.read_bytes().replace(b"zzqqzz", b"zz\xff\xfezz"))
    columns = ("company", "name", "id", "is_class_1")
    assert faults(file) == [(f"/{column}", str(file)) for column in columns]


def test_of_a_file_that_can_be_read_there_is_nothing_to_say(tmp_path: Path) -> None:
    file = tmp_path / "drugs.parquet"
    aborting_parquet.write(file, FRAME)
    assert faults(file) == []


def test_a_file_that_is_cut_is_named_without_a_column(tmp_path: Path) -> None:
    file = tmp_path / "drugs.parquet"
    FRAME.write_parquet(file)
    file.write_bytes(file.read_bytes()[:-30])
    assert faults(file) == [("", str(file))]


def test_of_several_files_each_is_named(tmp_path: Path) -> None:
    files = [tmp_path / f"{name}.parquet" for name in "abcd"]
    aborting_parquet.write(files[0], FRAME, "id")
    aborting_parquet.write(files[1], FRAME)
    aborting_parquet.write(files[2], FRAME, "company")
    files[3].write_bytes(b"PAR1")
    named = [(fault.file, fault.pointer) for fault in probe.faults_of(files)]
    expected = [(3, ""), (0, "/id"), (2, "/company")]  # first what footers tell
    assert named == [(str(files[place]), pointer) for place, pointer in expected]


def test_a_reader_that_cannot_work_is_no_fault_of_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended = subprocess.CompletedProcess((), 1, b"")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: ended)
    file = tmp_path / "drugs.parquet"
    FRAME.write_parquet(file)
    with pytest.raises(ProgramError, match="process"):
        probe.faults_of([file])

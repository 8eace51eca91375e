"""Folders of tables: names that are odd, misspelt, or of tables in parts."""

from __future__ import annotations

from pathlib import Path

import pytest
from yaoxie.tables.parquet import folder_source

from tests.support.refused_tables import Frames, faults_of_folder, write_tables

ODD_NAMES = (
    "pop[1]",
    "b?",
    "b*",
    "{a,b}",
    "year=2024",
    "a%20b",
    "~x",
    "-x",
    "a b#c",
    "x\ny",
    "中文",
)


@pytest.mark.parametrize("name", ODD_NAMES)
def test_names_of_folders_are_no_patterns(
    frames: Frames, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    for folder, rows in ((name, 400), ("pop1", 7), ("bx", 8), ("a", 9)):
        (tmp_path / folder).mkdir()
        frames["companies"].head(rows).write_parquet(tmp_path / folder / "companies.parquet")
    monkeypatch.chdir(tmp_path)
    for path in (tmp_path / name, Path(name)):
        (batch,) = folder_source(path).batches()
        assert batch.tables["companies"].height == 400


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("award.parquet", "awards.parquet"),
        ("Awards.parquet", "awards.parquet"),
        ("awards.PARQUET", "awards.parquet"),
        ("awards.csv", "awards.parquet"),
        ("awards", "awards.parquet"),
        ("nonsense.parquet", "None"),
        ("drugs.sorted.parquet", "drugs.parquet"),
    ],
)
def test_a_table_that_is_misspelt_is_refused(
    frames: Frames, tmp_path: Path, name: str, nearest: str
) -> None:
    write_tables(tmp_path, {table: frames[table] for table in ("companies", "drugs")})
    frames["awards"].write_parquet(tmp_path / name)
    (fault,) = faults_of_folder(tmp_path)
    assert name in fault
    assert fault.endswith(f"[{nearest}]")


def test_a_link_to_nothing_is_refused(frames: Frames, tmp_path: Path) -> None:
    write_tables(tmp_path, {"companies": frames["companies"]})
    (tmp_path / "awards.parquet").symlink_to(tmp_path / "elsewhere.parquet")
    (fault,) = faults_of_folder(tmp_path)
    assert "awards.parquet" in fault
    assert "a link to a file that is there" in fault


def test_what_is_no_table_may_stand_beside_them(frames: Frames, tmp_path: Path) -> None:
    write_tables(tmp_path, frames)
    for name in ("README.md", "_SUCCESS", ".companies.parquet.crc", "drugs.parquet.bak", "notes"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    (tmp_path / "more").mkdir()
    result = tmp_path / "result.parquet"
    frames["companies"].write_parquet(result, metadata={"yaoxie": "{}"})
    (batch,) = folder_source(tmp_path).batches()
    assert batch.tables["drugs"].equals(frames["drugs"])


def test_a_table_in_parts_as_spark_writes_it_is_read_in_their_order(
    frames: Frames, tmp_path: Path
) -> None:
    write_tables(
        tmp_path, {table: frame for table, frame in frames.items() if table != "companies"}
    )
    parts = tmp_path / "companies.parquet"
    parts.mkdir()
    for number in (2, 0, 1, 3):
        file = parts / f"part-0000{number}-c000.snappy.parquet"
        frames["companies"].slice(100 * number, 100).write_parquet(file, compression="snappy")
        (parts / f".{file.name}.crc").write_bytes(b"crc")
    (parts / "_SUCCESS").touch()
    (batch,) = folder_source(tmp_path).batches()
    assert batch.tables["companies"].equals(frames["companies"])
    (parts / "part.csv").touch()
    assert "a Parquet file, as a part of its table" in faults_of_folder(tmp_path)[0]

"""Tables that cannot be read: what is damaged is refused by name, and never by a panic."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from random import Random

import polars as pl
import pytest
from polars.exceptions import PanicException
from yaoxie.errors import Fault, InputError
from yaoxie.tables.parquet import TableSource, folder_source

from tests.support.refused_tables import Frames, faults_of_folder, faults_of_frames, write_tables


def flipped(data: bytes, start: int, end: int, seed: int) -> bytes:
    rng = Random(seed)  # noqa: S311
    damaged = bytearray(data)
    for _ in range(8):
        damaged[rng.randrange(start, end)] ^= 1 << rng.randrange(8)
    return bytes(damaged)


@pytest.mark.parametrize("seed", range(16))
def test_damaged_files_are_refused_by_name_or_hold_other_values(
    frames: Frames, tmp_path: Path, seed: int
) -> None:
    write_tables(tmp_path, frames)
    file = tmp_path / "drugs.parquet"
    data = file.read_bytes()
    footer = len(data) - 8 - int.from_bytes(data[-8:-4], "little")
    start, end = (footer, len(data)) if seed % 2 else (4, footer)
    file.write_bytes(flipped(data, start, end, seed))
    faults: list[Fault] = []
    try:
        list(folder_source(tmp_path).batches())
    except InputError as error:
        faults += error.faults
    assert {fault.file for fault in faults} <= {str(file)}


@pytest.mark.parametrize("size", [0, 3, 100, -1, -30])
def test_files_that_are_cut_are_refused_by_name(frames: Frames, tmp_path: Path, size: int) -> None:
    write_tables(tmp_path, frames)
    file = tmp_path / "drugs.parquet"
    file.write_bytes(file.read_bytes()[:size])
    (fault,) = faults_of_folder(tmp_path)
    assert fault.startswith(f"{file}: ")


def test_text_that_is_no_text_is_refused_with_its_column(frames: Frames, tmp_path: Path) -> None:
    write_tables(tmp_path, frames)
    file = tmp_path / "drugs.parquet"
    named = frames["drugs"].with_columns(name=pl.lit("zzqqzz"))
    named.write_parquet(file, compression="uncompressed", statistics=False)
    file.write_bytes(file.read_bytes().replace(b"zzqqzz", b"zz\xff\xfezz"))
    with pytest.raises(InputError) as error:
        list(folder_source(tmp_path).batches())
    (fault,) = error.value.faults
    assert (fault.pointer, fault.file) == ("/name", str(file))
    assert fault.expected.startswith("a column that can be read (")


def test_a_type_without_a_reader_is_refused_with_its_column(frames: Frames, tmp_path: Path) -> None:
    arrow, parquet_of_arrow = (pytest.importorskip(f"pyarrow{name}") for name in ("", ".parquet"))
    write_tables(tmp_path, frames)
    file = tmp_path / "drugs.parquet"
    views = arrow.array([["a"]] * 3, arrow.list_view(arrow.string()))
    nested = arrow.array([{"a": [["b"]]}] * 3)
    table = arrow.table({"company": [1, 2, 3], "name": views, "family": nested})
    parquet_of_arrow.write_table(table, file)
    (fault,) = faults_of_folder(tmp_path)
    assert fault == f"{file} /name: 'list view'; expected a type that can be read [None]"


def test_decimals_of_256_bits_are_refused_with_their_column(frames: Frames, tmp_path: Path) -> None:
    arrow, parquet_of_arrow = (pytest.importorskip(f"pyarrow{name}") for name in ("", ".parquet"))
    write_tables(tmp_path, frames)
    amounts = arrow.array([Decimal("0.1")] * 3, arrow.decimal256(60, 2))
    columns = {"company": [1, 2, 3], "item": [0, 0, 0], "id": ["a", "b", "c"], "rd_spend": amounts}
    parquet_of_arrow.write_table(arrow.table(columns), tmp_path / "drugs.parquet")
    (fault,) = faults_of_folder(tmp_path)
    assert "drugs.parquet /rd_spend: 'Decimal(" in fault


def rust_panic(*_: object, **__: object) -> None:
    raise PanicException("called `Result::unwrap()` on an `Err` value: JoinError::Panic(Id(155))")


def test_a_panic_becomes_a_fault_without_its_text(
    frames: Frames, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_tables(tmp_path, frames)
    from_files, from_frames = folder_source(tmp_path), TableSource(frames)
    monkeypatch.setattr(pl.LazyFrame, "collect", rust_panic)
    for source in (from_files, from_frames):
        with pytest.raises(InputError) as error:
            list(source.batches())
        text = str(error.value)
        assert "companies" in text
        assert "unwrap" not in text
        assert "Panic" not in text


def test_a_column_of_a_frame_that_cannot_be_read_is_named(frames: Frames, tmp_path: Path) -> None:
    write_tables(tmp_path, frames)
    file = tmp_path / "drugs.parquet"
    named = frames["drugs"].with_columns(name=pl.lit("zzqqzz"))
    named.write_parquet(file, compression="uncompressed", statistics=False)
    file.write_bytes(file.read_bytes().replace(b"zzqqzz", b"zz\xff\xfezz"))
    source = TableSource({**frames, "drugs": pl.scan_parquet(file)})
    with pytest.raises(InputError) as error:
        list(source.batches())
    (fault,) = error.value.faults
    assert fault.pointer == "/drugs/name"


@pytest.mark.parametrize("size", [0, 3, -30])
def test_a_frame_of_a_file_that_is_cut_is_named(frames: Frames, tmp_path: Path, size: int) -> None:
    file = tmp_path / "drugs.parquet"
    frames["drugs"].write_parquet(file)
    file.write_bytes(file.read_bytes()[:size])
    (fault,) = faults_of_frames({**frames, "drugs": pl.scan_parquet(file)})  # type: ignore[dict-item]
    assert fault.startswith("/drugs: 'unreadable'; expected a table that can be read (")

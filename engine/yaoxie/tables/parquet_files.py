"""Parquet files by their exact names, and what is said of those that cannot be read.

No name is a pattern, and no folder's name a column.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import polars as pl
from polars.exceptions import PanicException, PolarsError

from yaoxie.errors import Fault
from yaoxie.tables import arrow_schema

# What Polars raises of files that are damaged, or hold what it has no reader for; a panic is no
# Exception.
UNREADABLE = (PolarsError, OSError, PanicException)
_LONGEST_REASON = 160  # characters


def scan(files: Path | Sequence[Path]) -> pl.LazyFrame:
    """The rows of one file, or of several in their order; read when they are collected."""
    return pl.scan_parquet(
        list(files) if isinstance(files, Sequence) else files,
        glob=False,
        hive_partitioning=False,
    )


def unreadable(files: Sequence[Path], error: BaseException) -> list[Fault]:
    """The faults of files that could not be read, for `error`: each file, and its columns if known.

    Reads them again, column by column.
    """
    faults = [fault for file in files for fault in _faults_of(file)]
    return faults or [_fault(file, error) for file in files[:1]]


def _faults_of(file: Path) -> Iterator[Fault]:
    try:
        columns = scan(file).collect_schema()
    except UNREADABLE as error:
        columns_without_reader = _columns_without_reader(file)
        for column, type_ in columns_without_reader:
            yield Fault(f"/{column}", type_, "a type that can be read", file=str(file))
        if not columns_without_reader:
            yield _fault(file, error)
        return
    for column in columns:
        try:
            scan(file).select(column).collect()
        except UNREADABLE as error:
            yield _fault(file, error, column)


def _fault(file: Path, error: BaseException, column: str | None = None) -> Fault:
    what, pointer = ("a Parquet file", "") if column is None else ("a column", f"/{column}")
    expected = f"{what} that can be read ({reason_of(error)})"
    return Fault(pointer, type(error).__name__, expected, file=str(file))


def reason_of(error: BaseException) -> str:
    """What an error says, in one line that is not too long."""
    return (str(error).strip() or type(error).__name__).splitlines()[0][:_LONGEST_REASON]


def _columns_without_reader(file: Path) -> list[tuple[str, str]]:
    try:
        return arrow_schema.columns_without_reader(pl.read_parquet_metadata(file))
    except UNREADABLE:
        return []

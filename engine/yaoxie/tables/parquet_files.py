"""Parquet files by their exact names, and the faults of those that cannot be read.

No name is a pattern, and no folder's name a column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import polars as pl
from polars.exceptions import PanicException, PolarsError

from yaoxie.errors import Fault
from yaoxie.messages import Message, Words
from yaoxie.tables import arrow_schema

# What Polars raises of files that are damaged, or hold what it has no reader for; a panic is no
# Exception.
UNREADABLE = (PolarsError, OSError, PanicException)
_LONGEST_REASON = 160  # characters
_INNARDS = re.compile(r"\W*(\w+ )?\{.*")  # values of Rust within a message


def scan(files: Path | Sequence[Path]) -> pl.LazyFrame:
    """The rows of one file, or of several in their order; read when they are collected."""
    return pl.scan_parquet(
        list(files) if isinstance(files, Sequence) else files,
        glob=False,
        hive_partitioning=False,
    )


def without_reader(file: Path) -> list[Fault]:
    """A fault for each column of a type that Polars has no reader for, and would panic over."""
    return [
        Fault(f"/{column}", type_, Message("tables.readable-type"), file=str(file))
        for column, type_ in _columns_without_reader(file)
    ]


def unreadable(files: Sequence[Path], error: BaseException) -> list[Fault]:
    """The faults of files that could not be read, for `error`: each file, and its columns if known.

    Reads them again, column by column.
    """
    faults = [fault for file in files for fault in _faults_of(file)]
    return faults or [fault_of(file, error) for file in files[:1]]


def _faults_of(file: Path) -> list[Fault]:
    return footer_faults(file) or [
        fault_of(file, reason, column) for column, reason in unreadable_columns(scan(file))
    ]


def footer_faults(file: Path) -> list[Fault]:
    """Why a file cannot be read, as far as its footer tells: types without a reader, or damage."""
    if faults := without_reader(file):
        return faults
    try:
        scan(file).collect_schema()
    except UNREADABLE as error:
        return [fault_of(file, error)]
    return []


def unreadable_columns(frame: pl.LazyFrame) -> Iterator[tuple[str, BaseException]]:
    """The columns that cannot be read, with what reading each raises."""
    for column in frame.collect_schema():
        try:
            frame.select(column).collect()
        except UNREADABLE as error:
            yield column, error


def fault_of(file: Path, error: BaseException, column: str | None = None) -> Fault:
    """The fault of a file, or of a column of it, of which reading raises an error."""
    if column is None:
        what, pointer = Message("tables.a-parquet-file"), ""
    else:
        what, pointer = Message("tables.a-column"), f"/{column}"
    return Fault(pointer, Message("tables.unreadable"), expected(what, error), file=str(file))


def expected(what: Message, error: BaseException) -> Message:
    """What was expected where reading raised an error."""
    return Message("tables.readable", what=what, reason=reason_of(error))


def reason_of(error: BaseException) -> Message | Words:
    """What an error says, in one line that is not too long; in Chinese, in words of ours."""
    if isinstance(error, PanicException):  # it speaks of places in the library's own code
        return Message("tables.cannot-go-on")
    line = (str(error).strip() or type(error).__name__).splitlines()[0]
    return Words("内容已损坏，或不是此格式", _INNARDS.sub("", line)[:_LONGEST_REASON])


def _columns_without_reader(file: Path) -> list[tuple[str, str]]:
    try:
        return arrow_schema.columns_without_reader(pl.read_parquet_metadata(file))
    except UNREADABLE:
        return []

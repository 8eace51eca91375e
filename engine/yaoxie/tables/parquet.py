"""A population in tables, in memory or in a folder of Parquet files, read slice by slice."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TypeAlias

import polars as pl

from yaoxie.errors import Fault, InputError, nearest
from yaoxie.messages import Message
from yaoxie.profile.vocabulary import COMPANY, Vocabulary
from yaoxie.tables import parquet_files, shape, validity
from yaoxie.tables import schema as table_schema
from yaoxie.tables.batches import START, BadRow, Batch, Pending, Position
from yaoxie.tables.folder import Folder
from yaoxie.tables.parquet_files import UNREADABLE
from yaoxie.tables.schema import AWARDS, COMPANIES, MILESTONES, Schema

Query: TypeAlias = Callable[[pl.LazyFrame], pl.LazyFrame]

BATCH = 100_000  # companies
_SLICE = 2 * BATCH  # rows read at once
_LAST = 2**63 - 1
# How Polars describes a lazy frame that is files or a data frame as they stand, and no query.
_PLAIN = ("DF [", "Parquet SCAN", "Csv SCAN", "NDJson SCAN", "Ipc SCAN")


class TableSource:
    """Tables as frames; a table that is not there has no rows, but for the companies'."""

    def __init__(
        self,
        frames: Mapping[str, pl.DataFrame | pl.LazyFrame],
        batch: int = BATCH,
        folder: Folder | None = None,
        vocabulary: Vocabulary | None = None,
    ) -> None:
        """`frames` by the names of tables, in the order that tables have; `folder`: their files.

        `vocabulary`: what the tables may hold (default: the packaged one).
        A lazy frame that is a query, and no plain scan, is collected here: every slice of it would
        run the query anew, and where it sorts, rows of equal keys need not stand as before. Raises
        InputError with every fault of the tables' shape and order.
        """
        self.name = "frames" if folder is None else folder.name
        self.batch = batch
        self._folder = folder
        self.schema = table_schema.of(vocabulary)
        faults = list(_frame_faults(frames, self.schema.tables))
        if COMPANIES not in frames:
            file = None if folder is None else str(folder.path)
            faults.append(Fault("/companies", None, Message("tables.companies"), file=file))
        self._frames: dict[str, pl.LazyFrame] = {}
        if not faults:
            for table in self.schema.tables:
                frame = frames.get(table, self.schema.empty(table))
                faults += self._opened(table, frame.lazy())
        if faults:
            raise InputError(faults)
        self.size = self.query(COMPANIES, lambda rows: rows.select(pl.len())).item()

    def _opened(self, table: str, frame: pl.LazyFrame) -> list[Fault]:
        """Takes up a table; gives the faults of its columns and of its order."""
        file = table if self._folder is None else str(self._folder.path / f"{table}.parquet")
        self._frames[table] = frame
        try:
            if not frame.explain(optimized=False).startswith(_PLAIN):
                self._frames[table] = frame = frame.collect().lazy()
            columns = frame.collect_schema()
            faults = list(shape.column_faults(table, columns, self.schema, file))
            if faults:
                return faults
            in_files = self._folder is not None
            return shape.order_faults(table, frame, columns, self.schema, file, in_files=in_files)
        except UNREADABLE as error:
            return self._unreadable(table, error)

    def query(self, table: str, query: Query) -> pl.DataFrame:
        """What a query of a table gives. Raises InputError where the table cannot be read."""
        try:
            return query(self._frames[table]).collect()
        except UNREADABLE as error:
            raise InputError(self._unreadable(table, error)) from error

    def _unreadable(self, table: str, error: BaseException) -> list[Fault]:
        if self._folder is not None and self._folder.files.get(table):
            return parquet_files.unreadable(self._folder.files[table], error)
        expected = parquet_files.expected(Message("tables.a-table"), error)
        faults = [Fault(f"/{table}", Message("tables.unreadable"), expected)]
        with suppress(*UNREADABLE):
            columns = parquet_files.unreadable_columns(self._frames[table])
            faults = [
                Fault(
                    f"/{table}/{name}",
                    Message("tables.unreadable"),
                    parquet_files.expected(Message("tables.a-column"), reason),
                )
                for name, reason in columns
            ] or faults
        return faults

    @property
    def files(self) -> Sequence[Path]:
        """The files of the tables, those that are not there included; none of frames."""
        return () if self._folder is None else self._folder.all_files

    def changes(self) -> list[Fault]:
        """A fault for each file that is no longer what it was when it was opened."""
        return [] if self._folder is None else self._folder.states.changes()

    def bounds(self) -> list[Position]:
        """Where each batch begins, and where the last one ends."""
        return [Position(at, at) for at in (*range(0, self.size, self.batch), self.size)]

    def unpacked(self) -> None:
        """None: a reader can begin anywhere."""

    def shared(self, _: Path | None = None) -> TableSource:
        """The same tables: readers share them as they are."""
        return self

    def batches(self, start: Position = START) -> Iterator[Batch]:
        """The batches from a position on; `offset` counts companies.

        Raises InputError where a table cannot be read on.
        """
        return (check() for check in self.unchecked(start))

    def unchecked(self, start: Position = START) -> Iterator[Pending]:
        """The same, each to be checked when it is called. Raises as `batches` does."""
        owners = _Cursor(self, COMPANIES)
        before = owners.rows(start.offset - 1, 1)["company"][0] if start.offset else None
        cursors = {
            table: _Cursor(self, table, before)
            for table in self.schema.tables
            if table != COMPANIES
        }
        for offset in range(start.offset, self.size, self.batch):
            companies = owners.rows(offset, self.batch).rechunk()
            end = min(offset + self.batch, self.size)
            # Rows of no company come with those of the next one, and are found there.
            last = companies["company"][-1] if end < self.size else _LAST
            parts = {COMPANIES: companies} | {
                table: cursor.up_to(last) for table, cursor in cursors.items()
            }
            cursors_of_all = (owners, *cursors.values())
            faults = [fault for cursor in cursors_of_all for fault in cursor.value_faults(last)]
            yield partial(_checked, parts, faults, self.schema, Position(end, end))


def folder_source(
    path: Path, batch: int = BATCH, vocabulary: Vocabulary | None = None
) -> TableSource:
    """The tables of a folder of Parquet files. Raises InputError as TableSource does."""
    folder = Folder.opened(path, table_schema.of(vocabulary))
    files = [file for parts in folder.files.values() for file in parts]
    # Polars panics over such types, and prints that whoever catches it.
    if faults := [fault for file in files for fault in parquet_files.without_reader(file)]:
        raise InputError(faults)
    frames = {table: parquet_files.scan(files) for table, files in folder.files.items()}
    return TableSource(frames, batch, folder, vocabulary)


def _frame_faults(frames: Mapping[str, object], tables: Sequence[str]) -> Iterator[Fault]:
    for name, frame in frames.items():
        if name not in tables:
            yield Fault(f"/{name}", name, Message("tables.table-name"), nearest(name, tables))
        elif not isinstance(frame, (pl.DataFrame, pl.LazyFrame)):
            expected = Message("tables.frame")
            yield Fault(f"/{name}", type(frame).__name__, expected)


def _checked(
    parts: dict[str, pl.DataFrame],
    value_faults: list[tuple[int, Fault]],
    schema: Schema,
    end: Position,
) -> Batch:
    """The batch without the companies that have faults."""
    faults: dict[int, list[Fault]] = {}
    for number, fault in value_faults:
        faults.setdefault(number, []).append(fault)
    for row in validity.bad_rows(parts, schema):
        faults.setdefault(row.number, []).extend(row.faults)
    if not faults:
        return Batch(parts, end)
    bad = [BadRow(number, tuple(faults[number])) for number in sorted(faults)]
    return Batch(validity.without(parts, faults), end, bad)


class _Cursor:
    """Reads a sorted table forwards, in slices that are kept until they are used up."""

    def __init__(self, source: TableSource, table: str, before: int | None = None) -> None:
        """`before`: the last company whose rows were read already."""
        self._source = source
        self._table = table
        self._faults: list[tuple[int, Fault]] = []
        self._ahead = source.schema.empty(table)  # rows that were read, and are not used up
        self._is_at_end = False
        self._offset = 0
        if before is not None:
            # Statistics spare the reading of what lies before.
            done = pl.col("company") <= before
            self._offset = source.query(
                table, lambda rows: rows.filter(done).select(pl.len())
            ).item()

    def rows(self, offset: int, count: int) -> pl.DataFrame:
        """So many rows from an offset on, in the types of the table."""
        untyped = self._source.query(self._table, lambda rows: rows.slice(offset, count))
        typed = _typed(untyped, self._source.schema.columns(self._table))
        self._faults += _value_faults(self._table, untyped, typed, self._source.schema)
        return typed

    def value_faults(self, last: int) -> list[tuple[int, Fault]]:
        """Faults of values that their column's type cannot hold, of companies up to `last`."""
        due = [entry for entry in self._faults if entry[0] <= last]
        self._faults = [entry for entry in self._faults if entry[0] > last]
        return due

    def up_to(self, last: int) -> pl.DataFrame:
        """The rows of companies up to `last` that were not read yet, in one piece."""
        while not self._is_at_end and (
            self._ahead.is_empty() or self._ahead["company"][-1] <= last
        ):
            more = self.rows(self._offset, _SLICE)
            self._offset += more.height
            self._is_at_end = more.height < _SLICE
            self._ahead = pl.concat([self._ahead, more])
        end = self._ahead["company"].search_sorted(last, side="right")
        rows, self._ahead = self._ahead[:end], self._ahead[end:]
        return rows.rechunk()  # all that follows is several times as fast in one piece


def _typed(frame: pl.DataFrame, types: Mapping[str, pl.DataType]) -> pl.DataFrame:
    """The table in its own types; words that are none become null, and are found as faults."""
    present = set(frame.columns)
    return frame.select(
        pl.col(name).cast(type_, strict=False)
        if name in present
        else pl.lit(None, type_).alias(name)
        for name, type_ in types.items()
    )


def _value_faults(
    table: str, untyped: pl.DataFrame, typed: pl.DataFrame, schema: Schema
) -> Iterator[tuple[int, Fault]]:
    for name in typed.columns:
        if name not in untyped.columns or untyped[name].dtype == typed[name].dtype:
            continue
        gone = untyped[name].is_not_null() & typed[name].is_null()
        if not gone.any():
            continue
        words = _words(typed[name].dtype)
        expected = Message("tables.value-of", type=typed[name].dtype)
        if words:
            expected = Message("sources.one-of", words=tuple(words))
        places = typed.filter(gone).rows(named=True)
        for row, value in zip(places, untyped[name].filter(gone).to_list(), strict=True):
            close = nearest(value, words) if words else None
            yield row["company"], Fault(_pointer(table, row, name, schema), value, expected, close)


def _words(type_: pl.DataType) -> list[str]:
    return type_.categories.to_list() if isinstance(type_, pl.Enum) else []


def _pointer(table: str, row: Mapping[str, object], name: str, schema: Schema) -> str:
    """Where the value would stand in a profile; of milestones and awards, as near as is known."""
    if table == COMPANIES:
        return f"/{COMPANY}/{name}"
    if table == MILESTONES:
        items = schema.vocabulary.item_lists.get(str(row["kind"]), MILESTONES)
        return f"/{items}/{row['item']}/milestones"
    return "/awards" if table == AWARDS else f"/{table}/{row['item']}/{name}"

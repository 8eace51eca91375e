"""A population in tables, in memory or in a folder of Parquet files, read stretch by stretch."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
import polars as pl
from polars.exceptions import PolarsError

from yaoxie.errors import Fault, InputError, nearest
from yaoxie.profile import fields
from yaoxie.profile.model import ITEM_LISTS
from yaoxie.tables import schema as tables
from yaoxie.tables import validity
from yaoxie.tables.batches import START, BadRow, Batch, Position

BATCH = 100_000  # companies
_SLICE = 4 * BATCH  # rows read at once
_LAST = 2**63 - 1
_KEYS = ("company", "item", "kind", "milestone", "id", "name")  # columns that must be there


class TableSource:
    """Tables as frames; a table that is not there has no rows, but for the companies'."""

    def __init__(
        self,
        frames: Mapping[str, pl.DataFrame | pl.LazyFrame],
        name: str = "frames",
        batch: int = BATCH,
        folder: str = "",
    ) -> None:
        """Raises InputError with every fault of the tables' shape and order."""
        self._batch = batch
        self.name = name
        faults = [
            Fault(f"/{one}", one, "the name of a table", nearest(one, tables.TABLES))
            for one in frames
            if one not in tables.TABLES
        ]
        if "companies" not in frames:
            faults.append(Fault("/companies", None, "a table of companies", file=folder or None))
        self._frames = {one: frames.get(one, tables.empty(one)).lazy() for one in tables.TABLES}
        if not faults:
            faults = list(_faults(folder, self._frames))
        if faults:
            raise InputError(faults)
        self.size: int = self._frames["companies"].select(pl.len()).collect().item()

    def batches(self, start: Position = START) -> Iterator[Batch]:
        """The batches from a place on; `offset` counts companies."""
        owners = _Cursor(self._frames["companies"], "companies")
        before = owners.rows(start.offset - 1, 1)["company"][0] if start.offset else None
        cursors = {
            name: _Cursor(frame, name, before)
            for name, frame in self._frames.items()
            if name != "companies"
        }
        for offset in range(start.offset, self.size, self._batch):
            companies = owners.rows(offset, self._batch)
            end = min(offset + self._batch, self.size)
            # Rows of no company come with those of the next one, and are found there.
            last = companies["company"][-1] if end < self.size else _LAST
            parts = {"companies": companies} | {
                name: cursor.up_to(last) for name, cursor in cursors.items()
            }
            lost = [fault for one in (owners, *cursors.values()) for fault in one.lost(last)]
            yield _checked(parts, lost, Position(end, end))


def folder_source(folder: Path, batch: int = BATCH) -> TableSource:
    """The tables of a folder of Parquet files. Raises InputError as TableSource does."""
    files = {name: folder / f"{name}.parquet" for name in tables.TABLES}
    there = {name: file for name, file in files.items() if file.exists()}
    states = [file.stat() for file in there.values()]
    sizes = ",".join(f"{state.st_size}:{state.st_mtime_ns}" for state in states)
    frames = {name: pl.scan_parquet(file) for name, file in there.items()}
    return TableSource(frames, f"{folder.resolve()} {sizes}", batch, str(folder))


def _checked(parts: dict[str, pl.DataFrame], lost: list[tuple[int, Fault]], end: Position) -> Batch:
    """The batch without the companies that have faults."""
    faults: dict[int, list[Fault]] = {}
    for number, fault in lost:
        faults.setdefault(number, []).append(fault)
    for row in validity.bad_rows(parts):
        faults.setdefault(row.number, []).extend(row.faults)
    if not faults:
        return Batch(parts, end)
    bad = [BadRow(number, tuple(faults[number])) for number in sorted(faults)]
    return Batch(validity.without(parts, faults), end, bad)


class _Cursor:
    """Reads a sorted table forwards, in slices that are kept until they are used up."""

    def __init__(self, frame: pl.LazyFrame, name: str, before: int | None = None) -> None:
        """`before`: the last company whose rows were read already."""
        self._frame = frame
        self._name = name
        self._schema = tables.schema(name)
        self._lost: list[tuple[int, Fault]] = []
        self._held = tables.empty(name)
        self._at_end = False
        # Statistics spare the reading of what lies before.
        done = pl.col("company") <= before if before is not None else pl.lit(value=False)
        self._offset: int = frame.filter(done).select(pl.len()).collect().item()

    def rows(self, offset: int, count: int) -> pl.DataFrame:
        found = self._frame.slice(offset, count).collect().rechunk()
        typed = _typed(found, self._schema)
        self._lost += _lost_values(self._name, found, typed)
        return typed

    def lost(self, last: int) -> list[tuple[int, Fault]]:
        """Faults of values that their column's type cannot hold, of companies up to `last`."""
        now = [entry for entry in self._lost if entry[0] <= last]
        self._lost = [entry for entry in self._lost if entry[0] > last]
        return now

    def up_to(self, last: int) -> pl.DataFrame:
        """The rows of companies up to `last` that were not read yet."""
        while not self._at_end and (self._held.is_empty() or self._held["company"][-1] <= last):
            more = self.rows(self._offset, _SLICE)
            self._offset += more.height
            self._at_end = more.height < _SLICE
            self._held = pl.concat([self._held, more])
        end = int(np.searchsorted(self._held["company"].to_numpy(), last, side="right"))
        found = self._held[:end]
        self._held = self._held[end:]
        return found


def _typed(frame: pl.DataFrame, schema: Mapping[str, pl.DataType]) -> pl.DataFrame:
    """The table in its own types; words that are none become null, and are found as faults."""
    present = set(frame.columns)
    return frame.select(
        pl.col(name).cast(type_, strict=False)
        if name in present
        else pl.lit(None, type_).alias(name)
        for name, type_ in schema.items()
    )


def _lost_values(
    table: str, found: pl.DataFrame, typed: pl.DataFrame
) -> Iterator[tuple[int, Fault]]:
    for name in typed.columns:
        if name not in found.columns or found[name].dtype == typed[name].dtype:
            continue
        gone = found[name].is_not_null() & typed[name].is_null()
        if not gone.any():
            continue
        words = _words(typed[name].dtype)
        expected = f"one of {', '.join(words)}" if words else f"a value of {typed[name].dtype}"
        places = typed.filter(gone).rows(named=True)
        for row, value in zip(places, found[name].filter(gone).to_list(), strict=True):
            close = nearest(value, words) if words else None
            yield row["company"], Fault(_pointer(table, row, name), value, expected, close)


def _words(type_: pl.DataType) -> list[str]:
    return type_.categories.to_list() if isinstance(type_, pl.Enum) else []


def _pointer(table: str, row: Mapping[str, object], name: str) -> str:
    """Where the value would stand in a profile; of milestones and awards, as near as is known."""
    match table:
        case "companies":
            return f"/company/{name}"
        case "milestones":
            lists = {kind: ITEM_LISTS[kind] for kind in fields.MILESTONE_KINDS}
            listed = lists.get(str(row["kind"]), "milestones")
            return f"/{listed}/{row['item']}/milestones"
        case "awards":
            return "/awards"
        case _:
            return f"/{table}/{row['item']}/{name}"


def _faults(folder: str, frames: Mapping[str, pl.LazyFrame]) -> Iterator[Fault]:
    for table, frame in frames.items():
        file = str(Path(folder) / f"{table}.parquet") if folder else table
        try:
            found = frame.collect_schema()
        except (PolarsError, OSError) as error:
            yield Fault("", type(error).__name__, "a Parquet file that can be read", file=file)
            continue
        shape = list(_shape_faults(table, found, file))
        yield from shape
        if not shape:
            yield from _order_faults(table, frame, file)


def _shape_faults(table: str, found: pl.Schema, file: str) -> Iterator[Fault]:
    schema = tables.schema(table)
    for name, type_ in found.items():
        if name not in schema:
            yield Fault(f"/{name}", name, f"a column of {table}", nearest(name, schema), file=file)
        elif not _fits(type_, schema[name]):
            yield Fault(f"/{name}", str(type_), f"a column of type {schema[name]}", file=file)
    for name in schema:
        if name in _KEYS and name not in found and (table, name) not in _OPTIONAL:
            yield Fault(f"/{name}", None, "a column that is there", file=file)


_OPTIONAL = {
    ("companies", "id"),
    *((table, "name") for table in tables.TABLES if table != "companies"),
}


def _fits(found: pl.DataType, wanted: pl.DataType) -> bool:
    """Whether a column can be read as wanted without changing what it says."""
    if found == pl.Null() or found == wanted:
        return True
    if isinstance(wanted, pl.List):
        return isinstance(found, pl.List) and _fits(_inner(found), _inner(wanted))
    if isinstance(wanted, (pl.Enum, pl.String)):
        return isinstance(found, (pl.Enum, pl.Categorical, pl.String))
    if isinstance(wanted, pl.Decimal):
        return isinstance(found, pl.Decimal) and found.scale <= (wanted.scale or 0)
    return wanted.is_integer() and found.is_integer()


def _inner(listed: pl.List) -> pl.DataType:
    inner = listed.inner
    return inner if isinstance(inner, pl.DataType) else inner()


def _order_faults(table: str, frame: pl.LazyFrame, file: str) -> Iterator[Fault]:
    keys = tables.SORTED_BY[table]
    sorts = {"kind": tables.schema("milestones")["kind"]}
    key = [pl.col(name).cast(sorts.get(name, tables.NUMBER), strict=False) for name in keys]
    ordered = frame.select(
        nulls=pl.any_horizontal(one.is_null().any() for one in key),
        sorted=_ascending(key, strictly=table == "companies"),
    ).collect(engine="streaming")
    nulls, is_sorted = ordered.row(0)
    if nulls:
        yield Fault(f"/{keys[0]}", None, f"no null in {', '.join(keys)}", file=file)
    elif not is_sorted:
        named = ", ".join(_sort_key(name) for name in keys)
        command = (
            f"python -c \"import polars as pl; pl.scan_parquet('{table}.parquet')"
            f".sort({named}, maintain_order=True).sink_parquet('{table}.sorted.parquet')\""
        )
        expected = f"rows in the order of {', '.join(keys)}; this sorts them: {command}"
        if table == "companies":
            expected = f"each company once, {expected}"
        yield Fault(f"/{keys[0]}", "unsorted", expected, file=file)


def _sort_key(name: str) -> str:
    """A column to sort by, as code; words in the order of the vocabulary, not of their letters."""
    if name != "kind":
        return repr(name)
    return f"pl.col('kind').cast(pl.Enum({list(fields.MILESTONE_KINDS)!r}))"


def _ascending(key: list[pl.Expr], *, strictly: bool) -> pl.Expr:
    """Whether every row lies at or (strictly) after the one before, by several columns."""
    physical = [one.to_physical().cast(tables.NUMBER) for one in key]
    verdict = pl.lit(value=not strictly)
    for one in reversed(physical):
        step = one - one.shift(1)
        verdict = (step > 0) | ((step == 0) & verdict)
    return verdict.fill_null(value=True).all()

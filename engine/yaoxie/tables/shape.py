"""Whether tables have the columns, types and order of a population."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl

from yaoxie.errors import Fault, nearest
from yaoxie.messages import Message
from yaoxie.profile.vocabulary import MILESTONE
from yaoxie.tables.schema import COMPANIES, NUMBER, Schema

_KEYS = ("company", "item", "kind", MILESTONE)


def column_faults(table: str, columns: pl.Schema, schema: Schema, file: str) -> Iterator[Fault]:
    """Columns that the table does not have, those of a wrong type, and those that lack."""
    expected = schema.columns(table)
    for name, type_ in columns.items():
        if name not in expected:
            close = nearest(name, expected)
            yield Fault(
                f"/{name}", name, Message("tables.column-of", table=table), close, file=file
            )
        elif not _is_readable_as(type_, expected[name]):
            yield Fault(
                f"/{name}",
                str(type_),
                Message("tables.column-of-type", type=expected[name]),
                file=file,
            )
    for name in expected:
        if name not in columns and (name in _KEYS or name in schema.required(table)):
            yield Fault(f"/{name}", None, Message("tables.column-there"), file=file)


def _is_readable_as(type_: pl.DataType, expected: pl.DataType) -> bool:
    """Whether a column can be read as expected without changing what it says."""
    if type_ == pl.Null() or type_ == expected:
        return True
    if isinstance(expected, pl.List):
        return isinstance(type_, pl.List) and _is_readable_as(_inner(type_), _inner(expected))
    if isinstance(expected, (pl.Enum, pl.String)):
        return isinstance(type_, (pl.Enum, pl.Categorical, pl.String))
    if isinstance(expected, pl.Decimal):
        return isinstance(type_, pl.Decimal) and type_.scale <= (expected.scale or 0)
    return expected.is_integer() and type_.is_integer()


def _inner(list_: pl.List) -> pl.DataType:
    inner = list_.inner
    return inner if isinstance(inner, pl.DataType) else inner()


def order_faults(
    table: str,
    frame: pl.LazyFrame,
    columns: pl.Schema,
    schema: Schema,
    file: str,
    *,
    in_files: bool,
) -> list[Fault]:
    """Keys that are null or no keys, a company twice, and rows out of order.

    `columns` are those of the frame. Reads the key columns once. Raises what reading raises.
    """
    names = schema.sorted_by[table]
    types = {name: _key_type(schema.columns(table)[name]) for name in names}
    keys = {name: pl.col(name).cast(type_, strict=False) for name, type_ in types.items()}
    checks: dict[str, pl.Expr] = {}
    for name in names:
        checks[f"null {name}"] = pl.col(name).is_null()
        if columns[name] != types[name]:
            # A key that does not fit is null as it is compared.
            checks[f"lost {name}"] = pl.col(name).is_not_null() & keys[name].is_null()
    if table == COMPANIES:
        checks["twice"] = pl.col("company") == pl.col("company").shift(1)
    ordered = frame.select(
        *(check.any().alias(name) for name, check in checks.items()),
        _is_ascending(list(keys.values())).alias("sorted"),
    ).collect(engine="streaming")
    outcome: dict[str, bool] = ordered.row(0, named=True)
    # Keys that are null have no order; repeated companies are reported where the order is right.
    wrong = [name for name in checks if name != "twice" and outcome[name]]
    if wrong:
        return [_key_fault(types, frame, name, checks[name], file) for name in wrong]
    if not outcome["sorted"]:
        return [_unsorted(table, types, file, in_files=in_files)]
    if outcome.get("twice"):
        return [_repeated(frame, checks["twice"], file)]
    return []


def _key_type(type_: pl.DataType) -> pl.DataType:
    """The type that a key is compared in."""
    return NUMBER() if type_.is_integer() else type_


def _key_fault(
    types: Mapping[str, pl.DataType], frame: pl.LazyFrame, check: str, wrong: pl.Expr, file: str
) -> Fault:
    kind, _, name = check.partition(" ")
    if kind == "null":
        return Fault(f"/{name}", None, Message("tables.no-null", names=tuple(types)), file=file)
    value = _first(frame, wrong, name)
    type_ = types[name]
    if isinstance(type_, pl.Enum):
        words = type_.categories.to_list()
        expected = Message("sources.one-of", words=tuple(words))
        return Fault(f"/{name}", value, expected, nearest(value, words), file=file)
    return Fault(f"/{name}", value, Message("tables.whole-number"), file=file)


def _first(frame: pl.LazyFrame, condition: pl.Expr, name: str) -> Any:
    return frame.filter(condition.fill_null(value=False)).select(name).head(1).collect().item()


def _repeated(frame: pl.LazyFrame, twice: pl.Expr, file: str) -> Fault:
    """The first company that stands twice, with both places; rows count from 1."""
    numbered = frame.select("company").with_row_index("row", 1)
    row, number = numbered.filter(twice).head(1).collect().row(0)
    expected = Message("tables.company-once", row=f"{row - 1:,}", again=f"{row:,}")
    return Fault("/company", number, expected, file=file)


def _unsorted(table: str, types: Mapping[str, pl.DataType], file: str, *, in_files: bool) -> Fault:
    keys = ", ".join(_sort_key(name, type_) for name, type_ in types.items())
    sort = f".sort({keys}, maintain_order=True)"
    if in_files:
        command = (
            f"python -c \"import polars as pl; pl.scan_parquet('{table}.parquet')"
            f"{sort}.sink_parquet('{table}.sorted.parquet')\""
        )
    else:
        command = f"{table}{sort}"
    expected = Message("tables.sorted", names=tuple(types), command=command)
    return Fault(f"/{next(iter(types))}", Message("tables.unsorted"), expected, file=file)


def _sort_key(name: str, type_: pl.DataType) -> str:
    """A column to sort by, as code; words in the order of the vocabulary, not of their letters."""
    if not isinstance(type_, pl.Enum):
        return repr(name)
    return f"pl.col({name!r}).cast(pl.Enum({type_.categories.to_list()!r}))"


def _is_ascending(keys: list[pl.Expr]) -> pl.Expr:
    """Whether every row lies at or after the one before, by several columns."""
    verdict = pl.lit(value=True)
    for key in reversed(keys):
        key = key.to_physical()  # noqa: PLW2901  # words in the order of their list
        before = key.shift(1)
        verdict = (key > before) | ((key == before) & verdict)
    return verdict.fill_null(value=True).all()

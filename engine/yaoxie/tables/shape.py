"""Whether tables have the columns, types and order of a population."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import polars as pl

from yaoxie.errors import Fault, nearest
from yaoxie.tables import schema

_REQUIRED = ("company", "item", "kind", "milestone", "id", "name")
_OPTIONAL = {
    ("companies", "id"),
    *((table, "name") for table in schema.TABLES if table != "companies"),
}


def column_faults(table: str, columns: pl.Schema, file: str) -> Iterator[Fault]:
    """Columns that the table does not have, those of a wrong type, and those that lack."""
    expected = schema.schema(table)
    for name, type_ in columns.items():
        if name not in expected:
            close = nearest(name, expected)
            yield Fault(f"/{name}", name, f"a column of {table}", close, file=file)
        elif not _is_readable_as(type_, expected[name]):
            yield Fault(f"/{name}", str(type_), f"a column of type {expected[name]}", file=file)
    for name in expected:
        if name in _REQUIRED and name not in columns and (table, name) not in _OPTIONAL:
            yield Fault(f"/{name}", None, "a column that is there", file=file)


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
    table: str, frame: pl.LazyFrame, columns: pl.Schema, file: str, *, in_files: bool
) -> list[Fault]:
    """Keys that are null or no keys, a company twice, and rows out of order.

    `columns` are those of the frame. Reads the key columns once. Raises what reading raises.
    """
    names = schema.SORTED_BY[table]
    checks: dict[str, pl.Expr] = {}
    for name in names:
        checks[f"null {name}"] = pl.col(name).is_null()
        if columns[name] != _key_type(table, name):
            checks[f"lost {name}"] = pl.col(name).is_not_null() & _key(table, name).is_null()
    if table == "companies":
        checks["twice"] = pl.col("company") == pl.col("company").shift(1)
    keys = [_key(table, name) for name in names]
    ordered = frame.select(
        *(check.any().alias(name) for name, check in checks.items()),
        _is_ascending(keys).alias("sorted"),
    ).collect(engine="streaming")
    outcome: dict[str, bool] = ordered.row(0, named=True)
    # Keys that are none stand in no order; and companies twice are told where the order is right.
    wrong = [name for name in checks if name != "twice" and outcome[name]]
    if wrong:
        return [_key_fault(table, frame, name, checks[name], file) for name in wrong]
    if not outcome["sorted"]:
        return [_unsorted(table, names, file, in_files=in_files)]
    if outcome.get("twice"):
        number = _first(frame, checks["twice"], "company")
        return [Fault("/company", number, "each company once", file=file)]
    return []


def _key(table: str, name: str) -> pl.Expr:
    """A key column as it is compared; null where it does not fit."""
    return pl.col(name).cast(_key_type(table, name), strict=False)


def _key_type(table: str, name: str) -> pl.DataType:
    type_ = schema.schema(table)[name]
    return schema.NUMBER() if type_.is_integer() else type_


def _key_fault(table: str, frame: pl.LazyFrame, check: str, wrong: pl.Expr, file: str) -> Fault:
    kind, _, name = check.partition(" ")
    if kind == "null":
        keys = ", ".join(schema.SORTED_BY[table])
        return Fault(f"/{name}", None, f"no null in {keys}", file=file)
    value = _first(frame, wrong, name)
    type_ = _key_type(table, name)
    if isinstance(type_, pl.Enum):
        words = type_.categories.to_list()
        expected = f"one of {', '.join(words)}"
        return Fault(f"/{name}", value, expected, nearest(value, words), file=file)
    return Fault(f"/{name}", value, "a whole number from -2^63 to 2^63 - 1", file=file)


def _first(frame: pl.LazyFrame, condition: pl.Expr, name: str) -> Any:
    return frame.filter(condition.fill_null(value=False)).select(name).head(1).collect().item()


def _unsorted(table: str, names: Sequence[str], file: str, *, in_files: bool) -> Fault:
    keys = ", ".join(_sort_key(name) for name in names)
    sort = f".sort({keys}, maintain_order=True)"
    if in_files:
        command = (
            f"python -c \"import polars as pl; pl.scan_parquet('{table}.parquet')"
            f"{sort}.sink_parquet('{table}.sorted.parquet')\""
        )
    else:
        command = f"{table}{sort}"
    expected = f"rows in the order of {', '.join(names)}; this sorts them: {command}"
    return Fault(f"/{names[0]}", "unsorted", expected, file=file)


def _sort_key(name: str) -> str:
    """A column to sort by, as code; words in the order of the vocabulary, not of their letters."""
    if name != "kind":
        return repr(name)
    kind = schema.schema("milestones")["kind"]
    assert isinstance(kind, pl.Enum)
    return f"pl.col('kind').cast(pl.Enum({kind.categories.to_list()!r}))"


def _is_ascending(keys: list[pl.Expr]) -> pl.Expr:
    """Whether every row lies at or after the one before, by several columns."""
    verdict = pl.lit(value=True)
    for key in reversed(keys):
        key = key.to_physical()  # noqa: PLW2901  # words in the order of their list
        before = key.shift(1)
        verdict = (key > before) | ((key == before) & verdict)
    return verdict.fill_null(value=True).all()

"""Records of profiles turned into the tables of a population."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import chain
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl
from msgspec import UNSET
from msgspec.structs import astuple

from yaoxie.profile import fields
from yaoxie.profile.fields import ITEM_LISTS, FieldType
from yaoxie.profile.model import Award
from yaoxie.profile.vocabulary import COMPANY
from yaoxie.tables import schema as tables
from yaoxie.tables.ndjson.structs import NO_NUMBER, NO_TEXT

Records = Sequence[Any]
Counts = npt.NDArray[np.int64]
_MOST_DAYS = 100_000
_EPOCH = date(1970, 1, 1).toordinal()
# A day that no date has: the checks of the tables suspect its company.
NO_DAY = np.iinfo(np.int32).min


class _Days(dict[str, int]):
    """Days since 1970 by their text; those seen lately are kept."""

    def __missing__(self, text: str) -> int:
        if len(self) >= _MOST_DAYS:
            self.clear()
        try:
            # Only one way of writing a day comes back as itself.
            found = date.fromisoformat(text)
            day = found.toordinal() - _EPOCH if found.isoformat() == text else NO_DAY
        except ValueError:
            day = NO_DAY
        self[text] = day
        return day


_days = _Days()


def tables_of(records: Records, numbers: Counts) -> dict[str, pl.DataFrame]:
    """The tables of profiles' records, whose companies have these numbers."""
    parts = _values(records)
    made = {"companies": _frame("companies", {"company": numbers}, COMPANY, parts.get(COMPANY, ()))}
    milestones = []
    for kind, table in ITEM_LISTS.items():
        lists = parts.get(table, ())
        counts = _counts(lists)
        items = list(chain.from_iterable(filter(None, lists)))
        keys = {"company": np.repeat(numbers, counts), "item": _positions(counts)}
        if kind in fields.MILESTONE_KINDS:
            frame, reached = _with_milestones(table, keys, kind, items)
            milestones.append(reached)
        else:
            frame = _frame(table, keys, kind, items)
        made[table] = frame
    made["milestones"] = pl.concat(milestones).sort("company", maintain_order=True)
    made["awards"] = _awards(parts.get("awards", ()), numbers)
    return {table: made[table] for table in tables.TABLES}


def _with_milestones(
    table: str, keys: dict[str, Counts], kind: str, items: Records
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The table of items, and their milestones."""
    lists = [item.milestones for item in items]
    there = [listed is not None and listed is not UNSET for listed in lists]
    known = pl.Series(tables.KNOWN, there, pl.Boolean)
    frame = _frame(table, keys, kind, items, known)
    counts = _counts(lists)
    reached = list(chain.from_iterable(filter(None, lists)))
    keys = {name: np.repeat(key, counts) for name, key in keys.items()}
    columns = _values(reached)
    types = fields.milestone_fields()
    schema = tables.schema("milestones")
    made = [
        pl.Series("company", keys["company"], schema["company"]),
        pl.Series("kind", [kind], schema["kind"]).new_from_index(0, len(reached)),
        pl.Series("item", keys["item"], schema["item"]),
        _words("milestone", columns.get("milestone", ()), schema["milestone"]),
        *(_series(name, columns.get(name, ()), types[name], schema[name]) for name in types),
    ]
    return frame, pl.DataFrame(made)


def _awards(lists: Sequence[Any], numbers: Counts) -> pl.DataFrame:
    columns = _values(list(chain.from_iterable(filter(None, lists))))
    company = pl.Series("company", np.repeat(numbers, _counts(lists)), tables.NUMBER)
    schema = tables.schema("awards")
    return pl.DataFrame(
        [company]
        + [pl.Series(name, columns.get(name, ()), schema[name]) for name in Award.model_fields]
    )


def _frame(
    table: str, keys: dict[str, Counts], kind: str, items: Records, *more: pl.Series
) -> pl.DataFrame:
    columns = _values(items)
    types = fields.fields(kind)
    made = {column.name: column for column in more}
    for name, type_ in tables.schema(table).items():
        if name in keys:
            made[name] = pl.Series(name, keys[name], type_)
        elif name not in made:
            made[name] = _series(name, columns.get(name, ()), types[name], type_)
    return pl.DataFrame([made[name] for name in tables.schema(table)])


def _values(records: Records) -> dict[str, Sequence[Any]]:
    """The values of records of one type, field by field."""
    if not records:
        return {}
    names = records[0].__struct_fields__
    every = list(chain.from_iterable(map(astuple, records)))
    return {name: every[i :: len(names)] for i, name in enumerate(names)}


def _counts(lists: Sequence[Any]) -> Counts:
    return np.fromiter((len(listed) if listed else 0 for listed in lists), np.int64, len(lists))


def _positions(counts: Counts) -> Counts:
    """0, 1, … for the items of each company."""
    starts = np.cumsum(counts) - counts
    return np.arange(counts.sum()) - np.repeat(starts, counts)


def _series(name: str, values: Sequence[Any], type_: FieldType, dtype: pl.DataType) -> pl.Series:
    if type_.open:
        return _texts(name, values)
    match type_.name:
        case "word":
            return _words(name, values, dtype)
        case "words":
            return _lists(name, values, dtype)
        case "yes_no":
            known = [None if value is UNSET else value for value in values]
            return pl.Series(name, known, pl.Boolean)
        case "yuan" | "months":
            column = pl.Series(name, values, pl.Int64)
            return column.set(column == NO_NUMBER, None)
        case "rate":
            return _texts(name, values).cast(dtype)
        case "day":
            return _dates(name, values)
        case _:
            return _texts(name, values)


def _texts(name: str, values: Sequence[Any]) -> pl.Series:
    column = pl.Series(name, values, pl.String)
    return column.set(column == NO_TEXT, None)


def _words(name: str, values: Sequence[Any], dtype: pl.DataType) -> pl.Series:
    # An absent one is the only text that is no word.
    return pl.Series(name, values, pl.String).cast(dtype, strict=False)


def _dates(name: str, values: Sequence[Any]) -> pl.Series:
    days = [_days[value] if value else None for value in values]
    return pl.Series(name, days, pl.Int32).cast(pl.Date)


def _lists(name: str, values: Sequence[Any], dtype: pl.DataType) -> pl.Series:
    """Lists of words; there are few different ones, and each is made once."""
    seen: dict[Any, int] = {}
    at = [seen.setdefault(value or (() if value == () else None), len(seen)) for value in values]
    different = pl.Series(name, [None if value is None else list(value) for value in seen], dtype)
    return different.gather(at)

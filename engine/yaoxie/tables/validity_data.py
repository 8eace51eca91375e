"""One company of a population's tables as the plain data of a profile."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import polars as pl

from yaoxie.errors import Fault
from yaoxie.profile import fields
from yaoxie.profile.fields import ITEM_LISTS
from yaoxie.profile.vocabulary import COMPANY
from yaoxie.tables import schema
from yaoxie.tables.schema import Tables
from yaoxie.tables.validity_across import day_numbers, impossible

Data = dict[str, Any]
_PLACES = {"company", "item", "kind", schema.KNOWN}


def profile_data(parts: Tables, number: int) -> Data:
    """The profile of a company by its number; what is null is left out."""
    own = {name: _own(frame, number) for name, frame in parts.items()}
    data: Data = {}
    for row in _rows(own["companies"]):
        data[COMPANY] = row
    for kind, table in ITEM_LISTS.items():
        items = _rows(own[table])
        if kind in fields.MILESTONE_KINDS:
            for item, known in zip(items, own[table][schema.KNOWN], strict=True):
                if known:
                    item["milestones"] = []
            placed = own["milestones"].filter(pl.col("kind") == kind)
            for at, milestone in zip(placed["item"], _rows(placed), strict=True):
                if at is not None and 0 <= at < len(items):
                    items[at].setdefault("milestones", []).append(milestone)
        if items:
            data[table] = items
    if awards := _rows(own["awards"]):
        data["awards"] = awards
    return data


def misplaced(parts: Tables, number: int) -> Iterator[Fault]:
    """The faults of a company's rows that stand where no profile has a place."""
    own = {name: _own(frame, number) for name, frame in parts.items()}
    if own["companies"].height != 1:
        found = f"{own['companies'].height} rows with the number {number}"
        yield Fault("/company", found, "one row of companies")
    for table in ITEM_LISTS.values():
        for due, item in enumerate(own[table]["item"]):
            if item != due:
                yield Fault(f"/{table}/{due}", f"item {item}", f"item {due}, as it is counted")
                break
    for row in own["milestones"].select("kind", "item", "milestone").iter_rows():
        yield from _lost(own, *row)


def _lost(
    own: Tables, kind: str | None, item: int | None, milestone: str | None
) -> Iterator[Fault]:
    if kind is None or item is None:
        yield Fault("/milestones", milestone, "a milestone with the kind and number of its item")
        return
    items = own[ITEM_LISTS[kind]]
    at = f"/{ITEM_LISTS[kind]}/{item}"
    if not 0 <= item < items.height:
        yield Fault(at, milestone, "an item that the milestone belongs to")
    elif not items[schema.KNOWN][item]:
        expected = f"no milestones, as {schema.KNOWN} is not true"
        yield Fault(f"{at}/milestones", milestone, expected)


def _own(frame: pl.DataFrame, number: int) -> pl.DataFrame:
    column = frame["company"]
    first, end = (column.search_sorted(number, side) for side in ("left", "right"))
    return frame[first:end]


def _rows(frame: pl.DataFrame) -> list[Data]:
    """The rows less their places, with values as JSON has them."""
    columns = [
        _dates(column) if column.dtype == pl.Date else column
        for column in frame
        if column.name not in _PLACES
    ]
    rows = [
        {column.name: _plain(value) for column, value in zip(columns, row, strict=True)}
        for row in zip(*columns, strict=True)
    ]
    return [{name: value for name, value in row.items() if value is not None} for row in rows]


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value.to_list() if isinstance(value, pl.Series) else value


def _dates(column: pl.Series) -> pl.Series:
    """Dates as texts; those that no calendar has are numbered."""
    wrong = pl.Series(impossible(day_numbers(column)))
    texts = column.set(wrong, None).dt.to_string("%Y-%m-%d")
    if not wrong.any():
        return texts
    numbered = "day " + column.to_physical().cast(pl.String) + " after 1970-01-01"
    return texts.zip_with(~wrong, numbered)

"""One company of a population's tables as the plain data of a profile."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl

from yaoxie.errors import Fault
from yaoxie.messages import Message
from yaoxie.profile.field_types import FieldType
from yaoxie.profile.vocabulary import COMPANY, MILESTONE
from yaoxie.tables import field_columns
from yaoxie.tables.schema import AWARDS, COMPANIES, KNOWN, MILESTONES, Schema, Tables

Data = dict[str, Any]


def profile_data(parts: Tables, number: int, schema: Schema) -> Data:
    """The profile of a company by its number; what is null is left out."""
    own = {name: _own(frame, number) for name, frame in parts.items()}
    data: Data = {}
    for row in _rows(own[COMPANIES], schema.types(COMPANIES)):
        data[COMPANY] = row
    for kind, table in schema.vocabulary.item_lists.items():
        items = _rows(own[table], schema.types(table))
        if kind in schema.vocabulary.milestone_kinds:
            for item, known in zip(items, own[table][KNOWN], strict=True):
                if known:
                    item["milestones"] = []
            placed = own[MILESTONES].filter(pl.col("kind") == kind)
            types = {MILESTONE: FieldType("text"), **schema.types(MILESTONES)}
            for at, milestone in zip(placed["item"], _rows(placed, types), strict=True):
                if at is not None and 0 <= at < len(items):
                    items[at].setdefault("milestones", []).append(milestone)
        if items:
            data[table] = items
    if awards := _rows(own[AWARDS], schema.types(AWARDS)):
        data[AWARDS] = awards
    return data


def place_faults(parts: Tables, number: int, schema: Schema) -> Iterator[Fault]:
    """The faults of a company's rows that stand where no profile has a place."""
    own = {name: _own(frame, number) for name, frame in parts.items()}
    if own[COMPANIES].height != 1:
        rows = f"{own[COMPANIES].height} rows with the number {number}"
        yield Fault("/company", rows, Message("tables.one-row"))
    for table in schema.vocabulary.item_lists.values():
        for due, item in enumerate(own[table]["item"]):
            if item != due:
                yield Fault(
                    f"/{table}/{due}",
                    Message("tables.item", number=item),
                    Message("tables.counted-item", number=due),
                )
                break
    for row in own[MILESTONES].select("kind", "item", MILESTONE).iter_rows():
        yield from _lost(own, schema, *row)


def _lost(
    own: Tables, schema: Schema, kind: str | None, item: int | None, milestone: str | None
) -> Iterator[Fault]:
    if kind is None or item is None:
        yield Fault("/milestones", milestone, Message("tables.milestone-of-item"))
        return
    table = schema.vocabulary.item_lists[kind]
    items = own[table]
    at = f"/{table}/{item}"
    if not 0 <= item < items.height:
        yield Fault(at, milestone, Message("tables.item-of-milestone"))
    elif not items[KNOWN][item]:
        expected = Message("tables.no-milestones", known=KNOWN)
        yield Fault(f"{at}/milestones", milestone, expected)


def _own(frame: pl.DataFrame, number: int) -> pl.DataFrame:
    column = frame["company"]
    first, end = (column.search_sorted(number, side) for side in ("left", "right"))
    return frame[first:end]


def _rows(frame: pl.DataFrame, types: Mapping[str, FieldType]) -> list[Data]:
    """The rows less their places, with values as JSON has them."""
    columns = {
        name: field_columns.plain(frame[name], types[name])
        for name in frame.columns
        if name in types
    }
    rows = (dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True))
    return [{name: value for name, value in row.items() if value is not None} for row in rows]

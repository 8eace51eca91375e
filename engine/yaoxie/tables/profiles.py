"""Profiles as tables, one by one: for what no faster way can read, and to compare with."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import polars as pl

from yaoxie.profile import fields
from yaoxie.profile.model import ITEM_LISTS, Profile
from yaoxie.tables import schema

Rows = list[dict[str, Any]]


def tables_of(numbered: Iterable[tuple[int, Profile]]) -> dict[str, pl.DataFrame]:
    """The tables of profiles with their numbers, which ascend."""
    rows: dict[str, Rows] = {name: [] for name in schema.TABLES}
    for number, profile in numbered:
        key = {"company": number}
        rows["companies"].append({**key, **profile.company.model_dump()})
        for kind, position, item in profile.items():
            _add_item(rows, key, kind, position, item)
        rows["awards"] += [{**key, **award.model_dump()} for award in profile.awards or ()]
    return {
        name: pl.DataFrame(listed, schema=schema.schema(name), orient="row")
        for name, listed in rows.items()
    }


def _add_item(
    rows: dict[str, Rows], key: dict[str, int], kind: str, position: int, item: Any
) -> None:
    placed = {**key, "item": position}
    values = item.model_dump(exclude={"milestones"})
    if kind in fields.MILESTONE_KINDS:
        values[schema.KNOWN] = item.milestones is not None
        rows["milestones"] += [
            {**placed, "kind": kind, **milestone.model_dump()}
            for milestone in item.milestones or ()
        ]
    rows[ITEM_LISTS[kind]].append({**placed, **values})

"""Whether the rows of a population's tables stand where they belong."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl

from yaoxie.profile.vocabulary import DATE, MILESTONE
from yaoxie.tables.schema import COMPANIES, KNOWN, MILESTONES, Schema, Tables
from yaoxie.tables.sorted_rows import first_rows, run_starts

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
_CHECKED = ("company", "item", MILESTONE, DATE, "certificate")


class PlacedMilestones(NamedTuple):
    """The milestones of one kind that stand at an item, and the row of that item.

    `frame` has what is checked of them, and `rows` as many numbers as it has rows.
    `lost`: the companies of milestones that stand at no item.
    """

    frame: pl.DataFrame
    rows: Ints
    lost: Ints


def companies(frame: pl.DataFrame) -> Ints:
    """The numbers of the companies that rows belong to: the column `company`."""
    numbers: Ints = frame["company"].to_numpy()
    return numbers


def placed_milestones(parts: Tables, schema: Schema) -> dict[str, PlacedMilestones]:
    """The milestones of each kind of item."""
    kinds = schema.vocabulary.milestone_kinds
    return {kind: _placed(parts, kind, schema.vocabulary.item_lists[kind]) for kind in kinds}


def out_of_place(parts: Tables, milestones: Mapping[str, PlacedMilestones], schema: Schema) -> Ints:
    """Companies that stand twice, items that are not numbered 0, 1, …, and rows of no company."""
    numbers = companies(parts[COMPANIES])
    lists = [numbers[1:][numbers[1:] == numbers[:-1]]]
    for name, frame in parts.items():
        if name != COMPANIES:
            own = companies(frame)
            lists.append(own[~np.isin(own, numbers)])
    for table in schema.vocabulary.item_lists.values():
        own = companies(parts[table])
        due = np.arange(len(own)) - run_starts(own)
        lists.append(own[_positions(parts[table]) != due])
    lists += [placed.lost for placed in milestones.values()]
    return np.concatenate(lists)


def _placed(parts: Tables, kind: str, table: str) -> PlacedMilestones:
    """The milestones of one kind with the rows of their items."""
    items = parts[table]
    milestones = parts[MILESTONES]
    checked = (name for name in _CHECKED if name in milestones.columns)
    frame = milestones.select(checked).filter(milestones["kind"] == kind)
    own, at = companies(frame), companies(items)
    positions = _positions(frame)
    rows = first_rows(at, own) + np.maximum(positions, 0)
    inside = rows < len(at)
    known = items[KNOWN].fill_null(value=False).to_numpy()
    fits: Flags = (positions >= 0) & inside
    fits[inside] &= (at[rows[inside]] == own[inside]) & known[rows[inside]]
    if fits.all():
        return PlacedMilestones(frame, rows, own[:0])
    return PlacedMilestones(frame.filter(pl.Series(fits)), rows[fits], own[~fits])


def _positions(frame: pl.DataFrame) -> Ints:
    positions: Ints = frame["item"].fill_null(-1).to_numpy().astype(np.int64)
    return positions

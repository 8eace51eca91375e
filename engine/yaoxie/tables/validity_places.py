"""Whether the rows of a population's tables stand where they belong."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl

from yaoxie.profile import fields
from yaoxie.profile.fields import ITEM_LISTS
from yaoxie.tables import schema
from yaoxie.tables.schema import Tables
from yaoxie.tables.sorted_rows import first_rows, run_starts

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


class Reached(NamedTuple):
    """The milestones of one kind that stand at an item, and the row of that item."""

    frame: pl.DataFrame
    rows: Ints
    lost: Ints  # companies of milestones that stand nowhere


def companies(frame: pl.DataFrame) -> Ints:
    """The numbers of the companies that rows belong to."""
    numbers: Ints = frame["company"].to_numpy()
    return numbers


def every_reached(parts: Tables) -> dict[str, Reached]:
    """The milestones of each kind of item."""
    return {kind: reached(parts, kind) for kind in fields.MILESTONE_KINDS}


def displaced(parts: Tables, milestones: Mapping[str, Reached]) -> Ints:
    """Companies that stand twice, items that are not numbered 0, 1, …, and rows of no company."""
    numbers = companies(parts["companies"])
    found = [numbers[1:][numbers[1:] == numbers[:-1]]]
    for name, frame in parts.items():
        if name != "companies":
            own = companies(frame)
            found.append(own[~np.isin(own, numbers)])
    for table in ITEM_LISTS.values():
        own = companies(parts[table])
        due = np.arange(len(own)) - run_starts(own)
        found.append(own[_positions(parts[table]) != due])
    found += [listed.lost for listed in milestones.values()]
    return np.concatenate(found)


def reached(parts: Tables, kind: str) -> Reached:
    """The milestones of one kind with the rows of their items."""
    items = parts[ITEM_LISTS[kind]]
    milestones = parts["milestones"]
    frame = milestones.filter(pl.col("kind") == kind)
    own, at = companies(frame), companies(items)
    positions = _positions(frame)
    first = first_rows(at, own)
    rows = first + np.maximum(positions, 0)
    inside = rows < len(at)
    known = items[schema.KNOWN].fill_null(value=False).to_numpy()
    found: Flags = (positions >= 0) & inside
    found[inside] &= (at[rows[inside]] == own[inside]) & known[rows[inside]]
    if found.all():
        return Reached(frame, rows, own[:0])
    return Reached(frame.filter(pl.Series(found)), rows[found], own[~found])


def _positions(frame: pl.DataFrame) -> Ints:
    positions: Ints = frame["item"].fill_null(-1).to_numpy().astype(np.int64)
    return positions

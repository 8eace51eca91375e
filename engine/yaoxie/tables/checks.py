"""What one field of a population's tables says against another, for all companies at once.

The twin of `profile.checks`: the same checks under the same names, each over columns. What it gives
are the numbers of companies that may contradict themselves; it may suspect a good company, but
never passes over a bad one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import numpy.typing as npt
import polars as pl

from yaoxie.profile.certificates import CLASS_AT, MARK
from yaoxie.profile.checks import MAX_ITEMS
from yaoxie.profile.definitions import Certificates
from yaoxie.profile.vocabulary import COMPANY, MILESTONE
from yaoxie.tables.field_columns import day_numbers
from yaoxie.tables.schema import AWARDS, Schema, Tables
from yaoxie.tables.validity_places import Flags, Ints, PlacedMilestones, companies

Days = npt.NDArray[np.int32]
_UNDATED = np.iinfo(np.int32).min
_SPREAD = np.uint64(0x9E3779B97F4A7C15)  # an odd number, so that companies stay apart


def contradictions(
    parts: Tables, milestones: Mapping[str, PlacedMilestones], schema: Schema
) -> Iterator[Ints]:
    """Companies that may contradict themselves, check by check."""
    lists = schema.vocabulary.item_lists
    ids = pl.concat([parts[table].select("company", "id") for table in lists.values()])
    yield _too_many_items(parts, schema)
    yield _repeated_ids(ids)
    for kind, placed in milestones.items():
        yield from _milestones(parts[lists[kind]], kind, placed, schema)
    yield _award_subjects(parts[AWARDS], ids)


def _too_many_items(parts: Tables, schema: Schema) -> Ints:
    tables = (*schema.vocabulary.item_lists.values(), AWARDS)
    lists = [companies(parts[table]) for table in tables]
    # Too many of one company are many in one of its tables, which are sorted.
    many = MAX_ITEMS // len(lists)
    if not any((rows[many:] == rows[: -many or None]).any() for rows in lists if len(rows) > many):
        return np.array([], np.int64)
    numbers, counts = np.unique(np.concatenate(lists), return_counts=True)
    return numbers[counts > MAX_ITEMS]


def _repeated_ids(ids: pl.DataFrame) -> Ints:
    keys = ids["id"].hash().to_numpy() ^ (companies(ids).astype(np.uint64) * _SPREAD)
    order = np.sort(keys)
    twice = order[1:][order[1:] == order[:-1]]
    return companies(ids)[np.isin(keys, twice)] if len(twice) else companies(ids)[:0]


def _award_subjects(awards: pl.DataFrame, ids: pl.DataFrame) -> Ints:
    """Companies with an award for an item that they lack."""
    of_items = awards.select("company", "subject").filter(pl.col("subject") != COMPANY)
    lost = of_items.join(
        ids, left_on=["company", "subject"], right_on=["company", "id"], how="anti"
    )
    return companies(lost)


def _milestones(
    items: pl.DataFrame, kind: str, placed: PlacedMilestones, schema: Schema
) -> Iterator[Ints]:
    """Companies whose milestones of one kind of item contradict each other, or their item."""
    names = schema.milestones
    codes = placed.frame[MILESTONE].to_physical().fill_null(0).to_numpy().astype(np.int64)
    cells = placed.rows * len(names) + codes  # a row per item, a column per milestone
    yield _repeated_milestones(items, cells, len(names))
    dated = placed.frame["date"].is_not_null().to_numpy()
    days = np.full((items.height, len(names)), _UNDATED, np.int32)
    days.reshape(-1)[cells[dated]] = day_numbers(placed.frame["date"])[dated]
    for chain in schema.vocabulary.orders(kind):
        yield _out_of_order(items, days, [names.index(name) for name in chain])
    if (rule := schema.vocabulary.certificates(kind)) is not None:
        yield _contradictory_certificates(items, placed, rule)


def _repeated_milestones(items: pl.DataFrame, cells: Ints, width: int) -> Ints:
    filled = np.bincount(cells, minlength=items.height * width)
    return companies(items)[np.nonzero(filled > 1)[0] // width]


def _out_of_order(items: pl.DataFrame, days: Days, chain: list[int]) -> Ints:
    """Companies of items in which a milestone of a chain is earlier than one before it."""
    latest = np.full(len(days), _UNDATED, np.int32)
    wrong: Flags = np.zeros(len(days), np.bool_)
    for column in chain:
        day = days[:, column]
        wrong |= (day < latest) & (day > _UNDATED)
        latest = np.maximum(latest, day)
    return companies(items)[wrong]


def _contradictory_certificates(
    items: pl.DataFrame, placed: PlacedMilestones, rule: Certificates
) -> Ints:
    classes = items[rule.field].gather(placed.rows).cast(pl.String)
    digits = classes.replace_strict(rule.digits, default=None, return_dtype=pl.String)
    certified = placed.frame.select("company", MILESTONE, "certificate", digit=digits).filter(
        pl.col(MILESTONE).is_in(rule.milestones),
        pl.col("digit").is_not_null(),
        pl.col("certificate").str.slice(1, len(MARK)) == MARK,
        pl.col("certificate").str.slice(CLASS_AT, 1) != pl.col("digit"),
    )
    return companies(certified)

"""What one field of a population's tables says against another, for all companies at once.

The twin of `profile.checks`: the same checks under the same names, each over columns. What it gives
are the numbers of companies that may contradict themselves; it may suspect a good company, but
never passes over a bad one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

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
    if pl.Series(keys).n_unique() == len(keys):  # as a rule, and soon told
        return companies(ids)[:0]
    twice: Flags = pl.Series(keys).is_duplicated().to_numpy()
    return companies(ids)[twice]


def _award_subjects(awards: pl.DataFrame, ids: pl.DataFrame) -> Ints:
    """Companies with an award for an item that they lack."""
    of_items = awards.select("company", "subject").filter(pl.col("subject") != COMPANY)
    if of_items.is_empty():
        return companies(of_items)
    # Few companies have awards, and to match the ids of all takes long.
    own = ids.filter(pl.Series(np.isin(companies(ids), companies(of_items))))
    lost = of_items.join(
        own, left_on=["company", "subject"], right_on=["company", "id"], how="anti"
    )
    return companies(lost)


def _milestones(
    items: pl.DataFrame, kind: str, placed: PlacedMilestones, schema: Schema
) -> Iterator[Ints]:
    """Companies whose milestones of one kind of item contradict each other, or their item."""
    names = schema.milestones
    codes = placed.frame[MILESTONE].to_physical().fill_null(0).to_numpy()
    yield companies(items)[_repeated_milestones(placed.rows, codes, len(names))]
    dated = placed.frame["date"].is_not_null().to_numpy()
    days = np.where(dated, day_numbers(placed.frame["date"]), _UNDATED)
    places = _Places(codes)
    for chain in schema.vocabulary.orders(kind):
        own = [places.of(names.index(name)) for name in chain]
        yield companies(items)[_out_of_order(placed.rows, days, own)]
    if (rule := schema.vocabulary.certificates(kind)) is not None:
        numbers = [names.index(name) for name in rule.milestones]
        certified = np.concatenate([places.of(number) for number in numbers])
        yield _contradictory_certificates(items, placed, certified, rule)


class _Places:
    """Where each milestone stands in a column of their numbers."""

    def __init__(self, codes: npt.NDArray[np.integer]) -> None:
        self._order = np.argsort(codes, kind="stable")
        self._codes = codes[self._order]

    def of(self, number: int) -> Ints:
        """The rows of one milestone, ascending."""
        first, end = np.searchsorted(self._codes, [number, number + 1])
        return self._order[first:end]


def _repeated_milestones(rows: Ints, codes: npt.NDArray[np.integer], count: int) -> Ints:
    """The items, by row, that have a milestone twice; there are so many different ones."""
    keys = pl.Series(rows * count + codes)
    if keys.n_unique() == len(keys):  # as a rule, and soon told
        return rows[:0]
    twice: Flags = keys.is_duplicated().to_numpy()
    return rows[twice]


def _out_of_order(rows: Ints, days: Days, chain: Sequence[Ints]) -> Ints:
    """The items, by row, in which a milestone of a chain is earlier than one before it.

    `chain`: where each of its milestones stands.
    """
    latest = np.full(int(rows.max(initial=-1)) + 1, _UNDATED, np.int32)
    wrong: list[Ints] = []
    for at in chain:
        own, day = rows[at], days[at]
        wrong.append(own[(day < latest[own]) & (day > _UNDATED)])
        np.maximum.at(latest, own, day)
    return np.concatenate(wrong)


def _contradictory_certificates(
    items: pl.DataFrame, placed: PlacedMilestones, at: Ints, rule: Certificates
) -> Ints:
    """Companies with a certificate of another class than the item's.

    `at`: where the milestones stand that have certificates.
    """
    frame = placed.frame.select("company", "certificate")[at]
    certified = frame.with_columns(row=pl.Series(placed.rows[at])).filter(
        pl.col("certificate").is_not_null(),
        pl.col("certificate").str.slice(1, len(MARK)) == MARK,
    )
    classes = items[rule.field].gather(certified["row"]).cast(pl.String)
    digits = classes.replace_strict(rule.digits, default=None, return_dtype=pl.String)
    contradictory = certified.with_columns(digit=digits).filter(
        pl.col("digit").is_not_null(),
        pl.col("certificate").str.slice(CLASS_AT, 1) != pl.col("digit"),
    )
    return companies(contradictory)

"""What one field of a population's tables says against another, for all companies at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

import numpy as np
import numpy.typing as npt
import polars as pl

from yaoxie.profile import fields
from yaoxie.profile.certificates import CLASS_AT, MARK
from yaoxie.profile.checks import MAX_ITEMS
from yaoxie.profile.fields import ITEM_LISTS
from yaoxie.profile.vocabulary import COMPANY, packaged
from yaoxie.tables import schema
from yaoxie.tables.schema import Tables
from yaoxie.tables.validity_places import Flags, Ints, Reached, companies

Days = npt.NDArray[np.int32]
_UNDATED = np.iinfo(np.int32).min
_EPOCH = date(1970, 1, 1).toordinal()
_FIRST_DAY, _LAST_DAY = (day.toordinal() - _EPOCH for day in (date.min, date.max))
_SPREAD = np.uint64(0x9E3779B97F4A7C15)  # an odd number, so that companies stay apart
# A social credit code: its signs by value, the weight of each place, and how many begin as digits.
_SIGNS = b"0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS = np.array([1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28, 1], np.int64)
_DIGITS_FIRST = 8
_DIGITS = 10
_NO_SIGN = 99


def across(parts: Tables, milestones: Mapping[str, Reached]) -> Iterator[Ints]:
    """Companies that may break each rule."""
    yield _too_many(parts)
    yield _wrong_codes(parts["companies"])
    yield from _ids(parts)
    for kind, listed in milestones.items():
        yield from _milestones(parts, kind, listed)
    initiatives = parts["initiatives"]
    yield companies(initiatives)[impossible(day_numbers(initiatives["date"]))]


def day_numbers(column: pl.Series) -> Days:
    """Dates as days since 1970, with a number of their own for those that are not there."""
    days: Days = column.to_physical().fill_null(_FIRST_DAY).to_numpy()
    return days


def impossible(days: Days) -> Flags:
    """Which days no calendar of profiles has."""
    flags: Flags = (days < _FIRST_DAY) | (days > _LAST_DAY)
    return flags


def _too_many(parts: Tables) -> Ints:
    lists = [companies(parts[table]) for table in (*ITEM_LISTS.values(), "awards")]
    # Too many of one company are many in one of its tables, which are sorted.
    many = MAX_ITEMS // len(lists)
    if not any((rows[many:] == rows[: -many or None]).any() for rows in lists if len(rows) > many):
        return np.array([], np.int64)
    numbers, counts = np.unique(np.concatenate(lists), return_counts=True)
    return numbers[counts > MAX_ITEMS]


def _wrong_codes(frame: pl.DataFrame) -> Ints:
    known = frame.select("company", "uscc").filter(pl.col("uscc").is_not_null())
    whole = (known["uscc"].str.len_bytes() == len(_WEIGHTS)).to_numpy()
    rows = companies(known)
    text = known["uscc"].filter(pl.Series(whole)).str.join("").item() if whole.any() else ""
    values = np.full(256, _NO_SIGN, np.int64)
    values[np.frombuffer(_SIGNS, np.uint8)] = np.arange(len(_SIGNS))
    signs = values[np.frombuffer(text.encode(), np.uint8)].reshape(-1, len(_WEIGHTS))
    right = (
        (signs < _NO_SIGN).all(axis=1)
        & (signs[:, :_DIGITS_FIRST] < _DIGITS).all(axis=1)
        & ((signs @ _WEIGHTS) % len(_SIGNS) == 0)
    )
    return np.concatenate([rows[~whole], rows[whole][~right]])


def _ids(parts: Tables) -> Iterator[Ints]:
    """Companies whose items share an id, and those with an award for what they lack."""
    frames = [parts[table].select("company", "id") for table in ITEM_LISTS.values()]
    ids = pl.concat(frames)
    keys = ids["id"].hash().to_numpy() ^ (companies(ids).astype(np.uint64) * _SPREAD)
    order = np.sort(keys)
    twice = order[1:][order[1:] == order[:-1]]
    yield companies(ids)[np.isin(keys, twice)] if len(twice) else companies(ids)[:0]
    awards = parts["awards"].select("company", "subject").filter(pl.col("subject") != COMPANY)
    lost = awards.join(ids, left_on=["company", "subject"], right_on=["company", "id"], how="anti")
    yield companies(lost)


def _milestones(parts: Tables, kind: str, listed: Reached) -> Iterator[Ints]:
    """Companies whose milestones of one kind of item contradict each other, or their item."""
    frame, rows, _ = listed
    own = companies(frame)
    words = schema.schema("milestones")["milestone"]
    assert isinstance(words, pl.Enum)
    names = words.categories.to_list()
    codes = frame["milestone"].to_physical().fill_null(0).to_numpy().astype(np.int64)
    foreign = np.isin(np.array(names), fields.milestones(kind), invert=True)
    yield own[foreign[codes]]
    # A row per item and a column per milestone.
    items = companies(parts[ITEM_LISTS[kind]])
    cells = rows * len(names) + codes
    filled = np.bincount(cells, minlength=len(items) * len(names))
    yield items[np.nonzero(filled > 1)[0] // len(names)]
    days = np.full((len(items), len(names)), _UNDATED, np.int32)
    dated = frame["date"].is_not_null().to_numpy()
    given = day_numbers(frame["date"])
    yield own[impossible(given)]
    days.reshape(-1)[cells[dated]] = given[dated]
    for chain in packaged().orders(kind):
        yield items[_backwards(days, [names.index(word) for word in chain])]
    yield from _certificates(parts, kind, frame, rows)


def _backwards(days: Days, chain: list[int]) -> Flags:
    """Items in which a milestone of a chain is earlier than one before it."""
    latest = np.full(len(days), _UNDATED, np.int32)
    wrong = np.zeros(len(days), np.bool_)
    for column in chain:
        day = days[:, column]
        wrong |= (day < latest) & (day > _UNDATED)
        latest = np.maximum(latest, day)
    return wrong


def _certificates(parts: Tables, kind: str, frame: pl.DataFrame, rows: Ints) -> Iterator[Ints]:
    rule = packaged().certificates(kind)
    if rule is None:
        return
    classes = parts[ITEM_LISTS[kind]][rule.field].gather(rows)
    digits = classes.cast(pl.String).replace_strict(
        rule.digits, default=None, return_dtype=pl.String
    )
    certified = frame.select("company", "milestone", "certificate", digit=digits).filter(
        pl.col("milestone").is_in(rule.milestones),
        pl.col("digit").is_not_null(),
        pl.col("certificate").str.slice(1, len(MARK)) == MARK,
        pl.col("certificate").str.slice(CLASS_AT, 1) != pl.col("digit"),
    )
    yield companies(certified)

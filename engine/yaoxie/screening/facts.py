"""A slice of a population as flat facts: one frame per kind of subject, a column per fact.

The columns are named as the facts of single profiles are, and nulls are what is unknown.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import polars as pl

from yaoxie.profile.checks import MAX_ITEMS
from yaoxie.profile.facts import FAMILY, family_keys, latest_day
from yaoxie.profile.vocabulary import COMPANY, DATE, MILESTONE
from yaoxie.tables.field_columns import comparable
from yaoxie.tables.schema import COMPANIES, KNOWN, MILESTONES, Schema, Tables
from yaoxie.tables.sorted_rows import first_rows

_LONGEST_CHAIN = MAX_ITEMS
_NEVER = np.iinfo(np.int32).max  # later than any day
Rows = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Subjects:
    """All subjects of one kind, in order; `company` is the row of each one's company.

    `index` is the same, as Polars gathers quickest.
    """

    kind: str
    frame: pl.DataFrame
    company: Rows
    index: pl.Series

    def __len__(self) -> int:
        return self.frame.height


def _subjects(kind: str, frame: pl.DataFrame, company: Rows) -> Subjects:
    return Subjects(kind, frame, company, pl.Series(company.astype(np.uint32)))


class Slice:
    """Whole companies with all that belongs to them, from sorted tables.

    Facts are kept once they were asked for: measures that are screened together share them.
    """

    def __init__(self, parts: Tables, schema: Schema) -> None:
        self.schema = schema
        companies = parts[COMPANIES]
        self._numbers = companies["company"].to_numpy()
        self.company = _subjects(COMPANY, companies, np.arange(companies.height))
        self._subjects = {COMPANY: self.company}
        for kind, table in schema.vocabulary.item_lists.items():
            frame = parts[table]
            self._subjects[kind] = _subjects(kind, frame, self.rows_of(frame["company"].to_numpy()))
        self._keys: dict[str, Rows] = {}
        self._columns: dict[tuple[str, str], pl.Series] = {}  # by kind and fact
        self._reached = _Reached(parts[MILESTONES])
        self._milestones: dict[str, _Milestones] = {}

    def subjects(self, kind: str) -> Subjects:
        """The subjects of one kind."""
        return self._subjects[kind]

    def rows_of(self, numbers: npt.NDArray[np.int64]) -> Rows:
        """The rows of companies by their numbers."""
        return first_rows(self._numbers, numbers)

    def facts(self, kind: str, names: Iterable[str]) -> pl.DataFrame:
        """Some facts of the subjects of a kind, those of their company included.

        Columns: `row` (from 0), then one by the name of each fact, such as `drug.category`; of
        each milestone also whether it is reached, and its last possible day.
        """
        columns: dict[str, pl.Series] = {}
        of_milestones: list[str] = []
        for fact in dict.fromkeys(names):
            if fact.split(".")[1] == MILESTONE:
                of_milestones.append(fact)
            else:
                columns[fact] = self._fact(kind, fact)
        for word in dict.fromkeys(_word(fact) for fact in of_milestones):
            columns |= self._placed(kind).reached(word)
        for fact in of_milestones:
            _, _, word, *field = fact.split(".")
            if field:
                columns[fact] = self._placed(kind).field(word, field[0])
        rows = pl.int_range(len(self._subjects[kind]), eager=True).alias("row")
        return pl.DataFrame([rows, *(column.alias(name) for name, column in columns.items())])

    def _fact(self, kind: str, fact: str) -> pl.Series:
        """A field of the subjects themselves, or of their company."""
        if (kind, fact) not in self._columns:
            owner, name = fact.split(".", 1)
            type_ = self.schema.vocabulary.fields(owner)[name].type
            column = comparable(self._subjects[owner].frame[name], type_)
            if owner == COMPANY and kind != COMPANY:
                column = column.gather(self._subjects[kind].index)
            self._columns[kind, fact] = column
        return self._columns[kind, fact]

    def _placed(self, kind: str) -> _Milestones:
        if kind not in self._milestones:
            subjects = self._subjects[kind]
            self._milestones[kind] = _Milestones(subjects, self._reached, self.schema)
        return self._milestones[kind]

    def keys(self, kind: str) -> Rows:
        """What groups and limits count by: the first row of each family; else the row itself."""
        if kind not in self._keys:
            self._keys[kind] = self._find_keys(kind)
        return self._keys[kind]

    def _find_keys(self, kind: str) -> Rows:
        subjects = self._subjects[kind]
        rows = np.arange(len(subjects))
        if FAMILY not in self.schema.vocabulary.fields(kind):
            return rows
        families = subjects.frame[FAMILY]
        if families.null_count() == len(subjects):
            return rows
        with_family = np.unique(subjects.company[families.is_not_null().to_numpy()])
        several = with_family[np.bincount(subjects.company, minlength=1)[with_family] > 1]
        if not len(several):
            return rows
        return _family_rows(subjects, several, rows)


def _word(fact: str) -> str:
    """The milestone that `kind.milestone.word`, a field of it or its last day is about."""
    return fact.split(".")[2].partition(latest_day(""))[0]


class _Reached:
    """The milestones of all items of a slice."""

    def __init__(self, frame: pl.DataFrame) -> None:
        self.frame = frame

    @cached_property
    def days(self) -> npt.NDArray[np.int32]:
        """Their days as numbers; what has none is later than any day."""
        return self.frame[DATE].to_physical().fill_null(_NEVER).to_numpy()


class _Milestones:
    """The milestones of the items of one kind; what was asked for is kept.

    It must not hold the slice that holds it: what a slice takes is to go with it, at once.
    """

    def __init__(self, subjects: Subjects, every: _Reached, schema: Schema) -> None:
        self._kind, self._size = subjects.kind, len(subjects)
        self._words = schema.milestones
        self._types = schema.types(MILESTONES)
        known = subjects.frame[KNOWN].fill_null(value=False)
        self._is_unknown = ~known
        self._every, frame = every, every.frame
        # One kind's milestones stand in the order of its items.
        self._own: Rows = np.flatnonzero(frame["kind"].eq(self._kind).to_numpy())
        companies = frame["company"].to_numpy()[self._own]
        first = first_rows(subjects.frame["company"].to_numpy(), companies)
        self._rows: Rows = first + frame["item"].to_numpy()[self._own]
        self._codes = frame[MILESTONE].to_physical().to_numpy()[self._own]
        self._implying: dict[str, list[int]] = {}
        for word, implied in schema.vocabulary.implications(self._kind).items():
            for name in implied:
                self._implying.setdefault(name, []).append(self._words.index(word))
        self._reached: dict[str, dict[str, pl.Series]] = {}
        self._places: dict[str, Rows] = {}
        self._entries: dict[str, pl.Series] = {}
        self._fields: dict[tuple[str, str], pl.Series] = {}

    def reached(self, word: str) -> dict[str, pl.Series]:
        """Whether a milestone is reached; the last day of that where others imply it."""
        if word not in self._reached:
            reached, latest = self._reached_by(word)
            fact = f"{self._kind}.milestone.{word}"
            columns = {fact: pl.Series(reached).set(self._is_unknown, None)}
            if latest is not None:
                columns[latest_day(fact)] = latest
            self._reached[word] = columns
        return self._reached[word]

    def field(self, word: str, name: str) -> pl.Series:
        """A field of each item's own entry of a milestone."""
        if (word, name) not in self._fields:
            if word not in self._entries:
                at = self._at(word)
                self._entries[word] = pl.Series(at).cast(pl.UInt32, strict=False)  # -1 is none
            column = comparable(self._every.frame[name], self._types[name])
            self._fields[word, name] = column.gather(self._entries[word])
        return self._fields[word, name]

    def _at(self, word: str) -> Rows:
        """Where each item's own entry stands among all milestones; -1 where it has none."""
        if word not in self._places:
            places = np.flatnonzero(self._codes == self._words.index(word))
            at = np.full(self._size, -1, dtype=np.int64)
            at[self._rows[places]] = self._own[places]
            self._places[word] = at
        return self._places[word]

    def _reached_by(self, word: str) -> tuple[npt.NDArray[np.bool_], pl.Series | None]:
        """Which items have reached it, and the last day on which that can have been.

        None where nothing implies it, so that no day but its own is known.
        """
        at = self._at(word)
        reached = at >= 0
        if word not in self._implying:
            return reached, None
        own = np.full(self._size, _NEVER, np.int32)
        days = self._every.days
        own[reached] = days[at[reached]]
        implying = np.zeros(len(self._words), np.bool_)
        implying[self._implying[word]] = True
        (places,) = np.nonzero(implying[self._codes])
        rows = self._rows[places]
        starts = np.flatnonzero(np.diff(rows, prepend=-1))
        bound = own.copy()
        if len(starts):
            items = rows[starts]
            reached[items] = True
            bound[items] = np.minimum.reduceat(days[self._own[places]], starts)
        latest = pl.Series(np.where(own == _NEVER, bound, own))
        return reached, latest.set(latest == _NEVER, None).cast(pl.Date)


def _family_rows(subjects: Subjects, companies: Rows, rows: Rows) -> Rows:
    """Keys where a company has several items, and at least one of them a family."""
    concerned = np.zeros(int(subjects.company[-1]) + 1, bool)
    concerned[companies] = True
    places = np.flatnonzero(concerned[subjects.company])
    frame = pl.DataFrame(
        {
            "row": np.arange(len(places), dtype=np.uint32),
            "company": subjects.company[places],
            "id": subjects.frame["id"].gather(places),
            "family": subjects.frame["family"].gather(places),
        }
    )
    # A family that is called as another item joins that one, whatever that one's own family is.
    ids = frame.select("company", family="id", joined="row")
    named = frame.filter(pl.col("family").is_not_null())
    joins = named.join(ids, on=["company", "family"])
    parent = np.arange(len(places))
    parent[joins["row"].to_numpy()] = joins["joined"].to_numpy()
    ends = parent
    for _ in range(_LONGEST_CHAIN.bit_length()):  # each step goes twice as far
        ends = ends[ends]
    name = frame.select(pl.coalesce("family", "id").gather(pl.Series(ends))).to_series()
    first = (
        frame.with_columns(name=name)
        .select(pl.col("row").min().over("company", "name"))
        .to_series()
        .to_numpy()
    )
    keys = rows.copy()
    keys[places] = places[first]
    # Items that name each other in a ring never end.
    ringed = np.unique(frame["company"].to_numpy()[parent[ends] != ends])
    for number in ringed:
        part = frame.filter(pl.col("company") == number)
        own = places[part["row"].to_numpy()]
        keys[own] = _one_by_one(part, own)
    return keys


def _one_by_one(part: pl.DataFrame, places: Rows) -> Rows:
    """The keys of one company's items, as profiles have them."""
    items = part.select("id", "family").rows()
    families = family_keys(items)
    firsts: dict[str, int] = {}
    keys = [
        firsts.setdefault(families[name], place)
        for (name, _), place in zip(items, places, strict=True)
    ]
    return np.array(keys, np.int64)

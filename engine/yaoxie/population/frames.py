"""A stretch of a population as flat facts: one frame per kind of subject, a column per fact.

The columns are named as the facts of single profiles are, and nulls are what is unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from yaoxie import fields
from yaoxie.facts import family_keys
from yaoxie.population import tables
from yaoxie.profile import ITEM_LISTS, Drug
from yaoxie.profile_checks import COMPANY
from yaoxie.quantities import MILLION

Rows = npt.NDArray[np.int64]
Tables = Mapping[str, pl.DataFrame]


@dataclass(frozen=True, slots=True)
class Subjects:
    """All subjects of one kind, in order; `company` is the row of each one's company."""

    kind: str
    frame: pl.DataFrame
    company: Rows

    def __len__(self) -> int:
        return self.frame.height


class Stretch:
    """Whole companies with all that belongs to them, from sorted tables."""

    def __init__(self, parts: Tables) -> None:
        self._parts = parts
        companies = parts["companies"]
        self._numbers = companies["company"].to_numpy()
        self.company = Subjects(COMPANY, companies, np.arange(companies.height))
        self._subjects = {COMPANY: self.company}
        for kind, table in ITEM_LISTS.items():
            frame = parts[table]
            self._subjects[kind] = Subjects(kind, frame, self.rows_of(frame["company"]))
        self._keys: dict[str, Rows] = {}

    def subjects(self, kind: str) -> Subjects:
        """The subjects of one kind."""
        return self._subjects[kind]

    def rows_of(self, numbers: pl.Series) -> Rows:
        """The rows of companies by their numbers."""
        return np.searchsorted(self._numbers, numbers.to_numpy())

    def facts(self, kind: str, wanted: Iterable[str]) -> pl.DataFrame:
        """The facts that are wanted of subjects of a kind, those of their company included."""
        subjects = self._subjects[kind]
        columns: dict[str, pl.Series] = {}
        milestones: list[str] = []
        for fact in dict.fromkeys(wanted):
            owner, name = fact.split(".", 1)
            if name.startswith("milestone."):
                milestones.append(name)
                continue
            type_ = fields.fields(owner)[name]
            column = _turned(self._subjects[owner].frame[name], type_)
            if owner == COMPANY and kind != COMPANY:
                column = column.gather(subjects.company)
            columns[fact] = column
        columns |= self._milestones(kind, milestones)
        rows = pl.int_range(len(subjects), eager=True).alias("row")
        return pl.DataFrame([rows, *(column.alias(name) for name, column in columns.items())])

    def _milestones(self, kind: str, names: list[str]) -> dict[str, pl.Series]:
        """`kind.milestone.word` (whether it is listed) and `kind.milestone.word.field`."""
        if not names:
            return {}
        subjects = self._subjects[kind]
        every = self._parts["milestones"]
        # One kind's milestones stand in the order of its items.
        listed = every.filter(pl.col("kind") == kind)
        first = np.searchsorted(subjects.company, self.rows_of(listed["company"]))
        rows = first + listed["item"].to_numpy()
        words = listed["milestone"].to_physical().to_numpy()
        known = subjects.frame[tables.KNOWN].fill_null(value=False).to_numpy()
        order = tables.schema("milestones")["milestone"].categories.to_list()  # type: ignore[attr-defined]
        columns: dict[str, pl.Series] = {}
        for word in dict.fromkeys(name.split(".")[1] for name in names):
            (found,) = np.nonzero(words == order.index(word))
            at = np.full(len(subjects), -1, dtype=np.int64)
            at[rows[found]] = found
            there = at >= 0
            columns[f"{kind}.milestone.{word}"] = pl.Series(there).set(pl.Series(~known), None)
            chosen = pl.Series(at).set(pl.Series(~there), None)
            for name in names:
                _, of, *field = name.split(".")
                if of == word and field:
                    columns[f"{kind}.{name}"] = listed[field[0]].gather(chosen)
        return columns

    def keys(self, kind: str) -> Rows:
        """What groups and limits count by: the first row of each family; else the row itself."""
        if kind not in self._keys:
            self._keys[kind] = self._find_keys(kind)
        return self._keys[kind]

    def _find_keys(self, kind: str) -> Rows:
        subjects = self._subjects[kind]
        rows = np.arange(len(subjects))
        if "family" not in fields.fields(kind) or subjects.frame["family"].null_count() == len(
            subjects
        ):
            return rows
        with_family = np.unique(subjects.company[subjects.frame["family"].is_not_null().to_numpy()])
        several = with_family[np.bincount(subjects.company, minlength=1)[with_family] > 1]
        if not len(several):
            return rows
        return _family_rows(subjects, several, rows)


def _family_rows(subjects: Subjects, companies: Rows, rows: Rows) -> Rows:
    """Keys where a company has several items, and at least one of them a family."""
    inside = np.isin(subjects.company, companies)
    frame = subjects.frame.select("id", "family").with_columns(
        company=pl.Series(subjects.company), row=pl.Series(rows)
    )
    frame = frame.filter(pl.Series(inside))
    # A family that is called as another item joins that one: followed item by item, and rare.
    joining = frame.filter(pl.col("family").is_not_null() & (pl.col("family") != pl.col("id")))
    chained = joining.join(
        frame.select("company", "id"), left_on=["company", "family"], right_on=["company", "id"]
    )["company"].unique()
    plain = frame.filter(~pl.col("company").is_in(chained.implode()))
    key = pl.coalesce("family", "id")
    first = plain.select("row", first=pl.col("row").min().over("company", key))
    rows = rows.copy()
    rows[first["row"].to_numpy()] = first["first"].to_numpy()
    for (_,), part in frame.filter(pl.col("company").is_in(chained.implode())).group_by("company"):
        items = [
            Drug(id=name, family=family) for name, family in part.select("id", "family").rows()
        ]
        keys = family_keys(items)
        firsts: dict[str, int] = {}
        for name, row in part.select("id", "row").rows():
            rows[row] = firsts.setdefault(keys[name], row)
    return rows


def _turned(column: pl.Series, type_: fields.FieldType) -> pl.Series:
    """A column as conditions compare it: open texts as words, rates as whole millionths."""
    if type_.open:
        return column.cast(pl.Enum(type_.words), strict=False)
    if type_.name == "rate":
        return (column * MILLION).cast(pl.Int64)
    return column

"""Companies and their items of any kind, drawn as a specification says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import polars as pl

from yaoxie.profile.vocabulary import COMPANY
from yaoxie.synth import draws as synth_draws
from yaoxie.synth import pipelines
from yaoxie.synth.definitions import MILESTONE
from yaoxie.synth.draws import Draws, Flags, Ints, looked_up, masked
from yaoxie.synth.pipelines import ReachedMilestones
from yaoxie.synth.scope import Scope
from yaoxie.synth.specification import Kind, Specification
from yaoxie.tables.schema import KNOWN

_COMPANIES, _MILESTONES = "companies", "milestones"


@dataclass(eq=False)
class Companies:
    """Companies by row: `numbers` are their own, `scope` has what is drawn of them."""

    specification: Specification
    numbers: Ints
    scope: Scope
    _counts: dict[str, Ints] = field(default_factory=dict)

    def counts(self, kind: str) -> Ints:
        """How many items of a kind each has."""
        if kind not in self._counts:
            self._counts[kind] = self._count(kind)
        return self._counts[kind]

    def _count(self, kind: str) -> Ints:
        if kind not in self.specification.kinds:
            return np.zeros(len(self.numbers), dtype=np.int64)
        tree = self.specification.kinds[kind].model.count
        table = self.specification.companies.counts(tree)
        return table.pick(self.scope.own, f"count.{kind}", self.scope.branch(tree)).astype(np.int64)

    def frame(self) -> pl.DataFrame:
        """The table of companies."""
        types = self.specification.definitions.columns[_COMPANIES]
        return _frame(self.scope, {COMPANY: pl.Series(self.numbers)}, types)


def companies(
    specification: Specification, count: int, seed: int, first: int, last_day: int
) -> Companies:
    """The companies numbered `first + 1` to `first + count`."""
    numbers = np.arange(first + 1, first + count + 1, dtype=np.int64)
    draws = synth_draws.seeded(seed, numbers)
    scope = Scope(specification.companies, draws, draws, numbers, last_day)
    return Companies(specification, numbers, scope)


def items(companies: Companies, kind: str) -> dict[str, pl.DataFrame]:
    """The table of one kind of item of all companies, and that of their milestones if it has any.

    Columns are those of the tables of a population.
    """
    specification = companies.specification
    own = specification.kinds[kind]
    counts = companies.counts(kind)
    rows = np.repeat(np.arange(len(counts)), counts)
    item = np.arange(len(rows)) - (np.cumsum(counts) - counts)[rows]
    draws = companies.scope.own.at(rows)
    formed, family = _families(own, draws, counts[rows], item, companies.scope.last_day)
    drawn = draws.inner(kind, item)
    shared = drawn if family is None else draws.inner(kind, item - formed)
    last_day = companies.scope.last_day
    scope = Scope(own.level, drawn, shared, item + 1, last_day, companies.scope, rows)
    table = specification.definitions.lists[kind]
    types = specification.definitions.columns[table]
    columns = {
        COMPANY: pl.Series(companies.numbers[rows]),
        "item": pl.Series(item.astype(np.int32)),
    }
    if family is not None:
        columns["family"] = family
    frames = {}
    if own.model.milestones is not None and own.milestones is not None:
        done = _progress(specification, kind, own, scope)
        scope.reached = done.has
        known = ~drawn.chance("gap.milestones", float(own.model.milestones.unknown))
        columns[KNOWN] = pl.Series(known)
        frames[_MILESTONES] = _milestones(companies, kind, scope, done, known)
    return {table: _frame(scope, columns, types)} | frames


def _frame(
    scope: Scope, given: Mapping[str, pl.Series], types: Mapping[str, pl.DataType]
) -> pl.DataFrame:
    """The table with the columns that are given, those that are drawn, and null for the rest."""

    def column(name: str, dtype: pl.DataType) -> pl.Series:
        if name in given:
            return given[name]
        if name in scope.level.types and name in scope.level.variables:
            return scope.column(name, dtype)
        return pl.Series(name, [None], dtype=dtype).new_from_index(0, len(scope))

    return pl.DataFrame({name: column(name, dtype) for name, dtype in types.items()})


def _families(
    kind: Kind, draws: Draws, counts: Ints, item: Ints, last_day: int
) -> tuple[Ints, pl.Series | None]:
    """Which items are another form of the item before them, and what their families are called."""
    families = kind.model.families
    if families is None:
        return np.zeros(len(item), dtype=np.int64), None
    pair = item >> 1
    pairs = draws.inner(families.draw, pair)
    together = ((pair * 2 + 1) < counts) & pairs.chance("together", float(families.share))
    by_id = together & pairs.chance("by-id", float(families.by_id))
    second = (item & 1) == 1
    named = masked(
        Scope(kind.level, pairs, pairs, pair + 1, last_day).text(families.text, pairs),
        together & ~by_id,
    )
    first = Scope(kind.level, pairs, pairs, pair * 2 + 1, last_day).value("id")
    family = pl.select(pl.when(pl.Series(by_id & second)).then(first).otherwise(named)).to_series()
    return (together & second).astype(np.int64), family


def _progress(
    specification: Specification, kind: str, own: Kind, scope: Scope
) -> ReachedMilestones:
    words = specification.definitions.milestones[kind]
    paths = [own.model.pipelines.get(name, []) for name in own.level.words[pipelines.PIPELINE]]
    path, start = scope.value(pipelines.PIPELINE), scope.value(pipelines.START)
    return pipelines.progress(words, paths, scope.own, path, start, scope.last_day)


def _milestones(
    companies: Companies, kind: str, items: Scope, done: ReachedMilestones, known: Flags
) -> pl.DataFrame:
    """The milestones of one kind, in the order of its items."""
    own = companies.specification.kinds[kind]
    types = companies.specification.definitions.columns[_MILESTONES]
    assert own.milestones is not None
    assert own.model.milestones is not None
    assert items.rows is not None
    keep = known[done.row]
    row, word, day = done.row[keep], done.word[keep], done.day[keep]
    draws = items.own.at(row).inner(MILESTONE, word)
    dated = ~draws.chance("gap.date", float(own.model.milestones.undated))
    scope = Scope(
        own.milestones, draws, draws, items.numbers[row], items.last_day, items, row, {"date": day}
    )
    given = {
        COMPANY: pl.Series(companies.numbers[items.rows[row]]),
        "kind": pl.Series([kind], dtype=types["kind"]).new_from_index(0, len(row)),
        "item": pl.Series((items.numbers[row] - 1).astype(np.int32)),
        MILESTONE: looked_up(done.words, word, dtype=types[MILESTONE]),
        "date": masked(pl.Series(day.astype(np.int32)).cast(pl.Date), dated),
    }
    for name, dtype in types.items():
        if name in own.model.milestones.fields:
            given[name] = _milestone_field(scope, done.words, word, name, dtype)
    return _frame(scope, given, types)


def _milestone_field(
    scope: Scope, words: tuple[str, ...], word: Ints, name: str, dtype: pl.DataType
) -> pl.Series:
    """A field of those milestones that have it, drawn where it is stated; null elsewhere."""
    variable = scope.level.variables[name]
    stated = np.ones(len(scope), dtype=bool)
    if variable.milestones is not None:
        stated = np.isin(words, variable.milestones)[word]
    if (known := scope.known(name)) is not None:
        stated &= known
    (rows,) = np.nonzero(stated)
    part = scope.at(rows).shown(name, dtype)
    position = np.full(len(scope), len(part), dtype=np.int64)  # where the null will stand
    position[rows] = np.arange(len(part))
    return part.extend_constant(None, 1).gather(position)

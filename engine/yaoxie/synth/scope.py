"""Draws the variables of companies, items and milestones, each when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

import numpy as np
import polars as pl

from yaoxie.profile.field_types import FieldType
from yaoxie.synth import credit_codes, texts
from yaoxie.synth import model as m
from yaoxie.synth.draws import Codes, Draws, Flags, Ints, looked_up, masked
from yaoxie.synth.trees import Choice, WeightTable, compiled, full_weights, words_of

EPOCH = date(1970, 1, 1)
NOTHING = "none"  # the set without words
T = TypeVar("T")


def day_number(day: date) -> int:
    """Days since 1970."""
    return (day - EPOCH).days


@dataclass(eq=False)
class Level:
    """The variables of companies, of one kind of item, or of its milestones; outer ones behind.

    `words` are those that each variable of this level can be, in the order of their codes.
    """

    variables: Mapping[str, m.AnyVariable]
    types: Mapping[str, FieldType]
    words: Mapping[str, tuple[str, ...]]
    outer: Level | None = None
    _kept: dict[tuple[str, int], Any] = field(default_factory=dict)

    def all_words(self) -> dict[str, tuple[str, ...]]:
        """The words of all variables that may be named here."""
        return ({} if self.outer is None else self.outer.all_words()) | dict(self.words)

    def choice(self, tree: Any) -> Choice:
        """A tree of this level, compiled once."""
        return self.kept("choice", tree, lambda: compiled(tree, self.all_words()))

    def kept(self, what: str, part: object, make: Callable[[], T]) -> T:
        """What is made of a part of the specification, once; threads may make the same twice."""
        key = (what, id(part))
        if key not in self._kept:
            self._kept[key] = make()
        value: T = self._kept[key]
        return value

    def weights(self, tree: Any, words: Sequence[str]) -> WeightTable:
        """The weights at the leaves of a tree as a table."""

        def table() -> WeightTable:
            rows = [full_weights(leaf, words) for leaf in self.choice(tree).leaves]
            return WeightTable([{words.index(w): v for w, v in row.items()} for row in rows])

        return self.kept("weights", tree, table)

    def counts(self, tree: Any) -> WeightTable:
        """The counts at the leaves of a tree as a table."""

        def table() -> WeightTable:
            return WeightTable([leaf.weights() for leaf in self.choice(tree).leaves])

        return self.kept("counts", tree, table)


@dataclass(eq=False)
class Scope:
    """What is drawn for the rows of one level: an array or a column for each variable.

    `rows` are those of the outer scope that each row belongs to; `reached` says by milestone which
    items have reached it; `days` are those that the caller knows; `numbers` count from 1.
    """

    level: Level
    own: Draws
    shared: Draws
    numbers: Ints
    last_day: int
    outer: Scope | None = None
    rows: Ints | None = None
    days: Mapping[str, Ints] = field(default_factory=dict)
    reached: Callable[[str], Flags] | None = None
    _values: dict[str, Any] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.own)

    def at(self, rows: Ints) -> Scope:
        """The same for chosen rows; what has been drawn already is drawn again, and equal."""
        outer_rows = rows if self.rows is None else self.rows[rows]
        days = {name: day[rows] for name, day in self.days.items()}
        flags = self.reached
        reached = None if flags is None else lambda word: flags(word)[rows]
        own, shared, numbers = self.own.at(rows), self.shared.at(rows), self.numbers[rows]
        return Scope(
            self.level, own, shared, numbers, self.last_day, self.outer, outer_rows, days, reached
        )

    def draws(self, variable: m.Variable) -> Draws:
        """The chance that a variable is drawn by."""
        return self.shared if variable.shared else self.own

    def value(self, name: str) -> Any:
        """The codes of words, the numbers or the texts of a variable, of this level or outwards."""
        if name in self._values:
            return self._values[name]
        if name in self.days:
            value: Any = self.days[name]
        elif name in self.level.variables:
            value = self._draw(name, self.level.variables[name])
        else:
            assert self.outer is not None
            value = self.outer.value(name)
            if self.rows is not None:  # of an array, or a column
                value = value[self.rows]
        self._values[name] = value
        return value

    def branch(self, tree: Any) -> Ints | None:
        """By row, which leaf of a tree holds; None where it has but one."""
        choice = self.level.choice(tree)
        if not choice.variables:
            return None
        codes = (self.value(name) for name in choice.variables)
        # Yes and no are codes like others, and no mask.
        places = tuple(code.astype(np.intp) if code.dtype == bool else code for code in codes)
        index: Ints = choice.index[places]
        return index

    def leaf_values(self, tree: Any, make: Callable[[Any], int]) -> Ints | int:
        """By row, a whole number made of its leaf."""
        values = self.level.kept(
            "values",
            tree,
            lambda: np.array([make(leaf) for leaf in self.level.choice(tree).leaves]),
        )
        row = self.branch(tree)
        return int(values[0]) if row is None else values[row]

    def text(self, tree: Any, draws: Draws) -> pl.Series:
        """The column of a text."""
        text = texts.text(tree, self, draws)
        return pl.Series([text]).new_from_index(0, len(self)) if isinstance(text, str) else text

    def _draw(self, name: str, variable: m.AnyVariable) -> Any:
        draws, chance = self.draws(variable), variable.draw or name
        match variable:
            case m.Chosen():
                return self._chosen(name, variable, draws, chance)
            case m.Chance():
                border = self.leaf_values(variable.chance, lambda share: round(share * 2**32))
                return (draws.bits(chance) >> np.uint64(32)) < np.asarray(border, dtype=np.uint64)
            case m.Amount():
                return self._amount(name, variable, draws, chance)
            case m.Part():
                return self.value(variable.share_of) * draws.whole(chance, *variable.percent) // 100
            case m.Sum():
                return sum(
                    (self._where_there(term) for term in variable.sum),
                    start=np.zeros(len(self), dtype=np.int64),
                )
            case m.Range():
                return steps(variable, draws, chance)
            case m.Since():
                return late_days(draws, chance, day_number(variable.since), self.last_day)
            case m.Periods():
                ends = [day_number(day) for day in variable.periods.values() if day is not None]
                return np.searchsorted(ends, self.value(variable.day), side="right")
            case m.Worded():
                return self.text(variable.text, draws)
            case m.CreditCode():
                return credit_codes.codes(self.numbers, self.text(variable.credit_code, draws))

    def _chosen(self, name: str, variable: m.Chosen, draws: Draws, chance: str) -> Codes:
        words = self.level.words[name]
        table = self.level.weights(variable.weights, words)
        codes = table.pick(draws, chance, self.branch(variable.weights))
        if variable.same_as is None:
            return codes
        others = self.level.all_words()[variable.same_as]
        own = np.array([words.index(word) for word in others], dtype=np.uint16)
        same = draws.chance(f"{chance}.home", float(variable.share))
        return np.where(same, own[self.value(variable.same_as)], codes)

    def _amount(self, name: str, variable: m.Amount, draws: Draws, chance: str) -> Ints:
        median = self.leaf_values(variable.median, int)
        amount = draws.amount(chance, median, float(variable.spread), variable.step)
        if variable.times is not None:
            amount = amount * (self.value(variable.times) // 1000) // 1000
        if variable.phase is not None and self.reached is not None:
            part = amount * draws.whole(f"{name}.part", *variable.phase.under_way) // 100
            amount = np.where(self.reached(variable.phase.end), amount, part)
        return amount

    def _where_there(self, name: str) -> Ints:
        there = self.there(name)
        amount: Ints = self.value(name)
        return amount if there is None else np.where(there, amount, 0)

    def there(self, name: str) -> Flags | None:
        """Which rows have a variable at all, whether known or not; None for all."""
        variable = self.level.variables[name]
        flags: Flags | None = None
        for other, words in variable.only.items():
            allowed = np.isin(self.level.all_words()[other], words)[self.value(other).astype(int)]
            flags = allowed if flags is None else flags & allowed
        if isinstance(variable, m.Amount) and variable.phase is not None:
            assert self.reached is not None
            begun = self.reached(variable.phase.start) | self.reached(variable.phase.end)
            flags = begun if flags is None else flags & begun
        return flags

    def known(self, name: str) -> Flags | None:
        """Which rows say a variable; None for all."""
        variable = self.level.variables[name]
        flags = self.there(name)
        if variable.unknown:
            gap = self.own.chance(variable.unknown_draw or f"gap.{name}", float(variable.unknown))
            flags = ~gap if flags is None else flags & ~gap
        return flags

    def column(self, name: str, dtype: pl.DataType) -> pl.Series:
        """A field as a column, null where it is not stated."""
        known = self.known(name)
        return self.shown(name, dtype, known)

    def shown(self, name: str, dtype: pl.DataType, known: Flags | None = None) -> pl.Series:
        """A variable as a column, null where not known."""
        value, variable = self.value(name), self.level.variables[name]
        match variable:
            case m.Chosen():
                return looked_up(_shown_words(self.level, name, dtype), value, known, dtype)
            case m.Range():
                low, high = (int(end / variable.step) for end in variable.between)
                scale = [variable.step * step for step in range(low, high + 1)]
                table = pl.Series(map(int, scale) if dtype.is_integer() else scale).cast(dtype)
                return looked_up(table, value - low, known)
            case m.Since():
                column = pl.Series(value.astype(np.int32)).cast(pl.Date)
            case _:
                column = value if isinstance(value, pl.Series) else pl.Series(value)
        return column if known is None else masked(column, known)


def _shown_words(level: Level, name: str, dtype: pl.DataType) -> Sequence[object]:
    words = level.words[name]
    if not isinstance(dtype, pl.List):
        return words
    return [[] if word == NOTHING else list(words_of(word)) for word in words]


def steps(variable: m.Range, draws: Draws, chance: str) -> Ints:
    """Numbers of a range, in its steps."""
    low, high = (int(end / variable.step) for end in variable.between)
    if variable.peaked:
        half = (high - low) // 2
        number = draws.whole(f"{chance}.1", 0, half) + draws.whole(
            f"{chance}.2", 0, high - low - half
        )
        number += low
    else:
        number = draws.whole(chance, low, high)
    if variable.at_least is not None:
        number = np.maximum(number, int(variable.at_least / variable.step))
    return number


def late_days(draws: Draws, chance: str, first: int, last: int) -> Ints:
    """Days from a first to a last, more of them later."""
    return np.maximum(
        draws.whole(f"{chance}.1", first, last), draws.whole(f"{chance}.2", first, last)
    )

"""Operators of words, and of yes and no."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from functools import cached_property, reduce
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from yaoxie.messages import Message
from yaoxie.profile.facts import Value
from yaoxie.profile.field_types import TYPES, FieldType
from yaoxie.rules.days import Windows
from yaoxie.rules.expectations import Choice
from yaoxie.rules.operands import Written
from yaoxie.rules.operators.test import (
    MET,
    UNKNOWN,
    UNMET,
    Calendar,
    Operand_co,
    Operator,
    Outcome,
    Test,
    Verdict,
    compared_as,
)
from yaoxie.rules.premises import Branches, compared, contains

if TYPE_CHECKING:
    import polars as pl

MAX_WORDS = 30  # operands of one premise


class _OfWords(Test[Operand_co], ABC):
    """Words of a set. What lies within a named word meets it, but for what is excepted.

    A value that holds more than what meets it may or may not do so: whether a company in Beijing is
    in Daxing is unknown.
    """

    @property
    @abstractmethod
    def names(self) -> tuple[str, ...]:
        """The words that it names."""

    @cached_property
    def _outcomes(self) -> dict[str, Outcome]:
        """What it says of each word, by what the word lies within and what lies within the word."""
        holders, named, out = self.type.holders, frozenset(self.names), frozenset(self.excepted)
        above = {holder for name in named for holder in holders(name)}
        cut = {holder for name in out for holder in holders(name)}
        outcomes: dict[str, Outcome] = {}
        for word in self.type.words:
            within = holders(word)
            if not out.isdisjoint(within):
                outcomes[word] = "unmet"
            elif not named.isdisjoint(within):
                outcomes[word] = "unknown" if word in cut else "met"
            else:
                outcomes[word] = "unknown" if word in above else "unmet"
        return outcomes

    def outcome(self, word: str) -> Outcome:
        """What it says of a word; another text than those of the set does not meet it."""
        return self._outcomes.get(word, "unmet")

    def _judged(self, value: Value) -> Verdict:
        words = value if isinstance(value, tuple) else (value,)
        outcomes = [self.outcome(str(word)) for word in words]
        if "met" in outcomes:
            return MET
        return UNKNOWN if "unknown" in outcomes else UNMET

    def _sure_and_open(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The words that meet it, and those that may, in their order."""
        inside, holders = self.type.inside, self.type.holders
        out = {word for name in self.excepted for word in inside(name)}
        cut = {word for name in self.excepted for word in holders(name)}
        sure = {word for name in self.names for word in inside(name)} - out - cut
        above = {word for name in self.names for word in holders(name)} | cut
        words = self.type.words
        return (
            tuple([word for word in words if word in sure]),
            tuple([word for word in words if word in above - out - sure]),
        )

    def expectation(self, _: Calendar, /) -> Choice:
        return Choice(self.fact, self.names, self.excepted)

    def judge(self, _: Calendar, /) -> Callable[[Value], Verdict]:
        return self._judged

    def met(self, _: Windows, /) -> Branches:
        sure, _open = self._sure_and_open()
        if self.type.name == "words":
            return [[contains(self.fact, word, flag=True)] for word in sure]
        starts = range(0, len(sure), MAX_WORDS)
        chunks = (sure[start : start + MAX_WORDS] for start in starts)
        return [[compared(self.fact, self.type, "==", *chunk)] for chunk in chunks]

    def unmet(self, _: Windows, /) -> Branches:
        sure, open_ = self._sure_and_open()
        if self.type.name == "words":
            return [[contains(self.fact, word, flag=False) for word in (*sure, *open_)]]
        return [[compared(self.fact, self.type, "!=", word) for word in (*sure, *open_)]]

    def column(self, column: pl.Expr, _: Calendar, /) -> pl.Expr:
        import polars as pl  # noqa: PLC0415 - who evaluates one company has no Polars

        met, unmet, open_ = (
            [word for word in self.type.words if self._outcomes[word] == asked]
            for asked in ("met", "unmet", "unknown")
        )
        several = self.type.name == "words"
        holds = _holds_any if several else _is_in
        if not open_ and not unmet:
            return column.list.len() > 0 if several else holds(column, met)
        if not open_ and not several and len(unmet) < len(met):
            return ~holds(column, unmet)  # few words are left out: the quicker question
        if not open_:
            return holds(column, met)
        # What is open is neither, unless another word of a list meets it.
        never = pl.when(~holds(column, open_)).then(pl.lit(value=False))
        return (holds(column, met) | never) if met else never


class Is(_OfWords[bool | str]):
    """The word, or the yes or no."""

    @classmethod
    def checked(cls, written: Written, type_: FieldType) -> bool | str | None:
        if type_.name != "yes_no":
            words = written.words(type_)
            return words[0] if words else None
        if isinstance(written.value, bool):
            return written.value
        written.refuse(Message("sources.yes-or-no"))
        return None

    @property
    def names(self) -> tuple[str, ...]:
        return (str(self.operand),)

    def expectation(self, calendar: Calendar, /) -> Choice:
        if isinstance(self.operand, str):
            return super().expectation(calendar)
        return Choice(self.fact, (self.operand,))

    def judge(self, calendar: Calendar, /) -> Callable[[Value], Verdict]:
        operand = self.operand
        if isinstance(operand, str):
            return super().judge(calendar)
        return lambda value: MET if value == operand else UNMET

    def met(self, windows: Windows, /) -> Branches:
        if isinstance(self.operand, str):
            return super().met(windows)
        return [[compared(self.fact, self.type, "==", self.operand)]]

    def unmet(self, windows: Windows, /) -> Branches:
        if isinstance(self.operand, str):
            return super().unmet(windows)
        return [[compared(self.fact, self.type, "!=", self.operand)]]

    def column(self, column: pl.Expr, calendar: Calendar, /) -> pl.Expr:
        if isinstance(self.operand, str):
            return super().column(column, calendar)
        return column if self.operand else ~column  # a column of truth already


class OneOf(_OfWords[tuple[str, ...]]):
    """One of the words; of a field of several words, at least one of them."""

    @classmethod
    def checked(cls, written: Written, type_: FieldType) -> tuple[str, ...] | None:
        return written.words(type_)

    @property
    def names(self) -> tuple[str, ...]:
        return self.operand


def _is_in(column: pl.Expr, words: list[str]) -> pl.Expr:
    return column.eq(words[0]) if len(words) == 1 else column.is_in(words)


def _holds_any(column: pl.Expr, words: list[str]) -> pl.Expr:
    return reduce(lambda a, b: a | b, (column.list.contains(word) for word in words))


WORDS = (
    Operator("is", compared_as("word"), bool | str, Is, also_called="equals equal eq == = value"),
    Operator(
        "one_of",
        tuple(name for name, form in TYPES.items() if form.has_words),
        Annotated[list[str], Field(min_length=1, max_length=1000)],
        OneOf,
        also_called="in any_of one-of oneof among includes contains",
    ),
)

"""What a test of the rule language is: its forms, what it says of a value, and an operator's entry.

A test is one fact against an operand; its class is the operator. The forms are written apart from
each other on purpose, since production rules, explanation and columns guard each other.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Generic, Literal, NamedTuple, TypeVar

from yaoxie.profile.facts import Value
from yaoxie.profile.field_types import TYPES, FieldType, Turn, TypeName, Unit
from yaoxie.rules.days import Windows
from yaoxie.rules.expectations import Apart, Choice, Part, Range
from yaoxie.rules.operands import Written
from yaoxie.rules.premises import Branches

if TYPE_CHECKING:
    import polars as pl

Outcome = Literal["met", "unmet", "unknown"]
Operand_co = TypeVar("Operand_co", covariant=True)


class Gap(NamedTuple):
    """How far an unmet value is from what is required; of a rate, a decimal in a string."""

    unit: Unit
    amount: int | str


# What a test says of one known value; a plain tuple, since one is made of every new value.
Verdict = tuple[Outcome, Gap | None]
MET: Verdict = ("met", None)
UNMET: Verdict = ("unmet", None)
UNKNOWN: Verdict = ("unknown", None)


class Calendar(NamedTuple):
    """What days mean in one claim year: a measure's windows under a plan, and the year."""

    windows: Windows
    year: int


@dataclass(frozen=True, slots=True)
class Test(ABC, Generic[Operand_co]):
    """One fact against one operand. `milestone` is the fact that says whether it is reached."""

    fact: str
    type: FieldType
    operand: Operand_co
    milestone: str | None = None
    implied: bool = False  # whether another milestone implies it
    excepted: tuple[str, ...] = ()  # words that are taken out of what it asks for

    @classmethod
    @abstractmethod
    def checked(cls, written: Written, type_: FieldType) -> Operand_co | None:
        """The operand of a rule file; None where it has a fault, which is added."""

    def facts(self) -> Iterator[str]:
        """The facts that it reads."""
        yield self.fact
        if self.milestone is not None:
            yield self.milestone

    @abstractmethod
    def expectation(self, calendar: Calendar, /) -> Choice | Range | Part | Apart:
        """What it asks of the fact."""

    @abstractmethod
    def judge(self, calendar: Calendar, /) -> Callable[[Value], Verdict]:
        """A function that judges a known value."""

    def judge_unknown(self, _: Calendar, /) -> Callable[[date | None], Outcome]:
        """A function that judges an unknown value of a milestone that was reached.

        It takes the last day on which that can have been; None where nothing bounds it.
        """
        return lambda _: "unknown"

    @abstractmethod
    def met(self, windows: Windows, /) -> Branches:
        """The premises under which it is met for sure, by the fact alone."""

    @abstractmethod
    def unmet(self, windows: Windows, /) -> Branches:
        """The premises under which it is unmet for sure, by the fact alone."""

    @abstractmethod
    def column(self, column: pl.Expr, calendar: Calendar, /) -> pl.Expr:
        """Where a column of the fact meets it; unknown values, which are null, stay so."""


@dataclass(frozen=True, slots=True)
class Operator:
    """An operator's name in rule files, the types of field it fits, and how its operand is read."""

    name: str
    fits: tuple[TypeName, ...]
    written: Any  # what pydantic reads it as
    test: type[Test[object]]
    help: str | None = None
    also_called: str = ""  # what other languages call it


def compared_as(*turns: Turn) -> tuple[TypeName, ...]:
    """The types whose values production rules compare in one of these ways."""
    return tuple(name for name, form in TYPES.items() if form.turn in turns)

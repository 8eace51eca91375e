"""Premises of production rules: comparisons that durable-rules can make of one fact each."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

from yaoxie.profile.field_types import FieldType
from yaoxie.rules.days import Anchor, anchor_number, day_number, month_number
from yaoxie.values import millionths


class PartOf(NamedTuple):
    """A part of another fact, and whether a fact is compared as at least or at most so much."""

    of: str
    numerator: int
    denominator: int
    bound: Literal["least", "most"]

    def holds(self, amount: int, other: int) -> bool:
        """Whether an amount is at least, or at most, the part of the other, exactly."""
        short = other * self.numerator - amount * self.denominator
        return short <= 0 if self.bound == "least" else short >= 0


class DayBeside(NamedTuple):
    """Another day, and how a day is compared with it: not before it, or by so many months on."""

    of: str
    months: int | None

    def holds(self, day: date, other: date) -> bool:
        """Whether the day is the other one or later; with months, no later than those allow."""
        if self.months is None:
            return day >= other
        return month_number(day) <= month_number(other, self.months)


class Fact(NamedTuple):
    """A fact as durable-rules sees it: its name there, the record's fact, and how it is turned.

    One that is turned into `part` says whether it holds beside another fact.
    """

    name: str
    source: str
    turn: str  # word, amount, rate, claim-year, claim-day, day, part, has:WORD
    part: PartOf | DayBeside | None = None


class Premise(NamedTuple):
    """One comparison; with several operands, the fact equals one of them."""

    fact: Fact
    operator: str  # ==, !=, <, <=, >, >=
    operands: tuple[bool | int | str, ...]


Branches = list[list[Premise]]  # any one of them, each whole


def compared(
    fact: str, type_: FieldType, operator: str, *operands: bool | int | str | Decimal
) -> Premise:
    """A word, a yes or no, or a number against its operands."""
    plain = tuple(
        millionths(operand) if isinstance(operand, Decimal) else operand for operand in operands
    )
    return Premise(Fact(fact, fact, type_.form.turn or "word"), operator, plain)


def compared_day(fact: str, operator: str, end: date | Anchor) -> Premise:
    """A day against a fixed one, or against one of the claim year."""
    if isinstance(end, date):
        return Premise(Fact(f"{fact}~day", fact, "day"), operator, (day_number(end),))
    return Premise(Fact(f"{fact}~claim", fact, "claim-day"), operator, (anchor_number(end),))


def claim_year(operator: str, year: int) -> Premise:
    """The claim year against one of some."""
    name = "the claim year"  # the spaces keep it apart from facts
    return Premise(Fact(name, name, "claim-year"), operator, (year,))


def compared_part(fact: str, part: PartOf, flag: bool) -> Premise:
    """An amount against a part of another one; the two are compared when the record is made."""
    sign = ">=" if part.bound == "least" else "<="
    name = f"{fact} {sign} {part.numerator}/{part.denominator} {part.of}"
    return Premise(Fact(name, fact, "part", part), "==", (flag,))


def compared_days(fact: str, beside: DayBeside, flag: bool) -> Premise:
    """A day beside another one; the two are compared when the record is made."""
    on = "" if beside.months is None else f" + {beside.months} months"
    name = f"{fact} {'>=' if beside.months is None else '<='} {beside.of}{on}"
    return Premise(Fact(name, fact, "part", beside), "==", (flag,))


def contains(fact: str, word: str, flag: bool) -> Premise:
    """Whether a word is among those of a fact."""
    return Premise(Fact(f"{fact}.{word}", fact, f"has:{word}"), "==", (flag,))


def states(fact: str, flag: bool = True) -> Premise:
    """A fact that is true or false by itself: a conclusion, or whether a milestone is reached."""
    return Premise(Fact(fact, fact, "word"), "==", (flag,))

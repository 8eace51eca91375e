"""What a condition asks for in one claim year, as a tree, and as the short text of reports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import ClassVar, Literal

from yaoxie.profile.field_types import Unit

Figure = date | int | Decimal  # a day, whole yuan or months, a rate


class _Node:
    """Any part of the tree.

    Each has `fact`, the one fact that it is about, and `parts`, in the order of the outcomes that
    an explanation gives.
    """

    @cached_property
    def required(self) -> str:
        """The text of reports, which no language owns: `<= 2019-12-31`."""
        assert isinstance(self, Choice | Range | Part | Apart | Every | Some | Negation)
        return _text(self)


@dataclass(frozen=True)
class Choice(_Node):
    """One of these words, or a yes or no; of words, none that lies within an excepted one."""

    fact: str
    options: tuple[bool | str, ...]
    excepted: tuple[str, ...] = ()
    parts: ClassVar[tuple[Expectation, ...]] = ()


@dataclass(frozen=True)
class Range(_Node):
    """From `least` to `most`, both included; None where that side is open."""

    fact: str
    unit: Unit
    least: Figure | None
    most: Figure | None
    parts: ClassVar[tuple[Expectation, ...]] = ()


@dataclass(frozen=True)
class Part(_Node):
    """At least, or at most, a part of another amount of the same profile."""

    fact: str
    bound: Literal["least", "most"]
    rate: Decimal
    of: str
    parts: ClassVar[tuple[Expectation, ...]] = ()


@dataclass(frozen=True)
class Apart(_Node):
    """Before another day, on it or later, or from it until so many months later.

    `of` is that day's fact, or the milestone that it is the day of.
    """

    fact: str
    relation: Literal["before", "from", "within"]
    of: str
    months: int = 0
    parts: ClassVar[tuple[Expectation, ...]] = ()


@dataclass(frozen=True)
class Every(_Node):
    """All parts."""

    parts: tuple[Expectation, ...]
    fact: ClassVar[None] = None


@dataclass(frozen=True)
class Some(_Node):
    """At least one part."""

    parts: tuple[Expectation, ...]
    fact: ClassVar[None] = None


@dataclass(frozen=True)
class Negation(_Node):
    """Anything but the part; its fact and parts are those of the part."""

    part: Expectation

    @property
    def fact(self) -> str | None:
        return self.part.fact

    @property
    def parts(self) -> tuple[Expectation, ...]:
        return self.part.parts


Expectation = Choice | Range | Part | Apart | Every | Some | Negation


def _text(expected: Expectation) -> str:
    match expected:
        case Choice(options=options, excepted=excepted):
            named = " | ".join(
                str(option).lower() if isinstance(option, bool) else option for option in options
            )
            return f"{named} except {' | '.join(excepted)}" if excepted else named
        case Range(least=None, most=None):
            return "any date"  # only windows may have no ends
        case Range(least=least, most=None):
            return f">= {least}"
        case Range(least=None, most=most):
            return f"<= {most}"
        case Range(least=least, most=most):
            return f"{least}..{most}"
        case Part(bound=bound, rate=rate, of=of):
            return f"{'>=' if bound == 'least' else '<='} {rate} * {of}"
        case Apart(relation="within", of=of, months=months):
            return f"{of}..+{months} months"
        case Apart(relation=relation, of=of):
            return f"{'<' if relation == 'before' else '>='} {of}"
        case Every(parts=parts):
            return " and ".join(f"({_named(part)})" for part in parts)
        case Some(parts=parts):
            return " or ".join(f"({_named(part)})" for part in parts)
        case Negation(part=part):
            return f"not ({part.required})"


def _named(part: Expectation) -> str:
    if isinstance(part, Choice | Range | Part | Apart):
        return f"{part.fact} {part.required}"
    return part.required

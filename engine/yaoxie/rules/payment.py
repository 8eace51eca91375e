"""How an amount is paid: by whom, in which instalments, to whom. It changes no amount."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from pydantic import Field

from yaoxie.rules.types import Citation, Guarded, Rate, RuleModel, Source
from yaoxie.values import Title


class Said(Guarded):
    """What a measure says of a payment, and where."""

    source: Citation


class PaidPart(RuleModel):
    """A part of the amount: what one body pays, or what is paid at one time."""

    title: Title
    rate: Rate | None = Field(None, description="of the amount; left out in all where not known")


class Division(Said):
    """The amount in parts that together are all of it."""

    parts: list[PaidPart] = Field(min_length=2, max_length=20)


class Payee(Said):
    """Whom the amount is paid to, where that is not simply the applicant."""

    title: Title


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an amount, `numerator / denominator` of it; None where that is not known."""

    title: Title
    rate: str | None
    share: Fraction | None


@dataclass(frozen=True, slots=True)
class Divided:
    """The parts of an amount, and where they come from."""

    parts: tuple[Part, ...]
    source: Source

    def amounts(self, amount: int) -> list[int | None]:
        """What each part comes to, in whole yuan; the last one is what the others leave."""
        amounts: list[int | None] = []
        rest = amount
        for part in self.parts[:-1]:
            own = None if part.share is None else int(amount * part.share)
            rest -= own or 0
            amounts.append(own)
        return [*amounts, None if self.parts[-1].share is None else rest]


@dataclass(frozen=True, slots=True)
class Payment:
    """What a measure says of how a support is paid; None of what it says nothing of."""

    payers: Divided | None
    instalments: Divided | None
    payee: Title | None
    payee_source: Source | None

    def __bool__(self) -> bool:
        return bool(self.payers or self.instalments or self.payee)


def divided(division: Division, source: Source) -> Divided:
    """The parts of a division without faults."""
    parts = [
        Part(
            part.title,
            None if part.rate is None else str(part.rate),
            None if part.rate is None else Fraction(*part.rate.as_integer_ratio()),
        )
        for part in division.parts
    ]
    return Divided(tuple(parts), source)

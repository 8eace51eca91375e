"""Reasons as bit masks: a bit for each requirement, supplement and base of a support."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import polars as pl

from yaoxie.rules.plan import Plan, Requirement, Supplement, Support

APPLICANT = "applicant"
BITS = 64  # reasons per column


@dataclass(frozen=True, slots=True)
class ReasonBits:
    """What the bits of `unmet` and `unknown` of a support stand for, in their order."""

    requirements: tuple[Requirement, ...]
    supplements: tuple[Supplement, ...]
    base: str | None

    @classmethod
    def of(cls, plan: Plan, support: Support) -> ReasonBits:
        """Requirements, the applicant's first; then supplements; then the base of the share."""
        base = support.share.base if support.share else None
        return cls(plan.applicant + support.requirements, support.supplements, base)

    @property
    def width(self) -> int:
        """How many bits there are."""
        return len(self.requirements) + len(self.supplements) + (self.base is not None)

    @property
    def ids(self) -> list[str]:
        """The id, or for the base the fact, that each bit stands for."""
        named = [requirement.id for requirement in self.requirements]
        named += [supplement.id for supplement in self.supplements]
        return named if self.base is None else [*named, self.base]


def bits(name: str, flags: Sequence[pl.Expr], applicants: int = 0) -> Iterator[tuple[str, pl.Expr]]:
    """The flags as bit masks, 64 to a column: `name`, then `name_1` and so on.

    The first bits, as many as `applicants`, are there already.
    """
    for number, column in enumerate(_names(name, applicants + len(flags))):
        start = number * BITS
        mask = pl.col(of_applicant(column)) if start < applicants else pl.lit(0, pl.UInt64)
        for bit in range(max(start, applicants), min(start + BITS, applicants + len(flags))):
            flag = flags[bit - applicants].fill_null(value=False).cast(pl.UInt64)
            mask = mask | flag * pl.lit(1 << (bit - start), pl.UInt64)
        yield column, mask


def mask_names(width: int) -> list[str]:
    """The columns that hold the reasons of supports with so many bits."""
    return [*_names("unmet", width), *_names("unknown", width)]


def _names(name: str, width: int) -> list[str]:
    more = range(1, max(1, -(-width // BITS)))
    return [name, *(f"{name}_{number}" for number in more)]


def of_applicant(column: str) -> str:
    """The column that holds the applicant's part of a mask."""
    return f"{APPLICANT} {column}"

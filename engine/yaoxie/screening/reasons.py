"""Reasons as bit masks: for each requirement, supplement, base and limit of a support."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import polars as pl

from yaoxie.rules.bases import Base
from yaoxie.rules.plan import Limit, Plan, Requirement, Supplement, Support

APPLICANT = "applicant"
BITS = 64  # reasons per column


@dataclass(frozen=True, slots=True)
class ReasonBits:
    """What the bits of `unmet` and `unknown` of a support stand for, in their order."""

    requirements: tuple[Requirement, ...]
    supplements: tuple[Supplement, ...]
    base: Base | None
    limits: tuple[Limit, ...]

    @classmethod
    def of(cls, plan: Plan, support: Support) -> ReasonBits:
        """Requirements, the applicant's first; supplements; the base; limits that are shares."""
        base = support.share.base if support.share else None
        limits = tuple(
            limit for limit in plan.limits if limit.share and support.id in limit.supports
        )
        return cls(plan.applicant + support.requirements, support.supplements, base, limits)

    @property
    def width(self) -> int:
        """How many bits there are."""
        return self.amounts + (self.base is not None) + len(self.limits)

    @property
    def amounts(self) -> int:
        """The first bit of what leaves only the amount open: the base's, where there is one."""
        return len(self.requirements) + len(self.supplements)

    @property
    def ids(self) -> list[str]:
        """The id, or for the base its facts, that each bit stands for."""
        named = [requirement.id for requirement in self.requirements]
        named += [supplement.id for supplement in self.supplements]
        named += [] if self.base is None else [self.base.name]
        return named + [limit.id for limit in self.limits]


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

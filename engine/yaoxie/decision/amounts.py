"""What one finding may bring by itself: share, ceiling, raises and prior awards, in whole yuan.

Step 1 of section "Settlement, exactly" of the contract; every step is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

from yaoxie.profile.facts import Subject
from yaoxie.rules.plan import Supplement, Support

StepName = Literal[
    "share", "awards", "ceiling", "fixed", "unbounded", "uplift", "matching", "group", "limit"
]


class Step(NamedTuple):
    """One step of the arithmetic: the amount after it, and the figures it used."""

    step: StepName
    amount: int
    figures: Mapping[str, int | str]


class Amount(NamedTuple):
    """The ceiling of one finding by itself, and the figures it comes from."""

    ceiling: int
    open_ceiling: int = 0  # the support's ceiling, raised, less `taken`
    taken: int = 0  # awards that come off the support's ceiling
    part: int | None = None  # the share of a known base, before raises and awards
    before: int = 0  # awards that come off the share
    base: str | None = None  # the fact of an unknown base
    supplements: tuple[Supplement, ...] = ()  # what is on top, or may be
    unsure: bool = False  # whether the condition of one of them is unknown

    @property
    def bound_by(self) -> Literal["share", "ceiling"]:
        """What the ceiling comes from."""
        if self.part is None:
            return "ceiling"
        rest = raised(self.part, self.supplements) - self.before
        return "share" if rest < self.open_ceiling else "ceiling"

    @property
    def upper_bound(self) -> bool:
        """Whether something unknown, a base or a condition of a raise, could lower it."""
        return (self.base is not None or self.unsure) and self.ceiling > 0


NOTHING = Amount(0)


def raised(amount: int, supplements: Iterable[Supplement]) -> int:
    """The amount with what is on top of it, one raise after the other."""
    for one in supplements:
        amount += amount * one.numerator // one.denominator
    return amount


def steps(support: Support, subject: Subject, amount: Amount) -> tuple[Step, ...]:
    """The arithmetic behind the ceiling of a finding that is not ineligible."""
    made = []
    share = support.share
    if share is not None and amount.part is not None:
        base = subject.facts[share.base]
        assert isinstance(base, int)
        made.append(Step("share", amount.part, {"base": base, "rate": share.rate}))
        if amount.before and not amount.supplements:
            rest = max(0, amount.part - amount.before)
            made.append(Step("awards", rest, {"awards": amount.before}))
        if support.bound == "unbounded" and not amount.supplements:
            return tuple(made)
    if amount.supplements:
        return (*made, *_raised_steps(support, amount))
    figures = {"ceiling": support.ceiling}
    if amount.taken:
        figures["awards"] = amount.taken
    made.append(Step(support.bound, amount.ceiling, figures))
    return tuple(made)


def _raised_steps(support: Support, amount: Amount) -> Iterator[Step]:
    """Ceiling, then raise by raise; awards come off at the end."""
    least = support.ceiling if amount.part is None else min(support.ceiling, amount.part)
    yield Step(support.bound, least, {"ceiling": support.ceiling})
    for one in amount.supplements:
        least = raised(least, (one,))
        yield Step(one.kind, least, {"id": one.id, "rate": one.rate})
    awards = amount.before if amount.bound_by == "share" else amount.taken
    if awards:
        yield Step("awards", amount.ceiling, {"awards": awards})

"""The arithmetic of one finding by itself, in whole yuan: shares, supplements, and its steps.

The ceiling itself is computed in `settlement`, by `Settlement.amount`; here stand the figures that
it leaves (`Amount`), the arithmetic that it uses, and the steps by which a report explains it.
Step 1 of section "Settlement, exactly" of the contract; every step is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple, cast

from msgspec import Struct

from yaoxie.profile.facts import Subject, Value
from yaoxie.rules.plan import NO_FACTS, Increase, Row, Supplement, Support, Uplift

StepName = Literal[
    "share",
    "awards",
    "row",
    "further",
    "increase",
    "ceiling",
    "fixed",
    "unbounded",
    "uplift",
    "matching",
    "group",
    "limit",
]


class Step(NamedTuple):
    """One step of the arithmetic: the amount after it, and the figures it used."""

    step: StepName
    amount: int
    figures: Mapping[str, int | str]

    def __reduce__(self) -> tuple[Callable[..., Step], tuple[object, ...]]:
        """How it is copied and pickled, which a mapping that cannot be written to is not."""
        return step, (self.step, self.amount, dict(self.figures))


def step(name: StepName, amount: int, figures: Mapping[str, int | str]) -> Step:
    """A step whose figures nothing changes."""
    return Step(name, amount, MappingProxyType(figures))


StepEntry = dict[str, int | str]  # a step as it stands in a report


def step_of(entry: StepEntry) -> Step:
    """The step that stands in a report so."""
    name, amount, *_ = entry.values()
    figures = {key: value for key, value in entry.items() if key not in ("step", "amount")}
    return step(cast("StepName", name), cast("int", amount), figures)


def _entry(name: StepName, amount: int, **figures: int | str) -> StepEntry:
    return {"step": name, "amount": amount, **figures}


class Amount(Struct, frozen=True, gc=False):
    """The ceiling of one finding by itself, and the figures it comes from."""

    ceiling: int
    remaining_ceiling: int = 0  # the support's ceiling, supplements added, less `awarded`
    awarded: int = 0  # awards that come off the support's ceiling
    share_amount: int | None = None  # of a known base, before supplements and awards
    share_awarded: int = 0  # awards that come off the share
    missing: tuple[str, ...] = ()  # the facts that an unknown base lacks
    supplements: tuple[Supplement, ...] = ()  # what comes on top, or may
    undecided: bool = False  # whether the condition of one of them is unknown
    base: int | None = None  # of the share, where it is known
    of_others: int = 0  # of `share_awarded`, what other payers granted, which the share tops up
    bound_by: Literal["share", "ceiling"] = "ceiling"  # what the ceiling comes from

    @property
    def upper_bound(self) -> bool:
        """Whether something unknown, a base or a condition of a supplement, could lower it."""
        return bool(self.missing or self.undecided) and self.ceiling > 0


NOTHING = Amount(0)


def increased(
    ceiling: int, supplements: Iterable[Supplement], facts: Mapping[str, Value] = NO_FACTS
) -> int:
    """The ceiling, or the highest of its rows, with its increases."""
    more = 0
    for supplement in supplements:
        if isinstance(supplement, Row):
            ceiling = max(ceiling, supplement.amount_for(facts))
        elif isinstance(supplement, Increase):
            more += supplement.amount
    return ceiling + more


def supplemented(amount: int, supplements: Iterable[Supplement]) -> int:
    """The amount with its uplifts, one on top of the other."""
    for supplement in supplements:
        if isinstance(supplement, Uplift):
            amount += supplement.part(amount)
    return amount


def steps(support: Support, subject: Subject, amount: Amount) -> list[StepEntry]:
    """The arithmetic behind the ceiling of a finding that is not ineligible."""
    sequence: list[StepEntry] = []
    if support.negotiated and not support.ceiling:
        return sequence  # no figure is known
    share = support.share
    if share is not None and amount.share_amount is not None:
        base = amount.base
        assert base is not None
        sequence.append(
            {"step": "share", "amount": amount.share_amount, "base": base, "rate": share.rate}
        )
        if amount.share_awarded and not amount.supplements:
            rest = max(0, amount.share_amount - amount.share_awarded)
            sequence.append(_awards(amount, rest, amount.share_awarded))
        if support.bound == "unbounded" and not amount.supplements:
            return sequence
    if amount.supplements:
        return [*sequence, *_supplement_steps(support, amount, subject.facts)]
    entry: StepEntry = {
        "step": support.bound,
        "amount": amount.ceiling,
        "ceiling": support.ceiling,
    }
    if amount.awarded:
        entry["awards"] = amount.awarded
    sequence.append(entry)
    return sequence


def _supplement_steps(
    support: Support, amount: Amount, facts: Mapping[str, Value]
) -> Iterator[StepEntry]:
    """The ceiling, increased; then supplement by supplement; awards come off at the end."""
    share, ceiling = amount.share_amount, support.ceiling
    rows = [supplement for supplement in amount.supplements if isinstance(supplement, Row)]
    if rows:
        highest = max(rows, key=lambda row: row.amount_for(facts))
        ceiling = highest.amount_for(facts)
        yield _entry("row", highest.amount, id=highest.id)
        if highest.further is not None and ceiling > highest.amount:
            units, more = highest.further.each, highest.further.more
            most = highest.further.most
            yield _entry("further", ceiling, each=units, increase=more, at_most=most)
    for supplement in amount.supplements:
        if isinstance(supplement, Increase):
            ceiling += supplement.amount
            yield _entry("increase", ceiling, id=supplement.id, increase=supplement.amount)
    least = ceiling if share is None else min(ceiling, share)
    yield _entry(support.bound, least, ceiling=ceiling)
    for supplement in amount.supplements:
        if isinstance(supplement, Uplift):
            least += supplement.part(least)
            yield _entry(supplement.kind, least, id=supplement.id, rate=supplement.rate)
    awards = amount.share_awarded if amount.bound_by == "share" else amount.awarded
    if awards:
        yield _awards(amount, amount.ceiling, awards)


def _awards(amount: Amount, rest: int, awards: int) -> StepEntry:
    """What awards leave; where they are the share's, also how much of them others granted."""
    if amount.of_others and awards == amount.share_awarded:
        return _entry("awards", rest, awards=awards, others=amount.of_others)
    return _entry("awards", rest, awards=awards)

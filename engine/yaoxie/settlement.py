"""Amounts: shares, ceilings, prior awards, exclusive groups, shared limits. All in whole yuan.

Section "Settlement, exactly" of the contract, step by step; every step is kept.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from yaoxie.facts import Subject
from yaoxie.plan import Group, Limit, Plan, Span, Support
from yaoxie.profile import Award


class Step(NamedTuple):
    """One step of the arithmetic: the amount after it, and the figures it used."""

    step: Literal["share", "awards", "ceiling", "group", "limit"]
    amount: int
    figures: Mapping[str, int | str]


class Exclusion(NamedTuple):
    """What keeps a finding from counting: another finding, or an earlier award."""

    group: str
    by: Literal["finding", "award"]
    support: str
    subject: str | None
    year: int | None


class Amount(NamedTuple):
    """The ceiling of one finding by itself; `base` is the unknown base's fact, if any."""

    ceiling: int
    steps: tuple[Step, ...]
    bound_by: str
    base: str | None = None
    upper_bound: bool = False


NOTHING = Amount(0, (), "ceiling")


class Claim(NamedTuple):
    """A support for a subject, with the amount it may bring by itself."""

    support: Support
    subject: Subject
    amount: Amount


@dataclass(slots=True)
class Settled:
    """What one claim brings beside the others."""

    counted: int
    steps: list[Step] = field(default_factory=list)
    bound_by: str | None = None
    excluded_by: Exclusion | None = None


class Settlement:
    """Settles the claims of one company under one plan, for one claim year."""

    def __init__(
        self, plan: Plan, awards: Iterable[Award], keys: Mapping[str, str], year: int
    ) -> None:
        self._plan = plan
        self._year = year
        self._keys = keys
        self._awards = [award for award in awards if award.measure == plan.measure.id]
        self._awarded = {award.support for award in self._awards}
        self._grouped = {member: group for group in plan.groups for member in group.members}

    def amount(self, support: Support, subject: Subject) -> Amount:
        """Step 1 of the contract: what a finding that is not ineligible may bring by itself."""
        steps: list[Step] = []
        taken = self._taken(support, subject, support.span)
        ceiling = max(0, support.ceiling - taken)
        share = support.share
        if share is None:
            return Amount(ceiling, (_ceiling_step(support, taken, ceiling),), "ceiling")
        base = subject.facts.get(share.base)
        if base is None:
            step = _ceiling_step(support, taken, ceiling)
            return Amount(ceiling, (step,), "ceiling", share.base, ceiling > 0)
        assert isinstance(base, int)
        part = base * share.numerator // share.denominator
        steps.append(Step("share", part, {"base": base, "rate": share.rate}))
        before = self._taken(support, subject, share.span)
        rest = max(0, part - before)
        if before:
            steps.append(Step("awards", rest, {"awards": before}))
        least = min(rest, ceiling)
        steps.append(_ceiling_step(support, taken, least))
        return Amount(least, tuple(steps), "share" if rest < ceiling else "ceiling")

    def settle(self, claims: Sequence[Claim]) -> list[Settled]:
        """Steps 2 and 3: groups, then limits, in the claims' order."""
        settled = [
            Settled(claim.amount.ceiling, bound_by=claim.amount.bound_by) for claim in claims
        ]
        for group in self._plan.groups:
            self._exclude(group, claims, settled)
        if self._plan.limits:
            self._limit(claims, settled)
        return settled

    def _taken(self, support: Support, subject: Subject, span: Span) -> int:
        if support.id not in self._awarded:
            return 0
        group = self._grouped.get(support.id)
        matches = self._matcher(group.per, subject.key) if group else _by_id(subject)
        return sum(
            award.amount
            for award in self._awards
            if award.support == support.id and self._in(award, span) and matches(award)
        )

    def _in(self, award: Award, span: Span) -> bool:
        return span == "once" or award.year == self._year

    def _matcher(self, per: str, key: str) -> Callable[[Award], bool]:
        if per == "company":
            return lambda _award: True
        return lambda award: self._keys[award.subject] == key

    def _exclude(self, group: Group, claims: Sequence[Claim], settled: list[Settled]) -> None:
        rivals: dict[str, list[int]] = defaultdict(list)
        for index, claim in enumerate(claims):
            if claim.support.id not in group.members:
                continue
            key = claim.subject.key if group.per == "subject" else ""
            award = self._excluding_award(group, claim)
            if award is None:
                rivals[key].append(index)
            else:
                by = Exclusion(group.id, "award", award.support, award.subject, award.year)
                _exclude(settled[index], by)
        for indices in rivals.values():
            best = max(indices, key=lambda index: (claims[index].amount.ceiling, -index))
            winner = claims[best]
            by = Exclusion(group.id, "finding", winner.support.id, winner.subject.id, None)
            for index in indices:
                if index != best:
                    _exclude(settled[index], by)

    def _excluding_award(self, group: Group, claim: Claim) -> Award | None:
        matches = self._matcher(group.per, claim.subject.key)
        for award in self._awards:
            if award.support in group.members and matches(award):
                other_support = award.support != claim.support.id
                if other_support or (group.single_year and award.year != self._year):
                    return award
        return None

    def _limit(self, claims: Sequence[Claim], settled: list[Settled]) -> None:
        left = {limit.id: self._left(limit) for limit in self._plan.limits}
        for claim, result in zip(claims, settled, strict=True):
            if result.excluded_by is not None:
                continue
            over = [limit for limit in self._plan.limits if claim.support.id in limit.supports]
            # The tightest names itself; of equals, the one over the fewest supports.
            over.sort(key=lambda limit: len(limit.supports))
            cells = [(limit, _cell(limit, claim.subject.key)) for limit in over]
            for limit, cell in cells:
                rest = left[limit.id].get(cell, limit.amount)
                if rest < result.counted:
                    result.counted = rest
                    result.bound_by = limit.id
                    result.steps.append(
                        Step("limit", rest, {"limit": limit.id, "amount": limit.amount})
                    )
            for limit, cell in cells:
                left[limit.id][cell] = left[limit.id].get(cell, limit.amount) - result.counted

    def _left(self, limit: Limit) -> dict[str, int]:
        left: dict[str, int] = {}
        for award in self._awards:
            if award.support in limit.supports and self._in(award, limit.span):
                cell = _cell(limit, self._keys[award.subject])
                left[cell] = max(0, left.get(cell, limit.amount) - award.amount)
        return left


def _ceiling_step(support: Support, taken: int, amount: int) -> Step:
    figures = {"ceiling": support.ceiling}
    return Step("ceiling", amount, {**figures, "awards": taken} if taken else figures)


def _by_id(subject: Subject) -> Callable[[Award], bool]:
    # The company's own id is the intake system's; awards name it by its key.
    name = subject.key if subject.base == "/company" else subject.id
    return lambda award: award.subject == name


def _cell(limit: Limit, key: str) -> str:
    return key if limit.per == "subject" else ""


def _exclude(result: Settled, by: Exclusion) -> None:
    result.counted = 0
    result.bound_by = None
    result.excluded_by = by
    result.steps.append(Step("group", 0, {"group": by.group}))

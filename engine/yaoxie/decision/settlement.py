"""Settlement: prior awards, exclusive groups, shared limits. All amounts in whole yuan.

Section "Settlement, exactly" of the contract, step by step; every step is kept.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from yaoxie.decision.amounts import Amount, Step, raised
from yaoxie.profile.facts import Subject
from yaoxie.profile.model import Award
from yaoxie.profile.vocabulary import COMPANY
from yaoxie.rules.plan import Group, Limit, Plan, Span, Supplement, Support


class Exclusion(NamedTuple):
    """What keeps a finding from counting: another finding, or an earlier award."""

    group: str
    by: Literal["finding", "award"]
    support: str
    subject: str | None
    year: int | None


class Claim(NamedTuple):
    """A support for a subject, with the amount it may bring by itself."""

    support: Support
    subject: Subject
    amount: Amount


@dataclass(slots=True)
class Settled:
    """What one claim brings beside the others."""

    counted: int
    bound_by: str | None
    steps: tuple[Step, ...] = ()
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
        self._of_key: dict[str, list[Award]] = defaultdict(list)
        for award in self._awards:
            self._of_key[keys[award.subject]].append(award)
        self._sums: dict[tuple[str, str, Span], int] = {}

    def amount(
        self,
        support: Support,
        subject: Subject,
        supplements: tuple[Supplement, ...] = (),
        *,
        unsure: bool = False,
    ) -> Amount:
        """Step 1 of the contract: what a finding that is not ineligible may bring by itself.

        `raises`: those whose condition is met or, `unsure`, may be.
        """
        awarded = support.id in self._awarded
        taken = self._taken(support, subject, support.span) if awarded else 0
        ceiling = max(0, raised(support.ceiling, supplements) - taken)
        share = support.share
        if share is None:
            return Amount(ceiling, ceiling, taken, None, 0, None, supplements, unsure)
        base = subject.facts.get(share.base)
        if base is None:
            return Amount(ceiling, ceiling, taken, None, 0, share.base, supplements, unsure)
        assert isinstance(base, int)
        part = base * share.numerator // share.denominator
        before = self._taken(support, subject, share.span) if awarded else 0
        least = max(0, min(raised(part, supplements) - before, ceiling))
        return Amount(least, ceiling, taken, part, before, None, supplements, unsure)

    def settle(self, claims: Sequence[Claim]) -> list[Settled]:
        """Steps 2 and 3: groups, then limits, in the claims' order."""
        settled = [Settled(claim.amount.ceiling, claim.amount.bound_by) for claim in claims]
        for group in self._plan.groups:
            self._exclude(group, claims, settled)
        if self._plan.limits:
            self._limit(claims, settled)
        return settled

    def _taken(self, support: Support, subject: Subject, span: Span) -> int:
        """Awards of the support in the span: of the subject, or of its key in a group."""
        group = next((group for group in self._plan.groups if support.id in group.members), None)
        name = "" if group else _award_name(subject)
        known = self._sums.get((support.id, name or subject.key, span))
        if known is None:
            listed = self._matching(group.per if group else "subject", subject.key)
            known = self._sums[support.id, name or subject.key, span] = sum(
                award.amount
                for award in listed
                if award.support == support.id
                and self._in(award, span)
                and (group is not None or award.subject == name)
            )
        return known

    def _in(self, award: Award, span: Span) -> bool:
        return span == "once" or award.year == self._year

    def _matching(self, per: str, key: str) -> Sequence[Award]:
        return self._awards if per == "company" else self._of_key.get(key, ())

    def _exclude(self, group: Group, claims: Sequence[Claim], settled: list[Settled]) -> None:
        rivals: dict[str, list[int]] = defaultdict(list)
        for index, claim in enumerate(claims):
            if claim.support.id not in group.members:
                continue
            key = claim.subject.key if group.per == "subject" else ""
            award = self._excluding_award(group, claim) if self._awards else None
            if award is None:
                rivals[key].append(index)
            else:
                by = Exclusion(group.id, "award", award.support, award.subject, award.year)
                _exclude(settled[index], by)
        for indices in rivals.values():
            if len(indices) > 1:
                _keep_best(group, indices, claims, settled)

    def _excluding_award(self, group: Group, claim: Claim) -> Award | None:
        for award in self._matching(group.per, claim.subject.key):
            if award.support in group.members:
                scheme = group.members[claim.support.id]
                other_scheme = group.members[award.support] != scheme
                if other_scheme or (group.single_year and award.year != self._year):
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
                    figures: dict[str, int | str] = {"limit": limit.id}
                    figures["limit_amount"] = limit.amount
                    result.steps += (Step("limit", rest, figures),)
            for limit, cell in cells:
                left[limit.id][cell] = left[limit.id].get(cell, limit.amount) - result.counted

    def _left(self, limit: Limit) -> dict[str, int]:
        left: dict[str, int] = {}
        for award in self._awards:
            if award.support in limit.supports and self._in(award, limit.span):
                cell = _cell(limit, self._keys[award.subject])
                left[cell] = max(0, left.get(cell, limit.amount) - award.amount)
        return left


def _keep_best(
    group: Group, indices: Sequence[int], claims: Sequence[Claim], settled: list[Settled]
) -> None:
    """Of one key's findings, keeps the scheme that brings most, with one finding per support."""
    standing: dict[str, int] = {}  # per support, its largest finding, the earlier of equals
    for index in indices:
        name = claims[index].support.id
        best = standing.setdefault(name, index)
        if claims[index].amount.ceiling > claims[best].amount.ceiling:
            standing[name] = index
    schemes: dict[int, list[int]] = defaultdict(list)
    for name, index in standing.items():
        schemes[group.members[name]].append(index)

    def brings(scheme: list[int]) -> tuple[int, int]:
        return sum(claims[index].amount.ceiling for index in scheme), -min(scheme)

    winner = max(schemes.values(), key=brings)
    for index in indices:
        if index not in winner:
            # Another form of the same stage stands aside for it; another scheme for the first.
            same = standing[claims[index].support.id]
            by = claims[same if same in winner else min(winner)]
            _exclude(
                settled[index],
                Exclusion(group.id, "finding", by.support.id, by.subject.id, None),
            )


def _award_name(subject: Subject) -> str:
    # The company's own id is the intake system's; awards name it by its kind.
    return COMPANY if subject.id is None or subject.kind == COMPANY else subject.id


def _cell(limit: Limit, key: str) -> str:
    return key if limit.per == "subject" else ""


def _exclude(result: Settled, by: Exclusion) -> None:
    result.counted = 0
    result.bound_by = None
    result.excluded_by = by
    result.steps += (Step("group", 0, {"group": by.group}),)

"""One measure for one company, split into components that are settled apart from each other.

The findings of one key (a drug with its forms, say) are a component: groups and limits of a subject
tie no others. Limits of the whole company are left to be applied to what the components bring;
where that is not the same as settling all together, the components are one.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from yaoxie.advice.situation import Situation
from yaoxie.decision.between import are_apart
from yaoxie.decision.finding import Finding
from yaoxie.decision.report import Report
from yaoxie.decision.settlement import Settlement
from yaoxie.profile.facts import Subjects
from yaoxie.profile.vocabulary import COMPANY
from yaoxie.rules.library import MeasureChoice
from yaoxie.rules.plan import Limit, Plan

Amounts = tuple[int, ...]  # what counts, by the company's limits that it stands under


class Component(NamedTuple):
    """Some subjects by number; `with_company`: the company's own findings, too."""

    items: tuple[int, ...]
    with_company: bool


class Components:
    """The components of one measure that have a finding which is not ineligible."""

    def __init__(self, situation: Situation, choice: MeasureChoice, report: Report) -> None:
        self.situation = situation
        self.choice = choice
        self.report = report
        self.plan: Plan = report.plan
        self.live = [finding for finding in report.findings if finding.status != "ineligible"]
        self._evaluation = situation.evaluator.evaluation(choice, situation.year)
        supports = {finding.support for finding in self.live}
        limits = [limit for limit in self.plan.limits if limit.supports & supports]
        outer = [limit for limit in limits if limit.per == COMPANY]
        company, items = situation.subjects
        numbers: dict[str, list[int]] = {company.key: []}
        for number, subject in enumerate(items):
            numbers.setdefault(subject.key, []).append(number)
        keys = dict.fromkeys(finding.subject.key for finding in self.live)
        if keys and self._is_whole(outer):
            self.parts = [Component(tuple(range(len(items))), with_company=True)]
        else:
            self.parts = [
                Component(tuple(numbers[key]), with_company=key == company.key) for key in keys
            ]
        # Limits of the company, the innermost first; and for each support, those over it.
        self._outer = sorted(outer, key=lambda e: len(e.supports)) if len(self.parts) > 1 else []
        chains = {
            support.id: tuple(e.id for e in self._outer if support.id in e.supports)
            for support in self.plan.supports
        }
        self._chains = list(dict.fromkeys([(), *chains.values()]))
        self._place = {name: self._chains.index(chain) for name, chain in chains.items()}
        if self._outer:
            kept = tuple(limit for limit in self.plan.limits if limit not in self._outer)
            inner = dataclasses.replace(self.plan, limits=kept)
            self._evaluation = self._evaluation.under(Settlement(inner, situation.year))

    def _is_whole(self, outer: Sequence[Limit]) -> bool:
        """Whether what ties the company's findings can only be settled all together."""
        supports = {finding.support for finding in self.live}
        groups = [group for group in self.plan.groups if group.per == COMPANY]
        if any(supports & set(group.members) for group in groups):
            return True
        if any(supports & entry.supports for entry in self.plan.at_most):
            return True
        inner = [limit for limit in self.plan.limits if limit.per != COMPANY]
        return any(
            supports & limit.supports
            and (
                limit.share is not None
                or any(
                    limit.supports & other.supports and not other.supports <= limit.supports
                    for other in inner
                )
            )
            for limit in outer
        )

    @cached_property
    def asking(self) -> dict[str, list[Finding]]:
        """Of each pointer to what is missing, the findings that miss it."""
        asking: dict[str, list[Finding]] = {}
        for finding in self.live:
            for pointer in finding.missing:
                asking.setdefault(pointer, []).append(finding)
        return asking

    @property
    def width(self) -> int:
        """How many amounts a component brings."""
        return len(self._chains)

    def amounts(self, part: Component, subjects: Subjects) -> Amounts:
        """What a component counts for subjects such as these, by the limits of the company over it.

        Only what is eligible counts.
        """
        amounts = [0] * self.width
        for finding in self.eligible(part, subjects):
            amounts[self._place[finding.support]] += finding.counted
        return tuple(amounts)

    def eligible(self, part: Component, subjects: Subjects) -> list[Finding]:
        """What is eligible in a component, settled but for the company's limits over it."""
        company, items = subjects
        profile = self.situation.profile
        if not self._evaluation.applies(profile, company):
            return []
        decided = self._evaluation.decide(profile, (company, [items[n] for n in part.items]))
        eligible = [e for e in decided if e.status == "eligible" and _is_of(e, part)]
        if not eligible:
            return []
        return self._evaluation.settle(eligible, profile.awards or (), subjects)[0]

    def total(self, amounts: Sequence[int]) -> int:
        """What all components bring together, under the company's limits."""
        left = list(amounts)
        for limit, rest in self._rests:
            inside = [n for n, chain in enumerate(self._chains) if limit in chain]
            whole = sum(left[n] for n in inside)
            if whole > rest:
                for n in inside:
                    left[n] = 0
                left[inside[0]] = rest
        return sum(left)

    @cached_property
    def _rests(self) -> list[tuple[str, int]]:
        """What awards have left of the company's limits."""
        if not self._outer:
            return []
        company, items = self.situation.subjects
        settlement = self.situation.evaluator.evaluation(
            self.choice, self.situation.year
        ).settlement
        awards = settlement.awards(self.situation.profile.awards or (), items)
        amounts = settlement.limit_amounts(company, items)
        rests = []
        for limit in self._outer:
            rest = settlement.left_of(limit, company.key, awards, amounts)
            assert rest is not None  # no share: its amount is known
            rests.append((limit.id, rest))
        return rests

    @property
    def choices(self) -> tuple[MeasureChoice, ...]:
        """The measure that is settled: one by itself."""
        return (self.choice,)


def _is_of(finding: Finding, part: Component) -> bool:
    """Whether a finding is one of a component's."""
    return part.with_company if finding.subject.kind == COMPANY else bool(part.items)


class Ruled:
    """Several measures that rules between measures tie.

    Where these choose for each subject, and nothing else ties what has one key to what has another,
    each key is a component; else all of them together are one.
    """

    def __init__(self, situation: Situation, members: Sequence[Components]) -> None:
        self._situation = situation
        self._members = members
        self.live = [finding for member in members for finding in member.live]
        self.choices = tuple(member.choice for member in members)
        self.parts: list[Component] = []
        if self._is_apart():
            self.parts = list(dict.fromkeys(part for member in members for part in member.parts))
        elif self.live:
            items = tuple(range(len(situation.subjects[1])))
            self.parts = [Component(items, with_company=True)]
        self.width = 1

    def _is_apart(self) -> bool:
        names = {choice.measure for choice in self.choices}
        rules = [e for e in self._situation.library.between if e.chooses and names & {*e.measures}]
        evaluator, year = self._situation.evaluator, self._situation.year
        settlements = [evaluator.evaluation(choice, year).settlement for choice in self.choices]
        return are_apart(rules, settlements)

    def amounts(self, part: Component, subjects: Subjects) -> Amounts:
        """What all of the measures count in a component under the rules between them."""
        situation = self._situation
        settled = {member.choice: member.eligible(part, subjects) for member in self._members}
        if not any(settled.values()):
            return (0,)
        awards = situation.profile.awards or ()
        ruling = situation.evaluator.ruling_of(settled, situation.year, awards, subjects)
        assert ruling is not None  # the measures are tied by rules
        return (ruling.total.total,)

    def total(self, amounts: Sequence[int]) -> int:
        """What they bring together."""
        return sum(amounts)


Settled = Components | Ruled

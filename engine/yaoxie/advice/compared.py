"""What the rules of one measure compare, of all that a company may be asked: words, days, bounds.

Two answers that no rule tells apart have the same signature.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from yaoxie.advice.components import Components
from yaoxie.advice.variants import MILESTONES
from yaoxie.decision.explanation import Judge, judge_of, judged
from yaoxie.decision.finding import Finding
from yaoxie.profile.facts import Subject
from yaoxie.profile.field_types import FieldType
from yaoxie.profile.vocabulary import COMPANY, DATE, MILESTONE
from yaoxie.rules.conditions import All, Condition, facts_of, tests_of
from yaoxie.rules.conditions import Any as AnyOf
from yaoxie.rules.expectations import Figure, Range
from yaoxie.rules.operators.amounts import AgainstPart
from yaoxie.rules.operators.test import Calendar, Test
from yaoxie.rules.operators.two_days import BesideDay
from yaoxie.rules.plan import Row, Share, facts_of_rows

STEP = Decimal("0.000001")  # the smallest step of a rate


class Compared:
    """What the supports of a measure compare that are still open for a company."""

    def __init__(self, components: Components) -> None:
        self._components = components
        plan, year = components.plan, components.situation.year
        self._windows, self._year = plan.windows, year
        self._calendar = Calendar(plan.windows, year)
        names = {finding.support for finding in components.live}
        self._supports = [support for support in plan.supports if support.id in names]
        self.conditions: dict[str, list[Condition]] = defaultdict(list)  # by kind of subject
        self.tests: dict[str, list[Test[object]]] = defaultdict(list)  # by fact
        seen: set[tuple[Condition, str]] = set()
        for support in self._supports:
            conditions = [entry.condition for entry in (*plan.applicant, *support.requirements)]
            conditions += [entry.condition for entry in support.supplements]
            for condition in conditions:
                if (condition, support.kind) not in seen:
                    seen.add((condition, support.kind))
                    self.conditions[support.kind].append(condition)
                    for test in tests_of(condition):
                        if test not in self.tests[test.fact]:
                            self.tests[test.fact].append(test)

    @cached_property
    def shares(self) -> list[tuple[Share, tuple[str, ...]]]:
        """The shares of open supports, and those that limits are, with the supports they touch."""
        of_supports = [(e.share, (e.id,)) for e in self._supports if e.share is not None]
        names = {support.id for support in self._supports}
        limits = self._components.plan.limits
        of_limits = [
            (e.share, tuple(sorted(names & e.supports)))
            for e in limits
            if e.share is not None and names & e.supports
        ]
        return of_supports + of_limits

    @cached_property
    def measured(self) -> frozenset[str]:
        """The facts whose very amount counts, not only how it compares."""
        of_shares = {fact for share, _ in self.shares for fact in share.base.facts}
        of_rows = {fact for support in self._supports for fact in facts_of_rows(support)}
        of_parts = {
            fact
            for tests in self.tests.values()
            for test in tests
            if isinstance(test, AgainstPart)
            for fact in test.facts()
        }
        return frozenset(of_shares | of_rows | of_parts)

    @cached_property
    def beside(self) -> frozenset[str]:
        """The facts of days that are held against each other, which no fixed days tell apart."""
        return frozenset(
            fact
            for tests in self.tests.values()
            for test in tests
            if isinstance(test, BesideDay)
            for fact in test.facts()
        )

    def may_list(self, fact: str) -> bool:
        """Whether the answers about a fact that matter can be listed."""
        kind, _, name = fact.partition(".")
        if name == MILESTONES or name.startswith(f"{MILESTONE}."):
            start = f"{kind}.{MILESTONE}."
            return not any(entry.startswith(start) for entry in self.beside)
        return fact not in self.beside

    def bounds(self, fact: str) -> Iterator[Figure]:
        """The first values from which on a comparison of a fact has another result."""
        for test in self.tests.get(fact, ()):
            expected = test.expectation(self._calendar)
            if isinstance(expected, Range):
                if expected.least is not None:
                    yield expected.least
                if expected.most is not None:
                    yield _next(expected.most, test.type)

    def days(self, kind: str) -> set[date]:
        """The days from which on some test of a milestone's date has another result."""
        start = f"{kind}.{MILESTONE}."
        facts = [fact for fact in self.tests if fact.startswith(start)]
        return {
            day
            for fact in facts
            if fact.endswith(f".{DATE}")
            for day in self.bounds(fact)
            if isinstance(day, date)
        }

    def milestones(self, kind: str) -> dict[str, list[str]]:
        """The milestones that open supports ask for, each with the fields that they look at."""
        start = f"{kind}.{MILESTONE}."
        asked: dict[str, list[str]] = {}
        for fact in self.tests:
            if fact.startswith(start):
                word, field = fact.removeprefix(start).split(".")
                asked.setdefault(word, []).append(field)
        return asked

    def parts_of(self, fact: str) -> Iterator[tuple[str, AgainstPart]]:
        """The tests that hold a fact against another, each with the other's name."""
        for tests in self.tests.values():
            for test in tests:
                if isinstance(test, AgainstPart):
                    if test.fact == fact:
                        yield test.operand.of, test
                    elif test.operand.of == fact:
                        yield test.fact, test

    def findings(self, subject: Subject, supports: Iterable[str]) -> list[Finding]:
        """The open findings of some supports for a subject; of the company, for any."""
        return [
            finding
            for finding in self._components.live
            if finding.support in supports
            and (subject.kind == COMPANY or finding.subject.key == subject.key)
        ]

    def rows_of(self, finding: Finding) -> Iterator[int]:
        """The amounts that may bind a finding: its ceiling, rows, and the limits over it."""
        support = finding.terms.support
        yield support.ceiling
        yield finding.amount.remaining_ceiling + finding.amount.share_awarded
        for supplement in support.supplements:
            if isinstance(supplement, Row):
                yield supplement.amount_for()
        for limit in self._components.plan.limits:
            if support.id in limit.supports and limit.amount is not None:
                yield limit.amount

    def signature(self, fact: str, value: Any) -> Hashable:
        """What tells the values of one fact apart, for this measure."""
        if fact in self.measured:
            return (value,)
        tests = [e for e in self.tests.get(fact, ()) if not isinstance(e, BesideDay)]
        return tuple([test.judge(self._calendar)(value)[0] for test in tests])

    def day_signature(self, kind: str, day: date) -> Hashable:
        """Where a milestone's day stands among the days that rules compare."""
        return bisect_right(self._sorted_days(kind), day)

    def _sorted_days(self, kind: str) -> list[date]:
        known = self._days.get(kind)
        if known is None:
            known = self._days[kind] = sorted(self.days(kind))
        return known

    @cached_property
    def _days(self) -> dict[str, list[date]]:
        return {}

    def judged_lists(self, kind: str) -> list[Judge]:
        """The largest parts of conditions that look at milestones alone, as judges."""
        start = f"{kind}.{MILESTONE}."
        units = dict.fromkeys(
            unit
            for condition in self.conditions.get(kind, ())
            for unit in _inside(condition, lambda fact: fact.startswith(start))
        )
        return [judge_of(unit, self._windows, self._year) for unit in units]


def _inside(condition: Condition, is_own: Callable[[str], bool]) -> Iterator[Condition]:
    """The largest parts of a condition that read no other facts."""
    facts = list(facts_of(condition))
    if facts and all(map(is_own, facts)):
        yield condition
        return
    match condition:
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from _inside(part, is_own)
        case Test():
            return
        case _:
            yield from _inside(condition.part, is_own)


def _next(most: Figure, type_: FieldType) -> Figure:
    """The first value that is more than the most."""
    if isinstance(most, date):
        return date.fromordinal(min(most.toordinal() + 1, date.max.toordinal()))
    return most + STEP if type_.name == "rate" else most + 1


def list_signature(judges: Iterable[Judge], subject: Subject) -> Hashable:
    """What tells lists of milestones apart."""
    return tuple([judgement.outcome for judgement in judged(judges, subject)])

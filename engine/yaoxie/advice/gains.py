"""What other values bring in all: of each measure only what they can touch is decided again.

Only what is eligible counts, so nothing else is settled; and where a measure finds nothing eligible
in what changes, neither before nor after, it is not settled again at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from yaoxie.advice.situation import Situation
from yaoxie.advice.sums import Sum, sum_of
from yaoxie.advice.variants import MILESTONES, Place, Values, altered
from yaoxie.decision.finding import Finding
from yaoxie.decision.report import Report
from yaoxie.profile.facts import Subject, Subjects
from yaoxie.profile.vocabulary import MILESTONE
from yaoxie.rules.conditions import facts_of
from yaoxie.rules.library import MeasureChoice
from yaoxie.rules.plan import Plan, facts_of_rows

_Eligible = dict[str, list[Finding]]  # by the base of the subject, before any amount


class Opened(NamedTuple):
    """A finding that becomes eligible, and as it was before."""

    measure: str
    finding: Finding
    before: Finding


class Outcome(NamedTuple):
    """What a change brings: the sum after it, and the findings that become eligible by it."""

    sum: Sum
    opened: list[Opened]

    @property
    def total(self) -> int:
        """The total after it."""
        return self.sum.total


class _Measure:
    """One measure: what it reads, what is eligible under it, and what that comes to."""

    def __init__(self, situation: Situation, choice: MeasureChoice, report: Report) -> None:
        self.choice = choice
        self.reads = reads_of(report.plan)
        self.sum = sum_of(report.findings)
        # Bases of all items, eligible or not, make up the limits that are shares.
        self.has_shared_limits = any(limit.share is not None for limit in report.plan.limits)
        self._report = report
        self._profile = situation.profile
        self._evaluation = situation.evaluator.evaluation(choice, situation.year)
        self._order = {support.id: number for number, support in enumerate(report.plan.supports)}

    def eligible(self, company: Subject, items: Sequence[Subject]) -> _Eligible:
        """What is eligible of the company and these items."""
        eligible: _Eligible = {}
        if not self._evaluation.applies(self._profile, company):
            return eligible
        for finding in self._evaluation.decide(self._profile, (company, list(items))):
            if finding.status == "eligible":
                eligible.setdefault(finding.subject.base, []).append(finding)
        return eligible

    def settled(self, eligible: _Eligible, subjects: Subjects) -> list[Finding]:
        """What is eligible with its amounts, in the order of a report."""
        places = {subject.base: number for number, subject in enumerate(subjects[1])}
        findings = [finding for own in eligible.values() for finding in own]
        findings.sort(key=lambda e: (self._order[e.support], places.get(e.subject.base, -1)))
        return self._evaluation.settle(findings, self._profile.awards or (), subjects)[0]

    def opened(self, findings: Iterable[Finding]) -> list[Opened]:
        """Those of some eligible findings that are not eligible as things stand."""
        pairs = ((e, self._standing[e.support, e.subject.base]) for e in findings)
        return [
            Opened(self.choice.measure, finding, before)
            for finding, before in pairs
            if before.status != "eligible"
        ]

    @cached_property
    def _standing(self) -> dict[tuple[str, str], Finding]:
        return {(e.support, e.subject.base): e for e in self._report.findings}


class _Beside:
    """The company with some values of its own, and what is eligible then under each measure."""

    def __init__(self, subjects: Subjects) -> None:
        self.subjects = subjects
        self._eligible: dict[MeasureChoice, _Eligible] = {}

    def eligible(self, measure: _Measure) -> _Eligible:
        """What is eligible under a measure, worked out once."""
        known = self._eligible.get(measure.choice)
        if known is None:
            known = self._eligible[measure.choice] = measure.eligible(*self.subjects)
        return known


class Gains:
    """Works out totals under other values, as far as these differ from the profile's."""

    def __init__(self, situation: Situation) -> None:
        self._situation = situation
        pairs = zip(situation.choices, situation.reports, strict=True)
        self._measures = [_Measure(situation, choice, report) for choice, report in pairs]
        self._ruled = [e for e in self._measures if e.choice.measure in situation.ruled]
        self._beside: dict[tuple[object, ...], _Beside] = {}  # by values of the company
        self._unchanged = self._with_company({})
        self._ruled_now = {
            e.choice: e.settled(self._unchanged.eligible(e), situation.subjects)
            for e in self._ruled
        }
        self._ruled_total = self._together(self._ruled_now, situation.subjects)

    def of(self, values: Values) -> Outcome | None:
        """What other values bring; None where the profile would contradict itself."""
        beside = self._with_company({at: e for at, e in values.items() if at.owner is None})
        of_items = {at: e for at, e in values.items() if at.owner is not None}
        vocabulary = self._situation.library.vocabulary
        subjects = altered(beside.subjects, vocabulary, of_items)
        if subjects is None:
            return None
        changed = set(map(self._fact, values))
        numbers = sorted({at.owner for at in of_items if at.owner is not None})
        items = [subjects[1][number] for number in numbers]
        sums = {measure.choice: measure.sum for measure in self._measures}
        opened: list[Opened] = []
        ruled: dict[MeasureChoice, list[Finding]] = {}
        for measure in self._measures:
            if not changed & measure.reads:
                continue
            eligible = self._changed(measure, beside, subjects[0], items)
            if eligible is None:
                continue
            findings = measure.settled(eligible, subjects)
            sums[measure.choice] = sum_of(findings)
            opened += measure.opened(findings)
            if measure in self._ruled:
                ruled[measure.choice] = findings
        of_ruled = self._ruled_total
        if ruled:
            of_ruled = self._together(self._ruled_now | ruled, subjects)
        return Outcome(self._summed(sums, of_ruled), opened)

    def _summed(self, sums: Mapping[MeasureChoice, Sum], of_ruled: int) -> Sum:
        """All measures together; `of_ruled`: what those that rules between them tie bring."""
        unruled = (e.choice for e in self._measures if e not in self._ruled)
        return Sum(
            of_ruled + sum(sums[choice].total for choice in unruled),
            sum(own.open for own in sums.values()),
            any(own.upper_bound for own in sums.values()),
        )

    def _changed(
        self, measure: _Measure, beside: _Beside, company: Subject, items: Sequence[Subject]
    ) -> _Eligible | None:
        """What is eligible where items are such; None where that changes no amount."""
        anew = measure.eligible(company, items)
        before, now = self._unchanged.eligible(measure), beside.eligible(measure)
        if beside is self._unchanged and not measure.has_shared_limits:
            touched = [
                own for item in items for own in (before.get(item.base), anew.get(item.base))
            ]
            if not any(touched):
                return None
        elif not (before or now or anew):
            return None
        bases = {item.base for item in items}
        return {base: own for base, own in now.items() if base not in bases} | anew

    def _together(
        self, settled: Mapping[MeasureChoice, Sequence[Finding]], subjects: Subjects
    ) -> int:
        """The total of the measures that rules between them tie."""
        if not settled:
            return 0
        situation = self._situation
        awards = situation.profile.awards or ()
        ruling = situation.evaluator.ruling_of(settled, situation.year, awards, subjects)
        assert ruling is not None  # the measures are tied by rules
        return ruling.total.total

    def _with_company(self, values: Values) -> _Beside:
        """The company with other values of its own, read once."""
        at = tuple(values.items())
        known = self._beside.get(at)
        if known is None:
            situation = self._situation
            subjects = altered(situation.subjects, situation.library.vocabulary, values)
            assert subjects is not None  # the company's fields contradict nothing
            known = self._beside[at] = _Beside(subjects)
        return known

    def _fact(self, place: Place) -> str:
        """What rules would read there; of milestones, only of which kind."""
        company, items = self._situation.subjects
        subject = company if place.owner is None else items[place.owner]
        is_reached = place.milestone is not None or place.field == MILESTONES
        return f"{subject.kind}.{MILESTONE if is_reached else place.field}"


def reads_of(plan: Plan) -> frozenset[str]:
    """The facts that a measure reads; of milestones, that it reads some of a kind."""
    conditions = [entry.condition for entry in plan.applicant]
    bases = [entry.share.base for entry in plan.limits if entry.share is not None]
    facts = []
    for support in plan.supports:
        conditions += [entry.condition for entry in support.requirements]
        conditions += [entry.condition for entry in support.supplements]
        bases += [support.share.base] if support.share is not None else []
        facts += facts_of_rows(support)
    facts += [fact for condition in conditions for fact in facts_of(condition)]
    facts += [fact for base in bases for fact in base.facts]
    return frozenset(_with_kind(fact) for fact in facts)


def _with_kind(fact: str) -> str:
    kind, name, *_ = fact.split(".")
    return f"{kind}.{MILESTONE}" if name == MILESTONE else fact

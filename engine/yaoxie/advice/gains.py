"""What other values bring in all: of each measure only what they can touch is decided again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from yaoxie.advice.situation import Situation
from yaoxie.advice.variants import MILESTONES, Place, Values, altered
from yaoxie.decision.finding import Finding
from yaoxie.profile.facts import Subjects
from yaoxie.profile.vocabulary import MILESTONE
from yaoxie.rules.conditions import facts_of
from yaoxie.rules.library import MeasureChoice
from yaoxie.rules.plan import Plan


class Opened(NamedTuple):
    """A finding that becomes eligible, and as it was before."""

    measure: str
    finding: Finding
    before: Finding


class Outcome(NamedTuple):
    """What a change brings: the total after it, and the findings that become eligible by it."""

    total: int
    opened: list[Opened]


class _Measure(NamedTuple):
    """A measure with what it reads, its findings as they stand, and its total."""

    choice: MeasureChoice
    reads: frozenset[str]
    findings: tuple[Finding, ...]
    total: int


class Gains:
    """Works out totals under other values, as far as these differ from the profile's."""

    def __init__(self, situation: Situation) -> None:
        self._situation = situation
        pairs = zip(situation.choices, situation.reports, strict=True)
        every = [
            _Measure(choice, reads_of(report.plan), report.findings, report.total_ceiling)
            for choice, report in pairs
        ]
        self._ruled = [entry for entry in every if entry.choice.measure in situation.ruled]
        self._measures = [entry for entry in every if entry not in self._ruled]
        self._ruled_total = self._together(situation.subjects)[0] if self._ruled else 0
        # What was decided for other values of the company alone, by these and the measure.
        self._decided: dict[tuple[object, ...], list[Finding]] = {}

    def of(self, values: Values) -> Outcome | None:
        """What other values bring; None where the profile would contradict itself."""
        situation = self._situation
        vocabulary = situation.library.vocabulary
        subjects = altered(situation.subjects, vocabulary, values)
        if subjects is None:
            return None
        changed = set(map(self._fact, values))
        of_company = {place: value for place, value in values.items() if place.owner is None}
        items = situation.subjects[1]
        keys = {items[place.owner].key for place in values if place.owner is not None}
        total = situation.total_ceiling
        opened: list[Opened] = []
        for measure in self._measures:
            if changed & measure.reads:
                findings, after = self._settled(measure, subjects, of_company, keys)
                total += after - measure.total
                opened += _opened(measure, findings)
        if any(changed & measure.reads for measure in self._ruled):
            after, all_findings = self._together(subjects)
            total += after - self._ruled_total
            for measure, own in zip(self._ruled, all_findings, strict=True):
                opened += _opened(measure, own)
        return Outcome(total, opened)

    def _together(self, subjects: Subjects) -> tuple[int, list[tuple[Finding, ...]]]:
        """The total of the measures that rules between them tie, and their findings."""
        choices = [measure.choice for measure in self._ruled]
        together = self._situation.together(choices, subjects)
        return together.total_ceiling, [report.findings for report in together.reports]

    def _settled(
        self, measure: _Measure, subjects: Subjects, of_company: Values, keys: set[str]
    ) -> tuple[list[Finding], int]:
        """The findings of a measure, those of some keys decided anew, and their total."""
        situation, choice = self._situation, measure.choice
        evaluation = situation.evaluator.evaluation(choice, situation.year)
        profile, (company, items) = situation.profile, subjects
        at = choice, tuple(of_company.items())
        decided = self._decided.get(at)
        if decided is None:
            vocabulary = situation.library.vocabulary
            beside = altered(situation.subjects, vocabulary, of_company)
            assert beside is not None  # the company's fields contradict nothing
            decided = self._decided[at] = evaluation.decide(profile, beside)
        own = [item for item in items if item.key in keys]
        if own:
            anew = {_name(e): e for e in evaluation.decide(profile, (company, own))}
            decided = [
                anew[_name(finding)] if finding.subject.key in keys else finding
                for finding in decided
            ]
        findings, total, _ = evaluation.settle(decided, profile.awards or (), subjects)
        return findings, total

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
        facts += [e.further.fact for e in support.supplements if e.further is not None]
    facts += [fact for condition in conditions for fact in facts_of(condition)]
    facts += [fact for base in bases for fact in base.facts]
    return frozenset(_with_kind(fact) for fact in facts)


def _with_kind(fact: str) -> str:
    kind, name, *_ = fact.split(".")
    return f"{kind}.{MILESTONE}" if name == MILESTONE else fact


def _opened(measure: _Measure, findings: Iterable[Finding]) -> Iterator[Opened]:
    for before, finding in zip(measure.findings, findings, strict=True):
        if finding.status == "eligible" and before.status != "eligible":
            yield Opened(measure.choice.measure, finding, before)


def _name(finding: Finding) -> tuple[str, str]:
    return finding.support, finding.subject.base

"""Why the answer stands: what suffices for each eligible finding, and what binds the total."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence

from msgspec import structs

from yaoxie.advice import advice_shapes as shapes
from yaoxie.advice.grounds import ground_entry
from yaoxie.advice.situation import Situation
from yaoxie.advice.sums import Sum, sum_of
from yaoxie.decision.explanation import Judgement
from yaoxie.decision.finding import (
    Finding,
    actual_entry,
    exclusion_entry,
    implied_entry,
    source_entry,
    subject_entry,
)
from yaoxie.decision.report import Report
from yaoxie.decision.settlement import Settlement
from yaoxie.profile.facts import Subjects
from yaoxie.profile.titles import fact_title
from yaoxie.profile.vocabulary import COMPANY, Vocabulary
from yaoxie.rules.expectations import Every, Expectation, Negation, Some
from yaoxie.rules.library import MeasureChoice
from yaoxie.rules.plan import Group, Limit


def reasons(situation: Situation) -> list[shapes.ReasonsDict]:
    """Of each measure, why its eligible findings stand, and what binds its total."""
    pairs = zip(situation.choices, situation.reports, strict=True)
    return [_Binding(situation, choice, report).entry() for choice, report in pairs]


class _Binding:
    """One measure, whose total is settled again with one thing otherwise."""

    def __init__(self, situation: Situation, choice: MeasureChoice, report: Report) -> None:
        self._situation = situation
        self._report = report
        self._plan = report.plan
        self._evaluation = situation.evaluator.evaluation(choice, situation.year)
        self._eligible = [e for e in report.findings if e.status == "eligible"]
        self._now = sum_of(report.findings)

    def entry(self) -> shapes.ReasonsDict:
        """All of it, as it stands in advice."""
        vocabulary = self._situation.library.vocabulary
        return {
            "measure": self._report.measure,
            "total_ceiling": self._report.total_ceiling,
            "upper_bound": self._report.upper_bound,
            "unbounded": self._report.unbounded,
            "findings": [_finding(finding, vocabulary) for finding in self._eligible],
            "limits": [self._limit(limit) for limit in self._plan.limits if self._is_live(limit)],
            "groups": [self._group(group) for group in self._plan.groups if self._is_live(group)],
            "claims": list(self._claims()),
        }

    def _is_live(self, tie: Limit | Group) -> bool:
        """Whether a limit or group is over an eligible finding."""
        supports = tie.supports if isinstance(tie, Limit) else tie.members
        return any(finding.support in supports for finding in self._eligible)

    def _limit(self, limit: Limit) -> shapes.LimitReasonDict:
        others = tuple(entry for entry in self._plan.limits if entry != limit)
        one_more = None
        if limit.amount is not None:
            raised = dataclasses.replace(limit, amount=limit.amount + 1)
            limits = tuple(raised if entry == limit else entry for entry in self._plan.limits)
            one_more = self._under(limits, self._plan.groups).total - self._now.total
        without = self._under(others, self._plan.groups)
        return {
            "id": limit.id,
            "title": limit.title.as_dict(),
            "source": source_entry(limit.source),
            "one_more_yuan": one_more,
            "without": without.total - self._now.total,
            "unbounded": without.open > self._now.open,
        }

    def _group(self, group: Group) -> shapes.GroupReasonDict:
        others = tuple(entry for entry in self._plan.groups if entry != group)
        excluded = [
            finding
            for finding in self._eligible
            if finding.excluded_by is not None and finding.excluded_by.group == group.id
        ]
        without = self._under(self._plan.limits, others)
        return {
            "id": group.id,
            "title": group.title.as_dict(),
            "source": source_entry(group.source),
            "excluded": [_excluded(finding) for finding in excluded],
            "without": without.total - self._now.total,
            "unbounded": without.open > self._now.open,
        }

    def _claims(self) -> Iterator[shapes.ClaimReasonDict]:
        """Of each support that counts, what one more subject like its largest would bring."""
        largest: dict[str, Finding] = {}
        for finding in self._eligible:
            best = largest.setdefault(finding.support, finding)
            if finding.ceiling > best.ceiling:
                largest[finding.support] = finding
        company, items = self._situation.subjects
        for finding in largest.values():
            subject = finding.subject
            if subject.kind == COMPANY or not finding.terms.support.money:
                continue  # there is only one company
            alike = structs.replace(subject, id=f"{subject.id} + 1", key=f"{subject.key} + 1")
            more = [*self._report.findings, structs.replace(finding, subject=alike)]
            beside = company, [*items, alike]
            together = self._settled(self._evaluation.settlement, more, beside)
            yield {
                "support": finding.support,
                "title": finding.title.as_dict(),
                "ceiling": finding.ceiling,
                "one_more_claim": max(0, together.total - self._now.total),
                "unbounded": together.open > self._now.open,
            }

    def _under(self, limits: tuple[Limit, ...], groups: tuple[Group, ...]) -> Sum:
        """What the findings come to under other limits and groups."""
        plan = dataclasses.replace(self._plan, limits=limits, groups=groups)
        settlement = Settlement(plan, self._situation.year)
        subjects = self._situation.subjects
        return self._settled(settlement, self._report.findings, subjects)

    def _settled(
        self, settlement: Settlement, findings: Sequence[Finding], subjects: Subjects
    ) -> Sum:
        awards = self._situation.profile.awards or ()
        return sum_of(self._evaluation.under(settlement).settle(findings, awards, subjects)[0])


def _finding(finding: Finding, vocabulary: Vocabulary) -> shapes.StandingFindingDict:
    return {
        "support": finding.support,
        "title": finding.title.as_dict(),
        "subject": subject_entry(finding.subject),
        "counted": finding.counted,
        "bound_by": finding.bound_by,
        "upper_bound": finding.upper_bound,
        "unbounded": finding.unbounded,
        "excluded_by": exclusion_entry(finding.excluded_by),
        "requirements": [
            {
                **ground_entry(terms.requirement, judgement),
                "suffices": [
                    _fact(part, judged, vocabulary)
                    for part, judged in _decisive(terms.expectation, judgement)
                ],
            }
            for terms, judgement in zip(finding.terms.requirements, finding.judgements, strict=True)
        ],
    }


def _excluded(finding: Finding) -> shapes.ExcludedDict:
    return {
        "support": finding.support,
        "title": finding.title.as_dict(),
        "subject": subject_entry(finding.subject),
        "ceiling": finding.ceiling,
        "unbounded": finding.unbounded,
    }


def _decisive(
    expectation: Expectation, judgement: Judgement
) -> Iterator[tuple[Expectation, Judgement]]:
    """The parts that make a condition what it is, whatever the others turn out to be."""
    inner = expectation.part if isinstance(expectation, Negation) else expectation
    if not judgement.parts:
        yield expectation, judgement
        return
    pairs = list(zip(inner.parts, judgement.parts, strict=True))
    # Of what is negated, the parts stand as they are: one unmet part decides an `all`.
    holds = not isinstance(expectation, Negation)
    if isinstance(inner, Some) and holds:
        pairs = [pair for pair in pairs if pair[1].outcome == "met"][:1]
    elif isinstance(inner, Every) and not holds:
        pairs = [pair for pair in pairs if pair[1].outcome == "unmet"][:1]
    for part, judged in pairs:
        yield from _decisive(part, judged)


def _fact(
    expectation: Expectation, judgement: Judgement, vocabulary: Vocabulary
) -> shapes.SufficientDict:
    fact = expectation.fact or ""
    entry: shapes.SufficientDict = {
        "field": fact,
        "title": fact_title(fact, vocabulary).as_dict(),
        "actual": actual_entry(judgement.actual),
        "required": expectation.required,
    }
    if judgement.actual is None:  # of a milestone: what is unknown otherwise decides nothing
        holds = not isinstance(expectation, Negation)
        is_met = judgement.outcome == "met"
        entry["reached"] = judgement.implied is not None or is_met == holds
    if judgement.implied is not None:
        entry["implied_by"] = implied_entry(judgement.implied)
    return entry

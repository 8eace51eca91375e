"""What changes of the facts bring in all: measures that they cannot touch are not asked again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from yaoxie.advice.situation import Situation
from yaoxie.decision.finding import Finding
from yaoxie.decision.report import Report
from yaoxie.profile.facts import Subjects
from yaoxie.profile.vocabulary import COMPANY
from yaoxie.rules.library import MeasureChoice

Key = tuple[str, str, str, str | None]  # measure, support, kind and id of the subject


class Opened(NamedTuple):
    """A finding that becomes eligible, and as it was before."""

    measure: str
    finding: Finding
    before: Finding


class Outcome(NamedTuple):
    """What a change brings: the total after it, and the findings that become eligible by it."""

    total: int
    opened: list[Opened]


class Gains:
    """Works out totals under other facts, as far as these differ from the profile's."""

    def __init__(self, situation: Situation) -> None:
        self._situation = situation
        pairs = list(zip(situation.choices, situation.reports, strict=True))
        self._tied = [choice for choice, _ in pairs if choice.measure in situation.ruled]
        self._whole = [pair for pair in pairs if _is_tied(pair[1]) and pair[0] not in self._tied]
        self._apart = [pair for pair in pairs if not _is_tied(pair[1])]
        self._apart = [pair for pair in self._apart if pair[0] not in self._tied]
        self._before: dict[Key, Finding] = {}
        self._counted: dict[tuple[str, str], int] = defaultdict(int)
        for choice, report in pairs:
            for finding in report.findings:
                self._before[_key(choice, finding)] = finding
                self._counted[choice.measure, finding.subject.key] += finding.counted
        self._ruled_total = situation.together(self._tied).total_ceiling if self._tied else 0

    def of(self, subjects: Subjects, owners: Iterable[int | None]) -> Outcome:
        """What other facts of some subjects bring; None among the owners is the company."""
        situation = self._situation
        touched = set(owners)
        total = situation.total_ceiling
        opened: list[Opened] = []
        of_company = None in touched
        keys = {subjects[1][owner].key for owner in touched if owner is not None}
        for choice, _ in self._apart if not of_company else ():
            for key in keys:
                findings = self._of_key(choice, subjects, key)
                total += sum(finding.counted for finding in findings)
                total -= self._counted[choice.measure, key]
                opened += self._opened(choice, findings)
        wholes = [*self._whole, *(self._apart if of_company else ())]
        for choice, report in wholes:
            after = situation.report(choice, subjects)
            total += after.total_ceiling - report.total_ceiling
            opened += self._opened(choice, after.findings)
        if self._tied:
            together = situation.together(self._tied, subjects)
            total += together.total_ceiling - self._ruled_total
            for choice, after in zip(self._tied, together.reports, strict=True):
                opened += self._opened(choice, after.findings)
        return Outcome(total, opened)

    def _of_key(self, choice: MeasureChoice, subjects: Subjects, key: str) -> list[Finding]:
        """The findings of the items of one key."""
        situation = self._situation
        evaluation = situation.evaluator.evaluation(choice, situation.year)
        company, items = subjects
        own = company, [item for item in items if item.key == key]
        decided = evaluation.decide(situation.profile, own)
        decided = [finding for finding in decided if finding.subject.kind != COMPANY]
        return evaluation.settle(decided, situation.profile.awards or (), subjects)[0]

    def _opened(self, choice: MeasureChoice, findings: Iterable[Finding]) -> Iterator[Opened]:
        for finding in findings:
            before = self._before[_key(choice, finding)]
            if finding.status == "eligible" and before.status != "eligible":
                yield Opened(choice.measure, finding, before)


def _is_tied(report: Report) -> bool:
    """Whether a group or limit of the whole company ties the findings of different subjects."""
    plan = report.plan
    return COMPANY in {group.per for group in plan.groups} | {limit.per for limit in plan.limits}


def _key(choice: MeasureChoice, finding: Finding) -> Key:
    return choice.measure, finding.support, finding.subject.kind, finding.subject.id

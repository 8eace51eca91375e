"""Profile and measure to report: facts, decision, explanation, settlement."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from yaoxie import facts, notices
from yaoxie.errors import DisagreementError
from yaoxie.explanation import Explained, Explainer, explainer, wanted
from yaoxie.facts import Subject
from yaoxie.inference import Inference
from yaoxie.plan import Plan, Requirement, Support
from yaoxie.profile import Profile
from yaoxie.profile_checks import COMPANY
from yaoxie.report import Finding, RequirementRule, Status, SupportRule
from yaoxie.settlement import Claim, Settlement


@dataclass(frozen=True, slots=True)
class _Judge:
    """A support made ready for one claim year."""

    rule: SupportRule
    support: Support
    explainers: tuple[Explainer, ...]


class Evaluation:
    """A plan made ready for one claim year; safe to use from several threads."""

    def __init__(self, plan_: Plan, inference: Inference, year: int) -> None:
        self.plan = plan_
        self._inference = inference
        self._year = year
        self.notices = notices.of_measure(plan_.measure, year)
        self._of_company = any(support.kind == COMPANY for support in plan_.supports)
        self._applicant = _explainers(plan_, plan_.applicant, year)
        applicant_rules = _rules(plan_, plan_.applicant, year)
        self._judges = tuple(
            _Judge(
                SupportRule(support, applicant_rules + _rules(plan_, support.requirements, year)),
                support,
                _explainers(plan_, support.requirements, year),
            )
            for support in plan_.supports
        )

    def findings(self, profile: Profile) -> tuple[list[Finding], int, int]:
        """The findings, their total, and the total that is still possible.

        Raises DisagreementError where production rules and explanation differ.
        """
        company, items = facts.subjects(profile)
        findings = self._decide(profile, company, items)
        keys = {COMPANY: COMPANY} | {item.id: item.key for item in items if item.id is not None}
        settlement = Settlement(self.plan, profile.awards or (), keys, self._year)
        possible = [finding for finding in findings if finding.status != "ineligible"]
        for finding in possible:
            finding.amount = settlement.amount(finding.rule.rule, finding.subject)
        eligible = [finding for finding in possible if finding.status == "eligible"]
        settled = settlement.settle([_claim(finding) for finding in eligible])
        total = 0
        for finding, result in zip(eligible, settled, strict=True):
            finding.settled = result
            total += result.counted
        if len(possible) == len(eligible):
            potential = total
        else:
            anew = settlement.settle([_claim(finding) for finding in possible])
            potential = sum([result.counted for result in anew])
        return findings, total, potential

    def _decide(self, profile: Profile, company: Subject, items: list[Subject]) -> list[Finding]:
        subjects = [company, *items] if self._of_company else items
        fired = self._inference.eligible(
            company.facts, [(subject.kind, subject.facts) for subject in subjects], self._year
        )
        decided: dict[str, list[tuple[Subject, set[str]]]] = defaultdict(list)
        for subject, supports in zip(subjects, fired, strict=True):
            decided[subject.kind].append((subject, supports))
        applicant = tuple([explain(company) for explain in self._applicant])
        applying = _status(applicant)
        findings = []
        for judge in self._judges:
            name = judge.support.id
            for subject, supports in decided.get(judge.support.kind, ()):
                own = tuple([explain(subject) for explain in judge.explainers])
                status = _status(own, applying)
                if (status == "eligible") != (name in supports):
                    raise DisagreementError(
                        f"production rules and explanation differ on {name} at {subject.base} "
                        f"of profile {profile.digest}, claim year {self._year}"
                    )
                findings.append(Finding(judge.rule, subject, status, applicant + own))
        return findings


def _claim(finding: Finding) -> Claim:
    return Claim(finding.rule.rule, finding.subject, finding.amount)


def _status(explained: Sequence[Explained], status: Status = "eligible") -> Status:
    if status == "ineligible":
        return status
    for judged in explained:
        if judged.outcome == "unmet":
            return "ineligible"
        if judged.outcome == "unknown":
            status = "undetermined"
    return status


def _explainers(
    plan_: Plan, requirements: Sequence[Requirement], year: int
) -> tuple[Explainer, ...]:
    return tuple(explainer(entry.condition, plan_.windows, year) for entry in requirements)


def _rules(
    plan_: Plan, requirements: Sequence[Requirement], year: int
) -> tuple[RequirementRule, ...]:
    return tuple(
        RequirementRule(entry, wanted(entry.condition, plan_.windows, year))
        for entry in requirements
    )

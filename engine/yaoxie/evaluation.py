"""Profile and measure to report: facts, decision, explanation, settlement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from yaoxie import facts
from yaoxie.errors import DisagreementError
from yaoxie.explanation import Explained, Explainer, explainer, wanted
from yaoxie.facts import Subject
from yaoxie.inference import Inference
from yaoxie.plan import Plan, Requirement, Support
from yaoxie.profile import Profile
from yaoxie.profile_checks import COMPANY
from yaoxie.report import Finding, RequirementRule, Status, SupportRule
from yaoxie.settlement import NOTHING, Claim, Settlement


@dataclass(frozen=True, slots=True)
class _Judge:
    """A support made ready for one claim year."""

    rule: SupportRule
    support: Support
    explainers: tuple[Explainer, ...]


@dataclass(frozen=True, slots=True)
class _Draft:
    """A finding before settlement."""

    judge: _Judge
    subject: Subject
    status: Status
    explained: tuple[Explained, ...]


class Evaluation:
    """A plan made ready for one claim year; safe to use from several threads."""

    def __init__(self, plan_: Plan, inference: Inference, year: int) -> None:
        self.plan = plan_
        self._inference = inference
        self._year = year
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
        drafts = self._decide(profile, company, items)
        keys = {item.id: item.key for item in items if item.id is not None} | {COMPANY: COMPANY}
        settlement = Settlement(self.plan, profile.awards or (), keys, self._year)
        claims = [
            Claim(
                draft.judge.support,
                draft.subject,
                NOTHING
                if draft.status == "ineligible"
                else settlement.amount(draft.judge.support, draft.subject),
            )
            for draft in drafts
        ]
        chosen = [index for index, draft in enumerate(drafts) if draft.status == "eligible"]
        settled = dict(zip(chosen, settlement.settle([claims[i] for i in chosen]), strict=True))
        total = potential = sum(result.counted for result in settled.values())
        possible = [
            claim
            for claim, draft in zip(claims, drafts, strict=True)
            if draft.status != "ineligible"
        ]
        if len(possible) > len(chosen):
            potential = sum(result.counted for result in settlement.settle(possible))
        findings = [
            Finding(
                draft.judge.rule,
                draft.subject,
                draft.status,
                draft.explained,
                claim.amount,
                settled.get(index),
            )
            for index, (draft, claim) in enumerate(zip(drafts, claims, strict=True))
        ]
        return findings, total, potential

    def _decide(self, profile: Profile, company: Subject, items: list[Subject]) -> list[_Draft]:
        subjects = (
            [company, *items] if any(j.support.kind == COMPANY for j in self._judges) else items
        )
        fired = self._inference.eligible(
            company.facts, [(subject.kind, subject.facts) for subject in subjects], self._year
        )
        decided = list(zip(subjects, fired, strict=True))
        applicant = tuple([explain(company) for explain in self._applicant])
        drafts = []
        for judge in self._judges:
            support = judge.support
            for subject, eligible in decided:
                if subject.kind != support.kind:
                    continue
                explained = applicant + tuple([explain(subject) for explain in judge.explainers])
                status = _status(explained)
                if (status == "eligible") != (support.id in eligible):
                    raise DisagreementError(
                        f"production rules and explanation differ on {support.id} at {subject.base} "
                        f"of profile {profile.digest}, claim year {self._year}"
                    )
                drafts.append(_Draft(judge, subject, status, explained))
        return drafts


def _status(explained: Sequence[Explained]) -> Status:
    status: Literal["eligible", "undetermined"] = "eligible"
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

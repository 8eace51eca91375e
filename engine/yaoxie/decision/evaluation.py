"""Profile and measure to report: facts, decision, explanation, settlement."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from yaoxie.decision.explanation import Judge, Judgement, explainer, wanted
from yaoxie.decision.finding import Finding, RequirementTerms, Status, SupplementTerms, SupportTerms
from yaoxie.decision.inference import Inference, supplement_name
from yaoxie.decision.settlement import Claim, Settlement
from yaoxie.errors import DisagreementError
from yaoxie.profile import facts
from yaoxie.profile.facts import Subject
from yaoxie.profile.model import Profile
from yaoxie.profile.vocabulary import COMPANY
from yaoxie.rules.conditions import Condition
from yaoxie.rules.plan import Plan, Requirement, Supplement, Support
from yaoxie.values import Title


@dataclass(frozen=True, slots=True)
class _Judge:
    """A support made ready for one claim year."""

    terms: SupportTerms
    support: Support
    explainers: tuple[Judge, ...]
    supplements: tuple[Judge, ...]


class Evaluation:
    """A plan made ready for one claim year; safe to use from several threads."""

    def __init__(self, plan_: Plan, inference: Inference, year: int) -> None:
        self.plan = plan_
        self._inference = inference
        self._year = year
        self._of_company = any(support.kind == COMPANY for support in plan_.supports)
        self._applicant = _explainers(plan_, plan_.applicant, year)
        applicant_rules = _rules(plan_, plan_.applicant, year)
        self._judges = tuple(
            _Judge(
                SupportTerms(
                    support,
                    applicant_rules + _rules(plan_, support.requirements, year),
                    _supplement_terms(plan_, support, year),
                ),
                support,
                _explainers(plan_, support.requirements, year),
                tuple(explainer(one.condition, plan_.windows, year) for one in support.supplements),
            )
            for support in plan_.supports
        )
        self._registration = self._about_registration(applicant_rules)

    def registration(self, company: Subject) -> list[tuple[RequirementTerms, Judgement]]:
        """What the measure requires of the place where the company is registered, judged."""
        return [(terms, judge(company)) for terms, judge in self._registration]

    def findings(
        self, profile: Profile, subjects: facts.Subjects
    ) -> tuple[list[Finding], int, int]:
        """The findings, their total, and the total that is still possible.

        Raises DisagreementError where production rules and explanation differ.
        """
        company, items = subjects
        findings = self._decide(profile, company, items)
        keys = {COMPANY: COMPANY} | {item.id: item.key for item in items if item.id is not None}
        settlement = Settlement(self.plan, profile.awards or (), keys, self._year)
        possible = [finding for finding in findings if finding.status != "ineligible"]
        for finding in possible:
            support = finding.terms.support
            if support.supplements:
                on_top = _on_top(finding)
                unsure = any(judged.outcome == "unknown" for judged in finding.supplements)
                finding.amount = settlement.amount(support, finding.subject, on_top, unsure=unsure)
            else:
                finding.amount = settlement.amount(support, finding.subject)
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

    def _about_registration(
        self, applicant: tuple[RequirementTerms, ...]
    ) -> list[tuple[RequirementTerms, Judge]]:
        """The requirements of registration, each once: the applicant's, then the supports'."""
        own = zip(applicant, self._applicant, strict=True)
        count = len(applicant)
        pairs = [
            *own,
            *(
                pair
                for judge in self._judges
                for pair in zip(judge.terms.requirements[count:], judge.explainers, strict=True)
            ),
        ]
        first: dict[tuple[Title, Condition], tuple[RequirementTerms, Judge]] = {}
        for pair in pairs:
            requirement = pair[0].requirement
            if requirement.registration:
                first.setdefault((requirement.title, requirement.condition), pair)
        return list(first.values())

    def _decide(self, profile: Profile, company: Subject, items: list[Subject]) -> list[Finding]:
        subjects = [company, *items] if self._of_company else items
        fired = self._inference.eligible(
            company.facts, [(subject.kind, subject.facts) for subject in subjects], self._year
        )
        decided: dict[str, list[tuple[Subject, frozenset[str]]]] = defaultdict(list)
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
                    raise self._disagreement(name, subject, profile)
                finding = Finding(judge.terms, subject, status, applicant + own)
                if judge.supplements and status != "ineligible":
                    finding.supplements = tuple([explain(subject) for explain in judge.supplements])
                    self._check_supplements(finding, supports, profile, applying)
                findings.append(finding)
        return findings

    def _check_supplements(
        self, finding: Finding, concluded: frozenset[str], profile: Profile, applying: Status
    ) -> None:
        for one, judged in zip(finding.terms.support.supplements, finding.supplements, strict=True):
            name = supplement_name(finding.terms.support, one)
            # Production rules conclude nothing for an applicant who is not sure to be one.
            met = judged.outcome == "met" and applying == "eligible"
            if met != (name in concluded):
                raise self._disagreement(name, finding.subject, profile)

    def _disagreement(self, name: str, subject: Subject, profile: Profile) -> DisagreementError:
        return DisagreementError(
            f"production rules and explanation differ on {name} at {subject.base} "
            f"of profile {profile.digest}, claim year {self._year}"
        )


def _on_top(finding: Finding) -> tuple[Supplement, ...]:
    """The raises that are met, or unknown and may be."""
    supplements = zip(finding.terms.support.supplements, finding.supplements, strict=True)
    return tuple([one for one, judged in supplements if judged.outcome != "unmet"])


def _supplement_terms(plan_: Plan, support: Support, year: int) -> tuple[SupplementTerms, ...]:
    return tuple(
        SupplementTerms(one, wanted(one.condition, plan_.windows, year))
        for one in support.supplements
    )


def _claim(finding: Finding) -> Claim:
    return Claim(finding.terms.support, finding.subject, finding.amount)


def _status(explained: Sequence[Judgement], status: Status = "eligible") -> Status:
    if status == "ineligible":
        return status
    for judged in explained:
        if judged.outcome == "unmet":
            return "ineligible"
        if judged.outcome == "unknown":
            status = "undetermined"
    return status


def _explainers(plan_: Plan, requirements: Sequence[Requirement], year: int) -> tuple[Judge, ...]:
    return tuple(explainer(entry.condition, plan_.windows, year) for entry in requirements)


def _rules(
    plan_: Plan, requirements: Sequence[Requirement], year: int
) -> tuple[RequirementTerms, ...]:
    return tuple(
        RequirementTerms(entry, wanted(entry.condition, plan_.windows, year))
        for entry in requirements
    )

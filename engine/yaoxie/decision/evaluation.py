"""Profile and measure to report: facts, decision, explanation, settlement."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from operator import itemgetter

from yaoxie.decision.amounts import Amount
from yaoxie.decision.confidence import grounds_of
from yaoxie.decision.explanation import Judge, Judgement, expectation_of, judge_of, judged
from yaoxie.decision.finding import (
    DayTest,
    Finding,
    PromiseTerms,
    RequirementTerms,
    Status,
    SupplementTerms,
    SupportTerms,
)
from yaoxie.decision.inference import Inference, supplement_name
from yaoxie.decision.limits import LimitAmounts, OpenLimit
from yaoxie.decision.settlement import Awards, Claim, Settled, Settlement
from yaoxie.errors import DisagreementError
from yaoxie.messages import Message
from yaoxie.profile import facts
from yaoxie.profile.facts import Subject
from yaoxie.profile.model import Award, Profile
from yaoxie.profile.vocabulary import COMPANY
from yaoxie.rules.conditions import Condition, days_of
from yaoxie.rules.plan import Plan, Requirement, Supplement, Support
from yaoxie.values import Title

_NO_LIMITS: tuple[OpenLimit, ...] = ()


@dataclass(frozen=True, slots=True)
class _Ready:
    """A support made ready for one claim year.

    A judge for each of its own requirements, and what takes their judgements out of those of its
    kind.
    """

    terms: SupportTerms
    judges: tuple[Judge, ...]
    own: Callable[[Sequence[Judgement]], tuple[Judgement, ...]]
    supplements: tuple[Judge, ...]


class Evaluation:
    """A plan made ready for one claim year; safe to use from several threads."""

    def __init__(self, plan_: Plan, inference: Inference, year: int) -> None:
        self.plan = plan_
        self._inference = inference
        self._year = year
        self.settlement = Settlement(plan_, year)
        self._of_company = any(support.kind == COMPANY for support in plan_.supports)
        self._applicant = _judges(plan_, plan_.applicant, year)
        applicant_terms = _requirement_terms(plan_, plan_.applicant, year)
        # Supports of a kind ask for much the same: each condition is judged once for a subject.
        self._judges: dict[str, tuple[Judge, ...]] = {}
        places: dict[str, dict[Condition, int]] = {}
        for support in plan_.supports:
            known = places.setdefault(support.kind, {})
            for requirement in support.requirements:
                known.setdefault(requirement.condition, len(known))
        for kind, known in places.items():
            self._judges[kind] = tuple(judge_of(entry, plan_.windows, year) for entry in known)
        self._supports = tuple(
            _Ready(
                SupportTerms(
                    support,
                    applicant_terms + _requirement_terms(plan_, support.requirements, year),
                    _supplement_terms(plan_, support.supplements, year),
                    _day_tests(plan_.applicant + support.requirements),
                    grounds_of(plan_, support),
                    _promise_terms(plan_, plan_.applicant + support.requirements, year),
                ),
                *_own(support, places[support.kind], self._judges[support.kind]),
                _judges(plan_, support.supplements, year),
            )
            for support in plan_.supports
        )
        self._registration = self._about_registration(applicant_terms)

    def under(self, settlement: Settlement) -> Evaluation:
        """The same decisions, settled in another way."""
        other = copy(self)
        other.settlement = settlement
        return other

    def registration(self, company: Subject) -> list[tuple[RequirementTerms, Judgement]]:
        """What the measure requires of the place where the company is registered, judged."""
        judgements = judged([judge for _, judge in self._registration], company)
        return [(terms, e) for (terms, _), e in zip(self._registration, judgements, strict=True)]

    def findings(
        self, profile: Profile, subjects: facts.Subjects
    ) -> tuple[list[Finding], int, int]:
        """The findings, their total, and the total that is still possible.

        Raises DisagreementError where production rules and explanation differ.
        """
        return self.settle(self.decide(profile, subjects), profile.awards or (), subjects)

    def settle(
        self, decided: Iterable[Finding], awards_: Iterable[Award], subjects: facts.Subjects
    ) -> tuple[list[Finding], int, int]:
        """Findings that were decided, with their amounts beside each other and these awards.

        All that `decide` gives are settled for a report; those alone that a company files, for a
        plan. Returns as `findings` does.
        """
        company, items = subjects
        findings = list(decided)
        settlement = self.settlement
        awards = settlement.awards(awards_, items)
        contested: dict[int, Claim] = {}  # by the place of its finding
        total = potential = 0
        for place, finding in enumerate(findings):
            if finding.status == "ineligible":
                continue
            support = finding.terms.support
            if support.supplements:
                amount = self._supplemented(finding, awards)
            else:
                amount = settlement.amount(support, finding.subject, awards)
            if support.id in settlement.contested:
                contested[place] = Claim(support, finding.subject, amount)
                continue
            settled: Settled | None = None
            if support.money:
                potential += amount.ceiling
                if finding.status == "eligible":
                    settled = Settled(amount.ceiling, amount.bound_by)
                    total += amount.ceiling
            findings[place] = _settled(finding, amount, settled, _NO_LIMITS)
        if contested:
            limits = settlement.limit_amounts(company, items)
            beside = self._settle(findings, contested, awards, limits)
            return findings, total + beside[0], potential + beside[1]
        return findings, total, potential

    def _settle(
        self,
        findings: list[Finding],
        contested: Mapping[int, Claim],
        awards: Awards,
        limits: LimitAmounts,
    ) -> tuple[int, int]:
        """Settles findings that others touch; their total, and what is still possible."""
        settle, open_limits = self.settlement.settle, self.settlement.open_limits
        eligible = [e for place, e in contested.items() if findings[place].status == "eligible"]
        results = settle(eligible, awards, limits)
        total = potential = sum([result.counted for result in results])
        if len(contested) > len(eligible):
            claims = list(contested.values())
            potential = sum([result.counted for result in settle(claims, awards, limits)])
        following = iter(results)
        for place, claim in contested.items():
            finding, left_out = findings[place], _NO_LIMITS
            settled = next(following) if finding.status == "eligible" else None
            # To settle an eligible one that nothing excludes, all limits over it were asked for.
            if limits.some_unknown or settled is None or settled.excluded_by is not None:
                left_out = open_limits(claim.support, claim.subject, limits)
            findings[place] = _settled(finding, claim.amount, settled, left_out)
        return total, potential

    def _about_registration(
        self, applicant: tuple[RequirementTerms, ...]
    ) -> list[tuple[RequirementTerms, Judge]]:
        """The requirements of registration, each once: the applicant's, then the supports'."""
        pairs = list(zip(applicant, self._applicant, strict=True))
        for ready in self._supports:
            own = ready.terms.requirements[len(applicant) :]
            pairs += zip(own, ready.judges, strict=True)
        first: dict[tuple[Title, Condition], tuple[RequirementTerms, Judge]] = {}
        for terms, judge in pairs:
            requirement = terms.requirement
            if requirement.registration:
                first.setdefault((requirement.title, requirement.condition), (terms, judge))
        return list(first.values())

    def applies(self, profile: Profile, company: Subject) -> bool:
        """Whether the company meets what is required of every applicant; else nothing is eligible.

        Raises DisagreementError where production rules and explanation differ.
        """
        applying = _status(judged(self._applicant, company), "eligible")
        applies = self._inference.applies(company, self._year)
        if applies is not (applying == "eligible"):
            raise self._disagreement(COMPANY, company, profile)
        return applies

    def decide(self, profile: Profile, subjects: facts.Subjects) -> list[Finding]:
        """The findings before any amount: statuses and judgements, which no award touches.

        Raises DisagreementError where production rules and explanation differ.
        """
        company, items = subjects
        deciding = [company, *items] if self._of_company else items
        concluded = self._inference.eligible(company, deciding, self._year)
        of_kind = defaultdict(list)
        for subject, conclusions in zip(deciding, concluded, strict=True):
            of_subject = judged(self._judges.get(subject.kind, ()), subject)
            of_kind[subject.kind].append((subject, conclusions, of_subject))
        applicant = judged(self._applicant, company)
        applying = _status(applicant, "eligible")
        findings = []
        for ready in self._supports:
            terms, own_of, further = ready.terms, ready.own, ready.supplements
            name = terms.support.id
            for subject, conclusions, of_subject in of_kind[terms.support.kind]:
                own = own_of(of_subject)
                status = applying if applying == "ineligible" else _status(own, applying)
                if (status == "eligible") is not (name in conclusions):
                    raise self._disagreement(name, subject, profile)
                if further and status != "ineligible":
                    supplements = judged(further, subject)
                    finding = Finding(terms, subject, status, applicant + own, supplements)
                    self._check_supplements(finding, conclusions, profile, applying)
                else:
                    finding = Finding(terms, subject, status, applicant + own)
                findings.append(finding)
        return findings

    def _check_supplements(
        self, finding: Finding, conclusions: frozenset[str], profile: Profile, applying: Status
    ) -> None:
        support = finding.terms.support
        for supplement, judgement in zip(support.supplements, finding.supplements, strict=True):
            name = supplement_name(support, supplement)
            # Production rules conclude nothing for an applicant who is not sure to be one.
            met = judgement.outcome == "met" and applying == "eligible"
            if met is not (name in conclusions):
                raise self._disagreement(name, finding.subject, profile)

    def _supplemented(self, finding: Finding, awards: Awards) -> Amount:
        """What the finding may bring by itself, with supplements that are met or may be."""
        support, subject = finding.terms.support, finding.subject
        pairs = list(zip(support.supplements, finding.supplements, strict=True))
        supplements = tuple([entry for entry, judgement in pairs if judgement.outcome != "unmet"])
        undecided = any(judgement.outcome == "unknown" for _, judgement in pairs)
        return self.settlement.amount(support, subject, awards, supplements, undecided=undecided)

    def _disagreement(self, name: str, subject: Subject, profile: Profile) -> DisagreementError:
        return DisagreementError(
            Message(
                "rules.disagreement",
                support=name,
                at=subject.base,
                digest=profile.digest,
                year=self._year,
            )
        )


def _settled(
    finding: Finding, amount: Amount, settled: Settled | None, open_limits: tuple[OpenLimit, ...]
) -> Finding:
    """The finding with its amounts."""
    # `replace` would take several times as long.
    return Finding(
        finding.terms,
        finding.subject,
        finding.status,
        finding.judgements,
        finding.supplements,
        amount,
        settled,
        open_limits,
    )


def _status(judgements: Sequence[Judgement], status: Status) -> Status:
    """What requirements make of the status, not ineligible, that others gave."""
    for judgement in judgements:
        outcome = judgement.outcome
        if outcome == "unmet":
            return "ineligible"
        if outcome == "unknown":
            status = "undetermined"
    return status


def _own(
    support: Support, places: Mapping[Condition, int], judges: Sequence[Judge]
) -> tuple[tuple[Judge, ...], Callable[[Sequence[Judgement]], tuple[Judgement, ...]]]:
    """The judges of a support's requirements, and what takes theirs out of those of its kind."""
    own = [places[requirement.condition] for requirement in support.requirements]
    # Of several places, an itemgetter gives a tuple; of one it does not, but of a slice it does.
    first = own[0] if own else 0
    taken = itemgetter(*own) if len(own) > 1 else itemgetter(slice(first, first + len(own)))
    return tuple(judges[place] for place in own), taken


def _judges(
    plan_: Plan, conditional: Iterable[Requirement | Supplement], year: int
) -> tuple[Judge, ...]:
    return tuple(judge_of(entry.condition, plan_.windows, year) for entry in conditional)


def _requirement_terms(
    plan_: Plan, requirements: Iterable[Requirement], year: int
) -> tuple[RequirementTerms, ...]:
    return tuple(
        RequirementTerms(entry, expectation_of(entry.condition, plan_.windows, year))
        for entry in requirements
    )


def _promise_terms(
    plan_: Plan, requirements: Iterable[Requirement], year: int
) -> tuple[PromiseTerms, ...]:
    windows = dict(plan_.windows)  # a mapping that can be pickled
    return tuple(
        PromiseTerms(
            *(number, entry.fulfilled, expectation_of(entry.fulfilled, windows, year)),
            *(windows, year),
        )
        for number, entry in enumerate(requirements)
        if entry.fulfilled is not None
    )


def _day_tests(requirements: Iterable[Requirement]) -> tuple[DayTest, ...]:
    return tuple(
        DayTest(number, path, fact)
        for number, requirement in enumerate(requirements)
        for path, fact in days_of(requirement.condition)
    )


def _supplement_terms(
    plan_: Plan, supplements: Iterable[Supplement], year: int
) -> tuple[SupplementTerms, ...]:
    return tuple(
        SupplementTerms(entry, expectation_of(entry.condition, plan_.windows, year))
        for entry in supplements
    )

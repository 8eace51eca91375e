"""A choice of filings settled by the engine, year by year: what is paid comes off later years."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from yaoxie.advice.planning.filings import Charge, Filing, ReadyYear
from yaoxie.decision.evaluator import Evaluator
from yaoxie.decision.finding import Finding
from yaoxie.decision.settlement import award_name
from yaoxie.profile.facts import Subjects
from yaoxie.profile.model import Award, Profile
from yaoxie.rules.library import MeasureChoice

_Name = tuple[int, MeasureChoice, str, str]  # what names a filing


class PlannedClaim(NamedTuple):
    """A claim of a plan: the finding as it is settled in its year, after earlier years' claims."""

    year: int
    choice: MeasureChoice
    finding: Finding


class PlannedYear(NamedTuple):
    """The claims of one year, what awards of other measures take from them, and what is left."""

    year: int
    claims: tuple[PlannedClaim, ...]
    charges: tuple[Charge, ...]
    total: int


def settle(
    evaluator: Evaluator,
    years: Iterable[ReadyYear],
    filed: Iterable[Filing],
    profile: Profile,
    subjects: Subjects,
) -> tuple[PlannedYear, ...]:
    """What the filings bring, in the order in which they are settled.

    Each year's payments are awards in the years after it. What is paid nothing is left out.
    """
    named = {_name(filing.year, filing.choice, filing.finding): filing for filing in filed}
    awards = list(profile.awards or ())
    planned = []
    for ready in years:
        paid = _paid(ready, named, awards, subjects)
        settled = {choice: findings for choice, findings in paid.items() if findings}
        total = _total(evaluator, ready.year, settled, awards, subjects)
        claims = [
            PlannedClaim(ready.year, choice, finding)
            for choice, findings in settled.items()
            for finding in findings
        ]
        filings = [named[_name(*claim)] for claim in claims]
        charges = dict.fromkeys(e.charge for e in filings if e.charge is not None)
        planned.append(PlannedYear(ready.year, tuple(claims), tuple(charges), total))
        awards += [_award(claim) for claim in claims]
    return tuple(planned)


def _paid(
    ready: ReadyYear, filed: Mapping[_Name, Filing], awards: list[Award], subjects: Subjects
) -> dict[MeasureChoice, list[Finding]]:
    """Of each measure, the findings that are filed and paid."""
    paid = {}
    for choice, (evaluation, findings) in ready.decided.items():
        own = [e for e in findings if _name(ready.year, choice, e) in filed]
        settled, _, _ = evaluation.settle(own, awards, subjects)
        paid[choice] = [finding for finding in settled if finding.counted]
    return paid


def _total(
    evaluator: Evaluator,
    year: int,
    settled: Mapping[MeasureChoice, list[Finding]],
    awards: list[Award],
    subjects: Subjects,
) -> int:
    """What the findings bring together, under the rules between measures."""
    ruling = evaluator.ruling_of(settled, year, awards, subjects)
    ruled = frozenset[str]() if ruling is None else ruling.measures
    alone = sum(
        finding.counted
        for choice, findings in settled.items()
        for finding in findings
        if choice.measure not in ruled
    )
    return alone + (0 if ruling is None else ruling.total.total)


def _name(year: int, choice: MeasureChoice, finding: Finding) -> _Name:
    return year, choice, finding.support, award_name(finding.subject)


def _award(claim: PlannedClaim) -> Award:
    finding = claim.finding
    # Unchecked: with what is added to it, a claim may be larger than profiles may say.
    return Award.model_construct(
        measure=claim.choice.measure,
        support=finding.support,
        subject=award_name(finding.subject),
        year=claim.year,
        amount=finding.counted,
    )

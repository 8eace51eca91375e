"""A choice of filings settled by the engine, year by year: what is paid comes off later years."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from yaoxie.advice.planning.filings import Filing, ReadyYear
from yaoxie.decision.finding import Finding
from yaoxie.decision.settlement import award_name
from yaoxie.profile.facts import Subjects
from yaoxie.profile.model import Award, Profile
from yaoxie.rules.library import MeasureChoice


class PlannedClaim(NamedTuple):
    """A claim of a plan: the finding as it is settled in its year, after earlier years' claims."""

    year: int
    choice: MeasureChoice
    finding: Finding


def settle(
    years: Iterable[ReadyYear], filed: Iterable[Filing], profile: Profile, subjects: Subjects
) -> tuple[PlannedClaim, ...]:
    """What the filings bring, in the order in which they are settled.

    Each year's payments are awards in the years after it. What is paid nothing is left out.
    """
    chosen: dict[tuple[int, MeasureChoice], set[tuple[str, str]]] = defaultdict(set)
    for filing in filed:
        chosen[filing.year, filing.choice].add(_name(filing.finding))
    awards = list(profile.awards or ())
    claims = []
    for ready in years:
        paid = []
        for choice, (evaluation, findings) in ready.decided.items():
            names = chosen.get((ready.year, choice))
            if not names:
                continue
            own = [finding for finding in findings if _name(finding) in names]
            settled, _, _ = evaluation.settle(own, awards, subjects)
            paid += [PlannedClaim(ready.year, choice, e) for e in settled if e.counted]
        awards += [_award(claim) for claim in paid]
        claims += paid
    return tuple(claims)


def _name(finding: Finding) -> tuple[str, str]:
    return finding.support, award_name(finding.subject)


def _award(claim: PlannedClaim) -> Award:
    finding = claim.finding
    return Award(
        measure=claim.choice.measure,
        support=finding.support,
        subject=award_name(finding.subject),
        year=claim.year,
        amount=finding.counted,
    )

"""What opens by itself: findings that a later claim year's windows take in, and when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from yaoxie.advice import advice_shapes as shapes
from yaoxie.advice.grounds import ground_entries
from yaoxie.advice.situation import Situation
from yaoxie.decision.finding import Finding, subject_entry
from yaoxie.rules.library import MeasureChoice


def upcoming(situation: Situation) -> list[shapes.UpcomingDict]:
    """Findings that become eligible in the claim year after those that are looked at.

    None without the day of the advice, from which the days are counted.
    """
    if situation.as_of is None:
        return []
    entries = [
        entry
        for choice, report in zip(situation.choices, situation.reports, strict=True)
        if report.plan.measure.dates.may_hold(situation.year + 1)
        for entry in _of_measure(situation, choice, situation.as_of)
    ]
    return sorted(entries, key=lambda entry: entry["days"])


def _of_measure(
    situation: Situation, choice: MeasureChoice, as_of: date
) -> Iterator[shapes.UpcomingDict]:
    year = situation.year + 1
    now = situation.report(choice)
    later = situation.report(choice, year=year)
    for before, after in zip(now.findings, later.findings, strict=True):
        if before.status == "ineligible" and after.status == "eligible":
            opens = max([date(year, 1, 1), *_days(after)])
            yield {
                "measure": choice.measure,
                "support": after.support,
                "title": after.title.as_dict(),
                "subject": subject_entry(after.subject),
                "claim_year": year,
                "opens": opens.isoformat(),
                "days": max(0, (opens - as_of).days),
                "ceiling": after.ceiling,
                "counted": after.counted,
                "upper_bound": after.upper_bound,
                "unbounded": after.unbounded,
                "requirements": ground_entries(after, before),
            }


def _days(finding: Finding) -> Iterator[date]:
    """The days that met tests of the finding have read."""
    pending = list(finding.judgements)
    while pending:
        judged = pending.pop()
        if judged.outcome == "met" and isinstance(judged.actual, date):
            yield judged.actual
        pending += judged.parts

"""Where a company is, and which measures hold there."""

from __future__ import annotations

from dataclasses import dataclass

from yaoxie.decision.report import Report
from yaoxie.rules.library import Library
from yaoxie.rules.model import Measure


@dataclass(frozen=True, slots=True)
class Outside:
    """A company that is outside the place of a measure, and the measures of its own place."""

    region: str
    place: str
    measures: tuple[Measure, ...]


def outside(report: Report, library: Library) -> Outside | None:
    """Where the company of a report is, if no part of it lies in the place of the measure."""
    field = library.vocabulary.place
    region = getattr(report.profile.company, field.name)
    place = report.plan.measure.place
    if region is None or field.type.overlap(region, place):
        return None
    names = library.at(region, report.claim_year)
    return Outside(region, place, tuple([library.checked(name).model for name in names]))

"""Measures side by side for one company: as it is, and as if it were registered there."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from yaoxie.decision.evaluator import Evaluator
from yaoxie.decision.explanation import Judgement
from yaoxie.decision.finding import Finding, Status
from yaoxie.decision.report import CONTRACT, Report, Version
from yaoxie.profile import facts
from yaoxie.profile.model import Profile
from yaoxie.rules.expectations import Expectation
from yaoxie.rules.operators import Outcome
from yaoxie.rules.plan import Requirement
from yaoxie.values import Title

STATUSES: tuple[Status, ...] = ("eligible", "undetermined", "ineligible")


@dataclass(frozen=True, slots=True)
class Registration:
    """A requirement about the place where the company is registered, judged as it is."""

    requirement: Requirement
    expectation: Expectation
    judgement: Judgement

    @property
    def outcome(self) -> Outcome:
        """Whether the company is registered there."""
        return self.judgement.outcome

    @property
    def required(self) -> str:
        """What the requirement asks for."""
        return self.expectation.required

    def to_dict(self) -> dict[str, Any]:
        """The requirement as it stands in a comparison."""
        actual, source = self.judgement.actual, self.requirement.source
        return {
            "id": self.requirement.id,
            "title": self.requirement.title.as_dict(),
            "outcome": self.outcome,
            "actual": actual.isoformat() if isinstance(actual, date) else _listed(actual),
            "required": self.required,
            "source": {
                "document": source.document,
                "at": source.at,
                "confidence": source.confidence,
            },
            "missing": list(self.judgement.missing),
        }


@dataclass(frozen=True, slots=True)
class Compared:
    """One measure of a comparison, with both of its reports."""

    as_is: Report
    if_registered: Report
    registration: tuple[Registration, ...]

    @property
    def measure(self) -> str:
        """The measure's id."""
        return self.as_is.measure

    @property
    def title(self) -> Title:
        """The measure's title."""
        return self.as_is.plan.measure.title

    @property
    def place(self) -> Title:
        """Where the measure holds."""
        return self.as_is.plan.measure.place

    @property
    def version(self) -> Version:
        """The measure's place in its series, and its days."""
        return self.as_is.version

    @property
    def missing(self) -> tuple[str, ...]:
        """JSON pointers of what could still change a figure, there or as it is."""
        unknown = (entry.judgement for entry in self.registration if entry.outcome == "unknown")
        pointers = _missing(self.if_registered) + [
            at for judged in unknown for at in judged.missing
        ]
        return tuple(dict.fromkeys(pointers))

    def to_dict(self) -> dict[str, Any]:
        """The measure as it stands in a comparison: both reports in short."""
        return {
            "measure": self.measure,
            "title": self.title.as_dict(),
            "place": self.place.as_dict(),
            "version": self.version.to_dict(),
            "as_is": _summary(self.as_is),
            "if_registered": _summary(self.if_registered),
            "registration": [entry.to_dict() for entry in self.registration],
            "missing": list(self.missing),
            "notices": [notice.code for notice in self.as_is.notices],
        }


@dataclass(frozen=True, slots=True)
class Comparison:
    """What one company may claim in one claim year under each measure; the best of them first."""

    rulebook: Mapping[str, str]
    profile: Profile
    claim_year: int
    measures: tuple[Compared, ...]

    def to_dict(self) -> dict[str, Any]:
        """The comparison as plain data."""
        company = self.profile.company
        return {
            "contract": CONTRACT,
            "rulebook": dict(self.rulebook),
            "profile_digest": self.profile.digest,
            "claim_year": self.claim_year,
            "company": {"id": company.id, "name": company.name, "uscc": company.uscc},
            "measures": [entry.to_dict() for entry in self.measures],
        }

    def to_json(self, indent: int | None = None) -> str:
        """The comparison as JSON text, the same bytes for the same input."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=indent)


def compare(evaluator: Evaluator, profile: Profile, year: int) -> Comparison:
    """All measures of a library side by side; of each series, the version in force in the year.

    Raises OptionError where the year is no claim year, ProgramError where no answer can be given.
    """
    library = evaluator.library
    library.choice(year, None, None)
    subjects = facts.subjects(profile)
    measures = []
    for name in library.in_force(year):
        choice = library.default(name)
        as_is = evaluator.report(profile, year, choice, subjects)
        there = evaluator.report(profile, year, choice, subjects, registered=True)
        judged = evaluator.registration(year, choice, subjects[0])
        registration = tuple([Registration(*terms, judgement) for terms, judgement in judged])
        measures.append(Compared(as_is, there, registration))
    return Comparison(library.name, profile, year, ranked(measures))


def ranked(measures: Iterable[Compared]) -> tuple[Compared, ...]:
    """By what the company may claim as it is, then by what it could there; else in their order.

    Shares of unknown amounts that no ceiling bounds are left out of that order.
    """
    return tuple(sorted(measures, key=_rank))


def unbounded(finding: Finding) -> bool:
    """Whether its amount is a share of an unknown base, and no source names a ceiling."""
    return finding.terms.support.bound == "unbounded" and finding.amount.base is not None


def _rank(entry: Compared) -> tuple[int, int, int]:
    there = entry.if_registered
    return -_known(entry.as_is), -_known(there), -_known_potential(there)


def _known(report: Report) -> int:
    """The total but for what has no known bound: an amount that nobody knows outranks no other."""
    return sum(finding.counted for finding in report.findings if not unbounded(finding))


def _known_potential(report: Report) -> int:
    still_open = (finding for finding in report.findings if finding.status != "ineligible")
    return _known(report) if any(map(unbounded, still_open)) else report.potential_ceiling


def _missing(report: Report) -> list[str]:
    pointers = (at for finding in report.findings for at in finding.missing)
    return list(dict.fromkeys(pointers))


def _summary(report: Report) -> dict[str, Any]:
    counts = Counter(finding.status for finding in report.findings)
    counting = [finding for finding in report.findings if finding.counted]
    still_open = [finding for finding in report.findings if finding.status != "ineligible"]
    return {
        "total_ceiling": report.total_ceiling,
        "potential_ceiling": report.potential_ceiling,
        "upper_bound": report.upper_bound,
        "unbounded": {
            "total": any(unbounded(finding) for finding in counting),
            "potential": any(unbounded(finding) for finding in still_open),
        },
        "findings": {status: counts[status] for status in STATUSES},
        "counted": [_counted(finding) for finding in counting],
        "missing": _missing(report),
    }


def _counted(finding: Finding) -> dict[str, Any]:
    subject = finding.subject
    return {
        "support": finding.support,
        "title": finding.title.as_dict(),
        "subject": {"kind": subject.kind, "id": subject.id, "name": subject.name},
        "fixed": finding.fixed,
        "counted": finding.counted,
    }


def _listed(actual: object) -> object:
    return list(actual) if isinstance(actual, tuple) else actual

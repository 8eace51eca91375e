"""The report: findings that point at their rules, and become JSON only when dumped."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from yaoxie.decision.finding import Finding
from yaoxie.decision.notices import Notice
from yaoxie.profile.model import Profile
from yaoxie.rules.plan import Plan

CONTRACT = 1


@dataclass(frozen=True, slots=True)
class Version:
    """Which version of a series a measure is, and its days; unknown ones are None.

    `year` stands where the first day is not known; `replaced_by` is the version that followed.
    """

    series: str | None
    first: date | None
    year: int | None
    last: date | None
    replaced_by: str | None

    def to_dict(self) -> dict[str, Any]:
        """The version as it stands in a report."""
        return {
            "series": self.series,
            "first": self.first.isoformat() if self.first else None,
            "year": self.year,
            "last": self.last.isoformat() if self.last else None,
            "replaced_by": self.replaced_by,
        }


@dataclass(frozen=True, slots=True, repr=False)
class Report:
    """What one company may claim under one measure in one claim year, at most, and why."""

    plan: Plan
    rulebook: Mapping[str, str]
    profile: Profile
    claim_year: int
    findings: tuple[Finding, ...]
    total_ceiling: int
    potential_ceiling: int
    notices: tuple[Notice, ...]
    version: Version

    def __repr__(self) -> str:
        count = len(self.findings)
        return (
            f"<Report {self.measure} {self.claim_year}: {count} findings, "
            f"{self.total_ceiling:,} at most, {self.potential_ceiling:,} possible>"
        )

    @property
    def measure(self) -> str:
        """The measure's id."""
        return self.plan.measure.id

    @property
    def profile_digest(self) -> str:
        """Digest of the profile's meaning."""
        return self.profile.digest

    @property
    def company(self) -> dict[str, str | None]:
        """Whom the report is about."""
        company = self.profile.company
        return {"id": company.id, "name": company.name, "uscc": company.uscc}

    @property
    def readings(self) -> dict[str, str]:
        """The option of every reading."""
        return dict(self.plan.readings)

    @property
    def upper_bound(self) -> bool:
        """Whether an unknown base could lower the amount of a finding that counts."""
        return any(finding.counted and finding.upper_bound for finding in self.findings)

    def to_dict(self) -> dict[str, Any]:
        """The report as the contract has it."""
        model = self.plan.measure
        return {
            "contract": CONTRACT,
            "measure": model.id,
            "measure_title": model.title.as_dict(),
            "version": self.version.to_dict(),
            "rulebook": dict(self.rulebook),
            "profile_digest": self.profile_digest,
            "claim_year": self.claim_year,
            "readings": self.readings,
            "reading_titles": {
                reading.id: {
                    "title": reading.title.as_dict(),
                    "option": next(
                        option.title.as_dict()
                        for option in reading.options
                        if option.id == self.plan.readings[reading.id]
                    ),
                    "default": reading.options[0].id == self.plan.readings[reading.id],
                }
                for reading in model.readings
            },
            "company": self.company,
            "findings": [finding.to_dict() for finding in self.findings],
            "total_ceiling": self.total_ceiling,
            "potential_ceiling": self.potential_ceiling,
            "upper_bound": self.upper_bound,
            "groups": {group.id: group.title.as_dict() for group in self.plan.groups},
            "limits": {limit.id: limit.title.as_dict() for limit in self.plan.limits},
            "unpublished": [
                {"area": area.id, "title": area.title.as_dict()}
                for area in model.areas
                if area.unpublished
            ],
            "notices": [_notice(notice) for notice in self.notices],
        }

    def to_json(self, indent: int | None = None) -> str:
        """The report as JSON text, the same bytes for the same input."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=indent)


def _notice(notice: Notice) -> dict[str, Any]:
    entry: dict[str, Any] = {"code": notice.code, "text": notice.text.as_dict()}
    return {**entry, "pointers": list(notice.pointers)} if notice.pointers else entry

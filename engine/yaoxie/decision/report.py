"""The report: findings that point at their rules, and become JSON only when dumped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Final, Self

from yaoxie.decision import notices, shapes
from yaoxie.decision.finding import Finding, totals_by_confidence
from yaoxie.decision.notices import Notice
from yaoxie.decision.writing import ReportWriter
from yaoxie.profile.checks import AWARDS
from yaoxie.profile.model import Profile
from yaoxie.rules.model import Coverage, Reading
from yaoxie.rules.plan import Plan
from yaoxie.sources import compact_json
from yaoxie.values import RulebookNameDict

CONTRACT: Final = 2


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

    def to_dict(self) -> shapes.VersionDict:
        """The version as it stands in a report."""
        return {
            "series": self.series,
            "first": self.first.isoformat() if self.first else None,
            "year": self.year,
            "last": self.last.isoformat() if self.last else None,
            "replaced_by": self.replaced_by,
        }


@dataclass(frozen=True, eq=False, repr=False)
class Basis:
    """What all reports of one plan and claim year have in common.

    `notices` are those of the measure. It keeps texts of JSON that these reports share.
    """

    plan: Plan
    rulebook: Mapping[str, str]
    claim_year: int
    version: Version
    notices: tuple[Notice, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "rulebook", MappingProxyType(dict(self.rulebook)))

    def __reduce__(self) -> tuple[type[Self], tuple[object, ...]]:
        """How it is copied and pickled: without the texts that it keeps."""
        rulebook = dict(self.rulebook)
        return type(self), (self.plan, rulebook, self.claim_year, self.version, self.notices)

    @cached_property
    def as_text(self) -> ReportWriter[str]:
        """Writes these reports as text."""
        return ReportWriter(compact_json.TEXT)

    @cached_property
    def as_bytes(self) -> ReportWriter[bytes]:
        """Writes these reports as bytes."""
        return ReportWriter(compact_json.BYTES)


@dataclass(frozen=True, slots=True, repr=False)
class Report:
    """What one company may claim under one measure in one claim year, at most, and why.

    Amounts are in whole yuan: `total_ceiling` of what is eligible, `potential_ceiling` if all that
    is undetermined turned out eligible.
    """

    basis: Basis
    profile: Profile
    findings: tuple[Finding, ...]
    total_ceiling: int
    potential_ceiling: int

    def __repr__(self) -> str:
        count = len(self.findings)
        return (
            f"<Report {self.measure} {self.claim_year}: {count} findings, "
            f"{self.total_ceiling:,} at most, {self.potential_ceiling:,} possible>"
        )

    @property
    def plan(self) -> Plan:
        """The measure with every alternative decided."""
        return self.basis.plan

    @property
    def measure(self) -> str:
        """The measure's id."""
        return self.plan.measure.id

    @property
    def version(self) -> Version:
        """Which version of a series the measure is, and its days."""
        return self.basis.version

    @property
    def rulebook(self) -> dict[str, str]:
        """Version and digest of the rules that decided."""
        return dict(self.basis.rulebook)

    @property
    def claim_year(self) -> int:
        """The claim year."""
        return self.basis.claim_year

    @property
    def profile_digest(self) -> str:
        """Digest of the profile's meaning."""
        return self.profile.digest

    @property
    def company(self) -> shapes.CompanyNameDict:
        """Whom the report is about."""
        return company_entry(self.profile)

    @property
    def taken_for_empty(self) -> tuple[str, ...]:
        """The profile's lists that are absent or null, which means that they are empty."""
        return taken_for_empty(self.profile)

    @property
    def readings(self) -> dict[str, str]:
        """The option of every reading."""
        return dict(self.plan.readings)

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What a reader must know: of the measure, then of the profile."""
        of_findings = notices.of_findings(self.plan.measure.dates, self.findings)
        return self.basis.notices + self.profile_notices + of_findings

    @property
    def profile_notices(self) -> tuple[Notice, ...]:
        """Those of the profile alone, the same under every measure."""
        return notices.of_profile(self.plan.payers, self.profile, self.claim_year)

    @property
    def total_by_confidence(self) -> shapes.TotalByConfidenceDict:
        """What the findings of each confidence count, the surest first; together the total."""
        return totals_by_confidence(self.findings)

    @property
    def upper_bound(self) -> bool:
        """Whether something unknown could lower the amount of a finding that counts."""
        return any(finding.counted and finding.upper_bound for finding in self.findings)

    @property
    def unbounded(self) -> bool:
        """Whether nothing known bounds the amount of a finding that counts."""
        return any(finding.counted and finding.unbounded for finding in self.findings)

    @property
    def potential_unbounded(self) -> bool:
        """Whether nothing known bounds the amount of a finding that counts, or may count."""
        still_open = (entry for entry in self.findings if entry.status != "ineligible")
        return any(entry.money and entry.unbounded for entry in still_open)

    def to_dict(self) -> shapes.ReportDict:
        """The report as the contract has it."""
        model, plan = self.plan.measure, self.plan
        return {
            "contract": CONTRACT,
            "measure": model.id,
            "measure_title": model.title.as_dict(),
            "version": self.version.to_dict(),
            "rulebook": rulebook_entry(self.basis.rulebook),
            "profile_digest": self.profile_digest,
            "claim_year": self.claim_year,
            "readings": self.readings,
            "reading_titles": {
                reading.id: _reading(reading, plan.readings[reading.id])
                for reading in model.readings
            },
            "company": self.company,
            "taken_for_empty": list(self.taken_for_empty),
            "findings": [finding.to_dict() for finding in self.findings],
            "total_ceiling": self.total_ceiling,
            "total_by_confidence": self.total_by_confidence,
            "potential_ceiling": self.potential_ceiling,
            "upper_bound": self.upper_bound,
            "unbounded": self.unbounded,
            "groups": {entry.id: entry.title.as_dict() for entry in plan.excluding},
            "limits": {limit.id: limit.title.as_dict() for limit in plan.limits},
            "coverage": coverage_entry(model.coverage),
            "unpublished": [
                {"area": area.id, "title": area.title.as_dict()}
                for area in model.areas
                if area.unpublished
            ],
            "notices": [notice.to_dict() for notice in self.notices],
        }

    def to_json(self, indent: int | None = None) -> str:
        """The report as JSON text, the same for the same input.

        One compact line, nothing escaped that need not be; with `indent`, lines for people.
        """
        if indent is None:
            return self.basis.as_text.write(self)
        return compact_json.to_text(self.to_dict(), indent)

    def to_bytes(self) -> bytes:
        """The line of `to_json` in UTF-8, without the cost of encoding it."""
        return self.basis.as_bytes.write(self)


def rulebook_entry(rulebook: Mapping[str, str]) -> RulebookNameDict:
    """Which rules decided, as it stands in reports."""
    return {"version": rulebook["version"], "digest": rulebook["digest"]}


def coverage_entry(coverage: Coverage | None) -> shapes.CoverageDict:
    """How much of the document is encoded and known, as it stands in a report."""
    return {
        "encoded": coverage.encoded if coverage else None,
        "known": coverage.known if coverage else None,
        "unpublished": coverage.unpublished if coverage else None,
    }


def company_entry(profile: Profile) -> shapes.CompanyNameDict:
    """Whom a report is about, as it stands in it."""
    company = profile.company
    return {"id": company.id, "name": company.name, "uscc": company.uscc}


def taken_for_empty(profile: Profile) -> tuple[str, ...]:
    """The lists of a profile that are absent or null, in the vocabulary's order, awards last."""
    names = (*profile.vocabulary.item_lists.values(), AWARDS)
    return tuple([name for name in names if getattr(profile, name) is None])


def _reading(reading: Reading, chosen: str) -> shapes.ReadingDict:
    option = next(option for option in reading.options if option.id == chosen)
    return {
        "title": reading.title.as_dict(),
        "option": option.title.as_dict(),
        "default": option == reading.options[0],
    }

"""The reports of one company under several measures, and what they bring together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from yaoxie.decision import shapes
from yaoxie.decision.between import Ruling
from yaoxie.decision.report import CONTRACT, Report
from yaoxie.profile.model import Profile
from yaoxie.sources import compact_json


@dataclass(frozen=True, slots=True, repr=False)
class Reports:
    """What one company may claim in one claim year under all measures of a place.

    `place` is a word of the vocabulary, or `all`. No measure may hold there; then all is 0.
    """

    profile: Profile
    claim_year: int
    place: str
    reports: tuple[Report, ...]
    _ruling: Ruling | None = None  # where rules between measures hold

    def __repr__(self) -> str:
        return (
            f"<Reports {self.place} {self.claim_year}: {len(self.reports)} measures, "
            f"{self.total_ceiling:,} at most, {self.potential_ceiling:,} possible>"
        )

    @property
    def total_ceiling(self) -> int:
        """What the reports bring together under the rules between measures, in whole yuan."""
        ruled = self._ruling.total.total if self._ruling is not None else 0
        return ruled + sum(report.total_ceiling for report in self._unruled())

    @property
    def potential_ceiling(self) -> int:
        """The same if every undetermined finding turned out eligible."""
        ruled = self._ruling.potential.total if self._ruling is not None else 0
        return ruled + sum(report.potential_ceiling for report in self._unruled())

    @property
    def upper_bound(self) -> bool:
        """Whether something unknown could lower the amount of a finding that counts."""
        return any(report.upper_bound for report in self.reports)

    @property
    def unbounded(self) -> bool:
        """Whether nothing known bounds the amount of a finding that counts."""
        return any(report.unbounded for report in self.reports)

    @property
    def potential_unbounded(self) -> bool:
        """Whether nothing known bounds the amount of a finding that counts, or may count."""
        return any(report.potential_unbounded for report in self.reports)

    @property
    def between(self) -> list[shapes.BetweenDict]:
        """The rules between measures that hold for these reports, and what each chooses."""
        return self._ruling.entries() if self._ruling is not None else []

    def _unruled(self) -> Iterator[Report]:
        """The reports of measures that no rule between measures names."""
        for report in self.reports:
            if self._ruling is None or report.measure not in self._ruling.measures:
                yield report

    def to_dict(self) -> shapes.ReportsDict:
        """The reports as the contract has them."""
        return {
            "contract": CONTRACT,
            "claim_year": self.claim_year,
            "reports": [report.to_dict() for report in self.reports],
            "total_ceiling": self.total_ceiling,
            "potential_ceiling": self.potential_ceiling,
            "between": self.between,
        }

    def to_json(self, indent: int | None = None) -> str:
        """The reports as JSON text, the same for the same input.

        One compact line, nothing escaped that need not be; with `indent`, lines for people.
        """
        return compact_json.to_text(self.to_dict(), indent)

    def to_bytes(self) -> bytes:
        """The line of `to_json` in UTF-8."""
        return compact_json.to_bytes(self.to_dict())

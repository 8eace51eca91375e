"""A report as an object: what it shows of itself."""

from __future__ import annotations

from pathlib import Path

from yaoxie import Profile, Rulebook

CONTRACT = Path(__file__).parents[2] / "examples" / "contract.json"


def test_reports_and_findings_show_themselves_in_one_short_line(rulebook: Rulebook) -> None:
    report = rulebook.evaluate(Profile.from_json(CONTRACT.read_bytes()), 2019)
    assert repr(report) == (
        f"<Report zgc-2019-27 2019: {len(report.findings)} findings, "
        f"{report.total_ceiling:,} at most, {report.potential_ceiling:,} possible>"
    )
    for finding in report.findings:
        assert finding.support in repr(finding)
        assert finding.status in repr(finding)
        assert len(repr(finding)) < 120

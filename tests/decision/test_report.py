"""A report as an object: what it shows of itself, and the JSON it is written as."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from yaoxie import Profile, Report, Rulebook
from yaoxie.decision import writing

from tests.support.rulebooks import direct, simple, support_of
from tests.support.strategies.rulebooks import TITLE

CONTRACT = Path(__file__).parents[2] / "examples" / "contract.json"


def line(report: Report) -> str:
    """The report's plain data as one line."""
    return json.dumps(report.to_dict(), ensure_ascii=False, separators=(",", ":"))


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


def test_nothing_is_escaped_that_need_not_be(rulebook: Rulebook) -> None:
    ends = range(0xD800, 0xE000)
    name = "".join(chr(code) for code in range(0x3000) if code not in ends) + "\U0001f48a"
    report = rulebook.evaluate(Profile.from_dict({"company": {"name": name}}), 2019)
    assert report.to_json() == line(report)
    assert "\n" not in report.to_json()
    assert "\\u007f" not in report.to_json()
    assert '\\"' in report.to_json()


@pytest.mark.parametrize("first", [True, False])
def test_a_yes_and_a_one_are_never_taken_for_each_other(first: bool) -> None:
    anything = {
        "any": [
            {"field": "company.owns_ip", "is": True},
            {"field": "drug.project_investment", "at_least": 1},
        ]
    }
    rulebook = direct(simple([support_of("s", "drug", anything)]))
    drugs: list[dict[str, Any]] = [{"id": "A", "project_investment": 1}, {"id": "B"}]
    companies = [{"name": "甲", "owns_ip": True}, {"name": "甲"}]
    for company in companies if first else reversed(companies):
        profile = Profile.from_dict({"company": company, "drugs": drugs})
        report = rulebook.evaluate(profile, 2019)
        assert report.to_json() == line(report)


def test_remembered_texts_are_bounded_and_do_not_grow_stale() -> None:
    invested = {"field": "drug.project_investment", "at_least": 50}
    rulebook = direct(simple([support_of("s", "drug", invested)]))

    def evaluate(amount: int) -> Report:
        data = {"company": {"name": "甲"}, "drugs": [{"id": "A", "project_investment": amount}]}
        return rulebook.evaluate(Profile.from_dict(data), 2019)

    for amount in [*range(3 * writing.KEPT), *range(10)]:
        report = evaluate(amount)
        assert report.to_json() == line(report)
        assert report.to_bytes() == line(report).encode()
    (writer,) = report.basis.as_text._findings.values()
    (texts,) = writer.requirements
    assert 0 < len(texts) <= writing.KEPT


def test_a_report_without_findings_is_written_too(rulebook: Rulebook) -> None:
    profile = Profile.from_dict({"company": {"name": "甲"}})
    report = rulebook.evaluate(profile, 2019)
    assert report.findings == ()
    assert report.to_json() == line(report)


@given(
    st.none() | st.integers(1, 999),
    st.none() | st.floats(0, 1),
    st.none() | st.floats(0, 1),
)
def test_coverage_is_counted_by_the_measure_and_null_where_it_is_not(
    total: int | None, seen: float | None, written: float | None
) -> None:
    most = 999 if total is None else total
    known = None if seen is None else int(seen * most)
    encoded = None if written is None else int(written * (most if known is None else known))
    counts = {"total": total, "known": known, "encoded": encoded}
    files = simple([support_of("s", "company")], coverage={"items": TITLE, **counts})
    report = direct(files).evaluate(Profile.from_dict({"company": {"name": "甲"}}), 2019)
    rest = None if total is None or known is None else total - known
    expected = {"encoded": encoded, "known": known, "unpublished": rest}
    assert report.to_dict()["coverage"] == expected
    assert json.loads(report.to_json())["coverage"] == expected


def test_a_measure_that_counts_nothing_has_a_coverage_of_nulls() -> None:
    files = simple([support_of("s", "company")])
    report = direct(files).evaluate(Profile.from_dict({"company": {"name": "甲"}}), 2019)
    assert set(report.to_dict()["coverage"].values()) == {None}


@pytest.mark.parametrize(
    ("lists", "empty"),
    [
        ({}, ["drugs", "devices", "platforms", "initiatives", "awards"]),
        ({"drugs": [], "awards": None}, ["devices", "platforms", "initiatives", "awards"]),
        (
            {"platforms": [{"id": "P"}], "devices": None},
            ["drugs", "devices", "initiatives", "awards"],
        ),
    ],
)
def test_lists_that_are_absent_or_null_are_named_as_taken_for_empty(
    rulebook: Rulebook, lists: dict[str, object], empty: list[str]
) -> None:
    profile = Profile.from_dict({"company": {"name": "甲"}, **lists})
    assert rulebook.evaluate(profile, 2019).to_dict()["taken_for_empty"] == empty
    assert json.loads(rulebook.evaluate(profile, 2019).to_json())["taken_for_empty"] == empty
    assert rulebook.compare(profile, 2019).to_dict()["taken_for_empty"] == empty

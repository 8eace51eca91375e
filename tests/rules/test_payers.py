"""Whom earlier awards name: measures, series in their years, payers outside the rulebook."""

from __future__ import annotations

import json
from typing import Any

import polars as pl
import pytest
from yaoxie import Rulebook
from yaoxie.errors import MAX_HINTS
from yaoxie.screening.summary import build

Data = dict[str, Any]
NOTICE = "award-matches-nothing"


def profile(*awards: Data) -> Data:
    return {
        "company": {"name": "甲"},
        "drugs": [{"id": "D"}],
        "platforms": [{"id": "P", "platform_type": "cro"}],
        "awards": list(awards),
    }


def award(**changes: Any) -> Data:
    own = {"measure": "zgc-2019-27", "support": "cxo-platform", "subject": "P"}
    return {**own, "year": 2019, "amount": 1_000_000, **changes}


UNMATCHED = [
    ({"measure": "zgc-2019-72"}, "/awards/0/measure", "zgc-2019-27"),
    ({"measure": "shangai"}, "/awards/0/measure", "shanghai"),
    ({"measure": "other:"}, "/awards/0/measure", None),
    ({"measure": "某区"}, "/awards/0/measure", None),
    ({"support": "cxo-platfrom"}, "/awards/0/support", "cxo-platform"),
    ({"measure": "shanghai", "support": "phase-1", "year": 2023}, "/awards/0/support", None),
    ({"subject": "D"}, "/awards/0/subject", None),
    ({"subject": "company"}, "/awards/0/subject", None),
    (
        {"measure": "zgc-2019-72", "support": "x", "subject": "D"},
        "/awards/0/measure",
        "zgc-2019-27",
    ),
]


@pytest.mark.parametrize(("changes", "pointer", "nearest"), UNMATCHED)
def test_an_award_that_matches_nothing_is_told_at_its_first_wrong_field_and_left_out(
    rulebook: Rulebook, changes: Data, pointer: str, nearest: str | None
) -> None:
    report = rulebook.evaluate(rulebook.profile(profile(award(**changes))), 2019)
    notices = [entry for entry in report.to_dict()["notices"] if entry["code"] == NOTICE]
    assert [(n.get("pointers"), n.get("nearest")) for n in notices] == [([pointer], nearest)]
    without = rulebook.evaluate(rulebook.profile(profile()), 2019)
    assert report.potential_ceiling == without.potential_ceiling


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"measure": "other:某区"},
        {"measure": "other:某区", "support": "x", "subject": "D"},
        {"measure": "chengdu-2025", "support": "phase-1", "subject": "D"},
        {"measure": "shanghai", "support": "phase-1", "subject": "D", "year": 2024},
        {"measure": "shanghai", "support": "innovative-phase-1", "subject": "D", "year": 2023},
        {"measure": "shanghai", "support": "innovative-phase-1", "subject": "D", "year": 1},
    ],
)
def test_an_award_that_matches_gives_no_notice(rulebook: Rulebook, changes: Data) -> None:
    report = rulebook.evaluate(rulebook.profile(profile(award(**changes))), 2019)
    assert NOTICE not in {notice.code for notice in report.notices}


def test_each_award_that_matches_nothing_has_a_notice_of_its_own(rulebook: Rulebook) -> None:
    awards = [award(), award(measure="x"), award(support="y"), award(measure="other:z")]
    report = rulebook.evaluate(rulebook.profile(profile(*awards)), 2019)
    pointers = [notice.pointers for notice in report.notices if notice.code == NOTICE]
    assert pointers == [("/awards/1/measure",), ("/awards/2/support",)]


def test_a_comparison_has_the_notices_of_the_profile_once_and_in_full(rulebook: Rulebook) -> None:
    awards = [award(measure="zgc-2019-72"), award(support="y")]
    comparison = rulebook.compare(rulebook.profile(profile(*awards)), 2019).to_dict()
    pointers = [entry.get("pointers") for entry in comparison["notices"]]
    assert pointers == [["/awards/0/measure"], ["/awards/1/support"]]
    assert all(entry["notices"].count(NOTICE) == 1 for entry in comparison["measures"])


def test_many_different_slips_do_not_cost_a_search_each(rulebook: Rulebook) -> None:
    awards = [award(measure=f"zgc-2019-27{i}") for i in range(MAX_HINTS + 20)]
    report = rulebook.evaluate(rulebook.profile(profile(*awards)), 2019)
    nearest = [notice.nearest for notice in report.notices if notice.code == NOTICE]
    assert nearest == ["zgc-2019-27"] * MAX_HINTS + [None] * 20


@pytest.mark.parametrize(("changes", "pointer", "nearest"), UNMATCHED)
def test_screening_lists_the_same_awards_by_company(
    rulebook: Rulebook, changes: Data, pointer: str, nearest: str | None
) -> None:
    companies = [profile(), profile(award(**changes)), profile(award())]
    screened = rulebook.screen(companies, 2019).companies.collect()
    lists = screened["unmatched_awards"].to_list()
    value = award(**changes)[pointer.rpartition("/")[2]]
    assert lists == [None, [{"pointer": pointer, "value": value, "nearest": nearest}], None]


def test_a_summary_counts_the_awards_that_match_nothing_by_what_stands_there(
    rulebook: Rulebook,
) -> None:
    wrong = award(measure="zgc-2019-72")
    companies = [profile(wrong, wrong), profile(wrong, award(subject="D")), profile(award())]
    population = rulebook.screen(companies, 2019)
    plan = rulebook.plan(2019)
    frames, legends = (
        (population.findings, population.companies),
        {"zgc-2019-27": population.legend},
    )
    summary = build.of(*frames, [plan], legends, 2019).measures[0]
    entries = list(summary.to_dict()["unmatched"])
    assert [tuple(entry.values()) for entry in entries] == [
        ("measure", "zgc-2019-72", "zgc-2019-27", 3, 2),
        ("subject", None, None, 1, 1),
    ]
    assert json.dumps(entries)
    assert population.companies.select(pl.col("unmatched_awards").list.len()).collect()[
        "unmatched_awards"
    ].to_list() == [2, 2, None]

"""Why: outcomes, gaps, the texts of what is required, and what is missing."""

from __future__ import annotations

from typing import Any

import pytest
from yaoxie import Profile

from tests.support.rulebooks import direct, simple, support_of

Data = dict[str, Any]
INVESTMENT = "drug.project_investment"
WINDOWS: Data = {
    "by-end": {"last": "claim-year-end"},
    "in-year": {"first": "claim-year-start", "last": "claim-year-end"},
    "before": {"last": "previous-year-end"},
    "from-day": {"first": "2018-03-01"},
    "ever": {},
}


def judged(when: Data, drug: Data | None = None, year: int = 2019) -> Data:
    """The requirement as the report has it."""
    rulebook = direct(simple([support_of("s", "drug", when)], windows=WINDOWS))
    profile = {"company": {"name": "甲"}, "drugs": [{"id": "D", **(drug or {})}]}
    report = rulebook.evaluate(Profile.from_dict(profile), year).to_dict()
    (finding,) = report["findings"]
    (requirement,) = finding["requirements"]
    return dict(requirement)


def approved(day: str | None) -> Data:
    return {"milestones": [{"milestone": "new_drug_approval", "date": day}]}


def reached(window: str) -> Data:
    return {"milestone": "new_drug_approval", "reached": window}


@pytest.mark.parametrize(
    ("window", "day", "outcome", "gap"),
    [
        *(("by-end", "2019-12-31", "met", None), ("by-end", "2020-01-01", "unmet", 1)),
        *(("in-year", "2019-01-01", "met", None), ("in-year", "2018-12-31", "unmet", 1)),
        *(("in-year", "2020-03-01", "unmet", 61), ("before", "2018-12-31", "met", None)),
        *(("before", "2019-01-01", "unmet", 1), ("from-day", "2018-02-28", "unmet", 1)),
        *(("ever", "0001-01-01", "met", None), ("ever", "9999-12-31", "met", None)),
    ],
)
def test_a_gap_in_time_is_in_days(window: str, day: str, outcome: str, gap: int | None) -> None:
    requirement = judged(reached(window), approved(day))
    assert (requirement["outcome"], requirement["actual"]) == (outcome, day)
    assert requirement["gap"] == ({"unit": "days", "amount": gap} if gap else None)


@pytest.mark.parametrize(
    ("operator", "amount", "outcome", "gap"),
    [
        *(("at_least", 100, "met", None), ("at_least", 99, "unmet", 1)),
        *(("at_least", 0, "unmet", 100), ("at_most", 100, "met", None)),
        *(("at_most", 10**15, "unmet", 10**15 - 100),),
    ],
)
def test_a_gap_in_money_is_in_yuan(
    operator: str, amount: int, outcome: str, gap: int | None
) -> None:
    requirement = judged({"field": INVESTMENT, operator: 100}, {"project_investment": amount})
    assert (requirement["outcome"], requirement["actual"]) == (outcome, amount)
    assert requirement["gap"] == ({"unit": "yuan", "amount": gap} if gap else None)


@pytest.mark.parametrize(
    "when",
    [{"field": "drug.category", "is": "generic"}, {"not": {"field": INVESTMENT, "at_least": 1}}],
)
def test_words_and_negations_have_no_gap(when: Data) -> None:
    requirement = judged(when, {"category": "innovative", "project_investment": 5})
    assert (requirement["outcome"], requirement["gap"]) == ("unmet", None)


@pytest.mark.parametrize(
    ("when", "text"),
    [
        ({"field": "drug.category", "is": "generic"}, "generic"),
        ({"field": "company.owns_ip", "is": True}, "true"),
        ({"field": "company.owns_ip", "is": False}, "false"),
        ({"field": "drug.category", "one_of": ["generic", "improved"]}, "generic | improved"),
        ({"field": INVESTMENT, "at_least": 5}, ">= 5"),
        ({"field": INVESTMENT, "at_most": 5}, "<= 5"),
        (reached("by-end"), "<= 2019-12-31"),
        (reached("in-year"), "2019-01-01..2019-12-31"),
        (reached("from-day"), ">= 2018-03-01"),
        (reached("ever"), "any date"),
        ({"milestone": "new_drug_approval", "before": "2019-01-01"}, "<= 2018-12-31"),
        ({"milestone": "new_drug_approval", "on_or_after": "2019-01-01"}, ">= 2019-01-01"),
        ({"not": reached("before")}, "not (<= 2018-12-31)"),
    ],
)
def test_what_is_required_is_a_short_text_that_no_language_owns(when: Data, text: str) -> None:
    assert judged(when)["required"] == text


@pytest.mark.parametrize(
    ("drug", "outcome", "missing"),
    [
        ({}, "unknown", ["/drugs/0/milestones"]),
        ({"milestones": None}, "unknown", ["/drugs/0/milestones"]),
        ({"milestones": []}, "unmet", []),
        (approved(None), "unknown", ["/drugs/0/milestones/0/date"]),
        (approved("2019-01-01"), "met", []),
    ],
)
def test_a_list_of_milestones_is_complete_or_unknown(
    drug: Data, outcome: str, missing: list[str]
) -> None:
    requirement = judged(reached("by-end"), drug)
    assert (requirement["outcome"], requirement["missing"]) == (outcome, missing)


@pytest.mark.parametrize(
    ("drug", "outcome"),
    [({}, "unknown"), ({"milestones": []}, "met"), (approved(None), "unknown")],
)
def test_not_reached_is_met_where_the_list_lacks_it(drug: Data, outcome: str) -> None:
    assert judged({"not": reached("before")}, drug)["outcome"] == outcome


def test_an_attribute_is_judged_whatever_the_date() -> None:
    place = {"milestone": "new_drug_approval", "field": "place", "is": "beijing"}
    drug = approved(None)
    assert judged(place, drug)["missing"] == ["/drugs/0/milestones/0/place"]
    drug["milestones"][0]["place"] = "beijing"
    assert judged(place, drug)["outcome"] == "met"
    drug["milestones"][0]["place"] = "elsewhere"
    assert judged(place, drug)["outcome"] == "unmet"


def test_only_parts_that_can_still_change_the_outcome_are_missing() -> None:
    unknown = {"field": INVESTMENT, "at_least": 1}
    generic = {"field": "drug.category", "is": "generic"}
    drug = {"category": "generic"}
    decided = judged({"any": [unknown, generic]}, drug)
    assert (decided["outcome"], decided["missing"]) == ("met", [])
    undecided = judged({"all": [unknown, generic]}, drug)
    assert (undecided["outcome"], undecided["missing"]) == (
        *("unknown", ["/drugs/0/project_investment"]),
    )
    assert [part["outcome"] for part in undecided["parts"]] == ["unknown", "met"]


def test_several_words_are_met_by_one_of_them() -> None:
    when = {"field": "company.activities", "one_of": ["research", "services"]}
    rulebook = direct(simple([support_of("s", "company", when)]))
    for activities, status in (
        (["production", "services"], "eligible"),
        (["production"], "ineligible"),
        ([], "ineligible"),
        (None, "undetermined"),
    ):
        profile = Profile.from_dict({"company": {"name": "甲", "activities": activities}})
        (finding,) = rulebook.evaluate(profile, 2019).findings
        assert finding.status == status


def implying(*milestones: tuple[str, str | None]) -> Data:
    return {"milestones": [{"milestone": word, "date": day} for word, day in milestones]}


IMPLYING = [  # the window, the bound, the outcome
    *(("by-end", "2019-12-31", "met"), ("by-end", "2020-01-01", "unknown")),
    *(("by-end", None, "unknown"), ("ever", "9999-12-31", "met"), ("ever", None, "met")),
    *(("before", "2018-12-31", "met"), ("before", "2019-01-01", "unknown")),
    *(("in-year", "2018-12-31", "unmet"), ("in-year", "2019-01-01", "unknown")),
    *(("in-year", "2020-01-01", "unknown"), ("in-year", None, "unknown")),
    *(("from-day", "2018-02-28", "unmet"), ("from-day", "2018-03-01", "unknown")),
]


@pytest.mark.parametrize("in_list", [False, True])
@pytest.mark.parametrize("word", ["phase_1_entered", "phase_2_completed", "stage_2_completed"])
@pytest.mark.parametrize(("window", "bound", "outcome"), IMPLYING)
def test_an_unknown_day_is_judged_by_its_bound(
    window: str, bound: str | None, outcome: str, word: str, in_list: bool
) -> None:
    own: list[tuple[str, str | None]] = [("clinical_trial_entry", None)] if in_list else []
    when = {"milestone": "clinical_trial_entry", "reached": window}
    requirement = judged(when, implying((word, bound), *own))
    assert (requirement["outcome"], requirement["actual"]) == (outcome, None)
    assert requirement["implied_by"] == {"milestone": word, "date": bound}
    missing = "/drugs/0/milestones/1/date" if in_list else "/drugs/0/milestones"
    assert requirement["missing"] == ([missing] if outcome == "unknown" else [])
    opposite = judged({"not": when}, implying((word, bound), *own))
    assert opposite["outcome"] == {"met": "unmet", "unmet": "met"}.get(outcome, outcome)
    assert opposite["missing"] == requirement["missing"]


def test_the_earliest_known_day_bounds_whatever_the_order_of_the_list() -> None:
    when = {"milestone": "clinical_trial_entry", "reached": "by-end"}
    milestones = [
        ("phase_2_completed", "2019-03-01"),
        ("phase_1_entered", None),
        ("phase_2_entered", "2019-02-01"),
        ("stage_1_completed", "2019-02-01"),
    ]
    expected = {"milestone": "phase_2_entered", "date": "2019-02-01"}
    for entries in (milestones, milestones[::-1]):
        assert judged(when, implying(*entries))["implied_by"] == expected


def test_attributes_of_an_implied_milestone_are_unknown() -> None:
    when = {"milestone": "clinical_trial_entry", "field": "country", "is": "china"}
    entry = {"milestone": "phase_1_completed", "date": "2019-03-01", "country": "china"}
    requirement = judged(when, {"milestones": [entry]})
    assert (requirement["outcome"], requirement["actual"]) == ("unknown", None)
    assert requirement["missing"] == ["/drugs/0/milestones"]
    assert requirement["implied_by"] == {"milestone": "phase_1_completed", "date": "2019-03-01"}


def test_an_attribute_of_a_listed_milestone_is_missing_at_its_own_place() -> None:
    when = {"milestone": "clinical_trial_entry", "field": "country", "is": "china"}
    drug = implying(("phase_1_completed", "2019-03-01"), ("clinical_trial_entry", None))
    requirement = judged(when, drug)
    assert requirement["missing"] == ["/drugs/0/milestones/1/country"]
    assert "implied_by" not in requirement


@pytest.mark.parametrize("day", ["2018-01-01", None])
def test_what_stands_in_the_list_with_its_day_is_implied_by_nothing(day: str | None) -> None:
    when = {"milestone": "clinical_trial_entry", "reached": "by-end"}
    drug = implying(("phase_1_completed", day), ("clinical_trial_entry", "2017-01-01"))
    requirement = judged(when, drug)
    assert (requirement["outcome"], requirement["actual"]) == ("met", "2017-01-01")
    assert "implied_by" not in requirement

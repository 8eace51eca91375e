"""Windows: counted from the claim year, from the measure's first day, and by claim year."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from yaoxie import Profile, Rulebook
from yaoxie.rules.days import day_from, day_number

from tests.long import screened
from tests.support.rulebooks import direct, simple, support_of

Data = dict[str, Any]
YEARS = st.integers(2017, 2022)
DAYS = st.dates(date(2016, 1, 1), date(2023, 12, 31)) | st.sampled_from(
    [date(year, month, day) for year in range(2016, 2024) for month, day in ((1, 1), (12, 31))]
)


def of(window: Data, **dates: Any) -> Rulebook:
    """A rulebook whose only support asks for Phase II in a window."""
    support = support_of("s", "drug", {"milestone": "phase_2_completed", "reached": "call"})
    return direct(simple([support], windows={"call": window}, dates=dates or {"first": None}))


def status(rulebook: Rulebook, day: date, year: int) -> str:
    """Of a drug that completed Phase II on a day, in a claim year; columns say the same."""
    milestones = [{"milestone": "phase_2_completed", "date": day.isoformat()}]
    data = {"company": {"name": "甲"}, "drugs": [{"id": "D", "milestones": milestones}]}
    profile = Profile.from_dict(data)
    assert screened.compared(rulebook, "simple", year, {}, [profile]) == []
    (finding,) = rulebook.evaluate(profile, year).findings
    return finding.status


@settings(max_examples=40)
@given(DAYS, YEARS)
def test_the_year_before_runs_from_its_first_day_to_its_last(day: date, year: int) -> None:
    rulebook = of({"first": "previous-year-start", "last": "previous-year-end"})
    expected = "eligible" if day.year == year - 1 else "ineligible"
    assert status(rulebook, day, year) == expected


@settings(max_examples=40)
@given(DAYS, YEARS, st.booleans())
def test_a_window_may_begin_with_the_measure_or_its_year(day: date, year: int, known: bool) -> None:
    dates: Data = {"first": "2018-06-18"} if known else {"first": None, "year": 2018}
    rulebook = of({"first": "measure-start", "last": "claim-year-end"}, **dates)
    began = date(2018, 6, 18) if known else date(2018, 1, 1)
    inside = began <= day <= date(year, 12, 31)
    assert status(rulebook, day, year) == ("eligible" if inside else "ineligible")


@settings(max_examples=60)
@given(DAYS, YEARS)
def test_a_claim_year_with_days_of_its_own_has_those_and_others_the_windows(
    day: date, year: int
) -> None:
    calls = {2019: (date(2018, 6, 1), date(2018, 12, 31)), 2020: (date(2018, 6, 1), None)}
    rows = [
        {"year": of, "first": first.isoformat(), "last": last and last.isoformat()}
        for of, (first, last) in calls.items()
    ]
    rulebook = of({"first": "claim-year-start", "last": "claim-year-end", "years": rows})
    first, last = calls.get(year, (date(year, 1, 1), date(year, 12, 31)))
    inside = first <= day and (last is None or day <= last)
    assert status(rulebook, day, year) == ("eligible" if inside else "ineligible")


def test_what_is_remembered_of_one_claim_year_is_no_answer_for_another() -> None:
    rulebook = of({"first": "2019-01-01", "years": [{"year": 2019, "last": "2018-12-31"}]})
    day = date(2019, 3, 1)
    answers = [status(rulebook, day, year) for year in (2018, 2019, 2020, 2019, 2018)]
    assert answers == ["eligible", "ineligible", "eligible", "ineligible", "eligible"]


@given(st.dates(), st.dates(), st.integers(1000, 9999), st.integers(0, 1), st.booleans())
def test_a_number_of_a_day_begins_with_the_first_day_that_has_it_or_more(
    day: date, bound: date, year: int, step: int, fixed: bool
) -> None:
    counted = 0 if fixed else year
    number = day_number(bound, bound.year if counted else 0) + step
    first = day_from(number, counted)
    assert (first is not None and day >= first) is (day_number(day, counted) >= number)

"""A day against another one: in three values, with last days alone, the same in every form."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from yaoxie import Finding, Profile, Rulebook, RulebookError
from yaoxie.messages import Lang
from yaoxie.render.wording import Wording
from yaoxie.rules.days import month_number, months_after

from tests.long import screened
from tests.support.rulebooks import direct, simple, support_of, write

Data = dict[str, Any]
OPERATORS = ("before_day_of", "on_or_after_day_of", "within_months_of")
OWN, OTHER = "phase_2_entered", "acquired"
NAMES = st.sampled_from(["acquired", "clinical_trial_entry", "phase_1_entered"])
DAYS = st.dates(date(2019, 1, 1), date(2020, 3, 31)) | st.dates()
# A milestone is not there, or there without a day, or with one.
STATES = st.none() | st.just("") | DAYS.map(date.isoformat)


def condition(operator: str, other: str = OTHER, months: int = 12) -> Data:
    beside: Data = {"milestone": other}
    if operator == "within_months_of":
        beside["months"] = months
    return {"milestone": OWN, operator: beside}


def finding(when: Data, milestones: Mapping[str, str | None] | None) -> Finding:
    """The finding for one drug, agreed on by every form, and opposite under `not`."""
    supports = [support_of("s", "drug", when), support_of("t", "drug", {"not": when})]
    rulebook = direct(simple(supports))
    drug: Data = {"id": "D"}
    if milestones is not None:
        drug["milestones"] = [
            {"milestone": name, "date": day or None}
            for name, day in milestones.items()
            if day is not None
        ]
    profile = Profile.from_dict({"company": {"name": "甲"}, "drugs": [drug]})
    assert screened.compared(rulebook, "simple", 2019, {}, [profile]) == []
    met, negated = rulebook.evaluate(profile, 2019).findings
    opposite = {"eligible": "ineligible", "ineligible": "eligible", "undetermined": "undetermined"}
    assert negated.status == opposite[met.status]
    return met


def within(day: date, other: date, months: int) -> bool:
    """Counted month by month, to the last day of a shorter month."""
    if day < other:
        return False
    count = (day.year - other.year) * 12 + day.month - other.month
    return count < months or (count == months and day.day <= other.day)


@settings(max_examples=80)
@given(st.sampled_from(OPERATORS), st.integers(1, 30), STATES, STATES)
def test_days_that_are_known_are_compared_and_what_is_not_there_is_unmet(
    operator: str, months: int, own: str | None, other: str | None
) -> None:
    judged = finding(condition(operator, months=months), {OWN: own, OTHER: other})
    if own is None or other is None:
        assert judged.status == "ineligible"
        return
    if not own or not other:
        assert judged.status == "undetermined"
        places = [n for n, day in enumerate(day for day in (own, other)) if not day]
        assert judged.missing == tuple(f"/drugs/0/milestones/{n}/date" for n in places)
        return
    day, beside = date.fromisoformat(own), date.fromisoformat(other)
    holds = {
        "before_day_of": day < beside,
        "on_or_after_day_of": day >= beside,
        "within_months_of": within(day, beside, months),
    }[operator]
    assert judged.status == ("eligible" if holds else "ineligible")


@settings(max_examples=80)
@given(st.sampled_from(OPERATORS), st.integers(1, 30), DAYS, DAYS, st.booleans())
def test_a_day_that_is_bounded_above_is_decided_by_what_holds_for_every_day_until_then(
    operator: str, months: int, bound: date, known: date, own_is_bounded: bool
) -> None:
    """Phase II completed bounds its entry, Phase I completed that of Phase I."""
    if own_is_bounded:
        milestones = {"phase_2_completed": bound.isoformat(), OTHER: known.isoformat()}
        when = condition(operator, months=months)
        pairs = [(date.fromordinal(n), known) for n in _until(bound, known)]
    else:
        milestones = {"phase_1_completed": bound.isoformat(), OTHER: known.isoformat()}
        when = {**condition(operator, "phase_1_entered", months), "milestone": OTHER}
        pairs = [(known, date.fromordinal(n)) for n in _until(bound, known)]
    judged = finding(when, milestones)
    holds = {
        {
            "before_day_of": day < beside,
            "on_or_after_day_of": day >= beside,
            "within_months_of": within(day, beside, months),
        }[operator]
        for day, beside in pairs
    }
    if holds == {True}:
        assert judged.status == "eligible"
    elif holds == {False}:
        assert judged.status == "ineligible"
    else:
        assert judged.status == "undetermined"
        assert judged.missing == ("/drugs/0/milestones",)


def _until(bound: date, known: date) -> list[int]:
    """Days until a last one: those near to it or to the other day, and the first of all."""
    last, other = bound.toordinal(), known.toordinal()
    near = (1, *range(last - 3, last + 1), *range(other - 1000, other + 2))
    return [n for n in near if 1 <= n <= last]


def test_an_unknown_list_leaves_both_days_unknown_and_is_missing_once() -> None:
    judged = finding(condition("before_day_of"), None)
    assert (judged.status, judged.missing) == ("undetermined", ("/drugs/0/milestones",))


@pytest.mark.parametrize(
    ("operator", "own", "gap"),
    [
        ("within_months_of", "2020-01-31", None),
        ("within_months_of", "2020-02-29", None),
        ("within_months_of", "2020-03-02", 2),
        ("within_months_of", "2019-12-30", 1),
        ("before_day_of", "2019-12-31", 1),
        ("before_day_of", "2019-12-30", None),
        ("on_or_after_day_of", "2019-12-21", 10),
    ],
)
def test_the_gap_is_in_days(operator: str, own: str, gap: int | None) -> None:
    judged = finding(condition(operator, months=2), {OWN: own, OTHER: "2019-12-31"})
    judgement = judged.judgements[0]
    assert judgement.actual == date.fromisoformat(own)
    assert (judgement.gap and (judgement.gap.unit, judgement.gap.amount)) == (
        None if gap is None else ("days", gap)
    )


@given(st.dates(), st.integers(1, 1200))
def test_months_are_counted_on_to_the_last_day_that_is_no_more_of_them_away(
    day: date, months: int
) -> None:
    last = months_after(day, months)
    assert month_number(last) <= month_number(day, months)
    if last < date.max:
        assert month_number(date.fromordinal(last.toordinal() + 1)) > month_number(day, months)


@pytest.mark.parametrize(
    ("lang", "texts"),
    [
        ("zh", ["早于“从外部受让取得”", "不早于“从外部受让取得”", "在“从外部受让取得”起12个月内"]),
        (
            "en",
            [
                "before “acquired from outside”",
                "on the day of “acquired from outside” or later",
                "within 12 months of “acquired from outside”",
            ],
        ),
    ],
)
def test_tables_say_it_in_words(lang: Lang, texts: list[str]) -> None:
    expected = [
        finding(condition(operator), {}).terms.requirements[0].expectation for operator in OPERATORS
    ]
    assert [Wording(lang).required(entry) for entry in expected] == texts
    assert [entry.required for entry in expected] == [
        "< drug.milestone.acquired",
        ">= drug.milestone.acquired",
        "drug.milestone.acquired..+12 months",
    ]


@pytest.mark.parametrize(
    ("when", "pointer", "near"),
    [
        ({"milestone": OWN, "before_day_of": {"milestone": "aquired"}}, "/milestone", "acquired"),
        ({"milestone": OWN, "before_day_of": {"milestone": OWN}}, "/milestone", None),
        ({"milestone": OWN, "before_day_of": {}}, "", None),
        ({"milestone": OWN, "before_day_of": {"field": "drug.rd_spend"}}, "/field", None),
    ],
)
def test_what_is_no_other_day_is_refused(
    tmp_path: Path, when: Data, pointer: str, near: str | None
) -> None:
    with pytest.raises(RulebookError) as caught:
        Rulebook.load(write(simple([support_of("s", "drug", when)]), tmp_path))
    (fault,) = caught.value.faults
    assert fault.pointer == f"/requires/0/when/before_day_of{pointer}"
    assert near is None or fault.nearest == near


def test_months_are_asked_for_where_they_count(tmp_path: Path) -> None:
    when = {"milestone": OWN, "within_months_of": {"milestone": OTHER}}
    with pytest.raises(RulebookError) as caught:
        Rulebook.load(write(simple([support_of("s", "drug", when)]), tmp_path))
    assert [fault.pointer for fault in caught.value.faults] == [
        "/requires/0/when/within_months_of/months"
    ]

"""A share that tops up what other payers granted: whose awards come off, in every form."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from yaoxie import Finding, Profile, Rulebook, RulebookError

from tests.long import agreement, screened
from tests.long.agreement import Asked
from tests.support.command_line import run
from tests.support.places import write_places
from tests.support.rulebooks import direct, simple, support_of
from tests.support.strategies import profiles
from tests.support.strategies.rulebooks import SOURCE, TITLE, Files

Data = dict[str, Any]
YEAR = 2019
THERAPY = {"field": "drug.breakthrough_therapy", "is": True}
PROVINCE, OUTSIDE = "province", "other:福建省"


def files(tops_up: Any, rate: str = "0.40", period: str = "once", **more: Any) -> Files:
    """A measure of the city that pays a share of what was spent, 50 at most."""
    share = {"of": "drug.rd_spend", "rate": rate, "period": period, "source": SOURCE}
    terms: Data = {
        "ceiling": {"amount": 50, "source": SOURCE},
        "share": {**share, "tops_up": tops_up},
    }
    terms["period"] = "once"
    return simple([support_of("help", "drug", THERAPY, **terms)], "city", **more)


OTHER = simple([support_of("first", "drug", THERAPY), support_of("staff", "company")], PROVINCE)


def award(measure: str, amount: int, support: str = "first", **more: Any) -> Data:
    named = {"measure": measure, "support": support, "subject": "D", "year": 2018}
    return {**named, "amount": amount, **more}


def finding(measure: Files, *awards: Data, spend: int | None = 100) -> Finding:
    """The city's finding, on which columns and the second settlement agree."""
    drug = {"id": "D", "breakthrough_therapy": True, "rd_spend": spend}
    data: Data = {"company": {"name": "a"}, "drugs": [drug, {"id": "E"}], "awards": [*awards]}
    rulebook, profile = direct(measure, OTHER), Profile.from_dict(data)
    assert screened.compared(rulebook, "city", YEAR, {}, [profile]) == []
    if all(entry["support"] != "staff" for entry in awards):  # it knows one measure's supports
        assert agreement.contradictions(rulebook, Asked(measure, data, YEAR, {})) == []
    return rulebook.evaluate(profile, YEAR, "city").findings[0]


@pytest.mark.parametrize(
    ("tops_up", "measure", "left"),
    [
        (PROVINCE, PROVINCE, 25),
        (PROVINCE, OUTSIDE, 40),
        ("other", OUTSIDE, 25),
        ("other", PROVINCE, 40),
        (OUTSIDE, OUTSIDE, 25),
        (OUTSIDE, "other:江苏省", 40),
        ([PROVINCE, "other"], OUTSIDE, 25),
    ],
)
def test_awards_of_those_that_are_named_come_off_the_share(
    tops_up: Any, measure: str, left: int
) -> None:
    assert finding(files(tops_up), award(measure, 15)).counted == left


def test_they_come_off_the_share_and_not_off_the_ceiling() -> None:
    judged = finding(files("other"), award(OUTSIDE, 30), award("city", 5, "help"), spend=1000)
    assert judged.counted == 45
    judged = finding(files("other"), award(OUTSIDE, 30), award("city", 5, "help"), spend=150)
    assert judged.counted == 25
    assert judged.calculation_entries()[:2] == [
        {"step": "share", "amount": 60, "base": 150, "rate": "0.40"},
        {"step": "awards", "amount": 25, "awards": 35, "others": 30},
    ]


def test_other_subjects_years_and_kinds_are_not_counted() -> None:
    assert finding(files("other"), award(OUTSIDE, 15, subject="E")).counted == 40
    assert finding(files("other", period="year"), award(OUTSIDE, 15)).counted == 40
    assert finding(files("other", period="year"), award(OUTSIDE, 15, year=YEAR)).counted == 25
    assert finding(files(PROVINCE), award(PROVINCE, 15, "staff")).counted == 40


def test_more_than_the_share_leaves_nothing_and_no_less_and_an_unknown_base_the_ceiling() -> None:
    assert finding(files("other"), award(OUTSIDE, 99)).counted == 0
    open_one = finding(files("other"), award(OUTSIDE, 15), spend=None)
    assert (open_one.counted, open_one.upper_bound) == (50, True)


@given(profiles.randoms())
def test_random_awards_come_off_as_the_second_settlement_has_it(rng: Random) -> None:
    members = [{"support": "help"}]
    group = {"id": "g", "title": TITLE, "members": members, "source": SOURCE}
    per = rng.choice(["subject", "company"])
    more: Data = {"groups": [{**group, "per": per}]} if rng.randrange(2) else {}
    named = rng.sample([PROVINCE, "other", OUTSIDE], rng.randrange(1, 4))
    measure = files(named, rng.choice(["0.40", "1"]), rng.choice(["once", "year"]), **more)
    awards = [
        award(
            rng.choice([PROVINCE, OUTSIDE, "other:江苏省", "city"]),
            rng.choice([1, 7, 30]),
            "first",
            subject=rng.choice(["D", "E"]),
            year=rng.choice([2018, 2019]),
        )
        for _ in range(rng.randrange(4))
    ]
    for entry in awards:
        if entry["measure"] == "city":
            entry["support"] = "help"
    finding(measure, *awards, spend=rng.choice([None, 0, 50, 150]))


@pytest.mark.parametrize(
    ("tops_up", "pointer", "near"),
    [
        ("provnce", "/gives/share/tops_up", "province"),
        ("city", "/gives/share/tops_up", None),
        (["other", "other"], "/gives/share/tops_up/1", None),
        ("other:", "/gives/share/tops_up", "other"),
    ],
)
def test_who_is_no_other_payer_is_refused(
    tmp_path: Path, tops_up: Any, pointer: str, near: str | None
) -> None:
    with pytest.raises(RulebookError) as caught:
        Rulebook.load(write_places(tmp_path, [], [files(tops_up), OTHER]))
    (fault,) = caught.value.faults
    assert (fault.file, fault.pointer, fault.nearest) == ("city/help.yaml", pointer, near)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("zh", "研发投入的40%，一次性，减去province、规则库以外的出资方已给的"),
        ("en", "40% of the R&D spend, once, less what province, payers outside the rulebook"),
    ],
)
def test_a_measure_is_shown_with_whom_it_tops_up(tmp_path: Path, lang: str, text: str) -> None:
    rules = write_places(tmp_path, [], [files([PROVINCE, "other"]), OTHER])
    options = ("--rules", str(rules), "--lang", lang)
    assert text in run("measures", "city", *options, columns=200).stdout

"""Notices: what a reader must know of the measure and of the profile beside the findings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from yaoxie import Profile, Rulebook, RulebookError

from tests.support.rulebooks import direct, packaged, simple, support_of, write
from tests.support.strategies import profiles
from tests.support.strategies.rulebooks import SOURCE

Data = dict[str, Any]
FILES = packaged()["zgc-2019-27"]
DOUBT = {"zh": "另有新办法", "en": "other rules followed"}
DONE = {"milestone": "phase_2_completed", "reached": "by-end"}


@given(profiles.randoms(), profiles.years())
def test_exactly_the_early_days_that_met_tests_have_read_are_named(
    rulebook: Rulebook, rng: Random, year: int
) -> None:
    data, readings = profiles.random_profile(rng, year), profiles.random_readings(rng)
    report = rulebook.evaluate(Profile.from_dict(data), year, readings=readings).to_dict()
    pointers = {
        at
        for finding in report["findings"]
        if finding["status"] != "ineligible"
        for at in _early(dict(finding), data)
    }
    notices = [n for n in report["notices"] if n["code"] == "milestone-before-measure"]
    assert [set(n["pointers"]) for n in notices] == ([pointers] if pointers else [])
    assert all(len(n["pointers"]) == len(pointers) for n in notices)


def _early(finding: Data, data: Data) -> Iterator[str]:
    """Pointers of the days before 2019 that met tests have read, from the rule files."""
    own = next(data for data in FILES.supports if data["id"] == finding["support"])
    rules = {rule["id"]: rule["when"] for rule in (*FILES.measure["requires"], *own["requires"])}
    kind = f"{finding['subject']['kind']}s"
    numbers = {item["id"]: number for number, item in enumerate(data.get(kind) or [])}
    number = numbers.get(finding["subject"]["id"])
    for judged in finding["requirements"]:
        for word in _days(rules[judged["id"]], judged):
            words = [entry["milestone"] for entry in data[kind][number]["milestones"]]
            yield f"/{kind}/{number}/milestones/{words.index(word)}/date"


def _days(when: Data, judged: Data) -> Iterator[str]:
    for key in ("all", "any"):
        for inner, part in zip(when.get(key, []), judged.get("parts", []), strict=False):
            yield from _days(inner, part)
    if "milestone" not in when or "field" in when:
        return
    if judged["outcome"] == "met" and (judged["actual"] or "9") < "2019-01-01":
        yield when["milestone"]


@pytest.mark.parametrize(("year", "doubtful"), [(2024, False), (2025, True), (2026, True)])
def test_from_the_year_of_doubt_on_the_measures_own_sentence_is_told(
    year: int, doubtful: bool
) -> None:
    dates = {"first": "2020-01-01", "doubtful_from": "2025-06-01", "doubt": DOUBT}
    rulebook = direct(simple([support_of("s", "drug", DONE)], dates=dates))
    report = rulebook.evaluate(Profile.from_dict({"company": {"name": "甲"}}), year).to_dict()
    texts = {notice["code"]: notice["text"] for notice in report["notices"]}
    assert ("outside-known-dates" in texts) is doubtful
    assert texts.get("validity-doubtful") == (DOUBT if doubtful else None)


@pytest.mark.parametrize(
    ("dates", "early"),
    [
        ({"first": "2018-05-02"}, True),
        ({"first": "2018-05-01"}, False),
        ({"year": 2019}, True),
        ({"year": 2018}, False),
        ({}, False),
    ],
)
def test_the_first_day_or_that_of_the_year_bounds_early_milestones(
    dates: Data, early: bool
) -> None:
    rulebook = direct(simple([support_of("s", "drug", DONE)], dates=dates))
    day = date(2018, 5, 1).isoformat()
    drug = {"id": "D", "milestones": [{"milestone": "phase_2_completed", "date": day}]}
    profile = Profile.from_dict({"company": {"name": "甲"}, "drugs": [drug]})
    codes = {notice.code: notice.pointers for notice in rulebook.evaluate(profile, 2020).notices}
    expected = ("/drugs/0/milestones/0/date",) if early else None
    assert codes.get("milestone-before-measure") == expected


@pytest.mark.parametrize("dates", [{"doubtful_from": "2025-06-01"}, {"doubt": DOUBT}])
def test_a_doubtful_day_and_its_reason_stand_together(dates: Data, tmp_path: Path) -> None:
    files = simple([support_of("s", "drug", DONE)], dates={"first": "2020-01-01", **dates})
    with pytest.raises(RulebookError) as error:
        Rulebook.load(write(files, tmp_path))
    assert [fault.pointer for fault in error.value.faults] == ["/dates"]


@pytest.mark.parametrize(("word", "confidence"), [("cro", "M"), ("cdmo", "L")])
def test_a_word_that_its_source_supports_less_surely_is_marked(word: str, confidence: str) -> None:
    kinds = {"field": "platform.platform_type", "one_of": ["cro", "cdmo"]}
    support = support_of("s", "platform", kinds)
    cited = {**SOURCE, "confidence": "M", "weaker": {"cdmo": "L"}}
    support["requires"][0]["source"] = cited
    platform = {"id": "P", "platform_type": word}
    profile = Profile.from_dict({"company": {"name": "甲"}, "platforms": [platform]})
    (finding,) = direct(simple([support])).evaluate(profile, 2020).to_dict()["findings"]
    assert finding["requirements"][0]["source"]["confidence"] == confidence

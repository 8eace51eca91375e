"""What to do next: changes keep what they promise, are the smallest, and none is missing."""

from __future__ import annotations

import json
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from yaoxie import Profile, Rulebook
from yaoxie.advice import unlocks
from yaoxie.advice.advice import Asked
from yaoxie.advice.carrying_out import carried_out
from yaoxie.advice.changes import Change, Way
from yaoxie.advice.situation import Situation
from yaoxie.advice.unlocks import MOST_WAYS, Unlocking
from yaoxie.advice.variants import altered

from tests.support.advising import YEAR, Case, put
from tests.support.rulebooks import direct, simple, support_of
from tests.support.strategies.profiles import Data

QUICKLY = [Phase.explicit, Phase.generate]  # shrinking takes minutes
SEEDS = st.integers(0, 2**32)
AS_OF = date(2019, 3, 1)
EXAMPLES = Path(__file__).parents[2] / "examples"
MOST_CHANGES = 8  # whose sets are all tried


@pytest.mark.parametrize("as_of", [None, AS_OF])
@settings(max_examples=20, phases=QUICKLY)
@given(seed=SEEDS)
def test_carried_out_in_the_profile_a_change_brings_exactly_what_it_promises(
    rulebook: Rulebook, as_of: date | None, seed: int
) -> None:
    case = Case(rulebook, seed)
    advice = case.advise("unlocks", as_of=as_of)
    before = _eligible(case, case.data)
    ranks = [
        (-entry["gain"], len(entry["changes"]))
        for entry in advice["unlocks"]
        if not entry["unbounded"]
    ]
    assert ranks == sorted(ranks)
    for entry in advice["unlocks"][:12]:
        changed = put(case.data, [(e["pointer"], e["value"]) for e in entry["patch"]])
        total = case.total(changed)
        assert total == entry["total"]
        assert total - advice["total_ceiling"] == entry["gain"]
        report = case.report(changed)
        assert (entry["unbounded"], entry["upper_bound"]) == (report.unbounded, report.upper_bound)
        opened = {(e["support"], e["subject"]["id"]): e["counted"] for e in entry["opens"]}
        after = _eligible(case, changed)
        assert opened == {key: after[key] for key in after.keys() - before.keys()}


def _eligible(case: Case, data: Data) -> dict[tuple[str, str | None], int]:
    profile = Profile.from_dict(data)
    report = case.rulebook.evaluate(profile, YEAR, case.measure, case.readings)
    return {
        (finding.support, finding.subject.id): finding.counted
        for finding in report.findings
        if finding.status == "eligible"
    }


@settings(max_examples=20, phases=QUICKLY)
@given(seed=SEEDS)
def test_sets_of_changes_are_those_that_open_a_support_and_have_no_part_that_does(
    rulebook: Rulebook, seed: int
) -> None:
    case = Case(rulebook, seed)
    asked = Asked(YEAR, case.measure, case.readings)
    choices = asked.choices(case.rulebook.library)
    profile = Profile.from_dict(case.data)
    situation = Situation(case.rulebook._evaluator, profile, YEAR, choices)
    ways: dict[tuple[str, str], list[Way]] = {}
    for way, targets in Unlocking(situation).targets.items():
        for target in targets:
            ways.setdefault((target.finding.support, target.finding.subject.base), []).append(way)
    for target_key, own in list(ways.items())[:6]:
        changes = list(dict.fromkeys(change for way in own for change in way))[:MOST_CHANGES]
        opening = [way for way in own if _opens(situation, way, target_key)]
        for size in range(1, 4):
            for some in combinations(changes, size):
                if not _distinct(some) or not _opens(situation, some, target_key):
                    continue
                assert any(set(way) <= set(some) for way in own) or len(own) == MOST_WAYS
                if any(set(some) < set(way) for way in opening):
                    assert some in own


def test_what_a_complete_list_leaves_out_needs_no_confirming_of_its_own() -> None:
    registered = {"milestone": "device_registration", "reached": "by-end"}
    unreviewed = {"not": {"milestone": "special_review_passed", "reached": "by-end"}}
    rulebook = direct(simple([support_of("s", "device", registered, unreviewed)]))
    data = {"company": {"name": "甲"}, "devices": [{"id": "D"}]}
    (entry,) = advise(rulebook, data)["unlocks"]
    (change,) = entry["changes"]
    assert (change["field"], change["how"]) == ("device.milestone.device_registration", "confirm")
    report = rulebook.evaluate(
        Profile.from_dict(put(data, [(e["pointer"], e["value"]) for e in entry["patch"]])), YEAR
    )
    assert [finding.status for finding in report.findings] == ["eligible"]


def _distinct(changes: tuple[Change, ...]) -> bool:
    """Whether no two changes are of one thing."""
    things = [(change.owner, change.field, change.milestone) for change in changes]
    return len(set(things)) == len(things)


def _opens(situation: Situation, way: Way, target: tuple[str, str]) -> bool:
    vocabulary = situation.library.vocabulary
    done = carried_out(way, situation)
    subjects = altered(situation.subjects, vocabulary, done.values)
    if subjects is None:
        return False
    report = situation.report(situation.choices[0], subjects)
    return any(
        (finding.support, finding.subject.base) == target and finding.status == "eligible"
        for finding in report.findings
    )


def advise(rulebook: Rulebook, data: Data, **options: Any) -> dict[str, Any]:
    asked: dict[str, Any] = {"year": 2019, "as_of": AS_OF, "only": "unlocks"} | options
    return dict(rulebook.advise(Profile.from_dict(data), **asked).to_dict())


def test_every_finding_that_is_not_eligible_is_opened_or_said_to_be_out_of_reach(
    rulebook: Rulebook,
) -> None:
    data = json.loads((EXAMPLES / "biotech.json").read_text(encoding="utf-8"))
    advice = advise(rulebook, data)
    report = rulebook.evaluate(Profile.from_dict(data), 2019)
    opened = {(e["support"], e["subject"]["id"]) for u in advice["unlocks"] for e in u["opens"]}
    out = {(e["support"], s["id"]) for e in advice["unreachable"] for s in e["subjects"]}
    refused = {
        (finding.support, finding.subject.id)
        for finding in report.findings
        if finding.status != "eligible"
    }
    assert opened | out == refused
    assert not opened & out


def test_what_is_not_listed_or_not_evaluated_is_counted(
    rulebook: Rulebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = json.loads((EXAMPLES / "biotech.json").read_text(encoding="utf-8"))
    every = advise(rulebook, data)
    assert every["further_unlocks"] == {"bringing_no_more": 0, "unevaluated": 0}
    monkeypatch.setattr(unlocks, "MOST_LISTED", 2)
    listed = advise(rulebook, data)
    assert listed["unlocks"] == every["unlocks"][:2]
    assert listed["further_unlocks"]["bringing_no_more"] == len(every["unlocks"]) - 2
    monkeypatch.setattr(unlocks, "MOST_EVALUATED", 0)
    none = advise(rulebook, data)
    assert none["unlocks"] == []
    assert none["further_unlocks"]["unevaluated"] >= len(every["unlocks"])


def test_after_the_last_day_of_a_window_nothing_is_reached_in_it(rulebook: Rulebook) -> None:
    drug = {"id": "D", "category": "innovative", "milestones": [], "project_investment": 10**7}
    company = {"name": "甲", "park": "haidian", "legal_person": True, "activities": ["research"]}
    data = {"company": company, "drugs": [drug]}
    assert advise(rulebook, data)["unlocks"]
    late = advise(rulebook, data, as_of=date(2020, 1, 1))
    assert late["unlocks"] == []
    obstacles = {o["obstacle"] for entry in late["unreachable"] for o in entry["obstacles"]}
    assert "late" in obstacles


def test_days_are_counted_from_the_day_of_the_advice_alone(rulebook: Rulebook) -> None:
    data = json.loads((EXAMPLES / "biotech.json").read_text(encoding="utf-8"))
    assert advise(rulebook, data, as_of=None)["upcoming"] == []
    (entry,) = advise(rulebook, data, as_of=date(2019, 12, 31))["upcoming"]
    assert (entry["opens"], entry["days"]) == ("2020-02-17", 48)
    report = rulebook.evaluate(Profile.from_dict(data), 2020)
    counted = {(f.support, f.subject.id): f.counted for f in report.findings}
    assert entry["counted"] == counted[entry["support"], entry["subject"]["id"]]

"""What to ask next: the totals that answers lead to are those of evaluating what they say."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st
from yaoxie import Profile, Rulebook
from yaoxie.advice import enumeration

from tests.support.advising import YEAR, Case, joint_totals, put
from tests.support.strategies.changes import completed
from tests.support.strategies.profiles import Data

QUICKLY = [Phase.explicit, Phase.generate]  # shrinking takes minutes
SEEDS = st.integers(0, 2**32)
EXAMPLES = Path(__file__).parents[2] / "examples"


@settings(max_examples=25, phases=QUICKLY)
@given(SEEDS)
def test_totals_are_those_of_all_joint_answers_settled_by_the_engine(
    rulebook: Rulebook, seed: int
) -> None:
    case = Case(rulebook, seed)
    advice = case.advise("questions")
    questions, outlook = advice["questions"], advice["outlook"]
    assume(bool(questions))
    totals = joint_totals(case.data, questions, case.total, 120)
    assume(bool(totals))
    assert outlook["least"] <= min(totals.values())
    assert max(totals.values()) <= outlook["most"]
    if not outlook["bound"]:
        assert (outlook["least"], outlook["most"]) == (min(totals.values()), max(totals.values()))
    for number, question in enumerate(questions):
        _check_question(case, question, number, totals, proven=outlook["fewest"])
    stakes = [question["stake"] for question in questions]
    assert stakes == sorted(stakes, reverse=True)
    assert outlook["answers"] == len([stake for stake in stakes if stake])


def _check_question(
    case: Case, question: Data, number: int, totals: dict[tuple[int, ...], int], *, proven: bool
) -> None:
    for index, answer in enumerate(question["answers"]):
        own = [total for choice, total in totals.items() if choice[number] == index]
        if own and not question["bound"]:
            assert (answer["least"], answer["most"]) == (min(own), max(own))
        alone = put(case.data, [(question["pointer"], answer["value"])])
        assert answer["total"] == case.total(alone)
    beside = defaultdict(list)
    for choice, total in totals.items():
        beside[choice[:number] + choice[number + 1 :]].append(total)
    stake = max(max(own) - min(own) for own in beside.values())
    assert stake <= question["stake"]
    if proven:
        assert stake == question["stake"]


@settings(max_examples=25, phases=QUICKLY, suppress_health_check=[HealthCheck.filter_too_much])
@given(SEEDS)
def test_no_answer_at_all_leads_beyond_what_is_promised(rulebook: Rulebook, seed: int) -> None:
    case = Case(rulebook, seed)
    outlook = case.advise("questions")["outlook"]
    known = case.data
    for _ in range(100):
        more = completed(case.rng, known, YEAR)
        if more is None:
            break
        known = more
    assume(_families(known) == _families(case.data))  # an absent one is known: there is none
    report = case.rulebook.evaluate(Profile.from_dict(known), YEAR, case.measure, case.readings)
    assume(not any(finding.missing for finding in report.findings))
    assert outlook["least"] <= report.total_ceiling <= outlook["most"]


def _families(data: Data) -> list[Any]:
    return [item.get("family") for name in ("drugs", "devices") for item in data.get(name) or ()]


@settings(max_examples=15, phases=QUICKLY)
@given(SEEDS, st.data())
def test_who_follows_the_questions_reaches_what_they_promise(
    rulebook: Rulebook, seed: int, draws: st.DataObject
) -> None:
    case = Case(rulebook, seed)
    data, asked = case.data, 0
    advice = case.advise("questions")
    first = advice["outlook"]
    while advice["outlook"]["answers"]:
        question = next(entry for entry in advice["questions"] if entry["answers"])
        answer = draws.draw(st.sampled_from(question["answers"]))
        data = put(data, [(question["pointer"], answer["value"])])
        asked += 1
        before, advice = advice, case.advise("questions", data)
        assert advice["total_ceiling"] == answer["total"]
        if not before["outlook"]["bound"] and not question["bound"]:
            after = advice["outlook"]
            assert (after["least"], after["most"]) == (answer["least"], answer["most"])
        assume(asked < 12)
    if asked and first["fewest"] and advice["outlook"]["fewest"]:
        assert asked <= first["answers"]
        assert advice["outlook"]["least"] == advice["outlook"]["most"]


def test_past_the_budget_totals_are_called_bounds(
    rulebook: Rulebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = json.loads((EXAMPLES / "biotech.json").read_text(encoding="utf-8"))
    exact = rulebook.advise(Profile.from_dict(data), 2019, only="questions").to_dict()
    monkeypatch.setattr(enumeration, "MOST_COMBINATIONS", 0)
    bound = rulebook.advise(Profile.from_dict(data), 2019, only="questions").to_dict()
    assert exact["outlook"] is not None
    assert bound["outlook"] is not None
    assert not exact["outlook"]["bound"]
    assert bound["outlook"]["bound"]
    assert not bound["outlook"]["fewest"]
    assert bound["outlook"]["least"] <= exact["outlook"]["least"]
    assert bound["outlook"]["most"] >= exact["outlook"]["most"]
    assert all(question["bound"] for question in bound["questions"] or ())


@pytest.mark.parametrize("region", [None, "beijing", "daxing"])
def test_a_place_is_asked_for_by_words_that_leave_no_question(
    rulebook: Rulebook, region: str | None
) -> None:
    data = {"company": {"name": "甲", "region": region}, "drugs": [{"id": "A"}]}
    advice = rulebook.advise(Profile.from_dict(data), 2025, "all", only="questions").to_dict()
    listed = advice["questions"] or []
    (question,) = (entry for entry in listed if entry["field"] == "company.region")
    type_ = rulebook.library.vocabulary.fields("company")["region"].type
    asked = [word for answer in question["answers"] for word in answer["words"]]
    within = type_.inside(region) if region else type_.words
    assert asked
    assert set(asked) == {word for word in within if type_.inside(word) == (word,)}

"""Advice on several measures at once keeps what it promises when all of them are evaluated."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any

import pytest
from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st
from yaoxie import Profile, Reports, Rulebook

from tests.long import agreement
from tests.support import plans
from tests.support.advising import joint_totals, put
from tests.support.rulebooks import packaged
from tests.support.strategies.profiles import Data, seeded

QUICKLY = [Phase.explicit, Phase.generate]  # shrinking takes minutes
SEEDS = st.integers(0, 2**32)
PLACES = ("all", "beijing", "suzhou", "wuhan", "hainan")
MOST_JOINT = 120


@dataclass(frozen=True)
class Whole:
    """A company under all measures of a place, evaluated and advised independently."""

    rulebook: Rulebook
    data: Data
    year: int
    place: str = "all"

    def advise(self, only: str, data: Data | None = None, **options: Any) -> Data:
        profile = Profile.from_dict(self.data if data is None else data)
        advice = self.rulebook.advise(profile, self.year, self.place, only=only, **options)
        return dict(advice.to_dict())

    def reports(self, data: Data) -> Reports:
        return self.rulebook.evaluate_all(Profile.from_dict(data), self.year, self.place)

    def total(self, data: Data) -> int:
        return self.reports(data).total_ceiling


def tied(seed: int) -> Whole:
    """One or two small measures, mostly with a rule between them."""
    case = plans.random_case(seeded(seed), most_drugs=2)
    data = case.profile.model_dump(mode="json", exclude_none=True)
    return Whole(case.rulebook, data, 2019)


def of_package(rulebook: Rulebook, rng: Random) -> Whole:
    """A company somewhere, under all measures that come with the package or those of a place."""
    names = rulebook.library.at("all", 2025)
    data = agreement.random_data(rng, packaged()[rng.choice(list(names))], 2025)
    place = rng.choice(PLACES)
    if place != "all" and rng.randrange(4):
        data["company"]["region"] = place
    return Whole(rulebook, data, 2025, place)


def check_unlocks(whole: Whole, advice: Data, rng: Random) -> int:
    """Holds some of the unlocks against evaluating what they say; how many were there."""
    before = eligible(whole, whole.data)
    unlocks = advice["unlocks"]
    some = unlocks[:4] + rng.sample(unlocks[4:], min(4, len(unlocks[4:])))
    for entry in some:
        changed = put(whole.data, [(e["pointer"], e["value"]) for e in entry["patch"]])
        reports = whole.reports(changed)
        assert reports.total_ceiling == entry["total"]
        assert reports.total_ceiling - advice["total_ceiling"] == entry["gain"]
        assert (reports.upper_bound, reports.unbounded) == (
            entry["upper_bound"],
            entry["unbounded"],
        )
        opened = {
            (e["measure"], e["support"], e["subject"]["id"]): e["counted"] for e in entry["opens"]
        }
        after = eligible(whole, changed)
        assert opened == {key: after[key] for key in after.keys() - before.keys()}
    return len(some)


def eligible(whole: Whole, data: Data) -> dict[tuple[str, str, str | None], int]:
    return {
        (report.measure, finding.support, finding.subject.id): finding.counted
        for report in whole.reports(data).reports
        for finding in report.findings
        if finding.status == "eligible"
    }


@settings(max_examples=25, phases=QUICKLY)
@given(SEEDS)
def test_unlocks_bring_what_they_promise_under_rules_between_measures(seed: int) -> None:
    whole = tied(seed)
    assume(check_unlocks(whole, whole.advise("unlocks"), seeded(seed)))


@settings(max_examples=15, phases=QUICKLY)
@given(SEEDS)
def test_unlocks_bring_what_they_promise_under_all_measures_of_a_place(
    rulebook: Rulebook, seed: int
) -> None:
    whole = of_package(rulebook, seeded(seed))
    advice = whole.advise("unlocks", as_of=date(2025, 3, 1))
    assume(check_unlocks(whole, advice, seeded(seed)))


@settings(max_examples=25, phases=QUICKLY)
@given(SEEDS)
def test_answers_lead_to_the_totals_of_all_joint_answers_under_rules_between_measures(
    seed: int,
) -> None:
    whole = tied(seed)
    advice = whole.advise("questions")
    questions, outlook = advice["questions"], advice["outlook"]
    assume(bool(questions))
    totals = joint_totals(whole.data, questions, whole.total, MOST_JOINT)
    assume(bool(totals))
    assert outlook["least"] <= min(totals.values())
    assert max(totals.values()) <= outlook["most"]
    if not outlook["bound"]:
        assert (outlook["least"], outlook["most"]) == (min(totals.values()), max(totals.values()))
    for number, question in enumerate(questions):
        for index, answer in enumerate(question["answers"]):
            alone = put(whole.data, [(question["pointer"], answer["value"])])
            assert answer["total"] == whole.total(alone)
            own = [total for choice, total in totals.items() if choice[number] == index]
            assert not own or answer["least"] <= min(own) <= max(own) <= answer["most"]


@settings(max_examples=12, phases=QUICKLY)
@given(SEEDS, st.data(), st.booleans())
def test_who_follows_the_questions_of_all_measures_reaches_what_they_promise(
    rulebook: Rulebook, seed: int, draws: st.DataObject, is_packaged: bool
) -> None:
    rng = seeded(seed)
    whole = of_package(rulebook, rng) if is_packaged else tied(seed)
    data = whole.data
    advice = whole.advise("questions", data)
    for _ in range(4):
        listed = [entry for entry in advice["questions"] if entry["answers"]]
        if not advice["outlook"]["answers"] or not listed:
            break
        question = listed[0]
        answer = draws.draw(st.sampled_from(question["answers"]))
        data = put(data, [(question["pointer"], answer["value"])])
        assert whole.total(data) == answer["total"]
        before, advice = advice, whole.advise("questions", data)
        after = advice["outlook"]
        if not before["outlook"]["bound"] and not question["bound"] and not after["bound"]:
            assert (after["least"], after["most"]) == (answer["least"], answer["most"])
        assert before["outlook"]["least"] <= after["most"]
        assert after["least"] <= before["outlook"]["most"]


def test_a_finding_that_two_measures_would_pay_is_promised_once() -> None:
    """Of two measures of which one counts, an unlock promises the larger, not both."""
    seen = 0
    for seed in range(200):
        whole = tied(seed)
        if len(whole.rulebook.measures) < 2 or not whole.rulebook.library.between:
            continue
        for entry in whole.advise("unlocks")["unlocks"]:
            counted = sum(e["counted"] for e in entry["opens"])
            seen += entry["gain"] < counted
    assert seen


@pytest.mark.parametrize("place", PLACES)
def test_the_total_that_advice_begins_with_is_that_of_evaluating_the_place(
    rulebook: Rulebook, place: str
) -> None:
    whole = of_package(rulebook, seeded(7))
    whole = Whole(rulebook, whole.data, whole.year, place)
    advice, reports = whole.advise("readings"), whole.reports(whole.data)
    assert advice["total_ceiling"] == reports.total_ceiling
    assert advice["potential_ceiling"] == reports.potential_ceiling
    assert [entry["measure"] for entry in advice["measures"]] == [
        report.measure for report in reports.reports
    ]

"""For a report under one measure, no more facts are read than the measure asks for."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from yaoxie import Profile, Rulebook
from yaoxie.decision.evaluator import Evaluator

from tests.long import agreement
from tests.support.rulebooks import direct, packaged
from tests.support.strategies import profiles, rulebooks


def reports(rulebook: Rulebook, profile: Profile, year: int, *choice: Any) -> tuple[str, str]:
    """The report on the facts that the measure asks for, and that on all facts."""
    evaluator = Evaluator(rulebook.library)
    chosen = rulebook.library.choice(year, *choice)
    every = evaluator.subjects(profile)
    return (
        evaluator.report(profile, year, chosen).to_json(),
        evaluator.report(profile, year, chosen, every).to_json(),
    )


@settings(max_examples=30)
@given(st.integers(0, 2**32))
def test_what_a_rulebook_does_not_ask_for_changes_no_report(seed: int) -> None:
    rng = profiles.seeded(seed)
    files = rulebooks.random_rulebook(rng)
    rulebook = direct(files)
    for year in (2018, 2019, 2020):
        profile = Profile.from_dict(agreement.random_data(rng, files, year))
        asked, every = reports(rulebook, profile, year, None, rulebooks.random_choice(rng, files))
        assert asked == every


@settings(max_examples=60)
@given(profiles.randoms(), st.sampled_from([*packaged()]), st.sampled_from(agreement.ALL_YEARS))
def test_what_a_measure_does_not_ask_for_changes_no_report(
    rulebook: Rulebook, rng: Any, name: str, year: int
) -> None:
    profile = Profile.from_dict(agreement.random_data(rng, packaged()[name], year))
    asked, every = reports(rulebook, profile, year, name, None)
    assert asked == every


def test_a_field_that_no_rule_reads_is_no_fact_of_a_finding(rulebook: Rulebook) -> None:
    company = {"name": "甲", "park": "haidian", "revenue": 1}
    drug = {"id": "D", "category": "innovative", "rd_spend": 1}
    profile = Profile.from_dict({"company": company, "drugs": [drug]})
    for finding in rulebook.evaluate(profile, 2019, "zgc-2019-27").findings:
        assert set(finding.subject.facts) == {"company.park", "drug.category"}

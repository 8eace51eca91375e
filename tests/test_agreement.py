"""Production rules, explanation, and two readings of the contract by themselves all agree."""

from __future__ import annotations

import itertools
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from yaoxie import Finding, Profile, Rulebook
from yaoxie.profile import ITEM_LISTS

from tests import agreement
from tests.kleene import OUTCOMES, Judge, status
from tests.rulebooks import direct, write
from tests.strategies import profiles, rulebooks
from tests.strategies.rulebooks import Files


@settings(max_examples=300)
@given(profiles.randoms(), profiles.years())
def test_the_engine_says_of_zgc_2019_27_what_the_contract_says(
    rulebook: Rulebook, rng: Random, year: int
) -> None:
    data = profiles.random_profile(rng, year)
    readings = profiles.random_readings(rng)
    assert agreement.contradictions(rulebook, data, year, readings) == []


def test_under_every_combination_of_readings_the_engine_says_what_the_contract_says(
    rulebook: Rulebook,
) -> None:
    rng = profiles.seeded(27)
    for chosen in itertools.product(*profiles.READINGS.values()):
        readings = dict(zip(profiles.READINGS, chosen, strict=True))
        for _ in range(2):
            data = profiles.random_profile(rng, 2019)
            assert agreement.contradictions(rulebook, data, 2019, readings) == []


@settings(max_examples=150)
@given(st.integers(0, 2**32))
def test_statuses_and_requirements_of_any_rulebook_follow_kleene(seed: int) -> None:
    rng = profiles.seeded(seed)
    files = rulebooks.random_rulebook(rng)
    _agree(files, direct(files), rng)


@pytest.mark.parametrize("seed", range(6))
def test_a_rulebook_read_from_its_files_follows_kleene(seed: int, tmp_path: Path) -> None:
    rng = profiles.seeded(seed)
    files = rulebooks.random_rulebook(rng)
    _agree(files, Rulebook.load(write(files, tmp_path)), rng)


@pytest.mark.parametrize("seed", range(4))
def test_conditions_of_ten_levels_follow_kleene(seed: int) -> None:
    rng = profiles.seeded(seed)
    files = rulebooks.random_rulebook(rng, depth=10)
    _agree(files, direct(files), rng, profiles_each=4)


@pytest.mark.parametrize("year", [1000, 1001, 9998, 9999])
def test_at_the_edges_of_the_calendar_statuses_follow_kleene(year: int) -> None:
    rng = profiles.seeded(year)
    for _ in range(10):
        files = rulebooks.random_rulebook(rng, year)
        _agree(files, direct(files), rng, year=year)


def test_the_long_run_counts_and_reports_what_contradicts(
    rulebook: Rulebook, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert agreement.main(300) == 0
    assert "300 profiles, seed 0: 0 disagreements" in capsys.readouterr().out
    monkeypatch.setattr("tests.oracle.TEN", 9_999_999)
    rng = profiles.seeded(3)
    data = [profiles.random_profile(rng, 2019) for _ in range(100)]
    assert any(agreement.contradictions(rulebook, profile, 2019, {}) for profile in data)


def _agree(
    files: Files, rulebook: Rulebook, rng: Random, profiles_each: int = 10, year: int = 2019
) -> None:
    for _ in range(profiles_each):
        data = profiles.random_profile(rng, year, rulebooks.MEASURE)
        chosen = rulebooks.random_choice(rng, files)
        report = rulebook.evaluate(Profile.from_dict(data), year, readings=chosen)
        judge = Judge(files.measure, year, chosen)
        expected = []
        for support in files.supports:
            kind = support["subject"]
            if not judge.holds(support):
                continue
            company = data["company"]
            items = [company] if kind == "company" else data.get(ITEM_LISTS[kind]) or []
            for item in items:
                answers = {
                    **judge.requirements(files.measure["requires"], company, company),
                    **judge.requirements(support["requires"], company, item),
                }
                outcomes = {name: OUTCOMES[answer] for name, answer in answers.items()}
                expected.append((support["id"], item.get("id"), status(answers.values()), outcomes))
        assert [_said(finding) for finding in report.findings] == expected


def _said(finding: Finding) -> tuple[str, str | None, str, dict[str, str]]:
    outcomes: dict[str, str] = {
        rule.rule.id: judged.outcome
        for rule, judged in zip(finding.rule.requirements, finding.explained, strict=True)
    }
    return finding.support, finding.subject.id, finding.status, outcomes

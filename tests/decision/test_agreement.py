"""Production rules, explanation, and two readings of the contract by themselves all agree."""

from __future__ import annotations

import itertools
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from yaoxie import Profile, Rulebook
from yaoxie.rules.coherence import CoherenceChecker

from tests.long import agreement
from tests.long.agreement import Asked
from tests.support.rulebooks import direct, packaged, write
from tests.support.settling import Settling
from tests.support.strategies import profiles, rulebooks
from tests.support.strategies.rulebooks import Files

ZGC = packaged()[profiles.MEASURE]

# The readings of the contract are what takes the time; the engine is measured by the other tests.
pytestmark = pytest.mark.no_cover


@pytest.fixture(scope="module", params=[True, False], ids=["remembering", "forgetting"])
def rulebook(request: pytest.FixtureRequest) -> Rulebook:
    """The packaged rulebook, also with every record passing through durable-rules."""
    return Rulebook.load(memo=request.param)


@pytest.mark.parametrize("name", packaged())
@settings(max_examples=20)
@given(rng=profiles.randoms(), year=st.sampled_from(agreement.ALL_YEARS))
def test_the_engine_says_of_a_measure_what_its_files_and_the_contract_say(
    rulebook: Rulebook, name: str, rng: Random, year: int
) -> None:
    files = packaged()[name]
    readings = rulebooks.random_choice(rng, files)
    asked = Asked(files, agreement.random_data(rng, files, year), year, readings)
    assert agreement.contradictions(rulebook, asked) == []


@settings(max_examples=100)
@given(profiles.randoms(), profiles.years())
def test_the_engine_says_of_zgc_2019_27_what_the_contract_says(
    rulebook: Rulebook, rng: Random, year: int
) -> None:
    asked = Asked(ZGC, profiles.random_profile(rng, year), year, profiles.random_readings(rng))
    assert agreement.contradictions(rulebook, asked) == []


def test_under_every_combination_of_readings_the_engine_says_what_the_contract_says() -> None:
    rng = profiles.seeded(27)
    both = itertools.cycle([Rulebook.load(), Rulebook.load(memo=False)])
    for chosen in itertools.product(*profiles.READINGS.values()):
        readings = dict(zip(profiles.READINGS, chosen, strict=True))
        asked = Asked(ZGC, agreement.random_data(rng, ZGC, 2019), 2019, readings)
        assert agreement.contradictions(next(both), asked) == []


@settings(max_examples=20)
@given(profiles.randoms(), st.sampled_from([2019, 2023, 2024, 2025]))
def test_a_comparison_says_what_each_measure_says_as_it_is_and_without_its_registration(
    rulebook: Rulebook, rng: Random, year: int
) -> None:
    data = agreement.random_data(rng, rng.choice(list(packaged().values())), year)
    compared = rulebook.compare(Profile.from_dict(data), year).measures
    for measure in compared:
        files = packaged()[measure.measure]
        for report, registered in ((measure.as_is, False), (measure.if_registered, True)):
            expected = Settling(files, data, year, {}, registered=registered).answers()
            assert agreement.totals(report) == (expected.total, expected.potential)
    sums = [
        sum(finding.counted for finding in measure.as_is.findings if not finding.unbounded)
        for measure in compared
    ]
    assert sums == sorted(sums, reverse=True)
    in_series = {name for series in rulebook.series.values() for name in series.versions}
    assert {measure.measure for measure in compared} >= set(packaged()) - in_series


@settings(max_examples=80)
@given(st.integers(0, 2**32))
def test_statuses_and_requirements_of_any_rulebook_follow_kleene(seed: int) -> None:
    rng = profiles.seeded(seed)
    files = rulebooks.random_rulebook(rng)
    _agree(files, direct(files, memo=bool(seed % 2)), rng)


@pytest.mark.parametrize("seed", range(6))
def test_a_rulebook_read_from_its_files_follows_kleene(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Chance contradicts itself more often than measures do.
    monkeypatch.setattr(CoherenceChecker, "run", lambda _: None)
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
    printed = capsys.readouterr().out
    assert printed.startswith(f"300 profiles under {len(packaged())} measures, seed 0: 0 disagree")
    rng = profiles.seeded(3)
    all_asked = [Asked(ZGC, profiles.random_profile(rng, 2019), 2019, {}) for _ in range(100)]
    changes: dict[str, object] = {
        "oracle.TEN": 9_999_999,
        "settling.supplemented": lambda amount, _: amount - 1,
    }
    for place, change in changes.items():
        with monkeypatch.context() as patch:
            patch.setattr(f"tests.support.{place}", change)
            assert any(agreement.contradictions(rulebook, asked) for asked in all_asked)


def _agree(
    files: Files, rulebook: Rulebook, rng: Random, profiles_each: int = 10, year: int = 2019
) -> None:
    for _ in range(profiles_each):
        data = agreement.random_data(rng, files, year)
        chosen = rulebooks.random_choice(rng, files)
        assert agreement.contradictions(rulebook, Asked(files, data, year, chosen)) == []

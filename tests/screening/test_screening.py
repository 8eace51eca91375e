"""Screening and evaluating say the same: of random profiles, measures, readings and rulebooks."""

from __future__ import annotations

import gc
import itertools
import weakref
from random import Random

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from yaoxie import Profile, Rulebook
from yaoxie.errors import InputError, OptionError
from yaoxie.rules.plan import Plan
from yaoxie.screening import joint
from yaoxie.screening.columns import part_of
from yaoxie.screening.facts import Slice
from yaoxie.screening.screening import Screening
from yaoxie.synth import population
from yaoxie.tables import schema
from yaoxie.tables.profiles import tables_of

from tests.long import agreement, screened
from tests.support.rulebooks import direct, packaged, simple, support_of
from tests.support.strategies import profiles, rulebooks
from tests.support.strategies.rulebooks import SOURCE, TITLE

SCHEMA = schema.of()


@pytest.mark.parametrize("name", packaged())
@settings(max_examples=3)
@given(rng=profiles.randoms(), year=st.sampled_from(agreement.ALL_YEARS))
def test_screening_says_of_every_measure_what_evaluating_says(
    rulebook: Rulebook, name: str, rng: Random, year: int
) -> None:
    files = packaged()[name]
    readings = rulebooks.random_choice(rng, files)
    profiles = [Profile.from_dict(agreement.random_data(rng, files, year)) for _ in range(8)]
    assert screened.compared(rulebook, name, year, readings, profiles) == []


@settings(max_examples=25)
@given(profiles.randoms())
def test_screening_says_of_random_rulebooks_what_evaluating_says(rng: Random) -> None:
    files = rulebooks.random_rulebook(rng)
    rulebook = direct(files)
    readings = rulebooks.random_choice(rng, files)
    profiles = [Profile.from_dict(agreement.random_data(rng, files, 2019)) for _ in range(6)]
    name = files.measure["id"]
    try:
        differences = screened.compared(rulebook, name, 2019, readings, profiles)
    except (OptionError, InputError) as refused:  # an amount, or a total, of more than 64 bits
        assert "to screen" in str(refused) or "2^62" in str(refused)  # noqa: PT017
    else:
        assert differences == []


def test_what_a_slice_takes_goes_with_it_without_the_collector(
    rulebook: Rulebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    slices: list[weakref.ref[Slice]] = []

    def noted(tables: schema.Tables, own: schema.Schema) -> Slice:
        slice_ = Slice(tables, own)
        slices.append(weakref.ref(slice_))
        return slice_

    monkeypatch.setattr(joint, "Slice", noted)
    screening = rulebook.screening(year=2019)
    tables = population.tables(20, 1, year=2019)
    gc.disable()
    try:
        screening.run(tables)
        assert [slice_() for slice_ in slices] == [None]
    finally:
        gc.enable()


def random_plan(seed: int) -> Plan:
    rng = profiles.seeded(seed)
    files = rulebooks.random_rulebook(rng)
    return direct(files).plan(2019, None, rulebooks.random_choice(rng, files))


def test_a_measure_without_any_support_under_the_readings_has_no_findings() -> None:
    plans = (random_plan(seed) for seed in itertools.count())
    screening = Screening(next(plan for plan in plans if not plan.supports), 2019)
    screened = screening.run(tables_of([(1, Profile.from_dict({"company": {"name": "甲"}}))]))
    assert (screened.findings.height, screened.companies["total_ceiling"].to_list()) == (0, [0])


def test_amounts_of_more_than_64_bits_are_refused() -> None:
    uplifts = [
        {
            "id": f"up-{i}",
            "title": TITLE,
            "when": {"field": "company.owns_ip", "is": True},
            "rate": "999",
            "source": SOURCE,
        }
        for i in range(2)
    ]
    ceiling = {"amount": 10**14, "source": SOURCE}
    files = simple([support_of("much", "company", ceiling=ceiling, uplift=uplifts)])
    with pytest.raises(OptionError, match="/measure/much"):
        direct(files).screening(2019)


def test_requirements_past_the_sixty_fourth_stand_in_further_masks() -> None:
    conditions = [{"field": "company.owns_ip", "is": True}] * 63 + [
        {"field": "company.legal_person", "is": True},
        {"field": "company.core_technology", "is": True},
        {"field": "company.high_end_sector", "is": True},
    ]
    rulebook = direct(simple([support_of("many", "company", *conditions)]))
    company = {"name": "甲", "owns_ip": True, "legal_person": False, "core_technology": False}
    profile = Profile.from_dict({"company": company})
    assert screened.compared(rulebook, "simple", 2019, {}, [profile]) == []
    screening = Screening(rulebook.evaluate(profile, 2019).plan, 2019)
    row = screening.run(tables_of([(1, profile)])).findings.to_dicts()[0]
    assert (row["unmet"], row["unmet_1"]) == (1 << 63, 1)
    assert (row["unknown"], row["unknown_1"]) == (0, 2)


def test_a_population_without_companies_has_no_findings(rulebook: Rulebook) -> None:
    plan = rulebook.evaluate(Profile.from_dict({"company": {"name": "甲"}}), 2019).plan
    empty = Screening(plan, 2019).run({name: SCHEMA.empty(name) for name in SCHEMA.tables})
    assert (empty.findings.height, empty.companies.height) == (0, 0)


@given(
    st.integers(0, 10**15),
    st.integers(0, 999_999_999),
    st.sampled_from([1, 10, 100, 1_000_000]),
)
def test_parts_of_amounts_are_exact_without_leaving_64_bits(
    amount: int, numerator: int, denominator: int
) -> None:
    numerator = min(numerator, 1000 * denominator - 1)
    frame = pl.DataFrame({"amount": [amount]}).select(
        part_of(pl.col("amount"), numerator, denominator)
    )
    assert frame.item() == amount * numerator // denominator

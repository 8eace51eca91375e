"""Made-up companies can meet, and fail, all that the packaged measures ask."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import polars as pl
import pytest
from yaoxie import Plan, Rulebook
from yaoxie.profile.vocabulary import COMPANY
from yaoxie.rules.conditions import facts_of
from yaoxie.screening.columns import truth
from yaoxie.screening.facts import Slice
from yaoxie.synth import population
from yaoxie.tables import schema

COUNT, SEED, YEAR = 5000, 17, 2025
Asked = tuple[str, str, str]  # measure, support (`applicant` for all) and requirement


def plans(rulebook: Rulebook, measure: str) -> Iterator[tuple[int, Plan]]:
    """As it stands by default at its begin and today, and today with each other option."""
    dates = rulebook.measures[measure].dates
    begun = dates.first.year if dates.first else dates.year or YEAR
    for year in (begun + 1, YEAR):
        yield year, rulebook.plan(year, measure)
    for reading in rulebook.measures[measure].readings:
        for option in reading.options[1:]:
            yield YEAR, rulebook.plan(YEAR, measure, {reading.id: option.id})


def asked(rulebook: Rulebook) -> dict[str, dict[str, tuple[pl.Expr, set[str], set[Asked]]]]:
    """By kind of subject, each condition as a column, with its facts and the requirements."""
    kinds: dict[str, dict[str, tuple[pl.Expr, set[str], set[Asked]]]] = defaultdict(dict)
    for measure in rulebook.measures:
        for year, plan in plans(rulebook, measure):
            every = [(COMPANY, "applicant", entry) for entry in plan.applicant]
            every += [(s.kind, s.id, entry) for s in plan.supports for entry in s.requirements]
            for kind, support, entry in every:
                met = truth(entry.condition, plan.windows, year)
                new = (met, set(facts_of(entry.condition)), set[Asked]())
                kinds[kind].setdefault(str(met), new)[2].add((measure, support, entry.id))
    return kinds


@pytest.fixture(scope="module")
def outcomes(rulebook: Rulebook) -> dict[Asked, set[bool]]:
    """Of each requirement, whether it is met by some company's subjects, and unmet by some."""
    companies = Slice(population.tables(COUNT, SEED), schema.of())
    found: dict[Asked, set[bool]] = defaultdict(set)
    for kind, conditions in asked(rulebook).items():
        facts = {fact: None for _, names, _ in conditions.values() for fact in sorted(names)}
        columns = [met for met, _, _ in conditions.values()]
        truths = companies.facts(kind, facts).select(
            pl.concat_list(column.any(), (~column).any()).alias(str(number))
            for number, column in enumerate(columns)
        )
        for (some, others), (_, _, requirements) in zip(
            truths.row(0), conditions.values(), strict=True
        ):
            for requirement in requirements:
                found[requirement] |= {True} if some else set()
                found[requirement] |= {False} if others else set()
    return found


@pytest.mark.parametrize("outcome", [True, False], ids=["met", "unmet"])
def test_every_requirement_of_every_measure_comes_out_both_ways(
    outcomes: dict[Asked, set[bool]], outcome: bool
) -> None:
    assert outcomes
    assert sorted(name for name, found in outcomes.items() if outcome not in found) == []

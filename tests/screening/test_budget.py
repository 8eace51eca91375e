"""Budgets of populations: of several measures, with what rules between them take off."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import replace
from random import Random

import polars as pl
import pytest
from hypothesis import given, settings
from rich.cells import cell_len
from rich.console import Console
from yaoxie import Finding, Profile, Rulebook
from yaoxie.errors import OptionError
from yaoxie.messages import Lang
from yaoxie.render import amounts, report
from yaoxie.render import budget as budget_table
from yaoxie.render.wording import Wording
from yaoxie.screening.summary import build
from yaoxie.screening.summary.model import PopulationSummary

from tests.long import agreement
from tests.support.budgets import differences_of_budget
from tests.support.rulebooks import packaged
from tests.support.runs import YEAR
from tests.support.strategies import profiles

TIED = ("chongqing-2022", "chongqing-2025")  # by rules between measures
TOGETHER = (*TIED, "chengdu-2025", "guangzhou-2020")


def random_profiles(rng: Random, count: int) -> list[Profile]:
    files = packaged()
    chosen = [files[rng.choice(TOGETHER)] for _ in range(count)]
    return [Profile.from_dict(agreement.random_data(rng, own, YEAR)) for own in chosen]


def summed(rulebook: Rulebook, companies: list[Profile]) -> PopulationSummary:
    found = rulebook.screen(companies, YEAR, TOGETHER)
    plans = [rulebook.plan(YEAR, name) for name in TOGETHER]
    return build.of(found.findings, found.companies, plans, found.legends, YEAR, 0, found.totals)


@settings(max_examples=4)
@given(profiles.randoms())
def test_the_budget_of_several_measures_is_a_plain_count(rulebook: Rulebook, rng: Random) -> None:
    companies = random_profiles(rng, 25)
    reports = [[rulebook.evaluate(own, YEAR, name) for name in TOGETHER] for own in companies]
    population = summed(rulebook, companies)
    assert differences_of_budget(population, reports) == []
    budget = population.budget
    alone = [sum(r.total_ceiling for r in own) for own in reports]
    open_ = [any(f.unbounded for r in own for f in r.findings if f.money) for own in reports]
    totals = rulebook.screen(companies, YEAR, TOGETHER).totals.collect()["total_ceiling"].to_list()
    cuts = [a - t for a, t, is_open in zip(alone, totals, open_, strict=True) if not is_open]
    assert budget.between == sum(cuts)
    assert budget.total == budget.whole.counted - budget.between
    assert budget.total <= budget.potential


@settings(max_examples=2)
@given(profiles.randoms())
def test_the_budget_by_field_is_a_plain_count(rulebook: Rulebook, rng: Random) -> None:
    by = ("company.region", "drug.registration_class", "company.owns_ip")
    companies = random_profiles(rng, 8)
    found = rulebook.screen(companies, YEAR, TOGETHER, by=by)
    plans = [rulebook.plan(YEAR, name) for name in TOGETHER]
    asked = (plans, found.legends, YEAR, 0, found.totals)
    budget = build.of(found.findings, found.companies, *asked, by=by).budget
    figures: dict[tuple[str, str | None], Counter[str]] = defaultdict(Counter)
    for own in companies:
        reports = [rulebook.evaluate(own, YEAR, name) for name in TOGETHER]
        findings = [finding for report in reports for finding in report.findings if finding.money]
        for finding in findings:
            for field in by:
                if finding.status != "ineligible" and of_kind(finding, field):
                    count = figures[field, word_of(own, finding, field, rulebook)]
                    count[f"{finding.status}_findings"] += 1
                    if not finding.unbounded:
                        count[f"{finding.status}_ceiling"] += finding.ceiling
                        count["counted"] += finding.counted
    lines = {(entry.by, line.id): line for entry in budget.breakdowns[3:] for line in entry.lines}
    assert lines.keys() == figures.keys()
    for key, line in lines.items():
        expected = figures[key]
        assert line.findings == expected["eligible_findings"]
        assert line.ceiling == expected["eligible_ceiling"]
        assert line.counted == expected["counted"]
        assert line.undetermined_findings == expected["undetermined_findings"]
        assert line.undetermined_ceiling == expected["undetermined_ceiling"]


def of_kind(finding: Finding, field: str) -> bool:
    return field.startswith(("company.", f"{finding.terms.support.kind}."))


def word_of(company: Profile, finding: Finding, field: str, rulebook: Rulebook) -> str | None:
    """What the finding's subject, or its company, says in a field; None where that is unknown."""
    kind, name = field.split(".")
    data = json.loads(company.to_json())
    subject = data["company"]
    if kind != "company":
        (subject,) = (own for own in data["drugs"] if own["id"] == finding.subject.id)
    value = subject.get(name)
    if isinstance(value, bool):
        return str(value).lower()
    return value if value in rulebook.library.vocabulary.fields(kind)[name].type.words else None


def test_a_budget_is_by_fields_of_words_alone(rulebook: Rulebook) -> None:
    by = ["company.regio", "drug.rd_spend_phase_1", "company.region"]
    with pytest.raises(OptionError) as refused:
        rulebook.screen([{"company": {"name": "甲"}}], YEAR, "chengdu-2025", by=by)
    faults = refused.value.faults
    assert [(fault.value, fault.pointer) for fault in faults] == [(by[0], "/by"), (by[1], "/by")]
    assert faults[0].nearest == "company.region"


def test_rules_between_measures_are_taken_off_the_total(rulebook: Rulebook) -> None:
    budget = summed(rulebook, random_profiles(profiles.seeded(5), 120)).budget
    assert budget.between > 0
    assert budget.total + budget.between == sum(line.counted for line in budget.breakdowns[0].lines)
    assert [line.id for line in budget.breakdowns[0].lines] == ["chongqing", "chengdu", "guangzhou"]


def test_sums_may_be_larger_than_a_column_of_a_company_holds(rulebook: Rulebook) -> None:
    """Whole yuan, exactly: twice what 64 bits can say."""
    found = rulebook.screen(random_profiles(profiles.seeded(1), 60), YEAR, "chengdu-2025")
    most = 2**62
    written = found.findings.collect()
    eligible = pl.lit("eligible", written.schema["status"])
    findings = written.with_columns(
        status=eligible, ceiling=pl.lit(most), counted=pl.lit(most), bound_by=None
    )
    plan = rulebook.plan(YEAR, "chengdu-2025")
    legends = {"chengdu-2025": found.legend}
    population = build.of(findings.lazy(), found.companies, [plan], legends, YEAR)
    assert findings.height > 4
    assert population.budget.whole.ceiling == findings.height * most


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_table_says_the_budget_within_the_width(rulebook: Rulebook, lang: Lang) -> None:
    population = summed(rulebook, random_profiles(profiles.seeded(3), 120))
    budget = population.budget
    wording = Wording(lang)
    for width in (80, 120):
        console = Console(width=width, force_terminal=False)
        text = report.print_to(console, budget_table.render(budget, wording))
        assert all(cell_len(line) <= width for line in text.splitlines())
        assert "…" not in text
        assert f"{budget.total:,}" in text
        assert f"{budget.between:,}" in text
        for breakdown in budget.breakdowns:
            assert budget_table.title(breakdown, wording) in text
            for line in breakdown.lines:
                assert not line.counted or amounts.compact(line.counted, wording) in text
    assert json.loads(json.dumps(population.to_dict())) == population.to_dict()


def test_a_population_of_nobody_costs_nothing(rulebook: Rulebook) -> None:
    found = rulebook.screen([{"company": {"name": "甲"}}], YEAR, "chengdu-2025")
    plan = rulebook.plan(YEAR, "chengdu-2025")
    nobody = (found.findings.limit(0), found.companies.limit(0))
    budget = build.of(*nobody, [plan], {"chengdu-2025": found.legend}, YEAR).budget
    assert (budget.total, budget.potential, budget.whole.findings) == (0, 0, 0)
    assert replace(budget.breakdowns[1].lines[0], id=None, title=None) == replace(
        budget.whole, potential=0
    )

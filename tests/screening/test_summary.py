"""Every figure of a summary is what a plain count over the reports of the same profiles finds."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import polars as pl
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from yaoxie import Finding, Profile, Report, Rulebook
from yaoxie.errors import InputError, OptionError
from yaoxie.messages import Lang
from yaoxie.render import amounts
from yaoxie.render import report as table
from yaoxie.render import summary as summary_table
from yaoxie.render.wording import Wording
from yaoxie.rules import conditions
from yaoxie.rules.operators.amounts import AgainstPart
from yaoxie.rules.operators.test import Test
from yaoxie.rules.operators.two_days import BesideDay
from yaoxie.screening.screening import Screened, Screening
from yaoxie.screening.summary import build
from yaoxie.screening.summary.model import PopulationSummary, StatusFigures, Summary
from yaoxie.tables.profiles import tables_of

from tests.long import agreement
from tests.long.screened import differences
from tests.support.budgets import differences_of_budget
from tests.support.kleene import Judge
from tests.support.rulebooks import direct, packaged, simple, support_of
from tests.support.strategies import profiles, rulebooks

MEASURES = ["zgc-2019-27", "guangzhou-2020", "haikou-2024", "beijing-30-2019", "chengdu-2025"]


def evaluated(
    rulebook: Rulebook, name: str, readings: dict[str, str], data: Sequence[profiles.Data]
) -> tuple[list[Report], Screening, Screened]:
    profiles = [Profile.from_dict(profile) for profile in data]
    reports = [rulebook.evaluate(profile, 2024, name, readings) for profile in profiles]
    screening = Screening(reports[0].plan, 2024)
    return reports, screening, screening.run(tables_of(enumerate(profiles)))


def population(screening: Screening, screened: Screened, bad: int = 0) -> PopulationSummary:
    legends = {screening.plan.measure.id: screening.legend()}
    findings, companies = screened.findings.lazy(), screened.companies.lazy()
    return build.of(findings, companies, [screening.plan], legends, screening.year, bad)


def summed(screening: Screening, screened: Screened, bad: int = 0) -> Summary:
    return population(screening, screened, bad).measures[0]


def outcomes(finding: Finding) -> Iterator[tuple[str, str | None, str, str, list[str]]]:
    """Part, support, id, outcome and fields of all that a finding looked at."""
    applicants = len(finding.terms.requirements) - len(finding.terms.support.requirements)
    for place, (terms, judgement) in enumerate(
        zip(finding.terms.requirements, finding.judgements, strict=True)
    ):
        rule, own = terms.requirement, place >= applicants
        part = "requirement" if own else "applicant"
        support = finding.support if own else None
        yield part, support, rule.id, judgement.outcome, sorted(read(rule.condition))
    supplements = finding.terms.supplements if finding.supplements else ()
    for (supplement, _), judgement in zip(supplements, finding.supplements, strict=True):
        yield (
            supplement.kind,
            finding.support,
            supplement.id,
            judgement.outcome,
            sorted(read(supplement.condition)),
        )
    share = finding.terms.support.share
    if share is not None and finding.amount.missing:
        yield "base", finding.support, share.base.name, "unknown", sorted(share.base.facts)
    for entry in finding.open_limits:
        limit = entry.limit
        assert limit.share is not None
        yield "limit", None, limit.id, "unknown", sorted(limit.share.base.facts)


def read(condition: conditions.Condition) -> set[str]:
    if isinstance(condition, AgainstPart):
        return {condition.fact, condition.operand.of}
    if isinstance(condition, BesideDay):
        return {condition.fact, condition.other.fact}
    if isinstance(condition, Test):
        return {condition.fact}
    parts = (condition.part,) if isinstance(condition, conditions.Not) else condition.parts
    return {fact for part in parts for fact in read(part)}


class Slow:
    """The same figures, counted one finding after the other."""

    def __init__(self, reports: Sequence[Report]) -> None:
        self.counted: dict[str, Counter[Any]] = defaultdict(Counter)
        self.companies: dict[str, dict[Any, set[int]]] = defaultdict(lambda: defaultdict(set))
        self.totals: list[int] = []
        self.counts: Counter[str] = Counter()
        for number, report in enumerate(reports):
            self._totals(report)
            eligible = any(finding.status == "eligible" for finding in report.findings)
            for finding in report.findings:
                self._finding(number, finding, eligible=eligible)

    def _totals(self, report: Report) -> None:
        unbounded_findings = [
            finding
            for finding in report.findings
            if finding.money and finding.status != "ineligible" and finding.unbounded
        ]
        total = report.total_ceiling - sum(finding.counted for finding in unbounded_findings)
        self.totals.append(total)
        self.counts["total"] += total
        self.counts["potential"] += total if unbounded_findings else report.potential_ceiling
        self.counts["unbounded"] += bool(unbounded_findings)
        self.counts["upper_bound"] += report.upper_bound
        self.counts["funded"] += total > 0
        self.counts["eligible"] += any(finding.status == "eligible" for finding in report.findings)

    def _finding(self, number: int, finding: Finding, *, eligible: bool) -> None:
        key = (finding.support, finding.status)
        is_unbounded = finding.status != "ineligible" and finding.unbounded
        ceiling, counted = (0, 0) if is_unbounded else (finding.ceiling, finding.counted)
        self._count("status", key, number, ceiling=ceiling, counted=counted, open=is_unbounded)
        if finding.bound_by not in {None, "ceiling", "share"}:
            self._count("limit", (finding.bound_by, None), number, yuan=ceiling - counted)
        if by := finding.excluded_by:
            self._count("group", (by.group, by.by), number, yuan=ceiling - counted)
        entries = list(outcomes(finding))
        unknown = [entry for entry in entries if entry[3] == "unknown"]
        if finding.status == "undetermined":
            for part, support, name, _, _ in unknown:
                self._count("unknown", (part, support, name), number)
            for fact in {fact for entry in unknown for fact in entry[4]}:
                self._count("field", fact, number)
                self.counted["surely"][fact] += any(entry[4] == [fact] for entry in unknown)
        unmet = [entry[2] for entry in entries if entry[3] == "unmet"]
        if finding.status == "ineligible" and len(unmet) == 1 and not unknown:
            self.counted["near"][finding.support, unmet[0]] += 1
            if not eligible:
                self.companies["near"][finding.support, unmet[0]].add(number)

    def _count(self, what: str, key: Any, number: int, **amounts: int) -> None:
        self.counted[what][key] += 1
        self.companies[what][key].add(number)
        for name, amount in amounts.items():
            self.counted[name][key] += amount

    def both(self, what: str) -> dict[Any, tuple[int, int]]:
        return {
            key: (count, len(self.companies[what][key]))
            for key, count in self.counted[what].items()
        }


def check(population: PopulationSummary, reports: Sequence[Report]) -> None:
    assert differences_of_budget(population, [[report] for report in reports]) == []
    (summary,), slow = population.measures, Slow(reports)
    assert summary.companies == len(reports)
    for name in ("total", "potential", "unbounded", "upper_bound", "funded", "eligible"):
        assert getattr(summary, name) == slow.counts[name], name
    assert summary.largest == max(slow.totals)
    for bucket in summary.buckets:
        top = bucket.below or max(slow.totals) + 1
        assert bucket.companies == sum(bucket.at_least <= amount < top for amount in slow.totals)
    assert sum(bucket.companies for bucket in summary.buckets) == len(reports)
    for support in summary.supports:
        for status in ("eligible", "undetermined", "ineligible"):
            figures, key = getattr(support, status), (support.support, status)
            both = slow.both("status").get(key, (0, 0))
            assert (figures.findings, figures.companies) == both
            assert figures.ceiling == slow.counted["ceiling"][key]
            assert figures.counted == slow.counted["counted"][key]
            assert figures.unbounded == slow.counted["open"][key]
    unknown = {(o.part, o.support, o.id): (o.findings, o.companies) for o in summary.unknown}
    assert unknown == slow.both("unknown")
    assert {
        entry.fact: (entry.findings, entry.companies) for entry in summary.missing
    } == slow.both("field")
    assert {entry.fact: entry.surely for entry in summary.missing} == dict(slow.counted["surely"])
    near = {
        (entry.support, entry.id): (entry.findings, entry.companies) for entry in summary.one_away
    }
    assert near == slow.both("near")
    assert summary.near == len(set().union(*slow.companies["near"].values()))
    for what, cuts in (("limit", summary.limits), ("group", summary.groups)):
        assert {
            (entry.id, entry.by): (entry.findings, entry.companies) for entry in cuts
        } == slow.both(what)
        assert all(entry.yuan == slow.counted["yuan"][entry.id, entry.by] for entry in cuts)


@pytest.mark.parametrize("name", MEASURES)
def test_every_figure_is_that_of_a_plain_count_over_reports(rulebook: Rulebook, name: str) -> None:
    files, rng = packaged()[name], profiles.seeded(4)
    data = [agreement.random_data(rng, files, 2024) for _ in range(400)]
    reports, screening, screened = evaluated(rulebook, name, {}, data)
    check(population(screening, screened), reports)


@settings(max_examples=40)
@given(st.integers(0, 1_000_000))
def test_every_figure_is_that_of_a_plain_count_under_random_rulebooks(seed: int) -> None:
    rng = profiles.seeded(seed)
    files = rulebooks.random_rulebook(rng)
    readings = rulebooks.random_choice(rng, files)
    judge = Judge(files.measure, 2024, readings)
    assume(any(judge.applies(support) for support in files.supports))
    data = [agreement.random_data(rng, files, 2024) for _ in range(15)]
    name = files.measure["id"]
    try:
        reports, screening, screened = evaluated(direct(files), name, readings, data)
    except (OptionError, InputError) as refused:  # an amount, or a total, of more than 64 bits
        assert "to screen" in str(refused) or "2^62" in str(refused)  # noqa: PT017
        return
    # That screening and evaluating agree at all is for other tests to see.
    assume(not any(differences(screened, reports, screening.legend())))
    check(population(screening, screened), reports)


def test_companies_that_batches_part_are_counted_once(
    rulebook: Rulebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    files, rng = packaged()["haikou-2024"], profiles.seeded(1)
    data = [agreement.random_data(rng, files, 2024) for _ in range(60)]
    _, screening, screened = evaluated(rulebook, "haikou-2024", {}, data)
    whole = summed(screening, screened)
    sizes = []
    collect = pl.LazyFrame.collect_batches

    def small(frame: pl.LazyFrame, **options: Any) -> Iterator[pl.DataFrame]:
        for batch in collect(frame, **options):
            for part in batch.iter_slices(2):
                sizes.append(part.height)
                yield part

    monkeypatch.setattr(pl.LazyFrame, "collect_batches", small)
    assert summed(screening, screened) == whole
    assert len(sizes) > 60


def test_requirements_past_the_sixty_fourth_are_counted() -> None:
    fields = ["owns_ip", "core_technology", "high_end_sector"]
    conditions = [{"field": f"company.{fields[i % 3]}", "is": i < 70} for i in range(71)]
    rulebook = direct(simple([support_of("many", "company", *conditions)]))
    company = {"name": "甲", "owns_ip": True, "core_technology": True, "high_end_sector": True}
    data = [{"company": {**company, field: None}} for field in (*fields, "id")]
    reports, screening, screened = evaluated(rulebook, "simple", {}, data)
    counted = population(screening, screened)
    check(counted, reports)
    summary = counted.measures[0]
    assert [(near.id, near.companies) for near in summary.one_away] == [("r-70", 1)]


def test_a_population_of_nobody_has_a_summary(rulebook: Rulebook) -> None:
    _, screening, screened = evaluated(rulebook, "zgc-2019-27", {}, [{"company": {"name": "甲"}}])
    nobody = Screened(screened.findings.clear(), screened.companies.clear())
    summary = summed(screening, nobody, bad=3)
    assert (summary.companies, summary.bad, summary.total, summary.buckets) == (0, 3, 0, ())
    assert all(support.eligible.findings == 0 for support in summary.supports)
    for lang in ("zh", "en"):
        assert shown(summary, lang)


def test_the_legend_of_another_measure_is_refused(rulebook: Rulebook) -> None:
    company = {"company": {"name": "甲"}}
    _, screening, screened = evaluated(rulebook, "guangzhou-2020", {}, [company])
    frames = (screened.findings.lazy(), screened.companies.lazy())
    with pytest.raises(ValueError, match="legend"):
        build.of(*frames, [screening.plan], {"guangzhou-2020": {"phase-1-entry": ["other"]}}, 2024)


def shown(summary: Summary, lang: Lang, width: int = 100) -> str:
    console = Console(width=width, force_terminal=False)
    return table.print_to(console, summary_table.render(summary, Wording(lang)))


@pytest.mark.parametrize("name", MEASURES)
def test_the_table_says_the_figures_in_both_languages(rulebook: Rulebook, name: str) -> None:
    files, rng = packaged()[name], profiles.seeded(2)
    data = [agreement.random_data(rng, files, 2024) for _ in range(200)]
    _, screening, screened = evaluated(rulebook, name, {}, data)
    summary = summed(screening, screened, bad=7)
    assert json.loads(json.dumps(summary.to_dict())) == summary.to_dict()
    assert summary.to_dict() == summed(screening, screened, bad=7).to_dict()
    for lang in ("zh", "en"):
        for width in (80, 100):
            text = shown(summary, lang, width)
            assert all(cell_len(line) <= width for line in text.splitlines())
            assert "…" not in shown(replace(summary, total=10**18, companies=10**10), lang, width)
        assert lang == "zh" or all(word in text for word in summary.supports[0].title["en"].split())
        assert f"{summary.total:,}" in text
        assert f"{summary.near:,}" in text
        assert amounts.compact(summary.supports[0].eligible.counted, Wording(lang)) in text
        assert "█" in text
    assert "Companies" in shown(summary, "en")


def test_the_head_names_the_year_and_other_readings_than_the_default(rulebook: Rulebook) -> None:
    asked = ("zgc-2019-27", {"cap-scope": "company"}, [{"company": {"name": "甲"}}])
    summary = summed(*evaluated(rulebook, *asked)[1:])
    (reading,) = summary.to_dict()["readings"]
    assert (summary.to_dict()["claim_year"], reading["option"]) == (2024, "company")
    head = [
        "zgc-2019-27、2024 申报年度",
        "每年1000万元上限和项目总投资额30%的适用范围：整个企业〔非默认〕",
    ]
    assert shown(summary, "zh").splitlines()[1:3] == head


def test_open_amounts_have_a_line_of_their_own(rulebook: Rulebook) -> None:
    summary = summed(*evaluated(rulebook, "guangzhou-2020", {}, [{"company": {"name": "甲"}}])[1:])
    support = replace(summary.supports[0], eligible=StatusFigures(12, 11, 0, 0, 7))
    lines = shown(replace(summary, supports=(support,)), "en").splitlines()
    assert [line.split() for line in lines if "Open" in line] == [["Open", "7", "-", "-"]]


@pytest.mark.parametrize(
    ("amount", "chinese", "english"),
    [
        (0, "0", "0"),
        (9_999, "9,999", "10k"),
        (125_000_000, "1.25亿", "125m"),
        (4_221_000_000, "42.21亿", "4.22bn"),
        (10**15, "10,000,000亿", "1,000,000bn"),
    ],
)
def test_amounts_are_rounded_in_their_largest_unit(amount: int, chinese: str, english: str) -> None:
    assert amounts.compact(amount, Wording("zh")) == chinese
    assert amounts.compact(amount, Wording("en")) == english

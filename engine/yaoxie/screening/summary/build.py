"""A screened population in figures: who may claim what, what is missing, and what limits cut."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

import polars as pl

from yaoxie.profile.titles import fact_title
from yaoxie.rules.conditions import Condition, facts_of
from yaoxie.rules.plan import Plan, Support
from yaoxie.screening.columns import STATUSES
from yaoxie.screening.reasons import ReasonBits
from yaoxie.screening.summary.budget import BudgetCounts, cut_between
from yaoxie.screening.summary.counts import Counts, Figures, Mark, whole_companies
from yaoxie.screening.summary.model import (
    Bucket,
    Chosen,
    Cut,
    MissingField,
    Near,
    PopulationSummary,
    StatusFigures,
    Summary,
    SupportFigures,
    Unknown,
    UnmatchedAwards,
)
from yaoxie.values import Title, Titles

# Where the histogram of totals is cut, in yuan: nothing; then 1 to under 100,000; and so on.
EDGES = (
    *(1, 100_000, 500_000, 1_000_000, 2_000_000, 5_000_000, 10_000_000),
    *(20_000_000, 50_000_000, 100_000_000),
)
SUBJECT = "subject"
_MILESTONE_PARTS = 3  # parts of `kind.milestone.word`, which says whether it is listed
U = TypeVar("U", Unknown, MissingField, Near)


def of(  # noqa: PLR0913 - the files of a result, and what they say of themselves
    findings: pl.LazyFrame,
    companies: pl.LazyFrame,
    plans: Sequence[Plan],
    legends: Mapping[str, Mapping[str, list[str]]],
    year: int,
    bad: int = 0,
    totals: pl.LazyFrame | None = None,
    *,
    by: Sequence[str] = (),
) -> PopulationSummary:
    """The summary of what screening a claim year wrote, in its order; the findings are read once.

    `legends` by measure; `totals` are there where measures were screened in one pass. `bad`
    companies were left out. What earlier awards match nothing is in the last measure's summary, as
    it is the same for all. Raises ValueError where a legend is not the plan's.
    `by`: fields that findings have a column of.
    """
    counts = {plan.measure.id: _counts(plan, legends[plan.measure.id]) for plan in plans}
    budget = BudgetCounts(plans, by)
    for batch in whole_companies(findings, by):
        budget.add(batch)
        for measure, own in _by_measure(batch, plans):
            counts[measure].add(own)
    summaries = []
    for number, plan in enumerate(plans, 1):
        by_company = companies if totals is None else totals
        unmatched = tuple(_unmatched(by_company)) if number == len(plans) else ()
        of_plan = companies
        if totals is not None:
            of_plan = companies.filter(pl.col("measure") == plan.measure.id)
        summaries.append(_summary(counts[plan.measure.id], of_plan, unmatched, plan, year, bad))
    unbounded = [own.unbounded for own in counts.values()]
    cut = cut_between(companies, totals, unbounded)
    return PopulationSummary(budget.budget(year, summaries, cut), tuple(summaries))


def _by_measure(batch: pl.DataFrame, plans: Sequence[Plan]) -> Iterator[tuple[str, pl.DataFrame]]:
    """The findings of each measure; of a single one, they need not name it."""
    if "measure" not in batch.columns:
        yield plans[0].measure.id, batch
        return
    for (measure,), own in batch.partition_by("measure", as_dict=True).items():
        yield str(measure), own


def _counts(plan: Plan, legend: Mapping[str, list[str]]) -> Counts:
    if any(legend.get(support.id) != ReasonBits.of(plan, support).ids for support in plan.supports):
        raise ValueError("the legend of another measure, or of other readings")
    marks = {support.id: dict(_marks(plan, support)) for support in plan.supports}
    return Counts(plan, legend, marks)


def _summary(
    counts: Counts,
    companies: pl.LazyFrame,
    unmatched: tuple[UnmatchedAwards, ...],
    plan: Plan,
    year: int,
    bad: int,
) -> Summary:
    totals = _totals(companies, counts.unbounded)
    return Summary(
        measure=plan.measure.id,
        title=plan.measure.title.as_dict(),
        claim_year=year,
        readings=tuple(_chosen(plan)),
        companies=_sum(totals, "companies"),
        bad=bad,
        eligible=_sum(totals, "eligible"),
        funded=_sum(totals, "funded"),
        upper_bound=_sum(totals, "upper_bound"),
        unbounded=_sum(totals, "unbounded"),
        total=_sum(totals, "total"),
        potential=_sum(totals, "potential"),
        largest=max((row["largest"] for row in totals.values()), default=0),
        near=counts.near.any_company,
        buckets=tuple(_buckets(totals)),
        supports=tuple(_support(support, counts.figures) for support in plan.supports),
        unknown=_most(_unknown(plan, counts)),
        missing=_most(_missing(plan, counts)),
        one_away=_most(_near(plan, counts)),
        limits=tuple(
            _cut(limit.id, limit.title, None, counts.limits)
            for limit in plan.limits
            if (limit.id, "findings") in counts.limits
        ),
        groups=tuple(
            _cut(group.id, group.title, by, counts.groups)
            for group in plan.excluding
            for by in ("finding", "award")
            if (group.id, by, "findings") in counts.groups
        ),
        unmatched=unmatched,
    )


def _chosen(plan: Plan) -> Iterator[Chosen]:
    for reading in plan.measure.readings:
        for option in reading.options[1:]:
            if option.id == plan.readings[reading.id]:
                titles = (reading.title.as_dict(), option.title.as_dict())
                yield Chosen(reading.id, option.id, *titles)


def _field_title(fact: str, plan: Plan) -> Titles:
    """The titles of a field with its kind of subject."""
    return fact_title(fact, plan.vocabulary, of_kind=True).as_dict()


def _read(condition: Condition) -> list[str]:
    """The fields a condition reads; whether a milestone is listed is known from the milestone's."""
    facts = dict.fromkeys(facts_of(condition))
    return [fact for fact in facts if len(fact.split(".")) != _MILESTONE_PARTS]


def _marks(plan: Plan, support: Support) -> Iterator[tuple[Mark, int]]:
    """What each bit of a support's `unknown` counts for: the requirement, and its fields."""
    reasons = ReasonBits.of(plan, support)
    bits: dict[Mark, int] = {}
    for bit, (mark, read) in enumerate(_entries(plan, support, reasons)):
        marks = [mark, *(Mark("field", "", fact) for fact in read)]
        if len(read) == 1:
            marks.append(Mark("sole", "", read[0]))
        for counted in marks:
            bits[counted] = bits.get(counted, 0) | 1 << bit
    yield from bits.items()


def _entries(plan: Plan, support: Support, reasons: ReasonBits) -> Iterator[tuple[Mark, list[str]]]:
    """What the bits stand for in their order, and the fields that each reads."""
    for entry in plan.applicant:
        yield Mark("applicant", "", entry.id), _read(entry.condition)
    for entry in support.requirements:
        yield Mark("requirement", support.id, entry.id), _read(entry.condition)
    for supplement in support.supplements:
        yield Mark(supplement.kind, support.id, supplement.id), _read(supplement.condition)
    if reasons.base is not None:
        yield Mark("base", support.id, reasons.base.name), list(reasons.base.facts)
    for limit in reasons.limits:
        assert limit.share is not None
        yield Mark("limit", "", limit.id), list(limit.share.base.facts)


def _totals(companies: pl.LazyFrame, unbounded: pl.DataFrame) -> dict[int, dict[str, int]]:
    """Sums over companies by bucket; amounts without a bound are taken off first."""
    without_ceiling = pl.col("without_ceiling")
    total = pl.col("total_ceiling") - without_ceiling.fill_null(0)
    potential = (
        pl.when(without_ceiling.is_null()).then(pl.col("potential_ceiling")).otherwise(total)
    )
    known = companies.join(unbounded.lazy(), on="company", how="left").select(
        pl.col("upper_bound", "eligible"),
        bucket=pl.sum_horizontal((total >= edge).cast(pl.Int64) for edge in EDGES),
        total=total.cast(pl.Int128),
        potential=potential.cast(pl.Int128),
        open=without_ceiling.is_not_null(),
    )
    rows = known.group_by("bucket").agg(
        pl.col("total", "potential", "upper_bound").sum(),
        companies=pl.len(),
        eligible=(pl.col("eligible") > 0).sum(),
        funded=(pl.col("total") > 0).sum(),
        unbounded=pl.col("open").sum(),
        largest=pl.col("total").max(),
    )
    buckets = rows.collect(engine="streaming").sort("bucket").to_dicts()
    return {row.pop("bucket"): row for row in buckets}


def _unmatched(companies: pl.LazyFrame) -> Iterator[UnmatchedAwards]:
    """The awards that match nothing by what stands there, most of all companies first."""
    awards = (
        companies.select("company", award="unmatched_awards")
        .filter(pl.col("award").is_not_null())
        .explode("award")
        .unnest("award")
        .with_columns(field=pl.col("pointer").str.split("/").list.last())
        .with_columns(value=pl.when(pl.col("field") != SUBJECT).then("value"))
    )
    rows = awards.group_by("field", "value", "nearest").agg(
        awards=pl.len(), companies=pl.col("company").n_unique()
    )
    by = ["companies", "awards", "field", "value"]
    ordered = rows.sort(by, descending=[True, True, False, False], nulls_last=True)
    for row in ordered.collect(engine="streaming").to_dicts():
        yield UnmatchedAwards(**row)


def _sum(totals: Mapping[int, Mapping[str, int]], name: str) -> int:
    return sum(row[name] for row in totals.values())


def _buckets(totals: Mapping[int, Mapping[str, int]]) -> Iterator[Bucket]:
    """All buckets up to the last that is not empty."""
    for number in range(max(totals, default=-1) + 1):
        least = EDGES[number - 1] if number else 0
        below = EDGES[number] if number < len(EDGES) else None
        yield Bucket(least, below, totals.get(number, {}).get("companies", 0))


def _support(support: Support, figures: Figures) -> SupportFigures:
    by_status = {}
    for status in STATUSES:
        names = {"findings": "findings", "companies": "companies", "ceiling": "ceiling"}
        names |= {"counted": "counted", "unbounded": "open"}
        own = {name: figures[support.id, status, of] for name, of in names.items()}
        by_status[status] = StatusFigures(**own)
    return SupportFigures(support.id, support.title.as_dict(), support.money, **by_status)


def _unknown(plan: Plan, counts: Counts) -> Iterator[Unknown]:
    """In the plan's order, the applicant's first."""
    done: set[Mark] = set()
    for support in plan.supports:
        reasons = ReasonBits.of(plan, support)
        titles = [requirement.title.as_dict() for requirement in reasons.requirements]
        titles += [supplement.title.as_dict() for supplement in reasons.supplements]
        if reasons.base is not None:
            titles.append(reasons.base.title(plan.vocabulary, of_kind=True).as_dict())
        titles += [limit.title.as_dict() for limit in reasons.limits]
        for (mark, read), title in zip(_entries(plan, support, reasons), titles, strict=True):
            if mark in done or not counts.unknown.findings[mark]:
                continue
            done.add(mark)
            yield Unknown(
                mark.what,
                mark.support or None,
                mark.id,
                title,
                tuple(_field_title(fact, plan) for fact in read),
                counts.unknown.findings[mark],
                counts.unknown.companies[mark],
            )


def _missing(plan: Plan, counts: Counts) -> Iterator[MissingField]:
    unknown = counts.unknown
    for mark, count in unknown.findings.items():
        if mark.what == "field" and count:
            surely = unknown.findings[Mark("sole", "", mark.id)]
            title = _field_title(mark.id, plan)
            yield MissingField(mark.id, title, count, surely, unknown.companies[mark])


def _near(plan: Plan, counts: Counts) -> Iterator[Near]:
    for support in plan.supports:
        for entry in ReasonBits.of(plan, support).requirements:
            mark = Mark("requirement", support.id, entry.id)
            if count := counts.near.findings[mark]:
                title = entry.title.as_dict()
                yield Near(support.id, entry.id, title, count, counts.near.companies[mark])


def _most(entries: Iterable[U]) -> tuple[U, ...]:
    """Those of the most companies first, then of the most findings; else by their ids."""
    return tuple(sorted(entries, key=lambda entry: (-entry.companies, -entry.findings, _id(entry))))


def _id(entry: U) -> tuple[str, str]:
    if isinstance(entry, MissingField):
        return "", entry.fact
    return entry.support or "", entry.id


def _cut(name: str, title: Title, by: str | None, figures: Figures) -> Cut:
    key = (name,) if by is None else (name, by)
    own = [figures[*key, figure] for figure in ("findings", "companies", "yuan")]
    return Cut(name, title.as_dict(), by, *own)

"""The budget of a screened population, counted batch by batch: ceilings, cuts, and what counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

import polars as pl

from yaoxie.profile.titles import fact_title
from yaoxie.profile.vocabulary import COMPANY
from yaoxie.rules.plan import Plan
from yaoxie.screening.summary.counts import unbounded
from yaoxie.screening.summary.model import Breakdown, Budget, BudgetLine, Summary
from yaoxie.values import Title

_ALL, _PLACE, _MEASURE, _SUPPORT = "all", "place", "measure", "support"
_KEYS = {
    _ALL: (),
    _PLACE: ("place",),
    _MEASURE: ("measure",),
    _SUPPORT: ("measure", "support"),
}
_CUTS = ("limits", "groups", "awards")
Key: TypeAlias = tuple[str | None, ...]


class BudgetCounts:
    """What is counted of all findings of money, each batch added to those before it.

    An amount that nothing known bounds is in no sum of yuan, and counted as open.
    """

    def __init__(self, plans: Sequence[Plan], by: Sequence[str] = ()) -> None:
        """`by`: fields of words, or of yes and no, that the findings have a column of."""
        self._plans = plans
        self._by = by
        self._figures: Counter[tuple[str, Key, str, str]] = Counter()
        self._money = _any(
            _of_support(plan, [support.id for support in plan.supports if support.money])
            for plan in plans
        )
        self._open = _any(_of_measure(plan) & unbounded(plan) for plan in plans)
        limits = list(dict.fromkeys(limit.id for plan in plans for limit in plan.limits))
        cut = pl.col("ceiling") - pl.col("counted")
        causes = {
            "limits": pl.col("bound_by").cast(pl.String).is_in(limits),
            "groups": pl.col("excluded_by").cast(pl.String) == "finding",
            "awards": pl.col("excluded_by").cast(pl.String) == "award",
        }
        self._cuts = [pl.when(cause).then(cut).sum().alias(name) for name, cause in causes.items()]

    def add(self, findings: pl.DataFrame) -> None:
        """Counts the findings of whole companies, in the columns of `whole_companies`."""
        if not self._plans:
            return
        if "measure" not in findings.columns:  # of a single measure
            findings = findings.with_columns(measure=pl.lit(self._plans[0].measure.id))
        places = {plan.measure.id: plan.measure.place for plan in self._plans}
        known = [
            pl.when(pl.col("open")).then(0).otherwise(pl.col(name)).cast(pl.Int128).alias(name)
            for name in ("ceiling", "counted")
        ]
        money = (
            findings.filter(pl.col("status") != "ineligible")
            .with_columns(pl.col("measure", "support", "status").cast(pl.String))
            .filter(self._money)
            .with_columns(open=self._open)
            .with_columns(*known, place=pl.col("measure").replace_strict(places))
        )
        for by, keys in _KEYS.items():
            self._add(by, keys, money)
        for field in self._by:
            of_kind = money.filter(_any(_with_field(plan, field) for plan in self._plans))
            self._add(field, (field,), of_kind.with_columns(pl.col(field).cast(pl.String)))

    def _add(self, by: str, keys: Sequence[str], findings: pl.DataFrame) -> None:
        company = pl.col("company")
        figures = [
            pl.len().alias("findings"),
            # The findings of a company stand together, and in a group of them still do.
            company.ne_missing(company.shift(1)).sum().alias("companies"),
            pl.col("open", "ceiling", "counted").sum(),
            *self._cuts,
        ]
        for row in findings.group_by(*keys, "status").agg(figures).to_dicts():
            key, status = tuple(row.pop(name) for name in keys), row.pop("status")
            self._figures.update(
                {(by, key, status, figure): value for figure, value in row.items()}
            )

    def budget(self, year: int, summaries: Sequence[Summary], between: tuple[int, int]) -> Budget:
        """The budget; `between`: what rules between measures take off total and potential."""
        potentials = {summary.measure: summary.potential for summary in summaries}
        total = sum(summary.total for summary in summaries)
        return Budget(
            claim_year=year,
            total=total - between[0],
            potential=sum(potentials.values()) - between[1],
            between=between[0],
            whole=self._line(_ALL, ()),
            breakdowns=(
                Breakdown(_PLACE, None, tuple(self._places(potentials))),
                Breakdown(_MEASURE, None, tuple(self._measures(potentials))),
                Breakdown(_SUPPORT, None, tuple(self._supports())),
                *map(self._classes, self._by if self._plans else ()),
            ),
        )

    def _places(self, potentials: Mapping[str, int]) -> Iterator[BudgetLine]:
        measures: dict[str, list[Plan]] = {}
        for plan in self._plans:
            measures.setdefault(plan.measure.place, []).append(plan)
        for place, plans in measures.items():
            title = plans[0].vocabulary.place_title(place)
            potential = sum(potentials[plan.measure.id] for plan in plans)
            yield self._line(_PLACE, (place,), title, potential)

    def _measures(self, potentials: Mapping[str, int]) -> Iterator[BudgetLine]:
        for plan in self._plans:
            name = plan.measure.id
            yield self._line(_MEASURE, (name,), plan.measure.title, potentials[name])

    def _supports(self) -> Iterator[BudgetLine]:
        for plan in self._plans:
            for support in plan.supports:
                if support.money:
                    yield self._line(_SUPPORT, (plan.measure.id, support.id), support.title)

    def _classes(self, field: str) -> Breakdown:
        """By what a field says, in the vocabulary's order; unknown last."""
        vocabulary = self._plans[0].vocabulary
        kind, _, name = field.partition(".")
        type_ = vocabulary.fields(kind)[name].type
        lines = []
        for word in (*(type_.words or ("true", "false")), None):
            title = None if word is None else vocabulary.word_title(word, field)
            line = self._line(field, (word,), title)
            if line.findings or line.undetermined_findings:
                lines.append(line)
        title = fact_title(field, vocabulary, of_kind=True)
        return Breakdown(field, title.as_dict(), tuple(lines))

    def _line(
        self, by: str, key: Key, title: Title | None = None, potential: int | None = None
    ) -> BudgetLine:
        """What was counted under a key; its last part names the line."""
        own = {
            status: {
                name: self._figures[by, key, status, name]
                for name in ("findings", "companies", "open", "ceiling", "counted", *_CUTS)
            }
            for status in ("eligible", "undetermined")
        }
        eligible, undetermined = own["eligible"], own["undetermined"]
        return BudgetLine(
            id=key[-1] if key else None,
            measure=key[0] if by == _SUPPORT else None,
            title=None if title is None else title.as_dict(),
            findings=eligible["findings"],
            companies=eligible["companies"],
            unbounded=eligible["open"],
            ceiling=eligible["ceiling"],
            cut_by_limits=eligible["limits"],
            cut_by_groups=eligible["groups"],
            cut_by_awards=eligible["awards"],
            counted=eligible["counted"],
            undetermined_findings=undetermined["findings"],
            undetermined_companies=undetermined["companies"],
            undetermined_unbounded=undetermined["open"],
            undetermined_ceiling=undetermined["ceiling"],
            potential=potential,
        )


def cut_between(
    companies: pl.LazyFrame, totals: pl.LazyFrame | None, open_: Sequence[pl.DataFrame]
) -> tuple[int, int]:
    """What rules between measures take off the total and the potential, in yuan.

    `open_`: each `company` with an amount that nothing bounds, of which nothing is taken off.
    """
    if totals is None:
        return 0, 0
    names = ("total_ceiling", "potential_ceiling")
    none = pl.DataFrame(schema={"company": pl.Int64})
    left_out = pl.concat([none, *(own.select("company") for own in open_)]).lazy()
    alone = companies.group_by("company").agg(pl.col(names).cast(pl.Int128).sum())
    joined = totals.join(left_out, on="company", how="anti")
    joined = joined.join(alone, on="company", suffix="_alone")
    cuts = [(pl.col(f"{name}_alone") - pl.col(name)).sum().alias(name) for name in names]
    total, potential = joined.select(cuts).collect(engine="streaming").row(0)
    return total, potential


def _any(conditions: Iterator[pl.Expr]) -> pl.Expr:
    return pl.any_horizontal(pl.lit(value=False), *conditions)


def _of_measure(plan: Plan) -> pl.Expr:
    return pl.col("measure") == plan.measure.id


def _with_field(plan: Plan, field: str) -> pl.Expr:
    """The findings whose subject, or whose company, has a field."""
    kind, _, _ = field.partition(".")
    own = [entry.id for entry in plan.supports if kind in (COMPANY, entry.kind)]
    return _of_support(plan, own)


def _of_support(plan: Plan, supports: Sequence[str]) -> pl.Expr:
    return _of_measure(plan) & pl.col("support").is_in(list(supports))

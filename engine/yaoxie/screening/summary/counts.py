"""Counts over findings, batch by batch: no more than one batch of rows is held at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import polars as pl

from yaoxie.rules.plan import Plan
from yaoxie.screening.reasons import BITS, ReasonBits

ROWS = 1_000_000  # per batch
_WORD = (1 << BITS) - 1
_READ = ("company", "support", "status", "bound_by", "excluded_group", "excluded_by")
Figures = Counter[tuple[str, ...]]


class Mark(NamedTuple):
    """What the bits of findings are counted under; `support` is empty where it is of several."""

    what: str
    support: str
    id: str


Marks = Mapping[str, Mapping[Mark, int]]  # by support: the bits of its masks under each mark


class Tally:
    """How many findings have bits under each mark, and how many companies have such findings."""

    def __init__(self, column: str, marks: Marks) -> None:
        self.findings: Counter[Mark] = Counter()
        self.companies: Counter[Mark] = Counter()
        self.any_company = 0
        self._column = column
        self._marks = marks
        every = dict.fromkeys(mark for own in marks.values() for mark in own)
        self._places = {mark: place for place, mark in enumerate(every)}
        self._words = -(-len(every) // BITS)

    def add_findings(self, findings: pl.DataFrame) -> None:
        """Counts findings by the bits of the tally's column; they also have `support`."""
        for support, own in _by_support(findings):
            marks = self._marks[support]
            flags = {mark: any_of(self._column, bits) for mark, bits in marks.items()}
            self.findings.update(_trues(own, flags))

    def add_companies(self, findings: pl.DataFrame) -> None:
        """Counts companies, each once; all findings of a `company` have to be there."""
        marked = [
            own.select("company", *self._marked(support)) for support, own in _by_support(findings)
        ]
        if not marked:
            return
        words = [_mask("mark", number) for number in range(self._words)]
        grouped = pl.concat(marked).group_by("company")
        companies = grouped.agg(pl.col(word).bitwise_or() for word in words)
        flags = {mark: any_of("mark", 1 << place) for mark, place in self._places.items()}
        self.companies.update(_trues(companies, flags))
        self.any_company += companies.height

    def _marked(self, support: str) -> Iterator[pl.Expr]:
        """The marks of a finding as bits of their own, the same for all supports."""
        words = [pl.lit(0, pl.UInt64) for _ in range(self._words)]
        for mark, bits in self._marks[support].items():
            word, place = divmod(self._places[mark], BITS)
            flag = any_of(self._column, bits).cast(pl.UInt64)
            words[word] = words[word] | flag * pl.lit(1 << place, pl.UInt64)
        for number, word_of_marks in enumerate(words):
            yield word_of_marks.alias(_mask("mark", number))


def any_of(column: str, bits: int) -> pl.Expr:
    """Whether any of some bits is set in the masks called `column`, then `column_1` and so on."""
    words = [bits >> shift & _WORD for shift in range(0, bits.bit_length(), BITS)]
    return pl.any_horizontal(
        (pl.col(_mask(column, number)) & pl.lit(word, pl.UInt64)) != 0
        for number, word in enumerate(words)
        if word
    )


def _mask(column: str, number: int) -> str:
    return column if number == 0 else f"{column}_{number}"


def _by_support(findings: pl.DataFrame) -> Iterator[tuple[str, pl.DataFrame]]:
    for (support,), own in findings.partition_by("support", as_dict=True).items():
        yield str(support), own


def _trues(frame: pl.DataFrame, flags: Mapping[Mark, pl.Expr]) -> dict[Mark, int]:
    if not flags:
        return {}
    sums = [flag.sum().alias(str(number)) for number, flag in enumerate(flags.values())]
    return dict(zip(flags, frame.select(sums).row(0), strict=True))


class Counts:
    """What is counted of all findings, each batch added to those before it.

    `figures`: by support and status; `limits`: by limit; `groups`: by group and what excludes.
    An amount that nothing known bounds is in no sum of yuan; `unbounded` are the companies that
    may claim one, with what it adds to their totals.
    """

    def __init__(self, plan: Plan, legend: Mapping[str, list[str]], marks: Marks) -> None:
        self.figures: Figures = Counter()
        self.limits: Figures = Counter()
        self.groups: Figures = Counter()
        self.unknown = Tally("unknown", marks)
        requirements = {
            support.id: legend[support.id][: len(plan.applicant) + len(support.requirements)]
            for support in plan.supports
        }
        near = {
            name: {Mark("requirement", name, entry): 1 << bit for bit, entry in enumerate(ids)}
            for name, ids in requirements.items()
        }
        self.near = Tally("unmet", near)
        self._limits = [limit.id for limit in plan.limits]
        self._unbounded = unbounded(plan)
        self._without_money = [support.id for support in plan.supports if not support.money]
        self._open: list[pl.DataFrame] = []

    @property
    def unbounded(self) -> pl.DataFrame:
        """The companies with an amount that nothing bounds: `company`, `taken`."""
        none = pl.DataFrame(schema={"company": pl.Int64, "without_ceiling": pl.Int64})
        return pl.concat([none, *self._open])

    def add(self, findings: pl.DataFrame) -> None:
        """Counts the findings of whole companies, in the columns of `whole_companies`."""
        masks = _masks(findings.columns)
        known = [
            pl.when(pl.col("open")).then(0).otherwise(pl.col(name)).cast(pl.Int128).alias(name)
            for name in ("ceiling", "counted")
        ]
        without_ceiling = pl.when(pl.col("open")).then(pl.col("counted")).alias("without_ceiling")
        batch = findings.with_columns(open=self._unbounded).with_columns(*known, without_ceiling)
        amounts = [pl.col("ceiling").sum(), pl.col("counted").sum(), pl.col("open").sum()]
        _add(self.figures, batch, ["support", "status"], amounts)
        cut = [(pl.col("ceiling") - pl.col("counted")).sum().alias("yuan")]
        limited = batch.filter(pl.col("bound_by").cast(pl.String).is_in(self._limits))
        _add(self.limits, limited, ["bound_by"], cut)
        excluded = batch.filter(pl.col("excluded_group").is_not_null())
        _add(self.groups, excluded, ["excluded_group", "excluded_by"], cut)
        undetermined = batch.filter(pl.col("status") == "undetermined")
        self.unknown.add_findings(undetermined)
        self.unknown.add_companies(undetermined)
        near = batch.filter(_one_away(masks))
        self.near.add_findings(near)
        eligible = batch.filter(pl.col("status") == "eligible").select("company").unique()
        self.near.add_companies(near.join(eligible, on="company", how="anti"))
        money = ~pl.col("support").cast(pl.String).is_in(self._without_money)
        possible = batch.filter(pl.col("open") & (pl.col("status") != "ineligible") & money)
        self._open.append(possible.group_by("company").agg(pl.col("without_ceiling").sum()))


def _one_away(masks: Sequence[str]) -> pl.Expr:
    """Ineligible for a single requirement. Of the ineligible, supplements have no bits set."""
    unmet = pl.sum_horizontal(
        pl.col(name).bitwise_count_ones() for name in masks if name.startswith("unmet")
    )
    known = pl.all_horizontal(pl.col(name) == 0 for name in masks if name.startswith("unknown"))
    return (pl.col("status") == "ineligible") & (unmet == 1) & known


def unbounded(plan: Plan) -> pl.Expr:
    """Whether the amount is a share of an unknown base, and no ceiling is known."""
    is_open = pl.lit(value=False)
    for support in plan.supports:
        if support.bound == "unbounded":
            base = 1 << ReasonBits.of(plan, support).amounts
            is_open = is_open | ((pl.col("support") == support.id) & any_of("unknown", base))
    return is_open


def _add(
    figures: Figures, findings: pl.DataFrame, by: Sequence[str], amounts: Sequence[pl.Expr]
) -> None:
    """Adds findings, companies and amounts, under the texts of `by` and the figure's name."""
    company = pl.col("company")
    # The findings of a company stand together, and in a group of them still do.
    companies = company.ne_missing(company.shift(1)).sum().alias("companies")
    grouped = findings.group_by(pl.col(by).cast(pl.String))
    for row in grouped.agg(pl.len().alias("findings"), companies, *amounts).to_dicts():
        key = tuple(row.pop(name) for name in by)
        figures.update({(*key, name): value for name, value in row.items()})


def _masks(columns: Sequence[str]) -> list[str]:
    return [name for name in columns if name.startswith(("unmet", "unknown"))]


def whole_companies(findings: pl.LazyFrame, by: Sequence[str] = ()) -> Iterator[pl.DataFrame]:
    """Batches of what is counted of findings, none of which parts those of a company.

    `by`: further columns.
    """
    names = findings.collect_schema().names()
    measure = ["measure"] if "measure" in names else []
    read = findings.select(*measure, *_READ, "ceiling", "counted", *_masks(names), *by)
    begun: pl.DataFrame | None = None
    batches = read.collect_batches(chunk_size=ROWS, maintain_order=True, engine="streaming")
    for batch in batches:
        rows = batch if begun is None else pl.concat([begun, batch])
        if rows.is_empty():
            continue
        last = rows["company"] == rows["company"][-1]
        begun = rows.filter(last)
        yield rows.filter(~last)
    if begun is not None:
        yield begun

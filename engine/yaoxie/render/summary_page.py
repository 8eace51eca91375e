"""A summary of a screened population as a page of HTML: charts, and beside each its figures.

The page needs no network: what draws the charts stands in it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from yaoxie import extras
from yaoxie.render import budget as budget_table
from yaoxie.render import summary as summary_table
from yaoxie.render import summary_charts as charts
from yaoxie.render.summary_charts import Bar
from yaoxie.render.wording import Wording
from yaoxie.screening.summary.model import Breakdown, Budget, PopulationSummary, Summary

_TEMPLATE = "summary_page.html"
_CUT_PARTS = ("counted", "undetermined", "cut_limits", "cut_groups", "cut_awards")
_STATUSES = ("eligible", "undetermined", "ineligible")


class Column(NamedTuple):
    """A column of a table."""

    title: str
    is_figure: bool = True


class Chart(NamedTuple):
    """A chart by its number in the page, and what it shows in a sentence."""

    number: int
    description: str


class Section(NamedTuple):
    """A table, mostly beside a chart of its figures."""

    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]
    chart: Chart | None = None
    note: str = ""


class Block(NamedTuple):
    """The budget, or a measure."""

    title: str
    subtitle: str
    figures: Sequence[tuple[str, str]]
    sections: Sequence[Section]


def written(summary: PopulationSummary, words: Wording) -> str:
    """The page in one of the languages. Raises MissingExtraError."""
    extras.require("charts")
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415
    from markupsafe import Markup  # noqa: PLC0415

    page = _Page(words)
    blocks = [page.budget(summary.budget), *map(page.measure, summary.measures)]
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    specs = json.dumps(page.specs, ensure_ascii=False, separators=(",", ":"))
    return environment.get_template(_TEMPLATE).render(
        lang=words.lang,
        title=words.say("page_title", year=summary.budget.claim_year),
        blocks=blocks,
        noscript=words.say("page_noscript"),
        script=Markup(charts.script()),  # noqa: S704 - of a package, and no text of anyone's
        specs=Markup(specs.replace("<", "\\u003c")),  # noqa: S704 - no tag is left in it
    )


class _Page:
    """Makes the blocks, and keeps their charts."""

    def __init__(self, words: Wording) -> None:
        self._words = words
        self.specs: list[dict[str, Any]] = []

    def budget(self, budget: Budget) -> Block:
        say = self._words.say
        figures = [
            (f"{figure:,}", say(f"budget_{name}"))
            for figure, name, is_always in budget_table.figures(budget)
            if figure or is_always
        ]
        sections = [self._breakdown(entry) for entry in budget_table.shown(budget)]
        return Block(say("budget_head", year=budget.claim_year), "", figures, sections)

    def _breakdown(self, breakdown: Breakdown) -> Section:
        words = self._words
        title = budget_table.title(breakdown, words)
        names = [
            *("companies", "ceiling", *_CUT_PARTS[2:], "counted", "unbounded_short"),
            *("more_companies", "undetermined", "more_unbounded", "potential_short"),
        ]
        columns = [Column(budget_table.heading(breakdown, words), is_figure=False)]
        columns += [Column(words.say(f"budget_{name}")) for name in names]
        rows, bars = [], []
        for line in breakdown.lines:
            if not line.findings + line.undetermined_findings:
                continue
            name = budget_table.name_of(line, breakdown, words)
            amounts = [
                *(line.counted, line.undetermined_ceiling),
                *(amount for _, amount in budget_table.cuts_of(line)),
            ]
            counted, undetermined, *cuts = amounts
            figures = [
                *(line.companies, line.ceiling, *cuts, counted, line.unbounded),
                *(line.undetermined_companies, undetermined, line.undetermined_unbounded),
            ]
            potential = "" if line.potential is None else f"{line.potential:,}"
            rows.append([name, *(f"{figure:,}" for figure in figures), potential])
            bars.append(Bar(name, [(amount, words.money(amount)) for amount in amounts]))
        chart = self._chart(title, [words.say(f"budget_{name}") for name in _CUT_PARTS], bars)
        return Section(title, columns, rows, chart, words.say("budget_note"))

    def measure(self, summary: Summary) -> Block:
        words = self._words
        sections = [
            self._buckets(summary),
            self._findings(summary),
            self._yuan(summary),
            *self._reasons(summary),
        ]
        subtitle = words.join(
            [summary.measure, words.say("claim_year", year=summary.claim_year)]
            + [
                words.say(
                    "reading",
                    title=words.title(own.title),
                    option=words.title(own.option_title),
                )
                for own in summary.readings
            ],
            "comma",
        )
        figures = [
            (f"{figure:,}", label) for figure, label in summary_table.figures(summary, words)
        ]
        return Block(words.title(summary.title), subtitle, figures, sections)

    def _buckets(self, summary: Summary) -> Section:
        words = self._words
        bars = [
            Bar(
                summary_table.range_of(bucket, words),
                [(bucket.companies, f"{bucket.companies:,}")],
            )
            for bucket in summary.buckets
        ]
        return self._barred("summary_buckets", "page_bucket", ["summary_companies"], bars)

    def _findings(self, summary: Summary) -> Section:
        bars = []
        for support in summary.supports:
            counts = [getattr(support, status).findings for status in _STATUSES]
            texts = [(count, f"{count:,}") for count in counts]
            bars.append(Bar(self._words.title(support.title), texts))
        return self._barred("page_findings", "summary_support", _STATUSES, bars, drawn=2)

    def _yuan(self, summary: Summary) -> Section:
        bars = []
        for support in summary.supports:
            if support.money:
                amounts = [support.eligible.counted, support.undetermined.ceiling]
                texts = [(amount, f"{amount:,}") for amount in amounts]
                bars.append(Bar(self._words.title(support.title), texts))
        parts = ("summary_counted", "budget_undetermined")
        return self._barred("page_yuan", "summary_support", parts, bars)

    def _reasons(self, summary: Summary) -> Iterator[Section]:
        """What is unknown, missing, or one requirement away; most of all first."""
        words = self._words
        supports = {own.support: words.title(own.title) for own in summary.supports}
        counted = ("summary_companies", "summary_findings")
        unknown = [
            Bar(self._with(words.title(own.title), supports.get(own.support or "")), _two(own))
            for own in summary.unknown
        ]
        missing = [Bar(words.title(own.title), _two(own)) for own in summary.missing]
        near = [
            Bar(self._with(words.title(own.title), supports[own.support]), _two(own))
            for own in summary.one_away
        ]
        cuts = [
            Bar(words.title(own.title), [*_two(own), (own.yuan, f"{own.yuan:,}")])
            for own in (*summary.limits, *summary.groups)
        ]
        if unknown:
            yield self._barred("summary_unknown", "summary_requirement", counted, unknown, drawn=0)
        if missing:
            yield self._barred("summary_missing", "summary_field", counted, missing, drawn=1)
        if near:
            yield self._barred("summary_one_away", "summary_requirement", counted, near, drawn=0)
        if cuts:
            parts = (*counted, "summary_cut_by")
            yield self._barred("summary_cuts", "summary_cut", parts, cuts, drawn=0)

    def _with(self, title: str, support: str | None) -> str:
        text = support or self._words.say("summary_of_all")
        return self._words.join([title, text])

    def _barred(
        self,
        name: str,
        heading: str,
        parts: Sequence[str],
        bars: Sequence[Bar],
        drawn: int | None = None,
    ) -> Section:
        """A table of bars; `drawn`: how many of their first parts are drawn, else all."""
        words = self._words
        title = words.say(name)
        titles = [words.say(part) for part in parts]
        columns = [Column(words.say(heading), is_figure=False), *map(Column, titles)]
        rows = [[bar.name, *(text for _, text in bar.parts)] for bar in bars]
        shown = [Bar(bar.name, bar.parts[:drawn]) for bar in bars]
        chart = None if drawn == 0 else self._chart(title, titles[:drawn], shown)
        return Section(title, columns, rows, chart)

    def _chart(self, title: str, parts: Sequence[str], bars: Sequence[Bar]) -> Chart | None:
        """The chart of bars, where there is something to draw."""
        longest = max(bars, key=lambda bar: bar.length, default=None)
        if longest is None or not longest.length:
            return None
        figure = f"{longest.length:,}"
        description = self._words.say("page_chart", name=longest.name, figure=figure)
        self.specs.append(charts.bars(title, description, parts, bars))
        return Chart(len(self.specs) - 1, description)


def _two(own: Any) -> list[tuple[int, str]]:
    return [(own.companies, f"{own.companies:,}"), (own.findings, f"{own.findings:,}")]

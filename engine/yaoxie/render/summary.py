"""A summary as tables and bars for a terminal; large amounts are rounded, as `to_dict` has them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from yaoxie.render import report
from yaoxie.render.amounts import compact
from yaoxie.render.folding import Folded
from yaoxie.render.wording import Wording, plain
from yaoxie.screening.summary.model import (
    Bucket,
    Cut,
    MissingField,
    Near,
    StatusFigures,
    Summary,
    Unknown,
    UnmatchedAwards,
)

_MOST_ROWS = 10
_BAR = 36  # cells
_STYLES = {"eligible": "green", "undetermined": "yellow", "ineligible": "red"}
_LINES = {"findings": "", "companies": "", "ceiling": "", "counted": "bold", "open": ""}
_SEVERAL_LINES = ("summary_supports", "summary_unknown")  # tables whose rows need lines between
_EIGHTHS = "▏▎▍▌▋▊▉█"


class _Column(NamedTuple):
    """`text`: folded, and as wide as there is room; else figures, never folded."""

    name: str
    text: int = 0


def render(summary: Summary, wording: Wording) -> Group:
    """The whole summary."""
    blocks = [
        _head(summary, wording),
        _companies(summary, wording),
        _buckets(summary.buckets, wording),
        _supports(summary, wording),
        *_charts(summary, wording),
        *_unknown(summary.unknown, summary, wording),
        *_missing(summary.missing, wording),
        *_one_away(summary.one_away, summary, wording),
        *_cuts((*summary.limits, *summary.groups), wording),
        *_unmatched(summary.unmatched, wording),
    ]
    return report.spaced(blocks)


def _head(summary: Summary, words: Wording) -> Text:
    """The measure, the claim year, and what is read otherwise than by default."""
    year = words.say("claim_year", year=summary.claim_year)
    head = Text.assemble((words.title(summary.title), "bold"), "\n")
    head.append(words.join([summary.measure, year], "comma"), "dim")
    for reading in summary.readings:
        title, option = words.title(reading.title), words.title(reading.option_title)
        text = words.say("reading", title=title, option=option)
        head.append(f"\n{words.say('tagged', text=text, tag=words.say('not_default'))}", "yellow")
    return head


def _companies(summary: Summary, words: Wording) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    for justify in ("left", "right", "right"):
        table.add_column(justify=justify, no_wrap=True)
    table.add_column(overflow="fold")
    screened = f"{summary.companies:,}"
    table.add_row(_bold("companies", words), screened, "", words.say("summary_screened"))
    for name, style in _COUNTS.items():
        count = getattr(summary, name)
        if count or name in _ALWAYS:
            part = "" if name == "bad" else _percent(count, summary.companies)
            figures = (Text(f"{count:,}", style), Text(part, "dim"))
            table.add_row("", *figures, _label(name, words))
    for name in _AMOUNTS:
        heading = _bold("yuan", words) if name == "total" else Text()
        figure = Text(f"{getattr(summary, name):,}", "bold" if name == "total" else "")
        table.add_row(heading, figure, "", _label(name, words))
    return table


def figures(summary: Summary, words: Wording) -> Iterator[tuple[int, str]]:
    """The same figures, each with what it is called."""
    yield summary.companies, words.say("summary_screened")
    for name in (*_COUNTS, *_AMOUNTS):
        figure: int = getattr(summary, name)
        if figure or name in (*_ALWAYS, *_AMOUNTS):
            yield figure, words.say(f"summary_{name}")


def _label(name: str, words: Wording) -> Folded:
    return Folded(Text(words.say(f"summary_{name}")))


def _bold(name: str, words: Wording) -> Text:
    return Text(words.say(f"summary_{name}"), "bold")


_COUNTS = {
    "bad": "red",
    "eligible": "green",
    "funded": "",
    "upper_bound": "yellow",
    "unbounded": "yellow",
    "near": "cyan",
}
_ALWAYS = ("eligible", "funded", "near")
_AMOUNTS = ("total", "potential", "largest")  # yuan


def _buckets(buckets: Sequence[Bucket], words: Wording) -> Group:
    whole = sum(bucket.companies for bucket in buckets)
    longest = max((bucket.companies for bucket in buckets), default=0)
    chart = _bars()
    for bucket in buckets:
        full, eighths = divmod(
            _length(bucket.companies, longest, _BAR * len(_EIGHTHS)), len(_EIGHTHS)
        )
        bar = Text(_EIGHTHS[-1] * full + (_EIGHTHS[eighths - 1] if eighths else ""), "cyan")
        part = Text(_percent(bucket.companies, whole), "dim")
        chart.add_row(Text(range_of(bucket, words)), bar, f"{bucket.companies:,}", part)
    return Group(_bold("buckets", words), chart)


def range_of(bucket: Bucket, words: Wording) -> str:
    """From what total to what other a bucket goes."""
    if bucket.below == 1:
        return words.say("summary_nothing")
    least = compact(bucket.at_least, words)
    if bucket.below is None:
        return words.say("summary_from", least=least)
    return words.say("summary_range", least=least, below=compact(bucket.below, words))


def _supports(summary: Summary, words: Wording) -> Table:
    """For each support as many lines of figures as it has: an open amount is rare."""
    columns = [_Column("summary_support", 1), _Column("summary_figures")]
    columns += [_Column(name) for name in _STYLES]
    rows = []
    for support in summary.supports:
        figures: dict[str, StatusFigures] = {name: getattr(support, name) for name in _STYLES}
        names = [name for name in _LINES if name != "open" or _any_open(figures.values())]
        labels = "\n".join(words.say(f"summary_{name}") for name in names)
        cells = [_figures(own, names, _STYLES[status], words) for status, own in figures.items()]
        title = words.title(support.title)
        if not support.money:
            title = words.say("tagged", text=title, tag=words.say("not_money"))
        rows.append((Text(title), Text(labels, "dim"), *cells))
    return _table("summary_supports", columns, rows, words)


def _any_open(figures: Iterable[StatusFigures]) -> bool:
    return any(status.unbounded for status in figures)


def _figures(own: StatusFigures, names: Sequence[str], style: str, words: Wording) -> Text:
    texts = {
        "findings": f"{own.findings:,}",
        "companies": f"{own.companies:,}",
        "ceiling": compact(own.ceiling, words),
        "counted": compact(own.counted, words),
        "open": f"{own.unbounded:,}",
    }
    lines = [
        Text("-", "dim") if texts[name] == "0" else Text(texts[name], f"{style} {_LINES[name]}")
        for name in names
    ]
    return Text("\n").join(lines)


def _charts(summary: Summary, words: Wording) -> Iterator[RenderableType]:
    """Findings, then yuan: what is sure, and behind it what may come."""
    findings = [
        (support.eligible.findings, support.undetermined.findings) for support in summary.supports
    ]
    yuan = [
        (support.eligible.counted, support.undetermined.ceiling if support.money else 0)
        for support in summary.supports
    ]
    yield _chart("chart", summary, findings, words)
    yield _chart("yuan_chart", summary, yuan, words)


def _chart(
    name: str, summary: Summary, pairs: Sequence[tuple[int, int]], words: Wording
) -> RenderableType:
    longest = max((sum(pair) for pair in pairs), default=0)
    chart = _bars()
    for support, pair in zip(summary.supports, pairs, strict=True):
        first = _length(pair[0], longest, _BAR)
        rest = _length(sum(pair), longest, _BAR) - first
        bar = Text.assemble(("█" * first, "green"), ("░" * rest, "yellow"))
        figures = [f"{figure:,}" if name == "chart" else compact(figure, words) for figure in pair]
        title = Folded(Text(words.title(support.title)))
        chart.add_row(title, bar, figures[0], Text(figures[1], "yellow"))
    return Group(_bold(name, words), chart)


def _unknown(
    entries: Sequence[Unknown], summary: Summary, words: Wording
) -> Iterator[RenderableType]:
    columns = [_Column("summary_requirement", 1), _Column("summary_fields", 1), *_COUNTED]
    titles = {support.support: words.title(support.title) for support in summary.supports}
    rows = []
    for entry in entries[:_MOST_ROWS]:
        support = titles[entry.support] if entry.support else words.say("summary_of_all")
        text = Text(words.title(entry.title))
        if entry.part not in {"applicant", "requirement"}:
            text.append(f"\n  {words.say('summary_amount_only')}", "yellow")
        text.append(f"\n  {support}", "dim")
        read = "\n".join(words.title(field) for field in entry.fields)
        figures = (entry.companies, entry.findings)
        rows.append((text, Text(read), *(Text(f"{figure:,}") for figure in figures)))
    if rows:
        yield Group(_table("summary_unknown", columns, rows, words), *_rest(entries, words))


def _missing(entries: Sequence[MissingField], words: Wording) -> Iterator[RenderableType]:
    columns = [_Column("summary_field", 1), *_COUNTED, _Column("summary_surely")]
    rows = [
        (
            Text(words.title(entry.title)),
            *(Text(f"{figure:,}") for figure in (entry.companies, entry.findings, entry.surely)),
        )
        for entry in entries[:_MOST_ROWS]
    ]
    if rows:
        yield Group(_table("summary_missing", columns, rows, words), *_rest(entries, words))


def _one_away(
    entries: Sequence[Near], summary: Summary, words: Wording
) -> Iterator[RenderableType]:
    columns = [_Column("summary_requirement", 1), _Column("summary_support", 1), *_COUNTED]
    titles = {support.support: words.title(support.title) for support in summary.supports}
    rows = [
        (
            Text(words.title(entry.title)),
            Text(titles[entry.support], "dim"),
            *(Text(f"{figure:,}") for figure in (entry.companies, entry.findings)),
        )
        for entry in entries[:_MOST_ROWS]
    ]
    if rows:
        note = Text(words.say("summary_one_away_note"), "dim")
        yield Group(_table("summary_one_away", columns, rows, words), *_rest(entries, words), note)


def _cuts(entries: Sequence[Cut], words: Wording) -> Iterator[RenderableType]:
    columns = [_Column("summary_cut", 1), *_COUNTED, _Column("summary_cut_by")]
    rows = []
    for entry in entries:
        text = Text(words.title(entry.title))
        if entry.by:
            text.append(f"\n  {words.say(f'summary_by_{entry.by}')}", "dim")
        figures = (f"{entry.companies:,}", f"{entry.findings:,}", compact(entry.yuan, words))
        rows.append((text, *map(Text, figures)))
    if rows:
        yield _table("summary_cuts", columns, rows, words)


def _unmatched(entries: Sequence[UnmatchedAwards], words: Wording) -> Iterator[RenderableType]:
    columns = [
        *(_Column("summary_award_field", 1), _Column("summary_nearest", 1)),
        *(_Column("summary_companies"), _Column("summary_awards")),
    ]
    rows = []
    for entry in entries[:_MOST_ROWS]:
        text = words.say(f"summary_award_{entry.field}", value=plain(entry.value or ""))
        nearest = words.award_name(entry.nearest, entry.field) if entry.nearest else ""
        figures = (f"{entry.companies:,}", f"{entry.awards:,}")
        rows.append((Text(text), Text(nearest), *map(Text, figures)))
    if rows:
        note = Text(words.say("summary_unmatched_note"), "dim")
        yield Group(_table("summary_unmatched", columns, rows, words), *_rest(entries, words), note)


_COUNTED = (_Column("summary_companies"), _Column("summary_findings"))


def _rest(entries: Sequence[object], words: Wording) -> Iterator[Text]:
    if (rest := len(entries) - _MOST_ROWS) > 0:
        yield Text(words.say("summary_and_more", count=rest), "dim")


def _table(
    name: str, columns: Sequence[_Column], rows: Iterable[Sequence[Text]], words: Wording
) -> Table:
    table = report.framed(words.say(name))
    table.show_lines = name in _SEVERAL_LINES
    for column in columns:
        title = words.say(column.name)
        if column.text:
            table.add_column(title, overflow="fold", ratio=column.text)
        else:
            table.add_column(title, justify="right", no_wrap=True)
    for row in rows:
        table.add_row(*map(Folded, row))
    return table


def _bars() -> Table:
    """Names, bars and two figures."""
    chart = Table.grid(padding=(0, 2, 0, 0), expand=True)
    chart.add_column(overflow="fold", ratio=1)
    chart.add_column(width=_BAR, no_wrap=True)
    chart.add_column(justify="right", no_wrap=True)
    chart.add_column(justify="right", no_wrap=True)
    return chart


def _length(amount: int, longest: int, full: int) -> int:
    """The length of a bar; what is not nothing is seen."""
    return max(1, amount * full // longest) if amount else 0


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}%" if whole else ""

"""How a total comes about, as bars: what supports bring, what cuts, the total, what is open."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal
from unicodedata import east_asian_width

from yaoxie.decision import shapes
from yaoxie.messages import Lang
from yaoxie.render.amounts import percent
from yaoxie.render.wording import Wording
from yaoxie.service.page import values
from yaoxie.service.page.texts import Texts

_MOST = 6  # supports with bars of their own
_ROW, _BAR = 46, 14  # heights in pixels
_SHORT = {"zh": 30, "en": 25}  # halves of a Chinese character, where it is narrow and wide
_LONG = {"zh": 80, "en": 80}
Kind = Literal["add", "cut", "total", "open"]


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar from `start` to `end`, in whole yuan."""

    kind: Kind
    label: str
    amount: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class DrawnBar:
    """A bar with its place: heights in pixels, `x` and `width` in hundredths of a percent."""

    kind: Kind
    short: str
    long: str
    full: str
    amount: str
    text_y: int
    bar_y: int
    x: str
    width: str


@dataclass(frozen=True, slots=True)
class Waterfall:
    """The bars, drawn, and what a reader who sees none is told."""

    bars: tuple[DrawnBar, ...]
    height: int
    thickness: int
    description: str


def waterfall(
    reports: Sequence[shapes.ReportDict], totals: tuple[int, int], lang: Lang, words: Wording
) -> Waterfall | None:
    """The waterfall of reports; None where no amount is known that counts or may count.

    `totals`: what they bring together, and what they may bring, in whole yuan.
    """
    if any(report["unbounded"] for report in reports):
        return None
    bars = list(_bars(reports, totals, words, Texts(lang)))
    scale = max((max(bar.start, bar.end) for bar in bars), default=0)
    if not scale:
        return None
    drawn = tuple(_drawn(bar, at, scale, lang) for at, bar in enumerate(bars))
    description = Texts(lang)("waterfall_desc", total=values.in_words(totals[0], lang))
    return Waterfall(drawn, len(bars) * _ROW, _BAR, description)


def _bars(
    reports: Sequence[shapes.ReportDict], totals: tuple[int, int], words: Wording, say: Texts
) -> Iterator[Bar]:
    total, potential = totals
    added: Counter[str] = Counter()
    cut: Counter[str] = Counter()
    for report in reports:
        for finding in report["findings"]:
            if finding["status"] != "eligible" or not finding["money"]:
                continue
            added[_label(finding, words)] += finding["ceiling"]
            if lost := finding["ceiling"] - finding["counted"]:
                cut[_cut_by(report, finding, words, say)] += lost
    at = 0
    ranked = sorted(added.items(), key=lambda entry: -entry[1])
    rest = ranked[_MOST:]
    if rest:
        amount = sum(amount for _, amount in rest)
        ranked = [*ranked[:_MOST], (say("bar_others", count=len(rest)), amount)]
    for label, amount in ranked:
        if amount:
            yield Bar("add", label, amount, at, at + amount)
            at += amount
    if (between := sum(added.values()) - sum(cut.values()) - total) > 0:
        cut[say("bar_between")] += between
    for label, amount in cut.most_common():
        yield Bar("cut", label, amount, at - amount, at)
        at -= amount
    yield Bar("total", say("bar_total"), total, 0, total)
    if potential > total and not any(is_open(report) for report in reports):
        yield Bar("open", say("bar_open"), potential - total, total, potential)


def is_open(report: shapes.ReportDict) -> bool:
    """Whether nothing known bounds what may still come to the total."""
    return any(
        entry["unbounded"] and entry["money"] and entry["status"] != "ineligible"
        for entry in report["findings"]
    )


def _label(finding: shapes.FindingDict, words: Wording) -> str:
    subject = finding["subject"]
    name = subject["name"] or subject["id"] or ""
    return f"{name} · {words.title(finding['title'])}" if name else words.title(finding["title"])


def _cut_by(
    report: shapes.ReportDict, finding: shapes.FindingDict, words: Wording, say: Texts
) -> str:
    if excluded := finding["excluded_by"]:
        return words.title(report["groups"][excluded["group"]])
    bound = finding["bound_by"]
    if bound in report["limits"]:
        return words.title(report["limits"][bound])
    return say("bar_other_cut")


def _drawn(bar: Bar, at: int, scale: int, lang: Lang) -> DrawnBar:
    sign = {"add": "+", "cut": "−", "total": "=", "open": "+"}[bar.kind]
    low = min(bar.start, bar.end)
    return DrawnBar(
        bar.kind,
        _cut(bar.label, _SHORT[lang]),
        _cut(bar.label, _LONG[lang]),
        bar.label,
        f"{sign} {values.in_words(bar.amount, lang)}",
        at * _ROW + 17,
        at * _ROW + 24,
        percent(low, scale),
        percent(max(bar.amount, scale // 200), scale),
    )


def _cut(text: str, longest: int) -> str:
    """A text with what is too long for its place left out; a Chinese character counts two."""
    ends = list(accumulate(2 if east_asian_width(sign) in "WF" else 1 for sign in text))
    if not ends or ends[-1] <= longest:
        return text
    return text[: bisect_right(ends, longest - 2)] + "…"

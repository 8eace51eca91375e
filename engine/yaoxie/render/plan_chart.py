"""A claim plan as a chart: what is claimed in each year, what is given up, and which limits bind.

The bars are drawn once, for a file and for the page; the file is an SVG of its own, without scripts
or fonts from elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from yaoxie.advice.advice import Advice
from yaoxie.advice.planning import shapes
from yaoxie.render import plan as texts
from yaoxie.render.advice_words import CitingWording, subject
from yaoxie.render.amounts import percent
from yaoxie.render.folding import lines
from yaoxie.render.wording import Wording, plain

_WIDTH, _MARGIN = 860, 24
_ROW, _BAR, _GAP = 58, 22, 14  # heights of a year, its bar, and what stands between parts
_LINE, _SMALL = 20, 17  # heights of lines of text
_WIDE = 88  # a segment that has room for its amount
_CELLS = 112  # of small text in a line
_COLOURS = (  # on each, white text can be read
    *("#1f5fa8", "#b55a0a", "#26784f", "#8a4fa3", "#8c6800", "#117a8b", "#a8323e", "#5c6b2f"),
    *("#7a5a44", "#4f5fb8"),
)
_FONT = "system-ui, 'Noto Sans SC', 'PingFang SC', 'Microsoft YaHei', 'Segoe UI', sans-serif"
_TEXT, _FAINT = "#1b1f24", "#57606a"
Named = tuple[str, str]  # a measure and its support


class _Row(NamedTuple):
    """One year: as it is planned, and what may be claimed in it if all turns out eligible."""

    year: shapes.PlannedYearDict
    potential: int

    @property
    def claimed(self) -> int:
        """What is drawn of the claims; charges come off the total alone."""
        return sum(e["counted"] for e in self.year["claims"] if not e["unbounded"])

    @property
    def longest(self) -> int:
        """What the whole bar stands for."""
        return max(self.claimed, self.potential)


def drawn(advised: Advice, words: Wording) -> str:
    """The chart of the plan that is part of some advice, as the text of an SVG file."""
    plan = advised.to_dict()["plan"]
    assert plan is not None  # it was asked for
    citing = CitingWording(words.lang, words.vocabulary, words.documents)
    return svg(plan, advised.profile.company.name, citing)


def svg(plan: shapes.ClaimPlanDict, company: str, words: CitingWording) -> str:
    """The chart as the text of an SVG file; `company`: whose plan it is."""
    chart = _Chart(plan, plain(company), words)
    body = "\n".join(chart.body())
    heading = escape(chart.heading)
    description = escape(chart.description)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {chart.height}" '
        f'width="{_WIDTH}" height="{chart.height}" role="img" lang="{words.lang}" '
        f'aria-labelledby="title desc" font-family={quoteattr(_FONT)} fill="{_TEXT}" '
        f'color="{_TEXT}">\n'
        f'<title id="title">{heading}</title>\n'
        f'<desc id="desc">{description}</desc>\n'
        f'<rect width="{_WIDTH}" height="{chart.height}" fill="#ffffff"/>\n'
        f"{body}\n</svg>\n"
    )


class Bars:
    """The years of a plan, each a line of text and a bar of what is claimed in it.

    They are as wide as what they are drawn into, and take text and lines in its colour. `colours`:
    what each support is drawn in; `height`: of all of them, in pixels.
    """

    def __init__(self, plan: shapes.ClaimPlanDict, words: CitingWording) -> None:
        self._words = words
        potential = {year["claim_year"]: texts.known(year) for year in plan["potential_by_year"]}
        self._rows = [_Row(year, potential.get(year["claim_year"], 0)) for year in plan["by_year"]]
        self._most = max(1, *(row.longest for row in self._rows))
        names = dict.fromkeys(
            (claim["measure"], claim["support"])
            for year in plan["by_year"]
            for claim in year["claims"]
        )
        self.colours: dict[Named, str] = {
            name: _COLOURS[n % len(_COLOURS)] for n, name in enumerate(names)
        }
        self.height = len(self._rows) * _ROW

    def svg(self, narrowest: int) -> Iterator[str]:
        """Their elements; amounts stand on what has room for them at the narrowest width."""
        for at, row in enumerate(self._rows):
            yield from self._row(row, at * _ROW, narrowest)

    def descriptions(self) -> Iterator[str]:
        """All that is drawn, a year a sentence, for who cannot see it."""
        for row in self._rows:
            claims = [
                self._claim(claim, self._words.amount(claim["counted"], is_open=claim["unbounded"]))
                for claim in row.year["claims"]
            ]
            yield self._words.say(
                "chart_year",
                year=row.year["claim_year"],
                total=texts.year_total(row.year, self._words),
                claims=self._words.join(claims) or self._words.say("chart_nothing"),
            )

    def _row(self, row: _Row, top: int, narrowest: int) -> Iterator[str]:
        yield _text("0", top + 15, str(row.year["claim_year"]), weight=600)
        total = texts.year_total(row.year, self._words)
        if row.year["upper_bound"] and not row.year["unbounded"]:
            tag = self._words.say("may_be_lower")
            total = self._words.say("tagged", text=total, tag=tag)
        yield _text("100%", top + 15, total, weight=600, anchor="end")
        bar, at = top + _ROW - _BAR - _GAP, 0
        yield _rect("0", bar, "100%", 'fill="currentColor" fill-opacity="0.08"')
        for claim in row.year["claims"]:
            if claim["unbounded"]:
                continue
            colour = self.colours[claim["measure"], claim["support"]]
            title = self._claim(claim, self._words.money(claim["counted"]))
            style = f'fill="{colour}" stroke="#ffffff"'
            left, counted = percent(at, self._most), claim["counted"]
            yield _rect(left, bar, percent(counted, self._most), style, title)
            if counted * narrowest // self._most >= _WIDE:
                amount = self._words.short_money(counted)
                middle = percent(2 * at + counted, 2 * self._most)
                yield _text(middle, bar + 16, amount, size=13, fill="#ffffff", anchor="middle")
            at += counted
        if rest := row.longest - row.claimed:
            title = self._words.say("chart_open", amount=self._words.money(row.potential))
            style = 'fill="none" stroke="currentColor" stroke-dasharray="4 3"'
            yield _rect(percent(at, self._most), bar, percent(rest, self._most), style, title)

    def _claim(self, claim: shapes.PlannedClaimDict, amount: str) -> str:
        return self._words.say(
            "plan_claim",
            support=self._words.title(claim["title"]),
            subject=subject(claim["subject"], self._words),
            amount=amount,
        )


class _Chart:
    """The parts of the chart, each below the one before it."""

    def __init__(self, plan: shapes.ClaimPlanDict, company: str, words: CitingWording) -> None:
        self._plan, self._company, self._words = plan, company, words
        self._bars = Bars(plan, words)
        self.height = _MARGIN

    @property
    def heading(self) -> str:
        """What is drawn, and its sum."""
        return self._words.say("chart_title", company=self._company, plan=texts.heading(*self._own))

    @property
    def description(self) -> str:
        """All that is drawn, in words, for who cannot see it."""
        return "\n".join([*self._bars.descriptions(), *self._notes()])

    @property
    def _own(self) -> tuple[shapes.ClaimPlanDict, CitingWording]:
        return self._plan, self._words

    def body(self) -> list[str]:
        """The heading, the bars, what their colours mean, and the notes."""
        parts = [*self._heading(), *self._drawn_bars(), *self._legend(), *self._note_lines()]
        self.height += _MARGIN
        return parts

    def _heading(self) -> Iterator[str]:
        for text in lines(self.heading, _CELLS - 24):
            self.height += _LINE
            yield _text(str(_MARGIN), self.height - 4, text, size=16, weight=600)
        self.height += _GAP

    def _drawn_bars(self) -> Iterator[str]:
        width, height = _WIDTH - 2 * _MARGIN, self._bars.height
        yield f'<svg x="{_MARGIN}" y="{self.height}" width="{width}" height="{height}">'
        yield from self._bars.svg(width)
        yield "</svg>"
        self.height += height

    def _legend(self) -> Iterator[str]:
        self.height += 4
        titles: dict[tuple[str, str], str] = {}
        for year in self._plan["by_year"]:
            for claim in year["claims"]:
                name = claim["measure"], claim["support"]
                titles.setdefault(name, self._words.title(claim["title"]))
        several = len(self._plan["measures"]) > 1
        for (measure, support), title in titles.items():
            text = self._words.say("named", name=title, id=measure) if several else title
            colour = self._bars.colours[measure, support]
            square = f'x="{_MARGIN}" y="{self.height + 3}" width="12" height="12"'
            yield f'<rect {square} fill="{colour}"/>'
            for line in lines(text, _CELLS):
                self.height += _SMALL
                yield _text(str(_MARGIN + 20), self.height - 4, line, size=13)
        self.height += _GAP

    def _note_lines(self) -> Iterator[str]:
        for note in self._notes():
            for number, line in enumerate(lines(note, _CELLS)):
                self.height += _SMALL
                indent = 0 if number == 0 else 12
                yield _text(str(_MARGIN + indent), self.height - 4, line, size=13, fill=_FAINT)

    def _notes(self) -> list[str]:
        """What is given up for what, which limits bind, and what is still open."""
        plan, words = self._own
        notes = [*texts.forgone_texts(plan, words), *texts.binding_texts(plan, words)]
        if plan["potential"] != plan["total"]:
            amount = words.amount(plan["potential"], is_open=plan["potential_unbounded"])
            notes.append(words.say("plan_potential", amount=amount))
        return [*notes, *words.sources()]


def _rect(left: str, top: int, width: str, style: str, title: str = "") -> str:
    place = f'x="{left}" y="{top}" width="{width}" height="{_BAR}" rx="3"'
    inner = f"<title>{escape(title)}</title>" if title else ""
    return f"<rect {place} {style}>{inner}</rect>"


def _text(
    left: str,
    base: int,
    text: str,
    *,
    size: int = 14,
    weight: int = 400,
    fill: str = "",
    anchor: str = "start",
) -> str:
    style = f'font-size="{size}" font-weight="{weight}" text-anchor="{anchor}"'
    style += f' fill="{fill}"' if fill else ""
    return f'<text x="{left}" y="{base}" {style}>{escape(text)}</text>'

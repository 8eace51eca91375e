"""Several reports as tables for a terminal: place by place, what may be claimed, most first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rich.console import Group, RenderableType
from rich.text import Text

from yaoxie.decision import shapes
from yaoxie.decision.notices import TEXTS
from yaoxie.decision.report import Report, company_entry
from yaoxie.decision.reports import Reports
from yaoxie.render import between
from yaoxie.render import report as single
from yaoxie.render.findings import FindingTexts, citations, expectations, most_first
from yaoxie.render.wording import Wording
from yaoxie.rules.library import ALL


class _Row(NamedTuple):
    """A finding that is not ineligible, with the measure that it is under and what it is by."""

    measure: str
    finding: shapes.FindingDict
    texts: FindingTexts
    source: str


def render(reports: Reports, words: Wording) -> Group:
    """All places. Every text is a `Text`, never markup: names come from profiles."""
    words = words.about(reports.profile)
    blocks: list[RenderableType] = [_head(reports, words)]
    if not reports.reports:
        blocks.append(Text(words.say("no_measures_there")))
        return single.spaced(blocks)
    places: dict[str, list[Report]] = {}
    for report in reports.reports:
        places.setdefault(report.plan.measure.place, []).append(report)
    for place, own in sorted(places.items(), key=lambda entry: _rank(entry[1])):
        blocks += _place(place, own, words)
    blocks += [_totals(reports, words), *between.render(reports, words), *_notes(reports, words)]
    findings = [entry for report in reports.reports for entry in report.to_dict()["findings"]]
    blocks += single.next_step(findings, words)
    return single.spaced(blocks)


def _rank(reports: Iterable[Report]) -> tuple[int, int]:
    every = list(reports)
    return (
        -sum(report.total_ceiling for report in every),
        -sum(report.potential_ceiling for report in every),
    )


def _head(reports: Reports, words: Wording) -> Text:
    name = single.company(company_entry(reports.profile), words)
    place = words.say("all_places") if reports.place == ALL else _named(reports.place, words)
    title = words.say("at_place", place=place, year=reports.claim_year)
    return Text.assemble((name, "bold"), "\n", title)


def _named(place: str, words: Wording) -> str:
    known = words.vocabulary.place.type.words
    return words.place(place) if place in known else place


def _place(place: str, reports: list[Report], words: Wording) -> Iterator[RenderableType]:
    total = _money(sum(report.total_ceiling for report in reports), reports, words)
    heading = words.say("place_total", place=words.place(place), amount=total)
    rows = sorted(_rows(reports, words), key=lambda row: most_first(row.finding))
    if not rows:
        yield Text.assemble((heading, "bold"), f"\n{words.say('nothing_there')}")
    else:
        columns = ("support", "status", "ceiling", "counted")
        yield single.findings_table(heading, columns, [_cells(row, words) for row in rows], words)


def _money(total: int, reports: Iterable[Report], words: Wording) -> str:
    """A total; open where a share of an unknown amount counts that nothing bounds."""
    return words.amount(total, is_open=any(report.unbounded for report in reports))


def _rows(reports: list[Report], words: Wording) -> Iterator[_Row]:
    for report in reports:
        data = report.to_dict()
        texts = FindingTexts(data, words, expectations(report))
        cited = citations(report, words)
        for finding in data["findings"]:
            if finding["status"] != "ineligible":
                source = cited.get(finding["support"], "")
                yield _Row(report.measure, finding, texts, source)


def _cells(row: _Row, words: Wording) -> tuple[Text, Text, Text, Text]:
    finding, texts = row.finding, row.texts
    about = Text(texts.support(finding), "bold")
    about.append(f"\n{texts.subject(finding['subject'])}", "not bold")
    about.append(f"\n{row.measure}", "not bold dim")
    if missing := texts.missing(finding):
        about.append(f"\n{missing}", "not bold yellow")
    if row.source:
        about.append(f"\n{row.source}", "not bold dim")
    return (
        about,
        Text(words.say(finding["status"]), single.STYLES[finding["status"]]),
        Text(texts.ceiling(finding)),
        Text(texts.counted(finding), "bold" if finding["counted"] else ""),
    )


def _totals(reports: Reports, words: Wording) -> Text:
    total = _money(reports.total_ceiling, reports.reports, words)
    lines = Text(f"{words.say('total')}  {total}", "bold")
    if reports.potential_ceiling != reports.total_ceiling:
        is_open = reports.potential_unbounded
        potential = words.amount(reports.potential_ceiling, is_open=is_open)
        lines.append(f"\n{words.say('potential')}  {potential}", "yellow not bold")
    return lines


def _notes(reports: Reports, words: Wording) -> Iterator[RenderableType]:
    """What holds for measures, each once with those that it is about; then what of the profile."""
    about: dict[str, list[str]] = {}
    for report in reports.reports:
        for notice in report.notices:
            if notice.code in TEXTS and notice not in report.profile_notices:
                about.setdefault(notice.code, []).append(report.measure)
    texts = []
    for code, title in TEXTS.items():
        if code in about:
            text = words.title(title.as_dict())
            everywhere = len(set(about[code])) == len(reports.reports)
            tag = words.join(list(dict.fromkeys(about[code])), "comma")
            texts.append(text if everywhere else words.say("tagged", text=text, tag=tag))
    of_profile = [notice.to_dict() for notice in reports.reports[0].profile_notices]
    yield single.bullets(words.say("notices"), [*texts, *single.notices(of_profile, words)])
    first = reports.reports[0].to_dict()
    yield single.digests(first, words)

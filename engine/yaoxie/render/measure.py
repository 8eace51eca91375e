"""The list of measures, and one measure as a person would read it, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from yaoxie.render import report
from yaoxie.render.folding import Folded
from yaoxie.render.rules import RulesInWords
from yaoxie.render.wording import Wording, plain
from yaoxie.rules.catalogue import Catalogue, Entry
from yaoxie.rules.model import Measure


def render(answer: Catalogue | Entry, words: Wording) -> Group:
    """The list of measures, or one measure in full."""
    if isinstance(answer, Catalogue):
        return _list(answer, words)
    return _entry(answer, words)


def _list(catalogue: Catalogue, words: Wording) -> Group:
    table = report.framed()
    columns = ("measure", "days", "confidence", "supports")
    rows = []
    for listing in catalogue.measures:
        model = listing.measure
        series = f"{words.say('list_series')} {listing.series.id}" if listing.series else ""
        name = Text.assemble(
            (model.id, "bold"),
            f"  {series}\n" if series else "\n",
            words.place(model.place),
            "\n",
            (words.title(model.title.as_dict()), "dim"),
        )
        life = Text("\n".join(_ends(model, words)))
        rows.append((name, life, Text(listing.confidence), Text(str(len(model.supports)))))
    for index, column in enumerate(columns):
        title = words.say(f"list_{column}")
        if column == "measure":
            table.add_column(title, overflow="fold", ratio=1)
            continue
        lines = [line for row in rows for line in row[index].plain.split("\n")]
        widest = max(Text(line).cell_len for line in (title, *lines))
        right = column == "supports"
        table.add_column(
            title, overflow="fold", min_width=widest, justify="right" if right else "left"
        )
    for row in rows:
        table.add_row(*map(Folded, row))
    return Group(table, Text(), Text(words.say("rulebook", **catalogue.rulebook), "dim"))


def _ends(model: Measure, words: Wording) -> tuple[str, str]:
    unknown = words.say("unpublished_number")
    dates = model.dates
    return str(dates.first or dates.year or unknown), str(dates.last or unknown)


def _entry(entry: Entry, words: Wording) -> Group:
    rules = RulesInWords(entry.measure, entry.supports, words)
    blocks = [
        _head(entry, words),
        *_basis(entry.measure, rules, words),
        *_supports(entry, rules, words),
        *_between(entry.measure, rules, words),
        *_other_measures(entry, rules, words),
        Text(words.say("rulebook", **entry.rulebook), "dim"),
    ]
    return report.spaced(blocks)


def _head(entry: Entry, words: Wording) -> RenderableType:
    model = entry.measure
    issuers = [words.title(issuer.as_dict()) for issuer in model.issuers]
    rows = [
        ("id", model.id),
        ("number", model.number or words.say("unpublished_number")),
        ("issuers", words.join(issuers, "comma") or words.say("unpublished_number")),
        ("place", words.place(model.place)),
        ("signed", str(model.dates.signed or words.say("unpublished_number"))),
        ("days", report.lifetime(model.dates, words)),
    ]
    if model.dates.doubtful_from:
        doubtful = words.say("doubtful_from", day=model.dates.doubtful_from)
        if doubt := model.dates.doubt:
            why = words.title(doubt.as_dict())
            doubtful = words.say("doubtful_why", since=doubtful, doubt=why)
        rows.append(("doubtful", doubtful))
    if covered := report.coverage(model.coverage, words):
        note = model.coverage.note if model.coverage else None
        more = [words.title(note.as_dict())] if note else []
        rows.append(("coverage", words.join([covered, *more], "semicolon")))
    grid = report.grid(2)
    for name, text in rows:
        grid.add_row(Text(words.say(f"entry_{name}"), "dim"), Folded(Text(plain(text))))
    title = Text(words.title(model.title.as_dict()), "bold")
    return Group(Folded(title), grid, *_versions(entry, words))


def _versions(entry: Entry, words: Wording) -> Iterator[RenderableType]:
    if entry.series is None:
        return
    texts = []
    for version in entry.versions:
        text = f"{version.id} {report.lifetime(version.dates, words)}"
        if version.id == entry.measure.id:
            text = words.say("tagged", text=text, tag=words.say("shown_here"))
        texts.append(text)
    title = words.title(entry.series.title.as_dict())
    heading = words.say("entry_series", id=entry.series.id, title=title)
    yield Text()
    yield report.bullets(heading, texts)


def _basis(model: Measure, rules: RulesInWords, words: Wording) -> Iterator[RenderableType]:
    yield report.bullets(
        words.say("documents"), [rules.document(document) for document in model.documents]
    )
    yield report.bullets(words.say("areas"), [rules.area(area) for area in model.areas])
    if model.readings:
        yield Text(words.say("entry_readings"), "bold")
        for reading in model.readings:
            title = f"{reading.id} {words.title(reading.title.as_dict())}"
            options = [rules.option(reading, option) for option in reading.options]
            yield _inside(report.bullets(title, options))
    if model.requires:
        yield report.bullets(
            words.say("applicant"),
            [rules.requirement(requirement) for requirement in model.requires],
        )


def _supports(entry: Entry, rules: RulesInWords, words: Wording) -> Iterator[RenderableType]:
    for support in entry.supports:
        parts: list[RenderableType] = [Folded(Text(rules.support(support), "bold"))]
        if support.requires:
            requires = [rules.requirement(requirement) for requirement in support.requires]
            parts.append(_inside(report.bullets(words.say("requires"), requires)))
        parts.append(_inside(report.bullets(words.say("gives"), list(rules.gives(support)))))
        yield Group(*parts)


def _between(model: Measure, rules: RulesInWords, words: Wording) -> Iterator[RenderableType]:
    if model.groups:
        yield report.bullets(words.say("entry_groups"), map(rules.group, model.groups))
    if model.at_most:
        yield report.bullets(words.say("entry_at_most"), map(rules.at_most, model.at_most))
    if model.limits:
        yield report.bullets(words.say("entry_limits"), map(rules.limit, model.limits))


def _other_measures(entry: Entry, rules: RulesInWords, words: Wording) -> Iterator[RenderableType]:
    if entry.between:
        yield report.bullets(words.say("entry_between"), map(rules.between, entry.between))


def _inside(part: RenderableType) -> Padding:
    return Padding(part, (0, 0, 0, 2))

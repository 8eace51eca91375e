"""The list of measures, and one measure as a person would read it, for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from yaoxie.render import report
from yaoxie.render.rules import RulesInWords
from yaoxie.render.wording import Wording, plain
from yaoxie.rules.catalogue import Catalogue, Entry, days
from yaoxie.rules.model import Group as OneOf
from yaoxie.rules.model import Limit, Measure


def render(found: Catalogue | Entry, words: Wording) -> Group:
    """The list, or the one measure."""
    if isinstance(found, Catalogue):
        return _list(found, words)
    return _entry(found, words)


def _list(catalogue: Catalogue, words: Wording) -> Group:
    made = report.framed()
    columns = ("measure", "days", "confidence", "supports")
    rows = []
    for one in catalogue.measures:
        model = one.measure
        series = f"{words.say('listed_series')} {one.series.id}" if one.series else ""
        name = Text.assemble(
            (model.id, "bold"),
            f"  {series}\n" if series else "\n",
            words.title(model.place.as_dict()),
            "\n",
            (words.title(model.title.as_dict()), "dim"),
        )
        life = Text("\n".join(_ends(model, words)))
        rows.append((name, life, Text(one.confidence), Text(str(len(model.supports)))))
    for index, column in enumerate(columns):
        title = words.say(f"listed_{column}")
        if column == "measure":
            made.add_column(title, overflow="fold", ratio=1)
            continue
        lines = [line for row in rows for line in row[index].plain.split("\n")]
        widest = max(Text(line).cell_len for line in (title, *lines))
        right = column == "supports"
        made.add_column(
            title, overflow="fold", min_width=widest, justify="right" if right else "left"
        )
    for row in rows:
        made.add_row(*map(report.Folded, row))
    return Group(made, Text(), Text(words.say("rulebook", **catalogue.rulebook), "dim"))


def _ends(model: Measure, words: Wording) -> tuple[str, str]:
    unknown = words.say("unpublished_number")
    dates = model.dates
    return str(dates.first or dates.year or unknown), str(dates.last or unknown)


def _entry(entry: Entry, words: Wording) -> Group:
    said = RulesInWords(entry.measure, words)
    blocks = [
        _head(entry, words),
        *_basis(entry.measure, said, words),
        *_supports(entry, said, words),
        *_between(entry.measure, said, words),
        Text(words.say("rulebook", **entry.rulebook), "dim"),
    ]
    return report.spaced(blocks)


def _head(entry: Entry, words: Wording) -> RenderableType:
    model = entry.measure
    issuers = [words.title(one.as_dict()) for one in model.issuers]
    rows = [
        ("id", model.id),
        ("number", model.number or words.say("unpublished_number")),
        ("issuers", words.join(issuers, "comma") or words.say("unpublished_number")),
        ("place", words.title(model.place.as_dict())),
        ("signed", str(model.dates.signed or words.say("unpublished_number"))),
        ("days", report.lifetime(days(model.dates), words)),
    ]
    if model.dates.doubtful_from:
        rows.append(("doubtful", words.say("doubtful_from", day=model.dates.doubtful_from)))
    grid = report.grid(2)
    for name, text in rows:
        grid.add_row(Text(words.say(f"entry_{name}"), "dim"), report.Folded(Text(plain(text))))
    title = Text(words.title(model.title.as_dict()), "bold")
    return Group(report.Folded(title), grid, *_versions(entry, words))


def _versions(entry: Entry, words: Wording) -> Iterator[RenderableType]:
    if entry.series is None:
        return
    texts = []
    for one in entry.versions:
        text = f"{one.id} {report.lifetime(days(one.dates), words)}"
        if one.id == entry.measure.id:
            text = words.say("tagged", text=text, tag=words.say("shown_here"))
        texts.append(text)
    title = words.title(entry.series.title.as_dict())
    heading = words.say("entry_series", id=entry.series.id, title=title)
    yield Text()
    yield report.listed(heading, texts)


def _basis(model: Measure, said: RulesInWords, words: Wording) -> Iterator[RenderableType]:
    yield report.listed(words.say("documents"), [said.document(one) for one in model.documents])
    yield report.listed(words.say("areas"), [said.area(one) for one in model.areas])
    if model.readings:
        yield Text(words.say("entry_readings"), "bold")
        for reading in model.readings:
            title = f"{reading.id} {words.title(reading.title.as_dict())}"
            options = [said.option(reading, one) for one in reading.options]
            yield _inside(report.listed(title, options))
    if model.requires:
        yield report.listed(
            words.say("applicant"), [said.requirement(one) for one in model.requires]
        )


def _supports(entry: Entry, said: RulesInWords, words: Wording) -> Iterator[RenderableType]:
    for one in entry.supports:
        parts: list[RenderableType] = [report.Folded(Text(said.support(one), "bold"))]
        if one.requires:
            requires = [said.requirement(requirement) for requirement in one.requires]
            parts.append(_inside(report.listed(words.say("requires"), requires)))
        parts.append(_inside(report.listed(words.say("gives"), list(said.gives(one)))))
        yield Group(*parts)


def _between(model: Measure, said: RulesInWords, words: Wording) -> Iterator[RenderableType]:
    for name, things in (("groups", model.groups), ("limits", model.limits)):
        listed: Sequence[OneOf | Limit] = things
        if listed:
            yield report.listed(words.say(f"entry_{name}"), _said(listed, said))


def _said(things: Iterable[OneOf | Limit], said: RulesInWords) -> list[str]:
    return [
        said.group(thing) if isinstance(thing, OneOf) else said.limit(thing) for thing in things
    ]


def _inside(part: RenderableType) -> Padding:
    return Padding(part, (0, 0, 0, 2))

"""The fields that some measures ask for: for a terminal, as Markdown, as data, and a first profile.

A first profile has every field that is asked for, all unknown; it evaluates as it stands.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from rich.console import Group, RenderableType
from rich.text import Text

from yaoxie.profile.definitions import NamedWord
from yaoxie.profile.field_types import TYPES
from yaoxie.profile.vocabulary import AWARD, COMPANY, MILESTONE, Field, Vocabulary
from yaoxie.render import report
from yaoxie.render.folding import Folded
from yaoxie.render.wording import Wording, plain
from yaoxie.rules.form import Form, KindForm
from yaoxie.values import Title

_COLUMNS = ("form_field", "form_what", "form_help")


class _Row(NamedTuple):
    """A field: its name in JSON, what it is called, what it holds, where a company finds it."""

    name: str
    title: Title
    holds: str
    help: Title


def render(form: Form, words: Wording) -> Group:
    """The fields kind by kind, as tables."""
    blocks: list[RenderableType] = []
    for heading, rows in _sections(form, words):
        table = report.framed(heading)
        for number, column in enumerate(_COLUMNS):
            table.add_column(words.say(column), overflow="fold", ratio=(3, 5, 4)[number])
        for row in rows:
            cells = (Text(row.name, "bold"), _what(row, words), Text(_own(row.help, words)))
            table.add_row(*map(Folded, cells))
        blocks.append(table)
    return report.spaced(blocks)


def _what(row: _Row, words: Wording) -> Text:
    return Text.assemble((_own(row.title, words), "bold"), "\n", row.holds)


def markdown(form: Form, words: Wording) -> str:
    """The same as a page."""
    lines = [f"# {words.say('form_page')}", "", words.say("form_unknown"), ""]
    for heading, rows in _sections(form, words):
        titles = [words.say("form_field"), words.say("form_title"), words.say("form_holds")]
        lines += [f"## {heading}", "", _line([*titles, words.say("form_help")]), _line(["---"] * 4)]
        for row in rows:
            cells = (f"`{row.name}`", _own(row.title, words), row.holds, _own(row.help, words))
            lines.append(_line(cells))
        lines.append("")
    lines += [words.say("form_milestone"), "", "```json", _example(form), "```", ""]
    return "\n".join(lines if form.milestone_kinds else lines[:-5])


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", r"\|") for cell in cells) + " |"


def _example(form: Form) -> str:
    """One milestone as a list holds it."""
    kind = form.milestone_kinds[0] if form.milestone_kinds else None
    if kind is None:
        return "[]"
    first = form.kinds[kind].milestones[0]
    entry = {MILESTONE: first.definition.id} | {field.name: None for field in first.fields}
    return json.dumps([entry], ensure_ascii=False)


def to_dict(form: Form) -> dict[str, Any]:
    """The same as plain data, in both languages."""
    known = form.vocabulary
    kinds = [
        {
            "kind": kind,
            "list": known.item_lists.get(kind),
            "title": known.kind_title(kind).as_dict(),
            "fields": [_field_data(field, known) for field in entry.fields],
            "milestones": [
                {**_word_data(own.definition), "fields": [field.name for field in own.fields]}
                for own in entry.milestones
            ],
        }
        for kind, entry in form.kinds.items()
    ]
    fields = [_field_data(field, known) for field in form.milestone_fields]
    return {"kinds": kinds, "milestone_fields": fields}


def _field_data(field: Field, vocabulary: Vocabulary) -> dict[str, Any]:
    words = vocabulary.words[field.definition.words] if field.definition.words else []
    return {
        "name": field.name,
        "type": field.type.name,
        "required": field.required,
        "title": field.title.as_dict(),
        "help": field.definition.help.as_dict(),
        "words": [_word_data(word) for word in words],
    }


def _word_data(word: NamedWord) -> dict[str, Any]:
    return {"id": word.id, "title": {"zh": word.zh, "en": word.en}, "aliases": word.aliases}


def skeleton(form: Form, words: Wording) -> dict[str, Any]:
    """A profile with every field that is asked for, all unknown but for the keys that must be."""
    known = form.vocabulary
    data: dict[str, Any] = {}
    for kind, entry in form.kinds.items():
        blank: dict[str, Any] = {field.name: None for field in entry.fields}
        if kind == COMPANY:
            title = _own(known.fields(COMPANY)["name"].title, words)
            data[COMPANY] = blank | {"name": words.say("form_fill_in", title=title)}
        else:
            data[known.item_lists[kind]] = [blank | {"id": f"{kind}-1"}]
    return data | {"awards": []}


def _sections(form: Form, words: Wording) -> Iterator[tuple[str, list[_Row]]]:
    known = form.vocabulary
    for kind, entry in form.kinds.items():
        base = COMPANY if kind == COMPANY else f"{known.item_lists[kind]}[]"
        yield words.kind(kind), [_row(base, field, words) for field in entry.fields]
        if entry.milestones:
            heading = words.say("form_milestones", kind=words.kind(kind))
            yield heading, list(_milestones(f"{base}.milestones[]", entry, words))
    fields = known.award.fields.items()
    text = _own(TYPES["text"].title, words)
    rows = [_Row(f"awards[].{name}", field, text, field.help) for name, field in fields]
    rows = [
        row._replace(holds=words.say("form_whole")) if row.name in _WHOLE else row for row in rows
    ]
    yield words.kind(AWARD), rows


_WHOLE = ("awards[].year", "awards[].amount")


def _milestones(base: str, entry: KindForm, words: Wording) -> Iterator[_Row]:
    """What milestone it is, with what each is asked for, then those fields."""
    known = words.vocabulary
    named = [
        words.say(
            "form_asks",
            word=_named(own.definition, words),
            fields=words.join([_own(field.title, words) for field in own.fields], "comma"),
        )
        for own in entry.milestones
    ]
    title = known.kind_title(MILESTONE)
    yield _Row(f"{base}.{MILESTONE}", title, words.join(named), known.kind_help(MILESTONE))
    asked = {field.name: field for own in entry.milestones for field in own.fields}
    for name in known.milestone_fields:
        if name in asked:
            yield _row(base, asked[name], words)


def _row(base: str, field: Field, words: Wording) -> _Row:
    return _Row(f"{base}.{field.name}", field.title, _holds(field, words), field.definition.help)


def _holds(field: Field, words: Wording) -> str:
    """What a field holds: its type, and its words with their titles."""
    type_ = field.type
    if type_.form.has_words:
        known: Mapping[str, list[Any]] = words.vocabulary.words
        named = [_named(word, words) for word in known[field.definition.words or ""]]
        key = "form_open" if type_.open else f"form_{type_.name}"
        text = words.say(key, words=words.join(named, "comma"))
    elif type_.name == "milestones":
        text = words.say("form_list")
    else:
        text = _own(type_.form.title, words)
    return words.say("form_required", type=text) if field.required else text


def _named(word: NamedWord, words: Wording) -> str:
    return words.say("named", name=word.id, id=_own(word, words))


def _own(title: Title, words: Wording) -> str:
    return plain(title.zh if words.lang == "zh" else title.en)

"""What profiles may hold, as Markdown: the tables of `docs/profile.md`, or a page of its own.

python -m yaoxie.review.pages   writes the tables of docs/profile.md and its Chinese twin anew,
                                and docs/api.md, in a checkout
yaoxie vocabulary --rules PATH  prints the page of a rulebook's own vocabulary
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from yaoxie import resources
from yaoxie.messages import Lang
from yaoxie.profile.field_types import TYPES
from yaoxie.profile.records import Award
from yaoxie.profile.vocabulary import AWARD, COMPANY, MILESTONE, Field, Vocabulary, packaged
from yaoxie.render.wording import plain
from yaoxie.review import api_page
from yaoxie.values import Title

LANGS: tuple[Lang, ...] = ("en", "zh")
_PART = re.compile(
    r"(?<=<!-- made from the vocabulary: )([a-z_]+) -->\n.*?(?=<!-- end -->)", re.DOTALL
)
_TEXTS = {
    "profile": Title(zh="资料的字段与选项词", en="What a profile may hold"),
    "fields": Title(
        zh="字段 | 名称 | English | 类型 | 填报", en="Field | 名称 | Name | Type | Help"
    ),
    "required": Title(zh="{type}，必填", en="{type}, required"),
    "open": Title(
        zh="任意文本；{words} 中的选项词才作判断", en="any text; a word of {words} decides"
    ),
    "code": Title(zh="18位代码", en="18 characters"),
    "whole": Title(zh="整数，{low}至{high}", en="whole number, {low} to {high}"),
    "words": Title(zh="选项词", en="Words"),
    "word": Title(zh="选项词 | 名称 | English", en="Word | 名称 | English"),
    "within": Title(zh="属于", en="Within"),
    "reached": Title(
        zh="里程碑 | 名称 | English | 同时意味着达到", en="Milestone | 名称 | English | Implies"
    ),
    "orders": Title(
        zh="日期不得倒序（同日可以）：", en="Dates may not run backwards along any of these chains:"
    ),
}


class Pages:
    """The parts of a page about one vocabulary, in one language."""

    def __init__(self, vocabulary: Vocabulary, lang: Lang = "en") -> None:
        self._vocabulary = vocabulary
        self._lang: Lang = lang

    def page(self) -> str:
        """Everything that profiles may hold."""
        known = self._vocabulary
        lines = [f"# {self._sentence('profile')}", ""]
        for kind in (*known.kinds, MILESTONE, AWARD):
            lines += [f"## {kind}", "", f"{self._both(known.kind_title(kind))}", ""]
            lines += [self._own(known.kind_help(kind)), "", self.part(kind)]
            if chains := self._orders(kind):
                lines += [self._sentence("orders"), "", *chains, ""]
        lines += [f"## {self._sentence('words')}", "", self.part("words")]
        return "\n".join(lines).rstrip() + "\n"

    def part(self, name: str) -> str:
        """One part: the fields of a kind, of milestones or of awards; the words; the orders."""
        match name:
            case "words":
                lines = [*self._words(), *self._milestones()]
            case "orders":
                chains = (self._orders(kind) for kind in self._vocabulary.milestone_kinds)
                lines = [line for chain in chains for line in chain]
            case _:
                lines = list(self._fields(name))
        return "\n".join(lines).rstrip() + "\n"

    def _fields(self, kind: str) -> Iterator[str]:
        known = self._vocabulary
        yield from _header(self._sentence("fields"))
        if kind == AWARD:
            yield from self._award()
            return
        base = {COMPANY: COMPANY, MILESTONE: "milestones[]"}.get(kind)
        base = base or f"{known.item_lists[kind]}[]"
        if kind == MILESTONE:
            sets = [_link(f"{owner}_{MILESTONE}") for owner in known.milestone_kinds]
            type_ = self._required(self._own(TYPES["word"].title).format(words=", ".join(sets)))
            titles = (known.kind_title(kind), known.kind_help(kind))
            yield self._row(f"{base}.{MILESTONE}", type_, *titles)
        fields = known.milestone_fields if kind == MILESTONE else known.fields(kind)
        for field in fields.values():
            type_ = self._type(field)
            titles = (field.title, field.definition.help)
            yield self._row(f"{base}.{field.name}", type_, *titles)

    def _award(self) -> Iterator[str]:
        types = Award.model_json_schema()["properties"]
        for name, field in self._vocabulary.award.fields.items():
            low, high = types[name].get("minimum"), types[name].get("maximum")
            type_ = self._own(TYPES["text"].title)
            if high is not None:
                type_ = self._sentence("whole").format(low=low, high=_short(high))
            yield self._row(f"awards[].{name}", self._required(type_), field, field.help)

    def _type(self, field: Field) -> str:
        type_ = field.type
        words = _link(field.definition.words or "")
        if type_.open:
            text = self._sentence("open").format(words=words)
        elif type_.check is not None:
            text = self._sentence("code")
        else:
            text = self._own(type_.form.title).format(words=words)
        return self._required(text) if field.required else text

    def _row(self, name: str, type_: str, title: Title, help_: Title) -> str:
        cells = (_cell(text) for text in (title.zh, title.en))
        return _row(f"`{name}`", *cells, type_, _cell(self._own(help_)))

    def _words(self) -> Iterator[str]:
        for name, words in self._vocabulary.words.items():
            nested = any(word.within for word in words)
            titles = [self._sentence("word"), *([self._sentence("within")] if nested else [])]
            yield from (f"### {name}", "", *_header(" | ".join(titles)))
            for word in words:
                within = [f"`{word.within}`" if word.within else ""] if nested else []
                yield _row(f"`{word.id}`", _cell(word.zh), _cell(word.en), *within)
            yield ""

    def _milestones(self) -> Iterator[str]:
        known = self._vocabulary
        for kind in known.milestone_kinds:
            yield from (f"### {kind}_{MILESTONE}", "", *_header(self._sentence("reached")))
            for name in known.milestones(kind):
                entry = known.milestone(kind, name)
                implied = ", ".join(f"`{other}`" for other in entry.implies)
                yield _row(f"`{name}`", _cell(entry.zh), _cell(entry.en), implied)
            yield ""

    def _orders(self, kind: str) -> list[str]:
        if kind not in self._vocabulary.milestone_kinds:
            return []
        chains = self._vocabulary.orders(kind)
        return ["- " + " → ".join(f"`{name}`" for name in chain) for chain in chains]

    def _required(self, type_: str) -> str:
        return self._sentence("required").format(type=type_)

    def _sentence(self, key: str) -> str:
        return self._own(_TEXTS[key])

    def _own(self, title: Title) -> str:
        return title.zh if self._lang == "zh" else title.en

    def _both(self, title: Title) -> str:
        return f"{_cell(title.zh)} ({_cell(title.en)})"


def filled(text: str, vocabulary: Vocabulary, lang: Lang = "en") -> str:
    """A page in which every part between marks is what the vocabulary says, in its language."""
    pages = Pages(vocabulary, lang)
    # Milestones stand under their title, of which a page of its own has the name.
    title = vocabulary.kind_title(MILESTONE)
    anchor = f"(#{title.zh if lang == 'zh' else title.en})"

    def anew(part: re.Match[str]) -> str:
        table = pages.part(part[1]).replace(f"(#{MILESTONE})", anchor)
        return f"{part[1]} -->\n\n{table}\n"

    return _PART.sub(anew, text)


def path(lang: Lang = "en") -> Path:
    """Where the page of the packaged vocabulary lies, in a checkout."""
    docs = resources.folder("schemas").parent / "docs"
    return (docs / "zh" if lang == "zh" else docs) / "profile.md"


def _header(titles: str) -> Iterator[str]:
    yield f"| {titles} |"
    yield "|" + "---|" * len(titles.split("|"))


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(text: str) -> str:
    """A text as a cell of a table, whatever it holds."""
    return plain(text).replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;")


def _short(number: int) -> str:
    """A whole number, powers of ten as such."""
    zeros = len(str(number)) - 1
    return f"10^{zeros}" if number == 10**zeros else str(number)


def _link(words: str) -> str:
    return f"[{words}](#{words})"


if __name__ == "__main__":
    for lang in LANGS:
        page = path(lang)
        written = filled(page.read_text(encoding="utf-8"), packaged(), lang)
        page.write_text(written, encoding="utf-8")
    api_page.path().write_text(api_page.text(), encoding="utf-8")

"""How the command line writes sentences, titles, money and values, in Chinese and English."""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, Self

from yaoxie.messages import Lang
from yaoxie.profile import pointer_titles
from yaoxie.profile.field_types import TYPES
from yaoxie.profile.model import Profile
from yaoxie.profile.titles import fact_title
from yaoxie.profile.vocabulary import MILESTONE, Vocabulary, packaged
from yaoxie.render.texts import TEXTS
from yaoxie.rules.expectations import (
    Apart,
    Choice,
    Every,
    Expectation,
    Figure,
    Negation,
    Part,
    Range,
    Some,
)
from yaoxie.rules.library import Library
from yaoxie.values import Title, Titles

# Control, format, surrogate, line and paragraph separators: what a terminal may obey, not show.
_UNSHOWN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_WAN = 10_000
_MOST_WORDS = 4
_RATE = re.compile(r"[0-9]+(\.[0-9]+)?", re.ASCII)


def plain(text: str) -> str:
    """The text with all that a terminal would obey written out, so that it is only shown."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        repr(char)[1:-1] if unicodedata.category(char) in _UNSHOWN else char for char in text
    )


@dataclasses.dataclass(frozen=True, slots=True)
class Wording:
    """One language: sentences, titles, money and values.

    `vocabulary` has the titles of kinds, fields and words: that of the rulebook whose answers are
    written; `documents` those of its sources, by the measure, or the rule between measures, that
    cites them, and id; `library` those of measures and supports. `profile` is the one whose places
    are named, if one is; `pointers`: with their JSON pointers.
    """

    lang: Lang
    vocabulary: Vocabulary = dataclasses.field(default_factory=packaged)
    documents: Mapping[tuple[str, str], Title] = dataclasses.field(default_factory=dict)
    profile: Profile | None = None
    pointers: bool = False
    library: Library | None = dataclasses.field(default=None, compare=False, repr=False)

    def about(self, profile: Profile) -> Self:
        """The same for the answers about a profile."""
        return dataclasses.replace(self, profile=profile)

    @classmethod
    def of(cls, library: Library, lang: Lang) -> Self:
        """The wording of a library's answers, with the titles of its sources."""
        documents = {
            (name, document.id): document.title
            for name, model in library.measures.items()
            for document in model.documents
        }
        for rule in library.between:
            name = rule.model.source.document
            documents[rule.model.id, name] = documents[rule.model.source.measure, name]
        return cls(lang, library.vocabulary, documents, library=library)

    def say(self, key: str, **values: object) -> str:
        """A sentence of the list above, with its values in."""
        chinese, english = TEXTS[key]
        return (chinese if self.lang == "zh" else english).format(**values)

    def say_count(self, key: str, count: object, /, **values: object) -> str:
        """The same of a number of things: of one, the sentence for one where there is such."""
        single = f"{key}_1"
        return self.say(single if count == 1 and single in TEXTS else key, **values)

    def title(self, titles: Titles) -> str:
        """A title in this language."""
        return plain(titles[self.lang])

    def document(self, citing: str, name: str) -> str:
        """The title of a document by what cites it; its id where that is not known."""
        title = self.documents.get((citing, name))
        return plain(name) if title is None else plain(self._own(title))

    def award_name(self, name: str, field: str, measure: str | None = None) -> str:
        """A name that an award may have in its field `measure` or `support`, with its title.

        Supports of one name may be of several measures; `measure` is the one to look in first.
        """
        title = None if self.library is None else _title_of(self.library, name, field, measure)
        if title is None:
            return plain(name)
        return self.say("named", name=plain(name), id=plain(self._own(title)))

    def join(self, texts: Sequence[str], by: str = "semicolon") -> str:
        """Several texts as one."""
        return self.say(by).join(texts)

    def money(self, amount: int) -> str:
        """An amount with its currency: `10,000,000 元`, `CNY 10,000,000`."""
        return self.say("money", amount=f"{amount:,}")

    def amount(self, amount: int, *, is_open: bool, may_be_lower: bool = False) -> str:
        """An amount with its currency; `open` where nothing known bounds it."""
        if is_open:
            return self.say("open")
        text = self.money(amount)
        return self.say("tagged", text=text, tag=self.say("may_be_lower")) if may_be_lower else text

    def short_money(self, amount: int) -> str:
        """An amount inside arithmetic: `1,000万` where that is exact and Chinese."""
        if self.lang == "zh" and amount and amount % _WAN == 0:
            return f"{amount // _WAN:,}万"
        return f"{amount:,}"

    def percent(self, rate: str) -> str:
        """A rate in a string as a percentage, exactly."""
        return f"{(Decimal(rate) * 100).normalize():f}%"

    def gap(self, unit: str, amount: int | str) -> str:
        """How far a value is from what is required; an amount that is a text is a rate."""
        figure = self.percent(amount) if isinstance(amount, str) else f"{amount:,}"
        return self.say_count(f"gap_{unit}", amount, amount=figure)

    def word(self, word: str, fact: str | None = None) -> str:
        """A word of the vocabulary by its title in the field of a fact; any other text as it is."""
        title = self.vocabulary.word_title(word, fact)
        return plain(word) if title is None else self._own(title)

    def value(self, value: Any, fact: str | None = None) -> str:
        """What a profile says, in words: of a fact, where it is known of which."""
        match value:
            case None:
                return self.say("none")
            case bool():
                return self.say("true" if value else "false")
            case int():
                return f"{value:,}"
            case list():
                parts = [self.value(part, fact) for part in value]
                return self.join(parts, "comma") or self.say("none")
            case str() if _RATE.fullmatch(value):
                return self.percent(value)
            case _:
                return self.word(str(value), fact)

    def measured(self, value: Any, fact: str) -> str:
        """The same with the unit of its field: of an amount, its currency."""
        type_ = self.vocabulary.field_type(fact)
        unit = None if type_ is None else TYPES[type_.name].unit
        if unit is None or isinstance(value, bool) or not isinstance(value, int):
            return self.value(value, fact)
        return self._figured(unit, value)

    def required(self, expected: Expectation) -> str | None:
        """What a requirement asks for, in words; None where its title says it better."""
        match expected:
            case Choice(options=(bool() as flag,)):
                return self.value(flag)
            case Choice():
                return self._choice(expected)
            case Range(least=None, most=None):
                return None
            case Range(unit="days"):
                return self._days(expected)
            case Range():
                return self.join(self._numbers(expected, "at_least", "at_most"), "comma")
            case Part():
                return self._part(expected, {"least": "at_least", "most": "at_most"})
            case Apart():
                return self._apart(expected)
            case Negation(part=Part() as part):
                return self._part(part, {"least": "less_than", "most": "more_than"})
            case Negation(part=Range() as part) if part.unit != "days":
                return self.join(self._numbers(part, "less_than", "more_than"), "or")
            case Negation(part=part):
                inner = self.required(part)
                keys = {Choice: "not_word", Apart: "not_apart"}
                key = keys.get(type(part), "not")
                return self.say(key, text=inner) if inner else None
            case Every() | Some():
                return None

    def _choice(self, choice: Choice) -> str | None:
        """Words, and those that are taken out of them; None where they are many."""
        named, excepted = (
            [self.word(str(word), choice.fact) for word in words]
            for words in (choice.options, choice.excepted)
        )
        if max(len(named), len(excepted)) > _MOST_WORDS:
            return None
        text = self.join(named, "or")
        if not excepted:
            return text
        return self.say("but", words=text, excepted=self.join(excepted, "comma"))

    def _days(self, days: Range) -> str:
        if days.least is None:
            return self.say("by", day=days.most)
        if days.most is None:
            return self.say("from", day=days.least)
        return self.say("between", first=days.least, last=days.most)

    def _numbers(self, numbers: Range, least: str, most: str) -> list[str]:
        """The ends of a range of amounts, months or rates, by the sentences of these keys."""
        ends = ((least, numbers.least), (most, numbers.most))
        return [
            self.say(key, figure=self._figured(numbers.unit, end))
            for key, end in ends
            if end is not None
        ]

    def _part(self, part: Part, keys: Mapping[str, str]) -> str:
        """A part of another amount, by the sentence that its bound has."""
        figure = self.say("part_of", rate=self.percent(str(part.rate)), base=self.fact(part.of))
        return self.say(keys[part.bound], figure=figure)

    def _apart(self, apart: Apart) -> str:
        """A day beside another one."""
        key, day = f"day_{apart.relation}", self.fact(apart.of)
        return self.say_count(key, apart.months, day=day, months=apart.months)

    def _figured(self, unit: str, figure: Figure) -> str:
        """A figure with what it is counted in."""
        return self.say_count(f"figure_{unit}", figure, figure=self._figure(figure))

    def _figure(self, figure: Figure) -> str:
        return self.percent(str(figure)) if isinstance(figure, Decimal) else f"{figure:,}"

    def field(self, pointer: str) -> str:
        """The title of the profile's field that a JSON pointer names."""
        parts = pointer.strip("/").split("/")
        names = [part for part in parts if not part.isdecimal()]
        kinds = {place: kind for kind, place in self.vocabulary.item_lists.items()}
        kind = MILESTONE if len(names) > 2 else kinds.get(names[0], names[0])  # noqa: PLR2004
        return self.fact(f"{kind}.{names[-1]}")

    def places(self, pointers: Iterable[str]) -> Iterator[str]:
        """What places in the profile are called; of one record in a row, it is named once."""
        before = None
        for pointer in pointers:
            known = pointer_titles.parted(pointer, self.profile, self.vocabulary)
            if known is None:
                yield plain(pointer)
                continue
            again = known.owner == before and known.inside.zh
            before = known.owner
            called = plain(self._own(known.inside if again else known.whole))
            yield self.with_pointer(called, pointer)

    def inside(self, pointer: str) -> str:
        """What a place is called within its record, which is named elsewhere."""
        known = pointer_titles.parted(pointer, self.profile, self.vocabulary)
        if known is None:
            return plain(pointer)
        return plain(self._own(known.inside if known.inside.zh else known.owner))

    def with_pointer(self, text: str, pointer: str) -> str:
        """What a place is called, and its JSON pointer where that is asked for."""
        return f"{text} {plain(pointer)}" if self.pointers else text

    def place(self, place: str) -> str:
        """What a measure's place is called, with those that it lies within."""
        return plain(self._own(self.vocabulary.place_title(place)))

    def kind(self, kind: str) -> str:
        """What a kind of subject is called."""
        return plain(self._own(self.vocabulary.kind_title(kind)))

    def fact(self, name: str) -> str:
        """The title of the field or milestone that a part of a requirement looks at."""
        return plain(self._own(fact_title(name, self.vocabulary)))

    def _own(self, title: Title) -> str:
        return title.zh if self.lang == "zh" else title.en


def _title_of(library: Library, name: str, field: str, measure: str | None) -> Title | None:
    """What a measure, a series or a support is called; None where the library has none."""
    if field != "support":
        known = library.measures.get(name) or library.series.get(name)
        return None if known is None else known.title
    first = [measure] if measure in library.measures else []
    measures = map(library.checked, (*first, *library.measures))
    supports = (own for each in measures for own in each.supports)
    return next((own.title for own in supports if own.id == name), None)

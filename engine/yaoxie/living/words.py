"""What features write in Chinese, as the profile's own names and values.

Titles are those of the rulebook's vocabulary, so a word or field of its own needs nothing here.
Words and milestones go by their other names too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from yaoxie.errors import nearest
from yaoxie.living import named
from yaoxie.living.definitions import StepError
from yaoxie.messages import Message
from yaoxie.profile import word_names
from yaoxie.profile.field_types import FieldType, Unit
from yaoxie.profile.vocabulary import MILESTONE, Vocabulary
from yaoxie.render.texts import TEXTS

COMPANY = "企业"  # how findings about the company itself are named
SUBJECT = "对象"  # stands for the kind of any item, which its key tells
EACH = "各项支持"  # each support under review, for its own subject
FIELD = re.compile(r'(?:里程碑"(?P<milestone>[^"]+)"的)?"(?P<title>[^"]+)"')
FINDING = re.compile(r'"(?P<subject>[^"]+)"的"(?P<support>[^"]+)"')
PAIRS = re.compile(r'，(?P<title>[^"，]+)"(?P<value>[^"]*)"')  # ，取得地"北京"
READINGS = re.compile(r'，"(?P<name>[^"]+)"取"(?P<option>[^"]+)"')
STATUSES = {"符合": "eligible", "不符合": "ineligible", "待定": "undetermined"}
OUTCOMES = {"已满足": "met", "未满足": "unmet", "不明": "unknown"}
PERIODS = {"按年度": "year", "一次性": "once"}
YES_OR_NO = {"是": True, "否": False}

LEFT_OUT = "未填写"  # the key is absent
NULL = "空值"
NOTHING = "无"  # an empty list, or no value in a report
UNPUBLISHED = "不详"
_DIGITS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3}){1,6}|[0-9]{1,20}")
_RATE = re.compile(r"(?P<digits>[0-9]{1,9}(?:\.[0-9]{1,9})?)%")
_MANY = 40  # names that a message lists at most


class LeftOut:
    """Stands for the value of a key that is to be absent."""


def choose(what: Message, name: str, names: Mapping[str, Any]) -> Any:
    """What `name` stands for. Raises StepError with the names that there are."""
    if name in names:
        return names[name]
    listed: tuple[Any, ...] = tuple(names)
    if len(listed) > _MANY:
        listed = (*listed[:_MANY], "…")
    known = listed or Message("living.none")
    close = nearest(name, names)
    if close is None:
        raise StepError(Message("living.no-such-name", what=what, name=name, names=known))
    raise StepError(
        Message("living.no-such-name-but", what=what, name=name, near=close, names=known)
    )


def title_of(value: str, names: Mapping[str, str]) -> str:
    """What features call a value of a report."""
    return next(title for title, word in names.items() if word == value)


def whole(text: str, unit: Unit) -> int:
    """A whole number, written with its unit as reports say it: `24个月`."""
    form, _ = TEXTS[f"figure_{unit}"]
    before, after = form.split("{figure}")
    digits = text.removeprefix(before).removesuffix(after)
    if not _DIGITS.fullmatch(digits) or text != f"{before}{digits}{after}":
        example = form.format(figure="1,000")
        raise StepError(Message("living.written", form=example, text=text))
    return int(digits.replace(",", ""))


def yuan(text: str) -> int:
    """Whole yuan, as `10,000,000元`."""
    return whole(text, "yuan")


def amount(value: int | None) -> str:
    """Whole yuan as features write them; what no source says is `不详`."""
    return UNPUBLISHED if value is None else f"{value:,}元"


def count(text: str) -> int:
    """A whole number, as `1,000`."""
    return whole(text, "count")


def rate(text: str) -> str:
    """A rate as profiles have it, `0.4`, of `40%`."""
    match = _RATE.fullmatch(text)
    if match is None:
        raise StepError(Message("living.written", form=Message("living.rate"), text=text))
    return f"{Decimal(match['digits']).scaleb(-2):f}"


def day(text: str) -> date:
    """A day, as `2024-08-01`."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        form = Message("living.day")
        raise StepError(Message("living.written", form=form, text=text)) from None


def items(text: str) -> list[str]:
    """The parts of a list written as `甲、乙`; `无` is none."""
    return [] if text == NOTHING else text.split("、")


def is_milestone(entry: object, word: str) -> bool:
    """Whether something in a list of milestones is this one."""
    return isinstance(entry, dict) and entry.get(MILESTONE) == word


def readings(text: str) -> dict[str, str]:
    """Options by reading, written as `，"解读"取"选项"`."""
    return {pair["name"]: pair["option"] for pair in READINGS.finditer(text)}


class Titles:
    """Names and values of profiles by their Chinese titles in a vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._milestones: dict[str, dict[str, str]] = {}
        self._fields: dict[str, dict[str, str]] = {}

    @cached_property
    def kinds(self) -> dict[str, str]:
        """The kinds of item by title."""
        known = self.vocabulary
        return {known.kind_title(kind).zh: kind for kind in known.item_lists}

    def kind(self, title: str) -> str:
        """The kind of item with this title."""
        name: str = choose(named.KIND, title, self.kinds)
        return name

    def place(self, title: str) -> str:
        """The place of measures with this title."""
        field = self.vocabulary.place
        words = self.vocabulary.words[field.definition.words or ""]
        name: str = choose(named.WORD, title, {entry.zh: entry.id for entry in words})
        return name

    def milestone(self, kind: str, title: str) -> str:
        """The milestone of a kind of item with this title."""
        if kind not in self._milestones:
            known = self.vocabulary
            self._milestones[kind] = {
                known.milestone(kind, name).zh: name for name in known.milestones(kind)
            }
        if title not in self._milestones[kind]:
            names = self.vocabulary.milestone_type(kind).names
            if (word := word_names.meant(title, names)) is not None:
                return word
        name: str = choose(named.MILESTONE, title, self._milestones[kind])
        return name

    def field(self, kind: str, title: str) -> str:
        """The field with this title; the kind may be `milestone`."""
        name: str = choose(named.FIELD, title, self.fields(kind))
        return name

    def fields(self, kind: str) -> dict[str, str]:
        """Titles of the fields of a kind, each with the field's name."""
        if kind not in self._fields:
            own = self.vocabulary.fields(kind)
            self._fields[kind] = {entry.title.zh: name for name, entry in own.items()}
        return self._fields[kind]

    def put(self, record: dict[str, Any], kind: str, name: str, text: str) -> None:
        """Writes a field, or takes it out; the kind may be `milestone`."""
        value = self.value(kind, name, text)
        record.pop(name, None)
        if not isinstance(value, LeftOut):
            record[name] = value

    def value(self, kind: str, name: str, text: str) -> Any:
        """A field's value as JSON has it, read by the field's type."""
        if text == LEFT_OUT:
            return LeftOut()
        if text == NULL:
            return None
        field = self.vocabulary.fields(kind)[name]
        match field.type.name:
            case "words":
                words = self._words(kind, name)
                return [self._word(words, field.type, part) for part in items(text)]
            case "milestones":
                return [{MILESTONE: self.milestone(kind, title)} for title in items(text)]
            case "yes_no":
                return choose(named.YES_OR_NO, text, YES_OR_NO)
            case "rate":
                return rate(text)
            case "day":
                return day(text).isoformat()
            case _ if (unit := field.type.form.unit) is not None:
                return whole(text, unit)
            case _:
                return self._word(self._words(kind, name), field.type, text)

    def _words(self, kind: str, name: str) -> dict[str, str]:
        """The words that a field may hold, by title."""
        words = self.vocabulary.fields(kind)[name].definition.words
        entries: Iterable[Any] = self.vocabulary.words[words] if words else ()
        return {entry.zh: entry.id for entry in entries}

    def _word(self, words: Mapping[str, str], type_: FieldType, text: str) -> str:
        """The word that people call so; of a field that takes any text, the text where none is."""
        word = words.get(text) or word_names.meant(text, type_.names)
        if word is not None:
            return word
        if type_.name == "text" or type_.open:
            return text
        chosen: str = choose(named.WORD, text, words)
        return chosen

    def item_milestone(self, record: Mapping[str, Any], kind: str, title: str) -> dict[str, Any]:
        """A milestone that an item has. Raises StepError where it has none of this title."""
        word = self.milestone(kind, title)
        milestones = record.get("milestones")
        for entry in milestones if isinstance(milestones, list) else ():
            if is_milestone(entry, word):
                found: dict[str, Any] = entry
                return found
        raise StepError(Message("living.not-reached", title=title, item=str(record.get("id"))))

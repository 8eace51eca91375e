"""What a page hands in: the profile, by inputs whose names are JSON pointers, and the question."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal, cast

from yaoxie.messages import LANGS, Lang
from yaoxie.profile.checks import AWARDS
from yaoxie.profile.field_types import FieldType
from yaoxie.profile.vocabulary import AWARD, COMPANY, MILESTONE, Vocabulary
from yaoxie.service.page import values
from yaoxie.service.page.values import NONE, UNITS, Unit

Mode = Literal["guided", "dense"]
MILESTONES = "milestones"
PROFILE = "profile"  # an input that holds a whole profile, which others then add to
HERE = "+"  # says that an item or a milestone is there
MOST_ITEMS = 200  # of one page
MOST_MILESTONES = 100  # of one item
_LONGEST_INDEX = 6  # digits
_OF_ITEM, _OF_MILESTONE = 3, 5  # parts of the pointers of their fields
_AWARD_TYPES = {"year": FieldType("count"), "amount": FieldType("yuan")}
Texts = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Submission:
    """A profile as far as it has been filled, and what is asked of it.

    `data` is the profile's plain data; what could not be read stands in it as it was typed.
    `measure` is empty where the page is to choose. `action` is what the pressed button says.
    """

    data: dict[str, Any] = field(default_factory=dict)
    year: str = ""
    measure: str = ""
    readings: tuple[str, ...] = ()
    unit: Unit = "wan"
    mode: Mode = "guided"
    lang: Lang = "zh"
    action: str = ""

    def but(self, **changes: Any) -> Submission:
        """The same with some of it changed."""
        return replace(self, **changes)


def award_type(name: str) -> FieldType:
    """The type of a field of an award."""
    return _AWARD_TYPES.get(name, FieldType("text"))


def read(pairs: Iterable[tuple[str, str]], vocabulary: Vocabulary, lang: Lang) -> Submission:
    """What names and values of inputs say. Unknown pointers stay, for the profile's checks."""
    by_name: Texts = {}
    for name, value in pairs:
        by_name.setdefault(name, []).append(value)

    def last(name: str, default: str, known: tuple[str, ...] = ()) -> str:
        text = by_name.get(name, [default])[-1]
        return text if not known or text in known else default

    unit = cast("Unit", last("unit", "wan", UNITS))
    base = _base(last(PROFILE, ""))
    reader = _Reader(vocabulary, unit, base)
    for name, texts in by_name.items():
        if name.startswith("/"):
            reader.add([_unescaped(part) for part in name[1:].split("/")], texts)
    return Submission(
        data=reader.data(),
        year=last("year", ""),
        measure=last("measure", ""),
        readings=tuple(by_name.get("reading", ())),
        unit=unit,
        mode=cast("Mode", last("mode", "guided", ("guided", "dense"))),
        lang=cast("Lang", last("lang", lang, LANGS)),
        action=last("do", ""),
    )


def record(value: Any) -> dict[str, Any]:
    """What is filled of an object; nothing of what is none."""
    return value if isinstance(value, dict) else {}


def is_index(part: str) -> bool:
    """Whether a pointer's part is a place in a list, and no number that costs time to read."""
    return part.isdecimal() and len(part) <= _LONGEST_INDEX


def _base(text: str) -> dict[str, Any]:
    try:
        data = json.loads(text or "{}")
    except (ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}


class _Reader:
    """Puts the plain data of a profile together from inputs in any order."""

    def __init__(self, vocabulary: Vocabulary, unit: Unit, base: dict[str, Any]) -> None:
        self._vocabulary, self._unit, self._base = vocabulary, unit, base
        self._kinds = {name: kind for kind, name in vocabulary.item_lists.items()} | {AWARDS: AWARD}
        self._company: dict[str, Any] = {}
        self._empty: set[str] = set()
        self._items: dict[str, dict[int, dict[str, Any]]] = {}
        self._reached: dict[tuple[str, int], set[int]] = {}
        self._milestones: dict[tuple[str, int], dict[int, dict[str, Any]]] = {}
        self._none_reached: set[tuple[str, int]] = set()

    def add(self, parts: list[str], texts: list[str]) -> None:
        """Adds what an input says by its pointer's parts."""
        match parts:
            case [name] if name in self._kinds:
                if NONE in texts:
                    self._empty.add(name)
            case [name, place] if name == COMPANY:
                self._set(self._company, COMPANY, place, texts)
            case [name, at] if name in self._kinds and is_index(at):
                self._item(name, int(at))
            case [name, at, fact] if name in self._kinds and is_index(at):
                if fact == MILESTONES and self._kinds[name] != AWARD:
                    if NONE in texts:
                        self._none_reached.add((name, int(at)))
                else:
                    self._set(self._item(name, int(at)), self._kinds[name], fact, texts)
            case [name, at, "milestones", row, *fact] if is_index(at) and is_index(row):
                self._add_milestone((name, int(at)), int(row), fact, texts)
            case _:
                self._company.setdefault("/".join(parts), texts[-1])  # a fault names it

    def _item(self, name: str, at: int) -> dict[str, Any]:
        return self._items.setdefault(name, {}).setdefault(at, {})

    def _add_milestone(
        self, place: tuple[str, int], row: int, fact: list[str], texts: list[str]
    ) -> None:
        if not fact:
            self._reached.setdefault(place, set()).add(row)
            return
        own = self._milestones.setdefault(place, {}).setdefault(row, {})
        self._set(own, MILESTONE, fact[0], texts)

    def _set(self, own: dict[str, Any], kind: str, name: str, texts: list[str]) -> None:
        value = values.read(self._type(kind, name), texts, self._unit)
        if value is not None:
            own[name] = value

    def _type(self, kind: str, name: str) -> FieldType:
        if kind == AWARD:
            return award_type(name)
        known = self._vocabulary.fields(kind).get(name)
        return known.type if known is not None else FieldType("text")

    def data(self) -> dict[str, Any]:
        """The profile's plain data, what was handed in whole first."""
        data = dict(self._base)
        company = {**record(data.get(COMPANY)), **self._company}
        if company or COMPANY not in data:
            data[COMPANY] = company
        for name in self._kinds:
            items = self._items_of(name, data.get(name))
            if items:
                data[name] = items
            elif name in self._empty:
                data[name] = []
        return data

    def _items_of(self, name: str, base: Any) -> list[Any]:
        items: dict[int, Any] = dict(enumerate(base)) if isinstance(base, list) else {}
        for at, own in self._items.get(name, {}).items():
            items[at] = {**record(items.get(at)), **own}
        for at, rows in self._milestone_lists(name).items():
            items[at] = {**record(items.get(at)), MILESTONES: rows}
        return [items[at] for at in sorted(items)]

    def _milestone_lists(self, name: str) -> Mapping[int, list[Any]]:
        """The lists of milestones that inputs speak of: those reached, or that none is."""
        lists: dict[int, list[Any]] = {}
        for list_name, at in self._milestones.keys() | self._reached.keys() | self._none_reached:
            if list_name != name:
                continue
            place = (name, at)
            base = self._base_milestones(name, at)
            rows = dict(enumerate(base))
            own = self._milestones.get(place, {})
            for row in own.keys() & (rows.keys() | self._reached.get(place, set())):
                rows[row] = {**record(rows.get(row)), **own[row]}
            if rows or place in self._none_reached:
                lists[at] = [rows[row] for row in sorted(rows)]
        return lists

    def _base_milestones(self, name: str, at: int) -> list[Any]:
        items = self._base.get(name)
        item = items[at] if isinstance(items, list) and at < len(items) else None
        rows = item.get(MILESTONES) if isinstance(item, dict) else None
        return rows if isinstance(rows, list) else []


def _unescaped(part: str) -> str:
    return part.replace("~1", "/").replace("~0", "~")

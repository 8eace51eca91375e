"""A profile as flat facts, one record per subject. What is unknown is not in the record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

from yaoxie.profile import fields
from yaoxie.profile.checks import COMPANY
from yaoxie.profile.model import ITEM_LISTS, KINDS, Device, Drug, Profile

Value = bool | int | str | date | Decimal | tuple[str, ...]
_WITH_FAMILIES = frozenset(kind for kind in ITEM_LISTS if "family" in KINDS[kind].model_fields)


class Subject(NamedTuple):
    """What a support may be given for: the company, or one of its items.

    `key` is what exclusive groups and limits count by: drugs, or devices, of one family share it.
    """

    kind: str
    id: str | None
    name: str | None
    key: str
    base: str
    item: Any
    facts: Mapping[str, Value]

    def pointer(self, fact: str) -> str:
        """Where in the profile a fact would stand that is unknown."""
        kind, _, name = fact.partition(".")
        if kind == COMPANY:
            return f"/company/{name}"
        if not name.startswith("milestone."):
            return f"{self.base}/{name}"
        _, word, *field = name.split(".")
        if not field:
            return f"{self.base}/milestones"
        listed = [milestone.milestone for milestone in self.item.milestones]
        return f"{self.base}/milestones/{listed.index(word)}/{field[0]}"


def subjects(profile: Profile) -> tuple[Subject, list[Subject]]:
    """The company, and its items in the profile's order, list by list."""
    company = profile.company
    shared = _plain(COMPANY, company)
    items: list[Subject] = []
    for kind, name in ITEM_LISTS.items():
        listed = getattr(profile, name)
        if listed:
            items += _items(kind, f"/{name}/", listed, shared)
    return Subject(COMPANY, company.id, company.name, COMPANY, "/company", company, shared), items


def _items(
    kind: str, base: str, listed: Sequence[Any], shared: Mapping[str, Value]
) -> Iterator[Subject]:
    families: Mapping[str, str] = {}
    if kind in _WITH_FAMILIES and any(item.family is not None for item in listed):
        families = family_keys(listed)
    reaches = kind in fields.MILESTONE_KINDS
    for index, item in enumerate(listed):
        facts = {**shared, **_plain(kind, item)}
        if reaches:
            _add_milestones(facts, kind, item.milestones)
        # A family of drugs may be called as some device is; the kind keeps them apart.
        key = f"{kind} {families.get(item.id, item.id)}"
        yield Subject(kind, item.id, item.name, key, f"{base}{index}", item, facts)


def family_keys(items: Iterable[Drug | Device]) -> dict[str, str]:
    """The key of each item of one kind by id: its family, else its id.

    A family that is another item's id joins that item, whatever that one's own family is.
    """
    family = {item.id: item.family for item in items}
    keys: dict[str, str] = {}
    for name in family:
        path = {name: None}  # ordered, and quick to look into
        last = name
        while last not in keys and (following := family.get(last)) is not None:
            if following in path:  # items that name each other in a ring are one
                ring = list(path)
                last = min(ring[ring.index(following) :])
                break
            path[following] = None
            last = following
        keys |= dict.fromkeys(path, keys.get(last, last))
    return {name: keys[name] for name in family}


@cache
def _names(kind: str) -> Mapping[str, str]:
    """The fact of each field that decides."""
    types = fields.fields(kind).items()
    return {name: f"{kind}.{name}" for name, type_ in types if type_.decides}


@cache
def _open_words(kind: str) -> tuple[tuple[str, frozenset[Value]], ...]:
    types = fields.fields(kind).items()
    return tuple((f"{kind}.{name}", frozenset(type_.words)) for name, type_ in types if type_.open)


def _plain(kind: str, item: Any) -> dict[str, Value]:
    facts = _known(item, _names(kind))
    for fact, words in _open_words(kind):
        if fact in facts and facts[fact] not in words:
            del facts[fact]
    return facts


def _known(model: Any, names: Mapping[str, str]) -> dict[str, Value]:
    """Facts of the fields that are known: few of them are set, and the others are unknown."""
    values = model.__dict__
    return {
        names[name]: value
        for name in model.model_fields_set
        if name in names and (value := values[name]) is not None
    }


@cache
def _not_reached(kind: str) -> dict[str, Value]:
    return {f"{kind}.milestone.{word}": False for word in fields.milestones(kind)}


@cache
def _milestone_names(kind: str, word: str) -> tuple[str, Mapping[str, str]]:
    fact = f"{kind}.milestone.{word}"
    known = fields.milestone_fields().items()
    return fact, {name: f"{fact}.{name}" for name, type_ in known if type_.decides}


def _add_milestones(facts: dict[str, Value], kind: str, milestones: tuple[Any, ...] | None) -> None:
    if milestones is None:
        return
    facts.update(_not_reached(kind))
    for milestone in milestones:
        fact, names = _milestone_names(kind, milestone.milestone)
        facts[fact] = True
        facts.update(_known(milestone, names))

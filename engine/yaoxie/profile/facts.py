"""A profile as flat facts, one record per subject. What is unknown is not in the record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from yaoxie.profile.model import Profile
from yaoxie.profile.vocabulary import COMPANY, Vocabulary

Value = bool | int | str | date | Decimal | tuple[str, ...]
FAMILY = "family"  # the field that makes several items of a kind one product
_KEPT = 16  # vocabularies whose readers are kept


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


Subjects = tuple[Subject, list[Subject]]  # the company, and its items in the profile's order


def subjects(profile: Profile) -> Subjects:
    """The company, and its items in the profile's order, list by list."""
    company = profile.company
    of_company, of_items = _readers(profile.vocabulary)
    shared = of_company.facts(company, {})
    items: list[Subject] = []
    for name, reader in of_items:
        listed = getattr(profile, name)
        if listed:
            items += _items(reader, f"/{name}/", listed, shared)
    return Subject(COMPANY, company.id, company.name, COMPANY, "/company", company, shared), items


def _items(
    reader: _Reader, base: str, listed: Sequence[Any], shared: dict[str, Value]
) -> list[Subject]:
    kind, families = reader.kind, {}
    if reader.with_families and any([item.family for item in listed]):  # noqa: C419 - quicker
        families = family_keys([(item.id, item.family) for item in listed])
    items = []
    for index, item in enumerate(listed):
        name = item.id
        # A family of drugs may be called as some device is; the kind keeps them apart.
        key = f"{kind} {families[name] if families else name}"
        facts = reader.facts(item, shared)
        items.append(Subject(kind, name, item.name, key, f"{base}{index}", item, facts))
    return items


def family_keys(items: Iterable[tuple[str, str | None]]) -> dict[str, str]:
    """The key of each item of one kind by id: its family, else its id. Items are (id, family).

    A family that is another item's id joins that item, whatever that one's own family is.
    """
    family = dict(items)
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


class _Reader:
    """Reads facts off the company or the items of one kind."""

    def __init__(self, vocabulary: Vocabulary, kind: str) -> None:
        self.kind = kind
        fields = vocabulary.fields(kind).values()
        self.with_families = FAMILY in vocabulary.fields(kind)
        self._names = {field.name: f"{kind}.{field.name}" for field in fields if field.type.decides}
        self._open = [
            (f"{kind}.{field.name}", frozenset[Value](field.type.words))
            for field in vocabulary.open_fields(kind)
        ]
        attributes = vocabulary.milestone_fields.values()
        inner = [field.name for field in attributes if field.type.decides]
        self._milestones = {
            word: (fact, {name: f"{fact}.{name}" for name in inner})
            for word in vocabulary.milestones(kind)
            for fact in [f"{kind}.milestone.{word}"]
        }
        self._not_reached = dict.fromkeys((fact for fact, _ in self._milestones.values()), False)

    def facts(self, model: Any, shared: Mapping[str, Value]) -> dict[str, Value]:
        """What is known of the company or of an item, beside the facts that items share."""
        facts = {**shared}
        # Of many fields few are set, and what is not set is unknown. Milestones are read in place:
        # a function for both would take as long to call as a milestone to read.
        names, values = self._names, model.__dict__
        for name in model.__pydantic_fields_set__:
            if name in names and (value := values[name]) is not None:
                facts[names[name]] = value
        for fact, words in self._open:
            if fact in facts and facts[fact] not in words:
                del facts[fact]
        if self._milestones and (milestones := values["milestones"]) is not None:
            facts |= self._not_reached
            for milestone in milestones:
                values = milestone.__dict__
                fact, names = self._milestones[values["milestone"]]
                facts[fact] = True
                for name in milestone.__pydantic_fields_set__:
                    if name in names and (value := values[name]) is not None:
                        facts[names[name]] = value
        return facts


@lru_cache(_KEPT)
def _readers(vocabulary: Vocabulary) -> tuple[_Reader, list[tuple[str, _Reader]]]:
    """The company's reader, and one for each list of items."""
    lists = vocabulary.item_lists.items()
    items = [(name, _Reader(vocabulary, kind)) for kind, name in lists]
    return _Reader(vocabulary, COMPANY), items

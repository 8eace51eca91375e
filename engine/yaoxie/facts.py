"""A profile as flat facts, one record per subject. What is unknown is not in the record."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from yaoxie import fields
from yaoxie.profile import ITEM_LISTS, Drug, Profile
from yaoxie.profile_checks import COMPANY

Value = bool | int | str | date | tuple[str, ...]


class Subject(NamedTuple):
    """What a support may be given for: the company, or one of its items.

    `key` is what exclusive groups and limits count by: drugs of one family share it.
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
    families = drug_keys(profile.drugs or ())
    items = []
    for kind, index, item in profile.items():
        facts = {**shared, **_plain(kind, item)}
        if kind in fields.MILESTONE_KINDS:
            _add_milestones(facts, kind, item.milestones)  # type: ignore[union-attr]
        # A family may be called as some device is; the kind keeps them apart.
        key = f"{kind} {families[item.id] if kind == 'drug' else item.id}"
        base = f"/{ITEM_LISTS[kind]}/{index}"
        items.append(Subject(kind, item.id, item.name, key, base, item, facts))
    return Subject(COMPANY, company.id, company.name, COMPANY, "/company", company, shared), items


def drug_keys(drugs: tuple[Drug, ...]) -> dict[str, str]:
    """The key of each drug by id: its family, else its id.

    A family that is another drug's id joins that drug, whatever that one's own family is.
    """
    family = {drug.id: drug.family for drug in drugs}
    keys: dict[str, str] = {}
    for drug in family:
        path = {drug: None}  # ordered, and quick to look into
        last = drug
        while last not in keys and (following := family.get(last)) is not None:
            if following in path:  # drugs that name each other in a ring are one drug
                ring = list(path)
                last = min(ring[ring.index(following) :])
                break
            path[following] = None
            last = following
        keys |= dict.fromkeys(path, keys.get(last, last))
    return {drug: keys[drug] for drug in family}


@cache
def _names(kind: str) -> tuple[tuple[str, str], ...]:
    return tuple(
        (name, f"{kind}.{name}") for name, type_ in fields.fields(kind).items() if type_.decides
    )


def _plain(kind: str, item: Any) -> dict[str, Value]:
    values = item.__dict__
    return {fact: value for name, fact in _names(kind) if (value := values[name]) is not None}


@cache
def _not_reached(kind: str) -> dict[str, Value]:
    return {f"{kind}.milestone.{word}": False for word in fields.milestones(kind)}


@cache
def _milestone_names(kind: str, word: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    fact = f"{kind}.milestone.{word}"
    known = fields.milestone_fields().items()
    return fact, tuple((name, f"{fact}.{name}") for name, type_ in known if type_.decides)


def _add_milestones(facts: dict[str, Value], kind: str, milestones: tuple[Any, ...] | None) -> None:
    if milestones is None:
        return
    facts.update(_not_reached(kind))
    for milestone in milestones:
        fact, names = _milestone_names(kind, milestone.milestone)
        facts[fact] = True
        values = milestone.__dict__
        for name, inner in names:
            if (value := values[name]) is not None:
                facts[inner] = value

"""Records as they would be with other values: the same profile, not read anew from JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from yaoxie.profile import checks, facts
from yaoxie.profile.facts import Subject, Subjects
from yaoxie.profile.own_names import milestone_class_name
from yaoxie.profile.records import Record, models
from yaoxie.profile.vocabulary import MILESTONE, Vocabulary

MILESTONES = "milestones"  # the field that holds the list of them


class Place(NamedTuple):
    """Where in a profile a value stands.

    `owner`: the number of the item among all items; None: the company. `milestone`: of a
    milestone's field, its number in its list.
    """

    owner: int | None
    field: str
    milestone: int | None = None


Values = Mapping[Place, Any]  # of a list of milestones, a tuple of their records


def place_of(pointer: str, owners: Iterable[tuple[int | None, Subject]]) -> Place:
    """The place that a pointer into the profile names; `owners` are all of its subjects."""
    for owner, subject in owners:
        if pointer.startswith(f"{subject.base}/"):
            names = pointer[len(subject.base) + 1 :].split("/")
            if len(names) == 1:
                return Place(owner, names[0])
            return Place(owner, names[2], int(names[1]))
    raise KeyError(pointer)


def milestone_record(vocabulary: Vocabulary, kind: str, fields: Mapping[str, Any]) -> Record:
    """A milestone of an item of a kind, unchecked."""
    return models(vocabulary)[milestone_class_name(kind)].model_construct(**fields)


def altered(subjects: Subjects, vocabulary: Vocabulary, values: Values) -> Subjects | None:
    """The subjects with these values; None where an item would contradict itself."""
    company, items = subjects
    by_owner: dict[int | None, dict[Place, Any]] = {}
    for place, value in values.items():
        by_owner.setdefault(place.owner, {})[place] = value
    head = None
    if None in by_owner:
        head = _record(company.item, by_owner.pop(None))
    records = {
        owner: _record(items[owner].item, own)
        for owner, own in by_owner.items()
        if owner is not None
    }
    for owner, record in records.items():
        kind = items[owner].kind
        if getattr(record, MILESTONES, None) and checks.item_contradicts(record, kind, vocabulary):
            return None
    return facts.altered(subjects, vocabulary, head, records)


def _record(record: Any, values: Values) -> Any:
    updates = {p.field: value for p, value in values.items() if p.milestone is None}
    inner: dict[int, dict[str, Any]] = {}
    for place, value in values.items():
        if place.milestone is not None:
            inner.setdefault(place.milestone, {})[place.field] = value
    if inner:
        entries = list(updates.get(MILESTONES, getattr(record, MILESTONES, None)) or ())
        for number, fields in inner.items():
            entries[number] = entries[number].model_copy(update=fields)
        updates[MILESTONES] = tuple(entries)
    return record.model_copy(update=updates)


def as_json(value: Any) -> Any:
    """A value as it stands in a profile's JSON."""
    match value:
        case date():
            return value.isoformat()
        case Decimal():
            return str(value)
        case tuple():
            return [as_json(entry) for entry in value]
        case Record():
            named = {MILESTONE: getattr(value, MILESTONE)}
            fields = {name: getattr(value, name) for name in type(value).model_fields}
            known = {name: as_json(entry) for name, entry in fields.items() if entry is not None}
            return named | known
        case _:
            return value

"""What one field of a profile says against another.

These checks read the data as they were handed in, so that one run finds these faults beside those
of single fields; whatever has a wrong type is passed over, because it has its own fault already.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from itertools import combinations
from typing import Any, NamedTuple

from pydantic import BaseModel
from pydantic_core import InitErrorDetails, PydanticCustomError

from yaoxie.errors import MAX_HINTS, nearest, pointer
from yaoxie.messages import Message
from yaoxie.profile import certificates, word_names
from yaoxie.profile.vocabulary import COMPANY, Vocabulary
from yaoxie.sources.model_faults import CONTRADICTION
from yaoxie.values import refusal

MAX_ITEMS = 10_000
AWARDS = "awards"
OF_THIS_VOCABULARY = Message("profile.of-this-vocabulary")
_LISTS = frozenset({list, tuple})  # anything else may be read only once, or say what it likes

Place = tuple[str | int, ...]


class Contradiction(NamedTuple):
    """A value that another one does not allow; `related` is a JSON pointer to that other one."""

    place: Place
    value: object
    expected: Message
    nearest: str | None = None
    related: str | None = None


def contradictions(data: Any, vocabulary: Vocabulary) -> Iterator[Contradiction]:
    """Every contradiction inside the data of a profile."""
    data = _members(data)
    if data is not None:
        yield from _too_many_items(data, vocabulary)
        yield from _repeated_ids(data, vocabulary)
        for kind in vocabulary.milestone_kinds:
            yield from _milestones(data, kind, vocabulary)
        yield from _award_subjects(data, vocabulary)


def errors(data: Any, vocabulary: Vocabulary) -> list[InitErrorDetails]:
    """The same as pydantic raises them."""
    return [
        InitErrorDetails(
            type=PydanticCustomError(
                CONTRADICTION,
                "{expected}",
                {
                    "expected": fault.expected,
                    "nearest": fault.nearest,
                    "related": fault.related,
                },
            ),
            loc=fault.place,
            input=fault.value,
        )
        for fault in contradictions(data, vocabulary)
    ]


def with_foreign_records(
    faults: list[InitErrorDetails], data: Any, vocabulary: Vocabulary
) -> list[InitErrorDetails]:
    """The faults, and those records of the data that another vocabulary read.

    Each of these is one fault, whatever its fields are faulted for.
    """
    foreign = [
        place
        for place, record in _records(data, vocabulary)
        if (own := getattr(record, "vocabulary", None)) is not None and own != vocabulary
    ]
    places = frozenset(foreign)
    kept = [
        fault
        for fault in faults
        if not any(fault["loc"][:end] in places for end in range(1, 1 + len(fault["loc"])))
    ]
    return kept + [
        InitErrorDetails(
            type=refusal("vocabulary", OF_THIS_VOCABULARY),
            loc=place,
            input=Message("profile.another-vocabulary"),
        )
        for place in foreign
    ]


def _records(data: Any, vocabulary: Vocabulary) -> Iterator[tuple[Place, object]]:
    """What stands for the company, the items and their milestones, as far as it can be seen."""
    if not isinstance(data, dict):
        return
    yield (COMPANY,), data.get(COMPANY)
    for name in vocabulary.item_lists.values():
        for i, item in _entries(data.get(name)):
            yield (name, i), item
            reached = (_members(item) or {}).get("milestones")
            for j, milestone in _entries(reached):
                yield (name, i, "milestones", j), milestone


def _entries(items: object) -> Iterator[tuple[int, object]]:
    return iter(enumerate(items) if isinstance(items, (list, tuple)) else ())


def may_contradict(data: Any, vocabulary: Vocabulary) -> bool:
    """A quick look at data whose single fields are right: False where no contradiction can be.

    It makes no pointers, and leaves whatever is not the usual plain data to the checks themselves.
    """
    if type(data) is not dict or type(data[COMPANY]) is not dict:
        return True
    subjects = {COMPANY}
    count = 0
    for kind, name in vocabulary.item_lists.items():
        items = data.get(name)
        if not items:
            continue
        if type(items) not in _LISTS:
            return True
        count += len(items)
        for item in items:
            if type(item) is not dict:
                return True
            subjects.add(item["id"])
            reached = item.get("milestones")
            if reached and _milestones_may_contradict(item, reached, kind, vocabulary):
                return True
    awards = data.get(AWARDS) or ()
    return (
        type(awards) not in _LISTS
        or len(subjects) <= count
        or count + len(awards) > MAX_ITEMS
        or any(type(award) is not dict or award["subject"] not in subjects for award in awards)
    )


def _milestones_may_contradict(
    item: Mapping[str, Any], reached: Any, kind: str, vocabulary: Vocabulary
) -> bool:
    if type(reached) not in _LISTS:
        return True
    days: dict[str, str] = {}
    for entry in reached:
        if type(entry) is not dict:
            return True
        name, day = entry["milestone"], entry.get("date") or ""
        if type(day) is not str or name in days:
            return True
        days[name] = day
    if len(days) > 1:
        by_day = sorted([name for name, day in days.items() if day], key=days.__getitem__)
        backwards = [(later, earlier) for earlier, later in combinations(by_day, 2)]
        if not vocabulary.in_order(kind).isdisjoint(backwards):
            return True
    rule = vocabulary.certificates(kind)
    digit = None if rule is None else rule.digits.get(item.get(rule.field) or "")
    if rule is None or digit is None:
        return False
    numbers = [
        entry.get("certificate") for entry in reached if entry["milestone"] in rule.milestones
    ]
    return any(
        number is not None and certificates.class_digit(number) not in {digit, None}
        for number in numbers
    )


def item_contradicts(item: Any, kind: str, vocabulary: Vocabulary) -> bool:
    """Whether the milestones of one item contradict each other, or its class."""
    days = {entry.milestone: entry.date for entry in item.milestones or ()}
    if vocabulary.certificates(kind) is None and len(days) == len(item.milestones or ()):
        return _is_out_of_order(days, kind, vocabulary)
    data = {vocabulary.item_lists[kind]: [item]}
    return any(True for _ in _milestones(data, kind, vocabulary))


def _is_out_of_order(days: Mapping[str, date | None], kind: str, vocabulary: Vocabulary) -> bool:
    """Whether some milestone is dated before one that it comes after."""
    dated = [(name, day) for name, day in days.items() if day is not None]
    in_order = vocabulary.in_order(kind)
    return any(
        earlier < day and (name, other) in in_order
        for name, day in dated
        for other, earlier in dated
    )


def older_certificates(profile: Any, vocabulary: Vocabulary) -> Iterator[str]:
    """Pointers of registration certificates whose number is of an older form."""
    for name, rule in vocabulary.certified_lists:
        for i, item in enumerate(getattr(profile, name) or ()):
            for j, milestone in enumerate(item.milestones or ()):
                number = milestone.certificate
                if not number or certificates.class_digit(number) is not None:
                    continue
                if milestone.milestone in rule.milestones:
                    yield pointer((name, i, "milestones", j, "certificate"))


def unknown_words(profile: Any, vocabulary: Vocabulary) -> Iterator[tuple[str, str | None]]:
    """Pointers of texts in open fields that the vocabulary lacks, each with the nearest word."""
    for name, field in vocabulary.open_lists:
        for i, item in enumerate(getattr(profile, name) or ()):
            value = getattr(item, field.name)
            if value is not None and value not in field.type.words:
                close = word_names.nearest(value, field.type.names)
                yield pointer((name, i, field.name)), close


def _members(value: Any) -> Mapping[Any, Any] | None:
    """An object's members, whether it is plain data or a model made from them."""
    if isinstance(value, BaseModel):
        return value.__dict__
    return value if isinstance(value, dict) else None


def _objects(data: Mapping[Any, Any], name: str) -> Iterator[tuple[int, Mapping[Any, Any]]]:
    items = data.get(name)
    if isinstance(items, (list, tuple)):
        for i, item in enumerate(items):
            if (members := _members(item)) is not None:
                yield i, members


def _too_many_items(data: Mapping[Any, Any], vocabulary: Vocabulary) -> Iterator[Contradiction]:
    lists = (data.get(name) for name in (*vocabulary.item_lists.values(), AWARDS))
    count = sum(len(items) for items in lists if isinstance(items, (list, tuple)))
    if count > MAX_ITEMS:
        yield Contradiction(
            (),
            Message("profile.items", count=count),
            Message("profile.at-most-items", most=MAX_ITEMS),
        )


def _repeated_ids(data: Mapping[Any, Any], vocabulary: Vocabulary) -> Iterator[Contradiction]:
    first: dict[str, str] = {}
    for name in vocabulary.item_lists.values():
        for i, item in _objects(data, name):
            key = item.get("id")
            if not isinstance(key, str):
                continue
            place = (name, i, "id")
            if key in first:
                expected = Message("profile.id-once")
                yield Contradiction(place, key, expected, related=first[key])
            else:
                first[key] = pointer(place)


_Entries = list[tuple[int, Mapping[Any, Any]]]
_Dated = dict[str, tuple[date, int]]


def _milestones(
    data: Mapping[Any, Any], kind: str, vocabulary: Vocabulary
) -> Iterator[Contradiction]:
    chains = vocabulary.orders(kind)
    ordered = frozenset(word for chain in chains for word in chain)
    name = vocabulary.item_lists[kind]
    for i, item in _objects(data, name):
        entries = list(_objects(item, "milestones"))
        at = (name, i)
        yield from _repeated_milestones(at, entries)
        dated = _dated(entries, ordered)
        # A pair that two chains see is one fault.
        faults = (fault for chain in chains for fault in _out_of_order(at, dated, chain))
        yield from dict.fromkeys(faults) if len(dated) > 1 else ()
        yield from _contradictory_certificates(at, item, entries, kind, vocabulary)


def _repeated_milestones(at: Place, entries: _Entries) -> Iterator[Contradiction]:
    seen: dict[str, int] = {}
    for j, entry in entries:
        word = entry.get("milestone")
        if isinstance(word, str) and seen.setdefault(word, j) != j:
            place = (*at, "milestones", j, "milestone")
            first = pointer((*at, "milestones", seen[word], "milestone"))
            expected = Message("profile.milestone-once")
            yield Contradiction(place, word, expected, related=first)


def _dated(entries: _Entries, ordered: frozenset[str]) -> _Dated:
    """The day of every dated milestone that some order has, and where in the list it stands."""
    dated: _Dated = {}
    for j, entry in entries:
        word = entry.get("milestone")
        if isinstance(word, str) and word in ordered and (day := _day(entry.get("date"))):
            dated.setdefault(word, (day, j))
    return dated


def _out_of_order(at: Place, dated: _Dated, chain: Iterable[str]) -> Iterator[Contradiction]:
    latest: tuple[date, str, int] | None = None
    for word in chain:
        if word not in dated:
            continue
        day, j = dated[word]
        if latest is not None and day < latest[0]:
            expected = Message("profile.not-before", day=latest[0], milestone=latest[1])
            place = (*at, "milestones", j, "date")
            earlier = pointer((*at, "milestones", latest[2], "date"))
            yield Contradiction(place, day.isoformat(), expected, related=earlier)
        else:
            latest = (day, word, j)


def _contradictory_certificates(
    at: Place, item: Mapping[Any, Any], entries: _Entries, kind: str, vocabulary: Vocabulary
) -> Iterator[Contradiction]:
    rule = vocabulary.certificates(kind)
    class_ = item.get(rule.field) if rule is not None else None
    if rule is None or not isinstance(class_, str) or class_ not in rule.digits:
        return
    digit = rule.digits[class_]
    for j, entry in entries:
        number = entry.get("certificate")
        if entry.get("milestone") not in rule.milestones or not isinstance(number, str):
            continue
        stated = certificates.class_digit(number)
        if stated is not None and stated != digit:
            expected = Message(
                "profile.certificate-of-class", class_=class_, digit=digit, stated=stated
            )
            place = (*at, "milestones", j, "certificate")
            yield Contradiction(place, number, expected, related=pointer((*at, rule.field)))


def _award_subjects(data: Mapping[Any, Any], vocabulary: Vocabulary) -> Iterator[Contradiction]:
    lists = vocabulary.item_lists
    subjects = {COMPANY} | {
        item["id"]
        for name in lists.values()
        for _, item in _objects(data, name)
        if isinstance(item.get("id"), str)
    }
    hints = min(MAX_HINTS, MAX_HINTS**2 // len(subjects))
    *others, last = map(vocabulary.kind_words, lists)
    expected = Message("profile.award-subject", kinds=tuple(others), last=last)
    related = ", ".join(pointer((name,)) for name in lists.values())
    for i, award in _objects(data, AWARDS):
        subject = award.get("subject")
        if isinstance(subject, str) and subject not in subjects:
            close = nearest(subject, subjects) if hints > 0 else None
            hints -= 1
            yield Contradiction((AWARDS, i, "subject"), subject, expected, close, related)


def _day(value: object) -> date | None:
    if isinstance(value, date):
        return None if isinstance(value, datetime) else value
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None

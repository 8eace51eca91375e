"""What is allowed in a profile but unlikely, and worth a second look: never a fault.

The rules are data, in the vocabulary; here stands what each kind of rule looks for.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from yaoxie.profile.definitions import (
    CLAIM_YEAR_END,
    Above,
    Alike,
    Outside,
    PlausibilityRule,
    Repeated,
    WordTest,
)
from yaoxie.profile.vocabulary import COMPANY, MILESTONE, Vocabulary
from yaoxie.values import Title

# Given the records of a kind and the claim year: which record, and where in it.
Find = Callable[[Sequence[Any], int], Iterator[tuple[int, str]]]
_KEPT = 16  # vocabularies whose rules are kept


class Implausible(NamedTuple):
    """What is unlikely in a profile: the rule's id and sentence, and the places it is about."""

    code: str
    text: Title
    pointers: tuple[str, ...]


def implausible(profile: Any, vocabulary: Vocabulary, year: int | None) -> Iterator[Implausible]:
    """What is unlikely: in any claim year where `year` is None; else what only that year tells."""
    for code, text, finds in _rules(vocabulary)[year is not None]:
        pointers: list[str] = []
        for name, find in finds:
            value = getattr(profile, name)
            if not value:
                continue
            if name == COMPANY:
                pointers += [f"/{name}/{place}" for _, place in find((value,), year or 0)]
            else:
                pointers += [f"/{name}/{index}/{place}" for index, place in find(value, year or 0)]
        if pointers:
            yield Implausible(code, text, tuple(dict.fromkeys(pointers)))


# Ids, sentences, and what looks into the company or a list of the profile.
_Rules = list[tuple[str, Title, list[tuple[str, Find]]]]


@lru_cache(_KEPT)
def _rules(vocabulary: Vocabulary) -> tuple[_Rules, _Rules]:
    """The rules that hold for any claim year, and those that read it."""
    split: tuple[_Rules, _Rules] = [], []
    lists = {COMPANY: COMPANY, **vocabulary.item_lists}
    for rule in vocabulary.content.plausibility:
        reads_year = rule.outside is not None and rule.outside.last == CLAIM_YEAR_END
        finds = [(lists[kind], _find(rule)) for kind in rule.kinds]
        split[reads_year].append((rule.id, Title(zh=rule.zh, en=rule.en), finds))
    return split


def _find(rule: PlausibilityRule) -> Find:
    match rule.check:
        case Alike() as alike:
            return _alike(alike)
        case Repeated() as repeated:
            return _repeated(repeated)
        case Above() as above:
            return _above(above)
        case Outside() as outside:
            return _outside(outside)
        case tests:
            return _together(tests)


def _alike(alike: Alike) -> Find:
    """Texts that are another record's text but for case or width."""
    field, to = alike.field, alike.to

    def find(records: Sequence[Any], _: int) -> Iterator[tuple[int, str]]:
        texts = [(index, text) for index, r in enumerate(records) if (text := getattr(r, field))]
        if not texts:
            return
        exact = {getattr(record, to) for record in records}
        folded = {_folded(text) for text in exact if text}
        for index, text in texts:
            if text not in exact and _folded(text) in folded:
                yield index, field

    return find


def _repeated(repeated: Repeated) -> Find:
    """A text that several records have, none of which has the field that would join them."""
    field, without = repeated.field, repeated.without

    def find(records: Sequence[Any], _: int) -> Iterator[tuple[int, str]]:
        if len(records) < 2:  # noqa: PLR2004
            return
        places: dict[str, list[int]] = {}
        for index, record in enumerate(records):
            if (text := getattr(record, field)) and getattr(record, without) is None:
                places.setdefault(text, []).append(index)
        for several in places.values():
            if len(several) > 1:
                yield from ((index, field) for index in several)

    return find


def _together(tests: Sequence[WordTest]) -> Find:
    """Words that hardly go together in one record."""
    words = [(test.field, frozenset(test.words), test.one_of is not None) for test in tests]

    def find(records: Sequence[Any], _: int) -> Iterator[tuple[int, str]]:
        for index, record in enumerate(records):
            for field, named, wanted in words:
                value = getattr(record, field)
                if value is None or (value in named) is not wanted:
                    break
            else:
                yield from ((index, field) for field, _, _ in words)

    return find


def _above(above: Above) -> Find:
    """Parts that are more than their total."""
    parts, total = above.parts, above.total

    def find(records: Sequence[Any], _: int) -> Iterator[tuple[int, str]]:
        for index, record in enumerate(records):
            most = getattr(record, total)
            if most is None:
                continue
            larger = [
                part for part in parts if (n := getattr(record, part)) is not None and n > most
            ]
            yield from ((index, name) for name in ([*larger, total] if larger else ()))

    return find


def _outside(outside: Outside) -> Find:
    """Days before the first or after the last that is likely."""
    kind, _, name = outside.field.rpartition(".")
    first = outside.first or date.min
    fixed = outside.last if isinstance(outside.last, date) else date.max

    def find(records: Sequence[Any], year: int) -> Iterator[tuple[int, str]]:
        last = date(year, 12, 31) if outside.last == CLAIM_YEAR_END else fixed
        for index, record in enumerate(records):
            if kind != MILESTONE:
                day = getattr(record, name)
                if day is not None and not first <= day <= last:
                    yield index, name
                continue
            for number, milestone in enumerate(record.milestones or ()):
                day = getattr(milestone, name)
                if day is not None and not first <= day <= last:
                    yield index, f"milestones/{number}/{name}"

    return find


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().casefold()

"""What is allowed in a profile but unlikely, and worth a second look: never a fault.

The rules are data, in the vocabulary; here stands what each kind of rule looks for.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
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
from yaoxie.profile.vocabulary import COMPANY, MILESTONE, Field, Vocabulary
from yaoxie.values import Title

# Given the records of a kind and the claim year: which record, and where in it. Lists, and records
# read as the plain members that they are, because every report of every profile passes here.
Hits = list[tuple[int, str]]
Find = Callable[[Sequence[Any], int], Hits]
MILESTONES = "milestones"  # the field of an item that holds them
_KEPT = 16  # vocabularies whose rules are kept


class Implausible(NamedTuple):
    """What is unlikely in a profile: the rule's id and sentence, and the places it is about."""

    code: str
    text: Title
    pointers: tuple[str, ...]


def implausible(profile: Any, vocabulary: Vocabulary, year: int | None) -> Iterator[Implausible]:
    """What is unlikely: in any claim year where `year` is None; else what only that year tells."""
    members = profile.__dict__
    for code, text, finds in _rules(vocabulary)[year is not None]:
        pointers: list[str] = []
        for name, find in finds:
            value = members[name]
            if not value:
                continue
            if name == COMPANY:
                if hits := find((value,), year or 0):
                    pointers += [f"/{name}/{place}" for _, place in hits]
            elif hits := find(value, year or 0):
                pointers += [f"/{name}/{index}/{place}" for index, place in hits]
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
        finds = [(lists[kind], _find(rule, vocabulary.fields(kind))) for kind in rule.kinds]
        split[reads_year].append((rule.id, Title(zh=rule.zh, en=rule.en), finds))
    return split


def _find(rule: PlausibilityRule, fields: Mapping[str, Field]) -> Find:
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
            return _together(tests, fields)


def _alike(alike: Alike) -> Find:
    """Texts that are another record's text but for case or width."""
    field, to = alike.field, alike.to

    def find(records: Sequence[Any], _: int) -> Hits:
        texts = [(i, text) for i, record in enumerate(records) if (text := record.__dict__[field])]
        if not texts:
            return []
        exact = {record.__dict__[to] for record in records}
        folded = {_folded(text) for text in exact if text}
        return [(i, field) for i, text in texts if text not in exact and _folded(text) in folded]

    return find


def _repeated(repeated: Repeated) -> Find:
    """A text that several records have, none of which has the field that would join them."""
    field, without = repeated.field, repeated.without

    def find(records: Sequence[Any], _: int) -> Hits:
        if len(records) == 1:
            return []
        alone = [
            (index, text)
            for index, record in enumerate(records)
            if (text := record.__dict__[field]) and record.__dict__[without] is None
        ]
        counts = Counter([text for _, text in alone])
        return [(index, field) for index, text in alone if counts[text] > 1]

    return find


def _together(tests: Sequence[WordTest], fields: Mapping[str, Field]) -> Find:
    """Words that hardly go together in one record."""
    words = [(test.field, _meant(test, fields), test.one_of is not None) for test in tests]
    (first, among, inside), *others = words

    def find(records: Sequence[Any], _: int) -> Hits:
        hits: Hits = []
        for index, record in enumerate(records):
            values = record.__dict__
            if (value := values[first]) is None or (value in among) is not inside:
                continue
            for field, named, of in others:
                if (value := values[field]) is None or (value in named) is not of:
                    break
            else:
                hits += [(index, field) for field, _, _ in words]
        return hits

    return find


def _meant(test: WordTest, fields: Mapping[str, Field]) -> frozenset[str]:
    """The words that a test names, with all that lie within them.

    What may lie within them too is none of the others.
    """
    type_ = fields[test.field].type
    meant = {word for name in test.words for word in type_.inside(name)}
    if test.none_of is not None:
        meant |= {word for name in test.words for word in type_.holders(name)}
    return frozenset(meant)


def _above(above: Above) -> Find:
    """Parts that are more than their total."""
    parts, total = above.parts, above.total

    def find(records: Sequence[Any], _: int) -> Hits:
        hits: Hits = []
        for index, record in enumerate(records):
            values = record.__dict__
            if (most := values[total]) is None:
                continue
            larger = [part for part in parts if (n := values[part]) is not None and n > most]
            if larger:
                hits += [(index, name) for name in (*larger, total)]
        return hits

    return find


def _outside(outside: Outside) -> Find:
    """Days before the first or after the last that is likely."""
    kind, _, name = outside.field.rpartition(".")
    first = outside.first or date.min
    fixed = outside.last if isinstance(outside.last, date) else date.max

    def find(records: Sequence[Any], year: int) -> Hits:
        last = date(year, 12, 31) if outside.last == CLAIM_YEAR_END else fixed
        if kind != MILESTONE:
            return [
                (index, name)
                for index, record in enumerate(records)
                if (day := record.__dict__[name]) is not None and not first <= day <= last
            ]
        return [
            (index, f"{MILESTONES}/{number}/{name}")
            for index, record in enumerate(records)
            if (milestones := record.__dict__[MILESTONES])
            for number, milestone in enumerate(milestones)
            if (day := milestone.__dict__[name]) is not None and not first <= day <= last
        ]

    return find


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().casefold()

"""What is allowed in a profile but unlikely, and worth a second look: never a fault.

The rules are data, in the vocabulary; here stands what each kind of rule looks for.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
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


def implausible(profile: Any, vocabulary: Vocabulary, year: int | None) -> tuple[Implausible, ...]:
    """What is unlikely: in any claim year where `year` is None; else what only that year tells."""
    members = profile.__dict__
    rules = _rules(vocabulary)[year is not None]
    pointers: dict[tuple[int, int], list[str]] = {}  # by the rule, and its kind of subject
    for name, finds in rules.finds:
        value = members[name]
        if not value:
            continue
        records = (value,) if name == COMPANY else value
        for place, find in finds:
            if hits := find(records, year or 0):
                base = f"/{name}/" if name == COMPANY else f"/{name}/{{}}/"
                pointers[place] = [base.format(index) + at for index, at in hits]
    if not pointers:
        return ()
    by_rule: dict[int, list[str]] = {}
    for (number, _), places in sorted(pointers.items()):
        by_rule.setdefault(number, []).extend(places)
    texts = [(*rules.texts[number], places) for number, places in by_rule.items()]
    return tuple(Implausible(code, text, tuple(dict.fromkeys(at))) for code, text, at in texts)


class _Rules(NamedTuple):
    """Ids and sentences of rules; and for the company and each list, what looks into it.

    Each of those with the number of its rule, and of the kind among those of the rule.
    """

    texts: list[tuple[str, Title]]
    finds: list[tuple[str, list[tuple[tuple[int, int], Find]]]]


@lru_cache(_KEPT)
def _rules(vocabulary: Vocabulary) -> tuple[_Rules, _Rules]:
    """The rules that hold for any claim year, and those that read it."""
    lists = {COMPANY: COMPANY, **vocabulary.item_lists}
    split = []
    for reads_year in (False, True):
        texts: list[tuple[str, Title]] = []
        finds: dict[str, list[tuple[tuple[int, int], Find]]] = {}
        for rule in vocabulary.content.plausibility:
            last = None if rule.outside is None else rule.outside.last
            if (last == CLAIM_YEAR_END) is not reads_year:
                continue
            for position, kind in enumerate(rule.kinds):
                find = _find(rule, vocabulary.fields(kind))
                finds.setdefault(lists[kind], []).append(((len(texts), position), find))
            texts.append((rule.id, Title(zh=rule.zh, en=rule.en)))
        split.append(_Rules(texts, list(finds.items())))
    return split[0], split[1]


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
        others = [(i, text) for i, text in texts if text not in exact]
        if not others:
            return []
        folded = {_folded(text) for text in exact if text}
        return [(i, field) for i, text in others if _folded(text) in folded]

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
    of_milestones, reads_year = kind == MILESTONE, outside.last == CLAIM_YEAR_END
    first = outside.first or date.min
    fixed = outside.last if isinstance(outside.last, date) else date.max

    def find(records: Sequence[Any], year: int) -> Hits:
        last = date(year, 12, 31) if reads_year else fixed
        if not of_milestones:
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

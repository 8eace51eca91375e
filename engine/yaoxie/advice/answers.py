"""What may be asked of a company, and the answers that matter: one for each that rules tell apart.

Answers come from what the rules compare: words, the days on which windows begin and end, bounds,
and the amounts at which a share meets a ceiling. Of the days that rules do not tell apart one
stands for all: the last of those before all bounds, else the last before the next bound, else the
first. Two milestones with days of the same stretch then never run backwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations, product
from math import prod
from typing import Any, NamedTuple

from yaoxie.advice.compared import STEP, Compared, list_signature
from yaoxie.advice.variants import MILESTONES, Place, altered, milestone_record
from yaoxie.profile.facts import Subject, Subjects
from yaoxie.profile.field_types import FieldType
from yaoxie.profile.orders import following
from yaoxie.profile.records import Record
from yaoxie.profile.vocabulary import DATE, MILESTONE, Vocabulary
from yaoxie.rules.plan import Share

MOST_LISTS = 6_000  # lists of milestones that are looked at for one kind of subject
_MOST_RATE = Decimal("999.999999")


class Answer(NamedTuple):
    """One answer that matters. `words`: all that come to the same.

    `first` and `last`: of a day, those between which all come to the same; None where that side is
    open.
    """

    value: Any
    words: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, eq=False)
class Question:
    """A field that is missing, and its answers; none where they are too many to go through.

    `fact`: how rules call the field; of a list of milestones, `drug.milestones`.
    """

    pointer: str
    place: Place
    fact: str
    subject: Subject
    answers: tuple[Answer, ...]


class Asking:
    """Finds the answers of questions, for one or several measures together."""

    def __init__(
        self, subjects: Subjects, vocabulary: Vocabulary, compared: Sequence[Compared], year: int
    ) -> None:
        self._subjects = subjects
        self._vocabulary = vocabulary
        self._compared = compared
        self._year = year
        self._lists: dict[str, tuple[Answer, ...]] = {}

    def question(self, pointer: str, place: Place) -> Question:
        """The question for what is missing at a pointer."""
        company, items = self._subjects
        subject = company if place.owner is None else items[place.owner]
        if place.field == MILESTONES:
            answers = tuple(self._list_answers(subject))
            return Question(pointer, place, f"{subject.kind}.{MILESTONES}", subject, answers)
        if place.milestone is None:
            fact = f"{subject.kind}.{place.field}"
            type_ = self._vocabulary.fields(subject.kind)[place.field].type
            answers = tuple(self._field_answers(subject, fact, type_))
        else:
            word = subject.item.milestones[place.milestone].milestone
            fact = f"{subject.kind}.{MILESTONE}.{word}.{place.field}"
            answers = tuple(self._milestone_answers(subject, word, place.field))
        return Question(pointer, place, fact, subject, answers)

    def signatures(self, question: Question, compared: Compared) -> list[Any]:
        """What tells a question's answers apart for one measure alone."""
        kind, place = question.subject.kind, question.place
        if place.field == MILESTONES:
            if question.subject.item.milestones is not None:
                return list(range(len(question.answers)))
            judges = compared.judged_lists(kind)
            variants = (self._with_list(question.subject, e.value) for e in question.answers)
            return [variant and list_signature(judges, variant) for variant in variants]
        if place.milestone is not None and place.field == DATE:
            return [compared.day_signature(kind, answer.value) for answer in question.answers]
        return [compared.signature(question.fact, answer.value) for answer in question.answers]

    # Fields.

    def _field_answers(self, subject: Subject, fact: str, type_: FieldType) -> Iterator[Answer]:
        match type_.name:
            case "yes_no":
                yield from (Answer(value=True), Answer(value=False))
            case "word":
                words = _smallest(type_, subject.facts.get(fact))
                yield from self._words(fact, self._sound_words(subject, fact, words))
            case "words":
                yield from self._subsets(fact, type_.words)
            case "day":
                days = {day for day in self._bounds(fact) if isinstance(day, date)}
                yield from _stretches(days, None, None, self._year)
            case "rate":
                yield from self._rates(fact)
            case _:
                yield from map(Answer, self._numbers(subject, fact, type_))

    def _bounds(self, fact: str) -> set[Any]:
        return {bound for compared in self._compared for bound in compared.bounds(fact)}

    def _signature(self, fact: str, value: Any) -> tuple[Any, ...]:
        return tuple([compared.signature(fact, value) for compared in self._compared])

    def _words(self, fact: str, words: Iterable[str]) -> Iterator[Answer]:
        """One for all words that no rule tells apart."""
        alike: dict[Any, list[str]] = {}
        for word in words:
            alike.setdefault(self._signature(fact, word), []).append(word)
        for same in alike.values():
            yield Answer(same[0], tuple(same))

    def _sound_words(self, subject: Subject, fact: str, words: Sequence[str]) -> list[str]:
        """The words that no certificate of the subject contradicts."""
        field = fact.rpartition(".")[2]
        rule = self._vocabulary.certificates(subject.kind)
        if rule is None or fact != f"{subject.kind}.{rule.field}":
            return list(words)
        alone = self._subjects[0], [subject]
        place = Place(0, field)
        return [word for word in words if altered(alone, self._vocabulary, {place: word})]

    def _subsets(self, fact: str, words: Iterable[str]) -> Iterator[Answer]:
        """Of several words, none, one, or some together, as far as rules tell them apart."""
        singles = [answer.value for answer in self._words(fact, words)]
        seen: set[Any] = set()
        for size in range(len(singles) + 1):
            for some in combinations(singles, size):
                signature = self._signature(fact, some)
                if signature not in seen:
                    seen.add(signature)
                    yield Answer(some)

    def _rates(self, fact: str) -> Iterator[Answer]:
        bounds = sorted(bound for bound in self._bounds(fact) if 0 < bound <= _MOST_RATE)
        values = [bound - STEP for bound in bounds] + bounds[-1:]
        yield from map(Answer, values or [Decimal(0)])

    def _numbers(self, subject: Subject, fact: str, type_: FieldType) -> list[int]:
        """The ends of the stretches between bounds; of an amount that counts, all that matter."""
        lowest, highest = type_.form.lowest, type_.form.highest
        assert highest is not None
        bounds = {bound for bound in self._bounds(fact) if lowest < bound <= highest}
        if not any(fact in compared.measured for compared in self._compared):
            ordered = sorted(bounds)
            return [bound - 1 for bound in ordered] + (ordered[-1:] or [lowest])
        for other, least in self._beside(subject, fact):
            bounds |= {least, least + 1} if other else {least}
        points = {lowest, highest} | {point for b in bounds for point in (b - 1, b)}
        points |= set(self._meeting(subject, fact))
        return sorted(point for point in points if lowest <= point <= highest)

    def _beside(self, subject: Subject, fact: str) -> Iterator[tuple[bool, int]]:
        """Where tests against another amount of the subject have another result."""
        for compared in self._compared:
            for other, test in compared.parts_of(fact):
                part = test.part
                known = subject.facts.get(other)
                bounds = [known] if known is not None else sorted(compared.bounds(other))
                for value in bounds:
                    if not isinstance(value, int):
                        continue
                    if other == part.of:
                        yield True, -(-value * part.numerator // part.denominator)
                    elif part.numerator:
                        yield True, value * part.denominator // part.numerator

    def _meeting(self, subject: Subject, fact: str) -> Iterator[int]:
        """The amounts at which a share of this fact meets what binds it."""
        for compared in self._compared:
            for share, supports in compared.shares:
                if fact not in share.base.facts or not share.numerator:
                    continue
                findings = compared.findings(subject, supports)
                for amount in {row for finding in findings for row in compared.rows_of(finding)}:
                    yield _needed(share, amount, fact, subject)

    # Milestones.

    def _milestone_answers(self, subject: Subject, word: str, field: str) -> Iterator[Answer]:
        if field == DATE:
            yield from self._days(subject, word)
            return
        fact = f"{subject.kind}.{MILESTONE}.{word}.{field}"
        type_ = self._vocabulary.milestone_fields[field].type
        yield from self._field_answers(subject, fact, type_)

    def _days(self, subject: Subject, word: str) -> list[Answer]:
        """The days of a milestone, between those of what comes before and behind it."""
        kind = subject.kind
        days = {day for compared in self._compared for day in compared.days(kind)}
        behind = following(self._vocabulary.orders(kind))
        known = {
            entry.milestone: entry.date
            for entry in subject.item.milestones or ()
            if entry.date is not None
        }
        before = [day for other, day in known.items() if word in behind.get(other, ())]
        after = [day for other, day in known.items() if other in behind.get(word, ())]
        first, last = max(before, default=None), min(after, default=None)
        return list(_stretches(days, first, last, self._year))

    def _list_answers(self, subject: Subject) -> Iterator[Answer]:
        if subject.item.milestones is not None:
            yield from self._completed_lists(subject)
            return
        known = self._lists.get(subject.kind)
        if known is None:
            known = self._lists[subject.kind] = tuple(self._whole_lists(subject))
        yield from known

    def _completed_lists(self, subject: Subject) -> Iterator[Answer]:
        """The list with what it implies added to it."""
        start = f"{subject.kind}.{MILESTONE}."
        asked = self._asked(subject.kind)
        words = [fact.removeprefix(start) for fact, e in subject.implied.items() if not e.in_list]
        words = [word for word in words if word in asked]
        options = [self._entries(subject, word, asked[word]) for word in words]
        if prod(map(len, options)) > MOST_LISTS:
            return
        for some in product(*options):
            value = (*subject.item.milestones, *some)
            if self._with_list(subject, value) is not None:
                yield Answer(value)

    def _whole_lists(self, subject: Subject) -> Iterator[Answer]:
        """Lists of what rules ask for, the shortest first, one for all that they judge alike."""
        kind, asked = subject.kind, self._asked(subject.kind)
        options: list[list[Any]] = [
            [None, *self._entries(subject, word, fields)] for word, fields in asked.items()
        ]
        if prod(map(len, options)) > MOST_LISTS:
            return
        judges = [judge for compared in self._compared for judge in compared.judged_lists(kind)]
        lists = [[entry for entry in some if entry is not None] for some in product(*options)]
        seen: set[Any] = set()
        for entries in sorted(lists, key=len):
            listed = {entry.milestone for entry in entries}
            implied = {e for word in listed for e in self._vocabulary.implied(kind, word)}
            if implied & set(asked) - listed:
                continue  # what is implied has a day of its own, too
            value = tuple(entries)
            variant = self._with_list(subject, value)
            if variant is None:
                continue
            signature = list_signature(judges, variant)
            if signature not in seen:
                seen.add(signature)
                yield Answer(value)

    def _asked(self, kind: str) -> dict[str, list[str]]:
        """The milestones that rules ask for, each with the fields that they look at."""
        asked: dict[str, list[str]] = {}
        for compared in self._compared:
            for word, fields in compared.milestones(kind).items():
                own = asked.setdefault(word, [])
                own += [field for field in fields if field not in own]
        return asked

    def _entries(self, subject: Subject, word: str, fields: Iterable[str]) -> list[Record]:
        """What a list may say of one milestone that was reached."""
        names = [field for field in fields if field != DATE]
        columns = [self._milestone_answers(subject, word, name) for name in (DATE, *names)]
        said = (
            {name: answer.value for name, answer in zip((DATE, *names), row, strict=True)}
            for row in product(*columns)
        )
        return [
            milestone_record(self._vocabulary, subject.kind, {MILESTONE: word} | fields)
            for fields in said
        ]

    def _with_list(self, subject: Subject, value: tuple[Any, ...]) -> Subject | None:
        """The subject with a list of milestones; None where that contradicts itself."""
        company, _ = self._subjects
        values = {Place(0, MILESTONES): value}
        changed = altered((company, [subject]), self._vocabulary, values)
        return None if changed is None else changed[1][0]


def _smallest(type_: FieldType, known: Any) -> list[str]:
    """The words that hold no others, of those within the one that is known: they leave no question.

    A word that holds others only says in part where a company is.
    """
    words = type_.words if known not in type_.words else type_.inside(known)
    holding = {outer for _, outer in type_.nested}
    return [word for word in words if word not in holding]


def _stretches(
    bounds: Iterable[date], lowest: date | None, highest: date | None, year: int
) -> Iterator[Answer]:
    """The stretches of days between bounds, as far as they lie between the lowest and highest."""
    starts: list[date | None] = [None, *sorted(bounds)]
    for start, following_start in zip(starts, [*starts[1:], None], strict=True):
        end = None if following_start is None else following_start - timedelta(days=1)
        first = max(filter(None, (start, lowest)), default=None)
        last = min(filter(None, (end, highest)), default=None)
        if first is not None and last is not None and first > last:
            continue
        value = last if end is not None else first
        yield Answer(value or last or date(year, 1, 1), (), first, last)


def _needed(share: Share, amount: int, fact: str, subject: Subject) -> int:
    """The amount of a fact at which a share comes to an amount, beside what else is known."""
    need = -(-amount * share.denominator // share.numerator)
    for sign, names in ((-1, share.base.plus), (1, share.base.less)):
        for name in names:
            value = subject.facts.get(name)
            if name != fact and isinstance(value, int):
                need += sign * value
    return need if fact in share.base.plus else -need

"""What would have to change so that a condition is met, and why it cannot be.

The vocabulary says which fields can change, and how. What has been reached stays as it is: only a
milestone that is still to come, or planned for a day after that of the advice, is free.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import Any, Literal, NamedTuple

from yaoxie.advice.compared import STEP
from yaoxie.advice.variants import MILESTONES
from yaoxie.decision.explanation import Judge, judge_of, judged
from yaoxie.profile.facts import Subject
from yaoxie.profile.field_types import FieldType
from yaoxie.profile.vocabulary import COMPANY, DATE, Vocabulary
from yaoxie.rules.conditions import All, Condition, Not
from yaoxie.rules.conditions import Any as AnyOf
from yaoxie.rules.days import Windows
from yaoxie.rules.expectations import Range
from yaoxie.rules.operators.amounts import AgainstPart
from yaoxie.rules.operators.test import Calendar, Test
from yaoxie.rules.operators.two_days import BesideDay

How = Literal["choose", "increase", "achieve", "confirm"]
Obstacle = Literal["fixed", "past", "late", "lower", "tied"]
_MOST_WAYS = 64  # of one condition


class Change(NamedTuple):
    """One thing that would have to be otherwise, or, to be confirmed, that may be so already.

    Of a field its `value`. Of a milestone that it is reached from `first` to `last`, both
    included, with `attributes`; or, `absent`, that it is not.
    """

    owner: int | None
    how: How
    field: str
    value: Any = None
    milestone: str | None = None
    first: date | None = None
    last: date | None = None
    attributes: tuple[tuple[str, Any], ...] = ()
    absent: bool = False


class Blocked(NamedTuple):
    """Why a fact cannot become what is asked for.

    `fixed`: it does not change; `past`: it has been reached already, otherwise; `late`: the last
    day for it is over; `lower`: it would have to be less; `tied`: it hangs on another day.
    """

    fact: str
    obstacle: Obstacle


Way = tuple[Change, ...]  # all of them together


@dataclass(frozen=True, slots=True)
class Ways:
    """The ways to meet a condition; where there are none, what is in the way."""

    ways: tuple[Way, ...]
    blocked: tuple[Blocked, ...] = ()


NOTHING_TO_DO = Ways(((),))


class Changing:
    """Finds the ways to meet conditions under one plan, in one claim year."""

    def __init__(
        self, vocabulary: Vocabulary, windows: Windows, year: int, as_of: date | None
    ) -> None:
        self._vocabulary = vocabulary
        self._windows, self._year = windows, year
        self._calendar = Calendar(windows, year)
        self._as_of = as_of
        self._judges: dict[Condition, Judge] = {}
        self._words: dict[tuple[Test[object], Any, bool], Any] = {}

    def ways(
        self, condition: Condition, subject: Subject, owner: int | None, *, met: bool = True
    ) -> Ways:
        """The ways to a condition that is met, or unmet; `owner` is the subject's number."""
        judge = self._judges.get(condition)
        if judge is None:
            judge = self._judges[condition] = judge_of(condition, self._windows, self._year)
        (judgement,) = judged((judge,), subject)
        if judgement.outcome == ("met" if met else "unmet"):
            return NOTHING_TO_DO
        match condition:
            case Not(part):
                return self.ways(part, subject, owner, met=not met)
            case All(parts) | AnyOf(parts):
                inner = [self.ways(part, subject, owner, met=met) for part in parts]
                every = isinstance(condition, All) is met
                return _together(inner) if every else _either(inner)
            case Test():
                return self._test(condition, subject, owner, met=met)

    def _test(self, test: Test[object], subject: Subject, owner: int | None, *, met: bool) -> Ways:
        kind, _, name = test.fact.partition(".")
        own = None if kind == COMPANY else owner
        if isinstance(test, BesideDay):
            return _blocked(test.fact, "tied")
        if test.milestone is not None:
            return self._milestone(test, subject, own, met=met)
        field = self._vocabulary.fields(kind)[name]
        known = subject.facts.get(test.fact)
        how: How | None = "confirm" if known is None else field.definition.change
        if how is None:
            return _blocked(test.fact, "fixed")
        start = Change(own, how, name)
        if isinstance(test, AgainstPart):
            return _part(start, test, subject, met=met)
        if field.type.form.has_words or field.type.name == "yes_no":
            value = self._word(test, field.type, known, met=met)
            return _blocked(test.fact, "fixed") if value is None else _way(start, value)
        expected = test.expectation(self._calendar)
        assert isinstance(expected, Range)
        if field.type.name == "day":
            return self._day(start, test.fact, expected) if met else _blocked(test.fact, "past")
        return _figure(start, test, expected, met=met)

    def _word(self, test: Test[object], type_: FieldType, known: Any, *, met: bool) -> Any:
        """The first word, or yes or no, that meets a test; of several words, beside the others."""
        at = test, known, met
        if at not in self._words:
            self._words[at] = self._fitting(test, type_, known, met=met)
        return self._words[at]

    def _fitting(self, test: Test[object], type_: FieldType, known: Any, *, met: bool) -> Any:
        wanted = "met" if met else "unmet"
        outcome = test.judge(self._calendar)
        options = (True, False) if type_.name == "yes_no" else type_.words
        fitting = next((option for option in options if outcome(option)[0] == wanted), None)
        if type_.name != "words":
            return fitting
        if not met:
            return ()
        return None if fitting is None else (*(known or ()), fitting)

    def _day(self, start: Change, fact: str, days: Range) -> Ways:
        """A day in the range, from that of the advice on unless it may be so already."""
        first, last = days.least, days.most
        assert first is None or isinstance(first, date)
        assert last is None or isinstance(last, date)
        if start.how != "confirm" and self._as_of is not None:
            first = self._as_of if first is None else max(first, self._as_of)
            if last is not None and last < first:
                return _blocked(fact, "late")
        return Ways(((start._replace(first=first, last=last),),))

    def _milestone(
        self, test: Test[object], subject: Subject, owner: int | None, *, met: bool
    ) -> Ways:
        """A milestone that is reached in time, with what a test asks of it."""
        assert test.milestone is not None
        word, name = test.fact.rsplit(".", 2)[1:]
        reached = subject.facts.get(test.milestone)
        value = subject.facts.get(test.fact)
        is_planned = self._is_planned(subject, test.milestone)
        if reached and value is not None and not is_planned:
            return _blocked(test.fact, "past")
        how: How = "achieve" if reached is False or is_planned else "confirm"
        start = Change(owner, how, MILESTONES, milestone=word)
        if not met:
            if reached is None:
                return Ways(((start._replace(absent=True),),))
            if name == DATE:
                return _blocked(test.fact, "past")
        if name == DATE:
            expected = test.expectation(self._calendar)
            assert isinstance(expected, Range)
            return self._day(start, test.fact, expected)
        field = self._vocabulary.milestone_fields[name]
        if how == "achieve" and field.definition.change is None:
            return _blocked(test.fact, "fixed")
        fitting = self._word(test, field.type, None, met=met)
        if fitting is None:
            return _blocked(test.fact, "fixed")
        with_it = start._replace(attributes=((name, fitting),))
        anytime = Range(f"{test.milestone}.{DATE}", "days", None, None)
        return self._day(with_it, test.fact, anytime)

    def _is_planned(self, subject: Subject, milestone: str) -> bool:
        """Whether a milestone is dated after the day of the advice."""
        day = subject.facts.get(f"{milestone}.{DATE}")
        return self._as_of is not None and isinstance(day, date) and day > self._as_of


def _way(start: Change, value: Any) -> Ways:
    return Ways(((start._replace(value=value),),))


def _blocked(fact: str, obstacle: Obstacle) -> Ways:
    return Ways((), (Blocked(fact, obstacle),))


def _part(start: Change, test: AgainstPart, subject: Subject, *, met: bool) -> Ways:
    """The least amount that is enough beside the other; to spend less is no way."""
    other = subject.facts.get(test.operand.of)
    if not isinstance(other, int) or (test.bound == "least") is not met:
        return _blocked(test.fact, "lower")
    return _way(start, -(-other * test.part.numerator // test.part.denominator))


def _figure(start: Change, test: Test[object], expected: Range, *, met: bool) -> Ways:
    """The nearest figure that meets a test; less only where it is free to choose, or unknown."""
    least, most = expected.least, expected.most
    if (least is not None) is met:  # more is asked for
        assert not isinstance(least, date)
        assert not isinstance(most, date)
        if met:
            return _way(start, least)
        assert most is not None
        return _way(start, most + STEP if test.type.name == "rate" else most + 1)
    if start.how == "increase":
        return _blocked(test.fact, "lower")
    if met:
        return _way(start, most)
    assert least is not None
    assert not isinstance(least, date)
    return _way(start, least - STEP if test.type.name == "rate" else least - 1)


def _either(inner: Iterable[Ways]) -> Ways:
    every = list(inner)
    ways = smallest(way for entry in every for way in entry.ways)
    return Ways(ways, () if ways else tuple(b for entry in every for b in entry.blocked))


def _together(inner: Sequence[Ways]) -> Ways:
    blocked = tuple(b for entry in inner if not entry.ways for b in entry.blocked)
    return Ways((), blocked) if blocked else Ways(combined([entry.ways for entry in inner]))


def combined(columns: Iterable[Sequence[Way]]) -> tuple[Way, ...]:
    """One way of each column together, the smallest first; none is part of another.

    This is how Berge finds minimal hitting sets: column by column, the minimal unions kept.
    """
    ways: tuple[Way, ...] = ((),)
    for column in columns:
        unions = (_union(one, other) for one, other in product(ways, column))
        ways = smallest(way for way in unions if way is not None)
    return ways


def smallest(ways: Iterable[Way]) -> tuple[Way, ...]:
    """The ways that hold no other way, those of fewest changes first."""
    kept: list[Way] = []
    for way in sorted(dict.fromkeys(ways), key=len):
        if not any(set(other) <= set(way) for other in kept):
            kept.append(way)
    return tuple(kept[:_MOST_WAYS])


def _union(one: Way, other: Way) -> Way | None:
    """Both ways together, what they ask of one thing made one; None where they contradict."""
    joined = {(c.owner, c.field, c.milestone): c for c in one}
    for change in other:
        at = change.owner, change.field, change.milestone
        both = _both(joined[at], change) if at in joined else change
        if both is None:
            return None
        joined[at] = both
    return tuple(joined[at] for at in sorted(joined, key=str))


def _both(one: Change, other: Change) -> Change | None:
    """Two changes of one thing as one; None where they contradict each other."""
    if one == other:
        return one
    if one.absent or other.absent:
        return None
    if one.milestone is None and (one.first, one.last) == (other.first, other.last):
        return _both_values(one, other)
    first = max(filter(None, (one.first, other.first)), default=None)
    last = min(filter(None, (one.last, other.last)), default=None)
    attributes = dict(one.attributes)
    for name, value in other.attributes:
        if attributes.setdefault(name, value) != value:
            return None
    if first is not None and last is not None and last < first:
        return None
    return one._replace(first=first, last=last, attributes=tuple(sorted(attributes.items())))


def _both_values(one: Change, other: Change) -> Change | None:
    """Of two values of a field, the larger; of words, all; other values only where alike."""
    mine, theirs = one.value, other.value
    if isinstance(mine, tuple) and isinstance(theirs, tuple):
        return one._replace(value=tuple(dict.fromkeys((*mine, *theirs))))
    if type(mine) is int and type(theirs) is int:
        return one._replace(value=max(mine, theirs))
    return one if mine == theirs else None

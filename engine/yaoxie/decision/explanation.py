"""Why: every requirement in three values, with what is, what is required, and what is missing.

Kleene's strong logic: one unmet part decides an `all`, one met part an `any`; unknown parts count
only where nothing else decides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache

from msgspec import Struct, structs

from yaoxie.profile.facts import Implied, Subject, Value
from yaoxie.rules.conditions import All, Any, Condition, Not
from yaoxie.rules.days import Windows
from yaoxie.rules.expectations import Every, Expectation, Negation, Some
from yaoxie.rules.operators.amounts import AgainstPart
from yaoxie.rules.operators.test import Calendar, Gap, Outcome, Test
from yaoxie.rules.operators.two_days import BesideDay
from yaoxie.values import shortest


class Judgement(Struct, frozen=True, cache_hash=True, gc=False):
    """One condition judged; `missing` are the pointers that can still change an unknown one.

    `implied`: what bounds the unknown day of the milestone that it is about.
    """

    outcome: Outcome
    actual: Value | None
    gap: Gap | None
    missing: tuple[str, ...]
    parts: tuple[Judgement, ...] = ()
    implied: Implied | None = None


# Judges one condition on subjects, for one claim year: a fact, what recalls the judgements of its
# values, which recur within a profile and between profiles, and what judges all else. A loop takes
# a tuple without names apart in half the time.
Judge = tuple[str, Callable[[Value | None], Judgement | None], Callable[[Subject], Judgement]]


def judged(judges: Iterable[Judge], subject: Subject) -> tuple[Judgement, ...]:
    """What each of them says of a subject."""
    value_of = subject.facts.get
    return tuple([recall(value_of(fact)) or explain(subject) for fact, recall, explain in judges])


_OPPOSITE: dict[Outcome, Outcome] = {"met": "unmet", "unmet": "met", "unknown": "unknown"}
_NOTHING_KNOWN: Mapping[Value | None, Judgement] = {}
_KEPT = 256  # judgements that are remembered of a condition: they recur, as values do
_NOT_REACHED = Judgement("unmet", None, None, ())


def judge_of(condition: Condition, windows: Windows, year: int) -> Judge:
    """What judges a condition on a subject, for one claim year."""
    return _judge(condition, Calendar(windows, year))


def _judge(condition: Condition, calendar: Calendar) -> Judge:
    match condition:
        case AgainstPart():
            return _against_part(condition, calendar)
        case BesideDay():
            return _beside_day(condition, calendar)
        case Test():
            return _test(condition, calendar)
        case Not(part):
            return _opposite(_judge(part, calendar))
        case All(parts):
            return _several([_judge(part, calendar) for part in parts], "unmet", "met")
        case Any(parts):
            return _several([_judge(part, calendar) for part in parts], "met", "unmet")


def _judging(explain: Callable[[Subject], Judgement]) -> Judge:
    """Judges anew each time."""
    return "", _NOTHING_KNOWN.get, explain


def _opposite(inner: Judge) -> Judge:
    fact, recall, explain = inner

    @lru_cache(_KEPT)
    def turned(judgement: Judgement) -> Judgement:
        return structs.replace(judgement, outcome=_OPPOSITE[judgement.outcome], gap=None)

    return _judging(lambda subject: turned(recall(subject.facts.get(fact)) or explain(subject)))


def _several(inner: list[Judge], decisive: Outcome, otherwise: Outcome) -> Judge:
    @lru_cache(_KEPT)
    def together(parts: tuple[Judgement, ...]) -> Judgement:
        outcomes = [part.outcome for part in parts]
        if decisive in outcomes:
            return Judgement(decisive, None, None, (), parts)
        if "unknown" in outcomes:
            open_parts = (part for part in parts if part.outcome == "unknown")
            missing = tuple(dict.fromkeys(at for part in open_parts for at in part.missing))
            return Judgement("unknown", None, None, missing, parts)
        return Judgement(otherwise, None, None, (), parts)

    return _judging(lambda subject: together(judged(inner, subject)))


def _against_part(test: AgainstPart, calendar: Calendar) -> Judge:
    fact, other = test.fact, test.operand.of

    def explain(subject: Subject) -> Judgement:
        facts = subject.facts
        value, whole = facts.get(fact), facts.get(other)
        if value is None or whole is None:
            unknown = [name for name in (fact, other) if name not in facts]
            missing = tuple([subject.pointer(name) for name in unknown])
            return Judgement("unknown", value, None, missing)
        outcome, gap = test.judge(calendar, whole)(value)
        return Judgement(outcome, value, gap, ())

    return _judging(explain)


def _beside_day(test: BesideDay, calendar: Calendar) -> Judge:
    other = test.other

    def explain(subject: Subject) -> Judgement:
        facts = subject.facts
        day, beside = facts.get(test.fact), facts.get(other.fact)
        reached = [facts.get(name) for name in (test.milestone, other.milestone) if name]
        if False in reached:
            return Judgement("unmet", day, None, ())
        if day is not None and beside is not None:
            outcome, gap = test.judge(calendar, beside)(day)
            return Judgement(outcome, day, gap, ())
        pairs = ((test.fact, test.milestone), (other.fact, other.milestone))
        unknown = [
            fact if milestone is None or milestone in facts else milestone
            for fact, milestone in pairs
            if fact not in facts
        ]
        bound = beside if day is None else facts.get(test.other_latest)
        latest = facts.get(test.latest)
        assert day is None or isinstance(day, date)
        assert latest is None or isinstance(latest, date)
        assert bound is None or isinstance(bound, date)
        outcome = test.bounded(day, latest, bound)
        missing = dict.fromkeys(map(subject.pointer, unknown)) if outcome == "unknown" else ()
        implied = None
        if day is None and test.milestone is not None:
            implied = subject.implied.get(test.milestone)
        return Judgement(outcome, day, None, tuple(missing), (), implied)

    return _judging(explain)


def _test(test: Test[object], calendar: Calendar) -> Judge:
    outcome_of = test.judge(calendar)
    outcome_unknown = test.judge_unknown(calendar)
    fact, milestone = test.fact, test.milestone
    known: dict[Value | None, Judgement] = {}  # never of None, which says nothing

    def explain(subject: Subject) -> Judgement:
        facts = subject.facts
        reached = None if milestone is None else facts.get(milestone)
        if reached is False:
            return _NOT_REACHED
        value = facts.get(fact)
        if value is None:
            if milestone is None:
                return Judgement("unknown", None, None, (subject.pointer(fact),))
            if reached is None:
                return Judgement("unknown", None, None, (subject.pointer(milestone),))
            implied = subject.implied.get(milestone)
            outcome = outcome_unknown(None if implied is None else implied.day)
            missing = (subject.pointer(fact),) if outcome == "unknown" else ()
            if implied is not None and implied.in_list and test.type.name != "day":
                implied = None  # what implies it says nothing of what its own entry lacks
            return Judgement(outcome, None, None, missing, (), implied)
        outcome, gap = outcome_of(value)
        # Rule files write zeros at the end of rates; of equal ones, the first judged is remembered.
        actual = str(shortest(value)) if isinstance(value, Decimal) else value
        if outcome == "unknown":  # a word that holds more than what is asked for
            return Judgement(outcome, actual, gap, (subject.pointer(fact),))
        if len(known) >= _KEPT:
            known.clear()
        judgement = known[value] = Judgement(outcome, actual, gap, ())
        return judgement

    return fact, known.get, explain


def expectation_of(condition: Condition, windows: Windows, year: int) -> Expectation:
    """What a condition asks for in one claim year, part by part as its explanation judges it."""
    return _expectation(condition, Calendar(windows, year))


def _expectation(condition: Condition, calendar: Calendar) -> Expectation:
    match condition:
        case Test():
            return condition.expectation(calendar)
        case Not(part):
            return Negation(_expectation(part, calendar))
        case All(parts):
            return Every(tuple(_expectation(part, calendar) for part in parts))
        case Any(parts):
            return Some(tuple(_expectation(part, calendar) for part in parts))

"""Why: every requirement in three values, with what is, what is required, and what is missing.

Kleene's strong logic: one unmet part decides an `all`, one met part an `any`; unknown parts count
only where nothing else decides.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

from yaoxie.profile.facts import Subject, Value
from yaoxie.rules import model
from yaoxie.rules.conditions import All, Any, Condition, Not, Test

Outcome = Literal["met", "unmet", "unknown"]
Windows = Mapping[str, model.Window]


class Gap(NamedTuple):
    """How far an unmet value is from what is required; of a rate, a decimal in a string."""

    unit: Literal["days", "yuan", "months", "rate"]
    amount: int | str


class Judgement(NamedTuple):
    """One condition judged; `missing` are the pointers that can still change an unknown one."""

    outcome: Outcome
    actual: Value | None
    gap: Gap | None
    missing: tuple[str, ...]
    parts: tuple[Judgement, ...] = ()


Judge = Callable[[Subject], Judgement]
_OPPOSITE: dict[Outcome, Outcome] = {"met": "unmet", "unmet": "met", "unknown": "unknown"}
_KEPT = 256  # judged values that a test remembers
_NOT_REACHED = Judgement("unmet", None, None, ())


def explainer(condition: Condition, windows: Windows, year: int) -> Judge:
    """A function that judges a condition on a subject, for one claim year."""
    match condition:
        case Test():
            return _test(condition, windows, year)
        case Not(part):
            inner = explainer(part, windows, year)

            def opposite(subject: Subject) -> Judgement:
                judged = inner(subject)
                return judged._replace(outcome=_OPPOSITE[judged.outcome], gap=None)

            return opposite
        case All(parts):
            return _several([explainer(part, windows, year) for part in parts], "unmet", "met")
        case Any(parts):
            return _several([explainer(part, windows, year) for part in parts], "met", "unmet")


def _several(inner: list[Judge], decisive: Outcome, otherwise: Outcome) -> Judge:
    def explain(subject: Subject) -> Judgement:
        parts = tuple([part(subject) for part in inner])
        outcomes = [part.outcome for part in parts]
        if decisive in outcomes:
            return Judgement(decisive, None, None, (), parts)
        if "unknown" in outcomes:
            open_parts = (part for part in parts if part.outcome == "unknown")
            missing = tuple(dict.fromkeys(at for part in open_parts for at in part.missing))
            return Judgement("unknown", None, None, missing, parts)
        return Judgement(otherwise, None, None, (), parts)

    return explain


def _test(test: Test, windows: Windows, year: int) -> Judge:
    judge = _judge(test, windows, year)
    fact, milestone = test.fact, test.milestone
    # Values recur, within a profile and between profiles; each is judged once.
    known: dict[Value, Judgement] = {}

    def explain(subject: Subject) -> Judgement:
        facts = subject.facts
        value = facts.get(fact)
        if value is None:
            if milestone is None:
                return Judgement("unknown", None, None, (subject.pointer(fact),))
            listed = facts.get(milestone)
            if listed is False:
                return _NOT_REACHED
            return Judgement(
                "unknown", None, None, (subject.pointer(fact if listed else milestone),)
            )
        found = known.get(value)
        if found is None:
            if len(known) >= _KEPT:
                known.clear()
            found = known[value] = judge(value)
        return found

    return explain


def _judge(test: Test, windows: Windows, year: int) -> Callable[[Value], Judgement]:
    match test.operator:
        case "is":
            return _by(lambda value: value == test.operand)
        case "one_of" if test.type.name == "words":
            words = frozenset(_words(test))
            return _by(lambda value: not words.isdisjoint(value))  # type: ignore[arg-type]
        case "one_of":
            words = frozenset(_words(test))
            return _by(lambda value: value in words)
        case "at_least" | "at_most":
            return _by_rate(test) if test.type.name == "rate" else _by_amount(test)
        case _:
            return _by_day(*days(test, windows, year))


def days(test: Test, windows: Windows, year: int) -> tuple[date | None, date | None]:
    """The first and last day that a test on a date accepts."""
    if test.operator == "reached":
        window = windows[str(test.operand)]
        return model.day_of(window.first, year), model.day_of(window.last, year)
    assert isinstance(test.operand, date)
    if test.operator == "on_or_after":
        return test.operand, None
    if test.operand == date.min:
        return date.max, date.min  # no day is before the first
    return None, date.fromordinal(test.operand.toordinal() - 1)


def _by(holds: Callable[[Value], bool]) -> Callable[[Value], Judgement]:
    return lambda value: Judgement("met" if holds(value) else "unmet", value, None, ())


def _by_amount(test: Test) -> Callable[[Value], Judgement]:
    bound, sign = test.operand, _sign(test)
    assert isinstance(bound, int)
    unit: Literal["yuan", "months"] = "months" if test.type.name == "months" else "yuan"

    def judge(value: Value) -> Judgement:
        assert isinstance(value, int)
        short = (bound - value) * sign
        if short > 0:
            return Judgement("unmet", value, Gap(unit, short), ())
        return Judgement("met", value, None, ())

    return judge


def _by_rate(test: Test) -> Callable[[Value], Judgement]:
    bound, sign = test.operand, _sign(test)
    assert isinstance(bound, Decimal)

    def judge(value: Value) -> Judgement:
        assert isinstance(value, Decimal)
        short = (bound - value) * sign
        if short > 0:
            return Judgement("unmet", str(value), Gap("rate", str(short)), ())
        return Judgement("met", str(value), None, ())

    return judge


def _sign(test: Test) -> int:
    return 1 if test.operator == "at_least" else -1


def _by_day(first: date | None, last: date | None) -> Callable[[Value], Judgement]:
    def judge(value: Value) -> Judgement:
        assert isinstance(value, date)
        if first is not None and value < first:
            return Judgement("unmet", value, Gap("days", (first - value).days), ())
        if last is not None and value > last:
            return Judgement("unmet", value, Gap("days", (value - last).days), ())
        return Judgement("met", value, None, ())

    return judge


def _words(test: Test) -> tuple[str, ...]:
    assert isinstance(test.operand, tuple)
    return test.operand


def required(condition: Condition, windows: Windows, year: int) -> str:
    """What a condition asks for, as short text that no language owns: `<= 2019-12-31`."""
    match condition:
        case Not(part):
            return f"not ({required(part, windows, year)})"
        case All(parts):
            return " and ".join(f"({_named(part, windows, year)})" for part in parts)
        case Any(parts):
            return " or ".join(f"({_named(part, windows, year)})" for part in parts)
        case Test(operator="is", operand=bool() as flag):
            return "true" if flag else "false"
        case Test(operator="is", operand=word):
            return str(word)
        case Test(operator="one_of"):
            return " | ".join(_words(condition))
        case Test(operator="at_least", operand=amount):
            return f">= {amount}"
        case Test(operator="at_most", operand=amount):
            return f"<= {amount}"
        case Test():
            first, last = days(condition, windows, year)
            if first is None or last is None:
                return f"<= {last}" if last else f">= {first}" if first else "any date"
            return f"{first}..{last}"


class Expectation(NamedTuple):
    """What a condition asks for, and each of its parts."""

    required: str
    fact: str | None
    parts: tuple[Expectation, ...] = ()


def wanted(condition: Condition, windows: Windows, year: int) -> Expectation:
    """The texts beside which the outcomes of an explanation stand, part by part."""
    text = required(condition, windows, year)
    match condition:
        case All(parts) | Any(parts):
            return Expectation(text, None, tuple(wanted(part, windows, year) for part in parts))
        case Not(part):
            inner = wanted(part, windows, year)
            return Expectation(text, inner.fact, inner.parts)
        case Test():
            return Expectation(text, condition.fact)


def _named(condition: Condition, windows: Windows, year: int) -> str:
    text = required(condition, windows, year)
    return f"{condition.fact} {text}" if isinstance(condition, Test) else text

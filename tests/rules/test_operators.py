"""The operators of conditions: each has all its forms, and the forms say the same of any value."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from random import Random
from typing import NamedTuple

import polars as pl
import pytest
from hypothesis import given
from yaoxie.profile.facts import Value
from yaoxie.profile.field_types import TYPES, FieldType
from yaoxie.rules.choosing import window_of
from yaoxie.rules.days import day_number
from yaoxie.rules.expectations import Apart, Choice, Part, Range
from yaoxie.rules.model import Dates, Window
from yaoxie.rules.operators import OPERATORS
from yaoxie.rules.operators.amounts import AgainstPart
from yaoxie.rules.operators.test import Calendar, Operator, Test
from yaoxie.rules.operators.two_days import BesideDay
from yaoxie.rules.premises import Branches, Premise
from yaoxie.rules.types import FieldTest
from yaoxie.values import millionths

from tests.support import kleene
from tests.support.strategies import profiles
from tests.support.strategies.conditions import ANCHORS, excludable

FACT = "drug.field"
WORDS = ("a", "b", "c", "d", "e")
NESTS: tuple[tuple[tuple[str, str], ...], ...] = (
    (),
    (("b", "a"), ("c", "b"), ("d", "a")),
    (("a", "c"), ("b", "c"), ("e", "d")),
)
RATES = ("0", "0.3", "0.333333", "0.40", "999.999999")
# Values of each type of field, few enough that an operand and a value often meet.
VALUES: dict[str, Callable[[Random], Value]] = {
    "word": lambda rng: rng.choice(WORDS),
    "words": lambda rng: some_words(rng, least=0),
    "yes_no": lambda rng: bool(rng.randrange(2)),
    "yuan": lambda rng: rng.choice((0, 1, 99, 100, 10**15)),
    "count": lambda rng: rng.choice((1, 2, 3, 1_000_000)),
    "months": lambda rng: rng.choice((0, 23, 24, 25, 1200)),
    "rate": lambda rng: Decimal(rng.choice(RATES)),
    "day": lambda rng: profiles.days(rng, 2019),
}


# Operators that compare two fields are in test_parts.py.
BESIDE = (AgainstPart, BesideDay)  # they read two fields
ALONE = [name for name, operator in OPERATORS.items() if not issubclass(operator.test, BESIDE)]


class Drawn(NamedTuple):
    """A test, what days mean to it, and a value of its field."""

    test: Test[object]
    calendar: Calendar
    value: Value


def some_words(rng: Random, least: int = 1) -> tuple[str, ...]:
    return tuple(rng.sample(WORDS, rng.randrange(least, len(WORDS) + 1)))


def drawn(rng: Random, operator: Operator) -> Drawn:
    type_ = rng.choice(operator.fits)
    operands = VALUES | {"one_of": some_words, "reached": lambda _: "window"}
    operand = operands[operator.name if operator.name in operands else type_](rng)
    words, nested = (WORDS, rng.choice(NESTS)) if type_ in {"word", "words"} else ((), ())
    made = FieldType(type_, words, nested=nested)
    named = operand if isinstance(operand, tuple) else (str(operand),)
    known = excludable(made, named) if words else []
    excepted = tuple(rng.sample(known, rng.randrange(len(known) + 1)))
    test = operator.test(FACT, made, operand, excepted=excepted)
    ends = [None, *ANCHORS, profiles.days(rng, 2019).isoformat()]
    window: dict[str, object] = {"first": rng.choice(ends), "last": rng.choice(ends)}
    if rng.randrange(2):
        row = {"year": 2019, "first": rng.choice(ends), "last": rng.choice(ends)}
        window["years"] = [row]
    built = window_of(Window.model_validate(window), Dates())
    calendar = Calendar({"window": built}, rng.choice((2018, 2019)))
    return Drawn(test, calendar, VALUES[type_](rng))


@pytest.mark.parametrize("name", ALONE)
@given(rng=profiles.randoms())
def test_every_form_says_the_same_of_a_known_value(name: str, rng: Random) -> None:
    test, calendar, value = drawn(rng, OPERATORS[name])
    outcome, gap = test.judge(calendar)(value)
    met = {"met": True, "unmet": False, "unknown": None}[outcome]
    assert concluded(test.met(calendar.windows), value, calendar.year) is (met is True)
    assert concluded(test.unmet(calendar.windows), value, calendar.year) is (met is False)
    assert in_columns(test, calendar, value) is met
    assert expected(test, calendar, value) is met
    assert gap is None or met is False


@pytest.mark.parametrize("name", ALONE)
@given(rng=profiles.randoms())
def test_columns_keep_what_is_unknown(name: str, rng: Random) -> None:
    test, calendar, _ = drawn(rng, OPERATORS[name])
    assert in_columns(test, calendar, None) is None


def concluded(branches: Branches, value: Value, year: int) -> bool:
    """Whether some branch of premises holds, as durable-rules would see the value."""
    return any(all(holds(premise, value, year) for premise in branch) for branch in branches)


def holds(premise: Premise, value: Value, year: int) -> bool:
    turn, seen = premise.fact.turn, value
    if turn == "claim-year":
        return (year in premise.operands) is (premise.operator == "==")
    if isinstance(value, date):
        seen = day_number(value, year if turn == "claim-day" else 0)
    elif isinstance(value, Decimal):
        seen = millionths(value)
    elif isinstance(value, tuple):
        seen = turn.removeprefix("has:") in value
    assert isinstance(seen, bool | int | str)
    if premise.operator == "==":
        return seen in premise.operands
    (operand,) = premise.operands
    if premise.operator == "!=":
        return seen != operand
    assert isinstance(seen, int)
    assert isinstance(operand, int)
    return {"<": seen < operand, "<=": seen <= operand, ">": seen > operand, ">=": seen >= operand}[
        premise.operator
    ]


def in_columns(test: Test[object], calendar: Calendar, value: Value | None) -> bool | None:
    dtypes = {"word": pl.Enum(WORDS), "words": pl.List(pl.Enum(WORDS)), "yes_no": pl.Boolean()}
    dtype = dtypes.get(test.type.name, pl.Date() if test.type.name == "day" else pl.Int64())
    stored = millionths(value) if isinstance(value, Decimal) else value
    column = pl.Series(FACT, [list(stored) if isinstance(stored, tuple) else stored], dtype)
    met: bool | None = column.to_frame().select(test.column(pl.col(FACT), calendar)).item()
    return met


def expected(test: Test[object], calendar: Calendar, value: Value) -> bool | None:
    """Whether a value is what the test says that it asks for."""
    match test.expectation(calendar):
        case Choice(options=(bool() as flag,)):
            return value is flag
        case Choice(options=options, excepted=excepted):
            within = dict(test.type.nested)
            words = value if isinstance(value, tuple) else (value,)
            parts = [kleene.among(str(w), map(str, options), excepted, within) for w in words]
            return True if True in parts else None if None in parts else False
        case Range(least=least, most=most):
            assert not isinstance(value, str | tuple)
            return (least is None or least <= value) and (most is None or value <= most)  # type: ignore[operator]
        case Part() | Apart():
            raise AssertionError(test)  # compares two fields


def test_every_type_that_decides_has_an_operator() -> None:
    types = {name for name, form in TYPES.items() if form.turn is not None}
    assert types == {name for operator in OPERATORS.values() for name in operator.fits}


def test_the_keys_of_a_comparison_are_the_operators() -> None:
    assert list(FieldTest.model_fields) == ["field", "milestone", "except_", *OPERATORS]


@pytest.mark.parametrize("form", sorted(Test.__abstractmethods__))
def test_an_operator_that_lacks_a_form_is_none(form: str) -> None:
    half = type("Half", (OPERATORS["is"].test,), {form: getattr(Test, form)})
    with pytest.raises(TypeError, match=rf"abstract method '?{form}\b"):
        half(FACT, FieldType("word", WORDS), "a")

"""The column form of every operator of the language: a column of facts to a column of truth.

Nulls are what is unknown, and comparisons keep them. Rules with an operator that has no form here
are refused when they are loaded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from functools import reduce
from typing import TYPE_CHECKING, Any

from yaoxie.decision.explanation import Windows, days
from yaoxie.rules.conditions import Test
from yaoxie.values import millionths

if TYPE_CHECKING:
    import polars as pl

Form = Callable[["pl.Expr", Any], "pl.Expr"]


def _is(column: pl.Expr, wanted: str | bool) -> pl.Expr:
    if isinstance(wanted, bool):  # a column of truth already
        return column if wanted else ~column
    return column.eq(wanted)


def _one_of(column: pl.Expr, words: tuple[str, ...]) -> pl.Expr:
    return column.eq(words[0]) if len(words) == 1 else column.is_in(list(words))


def _between(column: pl.Expr, ends: tuple[date | None, date | None]) -> pl.Expr:
    first, last = ends
    if last is None:
        # A window without ends still wants a day that is known.
        return column >= (first or date.min)
    return column <= last if first is None else (column >= first) & (column <= last)


FORMS: dict[str, Form] = {
    "is": _is,
    "one_of": _one_of,
    "at_least": lambda column, number: column.ge(number),
    "at_most": lambda column, number: column.le(number),
    "before": _between,
    "on_or_after": _between,
    "reached": _between,
}


def form(column: pl.Expr, test: Test, windows: Windows, year: int) -> pl.Expr:
    """Where one fact, as a column, meets its test."""
    if test.operator == "one_of":
        return _chosen(column, test)
    return FORMS[test.operator](column, _operand(test, windows, year))


def _chosen(column: pl.Expr, test: Test) -> pl.Expr:
    """One of some words; where that leaves out few, none of those is the quicker question."""
    words = test.operand
    assert isinstance(words, tuple)
    others = tuple(word for word in test.type.words if word not in words)
    if test.type.name == "words":
        if not others:
            return column.list.len() > 0
        return reduce(lambda a, b: a | b, (column.list.contains(word) for word in words))
    if len(others) < len(words):
        return ~_one_of(column, others) if others else column.is_in(list(words))
    return _one_of(column, words)


def without(operators: Iterable[str]) -> list[str]:
    """The operators that have no column form: rules that use them could not be screened."""
    return [operator for operator in operators if operator not in FORMS]


def _operand(test: Test, windows: Windows, year: int) -> Any:
    if test.type.name == "date":
        return days(test, windows, year)
    # Rates stand in columns as whole millionths.
    return millionths(test.operand) if isinstance(test.operand, Decimal) else test.operand

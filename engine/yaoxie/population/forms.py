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

from yaoxie.conditions import Test
from yaoxie.explanation import Windows, days
from yaoxie.quantities import millionths

if TYPE_CHECKING:
    import polars as pl

Form = Callable[["pl.Expr", Any], "pl.Expr"]


def _one_of(column: pl.Expr, words: tuple[str, ...]) -> pl.Expr:
    return column.is_in(list(words))


def _any_of(column: pl.Expr, words: tuple[str, ...]) -> pl.Expr:
    return reduce(lambda a, b: a | b, (column.list.contains(word) for word in words))


def _between(column: pl.Expr, ends: tuple[date | None, date | None]) -> pl.Expr:
    # A window without ends still wants a day that is known.
    first, last = ends
    return (column >= (first or date.min)) & (column <= (last or date.max))


FORMS: dict[str, Form] = {
    "is": lambda column, word: column.eq(word),
    "one_of": _one_of,
    "at_least": lambda column, number: column.ge(number),
    "at_most": lambda column, number: column.le(number),
    "before": _between,
    "on_or_after": _between,
    "reached": _between,
}


def form(column: pl.Expr, test: Test, windows: Windows, year: int) -> pl.Expr:
    """Where one fact, as a column, meets its test."""
    if test.type.name == "words":
        return _any_of(column, _operand(test, windows, year))
    return FORMS[test.operator](column, _operand(test, windows, year))


def without(operators: Iterable[str]) -> list[str]:
    """The operators that have no column form: rules that use them could not be screened."""
    return [operator for operator in operators if operator not in FORMS]


def _operand(test: Test, windows: Windows, year: int) -> Any:
    if test.type.name == "date":
        return days(test, windows, year)
    # Rates stand in columns as whole millionths.
    return millionths(test.operand) if isinstance(test.operand, Decimal) else test.operand

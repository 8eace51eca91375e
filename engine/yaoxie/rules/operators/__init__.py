"""The operators of the rule language, each with all its forms in one place.

Whoever adds an operator writes its class in the file of what it tests, a form for each abstract
method, and its entry at that file's end: a form that is missing is a type error. How an operand is
written is in `operands`.
"""

from __future__ import annotations

from collections.abc import Iterable

from yaoxie.errors import nearest
from yaoxie.rules.operators.amounts import AMOUNTS
from yaoxie.rules.operators.days import DAYS
from yaoxie.rules.operators.two_days import TWO_DAYS
from yaoxie.rules.operators.words import WORDS

OPERATORS = {operator.name: operator for operator in (*WORDS, *AMOUNTS, *DAYS, *TWO_DAYS)}


def nearest_operator(key: str, known: Iterable[str]) -> str | None:
    """The operator among some that a key is likely meant for, by its spelling or its meaning."""
    names = list(known)
    word = key.strip().lower().replace("-", "_")
    meant = (name for name in names if word in OPERATORS[name].also_called.split())
    return next(meant, None) or nearest(key, names)

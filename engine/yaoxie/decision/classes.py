"""Which records of facts no production rule can tell apart.

Rules only compare: a word with words, a number or a day with bounds. Two records are of one class
where their words are the same and each number and day stands at the same place among the bounds
that some rule compares it with; then the same rules hold for both. What is unknown has a place of
its own.

A rule that asks for at least 50 and one that asks for at most 80 make three classes of an amount:
up to 49, 50 to 80, 81 and more.
"""

from __future__ import annotations

from bisect import bisect_right as place
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from yaoxie.decision.production import Rule
from yaoxie.rules.days import day_from
from yaoxie.rules.premises import Premise
from yaoxie.values import millionths

Class = tuple[object, ...]

_KEPT_YEARS = 16  # claim years whose bounds are kept

# From which number on a comparison with a bound has another result: from the bound itself, from
# one more, or from both.
_STEPS = {"<": (0,), ">=": (0,), "<=": (1,), ">": (1,), "==": (0, 1), "!=": (0, 1)}


class Classes:
    """Tells which class a record of facts belongs to, for the rules of one program.

    What the rules conclude themselves is no fact of the record, nor is `given`, a conclusion that
    stands beside it.
    """

    def __init__(self, rules: Sequence[Rule], given: str) -> None:
        inner = {given, *(rule.concludes for rule in rules)}
        premises = [p for rule in rules for p in rule.premises if p.fact.source not in inner]
        facts = dict.fromkeys(premise.fact for premise in premises)
        self._words = tuple(fact.source for fact in facts if fact.turn == "word")
        self._members = [(f.source, f.turn[4:]) for f in facts if f.turn.startswith("has:")]
        self._parts = [(fact.source, fact.part) for fact in facts if fact.part is not None]
        self._amounts = _bounds(premises, "amount")
        self._rates = _bounds(premises, "rate")
        self._days = _bounds(premises, "day")
        self._claim_years = _bounds(premises, "claim-year")
        self._claim_days = _bounds(premises, "claim-day")
        self._in_year = lru_cache(_KEPT_YEARS)(self._of_year)

    def of(self, facts: Mapping[str, Any], given: bool | None, year: int) -> Class:
        """The class of a record, in a claim year, where `given` was concluded before."""
        get = facts.get
        of_year, bounds_of = self._in_year(year)
        places: list[object] = [given, of_year, *map(get, self._words)]
        for fact, bounds in bounds_of:
            places.append(None if (value := get(fact)) is None else place(bounds, value))
        for fact, word in self._members:
            places.append(None if (words := get(fact)) is None else word in words)
        for fact, part in self._parts:
            if (amount := get(fact)) is None or (other := get(part.of)) is None:
                places.append(None)
            else:
                places.append(part.holds(amount, other))
        for fact, bounds in self._rates:
            places.append(None if (rate := get(fact)) is None else place(bounds, millionths(rate)))
        return tuple(places)

    def _of_year(self, year: int) -> tuple[tuple[int, ...], list[tuple[str, Any]]]:
        """The places of a claim year, and in it the bounds of amounts, and of days as days."""
        places = tuple([place(bounds, year) for _, bounds in self._claim_years])
        days = [(fact, _days(bounds, 0)) for fact, bounds in self._days]
        days += [(fact, _days(bounds, year)) for fact, bounds in self._claim_days]
        return places, [*self._amounts, *days]


def _days(bounds: Iterable[int], year: int) -> list[date]:
    """Bounds of the numbers of days, counted from a year, as days."""
    return [day for bound in bounds if (day := day_from(bound, year)) is not None]


def _bounds(premises: Iterable[Premise], turn: str) -> list[tuple[str, list[int]]]:
    """For each fact of this turn, the whole numbers from which on a comparison has another result.

    In order, for `bisect`.
    """
    bounds: dict[str, set[int]] = defaultdict(set)
    for premise in premises:
        if premise.fact.turn == turn:
            for operand in premise.operands:
                assert isinstance(operand, int)
                bounds[premise.fact.source] |= {operand + step for step in _STEPS[premise.operator]}
    return [(fact, sorted(of_fact)) for fact, of_fact in bounds.items()]

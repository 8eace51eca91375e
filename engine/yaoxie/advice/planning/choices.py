"""Choices among the filings of a component, and what each brings, in whole yuan.

As the engine settles, told in pools. It says what a choice brings while choices are compared; what
a plan answers is settled by the engine itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from fractions import Fraction
from math import lcm
from typing import NamedTuple

from yaoxie.advice.planning.components import Component
from yaoxie.advice.planning.filings import Filing, Pool

# A bound is half a yuan above what is best, at most, and some dust; what is less is a yuan less.
APART = Fraction(3, 4)


class Chosen(NamedTuple):
    """The places of a component's filings that are filed, and what they bring in present value."""

    places: tuple[int, ...]
    value: Fraction


class _Terms(NamedTuple):
    """What a filing brings to a choice: figures alone, since many choices are compared."""

    amount: int
    draws: tuple[tuple[int, int | None], ...]  # by the number of the pool
    weight: int  # of its year, in parts of the whole that all years share


class Choices:
    """The choices that a company has among the filings of a component."""

    def __init__(
        self, component: Component, weights: Mapping[int, Fraction], claims_a_year: int | None
    ) -> None:
        self._filings = component
        self._claims_a_year = claims_a_year
        self._whole = lcm(*(weight.denominator for weight in weights.values()))
        parts = {year: int(weight * self._whole) for year, weight in weights.items()}
        pools: dict[Pool, int] = {}
        self._terms = [
            _Terms(
                filing.amount,
                tuple((pools.setdefault(e.pool, len(pools)), e.left) for e in filing.draws),
                parts[filing.year],
            )
            for filing in component
        ]
        self._pools = len(pools)
        self._charges = {
            place: (filing.charge, parts[filing.year] * filing.charge.amount)
            for place, filing in enumerate(component)
            if filing.charge is not None
        }

    def chosen(self, places: Iterable[int]) -> Chosen:
        """A choice without what is paid nothing, and what it brings."""
        paid = self._paid(sorted(places))
        return Chosen(tuple(paid), Fraction(self._value(paid), self._whole))

    def best(self, solutions: Iterable[Iterable[int]], enough: Fraction) -> Chosen:
        """The last of the best of some choices, bettered one filing at a time till enough."""
        best = Chosen((), Fraction(0))
        for places in solutions:
            chosen = self.chosen(places)
            if chosen.value >= best.value:
                best = chosen
        is_better = True
        while best.value <= enough and is_better:
            is_better = False
            for place in range(len(self._filings)):
                other = self._with_or_without(place, best)
                if other is not None and other.value > best.value:
                    best, is_better = other, True
                    if best.value > enough:
                        break
        return best

    def _paid(self, places: Iterable[int]) -> dict[int, int]:
        """What each of the filings is paid, in the order in which they are settled, if anything."""
        drawn = [0] * self._pools
        paid = {}
        terms = self._terms
        for place in places:
            amount, draws, _ = terms[place]
            for pool, left in draws:
                if left is not None and left - drawn[pool] < amount:
                    amount = left - drawn[pool]
            if amount > 0:
                for pool, _ in draws:
                    drawn[pool] += amount
                paid[place] = amount
        return paid

    def _value(self, paid: Mapping[int, int]) -> int:
        terms = self._terms
        value = sum([terms[place].weight * amount for place, amount in paid.items()])
        if self._charges:
            value -= sum(dict(self._charges[e] for e in paid if e in self._charges).values())
        return value

    def _with_or_without(self, place: int, chosen: Chosen) -> Chosen | None:
        """A choice with one filing less or, where that is allowed, one more."""
        if place in chosen.places:
            return self.chosen(e for e in chosen.places if e != place)
        filed = [self._filings[e] for e in chosen.places]
        if self._may_join(self._filings[place], filed):
            return self.chosen([*chosen.places, place])
        return None

    def _may_join(self, filing: Filing, filed: Collection[Filing]) -> bool:
        if self._claims_a_year is not None:
            beside = sum(1 for e in filed if e.year == filing.year)
            if beside >= self._claims_a_year:
                return False
        for counter, unit in filing.tallies:
            units = {e.unit for other in filed for e in other.tallies if e.counter == counter}
            if len(units | {unit}) > counter.most:
                return False
        if not filing.lines:
            return True
        if filing.form is not None and any(e.form == filing.form for e in filed):
            return False
        followed = {line.exclusive: line for e in filed for line in e.lines}
        return all(followed.get(line.exclusive, line) == line for line in filing.lines)

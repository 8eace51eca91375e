"""Choices among the filings of a component, and what each brings, in whole yuan.

As the engine settles, told in pools. It says what a choice brings while choices are compared; what
a plan answers is settled by the engine itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from fractions import Fraction
from typing import NamedTuple

from yaoxie.advice.planning.components import Component
from yaoxie.advice.planning.filings import Filing, Pool

# A bound is half a yuan above what is best, at most, and some dust; what is less is a yuan less.
APART = Fraction(3, 4)


class Chosen(NamedTuple):
    """The places of a component's filings that are filed, and what they bring in present value."""

    places: tuple[int, ...]
    value: Fraction


class Choices:
    """The choices that a company has among the filings of a component."""

    def __init__(
        self, component: Component, weights: Mapping[int, Fraction], claims_a_year: int | None
    ) -> None:
        self._filings = component
        self._weights = weights
        self._claims_a_year = claims_a_year

    def chosen(self, places: Iterable[int]) -> Chosen:
        """A choice without what is paid nothing, and what it brings."""
        paid = {place: amount for place, amount in self._settled(places) if amount}
        value = Fraction(0)
        charges = set()
        for place, amount in paid.items():
            filing = self._filings[place]
            value += self._weights[filing.year] * amount
            charges.add(filing.charge)
        for charge in charges:
            if charge is not None:
                value -= self._weights[charge.year] * charge.amount
        return Chosen(tuple(paid), value)

    def best(self, solutions: Iterable[Iterable[int]], bound: Fraction) -> Chosen:
        """The last of the best of some choices, bettered one filing at a time up to a bound."""
        best = Chosen((), Fraction(0))
        for places in solutions:
            chosen = self.chosen(places)
            if chosen.value >= best.value:
                best = chosen
        while best.value <= bound - APART:
            better = max(self._neighbours(best), key=lambda e: e.value, default=best)
            if better.value <= best.value:
                break
            best = better
        return best

    def _settled(self, places: Iterable[int]) -> Iterator[tuple[int, int]]:
        """What each of the filings is paid, in the order in which they are settled."""
        drawn: dict[Pool, int] = defaultdict(int)
        for place in sorted(places):
            filing = self._filings[place]
            amount = filing.amount
            for pool, left in filing.draws:
                if left is not None:
                    amount = min(amount, left - drawn[pool])
            if amount > 0:
                for pool, _ in filing.draws:
                    drawn[pool] += amount
                yield place, amount

    def _neighbours(self, chosen: Chosen) -> Iterator[Chosen]:
        """The choices with one filing less, and one more where that is allowed."""
        places = set(chosen.places)
        for place in sorted(places):
            yield self.chosen(places - {place})
        filed = [self._filings[place] for place in chosen.places]
        for place in range(len(self._filings)):
            if place not in places and self._may_join(self._filings[place], filed):
                yield self.chosen(places | {place})

    def _may_join(self, filing: Filing, filed: Collection[Filing]) -> bool:
        beside = sum(1 for e in filed if e.year == filing.year)
        if self._claims_a_year is not None and beside >= self._claims_a_year:
            return False
        if filing.form is not None and filing.form in {e.form for e in filed}:
            return False
        followed = {line.exclusive: line for e in filed for line in e.lines}
        return all(followed.get(line.exclusive, line) == line for line in filing.lines)

"""Operators of a day: between two ends that the rule file or a window of the measure gives."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from yaoxie.errors import nearest
from yaoxie.messages import Message
from yaoxie.profile.facts import Value, latest_day
from yaoxie.profile.field_types import FieldType
from yaoxie.profile.vocabulary import DATE
from yaoxie.rules.days import Ends, Window, Windows, day_of
from yaoxie.rules.expectations import Range
from yaoxie.rules.operands import Written
from yaoxie.rules.operators.test import (
    MET,
    Calendar,
    Gap,
    Operand_co,
    Operator,
    Outcome,
    Test,
    Verdict,
    compared_as,
)
from yaoxie.rules.premises import Branches, claim_year, compared_day, states
from yaoxie.sources.salvage import is_name
from yaoxie.values import IsoDate

if TYPE_CHECKING:
    import polars as pl


def judge_days(first: date | None, last: date | None) -> Callable[[Value], Verdict]:
    """A judge of days from the first to the last; None leaves an end open."""

    def judge(value: Value) -> Verdict:
        assert isinstance(value, date)
        if first is not None and value < first:
            return "unmet", Gap("days", (first - value).days)
        if last is not None and value > last:
            return "unmet", Gap("days", (value - last).days)
        return MET

    return judge


class _Days(Test[Operand_co], ABC):
    """A day between two ends, both included; all that tells these operators apart is the ends."""

    @abstractmethod
    def window(self, windows: Windows) -> Window:
        """The days that it asks for."""

    @property
    def _of_milestone(self) -> bool:
        """Whether it tests the day on which a milestone was reached."""
        return self.milestone is not None and self.fact == f"{self.milestone}.{DATE}"

    @property
    def _latest(self) -> str:
        """The fact that holds the last day that it can be: its own, where nothing bounds it."""
        bounded = self._of_milestone and self.implied
        return latest_day(self.milestone) if self.milestone and bounded else self.fact

    def facts(self) -> Iterator[str]:
        yield from Test.facts(self)
        if self._latest != self.fact:
            yield self._latest

    def _days(self, calendar: Calendar) -> tuple[date | None, date | None]:
        first, last = self.window(calendar.windows).of(calendar.year)
        return day_of(first, calendar.year), day_of(last, calendar.year)

    def _by_year(self, windows: Windows, branches: Callable[[Ends], Branches]) -> Branches:
        """Branches for the days of every claim year, each beside what it asks of that year."""
        window = self.window(windows)
        cases = [([claim_year("==", year)], ends) for year, ends in window.years]
        cases.append(([claim_year("!=", year) for year, _ in window.years], window.ends))
        return [[*years, *branch] for years, ends in cases for branch in branches(ends)]

    def expectation(self, calendar: Calendar, /) -> Range:
        return Range(self.fact, "days", *self._days(calendar))

    def judge(self, calendar: Calendar, /) -> Callable[[Value], Verdict]:
        return judge_days(*self._days(calendar))

    def judge_unknown(self, calendar: Calendar, /) -> Callable[[date | None], Outcome]:
        first, last = self._days(calendar)
        if not self._of_milestone:
            return lambda _: "unknown"
        if first is not None:
            return lambda latest: "unknown" if latest is None or latest >= first else "unmet"
        if last is not None:
            return lambda latest: "unknown" if latest is None or latest > last else "met"
        return lambda _: "met"

    def met(self, windows: Windows, /) -> Branches:
        return self._by_year(windows, self._met)

    def _met(self, ends: Ends) -> Branches:
        first, last = ends
        if first is None and last is None:
            if self._of_milestone and self.milestone is not None:
                return [[states(self.milestone)]]
            first = date.min  # a window without ends still wants a day that is known
        after = [compared_day(self.fact, ">=", first)] if first is not None else []
        # Whatever was reached by a day was reached by any later one.
        known = self.fact if first is not None else self._latest
        return [[*after, *([compared_day(known, "<=", last)] if last is not None else [])]]

    def unmet(self, windows: Windows, /) -> Branches:
        return self._by_year(windows, self._unmet)

    def _unmet(self, ends: Ends) -> Branches:
        first, last = ends
        early = [[compared_day(self._latest, "<", first)]] if first is not None else []
        return [*early, *([[compared_day(self.fact, ">", last)]] if last is not None else [])]

    def column(self, column: pl.Expr, calendar: Calendar, /) -> pl.Expr:
        import polars as pl  # noqa: PLC0415 - who evaluates one company has no Polars

        first, last = self._days(calendar)
        bounded = self._latest != self.fact
        if first is None and last is None:
            return pl.lit(value=True) if self._of_milestone else column >= date.min
        if first is None:
            by_last = column <= last
            return (pl.col(self._latest) <= last) | by_last if bounded else by_last
        inside = column >= first if last is None else (column >= first) & (column <= last)
        return (pl.col(self._latest) >= first) & inside if bounded else inside


class Before(_Days[date]):
    """A day before this one."""

    @classmethod
    def checked(cls, written: Written, _: FieldType) -> date:
        return written.day()

    def window(self, _: Windows) -> Window:
        if self.operand == date.min:
            return Window(Ends(date.max, date.min))  # no day is before the first
        return Window(Ends(None, date.fromordinal(self.operand.toordinal() - 1)))


class OnOrAfter(_Days[date]):
    """This day or a later one."""

    @classmethod
    def checked(cls, written: Written, _: FieldType) -> date:
        return written.day()

    def window(self, _: Windows) -> Window:
        return Window(Ends(self.operand, None))


class Reached(_Days[str]):
    """A day in the window of this name."""

    @classmethod
    def checked(cls, written: Written, _: FieldType) -> str | None:
        if isinstance(written.value, str) and is_name(written.value, written.windows):
            return written.value
        written.refuse(Message("rules.window-of-measure"), nearest(written.value, written.windows))
        return None

    def window(self, windows: Windows) -> Window:
        return windows[self.operand]


DAYS = (
    Operator(
        "before",
        compared_as("day"),
        IsoDate,
        Before,
        also_called="earlier_than until by less_than lt < max",
    ),
    Operator(
        "on_or_after",
        compared_as("day"),
        IsoDate,
        OnOrAfter,
        also_called="after since from later_than greater_than gt gte >= > min",
    ),
    Operator(
        "reached",
        compared_as("day"),
        str,
        Reached,
        "the name of a window of the measure",
        also_called="within during in window in_window",
    ),
)

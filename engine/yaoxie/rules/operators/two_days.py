"""Operators of a day beside another day of the profile."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING, ClassVar, Literal

from yaoxie.profile.facts import Value, latest_day
from yaoxie.profile.field_types import FieldType
from yaoxie.rules.days import Windows, months_after
from yaoxie.rules.expectations import Apart
from yaoxie.rules.operands import DayFact, MonthsOfDay, OtherDay, Written
from yaoxie.rules.operators.days import judge_days
from yaoxie.rules.operators.test import Calendar, Gap, Operator, Outcome, Test, Verdict, compared_as
from yaoxie.rules.premises import Branches, DayBeside, Premise, compared_days, states

if TYPE_CHECKING:
    import polars as pl


class BesideDay(Test[DayFact], ABC):
    """A day against another one of the profile.

    A day that is not there, since its milestone was not reached, leaves it unmet. One that is not
    known may have a last day on which it can have been, which decides some comparisons.
    """

    relation: ClassVar[Literal["before", "from", "within"]]

    @classmethod
    def checked(cls, written: Written, _: FieldType) -> DayFact | None:
        return written.other_day()

    @property
    def latest(self) -> str:
        """The fact that holds the last day that its own day can be."""
        return _latest(self.fact, self.milestone, self.implied)

    @property
    def other(self) -> DayFact:
        """The other day."""
        return self.operand

    @property
    def other_latest(self) -> str:
        """The fact that holds the last day that the other day can be."""
        return _latest(*self.other[:3])

    @property
    def months(self) -> int:
        """How many months it may be from the other day on."""
        return 0

    def facts(self) -> Iterator[str]:
        own = (self.fact, self.milestone, self.latest)
        others = (self.other.fact, self.other.milestone, self.other_latest)
        yield from dict.fromkeys(fact for fact in (*own, *others) if fact is not None)

    def expectation(self, _: Calendar, /) -> Apart:
        of = self.other.milestone or self.other.fact
        return Apart(self.fact, self.relation, of, self.months)

    def judge(self, _: Calendar, other: Value = date.min, /) -> Callable[[Value], Verdict]:
        assert isinstance(other, date)
        return judge_days(*self._days_beside(other))

    @abstractmethod
    def _days_beside(self, other: date) -> tuple[date | None, date | None]:
        """The first and last day that it asks for beside a known one."""

    def bounded(self, day: date | None, latest: date | None, other_latest: date | None) -> Outcome:
        """What it says where one of the days is not known, but may have a last day.

        `day` is None where it is its own that is not known; then `other_latest` is the other day.
        """
        if day is None:
            early = latest is not None and other_latest is not None and latest < other_latest
            return self._early if early else "unknown"
        return "unknown" if other_latest is None else self._late(day, other_latest)

    _early: ClassVar[Outcome] = "unmet"  # of a day that is surely before the other one

    @abstractmethod
    def _late(self, day: date, other_latest: date) -> Outcome:
        """What it says of a known day beside one that has a last day alone."""

    def _not_reached(self) -> Branches:
        other = self.other.milestone
        return [] if other is None else [[states(other, flag=False)]]

    def _from(self) -> Premise:
        """It is surely the other day or later, or (not so) it is before a known one."""
        return compared_days(self.fact, DayBeside(self.other_latest, None), flag=True)

    def _before(self) -> Premise:
        return compared_days(self.latest, DayBeside(self.other.fact, None), flag=False)

    def column(self, _: pl.Expr, __: Calendar, /) -> pl.Expr:
        import polars as pl  # noqa: PLC0415 - who evaluates one company has no Polars

        met, unmet = self._columns()
        yes, no = pl.lit(value=True), pl.lit(value=False)
        outcome = pl.when(met).then(yes).when(unmet).then(no).otherwise(None)
        reached = self.other.milestone
        return outcome if reached is None else pl.col(reached) & outcome

    @abstractmethod
    def _columns(self) -> tuple[pl.Expr, pl.Expr]:
        """Where it is met, and where it is unmet, for sure."""

    def _columns_of_days(self) -> tuple[pl.Expr, pl.Expr]:
        """Where it is surely the other day or later, and where it is surely before it."""
        import polars as pl  # noqa: PLC0415 - who evaluates one company has no Polars

        since = pl.col(self.fact) >= pl.col(self.other_latest)
        return since, pl.col(self.latest) < pl.col(self.other.fact)


def _latest(fact: str, milestone: str | None, implied: bool) -> str:
    return latest_day(milestone) if milestone is not None and implied else fact


class OnOrAfterDayOf(BesideDay):
    """The other day or a later one."""

    relation = "from"

    def _days_beside(self, other: date) -> tuple[date | None, date | None]:
        return other, None

    def _late(self, day: date, other_latest: date) -> Outcome:
        return "met" if day >= other_latest else "unknown"

    def met(self, _: Windows, /) -> Branches:
        return [[self._from()]]

    def unmet(self, _: Windows, /) -> Branches:
        return [[self._before()], *self._not_reached()]

    def _columns(self) -> tuple[pl.Expr, pl.Expr]:
        return self._columns_of_days()


class BeforeDayOf(BesideDay):
    """A day before the other one."""

    relation = "before"
    _early = "met"

    def _days_beside(self, other: date) -> tuple[date | None, date | None]:
        return None, date.fromordinal(max(1, other.toordinal() - 1))

    def judge(self, calendar: Calendar, other: Value = date.min, /) -> Callable[[Value], Verdict]:
        if other == date.min:  # no day is before the first
            return lambda _: ("unmet", Gap("days", 1))
        return super().judge(calendar, other)

    def _late(self, day: date, other_latest: date) -> Outcome:
        return "unmet" if day >= other_latest else "unknown"

    def met(self, _: Windows, /) -> Branches:
        return [[self._before()]]

    def unmet(self, _: Windows, /) -> Branches:
        return [[self._from()], *self._not_reached()]

    def _columns(self) -> tuple[pl.Expr, pl.Expr]:
        since, before = self._columns_of_days()
        return before, since


class WithinMonthsOf(BesideDay):
    """From the other day until so many months later, both included."""

    relation = "within"

    @classmethod
    def checked(cls, written: Written, type_: FieldType) -> DayFact | None:
        other = super().checked(written, type_)
        assert isinstance(written.value, MonthsOfDay)
        return other and other._replace(months=written.value.months)

    @property
    def months(self) -> int:
        return self.other.months

    def _days_beside(self, other: date) -> tuple[date | None, date | None]:
        return other, months_after(other, self.months)

    def _late(self, day: date, other_latest: date) -> Outcome:
        return "unmet" if day > months_after(other_latest, self.months) else "unknown"

    def _by_months(self, other: str, *, flag: bool) -> Premise:
        return compared_days(self.fact, DayBeside(other, self.months), flag=flag)

    def met(self, _: Windows, /) -> Branches:
        since = compared_days(self.fact, DayBeside(self.other.fact, None), flag=True)
        return [[since, self._by_months(self.other.fact, flag=True)]]

    def unmet(self, _: Windows, /) -> Branches:
        late = [self._by_months(self.other_latest, flag=False)]
        return [[self._before()], late, *self._not_reached()]

    def _columns(self) -> tuple[pl.Expr, pl.Expr]:
        import polars as pl  # noqa: PLC0415 - who evaluates one company has no Polars

        day, other = pl.col(self.fact), pl.col(self.other.fact)
        _, before = self._columns_of_days()
        number = _month_column(day)
        inside = (day >= other) & (number <= _month_column(other, self.months))
        return inside, before | (number > _month_column(pl.col(self.other_latest), self.months))


def _month_column(day: pl.Expr, months: int = 0) -> pl.Expr:
    """`month_number` of a column of days."""
    import polars as pl  # noqa: PLC0415 - who evaluates one company has no Polars

    year, month = day.dt.year().cast(pl.Int32), day.dt.month().cast(pl.Int32)
    return (year * 12 + month + months) * 32 + day.dt.day().cast(pl.Int32)


TWO_DAYS = (
    Operator("before_day_of", compared_as("day"), OtherDay, BeforeDayOf),
    Operator("on_or_after_day_of", compared_as("day"), OtherDay, OnOrAfterDayOf),
    Operator("within_months_of", compared_as("day"), MonthsOfDay, WithinMonthsOf),
)

"""The operators of the rule language, each with all its forms in one place.

A test is one fact against an operand; its class is the operator. Whoever adds an operator writes
its class here, a form for each abstract method, and its line in the table at the end: a form that
is missing is a type error. The forms are written apart from each other on purpose, since production
rules, explanation and columns guard each other. How an operand is written is in `operands`.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import reduce
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Generic, Literal, NamedTuple, TypeVar

from pydantic import Field

from yaoxie.errors import nearest
from yaoxie.messages import Message
from yaoxie.profile.facts import Value, latest_day
from yaoxie.profile.field_types import TYPES, FieldType, Turn, TypeName, Unit
from yaoxie.profile.vocabulary import DATE
from yaoxie.rules.days import Ends, Window, Windows, day_of, months_after
from yaoxie.rules.expectations import Apart, Choice, Part, Range
from yaoxie.rules.operands import (
    Bound,
    DayFact,
    MonthsOfDay,
    Number,
    OtherDay,
    PartOfField,
    Written,
)
from yaoxie.rules.premises import (
    Branches,
    DayBeside,
    PartOf,
    Premise,
    claim_year,
    compared,
    compared_day,
    compared_days,
    compared_part,
    contains,
    states,
)
from yaoxie.sources.salvage import is_name
from yaoxie.values import IsoDate, millionths

if TYPE_CHECKING:
    import polars as pl

Outcome = Literal["met", "unmet", "unknown"]
Operand_co = TypeVar("Operand_co", covariant=True)
MAX_WORDS = 30  # operands of one premise


class Gap(NamedTuple):
    """How far an unmet value is from what is required; of a rate, a decimal in a string."""

    unit: Unit
    amount: int | str


# What a test says of one known value; a plain tuple, since one is made of every new value.
Verdict = tuple[Outcome, Gap | None]
MET: Verdict = ("met", None)
UNMET: Verdict = ("unmet", None)
UNKNOWN: Verdict = ("unknown", None)


class Calendar(NamedTuple):
    """What days mean in one claim year: a measure's windows under a plan, and the year."""

    windows: Windows
    year: int


@dataclass(frozen=True, slots=True)
class Test(ABC, Generic[Operand_co]):
    """One fact against one operand. `milestone` is the fact that says whether it is reached."""

    fact: str
    type: FieldType
    operand: Operand_co
    milestone: str | None = None
    implied: bool = False  # whether another milestone implies it
    excepted: tuple[str, ...] = ()  # words that are taken out of what it asks for

    @classmethod
    @abstractmethod
    def checked(cls, written: Written, type_: FieldType) -> Operand_co | None:
        """The operand of a rule file; None where it has a fault, which is added."""

    def facts(self) -> Iterator[str]:
        """The facts that it reads."""
        yield self.fact
        if self.milestone is not None:
            yield self.milestone

    @abstractmethod
    def expectation(self, calendar: Calendar, /) -> Choice | Range | Part | Apart:
        """What it asks of the fact."""

    @abstractmethod
    def judge(self, calendar: Calendar, /) -> Callable[[Value], Verdict]:
        """A function that judges a known value."""

    def judge_unknown(self, _: Calendar, /) -> Callable[[date | None], Outcome]:
        """A function that judges an unknown value of a milestone that was reached.

        It takes the last day on which that can have been; None where nothing bounds it.
        """
        return lambda _: "unknown"

    @abstractmethod
    def met(self, windows: Windows, /) -> Branches:
        """The premises under which it is met for sure, by the fact alone."""

    @abstractmethod
    def unmet(self, windows: Windows, /) -> Branches:
        """The premises under which it is unmet for sure, by the fact alone."""

    @abstractmethod
    def column(self, column: pl.Expr, calendar: Calendar, /) -> pl.Expr:
        """Where a column of the fact meets it; unknown values, which are null, stay so."""


class _OfWords(Test[Operand_co], ABC):
    """Words of a set. What lies within a named word meets it, but for what is excepted.

    A value that holds more than what meets it may or may not do so: whether a company in Beijing is
    in Daxing is unknown.
    """

    @property
    @abstractmethod
    def names(self) -> tuple[str, ...]:
        """The words that it names."""

    def outcome(self, word: str) -> Outcome:
        """What it says of a word, by what the word lies within and what lies within the word."""
        holders, holders_of = self.type.holders(word), self.type.holders
        if any(name in holders for name in self.excepted):
            return "unmet"
        if any(name in holders for name in self.names):
            return "unknown" if any(word in holders_of(out) for out in self.excepted) else "met"
        return "unknown" if any(word in holders_of(name) for name in self.names) else "unmet"

    def _judged(self, value: Value) -> Verdict:
        words = value if isinstance(value, tuple) else (value,)
        outcomes = [self.outcome(str(word)) for word in words]
        if "met" in outcomes:
            return MET
        return UNKNOWN if "unknown" in outcomes else UNMET

    def _sure_and_open(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The words that meet it, and those that may, in their order."""
        inside, holders = self.type.inside, self.type.holders
        out = {word for name in self.excepted for word in inside(name)}
        cut = {word for name in self.excepted for word in holders(name)}
        sure = {word for name in self.names for word in inside(name)} - out - cut
        above = {word for name in self.names for word in holders(name)} | cut
        words = self.type.words
        return (
            tuple([word for word in words if word in sure]),
            tuple([word for word in words if word in above - out - sure]),
        )

    def expectation(self, _: Calendar, /) -> Choice:
        return Choice(self.fact, self.names, self.excepted)

    def judge(self, _: Calendar, /) -> Callable[[Value], Verdict]:
        return self._judged

    def met(self, _: Windows, /) -> Branches:
        sure, _open = self._sure_and_open()
        if self.type.name == "words":
            return [[contains(self.fact, word, flag=True)] for word in sure]
        starts = range(0, len(sure), MAX_WORDS)
        chunks = (sure[start : start + MAX_WORDS] for start in starts)
        return [[compared(self.fact, self.type, "==", *chunk)] for chunk in chunks]

    def unmet(self, _: Windows, /) -> Branches:
        sure, open_ = self._sure_and_open()
        if self.type.name == "words":
            return [[contains(self.fact, word, flag=False) for word in (*sure, *open_)]]
        return [[compared(self.fact, self.type, "!=", word) for word in (*sure, *open_)]]

    def column(self, column: pl.Expr, _: Calendar, /) -> pl.Expr:
        import polars as pl  # noqa: PLC0415 - who evaluates one company has no Polars

        outcomes = {word: self.outcome(word) for word in self.type.words}
        met, unmet, open_ = (
            [word for word, outcome in outcomes.items() if outcome == asked]
            for asked in ("met", "unmet", "unknown")
        )
        several = self.type.name == "words"
        holds = _holds_any if several else _is_in
        if not open_ and not unmet:
            return column.list.len() > 0 if several else holds(column, met)
        if not open_ and not several and len(unmet) < len(met):
            return ~holds(column, unmet)  # few words are left out: the quicker question
        if not open_:
            return holds(column, met)
        # What is open is neither, unless another word of a list meets it.
        never = pl.when(~holds(column, open_)).then(pl.lit(value=False))
        return (holds(column, met) | never) if met else never


class Is(_OfWords[bool | str]):
    """The word, or the yes or no."""

    @classmethod
    def checked(cls, written: Written, type_: FieldType) -> bool | str | None:
        if type_.name != "yes_no":
            words = written.words(type_)
            return words[0] if words else None
        if isinstance(written.value, bool):
            return written.value
        written.refuse(Message("sources.yes-or-no"))
        return None

    @property
    def names(self) -> tuple[str, ...]:
        return (str(self.operand),)

    def expectation(self, calendar: Calendar, /) -> Choice:
        if isinstance(self.operand, str):
            return super().expectation(calendar)
        return Choice(self.fact, (self.operand,))

    def judge(self, calendar: Calendar, /) -> Callable[[Value], Verdict]:
        operand = self.operand
        if isinstance(operand, str):
            return super().judge(calendar)
        return lambda value: MET if value == operand else UNMET

    def met(self, windows: Windows, /) -> Branches:
        if isinstance(self.operand, str):
            return super().met(windows)
        return [[compared(self.fact, self.type, "==", self.operand)]]

    def unmet(self, windows: Windows, /) -> Branches:
        if isinstance(self.operand, str):
            return super().unmet(windows)
        return [[compared(self.fact, self.type, "!=", self.operand)]]

    def column(self, column: pl.Expr, calendar: Calendar, /) -> pl.Expr:
        if isinstance(self.operand, str):
            return super().column(column, calendar)
        return column if self.operand else ~column  # a column of truth already


class OneOf(_OfWords[tuple[str, ...]]):
    """One of the words; of a field of several words, at least one of them."""

    @classmethod
    def checked(cls, written: Written, type_: FieldType) -> tuple[str, ...] | None:
        return written.words(type_)

    @property
    def names(self) -> tuple[str, ...]:
        return self.operand


def _is_in(column: pl.Expr, words: list[str]) -> pl.Expr:
    return column.eq(words[0]) if len(words) == 1 else column.is_in(words)


def _holds_any(column: pl.Expr, words: list[str]) -> pl.Expr:
    return reduce(lambda a, b: a | b, (column.list.contains(word) for word in words))


class AtLeast(Test[Number]):
    """The number or more."""

    @classmethod
    def checked(cls, written: Written, type_: FieldType) -> Number | None:
        return written.bound(type_)

    def expectation(self, _: Calendar, /) -> Range:
        return Range(self.fact, _unit(self.type), self.operand, None)

    def judge(self, _: Calendar, /) -> Callable[[Value], Verdict]:
        unit, least = _unit(self.type), self.operand
        return lambda value: _short(unit, least - _number(value))

    def met(self, _: Windows, /) -> Branches:
        return [[compared(self.fact, self.type, ">=", self.operand)]]

    def unmet(self, _: Windows, /) -> Branches:
        return [[compared(self.fact, self.type, "<", self.operand)]]

    def column(self, column: pl.Expr, _: Calendar, /) -> pl.Expr:
        return column.ge(_as_column(self.operand))


class AtMost(Test[Number]):
    """The number or less."""

    @classmethod
    def checked(cls, written: Written, type_: FieldType) -> Number | None:
        return written.bound(type_)

    def expectation(self, _: Calendar, /) -> Range:
        return Range(self.fact, _unit(self.type), None, self.operand)

    def judge(self, _: Calendar, /) -> Callable[[Value], Verdict]:
        unit, most = _unit(self.type), self.operand
        return lambda value: _short(unit, _number(value) - most)

    def met(self, _: Windows, /) -> Branches:
        return [[compared(self.fact, self.type, "<=", self.operand)]]

    def unmet(self, _: Windows, /) -> Branches:
        return [[compared(self.fact, self.type, ">", self.operand)]]

    def column(self, column: pl.Expr, _: Calendar, /) -> pl.Expr:
        return column.le(_as_column(self.operand))


def _unit(type_: FieldType) -> Unit:
    unit = type_.form.unit
    assert unit is not None  # of every type whose values are compared as numbers
    return unit


def _number(value: Value) -> Number:
    assert isinstance(value, int | Decimal)
    return value


def _short(unit: Unit, short: Number) -> Verdict:
    """The verdict on a value that falls so short of what is required."""
    if short <= 0:
        return MET
    return "unmet", Gap(unit, str(short) if isinstance(short, Decimal) else short)


def _as_column(number: Number) -> int:
    """Rates stand in columns as whole millionths."""
    return millionths(number) if isinstance(number, Decimal) else number


class AgainstPart(Test[PartOfField], ABC):
    """An amount against a part of another; unknown where one of the two is."""

    bound: ClassVar[Literal["least", "most"]]

    @classmethod
    def checked(cls, written: Written, _: FieldType) -> PartOfField | None:
        operand = written.value
        assert isinstance(operand, PartOfField)
        if is_name(operand.of, written.amounts):
            return operand
        expected = Message("rules.amount-of", names=tuple(written.amounts))
        close = nearest(operand.of, written.amounts)
        written.add_fault(f"{written.at}/of", operand.of, expected, close)
        return None

    @property
    def part(self) -> PartOf:
        """The part of the other amount, exactly."""
        return PartOf(self.operand.of, *self.operand.rate.as_integer_ratio(), self.bound)

    def facts(self) -> Iterator[str]:
        yield self.fact
        yield self.operand.of

    def expectation(self, _: Calendar, /) -> Part:
        return Part(self.fact, self.bound, self.operand.rate, self.operand.of)

    def judge(self, _: Calendar, other: Value = 0, /) -> Callable[[Value], Verdict]:
        assert isinstance(other, int)
        whole = other * self.part.numerator
        least = -(-whole // self.part.denominator)  # rounded up: the first that is enough
        most = whole // self.part.denominator

        def judge(value: Value) -> Verdict:
            assert isinstance(value, int)
            return _short("yuan", least - value if self.bound == "least" else value - most)

        return judge

    def met(self, _: Windows, /) -> Branches:
        return [[compared_part(self.fact, self.part, flag=True)]]

    def unmet(self, _: Windows, /) -> Branches:
        return [[compared_part(self.fact, self.part, flag=False)]]

    def column(self, column: pl.Expr, _: Calendar, /) -> pl.Expr:
        import polars as pl  # noqa: PLC0415 - who evaluates one company has no Polars

        other = pl.col(self.operand.of).cast(pl.Int128) * self.part.numerator
        amount = column.cast(pl.Int128) * self.part.denominator
        return amount >= other if self.bound == "least" else amount <= other


class AtLeastPart(AgainstPart):
    """The part of the other amount, or more."""

    bound = "least"


class AtMostPart(AgainstPart):
    """The part of the other amount, or less."""

    bound = "most"


def _judge_days(first: date | None, last: date | None) -> Callable[[Value], Verdict]:
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
        return _judge_days(*self._days(calendar))

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
        return _judge_days(*self._days_beside(other))

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


@dataclass(frozen=True, slots=True)
class Operator:
    """An operator's name in rule files, the types of field it fits, and how its operand is read."""

    name: str
    fits: tuple[TypeName, ...]
    written: Any  # what pydantic reads it as
    test: type[Test[object]]
    help: str | None = None
    also_called: str = ""  # what other languages call it


def _compared(*turns: Turn) -> tuple[TypeName, ...]:
    """The types whose values production rules compare in one of these ways."""
    return tuple(name for name, form in TYPES.items() if form.turn in turns)


_OF_WORDS = tuple(name for name, form in TYPES.items() if form.has_words)
_ALL = (
    Operator("is", _compared("word"), bool | str, Is, also_called="equals equal eq == = value"),
    Operator(
        "one_of",
        _OF_WORDS,
        Annotated[list[str], Field(min_length=1, max_length=1000)],
        OneOf,
        also_called="in any_of one-of oneof among includes contains",
    ),
    Operator(
        "at_least",
        _compared("amount", "rate"),
        Bound,
        AtLeast,
        also_called="greater_than greater greater_or_equal gt gte ge >= > min minimum above"
        " more_than over not_less_than",
    ),
    Operator(
        "at_most",
        _compared("amount", "rate"),
        Bound,
        AtMost,
        also_called="less_than less less_or_equal lt lte le <= < max maximum below under up_to"
        " not_more_than",
    ),
    Operator("at_least_part", ("yuan",), PartOfField, AtLeastPart),
    Operator("at_most_part", ("yuan",), PartOfField, AtMostPart),
    Operator(
        "before",
        _compared("day"),
        IsoDate,
        Before,
        also_called="earlier_than until by less_than lt < max",
    ),
    Operator(
        "on_or_after",
        _compared("day"),
        IsoDate,
        OnOrAfter,
        also_called="after since from later_than greater_than gt gte >= > min",
    ),
    Operator(
        "reached",
        _compared("day"),
        str,
        Reached,
        "the name of a window of the measure",
        also_called="within during in window in_window",
    ),
    Operator("before_day_of", _compared("day"), OtherDay, BeforeDayOf),
    Operator("on_or_after_day_of", _compared("day"), OtherDay, OnOrAfterDayOf),
    Operator("within_months_of", _compared("day"), MonthsOfDay, WithinMonthsOf),
)
OPERATORS = {operator.name: operator for operator in _ALL}


def nearest_operator(key: str, known: Iterable[str]) -> str | None:
    """The operator among some that a key is likely meant for, by its spelling or its meaning."""
    names = list(known)
    word = key.strip().lower().replace("-", "_")
    meant = (name for name in names if word in OPERATORS[name].also_called.split())
    return next(meant, None) or nearest(key, names)

"""Operators of amounts, counts and rates."""

from __future__ import annotations

from abc import ABC
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar, Literal

from yaoxie.errors import nearest
from yaoxie.messages import Message
from yaoxie.profile.facts import Value
from yaoxie.profile.field_types import FieldType, Unit
from yaoxie.rules.days import Windows
from yaoxie.rules.expectations import Part, Range
from yaoxie.rules.operands import Bound, Number, PartOfField, Written
from yaoxie.rules.operators.test import MET, Calendar, Gap, Operator, Test, Verdict, compared_as
from yaoxie.rules.premises import Branches, PartOf, compared, compared_part
from yaoxie.sources.salvage import is_name
from yaoxie.values import millionths

if TYPE_CHECKING:
    import polars as pl


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


AMOUNTS = (
    Operator(
        "at_least",
        compared_as("amount", "rate"),
        Bound,
        AtLeast,
        also_called="greater_than greater greater_or_equal gt gte ge >= > min minimum above"
        " more_than over not_less_than",
    ),
    Operator(
        "at_most",
        compared_as("amount", "rate"),
        Bound,
        AtMost,
        also_called="less_than less less_or_equal lt lte le <= < max maximum below under up_to"
        " not_more_than",
    ),
    Operator("at_least_part", ("yuan",), PartOfField, AtLeastPart),
    Operator("at_most_part", ("yuan",), PartOfField, AtMostPart),
)

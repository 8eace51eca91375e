"""Whole yuan, whole months and exact rates; nothing is coerced, nothing floats."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

MAX_MONEY = 10**15
MAX_MONTHS = 1200
MILLION = 1_000_000  # a rate has at most six decimals
EXPECTED_RATE = 'a decimal in quotes, such as "0.30"'
_RATE = re.compile(r"[0-9]{1,3}(\.[0-9]{1,6})?")


@dataclass(frozen=True, slots=True)
class Unit:
    """Marks a number of a profile with what it counts."""

    name: Literal["yuan", "months", "rate"]


def _exact(value: object) -> Decimal:
    if not isinstance(value, str) or not _RATE.fullmatch(value):
        raise PydanticCustomError("rate", EXPECTED_RATE)
    return Decimal(value)


def _shortest(value: Decimal) -> Decimal:
    """Without zeros at the end: what means the same has one digest and one report."""
    text = str(value)
    return Decimal(text.rstrip("0").rstrip(".")) if "." in text else value


def millionths(rate: Decimal) -> int:
    """A rate as a whole number that keeps its order."""
    return int(rate * MILLION)


ExactRate = Annotated[
    Decimal,
    BeforeValidator(_exact),
    WithJsonSchema({"type": "string", "pattern": f"^{_RATE.pattern}$"}),
]
Yuan = Annotated[int, Field(ge=0, le=MAX_MONEY), Unit("yuan")]
Months = Annotated[int, Field(ge=0, le=MAX_MONTHS), Unit("months")]
Rate = Annotated[ExactRate, AfterValidator(_shortest), Unit("rate")]

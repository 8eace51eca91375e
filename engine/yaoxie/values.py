"""What values are made of: whole yuan, months and counts, exact rates, days, titles, uncoerced."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    WithJsonSchema,
    with_config,
)
from pydantic_core import PydanticCustomError
from typing_extensions import TypedDict  # pydantic takes that of typing from Python 3.12 on

from yaoxie.messages import Message

MAX_MONEY = 10**15
MAX_MONTHS = 1200
MAX_COUNT = 1_000_000
MILLION = 1_000_000  # a rate has at most six decimals
EXPECTED_RATE = Message("sources.rate")
EXPECTED_DATE = Message("sources.date")
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
RATE_PATTERN = r"[0-9]{1,3}(\.[0-9]{1,6})?"
_RATE = re.compile(RATE_PATTERN)


@with_config(ConfigDict(extra="forbid", strict=True))
class Titles(TypedDict):
    """The same name in Chinese and English, as it stands in JSON."""

    zh: str
    en: str


@with_config(ConfigDict(extra="forbid", strict=True))
class PlaceDict(TypedDict):
    """Where a measure holds: its word of the vocabulary, and what that is called."""

    id: str
    zh: str
    en: str


@with_config(ConfigDict(extra="forbid", strict=True))
class RulebookNameDict(TypedDict):
    """Which rules decided."""

    version: str
    digest: str


class Title(BaseModel):
    """The same name in Chinese and English."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    zh: str
    en: str

    def as_dict(self) -> Titles:
        """The title as it stands in a report."""
        return {"zh": self.zh, "en": self.en}


def refusal(kind: str, expected: Message) -> PydanticCustomError:
    """What a validator raises of a value that it refuses; its fault says what was expected."""
    return PydanticCustomError(kind, "{expected}", {"expected": expected})


def _exact(value: object) -> Decimal:
    if not isinstance(value, str) or not _RATE.fullmatch(value):
        raise refusal("rate", EXPECTED_RATE)
    return Decimal(value)


def _as_text(value: object) -> object:
    """The text of a rate that a record read before holds; of rule files, none is taken."""
    return f"{value:f}" if isinstance(value, Decimal) else value


def _iso_date(value: object) -> object:
    if isinstance(value, date):
        return value
    if isinstance(value, str) and _ISO_DATE.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise refusal("iso_date", EXPECTED_DATE)


def shortest(value: Decimal) -> Decimal:
    """Without zeros at the end: what means the same has one digest and one report."""
    text = str(value)
    return Decimal(text.rstrip("0").rstrip(".")) if "." in text else value


def millionths(rate: Decimal) -> int:
    """A rate as a whole number that keeps its order."""
    return int(rate * MILLION)


ExactRate = Annotated[
    Decimal,
    BeforeValidator(_exact),
    WithJsonSchema({"type": "string", "pattern": f"^{RATE_PATTERN}$"}),
]
Yuan = Annotated[int, Field(ge=0, le=MAX_MONEY)]
Months = Annotated[int, Field(ge=0, le=MAX_MONTHS)]
Count = Annotated[int, Field(ge=1, le=MAX_COUNT)]
Rate = Annotated[ExactRate, BeforeValidator(_as_text), AfterValidator(shortest)]
IsoDate = Annotated[date, BeforeValidator(_iso_date)]

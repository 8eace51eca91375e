"""Rule files as typed models: a rulebook, a measure, a support.

A thing with `under` exists only when the named readings have the named options. What may differ by
reading is written once, or as a list of alternatives of which at most one holds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    GetJsonSchemaHandler,
    Tag,
    WithJsonSchema,
)
from pydantic_core import CoreSchema, PydanticCustomError

from yaoxie.profile import MAX_MONEY, IsoDate
from yaoxie.vocabulary import Title

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST_ID = 64
_RATE = re.compile(r"[0-9]{1,3}(\.[0-9]{1,6})?")


def _identifier(value: str) -> str:
    if not _ID.fullmatch(value) or len(value) > _LONGEST_ID:
        raise PydanticCustomError("identifier", "lower-case words joined by hyphens")
    return value


def _exact_rate(value: object) -> Decimal:
    if not isinstance(value, str) or not _RATE.fullmatch(value):
        raise PydanticCustomError("rate", 'a decimal in quotes, such as "0.30"')
    return Decimal(value)


@dataclass(frozen=True, slots=True)
class _OneOrMore:
    """Publishes that one thing may stand without its list."""

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        listed = handler(schema)
        return {"anyOf": [listed["items"], listed]}


T = TypeVar("T")
Id = Annotated[str, AfterValidator(_identifier)]
Rate = Annotated[
    Decimal,
    BeforeValidator(_exact_rate),
    WithJsonSchema({"type": "string", "pattern": f"^{_RATE.pattern}$"}),
]
# Editors that read YAML 1.2 see 10_000_000 as text.
Amount = Annotated[
    int,
    Field(ge=1, le=MAX_MONEY),
    WithJsonSchema(
        {"anyOf": [{"type": "integer", "minimum": 1}, {"type": "string", "pattern": "^[0-9_]+$"}]}
    ),
]
OneOrMore = Annotated[
    list[T],
    BeforeValidator(lambda value: value if isinstance(value, list) else [value]),
    Field(min_length=1, max_length=100),
    _OneOrMore(),
]
Under = dict[str, str]
Anchor = Literal["claim-year-start", "claim-year-end", "previous-year-end"]
Confidence = Literal["H", "M-H", "M", "L", "K"]


class _Rule(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Citation(_Rule):
    """Where a rule comes from: a document of the measure, and the place in it."""

    document: str
    at: str | None = Field(None, description="article or paragraph")
    confidence: Confidence | None = Field(None, description="where it differs from the document's")


class Guarded(_Rule):
    """A thing that exists only under these options of these readings."""

    under: Under = Field(default_factory=dict)


class AllOf(_Rule):
    """Every part holds."""

    all: list[Condition] = Field(min_length=1, max_length=1000)


class AnyOf(_Rule):
    """At least one part holds."""

    any: list[Condition] = Field(min_length=1, max_length=1000)


class NotOf(_Rule):
    """The part does not hold."""

    not_: Condition = Field(alias="not")


class Comparison(_Rule):
    """One field, or one milestone (its date, or the named field of it), and one operator."""

    field: str | None = None
    milestone: str | None = None
    is_: bool | str | None = Field(None, alias="is")
    one_of: list[str] | None = Field(None, min_length=1, max_length=1000)
    at_least: Annotated[int, Field(ge=0, le=MAX_MONEY)] | None = None
    at_most: Annotated[int, Field(ge=0, le=MAX_MONEY)] | None = None
    before: IsoDate | None = None
    on_or_after: IsoDate | None = None
    reached: str | None = Field(None, description="the name of a window of the measure")


OPERATORS = {"is_": "is"} | {
    name: name for name in ("one_of", "at_least", "at_most", "before", "on_or_after", "reached")
}


def _kind_of_condition(value: object) -> str:
    if isinstance(value, dict):
        return next((key for key in ("all", "any", "not") if key in value), "comparison")
    return "comparison"


Condition = Annotated[
    Annotated[AllOf, Tag("all")]
    | Annotated[AnyOf, Tag("any")]
    | Annotated[NotOf, Tag("not")]
    | Annotated[Comparison, Tag("comparison")],
    Discriminator(_kind_of_condition),
]
ConditionModel = AllOf | AnyOf | NotOf | Comparison


class Requirement(Guarded):
    """One thing that must hold, with the place that says so."""

    id: Id
    title: Title
    when: Condition
    source: Citation


class Ceiling(Guarded):
    """The most that one finding may bring, in whole yuan, per period."""

    amount: Amount
    source: Citation


class Share(Guarded):
    """A part of a base, rounded down to the yuan."""

    of: str = Field(description="an amount in the profile")
    rate: Rate
    period: str = Field(description="once, year, or a period of the measure")
    source: Citation


class Gives(_Rule):
    """What a support brings, at most: its ceiling, and where one holds, a share of a base."""

    ceiling: OneOrMore[Ceiling]
    share: OneOrMore[Share] | None = None
    per: str = Field(description="once, year, or a period of the measure")
    discretionary: bool


class Support(Guarded):
    """One support: what it is, whom it is for, what it requires, what it gives."""

    id: Id
    title: Title
    area: Id
    subject: Literal["company", "drug", "device", "platform", "initiative"]
    requires: list[Requirement] = Field(max_length=200)
    gives: Gives


class Document(_Rule):
    """A source of the measure."""

    id: Id
    title: Title
    confidence: Confidence
    note: str | None = None


class Area(_Rule):
    """A part of the measure; unpublished where its terms, or the rest of them, are not known."""

    id: Id
    title: Title
    unpublished: bool = False


class Option(_Rule):
    """One way to read the measure."""

    id: Id
    title: Title


class Reading(_Rule):
    """A question that the sources leave open; the first option is the default."""

    id: Id
    title: Title
    options: list[Option] = Field(min_length=2)


class Window(Guarded):
    """A stretch of days, its ends included, each fixed or counted from the claim year."""

    first: IsoDate | Anchor | None = None
    last: IsoDate | Anchor | None = None


class Period(Guarded):
    """Whether a figure holds once or every year."""

    holds: Literal["once", "year"]


class Member(Guarded):
    """A support's place in a group."""

    support: str


class Group(Guarded):
    """Findings of which only the one with the largest ceiling counts, per subject or company."""

    id: Id
    title: Title
    per: Literal["subject", "company"]
    members: list[Member] = Field(min_length=2)
    single_year: OneOrMore[Guarded] | None = Field(
        None, description="present: an award of another year excludes the subject"
    )
    source: Citation


class Limit(Guarded):
    """The most that several supports may bring together, per subject or company."""

    id: Id
    title: Title
    per: Literal["subject", "company"]
    amount: Amount
    period: str = Field(description="once, year, or a period of the measure")
    supports: list[str] = Field(min_length=1)
    source: Citation


class Dates(_Rule):
    """The measure's life; an unknown last day is null."""

    signed: IsoDate | None = None
    first: IsoDate
    last: IsoDate | None = None
    doubtful_from: IsoDate | None = Field(
        None, description="from here on, whether the measure is in force is not known"
    )


class Measure(_Rule):
    """What the supports of a measure share."""

    id: Id
    title: Title
    number: str | None = None
    issuers: list[Title]
    dates: Dates
    documents: list[Document] = Field(min_length=1)
    areas: list[Area] = Field(min_length=1)
    readings: list[Reading] = Field(default_factory=list, max_length=16)
    windows: dict[Id, OneOrMore[Window]] = Field(default_factory=dict)
    periods: dict[Id, OneOrMore[Period]] = Field(default_factory=dict)
    requires: list[Requirement] = Field(default_factory=list, max_length=200)
    supports: list[Id] = Field(min_length=1, max_length=1000)
    groups: list[Group] = Field(default_factory=list, max_length=100)
    limits: list[Limit] = Field(default_factory=list, max_length=100)


class Index(_Rule):
    """`rulebook.yaml`: the rulebook's version and its measures."""

    version: str
    default_measure: Id
    measures: list[Id] = Field(min_length=1, max_length=200)


PERIODS = ("once", "year")


def day_of(value: date | str | None, year: int) -> date | None:
    """A window's end as a day of the claim year's calendar."""
    match value:
        case "claim-year-start":
            return date(year, 1, 1)
        case "claim-year-end":
            return date(year, 12, 31)
        case "previous-year-end":
            return date(year - 1, 12, 31) if year > 1 else date.min
        case date():
            return value
        case _:
            return None

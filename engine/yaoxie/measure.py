"""Rule files as typed models: a rulebook, a measure, a support."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from yaoxie.profile import IsoDate
from yaoxie.rule_types import (
    Amount,
    Anchor,
    Citation,
    Condition,
    Confidence,
    Guarded,
    Id,
    OneOrMore,
    Rate,
    RuleModel,
)
from yaoxie.vocabulary import Title


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


class Gives(RuleModel):
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


class Document(RuleModel):
    """A source of the measure."""

    id: Id
    title: Title
    confidence: Confidence
    note: str | None = None


class Area(RuleModel):
    """A part of the measure; unpublished where its terms, or the rest of them, are not known."""

    id: Id
    title: Title
    unpublished: bool = False


class Option(RuleModel):
    """One way to read the measure."""

    id: Id
    title: Title


class Reading(RuleModel):
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


class Dates(RuleModel):
    """The measure's life; an unknown last day is null."""

    signed: IsoDate | None = None
    first: IsoDate
    last: IsoDate | None = None
    doubtful_from: IsoDate | None = Field(
        None, description="from here on, whether the measure is in force is not known"
    )


class Measure(RuleModel):
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


class Index(RuleModel):
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

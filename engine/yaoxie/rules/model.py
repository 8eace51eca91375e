"""Rule files as typed models: a rulebook, a measure, a support."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

from pydantic import Field

from yaoxie.rules.days import Anchor
from yaoxie.rules.operands import Bound
from yaoxie.rules.payment import Division, Payee
from yaoxie.rules.types import (
    Amount,
    Citation,
    Condition,
    Confidence,
    Guarded,
    Id,
    OneOrMore,
    Rate,
    RuleModel,
)
from yaoxie.values import IsoDate, Title


class Requirement(Guarded):
    """A condition that must be met, with the place that says so."""

    id: Id
    title: Title
    when: Condition
    source: Citation
    registration: bool = Field(
        False, description="whether it is about the place where the company is registered"
    )
    fulfilled: Condition | None = Field(
        None, description="where a promise is enough: what holds once it has become a fact"
    )


class AmountRow(RuleModel):
    """An amount for some words of a field, or from a figure on."""

    one_of: OneOrMore[str] | None = None
    at_least: Bound | None = Field(None, description="the threshold of a step, for a figure")
    amount: Amount


class FurtherUnits(RuleModel):
    """What each whole unit above the last step brings on top of its amount."""

    each: Amount = Field(description="the unit, in what the field counts")
    amount: Amount
    at_most: Amount = Field(description="the most that the amount comes to")


class StatedAmount(Guarded):
    """An amount in whole yuan, per period, or one for each of some values of a field."""

    amount: Amount | None = None
    by: str | None = Field(
        None, description="in place of an amount: the field that decides it, beside amounts"
    )
    amounts: list[AmountRow] | None = Field(None, min_length=1, max_length=100)
    else_: Amount | None = Field(
        None, alias="else", description="the amount for words that no row has, or below all steps"
    )
    further: FurtherUnits | None = Field(
        None, description="what further units bring above the last step"
    )
    source: Citation


class Ceiling(StatedAmount):
    """The most that one finding may bring."""

    unknown: bool = Field(
        False, description="in place of an amount: the source has a ceiling that is not known"
    )
    negotiated: bool = Field(
        False, description="decided case by case; an amount beside it is the most that it comes to"
    )
    least: Amount | None = Field(None, description="of a range: the least that is paid")


class FixedAmount(StatedAmount):
    """What one finding brings as it stands."""


class BaseShare(RuleModel):
    """A part of a base, rounded down to the yuan; the base may be a sum of amounts, less others."""

    of: OneOrMore[str] = Field(description="amounts in the profile; of several, their sum")
    less: OneOrMore[str] | None = Field(
        None, description="amounts that come off; never below nothing"
    )
    rate: Rate


class Share(BaseShare, Guarded):
    """A share that a support gives."""

    period: str = Field(description="once, year, or a period of the measure")
    tops_up: OneOrMore[str] | None = Field(
        None,
        description="whose awards come off too: other measures or series, other for all payers "
        "outside the rulebook, or other:NAME for one of them",
    )
    source: Citation


class Increase(Guarded):
    """A sum by which a ceiling or fixed amount is higher where a condition holds, in yuan."""

    id: Id
    title: Title
    when: Condition
    amount: Amount
    source: Citation


class Uplift(Guarded):
    """A part of the amount that comes on top where a condition holds, rounded down to the yuan."""

    id: Id
    title: Title
    when: Condition
    rate: Rate
    source: Citation


class Match(Guarded):
    """A part of the amount, uplifts included, that another body pays on top, rounded down."""

    id: Id
    title: Title
    when: Condition | None = None
    rate: Rate
    source: Citation


class Gives(RuleModel):
    """What a support brings: a ceiling, a fixed amount, a share of a base; and what is on top."""

    ceiling: OneOrMore[Ceiling] | None = None
    fixed: OneOrMore[FixedAmount] | None = Field(
        None, description="in place of a ceiling: an amount that is paid as it stands"
    )
    share: OneOrMore[Share] | None = Field(
        None, description="beside a ceiling, or alone where no source names one"
    )
    increase: OneOrMore[Increase] | None = Field(
        None, description="of a ceiling or fixed amount, by a sum"
    )
    uplift: OneOrMore[Uplift] | None = None
    matches: OneOrMore[Match] | None = None
    payers: OneOrMore[Division] | None = Field(
        None, description="the bodies that share the amount, each with its part"
    )
    instalments: OneOrMore[Division] | None = Field(
        None, description="the times at which parts of the amount are paid"
    )
    payee: OneOrMore[Payee] | None = None
    period: str = Field(description="once, year, or a period of the measure")
    discretionary: bool
    money: bool = Field(
        True, description="false: the ceiling states an entitlement that is no money to add up"
    )

    @property
    def stated(self) -> dict[str, Sequence[StatedAmount]]:
        """Its ceilings and its fixed amounts, under their keys."""
        return {"ceiling": self.ceiling or (), "fixed": self.fixed or ()}


class Support(Guarded):
    """One support: what it is, whom it is for, what it requires, what it gives."""

    id: Id
    title: Title
    area: Id
    subject: str = Field(description="a kind of the vocabulary")
    requires: list[Requirement] = Field(max_length=200)
    gives: Gives


class Document(RuleModel):
    """A source of the measure."""

    id: Id
    title: Title
    confidence: Confidence
    note: Title | None = None


class Area(RuleModel):
    """A part of the measure; unpublished where its terms, or the rest of them, are not known."""

    id: Id
    title: Title
    unpublished: bool = False
    confidence: Confidence | None = Field(
        None, description="how surely its supports belong to it, where no source says so"
    )
    note: Title | None = None


class Coverage(RuleModel):
    """How much of its document a measure file has, in the document's own items."""

    items: Title = Field(description="what the document is divided into, such as articles")
    total: int | None = Field(None, ge=1, description="how many there are")
    known: int | None = Field(None, ge=0, description="how many have a wording that is known")
    encoded: int | None = Field(None, ge=0, description="how many of those are encoded")
    note: Title | None = None

    @property
    def unpublished(self) -> int | None:
        """How many have no wording that is known; None where that cannot be said."""
        if self.total is None or self.known is None:
            return None
        return self.total - self.known


class Option(RuleModel):
    """One way to read the measure."""

    id: Id
    title: Title


class Reading(RuleModel):
    """A question that the sources leave open; the first option is the default."""

    id: Id
    title: Title
    options: list[Option] = Field(min_length=2)


End = IsoDate | Anchor | Literal["measure-start"] | None


class DayRange(RuleModel):
    """Days from a first to a last, both included.

    Each is fixed, counted from the claim year, or the measure's first day; where that day is not
    known, the first of its year.
    """

    first: End = None
    last: End = None


class ClaimYearDays(DayRange):
    """The days that count for one claim year, such as those of a call."""

    year: int = Field(ge=1, le=9999, description="the claim year")


class Window(DayRange, Guarded):
    """The days that count for a claim year."""

    years: list[ClaimYearDays] = Field(
        default_factory=list, max_length=100, description="claim years with days of their own"
    )


class Period(Guarded):
    """Whether a figure holds once or every year."""

    period: Literal["once", "year"]


class Member(Guarded):
    """A scheme of a group: one support, or several that count together."""

    support: str | None = None
    supports: list[str] | None = Field(None, min_length=1, max_length=100)

    @property
    def names(self) -> list[str]:
        """The supports of the scheme."""
        return self.supports or ([self.support] if self.support else [])


class Group(Guarded):
    """Schemes of which only the one that brings most counts, per subject or company."""

    id: Id
    title: Title
    per: Literal["subject", "company"]
    members: list[Member] = Field(min_length=1, max_length=1000)
    single_year: OneOrMore[Guarded] | None = Field(
        None, description="present: an award of another year excludes the subject"
    )
    source: Citation


class Limit(Guarded):
    """The most that several supports may bring together, per subject or company."""

    id: Id
    title: Title
    per: Literal["subject", "company"]
    amount: Amount | None = None
    share: BaseShare | None = Field(
        None, description="in place of an amount: of the bases of all items that it holds for"
    )
    period: str = Field(description="once, year, or a period of the measure")
    supports: list[str] = Field(min_length=1)
    source: Citation


class AtMost(Guarded):
    """How many subjects, years or instalments are supported, per subject or company."""

    id: Id
    title: Title
    count: Literal["subjects", "years", "instalments"]
    most: int = Field(ge=1, le=10_000)
    per: Literal["subject", "company"]
    period: str | None = Field(
        None,
        description="which awards count: once, year, or a period of the measure; of years, none",
    )
    supports: list[str] = Field(min_length=1)
    source: Citation


class Dates(RuleModel):
    """The measure's life; an unknown last day is null."""

    signed: IsoDate | None = None
    first: IsoDate | None = None
    year: int | None = Field(
        None, ge=1, le=9999, description="the measure's year, where its first day is not known"
    )
    last: IsoDate | None = None
    doubtful_from: IsoDate | None = Field(
        None, description="from here on, whether the measure is in force is not known"
    )
    doubt: Title | None = Field(
        None, description="why that is not known, in a sentence that reports carry"
    )

    @property
    def start(self) -> date | None:
        """The first day, or the first of its year; None where not even the year is known."""
        if self.first is not None or self.year is None:
            return self.first
        return date(self.year, 1, 1)

    def may_hold(self, year: int) -> bool:
        """Whether the measure is in force in some part of a year, as far as its days are known."""
        begun = self.start is None or self.start.year <= year
        return begun and not self.ended(year)

    def ended(self, year: int) -> bool:
        """Whether the measure's last day is known, and lies before a year."""
        return self.last is not None and self.last.year < year

    def doubtful(self, year: int) -> bool:
        """Whether it is not known if the measure is in force in a year."""
        return self.doubtful_from is not None and year >= self.doubtful_from.year


class Measure(RuleModel):
    """What the supports of a measure share."""

    id: Id
    aliases: list[Id] = Field(
        default_factory=list, max_length=20, description="ids that it had before"
    )
    title: Title
    place: str = Field(description="where it holds: a word of the vocabulary, such as beijing")
    number: str | None = None
    issuers: list[Title]
    dates: Dates
    documents: list[Document] = Field(min_length=1)
    areas: list[Area] = Field(min_length=1)
    coverage: Coverage | None = Field(
        None, description="how much of the document is known and encoded, where that can be counted"
    )
    readings: list[Reading] = Field(default_factory=list, max_length=16)
    windows: dict[Id, OneOrMore[Window]] = Field(default_factory=dict)
    periods: dict[Id, OneOrMore[Period]] = Field(default_factory=dict)
    requires: list[Requirement] = Field(default_factory=list, max_length=200)
    supports: list[Id] = Field(min_length=1, max_length=1000)
    groups: list[Group] = Field(default_factory=list, max_length=100)
    limits: list[Limit] = Field(default_factory=list, max_length=100)
    at_most: list[AtMost] = Field(default_factory=list, max_length=100)

    def __repr__(self) -> str:
        return f"<Measure {self.id}: {len(self.supports)} supports>"

    def __str__(self) -> str:
        return repr(self)


class Series(RuleModel):
    """Measures that replaced each other, the earliest first."""

    id: Id
    title: Title
    versions: list[Id] = Field(min_length=1, max_length=100)
    beside: list[Id] = Field(
        default_factory=list,
        max_length=100,
        description="versions that go on beside later ones, for what these leave out",
    )


class MeasureCitation(Citation):
    """Where a rule between measures comes from: a document of one of them."""

    measure: str


class BetweenMember(RuleModel):
    """A measure under a rule between measures, or some of its supports."""

    measure: str
    supports: list[str] | None = Field(
        None, min_length=1, max_length=1000, description="default: all of them that bring money"
    )


class Between(RuleModel):
    """What holds between measures: which of them counts for one company, or for one subject."""

    id: Id
    title: Title
    rule: Literal["excluded", "higher-of", "together"] = Field(
        description="excluded: one of them, and none after an award of another; higher-of: the one "
        "that brings more, less awards of the others; together: each beside the others"
    )
    per: Literal["subject", "company"] | None = Field(
        None, description="what one of them counts for; of together, none"
    )
    period: Literal["once", "year"] | None = Field(
        None, description="which awards of the others count; of together, none"
    )
    members: list[BetweenMember] = Field(min_length=2, max_length=100)
    source: MeasureCitation


class Index(RuleModel):
    """`rulebook.yaml`: the rulebook's version, its measures, and what holds between them."""

    version: str
    default_measure: Id
    measures: list[Id] = Field(min_length=1, max_length=200)
    series: list[Series] = Field(default_factory=list, max_length=100)
    between: list[Between] = Field(default_factory=list, max_length=200)


PERIODS = ("once", "year")

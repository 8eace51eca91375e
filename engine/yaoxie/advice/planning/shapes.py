"""The shape of a claim plan's JSON, once; as `decision.shapes` is that of a report's."""

from __future__ import annotations

from typing import Literal

from pydantic import ConfigDict, with_config
from typing_extensions import TypedDict  # pydantic takes that of typing from Python 3.12 on

from yaoxie.decision.shapes import (
    BoundBy,
    Day,
    Figure,
    GroupId,
    PaymentDict,
    SourceDict,
    SubjectNameDict,
)
from yaoxie.values import Titles

_closed = with_config(ConfigDict(extra="forbid", strict=True, use_attribute_docstrings=True))


@_closed
class PlannedDayDict(TypedDict):
    """A day of the profile that is after the day of the advice: it is planned."""

    pointer: str
    milestone: str | None
    """The milestone that is to be reached on it; null where it is another field."""
    date: Day


@_closed
class PlannedClaimDict(TypedDict):
    """A support to claim for a subject in a claim year; amounts in whole yuan."""

    measure: str
    support: str
    title: Titles
    subject: SubjectNameDict
    status: Literal["eligible", "undetermined"]
    discretionary: bool
    counted: Figure
    """What it brings, after what is claimed in earlier years."""
    bound_by: BoundBy | None
    upper_bound: bool
    """Whether something unknown could lower the amount."""
    unbounded: bool
    source: SourceDict | None
    """Where the ceiling or fixed amount comes from."""
    payment: PaymentDict | None
    """Who pays it, and in which instalments; null where the measure says nothing of that."""
    planned: list[PlannedDayDict]
    """The days that it rests on and that are still to come."""


@_closed
class ChargeDict(TypedDict):
    """What awards of other measures take from what a measure brings, where the higher counts."""

    rule: str
    title: Titles
    """The rule's between the measures."""
    measure: str
    amount: Figure
    source: SourceDict


@_closed
class PlannedYearDict(TypedDict):
    """What to claim in one year."""

    claim_year: int
    total: Figure
    """What the claims bring together, less the charges."""
    upper_bound: bool
    """Whether something unknown could lower the total."""
    unbounded: bool
    """Whether nothing known bounds the total."""
    claims: list[PlannedClaimDict]
    charges: list[ChargeDict]


@_closed
class SupportNameDict(TypedDict):
    """A support of a measure."""

    measure: str
    support: str
    title: Titles


@_closed
class ForgoneDict(TypedDict):
    """Claims that are given up for others: of an exclusive group, or of another measure."""

    measure: str
    """The measure that says so."""
    claim_year: int | None
    """The year, where one of them counts in each year."""
    group: GroupId | None
    rule: str | None
    """The rule between measures, where it is no group."""
    title: Titles
    """The group's or the rule's."""
    subjects: list[SubjectNameDict]
    claimed: list[SupportNameDict]
    """What the plan claims in their place; nothing where it claims neither."""
    given_up: list[SupportNameDict]
    less: Figure
    """How much less the best plan with them would bring, in present value."""
    unbounded: bool
    """Whether nothing known bounds that."""
    source: SourceDict


@_closed
class BindingLimitDict(TypedDict):
    """A limit without which the best plan would bring more."""

    measure: str
    limit: str
    title: Titles
    more: Figure
    """How much more, in present value."""
    unbounded: bool
    """Whether nothing known bounds that."""
    source: SourceDict


@_closed
class PlannedMeasureDict(TypedDict):
    """A measure that the plan looks at, and the claim years in which it is or may be in force."""

    measure: str
    title: Titles
    years: list[int]
    doubtful: list[int]
    """Those in which it is not known whether it is in force."""


@_closed
class ClaimPlanDict(TypedDict):
    """What to claim for which subject in which claim year, so that the sum is largest."""

    first_year: int
    last_year: int
    discount: str
    """By how much a yuan counts less with each year, as a rate."""
    claims_a_year: int | None
    """How many claims are filed in one year, at most; null where there is no such limit."""
    measures: list[PlannedMeasureDict]
    total: Figure
    """What the claims bring in all years together."""
    potential: Figure
    """The same if all that is undetermined turned out eligible."""
    present_value: Figure
    """The total with its discount, rounded down: that is what the plan makes largest."""
    upper_bound: bool
    """Whether something unknown could lower the total."""
    unbounded: bool
    """Whether nothing known bounds the total."""
    potential_unbounded: bool
    by_year: list[PlannedYearDict]
    potential_by_year: list[PlannedYearDict]
    """The plan if all that is undetermined turned out eligible; empty where nothing is."""
    forgone: list[ForgoneDict]
    binding: list[BindingLimitDict]

"""The shape of advice's JSON, once; as `decision.shapes` is that of a report's."""

from __future__ import annotations

from typing import Literal

from pydantic import ConfigDict, with_config
from typing_extensions import TypedDict  # pydantic takes that of typing from Python 3.12 on

from yaoxie.decision.shapes import (
    CompanyNameDict,
    Day,
    Figure,
    RulebookNameDict,
    SourceDict,
    SubjectNameDict,
)
from yaoxie.rules.types import Confidence
from yaoxie.values import Titles

_closed = with_config(ConfigDict(extra="forbid", strict=True, use_attribute_docstrings=True))

Part = Literal["readings"]
StatusName = Literal["eligible", "ineligible", "undetermined"]


@_closed
class AdvisedMeasureDict(TypedDict):
    """One of the measures that the advice is about, as it stands; amounts in whole yuan."""

    measure: str
    title: Titles
    place: str
    total_ceiling: Figure
    potential_ceiling: Figure
    upper_bound: bool
    """Whether something unknown could lower the total."""
    unbounded: bool
    """Whether the total holds a share of an unknown base that nothing known bounds."""


@_closed
class GroundDict(TypedDict):
    """A requirement that a piece of advice rests on, and where it comes from."""

    id: str
    title: Titles
    source: SourceDict


@_closed
class StandingDict(TypedDict):
    """What becomes of a finding: its status, and what it adds to the total."""

    status: StatusName
    counted: Figure


@_closed
class MoveDict(TypedDict):
    """A finding that differs under another option; None where it does not exist."""

    support: str
    title: Titles
    subject: SubjectNameDict
    chosen: StandingDict | None
    option: StandingDict | None
    unmet: list[GroundDict]
    """The requirements that keep it from being eligible under one of the two."""


@_closed
class ReadingOptionDict(TypedDict):
    """The totals under one option of a reading, all other readings unchanged."""

    option: str
    title: Titles
    default: bool
    chosen: bool
    """Whether the advice is given under it."""
    total_ceiling: Figure
    potential_ceiling: Figure
    unbounded: bool
    moves: list[MoveDict]


@_closed
class AdvisedReadingDict(TypedDict):
    """A question that the sources leave open, and what each answer comes to."""

    measure: str
    reading: str
    title: Titles
    least: Figure
    """The smallest total under any of its options."""
    most: Figure
    options: list[ReadingOptionDict]


@_closed
class ConfidenceDict(TypedDict):
    """The total of one measure that rests on sources of this confidence, or of a higher one."""

    measure: str
    at_least: Confidence
    total: Figure


@_closed
class AdviceDict(TypedDict):
    """What one company may do next; parts that were not asked for are null."""

    contract: Literal[2]
    rulebook: RulebookNameDict
    profile_digest: str
    claim_year: int
    as_of: Day | None
    """The day from which days are counted; dates after it are planned."""
    years: int
    """How many claim years are looked at, from the claim year on."""
    company: CompanyNameDict
    measures: list[AdvisedMeasureDict]
    total_ceiling: Figure
    potential_ceiling: Figure
    readings: list[AdvisedReadingDict] | None
    confidence: list[ConfidenceDict] | None
    """Given with `readings`: how much of the total rests on how sure sources."""

"""The shape of a comparison's JSON, once; as `decision.shapes` is that of a report's."""

from __future__ import annotations

from typing import Literal

from pydantic import ConfigDict, with_config
from typing_extensions import TypedDict  # pydantic takes that of typing from Python 3.12 on

from yaoxie.decision.shapes import (
    Actual,
    BetweenRuleDict,
    CompanyNameDict,
    Figure,
    NoticeCode,
    NoticeDict,
    Outcome,
    Pointers,
    SourceDict,
    SubjectNameDict,
    VersionDict,
)
from yaoxie.values import PlaceDict, RulebookNameDict, Titles

_closed = with_config(ConfigDict(extra="forbid", strict=True, use_attribute_docstrings=True))


@_closed
class UnboundedDict(TypedDict):
    """Whether a figure holds a share of an unknown base that nothing known bounds."""

    total: bool
    potential: bool


@_closed
class CountsDict(TypedDict):
    """How many findings there are of each status."""

    eligible: Figure
    undetermined: Figure
    ineligible: Figure


@_closed
class CountedDict(TypedDict):
    """A finding that counts, and what it adds to the total."""

    support: str
    title: Titles
    subject: SubjectNameDict
    fixed: bool
    counted: Figure
    unbounded: bool
    """Whether it is a share of an unknown base that nothing known bounds."""


@_closed
class SummaryDict(TypedDict):
    """A report in short; amounts in whole yuan."""

    total_ceiling: Figure
    potential_ceiling: Figure
    upper_bound: bool
    """Whether something unknown could lower the total."""
    unbounded: UnboundedDict
    findings: CountsDict
    counted: list[CountedDict]
    missing: Pointers
    """What could still change a figure."""


@_closed
class RegistrationDict(TypedDict):
    """A requirement about the place where the company is registered, judged as it is."""

    id: str
    title: Titles
    outcome: Outcome
    actual: Actual
    required: str
    source: SourceDict
    missing: Pointers


@_closed
class ComparedDict(TypedDict):
    """One measure: as it is, and as if the company were registered there."""

    measure: str
    title: Titles
    place: PlaceDict
    version: VersionDict
    as_is: SummaryDict
    if_registered: SummaryDict
    registration: list[RegistrationDict]
    missing: Pointers
    """What could still change a figure, or whether the company is registered there."""
    notices: list[NoticeCode]


@_closed
class ComparisonDict(TypedDict):
    """What one company may claim in one claim year under each measure; the best of them first."""

    contract: Literal[2]
    rulebook: RulebookNameDict
    profile_digest: str
    claim_year: int
    company: CompanyNameDict
    taken_for_empty: list[str]
    """The profile's lists that are absent or null, which means none."""
    measures: list[ComparedDict]
    left_out: list[str]
    """Measures that are no longer in force in that year, where they are left out."""
    between: list[BetweenRuleDict]
    """The rules between these measures; each figure is of its measure alone."""
    notices: list[NoticeDict]
    """Of the profile, whatever the measure."""

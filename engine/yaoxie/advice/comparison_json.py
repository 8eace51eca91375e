"""A comparison's shape as a pydantic model: what its JSON Schema is made from."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from yaoxie.decision.notices import TEXTS
from yaoxie.decision.report_json import (
    Actual,
    CompanyName,
    Outcome,
    Pointers,
    RulebookName,
    SourceModel,
    SubjectName,
    VersionModel,
)
from yaoxie.values import Title

Figure = Annotated[int, Field(ge=0)]
NoticeCode = Annotated[str, Field(json_schema_extra={"enum": list(TEXTS)})]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class UnboundedModel(_Part):
    """Whether a figure holds a share of an unknown base that no source bounds."""

    total: bool
    potential: bool


class CountsModel(_Part):
    """How many findings there are of each status."""

    eligible: Figure
    undetermined: Figure
    ineligible: Figure


class CountedModel(_Part):
    """A finding that counts, and what it adds to the total."""

    support: str
    title: Title
    subject: SubjectName
    fixed: bool
    counted: Figure


class SummaryModel(_Part):
    """A report in short."""

    total_ceiling: Figure
    potential_ceiling: Figure
    upper_bound: bool
    unbounded: UnboundedModel
    findings: CountsModel
    counted: list[CountedModel]
    missing: Pointers


class RegistrationModel(_Part):
    """A requirement about the place where the company is registered, judged as it is."""

    id: str
    title: Title
    outcome: Outcome
    actual: Actual
    required: str
    source: SourceModel
    missing: Pointers


class ComparedModel(_Part):
    """One measure: as it is, and as if the company were registered there."""

    measure: str
    title: Title
    place: Title
    version: VersionModel
    as_is: SummaryModel
    if_registered: SummaryModel
    registration: list[RegistrationModel]
    missing: Pointers
    notices: list[NoticeCode]


class ComparisonModel(_Part):
    """What one company may claim in one claim year under each measure; the best of them first."""

    contract: Literal[1]
    rulebook: RulebookName
    profile_digest: str
    claim_year: int
    company: CompanyName
    measures: list[ComparedModel]

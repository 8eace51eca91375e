"""The report's shape as a pydantic model: what its JSON Schema is made from."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, GetJsonSchemaHandler
from pydantic_core import CoreSchema

from yaoxie.decision.amounts import StepName
from yaoxie.decision.notices import TEXTS
from yaoxie.rulebook import Rulebook
from yaoxie.rules.checks import RESERVED
from yaoxie.values import Title

Outcome = Literal["met", "unmet", "unknown"]
Pointers = list[str]


@cache
def closed_sets() -> dict[str, list[str]]:
    """The words that the packaged rulebook adds to the report's closed sets."""
    models = Rulebook.load().measures.values()
    return {
        "area": [area.id for model in models for area in model.areas],
        "bound_by": [*RESERVED, *(limit.id for model in models for limit in model.limits)],
        "group": [group.id for model in models for group in model.groups],
        "notice": list(TEXTS),
    }


class _Closed:
    """Publishes a text as one word of a closed set."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {**handler(schema), "enum": list(dict.fromkeys(closed_sets()[self.name]))}


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class RulebookName(_Part):
    """Which rules decided."""

    version: str
    digest: str


class CompanyName(_Part):
    """Whom the report is about."""

    id: str | None
    name: str
    uscc: str | None


class SubjectName(_Part):
    """What a finding is about; `id` names it in the profile."""

    kind: Literal["company", "drug", "device", "platform", "initiative"]
    id: str | None
    name: str | None


class GapModel(_Part):
    """How far an unmet value is from what is required."""

    unit: Literal["days", "yuan", "months", "rate"]
    amount: int | str


class SourceModel(_Part):
    """The place that a requirement comes from, and how surely."""

    document: str
    at: str | None
    confidence: str


Actual = bool | int | str | list[str] | None


class PartModel(_Part):
    """One part of a requirement that has several."""

    fact: str | None
    outcome: Outcome
    actual: Actual
    required: str
    gap: GapModel | None
    missing: Pointers
    parts: list[PartModel] | None = None


class RequirementModel(_Part):
    """One requirement judged."""

    id: str
    title: Title
    outcome: Outcome
    actual: Actual
    required: str
    gap: GapModel | None
    source: SourceModel
    missing: Pointers
    parts: list[PartModel] | None = None


class StepModel(_Part):
    """One step of the arithmetic: the amount after it, and the figures it used."""

    step: StepName
    amount: int
    id: str | None = None
    base: int | None = None
    rate: str | None = None
    awards: int | None = None
    ceiling: int | None = None
    group: str | None = None
    limit: str | None = None
    limit_amount: int | None = None


class RaiseModel(_Part):
    """An uplift, or what another body pays on top, judged."""

    id: str
    title: Title
    kind: Literal["uplift", "matching"]
    rate: str
    outcome: Outcome
    actual: Actual
    required: str
    gap: GapModel | None
    source: SourceModel
    missing: Pointers
    parts: list[PartModel] | None = None


class ExclusionModel(_Part):
    """The finding or the award that excludes a finding."""

    group: Annotated[str, _Closed("group")]
    by: Literal["finding", "award"]
    support: str
    subject: str | None
    year: int | None = None


class FindingModel(_Part):
    """One support for one subject."""

    support: str
    title: Title
    subject: SubjectName
    status: Literal["eligible", "ineligible", "undetermined"]
    discretionary: bool
    fixed: bool
    period: Literal["once", "year"]
    ceiling: Annotated[int, Field(ge=0)]
    upper_bound: bool
    counted: Annotated[int, Field(ge=0)]
    calculation: list[StepModel]
    bound_by: Annotated[str, _Closed("bound_by")] | None
    excluded_by: ExclusionModel | None
    requirements: list[RequirementModel]
    missing: Pointers
    uplifts: list[RaiseModel] | None = None


class VersionModel(_Part):
    """Which version of a series decided, and its days as far as they are known."""

    series: str | None
    first: date | None
    year: int | None
    last: date | None
    replaced_by: str | None


class ReadingModel(_Part):
    """The titles of a reading and of the option that was used."""

    title: Title
    option: Title
    default: bool


class UnpublishedModel(_Part):
    """An area of the measure whose terms are not published."""

    area: Annotated[str, _Closed("area")]
    title: Title


class NoticeModel(_Part):
    """What a reader must know beside the findings."""

    code: Annotated[str, _Closed("notice")]
    text: Title
    pointers: Pointers | None = None


class ReportModel(_Part):
    """What one company may claim under one measure in one claim year, at most, and why."""

    contract: Literal[1]
    measure: str
    measure_title: Title
    version: VersionModel
    rulebook: RulebookName
    profile_digest: str
    claim_year: int
    readings: dict[str, str]
    reading_titles: dict[str, ReadingModel]
    company: CompanyName
    findings: list[FindingModel]
    total_ceiling: Annotated[int, Field(ge=0)]
    potential_ceiling: Annotated[int, Field(ge=0)]
    upper_bound: bool
    groups: dict[str, Title]
    limits: dict[str, Title]
    unpublished: list[UnpublishedModel]
    notices: list[NoticeModel]

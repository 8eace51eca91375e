"""The shape of a report's JSON: once, for who builds it, who reads it and who publishes it.

`to_dict` of a report and the tables of the command line are checked against these types, and
`schemas/report.schema.json` is made from them. A text of a closed set that rules extend is marked
by the set's name; the published schema has the words of the packaged rules in its place.
"""

from __future__ import annotations

from typing import Annotated, Literal, NotRequired

from pydantic import ConfigDict, Field, with_config
from typing_extensions import TypedDict  # pydantic takes that of typing from Python 3.12 on

from yaoxie.decision.amounts import StepName
from yaoxie.profile.field_types import Unit
from yaoxie.rules.types import Confidence
from yaoxie.values import RulebookNameDict, Titles

_closed = with_config(ConfigDict(extra="forbid", strict=True, use_attribute_docstrings=True))

Figure = Annotated[int, Field(ge=0)]
Day = Annotated[str, Field(json_schema_extra={"format": "date"})]
Pointers = list[str]
Outcome = Literal["met", "unmet", "unknown"]
Actual = bool | int | str | list[str] | None
AreaId = Annotated[str, Field(json_schema_extra={"closed_set": "area"})]
Kind = Annotated[str, Field(json_schema_extra={"closed_set": "kind"})]
BoundBy = Annotated[str, Field(json_schema_extra={"closed_set": "bound_by"})]
GroupId = Annotated[str, Field(json_schema_extra={"closed_set": "group"})]
NoticeCode = Annotated[str, Field(json_schema_extra={"closed_set": "notice"})]


@_closed
class CompanyNameDict(TypedDict):
    """Whom the report is about."""

    id: str | None
    name: str
    uscc: str | None


@_closed
class SubjectNameDict(TypedDict):
    """What a finding is about; `id` names it in the profile."""

    kind: Kind
    id: str | None
    name: str | None


@_closed
class GapDict(TypedDict):
    """How far an unmet value is from what is required."""

    unit: Unit
    amount: int | str
    """A number of days, yuan or months, or of what is counted; of a rate, a decimal in a string."""


@_closed
class SourceDict(TypedDict):
    """The place that a requirement comes from, and how surely."""

    document: str
    """A document of the measure."""
    at: str | None
    """The article or passage."""
    confidence: Confidence


@_closed
class ImpliedByDict(TypedDict):
    """What says that a milestone of unknown day has been reached, and by when."""

    milestone: str
    """The milestone that implies it; of several, the one of the earliest known day."""
    date: Day | None
    """Its day, which the unknown one is not after."""


@_closed
class PartDict(TypedDict):
    """One part of a requirement that has several."""

    fact: str | None
    """The field or milestone that it looks at."""
    outcome: Outcome
    actual: Actual
    required: str
    gap: GapDict | None
    missing: Pointers
    implied_by: NotRequired[ImpliedByDict]
    parts: NotRequired[list[PartDict]]


@_closed
class RequirementDict(TypedDict):
    """One requirement judged."""

    id: str
    title: Titles
    outcome: Outcome
    actual: Actual
    """What the profile says."""
    required: str
    """What is asked for, in a short text that no language owns: `<= 2019-12-31`."""
    gap: GapDict | None
    source: SourceDict
    missing: Pointers
    """What could still change an unknown outcome."""
    implied_by: NotRequired[ImpliedByDict]
    parts: NotRequired[list[PartDict]]


@_closed
class SupplementDict(TypedDict):
    """A row or an increase of the amount, an uplift, or what others pay on top, judged."""

    id: str
    title: Titles
    kind: Literal["row", "increase", "uplift", "matching"]
    rate: NotRequired[str]
    """Of an uplift or match."""
    amount: NotRequired[int]
    """Of a row or increase, in whole yuan."""
    outcome: Outcome
    actual: Actual
    required: str
    gap: GapDict | None
    source: SourceDict
    missing: Pointers
    implied_by: NotRequired[ImpliedByDict]
    parts: NotRequired[list[PartDict]]


@_closed
class StepDict(TypedDict):
    """One step of the arithmetic, and the figures it used."""

    step: StepName
    amount: int
    """The amount after the step, in whole yuan."""
    id: NotRequired[str]
    """The row, increase, uplift or match."""
    increase: NotRequired[int]
    """What the ceiling or fixed amount is increased by, or by each further unit."""
    each: NotRequired[int]
    """The further unit."""
    at_most: NotRequired[int]
    """The most that further units bring it to."""
    base: NotRequired[int]
    rate: NotRequired[str]
    awards: NotRequired[int]
    others: NotRequired[int]
    """What of the awards other payers granted, which the share tops up."""
    ceiling: NotRequired[int]
    group: NotRequired[GroupId]
    limit: NotRequired[str]
    limit_amount: NotRequired[int]


@_closed
class ExclusionDict(TypedDict):
    """The finding or the award that excludes a finding."""

    group: GroupId
    by: Literal["finding", "award"]
    support: str
    subject: str | None
    year: NotRequired[int]
    """The year of the award."""


@_closed
class PaidPartDict(TypedDict):
    """A part of an amount: what one body pays, or what is paid at one time; in whole yuan."""

    title: Titles
    rate: str | None
    """Its part of the amount; null where the source does not say."""
    ceiling: Figure | None
    """Its part of the finding's ceiling; null where that, or its rate, is not known."""
    counted: Figure | None
    """Its part of what the finding adds to the total."""


@_closed
class DivisionDict(TypedDict):
    """An amount in parts that together are all of it."""

    parts: list[PaidPartDict]
    source: SourceDict


@_closed
class PayeeDict(TypedDict):
    """Whom an amount is paid to."""

    title: Titles
    source: SourceDict


@_closed
class PaymentDict(TypedDict):
    """How an amount is paid, as far as the measure says it; it changes no amount."""

    payers: NotRequired[DivisionDict]
    """The bodies that share it."""
    instalments: NotRequired[DivisionDict]
    payee: NotRequired[PayeeDict]


@_closed
class PromiseDict(TypedDict):
    """A met requirement for which a promise is enough, and whether it is a fact already."""

    requirement: str
    fulfilled: Outcome
    actual: Actual
    required: str
    missing: Pointers
    """What could still change an unknown outcome; it decides nothing."""


@_closed
class FindingDict(TypedDict):
    """One support for one subject."""

    support: str
    title: Titles
    subject: SubjectNameDict
    status: Literal["eligible", "ineligible", "undetermined"]
    discretionary: bool
    """Decided on merit: to be eligible is to be allowed to apply."""
    fixed: bool
    """Paid as it stands; else the amount is a ceiling."""
    money: bool
    """False: the ceiling states an entitlement that is no money, and stands in no total."""
    period: Literal["once", "year"]
    """Whether the amount holds once or every year."""
    ceiling: Figure
    """What it may bring by itself, before groups and limits, in whole yuan."""
    ceiling_unknown: bool
    """Whether a source has a ceiling that is not known; it may be lower than the amount."""
    upper_bound: bool
    """Whether something unknown could lower the amount."""
    unbounded: bool
    """Whether nothing known bounds the amount: it is no figure to plan with."""
    counted: Figure
    """What it adds to the total, in whole yuan."""
    confidence: Confidence | None
    """The weakest of all that it rests on; null where it is ineligible."""
    calculation: list[StepDict]
    bound_by: BoundBy | None
    """What made the amount as small as it is; null where it does not count by itself."""
    excluded_by: ExclusionDict | None
    requirements: list[RequirementDict]
    missing: Pointers
    """What could still change an unknown requirement, then what leaves the amount open."""
    negotiated: NotRequired[Literal[True]]
    """Decided case by case; a `ceiling` of 0 then says that no amount is known."""
    least: NotRequired[int]
    """Of a range, the least that the support pays by itself, in whole yuan."""
    uplifts: NotRequired[list[SupplementDict]]
    """Only where the support has some."""
    promises: NotRequired[list[PromiseDict]]
    """Only where a promise is enough for one of its requirements."""
    payment: NotRequired[PaymentDict]
    """Only where the measure says something of it."""


@_closed
class VersionDict(TypedDict):
    """Which version of a series decided, and its days as far as they are known."""

    series: str | None
    first: Day | None
    year: int | None
    """The year in which it begins, where the first day is not known."""
    last: Day | None
    replaced_by: str | None
    """The version that followed."""


@_closed
class ReadingDict(TypedDict):
    """The titles of a reading and of the option that was used."""

    title: Titles
    option: Titles
    default: bool


@_closed
class UnpublishedDict(TypedDict):
    """An area of the measure whose terms are not published."""

    area: AreaId
    title: Titles


@_closed
class CoverageDict(TypedDict):
    """How many of the document's items are encoded, known and not published; null: not known."""

    encoded: Figure | None
    known: Figure | None
    unpublished: Figure | None


@_closed
class NoticeDict(TypedDict):
    """What a reader must know beside the findings."""

    code: NoticeCode
    text: Titles
    pointers: NotRequired[Pointers]
    """The places in the profile that it is about."""
    nearest: NotRequired[str | None]
    """Of an award that matches nothing: the valid name that is nearest."""


# Functional, since a mark may be no name of Python.
_SumsByMark = TypedDict(
    "_SumsByMark", {"H": Figure, "M-H": Figure, "M": Figure, "L": Figure, "K": Figure}
)


@_closed
class TotalByConfidenceDict(_SumsByMark):
    """What findings of each confidence count, the surest first, in whole yuan."""


@_closed
class ReportDict(TypedDict):
    """What one company may claim under one measure in one claim year, at most, and why."""

    contract: Literal[2]
    measure: str
    measure_title: Titles
    version: VersionDict
    rulebook: RulebookNameDict
    profile_digest: str
    claim_year: int
    readings: dict[str, str]
    """The option of every reading."""
    reading_titles: dict[str, ReadingDict]
    company: CompanyNameDict
    taken_for_empty: list[str]
    """The profile's lists that are absent or null, which means none."""
    findings: list[FindingDict]
    """One for each support and each subject of its kind."""
    total_ceiling: Figure
    """The sum of what eligible findings count, in whole yuan."""
    total_by_confidence: TotalByConfidenceDict
    """What the findings of each confidence count; together the total."""
    potential_ceiling: Figure
    """The sum if every undetermined finding turned out eligible, settled anew."""
    upper_bound: bool
    """Whether something unknown could lower the total."""
    unbounded: bool
    """Whether the total holds an amount that nothing known bounds."""
    groups: dict[str, Titles]
    limits: dict[str, Titles]
    coverage: CoverageDict
    """How much of the document the report covers, as the measure file counts it."""
    unpublished: list[UnpublishedDict]
    notices: list[NoticeDict]


@_closed
class BetweenSourceDict(TypedDict):
    """Where a rule between measures comes from: a document of one of them."""

    measure: str
    document: str
    at: str | None
    confidence: Confidence


@_closed
class BetweenMemberDict(TypedDict):
    """What a measure may bring where a rule between measures chooses, in whole yuan."""

    measure: str
    total: Figure
    """What its eligible findings there bring, without any other."""
    potential: Figure
    """The same with the undetermined ones."""
    awards: Figure
    """What other measures granted there before, in the rule's period; it comes off."""
    excluded: bool
    """Whether such an award leaves it out altogether."""


@_closed
class BetweenChoiceDict(TypedDict):
    """Which of several measures counts, for one subject or the whole company."""

    subject: SubjectNameDict | None
    """Of several forms of one product, the first; null: the company as a whole."""
    members: list[BetweenMemberDict]
    counts: str | None
    """The measure that counts towards the total; null where none does."""
    may_count: str | None
    """The measure that counts if every undetermined finding turned out eligible."""


class BetweenRuleDict(TypedDict):
    """A rule between measures."""

    rule: str
    title: Titles
    kind: Literal["excluded", "higher-of", "together"]
    per: Literal["subject", "company"] | None
    members: list[str]
    here: list[str]
    """Its members that have a report here."""
    source: BetweenSourceDict


@_closed
class BetweenDict(BetweenRuleDict):
    """A rule between measures, and what it chooses."""

    choices: list[BetweenChoiceDict]
    """Where there is something to choose, or an award of another measure."""
    exact: bool
    """Whether a choice brings the totals; else they are what no choice can pass."""


@_closed
class ReportsDict(TypedDict):
    """What one company may claim in one claim year under all measures of a place."""

    contract: Literal[2]
    claim_year: int
    reports: list[ReportDict]
    """Of each measure that may hold there in that year, in the rulebook's order."""
    total_ceiling: Figure
    """What the reports bring together under the rules between measures, in whole yuan."""
    potential_ceiling: Figure
    """The same if every undetermined finding turned out eligible."""
    between: list[BetweenDict]
    """The rules between measures that hold for these reports, and what each chooses."""

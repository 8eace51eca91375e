"""The shape of advice's JSON, once; as `decision.shapes` is that of a report's."""

from __future__ import annotations

from typing import Literal, NotRequired

from pydantic import ConfigDict, with_config
from typing_extensions import TypedDict  # pydantic takes that of typing from Python 3.12 on

from yaoxie.advice.planning.shapes import ClaimPlanDict
from yaoxie.decision.shapes import (
    Actual,
    BoundBy,
    CompanyNameDict,
    Day,
    ExclusionDict,
    Figure,
    ImpliedByDict,
    Pointers,
    SourceDict,
    SubjectNameDict,
)
from yaoxie.rules.types import Confidence
from yaoxie.values import RulebookNameDict, Titles

_closed = with_config(ConfigDict(extra="forbid", strict=True, use_attribute_docstrings=True))

Part = Literal["questions", "unlocks", "reasons", "readings", "places", "plan"]
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
    potential_unbounded: bool


@_closed
class GroundDict(TypedDict):
    """A requirement that a piece of advice rests on, and where it comes from."""

    id: str
    title: Titles
    source: SourceDict


@_closed
class OutlookDict(TypedDict):
    """How far the total may move once what is missing is known, in whole yuan."""

    answers: Figure
    """How many questions have an answer that can move the total."""
    least: Figure
    most: Figure
    bound: bool
    """Whether the two are bounds, which may not be reached."""
    open_from: Figure | None
    """A figure of questions from this one on holds a share of an unknown base that nothing known
    bounds; null where none does."""
    fewest: bool
    """Whether every answer was gone through, so that no fewer questions would settle the total."""


@_closed
class AskingSupportDict(TypedDict):
    """An open finding for which a field is asked, and its requirements that the field is of."""

    measure: str
    support: str
    title: Titles
    subject: SubjectNameDict
    requirements: list[GroundDict]
    """None of them where the field is what an amount is a share of."""
    share: SourceDict | None
    """Where a share of the field comes from."""


@_closed
class AnswerDict(TypedDict):
    """An answer that matters, and the totals that it leads to."""

    value: bool | int | str | list[str] | list[dict[str, bool | int | str]]
    """As it stands in a profile; one of those that rules do not tell apart."""
    words: list[str]
    """Of a word, all that come to the same."""
    first: Day | None
    """Of a day, the first that comes to the same; null where that side is open."""
    last: Day | None
    total: Figure
    """The total if nothing else is answered."""
    least: Figure
    """The smallest total, whatever the other answers are."""
    most: Figure


@_closed
class QuestionDict(TypedDict):
    """A field that is missing, and what hangs on it."""

    pointer: str
    field: str
    """What rules call it, such as `drug.category`."""
    title: Titles
    help: Titles | None
    """Where a company finds it."""
    subject: SubjectNameDict
    stake: Figure
    """The most that the answer moves the total while all other answers stay as they are."""
    bound: bool
    """Whether stake, least and most are bounds, which may not be reached."""
    answers: list[AnswerDict]
    """None where there are too many to list."""
    supports: list[AskingSupportDict]


@_closed
class ChangeDict(TypedDict):
    """One thing that would have to be otherwise."""

    how: Literal["choose", "increase", "achieve", "confirm"]
    """How it comes about; `confirm`: it is unknown, and may be so already."""
    field: str
    """What rules call the field or the milestone."""
    title: Titles
    subject: SubjectNameDict
    value: bool | int | str | list[str] | None
    """What the field would hold; null of a milestone."""
    absent: bool
    """Whether the milestone must not have been reached."""
    first: Day | None
    """The days on which it would have to be, both included; null where that side is open."""
    last: Day | None
    attributes: dict[str, bool | int | str]
    """What would have to be said of the milestone beside its day."""
    brings: list[str]
    """The milestones that it implies, and that would be reached with it."""


@_closed
class PatchDict(TypedDict):
    """A value to put into the profile, in place of what stands at the pointer."""

    pointer: str
    value: bool | int | str | list[str] | list[dict[str, bool | int | str]]


@_closed
class OpenedDict(TypedDict):
    """A finding that becomes eligible, and the requirements that are met only then."""

    measure: str
    support: str
    title: Titles
    subject: SubjectNameDict
    ceiling: Figure
    counted: Figure
    upper_bound: bool
    unbounded: bool
    requirements: list[GroundDict]


@_closed
class UnlockDict(TypedDict):
    """A smallest set of changes that opens something, and what it adds to the total."""

    gain: int
    """What the total is more by, groups, limits and awards settled; below 0 where it is less."""
    gain_unbounded: bool
    """Whether nothing known bounds the gain; it is left out where unlocks are ordered by gain."""
    total: Figure
    upper_bound: bool
    """Whether something unknown could lower the total."""
    unbounded: bool
    """Whether nothing known bounds the total."""
    changes: list[ChangeDict]
    patch: list[PatchDict]
    """The changes carried out: evaluating the profile with these values gives `total`."""
    opens: list[OpenedDict]


@_closed
class FurtherUnlocksDict(TypedDict):
    """How many sets of changes are not listed."""

    bringing_no_more: Figure
    """Evaluated: none of them brings more than those that are listed."""
    unevaluated: Figure
    """Not evaluated, of more than a thousand: the ceilings of what they open are smaller."""


@_closed
class ObstacleDict(TypedDict):
    """A requirement that no change meets, and why."""

    id: str
    title: Titles
    source: SourceDict
    field: str
    field_title: Titles
    obstacle: Literal["fixed", "past", "late", "lower", "tied"]
    """`fixed`: the field does not change; `past`: it has been reached otherwise; `late`: the last
    day for it is over; `lower`: it would have to be less; `tied`: it hangs on another day."""


@_closed
class UnreachableDict(TypedDict):
    """A support that cannot be opened for some subjects, and what is in the way.

    No obstacle: each requirement could be met, but not all together.
    """

    measure: str
    support: str
    title: Titles
    subjects: list[SubjectNameDict]
    obstacles: list[ObstacleDict]


@_closed
class UpcomingDict(TypedDict):
    """A finding that the windows of the next claim year take in, the profile unchanged."""

    measure: str
    support: str
    title: Titles
    subject: SubjectNameDict
    claim_year: int
    opens: Day
    days: Figure
    """From the day of the advice on."""
    ceiling: Figure
    counted: Figure
    """What it would count in that claim year."""
    upper_bound: bool
    unbounded: bool
    requirements: list[GroundDict]
    """Those that are met only then."""


@_closed
class SufficientDict(TypedDict):
    """A fact that suffices for a requirement, whatever else is unknown."""

    field: str
    title: Titles
    actual: Actual
    required: str
    reached: NotRequired[bool]
    """Of a milestone without a known value: whether it has been reached all the same."""
    implied_by: NotRequired[ImpliedByDict]
    """What says so, and bounds its day."""


@_closed
class SufficientGroundDict(GroundDict):
    """A requirement that is met, and the facts that suffice for it."""

    suffices: list[SufficientDict]


@_closed
class StandingFindingDict(TypedDict):
    """An eligible finding: it stays so even if all that is unknown goes badly."""

    support: str
    title: Titles
    subject: SubjectNameDict
    counted: Figure
    bound_by: BoundBy | None
    upper_bound: bool
    """Whether something unknown could lower its amount all the same."""
    unbounded: bool
    excluded_by: ExclusionDict | None
    requirements: list[SufficientGroundDict]


@_closed
class LimitReasonDict(TypedDict):
    """A limit, and what the total would be more by."""

    id: str
    title: Titles
    source: SourceDict
    one_more_yuan: Figure | None
    """If the limit were one yuan more, in every cell; null of a share of a base."""
    without: Figure
    """If there were no such limit."""
    unbounded: bool
    """Whether nothing known bounds what it would be more by."""


@_closed
class ExcludedDict(TypedDict):
    """An eligible finding that a group keeps from counting."""

    support: str
    title: Titles
    subject: SubjectNameDict
    ceiling: Figure
    unbounded: bool


@_closed
class GroupReasonDict(TypedDict):
    """Supports of which only one counts, and what the total would be more by without that."""

    id: str
    title: Titles
    source: SourceDict
    excluded: list[ExcludedDict]
    without: Figure
    unbounded: bool
    """Whether nothing known bounds what it would be more by."""


@_closed
class ClaimReasonDict(TypedDict):
    """A support that counts, and what one more subject like its largest would bring."""

    support: str
    title: Titles
    ceiling: Figure
    one_more_claim: Figure
    unbounded: bool
    """Whether nothing known bounds what that would bring."""


@_closed
class ReasonsDict(TypedDict):
    """Why the findings of one measure stand, and what binds its total."""

    measure: str
    total_ceiling: Figure
    upper_bound: bool
    unbounded: bool
    findings: list[StandingFindingDict]
    limits: list[LimitReasonDict]
    groups: list[GroupReasonDict]
    claims: list[ClaimReasonDict]


@_closed
class PlacedSupportDict(TypedDict):
    """A finding that is not ineligible for a project at a place."""

    measure: str
    support: str
    title: Titles
    status: StatusName
    ceiling: Figure
    counted: Figure
    may_count: Figure
    """The same if all that is undetermined, in earlier years too, turned out eligible."""
    upper_bound: bool
    unbounded: bool
    requirements: list[GroundDict]
    missing: Pointers


@_closed
class PlacedYearDict(TypedDict):
    """What a place would pay for a project in one claim year: from `total` to `potential`."""

    claim_year: int
    total: Figure
    potential: Figure
    upper_bound: bool
    """Whether something unknown could lower the total."""
    unbounded: bool
    potential_unbounded: bool
    supports: list[PlacedSupportDict]


@_closed
class PlacedDict(TypedDict):
    """What a place would pay for a project over the claim years that are looked at."""

    place: str
    title: Titles
    total: Figure
    potential: Figure
    upper_bound: bool
    unbounded: bool
    potential_unbounded: bool
    years: list[PlacedYearDict]


@_closed
class PlacementDict(TypedDict):
    """A project that is still to be placed, and what each place would pay for it."""

    subject: SubjectNameDict
    fields: list[str]
    """What would say where it is, and is unknown."""
    places: list[PlacedDict]


@_closed
class StandingDict(TypedDict):
    """What becomes of a finding: its status, and what it adds to the total."""

    status: StatusName
    counted: Figure
    unbounded: bool


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
    upper_bound: bool
    unbounded: bool
    potential_unbounded: bool
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
    unbounded: bool
    """Whether nothing known bounds the total under some option."""
    options: list[ReadingOptionDict]


@_closed
class ConfidenceDict(TypedDict):
    """The total of one measure that rests on sources of this confidence, or of a higher one."""

    measure: str
    at_least: Confidence
    total: Figure
    unbounded: bool


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
    upper_bound: bool
    """Whether something unknown could lower the total."""
    unbounded: bool
    """Whether nothing known bounds the total."""
    potential_unbounded: bool
    outlook: OutlookDict | None
    """Given with `questions`."""
    questions: list[QuestionDict] | None
    """Those first on which most hangs."""
    unlocks: list[UnlockDict] | None
    """Those first that bring most by fewest changes."""
    further_unlocks: FurtherUnlocksDict | None
    """Given with `unlocks`."""
    unreachable: list[UnreachableDict] | None
    """Given with `unlocks`."""
    upcoming: list[UpcomingDict] | None
    """Given with `unlocks`; empty where no day of the advice is known."""
    reasons: list[ReasonsDict] | None
    """Of each measure."""
    readings: list[AdvisedReadingDict] | None
    confidence: list[ConfidenceDict] | None
    """Given with `readings`: how much of the total rests on how sure sources."""
    places: list[PlacementDict] | None
    """Projects that are still to be placed."""
    plan: ClaimPlanDict | None
    """What to claim in which of the years; null also where the extra `plan` is not installed."""

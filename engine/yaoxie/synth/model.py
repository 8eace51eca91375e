"""The shape of a population's files: counts, fields, pipelines, awards and faults, as data.

A *variable* is drawn for every item (or company, or milestone); a *field* is a variable that the
profile shows. What they may hold, and how it depends on others, is in `forms`.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Literal, TypeAlias

from pydantic import Discriminator, Field, Tag

from yaoxie.messages import Message
from yaoxie.synth.forms import (
    TEXT_FORM,
    Counts,
    CountsTree,
    Day,
    Number,
    Pair,
    Share,
    ShareTree,
    Spread,
    Strict,
    TextTree,
    Weight,
    WeightsTree,
    Yuan,
    YuanTree,
    keyed,
)


class Variable(Strict):
    """What all forms of variables have.

    `unknown` is the share of profiles that leave the field out; `only` names words of other
    variables without which there is nothing to leave out; `shared` is the same in all items of a
    family. `milestones`, of a milestone's field, are those that have it.
    """

    unknown: Share = Decimal(0)
    unknown_draw: str | None = None
    only: dict[str, list[str]] = Field(default_factory=dict)
    shared: bool = False
    draw: str | None = None
    milestones: list[str] | None = None


class Chosen(Variable):
    """A word, by weights; or that of another variable with a chance, and by weights else."""

    weights: WeightsTree
    # Those that are no words, of a field that may hold such.
    texts: list[str] = Field(default_factory=list)
    same_as: str | None = None
    share: Share = Decimal(0)


class Chance(Variable):
    """True or false."""

    chance: ShareTree


class Phase(Strict):
    """A phase between two milestones, and per cents of its amount spent while it is under way."""

    start: str = Field(alias="from")
    end: str = Field(alias="to")
    under_way: Pair


class Amount(Variable):
    """Whole yuan in steps, log-normal; the standard deviation is in doublings."""

    median: YuanTree
    spread: Spread
    step: Annotated[int, Field(ge=1)]
    times: str | None = None
    phase: Phase | None = None


class Part(Variable):
    """A per cent, between two, of another variable."""

    share_of: str
    percent: Pair


class Sum(Variable):
    """The sum of other variables."""

    sum: Annotated[list[str], Field(min_length=1)]


class Range(Variable):
    """A number between two in steps; `peaked` ones in the middle more often."""

    between: Annotated[list[Number], Field(min_length=2, max_length=2)]
    step: Number
    peaked: bool = False
    at_least: Number | None = None


class Since(Variable):
    """A day between one and the population's last day, later ones more often."""

    since: Day


class Periods(Variable):
    """Which of some periods a day falls in: each ends before a day, the last does not end."""

    day: str
    periods: dict[str, Day | None]


class Worded(Variable):
    """A text."""

    text: TextTree


class CreditCode(Variable):
    """A unified social credit code; the number of the district inside."""

    credit_code: TextTree


_FORMS = {
    "weights": "(weights)",
    "chance": "(chance)",
    "median": "(median)",
    "share_of": "(share)",
    "sum": "(sum)",
    "between": "(between)",
    "since": "(since)",
    "periods": "(periods)",
    "text": "(text)",
    "credit_code": "(code)",
}
AnyVariable: TypeAlias = Annotated[
    Annotated[Chosen, Tag("(weights)")]
    | Annotated[Chance, Tag("(chance)")]
    | Annotated[Amount, Tag("(median)")]
    | Annotated[Part, Tag("(share)")]
    | Annotated[Sum, Tag("(sum)")]
    | Annotated[Range, Tag("(between)")]
    | Annotated[Since, Tag("(since)")]
    | Annotated[Periods, Tag("(periods)")]
    | Annotated[Worded, Tag("(text)")]
    | Annotated[CreditCode, Tag("(code)")],
    Discriminator(
        keyed(_FORMS),
        custom_error_type="variable_form",
        custom_error_message="see Spec",
    ),
]
Variables: TypeAlias = dict[str, AnyVariable]


class PipelineStep(Strict):
    """A milestone of a pipeline: days after the one before, the share that gets so far.

    `mentioned` is the share that counts it as a milestone at all; there was no such thing before
    `not_before`.
    """

    milestone: str
    days: Pair
    passing: Share
    mentioned: Share = Decimal(1)
    not_before: Day | None = None


class Milestones(Strict):
    """What is known of milestones; `unknown` is the share of items without a list of them."""

    unknown: Share = Decimal(0)
    undated: Share = Decimal(0)
    variables: Variables = Field(default_factory=dict)
    fields: Variables = Field(default_factory=dict)


class Families(Strict):
    """Neighbours that are one product; `by_id` of them have the first one's key as their family."""

    share: Share
    by_id: Share = Decimal(0)
    draw: str
    text: TextTree


class Spec(Strict):
    """A whole file; `own_errors` has what was expected where it is none of a union's forms."""

    own_errors: ClassVar[Mapping[str, Message]] = {
        "variable_form": Message("synth.variable-form", keys=tuple(_FORMS)),
        "text_form": TEXT_FORM,
    }


class CompanySpec(Spec):
    """A file of companies."""

    variables: Variables = Field(default_factory=dict)
    fields: Variables


class KindSpec(Spec):
    """A file of one kind of item."""

    count: CountsTree
    families: Families | None = None
    variables: Variables = Field(default_factory=dict)
    fields: Variables
    pipelines: dict[str, list[PipelineStep]] = Field(default_factory=dict)
    milestones: Milestones | None = None


class AwardAmount(Strict):
    """Amounts of awards, as of variables."""

    median: Yuan
    spread: Spread
    step: Annotated[int, Field(ge=1)]
    at_most: Annotated[int, Field(ge=1)]


class AwardSpec(Spec):
    """The file of awards."""

    share: Share
    count: Counts
    first_measure: Share
    first_year: Annotated[int, Field(ge=1, le=9999)]
    amount: AwardAmount


class CheckCharacter(Strict):
    """A field whose code gets a wrong last character, and a code for companies that have none."""

    field: str
    otherwise: str


class FaultSpec(Spec):
    """One kind of fault."""

    weight: Weight
    text: Literal["cut", "wrapped", "repeated"] | None = None
    set: dict[str, Any] = Field(default_factory=dict)
    remove: str | None = None
    check_character: CheckCharacter | None = None
    add: dict[str, list[Any]] = Field(default_factory=dict)

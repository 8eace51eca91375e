"""The shape of a population's files: counts, fields, pipelines, awards and faults, as data.

A *variable* is drawn for every item (or company, or milestone); a *field* is a variable that the
profile shows. What depends on other variables is a tree: `by` names a variable, `of` has a branch
for each of its words (or for several, with commas), and `others` is the branch of the rest.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, RootModel, Tag
from pydantic_core import PydanticCustomError

OTHERS = "others"  # among weights: the weight of each word that is not named


def _number(value: object) -> Decimal:
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        return Decimal(value)
    raise PydanticCustomError("number", "a number")


def _day(value: object) -> date:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise PydanticCustomError("day", "a date that exists, as YYYY-MM-DD") from None


Number = Annotated[Decimal, BeforeValidator(_number)]
Weight = Annotated[Decimal, BeforeValidator(_number), Field(ge=0)]
Share = Annotated[Decimal, BeforeValidator(_number), Field(ge=0, le=1)]
Day = Annotated[date, BeforeValidator(_day)]
Yuan = Annotated[int, Field(ge=0, le=10**12)]
Weights: TypeAlias = dict[str, Weight]
Pair2: TypeAlias = Annotated[
    list[Annotated[str, Field(min_length=1)]], Field(min_length=2, max_length=2)
]
Pair = Annotated[list[int], Field(min_length=2, max_length=2)]


class Strict(BaseModel):
    """Plain data without keys that nobody reads."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class By(Strict):
    """Branches by the words of a variable."""

    by: str
    of: dict[str, Any]
    others: Any = None


def _branch(value: Any) -> str:
    """Tells branches from leaves; the names are none that a file has as keys."""
    return "(by)" if isinstance(value, By) or (isinstance(value, dict) and "by" in value) else "()"


class WeightsBy(By):
    """Weights that depend on a variable."""

    of: dict[str, WeightsTree]
    others: WeightsTree | None = None


class ShareBy(By):
    """A share that depends on a variable."""

    of: dict[str, ShareTree]
    others: ShareTree | None = None


class YuanBy(By):
    """An amount that depends on a variable."""

    of: dict[str, YuanTree]
    others: YuanTree | None = None


class CountsBy(By):
    """Weights of numbers that depend on a variable."""

    of: dict[str, CountsTree]
    others: CountsTree | None = None


class TextBy(By):
    """A text that depends on a variable."""

    of: dict[str, TextTree]
    others: TextTree | None = None


class TextParts(RootModel[list["TextTree"]]):
    """Texts one behind the other."""

    model_config = ConfigDict(frozen=True, strict=True)


class Counts(Strict):
    """Weights of numbers: those named, and a row of which each is so much as likely as the last."""

    numbers: dict[str, Weight] = {}
    first: Annotated[int, Field(ge=0)] | None = None
    last: Annotated[int, Field(le=1000)] | None = None
    ratio: Share | None = None

    def weights(self) -> dict[int, float]:
        """The weight of each number. Raises ValueError where there is none."""
        weights = {int(number): float(weight) for number, weight in self.numbers.items()}
        if self.first is not None and self.last is not None and self.ratio is not None:
            weight = 1.0
            for number in range(self.first, self.last + 1):
                weights[number] = weight
                weight *= float(self.ratio)
        elif (self.first, self.last, self.ratio) != (None, None, None):
            raise ValueError("first, last and ratio together")
        if not sum(weights.values()):
            raise ValueError("a weight above 0")
        return weights


class AnyText(Strict):
    """One of some texts, each as often."""

    any: Annotated[list[str], Field(min_length=1)]
    draw: str


class PairsText(Strict):
    """One of some first characters, and one of some second ones."""

    pairs: Pair2
    draw: str


class WeightedText(Strict):
    """One of some texts with weights."""

    weights: Weights
    draw: str


class NumberText(Strict):
    """The item's own number, from 1."""

    number: Annotated[int, Field(ge=1, le=18)]


class WholeText(Strict):
    """A whole number between two, in so many digits."""

    whole: Pair
    digits: Annotated[int, Field(ge=1, le=9)]
    draw: str


class YearText(Strict):
    """The year of a variable that is a day."""

    year: str


class ValueText(Strict):
    """The text of another variable."""

    value: str


def _keyed(forms: dict[str, str]) -> Callable[[Any], str | None]:
    """Which form a mapping is of, by the first of its keys that tells."""

    def form(value: Any) -> str | None:
        if isinstance(value, str):
            return forms.get("")
        if isinstance(value, list):
            return forms.get("[]")
        has = value.__contains__ if isinstance(value, dict) else lambda key: hasattr(value, key)
        return next((tag for key, tag in forms.items() if key and has(key)), None)

    return form


WeightsTree: TypeAlias = Annotated[
    Annotated[WeightsBy, Tag("(by)")] | Annotated[Weights, Tag("()")], Discriminator(_branch)
]
ShareTree: TypeAlias = Annotated[
    Annotated[ShareBy, Tag("(by)")] | Annotated[Share, Tag("()")], Discriminator(_branch)
]
YuanTree: TypeAlias = Annotated[
    Annotated[YuanBy, Tag("(by)")] | Annotated[Yuan, Tag("()")], Discriminator(_branch)
]
CountsTree: TypeAlias = Annotated[
    Annotated[CountsBy, Tag("(by)")] | Annotated[Counts, Tag("()")], Discriminator(_branch)
]
_TEXTS = {
    "": "(text)",
    "[]": "(parts)",
    "by": "(by)",
    "any": "(any)",
    "pairs": "(pairs)",
    "weights": "(weights)",
    "number": "(number)",
    "whole": "(whole)",
    "year": "(year)",
    "value": "(value)",
}
TextTree: TypeAlias = Annotated[
    Annotated[str, Tag("(text)")]
    | Annotated[TextParts, Tag("(parts)")]
    | Annotated[TextBy, Tag("(by)")]
    | Annotated[AnyText, Tag("(any)")]
    | Annotated[PairsText, Tag("(pairs)")]
    | Annotated[WeightedText, Tag("(weights)")]
    | Annotated[NumberText, Tag("(number)")]
    | Annotated[WholeText, Tag("(whole)")]
    | Annotated[YearText, Tag("(year)")]
    | Annotated[ValueText, Tag("(value)")],
    Discriminator(
        _keyed(_TEXTS),
        custom_error_type="text_form",
        custom_error_message="a text, a list of parts, or a mapping with one of the keys "
        + ", ".join(key for key in _TEXTS if key.isalpha()),
    ),
]


class Variable(Strict):
    """What all forms of variables have.

    `unknown` is the share of profiles that leave the field out; `only` names words of other
    variables without which there is nothing to leave out; `shared` is the same in all items of a
    family. `milestones`, of a milestone's field, are those that have it.
    """

    unknown: Share = Decimal(0)
    unknown_draw: str | None = None
    only: dict[str, list[str]] = {}
    shared: bool = False
    draw: str | None = None
    milestones: list[str] | None = None


class Chosen(Variable):
    """A word, by weights; or that of another variable with a chance, and by weights else."""

    weights: WeightsTree
    texts: list[str] = []  # that are no words, of a field that may hold such
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
    spread: Annotated[Decimal, BeforeValidator(_number), Field(ge=0, le=4)]
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
        _keyed(_FORMS),
        custom_error_type="variable_form",
        custom_error_message="a mapping with one of the keys " + ", ".join(_FORMS),
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
    variables: Variables = {}
    fields: Variables = {}


class Families(Strict):
    """Neighbours that are one product; `by_id` of them have the first one's key as their family."""

    share: Share
    by_id: Share = Decimal(0)
    draw: str
    text: TextTree


class CompanySpec(Strict):
    """A file of companies."""

    variables: Variables = {}
    fields: Variables


class KindSpec(Strict):
    """A file of one kind of item."""

    count: CountsTree
    families: Families | None = None
    variables: Variables = {}
    fields: Variables
    pipelines: dict[str, list[PipelineStep]] = {}
    milestones: Milestones | None = None


class AwardAmount(Strict):
    """Amounts of awards, as of variables."""

    median: Yuan
    spread: Annotated[Decimal, BeforeValidator(_number), Field(ge=0, le=4)]
    step: Annotated[int, Field(ge=1)]
    at_most: Annotated[int, Field(ge=1)]


class AwardSpec(Strict):
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


class FaultSpec(Strict):
    """One kind of fault."""

    weight: Weight
    text: Literal["cut", "wrapped", "repeated"] | None = None
    set: dict[str, Any] = {}
    remove: str | None = None
    check_character: CheckCharacter | None = None
    add: dict[str, list[Any]] = {}

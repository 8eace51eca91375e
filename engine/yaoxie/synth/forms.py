"""The forms that a population's files have for weights, shares, amounts, counts and texts.

What depends on other variables is a tree: `by` names a variable, `of` has a branch for each of its
words (or for several, with commas), and `others` is the branch of the rest.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, TypeAlias

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, RootModel, Tag

from yaoxie.messages import Message
from yaoxie.values import EXPECTED_DATE, refusal

OTHERS = "others"  # among weights: the weight of each word that is not named


def _number(value: object) -> Decimal:
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        return Decimal(value)
    raise refusal("number", Message("sources.number"))


def _day(value: object) -> date:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise refusal("day", EXPECTED_DATE) from None


Number = Annotated[Decimal, BeforeValidator(_number)]
Weight = Annotated[Decimal, BeforeValidator(_number), Field(ge=0)]
Share = Annotated[Decimal, BeforeValidator(_number), Field(ge=0, le=1)]
Spread = Annotated[Decimal, BeforeValidator(_number), Field(ge=0, le=4)]
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
            raise ValueError(Message("synth.row-together"))
        if not sum(weights.values()):
            raise ValueError(Message("synth.weight-above-0"))
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


def keyed(forms: dict[str, str]) -> Callable[[Any], str | None]:
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
TEXT_FORM = Message("synth.text-form", keys=tuple(key for key in _TEXTS if key.isalpha()))
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
        keyed(_TEXTS),
        custom_error_type="text_form",
        custom_error_message="see TEXT_FORM",
    ),
]

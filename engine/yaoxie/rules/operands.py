"""What a rule file may write for an operator's operand, and how it is checked for a field."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Annotated, NamedTuple

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, Tag

from yaoxie.errors import nearest
from yaoxie.messages import Either, Message
from yaoxie.profile.field_types import FieldType
from yaoxie.values import EXPECTED_RATE, MAX_MONEY, ExactRate, refusal

AddFault = Callable[
    [str, object, Message, str | None], None
]  # pointer, value, expected, nearest name
Number = int | Decimal


def _in_figures(value: object) -> object:
    if isinstance(value, Decimal | float):
        raise refusal("bound", Message("sources.whole-number"))
    return value


# A number, or a rate in a string, for a field of that type.
Bound = Annotated[
    Annotated[
        Annotated[int, Field(ge=0, le=MAX_MONEY), Tag("number")]
        | Annotated[ExactRate, Tag("rate")],
        Discriminator(lambda value: "rate" if isinstance(value, str) else "number"),
    ],
    BeforeValidator(_in_figures),
]


class PartOfField(BaseModel):
    """A part of another amount in the profile."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    rate: ExactRate
    of: str = Field(description="a field of amounts, such as drug.rd_spend")


class OtherDay(BaseModel):
    """Another day in the profile: that of a milestone, or a field of days."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    milestone: str | None = None
    field: str | None = Field(None, description="a field of days, such as initiative.date")


class MonthsOfDay(OtherDay):
    """Another day, and so many months from it on."""

    months: int = Field(ge=1, le=1200)


class DayFact(NamedTuple):
    """A fact that is a day; of a milestone, the fact that says whether it is reached.

    `implied`: whether other milestones imply it, so that its day may be bounded. `months`: how many
    from it on a test allows.
    """

    fact: str
    milestone: str | None = None
    implied: bool = False
    months: int = 0


@dataclass(frozen=True, slots=True)
class Written:
    """An operand as a rule file has it, the pointer where it stands, and the measure's windows."""

    value: object
    at: str
    windows: frozenset[str]
    add_fault: AddFault
    amounts: tuple[str, ...] = ()  # the fields of type yuan that may be read
    days: Mapping[str, DayFact] = field(default_factory=dict)  # by milestone or field

    def refuse(self, expected: Message, close: str | None = None) -> None:
        """Says that the operand is wrong."""
        self.add_fault(self.at, self.value, expected, close)

    def bound(self, type_: FieldType) -> Number | None:
        """A rate for a field of rates, and a whole number for any other."""
        rate = type_.name == "rate"
        if isinstance(self.value, Decimal if rate else int):
            return self.value
        expected = EXPECTED_RATE if rate else Message("sources.whole-number")
        self.refuse(Message("rules.number-for-type", expected=expected, type=type_.name))
        return None

    def words(self, type_: FieldType) -> tuple[str, ...] | None:
        """Words of the field's set, each once; one may stand without a list."""
        several = isinstance(self.value, list)
        words: list[object] = self.value if isinstance(self.value, list) else [self.value]
        fine: list[str] = []
        for index, word in enumerate(words):
            at = f"{self.at}/{index}" if several else self.at
            if word not in type_.words:
                expected = Message("sources.one-of", words=type_.words)
                self.add_fault(at, word, expected, nearest(word, type_.words))
            elif word in words[:index]:
                self.add_fault(at, word, Message("rules.each-word-once"), None)
            else:
                fine.append(str(word))
        return tuple(fine) if len(fine) == len(words) else None

    def excepted(self, type_: FieldType, named: tuple[str, ...]) -> tuple[str, ...] | None:
        """Words within the named ones, and holding none of them."""
        words = self.words(type_)
        if words is None:
            return None
        known = [
            word
            for word in type_.words
            if any(name in type_.holders(word)[1:] for name in named)
            and not any(word in type_.holders(name) for name in named)
        ]
        expected = Message(
            "rules.word-within",
            names=Either(named),
            words=tuple(known) or Message("rules.there-is-none"),
        )
        fine = True
        for index, word in enumerate(words):
            if word not in known:
                self.add_fault(f"{self.at}/{index}", word, expected, nearest(word, known))
                fine = False
        return words if fine else None

    def other_day(self) -> DayFact | None:
        """The other day that the operand names, by its milestone or its field."""
        assert isinstance(self.value, OtherDay)
        named = {"milestone": self.value.milestone, "field": self.value.field}
        stated = [(key, name) for key, name in named.items() if name is not None]
        if len(stated) != 1:
            value = " and ".join(key for key, _ in stated) or Message("rules.neither")
            self.add_fault(self.at, value, Message("rules.either-of"), None)
            return None
        ((key, name),) = stated
        # A field is called KIND.NAME, and a milestone has no dot.
        known = [day for day in self.days if ("." in day) is (key == "field")]
        if name not in known:
            expected = Message(
                "rules.another-milestone" if key == "milestone" else "rules.another-day-field",
                names=tuple(known) or Message("rules.there-is-none"),
            )
            self.add_fault(f"{self.at}/{key}", name, expected, nearest(name, known))
            return None
        return self.days[name]

    def day(self) -> date:
        """A day, which the file's model has made sure of."""
        assert isinstance(self.value, date)
        return self.value

"""The types that a field of a profile may have, with every form of each but its column.

Their columns, which only tables need, stand in `tables.field_columns`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from types import GenericAlias
from typing import Annotated, Any, Literal

from msgspec import UNSET, Meta
from pydantic import Field, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

from yaoxie.messages import Message
from yaoxie.profile.credit_code import CreditCode
from yaoxie.profile.word_names import Names
from yaoxie.values import (
    MAX_COUNT,
    MAX_MONEY,
    MAX_MONTHS,
    RATE_PATTERN,
    Count,
    IsoDate,
    Months,
    Rate,
    Title,
    Yuan,
)

TypeName = Literal[
    "text", "yes_no", "word", "words", "yuan", "count", "months", "rate", "day", "milestones"
]
Check = Literal["credit-code"]
Turn = Literal["word", "amount", "rate", "day", "member"]
Unit = Literal["days", "count", "yuan", "months", "rate"]

Text = Annotated[str, Field(min_length=1)]
Lax = Field(strict=False)  # a JSON list is no tuple; its items stay strict
_CHECKED_TEXTS: dict[Check, Any] = {"credit-code": CreditCode}

# What an absent field holds in a record of msgspec: a value that no profile gives and that a column
# can hold. It must be a single object of Python, because only the very same one is left out in
# writing.
NO_TEXT = ""
NO_NUMBER = -1
_TEXT_STRUCT = Annotated[str, Meta(min_length=1)]


@dataclass(frozen=True, slots=True)
class FieldType:
    """The type of one field; `words` where it holds words of the vocabulary.

    An `open` field may hold other texts too: what it says is then unknown. `nested`: the words that
    lie within another, each with that one. `names`: what people call the words, as `word_names`
    has it.
    """

    name: TypeName
    words: tuple[str, ...] = ()
    open: bool = False
    check: Check | None = None
    nested: tuple[tuple[str, str], ...] = ()
    names: Names = ()
    _outer: dict[str, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_outer", dict(self.nested))

    @property
    def form(self) -> TypeForm:
        """The forms of its type."""
        return TYPES[self.name]

    def holders(self, word: str) -> tuple[str, ...]:
        """A word, the one that it lies within, and so on."""
        chain = [word]
        while (last := self._outer.get(chain[-1])) is not None:
            chain.append(last)
        return tuple(chain)

    def inside(self, word: str) -> tuple[str, ...]:
        """A word and all that lie within it, in their order."""
        return tuple(each for each in self.words if word in self.holders(each))

    def overlap(self, word: str, other: str) -> bool:
        """Whether one of two words lies within the other."""
        return word in self.holders(other) or other in self.holders(word)

    @property
    def decides(self) -> bool:
        """Whether a condition may read it: free text and lists of milestones never decide."""
        return self.form.turn is not None


@dataclass(frozen=True, slots=True)
class TypeForm:
    """All forms of a type of field.

    `title` is what the pages of fields call it, where `{words}` stands for its words; `model` is
    what pydantic takes and makes a JSON Schema from; `struct` what msgspec takes, and `absent` what
    its record holds where the field is absent; `turn` how production rules compare its values, None
    where none does, which also decides the operators that fit it; `annotation` what a type checker
    is told, where `{word}` stands for its words and `{milestone}` for the record of a milestone;
    `unit` what its amounts are counted in, `highest` the most that one may be, and `lowest` the
    least; `has_words` whether it takes words of the vocabulary.
    """

    title: Title
    model: Callable[[FieldType], Any]
    struct: Callable[[FieldType], Any]
    absent: Any
    turn: Turn | None
    annotation: str
    unit: Unit | None = None
    highest: int | None = None
    lowest: int = 0
    has_words: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether its values are whole numbers, of whatever unit."""
        return self.highest is not None


@dataclass(frozen=True, slots=True)
class _OneOf:
    """Annotates a text as one of some words; an open one may be any other text too."""

    words: tuple[str, ...]
    open: bool = False

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        if self.open or not self.words:
            return handler(source)
        word = core_schema.custom_error_schema(
            core_schema.literal_schema(list(self.words)),
            custom_error_type="word",
            custom_error_message="{expected}",
            custom_error_context={"expected": Message("sources.one-of", words=self.words)},
        )
        return core_schema.chain_schema([handler(source), word])

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        if self.open:
            return {**handler(schema), "examples": list(self.words)}
        return {"type": "string", "enum": list(self.words)}


def _words_struct(field: FieldType) -> Any:
    words: Any = Literal[field.words]
    return GenericAlias(tuple, (words, ...))


def _word_struct(field: FieldType) -> Any:
    return _TEXT_STRUCT if field.open else Literal[field.words]


def _whole(title: Title, model: Any, unit: Unit, highest: int, lowest: int = 0) -> TypeForm:
    struct = Annotated[int, Meta(ge=lowest, le=highest)]
    return TypeForm(
        *(title, lambda _: model, lambda _: struct, NO_NUMBER, "amount", "int", unit, highest),
        lowest=lowest,
    )


TYPES: dict[TypeName, TypeForm] = {
    "text": TypeForm(
        title=Title(zh="文本", en="text"),
        model=lambda field: _CHECKED_TEXTS[field.check] if field.check else Text,
        struct=lambda _: _TEXT_STRUCT,
        absent=NO_TEXT,
        turn=None,
        annotation="str",
    ),
    "yes_no": TypeForm(
        title=Title(zh="是或否", en="yes or no"),
        model=lambda _: bool,
        struct=lambda _: bool,
        absent=UNSET,
        turn="word",
        annotation="bool",
    ),
    "word": TypeForm(
        title=Title(zh="选项词 {words}", en="word of {words}"),
        model=lambda field: Annotated[Text if field.open else str, _OneOf(field.words, field.open)],
        struct=_word_struct,
        absent=NO_TEXT,
        turn="word",
        annotation="{word}",
        has_words=True,
    ),
    "words": TypeForm(
        title=Title(zh="选项词列表 {words}", en="list of words of {words}"),
        model=lambda field: Annotated[tuple[Annotated[str, _OneOf(field.words)], ...], Lax],
        struct=_words_struct,
        absent=UNSET,
        turn="member",
        annotation="tuple[{word}, ...]",
        has_words=True,
    ),
    "yuan": _whole(Title(zh="整数元", en="whole yuan"), Yuan, "yuan", MAX_MONEY),
    "count": _whole(Title(zh="整数，从1起", en="count, from 1"), Count, "count", MAX_COUNT, 1),
    "months": _whole(Title(zh="整数月", en="whole months"), Months, "months", MAX_MONTHS),
    "rate": TypeForm(
        title=Title(zh="比例", en="rate"),
        model=lambda _: Rate,
        struct=lambda _: Annotated[str, Meta(pattern=rf"\A{RATE_PATTERN}\Z")],
        absent=NO_TEXT,
        turn="rate",
        annotation="Decimal",
        unit="rate",
    ),
    "day": TypeForm(
        title=Title(zh="日期", en="day"),
        model=lambda _: IsoDate,
        # As a record's text: days are looked up among those seen before, which is quicker.
        struct=lambda _: _TEXT_STRUCT,
        absent=NO_TEXT,
        turn="day",
        annotation="dt.date",
        unit="days",
    ),
    # A list of the milestones' own records; see `records` and `tables.ndjson.structs`.
    "milestones": TypeForm(
        title=Title(zh="[里程碑](#milestone)列表", en="list of [milestones](#milestone)"),
        model=lambda _: tuple,
        struct=lambda _: tuple,
        absent=UNSET,
        turn=None,
        annotation="tuple[{milestone}, ...]",
    ),
}

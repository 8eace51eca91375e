"""The types that a field of a profile may have, with every form of each but its column.

Their columns, which only tables need, stand in `tables.field_columns`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import GenericAlias
from typing import Annotated, Any, Literal

from msgspec import UNSET, Meta
from pydantic import Field, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

from yaoxie.profile.credit_code import CreditCode
from yaoxie.values import MAX_MONEY, MAX_MONTHS, RATE_PATTERN, IsoDate, Months, Rate, Yuan

TypeName = Literal["text", "yes_no", "word", "words", "yuan", "months", "rate", "day", "milestones"]
Check = Literal["credit-code"]
Turn = Literal["word", "amount", "rate", "day", "member"]

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

    An `open` field may hold other texts too: what it says is then unknown.
    """

    name: TypeName
    words: tuple[str, ...] = ()
    open: bool = False
    check: Check | None = None

    @property
    def form(self) -> TypeForm:
        """The forms of its type."""
        return TYPES[self.name]

    @property
    def decides(self) -> bool:
        """Whether a condition may read it: free text and lists of milestones never decide."""
        return self.form.turn is not None


@dataclass(frozen=True, slots=True)
class TypeForm:
    """All forms of a type of field.

    `model` is what pydantic takes and makes a JSON Schema from; `struct` what msgspec takes, and
    `absent` what its record holds where the field is absent; `turn` how production rules compare
    its values, None where none does, which also decides the operators that fit it; `annotation`
    what a type checker is told, where `{word}` stands for its words and `{milestone}` for the
    record of a milestone; `highest` the most that a whole number may be, from 0; `has_words`
    whether it takes words of the vocabulary.
    """

    model: Callable[[FieldType], Any]
    struct: Callable[[FieldType], Any]
    absent: Any
    turn: Turn | None
    annotation: str
    highest: int | None = None
    has_words: bool = False


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
            custom_error_message="one of {words}",
            custom_error_context={"words": ", ".join(self.words)},
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


def _whole(model: Any, highest: int) -> TypeForm:
    struct = Annotated[int, Meta(ge=0, le=highest)]
    return TypeForm(lambda _: model, lambda _: struct, NO_NUMBER, "amount", "int", highest)


TYPES: dict[TypeName, TypeForm] = {
    "text": TypeForm(
        model=lambda field: _CHECKED_TEXTS[field.check] if field.check else Text,
        struct=lambda _: _TEXT_STRUCT,
        absent=NO_TEXT,
        turn=None,
        annotation="str",
    ),
    "yes_no": TypeForm(lambda _: bool, lambda _: bool, UNSET, "word", "bool"),
    "word": TypeForm(
        model=lambda field: Annotated[Text if field.open else str, _OneOf(field.words, field.open)],
        struct=_word_struct,
        absent=NO_TEXT,
        turn="word",
        annotation="{word}",
        has_words=True,
    ),
    "words": TypeForm(
        model=lambda field: Annotated[tuple[Annotated[str, _OneOf(field.words)], ...], Lax],
        struct=_words_struct,
        absent=UNSET,
        turn="member",
        annotation="tuple[{word}, ...]",
        has_words=True,
    ),
    "yuan": _whole(Yuan, MAX_MONEY),
    "months": _whole(Months, MAX_MONTHS),
    "rate": TypeForm(
        model=lambda _: Rate,
        struct=lambda _: Annotated[str, Meta(pattern=rf"\A{RATE_PATTERN}\Z")],
        absent=NO_TEXT,
        turn="rate",
        annotation="Decimal",
    ),
    # As a record's text: days are looked up among those seen before, which is quicker.
    "day": TypeForm(lambda _: IsoDate, lambda _: _TEXT_STRUCT, NO_TEXT, "day", "dt.date"),
    # A list of the milestones' own records; see `records` and `tables.ndjson.structs`.
    "milestones": TypeForm(
        lambda _: tuple, lambda _: tuple, UNSET, None, "tuple[{milestone}, ...]"
    ),
}

"""What rule files are made of: names, amounts, rates, citations, guards, conditions.

An entry with `under` applies only when the named readings have the named options. What may differ
by reading is written once, or as a list of alternatives of which at most one holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, TypeVar, get_args

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    GetJsonSchemaHandler,
    Tag,
    WithJsonSchema,
    create_model,
)
from pydantic_core import CoreSchema

from yaoxie.messages import Message
from yaoxie.rules.operators import OPERATORS
from yaoxie.values import MAX_MONEY, ExactRate, Title, refusal

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST_ID = 64


def _identifier(value: str) -> str:
    if not _ID.fullmatch(value) or len(value) > _LONGEST_ID:
        raise refusal("identifier", Message("sources.identifier"))
    return value


@dataclass(frozen=True, slots=True)
class _OneOrMore:
    """Says in the schema that a single entry may stand without its list."""

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        list_schema = handler(schema)
        return {"anyOf": [list_schema["items"], list_schema]}


T = TypeVar("T")
Id = Annotated[str, AfterValidator(_identifier)]
Rate = ExactRate
# Editors that read YAML 1.2 take digits with underscores for text.
Amount = Annotated[
    int,
    Field(ge=1, le=MAX_MONEY),
    WithJsonSchema(
        {"anyOf": [{"type": "integer", "minimum": 1}, {"type": "string", "pattern": "^[0-9_]+$"}]}
    ),
]
OneOrMore = Annotated[
    list[T],
    BeforeValidator(lambda value: value if isinstance(value, list) else [value]),
    Field(min_length=1, max_length=100),
    _OneOrMore(),
]
Under = dict[str, OneOrMore[str]]  # by reading, the options under which a thing exists
Confidence = Literal["H", "M-H", "M", "L", "K"]
CONFIDENCES: tuple[Confidence, ...] = get_args(Confidence)  # the surest first
_RANKS = {mark: rank for rank, mark in enumerate(CONFIDENCES)}


def weakest(marks: Iterable[Confidence]) -> Confidence:
    """The weakest of some marks; there is at least one."""
    return max(marks, key=_RANKS.__getitem__)


class RuleModel(BaseModel):
    """A part of a rule file; keys it does not know are faults."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Citation(RuleModel):
    """Where a rule comes from: a document of the measure, and the place in it."""

    document: str
    at: str | None = Field(None, description="article or paragraph")
    confidence: Confidence | None = Field(None, description="where it differs from the document's")
    weaker: dict[str, Confidence] = Field(
        default_factory=dict, description="words that the place supports less surely than the rest"
    )
    note: Title | None = Field(None, description="what a reader must know of it")


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule comes from: a citation, and how sure its document is."""

    document: str
    at: str | None
    confidence: Confidence
    weaker: tuple[tuple[str, Confidence], ...] = ()

    def sure(self, value: object) -> Confidence:
        """How sure the place is of what stands in the profile: some words it says less surely."""
        if not self.weaker or not isinstance(value, str):
            return self.confidence
        return dict(self.weaker).get(value, self.confidence)


class Guarded(RuleModel):
    """An entry that applies only under these options of these readings; of each, any listed."""

    under: Under = Field(default_factory=dict)


class AllOf(RuleModel):
    """Every part holds."""

    all: list[Condition] = Field(min_length=1, max_length=1000)


class AnyOf(RuleModel):
    """At least one part holds."""

    any: list[Condition] = Field(min_length=1, max_length=1000)


class NotOf(RuleModel):
    """The part does not hold."""

    not_: Condition = Field(alias="not")


class WrittenTest(RuleModel):
    """One field, or one milestone (its date, or the named field of it), and one operator."""

    field: str | None = None
    milestone: str | None = None
    except_: list[str] | None = Field(
        None,
        alias="except",
        min_length=1,
        max_length=1000,
        description="beside is or one_of: words within the named ones that do not count",
    )
    explains_keys: ClassVar[bool] = True  # `conditions.Builder` knows which operators fit
    unknown_keys: ClassVar[tuple[str, ...]] = ()  # one that is salvaged has its own

    def operands(self) -> dict[str, object]:
        """What stands beside each operator that is named."""
        stated = self.model_fields_set
        written = {name: getattr(self, name) for name in OPERATORS if name in stated}
        return {name: operand for name, operand in written.items() if operand is not None}


if TYPE_CHECKING:
    FieldTest = WrittenTest
else:
    # The operators' keys are those of the table of operators.
    FieldTest = create_model(
        "FieldTest",
        __base__=WrittenTest,
        __module__=__name__,
        __doc__=WrittenTest.__doc__,
        **{
            name: (operator.written | None, Field(None, description=operator.help))
            for name, operator in OPERATORS.items()
        },
    )


def _kind_of_condition(value: object) -> str:
    """Its tag, which is none that a file has as a key."""
    if isinstance(value, dict):
        return next((f"({key})" for key in ("all", "any", "not") if key in value), "()")
    return "()"


Condition = Annotated[
    Annotated[AllOf, Tag("(all)")]
    | Annotated[AnyOf, Tag("(any)")]
    | Annotated[NotOf, Tag("(not)")]
    | Annotated[FieldTest, Tag("()")],
    Discriminator(_kind_of_condition),
]
for _model in (AllOf, AnyOf, NotOf):
    _model.model_rebuild()  # they name what is defined after them
ConditionModel = AllOf | AnyOf | NotOf | FieldTest

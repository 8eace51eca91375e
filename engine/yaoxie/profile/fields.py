"""Which fields conditions may read, and of what type: taken from the profile's own models."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from yaoxie.profile.model import KINDS, DeviceMilestone
from yaoxie.profile.vocabulary import WordOf, vocabulary
from yaoxie.values import IsoDate, Unit

Type = Literal["word", "words", "bool", "money", "months", "rate", "date", "text", "list"]
MILESTONE_KINDS = {"drug": "drug_milestone", "device": "device_milestone"}
NUMBERS: dict[str, Type] = {"yuan": "money", "months": "months", "rate": "rate"}  # by their unit
_DATE_VALIDATOR = get_args(IsoDate)[1]


@dataclass(frozen=True, slots=True)
class FieldType:
    """The type of one field; `words` where it holds words of the vocabulary.

    An `open` field may hold other texts too: what it says is then unknown.
    """

    name: Type
    words: tuple[str, ...] = ()
    open: bool = False

    @property
    def decides(self) -> bool:
        """Whether a condition may read it: free text and lists of items never decide."""
        return self.name not in {"text", "list"}


@cache
def fields(kind: str) -> dict[str, FieldType]:
    """The fields of one kind of subject by name, without the kind before it."""
    return _types(KINDS[kind])


@cache
def milestone_fields() -> dict[str, FieldType]:
    """The fields of a milestone."""
    types = _types(DeviceMilestone)
    return {name: kind for name, kind in types.items() if name != "milestone"}


def milestones(kind: str) -> tuple[str, ...]:
    """The milestones that a subject of this kind may reach."""
    return vocabulary().ids(MILESTONE_KINDS[kind]) if kind in MILESTONE_KINDS else ()


def _types(model: type[BaseModel]) -> dict[str, FieldType]:
    return {
        name: _type(info.annotation, info.metadata) for name, info in model.model_fields.items()
    }


def _type(annotation: Any, metadata: list[Any]) -> FieldType:
    if get_origin(annotation) is Union or type(annotation).__name__ == "UnionType":
        known = [arg for arg in get_args(annotation) if arg is not type(None)]
        return _type(known[0], metadata)
    if hasattr(annotation, "__metadata__"):
        return _type(annotation.__origin__, [*annotation.__metadata__, *metadata])
    word = next((entry for entry in metadata if isinstance(entry, WordOf)), None)
    if word is not None:
        return FieldType("word", vocabulary().ids(word.name), word.open)
    unit = next((entry for entry in metadata if isinstance(entry, Unit)), None)
    if unit is not None:
        return FieldType(NUMBERS[unit.name])
    if any(entry is _DATE_VALIDATOR for entry in metadata):
        return FieldType("date")
    if annotation is bool:
        return FieldType("bool")
    if get_origin(annotation) is tuple:
        inner = _type(get_args(annotation)[0], [])
        return FieldType("words", inner.words) if inner.name == "word" else FieldType("list")
    return FieldType("text")

"""The fields of the packaged vocabulary, for what does not yet ask a vocabulary of its own."""

from __future__ import annotations

from functools import cache

from yaoxie.profile.field_types import FieldType
from yaoxie.profile.vocabulary import packaged

__all__ = [
    "ITEM_LISTS",
    "KINDS",
    "MILESTONE_KINDS",
    "FieldType",
    "fields",
    "milestone_fields",
    "milestones",
]

MILESTONE_KINDS = packaged().milestone_kinds
ITEM_LISTS = dict(packaged().item_lists)
KINDS = packaged().kinds


@cache
def fields(kind: str) -> dict[str, FieldType]:
    """The types of the fields of one kind of subject by name."""
    return {name: field.type for name, field in packaged().fields(kind).items()}


@cache
def milestone_fields() -> dict[str, FieldType]:
    """The types of the fields of a milestone."""
    return {name: field.type for name, field in packaged().milestone_fields.items()}


def milestones(kind: str) -> tuple[str, ...]:
    """The milestones that a subject of this kind may reach."""
    return packaged().milestones(kind)

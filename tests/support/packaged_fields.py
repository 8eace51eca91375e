"""The fields of the packaged vocabulary by their types, as tests ask for them."""

from __future__ import annotations

from functools import cache

from yaoxie.profile.field_types import FieldType
from yaoxie.profile.vocabulary import packaged

ITEM_LISTS = dict(packaged().item_lists)


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

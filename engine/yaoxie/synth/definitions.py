"""What a vocabulary defines, as far as a population needs it: the one place that asks for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import polars as pl

from yaoxie.profile import fields
from yaoxie.profile.field_types import FieldType
from yaoxie.profile.fields import ITEM_LISTS
from yaoxie.profile.vocabulary import COMPANY
from yaoxie.tables import schema

MILESTONE = "milestone"  # fields of milestones stand under it


@dataclass(frozen=True)
class Definitions:
    """Kinds of items with their tables, fields by kind, milestones by kind, columns by table."""

    lists: Mapping[str, str]
    fields: Mapping[str, Mapping[str, FieldType]]
    milestones: Mapping[str, tuple[str, ...]]
    columns: Mapping[str, Mapping[str, pl.DataType]]


@cache
def packaged() -> Definitions:
    """Those of the packaged vocabulary."""
    return Definitions(
        dict(ITEM_LISTS),
        {kind: fields.fields(kind) for kind in (COMPANY, *ITEM_LISTS)}
        | {MILESTONE: fields.milestone_fields()},
        {kind: fields.milestones(kind) for kind in fields.MILESTONE_KINDS},
        {table: schema.schema(table) for table in schema.TABLES},
    )

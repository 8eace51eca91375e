"""What a vocabulary defines, as far as a population needs it: the one place that asks for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import polars as pl

from yaoxie.profile import vocabulary
from yaoxie.profile.field_types import FieldType
from yaoxie.profile.vocabulary import MILESTONE, Vocabulary
from yaoxie.tables import schema

__all__ = ["MILESTONE", "Definitions", "of", "packaged"]

_KEPT = 16  # vocabularies whose definitions are kept


@dataclass(frozen=True)
class Definitions:
    """Kinds of items with their tables, fields by kind, milestones by kind, columns by table.

    Fields of milestones stand under `MILESTONE`.
    """

    vocabulary: Vocabulary
    lists: Mapping[str, str]
    fields: Mapping[str, Mapping[str, FieldType]]
    milestones: Mapping[str, tuple[str, ...]]
    columns: Mapping[str, Mapping[str, pl.DataType]]


@lru_cache(_KEPT)
def of(vocabulary: Vocabulary) -> Definitions:
    """Those of a vocabulary."""
    own = schema.of(vocabulary)
    fields = {kind: vocabulary.fields(kind) for kind in vocabulary.kinds}
    fields[MILESTONE] = vocabulary.milestone_fields
    return Definitions(
        vocabulary,
        dict(vocabulary.item_lists),
        {kind: {n: field.type for n, field in named.items()} for kind, named in fields.items()},
        {kind: vocabulary.milestones(kind) for kind in vocabulary.milestone_kinds},
        {table: own.columns(table) for table in own.tables},
    )


def packaged() -> Definitions:
    """Those of the packaged vocabulary."""
    return of(vocabulary.packaged())

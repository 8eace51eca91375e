"""Profiles as plain records that decode quickly, made from a vocabulary.

They take what its profiles take field by field, but for days, check characters and what one field
says against another. What is absent differs from null, so that writing a record back gives what
was read: a key that stood twice then comes out once.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from types import GenericAlias
from typing import Annotated, Any, Union, cast

import msgspec
from msgspec import UNSET, Meta

from yaoxie.profile.field_types import FieldType
from yaoxie.profile.records import Award
from yaoxie.profile.vocabulary import COMPANY, MILESTONE, Field, Vocabulary
from yaoxie.tables.schema import AWARDS
from yaoxie.values import MAX_MONEY

_TEXT = Annotated[str, Meta(min_length=1)]
_KEPT = 16  # vocabularies whose records are kept


@lru_cache(_KEPT)
def profile_struct(vocabulary: Vocabulary) -> type[msgspec.Struct]:
    """The record of a whole profile."""
    types = {COMPANY: _kind(COMPANY, vocabulary)}
    types |= {name: _list(_kind(kind, vocabulary)) for kind, name in vocabulary.item_lists.items()}
    return _struct("profile", {COMPANY}, types | {AWARDS: _list(_award())})


def _kind(kind: str, vocabulary: Vocabulary) -> type[msgspec.Struct]:
    fields = vocabulary.fields(kind).values()
    types = {
        field.name: _list(_milestone(kind, vocabulary))
        if field.type.name == "milestones"
        else _type(field.type)
        for field in fields
    }
    required = [field.name for field in fields if field.required]
    return _struct(kind, required, types, _absent(fields))


def _milestone(kind: str, vocabulary: Vocabulary) -> type[msgspec.Struct]:
    fields = vocabulary.milestone_fields.values()
    types = {MILESTONE: _type(vocabulary.milestone_type(kind))}
    types |= {field.name: _type(field.type) for field in fields}
    return _struct(f"{kind}_milestone", {MILESTONE}, types, _absent(fields))


def _award() -> type[msgspec.Struct]:
    texts: dict[str, Any] = dict.fromkeys(Award.model_fields, _TEXT)
    year = Annotated[int, Meta(ge=1, le=9999)]
    amount = Annotated[int, Meta(ge=1, le=MAX_MONEY)]
    return _struct("award", Award.model_fields, texts | {"year": year, "amount": amount})


def _struct(
    name: str,
    required: Iterable[str],
    types: dict[str, Any],
    absent: dict[str, Any] | None = None,
) -> type[msgspec.Struct]:
    needed = frozenset(required)
    absent_as = absent or {}
    parts: list[Any] = [(key, types[key]) for key in types if key in needed]
    for key, type_ in types.items():
        if key not in needed:
            parts.append((key, _or_null(type_), absent_as.get(key, UNSET)))
    return msgspec.defstruct(
        name, parts, forbid_unknown_fields=True, omit_defaults=True, gc=False, frozen=True
    )


def _absent(fields: Iterable[Field]) -> dict[str, Any]:
    return {field.name: field.type.form.absent for field in fields}


def _type(type_: FieldType) -> Any:
    return type_.form.struct(type_)


def _list(type_: Any) -> Any:
    return GenericAlias(tuple, (type_, ...))


def _or_null(type_: Any) -> Any:
    return cast("Any", Union)[type_, None]

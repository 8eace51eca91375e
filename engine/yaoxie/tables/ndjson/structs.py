"""Profiles as plain records that decode quickly, made from the profile's own models.

They take what `Profile` takes field by field, but for check characters and what one field says
against another. What is absent differs from null, so that writing a record back gives what was
read: a key that stood twice then comes out once.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from types import GenericAlias
from typing import Annotated, Any, Literal, Union, cast

import msgspec
from msgspec import UNSET, Meta

from yaoxie.profile import fields
from yaoxie.profile.fields import ITEM_LISTS, FieldType
from yaoxie.profile.model import Award
from yaoxie.profile.vocabulary import COMPANY
from yaoxie.values import MAX_MONEY, MAX_MONTHS

_TEXT = Annotated[str, Meta(min_length=1)]
_RATE = Annotated[str, Meta(pattern=r"\A[0-9]{1,3}(\.[0-9]{1,6})?\Z")]
_REQUIRED = {COMPANY: "name"} | dict.fromkeys(ITEM_LISTS, "id")
# An absent field's value: one that no text of a profile gives, and that a column can hold. It must
# be a single object of Python, because only the very same one is left out in writing.
NO_TEXT = ""
NO_NUMBER = -1
_NUMBERS = {"yuan", "months"}
_SINGLE = {"word", "day", "rate", "text"}


@cache
def profile_struct() -> type[msgspec.Struct]:
    """The record of a whole profile."""
    types = {COMPANY: _item(COMPANY)}
    types |= {table: _list(_item(kind)) for kind, table in ITEM_LISTS.items()}
    return _struct("profile", {COMPANY}, types | {"awards": _list(_award())})


@cache
def _item(kind: str) -> Any:
    types: dict[str, Any] = {}
    defaults: dict[str, Any] = {}
    for name, type_ in fields.fields(kind).items():
        types[name] = _list(_milestone(kind)) if type_.name == "milestones" else _type(type_)
        defaults[name] = absent(type_)
    return _struct(kind, {_REQUIRED[kind]}, types, defaults)


def _milestone(kind: str) -> type[msgspec.Struct]:
    own = fields.milestone_fields()
    types = {"milestone": _one_of(fields.milestones(kind))} | {
        name: _type(type_) for name, type_ in own.items()
    }
    defaults = {name: absent(type_) for name, type_ in own.items()}
    return _struct(f"{kind}_milestone", {"milestone"}, types, defaults)


def _award() -> type[msgspec.Struct]:
    texts: dict[str, Any] = dict.fromkeys(Award.model_fields, _TEXT)
    year = Annotated[int, Meta(ge=1, le=9999)]
    amount = Annotated[int, Meta(ge=1, le=MAX_MONEY)]
    return _struct("award", Award.model_fields, texts | {"year": year, "amount": amount})


def _struct(
    name: str,
    required: Iterable[str],
    types: dict[str, Any],
    defaults: dict[str, Any] | None = None,
) -> type[msgspec.Struct]:
    needed = frozenset(required)
    absent_as = defaults or {}
    parts: list[Any] = [(key, types[key]) for key in types if key in needed]
    for key, type_ in types.items():
        if key not in needed:
            parts.append((key, _or_null(type_), absent_as.get(key, UNSET)))
    return msgspec.defstruct(
        name, parts, forbid_unknown_fields=True, omit_defaults=True, gc=False, frozen=True
    )


def _type(type_: FieldType) -> Any:
    if type_.open:
        return _TEXT
    match type_.name:
        case "word":
            return _one_of(type_.words)
        case "words":
            return _list(_one_of(type_.words))
        case "yes_no":
            return bool
        case "yuan":
            return Annotated[int, Meta(ge=0, le=MAX_MONEY)]
        case "months":
            return Annotated[int, Meta(ge=0, le=MAX_MONTHS)]
        case "rate":
            return _RATE
        case "day":
            return _TEXT  # days are looked up among those seen before, which is quicker
        case _:
            return _TEXT


def _list(type_: Any) -> Any:
    return GenericAlias(tuple, (type_, ...))


def _one_of(words: tuple[str, ...]) -> Any:
    return cast("Any", Literal)[words]


def _or_null(type_: Any) -> Any:
    return cast("Any", Union)[type_, None]


def absent(type_: FieldType) -> Any:
    """What an absent field of a type holds in a record."""
    if type_.name in _NUMBERS:
        return NO_NUMBER
    return NO_TEXT if type_.name in _SINGLE else UNSET

"""Keeps of data that break a model what can be read, so that one run finds the other faults too.

What cannot be read is replaced by `UNREADABLE`, which stands for any name, or by a value of the
right type. The result is for looking further only: it is never decided by.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Final, Literal, TypeVar, Union, cast, get_args, get_origin

from pydantic import BaseModel, Discriminator, Tag, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

M = TypeVar("M", bound=BaseModel)


class Unreadable(str):
    """Stands for a text that cannot be read."""

    __slots__ = ()


UNREADABLE: Final = Unreadable("(unreadable)")
UNKNOWN_KEYS = "unknown_keys"  # where models that explain their keys keep those they do not know
_PLAIN: dict[Any, Any] = {
    str: UNREADABLE,
    int: 1,
    bool: False,
    Decimal: Decimal("0.5"),
    date: date(2000, 1, 1),
}


def salvaged(model: type[M], data: Any) -> M:
    """What can be read of a model's data; of none at all, a model that knows every name."""
    if not isinstance(data, dict):
        return cast("M", _blank(model, names=True))
    return cast("M", _model(model, data))


def is_name(name: object, known: Any) -> bool:
    """Whether a name is among the known ones, or may be among those that cannot be read."""
    return name in known or UNREADABLE in known


def _model(model: type[BaseModel], data: dict[Any, Any]) -> BaseModel:
    values: dict[str, Any] = {}
    for name, field in model.model_fields.items():
        key = field.alias or name
        if key not in data:
            if field.is_required():
                values[name] = _blank(field.annotation)
            continue
        try:
            values[name] = _adapter(model, name).validate_python(data[key], strict=True)
        except ValidationError:
            values[name] = _value(_annotation(field), data[key])
    salvaged = model.model_construct(**values)
    if hasattr(model, UNKNOWN_KEYS):
        keys = {field.alias or name for name, field in model.model_fields.items()}
        unknown = tuple(str(key) for key in data if key not in keys)
        salvaged.__dict__[UNKNOWN_KEYS] = unknown  # beside what the model has of its class
    return salvaged


@cache
def _adapter(model: type[BaseModel], name: str) -> TypeAdapter[Any]:
    return TypeAdapter(_annotation(model.model_fields[name]))


def _annotation(field: FieldInfo) -> Any:
    return Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation


def _value(annotation: Any, data: Any) -> Any:
    """What can be read of a value that breaks its type."""
    inner = _chosen(annotation, data)
    if isinstance(inner, type) and issubclass(inner, BaseModel):
        return _model(inner, data) if isinstance(data, dict) else _blank(inner)
    origin, arguments = get_origin(inner), get_args(inner)
    if origin is list:
        if isinstance(data, dict):  # one thing, which may stand without its list
            data = [data]
        if not isinstance(data, list):
            return _blank(inner)
        return [_item(arguments[0], item) for item in data]
    if origin is dict:
        if not isinstance(data, dict):
            return _blank(inner)
        return {key: _item(arguments[1], item) for key, item in data.items()}
    return data if inner is str and isinstance(data, str) else _blank(inner)


def _item(annotation: Any, data: Any) -> Any:
    try:
        return TypeAdapter(annotation).validate_python(data, strict=True)
    except ValidationError:
        return _value(annotation, data)


def _chosen(annotation: Any, data: Any) -> Any:
    """The one type that data are meant for, without annotations."""
    branches = list(union_branches(annotation))
    choose = next((choose for _, _, choose in branches if choose is not None), None)
    if choose is not None and callable(choose.discriminator):
        tag = choose.discriminator(data)
        branches = [branch for branch in branches if branch[0] == tag] or branches
    return branches[0][1]


def union_branches(
    annotation: Any, tag: str | None = None, choose: Discriminator | None = None
) -> Iterator[tuple[str | None, Any, Discriminator | None]]:
    """The types of a union, with their tags and what chooses between them; without None."""
    origin = get_origin(annotation)
    if origin is Annotated:
        inner, *notes = get_args(annotation)
        tag = next((note.tag for note in notes if isinstance(note, Tag)), tag)
        choose = next((note for note in notes if isinstance(note, Discriminator)), choose)
        yield from union_branches(inner, tag, choose)
    elif origin in {Union, UnionType}:
        for branch in get_args(annotation):
            if branch is not NoneType:
                yield from union_branches(branch, tag, choose)
    else:
        yield tag, annotation, choose


def _blank(annotation: Any, *, names: bool = False) -> Any:
    """A value of a type; `names`: with any name in it, whatever the model leaves out as a rule."""
    _, inner, choose = next(union_branches(annotation))
    origin, arguments = get_origin(inner), get_args(inner)
    if choose is not None:
        return UNREADABLE
    if isinstance(inner, type) and issubclass(inner, BaseModel):
        fields = inner.model_fields.items()
        return inner.model_construct(
            **{
                name: _blank(field.annotation)
                for name, field in fields
                if field.is_required() or (names and _names(field.annotation))
            }
        )
    if origin is list:
        return [_blank(arguments[0])]
    if origin is dict:
        return {UNREADABLE: _blank(arguments[1])}
    if origin is Literal:
        return arguments[0]
    return _PLAIN.get(inner, UNREADABLE)


def _names(annotation: Any) -> bool:
    """Whether what stands here has names that other files use."""
    _, inner, _ = next(union_branches(annotation))
    return get_origin(inner) in {list, dict}

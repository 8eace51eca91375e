"""Turns pydantic's findings into faults: pointer, value, what was expected, nearest name."""

from __future__ import annotations

from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails, InitErrorDetails, PydanticCustomError
from pydantic_core.core_schema import ErrorType

from yaoxie.errors import ABSENT, MAX_HINTS, Fault, nearest, pointer

CONTRADICTION = "contradiction"  # one value against another: see `profile.checks`
_PYDANTIC = frozenset(get_args(ErrorType))
_TYPES = {
    "string_type": "text",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "list_type": "a list",
    "dict_type": "an object",
    "model_type": "an object",
    "model_attributes_type": "an object",
    "string_too_short": "text that is not empty",
    "missing": "a value; the field is required",
}


def of(error: ValidationError, model: type[BaseModel], data: Any) -> list[Fault]:
    """The faults of a failed validation of `data`, in its order."""
    details = error.errors(include_url=False)
    return [_fault(detail, model, data, i < MAX_HINTS) for i, detail in enumerate(details)]


def line_errors(error: ValidationError) -> list[InitErrorDetails]:
    """The errors of a failed validation, to be raised anew beside others."""
    return [_line_error(detail) for detail in error.errors(include_url=False)]


def _line_error(detail: ErrorDetails) -> InitErrorDetails:
    kind, context = detail["type"], detail.get("ctx", {})
    if kind in _PYDANTIC:
        return InitErrorDetails(type=kind, loc=detail["loc"], input=detail["input"], ctx=context)
    custom = PydanticCustomError(kind, detail["msg"], context)
    return InitErrorDetails(type=custom, loc=detail["loc"], input=detail["input"])


def _fault(detail: ErrorDetails, model: type[BaseModel], data: Any, hint: bool) -> Fault:
    place = _place(detail["loc"], data, detail["type"])
    value = ABSENT if detail["type"] == "missing" else detail["input"]
    if isinstance(value, (dict, list, tuple)):
        value = "an object" if isinstance(value, dict) else "a list"
    context = detail.get("ctx", {})
    match detail["type"]:
        case "extra_forbidden":
            names = field_names(model, place[:-1])
            key = str(place[-1])
            close = nearest(key, names) if hint else None
            return Fault(pointer(place), key, f"one of the keys {', '.join(names)}", close)
        case "word":
            words = str(context.get("words", "")).split(", ")
            close = nearest(value, words) if hint else None
            return Fault(pointer(place), value, detail["msg"], close)
        case "greater_than_equal" | "less_than_equal":
            low, high = context.get("ge"), context.get("le")
            expected = f"at least {low}" if low is not None else f"at most {high}"
            return Fault(pointer(place), value, f"a whole number, {expected}")
        case kind if kind == CONTRADICTION:
            close, related = context.get("nearest"), context.get("related")
            return Fault(pointer(place), value, context["expected"], close, related)
        case kind:
            return Fault(pointer(place), value, _TYPES.get(kind, detail["msg"]))


def _place(loc: tuple[int | str, ...], data: Any, kind: str) -> tuple[int | str, ...]:
    """The location less pydantic's own words for branches of a union, which the data lack."""
    place: list[int | str] = []
    for index, part in enumerate(loc):
        here = (isinstance(data, dict) and part in data) or (
            isinstance(data, (list, tuple)) and isinstance(part, int) and part < len(data)
        )
        if here:
            data = data[part]
            place.append(part)
        elif kind == "missing" and index == len(loc) - 1:
            place.append(part)
    return tuple(place)


def field_names(model: type[BaseModel], place: tuple[int | str, ...]) -> list[str]:
    """The keys that the object at `place` may have."""
    current: type[BaseModel] | None = model
    for part in place:
        if isinstance(part, str) and current is not None and part in current.model_fields:
            current = _inner(current.model_fields[part].annotation)
    return list(current.model_fields) if current is not None else []


def _inner(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) is Union or get_args(annotation):
        return next((inner for arg in get_args(annotation) if (inner := _inner(arg))), None)
    return None

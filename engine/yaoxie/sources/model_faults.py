"""Turns pydantic's findings into faults: pointer, value, what was expected, nearest name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails, InitErrorDetails, PydanticCustomError
from pydantic_core.core_schema import ErrorType

from yaoxie.errors import ABSENT, MAX_HINTS, Fault, nearest, pointer
from yaoxie.messages import Message
from yaoxie.sources import salvage
from yaoxie.sources.yaml_text import YamlFile
from yaoxie.values import Title

M = TypeVar("M", bound=BaseModel)

Place = tuple[int | str, ...]
Meant = Callable[[Place, str], tuple[str | None, Title | None]]
CONTRADICTION = "contradiction"  # one value against another: see `profile.checks`
_PYDANTIC = frozenset(get_args(ErrorType))
# What was expected, by pydantic's types of errors, from an error's context.
EXPECTED: dict[str, Callable[[Mapping[str, Any]], Message]] = {
    "string_type": lambda _: Message("sources.text"),
    "string_unicode": lambda _: Message("sources.whole-characters"),
    "string_too_short": lambda _: Message("sources.not-empty"),
    "string_too_long": lambda c: Message("sources.at-most-characters", most=c["max_length"]),
    "string_pattern_mismatch": lambda c: Message("sources.of-form", pattern=c["pattern"]),
    **dict.fromkeys(
        ("int_type", "int_from_float", "int_parsing", "int_parsing_size"),
        lambda _: Message("sources.whole-number"),
    ),
    "greater_than_equal": lambda c: Message("sources.at-least", least=c["ge"]),
    "less_than_equal": lambda c: Message("sources.at-most", most=c["le"]),
    "bool_type": lambda _: Message("sources.yes-or-no"),
    **dict.fromkeys(("tuple_type", "list_type"), lambda _: Message("sources.list")),
    "too_short": lambda c: Message(
        "sources.too-few", least=c["min_length"], count=c["actual_length"]
    ),
    "too_long": lambda c: Message(
        "sources.too-many", most=c["max_length"], count=c["actual_length"]
    ),
    **dict.fromkeys(
        ("dict_type", "model_type", "model_attributes_type"), lambda _: Message("sources.object")
    ),
    "literal_error": lambda c: Message("sources.one-of", words=tuple(c["expected"])),
    "missing": lambda _: Message("sources.required"),
    "extra_forbidden": lambda c: Message("sources.keys", keys=tuple(c["keys"])),
    "none_required": lambda _: Message("sources.null"),
    "union_tag_invalid": lambda c: Message("sources.one-of", words=_quoted(c["expected_tags"])),
    "union_tag_not_found": lambda _: Message("sources.documented-form"),
    "recursion_loop": lambda _: Message("sources.no-recursion"),
}
_DIGITS_WITH_COMMAS = re.compile(r"[0-9]{1,3}([,，][0-9]{3})+")
_NUMBERS = {"int_type", "int_from_float", "int_parsing"}
_OBJECTS = {"dict_type", "model_type", "model_attributes_type"}
_QUOTES = "“”‘’「」"


def of(
    error: ValidationError, model: type[BaseModel], data: Any, meant: Meant | None = None
) -> list[Fault]:
    """The faults of a failed validation of `data`, in its order.

    A model with a true `explains_keys` leaves it to others to say what keys it does not know; one
    with `own_errors` says what was expected by types of errors of its own.
    `meant` says which word of a closed set a text likely stands for, by the place of the field, and
    what that word is called.
    """
    details = [
        detail
        for detail in error.errors(include_url=False)
        if not (detail["type"] == "extra_forbidden" and _explained(model, detail["loc"][:-1]))
    ]
    return [
        _fault(detail, model, data, meant, hint=i < MAX_HINTS) for i, detail in enumerate(details)
    ]


def read(model: type[M], source: YamlFile) -> M:
    """The model of a file; where it has faults, which the file then holds, what can be read of it.

    So the rest of it can be looked at too; nothing may be decided by it.
    """
    try:
        return model.model_validate(source.data)
    except ValidationError as error:
        source.misshapen(of(error, model, source.data))
        return salvage.salvaged(model, source.data)


def _explained(model: type[BaseModel], loc: tuple[int | str, ...]) -> bool:
    return bool(getattr(model_at(model, loc), "explains_keys", False))


def line_errors(error: ValidationError) -> list[InitErrorDetails]:
    """The errors of a failed validation, to be raised anew beside others."""
    return [_line_error(detail) for detail in error.errors(include_url=False)]


def _line_error(detail: ErrorDetails) -> InitErrorDetails:
    kind, context = detail["type"], detail.get("ctx", {})
    if kind in _PYDANTIC:
        return InitErrorDetails(type=kind, loc=detail["loc"], input=detail["input"], ctx=context)
    custom = PydanticCustomError(kind, detail["msg"], context)
    return InitErrorDetails(type=custom, loc=detail["loc"], input=detail["input"])


def _fault(
    detail: ErrorDetails, model: type[BaseModel], data: Any, meant: Meant | None, *, hint: bool
) -> Fault:
    kind, value = detail["type"], detail["input"]
    place = _place(detail["loc"], data, kind)
    context: dict[str, Any] = {**detail.get("ctx", {})}
    at = pointer(place)
    if isinstance(value, (dict, list, tuple)):
        value = Message("sources.an-object" if isinstance(value, dict) else "sources.a-list")
    if kind == CONTRADICTION:
        close, related = context.get("nearest"), context.get("related")
        return Fault(at, value, context["expected"], close, related)
    names: list[str] = []
    if kind == "extra_forbidden":
        names = _keys_of(model, detail["loc"][:-1])
        value, context["keys"] = str(place[-1]), names
    elif kind == "word":
        names = list(context["expected"].parameters["words"])
    elif kind == "literal_error":
        names = context["expected"] = list(_quoted(context["expected"]))
    elif kind == "missing":
        value = ABSENT
    expected = _expected(kind, context, model)
    if (slip := _slip(value, kind)) is not None:
        expected = Message("sources.with-hint", expected=expected, hint=slip)
    close = title = None
    if hint and kind == "word" and meant is not None and isinstance(value, str):
        close, title = meant(place, value)
    elif hint:
        close = nearest(value, names)
    return Fault(at, value, expected, close, nearest_title=_plain_title(title))


def _plain_title(title: Title | None) -> Title | None:
    """The title of a word without what else its definition holds."""
    return None if title is None else Title(zh=title.zh, en=title.en)


def _expected(kind: str, context: Mapping[str, Any], model: type[BaseModel]) -> Message:
    """What was expected: as pydantic's errors or the model's own have it, or by `refusal`."""
    if kind in EXPECTED:
        return EXPECTED[kind](context)
    own: Mapping[str, Message] = getattr(model, "own_errors", {})
    return own[kind] if kind in own else context["expected"]


def _quoted(text: str) -> tuple[str, ...]:
    """The words in quotes of a text of pydantic's."""
    return tuple(re.findall(r"'([^']*)'", text))


def _slip(value: object, kind: str) -> Message | None:
    """What a value was likely meant as: people write numbers in many ways."""
    if isinstance(value, Decimal) and kind == "bound":
        return Message("sources.quote-the-rate", value=value)
    if not isinstance(value, str) or kind in {"extra_forbidden", "string_too_long"}:
        return None
    if kind in _OBJECTS and "：" in value:
        return Message("sources.wide-colon-in-value")
    plain = unicodedata.normalize("NFKC", value)
    if set(value) & set(_QUOTES):
        return Message("sources.curly-quotes")
    if plain != value and not plain.isalpha() and plain.isascii():
        return Message("sources.full-width", plain=plain)
    if kind in _NUMBERS and _DIGITS_WITH_COMMAS.fullmatch(value):
        return Message("sources.no-commas", plain=re.sub("[,，]", "", value))
    return None


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


def _keys_of(model: type[BaseModel], loc: tuple[int | str, ...]) -> list[str]:
    """The keys that the object at a location of pydantic's may have."""
    inner = model_at(model, loc)
    fields = inner.model_fields.items() if inner is not None else ()
    return [field.alias or name for name, field in fields]


def model_at(model: type[BaseModel], loc: tuple[int | str, ...]) -> type[BaseModel] | None:
    """The model at a location of pydantic's, which names branches of unions too."""
    current: Any = model
    for part in loc:
        current = _step(current, part)
    return next(
        (inner for _, inner, _ in salvage.union_branches(current) if _is_model(inner)), None
    )


def _is_model(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)


def _step(annotation: Any, part: int | str) -> Any:
    branches = list(salvage.union_branches(annotation))
    for tag, inner, _ in branches:
        if tag is not None and tag == part:
            return inner
    for _, inner, _ in branches:
        if _is_model(inner):
            for name, field in inner.model_fields.items():
                if part in {name, field.alias}:
                    return field.annotation
        elif get_origin(inner) in {list, tuple} and isinstance(part, int):
            return get_args(inner)[0]
        elif get_origin(inner) is dict and isinstance(part, str):
            return get_args(inner)[1]
    return annotation

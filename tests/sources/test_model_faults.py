"""Whatever pydantic can find wrong with a model of ours is said in words of ours."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

import pytest
from pydantic import BaseModel, ValidationError
from pydantic_core.core_schema import ErrorType
from yaoxie import Profile
from yaoxie.profile.definitions import VocabularyFile
from yaoxie.rules.model import Index, Measure, Support
from yaoxie.sources import model_faults
from yaoxie.sources.model_faults import EXPECTED
from yaoxie.synth.model import AwardSpec, CompanySpec, FaultSpec, KindSpec

MODELS: list[type[BaseModel]] = [
    *(Index, Measure, Support, VocabularyFile, Profile),
    *(CompanySpec, KindSpec, AwardSpec, FaultSpec),
]
# What each type of schema can raise by itself, and what a key of it adds.
ERRORS: dict[str, set[str]] = {
    "str": {"string_type", "string_unicode"},
    "int": {"int_type", "int_from_float", "int_parsing", "int_parsing_size"},
    "bool": {"bool_type"},
    "list": {"list_type"},
    "tuple": {"tuple_type"},
    "dict": {"dict_type"},
    "model": {"model_type"},
    "model-fields": {"model_attributes_type", "missing", "extra_forbidden"},
    "literal": {"literal_error"},
    "none": {"none_required"},
    "tagged-union": {"union_tag_invalid", "union_tag_not_found"},
    "definition-ref": {"recursion_loop"},
    # A validator before each of them lets nothing else through.
    **{name: set() for name in ("date", "decimal", "any", "nullable", "default", "definitions")},
    **{name: set() for name in ("function-before", "function-after", "function-wrap", "chain")},
    **{name: set() for name in ("custom-error", "model-field", "computed-field", "is-instance")},
    **{
        name: set() for name in ("function-plain", "no-info", "with-info", "lax-or-strict", "union")
    },
}
ADDED = {
    ("str", "min_length"): "string_too_short",
    ("str", "max_length"): "string_too_long",
    ("str", "pattern"): "string_pattern_mismatch",
    **{(kind, "ge"): "greater_than_equal" for kind in ("int", "decimal")},
    **{(kind, "le"): "less_than_equal" for kind in ("int", "decimal")},
    **{(kind, "min_length"): "too_short" for kind in ("list", "tuple", "dict")},
    **{(kind, "max_length"): "too_long" for kind in ("list", "tuple", "dict")},
}
CONSTRAINTS = {
    "gt",
    "lt",
    "multiple_of",
    "max_digits",
    "decimal_places",
    *(key for _, key in ADDED),
}


def nodes(schema: Any) -> Iterator[dict[str, Any]]:
    """Every part of a schema of pydantic's."""
    if isinstance(schema, dict):
        if isinstance(schema.get("type"), str):
            yield schema
        for key, value in schema.items():
            if key not in {"metadata", "serialization"}:
                yield from nodes(value)
    elif isinstance(schema, (list, tuple)):
        for value in schema:
            yield from nodes(value)


@pytest.mark.parametrize("model", MODELS)
def test_every_error_that_a_model_can_raise_has_words_of_ours(model: type[BaseModel]) -> None:
    for node in nodes(model.__pydantic_core_schema__):
        kind = node["type"]
        assert kind in ERRORS, f"what can {kind} raise?"
        for error in ERRORS[kind]:
            assert error in EXPECTED
        if kind not in {"model", "model-fields", "model-field"}:
            for key in CONSTRAINTS & {key for key, value in node.items() if value is not None}:
                assert ADDED[kind, key] in EXPECTED


def test_the_words_are_for_errors_that_pydantic_has() -> None:
    assert {*EXPECTED} <= {*get_args(ErrorType)}


HOSTILE: list[Any] = [
    *(None, True, 0, -1, 10**16, 1.5, "", "x", [], {}, [1], {"x": 1}, b"x", float("nan")),
    *({"id": []}, {"when": {"all": []}}, {"when": {"field": 1}}, {"dates": 5}, ("x",)),
]


@pytest.mark.parametrize("model", MODELS)
def test_no_sentence_of_pydantic_reaches_a_user(model: type[BaseModel]) -> None:
    keys = [field.alias or name for name, field in model.model_fields.items()]
    for data in [*HOSTILE, *({key: value} for key in keys for value in HOSTILE)]:
        try:
            model.model_validate(data)
        except ValidationError as error:
            own = {detail["msg"] for detail in error.errors() if detail["type"] in EXPECTED}
            for fault in model_faults.of(error, model, data):
                assert fault.expected not in own
                assert "Input should" not in fault.expected

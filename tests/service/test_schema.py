"""Requests of every kind that the service's own document describes, and of kinds it forbids."""

from __future__ import annotations

import json
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance
from yaoxie import Rulebook
from yaoxie.service import app
from yaoxie.service.settings import Settings

POSTED = (
    "POST /v1/evaluations",
    "POST /v1/evaluations:batch",
    "POST /v1/comparisons",
    "POST /v1/advice",
)
GOT = (
    "GET /v1/measures",
    "GET /v1/measures/{id}",
    "GET /v1/schemas/{name}",
    "GET /healthz",
    "GET /readyz",
    "GET /metrics",
)
SECONDS = 600.0  # far more than any answer takes, whatever else the machine does
CASES = [
    *((label, GenerationMode.POSITIVE) for label in (*POSTED, *GOT)),
    *(
        (label, GenerationMode.NEGATIVE) for label in (POSTED[0], *POSTED[2:])
    ),  # others take any text
]


@schemathesis.serializer("application/x-ndjson")
def _lines(_: Any, value: Any) -> bytes:
    """Lines as they are; what is no text, as it may come, as JSON."""
    return (value if isinstance(value, str) else json.dumps(value)).encode("utf-8", "replace")


@pytest.fixture(scope="module")
def api_schema(rulebook: Rulebook) -> Any:
    gate = app.create(rulebook, Settings(answer_seconds=SECONDS), lambda _: None)
    return schemathesis.openapi.from_asgi("/openapi.json", gate)


def test_the_document_has_these_operations(api_schema: Any) -> None:
    assert {result.ok().label for result in api_schema.get_all_operations()} == {
        *POSTED,
        *GOT,
    }


@pytest.mark.parametrize(("label", "mode"), CASES)
def test_answers_are_as_the_document_says(
    api_schema: Any, label: str, mode: GenerationMode
) -> None:
    operation = api_schema.find_operation_by_label(label)

    # Few, since profiles have hundreds of fields to generate.
    @settings(
        max_examples=10,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(operation.as_strategy(generation_mode=mode))
    def asked(case: Any) -> None:
        # A profile of the right form may contradict itself, or ask for a reading that is not there.
        case.call_and_validate(excluded_checks=[positive_data_acceptance], timeout=SECONDS)

    asked()

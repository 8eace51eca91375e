"""A client that a public generator makes from the service's own document asks it, and reads it."""

from __future__ import annotations

import importlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from datamodel_code_generator import (
    ClientType,
    Formatter,
    InputFileType,
    OpenAPIScope,
    PythonVersion,
    generate,
)
from yaoxie import Profile, Rulebook

from tests.service.conftest import Running

NAME = "generated_client"
EXAMPLE = (Path(__file__).parents[2] / "examples" / "biotech.json").read_bytes()
YEAR = 2019


class Generated(NamedTuple):
    """What was generated: a client of the operations, a profile by its model, and its errors."""

    client: Any
    profile: Any
    errors: Any


@pytest.fixture(scope="module")
def generated(service: Running, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Generated]:
    folder = tmp_path_factory.mktemp("client")
    (folder / NAME).mkdir()
    generate(
        service.client.get("/openapi.json").json(),
        input_file_type=InputFileType.OpenAPI,
        openapi_scopes=[OpenAPIScope.Schemas, OpenAPIScope.Api],
        target_python_version=PythonVersion.PY_311,
        formatters=[Formatter.BUILTIN],
        output=folder / NAME / "models.py",
        generate_client=ClientType.HTTPX2,
        client_output=folder / NAME / "client",
        client_package=f"{NAME}.client",
        client_model_package=f"{NAME}.models",
        client_server_base_url=service.address,
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(folder))
        models, client, errors = (
            importlib.import_module(f"{NAME}.{part}")
            for part in ("models", "client", "client.errors")
        )
        profile = models.Profile.model_validate_json(EXAMPLE)
        with client.Client() as opened:
            yield Generated(opened.default, profile, errors)


def test_it_posts_an_example_and_reads_the_report_by_its_types(
    generated: Generated, rulebook: Rulebook
) -> None:
    expected = rulebook.evaluate(Profile.from_json(EXAMPLE), YEAR)
    report = generated.client.evaluate(body=generated.profile, year=YEAR).root
    assert type(report).__name__ == "Report"
    assert report.total_ceiling == expected.total_ceiling
    assert {finding.status.value for finding in report.findings} == {
        finding.status for finding in expected.findings
    }
    whole = report.model_dump(mode="json", by_alias=True, exclude_unset=True)
    assert whole == json.loads(expected.to_bytes())


def test_it_reads_all_reports_of_a_place(generated: Generated, rulebook: Rulebook) -> None:
    expected = rulebook.evaluate_all(Profile.from_json(EXAMPLE), YEAR)
    reports = generated.client.evaluate(body=generated.profile, year=YEAR, measure="all").root
    assert type(reports).__name__ == "Reports"
    assert [entry.measure for entry in reports.reports] == [e.measure for e in expected.reports]


def test_it_reads_every_fault_of_a_question_that_is_refused(generated: Generated) -> None:
    readings = ["cap-scope=nobody", "no-such=x"]
    with pytest.raises(generated.errors.UnprocessableEntityError) as caught:
        generated.client.evaluate(body=generated.profile, year=YEAR, reading=readings)
    faults = caught.value.body.faults
    assert {fault.pointer for fault in faults} == {"/readings/cap-scope", "/readings/no-such"}

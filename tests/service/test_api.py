"""The service gives the answers of the command line, byte for byte, and says what it is."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from yaoxie import Profile, Rulebook

from tests.service.conftest import Running
from tests.support import command_line
from tests.support.command_line import PROFILE

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.json"))
JSON = {"Content-Type": "application/json"}
LINES = {"Content-Type": "application/x-ndjson"}


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize(
    "options",
    [
        {"year": "2019"},
        {"year": "2025", "measure": "all"},
        {"year": "2019", "reading": ["cap-scope=company", "share-period=yearly"]},
    ],
    ids=str,
)
def test_an_evaluation_is_byte_for_byte_what_the_command_line_prints(
    service: Running, path: Path, options: dict[str, str | list[str]]
) -> None:
    answer = service.client.post(
        "/v1/evaluations", content=path.read_bytes(), headers=JSON, params=options
    )
    arguments = []
    for name, value in options.items():
        for text in value if isinstance(value, list) else [value]:
            arguments += [f"--{name}", text]
    printed = command_line.run("evaluate", str(path), "--format", "json", *arguments)
    assert (answer.status_code, printed.exit_code) == (200, 0)
    assert answer.content == printed.stdout_bytes


@pytest.mark.parametrize("ended", [False, True])
def test_a_comparison_is_byte_for_byte_what_the_command_line_prints(
    service: Running, ended: bool
) -> None:
    path = EXAMPLES[0]
    answer = service.client.post(
        "/v1/comparisons",
        content=path.read_bytes(),
        headers=JSON,
        params={"year": "2025", "all": str(ended).lower()},
    )
    arguments = ["--all"] if ended else []
    printed = command_line.run(
        "compare", str(path), "--year", "2025", "--format", "json", *arguments
    )
    assert answer.content == printed.stdout_bytes


def test_each_line_has_its_report_or_its_problem(service: Running, rulebook: Rulebook) -> None:
    good = json.dumps(PROFILE, ensure_ascii=False)
    body = "\n".join([good, '{"company": {}}', "", "{", good, ""])
    answer = service.client.post(
        "/v1/evaluations:batch?year=2019", content=body.encode(), headers=LINES
    )
    first, nameless, broken, last = answer.content.splitlines()
    assert first == last == rulebook.evaluate(Profile.from_dict(PROFILE), 2019).to_bytes()
    refused = json.loads(nameless)
    assert (refused["line"], refused["status"]) == (2, 422)
    assert [fault["pointer"] for fault in refused["faults"]] == ["/company/name"]
    assert (json.loads(broken)["line"], json.loads(broken)["status"]) == (4, 400)


def test_measures_and_schemas_are_those_of_the_command_line(service: Running) -> None:
    measures = command_line.run("measures", "--format", "json").stdout_bytes
    assert service.client.get("/v1/measures").content == measures
    shanghai = command_line.run("measures", "shanghai", "--format", "json").stdout_bytes
    assert service.client.get("/v1/measures/shanghai").content == shanghai
    schema = command_line.run("schema", "report").stdout_bytes
    assert service.client.get("/v1/schemas/report").content == schema


def test_what_the_client_has_already_is_not_sent_again(service: Running) -> None:
    for address in ("/v1/measures", "/v1/measures/zgc-2019-27", "/v1/schemas/profile"):
        first = service.client.get(address)
        again = service.client.get(address, headers={"If-None-Match": first.headers["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        other = service.client.get(address, headers={"If-None-Match": 'W/"other"'})
        assert other.content == first.content


def test_the_tag_of_an_answer_says_all_that_it_rests_on(service: Running) -> None:
    def tag(body: bytes, **options: str) -> str:
        answer = service.client.post("/v1/evaluations", content=body, headers=JSON, params=options)
        return str(answer.headers["ETag"])

    body = EXAMPLES[0].read_bytes()
    assert tag(body, year="2019") == tag(body, year="2019")
    others = {
        tag(body, year="2019"),
        tag(body, year="2020"),
        tag(body + b" ", year="2019"),
        tag(body, year="2019", reading="cap-scope=company"),
    }
    assert len(others) == 4


def test_answers_are_compressed_where_the_client_takes_it(service: Running) -> None:
    body = EXAMPLES[0].read_bytes()
    with service.client.stream(
        "POST",
        "/v1/evaluations?year=2019",
        content=body,
        headers={**JSON, "Accept-Encoding": "gzip"},
    ) as answer:
        packed = b"".join(answer.iter_raw())
    plain = service.client.post(
        "/v1/evaluations?year=2019", content=body, headers={**JSON, "Accept-Encoding": "identity"}
    )
    assert gzip.decompress(packed) == plain.content
    assert answer.headers["Vary"] == "Accept-Encoding"


def test_the_document_has_every_model_side_by_side(service: Running) -> None:
    document = service.client.get("/openapi.json").json()
    assert document["openapi"] == "3.1.0"
    models = document["components"]["schemas"]
    assert {"Profile", "Report", "Reports", "Comparison", "Problem", "Drug", "Finding"} <= set(
        models
    )
    assert "$defs" not in json.dumps(models)
    validator = Draft202012Validator(
        {"$ref": "#/components/schemas/Report", "components": document["components"]}
    )
    report = service.client.post(
        "/v1/evaluations?year=2019", content=EXAMPLES[0].read_bytes(), headers=JSON
    ).json()
    validator.validate(report)


def test_the_list_of_measures_and_each_of_them_are_as_the_document_says(service: Running) -> None:
    document = service.client.get("/openapi.json").json()
    components = document["components"]

    def checked(path: str, address: str) -> Any:
        content = document["paths"][path]["get"]["responses"]["200"]["content"]
        described = content["application/json"]["schema"]
        assert described.keys() == {"$ref"}
        answer = service.client.get(address).json()
        Draft202012Validator({**described, "components": components}).validate(answer)
        for key in answer:
            less = {name: value for name, value in answer.items() if name != key}
            assert not Draft202012Validator({**described, "components": components}).is_valid(less)
        return answer

    listed = checked("/v1/measures", "/v1/measures")
    for measure in listed["measures"]:
        checked("/v1/measures/{id}", f"/v1/measures/{measure['id']}")


def test_the_document_types_its_options_and_speaks_both_languages(service: Running) -> None:
    document = service.client.get("/openapi.json").json()
    evaluate = document["paths"]["/v1/evaluations"]["post"]
    types = {entry["name"]: entry["schema"]["type"] for entry in evaluate["parameters"]}
    assert types == {"year": "integer", "measure": "string", "reading": "array"}
    examples = evaluate["requestBody"]["content"]["application/json"]["examples"]
    assert set(examples) == {path.stem for path in EXAMPLES}
    for path in document["paths"].values():
        for operation in path.values():
            english, _, chinese = operation["summary"].partition(" · ")
            assert english.isascii()
            assert chinese


def test_it_is_healthy_and_ready_and_counts_its_requests(service: Running) -> None:
    assert service.client.get("/healthz").text == "ok\n"
    assert service.client.get("/readyz").text == "ready\n"
    counted = 'method="GET",route="/readyz",status="200"} '
    text = service.client.get("/metrics").text
    assert any(counted in line and int(line.split()[-1]) >= 1 for line in text.splitlines())


def test_advice_is_byte_for_byte_what_the_command_line_prints(service: Running) -> None:
    path = EXAMPLES[0].parent / "biotech.json"
    options = {"year": "2019", "as_of": "2019-06-30", "only": ["questions", "unlocks"]}
    answer = service.client.post(
        "/v1/advice", content=path.read_bytes(), headers=JSON, params=options, timeout=120
    )
    arguments = ["--as-of", "2019-06-30", "--only", "questions", "--only", "unlocks"]
    printed = command_line.run(
        "advise", str(path), "--year", "2019", "--format", "json", *arguments
    )
    assert (answer.status_code, printed.exit_code) == (200, 0)
    assert answer.content == printed.stdout_bytes


def test_advice_refuses_every_fault_at_once(service: Running) -> None:
    answer = service.client.post(
        "/v1/advice?year=2019&only=everything&years=0",
        content=b'{"company": {}}',
        headers=JSON,
        timeout=120,
    )
    pointers = [fault["pointer"] for fault in answer.json()["faults"]]
    assert (answer.status_code, pointers) == (422, ["/years", "/only", "/company/name"])
    late = service.client.post("/v1/advice?as_of=soon", content=b"{}", headers=JSON).json()
    assert [fault["pointer"] for fault in late["faults"]] == ["/as_of"]

"""What `validate` and `check` say for programs: JSON, and SARIF for editors and CI."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.support.command_line import COMPANY, PROFILE, run

# The part of the published schema that logs of this kind have; names as they stand there.
MULTIFORMAT = {
    "type": "object",
    "required": ["text"],
    "properties": {"text": {"type": "string", "minLength": 1}},
}
SARIF = {
    "type": "object",
    "required": ["version", "runs"],
    "additionalProperties": False,
    "properties": {
        "$schema": {"type": "string", "format": "uri"},
        "version": {"enum": ["2.1.0"]},
        "runs": {"type": "array", "minItems": 0, "items": {"$ref": "#/definitions/run"}},
    },
    "definitions": {
        "run": {
            "type": "object",
            "required": ["tool"],
            "additionalProperties": False,
            "properties": {
                "tool": {
                    "type": "object",
                    "required": ["driver"],
                    "properties": {"driver": {"$ref": "#/definitions/toolComponent"}},
                },
                "language": {"type": "string", "pattern": "^[a-zA-Z]{2}(-[a-zA-Z]{2})?$"},
                "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                "originalUriBaseIds": {
                    "type": "object",
                    "additionalProperties": {"$ref": "#/definitions/artifactLocation"},
                },
                "results": {"type": "array", "items": {"$ref": "#/definitions/result"}},
            },
        },
        "toolComponent": {
            "type": "object",
            "required": ["name"],
            "additionalProperties": False,
            "properties": {
                "name": {"type": "string"},
                "version": {"type": "string"},
                "rules": {
                    "type": "array",
                    "uniqueItems": True,
                    "items": {
                        "type": "object",
                        "required": ["id"],
                        "additionalProperties": False,
                        "properties": {
                            "id": {"type": "string"},
                            "shortDescription": MULTIFORMAT,
                            "properties": {"type": "object"},
                        },
                    },
                },
            },
        },
        "result": {
            "type": "object",
            "required": ["message"],
            "additionalProperties": False,
            "properties": {
                "ruleId": {"type": "string"},
                "ruleIndex": {"type": "integer", "minimum": 0},
                "level": {"enum": ["none", "note", "warning", "error"]},
                "message": MULTIFORMAT,
                "locations": {"type": "array", "items": {"$ref": "#/definitions/location"}},
                "properties": {"type": "object"},
            },
        },
        "artifactLocation": {
            "type": "object",
            "additionalProperties": False,
            "properties": {
                "uri": {"type": "string", "format": "uri-reference"},
                "uriBaseId": {"type": "string"},
                "description": MULTIFORMAT,
            },
        },
        "location": {
            "type": "object",
            "additionalProperties": False,
            "properties": {
                "physicalLocation": {
                    "type": "object",
                    "required": ["artifactLocation"],
                    "additionalProperties": False,
                    "properties": {
                        "artifactLocation": {"$ref": "#/definitions/artifactLocation"},
                        "region": {
                            "type": "object",
                            "properties": {
                                "startLine": {"type": "integer", "minimum": 1},
                                "startColumn": {"type": "integer", "minimum": 1},
                            },
                        },
                    },
                },
                "logicalLocations": {
                    "type": "array",
                    "items": {"properties": {"fullyQualifiedName": {"type": "string"}}},
                },
            },
        },
    },
}
BAD = """{
  "company": {"name": "甲{0}", "park": "haidan"},
  "drugs": [{"id": "YX-1", "category": 1}]
}
"""


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "企业 1.json").write_text(BAD, encoding="utf-8")
    (tmp_path / "good.json").write_text(json.dumps(PROFILE), encoding="utf-8")
    return tmp_path


def log(*arguments: str, status: int, lang: str = "en") -> dict[str, Any]:
    result = run(*arguments, "--format", "sarif", lang=lang)
    assert result.exit_code == status
    read: dict[str, Any] = json.loads(result.stdout)
    jsonschema.validate(read, SARIF, format_checker=jsonschema.FormatChecker())
    (own,) = read["runs"]
    rules = [rule["id"] for rule in own["tool"]["driver"]["rules"]]
    assert [rules[entry["ruleIndex"]] for entry in own["results"]] == [
        entry["ruleId"] for entry in own["results"]
    ]
    return dict(own)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_faults_of_profiles_are_a_log_with_code_line_and_column(lang: str) -> None:
    own = log("validate", "good.json", "企业 1.json", status=2, lang=lang)
    park, category = own["results"]
    assert (park["ruleId"], park["level"]) == ("sources.one-of", "error")
    assert park["properties"][lang] == park["message"]["text"]
    assert park["properties"]["zh"].startswith("/company/park（企业的注册园区）：'haidan'；应为")
    assert "/company/park (company, " in park["properties"]["en"]
    (location,) = park["locations"]
    assert location["physicalLocation"] == {
        "artifactLocation": {
            "uri": "%E4%BC%81%E4%B8%9A%201.json",
            "uriBaseId": "%SRCROOT%",
        },
        "region": {"startLine": 2, "startColumn": 31},
    }
    assert location["logicalLocations"] == [{"fullyQualifiedName": "/company/park"}]
    assert category["locations"][0]["physicalLocation"]["region"]["startLine"] == 3
    assert own["language"] == {"zh": "zh-CN", "en": "en-US"}[lang]


@pytest.mark.parametrize(
    "written", ["企业 1.json", "./企业 1.json", "../{}/企业 1.json", "{}/企业 1.json"]
)
def test_a_log_says_where_its_files_are(place: Path, written: str) -> None:
    folder = place.name if written.startswith("..") else place
    own = log("validate", written.format(folder), status=2)
    bases = own["originalUriBaseIds"]
    for entry in own["results"]:
        artifact = entry["locations"][0]["physicalLocation"]["artifactLocation"]
        below = written in {"企业 1.json", "./企业 1.json"}
        assert artifact.keys() == ({"uri", "uriBaseId"} if below else {"uri"})
        base = bases[artifact["uriBaseId"]]["uri"] if below else ""
        assert base == (f"{place.as_uri()}/" if below else "")
        assert base + artifact["uri"] == (place / "企业 1.json").as_uri()


def test_a_log_names_the_files_of_rules_wherever_the_command_runs(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (place / "rules").mkdir()
    (place / "rules" / "rulebook.yaml").write_text("other: 1\n", encoding="utf-8")
    file = (place / "rules" / "rulebook.yaml").as_uri()
    for folder, named in ((place, "rules"), (place / "rules", "."), (place / "rules", "../rules")):
        monkeypatch.chdir(folder)
        own = log("check", named, status=2)
        bases = {name: base["uri"] for name, base in own["originalUriBaseIds"].items()}
        for entry in own["results"]:
            artifact = entry["locations"][0]["physicalLocation"]["artifactLocation"]
            assert bases.get(artifact.get("uriBaseId"), "") + artifact["uri"] == file


def test_braces_in_a_message_are_no_placeholders() -> None:
    Path("braces.json").write_text('{"company": {"name": "甲", "park": "{0}"}}', encoding="utf-8")
    (entry,) = log("validate", "braces.json", status=2)["results"]
    assert "'{{0}}'" in entry["message"]["text"]
    assert "'{0}'" in entry["properties"]["en"]


def test_notices_of_a_profile_are_warnings_of_a_log_and_parts_of_the_json() -> None:
    drug = {"id": "YX-1", "registration_class": "chemical-9"}
    data = {"company": COMPANY, "drugs": [drug]}
    Path("good.json").write_text(json.dumps(data), encoding="utf-8")
    (entry,) = log("validate", "good.json", status=0)["results"]
    assert (entry["ruleId"], entry["level"]) == ("unknown-registration-class", "warning")
    read = json.loads(run("validate", "good.json", "--format", "json").stdout)
    (profile,) = read["profiles"]
    (notice,) = profile["notices"]
    assert (read["valid"], read["faults"]) == (True, [])
    assert notice["pointers"] == ["/drugs/0/registration_class"]
    assert notice["text"]["zh"].startswith("词汇表中没有")


def test_faults_of_profiles_are_json_with_code_and_both_languages() -> None:
    result = run("validate", "企业 1.json", "good.json", "--format", "json")
    read = json.loads(result.stdout)
    assert (result.exit_code, read["valid"]) == (2, False)
    assert [entry["file"] for entry in read["profiles"]] == ["good.json"]
    park, category = read["faults"]
    assert (park["code"], park["nearest"], park["line"]) == ("sources.one-of", "haidian", 2)
    assert category["place"]["zh"] == "药品 YX-1 的药品类别"
    assert category["text"]["zh"].startswith("企业 1.json:3:28 /drugs/0/category（药品 YX-1")
    assert result.stderr.count("\n") == 2  # every fault there too


def test_faults_of_rules_are_a_log_and_json_with_their_files() -> None:
    Path("rules").mkdir()
    index = 'version: "1"\ndefault_measure: m\nmeasures: [m]\nother: 1\n'
    Path("rules/rulebook.yaml").write_text(index, encoding="utf-8")
    results = log("check", "rules", status=2)["results"]
    places = [entry["locations"][0]["physicalLocation"] for entry in results]
    assert [entry["artifactLocation"]["uri"] for entry in places] == ["rules/rulebook.yaml"] * 2
    assert [entry["region"]["startLine"] for entry in places] == [3, 4]
    read = json.loads(run("check", "rules", "--format", "json").stdout)
    assert [fault["pointer"] for fault in read["faults"]] == ["/measures/0", "/other"]


def test_rules_without_faults_are_counted_in_json() -> None:
    read = json.loads(run("check", "--format", "json").stdout)
    assert read["valid"] is True
    assert read["measures"]["zgc-2019-27"]["supports"] == 11
    assert log("check", status=0)["results"] == []

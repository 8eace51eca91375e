"""The published schemas are what the models say."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from yaoxie import resources
from yaoxie.review import schemas


def test_the_published_schemas_are_not_behind_the_models() -> None:
    assert schemas.drift(resources.folder("schemas")) == []


def test_drift_names_the_files_that_are_changed_or_gone(tmp_path: Path) -> None:
    schemas.write(tmp_path / "schemas")
    assert schemas.drift(tmp_path / "schemas") == []
    (tmp_path / "schemas" / schemas.file_name("report")).unlink()
    (tmp_path / "schemas" / schemas.file_name("profile")).write_text("{}", encoding="utf-8")
    assert schemas.drift(tmp_path / "schemas") == ["profile", "report"]


@pytest.mark.parametrize("name", schemas.NAMES)
def test_every_schema_is_a_schema(name: str) -> None:
    Draft202012Validator.check_schema(json.loads(schemas.text(name)))


@pytest.mark.parametrize(
    "data",
    [
        {"company": {}},
        {"company": {"name": "甲", "park": "shanghai"}},
        {"company": {"name": "甲", "extra": 1}},
        {"company": {"name": "甲"}, "drugs": [{"id": "D", "project_investment": 1.5}]},
        {"company": {"name": "甲"}, "drugs": [{"id": "D", "project_investment": -1}]},
        {"company": {"name": "甲"}, "drugs": [{"id": "D", "family": ""}]},
    ],
)
def test_the_schema_of_profiles_refuses_what_the_contract_refuses(data: object) -> None:
    assert not Draft202012Validator(json.loads(schemas.text("profile"))).is_valid(data)


def test_the_schemas_have_the_closed_sets_of_the_packaged_rules() -> None:
    report = json.loads(schemas.text("report"))["$defs"]
    assert "same-drug-once" in report["Exclusion"]["properties"]["group"]["enum"]
    bounds, _ = report["Finding"]["properties"]["bound_by"]["anyOf"]
    assert {"ceiling", "share", "company-platforms"} <= set(bounds["enum"])
    assert "market-expansion" in report["Unpublished"]["properties"]["area"]["enum"]
    assert "outside-known-dates" in report["Notice"]["properties"]["code"]["enum"]
    assert "drug" in report["SubjectName"]["properties"]["kind"]["enum"]
    assert "limit" in report["Step"]["properties"]["step"]["enum"]
    for name in schemas.NAMES:
        assert "closed_set" not in schemas.text(name)

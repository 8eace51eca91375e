"""The published schemas are what the models say."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from yaoxie import ProfileError, Rulebook, resources
from yaoxie.profile.model import Award
from yaoxie.profile.vocabulary import packaged
from yaoxie.review import schemas

from tests.support import own_vocabulary
from tests.support.command_line import run


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


def properties(schema: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every property of every object that a schema describes."""
    match schema:
        case dict():
            yield from schema.get("properties", {}).items()
            for part in schema.values():
                yield from properties(part)
        case list():
            for part in schema:
                yield from properties(part)
        case _:
            pass


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    return Rulebook.load(own_vocabulary.write(tmp_path_factory.mktemp("own")))


def test_every_property_of_a_profile_has_a_title_and_help_in_both_languages(own: Rulebook) -> None:
    for library in (None, own.library):
        schema = json.loads(schemas.text("profile", library))
        known = list(properties(schema))
        assert len(known) > 50
        for name, entry in known:
            for key in ("x-title", "x-help"):
                assert entry[key].keys() == {"zh", "en"}, (name, key)
                assert all(entry[key].values()), (name, key)
            assert entry["title"] == entry["x-title"]["en"]
            assert entry["description"] == entry["x-help"]["en"]


def test_the_vocabulary_describes_the_fields_of_awards() -> None:
    assert list(packaged().award.fields) == list(Award.model_fields)


@pytest.mark.parametrize("name", schemas.NAMES)
def test_a_rulebook_has_every_schema_by_its_own_vocabulary(name: str, own: Rulebook) -> None:
    text = schemas.text(name, own.library)
    Draft202012Validator.check_schema(json.loads(text))
    assert "closed_set" not in text
    if name in ("profile", "tables"):
        assert {"veterinary_drugs", "farm_rent", "zhengzhou", "loss_rate"} <= set(text.split('"'))
    if name == "report":
        assert {"veterinary_drug", "stages"} <= set(text.split('"'))


def test_the_schema_of_an_own_vocabulary_takes_what_its_profiles_take(own: Rulebook) -> None:
    schema = Draft202012Validator(json.loads(schemas.text("profile", own.library)))
    rng = Random(8)  # noqa: S311
    for _ in range(100):
        data = own_vocabulary.random_data(rng)
        assert schema.is_valid(data)
        own.profile(data)
    wrong = {"company": {"name": "甲"}, "veterinary_drugs": [{"id": "T", "species": ["cow"]}]}
    assert not schema.is_valid(wrong)
    with pytest.raises(ProfileError):
        own.profile(wrong)


def test_the_command_prints_writes_and_checks_the_schemas_of_a_rulebook(tmp_path: Path) -> None:
    rules = str(own_vocabulary.write(tmp_path))
    printed = run("schema", "profile", "--rules", rules)
    assert (printed.exit_code, "veterinary_drugs" in printed.stdout) == (0, True)
    folder = str(tmp_path / "schemas")
    assert run("schema", "--write", "--rules", rules, "--folder", folder).exit_code == 0
    assert run("schema", "--check", "--rules", rules, "--folder", folder).exit_code == 0
    assert run("schema", "--check", "--folder", folder).exit_code == 1
    # Neither rulebook's schemas take the place of the other's.
    assert run("schema", "--write", "--folder", folder).exit_code == 2
    assert run("schema", "--write", "--rules", rules).exit_code == 2
    refused = run("schema", "profiles", "--rules", str(tmp_path / "nowhere"))
    assert refused.exit_code == 2
    assert "did you mean 'profile'" in refused.stderr
    assert "a folder of rules" in refused.stderr

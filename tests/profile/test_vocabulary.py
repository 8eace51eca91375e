"""What a rulebook's own vocabulary may not say: every fault has its place, in its own file."""

from __future__ import annotations

import keyword
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from yaoxie.errors import Fault, RulebookError
from yaoxie.profile import own_names
from yaoxie.profile.own_vocabulary import extended
from yaoxie.profile.records import ProfileRecord, Record, profile_model
from yaoxie.profile.vocabulary import Vocabulary, packaged
from yaoxie.rulebook import Rulebook
from yaoxie.sources.yaml_text import YamlFile
from yaoxie.tables import schema
from yaoxie.tables.ndjson.structs import profile_struct

from tests.support import own_vocabulary

Data = dict[str, Any]
TITLE = {"zh": "甲", "en": "a"}


def field(type_: str = "text", **more: Any) -> Data:
    return {**TITLE, "type": type_, "group": "identity", "help": TITLE, **more}


def kind(list_: str = "vaccines", fields: Data | None = None, **more: Any) -> Data:
    own = {"id": field(required=True), "name": field(), **(fields or {})}
    return {**TITLE, "list": list_, "fields": own, **more}


def with_milestones(*ids: str, **more: Any) -> Data:
    entries = [{**TITLE, "id": name} for name in ids]
    fields = {"milestones": field("milestones"), "level": field("word", words="device_class")}
    return kind(fields=fields, milestones=entries, **more)


def added(**own: Any) -> tuple[Vocabulary, list[Fault]]:
    source = YamlFile("vocabulary.yaml", own)
    return extended(source), source.faults


def places(**own: Any) -> list[str]:
    """Where the faults are; with any, the vocabulary is the packaged one."""
    vocabulary, faults = added(**own)
    assert not faults or vocabulary == packaged()
    return [fault.pointer for fault in faults]


@pytest.mark.parametrize(
    "name", ["profile", "award", "record", "milestone", "none", "drug_milestone", "profile_record"]
)
def test_a_kind_is_not_called_like_a_part_of_profiles(name: str) -> None:
    assert places(kinds={name: kind()}) == [f"/kinds/{name}"]


def test_no_two_kinds_have_models_of_one_name() -> None:
    assert places(kinds={"a_1": kind("first"), "a1": kind("second")}) == ["/kinds/a1"]
    both = {"vaccine": with_milestones("m"), "vaccine_milestone": kind("others")}
    assert places(kinds=both) == ["/kinds/vaccine_milestone"]


TAKEN = ["class", "copy", "items", "digest", "model_config", "model_dump_all", "from_json", "mro"]


@pytest.mark.parametrize("name", [*TAKEN, "company", "companies", "milestones", "awards", "drugs"])
def test_a_list_is_not_called_like_something_that_profiles_and_tables_have(name: str) -> None:
    assert places(kinds={"vaccine": kind(name)}) == ["/kinds/vaccine/list"]


@pytest.mark.parametrize("name", [*TAKEN, *sorted(own_names.COLUMNS)])
def test_a_field_is_not_called_like_something_that_models_and_tables_have(name: str) -> None:
    for own in ("company", "drug"):
        assert places(kinds={own: {"fields": {name: field()}}}) == [f"/kinds/{own}/fields/{name}"]
    assert places(kinds={"vaccine": kind(fields={name: field()})}) == [
        f"/kinds/vaccine/fields/{name}"
    ]
    assert places(milestone={"fields": {name: field()}}) == [f"/milestone/fields/{name}"]


def test_all_that_records_have_is_taken() -> None:
    for name in {*dir(ProfileRecord), *dir(Record), *keyword.kwlist}:
        assert name.startswith("_") or own_names.is_taken(name), name


KEYS = st.one_of(
    st.from_regex(r"[a-z][a-z0-9]{0,6}(_[a-z0-9]{1,6}){0,2}", fullmatch=True),
    st.sampled_from(sorted(name for name in dir(ProfileRecord) if not name.startswith("_"))),
    st.sampled_from([name for name in keyword.kwlist if name.islower()]),
)


@settings(max_examples=60, deadline=None)
@given(own=KEYS, list_name=KEYS, name=KEYS)
def test_names_that_are_no_faults_make_models_records_and_tables(
    own: str, list_name: str, name: str
) -> None:
    vocabulary, faults = added(kinds={own: kind(list_name, {name: field()})})
    if faults:
        assert vocabulary == packaged()
        return
    data = {"company": {"name": "甲"}, list_name: [{"id": "A", name: "b"}]}
    profile = profile_model(vocabulary).from_dict(data)
    assert [(kind, getattr(item, name)) for kind, _, item in profile.items()] == [(own, "b")]
    assert name in schema.of(vocabulary).columns(list_name)
    assert profile_struct(vocabulary)


@pytest.mark.parametrize(
    "chain",
    [
        ["drug_registration", "preclinical_completed"],
        ["drug_registration", "of_own", "consistency_evaluation_passed"],
        ["new_drug_approval", "phase_1_entered"],
        ["of_own", "phase_1_entered", "of_own"],
        ["of_own", "clinical_trial_entry"],
        ["of_own"],
        [],
    ],
)
def test_an_own_order_sets_no_packaged_milestones_in_a_new_one(chain: list[str]) -> None:
    own = {**TITLE, "id": "of_own", "implies": ["phase_1_entered"]}
    fine = ["clinical_trial_entry", "of_own"]
    drug = {"milestones": [own], "orders": [fine, chain]}
    assert places(kinds={"drug": drug}) == ["/kinds/drug/orders/1"]


def test_orders_that_only_together_set_packaged_milestones_anew_are_a_fault() -> None:
    for repeated in ([], [{**packaged().milestone("drug", "drug_registration").model_dump()}]):
        drug = {
            "milestones": [*repeated, {**TITLE, "id": "of_own"}],
            "orders": [["phase_3_completed", "of_own"], ["of_own", "drug_registration"]],
        }
        assert places(kinds={"drug": drug}) == ["/kinds/drug/orders/1"]


def test_an_own_milestone_may_stand_between_packaged_ones_in_their_order() -> None:
    repeated = packaged().orders("drug")[1]
    for chain in (
        ["phase_1_entered", "of_own", "phase_3_entered"],
        ["preclinical_completed", "of_own", "stage_2_completed"],
    ):
        drug = {"milestones": [{**TITLE, "id": "of_own"}], "orders": [repeated, chain]}
        vocabulary, faults = added(kinds={"drug": drug})
        assert faults == []
        assert sorted(vocabulary.orders("drug")) == sorted([*packaged().orders("drug"), chain])


def test_own_orders_of_an_own_kind_run_in_no_circle() -> None:
    vaccine = with_milestones("a", "b", "c", orders=[["a", "b"], ["b", "c"], ["c", "a"]])
    assert places(kinds={"vaccine": vaccine}) == ["/kinds/vaccine/orders/2"]


@pytest.mark.parametrize("implied", [["b"], ["a"], ["c", "clinical_trial_entry"]])
def test_implications_in_a_circle_are_faults_in_the_file_that_has_them(implied: list[str]) -> None:
    own = [
        {**TITLE, "id": "a", "implies": implied},
        {**TITLE, "id": "b", "implies": ["a"]},
        {**TITLE, "id": "c", "implies": ["b"]},
    ]
    faulty = places(kinds={"drug": {"milestones": own}})
    assert "/kinds/drug/milestones/0/implies" in faulty
    assert all(place.startswith("/kinds/drug/milestones/") for place in faulty)


def test_a_packaged_milestone_implies_no_own_one() -> None:
    changed = {**packaged().milestone("drug", "phase_1_entered").model_dump(), "implies": ["a"]}
    drug = {"milestones": [{**TITLE, "id": "a"}, changed]}
    assert places(kinds={"drug": drug}) == ["/kinds/drug/milestones/1/id"]


@pytest.mark.parametrize(
    ("own", "place"),
    [
        ({"words": {"nothing": []}}, "/words/nothing"),
        ({"words": {"region": [{**TITLE, "id": "x"}] * 2}}, "/words/region/1/id"),
        ({"kinds": {"company": {"milestones": [{**TITLE, "id": "x"}],
                                "fields": {"milestones": field("milestones")}}}},
         "/kinds/company/milestones"),
        ({"kinds": {"vaccine": kind(fields={"family": field("yuan")})}},
         "/kinds/vaccine/fields/family/type"),
        ({"kinds": {"vaccine": with_milestones("m", certificates={
            "milestones": ["m"], "field": "name", "digits": {"I": "1"}})}},
         "/kinds/vaccine/certificates/field"),
        ({"kinds": {"vaccine": with_milestones("m", certificates={
            "milestones": ["m"], "field": "level", "digits": {"IV": "1"}})}},
         "/kinds/vaccine/certificates/digits/IV"),
        ({"kinds": {"drug": {"milestones": [{**TITLE, "id": "m", "attributes": ["no"]}]}}},
         "/kinds/drug/milestones/0/attributes/0"),
    ],
)  # fmt: skip
def test_a_part_that_means_nothing_is_a_fault(own: Data, place: str) -> None:
    assert places(**own) == [place]


def test_a_fault_of_an_own_vocabulary_names_file_line_and_column(tmp_path: Path) -> None:
    folder = own_vocabulary.write(tmp_path)
    own = yaml.safe_load(own_vocabulary.VOCABULARY)
    own["kinds"]["drug"]["orders"].append(["drug_registration", "clinical_trial_entry"])
    own["kinds"]["company"]["fields"]["copy"] = field()
    text = yaml.safe_dump(own, allow_unicode=True, sort_keys=False)
    (folder / "vocabulary.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(RulebookError) as refused:
        Rulebook.load(folder)
    lines = text.splitlines()
    shown = {fault.pointer: lines[(fault.line or 0) - 1].strip() for fault in refused.value.faults}
    assert shown == {
        "/kinds/company/fields/copy": "copy:",
        "/kinds/drug/orders/1": "- - drug_registration",
    }
    assert {fault.file for fault in refused.value.faults} == {"vocabulary.yaml"}

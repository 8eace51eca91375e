"""Profiles that break the contract: every fault with its place, its value and what was expected."""

from __future__ import annotations

from typing import Any

import pytest
from yaoxie import Profile, ProfileError
from yaoxie.errors import ABSENT, Fault
from yaoxie.profile.checks import MAX_ITEMS

Data = dict[str, Any]


def faults(**parts: Any) -> list[Fault]:
    company = {"name": "甲", **parts.pop("company", {})}
    try:
        Profile.from_dict({"company": company, **parts})
    except ProfileError as error:
        return list(error.faults)
    return []


def only(**parts: Any) -> Fault:
    all_faults = faults(**parts)
    assert len(all_faults) == 1, all_faults
    return all_faults[0]


def drug(**more: Any) -> list[Data]:
    return [{"id": "D", **more}]


def award(**more: Any) -> list[Data]:
    whole = {"measure": "m", "support": "s", "subject": "D", "year": 2018, "amount": 1}
    return [{**whole, **more}]


def test_a_profile_of_a_name_alone_is_fine() -> None:
    assert faults() == []


@pytest.mark.parametrize("name", ["drugs", "devices", "platforms", "initiatives", "awards"])
@pytest.mark.parametrize("value", [None, []])
def test_a_list_that_is_null_or_empty_is_none(name: str, value: object) -> None:
    assert faults(**{name: value}) == []


@pytest.mark.parametrize(
    ("data", "pointer"),
    [
        ({}, "/company"),
        ({"company": {}}, "/company/name"),
        ({"company": {"name": "甲"}, "drugs": [{}]}, "/drugs/0/id"),
        ({"company": {"name": "甲"}, "platforms": [{"name": "x"}]}, "/platforms/0/id"),
        (
            {"company": {"name": "甲"}, "devices": [{"id": "a", "milestones": [{}]}]},
            "/devices/0/milestones/0/milestone",
        ),
    ],
)
def test_a_required_field_that_is_absent_is_named(data: Data, pointer: str) -> None:
    with pytest.raises(ProfileError) as caught:
        Profile.from_dict(data)
    (fault,) = caught.value.faults
    assert (fault.pointer, fault.value) == (pointer, ABSENT)
    assert fault.expected == "a value; the field is required"


@pytest.mark.parametrize("name", ["measure", "support", "subject", "year", "amount"])
def test_every_field_of_an_award_is_required(name: str) -> None:
    whole = award()[0]
    del whole[name]
    assert only(drugs=drug(), awards=[whole]).pointer == f"/awards/0/{name}"
    assert only(drugs=drug(), awards=award(**{name: None})).pointer == f"/awards/0/{name}"


@pytest.mark.parametrize("value", [0, -1, 1.0, "1", True, 10**15 + 1])
def test_an_award_is_of_one_yuan_at_least(value: object) -> None:
    fault = only(drugs=drug(), awards=award(amount=value))
    assert fault.pointer == "/awards/0/amount"
    assert fault.expected.startswith("a whole number")


@pytest.mark.parametrize("value", [0, 1, "true", "yes", [], 1.0])
def test_a_yes_or_no_is_a_json_boolean(value: object) -> None:
    assert only(company={"legal_person": value}).expected == "true or false"


@pytest.mark.parametrize(
    "value", ["2019-1-1", "20190101", "2019-02-29", "2019-13-01", "01/01/2019", "2019-01-01T00:00",
              "２０１９-01-01", "", 20190101, True, " 2019-01-01", "0000-01-01", "10000-01-01"],
)  # fmt: skip
def test_a_date_is_one_that_exists_in_iso_form(value: object) -> None:
    fault = only(initiatives=[{"id": "I", "date": value}])
    assert fault.pointer == "/initiatives/0/date"
    assert fault.expected.startswith("a date that exists, as YYYY-MM-DD")


@pytest.mark.parametrize("value", ["2020-02-29", "0001-01-01", "9999-12-31", "2999-01-01"])
def test_a_date_may_be_any_day_that_exists_the_future_included(value: str) -> None:
    assert faults(initiatives=[{"id": "I", "date": value}]) == []


@pytest.mark.parametrize(
    ("parts", "pointer", "close"),
    [
        ({"company": {"park": "Haidian"}}, "/company/park", "haidian"),
        ({"company": {"park": "daxing_yizhuang"}}, "/company/park", "daxing-yizhuang"),
        ({"company": {"activities": ["resarch"]}}, "/company/activities/0", "research"),
        ({"drugs": [{"id": "D", "category": "inovative"}]}, "/drugs/0/category", "innovative"),
        ({"devices": [{"id": "V", "device_class": "IIII"}]}, "/devices/0/device_class", "III"),
        ({"platforms": [{"id": "P", "platform_type": "CRO"}]}, "/platforms/0/platform_type", "cro"),
        (
            {"initiatives": [{"id": "I", "initiative_type": "listings"}]},
            "/initiatives/0/initiative_type",
            "listing",
        ),
        (
            {"drugs": [{"id": "D", "milestones": [{"milestone": "phase-2-completed"}]}]},
            "/drugs/0/milestones/0/milestone",
            "phase_2_completed",
        ),
        ({"company": {"region": "shangai"}}, "/company/region", "shanghai"),
        ({"drugs": [{"id": "D", "therapy_kind": "cells"}]}, "/drugs/0/therapy_kind", "cell"),
        ({"drugs": [{"id": "D", "trial_scheme": "2_stage"}]}, "/drugs/0/trial_scheme", "two_stage"),
        (
            {"devices": [{"id": "V", "production_region": "Huangpu"}]},
            "/devices/0/production_region",
            "huangpu",
        ),
        (
            {"initiatives": [{"id": "I", "research_kind": "basics"}]},
            "/initiatives/0/research_kind",
            "basic",
        ),
    ],
)
def test_a_word_outside_the_vocabulary_is_answered_with_the_nearest(
    parts: Data, pointer: str, close: str
) -> None:
    fault = only(**parts)
    assert (fault.pointer, fault.nearest) == (pointer, close)
    assert fault.expected.startswith("one of ")
    assert close in fault.expected


def test_a_word_near_to_none_has_no_nearest() -> None:
    assert only(company={"park": "上海"}).nearest is None


@pytest.mark.parametrize(
    ("name", "value"), [("country", "cn"), ("review_level", "city"), ("place", "shanghai")]
)
def test_a_milestone_keeps_to_its_words_too(name: str, value: str) -> None:
    entries = [{"milestone": "phase_1_completed", name: value}]
    fault = only(drugs=drug(milestones=entries))
    assert (fault.pointer, fault.value) == (f"/drugs/0/milestones/0/{name}", value)


def test_a_registration_class_may_be_any_text_and_those_that_are_no_words_are_named() -> None:
    classes = ["chemical-1", "化药1类", None, "chemical-9", "chemical-2007-1"]
    drugs = [{"id": f"D{i}", "registration_class": text} for i, text in enumerate(classes)]
    profile = Profile.from_dict({"company": {"name": "甲"}, "drugs": drugs})
    assert profile.unknown_words == ("/drugs/1/registration_class", "/drugs/3/registration_class")
    assert only(drugs=drug(registration_class=1)).expected == "text"


def test_milestones_of_devices_are_none_of_drugs() -> None:
    fault = only(drugs=drug(milestones=[{"milestone": "device_registration"}]))
    assert "new_drug_approval" in fault.expected


@pytest.mark.parametrize(
    ("parts", "pointer", "close"),
    [
        ({"company": {"legal-person": True}}, "/company/legal-person", "legal_person"),
        ({"drugs": [{"id": "D", "mielstones": []}]}, "/drugs/0/mielstones", "milestones"),
        ({"drug": []}, "/drug", "drugs"),
        (
            {"drugs": [{"id": "D", "milestones": [{"milestone": "new_drug_approval", "day": 1}]}]},
            "/drugs/0/milestones/0/day",
            None,
        ),
        ({"company": {"a/b~c": 1}}, "/company/a~1b~0c", None),
    ],
)
def test_an_unknown_key_is_answered_with_the_nearest(
    parts: Data, pointer: str, close: str | None
) -> None:
    fault = only(**parts)
    assert (fault.pointer, fault.nearest) == (pointer, close)
    assert fault.expected.startswith("one of the keys ")


@pytest.mark.parametrize("place", ["id", "name", "family", "registration_class"])
def test_an_empty_text_is_an_error(place: str) -> None:
    fault = only(drugs=[{"id": "D", place: ""}])
    assert (fault.pointer, fault.expected) == (f"/drugs/0/{place}", "text that is not empty")


@pytest.mark.parametrize("value", [1, True, None, [], {}])
def test_the_company_has_a_name_that_is_text(value: object) -> None:
    assert only(company={"name": value}).expected == "text"


@pytest.mark.parametrize(
    "value",
    ["91110114MA00000014", "91110114ma00000013", " 91110114MA00000013", "9111 0114MA00000013",
     "91110114MA0000001", "91110114MA000000133", "９1110114MA00000013", "91110114MA0000001I"],
)  # fmt: skip
def test_a_credit_code_stands_as_printed_with_its_check_character(value: str) -> None:
    fault = only(company={"uscc": value})
    assert fault.pointer == "/company/uscc"
    assert "check character" in fault.expected


def test_ids_are_unique_across_all_kinds_of_items() -> None:
    all_faults = faults(drugs=[{"id": "A"}, {"id": "A"}], platforms=[{"id": "A"}])
    assert [(f.pointer, f.related) for f in all_faults] == [
        ("/drugs/1/id", "/drugs/0/id"),
        ("/platforms/0/id", "/drugs/0/id"),
    ]


def test_ten_thousand_items_are_read_and_one_more_is_too_many() -> None:
    platforms = [{"id": str(number)} for number in range(MAX_ITEMS)]
    assert faults(platforms=platforms) == []
    fault = only(platforms=platforms, drugs=drug())
    assert (fault.value, fault.expected) == (f"{MAX_ITEMS + 1} items", f"at most {MAX_ITEMS} items")


def test_all_faults_come_at_once() -> None:
    all_faults = faults(
        company={"park": "x", "uscc": "y", "legal_person": "z"},
        drugs=[{"id": "D", "category": 1}, {"id": "D", "project_investment": "2"}],
        awards=award(subject="E", amount=0),
        extra=None,
    )
    assert {fault.pointer for fault in all_faults} == {
        *("/company/park", "/company/uscc", "/company/legal_person", "/drugs/0/category"),
        *("/drugs/1/id", "/drugs/1/project_investment", "/awards/0/subject", "/awards/0/amount"),
        "/extra",
    }
    assert all(fault.expected for fault in all_faults)


def test_plain_data_and_its_author_keep_their_own_copy() -> None:
    data: Data = {"company": {"name": "甲"}, "drugs": drug(milestones=[])}
    profile = Profile.from_dict(data)
    data["drugs"][0]["id"] = "E"
    assert profile.drugs is not None
    assert profile.drugs[0].id == "D"

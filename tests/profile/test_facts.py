"""Which drugs or devices are one, what is a fact, and where in a profile it stands."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from yaoxie import Profile
from yaoxie.profile.facts import Subject, family_keys, subjects


def keys(**families: str | None) -> dict[str, str]:
    return family_keys(families.items())


def facts_of(company: dict[str, Any] | None = None, **items: Any) -> Subject:
    """The first item of the profile, with its facts."""
    lists = {name: [{"id": "X", **item}] for name, item in items.items()}
    profile = Profile.from_dict({"company": {"name": "甲", **(company or {})}, **lists})
    return subjects(profile)[1][0]


@pytest.mark.parametrize("name", ["drugs", "devices"])
@pytest.mark.parametrize(
    ("families", "together"),
    [
        ({"a": None, "b": None}, "a|b"),
        ({"a": "F", "b": "F", "c": None}, "ab|c"),
        ({"a": None, "b": "a"}, "ab"),
        ({"a": "a", "b": None}, "a|b"),
        ({"a": "F", "b": "a", "c": "F"}, "abc"),
        ({"a": "b", "b": "c", "c": None}, "abc"),
        ({"a": "b", "b": "a", "c": None}, "ab|c"),
        ({"a": "b", "b": "c", "c": "a", "d": "a"}, "abcd"),
        ({"a": "b", "b": "b", "c": "b"}, "abc"),
        ({"a": "F", "b": "G"}, "a|b"),
    ],
)
def test_items_of_one_family_however_joined_have_one_key(
    name: str, families: dict[str, str | None], together: str
) -> None:
    entries = [{"id": item, "family": family} for item, family in families.items()]
    _, items = subjects(Profile.from_dict({"company": {"name": "甲"}, name: entries}))
    keys_of_ids = {item.id: item.key for item in items}
    for members in together.split("|"):
        assert len({keys_of_ids[name] for name in members}) == 1
    assert len(set(keys_of_ids.values())) == len(together.split("|"))


def test_the_key_of_a_ring_does_not_depend_on_the_order_of_drugs() -> None:
    assert keys(a="b", b="c", c="a") == keys(c="a", b="c", a="b")


def test_a_long_chain_of_families_has_one_key() -> None:
    chain = {f"d{i}": f"d{i + 1}" for i in range(5000)}
    assert set(keys(**chain).values()) == {"d5000"}


@pytest.mark.parametrize(
    ("drug", "device"),
    [
        ({"id": "D", "family": "V"}, {"id": "V"}),
        ({"id": "D"}, {"id": "V", "family": "D"}),
        ({"id": "D", "family": "F"}, {"id": "V", "family": "F"}),
        ({"id": "D", "family": "V"}, {"id": "V", "family": "D"}),
    ],
)
def test_a_family_never_joins_items_of_another_kind(
    drug: dict[str, str], device: dict[str, str]
) -> None:
    data = {"company": {"name": "甲"}, "drugs": [drug], "devices": [device]}
    _, items = subjects(Profile.from_dict(data))
    assert len({item.key for item in items}) == 2


@pytest.mark.parametrize("text", ["chemical-1", "biological-2", "chemical-2007-6"])
def test_a_registration_class_that_is_a_word_is_a_fact(text: str) -> None:
    assert facts_of(drugs={"registration_class": text}).facts["drug.registration_class"] == text


@pytest.mark.parametrize("text", ["chemical-6", "化药1类", "Chemical-1", "1", "true", "innovative"])
def test_a_registration_class_that_is_no_word_is_unknown(text: str) -> None:
    assert "drug.registration_class" not in facts_of(drugs={"registration_class": text}).facts


def test_amounts_months_and_rates_are_facts_as_they_stand() -> None:
    drug = facts_of({"revenue": 0}, drugs={"rd_spend": 0, "production_promise_months": 24})
    assert drug.facts["company.revenue"] == 0
    assert drug.facts["drug.rd_spend"] == 0
    assert drug.facts["drug.production_promise_months"] == 24
    loan = facts_of(initiatives={"rate_over_lpr": "0.40"})
    assert loan.facts["initiative.rate_over_lpr"] == Decimal("0.4")


def test_what_a_milestone_says_of_trial_and_review_is_a_fact() -> None:
    passed = {"milestone": "special_review_passed", "review_level": "provincial"}
    done = {"milestone": "clinical_trial_completed", "country": "abroad"}
    known = facts_of(devices={"milestones": [passed, done]}).facts
    assert known["device.milestone.special_review_passed.review_level"] == "provincial"
    assert known["device.milestone.clinical_trial_completed.country"] == "abroad"
    assert "device.milestone.clinical_trial_completed.review_level" not in known


def subject() -> Subject:
    entries = [{"milestone": "new_drug_approval"}, {"milestone": "phase_2_completed"}]
    drugs = [{"id": "C"}, {"id": "D", "milestones": entries}]
    return subjects(Profile.from_dict({"company": {"name": "甲"}, "drugs": drugs}))[1][1]


@pytest.mark.parametrize(
    ("fact", "pointer"),
    [
        ("company.park", "/company/park"),
        ("drug.category", "/drugs/1/category"),
        ("drug.milestone.phase_1_completed", "/drugs/1/milestones"),
        ("drug.milestone.phase_2_completed.date", "/drugs/1/milestones/1/date"),
        ("drug.milestone.new_drug_approval.place", "/drugs/1/milestones/0/place"),
    ],
)
def test_a_fact_has_its_place_in_the_profile(fact: str, pointer: str) -> None:
    assert subject().pointer(fact) == pointer


def test_what_is_unknown_is_no_fact_and_what_is_not_listed_is_not_reached() -> None:
    known = subject().facts
    assert known["drug.milestone.phase_1_completed"] is False
    assert known["drug.milestone.phase_2_completed"] is True
    assert "drug.milestone.phase_2_completed.date" not in known
    assert "drug.category" not in known
    assert not any(name.startswith("drug.name") for name in known)

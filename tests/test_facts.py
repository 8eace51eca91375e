"""Which drugs are one drug, and where in a profile a fact stands."""

from __future__ import annotations

import pytest
from yaoxie import Profile
from yaoxie.facts import Subject, drug_keys, subjects


def keys(**families: str | None) -> dict[str, str]:
    drugs = [{"id": name, "family": family} for name, family in families.items()]
    return drug_keys(Profile.from_dict({"company": {"name": "甲"}, "drugs": drugs}).drugs or ())


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
def test_drugs_of_one_family_however_joined_have_one_key(
    families: dict[str, str | None], together: str
) -> None:
    found = keys(**families)
    for members in together.split("|"):
        assert len({found[name] for name in members}) == 1
    assert len(set(found.values())) == len(together.split("|"))


def test_the_key_of_a_ring_does_not_depend_on_the_order_of_drugs() -> None:
    assert keys(a="b", b="c", c="a") == keys(c="a", b="c", a="b")


def test_a_long_chain_of_families_has_one_key() -> None:
    chain = {f"d{i}": f"d{i + 1}" for i in range(5000)}
    assert set(keys(**chain).values()) == {"d5000"}


def test_a_family_called_as_a_device_is_does_not_join_it() -> None:
    data = {
        "company": {"name": "甲"},
        "drugs": [{"id": "D", "family": "V"}],
        "devices": [{"id": "V"}],
    }
    _, items = subjects(Profile.from_dict(data))
    assert len({item.key for item in items}) == 2


def subject() -> Subject:
    listed = [{"milestone": "new_drug_approval"}, {"milestone": "phase_2_completed"}]
    drugs = [{"id": "C"}, {"id": "D", "milestones": listed}]
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

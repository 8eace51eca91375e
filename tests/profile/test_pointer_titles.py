"""What the places of a profile are called."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from yaoxie import Profile, ProfileError
from yaoxie.profile.pointer_titles import title_at
from yaoxie.profile.vocabulary import packaged
from yaoxie.values import Title

DATA: dict[str, Any] = {
    "company": {"name": "甲", "activities": ["research"]},
    "drugs": [
        {
            "id": "SL-15",
            "name": "示例脂质体",
            "milestones": [{"milestone": "clinical_trial_entry"}, {"milestone": "no-such"}],
        },
        {"id": "YX-2"},
        {},
    ],
    "awards": [{"measure": "m"}],
}


@pytest.mark.parametrize(
    ("pointer", "zh", "en"),
    [
        ("/company/park", "企业的注册园区", "company, park of registration"),
        ("/company/activities/0", "企业的业务活动的第1项", "company, activities, entry 1"),
        ("/drugs", "药品清单", "the list drugs"),
        ("/drugs/0", "药品 示例脂质体（SL-15）", "drug 示例脂质体 (SL-15)"),
        (
            "/drugs/0/milestones/0/date",
            "药品 示例脂质体（SL-15）的第1个里程碑的日期（进入临床试验）",
            "drug 示例脂质体 (SL-15), milestone 1, date (entry into clinical trials)",
        ),
        (
            "/drugs/0/milestones/1/date",
            "药品 示例脂质体（SL-15）的第2个里程碑的日期",
            "drug 示例脂质体 (SL-15), milestone 2, date",
        ),
        ("/drugs/1/category", "药品 YX-2 的药品类别", "drug YX-2, drug category"),
        ("/drugs/2/category", "第3个药品的药品类别", "drug 3, drug category"),
        ("/drugs/9/categry", "第10个药品的“categry”", "drug 10, “categry”"),
        ("/awards/0/measure", "第1笔以往资助的政策", "earlier award 1, measure"),
    ],
)
def test_a_place_is_called_by_titles_names_and_numbers(pointer: str, zh: str, en: str) -> None:
    assert title_at(pointer, DATA, packaged()) == Title(zh=zh, en=en)


def test_a_profile_that_was_read_has_the_same_places_as_its_data() -> None:
    data = {"company": {"name": "甲"}, "drugs": DATA["drugs"][1:2]}
    pointer = "/drugs/0/milestones"
    whole = title_at(pointer, Profile.from_dict(data), packaged())
    assert whole == title_at(pointer, data, packaged())


@pytest.mark.parametrize("pointer", ["", "/", "/drgus/0"])
def test_what_is_no_place_of_a_profile_is_called_nothing(pointer: str) -> None:
    assert title_at(pointer, DATA, packaged()) is None


_parts = st.sampled_from(
    ["company", "drugs", "awards", "milestones", "date", "0", "1", "99999999999"]
)
_data = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_parts, inner, max_size=3),
    max_leaves=12,
)


@given(st.lists(_parts | st.text(max_size=4), max_size=6), _data)
def test_any_pointer_into_any_data_has_some_answer(parts: list[str], data: Any) -> None:
    title = title_at("".join(f"/{part}" for part in parts), data, packaged())
    assert title is None or (title.zh and title.en)


def test_a_fault_says_what_its_place_is_called() -> None:
    data = DATA | {"drugs": [{"id": "YX-2", "category": "new"}], "awards": []}
    with pytest.raises(ProfileError) as refused:
        Profile.from_dict(data)
    (fault,) = refused.value.faults
    assert fault.text("zh", named=True).startswith(
        "/drugs/0/category（药品 YX-2 的药品类别）：'new'；"
    )
    assert fault.text("en", named=True).startswith("/drugs/0/category (drug YX-2, drug category): ")
    assert type(fault).from_dict(fault.to_dict()).place == fault.place

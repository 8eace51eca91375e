"""What is near enough to be suggested: slips of the pen, and no other names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from yaoxie.errors import nearest
from yaoxie.profile.vocabulary import packaged

REGIONS = packaged().ids("region")
DRUG_FIELDS = [f"drug.{name}" for name in packaged().fields("drug")]
CHINESE = ["创新药", "仿制药", "北京市", "南京市"]


@pytest.mark.parametrize(
    "city",
    ["nanjing", "ningbo", "dongguan", "wuxi", "xuzhou", "hefei", "changsha", "shaoxing"],
)
def test_another_city_is_not_near(city: str) -> None:
    assert nearest(city, REGIONS) is None


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("beijng", "beijing"),
        ("eijing", "beijing"),
        ("Beijing ", "beijing"),
        ("ｂｅｉｊｉｎｇ", "beijing"),
        ("guangzou", "guangzhou"),
        ("suzhuo", "suzhou"),
        ("shenzen", "shenzhen"),
    ],
)
def test_a_slip_of_the_pen_is_near(written: str, meant: str) -> None:
    assert nearest(written, REGIONS) == meant


def test_a_part_of_a_name_is_near() -> None:
    assert nearest("drug.investment", DRUG_FIELDS) == "drug.project_investment"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("创薪药", "创新药"),
        ("创新", "创新药"),
        ("北京", "北京市"),
        ("上海", None),
        ("徐州市", None),
    ],
)
def test_chinese_names_are_near_where_one_character_differs(
    written: str, meant: str | None
) -> None:
    assert nearest(written, CHINESE) == meant


@given(st.text(max_size=30), st.lists(st.text(max_size=12), max_size=8))
def test_what_is_near_is_one_of_the_names(written: str, names: list[str]) -> None:
    assert nearest(written, names) in {None, *names}


@given(st.sampled_from(REGIONS))
def test_a_name_is_nearest_to_itself(name: str) -> None:
    assert nearest(name, REGIONS) == name

"""What people write in cells, as values of profiles."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from yaoxie.profile.field_types import FieldType
from yaoxie.profile.vocabulary import packaged
from yaoxie.sheets.cells import Misread, converter

VOCABULARY = packaged()
TYPES = {
    "yuan": FieldType("yuan"),
    "rate": FieldType("rate"),
    "day": FieldType("day"),
    "yes_no": FieldType("yes_no"),
    "text": FieldType("text"),
    "region": VOCABULARY.word_type("region"),
    "class": VOCABULARY.fields("drug")["registration_class"].type,
    "activities": VOCABULARY.fields("company")["activities"].type,
}


def value(name: str, cell: Any) -> Any:
    titles = {word.id: word.zh for word in VOCABULARY.words["region"]}
    return converter(TYPES[name], VOCABULARY.answers, titles)(cell)


@pytest.mark.parametrize(
    ("name", "cell", "expected"),
    [
        ("yuan", 100.0, 100),
        ("yuan", "1,000,000", 1_000_000),
        ("yuan", " １２３ ", 123),
        ("yuan", 10.0**15, 10**15),
        ("rate", 0.3, "0.3"),
        ("rate", 0.1 + 0.2, "0.3"),
        ("rate", "40%", "0.4"),
        ("rate", "0.40", "0.4"),
        ("rate", 1, "1"),
        ("rate", 0, "0"),
        ("day", date(2019, 5, 20), "2019-05-20"),
        ("day", datetime.fromisoformat("2019-05-20T10:30"), "2019-05-20"),
        ("day", "2019-5-2", "2019-05-02"),
        ("day", "2019/05/20", "2019-05-20"),
        ("day", "2019年5月20日", "2019-05-20"),
        ("day", "２０１９．５．２０", "2019-05-20"),
        ("yes_no", "是", True),
        ("yes_no", "有", True),
        ("yes_no", " 否 ", False),
        ("yes_no", "无", False),
        ("yes_no", "Yes", True),
        ("yes_no", True, True),
        ("text", 1001.0, "1001"),
        ("text", 1.5, "1.5"),
        ("text", " 甲 ", "甲"),
        ("text", date(2019, 5, 20), "2019-05-20"),
        ("region", "苏州市", "suzhou"),
        ("region", "SUZHOU", "suzhou"),
        ("region", "Suzhou", "suzhou"),
        ("class", "化学药品1类", "chemical-1"),
        ("class", "进口药", "进口药"),
        ("activities", "研发、production，服务", ["research", "production", "services"]),
        ("activities", "无", []),
    ],
)
def test_a_cell_is_read_as_people_mean_it(name: str, cell: Any, expected: Any) -> None:
    read = value(name, cell)
    assert read == expected
    assert type(read) is type(expected)


@pytest.mark.parametrize(
    ("name", "cell", "near"),
    [
        ("yuan", 100.5, None),
        ("yuan", "6000万", None),
        ("yuan", "1,00", None),
        ("yuan", True, None),
        ("yuan", 1e300, None),
        ("yuan", float("inf"), None),
        ("yuan", float("nan"), None),
        ("rate", "四成", None),
        ("rate", "0.4.0", None),
        ("rate", date(2019, 5, 20), None),
        ("rate", "1e5", None),
        ("day", 43605.0, "2019-05-20"),
        ("day", 20190520.0, None),
        ("day", "2019-02-30", None),
        ("day", "去年", None),
        ("day", "20190520", None),
        ("yes_no", 1.0, None),
        ("yes_no", "可能", None),
        ("region", "苏洲市", "苏州"),
        ("region", "郑州", None),
        ("activities", "研发、销售", None),
    ],
)
def test_what_means_nothing_or_two_things_is_refused(
    name: str, cell: Any, near: str | None
) -> None:
    read = value(name, cell)
    assert isinstance(read, Misread)
    assert read.nearest == near


@pytest.mark.parametrize("name", list(TYPES))
@pytest.mark.parametrize("cell", [None, "", "  ", "\n\u3000"])
def test_what_is_blank_is_unknown(name: str, cell: Any) -> None:
    assert value(name, cell) is None


@given(
    cell=st.one_of(
        st.text(), st.floats(), st.integers(), st.booleans(), st.dates(), st.datetimes(), st.times()
    ),
    name=st.sampled_from(list(TYPES)),
)
def test_whatever_stands_in_a_cell_is_read_or_refused(cell: Any, name: str) -> None:
    value(name, cell)

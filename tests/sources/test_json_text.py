"""JSON that cannot be read, or holds what no profile may hold."""

from __future__ import annotations

import json
from typing import Any

import pytest
from yaoxie import Profile, ProfileError
from yaoxie.errors import Fault
from yaoxie.sources.json_text import MAX_BYTES, MAX_DEPTH


def faults(text: str | bytes) -> tuple[Fault, ...]:
    with pytest.raises(ProfileError) as caught:
        Profile.from_json(text)
    return caught.value.faults


def only(text: str | bytes) -> Fault:
    (fault,) = faults(text)
    return fault


def test_text_that_is_no_json_is_shown_with_line_and_column() -> None:
    fault = only('{"company":\n  {"name": oops}}')
    assert (fault.pointer, fault.line, fault.column) == ("", 2, 12)
    assert fault.value.startswith("oops")
    assert fault.expected.startswith("JSON (")


@pytest.mark.parametrize("text", ["", " ", "{", '{"company": {"name": "x"}} {}', "\x00"])
def test_text_that_ends_early_or_goes_on_is_no_json(text: str) -> None:
    assert only(text).expected.startswith("JSON (")


def test_bytes_that_are_no_utf_8_are_shown_with_their_offset() -> None:
    fault = only(b'{"company":\n {"name": "\xff"}}')
    assert fault.value == "byte 0xff at offset 23"
    assert (fault.expected, fault.line) == ("UTF-8", 2)


def test_utf_16_is_no_utf_8() -> None:
    assert only('{"company": {"name": "甲"}}'.encode("utf-16")).expected == "UTF-8"


def test_a_byte_order_mark_is_passed_over() -> None:
    text = '{"company": {"name": "甲"}}'
    assert Profile.from_json("\ufeff" + text) == Profile.from_json(text.encode("utf-8-sig"))


@pytest.mark.parametrize("constant", ["NaN", "Infinity", "-Infinity"])
def test_numbers_that_json_lacks_are_refused(constant: str) -> None:
    fault = only(f'{{"company": {{"name": "甲", "id": {constant}}}}}')
    assert (fault.value, fault.expected) == (constant, "JSON (no NaN or Infinity)")


def test_a_text_of_just_the_largest_size_is_read() -> None:
    text = b'{"company": {"name": "x"}}'
    assert Profile.from_json(text + b" " * (MAX_BYTES - len(text))).company.name == "x"


def test_a_text_that_is_larger_is_not_read_at_all() -> None:
    fault = only(b" " * (MAX_BYTES + 1))
    assert fault.value == f"{MAX_BYTES + 1} bytes"
    assert fault.expected == f"at most {MAX_BYTES} bytes"


def test_the_size_counts_bytes_in_a_text_too() -> None:
    text = json.dumps({"company": {"name": "甲" * (MAX_BYTES // 3)}}, ensure_ascii=False)
    assert only(text).expected == f"at most {MAX_BYTES} bytes"


@pytest.mark.parametrize("levels", [MAX_DEPTH + 1, 1_000, 1_000_000])
@pytest.mark.parametrize(("start", "end"), [("[", "]"), ('{"a":', "}")])
def test_deep_nesting_is_refused(levels: int, start: str, end: str) -> None:
    fault = only(start * levels + ("1" if end == "}" else "") + end * levels)
    assert fault.expected == f"at most {MAX_DEPTH} levels"


def test_plain_data_that_holds_itself_is_refused() -> None:
    data: dict[str, Any] = {"company": {"name": "甲"}}
    data["drugs"] = [data]
    with pytest.raises(ProfileError) as caught:
        Profile.from_dict(data)
    assert f"at most {MAX_DEPTH} levels" in {fault.expected for fault in caught.value.faults}


def test_a_key_that_stands_twice_is_named_wherever_it_is() -> None:
    repeated = faults(
        '{"company": {"name": "甲", "name": "乙", "park": "haidian", "park": "haidian"},'
        ' "drugs": [{"id": "a", "id": "a", "id": "b"}], "company": {"name": "丙"}}'
    )
    assert [(f.pointer, f.value) for f in repeated if f.pointer != "/company"] == [
        ("/drugs/0/id", "b")
    ]
    assert {f.expected for f in repeated} == {"the key once; it stands twice"}


def test_a_key_that_stands_twice_deep_inside_is_named() -> None:
    repeated = faults(
        '{"company": {"name": "甲", "name": "乙", "park": "haidian", "park": "miyun"}}'
    )
    assert [(f.pointer, f.value) for f in repeated] == [
        ("/company/name", "乙"),
        ("/company/park", "miyun"),
    ]


@pytest.mark.parametrize("place", ["name", "id"])
def test_text_with_half_a_character_is_refused(place: str) -> None:
    refused = faults(
        f'{{"company": {{"name": "甲", "{place}": "a\\ud800b"}}}}'.replace('"甲", "name": ', "")
    )
    assert f"/company/{place}" in {fault.pointer for fault in refused}
    assert "text without lone surrogates" in {fault.expected for fault in refused}
    assert all(str(fault).encode("utf-8") for fault in refused)


def test_a_key_with_half_a_character_is_refused() -> None:
    repeated = faults('{"company": {"name": "甲", "\\udfff": 1}}')
    assert "keys that are text" in {fault.expected for fault in repeated}
    assert all(str(fault).encode("utf-8") for fault in repeated)


def test_an_integer_of_many_digits_is_refused_in_no_time() -> None:
    text = '{"company": {"name": "甲"}, "drugs": [{"id": "a", "project_investment": %s}]}'
    for digits in ("9" * 21, "9" * 5_000, "9" * 1_000_000, "-" + "9" * 30):
        (fault,) = faults(text % digits)
        assert fault.pointer == "/drugs/0/project_investment"
        assert len(str(fault)) < 300


@pytest.mark.parametrize("value", [{1, 2}, object(), b"x", 1j])
def test_plain_data_that_json_lacks_is_refused(value: object) -> None:
    with pytest.raises(ProfileError) as caught:
        Profile.from_dict({"company": {"name": "甲", "id": value}})
    assert ("/company/id", "a JSON value") in {(f.pointer, f.expected) for f in caught.value.faults}


@pytest.mark.parametrize("data", [None, [], "x", 1, True, 1.5])
def test_a_document_that_is_no_object_is_refused(data: object) -> None:
    with pytest.raises(ProfileError) as caught:
        Profile.from_dict(data)
    (fault,) = caught.value.faults
    assert fault.pointer == ""
    assert fault.expected.startswith("an object")

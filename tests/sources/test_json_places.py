"""A fault of a JSON text has the line and column of the key or item that it is about."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from yaoxie import Profile, ProfileError
from yaoxie.errors import Fault, pointer
from yaoxie.messages import Message
from yaoxie.sources import json_places

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)
EXPECTED = Message("sources.text")


def places(data: Any, at: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    children: Any = ()
    if isinstance(data, dict):
        children = data.items()
    elif isinstance(data, list):
        children = enumerate(data)
    return [at, *(place for key, value in children for place in places(value, (*at, key)))]


def at(text: str, fault: Fault) -> str:
    """The text from the fault's place on."""
    assert fault.line is not None
    assert fault.column is not None
    return "\n".join(text.split("\n")[fault.line - 1 :])[fault.column - 1 :]


@given(VALUES, st.sampled_from([None, 0, 2]), st.booleans())
def test_the_key_or_item_stands_at_its_place(data: Any, indent: int | None, ascii_: bool) -> None:
    text = json.dumps(data, indent=indent, ensure_ascii=ascii_)
    known = places(data)
    faults = [Fault(pointer(place), None, EXPECTED) for place in known]
    for place, fault in zip(known, json_places.placed(faults, text), strict=True):
        value = data
        for part in place:
            value = value[part]
        own = place[-1] if place and isinstance(place[-1], str) else value
        assert json.JSONDecoder().raw_decode(at(text, fault))[0] == own


def test_what_is_not_there_is_placed_at_what_is_around_it() -> None:
    text = '{\n  "company": {\n    "name": "x"},\n  "awards": [\n    {}]}'
    with pytest.raises(ProfileError) as refused:
        Profile.from_json(text)
    assert {(fault.line, fault.column) for fault in refused.value.faults} == {(5, 5)}


def test_of_a_key_that_stands_twice_the_last_is_named() -> None:
    with pytest.raises(ProfileError) as refused:
        Profile.from_json('{"company": {"name": "x",\n "name": "y"}}')
    (fault,) = refused.value.faults
    assert (fault.line, fault.column) == (2, 2)


def test_a_text_nested_deeper_than_the_parser_goes_has_faults_all_the_same() -> None:
    for depth in (65, 900, 5_000):
        with pytest.raises(ProfileError):
            Profile.from_json('{"company": ' + "[" * depth + "]" * depth + "}")

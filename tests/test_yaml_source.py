"""YAML files that cannot be read, or hold what no rule file may hold: file, line and column."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from yaoxie import RulebookError, yaml_source
from yaoxie.errors import Fault
from yaoxie.yaml_source import MAX_BYTES, MAX_DEPTH, Source


def read(tmp_path: Path, text: str | bytes) -> Source:
    path = tmp_path / "rules.yaml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return yaml_source.read(path, "rules.yaml")


def refused(tmp_path: Path, text: str | bytes) -> Fault:
    with pytest.raises(RulebookError) as caught:
        read(tmp_path, text)
    (fault,) = caught.value.faults
    assert fault.file == "rules.yaml"
    return fault


def place(fault: Fault) -> tuple[str, int | None, int | None]:
    return fault.pointer, fault.line, fault.column


def test_plain_values_come_out_as_json_has_them(tmp_path: Path) -> None:
    source = read(
        tmp_path,
        "a: 10_000_000\nb: 2019-06-18\nc: true\nd: null\ne: ~\nf: '1'\ng: [x, -2]\nh: {i: 一}\n",
    )
    assert source.faults == []
    assert source.data == {
        "a": 10_000_000,
        "b": "2019-06-18",
        "c": True,
        "d": None,
        "e": None,
        "f": "1",
        "g": ["x", -2],
        "h": {"i": "一"},
    }


def test_the_place_of_every_key_and_item_is_kept(tmp_path: Path) -> None:
    places = read(tmp_path, "a:\n  - b: 1\n  - c\n").places
    assert (places["/a"], places["/a/0/b"], places["/a/1"]) == ((1, 1), (2, 5), (3, 5))


def test_a_key_that_stands_twice_is_named_with_its_first_line(tmp_path: Path) -> None:
    source = read(tmp_path, "a: 1\nb:\n  c: 1\n  d: 2\n  c: 3\na: 4\n")
    assert [place(fault) for fault in source.faults] == [("/b/c", 5, 3), ("/a", 6, 1)]
    assert "line 3" in source.faults[0].expected
    assert "line 1" in source.faults[1].expected


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [("a: &x 1\nb: *x\n", 1, 4), ("- 1\n- &all\n  - 2\n", 2, 3), ("b: *x\n", 1, 4)],
)
def test_anchors_and_aliases_are_refused(tmp_path: Path, text: str, line: int, column: int) -> None:
    fault = refused(tmp_path, text)
    assert fault.expected == "no anchors or aliases"
    assert (fault.line, fault.column) == (line, column)


def test_a_bomb_of_aliases_is_refused_at_once(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x]", *(f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]" for i in range(1, 60))]
    assert refused(tmp_path, "\n".join(lines)).line == 1


@pytest.mark.parametrize("levels", [MAX_DEPTH + 3, 300, 10_000, 200_000])
def test_deep_nesting_is_refused(tmp_path: Path, levels: int) -> None:
    assert refused(tmp_path, "[" * levels + "]" * levels).expected == f"at most {MAX_DEPTH} levels"


def test_nesting_of_the_largest_depth_is_read(tmp_path: Path) -> None:
    assert read(tmp_path, "[" * MAX_DEPTH + "]" * MAX_DEPTH).faults == []


def test_a_file_that_is_too_large_is_refused(tmp_path: Path) -> None:
    fault = refused(tmp_path, b"#" * (MAX_BYTES + 1))
    assert fault.expected == f"at most {MAX_BYTES} bytes"


def test_a_file_that_is_no_utf_8_is_refused_with_its_line(tmp_path: Path) -> None:
    fault = refused(tmp_path, b"a: 1\nb: \xff\n")
    assert (fault.expected, fault.line) == ("UTF-8", 2)


@pytest.mark.parametrize("text", ["", "# nothing\n", "\n\n", "---\n"])
def test_an_empty_file_is_refused(tmp_path: Path, text: str) -> None:
    if text == "---\n":
        assert read(tmp_path, text).data is None
    else:
        assert "empty" in refused(tmp_path, text).expected


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RulebookError) as caught:
        yaml_source.read(tmp_path / "none.yaml", "none.yaml")
    (fault,) = caught.value.faults
    assert fault.expected.startswith("a file that can be read (")


def test_two_documents_in_one_file_are_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, "a: 1\n---\nb: 2\n").expected.startswith("YAML (")


@pytest.mark.parametrize(
    ("text", "line"),
    [("a: [1\nb: 2\n", 2), ("a: b: c\n", 1), ("\ta: 1\n", 1), ("a: 'x\n", 2), ("a: %\n", 1),
     ("a: \x07\n", 1), ("a: {\n", 2)],
)  # fmt: skip
def test_text_that_is_no_yaml_is_refused_with_its_line(
    tmp_path: Path, text: str, line: int
) -> None:
    fault = refused(tmp_path, text)
    assert fault.expected.startswith("YAML (")
    assert fault.line == line
    assert fault.column is not None


@pytest.mark.parametrize(
    "value",
    ["!!python/object/apply:os.system [x]", "!x 1", "!!set {a}", "!!binary aGk=", ".nan",
     "0x10", "0o17", "1e3", "!!float 1", "1" * 30],
)  # fmt: skip
def test_tags_and_other_numbers_are_faults(tmp_path: Path, value: str) -> None:
    try:
        source = read(tmp_path, f"a: 1\nb: {value}\n")
    except RulebookError as error:
        faults = list(error.faults)
    else:
        faults = source.faults
    assert faults
    assert {fault.line for fault in faults} == {2}
    assert all(fault.expected for fault in faults)


@pytest.mark.parametrize("value", ["yes", "no", "on", "off"])
def test_words_that_older_yaml_takes_for_booleans_are_words(tmp_path: Path, value: str) -> None:
    assert read(tmp_path, f"a: {value}\n").data == {"a": value}


def test_a_key_that_is_a_list_is_a_fault(tmp_path: Path) -> None:
    source = read(tmp_path, "? [a, b]\n: 1\n")
    assert [fault.expected for fault in source.faults] == ["a key that is a plain word"]


def test_keys_are_text_whatever_they_look_like(tmp_path: Path) -> None:
    found: Any = read(tmp_path, "1: a\ntrue: b\n2019-01-01: c\na/b~c: d\n")
    assert found.data == {"1": "a", "true": "b", "2019-01-01": "c", "a/b~c": "d"}
    assert found.places["/a~1b~0c"] == (4, 1)


def test_a_fault_where_nothing_stands_is_placed_at_its_closest_parent(tmp_path: Path) -> None:
    source = read(tmp_path, "a:\n  b: 1\n")
    fault = source.fault("/a/x/y", None, "something")
    assert (fault.line, fault.column) == (1, 1)

"""YAML files that cannot be read, or hold what no rule file may hold: file, line and column."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from yaoxie import RulebookError
from yaoxie.errors import Fault
from yaoxie.messages import Message
from yaoxie.sources import yaml_text
from yaoxie.sources.yaml_text import MAX_BYTES, MAX_DEPTH, YamlFile


@pytest.fixture(autouse=True, params=["CSafeLoader", "SafeLoader"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test holds for libyaml, and for what stands in where it is missing."""
    if not hasattr(yaml, request.param):
        pytest.skip("PyYAML without libyaml")
    monkeypatch.setattr(yaml_text, "_LOADER", getattr(yaml, request.param))


def read(tmp_path: Path, text: str | bytes) -> YamlFile:
    path = tmp_path / "rules.yaml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return yaml_text.read(path, "rules.yaml")


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


def test_what_a_file_has_at_a_pointer_is_what_has_a_place(tmp_path: Path) -> None:
    source = read(tmp_path, "a/b:\n  - c~d: 1\n  -\ne: {0: x}\n")
    pointers = ["", "/a~1b", "/a~1b/0", "/a~1b/0/c~0d", "/a~1b/1", "/e", "/e/0"]
    assert list(source.places) == pointers
    assert all(source.has(at) for at in pointers)
    assert not any(source.has(at) for at in ("/a", "/a~1b/2", "/a~1b/x", "/e/1", "/e/0/x"))


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
        yaml_text.read(tmp_path / "none.yaml", "none.yaml")
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
     "0x10", "0o17", "0b1", "1e3", "!!float 1", "!!bool yes", "!!null 1", "!!int x", "1" * 30,
     "1__0", "1_", "-_1", "+1.5", "-.inf", "<<", "="],
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


@pytest.mark.parametrize(
    ("value", "meaning"),
    [("+5", 5), ("-0", 0), ("010", 10), ("08", 8), ("1_000", 1000), ("Null", None), ("TRUE", True),
     ("False", False), ("1.50", Decimal("1.50")), ("-2.", Decimal(-2))],
)  # fmt: skip
def test_plain_scalars_mean_what_yaml_1_2_says(tmp_path: Path, value: str, meaning: object) -> None:
    (value,) = read(tmp_path, f"[{value}]").data
    assert (type(value), value) == (type(meaning), meaning)


@pytest.mark.parametrize(
    "value",
    ["nULL", "tRUE", "1:30", "1.2.3", "1-2", "1_a", "1e", "0x", "0o8", "0b2", "0x1g", ".", "--",
     ".iNF", "++1", "~a", "<<a", "==", "_1", "１２", "2019-6-18", "2019-06-18T10:00:00Z"],
)  # fmt: skip
def test_all_other_plain_scalars_are_text(tmp_path: Path, value: str) -> None:
    assert read(tmp_path, f"[{value}]").data == [value]


def test_a_directive_does_not_change_what_words_are(tmp_path: Path) -> None:
    assert read(tmp_path, "%YAML 1.1\n---\na: yes\n").data == {"a": "yes"}


def test_a_key_that_is_a_list_is_a_fault(tmp_path: Path) -> None:
    source = read(tmp_path, "? [a, {b: [c]}]\n: [{d: 1}]\ne: 2\n")
    assert [fault.expected for fault in source.faults] == ["a key that is a plain word"]
    assert source.data == {"e": 2}


def test_what_a_tag_or_a_second_key_holds_is_passed_over(tmp_path: Path) -> None:
    source = read(tmp_path, "a: !x [{b: 0x1}, c]\nd: 1\nd: {e: [0x1]}\nf: 2\n")
    assert [fault.pointer for fault in source.faults] == ["/a", "/d"]
    assert source.data == {"a": None, "d": 1, "f": 2}


@pytest.mark.parametrize("break_", ["\x85", "\u2028", "\u2029"])
def test_what_only_older_yaml_takes_for_a_line_break_is_refused(
    tmp_path: Path, break_: str
) -> None:
    fault = refused(tmp_path, f"a: 1\nb: 2{break_}c: 3\n")
    assert fault.expected == f"YAML (no character U+{ord(break_):04X})"
    assert (fault.line, fault.column) == (2, 5)
    assert read(tmp_path, f'a: "\\u{ord(break_):04x}"\n').data == {"a": break_}


@pytest.mark.parametrize("escape", ["\\ud800", "\\ud83d\\ude00", "\\U00110000"])
def test_an_escape_of_no_character_is_refused(tmp_path: Path, escape: str) -> None:
    assert refused(tmp_path, f'a: "{escape}"\n').expected.startswith("YAML (")


@pytest.mark.parametrize("count", [1, 50_000])
def test_handles_of_tags_are_refused_at_once(tmp_path: Path, count: int) -> None:
    handles = "".join(f"%TAG !{i}! x\n" for i in range(count))
    fault = refused(tmp_path, f"# no tags\n{handles}---\na: !0!y 1\n")
    assert (fault.expected, fault.line, fault.column) == ("YAML (no %TAG)", 2, 1)


def test_a_byte_order_mark_is_passed_over(tmp_path: Path) -> None:
    assert read(tmp_path, "\ufeffa: 一\n").data == {"a": "一"}


def test_keys_are_text_whatever_they_look_like(tmp_path: Path) -> None:
    source: Any = read(tmp_path, "1: a\ntrue: b\n2019-01-01: c\na/b~c: d\n")
    assert source.data == {"1": "a", "true": "b", "2019-01-01": "c", "a/b~c": "d"}
    assert source.places["/a~1b~0c"] == (4, 1)


def test_a_fault_where_nothing_stands_is_placed_at_its_closest_parent(tmp_path: Path) -> None:
    source = read(tmp_path, "a:\n  b: 1\n")
    fault = source.fault("/a/x/y", None, Message("sources.text"))
    assert (fault.line, fault.column) == (1, 1)

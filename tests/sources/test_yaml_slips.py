"""What people write by a Chinese keyboard, a spreadsheet or an older editor is named as that."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from yaoxie import RulebookError
from yaoxie.errors import Fault
from yaoxie.sources import yaml_text


@pytest.fixture(autouse=True, params=["CSafeLoader", "SafeLoader"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test holds for libyaml, and for what stands in where it is missing."""
    monkeypatch.setattr(yaml_text, "_LOADER", getattr(yaml, request.param))


def faults(folder: Path, text: str | bytes) -> list[Fault]:
    path = folder / "a.yaml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    try:
        return yaml_text.read(path, "a.yaml").faults
    except RulebookError as error:
        return list(error.faults)


@pytest.mark.parametrize(
    ("text", "value", "expected", "place"),
    [
        ("a: {zh：甲, en: b}\n", "zh：甲", "a full-width colon stands here", (1, 5)),
        ("x: 1\na：1\n", "a：1", "a full-width colon stands here", (2, 2)),
        ("a：1\nb: 2\n", "a：1", "a full-width colon stands here", (1, 2)),
        ("id：\n  x: 1\n", "id：", "a full-width colon stands here", (1, 3)),
        ("a: {zh: 甲， en: b}\n", "a: {zh: 甲， en: b}", "a full-width comma", (1, 10)),
        ("a:\n\tb: 1\n", "b: 1", "a tab stands here", (2, 1)),
        ("a: 1\n\tb: 2\n", "b: 2", "a tab stands here", (2, 1)),
        ("a:1\nb: 2\n", "a:1", "a space after the colon", (1, 3)),
        ("a: {b: 10,000, c: 1}\n", "10,000", "an amount without commas", (1, 5)),
        ("a: {b: 1,000,000}\n", "1,000", "an amount without commas", (1, 5)),
        ("a: [1\nb: 2\n", "b: 2", "YAML (", (2, 2)),
    ],
)
def test_a_slip_is_called_by_its_name(
    tmp_path: Path, text: str, value: str, expected: str, place: tuple[int, int]
) -> None:
    (fault,) = faults(tmp_path, text)
    assert (fault.value, expected in fault.expected) == (value, True), str(fault)
    if not text.startswith("a: ["):  # where a list is left open, the two parsers differ
        assert (fault.line, fault.column) == place


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("a: 甲\n".encode("gbk"), "UTF-8; this looks like GBK, as older editors save Chinese"),
        ("a: 甲\n".encode("utf-16"), "UTF-8; this is UTF-16"),
        (b"a: \xff\n", "UTF-8"),
    ],
)
def test_another_encoding_is_named(tmp_path: Path, raw: bytes, expected: str) -> None:
    (fault,) = faults(tmp_path, raw)
    assert fault.expected == expected
    assert str(fault.value).startswith("byte 0x")


@pytest.mark.parametrize(
    "text",
    ["\ufeffa: 1\r\nb: {c: 2}\r\n", "a: 甲：乙，丙\n", "a: {b: “甲”, c: 100, d: 200}\n"],
)
def test_what_is_yaml_all_the_same_is_read(tmp_path: Path, text: str) -> None:
    assert faults(tmp_path, text) == []

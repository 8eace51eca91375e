"""What YAML means to us, against what others say it means: JSON, and PyYAML's own reader."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from yaoxie import resources
from yaoxie.errors import RulebookError
from yaoxie.sources import yaml_text

RULES = resources.folder("rules")
FILES = sorted(path.relative_to(RULES).as_posix() for path in RULES.rglob("*.yaml"))
# Where YAML 1.1 and 1.2 disagree, PyYAML's own reader is no witness.
WORDS = ["null", "~", "true", "False", "yes", "0o17", "1e3", "2019-06-18", "1_000", "-7", "=", "<<"]
TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\x85\u2028\u2029")) | (
    st.sampled_from([*WORDS, "", "- a", "a: b", "#", "a #b", "*a", "{", "1:2", "\n", " x "])
)
LEAVES = st.none() | st.booleans() | st.integers(-(10**22), 10**22) | TEXT
DATA = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=20,
)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("yaml") / "x.yaml"


def read(path: Path, text: str) -> Any:
    path.write_bytes(text.encode())
    source = yaml_text.read(path, "x.yaml")
    assert source.faults == []
    return source.data


@given(data=DATA, indent=st.none() | st.integers(0, 3))
def test_json_is_read_as_what_it_says(path: Path, data: Any, indent: int | None) -> None:
    # Escapes of half characters are JSON's alone, and characters YAML forbids stand escaped.
    text = json.dumps(data, ensure_ascii=False, indent=indent)
    text = "".join(c if c.isprintable() or c == "\n" else _escaped(c) for c in text)
    assert read(path, text) == data


@given(data=DATA, style=st.sampled_from(["'", '"']), flow=st.booleans(), wide=st.booleans())
def test_text_in_quotes_is_read_as_it_was_written(
    path: Path, data: Any, style: str, flow: bool, wide: bool
) -> None:
    text = yaml.dump(
        data,
        Dumper=_Quoting,
        default_style=style,
        default_flow_style=flow,
        allow_unicode=wide,
        sort_keys=False,
    )
    assert read(path, text) == data


@pytest.mark.parametrize("name", FILES)
def test_a_packaged_file_means_what_others_read(name: str) -> None:
    source = yaml_text.read(RULES / name, name)
    assert source.data == _with_days_as_text(yaml.safe_load((RULES / name).read_text("utf-8")))


@given(
    st.lists(
        st.sampled_from(
            [*"ab:,[]{}-?#'\"|>!&* \n~01_.+一😀=<", "- ", ": ", "\n  ", "\n- ", "\na: ", *WORDS]
        ),
        max_size=16,
    )
)
def test_any_text_is_read_or_refused_with_its_place(path: Path, parts: list[str]) -> None:
    text = "".join(parts)
    path.write_bytes(text.encode())
    try:
        source = yaml_text.read(path, "x.yaml")
    except RulebookError as error:
        faults = list(error.faults)
        assert len(faults) == 1
    else:
        faults = source.faults
        json.dumps(source.data, default=str).encode()
    lines = text.count("\n") + 2
    assert all(fault.line in range(1, lines + 1) and fault.column for fault in faults)


class _Quoting(yaml.SafeDumper):
    """Quotes text alone, not what is no text."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002
        return True

    def represent_scalar(self, tag: str, value: str, style: str | None = None) -> Any:
        if not tag.endswith(":str"):
            node = yaml.ScalarNode(tag, value)
            self.represented_objects[self.alias_key] = node
            return node
        return super().represent_scalar(tag, value, style)


def _escaped(character: str) -> str:
    return f"\\U{ord(character):08x}"


def _with_days_as_text(data: Any) -> Any:
    match data:
        case date():
            return data.isoformat()
        case dict():
            return {key: _with_days_as_text(value) for key, value in data.items()}
        case list():
            return [_with_days_as_text(value) for value in data]
        case _:
            return data

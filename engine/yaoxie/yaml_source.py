"""Reads one YAML file into plain data, and remembers where everything stands.

Only what a rule file needs: mappings, lists, text, whole numbers, booleans and null. Anchors,
aliases, tags, duplicate keys, and files too large or too deep are faults.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import AliasEvent
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from yaoxie.errors import Fault, RulebookError, pointer

MAX_BYTES = 1024 * 1024
MAX_DEPTH = 32
_LONGEST_INTEGER = 24
_DECIMAL = re.compile(r"-?[0-9]{1,20}\.[0-9]{0,20}", re.ASCII)
_CORE = "tag:yaml.org,2002:"


@dataclass(slots=True)
class Source:
    """The data of one file, with the line and column (from 1) of every key and item by pointer."""

    file: str
    data: Any = None
    places: dict[str, tuple[int, int]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def fault(self, at: str, value: Any, expected: str, nearest: str | None = None) -> Fault:
        """A fault at a pointer; where the pointer itself is not there, at its closest parent."""
        known = at
        while known not in self.places and known:
            known = known.rpartition("/")[0]
        line, column = self.places.get(known, (1, 1))
        return Fault(at, value, expected, nearest, None, self.file, line, column)

    def complain(self, at: str, value: Any, expected: str, nearest: str | None = None) -> None:
        """Adds a fault."""
        self.faults.append(self.fault(at, value, expected, nearest))


def read(path: Path, name: str) -> Source:
    """The file at `path`, called `name` in faults.

    Raises RulebookError where it cannot be read at all; faults of its contents are in `faults`.
    """
    source = Source(name)
    text = _text(path, source)
    try:
        node = _composer(text, source)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        reason = " ".join(str(error.problem or error.context or "unreadable").split())
        raise RulebookError(
            [Fault("", None, f"YAML ({reason})", None, None, name, line, column)]
        ) from None
    except (YAMLError, ValueError) as error:
        raise RulebookError([source.fault("", None, f"YAML ({str(error)[:80]})")]) from None
    except RecursionError:
        raise RulebookError([source.fault("", None, f"at most {MAX_DEPTH} levels")]) from None
    if node is None:
        raise RulebookError([source.fault("", None, "a mapping; the file is empty")])
    source.data = _plain(node, (), source)
    return source


def _text(path: Path, source: Source) -> str:
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        expected = f"a file that can be read ({error.strerror})"
        raise RulebookError([source.fault("", str(path), expected)]) from None
    if len(raw) > MAX_BYTES:
        raise RulebookError([source.fault("", str(path), f"at most {MAX_BYTES} bytes")])
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        fault = Fault("", raw[error.start], "UTF-8", None, None, source.file, line, 1)
        raise RulebookError([fault]) from None


def _composer(text: str, source: Source) -> Node | None:
    yaml = YAML(typ="safe", pure=True)
    depth = 0
    for event in yaml.parse(text):
        kind = type(event).__name__
        depth += kind.endswith("StartEvent") - kind.endswith("EndEvent")
        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        if isinstance(event, AliasEvent) or getattr(event, "anchor", None):
            fault = Fault(
                "", event.anchor, "no anchors or aliases", None, None, source.file, line, column
            )
            raise RulebookError([fault])
        if depth > MAX_DEPTH + 2:
            fault = Fault(
                "", None, f"at most {MAX_DEPTH} levels", None, None, source.file, line, column
            )
            raise RulebookError([fault])
    node: Node | None = YAML(typ="safe", pure=True).compose(text)
    return node


def _plain(node: Node, at: tuple[str | int, ...], source: Source) -> Any:
    here = pointer(at)
    source.places.setdefault(here, (node.start_mark.line + 1, node.start_mark.column + 1))
    if not isinstance(node, ScalarNode) and str(node.tag) not in {f"{_CORE}map", f"{_CORE}seq"}:
        source.complain(here, str(node.tag), "a mapping or list without a tag")
        return None
    if isinstance(node, MappingNode):
        return _mapping(node, at, source)
    if isinstance(node, SequenceNode):
        return [_plain(child, (*at, i), source) for i, child in enumerate(node.value)]
    assert isinstance(node, ScalarNode)
    return _scalar(node, here, source)


def _mapping(node: MappingNode, at: tuple[str | int, ...], source: Source) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for key_node, value_node in node.value:
        if not isinstance(key_node, ScalarNode):
            source.faults.append(
                source.fault(pointer(at), "a compound key", "a key that is a plain word")
            )
            continue
        key = str(key_node.value)
        inner = (*at, key)
        place = (key_node.start_mark.line + 1, key_node.start_mark.column + 1)
        if key in data:
            expected = f"the key once; it stands on line {source.places[pointer(inner)][0]} already"
            source.faults.append(
                Fault(pointer(inner), key, expected, None, None, source.file, *place)
            )
            continue
        source.places[pointer(inner)] = place
        data[key] = _plain(value_node, inner, source)
    return data


def _scalar(node: ScalarNode, here: str, source: Source) -> Any:
    text = str(node.value)
    match str(node.tag).removeprefix(_CORE):
        case "str" | "timestamp":
            return text
        case "int" if (
            text.lstrip("+-").replace("_", "").isdecimal() and len(text) <= _LONGEST_INTEGER
        ):
            return int(text)
        case "float" if _DECIMAL.fullmatch(text):
            return Decimal(text)  # for the models to refuse by name: a rate stands in quotes
        case "bool":
            return text.lower() == "true"
        case "null":
            return None
        case _:
            source.faults.append(
                source.fault(here, text, "text, a whole number, true, false or null")
            )
            return None

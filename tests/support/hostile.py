"""Changes plain data and texts at random into what nobody should hand in, each by a seed."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

Path = tuple[str | int, ...]
LONG = "x" * 300
TEXTS = (
    *("", " ", "\u3000", "0", "-1", "1.5", "0.30", "1,000", "１２", "“0.3”", "null", "true", "yes"),
    *("2019-02-30", "2019-06-18", "0000-01-01", "9999-12-31", "～", "a b", "A-B", "a/b~c", "drug"),
    *("company.name", "drug.category", "drug..x", ".", "甲：乙", "once", "year", "..", "/", "\x00"),
    *("\u2028", "\ud83d\ude00", "e\u0301", "constructor", "__class__", "{0}", "%s", LONG),
)
VALUES: tuple[Any, ...] = (
    *(None, True, False, 0, 1, -1, 7, 10**15, 10**15 + 1, 2**63, -(2**63), 10**23, 2019),
    *([], {}, [[]], [None], {"": None}, {"all": []}, {"not": {}}, {"under": {}}, [[], {}]),
    *TEXTS,
)
SNIPPETS = (
    *(
        "\t",
        "\r",
        "\ufeff",
        "：",
        "，",
        "“",
        "\u3000",
        "- ",
        ": ",
        "?",
        "&a ",
        "*a",
        "!!str ",
        "!x ",
    ),
    *(
        "!x ",
        "{",
        "}",
        "[",
        "]",
        "'",
        '"',
        "|",
        ">",
        "#",
        "---\n",
        "...\n",
        "%",
        "@",
        "`",
        "\x07",
        "\x85",
    ),
    *("<<: ", "0x1", "1e3", ".nan", "null", "~", "1_000", "1,000", "\\ud800", "[" * 40, "\n\n"),
)


def changed(rng: Random, data: Any) -> Any:
    """A copy of plain data with one change somewhere."""
    data = copy.deepcopy(data)
    paths = list(_paths(data))
    if not paths:
        return rng.choice(VALUES)
    path = rng.choice(paths)
    parent = _at(data, path[:-1])
    key: Any = path[-1]
    match rng.randrange(10):
        case 0 | 1 | 2:
            parent[key] = copy.deepcopy(rng.choice(VALUES))
        case 3:
            del parent[key]
        case 4:
            parent[key] = copy.deepcopy(_at(data, rng.choice(paths)))
        case 5 if isinstance(parent, dict):
            name = rng.choice([*TEXTS, *(str(other[-1]) for other in paths)])
            parent[name] = parent.pop(key)
        case 5 | 6 if isinstance(parent, list):
            parent.insert(rng.randrange(len(parent) + 1), copy.deepcopy(parent[key]))
        case 6:
            parent[rng.choice(TEXTS)] = copy.deepcopy(rng.choice(VALUES))
        case 7:
            parent[key] = [parent[key]] if rng.randrange(2) else {str(key): parent[key]}
        case 8:
            parent[key] = _nudged(rng, parent[key])
        case _:
            other = rng.choice(paths)
            place = _at(data, other[:-1])
            value = copy.deepcopy(place[other[-1]])
            place[other[-1]], parent[key] = copy.deepcopy(parent[key]), value
    return data


def _nudged(rng: Random, value: Any) -> Any:
    """A value a little different, or of a neighbouring type."""
    if isinstance(value, bool) or value is None:
        return rng.choice([0, "true", not value])
    if isinstance(value, int):
        return rng.choice([value + 1, value - 1, -value, value * 10**6, str(value), [value]])
    if isinstance(value, str) and value:
        at = rng.randrange(len(value))
        middle = rng.choice(["", value[at] * 2, rng.choice(TEXTS)])
        return value[:at] + middle + value[at + 1 :]
    return rng.choice(VALUES)


def changed_text(rng: Random, text: str) -> str:
    """A text with one change of its characters or lines."""
    lines = text.splitlines(keepends=True) or [""]
    at, other = rng.randrange(len(lines)), rng.randrange(len(lines))
    where = rng.randrange(len(text) + 1)
    match rng.randrange(7):
        case 0:
            del lines[at]
        case 1:
            lines.insert(other, lines[at])
        case 2:
            lines[at], lines[other] = lines[other], lines[at]
        case 3:
            lines[at] = rng.choice(["  ", " ", "\t", "    "]) + lines[at].lstrip(" ")
        case 4 | 5:
            return text[:where] + rng.choice(SNIPPETS) + text[where + rng.randrange(2) :]
        case _:
            return text[:where] + text[where + rng.randrange(1, 40) :]
    return "".join(lines)


def changed_bytes(rng: Random, raw: bytes) -> bytes:
    """Bytes with one change."""
    where = rng.randrange(len(raw) + 1)
    match rng.randrange(4):
        case 0:
            return raw[:where] + bytes([rng.randrange(256)]) + raw[where + 1 :]
        case 1:
            return raw[:where] + raw[where + rng.randrange(1, 100) :]
        case 2:
            return raw[:where]
        case _:
            return raw[:where] + rng.randbytes(rng.randrange(1, 5)) + raw[where:]


def smallest(data: Any, fails: Callable[[Any], bool]) -> Any:
    """The data with all taken out that is not needed to fail."""
    shrunk = True
    while shrunk:
        shrunk = False
        for path in sorted(_paths(data), key=len):
            less = copy.deepcopy(data)
            try:
                del _at(less, path[:-1])[path[-1]]
            except (LookupError, TypeError):
                continue
            if fails(less):
                data, shrunk = less, True
                break
    return data


def smallest_text(text: str, fails: Callable[[str], bool]) -> str:
    """The text with all lines taken out that are not needed to fail."""
    lines = text.splitlines(keepends=True)
    for at in range(len(lines) - 1, -1, -1):
        less = lines[:at] + lines[at + 1 :]
        if fails("".join(less)):
            lines = less
    return "".join(lines)


def _paths(data: Any, path: Path = ()) -> Iterator[Path]:
    if path:
        yield path
    keys: list[Any] = []
    if isinstance(data, dict):
        keys = list(data)
    elif isinstance(data, list):
        keys = list(range(len(data)))
    for key in keys:
        yield from _paths(data[key], (*path, key))


def _at(data: Any, path: Path) -> Any:
    for key in path:
        data = data[key]
    return data

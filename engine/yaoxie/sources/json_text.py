"""Reads JSON that may be hostile: bounded in size and depth, strict about keys and text."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NoReturn

import msgspec

from yaoxie.errors import Fault, ProfileError, pointer, show
from yaoxie.messages import Message

MAX_BYTES = 10 * 1024 * 1024
MAX_DEPTH = 64
_LONGEST_INTEGER = 20
_MOST_BYTES_A_SIGN = 4
AT_MOST_LEVELS = Message("sources.at-most-levels", levels=MAX_DEPTH)
_WIDE = frozenset("，：“”‘’｛｝［］；、")
# What the standard library's parser says, by how it begins; which it says differs by version.
_REASONS = {
    "Expecting ',' delimiter": Message("sources.json-comma"),
    "Expecting ':' delimiter": Message("sources.json-colon"),
    "Expecting property name": Message("sources.json-key"),
    "Expecting value": Message("sources.json-value"),
    "Extra data": Message("sources.json-extra"),
    "Unterminated string": Message("sources.json-unterminated"),
    "Invalid control character": Message("sources.json-control"),
    "Invalid \\": Message("sources.json-escape"),
    "Illegal trailing comma": Message("sources.json-trailing-comma"),
}


class _Repeated(dict[str, Any]):
    """An object in which keys stand twice; `keys_twice` names them."""

    keys_twice: tuple[str, ...] = ()


def parse(text: str | bytes) -> Any:
    """Plain data of a JSON text. Raises ProfileError where it is not JSON within the bounds."""
    size = _size(text)
    if size > MAX_BYTES:
        _refuse(
            Message("sources.bytes", bytes=size), Message("sources.at-most-bytes", bytes=MAX_BYTES)
        )
    if isinstance(text, bytes):
        try:
            text = text.decode("utf-8")
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            byte = f"{error.object[error.start]:02x}"
            value = Message("sources.byte-at", byte=byte, offset=error.start)
            _refuse(value, Message("sources.utf-8"), line)
    try:
        return json.loads(
            text.removeprefix("\ufeff"),
            object_pairs_hook=_object,
            parse_int=_integer,
            parse_constant=_constant,
        )
    except json.JSONDecodeError as error:
        rest = text.removeprefix("\ufeff")[error.pos : error.pos + 20]
        expected = Message("sources.json", reason=_reason(error, rest))
        _refuse(rest or Message("sources.the-end"), expected, error.lineno, error.colno)
    except RecursionError:
        _refuse(Message("sources.deeper-nesting"), AT_MOST_LEVELS)


def quick(text: str | bytes) -> Any:
    """The same data read the quick way; None where only `parse` and `faults` can tell.

    Never takes a text that holds a key twice, or whose bytes msgspec would write otherwise.
    """
    if len(text) * (1 if isinstance(text, bytes) else _MOST_BYTES_A_SIGN) > MAX_BYTES:
        return None
    try:
        data = msgspec.json.decode(text)
        # A key that stood twice comes out once. So do escapes and numbers written another way.
        if msgspec.json.encode(data) == _compact(text):
            return data
        return _without_repeated_keys(text)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return None


def _compact(text: str | bytes) -> bytes:
    """The text without white space between its values."""
    compact = msgspec.json.format(text, indent=-1)
    return compact if isinstance(compact, bytes) else compact.encode()


def _without_repeated_keys(text: str | bytes) -> Any:
    """What the standard library reads, such as texts with escapes; None where a key repeats."""
    repeated = False

    def object_of(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal repeated
        data = dict(pairs)
        repeated = repeated or len(data) < len(pairs)
        return data

    data = json.loads(text, object_pairs_hook=object_of)
    return None if repeated else data


def _size(text: str | bytes) -> int:
    if isinstance(text, bytes) or len(text) > MAX_BYTES or text.isascii():
        return len(text)
    return len(text.encode("utf-8", "surrogatepass"))


def faults(data: Any) -> list[Fault]:
    """What no JSON value of a profile may hold: depth, repeated keys, broken text, other types."""
    return list(_faults(data))


def _faults(data: Any) -> Iterator[Fault]:
    stack: list[tuple[tuple[str | int, ...], Any]] = [((), data)]
    while stack:
        at, value = stack.pop()
        if isinstance(value, (dict, list, tuple)):
            if len(at) >= MAX_DEPTH:
                yield Fault(pointer(at), Message("sources.deeper-nesting"), AT_MOST_LEVELS)
                continue
            if isinstance(value, dict):
                yield from _key_faults(at, value)
                children = [((*at, str(key)), child) for key, child in value.items()]
            else:
                children = [((*at, index), child) for index, child in enumerate(value)]
            stack.extend(reversed(children))
        elif isinstance(value, str):
            if not _is_text(value):
                yield Fault(pointer(at), value, Message("sources.no-surrogates"))
        elif not _is_plain(value):
            yield Fault(pointer(at), show(value), Message("sources.json-type"))


def _key_faults(at: tuple[str | int, ...], value: dict[Any, Any]) -> Iterator[Fault]:
    if isinstance(value, _Repeated):
        for key in value.keys_twice:
            yield Fault(pointer((*at, key)), value[key], Message("sources.key-once"))
    for key in value:
        if not isinstance(key, str) or not _is_text(key):
            yield Fault(pointer(at), show(key), Message("sources.text-keys"))


def _is_plain(value: object) -> bool:
    """Whether it is null, true, false or a number, as `parse` gives them."""
    if isinstance(value, Decimal):  # a whole number that is too long for any field
        return value.is_finite() and value.adjusted() >= _LONGEST_INTEGER - 1
    return value is None or isinstance(value, (bool, int, float))


def _is_text(value: str) -> bool:
    return not any("\ud800" <= char <= "\udfff" for char in value) if not value.isascii() else True


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    data = dict(pairs)
    if len(data) == len(pairs):
        return data
    repeated = _Repeated(pairs)
    times = Counter(key for key, _ in pairs)
    repeated.keys_twice = tuple(key for key in data if times[key] > 1)
    return repeated


def _integer(text: str) -> int | Decimal:
    # A longer one is out of range everywhere, and int() of it may be slow or refused.
    return int(text) if len(text) <= _LONGEST_INTEGER else Decimal(text)


def _constant(name: str) -> NoReturn:
    _refuse(name, Message("sources.json", reason=Message("sources.json-no-nan")))


def _reason(error: json.JSONDecodeError, value: str) -> Message:
    if value[:1] in _WIDE:
        return Message("sources.json-wide")
    known = (words for start, words in _REASONS.items() if error.msg.startswith(start))
    return next(known, Message("sources.json-unreadable"))


def _refuse(
    value: str, expected: Message, line: int | None = None, column: int | None = None
) -> NoReturn:
    raise ProfileError([Fault("", value, expected, None, None, None, line, column)])

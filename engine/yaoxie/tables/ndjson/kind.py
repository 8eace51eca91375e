"""What a file is, by how it begins: lines of profiles, or something else, by its name."""

from __future__ import annotations

import json
from collections.abc import Iterable

from yaoxie.messages import Message

HEAD = 256 * 1024  # bytes that are looked at
_BLANK = b" \t\r"
_ARRAY = Message("tables.array")
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
# First bytes, and what begins so; at which offset.
_MAGIC: tuple[tuple[bytes, int, Message], ...] = (
    (b"PAR1", 0, Message("tables.parquet")),
    (b"ARROW1", 0, Message("tables.arrow")),
    (b"PK\x03\x04", 0, Message("tables.zip")),
    (b"PK\x05\x06", 0, Message("tables.empty-zip")),
    (b"BZh", 0, Message("tables.bzip2")),
    (b"\xfd7zXZ\x00", 0, Message("tables.xz")),
    (b"7z\xbc\xaf\x27\x1c", 0, Message("tables.7z")),
    (b"Rar!", 0, Message("tables.rar")),
    (b"\x04\x22\x4d\x18", 0, Message("tables.lz4")),
    (b"\x1f\x8b", 0, Message("tables.gzip-twice")),
    (b"\x28\xb5\x2f\xfd", 0, Message("tables.zstd-twice")),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0, Message("tables.old-workbook")),
    (b"SQLite format 3", 0, Message("tables.sqlite")),
    (b"Obj\x01", 0, Message("tables.avro")),
    (b"ORC", 0, Message("tables.orc")),
    (b"%PDF", 0, Message("tables.pdf")),
    (b"ustar", 257, Message("tables.tar")),
    (b"\xff\xfe", 0, Message("tables.utf-16")),
    (b"\xfe\xff", 0, Message("tables.utf-16")),
)


def other_kind(head: bytes) -> Message | None:
    """What a file is whose text, unpacked, begins so; None where it may be lines of profiles.

    Only what is certain is named: single lines that are wrong are bad rows.
    """
    for magic, offset, name in _MAGIC:
        if head.startswith(magic, offset):
            return name
    text = head.removeprefix(_BYTE_ORDER_MARK)
    lines = text.split(b"\n")
    if len(head) >= HEAD:
        lines.pop()  # which goes on
    lines = [stripped for line in lines if (stripped := line.strip(_BLANK))]
    if not lines:
        return None
    first = lines[0]
    if first == b"[" and lines[-1] in {b"]", b"],"}:
        return _ARRAY
    if any(map(_is_profile, lines)):
        return None
    if first.startswith(b"[") and (len(lines) == 1 or not _is_json(first)):
        return _ARRAY
    if first.startswith(b"{") and not _is_json(first) and _goes_on(lines):
        return Message("tables.one-text")
    if any(line.startswith(b"{") for line in lines):
        return None
    return _of_other_lines(lines, text)


def _of_other_lines(lines: list[bytes], text: bytes) -> Message | None:
    if b"\x00" in text:
        return Message("tables.no-text")
    if not _is_utf8(text):
        return Message("tables.other-encoding")
    if len(lines) > 1 and all(b"," in line or b"\t" in line or b";" in line for line in lines[:2]):
        return Message("tables.csv")
    return None


def _is_profile(line: bytes) -> bool:
    value = _json(line)
    return isinstance(value, dict) and "company" in value


def _is_json(line: bytes) -> bool:
    return _json(line) is not None


def _json(line: bytes) -> object:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


def _goes_on(lines: Iterable[bytes]) -> bool:
    """Whether the lines together are one JSON text, or begin one."""
    text = b"\n".join(lines).decode("utf-8", "replace")
    try:
        _, end = json.JSONDecoder().raw_decode(text)
    except json.JSONDecodeError as error:
        return error.pos >= len(text.rstrip()) - 1 or text.split("\n", 1)[0].endswith(
            ("{", "[", ",", ":")
        )
    except RecursionError:
        return False
    return "\n" in text[:end]


def _is_utf8(text: bytes) -> bool:
    try:
        text.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.reason == "unexpected end of data"  # where the head is cut
    return True

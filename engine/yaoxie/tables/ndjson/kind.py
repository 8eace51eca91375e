"""What a file is, by how it begins: lines of profiles, or something else, by its name."""

from __future__ import annotations

import json
from collections.abc import Iterable

HEAD = 256 * 1024  # bytes that are looked at
_BLANK = b" \t\r"
_ARRAY = "a JSON array; NDJSON has a profile in each line"
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
# First bytes, and what begins so; at which offset.
_MAGIC: tuple[tuple[bytes, int, str], ...] = (
    (b"PAR1", 0, "a Parquet file; tables are given as the folder that holds companies.parquet"),
    (b"ARROW1", 0, "an Arrow file"),
    (b"PK\x03\x04", 0, "a zip file, as workbooks are too"),
    (b"PK\x05\x06", 0, "an empty zip file"),
    (b"BZh", 0, "packed by bzip2"),
    (b"\xfd7zXZ\x00", 0, "packed by xz"),
    (b"7z\xbc\xaf\x27\x1c", 0, "a 7z file"),
    (b"Rar!", 0, "a rar file"),
    (b"\x04\x22\x4d\x18", 0, "packed by lz4"),
    (b"\x1f\x8b", 0, "packed by gzip twice"),
    (b"\x28\xb5\x2f\xfd", 0, "packed by zstd twice"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0, "an old workbook"),
    (b"SQLite format 3", 0, "a SQLite database"),
    (b"Obj\x01", 0, "an Avro file"),
    (b"ORC", 0, "an ORC file"),
    (b"%PDF", 0, "a PDF"),
    (b"ustar", 257, "a tar file"),
    (b"\xff\xfe", 0, "text in UTF-16"),
    (b"\xfe\xff", 0, "text in UTF-16"),
)


def other_kind(head: bytes) -> str | None:
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
        return "one JSON text over many lines; NDJSON has a profile in each line"
    if any(line.startswith(b"{") for line in lines):
        return None
    return _of_other_lines(lines, text)


def _of_other_lines(lines: list[bytes], text: bytes) -> str | None:
    if b"\x00" in text:
        return "no text"
    if not _is_utf8(text):
        return "text in another encoding than UTF-8, such as GBK"
    if len(lines) > 1 and all(b"," in line or b"\t" in line or b";" in line for line in lines[:2]):
        return "a table as text, such as CSV"
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

"""Compact JSON of plain data in UTF-8, nothing escaped that need not be; whole, or in pieces."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Generic, TypeVar

import msgspec

Text = TypeVar("Text")
to_bytes = msgspec.json.Encoder().encode


def to_text(data: object, indent: int | None = None) -> str:
    """The JSON text of plain data: one compact line, or lines for people."""
    if indent is None:
        return to_bytes(data).decode()
    return json.dumps(data, ensure_ascii=False, indent=indent)


def cut(entry: Mapping[str, object], varying: Collection[str]) -> list[bytes]:
    """The JSON text of an object, cut where the values of its `varying` keys stand.

    Its pieces are one more than those values, whose texts belong between them in the keys' order.
    """
    pieces: list[bytes] = []
    piece = b"{"
    for key, value in entry.items():
        piece += (b"," if len(piece) > 1 or pieces else b"") + to_bytes(key) + b":"
        if key in varying:
            pieces.append(piece)
            piece = b""
        else:
            piece += to_bytes(value)
    return [*pieces, piece + b"}"]


class Form(Generic[Text]):
    """JSON as text or as bytes.

    To have one from the other takes half as long as to write it, so that both are written.
    """

    def __init__(
        self,
        convert: Callable[[bytes], Text],
        number: Callable[[int], Text],
        join: Callable[[Iterable[Text]], Text],
        join_items: Callable[[Iterable[Text]], Text],
    ) -> None:
        """`number` writes a whole number, quicker than `of`."""
        self._convert, self.number = convert, number
        self.join, self.join_items = join, join_items
        self.comma = convert(b",")
        self.open, self.close, self.empty = convert(b"["), convert(b"]"), convert(b"[]")
        self.true, self.false = convert(b"true"), convert(b"false")
        self.null = convert(b"null")

    def of(self, data: object) -> Text:
        """The JSON of plain data."""
        return self._convert(to_bytes(data))

    def array(self, texts: Iterable[Text]) -> Text:
        """An array of values whose texts are there already."""
        return self.join((self.open, self.join_items(texts), self.close))

    def cut(self, entry: Mapping[str, object], varying: Collection[str]) -> tuple[Text, ...]:
        """An object in pieces, as `cut` has it."""
        return tuple(map(self._convert, cut(entry, varying)))


TEXT = Form(bytes.decode, str, "".join, ",".join)
BYTES = Form(bytes, b"%d".__mod__, b"".join, b",".join)

"""Arrow's schema as it lies in a Parquet file: which columns are of types that Polars cannot read.

Polars does not say which column it stumbles over, and pyarrow need not be there.
"""

from __future__ import annotations

import base64
import struct
from collections.abc import Iterator, Mapping

# Arrow's types without a reader, by their numbers in Schema.fbs.
_WITHOUT_READER = {22: "run-end encoded", 25: "list view", 26: "large list view"}
_KEY = "ARROW:schema"
_MESSAGE_START = 8  # bytes before a message: a mark, and its length
# The slots of Message, Schema and Field in Message.fbs and Schema.fbs.
_HEADER, _FIELDS, _NAME, _TYPE, _CHILDREN = 2, 1, 0, 2, 5


def columns_without_reader(metadata: Mapping[str, str]) -> list[tuple[str, str]]:
    """Such columns with the names of their types; none where the metadata says nothing."""
    try:
        message = base64.b64decode(metadata[_KEY])[_MESSAGE_START:]
        fields = _Table.root(message).table(_HEADER).tables(_FIELDS)
        return [(field.text(_NAME), type_) for field in fields for type_ in _types(field)]
    except (KeyError, ValueError, struct.error, IndexError, RecursionError):
        return []


def _types(field: _Table) -> Iterator[str]:
    """Names of the types without a reader, of a field and of what it nests."""
    number = field.byte(_TYPE)
    if number in _WITHOUT_READER:
        yield _WITHOUT_READER[number]
        return
    for child in field.tables(_CHILDREN):
        yield from _types(child)


class _Table:
    """A table of a flatbuffer: some values, by the numbers that Arrow gives their slots."""

    def __init__(self, data: bytes, at: int) -> None:
        self._data = data
        self._at = at

    @classmethod
    def root(cls, data: bytes) -> _Table:
        """The table that a buffer begins with."""
        return cls(data, struct.unpack_from("<I", data)[0])

    def _slot(self, number: int) -> int | None:
        slots = self._at - struct.unpack_from("<i", self._data, self._at)[0]
        size = struct.unpack_from("<H", self._data, slots)[0]
        if 4 + 2 * number >= size:
            return None
        offset = struct.unpack_from("<H", self._data, slots + 4 + 2 * number)[0]
        return self._at + offset if offset else None

    def _target(self, place: int) -> int:
        return place + int(struct.unpack_from("<I", self._data, place)[0])

    def byte(self, number: int) -> int:
        """A whole number of one byte; 0 where it is absent."""
        place = self._slot(number)
        return 0 if place is None else self._data[place]

    def table(self, number: int) -> _Table:
        """Another table. Raises ValueError where it is absent."""
        place = self._slot(number)
        if place is None:
            raise ValueError(number)
        return _Table(self._data, self._target(place))

    def text(self, number: int) -> str:
        """A text; empty where it is absent."""
        place = self._slot(number)
        if place is None:
            return ""
        start = self._target(place)
        size = struct.unpack_from("<I", self._data, start)[0]
        return self._data[start + 4 : start + 4 + size].decode()

    def tables(self, number: int) -> list[_Table]:
        """A list of tables; empty where it is absent."""
        place = self._slot(number)
        if place is None:
            return []
        start = self._target(place)
        size = struct.unpack_from("<I", self._data, start)[0]
        places = range(start + 4, start + 4 + 4 * size, 4)
        return [_Table(self._data, self._target(at)) for at in places]

"""Parquet files over which Polars does not raise: it has the process aborted."""

from __future__ import annotations

import re
from pathlib import Path

import polars as pl


def write(file: Path, frame: pl.DataFrame, *columns: str, row_group: int | None = None) -> None:
    """Writes a table of which the last pages of these columns say that they hold fewer than none.

    Polars takes their number for one without a sign, and asks for more memory than there can be.
    No lists may stand in the table; its row groups must be of one size.
    """
    rows = row_group or frame.height
    frame.write_parquet(file, compression="uncompressed", statistics=False, row_group_size=rows)
    data = bytearray(file.read_bytes())
    # The number in a page's header, between Thrift's marks of a struct and of the next number.
    counts = list(re.finditer(b"\x2c\x15(" + re.escape(_varint(2 * rows)) + b")\x15", data))
    assert len(counts) == frame.height // rows * frame.width
    for column in columns:
        place = counts[frame.columns.index(column) - frame.width].start(1)
        data[place] |= 1  # in zigzag, 2N is N, and 2N + 1 is -N - 1
    file.write_bytes(data)


def _varint(number: int) -> bytes:
    groups = bytearray()
    while number > 0x7F:
        groups.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*groups, number])

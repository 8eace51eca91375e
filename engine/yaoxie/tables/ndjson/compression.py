"""The text of a file as bytes, packed or not, read piece by piece within bounded memory."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal, Protocol

import zstandard

Packing = Literal["plain", "gzip", "zstd"]
_PIECE = 1 << 20
# A byte of zstd may stand for tens of kilobytes, and its reader gives all of it at once.
_ZSTD_PIECE = 1 << 10
_GZIP_MAGIC = b"\x1f\x8b"
_ZSTD_MAGIC = b"\x28\xb5\x2f\xfd"
_ZSTD_SKIPPABLE = b"\x2a\x4d\x18"  # after one byte of these
_ZSTD_KINDS = range(0x50, 0x60)


class BrokenError(Exception):
    """The file ends or changes where packed data should go on."""


class _Unpacker(Protocol):
    @property
    def eof(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes) -> bytes: ...


@dataclass(slots=True)
class Progress:
    """How many bytes were read from the file, and how many of text came out."""

    read: int = 0
    text: int = 0


def packing(path: Path) -> Packing:
    """How the file is packed, by its first bytes. Raises OSError."""
    with path.open("rb") as file:
        start = file.read(4)
    if start.startswith(_GZIP_MAGIC):
        return "gzip"
    if start == _ZSTD_MAGIC or (start[1:] == _ZSTD_SKIPPABLE and start[0] in _ZSTD_KINDS):
        return "zstd"
    return "plain"


def pieces(path: Path, packed: Packing, offset: int, progress: Progress) -> Iterator[bytes]:
    """The text from an offset on. Raises OSError, and BrokenError where the packing breaks."""
    with path.open("rb") as file:
        if packed == "plain":
            file.seek(offset)
            progress.read = progress.text = offset
            yield from _counted(iter(lambda: file.read(_PIECE), b""), progress)
            return
        left = offset
        unpacked = _gzip(file, progress) if packed == "gzip" else _zstd(file, progress)
        for piece in unpacked:
            progress.text += len(piece)
            if left < len(piece):
                yield piece[left:] if left else piece
            left = max(0, left - len(piece))


def _counted(read: Iterator[bytes], progress: Progress) -> Iterator[bytes]:
    for piece in read:
        progress.read += len(piece)
        progress.text += len(piece)
        yield piece


def _gzip(file: BinaryIO, progress: Progress) -> Iterator[bytes]:
    """The members of a gzip file one after the other; zeros between and after them are padding."""
    member = zlib.decompressobj(wbits=31)
    begun = False
    while data := file.read(_PIECE):
        progress.read += len(data)
        while data:
            if not begun:
                data = data.lstrip(b"\0")
                begun = bool(data)
                continue
            try:
                piece = member.decompress(data, _PIECE)
            except zlib.error as error:
                raise BrokenError(str(error)) from error
            yield from (piece,) if piece else ()
            data = member.unconsumed_tail
            if member.eof:
                data = member.unused_data
                member, begun = zlib.decompressobj(wbits=31), False
    if begun:
        raise BrokenError("the file ends early")


def _zstd(file: BinaryIO, progress: Progress) -> Iterator[bytes]:
    """The frames of a zstd file one after the other."""
    unpacker = zstandard.ZstdDecompressor()
    frame: _Unpacker = unpacker.decompressobj()
    begun = False
    while data := file.read(_ZSTD_PIECE):
        progress.read += len(data)
        while data:
            begun = True
            try:
                piece = frame.decompress(data)
            except zstandard.ZstdError as error:
                raise BrokenError(str(error)) from error
            yield from (piece,) if piece else ()
            data = b""
            if frame.eof:
                data = frame.unused_data
                frame, begun = unpacker.decompressobj(), False
    if begun:
        raise BrokenError("the file ends early")

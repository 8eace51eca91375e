"""The text of a file as bytes, packed or not, read piece by piece within bounded memory."""

from __future__ import annotations

import gzip
import sys
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BufferedIOBase
from pathlib import Path
from typing import Literal

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

Packing = Literal["plain", "gzip", "zstd"]
_PIECE = 1 << 20
_GZIP_MAGIC = b"\x1f\x8b"
_ZSTD_MAGIC = b"\x28\xb5\x2f\xfd"
_ZSTD_SKIPPABLE = b"\x2a\x4d\x18"  # after one byte of these
_ZSTD_KINDS = range(0x50, 0x60)


class BrokenError(Exception):
    """The file ends or changes where packed data should go on."""


@dataclass(slots=True)
class BytesRead:
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


def pieces(path: Path, packed: Packing, offset: int, progress: BytesRead) -> Iterator[bytes]:
    """The text from an offset on. Raises OSError, and BrokenError where the packing breaks."""
    with path.open("rb") as file:
        if packed == "plain":
            file.seek(offset)
            progress.text, left = offset, 0
            text: BufferedIOBase = file
        else:
            progress.text, left = 0, offset
            text = _unpacked(file, packed)
        try:
            # One read of what is unpacked: what comes before a break is not lost in a longer one.
            while piece := text.read1(_PIECE):
                progress.read = file.tell()
                progress.text += len(piece)
                if left < len(piece):
                    yield piece[left:] if left else piece
                left = max(0, left - len(piece))
        except (EOFError, gzip.BadGzipFile, zlib.error, zstd.ZstdError) as error:
            raise BrokenError(str(error)) from error


def _unpacked(file: BufferedIOBase, packed: Packing) -> BufferedIOBase:
    """The text of all members or frames of a file, one after the other."""
    return gzip.GzipFile(fileobj=file) if packed == "gzip" else zstd.ZstdFile(file)

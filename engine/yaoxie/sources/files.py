"""Reads a profile's bytes from a file or standard input, never more than a profile may have."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path
from typing import BinaryIO, NoReturn

from yaoxie.errors import Fault, ProfileError
from yaoxie.messages import Message, of_system
from yaoxie.sources.json_text import MAX_BYTES

STANDARD_INPUT = "-"


def read(path: str) -> bytes:
    """The bytes of the file at `path`, or of standard input for `-`. Raises ProfileError."""
    try:
        if path == STANDARD_INPUT:
            if sys.stdin is None:
                _refuse(path, path, Message("sources.open-input"))
            return _read(sys.stdin.buffer, "standard input")
        with Path(path).open("rb") as file:
            return _read(file, path)
    except OSError as error:
        _refuse(path, path, Message("sources.readable-file", reason=of_system(error)))
    except ValueError:  # a NUL in the name
        _refuse(path, path, Message("sources.file-name", reason=Message("sources.no-nul")))


def _read(file: BinaryIO, name: str) -> bytes:
    raw = file.read(MAX_BYTES + 1)
    if len(raw) > MAX_BYTES:
        _refuse(name, _size(file), Message("sources.at-most-bytes", bytes=MAX_BYTES))
    return raw


def _size(file: BinaryIO) -> Message:
    """How large it is; a pipe does not say."""
    try:
        status = os.fstat(file.fileno())
    except OSError:  # not a file of the system, such as bytes in memory
        return Message("sources.more-than-bytes", bytes=MAX_BYTES)
    if stat.S_ISREG(status.st_mode):
        return Message("sources.bytes", bytes=status.st_size)
    return Message("sources.more-than-bytes", bytes=MAX_BYTES)


def _refuse(place: str, value: str, expected: Message) -> NoReturn:
    raise ProfileError([Fault("", value, expected, file=place)])

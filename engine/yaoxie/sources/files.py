"""Reads a profile's bytes from a file or standard input, never more than a profile may have."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path
from typing import BinaryIO, NoReturn

from yaoxie.errors import Fault, ProfileError
from yaoxie.sources.json_text import MAX_BYTES

STANDARD_INPUT = "-"


def read(path: str) -> bytes:
    """The bytes of the file at `path`, or of standard input for `-`. Raises ProfileError."""
    try:
        if path == STANDARD_INPUT:
            if sys.stdin is None:
                _refuse(path, path, "standard input that is open")
            return _read(sys.stdin.buffer, "standard input")
        with Path(path).open("rb") as file:
            return _read(file, path)
    except OSError as error:
        _refuse(path, path, f"a file that can be read ({error.strerror or type(error).__name__})")
    except ValueError as error:  # a NUL in the name
        _refuse(path, path, f"the name of a file ({error})")


def _read(file: BinaryIO, name: str) -> bytes:
    raw = file.read(MAX_BYTES + 1)
    if len(raw) > MAX_BYTES:
        _refuse(name, _size(file), f"at most {MAX_BYTES} bytes")
    return raw


def _size(file: BinaryIO) -> str:
    """How large it is; a pipe does not say."""
    try:
        status = os.fstat(file.fileno())
    except OSError:  # not a file of the system, such as bytes in memory
        return f"more than {MAX_BYTES} bytes"
    regular = stat.S_ISREG(status.st_mode)
    return f"{status.st_size} bytes" if regular else f"more than {MAX_BYTES} bytes"


def _refuse(place: str, value: str, expected: str) -> NoReturn:
    raise ProfileError([Fault("", value, expected, file=place)])

"""Writes files that are whole or not there: beside their place first, then under their name."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from yaoxie.errors import Fault, InputError
from yaoxie.messages import Message, of_system


def faults(path: Path, *, force: bool, at: str = "/out") -> Iterator[Fault]:
    """Why no file may be written at a path; one that is there needs `force`.

    `at` is the pointer to what names the file.
    """
    folder = path.absolute().parent
    if path.is_symlink():
        expected = Message("sources.no-link", file=str(path.resolve()))
        yield Fault(at, str(path), expected)
    elif path.exists() and not path.is_file():
        yield Fault(at, str(path), Message("sources.a-file"))
    elif path.exists() and not force:
        yield Fault(at, str(path), Message("sources.no-file-yet"))
    elif not folder.is_dir():
        yield Fault(at, str(path), Message("sources.in-a-folder"))


@contextmanager
def writing(path: Path, *, at: str = "/out") -> Iterator[Path]:
    """A path beside the file, which takes the file's name when all of it is written.

    `at` is the pointer to what names the file.
    Raises InputError with what the system says where it takes no file there.
    """
    fresh = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        yield fresh
        fresh.replace(path)
    except OSError as error:
        expected = Message("sources.takes-files", reason=of_system(error))
        raise InputError([Fault(at, str(path), expected)]) from error
    finally:
        fresh.unlink(missing_ok=True)


def make_folder(path: Path) -> None:
    """Makes a folder, unless it is there. Raises InputError with what the system says."""
    try:
        path.mkdir(exist_ok=True)
    except OSError as error:
        expected = Message("sources.takes-files", reason=of_system(error))
        raise InputError([Fault("/out", str(path), expected)]) from error


def write(files: Iterable[tuple[Path, str | bytes]]) -> None:
    """Writes several texts, UTF-8. Raises InputError."""
    for path, text in files:
        with writing(path) as fresh:
            fresh.write_bytes(text.encode() if isinstance(text, str) else text)

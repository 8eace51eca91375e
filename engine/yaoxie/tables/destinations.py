"""Where files go: what may be written there, and what the system says where it takes no more."""

from __future__ import annotations

import os
import re
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from polars.exceptions import PanicException, PolarsError

from yaoxie.errors import Fault, InputError
from yaoxie.messages import Message, Words, of_system
from yaoxie.tables import parquet_files

FAILURES = (OSError, PolarsError, PanicException)
_PARTS = ".parts-"
_BEFORE_LOCK = 60  # seconds that a run may take to lock the folder that it has made
_LEAST_FREE = 1 << 16  # bytes; a disk with less is full
_OS_ERROR = re.compile(r"\(os error (\d+)\)")  # how Polars tells what the system said


def file_faults(file: Path) -> Iterator[Fault]:
    """What stands under a file's name and must not be written to: links, folders, devices."""
    if file.is_symlink():
        expected = Message("sources.no-link", file=file.resolve())
        yield Fault("/out", str(file), expected)
    elif file.exists() and not file.is_file():
        yield Fault("/out", str(file), Message("sources.a-file"))


def folder_faults(folder: Path, out: Path) -> Iterator[Fault]:
    """Why the folder in which `out` is to stand takes no files, if it does not."""
    if not folder.is_dir():
        yield Fault("/out", str(out), Message("sources.in-a-folder"))
    elif not os.access(folder, os.W_OK | os.X_OK):
        yield Fault("/out", str(folder), Message("tables.writable-folder"))


@contextmanager
def writing(
    place: Path, kept: Message | None = None, failures: tuple[type[BaseException], ...] = FAILURES
) -> Iterator[None]:
    """Tells as InputError what the system says of writing there: its user can mend it.

    `kept`: what is said of that which was written before.
    """
    try:
        yield
    except failures as error:
        expected = Message("sources.takes-files", reason=_reason(place, error))
        if kept is not None:
            expected = Message("sources.with-hint", expected=expected, hint=kept)
        raise InputError([Fault("/out", str(place), expected)]) from error


@contextmanager
def parts_beside(path: Path) -> Iterator[Path]:
    """A folder for what is not whole yet, beside the file that it becomes, and gone at the end.

    Such folders of runs that were killed go too: one of a run that is under way is locked.
    """
    parent = path.absolute().parent
    with ExitStack() as stack:
        with writing(path, failures=(OSError,)):
            _remove_abandoned(parent)
            folder = Path(stack.enter_context(TemporaryDirectory(dir=parent, prefix=_PARTS)))
            stack.enter_context(_lock(folder))
        yield folder


def _remove_abandoned(parent: Path) -> None:
    for folder in parent.glob(f"{_PARTS}*"):
        with suppress(OSError):
            is_new = time.time() - folder.lstat().st_mtime < _BEFORE_LOCK
            if is_new or folder.is_symlink() or not folder.is_dir():
                continue
            with _lock(folder) as is_abandoned:
                if is_abandoned:
                    shutil.rmtree(folder)


@contextmanager
def _lock(folder: Path) -> Iterator[bool]:
    """Locks a folder, and says whether that could be done; the lock ends with the process."""
    if sys.platform == "win32":
        yield False
        return
    import fcntl  # noqa: PLC0415  # not on Windows

    descriptor = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:  # another's, or a file system without locks
            yield False
        else:
            yield True
    finally:
        os.close(descriptor)


def _reason(place: Path, error: BaseException) -> Message | Words:
    """What the system says; of Polars, which does not always pass it on, as far as is known."""
    if isinstance(error, OSError) and error.strerror:
        return of_system(error)
    if number := _OS_ERROR.search(str(error)):
        return of_system(OSError(int(number[1]), os.strerror(int(number[1]))))
    with suppress(OSError):
        folder = place if place.is_dir() else place.absolute().parent
        if shutil.disk_usage(folder).free < _LEAST_FREE:
            return Message("system.ENOSPC")
    return parquet_files.reason_of(error)

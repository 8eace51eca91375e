"""A lock on a run's folder: it goes with the process that holds it, however that ends."""

from __future__ import annotations

import json
import os
import shlex
import socket
import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from yaoxie.errors import Fault, InputError
from yaoxie.messages import Message

NAME = "lock"


class RunLock:
    """The lock of a folder, as an open file of it that the system has locked for this process."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAME
        self._file: IO[str] | None = None

    def acquire(self) -> None:
        """Locks the folder, which is made if need be.

        Raises InputError with who holds the lock, OSError where the folder takes no files.
        """
        while self._file is None:
            self._path.parent.mkdir(exist_ok=True)
            file = self._path.open("a+", encoding="utf-8")
            try:
                if not _lock(file.fileno()):
                    raise InputError([self._other_run(file)])
                # Whoever held it before may have removed the folder meanwhile.
                if _is_at(file, self._path):
                    self._file = file
            finally:
                if self._file is None:
                    file.close()
        self._file.truncate(0)
        self._file.write(json.dumps(_this_run()))
        self._file.flush()

    def release(self) -> None:
        """Unlocks the folder. The file is left, or removed by who holds it."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def _other_run(self, file: IO[str]) -> Fault:
        file.seek(0)
        try:
            holder = json.loads(file.read())
            who = Message(
                "screening.holder",
                process=holder["process"],
                host=holder["host"],
                since=holder["since"],
                command=holder["command"],
            )
        except (ValueError, KeyError, TypeError):
            who = Message("screening.another-process")
        expected = Message("screening.no-other-run", who=who)
        return Fault("/out", str(self._path.parent), expected)


def _this_run() -> dict[str, object]:
    return {
        "process": os.getpid(),
        "host": socket.gethostname(),
        "since": datetime.now(UTC).isoformat(timespec="seconds"),
        "command": shlex.join(sys.argv),
    }


def _is_at(file: IO[str], path: Path) -> bool:
    with suppress(FileNotFoundError):
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    return False


def _lock(descriptor: int) -> bool:
    """Locks a file for this process, unless another has locked it."""
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415  # there and nowhere else

        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
    import fcntl  # noqa: PLC0415  # not on Windows

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True

"""The state of input files, by which a later look knows whether they are still the same."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from yaoxie.errors import Fault
from yaoxie.messages import Message


def state_of(file: Path) -> str:
    """Size, number, time of the last write, and time of the last change of a file. Raises OSError.

    A write that keeps the size and sets the time of writing back still sets the time of change,
    which no program can choose.
    """
    state = file.stat()
    return f"{state.st_size}:{state.st_ino}:{state.st_mtime_ns}:{state.st_ctime_ns}"


@dataclass(frozen=True, slots=True)
class FileStates:
    """Files as they were when they were opened."""

    states: tuple[tuple[Path, str], ...]

    @classmethod
    def of(cls, files: Iterable[Path]) -> FileStates:
        """The files as they are now. Raises OSError."""
        return cls(tuple((file, state_of(file)) for file in files))

    def __str__(self) -> str:
        return ",".join(f"{file.name}:{state}" for file, state in self.states)

    def changes(self) -> list[Fault]:
        """A fault for each file that is no longer what it was.

        That its rights or names have changed, as a backup may do, is no matter here.
        """
        faults = []
        for file, state in self.states:
            try:
                is_same = _content(state_of(file)) == _content(state)
            except OSError:
                is_same = False
            if not is_same:
                faults.append(changed(file))
        return faults


def changed(file: Path) -> Fault:
    """The fault of a file that is no longer what it was."""
    return Fault("", Message("tables.changed"), Message("tables.same-file"), file=str(file))


def _content(state: str) -> str:
    return state.rpartition(":")[0]

"""The folder of a run under way: its state, its lock, and the segments that are whole.

Only what a run has written is ever removed; a folder that holds anything else is somebody's own.
"""

from __future__ import annotations

import json
import os
import re
import zlib
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import Any

import polars as pl

from yaoxie.errors import Fault, InputError
from yaoxie.messages import Message
from yaoxie.screening import lock
from yaoxie.screening.lock import RunLock
from yaoxie.tables import destinations, parquet_files
from yaoxie.tables.batches import Position

_STATE = "state.json"
_OWN = re.compile(
    r"(findings|companies|totals|reasons)((-\d+)?\.parquet|\.csv|\.arrow|\.xlsx)|about\.json|(bad(-\d+)?|lines)\.ndjson|part-\d+\.json|state(\.new)?\.json"
    rf"|{lock.NAME}|[0-9a-f-]{{36}}\.new|old-(findings|companies|totals|reasons|about|bad)"
)
_PIECE = 1 << 20


def writing(place: Path) -> AbstractContextManager[None]:
    """Tells as InputError what the system says of writing there: its user can mend it."""
    return destinations.writing(place, Message("screening.segments-stay"))


@contextmanager
def reading(file: Path) -> Iterator[None]:
    """Tells as InputError that a file of a stopped run is not what a run writes."""
    try:
        yield
    except (OSError, ValueError, KeyError, TypeError) as error:
        expected = Message("screening.stopped-run")
        raise InputError(
            [Fault("", Message("screening.damaged"), expected, file=str(file))]
        ) from error


class PartialRun:
    """The folder and state of one run. `identity` is what a resumed run must have alike."""

    def __init__(self, folder: Path, identity: dict[str, Any]) -> None:
        self.folder = folder
        self.identity = identity
        self.segments: list[dict[str, Any]] = []
        self.is_naming = False  # whether the result is whole, and its files take their names
        self._lock = RunLock(folder)

    def open(self, *, resume: bool, force: bool) -> bool:
        """Locks the folder, and reads what a stopped run left; whether there was one.

        Raises InputError where another run holds it, where it is somebody's own, where a stopped
        run is in the way, or where what it kept is damaged or of another input or other options.
        """
        with writing(self.folder):
            self._check_own()
            self._lock.acquire()
        try:
            return self._take_up(resume=resume, force=force)
        except BaseException:
            self.release()
            raise

    def _take_up(self, *, resume: bool, force: bool) -> bool:
        state = self.folder / _STATE
        if state.exists() and (resume or not force):
            if not resume:
                expected = Message("screening.no-stopped-run")
                raise InputError([Fault("/out", str(self.folder), expected)])
            self._read(state)
            return True
        with writing(self.folder):
            self._clear(keep_lock=True)
            self.save()
        return False

    def _check_own(self) -> None:
        if not self.folder.exists() and not self.folder.is_symlink():
            return
        strange = [self.folder]
        if self.folder.is_dir() and not self.folder.is_symlink():
            strange = [entry for entry in self.folder.iterdir() if not _is_own(entry)]
        if strange:
            expected = Message("screening.strange-file")
            raise InputError([Fault("/out", str(strange[0]), expected)])

    def _read(self, state: Path) -> None:
        with reading(state):
            content = json.loads(state.read_text(encoding="utf-8"))
            identity, segments = content["identity"], content["segments"]
            for segment in segments:
                Position(*segment["end"])
                dict(segment["files"])
        if identity != self.identity:
            expected = Message("screening.same-run")
            raise InputError([Fault("/resume", str(self.folder), expected)])
        self.segments = segments
        self.is_naming = content.get("naming") is True
        if not self.is_naming:
            self.check()

    def check(self) -> None:
        """Raises InputError where files of kept segments are damaged, with all of them."""
        files = [file for segment in self.segments for file in segment["files"].items()]
        faults = [fault for name, kept in files for fault in _damage(self.folder / name, kept)]
        if faults:
            raise InputError(faults)

    def keep(self, entry: dict[str, Any], files: Sequence[Path]) -> None:
        """Makes a whole segment part of the run; its files are on the disk already.

        The checksums are those of the segment before: of the last, which is joined at once, none
        need be had.
        """
        if self.segments:
            for name, file in self.segments[-1]["files"].items():
                file["crc"] = _checksum(self.folder / name)
        sizes = {file.name: {"size": file.stat().st_size} for file in files}
        self.segments.append({**entry, "files": sizes})
        self.save()

    def save(self) -> None:
        """Writes the state, whole or not at all."""
        fresh = self.folder / "state.new.json"
        with fresh.open("w", encoding="utf-8") as file:
            state = {"identity": self.identity, "segments": self.segments}
            json.dump({**state, "naming": self.is_naming}, file)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self.folder / _STATE)
        sync_folder(self.folder)

    def release(self) -> None:
        """Lets another run take the folder up."""
        self._lock.release()

    def discard(self) -> None:
        """Removes what the run has written; without its state, the rest is no run to go on with."""
        (self.folder / _STATE).unlink(missing_ok=True)
        self._clear(keep_lock=False)
        with suppress(OSError):  # something of somebody's was put there meanwhile
            self.folder.rmdir()
        self.release()

    def kept_tables(self) -> list[Path]:
        """The Parquet files of the segments that a stopped run kept, as its state names them.

        What else lies there was being written, and is written anew. Raises InputError where the
        state cannot be read.
        """
        state = self.folder / _STATE
        if not state.exists():
            return []
        with reading(state):
            segments = json.loads(state.read_text(encoding="utf-8"))["segments"]
            names = [Path(name) for segment in segments for name in segment["files"]]
        files = (self.folder / name for name in names if name.suffix == ".parquet")
        return [file for file in files if file.exists()]

    def discard_if_empty(self) -> None:
        """Removes what a run left that was killed before it kept anything.

        Raises InputError where the folder is another's, or damaged.
        """
        if not self.folder.is_dir():
            return
        self._check_own()
        self._lock.acquire()
        try:
            state = self.folder / _STATE
            with reading(state):
                if not json.loads(state.read_text(encoding="utf-8"))["segments"]:
                    self.discard()
        finally:
            self.release()

    def _clear(self, *, keep_lock: bool) -> None:
        if not self.folder.is_dir():
            return
        for entry in self.folder.iterdir():
            if _is_own(entry) and not (keep_lock and entry.name == lock.NAME):
                entry.unlink(missing_ok=True)


def _is_own(entry: Path) -> bool:
    return _OWN.fullmatch(entry.name) is not None and (entry.is_file() or entry.is_symlink())


def _damage(file: Path, kept: dict[str, int]) -> Iterator[Fault]:
    """What is wrong with a kept file, if anything is."""
    expected = Message("screening.same-segment")
    if not file.is_file():
        yield Fault("", Message("screening.no-such-file"), expected, file=str(file))
    elif file.stat().st_size != kept["size"]:
        yield Fault(
            "", Message("sources.bytes", bytes=file.stat().st_size), expected, file=str(file)
        )
    elif "crc" in kept:
        if _checksum(file) != kept["crc"]:
            yield Fault("", Message("screening.damaged"), expected, file=str(file))
    elif file.suffix == ".parquet":
        try:
            parquet_files.scan(file).select(pl.all().null_count()).collect()
        except parquet_files.UNREADABLE:
            yield Fault("", Message("screening.damaged"), expected, file=str(file))


def _checksum(file: Path) -> int:
    checksum = 0
    with file.open("rb") as stream:
        while piece := stream.read(_PIECE):
            checksum = zlib.crc32(piece, checksum)
    return checksum


def sync_folder(folder: Path) -> None:
    """Has the names of a folder's files on the disk, where the system can tell it to."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

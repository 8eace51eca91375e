"""A population's decisions, made once, batch by batch, for all frames that are made of them."""

from __future__ import annotations

import shutil
import tempfile
import threading
import weakref
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import TypeAlias

import polars as pl
from polars.exceptions import PolarsError

from yaoxie.tables.batches import START, Batch, BatchSource

MEMORY = 256 * 1024 * 1024  # bytes of decisions that stay in memory; the rest waits in files
PATIENCE = 30.0  # seconds to wait for a batch that another thread decides

Frames: TypeAlias = dict[str, pl.DataFrame]
Decide: TypeAlias = Callable[[Batch], Frames]


class Decisions:
    """What `decide` makes of each batch of a source, kept from the first time it is asked for.

    Safe to use from several threads: one decides a batch, the others wait for it. They do not wait
    for ever, nor for themselves: Polars may take up a second frame in the very thread that decides
    for a first. Who waits in vain decides for itself, and finds the same.
    """

    def __init__(self, source: BatchSource, decide: Decide) -> None:
        self._source = source
        self._decide = decide
        self._changed = threading.Condition()
        self._batches: Iterator[Batch] | None = None
        self._store = _Store()
        self._ends = [START]  # where reading goes on after each batch that is kept
        self._is_complete = False
        self._decider: int | None = None  # the thread that decides at the moment
        self._readers = 0

    def frames(self, name: str) -> Generator[pl.DataFrame, None, None]:
        """One of the frames of every batch, in order."""
        with self._changed:
            self._readers += 1
        number = 0
        try:
            while self._ready(number):
                yield self._store.frame(number, name)
                number += 1
            if not self._is_complete:
                rest = self._source.batches(self._ends[number])
                yield from (self._decide(batch)[name] for batch in rest)
        finally:
            with self._changed:
                self._readers -= 1
                if not self._readers:
                    self._stop_reading()

    def _ready(self, number: int) -> bool:
        """Whether a batch is kept, if need be after it was decided here or elsewhere."""
        with self._changed:
            while self._decider is not None and number >= self._store.count:
                if self._decider == threading.get_ident() or not self._changed.wait(PATIENCE):
                    return False
            if number < self._store.count:
                return True
            if self._is_complete or self._store.is_full:
                return False
            self._decider = threading.get_ident()
        try:
            return self._decide_next()
        finally:
            with self._changed:
                self._decider = None
                self._changed.notify_all()

    def _decide_next(self) -> bool:
        """Decides and keeps one more batch; false where there is none, or no room for it."""
        try:
            if self._batches is None:
                self._batches = self._source.batches(self._ends[-1])
            batch = next(self._batches, None)
            if batch is None:
                self._is_complete = True
                return False
            if not self._store.add(self._decide(batch)):
                return False
            self._ends.append(batch.end)
        except BaseException:
            self._stop_reading()
            raise
        return True

    def _stop_reading(self) -> None:
        """Ends what a reader keeps open; reading goes on from the same position if asked to."""
        if isinstance(self._batches, Generator):
            self._batches.close()
        self._batches = None


class _Store:
    """Frames of batches by number: in memory up to a bound, then in temporary files."""

    def __init__(self) -> None:
        self._batches: list[Frames | Path] = []
        self._size = 0
        self._folder: Path | None = None
        self.is_full = False

    @property
    def count(self) -> int:
        """How many batches are kept."""
        return len(self._batches)

    def add(self, frames: Frames) -> bool:
        """Keeps a batch; false where the disk takes no more."""
        size = sum(int(frame.estimated_size()) for frame in frames.values())
        if self._size + size <= MEMORY:
            self._size += size
            self._batches.append(frames)
            return True
        try:
            self._batches.append(self._written(frames))
        except (OSError, PolarsError):
            self.is_full = True
        return not self.is_full

    def frame(self, number: int, name: str) -> pl.DataFrame:
        """A frame of a batch that is kept."""
        batch = self._batches[number]
        if isinstance(batch, Path):
            file = batch / f"{name}.arrow"
            return pl.scan_ipc(file, glob=False, hive_partitioning=False).collect()
        return batch[name]

    def _written(self, frames: Frames) -> Path:
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="yaoxie-"))
            # Gone with the last frame that reads it, or with the process.
            weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
        folder = self._folder / str(self.count)
        folder.mkdir()
        for name, frame in frames.items():
            frame.write_ipc(folder / f"{name}.arrow", compression="lz4")
        return folder

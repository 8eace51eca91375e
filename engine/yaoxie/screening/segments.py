"""The files of a run while they grow: findings and companies as Parquet, bad rows as lines."""

from __future__ import annotations

import json
import os
import queue
import threading
import weakref
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import polars as pl
from polars.io.plugins import register_io_source

from yaoxie.screening.partial import writing
from yaoxie.screening.screening import AnyScreened
from yaoxie.tables.batches import BadRow

# Least and greatest values of columns cost as much as a column, and none would be skipped by them.
_STATISTICS = {"min": False, "max": False, "distinct_count": False, "null_count": True}
_LONGEST = 200  # characters of a wrong value
_WAITING = 2  # screened batches that may wait for the disk
_PATIENCE = 1  # seconds after which a thread that waits looks whether it waits in vain


class Segment:
    """Files that are being written, a batch at a time; the disk works beside the screening."""

    def __init__(self, folder: Path, number: int, metadata: dict[str, str]) -> None:
        self.screened = 0
        self.bad_count = 0
        self.rows: dict[str, int] = {}  # of each table
        self._folder, self._number = folder, number
        self._bad_file = folder / f"bad-{number}.ndjson"
        self._bad = self._bad_file.open("wb")
        self._metadata = metadata
        self._sinks: dict[str, _Sink] = {}

    def add(self, screened: AnyScreened, bad: list[BadRow]) -> None:
        """One batch."""
        for table, frame in screened.frames.items():
            if table not in self._sinks:
                file = self._folder / f"{table}-{self._number}.parquet"
                self._sinks[table] = _Sink(file, frame.schema, self._metadata)
            self._sinks[table].add(frame)
            self.rows[table] = self.rows.get(table, 0) + frame.height
        self.screened += screened.size
        self.bad_count += len(bad)
        for row in bad:
            self._write_line(row)

    @property
    def files(self) -> list[Path]:
        """The files of the segment."""
        return [*(sink.file for sink in self._sinks.values()), self._bad_file]

    def _write_line(self, row: BadRow) -> None:
        with writing(self._bad_file):
            self._bad.write(line_of(row))

    def close(self) -> None:
        """Waits until all is on the disk. Raises InputError where it does not get there."""
        try:
            with writing(self._bad_file):
                self._bad.flush()
                os.fsync(self._bad.fileno())
                self._bad.close()
        finally:
            for sink in self._sinks.values():
                sink.finish()
        for sink in self._sinks.values():
            sink.check()

    def abandon(self) -> None:
        """Stops writing; what was written is of no use."""
        with suppress(OSError):
            self._bad.close()
        for sink in self._sinks.values():
            sink.finish()


class _Sink:
    """One Parquet file, written by a thread of its own from a short queue."""

    def __init__(self, file: Path, schema: pl.Schema, metadata: dict[str, str]) -> None:
        self.file = file
        # The thread knows the writer alone: a sink that an interrupt has left behind is collected.
        self._writer = _Writer(weakref.ref(self), file, schema, metadata)
        self._thread = threading.Thread(target=self._writer.write)
        self._thread.start()

    def add(self, frame: pl.DataFrame) -> None:
        if not self._put(frame):
            self.check()

    def finish(self) -> None:
        """Waits for the writer, once it has been given the end."""
        self._put(None)
        self._thread.join()

    def check(self) -> None:
        """Raises InputError where the writer has failed."""
        if self._writer.error is not None:
            with writing(self.file):
                raise self._writer.error

    def _put(self, frame: pl.DataFrame | None) -> bool:
        """Hands on a frame, or the end; false where the writer has failed and takes no more."""
        while self._thread.is_alive():
            try:
                self._writer.queue.put(frame, timeout=_PATIENCE)
            except queue.Full:
                continue
            return True
        return False


class _Writer:
    """What the thread of a sink does."""

    def __init__(
        self, owner: weakref.ref[_Sink], file: Path, schema: pl.Schema, metadata: dict[str, str]
    ) -> None:
        self._owner = owner
        self.queue: queue.Queue[pl.DataFrame | None] = queue.Queue(_WAITING)
        self.error: BaseException | None = None
        self._file = file
        self._metadata = metadata
        self._schema = schema

    def write(self) -> None:
        try:
            frame = register_io_source(self._frames, schema=self._schema)
            sink(frame, self._file, self._metadata)
        except BaseException as error:  # noqa: BLE001  # handed to the thread that fills it
            self.error = error

    def _frames(
        self,
        with_columns: list[str] | None,
        predicate: pl.Expr | None,
        n_rows: int | None,
        batch_size: int | None,
    ) -> Iterator[pl.DataFrame]:
        del predicate, n_rows, batch_size  # a sink asks for everything
        while (frame := self._next()) is not None:
            yield frame if with_columns is None else frame.select(with_columns)

    def _next(self) -> pl.DataFrame | None:
        """The next frame, or the end, which comes too where nobody is left to say it.

        An interrupt may come between any two steps, also before a sink has a name; a process does
        not end before its threads do.
        """
        while True:
            try:
                return self.queue.get(timeout=_PATIENCE)
            except queue.Empty:
                if self._owner() is None or not threading.main_thread().is_alive():
                    return None


def sink(frame: pl.LazyFrame, file: Path, metadata: dict[str, str]) -> None:
    """Writes a frame as it comes, onto the disk, with what the file says of itself."""
    frame.sink_parquet(
        file,
        compression="zstd",
        compression_level=1,
        statistics=_STATISTICS,
        metadata=metadata,
        sync_on_close="all",
    )


def sync(file: Path) -> None:
    """Has a file's content on the disk."""
    with file.open("rb+") as stream:
        os.fsync(stream.fileno())


def _value(value: object) -> object:
    """A value that is wrong, short, as JSON can say it."""
    if value is None or isinstance(value, (bool, int)):
        return value
    return str(value)[:_LONGEST]


def line_of(row: BadRow) -> bytes:
    """A bad row as it stands in the file of bad rows: a line of JSON.

    A lone half of a character, which UTF-8 cannot say, stands as JSON's escape of it.
    """
    faults = [
        {
            "pointer": fault.pointer,
            "value": _value(fault.value),
            "expected": str(fault.expected),
            "nearest": fault.nearest,
            **fault.expected.to_dict(),
        }
        for fault in row.faults
    ]
    line = json.dumps({"company": row.number, "faults": faults}, ensure_ascii=False)
    return line.encode("utf-8", "backslashreplace") + b"\n"

"""The files of a run while they grow: findings and companies as Parquet, bad rows as lines."""

from __future__ import annotations

import json
import queue
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl
from polars.io.plugins import register_io_source

from yaoxie.screening.screening import Screened
from yaoxie.tables.batches import BadRow

_TABLES = ("findings", "companies")
_LONGEST = 200  # characters of a wrong value
_WAITING = 2  # screened batches that may wait for the disk


class Segment:
    """Files that are being written, a batch at a time; the disk works beside the screening."""

    def __init__(self, folder: Path, number: int, metadata: dict[str, str]) -> None:
        self.screened = 0
        self.bad_count = 0
        self._bad = (folder / f"bad-{number}.ndjson").open("w", encoding="utf-8")
        self._files = [folder / f"{table}-{number}.parquet" for table in _TABLES]
        self._metadata = metadata
        self._sinks: list[_Sink] = []

    def add(self, screened: Screened, bad: list[BadRow]) -> None:
        """One batch."""
        frames = (screened.findings, screened.companies)
        if not self._sinks:
            self._sinks = [
                _Sink(file, frame.schema, self._metadata)
                for file, frame in zip(self._files, frames, strict=True)
            ]
        for sink, frame in zip(self._sinks, frames, strict=True):
            sink.add(frame)
        self.screened += screened.companies.height
        self.bad_count += len(bad)
        for row in bad:
            self._bad.write(json.dumps(told(row), ensure_ascii=False) + "\n")

    def close(self) -> None:
        """Waits until all is written. Raises what went wrong while writing."""
        self._bad.close()
        for sink in self._sinks:
            sink.close()

    def abandon(self) -> None:
        """Stops writing; what was written is of no use."""
        self._bad.close()
        for sink in self._sinks:
            sink.abandon()


class _Sink:
    """One Parquet file, written by a thread of its own from a short queue."""

    def __init__(self, file: Path, schema: pl.Schema, metadata: dict[str, str]) -> None:
        self._queue: queue.Queue[pl.DataFrame | None] = queue.Queue(_WAITING)
        self._error: BaseException | None = None
        frame = register_io_source(self._frames, schema=schema)
        self._thread = threading.Thread(target=self._write, args=(frame, file, metadata))
        self._thread.start()

    def add(self, frame: pl.DataFrame) -> None:
        if not self._put(frame):
            self._raise()

    def close(self) -> None:
        self.abandon()
        self._raise()

    def abandon(self) -> None:
        self._put(None)
        self._thread.join()

    def _put(self, frame: pl.DataFrame | None) -> bool:
        """Hands on a frame, or the end; false where the writer has failed and takes no more."""
        while self._thread.is_alive():
            try:
                self._queue.put(frame, timeout=1)
            except queue.Full:
                continue
            return True
        return False

    def _raise(self) -> None:
        if self._error is not None:
            raise self._error

    def _frames(
        self,
        with_columns: list[str] | None,
        predicate: pl.Expr | None,
        n_rows: int | None,
        batch_size: int | None,
    ) -> Iterator[pl.DataFrame]:
        del predicate, n_rows, batch_size  # a sink asks for everything
        while (frame := self._queue.get()) is not None:
            yield frame if with_columns is None else frame.select(with_columns)

    def _write(self, frame: pl.LazyFrame, file: Path, metadata: dict[str, str]) -> None:
        try:
            sink(frame, file, metadata)
        except BaseException as error:  # noqa: BLE001  # handed to the thread that fills it
            self._error = error


def sink(frame: pl.LazyFrame, file: Path, metadata: dict[str, str]) -> None:
    """Writes a frame as it comes, with what the file says of itself."""
    frame.sink_parquet(file, compression="zstd", compression_level=1, metadata=metadata)


def _value(value: object) -> object:
    """A value that is wrong, short, as JSON can say it."""
    if value is None or isinstance(value, (bool, int)):
        return value
    return str(value)[:_LONGEST]


def told(row: BadRow) -> dict[str, Any]:
    """A bad row as it stands in the file of bad rows."""
    return {
        "company": row.number,
        "faults": [
            {
                "pointer": fault.pointer,
                "value": _value(fault.value),
                "expected": fault.expected,
                "nearest": fault.nearest,
            }
            for fault in row.faults
        ],
    }

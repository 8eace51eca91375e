"""What readers of a population hand on: whole companies as tables, and the rows they refuse."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import NamedTuple, Protocol, TypeAlias, TypeVar, runtime_checkable

import polars as pl

from yaoxie.errors import Fault

T = TypeVar("T")
U = TypeVar("U")


class Position(NamedTuple):
    """How far a reader has come: bytes or rows of the input, and companies, good and bad."""

    offset: int
    companies: int


START = Position(0, 0)


@dataclass(frozen=True, slots=True)
class BadRow:
    """A company that is left out, by its number, with every fault of it."""

    number: int
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Batch:
    """Whole companies in order; `end` is where a resumed run goes on."""

    tables: dict[str, pl.DataFrame]
    end: Position
    bad: list[BadRow] = field(default_factory=list)


def ahead(batches: Iterator[T]) -> Generator[T]:
    """The same batches; each is read while the one before it is worked on."""
    with ThreadPoolExecutor(1, "reader") as reader:
        coming = reader.submit(next, batches, None)
        try:
            while (batch := coming.result()) is not None:
                coming = reader.submit(next, batches, None)
                yield batch
        finally:
            wait([coming])
            if isinstance(batches, Generator):
                batches.close()


def worked(batches: Iterable[T], work: Callable[[T], U], workers: int = 2) -> Generator[U]:
    """What `work` makes of the batches, in their order; several are worked on at once.

    Columns take turns on the cores by themselves, but what lies between them does not.
    """
    pending: deque[Future[U]] = deque()
    with ThreadPoolExecutor(workers, "screening") as pool:
        for batch in batches:
            pending.append(pool.submit(work, batch))
            if len(pending) > workers:
                yield pending.popleft().result()
        for last in pending:
            yield last.result()


Pending: TypeAlias = Callable[[], Batch]  # a batch that was read, and is still to be checked


def unchecked(source: BatchSource, start: Position = START) -> Iterator[Pending]:
    """The batches of a source, each to be checked by who calls it, as far as that can wait."""
    if isinstance(source, ChecksLater):
        return source.unchecked(start)
    return (partial(_same, batch) for batch in source.batches(start))


def _same(batch: Batch) -> Batch:
    return batch


@runtime_checkable
class ChecksLater(Protocol):
    """A source that can read ahead of its checks."""

    def unchecked(self, start: Position = START) -> Iterator[Pending]:
        """The batches of `batches`, each to be checked when it is called."""


class BatchSource(Protocol):
    """An input that can be read from any position where a batch ended."""

    @property
    def name(self) -> str:
        """What identifies the input and its state: a resumed run must find the same."""

    @property
    def files(self) -> Sequence[Path]:
        """The files that it reads, or would read if they were there: no output may be one."""

    @property
    def size(self) -> int:
        """The largest offset, for a progress bar."""

    def batches(self, start: Position = START) -> Iterator[Batch]:
        """The batches from a position on; the same position always gives the same batches."""

    def changes(self) -> list[Fault]:
        """A fault for each file that is no longer what it was when it was opened."""


class PartSource(BatchSource, Protocol):
    """An input whose batches several readers may share out among them."""

    @property
    def batch(self) -> int:
        """How much a batch holds, in the unit of offsets: with it goes where batches begin."""

    def bounds(self) -> Sequence[Position]:
        """Where each batch begins, and behind them where the last one ends.

        Raises InputError where the input cannot be read through.
        """

    def unpacked(self) -> Iterator[bytes] | None:
        """The text that each reader would have to unpack from its start, in pieces.

        None where a reader can begin anywhere. Raises InputError where it cannot be read on.
        """

    def shared(self, unpacked: Path | None) -> PartSource:
        """The same input for one of many readers, each of which has one core for itself.

        `unpacked`: a file that holds what `unpacked()` gives. Raises InputError as when opened.
        """

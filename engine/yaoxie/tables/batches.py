"""What readers of a population hand on: whole companies as tables, and the rows they refuse."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, Protocol, TypeVar

import polars as pl

from yaoxie.errors import Fault

T = TypeVar("T")


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


def ahead(batches: Iterator[Batch]) -> Generator[Batch]:
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


def worked(
    batches: Iterable[Batch], work: Callable[[Batch], T], workers: int = 2
) -> Generator[tuple[Batch, T]]:
    """The batches in their order, each with what `work` made of it; several are worked on at once.

    Columns take turns on the cores by themselves, but what lies between them does not.
    """
    pending: deque[tuple[Batch, Future[T]]] = deque()
    with ThreadPoolExecutor(workers, "screening") as pool:
        for batch in batches:
            pending.append((batch, pool.submit(work, batch)))
            if len(pending) > workers:
                first, result = pending.popleft()
                yield first, result.result()
        for last, result in pending:
            yield last, result.result()


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

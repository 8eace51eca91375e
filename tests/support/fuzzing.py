"""Runs mutants one after the other; each must end in a clear error of ours or in a right result."""

from __future__ import annotations

import signal
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from yaoxie import InputError

SECONDS = 20  # more is a hang
_MAX_LINE = 1_000


class HangError(Exception):
    """A mutant that takes too long."""


@dataclass
class Tally:
    """What came of the mutants of one kind: refused, read, and those that failed, made small."""

    kind: str
    mutants: int = 0
    refused: int = 0
    seconds: float = 0
    failures: Counter[str] = field(default_factory=Counter)
    examples: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        sane = self.mutants - self.refused - self.failures.total()
        return (
            f"{self.kind}: {self.mutants:,} mutants, {self.refused:,} refused, {sane:,} read, "
            f"{self.failures.total():,} failed in {len(self.failures)} ways, {self.seconds:.0f} s"
        )


class Fuzzer:
    """Runs one kind of mutant after the other, and keeps what fails."""

    def __init__(self, kind: str) -> None:
        self.tally = Tally(kind)

    def run(self, work: Callable[[Any], None], mutant: Any, shrink: Callable[..., Any]) -> None:
        """Hands in one mutant; `shrink` makes one that fails smaller."""
        self.tally.mutants += 1
        failure = fate(work, mutant)
        if failure is not None and failure.startswith(HangError.__name__):
            failure = fate(work, mutant)  # a machine may be busy with other things
        if failure is None:
            return
        if failure == REFUSED:
            self.tally.refused += 1
            return
        self.tally.failures[failure] += 1
        if failure not in self.tally.examples:
            small = shrink(mutant, lambda less: fate(work, less) == failure)
            self.tally.examples[failure] = repr(small)[:_MAX_LINE]


REFUSED = "refused"


def fate(work: Callable[[Any], None], mutant: Any) -> str | None:
    """What came of a mutant: nothing where it was read, else its refusal or its failure."""
    try:
        with _limited():
            work(mutant)
    except InputError as error:
        return REFUSED if _clear(error) else f"unclear fault: {_first_unclear(error)}"
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # noqa: BLE001  # a panic of Rust is no Exception
        last = error.__traceback__
        while last is not None and last.tb_next is not None:
            last = last.tb_next
        place = f"{Path(last.tb_frame.f_code.co_filename).name}:{last.tb_lineno}" if last else "?"
        return f"{type(error).__name__} at {place}: {str(error)[:100]}"
    return None


# Sentences of pydantic's own, which no user should read.
_PYDANTIC = ("Input should", "Extra inputs", "Field required", "Value error", "valid dictionary")


def _first_unclear(error: InputError) -> str:
    return next(
        (fault.expected[:60] for fault in error.faults if not _is_plain(fault)), "none at all"
    )


def _clear(error: InputError) -> bool:
    return (
        bool(error.faults) and all(_is_plain(fault) for fault in error.faults) and bool(str(error))
    )


def _is_plain(fault: Any) -> bool:
    return bool(fault.expected) and not any(text in fault.expected for text in _PYDANTIC)


@contextmanager
def _limited() -> Iterator[None]:
    def stop(*_: object) -> None:
        raise HangError

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)

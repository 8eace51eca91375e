"""Progress of long work on standard error, where that is a terminal."""

from __future__ import annotations

import time
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

from yaoxie.cli import language
from yaoxie.messages import Message


class Spinner:
    """The name of the step that is being done."""

    def __init__(self) -> None:
        console = Console(stderr=True)
        self._progress = Progress(
            *(SpinnerColumn(), TextColumn("{task.description}")),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )
        self._task = self._progress.add_task("", total=None)

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def say(self, step: str) -> None:
        """Names the next step."""
        self._progress.update(self._task, description=step)


def _done(companies: int, rate: int) -> str:
    return language.say(Message("cli.progress", companies=f"{companies:,}", rate=f"{rate:,}"))


class ProgressBar:
    """Companies done, their rate, and the time left."""

    def __init__(self, size: int) -> None:
        columns = (
            BarColumn(),
            TextColumn("{task.percentage:>3.0f} %"),
            TextColumn("{task.fields[done]}"),
            TimeRemainingColumn(),
        )
        console = Console(stderr=True)
        self._progress = Progress(
            *columns, console=console, transient=True, disable=not console.is_terminal
        )
        self._task = self._progress.add_task("", total=size, done=_done(0, 0))
        self._started = time.monotonic()
        self._companies_before: int | None = None

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def advance_to(self, offset: int, companies: int | None = None) -> None:
        """Moves on to an offset of the whole, in companies unless their number is passed too.

        What a resumed run does not do again does not count into its rate.
        """
        companies = offset if companies is None else companies
        if self._companies_before is None:
            self._companies_before = companies
        seconds = max(time.monotonic() - self._started, 0.001)
        rate = int((companies - self._companies_before) / seconds)
        self._progress.update(self._task, completed=offset, done=_done(companies, rate))

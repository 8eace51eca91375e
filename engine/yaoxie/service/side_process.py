"""A process of its own for what takes long: one task at a time, each within its time.

What is late is ended with its process, since no task of the engine can be stopped halfway; the
next one has a new process.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import ParamSpec, TypeVar

from yaoxie.errors import ProgramError
from yaoxie.rulebook import Rulebook
from yaoxie.service.parent import end_with_parent
from yaoxie.service.problems import Refusal

MOST = 8  # tasks at once, those that wait among them
_RETRY_SECONDS = "30"  # after a task that was late; another one may be quicker then
P = ParamSpec("P")
R = TypeVar("R")
_loaded: dict[str | None, Rulebook] = {}


class SideProcess:
    """Runs tasks aside, while the process that serves goes on answering."""

    def __init__(self) -> None:
        self._turn = asyncio.Lock()
        self._asked = 0
        self._pool: ProcessPoolExecutor | None = None
        self._id: int | None = None

    async def run(
        self, seconds: float | None, task: Callable[P, R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """What a task returns; `seconds`: within which, the wait for its turn among them.

        Raises what the task raises, TimeoutError where it is late, Refusal where too many wait.
        """
        if self._asked >= MOST:
            raise Refusal("busy", headers={"Retry-After": "5"})
        self._asked += 1
        try:
            async with asyncio.timeout(seconds), self._turn:
                try:
                    return await self._call(task, *args, **kwargs)
                except BrokenProcessPool:  # its process was killed; asking again is safe
                    return await self._call(task, *args, **kwargs)
        finally:
            self._asked -= 1

    async def answer(
        self, seconds: float, task: Callable[P, R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """What a task returns, for a request that is refused where the task is late."""
        try:
            return await self.run(seconds, task, *args, **kwargs)
        except TimeoutError:
            raise Refusal("out-of-time", headers={"Retry-After": _RETRY_SECONDS}) from None

    async def _call(self, task: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        loop = asyncio.get_running_loop()
        try:
            if self._pool is None:  # who asks for nothing that takes long needs no process for it
                context = multiprocessing.get_context("spawn")
                self._pool = ProcessPoolExecutor(1, mp_context=context, initializer=end_with_parent)
                self._id = await loop.run_in_executor(self._pool, os.getpid)
            return await asyncio.wrap_future(self._pool.submit(task, *args, **kwargs))
        except (BrokenProcessPool, asyncio.CancelledError):
            self.close()
            raise

    def close(self) -> None:
        """Ends the process, whatever it does; who asks after that gets a new one."""
        for child in multiprocessing.active_children():
            if child.pid == self._id:
                child.kill()
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
        self._pool = self._id = None


def loaded(rules: str | None, digest: str) -> Rulebook:
    """The rulebook of a folder within a side process, loaded once.

    Raises ProgramError where its rules are others than those of the process that serves.
    """
    if rules not in _loaded:
        _loaded[rules] = Rulebook.load(rules)
    if _loaded[rules].digest != digest:
        raise ProgramError("the rules have changed since the service was started")
    return _loaded[rules]

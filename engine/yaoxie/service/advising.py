"""Advice in processes of its own: it takes as long as thousands of evaluations."""

from __future__ import annotations

import asyncio
import multiprocessing
import re
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from datetime import date
from typing import Any, NamedTuple

from yaoxie.errors import Fault, InputError
from yaoxie.rulebook import Rulebook
from yaoxie.rules import option_texts
from yaoxie.service.options import AS_OF, MEASURE, ONLY, READING, YEAR, YEARS, Chosen, today
from yaoxie.service.problems import Refusal

MOST = 8  # requests for advice at once in each process, those that wait among them
_PROCESSES = 1  # of each process that serves; the others go on evaluating
_COUNT = re.compile(r"[0-9]{1,4}", re.ASCII)
_kept: dict[str | None, Rulebook] = {}


class AdviceQuestion(NamedTuple):
    """What advice is asked for, as far as it can be read without the rules."""

    year: Any
    measures: tuple[str, ...]
    readings: dict[str, str]
    as_of: date
    years: Any
    only: tuple[str, ...]


class Adviser:
    """Asks the processes that advise; `rules` is the folder of their rules."""

    def __init__(self, rules: str | None) -> None:
        self._rules = rules
        self._asked = 0
        self._pool: ProcessPoolExecutor | None = None

    async def advise(self, body: bytes, question: AdviceQuestion) -> bytes:
        """The JSON of the advice. Raises InputError with every fault, Refusal where it is busy."""
        if self._asked >= MOST:
            raise Refusal("busy", headers={"Retry-After": "5"})
        self._asked += 1
        try:
            try:
                return await self._ask(body, question)
            except BrokenProcessPool:  # its process was killed; asking again is safe
                return await self._ask(body, question)
        finally:
            self._asked -= 1

    async def _ask(self, body: bytes, question: AdviceQuestion) -> bytes:
        pool = self._executor()
        try:
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(pool, _advised, self._rules, body, question)
        except BrokenProcessPool:
            if self._pool is pool:  # the next question has a new one
                self._pool = None
            raise

    def _executor(self) -> ProcessPoolExecutor:
        if self._pool is None:  # who asks for no advice needs no process for it
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(_PROCESSES, mp_context=context)
        return self._pool

    def close(self) -> None:
        """Ends the processes; who asks for advice after that gets new ones."""
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None


def question(chosen: Chosen, faults: list[Fault]) -> AdviceQuestion:
    """The question of an address; what is wrong with its forms is added to the faults."""
    faults += chosen.faults
    years = chosen.only(YEARS.name) or "1"
    day = today()
    return AdviceQuestion(
        option_texts.claim_year(chosen.only(YEAR.name), day),
        chosen.all(MEASURE.name),
        option_texts.readings(chosen.all(READING.name), []),
        option_texts.as_of(chosen.only(AS_OF.name), day, faults),
        int(years) if _COUNT.fullmatch(years) else years,
        chosen.all(ONLY.name),
    )


def _advised(rules: str | None, body: bytes, asked: AdviceQuestion) -> bytes:
    """The advice, in a process of its own. Raises InputError with every fault."""
    if rules not in _kept:
        _kept[rules] = Rulebook.load(rules)
    rulebook = _kept[rules]
    faults: list[Fault] = []
    profile = None
    try:
        profile = rulebook.profile(body)
    except InputError as error:
        faults += error.faults
    try:
        advice = rulebook.advise(
            profile or rulebook.profile({"company": {"name": "-"}}),
            asked.year,
            list(asked.measures) or None,
            asked.readings,
            as_of=asked.as_of,
            years=asked.years,
            only=list(asked.only) or None,
        )
    except InputError as error:
        faults = [*error.faults, *faults]
    if faults:
        raise InputError(faults)
    return advice.to_bytes() + b"\n"

"""Advice in processes of its own: it takes as long as thousands of evaluations."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, NamedTuple

from yaoxie.errors import Fault, InputError
from yaoxie.rules import option_texts
from yaoxie.service.options import AS_OF, MEASURE, ONLY, READING, YEAR, YEARS, Chosen, today
from yaoxie.service.side_process import SideProcess, loaded

_COUNT = re.compile(r"[0-9]{1,4}", re.ASCII)


class AdviceQuestion(NamedTuple):
    """What advice is asked for, as far as it can be read without the rules."""

    year: Any
    measures: tuple[str, ...]
    readings: dict[str, str]
    as_of: date
    years: Any
    only: tuple[str, ...]


class Adviser:
    """Asks a process that advises.

    `rules` is the folder of its rules, `digest` that of them, `seconds` what an answer may take.
    """

    def __init__(self, rules: str | None, digest: str, seconds: float) -> None:
        self._rules, self._digest, self._seconds = rules, digest, seconds
        self._process = SideProcess()

    async def advise(self, body: bytes, question: AdviceQuestion) -> bytes:
        """The JSON of the advice.

        Raises InputError with every fault, Refusal where it is busy or out of time.
        """
        asked = (self._rules, self._digest, body, question)
        return await self._process.answer(self._seconds, _advised, *asked)

    def close(self) -> None:
        """Ends the process; who asks for advice after that gets a new one."""
        self._process.close()


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


def _advised(rules: str | None, digest: str, body: bytes, asked: AdviceQuestion) -> bytes:
    """The advice, in a process of its own. Raises InputError with every fault."""
    rulebook = loaded(rules, digest)
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

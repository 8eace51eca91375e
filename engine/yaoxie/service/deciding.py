"""Answers to profiles: here where they are quick, in a process of its own where they are long.

A company of thousands of items takes seconds, in which nobody else would be answered.
"""

from __future__ import annotations

from collections.abc import Callable

from yaoxie.advice.comparison import Comparison
from yaoxie.decision.report import Report
from yaoxie.decision.reports import Reports
from yaoxie.profile.model import Profile
from yaoxie.rulebook import Rulebook
from yaoxie.service.options import Question
from yaoxie.service.side_process import SideProcess, loaded

Decide = Callable[[Rulebook, Profile, Question], Report | Reports | Comparison]
# Objects of a profile times the measures that judge them; it takes about a tenth of a second.
MOST_HERE = 2000


def evaluated(rulebook: Rulebook, profile: Profile, question: Question) -> Report | Reports:
    """One report, or those of all measures of a place."""
    year, measure = question.year, question.measure
    if measure is not None and rulebook.library.is_place(measure):
        return rulebook.evaluate_all(profile, year, measure)
    return rulebook.evaluate(profile, year, measure, question.readings)


def compared(rulebook: Rulebook, profile: Profile, question: Question) -> Comparison:
    """All measures side by side."""
    return rulebook.compare(profile, question.year, ended=question.ended)


def line(answer: Report | Reports | Comparison) -> bytes:
    """An answer as it is sent, and as the command line prints it."""
    return answer.to_bytes() + b"\n"


class Decider:
    """Asks a process for answers that take long.

    `rules` is the folder of its rules, `seconds` what an answer may take.
    """

    def __init__(self, rules: str | None, rulebook: Rulebook, seconds: float) -> None:
        self._rules, self._digest, self._seconds = rules, rulebook.digest, seconds
        self._library = rulebook.library
        self._process = SideProcess()

    def is_long(self, body: bytes, question: Question | None, decide: Decide) -> bool:
        """Whether to answer takes so long that others should not wait for it."""
        objects = body.count(b"{")  # those within texts too: what is made aside is as right
        return objects * self._measures(question, decide) > MOST_HERE

    def _measures(self, question: Question | None, decide: Decide) -> int:
        """How many measures judge, at most."""
        if question is None:
            return 1
        measure = question.measure
        many = decide is compared or (measure is not None and self._library.is_place(measure))
        return len(self._library.measures) if many else 1

    async def decide(self, body: bytes, question: Question | None, decide: Decide) -> bytes:
        """The line of the answer to a profile; nothing where there is no question.

        Raises ProfileError with every fault, Refusal where it is busy or out of time.
        """
        asked = (self._rules, self._digest, body, question, decide)
        return await self._process.answer(self._seconds, _decided, *asked)

    def close(self) -> None:
        """Ends the process; who asks after that gets a new one."""
        self._process.close()


def _decided(
    rules: str | None, digest: str, body: bytes, question: Question | None, decide: Decide
) -> bytes:
    """The line, in a process of its own. Raises ProfileError with every fault."""
    rulebook = loaded(rules, digest)
    profile = rulebook.profile(body)
    return b"" if question is None else line(decide(rulebook, profile, question))

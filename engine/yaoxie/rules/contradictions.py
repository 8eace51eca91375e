"""Conditions that no profile can meet: words, numbers and days that leave each other nothing.

Each fact has the values that are left to it; a condition narrows them, and what is left of an
alternative is tried after what is left of the one before. What is asked of milestones that imply
each other is not put together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any as Value
from typing import NamedTuple, Self

from yaoxie.profile.field_types import FieldType
from yaoxie.rules.conditions import All, Any, Condition, Not, facts_of, tests_of
from yaoxie.rules.days import End, Window, Windows
from yaoxie.rules.expectations import Apart, Figure, Part, Range
from yaoxie.rules.operators.test import Calendar, Test
from yaoxie.rules.operators.two_days import BesideDay
from yaoxie.rules.types import Under
from yaoxie.values import millionths

MAX_STEPS = 5_000  # beyond, alternatives are taken to leave something
_HIGHEST_RATE = 999_999_999  # millionths
_ANY_YEAR = (2000,)

# Words that may be; or a whole number's, day's or rate's least and most; or, of a list of words,
# sets of which it holds a word each, and words that it lacks.
Left = frozenset[Value] | tuple[int, int] | tuple[tuple[frozenset[str], ...], frozenset[str]]
State = Mapping[str, Left]


class Required(NamedTuple):
    """A condition with where it stands, the guard that it stands under, and the facts it reads.

    Conditions that read no fact in common leave each other what they need.
    """

    at: str
    condition: Condition
    under: Under
    facts: frozenset[str]
    tests: tuple[Test[object], ...]

    @classmethod
    def of(cls, at: str, condition: Condition, under: Under) -> Self:
        """The condition, with the facts that it reads."""
        return cls(at, condition, under, frozenset(facts_of(condition)), tests_of(condition))


@dataclass(slots=True)
class Solver:
    """Says whether conditions leave each other anything, under one choice of readings."""

    windows: Windows

    def possible(self, conditions: Sequence[Condition]) -> bool:
        """Whether a profile may meet all of the conditions in some claim year."""
        return any(
            _Search(Calendar(self.windows, year)).possible(
                [(condition, True) for condition in conditions], {}
            )
            for year in _years(conditions, self.windows)
        )


class _Search:
    def __init__(self, calendar: Calendar) -> None:
        self._calendar = calendar
        self._steps = 0

    def possible(self, ahead: list[tuple[Condition, bool]], state: State) -> bool:
        """Whether values are left by which the rest are met, or unmet where so asked."""
        self._steps += 1
        if not ahead or self._steps > MAX_STEPS:
            return True
        (condition, met), *rest = ahead
        match condition:
            case Not(part):
                return self.possible([(part, not met), *rest], state)
            case All(parts) | Any(parts):
                if isinstance(condition, All) == met:
                    return self.possible([*((part, met) for part in parts), *rest], state)
                return any(self.possible([*rest, (part, met)], state) for part in parts)
            case _:
                states = self._narrowed(condition, met, state)
                return any(self.possible(rest, narrowed) for narrowed in states)

    def _narrowed(self, test: Test[object], met: bool, state: State) -> Iterator[State]:
        """What may be left after a test: of one that is not to be met, it may be in two ways."""
        milestone = test.milestone
        if milestone is not None:
            reached = state.get(milestone, frozenset({True, False}))
            assert isinstance(reached, frozenset)
            if not met and False in reached:
                yield {**state, milestone: frozenset({False})}
            if True not in reached:
                return
            state = {**state, milestone: frozenset({True})}
        left = state.get(test.fact)
        for less in _without(left, test, met, self._calendar):
            yield {**state, test.fact: less}


def _without(
    left: Left | None, test: Test[object], met: bool, calendar: Calendar
) -> Iterator[Left]:
    expected = test.expectation(calendar)
    if isinstance(expected, Part | Apart):
        yield _whole_range(test.type) if left is None else left  # what it leaves hangs on the other
    elif isinstance(expected, Range):
        low, high = _whole_range(test.type) if left is None else left
        assert isinstance(low, int)
        assert isinstance(high, int)
        least = low if expected.least is None else _number(expected.least)
        most = high if expected.most is None else _number(expected.most)
        ends = [(max(low, least), min(high, most))]
        if not met:
            ends = [(low, min(high, least - 1)), (max(low, most + 1), high)]
            ends = [(low, high)] if least > most else ends
        yield from (end for end in ends if end[0] <= end[1])
    elif test.type.name == "words":
        yield from _of_list(left, test, met, calendar)
    else:
        yield from _of_words(left, test, met, calendar)


def _of_words(
    left: Left | None, test: Test[object], met: bool, calendar: Calendar
) -> Iterator[Left]:
    known = test.type.words if test.type.name == "word" else (True, False)
    words = frozenset(known) if left is None else left
    assert isinstance(words, frozenset)
    verdict, outcome = test.judge(calendar), "met" if met else "unmet"
    if less := frozenset(word for word in words if verdict(word)[0] == outcome):
        yield less


def _of_list(
    left: Left | None, test: Test[object], met: bool, calendar: Calendar
) -> Iterator[Left]:
    verdict = test.judge(calendar)
    outcomes = {word: verdict((word,))[0] for word in test.type.words}
    meant = frozenset(
        word
        for word, outcome in outcomes.items()
        if (outcome == "met" if met else outcome != "unmet")
    )
    sets, lacking = ((), frozenset()) if left is None else left
    assert isinstance(sets, tuple)
    assert isinstance(lacking, frozenset)
    sets, lacking = ((*sets, meant), lacking) if met else (sets, lacking | meant)
    if all(some - lacking for some in sets):
        yield sets, lacking


def _whole_range(type_: FieldType) -> tuple[int, int]:
    if type_.name == "day":
        return date.min.toordinal(), date.max.toordinal()
    return type_.form.lowest, type_.form.highest or _HIGHEST_RATE


def _number(figure: Figure) -> int:
    if isinstance(figure, date):
        return figure.toordinal()
    return millionths(figure) if isinstance(figure, Decimal) else figure


def _years(conditions: Sequence[Condition], windows: Windows) -> Iterable[int]:
    """Claim years that tell conditions apart: those about the days that windows and tests name.

    The latest come first: a window that begins on a day and ends with the claim year is open then.
    """
    days = [test for condition in conditions for test in tests_of(condition) if _is_day(test)]
    if not days:
        return _ANY_YEAR
    # Of tests of days alone.
    asked: list[Window] = [getattr(test, "window")(windows) for test in days]  # noqa: B009
    tabled = {year for window in asked for year, _ in window.years}
    named = {end.year for window in asked for end in _ends(window) if isinstance(end, date)}
    years = {year + by for year in named for by in (-1, 0, 1)} | {*_ANY_YEAR} | tabled
    return sorted((year for year in years if date.min.year < year <= date.max.year), reverse=True)


def _ends(window: Window) -> Iterator[End]:
    for ends in window.all_ends:
        yield from ends


def _is_day(test: Test[object]) -> bool:
    """Whether it asks for days by themselves, and not beside another one."""
    return test.type.name == "day" and not isinstance(test, BesideDay)


def alternatives(condition: Condition, at: str) -> Iterator[tuple[str, Condition]]:
    """The parts of which one must hold, with where each stands."""
    match condition:
        case All(parts):
            for i, part in enumerate(parts):
                yield from alternatives(part, f"{at}/all/{i}")
        case Any(parts):
            for i, part in enumerate(parts):
                yield f"{at}/any/{i}", part
                yield from alternatives(part, f"{at}/any/{i}")
        case _:
            return

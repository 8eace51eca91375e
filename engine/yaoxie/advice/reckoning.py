"""From what each joint answer brings: the least and the most in all, and what hangs on each answer.

Tables have, for each joint answer about the company, a table for each cell: the amounts that it
brings under each joint answer about its items. Cells share no question but those about the company.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import NamedTuple

from yaoxie.advice.answers import Question
from yaoxie.advice.components import Amounts

Choice = tuple[int, ...]  # numbers of answers, in the order of some questions
Table = Mapping[Choice, Amounts]
Tables = dict[Choice, list[dict[Choice, Amounts]]]
Total = Callable[[Amounts], int]

_MOST_SUMS = 500  # reachable amounts of several cells under limits of the company


class Span(NamedTuple):
    """From the least total to the most."""

    least: int
    most: int

    def plus(self, other: Span) -> Span:
        """Both together, where neither hangs on the other."""
        return Span(self.least + other.least, self.most + other.most)

    def over(self, other: Span | None) -> Span:
        """From the least to the most of either."""
        if other is None:
            return self
        return Span(min(self.least, other.least), max(self.most, other.most))


@dataclass(slots=True)
class Reach:
    """The totals that some measures reach, and how much hangs on each of their questions.

    `spans`: by question, for each of its answers; None for one that contradicts the profile.
    `stakes`: by question, the most that its answer moves the total while all others stay as they
    are. `exact`: whether the spans are so, and no bounds; `proven`: whether the stakes are, too.
    """

    whole: Span
    exact: bool
    proven: bool
    spans: dict[Question, list[Span | None]] = field(default_factory=dict)
    stakes: dict[Question, int] = field(default_factory=dict)


class Asked(NamedTuple):
    """The questions that tables are about."""

    about_company: Sequence[Question]
    of_cells: Sequence[Sequence[Question]]


def added(asked: Asked, tables: Tables) -> Reach:
    """Where amounts just add up."""
    sums = {
        outer: [{inner: sum(amounts) for inner, amounts in table.items()} for table in cells]
        for outer, cells in tables.items()
        if all(cells)
    }
    spans = _Spans(asked)
    stakes: dict[Question, int] = defaultdict(int)
    for outer, cells in sums.items():
        each = [Span(min(table.values()), max(table.values())) for table in cells]
        whole = Span(sum(span.least for span in each), sum(span.most for span in each))
        spans.add_outer(outer, whole)
        for table, own, questions in zip(cells, each, asked.of_cells, strict=True):
            rest = Span(whole.least - own.least, whole.most - own.most)
            for inner, amount in table.items():
                spans.add(questions, inner, rest.plus(Span(amount, amount)))
            for question, stake in _stakes(questions, table):
                stakes[question] = max(stakes[question], stake)
    for number, question in enumerate(asked.about_company):
        for one, other in _pairs(sums, number):
            for more, less in ((one, other), (other, one)):
                moved = sum(map(_most_moved, sums[more], sums[less]))
                stakes[question] = max(stakes[question], moved)
    return spans.reach(stakes, exact=True, proven=True)


def _stakes(
    questions: Sequence[Question], table: Mapping[Choice, int]
) -> Iterator[tuple[Question, int]]:
    """How much each question moves the amount of a cell at most, all others unchanged."""
    for number, question in enumerate(questions):
        beside: dict[Choice, list[int]] = defaultdict(list)
        for inner, amount in table.items():
            beside[inner[:number] + inner[number + 1 :]].append(amount)
        yield question, max(max(amounts) - min(amounts) for amounts in beside.values())


def _pairs(outers: Iterable[Choice], number: int) -> Iterator[tuple[Choice, Choice]]:
    """Answers about the company that differ in one question."""
    beside: dict[Choice, list[Choice]] = defaultdict(list)
    for outer in outers:
        beside[outer[:number] + outer[number + 1 :]].append(outer)
    for alike in beside.values():
        yield from combinations(alike, 2)


def _most_moved(more: Mapping[Choice, int], less: Mapping[Choice, int]) -> int:
    """By how much one table is above another at most, where both have an answer."""
    return max((more[inner] - less[inner] for inner in more if inner in less), default=0)


def tied(asked: Asked, tables: Tables, total: Total) -> Reach:
    """Where limits of the company tie cells: of each only the amounts that it reaches matter."""
    spans = _Spans(asked)
    stakes: dict[Question, int] = defaultdict(int)
    wholes: dict[Choice, Span] = {}
    exact = True
    for outer, cells in tables.items():
        if not all(cells):
            continue
        reached = [sorted(set(table.values())) for table in cells]
        beside, is_exact = _beside(reached)
        exact = exact and is_exact
        everything = [_plus(own, rest) for own in reached[-1] for rest in beside[-1]]
        wholes[outer] = _span(map(total, everything))
        spans.add_outer(outer, wholes[outer])
        for table, rests, questions in zip(cells, beside, asked.of_cells, strict=True):
            totals = {
                amounts: [total(_plus(amounts, rest)) for rest in rests]
                for amounts in set(table.values())
            }
            for inner, amounts in table.items():
                spans.add(questions, inner, _span(totals[amounts]))
            for question, stake in _tied_stakes(questions, table, totals):
                stakes[question] = max(stakes[question], stake)
    for number, question in enumerate(asked.about_company):
        for one, other in _pairs(wholes, number):
            for more, less in ((one, other), (other, one)):
                raised = sum(map(_most_raised, tables[more], tables[less]))
                moved = min(raised, wholes[more].most - wholes[less].least)
                stakes[question] = max(stakes[question], moved)
    return spans.reach(stakes, exact=exact, proven=exact and not asked.about_company)


def _most_raised(more: Table, less: Table) -> int:
    """The same amount by amount, each by itself: limits let no more of it through."""
    return max(
        (
            sum(max(0, a - b) for a, b in zip(more[inner], less[inner], strict=True))
            for inner in more
            if inner in less
        ),
        default=0,
    )


def _tied_stakes(
    questions: Sequence[Question], table: Table, totals: Mapping[Amounts, list[int]]
) -> Iterator[tuple[Question, int]]:
    for number, question in enumerate(questions):
        beside: dict[Choice, set[Amounts]] = defaultdict(set)
        for inner, amounts in table.items():
            beside[inner[:number] + inner[number + 1 :]].add(amounts)
        stake = 0
        for alike in beside.values():
            if len(alike) > 1:
                columns = zip(*(totals[amounts] for amounts in alike), strict=True)
                stake = max(stake, *(max(column) - min(column) for column in columns))
        yield question, stake


def _beside(reached: Sequence[Sequence[Amounts]]) -> tuple[list[list[Amounts]], bool]:
    """For each cell, what all others reach together; whether that is exact.

    Where it is too much, only the least and the most of each amount are kept, which bound it.
    """
    nothing = [tuple(0 for _ in reached[0][0])]
    forward, backward, exact = [nothing], [nothing], True
    for sums, cells in ((forward, reached), (backward, reached[::-1])):
        for own in cells:
            together = sorted({_plus(amounts, other) for amounts in own for other in sums[-1]})
            if len(together) > _MOST_SUMS:
                together, exact = _bounds(together), False
            sums.append(together)
    beside = []
    for number in range(len(reached)):
        before, behind = forward[number], backward[len(reached) - 1 - number]
        if len(before) * len(behind) > _MOST_SUMS:
            before, behind, exact = _bounds(before), _bounds(behind), False
        beside.append(sorted({_plus(one, other) for one in before for other in behind}))
    return beside, exact


def _bounds(amounts: Sequence[Amounts]) -> list[Amounts]:
    columns = list(zip(*amounts, strict=True))
    return [tuple(map(min, columns)), tuple(map(max, columns))]


def _plus(one: Amounts, other: Amounts) -> Amounts:
    return tuple([a + b for a, b in zip(one, other, strict=True)])


def _span(totals: Iterable[int]) -> Span:
    every = list(totals)
    return Span(min(every), max(every))


class _Spans:
    """The spans of all answers, gathered one joint answer about the company after the other."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self._whole: Span | None = None
        self._spans: dict[Question, list[Span | None]] = {
            question: [None] * len(question.answers)
            for questions in (asked.about_company, *asked.of_cells)
            for question in questions
        }

    def add_outer(self, outer: Choice, whole: Span) -> None:
        """What all cells reach under a joint answer about the company."""
        self._whole = whole.over(self._whole)
        self.add(self._asked.about_company, outer, whole)

    def add(self, questions: Sequence[Question], choice: Choice, span: Span) -> None:
        """What is reached in all where these questions are answered so."""
        for question, answer in zip(questions, choice, strict=True):
            spans = self._spans[question]
            spans[answer] = span.over(spans[answer])

    def reach(self, stakes: Mapping[Question, int], *, exact: bool, proven: bool) -> Reach:
        """All of it, once everything was added."""
        assert self._whole is not None  # the profile contradicts itself nowhere
        known = {question: stakes.get(question, 0) for question in self._spans}
        return Reach(self._whole, exact, proven, self._spans, known)

"""Every joint answer to what is missing: the totals that they lead to, exactly or as bounds.

Measures that no missing field joins are gone through apart, as are the components of one measure
under each answer about the company. So what is gone through are the answers about one subject
together, beside those about the company: seldom many. Where they are too many all the same, the
measures are taken apart, which no longer holds answers together and so gives bounds; and a measure
that is too large by itself has its potential as its upper bound, 0 as its lower one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from math import prod
from typing import Any

from yaoxie.advice import reckoning
from yaoxie.advice.answers import Question
from yaoxie.advice.components import Amounts, Component, Settled
from yaoxie.advice.reckoning import Asked, Choice, Reach, Tables
from yaoxie.advice.variants import Values, altered
from yaoxie.profile.facts import Subjects
from yaoxie.profile.vocabulary import Vocabulary

MOST_COMBINATIONS = 20_000  # of answers, in one call


class Budget:
    """How many combinations may still be gone through."""

    def __init__(self) -> None:
        self.left = MOST_COMBINATIONS

    def take(self, count: int) -> bool:
        """Takes so many, if there are as many left."""
        if count > self.left:
            return False
        self.left -= count
        return True


class Joint:
    """Some measures and the questions about them, gone through together."""

    def __init__(
        self,
        subjects: Subjects,
        vocabulary: Vocabulary,
        measures: Sequence[Settled],
        questions: Sequence[tuple[Question, Sequence[list[Any] | None]]],
    ) -> None:
        """`questions`: each with the signatures of its answers for each of the measures.

        None where a measure does not ask it.
        """
        self._subjects = subjects
        self._vocabulary = vocabulary
        self._measures = measures
        self._questions = [question for question, _ in questions]
        self._signatures = {question: list(of) for question, of in questions}
        self._about_company = [q for q in self._questions if q.place.owner is None]
        self._cells = self._cells_of()
        self._known: dict[Any, Amounts] = {}
        self._variants: dict[Any, Subjects | None] = {}

    def _cells_of(self) -> list[tuple[list[tuple[int, Component]], list[Question]]]:
        """The components of all measures that a question joins, each with those questions."""
        cells: list[tuple[set[int], list[tuple[int, Component]]]] = []
        for number, components in enumerate(self._measures):
            for part in components.parts:
                items, own = set(part.items), [(number, part)]
                apart = []
                for others, parts in cells:
                    if others & items:
                        items, own = items | others, parts + own
                    else:
                        apart.append((others, parts))
                cells = [*apart, (items, own)]
        return [
            (parts, [q for q in self._questions if q.place.owner in items])
            for items, parts in cells
        ]

    @property
    def size(self) -> int:
        """How many combinations there are to go through."""
        outer = prod(len(question.answers) for question in self._about_company)
        inner = sum(prod(len(q.answers) for q in questions) for _, questions in self._cells)
        return outer * max(inner, 1)

    def reach(self) -> Reach:
        """The totals that all of these measures reach together."""
        tables: Tables = {}
        for outer in _choices(self._about_company):
            tables[outer] = [
                self._table(outer, parts, questions) for parts, questions in self._cells
            ]
        asked = Asked(self._about_company, [questions for _, questions in self._cells])
        if all(components.width == 1 for components in self._measures):
            return reckoning.added(asked, tables)
        return reckoning.tied(asked, tables, self.total)

    def total(self, amounts: Sequence[int]) -> int:
        """What all measures bring together, from the amounts of all of their components."""
        total, at = 0, 0
        for components in self._measures:
            total += components.total(amounts[at : at + components.width])
            at += components.width
        return total

    def _table(
        self, outer: Choice, parts: Sequence[tuple[int, Component]], questions: Sequence[Question]
    ) -> dict[Choice, Amounts]:
        """The amounts of components under each joint answer about their items."""
        table = {}
        beside = self._with_company(outer)
        starts = [0]
        for components in self._measures:
            starts.append(starts[-1] + components.width)
        asked = [*self._about_company, *questions]
        for inner in _choices(questions):
            amounts = [0] * starts[-1]
            for number, part in parts:
                own = self._amounts(number, part, beside, asked, outer + inner)
                if own is None:
                    break
                for place, amount in enumerate(own, starts[number]):
                    amounts[place] += amount
            else:
                table[inner] = tuple(amounts)
        return table

    def _with_company(self, outer: Choice) -> Subjects:
        """The subjects where the company is as an answer says."""
        pairs = zip(self._about_company, outer, strict=True)
        values = {question.place: question.answers[answer].value for question, answer in pairs}
        subjects = altered(self._subjects, self._vocabulary, values)
        assert subjects is not None  # the company's fields contradict nothing
        return subjects

    def _amounts(
        self,
        number: int,
        part: Component,
        beside: Subjects,
        asked: Sequence[Question],
        choice: Choice,
    ) -> Amounts | None:
        """What a component counts under an answer; None where that contradicts itself.

        `beside`: the subjects where the company is as the answer says.
        """
        told = []
        values = {}
        for question, answer in zip(asked, choice, strict=True):
            signatures = self._signatures[question][number]
            if question.place.owner is not None:
                values[question.place] = question.answers[answer].value
            if signatures is not None:
                told.append((question.pointer, signatures[answer]))
        at = number, part, tuple(told)
        known = self._known.get(at)
        if known is None:
            subjects = altered(beside, self._vocabulary, values)
            if subjects is None:
                return None
            known = self._known[at] = self._measures[number].amounts(part, subjects)
        elif not self._is_sound(values):
            return None
        return known

    def _is_sound(self, values: Values) -> bool:
        """Whether no two answers about one item's milestones contradict each other."""
        inner = {place: value for place, value in values.items() if _of_milestones(place)}
        if len(inner) < 2:  # noqa: PLR2004
            return True
        at = tuple((place, id(value)) for place, value in inner.items())
        if at not in self._variants:
            self._variants[at] = altered(self._subjects, self._vocabulary, inner)
        return self._variants[at] is not None


def _of_milestones(place: Any) -> bool:
    return place.milestone is not None or place.field == "milestones"


def _choices(questions: Iterable[Question]) -> Iterator[Choice]:
    return product(*(range(len(question.answers)) for question in questions))

"""What is missing in a profile, gone through for all measures of a situation together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from yaoxie.advice.answers import Asking, Question
from yaoxie.advice.compared import Compared
from yaoxie.advice.components import Components
from yaoxie.advice.enumeration import Budget, Joint
from yaoxie.advice.reckoning import Reach, Span
from yaoxie.advice.situation import Situation
from yaoxie.advice.variants import Place, altered, place_of
from yaoxie.profile.facts import Subjects


@dataclass(slots=True)
class Answered:
    """A question with what its answers lead to; `spans` by answer, None where it contradicts."""

    question: Question
    measures: list[Components]
    spans: list[Span | None]
    stake: int
    exact: bool


class Survey:
    """All questions of a situation, and the totals that their answers lead to."""

    def __init__(self, situation: Situation) -> None:
        self._situation = situation
        self._vocabulary = situation.library.vocabulary
        pairs = zip(situation.choices, situation.reports, strict=True)
        self.measures = [Components(situation, choice, report) for choice, report in pairs]
        self._compared = [Compared(components) for components in self.measures]
        self._asked_by = self._pointers()
        self._asking = Asking(situation.subjects, self._vocabulary, self._compared, situation.year)

    def _pointers(self) -> dict[str, list[int]]:
        """What is missing, with the numbers of the measures that ask for it."""
        pointers: dict[str, list[int]] = {}
        for number, components in enumerate(self.measures):
            for pointer in dict.fromkeys(at for e in components.live for at in e.missing):
                pointers.setdefault(pointer, []).append(number)
        return pointers

    @cached_property
    def questions(self) -> dict[str, Question]:
        """Every question by its pointer, with the answers that matter to any measure."""
        company, items = self._situation.subjects
        owners: list[tuple[int | None, Any]] = [(None, company), *enumerate(items)]
        return {
            pointer: self._asking.question(pointer, place_of(pointer, owners))
            for pointer in self._asked_by
        }

    @cached_property
    def reaches(self) -> list[tuple[list[int], Reach]]:
        """The totals that measures reach, those together that questions join."""
        budget = Budget()
        reaches: list[tuple[list[int], Reach]] = []
        for numbers in sorted(self._joined(), key=lambda group: (self._size(group), group)):
            reach = self._reach(numbers, budget)
            if reach is not None:
                reaches.append((numbers, reach))
                continue
            for number in numbers:
                alone = self._reach([number], budget) if len(numbers) > 1 else None
                if alone is not None:
                    alone.exact = alone.proven = False
                reaches.append(([number], alone or self._bound(number)))
        return reaches

    @cached_property
    def whole(self) -> Span:
        """From the least total that some answers lead to, to the most."""
        whole = Span(0, 0)
        for _, reach in self.reaches:
            whole = whole.plus(reach.whole)
        return whole

    @property
    def exact(self) -> bool:
        """Whether the whole is reached, and no bound."""
        return all(reach.exact for _, reach in self.reaches)

    @property
    def proven(self) -> bool:
        """Whether it is certain which questions can move the total at all."""
        return all(reach.proven for _, reach in self.reaches)

    @cached_property
    def answered(self) -> list[Answered]:
        """Every question, those first on which most hangs."""
        entries = [self._answered(at, question) for at, question in self.questions.items()]
        return sorted(entries, key=lambda entry: -entry.stake)

    def _answered(self, pointer: str, question: Question) -> Answered:
        spans: list[Span | None] = [Span(0, 0) for _ in question.answers]
        stake, exact = 0, True
        for numbers, reach in self.reaches:
            own = self._own(pointer, reach)
            if own is None:
                spans = [None if span is None else span.plus(reach.whole) for span in spans]
                is_asked = bool(set(numbers) & set(self._asked_by[pointer]))
                stake += reach.whole.most - reach.whole.least if is_asked else 0
                exact = exact and (reach.exact or not is_asked)
                continue
            stake += reach.stakes[own]
            exact = exact and reach.exact
            if own.answers == question.answers:
                pairs = zip(spans, reach.spans[own], strict=True)
                spans = [None if None in pair else _plus(*pair) for pair in pairs]
        measures = [self.measures[number] for number in self._asked_by[pointer]]
        return Answered(question, measures, spans, stake, exact)

    def _own(self, pointer: str, reach: Reach) -> Question | None:
        """The question for a pointer among those of a reach."""
        return next((e for e in reach.spans if e.pointer == pointer), None)

    def alone(self, answered: Answered, answer: int) -> int | None:
        """The total where one answer alone is known; None where it contradicts the profile."""
        question = answered.question
        subjects = self._with(question, answer)
        if subjects is None:
            return None
        situation = self._situation
        total = situation.total_ceiling
        for components in answered.measures:
            report = situation.report(components.choice, subjects)
            total += report.total_ceiling - components.report.total_ceiling
        return total

    def _with(self, question: Question, answer: int) -> Subjects | None:
        values: dict[Place, Any] = {question.place: question.answers[answer].value}
        return altered(self._situation.subjects, self._vocabulary, values)

    def _joined(self) -> list[list[int]]:
        """The measures by number, those together that a question joins."""
        groups = [[number] for number in range(len(self.measures))]
        for numbers in self._asked_by.values():
            joined = [group for group in groups if set(group) & set(numbers)]
            others = [group for group in groups if group not in joined]
            groups = [*others, sorted(number for group in joined for number in group)]
        return groups

    def _size(self, numbers: Sequence[int]) -> int:
        return sum(len(self.measures[number].live) for number in numbers)

    def _reach(self, numbers: Sequence[int], budget: Budget) -> Reach | None:
        """What some measures reach together; None where that is too much to go through."""
        joint = self._joint(numbers)
        if joint is None or not budget.take(joint.size):
            return None
        return joint.reach()

    def _joint(self, numbers: Sequence[int]) -> Joint | None:
        pointers = [at for at, by in self._asked_by.items() if set(by) & set(numbers)]
        compared = [self._compared[number] for number in numbers]
        subjects = self._situation.subjects
        asking = Asking(subjects, self._vocabulary, compared, self._situation.year)
        questions = []
        for pointer in pointers:
            question = self.questions[pointer]
            if not question.answers:
                question = asking.question(pointer, question.place)
            if not question.answers:
                return None
            signatures = [
                asking.signatures(question, self._compared[number])
                if number in self._asked_by[pointer]
                else None
                for number in numbers
            ]
            questions.append((question, signatures))
        measures = [self.measures[number] for number in numbers]
        return Joint(subjects, self._vocabulary, measures, questions)

    def _bound(self, number: int) -> Reach:
        """What bounds a measure that is too large to go through: what is unknown only lowers it."""
        report = self.measures[number].report
        return Reach(Span(0, report.potential_ceiling), exact=False, proven=False)


def _plus(one: Span | None, other: Span | None) -> Span:
    assert one is not None
    assert other is not None
    return one.plus(other)


@lru_cache(1)
def survey_of(situation: Situation) -> Survey:
    """The survey of a situation, once for all parts of its advice."""
    return Survey(situation)

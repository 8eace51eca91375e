"""What is missing in a profile, gone through for all measures of a situation together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from yaoxie.advice.answers import Asking, Question
from yaoxie.advice.compared import Compared
from yaoxie.advice.components import Components, Ruled, Settled
from yaoxie.advice.enumeration import Budget, Joint
from yaoxie.advice.gains import Gains
from yaoxie.advice.reckoning import Reach, Span
from yaoxie.advice.situation import Situation
from yaoxie.advice.variants import place_of


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
        self._units = list(self._settled_apart())
        self._asked_by = self._pointers()
        self._asking = Asking(situation.subjects, self._vocabulary, self._compared, situation.year)

    def _settled_apart(self) -> Iterator[tuple[Settled, list[int]]]:
        """What is settled apart, with the numbers of its measures: those under rules together."""
        ruled = []
        for number, components in enumerate(self.measures):
            if components.choice.measure in self._situation.ruled:
                ruled.append(number)
            else:
                yield components, [number]
        if ruled:
            yield Ruled(self._situation, [self.measures[number] for number in ruled]), ruled

    def _pointers(self) -> dict[str, list[int]]:
        """What is missing, with the numbers of the measures that ask for it."""
        pointers: dict[str, list[int]] = {}
        for number, components in enumerate(self.measures):
            for pointer in components.asking:
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
        for units in sorted(self._joined(), key=lambda group: (self._size(group), group)):
            reach = self._reach(units, budget)
            if reach is not None:
                reaches.append((self._numbers(units), reach))
                continue
            for unit in units:
                alone = self._reach([unit], budget) if len(units) > 1 else None
                if alone is not None:
                    alone.exact = alone.proven = False
                reaches.append((self._numbers([unit]), alone or self._bound(unit)))
        return reaches

    def _numbers(self, units: Iterable[int]) -> list[int]:
        """The measures of some units by number."""
        return [number for unit in units for number in self._units[unit][1]]

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

    @cached_property
    def open_from(self) -> int | None:
        """The least figure that holds a share of an unknown base that nothing known bounds.

        Such a share alone comes to that much; None where nothing that may be eligible is one.
        """
        shares = [
            finding.ceiling
            for components in self.measures
            for finding in components.live
            if finding.money and finding.unbounded
        ]
        return min(shares, default=None)

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
        outcome = self._gains.of({question.place: question.answers[answer].value})
        return None if outcome is None else outcome.total

    @cached_property
    def _gains(self) -> Gains:
        return Gains(self._situation)

    def _joined(self) -> list[list[int]]:
        """The units by number, those together that a question joins."""
        unit_of = {number: at for at, (_, own) in enumerate(self._units) for number in own}
        groups = [[unit] for unit in range(len(self._units))]
        for numbers in self._asked_by.values():
            units = {unit_of[number] for number in numbers}
            joined = [group for group in groups if units & set(group)]
            others = [group for group in groups if group not in joined]
            groups = [*others, sorted(unit for group in joined for unit in group)]
        return groups

    def _size(self, units: Sequence[int]) -> int:
        return sum(len(self._units[unit][0].live) for unit in units)

    def _reach(self, units: Sequence[int], budget: Budget) -> Reach | None:
        """What some units reach together; None where that is too much to go through."""
        numbers = set(self._numbers(units))
        pointers = [at for at, by in self._asked_by.items() if numbers & set(by)]
        if self._least_size(pointers) > budget.left:
            return None
        joint = self._joint(units, pointers)
        if joint is None or not budget.take(joint.size):
            return None
        return joint.reach()

    def _least_size(self, pointers: Iterable[str]) -> int:
        """No more than the combinations of answers there are, before any list is gone through."""
        sizes: dict[int | None, int] = {None: 1}
        for pointer in pointers:
            question = self.questions[pointer]
            owner = question.place.owner
            sizes[owner] = sizes.get(owner, 1) * max(1, len(question.answers))
        return sizes.pop(None) * (1 + sum(size - 1 for size in sizes.values()))

    def _joint(self, units: Sequence[int], pointers: Sequence[str]) -> Joint | None:
        numbers = self._numbers(units)
        compared = [self._compared[number] for number in numbers]
        subjects = self._situation.subjects
        asking = Asking(subjects, self._vocabulary, compared, self._situation.year)
        questions = []
        for pointer in pointers:
            question = self.questions[pointer]
            if not all(each.may_list(question.fact) for each in compared):
                return None
            if not question.answers:
                question = asking.question(pointer, question.place)
            if not question.answers:
                return None
            signatures = [self._signatures(asking, question, unit) for unit in units]
            questions.append((question, signatures))
        settled = [self._units[unit][0] for unit in units]
        return Joint(subjects, self._vocabulary, settled, questions)

    def _signatures(self, asking: Asking, question: Question, unit: int) -> list[Any] | None:
        """What tells a question's answers apart for one unit; None where it does not ask it."""
        asked = [n for n in self._units[unit][1] if n in self._asked_by[question.pointer]]
        if not asked:
            return None
        columns = [asking.signatures(question, self._compared[number]) for number in asked]
        return list(zip(*columns, strict=True))

    def _bound(self, unit: int) -> Reach:
        """What bounds a unit that is too large to go through: what is unknown only lowers it."""
        together = self._situation.together(self._units[unit][0].choices)
        whole = Span(0, together.potential_ceiling)
        return Reach(whole, exact=False, proven=False)


def _plus(one: Span | None, other: Span | None) -> Span:
    assert one is not None
    assert other is not None
    return one.plus(other)


@lru_cache(1)
def survey_of(situation: Situation) -> Survey:
    """The survey of a situation, once for all parts of its advice."""
    return Survey(situation)

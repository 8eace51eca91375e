"""What is checked of amounts that a field decides, and the conditions that their rows are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from yaoxie.errors import nearest
from yaoxie.messages import Message
from yaoxie.profile.field_types import FieldType
from yaoxie.rules import conditions
from yaoxie.rules import model as measure
from yaoxie.rules.conditions import ALWAYS, Builder, Condition, Not, tests_of
from yaoxie.rules.operators import OPERATORS
from yaoxie.rules.operators.test import Test
from yaoxie.rules.rows import StatedRow, rows_of
from yaoxie.rules.scope import item
from yaoxie.rules.types import FieldTest
from yaoxie.sources.salvage import is_name
from yaoxie.sources.yaml_text import YamlFile

WORDS, STEPS = "one_of", "at_least"


def left_out(rows: Sequence[Condition]) -> Condition:
    """That no row holds."""
    return Not(conditions.Any(tuple(rows)))


def values_of(rows: Sequence[Condition]) -> Iterator[tuple[str, Condition]]:
    """What the field of rows may hold, each with the condition that it does."""
    test = next(test for row in rows for test in tests_of(row))
    if test.type.name != "word":
        yield f"less than {test.operand}", ALWAYS
        return
    for word in test.type.words:
        yield word, replace(test, operand=(word,))


@dataclass(frozen=True, slots=True)
class RowsChecker:
    """Checks amounts by a field; faults go to the file they stand in."""

    source: YamlFile
    kinds: tuple[str, ...]
    builder: Builder

    def run(self, stated: measure.StatedAmount, at: str) -> Iterator[tuple[StatedRow, Condition]]:
        """The rows of an amount, each with its condition; none where one has a fault."""
        if stated.by is None or not stated.amounts:
            return
        type_ = self._type(stated.by, at)
        if type_ is None or not self._forms(stated, type_, at):
            return
        of_words = type_.name == "word"
        if not (self._apart(stated, type_, at) if of_words else self._rising(stated, at)):
            return
        built: list[tuple[StatedRow, Condition]] = []
        for row in rows_of(stated):
            if row.words or row.least is not None:
                condition = self._condition(stated, row, at)
            else:
                condition = _other([test for _, own in built for test in tests_of(own)])
            if condition is None:
                return
            built.append((row, condition))
        yield from built

    def _condition(self, stated: measure.StatedAmount, row: StatedRow, at: str) -> Condition | None:
        operand = list(row.words) if row.words else row.least
        written: dict[str, Any] = {"field": stated.by, WORDS if row.words else STEPS: operand}
        return self.builder.build(FieldTest.model_construct(**written), f"{at}{row.at}")

    def _type(self, by: str, at: str) -> FieldType | None:
        """The type of the field that decides."""
        known = {
            f"{kind}.{name}": field.type
            for kind in self.kinds
            for name, field in self.builder.vocabulary.fields(kind).items()
            if field.type.name == "word" or field.type.name in OPERATORS[STEPS].fits
        }
        if not is_name(by, known):
            expected = Message("rules.field-of-rows", names=tuple(known))
            self.source.add_fault(f"{at}/by", by, expected, nearest(by, known))
        return known.get(by)

    def _forms(self, stated: measure.StatedAmount, type_: FieldType, at: str) -> bool:
        """Whether rows are for words, or from figures on, as the field has them."""
        fitting, other = (WORDS, STEPS) if type_.name == "word" else (STEPS, WORDS)
        expected = Message("rules.alone-for-type", name=fitting, type=type_.name)
        wrong = [
            i
            for i, row in enumerate(stated.amounts or ())
            if getattr(row, fitting) is None or getattr(row, other) is not None
        ]
        for i in wrong:
            self.source.add_fault(f"{at}/amounts/{i}", Message("rules.a-row"), expected)
        if stated.further is None:
            return not wrong
        whole = isinstance(type_.form.highest, int)
        if not whole:
            expected = Message("rules.no-further-units", type=type_.name)
            self.source.add_fault(f"{at}/further", "further", expected)
        return whole and not wrong

    def _apart(self, stated: measure.StatedAmount, type_: FieldType, at: str) -> bool:
        """Whether no word of a row is one of another row, nor lies within one or holds one."""
        before: list[str] = []
        fine = True
        for i, row in enumerate(stated.amounts or ()):
            words = row.one_of or []
            for j, word in enumerate(words):
                clash = [other for other in before if type_.overlap(word, other)]
                if clash:
                    expected = Message("rules.words-apart", word=clash[0])
                    place = item(self.source, f"{at}/amounts/{i}/{WORDS}", j)
                    self.source.add_fault(place, word, expected)
                    fine = False
            before += [word for word in words if word in type_.words]
        return fine

    def _rising(self, stated: measure.StatedAmount, at: str) -> bool:
        """Whether each step is above the one before, and brings more."""
        rows = stated.amounts or []
        bounds = [row.at_least for row in rows]
        if not all(isinstance(bound, type(bounds[0])) for bound in bounds):
            return True  # of two types, of which one does not fit the field
        fine = True
        for i in range(1, len(rows)):
            for name in (STEPS, "amount"):
                value, before = getattr(rows[i], name), getattr(rows[i - 1], name)
                if value <= before:
                    expected = Message("rules.more-than-before", amount=before)
                    self.source.add_fault(f"{at}/amounts/{i}/{name}", value, expected)
                    fine = False
        if stated.further is not None and stated.further.at_most <= rows[-1].amount:
            value, expected = (
                stated.further.at_most,
                Message("rules.more-than-last", amount=rows[-1].amount),
            )
            self.source.add_fault(f"{at}/further/at_most", value, expected)
            fine = False
        return fine


def _other(tests: Sequence[Test[object]]) -> Condition:
    """That none of some rows holds: a word of no row, or a figure below the first."""
    first = tests[0]
    if first.type.name != "word":
        return Not(first)
    words = [word for test in tests if isinstance(test.operand, tuple) for word in test.operand]
    return Not(replace(first, operand=tuple(dict.fromkeys(words))))

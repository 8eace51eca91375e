"""What is checked of amounts that a field decides, and the conditions that their rows are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from yaoxie.errors import nearest
from yaoxie.profile.field_types import FieldType
from yaoxie.rules import conditions
from yaoxie.rules import model as measure
from yaoxie.rules.conditions import Builder, Condition, Not, tests_of
from yaoxie.rules.operators import Test
from yaoxie.rules.rows import Row, rows_of
from yaoxie.rules.scope import item
from yaoxie.rules.types import FieldTest
from yaoxie.sources.salvage import is_name
from yaoxie.sources.yaml_text import YamlFile

_TYPE = "word"  # of the fields that may decide an amount


def left_out(rows: Sequence[Condition]) -> Condition:
    """That no row holds."""
    return Not(conditions.Any(tuple(rows)))


def values_of(rows: Sequence[Condition]) -> Iterator[tuple[str, Condition]]:
    """The words that the field of rows may hold, each with the condition that it does."""
    test = next(test for row in rows for test in tests_of(row))
    for word in test.type.words:
        yield word, replace(test, operand=(word,))


@dataclass(frozen=True, slots=True)
class RowsChecker:
    """Checks amounts by a field; faults go to the file they stand in."""

    source: YamlFile
    kinds: tuple[str, ...]
    builder: Builder

    def run(self, stated: measure.StatedAmount, at: str) -> Iterator[tuple[Row, Condition]]:
        """The rows of an amount, each with its condition; none where one has a fault."""
        if stated.by is None or not stated.amounts:
            return
        type_ = self._type(stated.by, at)
        if type_ is None or not self._apart(stated, type_, at):
            return
        rows = rows_of(stated)
        words = tuple(dict.fromkeys(word for row in rows for word in row.words))
        built: list[tuple[Row, Condition]] = []
        for row in rows:
            if row.words:
                written: dict[str, Any] = {"field": stated.by, "one_of": list(row.words)}
                when = FieldTest.model_construct(**written)
                condition = self.builder.build(when, f"{at}{row.at}")
                if condition is None:
                    return
            else:
                first = built[0][1]
                assert isinstance(first, Test)
                condition = Not(replace(first, operand=words))
            built.append((row, condition))
        yield from built

    def _type(self, by: str, at: str) -> FieldType | None:
        """The type of the field that decides."""
        known = {
            f"{kind}.{name}": field.type
            for kind in self.kinds
            for name, field in self.builder.vocabulary.fields(kind).items()
            if field.type.name == _TYPE
        }
        if not is_name(by, known):
            expected = f"a field of one word: {', '.join(known)}"
            self.source.add_fault(f"{at}/by", by, expected, nearest(by, known))
        return known.get(by)

    def _apart(self, stated: measure.StatedAmount, type_: FieldType, at: str) -> bool:
        """Whether no word of a row is one of another row, nor lies within one or holds one."""
        before: list[str] = []
        fine = True
        for i, row in enumerate(stated.amounts or ()):
            for j, word in enumerate(row.one_of):
                clash = [o for o in before if o in type_.holders(word) or word in type_.holders(o)]
                if clash:
                    expected = f"words that leave another row's alone, such as {clash[0]}"
                    place = item(self.source, f"{at}/amounts/{i}/one_of", j)
                    self.source.add_fault(place, word, expected)
                    fine = False
            before += [word for word in row.one_of if word in type_.words]
        return fine

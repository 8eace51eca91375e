"""The condition tree that production rules and explanation both come from.

A fact is named `kind.field`, `kind.milestone.word` (whether it is reached) or
`kind.milestone.word.field`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from yaoxie.errors import nearest, pointer
from yaoxie.messages import Either, Message
from yaoxie.profile.field_types import TYPES, FieldType, TypeName
from yaoxie.profile.vocabulary import MILESTONE, Vocabulary
from yaoxie.rules import types as rule_types
from yaoxie.rules.operands import AddFault, DayFact, OtherDay, PartOfField, Written
from yaoxie.rules.operators import OPERATORS, nearest_operator
from yaoxie.rules.operators.test import Test
from yaoxie.sources.salvage import Unreadable


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """At least one part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: Condition


Condition = Test[object] | All | Any | Not
ALWAYS = All(())
Path = tuple[int, ...]
# The operators that fit a type of field; all of them where the type is not known.
_FITTING: dict[TypeName | None, list[str]] = {
    type_: [o.name for o in OPERATORS.values() if type_ is None or type_ in o.fits]
    for type_ in (None, *TYPES)
}
DATE = ".date"  # how the facts that are milestones' dates end


def tests_of(condition: Condition) -> tuple[Test[object], ...]:
    """The tests of a condition."""
    match condition:
        case Not(part):
            return tests_of(part)
        case All(parts) | Any(parts):
            return tuple([test for part in parts for test in tests_of(part)])
        case _:
            return (condition,)


def facts_of(condition: Condition) -> Iterator[str]:
    """The facts that a condition reads."""
    for test in tests_of(condition):
        yield from test.facts()


def days_of(condition: Condition, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Where a condition tests milestones' dates, not under `not`: the path of parts, the fact."""
    match condition:
        case All(parts) | Any(parts):
            for number, part in enumerate(parts):
                yield from days_of(part, (*path, number))
        case Test(fact=fact, milestone=str()) if fact.endswith(DATE):
            yield path, fact


@dataclass(frozen=True, slots=True)
class Builder:
    """Builds conditions that read only `kinds`, and adds the faults of the others."""

    kinds: tuple[str, ...]
    windows: frozenset[str]
    add_fault: AddFault
    vocabulary: Vocabulary

    def build(self, model: rule_types.ConditionModel | Unreadable, at: str) -> Condition | None:
        """The tree of a condition that stands at a pointer; None where it has a fault."""
        match model:
            case Unreadable():
                return None
            case rule_types.AllOf():
                parts = self._parts(model.all, f"{at}/all")
                return All(parts) if parts is not None else None
            case rule_types.AnyOf():
                parts = self._parts(model.any, f"{at}/any")
                return Any(parts) if parts is not None else None
            case rule_types.NotOf():
                part = self.build(model.not_, f"{at}/not")
                return Not(part) if part is not None else None
            case rule_types.FieldTest():
                return self._test(model, at)

    def _parts(self, models: list[rule_types.Condition], at: str) -> tuple[Condition, ...] | None:
        parts = [self.build(model, f"{at}/{index}") for index, model in enumerate(models)]
        built = tuple(part for part in parts if part is not None)
        return built if len(built) == len(parts) else None

    def _test(self, model: rule_types.FieldTest, at: str) -> Test[object] | None:
        operands = model.operands()
        subject = self._milestone(model, at) if model.milestone else self._field(model, at)
        type_ = subject[1] if subject is not None else None
        fitting = _FITTING[type_.name if type_ is not None else None]
        self._unknown_keys(model, at, type_, fitting)
        if len(operands) != 1 and not (model.unknown_keys and not operands):
            named = ", ".join(operands) or Message("rules.no-operator")
            self.add_fault(at, named, Message("rules.exactly-one-of", words=tuple(fitting)), None)
        if subject is None or len(operands) != 1:
            return None
        fact, type_, milestone = subject
        ((name, operand),) = operands.items()
        operator, base, at = OPERATORS[name], at, f"{at}/{name}"
        if type_.name not in operator.fits:
            expected = Message("rules.fitting-operator", operators=Either(fitting), type=type_.name)
            self.add_fault(at, name, expected, nearest_operator(name, fitting))
            return None
        if isinstance(operand, Unreadable):
            return None
        amounts = self._amounts(fact) if isinstance(operand, PartOfField) else ()
        days = self._days(fact) if isinstance(operand, OtherDay) else {}
        written = Written(operand, at, self.windows, self.add_fault, amounts, days)
        checked = operator.test.checked(written, type_)
        if checked is None:
            return None
        excepted = self._excepted(model, f"{base}/except", type_, checked)
        if excepted is None:
            return None
        return operator.test(fact, type_, checked, milestone, self._is_implied(model), excepted)

    def _excepted(
        self, model: rule_types.FieldTest, at: str, type_: FieldType, operand: object
    ) -> tuple[str, ...] | None:
        """The words that a test takes out of those that it names; None where they have a fault."""
        words: object = model.except_
        if words is None:
            return ()
        if isinstance(words, Unreadable):
            return None
        if not type_.form.has_words:
            expected = Message("rules.no-except", type=type_.name)
            self.add_fault(at, "except", expected, None)
            return None
        named = operand if isinstance(operand, tuple) else (str(operand),)
        written = Written(words, at, self.windows, self.add_fault)
        return written.excepted(type_, named)

    def _is_implied(self, model: rule_types.FieldTest) -> bool:
        """Whether the milestone of a test is one that others imply."""
        return model.milestone is not None and any(
            model.milestone in self.vocabulary.implied_milestones(kind) for kind in self.kinds
        )

    def _amounts(self, but: str) -> tuple[str, ...]:
        """The amounts that a condition may read beside another."""
        return tuple(
            f"{kind}.{name}"
            for kind in self.kinds
            for name, field in self.vocabulary.fields(kind).items()
            if field.type.name == "yuan" and f"{kind}.{name}" != but
        )

    def _days(self, but: str) -> dict[str, DayFact]:
        """The days that a condition may read beside another, by milestone or field."""
        days = {
            f"{kind}.{name}": DayFact(f"{kind}.{name}")
            for kind in self.kinds
            for name, field in self.vocabulary.fields(kind).items()
            if field.type.name == "day"
        }
        for kind in self.kinds:
            if kind in self.vocabulary.milestone_kinds:
                implied = self.vocabulary.implied_milestones(kind)
                for word in self.vocabulary.milestones(kind):
                    milestone = f"{kind}.milestone.{word}"
                    days[word] = DayFact(f"{milestone}{DATE}", milestone, word in implied)
        return {name: day for name, day in days.items() if day.fact != but}

    def _unknown_keys(
        self, model: rule_types.FieldTest, at: str, type_: FieldType | None, fitting: list[str]
    ) -> None:
        if not model.unknown_keys:
            return
        operators = Either(fitting)
        expected = Message("rules.operator-beside", operators=operators)
        if type_ is not None:
            expected = Message(
                "rules.fitting-operator-beside", operators=operators, type=type_.name
            )
        for key in model.unknown_keys:
            close = nearest(key, ["field", "milestone"]) or nearest_operator(key, fitting)
            self.add_fault(f"{at}{pointer((key,))}", key, expected, close)

    def _field(self, model: rule_types.FieldTest, at: str) -> tuple[str, FieldType, None] | None:
        name = model.field
        if isinstance(name, Unreadable):
            return None
        kind, _, field = (name or "").partition(".")
        type_ = self.vocabulary.deciding(kind).get(field) if kind in self.kinds else None
        if name is None or type_ is None:
            deciding = self.vocabulary.deciding
            known = [f"{kind}.{field}" for kind in self.kinds for field in deciding(kind)]
            at = at if name is None else f"{at}/field"
            expected = Message("rules.field-of", kinds=Either(self.kinds))
            self.add_fault(at, name, expected, nearest(name, known))
            return None
        return name, type_, None

    def _milestone(self, model: rule_types.FieldTest, at: str) -> tuple[str, FieldType, str] | None:
        kinds = [kind for kind in self.kinds if kind in self.vocabulary.milestone_kinds]
        words = [word for kind in kinds for word in self.vocabulary.milestones(kind)]
        word = model.milestone
        if isinstance(word, Unreadable) or isinstance(model.field, Unreadable):
            return None
        if word not in words:
            expected = Message("rules.no-milestones-here")
            if kinds:
                expected = Message("rules.milestone-of-kinds", kinds=Either(kinds))
            self.add_fault(f"{at}/milestone", word, expected, nearest(word, words))
            return None
        known = self.vocabulary.deciding(MILESTONE)
        name = model.field or "date"
        if name not in known:
            expected = Message("sources.one-of", words=tuple(known))
            self.add_fault(f"{at}/field", name, expected, nearest(name, known))
            return None
        milestone = f"{kinds[0]}.milestone.{word}"
        return f"{milestone}.{name}", known[name], milestone

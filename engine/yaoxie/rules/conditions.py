"""The condition tree that production rules and explanation both come from.

A fact is named `kind.field`, `kind.milestone.word` (whether it is listed) or
`kind.milestone.word.field`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from yaoxie.errors import nearest
from yaoxie.profile import fields
from yaoxie.profile.fields import FieldType
from yaoxie.rules import types as rule_types
from yaoxie.values import EXPECTED_RATE

Operand = bool | int | str | date | Decimal | tuple[str, ...]
Complain = Callable[[str, object, str, str | None], None]


@dataclass(frozen=True, slots=True)
class Test:
    """One fact against one operand. `milestone` is the fact that says whether it is listed."""

    fact: str
    type: FieldType
    operator: str
    operand: Operand
    milestone: str | None = None


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


Condition = Test | All | Any | Not

# What each operator compares, and with which types of field.
_FITS = {
    "is": ("word", "bool"),
    "one_of": ("word", "words"),
    "at_least": ("money", "months", "rate"),
    "at_most": ("money", "months", "rate"),
    "before": ("date",),
    "on_or_after": ("date",),
    "reached": ("date",),
}
_BOUNDS = ("at_least", "at_most")


@dataclass(frozen=True, slots=True)
class Builder:
    """Builds conditions that read only `kinds`, and says what is wrong with the others."""

    kinds: tuple[str, ...]
    windows: frozenset[str]
    complain: Complain

    def build(self, model: rule_types.ConditionModel, at: str) -> Condition | None:
        """The tree of a condition that stands at a pointer; None where it has a fault."""
        match model:
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

    def _test(self, model: rule_types.FieldTest, at: str) -> Test | None:
        given = {
            word: value
            for name, word in rule_types.OPERATORS.items()
            if (value := getattr(model, name)) is not None
        }
        if len(given) != 1:
            found = ", ".join(given) or "no operator"
            self.complain(at, found, f"exactly one of {', '.join(_FITS)}", None)
            return None
        subject = self._milestone(model, at) if model.milestone else self._field(model, at)
        if subject is None:
            return None
        fact, kind, milestone = subject
        operator, operand = next(iter(given.items()))
        checked = self._operand(kind, operator, operand, at)
        return Test(fact, kind, operator, checked, milestone) if checked is not None else None

    def _field(self, model: rule_types.FieldTest, at: str) -> tuple[str, FieldType, None] | None:
        known = {
            f"{kind}.{name}": type_
            for kind in self.kinds
            for name, type_ in fields.fields(kind).items()
            if type_.decides
        }
        name = model.field
        if name is None or name not in known:
            place = at if name is None else f"{at}/field"
            self.complain(
                place, name, f"a field of {' or '.join(self.kinds)}", nearest(name, known)
            )
            return None
        return name, known[name], None

    def _milestone(self, model: rule_types.FieldTest, at: str) -> tuple[str, FieldType, str] | None:
        kinds = [kind for kind in self.kinds if fields.milestones(kind)]
        words = [word for kind in kinds for word in fields.milestones(kind)]
        if model.milestone not in words:
            expected = (
                f"a milestone of {' or '.join(kinds)}" if kinds else "a field; no milestones here"
            )
            self.complain(
                f"{at}/milestone", model.milestone, expected, nearest(model.milestone, words)
            )
            return None
        known = {name: type_ for name, type_ in fields.milestone_fields().items() if type_.decides}
        name = model.field or "date"
        if name not in known:
            self.complain(f"{at}/field", name, f"one of {', '.join(known)}", nearest(name, known))
            return None
        listed = f"{kinds[0]}.milestone.{model.milestone}"
        return f"{listed}.{name}", known[name], listed

    def _operand(self, kind: FieldType, operator: str, operand: object, at: str) -> Operand | None:
        here = f"{at}/{operator}"
        if kind.name not in _FITS[operator]:
            able = [name for name, types in _FITS.items() if kind.name in types]
            self.complain(
                here, operator, f"{' or '.join(able)} for a field of type {kind.name}", None
            )
            return None
        if operator == "reached":
            if operand not in self.windows:
                expected = "a window of the measure"
                self.complain(here, operand, expected, nearest(operand, self.windows))
                return None
        elif kind.name == "bool" and not isinstance(operand, bool):
            self.complain(here, operand, "true or false", None)
            return None
        elif kind.words:
            return self._words(kind, operator, operand, here)
        elif operator in _BOUNDS and isinstance(operand, Decimal) != (kind.name == "rate"):
            expected = EXPECTED_RATE if kind.name == "rate" else "a whole number"
            self.complain(here, operand, f"{expected}, for a field of type {kind.name}", None)
            return None
        assert isinstance(operand, (bool, int, str, date, Decimal))
        return operand

    def _words(self, kind: FieldType, operator: str, operand: object, here: str) -> Operand | None:
        words: list[object] = operand if isinstance(operand, list) else [operand]
        fine = True
        for index, word in enumerate(words):
            place = f"{here}/{index}" if isinstance(operand, list) else here
            if word not in kind.words:
                self.complain(
                    place, word, f"one of {', '.join(kind.words)}", nearest(word, kind.words)
                )
                fine = False
            elif word in words[:index]:
                self.complain(place, word, "each word once", None)
                fine = False
        if not fine:
            return None
        return str(operand) if operator == "is" else tuple(str(word) for word in words)

"""Conditions as flat production rules, in strata, ready for durable-rules.

- Every rule is one flat conjunction over one fact, so it fires at most once. A small `any` becomes
  a rule per branch; a larger one a fact of its own, concluded by a rule per branch in an earlier
  stage (a stratum). The only `$or` left is over the words of one field, one of which can be true.
- A condition is compiled twice over, as met and as unmet for sure: a fact that is not there
  satisfies neither, which is what unknown means.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from yaoxie.rules import model
from yaoxie.rules.conditions import All, Any, Condition, Not, Test
from yaoxie.values import millionths

MAX_PREMISES = 100
MAX_CHOICES = 10  # 15 `$or` in one rule fail
MAX_WORDS = 30
MAX_SPREAD = 4  # branches that become rules of their own rather than a stratum
SENTINEL = "always"
_ANCHORS = {"claim-year-start": 101, "claim-year-end": 1231, "previous-year-end": 1231 - 10_000}


class Fact(NamedTuple):
    """A fact as durable-rules sees it: its name there, the record's fact, and how it is turned."""

    name: str
    source: str
    turn: str  # word, amount, rate, claim-day, day, has:WORD


class Premise(NamedTuple):
    """One comparison; with several operands, the fact equals one of them."""

    fact: Fact
    operator: str
    operands: tuple[bool | int | str, ...]


@dataclass(slots=True)
class Rule:
    """When every premise holds, `concludes` holds."""

    concludes: str
    premises: list[Premise]


_Branches = list[list[Premise]]  # any one of them, each whole


@dataclass(slots=True)
class Compiler:
    """Turns conditions into flat rules, in strata."""

    windows: Mapping[str, model.Window]
    strata: list[list[Rule]] = field(default_factory=list)
    concluded: dict[str, int] = field(default_factory=dict)
    given: tuple[str, ...] = ()

    def conclude(self, name: str, conditions: Iterable[Condition]) -> None:
        """Rules that conclude `name` when all conditions are met."""
        given = [[_concluded(fact) for fact in self.given]]
        for branch in self._all([given, *(self._branches(entry, True) for entry in conditions)]):
            self._rule(name, branch)

    def _rule(self, name: str, premises: list[Premise]) -> None:
        premises = list(dict.fromkeys(premises))
        while len(premises) > MAX_PREMISES or _choices(premises) > MAX_CHOICES:
            size = MAX_PREMISES if _choices(premises) <= MAX_CHOICES else MAX_CHOICES
            chunks = [premises[i : i + size] for i in range(0, len(premises), size)]
            premises = [self._aside([chunk]) for chunk in chunks]
        stratum = max((self.concluded.get(p.fact.name, -1) for p in premises), default=-1) + 1
        while len(self.strata) <= stratum:
            self.strata.append([])
        self.strata[stratum].append(Rule(name, premises))
        self.concluded[name] = max(stratum, self.concluded.get(name, 0))

    def _aside(self, branches: _Branches) -> Premise:
        """A fact of its own, concluded by a rule per branch."""
        name = f"any {len(self.concluded)}"  # the space keeps it apart from ids
        self.concluded[name] = 0
        for branch in branches:
            self._rule(name, branch)
        return _concluded(name)

    def _all(self, parts: Iterable[_Branches]) -> _Branches:
        """All parts together: spread while few branches come of it, else set aside."""
        whole: _Branches = [[]]
        for part in parts:
            few = part if len(part) * len(whole) <= MAX_SPREAD else [[self._aside(part)]]
            whole = [[*left, *right] for left in whole for right in few]
        return whole

    def _branches(self, condition: Condition, wanted: bool) -> _Branches:
        """When a condition is met, or (not `wanted`) unmet, for sure."""
        match condition:
            case Not(part):
                return self._branches(part, not wanted)
            case Test():
                return self._met(condition) if wanted else self._unmet(condition)
            case All(parts) | Any(parts):
                inner = [self._branches(part, wanted) for part in parts]
                if isinstance(condition, All) is wanted:
                    return self._all(inner)
                return [branch for branches in inner for branch in branches]

    def _met(self, test: Test) -> _Branches:
        match test.operator:
            case "is":
                return [[_premise(test, "==", test.operand)]]
            case "one_of" if test.type.name == "words":
                return [[_has(test, word, True)] for word in _words(test)]
            case "one_of":
                words = _words(test)
                chunks = [words[i : i + MAX_WORDS] for i in range(0, len(words), MAX_WORDS)]
                return [[_premise(test, "==", *chunk)] for chunk in chunks]
            case "at_least":
                return [[_premise(test, ">=", test.operand)]]
            case "at_most":
                return [[_premise(test, "<=", test.operand)]]
            case "before":
                return [[_day(test, "<", test.operand)]]
            case "on_or_after":
                return [[_day(test, ">=", test.operand)]]
            case _:
                first, last = self._window(test)
                after = [_day(test, ">=", first)] if first else []
                return [[*after, *([_day(test, "<=", last)] if last else [])]]

    def _unmet(self, test: Test) -> _Branches:
        match test.operator:
            case "is":
                known = [[_premise(test, "!=", test.operand)]]
            case "one_of" if test.type.name == "words":
                known = [[_has(test, word, False) for word in _words(test)]]
            case "one_of":
                known = [[_premise(test, "!=", word) for word in _words(test)]]
            case "at_least":
                known = [[_premise(test, "<", test.operand)]]
            case "at_most":
                known = [[_premise(test, ">", test.operand)]]
            case "before":
                known = [[_day(test, ">=", test.operand)]]
            case "on_or_after":
                known = [[_day(test, "<", test.operand)]]
            case _:
                first, last = self._window(test)
                known = [[_day(test, "<", first)]] if first else []
                known += [[_day(test, ">", last)]] if last else []
        unlisted = Fact(test.milestone, test.milestone, "word") if test.milestone else None
        return known if unlisted is None else [*known, [Premise(unlisted, "==", (False,))]]

    def _window(self, test: Test) -> tuple[date | str | None, date | str | None]:
        window = self.windows[str(test.operand)]
        # A window without ends still wants a day that is known.
        any_day = date.min if window.last is None else None
        return window.first or any_day, window.last


def _day(test: Test, operator: str, end: object) -> Premise:
    if isinstance(end, date):
        return Premise(Fact(f"{test.fact}~day", test.fact, "day"), operator, (day_number(end),))
    anchor = _ANCHORS[str(end)]
    return Premise(Fact(f"{test.fact}~claim", test.fact, "claim-day"), operator, (anchor,))


def day_number(day: date, year: int = 0) -> int:
    """A day as a number that keeps its order: YYYYMMDD, the year counted from `year`."""
    return (day.year - year) * 10_000 + day.month * 100 + day.day


def _concluded(name: str) -> Premise:
    return Premise(Fact(name, name, "word"), "==", (True,))


# How the values of a type of field are turned; those of the others are words.
_TURNS = {"money": "amount", "months": "amount", "rate": "rate"}


def _premise(test: Test, operator: str, *operands: object) -> Premise:
    whole = (millionths(entry) if isinstance(entry, Decimal) else entry for entry in operands)
    plain = tuple(entry for entry in whole if isinstance(entry, (bool, int, str)))
    return Premise(Fact(test.fact, test.fact, _TURNS.get(test.type.name, "word")), operator, plain)


def _has(test: Test, word: str, flag: bool) -> Premise:
    return Premise(Fact(f"{test.fact}.{word}", test.fact, f"has:{word}"), "==", (flag,))


def _words(test: Test) -> tuple[str, ...]:
    assert isinstance(test.operand, tuple)
    return test.operand


def _choices(premises: list[Premise]) -> int:
    return sum(len(premise.operands) > 1 for premise in premises)


def definition(rule: Rule) -> dict[str, object]:
    """The rule in the words of durable-rules."""
    tests = [_expression(premise) for premise in rule.premises]
    return {"all": [{"m": {"$and": [{SENTINEL: 1}, *tests]}}]}


def _expression(premise: Premise) -> dict[str, object]:
    name = premise.fact.name
    if len(premise.operands) > 1:
        return {"$or": [{name: operand} for operand in premise.operands]}
    operand = premise.operands[0]
    match premise.operator:
        case "==":
            return {name: operand}
        case "!=":
            return {"$neq": {name: operand}}
        case operator:
            return {{"<": "$lt", "<=": "$lte", ">": "$gt", ">=": "$gte"}[operator]: {name: operand}}

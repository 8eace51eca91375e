"""Conditions as flat production rules, in strata, ready for durable-rules.

- Every rule is one flat conjunction over one fact, so it fires at most once. A small `any` becomes
  a rule per branch; a larger one a fact of its own, concluded by a rule per branch in an earlier
  stage (a stratum). The only `$or` left is over the words of one field, one of which can be true.
- A condition is compiled twice over, as met and as unmet for sure: a fact that is not there
  satisfies neither, which is what unknown means.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from yaoxie.rules.conditions import All, Any, Condition, Not
from yaoxie.rules.days import Windows
from yaoxie.rules.operators.test import Test
from yaoxie.rules.premises import Branches, Premise, states

MAX_PREMISES = 100
MAX_CHOICES = 10  # 15 `$or` in one rule fail
MAX_SPREAD = 4  # branches that become rules of their own rather than a stratum
SENTINEL = "always"


@dataclass(slots=True)
class Rule:
    """When every premise holds, `concludes` holds."""

    concludes: str
    premises: list[Premise]


@dataclass(slots=True)
class Compiler:
    """Turns conditions into flat rules, in strata."""

    windows: Windows
    strata: list[list[Rule]] = field(default_factory=list)
    concluded: dict[str, int] = field(default_factory=dict)
    given: tuple[str, ...] = ()

    def conclude(self, name: str, conditions: Iterable[Condition]) -> None:
        """Rules that conclude `name` when all conditions are met."""
        given = [[states(fact) for fact in self.given]]
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

    def _aside(self, branches: Branches) -> Premise:
        """A fact of its own, concluded by a rule per branch."""
        name = f"any {len(self.concluded)}"  # the space keeps it apart from ids
        self.concluded[name] = 0
        for branch in branches:
            self._rule(name, branch)
        return states(name)

    def _all(self, parts: Iterable[Branches]) -> Branches:
        """All parts together: spread while few branches come of it, else set aside."""
        whole: Branches = [[]]
        for part in parts:
            few = part if len(part) * len(whole) <= MAX_SPREAD else [[self._aside(part)]]
            whole = [[*left, *right] for left in whole for right in few]
        return whole

    def _branches(self, condition: Condition, met: bool) -> Branches:
        """When a condition is met, or (not `met`) unmet, for sure."""
        match condition:
            case Not(part):
                return self._branches(part, not met)
            case Test():
                return self._known(condition, met)
            case All(parts) | Any(parts):
                inner = [self._branches(part, met) for part in parts]
                if isinstance(condition, All) is met:
                    return self._all(inner)
                return [branch for branches in inner for branch in branches]

    def _known(self, test: Test[object], met: bool) -> Branches:
        if met:
            return test.met(self.windows)
        unmet = test.unmet(self.windows)
        # Of what is not reached nothing holds, whatever else is unknown of it.
        return unmet if test.milestone is None else [*unmet, [states(test.milestone, flag=False)]]


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

"""Conditions as production rules, decided by durable-rules.

The only module that knows durable-rules. It drives the package's C module without its Python host,
and never leaves the bounds inside which that module was measured to be right:

- Every rule is one flat conjunction over one fact, so it fires at most once. A small `any` becomes
  a rule per branch; a larger one a fact of its own, concluded by a rule per branch in an earlier
  stage (a stratum). The only `$or` left is over the words of one field, one of which can be true.
- A ruleset (a shard) holds at most MAX_RULES rules and MAX_FACTS facts.
- Every ruleset has a sentinel that fires for every fact, and every state is deleted after its fact.
- Only words of the vocabulary, whole numbers and booleans go in.
"""

from __future__ import annotations

import itertools
import json
import threading
import weakref
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any as Any_
from typing import NamedTuple

import durable_rules_engine as durable

from yaoxie import measure
from yaoxie.conditions import All, Any, Condition, Not, Test
from yaoxie.errors import InferenceError
from yaoxie.facts import Value
from yaoxie.plan import Plan, Requirement
from yaoxie.vocabulary import vocabulary

MAX_RULES = 60  # 64 at once fail, the sentinel included
MAX_FACTS = 200  # 250 properties fail
MAX_PREMISES = 100
MAX_SPREAD = 4  # branches that become rules of their own rather than a stratum
MAX_CHOICES = 10  # 15 `$or` in one rule fail
MAX_WORDS = 30

_SENTINEL = "always"
_APPLICANT = "applicant"
_ANCHORS = {"claim-year-start": 101, "claim-year-end": 1231, "previous-year-end": 1231 - 10_000}
_lock = threading.RLock()
_numbers = itertools.count()


class _Fact(NamedTuple):
    """A fact as durable-rules sees it: its name there, the record's fact, and how it is turned."""

    name: str
    source: str
    turn: str  # word, amount, claim-day, day, has:WORD


class _Premise(NamedTuple):
    """One comparison; with several operands, the fact equals one of them."""

    fact: _Fact
    operator: str
    operands: tuple[bool | int | str, ...]


@dataclass(slots=True)
class _Rule:
    concludes: str
    premises: list[_Premise]


_Branches = list[list[_Premise]]  # any one of them, each whole


@dataclass(slots=True)
class _Compiler:
    """Turns conditions into flat rules, in strata."""

    windows: Mapping[str, measure.Window]
    strata: list[list[_Rule]] = field(default_factory=list)
    concluded: dict[str, int] = field(default_factory=dict)
    given: tuple[str, ...] = ()

    def conclude(self, name: str, conditions: Iterable[Condition]) -> None:
        """Rules that conclude `name` when all conditions are met."""
        given = [[_concluded(fact) for fact in self.given]]
        for branch in self._all([given, *(self._branches(entry, True) for entry in conditions)]):
            self._rule(name, branch)

    def _rule(self, name: str, premises: list[_Premise]) -> None:
        premises = list(dict.fromkeys(premises))
        while len(premises) > MAX_PREMISES or _choices(premises) > MAX_CHOICES:
            size = MAX_PREMISES if _choices(premises) <= MAX_CHOICES else MAX_CHOICES
            chunks = [premises[i : i + size] for i in range(0, len(premises), size)]
            premises = [self._aside([chunk]) for chunk in chunks]
        stratum = max((self.concluded.get(p.fact.name, -1) for p in premises), default=-1) + 1
        while len(self.strata) <= stratum:
            self.strata.append([])
        self.strata[stratum].append(_Rule(name, premises))
        self.concluded[name] = max(stratum, self.concluded.get(name, 0))

    def _aside(self, branches: _Branches) -> _Premise:
        """A fact of its own, concluded by a rule per branch."""
        name = f"any-{len(self.concluded)}"
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
            case _:
                first, last = self._days(test)
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
            case _:
                first, last = self._days(test)
                known = [[_day(test, "<", first)]] if first else []
                known += [[_day(test, ">", last)]] if last else []
        unlisted = _Fact(test.milestone, test.milestone, "word") if test.milestone else None
        return known if unlisted is None else [*known, [_Premise(unlisted, "==", (False,))]]

    def _days(self, test: Test) -> tuple[date | str | None, date | str | None]:
        if test.operator == "reached":
            window = self.windows[str(test.operand)]
            any_day = date.min if window.last is None else None
            return window.first or any_day, window.last
        assert isinstance(test.operand, date)
        if test.operator == "on_or_after":
            return test.operand, None
        return None, _Before(test.operand.isoformat())


class _Before(str):
    """The day before an ISO date, as an end that is not counted."""

    __slots__ = ()


def _day(test: Test, operator: str, end: date | str) -> _Premise:
    if isinstance(end, _Before):
        strict = {"<=": "<", ">": ">="}[operator]
        return _Premise(
            _Fact(f"{test.fact}~day", test.fact, "day"), strict, (_number(date.fromisoformat(end)),)
        )
    if isinstance(end, date):
        return _Premise(_Fact(f"{test.fact}~day", test.fact, "day"), operator, (_number(end),))
    return _Premise(_Fact(f"{test.fact}~claim", test.fact, "claim-day"), operator, (_ANCHORS[end],))


def _number(day: date, year: int = 0) -> int:
    return (day.year - year) * 10_000 + day.month * 100 + day.day


def _concluded(name: str) -> _Premise:
    return _Premise(_Fact(name, name, "word"), "==", (True,))


def _premise(test: Test, operator: str, *operands: object) -> _Premise:
    turn = "amount" if test.type.name == "money" else "word"
    plain = tuple(entry for entry in operands if isinstance(entry, (bool, int, str)))
    return _Premise(_Fact(test.fact, test.fact, turn), operator, plain)


def _has(test: Test, word: str, flag: bool) -> _Premise:
    return _Premise(_Fact(f"{test.fact}.{word}", test.fact, f"has:{word}"), "==", (flag,))


def _words(test: Test) -> tuple[str, ...]:
    assert isinstance(test.operand, tuple)
    return test.operand


def _choices(premises: list[_Premise]) -> int:
    return sum(len(premise.operands) > 1 for premise in premises)


@cache
def _tokens() -> dict[Value, str]:
    """Every word and boolean as JSON; what is not here cannot go in."""
    words = (word.id for listed in vocabulary().words.values() for word in listed)
    tokens: dict[Value, str] = {word: json.dumps(word) for word in words}
    return tokens | {True: "true", False: "false"}


class _Shard:
    """One ruleset of durable-rules."""

    def __init__(self, rules: Sequence[_Rule]) -> None:
        self._names = [rule.concludes for rule in rules]
        facts = dict.fromkeys(premise.fact for rule in rules for premise in rule.premises)
        self._words = _turned(facts, "word")
        self._amounts = _turned(facts, "amount")
        self._claim_days = _turned(facts, "claim-day")
        self._days = _turned(facts, "day")
        self._members = [(*_named(f), f.turn[4:]) for f in facts if f.turn.startswith("has:")]
        definition: dict[str, object] = {_SENTINEL: {"all": [{"m": {_SENTINEL: 1}}]}}
        definition |= {str(number): _definition(rule) for number, rule in enumerate(rules)}
        with _lock:
            name = f"yaoxie-{next(_numbers)}"
            self._handle = durable.create_ruleset(name, json.dumps(definition))
        self._release = weakref.finalize(self, _delete, self._handle)

    def fired(self, facts: Mapping[str, Any_], year: int) -> list[str]:
        """The conclusions whose rules fire for one record of facts. The caller holds the lock."""
        tokens = _tokens()
        record = ['{"sid":"1","id":"1","always":1']
        record += [name + tokens[facts[fact]] for name, fact in self._words if fact in facts]
        record += [f"{name}{facts[fact]:d}" for name, fact in self._amounts if fact in facts]
        for name, fact in self._claim_days:
            if fact in facts:
                record.append(f"{name}{_number(facts[fact], year)}")
        for name, fact in self._days:
            if fact in facts:
                record.append(f"{name}{_number(facts[fact])}")
        for name, fact, word in self._members:
            if fact in facts:
                record.append(name + tokens[word in facts[fact]])
        record.append("}")
        fired = self._run("".join(record))
        return [self._names[int(name)] for name in fired if name != _SENTINEL]

    def _run(self, record: str) -> list[str]:
        handle = self._handle
        try:
            state = durable.assert_fact(handle, record)[1]
            started = durable.start_action_for_state(handle, state)
            fired = []
            message = started[1] if started else None
            while message:
                fired.append(message[2 : message.index('"', 2)])
                message = durable.complete_and_start_action(handle, state)
        except Exception as error:
            # Deleting a state in doubt could crash the process; deleting the whole ruleset cannot.
            self._release()
            raise InferenceError(f"the production rules failed: {error}") from error
        durable.delete_state(handle, "1")
        if not fired:
            raise InferenceError("the production rules failed: the sentinel did not fire")
        return fired


def _named(fact: _Fact) -> tuple[str, str]:
    return f",{json.dumps(fact.name)}:", fact.source


def _turned(facts: Iterable[_Fact], turn: str) -> list[tuple[str, str]]:
    return [_named(fact) for fact in facts if fact.turn == turn]


def _delete(handle: int) -> None:
    with _lock:
        durable.delete_ruleset(handle)


def _definition(rule: _Rule) -> dict[str, object]:
    tests = [_expression(premise) for premise in rule.premises]
    return {"all": [{"m": {"$and": [{_SENTINEL: 1}, *tests]}}]}


def _expression(premise: _Premise) -> dict[str, object]:
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


def _shards(rules: list[_Rule]) -> list[_Shard]:
    shards: list[list[_Rule]] = [[]]
    facts: set[_Fact] = set()
    for rule in rules:
        wanted = {premise.fact for premise in rule.premises}
        if len(shards[-1]) >= MAX_RULES or len(facts | wanted) > MAX_FACTS:
            shards.append([])
            facts = set()
        shards[-1].append(rule)
        facts |= wanted
    return [_Shard(shard) for shard in shards if shard]


class _Program:
    """Strata of shards: each stratum adds what it concludes to the facts of the next."""

    def __init__(self, strata: list[list[_Rule]]) -> None:
        self.strata = [_shards(rules) for rules in strata]

    def run(self, facts: Mapping[str, Value], year: int) -> set[str]:
        if len(self.strata) == 1 and len(self.strata[0]) == 1:
            return set(self.strata[0][0].fired(facts, year))
        known: dict[str, Any_] = dict(facts)
        concluded: set[str] = set()
        for shards in self.strata:
            found = {name for shard in shards for name in shard.fired(known, year)}
            known |= dict.fromkeys(found, True)
            concluded |= found
        return concluded


class Inference:
    """The production rules of a plan: which supports are eligible."""

    def __init__(self, plan: Plan) -> None:
        company = _Compiler(plan.windows)
        company.conclude(_APPLICANT, _conditions(plan.applicant))
        self._applicant = _Program(company.strata)
        self._programs: dict[str, _Program] = {}
        for kind in dict.fromkeys(support.kind for support in plan.supports):
            compiler = _Compiler(plan.windows, given=(_APPLICANT,))
            for support in plan.supports:
                if support.kind == kind:
                    compiler.conclude(f"support {support.id}", _conditions(support.requirements))
            self._programs[kind] = _Program(compiler.strata)

    def eligible(
        self,
        company: Mapping[str, Value],
        subjects: Sequence[tuple[str, Mapping[str, Value]]],
        year: int,
    ) -> list[set[str]]:
        """For each subject (its kind and facts), the supports whose rules fired.

        Raises InferenceError where durable-rules fails.
        """
        with _lock:
            applicant = _APPLICANT in self._applicant.run(company, year)
            decided = []
            for kind, facts in subjects:
                program = self._programs.get(kind)
                if program is None:
                    decided.append(set[str]())
                    continue
                fired = program.run({**facts, _APPLICANT: applicant}, year)
                decided.append({name[8:] for name in fired if name.startswith("support ")})
            return decided


def _conditions(requirements: Iterable[Requirement]) -> list[Condition]:
    return [requirement.condition for requirement in requirements]

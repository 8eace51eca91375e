"""Conditions as production rules, decided by durable-rules.

The only module that knows durable-rules. It drives the package's C module without its Python host,
and never leaves the bounds inside which that module was measured to be right:

- Every rule is one flat conjunction over one fact, so it fires at most once. An `any` becomes a fact
  of its own, concluded by one rule per branch in an earlier stage (a stratum); so no `$or` is ever
  nested, but for the words of one field, of which at most one can be true.
- A ruleset (a shard) holds at most MAX_RULES rules and MAX_FACTS facts.
- Every ruleset has a sentinel that fires for every fact, and every state is deleted after its fact.
- Only words of the vocabulary, whole numbers and booleans go in.
"""

from __future__ import annotations

import itertools
import json
import threading
import weakref
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

import durable_rules_engine as durable

from yaoxie import measure
from yaoxie.conditions import All, Any, Condition, Not, Test
from yaoxie.errors import InferenceError
from yaoxie.facts import Value
from yaoxie.plan import Plan, Requirement

MAX_RULES = 60  # 64 at once fail, the sentinel included
MAX_FACTS = 200  # 250 properties fail
MAX_PREMISES = 100
MAX_CHOICES = 10  # 15 `$or` in one rule fail
MAX_WORDS = 30

_SENTINEL = "always"
_APPLICANT = "applicant"
_ANCHORS = {"claim-year-start": 101, "claim-year-end": 1231, "previous-year-end": 1231 - 10_000}
_lock = threading.RLock()
_numbers = itertools.count()
_encode = json.JSONEncoder(separators=(",", ":")).encode


class _Fact(NamedTuple):
    """A fact as durable-rules sees it: its name there, the record's fact, and how it is turned."""

    name: str
    source: str
    turn: str  # same, claim-day, day, has:WORD


class _Premise(NamedTuple):
    """One comparison; with several operands, the fact equals one of them."""

    fact: _Fact
    operator: str
    operands: tuple[bool | int | str, ...]


@dataclass(slots=True)
class _Rule:
    concludes: str
    premises: list[_Premise]


@dataclass(slots=True)
class _Compiler:
    """Turns conditions into flat rules, in strata."""

    windows: Mapping[str, measure.Window]
    strata: list[list[_Rule]] = field(default_factory=list)
    concluded: dict[str, int] = field(default_factory=dict)
    given: frozenset[str] = frozenset()

    def conclude(self, name: str, conditions: Iterable[Condition]) -> None:
        """A rule that concludes `name` when all conditions are met."""
        premises = [premise for condition in conditions for premise in self._met(condition)]
        if _APPLICANT in self.given:
            premises.insert(0, _concluded(_APPLICANT))
        self._rule(name, premises)

    def _rule(self, name: str, premises: list[_Premise]) -> None:
        premises = list(dict.fromkeys(premises))
        while len(premises) > MAX_PREMISES or _choices(premises) > MAX_CHOICES:
            size = MAX_PREMISES if _choices(premises) <= MAX_CHOICES else MAX_CHOICES
            chunks = [premises[i : i + size] for i in range(0, len(premises), size)]
            premises = [self._aside([chunk]) for chunk in chunks]
        stratum = (
            max((self.concluded.get(premise.fact.name, -1) for premise in premises), default=-1) + 1
        )
        while len(self.strata) <= stratum:
            self.strata.append([])
        self.strata[stratum].append(_Rule(name, premises))
        self.concluded[name] = max(stratum, self.concluded.get(name, 0))

    def _aside(self, branches: Iterable[list[_Premise]]) -> _Premise:
        name = f"any-{len(self.concluded)}"
        self.concluded[name] = 0
        for branch in branches:
            self._rule(name, branch)
        return _concluded(name)

    def _met(self, condition: Condition) -> list[_Premise]:
        match condition:
            case Test():
                return self._test_met(condition)
            case All(parts):
                return [premise for part in parts for premise in self._met(part)]
            case Any(parts):
                return [self._aside(self._met(part) for part in parts)]
            case Not(part):
                return self._unmet(part)

    def _unmet(self, condition: Condition) -> list[_Premise]:
        match condition:
            case Test():
                return self._test_unmet(condition)
            case All(parts):
                return [self._aside(self._unmet(part) for part in parts)]
            case Any(parts):
                return [premise for part in parts for premise in self._unmet(part)]
            case Not(part):
                return self._met(part)

    def _test_met(self, test: Test) -> list[_Premise]:
        match test.operator:
            case "is":
                return [_premise(test.fact, "==", test.operand)]
            case "one_of" if test.type.name == "words":
                return [self._aside(_has(test.fact, word, True) for word in _words(test))]
            case "one_of":
                words = _words(test)
                chunks = [words[i : i + MAX_WORDS] for i in range(0, len(words), MAX_WORDS)]
                choices = [_Premise(_same(test.fact), "==", tuple(chunk)) for chunk in chunks]
                return choices if len(choices) == 1 else [self._aside([c] for c in choices)]
            case "at_least":
                return [_premise(test.fact, ">=", test.operand)]
            case "at_most":
                return [_premise(test.fact, "<=", test.operand)]
            case _:
                first, last = self._days(test)
                return [
                    *([_day(test, ">=", first)] if first else []),
                    *([_day(test, "<=", last)] if last else []),
                ]

    def _test_unmet(self, test: Test) -> list[_Premise]:
        match test.operator:
            case "is":
                known = [_premise(test.fact, "!=", test.operand)]
            case "one_of" if test.type.name == "words":
                known = [
                    premise for word in _words(test) for premise in _has(test.fact, word, False)
                ]
            case "one_of":
                known = [_premise(test.fact, "!=", word) for word in _words(test)]
            case "at_least":
                known = [_premise(test.fact, "<", test.operand)]
            case "at_most":
                known = [_premise(test.fact, ">", test.operand)]
            case _:
                first, last = self._days(test)
                outside = [[_day(test, "<", first)]] if first else []
                outside += [[_day(test, ">", last)]] if last else []
                return [self._aside([*outside, *_unlisted(test)])]
        return known if test.milestone is None else [self._aside([known, *_unlisted(test)])]

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


def _unlisted(test: Test) -> list[list[_Premise]]:
    return [] if test.milestone is None else [[_premise(test.milestone, "==", False)]]


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


def _same(fact: str) -> _Fact:
    return _Fact(fact, fact, "same")


def _concluded(name: str) -> _Premise:
    return _Premise(_same(name), "==", (True,))


def _premise(fact: str, operator: str, operand: object) -> _Premise:
    assert isinstance(operand, (bool, int, str))
    return _Premise(_same(fact), operator, (operand,))


def _has(fact: str, word: str, flag: bool) -> list[_Premise]:
    return [_Premise(_Fact(f"{fact}.{word}", fact, f"has:{word}"), "==", (flag,))]


def _words(test: Test) -> tuple[str, ...]:
    assert isinstance(test.operand, tuple)
    return test.operand


def _choices(premises: list[_Premise]) -> int:
    return sum(len(premise.operands) > 1 for premise in premises)


class _Shard:
    """One ruleset of durable-rules."""

    def __init__(self, rules: Sequence[_Rule]) -> None:
        self.names = [rule.concludes for rule in rules]
        facts = dict.fromkeys(premise.fact for rule in rules for premise in rule.premises)
        self.plain = [(f.name, f.source) for f in facts if f.turn == "same"]
        self.claim_days = [(f.name, f.source) for f in facts if f.turn == "claim-day"]
        self.days = [(f.name, f.source) for f in facts if f.turn == "day"]
        self.members = [(f.name, f.source, f.turn[4:]) for f in facts if f.turn.startswith("has:")]
        definition: dict[str, object] = {_SENTINEL: {"all": [{"m": {_SENTINEL: 1}}]}}
        definition |= {str(number): _definition(rule) for number, rule in enumerate(rules)}
        with _lock:
            self._handle = durable.create_ruleset(
                f"yaoxie-{next(_numbers)}", json.dumps(definition)
            )
        self._release = weakref.finalize(self, _delete, self._handle)

    def fired(self, facts: Mapping[str, Value], year: int) -> Iterator[str]:
        """The conclusions whose rules fire for one record of facts. Holds the lock."""
        record: dict[str, Value] = {"sid": "1", "id": "1", _SENTINEL: 1}
        for name, source in self.plain:
            if source in facts:
                record[name] = facts[source]
        for name, source in self.claim_days:
            if source in facts:
                record[name] = _number(facts[source], year)  # type: ignore[arg-type]
        for name, source in self.days:
            if source in facts:
                record[name] = _number(facts[source])  # type: ignore[arg-type]
        for name, source, word in self.members:
            if source in facts:
                record[name] = word in facts[source]  # type: ignore[operator]
        for name in self._run(_encode(record)):
            if name != _SENTINEL:
                yield self.names[int(name)]

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
            # Its state is in doubt: deleting that could crash the process, the whole ruleset cannot.
            self._release()
            raise InferenceError(f"the production rules failed: {error}") from error
        durable.delete_state(handle, "1")
        if not fired:
            raise InferenceError("the production rules failed: the sentinel did not fire")
        return fired


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
        known = dict(facts)
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
            compiler = _Compiler(plan.windows, given=frozenset([_APPLICANT]))
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

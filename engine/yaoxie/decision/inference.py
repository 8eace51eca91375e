"""Runs production rules on facts: which supports are eligible.

The only module that drives durable-rules. It calls the package's C module without its Python host,
and never leaves the bounds inside which that module was measured to be right:

- A ruleset (a shard) holds at most MAX_RULES rules, each firing at most once, and MAX_FACTS facts.
- Every ruleset has a sentinel that fires for every fact, and every state is deleted after its fact.
- Only words of the vocabulary, whole numbers and booleans go in.

Rules only compare, so records that no comparison tells apart are one class, and of each class what
the rules concluded is remembered: they decide a class once, not every profile that is in it. What
is remembered is held against the explanation of every profile all the same. Without `memo`, every
record of every profile passes through durable-rules.
"""

from __future__ import annotations

import itertools
import json
import threading
import weakref
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

import durable_rules_engine as durable

from yaoxie.decision.classes import Class, Classes
from yaoxie.decision.production import SENTINEL, Compiler, Rule, definition
from yaoxie.errors import InferenceError
from yaoxie.messages import Message, Words
from yaoxie.profile.facts import Subject, Value
from yaoxie.profile.vocabulary import Vocabulary
from yaoxie.rules.conditions import Condition
from yaoxie.rules.days import day_number
from yaoxie.rules.plan import Plan, Requirement, Supplement, Support
from yaoxie.rules.premises import Fact
from yaoxie.values import millionths

MAX_RULES = 60  # 64 at once fail, the sentinel included
MAX_FACTS = 200  # 250 properties fail
MAX_CLASSES = 2000  # of facts, that a program remembers

_APPLICANT = "the applicant"  # the space keeps it apart from ids of supports
_SENTINEL_RULE = "end"
_COMPANY = f'{{"sid":"1","id":"1","{SENTINEL}":1'
_OPENINGS = {  # of a record, by whether the company is sure to be an applicant; None: not yet known
    None: _COMPANY,
    True: f'{_COMPANY},"{_APPLICANT}":true',
    False: f'{_COMPANY},"{_APPLICANT}":false',
}
_NOTHING: frozenset[str] = frozenset()
_lock = threading.RLock()
_numbers = itertools.count()
_KEPT_VOCABULARIES = 16


@lru_cache(_KEPT_VOCABULARIES)
def _tokens(vocabulary: Vocabulary) -> dict[Value, str]:
    """Every word and boolean as JSON; what is not here cannot go in."""
    words = (word.id for word in vocabulary.every_word())
    tokens: dict[Value, str] = {word: json.dumps(word) for word in words}
    return tokens | {True: "true", False: "false"}


class _Shard:
    """One ruleset of durable-rules."""

    def __init__(self, rules: Sequence[Rule], tokens: Mapping[Value, str]) -> None:
        self._tokens = tokens
        names = [f"{number:03}" for number in range(len(rules))]  # of one width: see _run
        self._conclusions = dict(zip(names, (rule.concludes for rule in rules), strict=True))
        self._conclusions[_SENTINEL_RULE] = ""  # no id is empty
        facts = dict.fromkeys(premise.fact for rule in rules for premise in rule.premises)
        self._words = [named for named in _turned(facts, "word") if named[1] != _APPLICANT]
        self._amounts = _turned(facts, "amount")
        self._rates = _turned(facts, "rate")
        self._claim_years = _turned(facts, "claim-year")
        self._claim_days = _turned(facts, "claim-day")
        self._days = _turned(facts, "day")
        self._parts = [(*_named(fact), fact.part) for fact in facts if fact.part is not None]
        self._members = [(*_named(f), f.turn[4:]) for f in facts if f.turn.startswith("has:")]
        ruleset: dict[str, object] = {_SENTINEL_RULE: {"all": [{"m": {SENTINEL: 1}}]}}
        ruleset |= {name: definition(rule) for name, rule in zip(names, rules, strict=True)}
        self._ruleset = json.dumps(ruleset)
        self._open()

    def _open(self) -> None:
        with _lock:
            self._handle = durable.create_ruleset(f"yaoxie-{next(_numbers)}", self._ruleset)
        self._close = weakref.finalize(self, _delete, self._handle)

    def fired(self, facts: Mapping[str, Any], opening: str, year: int) -> set[str]:
        """What the rules conclude from one record of facts. The caller holds the lock."""
        tokens = self._tokens
        record = [opening]
        record += [name + tokens[facts[fact]] for name, fact in self._words if fact in facts]
        if self._amounts:
            record += [f"{name}{facts[fact]:d}" for name, fact in self._amounts if fact in facts]
        for name, fact in self._rates:
            if fact in facts:
                record.append(name + str(millionths(facts[fact])))
        for name, _ in self._claim_years:
            record.append(f"{name}{year}")
        for name, fact in self._claim_days:
            if fact in facts:
                record.append(name + str(day_number(facts[fact], year)))
        for name, fact in self._days:
            if fact in facts:
                record.append(name + str(day_number(facts[fact])))
        for name, fact, part in self._parts:
            if fact in facts and part.of in facts:
                record.append(name + tokens[part.holds(facts[fact], facts[part.of])])
        for name, fact, word in self._members:
            if fact in facts:
                record.append(name + tokens[word in facts[fact]])
        record.append("}")
        return self._run("".join(record))

    def _run(self, record: str) -> set[str]:
        handle, conclusions = self._handle, self._conclusions
        try:
            state = durable.assert_fact(handle, record)[1]
            started = durable.start_action_for_state(handle, state)
            fired = set()
            message = started[1] if started else None
            while message:
                fired.add(conclusions[message[2:5]])  # {"RULE": …}
                message = durable.complete_and_start_action(handle, state)
        except Exception as error:
            # Deleting a state in doubt could crash the process; deleting the whole ruleset cannot.
            self._close()
            self._open()
            reason = Words("规则引擎报错", str(error))
            raise InferenceError(Message("rules.production-failed", reason=reason)) from error
        durable.delete_state(handle, "1")
        if not fired:
            silent = Message("rules.no-sentinel")
            raise InferenceError(Message("rules.production-failed", reason=silent))
        return fired


def _named(fact: Fact) -> tuple[str, str]:
    return f",{json.dumps(fact.name)}:", fact.source


def _turned(facts: Iterable[Fact], turn: str) -> list[tuple[str, str]]:
    return [_named(fact) for fact in facts if fact.turn == turn]


def _delete(handle: int) -> None:
    with _lock:
        durable.delete_ruleset(handle)


def _shards(rules: list[Rule], tokens: Mapping[Value, str]) -> list[_Shard]:
    shards: list[list[Rule]] = [[]]
    facts: set[Fact] = set()
    for rule in rules:
        read = {premise.fact for premise in rule.premises}
        if len(shards[-1]) >= MAX_RULES or len(facts | read) > MAX_FACTS:
            shards.append([])
            facts = set()
        shards[-1].append(rule)
        facts |= read
    return [_Shard(shard, tokens) for shard in shards if shard]


class _Program:
    """Strata of shards: each stratum adds what it concludes to the facts of the next.

    With `memo`, it remembers what it concluded of each class of facts.
    """

    def __init__(self, strata: list[list[Rule]], vocabulary: Vocabulary, *, memo: bool) -> None:
        tokens = _tokens(vocabulary)
        self.strata = [_shards(rules, tokens) for rules in strata]
        alone = len(self.strata) == 1 and len(self.strata[0]) == 1
        self._only = self.strata[0][0] if alone else None
        rules = [rule for stratum in strata for rule in stratum]
        self._classes = Classes(rules, _APPLICANT) if memo else None
        self._memo: dict[Class, frozenset[str]] = {}

    def run(self, facts: Mapping[str, Value], applicant: bool | None, year: int) -> frozenset[str]:
        if self._classes is None:
            return self._conclude(facts, applicant, year)
        class_ = self._classes.of(facts, applicant, year)
        concluded = self._memo.get(class_)
        if concluded is None:
            concluded = self._conclude(facts, applicant, year)
            self._remember(class_, concluded)
        return concluded

    def _remember(self, class_: Class, concluded: frozenset[str]) -> None:
        with _lock:
            if len(self._memo) >= MAX_CLASSES:
                del self._memo[next(iter(self._memo))]  # the oldest
            self._memo[class_] = concluded

    def _conclude(
        self, facts: Mapping[str, Value], applicant: bool | None, year: int
    ) -> frozenset[str]:
        opening = _OPENINGS[applicant]
        with _lock:
            if self._only is not None:
                return frozenset(self._only.fired(facts, opening, year))
            known: dict[str, Any] = dict(facts)
            concluded: set[str] = set()
            for shards in self.strata:
                fired = {name for shard in shards for name in shard.fired(known, opening, year)}
                known |= dict.fromkeys(fired, True)
                concluded |= fired
            return frozenset(concluded)


class Inference:
    """The production rules of a plan: which supports are eligible."""

    def __init__(self, plan: Plan, *, memo: bool = True) -> None:
        company = Compiler(plan.windows)
        company.conclude(_APPLICANT, _conditions(plan.applicant))
        self._applicant = _Program(company.strata, plan.vocabulary, memo=memo)
        self._programs: dict[str, _Program] = {}
        for kind in dict.fromkeys(support.kind for support in plan.supports):
            compiler = Compiler(plan.windows, given=(_APPLICANT,))
            for support in plan.supports:
                if support.kind == kind:
                    compiler.conclude(support.id, _conditions(support.requirements))
                    for supplement in support.supplements:
                        name = supplement_name(support, supplement)
                        compiler.conclude(name, [supplement.condition])
            self._programs[kind] = _Program(compiler.strata, plan.vocabulary, memo=memo)

    def applies(self, company: Subject, year: int) -> bool:
        """Whether the company meets what is required of every applicant. Raises as `eligible`."""
        return _APPLICANT in self._applicant.run(company.facts, None, year)

    def eligible(
        self,
        company: Subject,
        subjects: Sequence[Subject],
        year: int,
    ) -> list[frozenset[str]]:
        """What was concluded of each subject: among it, the ids of supports.

        Raises InferenceError where durable-rules fails.
        """
        applicant = self.applies(company, year)
        programs = self._programs
        return [
            programs[subject.kind].run(subject.facts, applicant, year)
            if subject.kind in programs
            else _NOTHING
            for subject in subjects
        ]


def supplement_name(support: Support, supplement: Supplement) -> str:
    """What production rules conclude where a supplement's condition is met; no id has a plus."""
    return f"{support.id}+{supplement.id}"


def _conditions(requirements: Iterable[Requirement]) -> list[Condition]:
    return [requirement.condition for requirement in requirements]

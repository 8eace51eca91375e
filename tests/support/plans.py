"""Small rulebooks in which claims of several years touch each other, and two other planners.

`most_by_trying` files every set of findings and lets the engine settle each, year by year.
`most_by_counting` gives the terms of a choice to CP-SAT, which reckons in whole numbers alone.
"""

from __future__ import annotations

import copy
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product
from random import Random
from typing import Any

from msgspec import structs
from ortools.sat.python import cp_model
from yaoxie import Profile, Rulebook
from yaoxie.advice.planning.filings import Filing, Pool
from yaoxie.decision import between
from yaoxie.decision.evaluator import Evaluator
from yaoxie.decision.finding import Finding
from yaoxie.profile.model import Award
from yaoxie.rules.library import MeasureChoice

from tests.support.rulebooks import direct, simple, support_of
from tests.support.strategies.rulebooks import SOURCE, TITLE, Files

Data = dict[str, Any]
AMOUNTS = (1, 2, 3, 5, 7, 10, 12, 20)
YEARS = (2019, 2020, 2021)
MILESTONES = ("phase_1_entered", "phase_2_completed", "phase_3_completed")


@dataclass(frozen=True)
class Case:
    """A company, and measures to plan under."""

    rulebook: Rulebook
    profile: Profile
    years: tuple[int, ...]
    files: tuple[Files, ...] = ()
    between: Sequence[Data] = ()

    def without_limit(self, measure: str, limit: str) -> Case:
        """The same case where a measure has one limit less."""
        changed = copy.deepcopy(self.files)
        for entry in changed:
            if entry.measure["id"] == measure:
                limits = entry.measure["limits"]
                entry.measure["limits"] = [e for e in limits if e["id"] != limit]
        rulebook = direct(*changed, rules_between=list(self.between))
        return replace(self, rulebook=rulebook, files=changed)

    @property
    def evaluator(self) -> Evaluator:
        """What decides and settles."""
        return Evaluator(self.rulebook.library)


def random_case(rng: Random, most_drugs: int = 3, amounts: Sequence[int] = AMOUNTS) -> Case:
    """One or two measures over drugs: ceilings, shares, groups and limits, yearly and once."""
    names = ["m-0", "m-1"][: rng.choice([1, 2])]
    rules = _rules_between(rng, names) if len(names) > 1 else []
    files = tuple(_measure(rng, name, amounts, [e for e in names if e != name]) for name in names)
    rulebook = direct(*files, rules_between=rules)
    years = YEARS[: rng.choice([2, 3])]
    drugs = [
        _drug(rng, number) for number in range(rng.randint(max(1, most_drugs - 2), most_drugs))
    ]
    awards = [
        {
            "measure": rng.choice(names),
            "support": f"s-{rng.randrange(3)}",
            "subject": rng.choice(drugs)["id"],
            "year": rng.choice([2017, 2018, 2019, 2020, 2023]),
            "amount": rng.choice(AMOUNTS),
        }
        for _ in range(rng.choice([0, 0, 1, 2]))
    ]
    data = {"company": {"name": "甲"}, "drugs": drugs, "awards": awards}
    return Case(rulebook, rulebook.profile(data), years, files, rules)


def _rules_between(rng: Random, names: Sequence[str]) -> list[Data]:
    if not rng.randrange(4):
        return []
    rule = {"id": "r", "title": TITLE, "rule": rng.choice(["excluded", "higher-of"])}
    rule |= {"per": rng.choice(["subject", "company"]), "period": rng.choice(["once", "year"])}
    members: list[Data] = [{"measure": name} for name in names]
    if rng.randrange(2):
        members[0]["supports"] = ["s-0"]
    return [{**rule, "members": members, "source": {**SOURCE, "measure": names[0]}}]


def _drug(rng: Random, number: int) -> Data:
    milestones = [
        {"milestone": name, "date": f"{year}-06-01"}
        for name, year in zip(MILESTONES, sorted(rng.choices(range(2018, 2021), k=3)), strict=True)
        if rng.randrange(6)
    ]
    drug: Data = {"id": f"D{number}"}
    if rng.randrange(3):
        drug["project_investment"] = rng.choice([0, 7, 20, 33, 100])
    if not rng.randrange(4):
        drug["family"] = "D0"
    if rng.randrange(6):
        drug["milestones"] = milestones
    return drug


def _measure(rng: Random, name: str, amounts: Sequence[int], payers: Sequence[str]) -> Files:
    supports = [
        _support(rng, f"s-{number}", amounts, payers) for number in range(rng.randint(1, 3))
    ]
    names = [support["id"] for support in supports]
    groups, limits = [], []
    if len(names) > 1 and rng.randrange(3):
        groups = [_group(rng, names)]
    if rng.randrange(3):
        inner = names if groups else rng.sample(names, rng.randint(1, len(names)))
        limits = [_limit(rng, "inner", "subject", inner, amounts)]
        if groups and groups[0]["per"] == "company":
            limits[0]["per"] = "company"
    if rng.randrange(3):
        limits.append(_limit(rng, "outer", "company", names, amounts))
    windows = {"by-end": {"last": "claim-year-end"}, "within": WITHIN}
    inside = [entry for entry in limits if entry["id"] == "inner"]
    at_most = [] if groups or rng.randrange(2) else [_at_most(rng, names, bool(inside))]
    more = {"limits": limits, "windows": windows, "at_most": at_most}
    return simple(supports, name, groups=groups, **more)


def _at_most(rng: Random, supports: Sequence[str], with_limits: bool) -> Data:
    """How many are supported; only subjects are counted after the limits inside."""
    count = "subjects" if with_limits else rng.choice(["subjects", "years", "instalments"])
    per = "company" if count == "subjects" else rng.choice(["subject", "company"])
    entry: Data = {"id": "n", "title": TITLE, "count": count, "most": rng.choice([1, 2])}
    entry["per"] = per
    if count != "years":
        entry["period"] = rng.choice(["once", "year"])
    return {**entry, "supports": list(supports), "source": SOURCE}


WITHIN = {"first": "claim-year-start", "last": "claim-year-end"}


def _support(rng: Random, name: str, amounts: Sequence[int], payers: Sequence[str] = ()) -> Data:
    reached = {
        "milestone": rng.choice(MILESTONES),
        "reached": rng.choice(["by-end", "by-end", "within"]),
    }
    gives: Data = {"period": rng.choice(["year", "once"])}
    gives["ceiling"] = {"amount": rng.choice(amounts), "source": SOURCE}
    if not rng.randrange(3):
        rate = rng.choice(["0.30", "0.333333", "0.1"])
        period = rng.choice(["year", "once"])
        of = "drug.project_investment"
        gives["share"] = {"of": of, "rate": rate, "period": period, "source": SOURCE}
        if payers and rng.randrange(3):
            gives["share"]["tops_up"] = list(payers)
    if not rng.randrange(3):
        gives["increase"] = [
            {
                "id": "more",
                "title": TITLE,
                "amount": rng.choice([1, 3, 8]),
                "when": {"milestone": rng.choice(MILESTONES), "reached": "within"},
                "source": SOURCE,
            }
        ]
    return support_of(name, "drug", reached, **gives)


def _group(rng: Random, names: Sequence[str]) -> Data:
    members: list[Data] = [{"support": name} for name in names]
    if len(names) > 2 and rng.randrange(2):
        members = [{"supports": list(names[:2])}, {"support": names[2]}]
    group = {"id": "g", "title": TITLE, "per": rng.choice(["subject", "subject", "company"])}
    more: Data = {} if rng.randrange(3) else {"single_year": {}}
    return {**group, "members": members, "source": SOURCE, **more}


def _limit(
    rng: Random, name: str, per: str, supports: Sequence[str], amounts: Sequence[int]
) -> Data:
    limit: Data = {"id": name, "title": TITLE, "per": per, "supports": list(supports)}
    limit |= {"period": rng.choice(["year", "once"]), "source": SOURCE}
    if rng.randrange(4):
        return {**limit, "amount": rng.choice(amounts)}
    return {**limit, "share": {"of": "drug.project_investment", "rate": "0.30"}}


May = Callable[[int, str, Finding], bool]  # whether a finding may be filed in a year


class Trying:
    """Every set of findings that may be filed, settled by the engine."""

    def __init__(self, case: Case, *, undetermined: bool, may: May = lambda *_: True) -> None:
        self._case = case
        evaluator = case.evaluator
        self._subjects = evaluator.subjects(case.profile)
        self._evaluator = evaluator
        self._ready = []
        for year in case.years:
            for name in case.rulebook.measures:
                choice = case.rulebook.library.default(name)
                evaluation = evaluator.evaluation(choice, year)
                findings = [
                    structs.replace(finding, status="eligible")
                    for finding in evaluation.decide(case.profile, self._subjects)
                    if may(year, name, finding)
                    and (
                        finding.status == "eligible"
                        or (undetermined and finding.status == "undetermined")
                    )
                ]
                self._ready.append((year, choice, evaluation, findings))

    @property
    def count(self) -> int:
        """How many findings may be filed."""
        return sum(len(findings) for *_, findings in self._ready)

    def most(
        self, weights: Mapping[int, Fraction] | None = None, claims_a_year: int | None = None
    ) -> Fraction:
        """The most that any set of them brings, in present value."""
        best = Fraction(0)
        for filed in product([False, True], repeat=self.count):
            best = max(best, self._value(filed, weights, claims_a_year))
        return best

    def _value(
        self,
        filed: Sequence[bool],
        weights: Mapping[int, Fraction] | None,
        claims_a_year: int | None,
    ) -> Fraction:
        rest = list(filed)
        awards = list(self._case.profile.awards or ())
        total = Fraction(0)
        for year in self._case.years:
            settled: dict[MeasureChoice, list[Finding]] = {}
            claims = 0
            for of_year, choice, evaluation, findings in self._ready:
                if of_year != year:
                    continue
                taken, rest = rest[: len(findings)], rest[len(findings) :]
                own = [finding for finding, filed_ in zip(findings, taken, strict=True) if filed_]
                claims += len(own)
                settled[choice] = evaluation.settle(own, awards, self._subjects)[0]
            if claims_a_year is not None and claims > claims_a_year:
                return Fraction(0)
            brings = self._together(year, settled, awards)
            if brings is None:
                return Fraction(0)
            total += brings * (weights[year] if weights else 1)
            awards += [
                _award(choice.measure, year, finding)
                for choice, findings in settled.items()
                for finding in findings
                if finding.counted
            ]
        return total

    def _together(
        self, year: int, settled: Mapping[MeasureChoice, list[Finding]], awards: Sequence[Award]
    ) -> int | None:
        """What a year brings; None where a rule between measures would leave some claim out."""
        ruling = self._evaluator.ruling_of(settled, year, awards, self._subjects)
        every = {name.measure: findings for name, findings in settled.items()}
        if ruling is None:
            return sum(e.counted for findings in every.values() for e in findings)
        paid = {name: [e for e in own if e.counted] for name, own in every.items()}
        for rule in self._case.rulebook.library.between:
            for name, findings in paid.items():
                for finding in findings:
                    cell = between.cell_of(rule, finding.subject.key)
                    under = rule.holds_for(name, finding.support)
                    if under and ruling.total.counts.get(cell) != name:
                        return None
        return ruling.total.total


def _award(measure: str, year: int, finding: Finding) -> Award:
    subject = finding.subject.id
    assert subject is not None
    amount = finding.counted
    return Award(
        measure=measure, support=finding.support, subject=subject, year=year, amount=amount
    )


def most_by_counting(filings: Sequence[Filing], claims_a_year: int | None = None) -> int:
    """The most that filings bring, by another solver and another program."""
    model = cp_model.CpModel()
    most = sum(filing.amount for filing in filings)
    drawn: dict[Pool, list[Any]] = defaultdict(list)
    filed, paid = [], []
    for number, filing in enumerate(filings):
        is_filed = model.new_bool_var(f"filed-{number}")
        due = model.new_int_var(-most, most, f"due-{number}")
        rests: list[Any] = [
            left - sum(drawn[pool]) for pool, left in filing.draws if left is not None
        ]
        model.add_min_equality(due, [filing.ceiling, *rests])
        standing = model.new_int_var(0, most, f"standing-{number}")
        model.add_max_equality(standing, [due, 0])
        amount = model.new_int_var(0, most, f"paid-{number}")
        model.add(amount == standing).only_enforce_if(is_filed)
        model.add(amount == 0).only_enforce_if(~is_filed)
        for draw in filing.draws:
            drawn[draw.pool].append(amount)
        filed.append(is_filed)
        paid.append(amount)
    for number, filing in enumerate(filings):
        for other in range(number):
            if _conflict(filing, filings[other]):
                model.add_at_most_one(filed[number], filed[other])
    if claims_a_year is not None:
        for year in {filing.year for filing in filings}:
            of_year = [e for e, filing in zip(filed, filings, strict=True) if filing.year == year]
            model.add(sum(of_year) <= claims_a_year)
    charged = _counted_and_charged(model, filings, filed)
    model.maximize(sum(paid) - sum(charged))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    assert solver.solve(model) == cp_model.OPTIMAL
    return round(solver.objective_value)


def _conflict(filing: Filing, other: Filing) -> bool:
    """Whether only one of two filings is ever paid."""
    if filing.form is not None and filing.form == other.form:
        return True
    followed = {line.exclusive: line for line in other.lines}
    return any(followed.get(line.exclusive, line) != line for line in filing.lines)


def _counted_and_charged(
    model: cp_model.CpModel, filings: Sequence[Filing], filed: Sequence[Any]
) -> list[Any]:
    """Holds the filings to their counters, and gives what awards of other measures take."""
    counters: dict[Any, dict[str, Any]] = defaultdict(dict)
    for is_filed, filing in zip(filed, filings, strict=True):
        for counter, unit in filing.tallies:
            column = counters[counter].setdefault(
                unit, model.new_bool_var(f"{counter.name}-{counter.cell}-{unit}")
            )
            model.add_implication(is_filed, column)
    for counter, units in counters.items():
        model.add(sum(units.values()) <= counter.most)
    charged: list[Any] = []
    for charge in {filing.charge for filing in filings if filing.charge is not None}:
        column = model.new_bool_var(f"charge-{len(charged)}")
        for is_filed, filing in zip(filed, filings, strict=True):
            if filing.charge == charge:
                model.add_implication(is_filed, column)
        charged.append(charge.amount * column)
    return charged

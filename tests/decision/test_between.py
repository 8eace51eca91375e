"""Rules between measures: which of them counts, what awards of the others do, what totals are."""

from __future__ import annotations

import copy
import io
import itertools
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from yaoxie import Profile, Reports, Rulebook
from yaoxie.decision import between
from yaoxie.render.reports import render
from yaoxie.render.wording import Wording

from tests.support.rulebooks import direct, simple, support_of
from tests.support.settling import Settling
from tests.support.strategies import profiles
from tests.support.strategies.changes import reordered
from tests.support.strategies.rulebooks import SOURCE, TITLE, Files, titled

Data = dict[str, Any]
YEAR = 2019
THERAPY = {"field": "drug.breakthrough_therapy", "is": True}
HERE = {"field": "company.legal_person", "is": True}


def measure(name: str, amount: int, *, kind: str = "drug", **more: Any) -> Files:
    """A measure that gives an amount to each drug of breakthrough therapy, or to the company."""
    condition = THERAPY if kind == "drug" else HERE
    terms = {"ceiling": {"amount": amount, "source": SOURCE}}
    return simple([support_of("help", kind, condition, **terms)], name, **more)


def rule(kind: str, *members: Any, per: str = "subject", period: str = "once") -> Data:
    """A rule between measures, by their names or with supports."""
    named = [entry if isinstance(entry, dict) else {"measure": entry} for entry in members]
    source = {**SOURCE, "measure": named[0]["measure"]}
    terms = {} if kind == "together" else {"per": per, "period": period}
    return {"id": "r", "title": TITLE, "rule": kind, **terms, "members": named, "source": source}


def drug(name: str, therapy: bool | None = True, **more: Any) -> Data:
    return {"id": name, "breakthrough_therapy": therapy, **more}


def award(measure: str, amount: int, subject: str = "D", year: int = YEAR) -> Data:
    return {
        "measure": measure,
        "support": "help",
        "subject": subject,
        "year": year,
        "amount": amount,
    }


def company(*drugs: Data, **more: Any) -> Data:
    return {"company": {"name": "甲", "legal_person": True}, "drugs": list(drugs), **more}


def together(rulebook: Rulebook, data: Data) -> Reports:
    return rulebook.evaluate_all(Profile.from_dict(data), YEAR)


def totals(rulebook: Rulebook, data: Data) -> tuple[int, int]:
    reports = together(rulebook, data)
    return reports.total_ceiling, reports.potential_ceiling


A, B = measure("a", 100), measure("b", 60)


@pytest.mark.parametrize(
    ("kind", "per", "total"),
    [
        ("excluded", "subject", 200),
        ("higher-of", "subject", 200),
        ("excluded", "company", 200),
        ("together", "", 320),
    ],
)
def test_of_measures_that_are_not_claimed_together_the_one_that_brings_more_counts(
    kind: str, per: str, total: int
) -> None:
    rulebook = direct(A, B, rules_between=[rule(kind, "a", "b", per=per)])
    assert totals(rulebook, company(drug("D"), drug("E"))) == (total, total)


def test_each_subject_has_its_own_choice_and_the_company_one() -> None:
    other = simple(
        [support_of("help", "drug", {"not": THERAPY}), support_of("more", "drug", THERAPY)], "c"
    )
    data = company(drug("D"), drug("E", False))
    members = ("a", {"measure": "c", "supports": ["help"]})
    for per, total in (("subject", 300), ("company", 200)):
        rulebook = direct(A, other, rules_between=[rule("excluded", *members, per=per)])
        assert totals(rulebook, data) == (total, total)


def test_forms_of_one_product_are_one_subject() -> None:
    rulebook = direct(A, B, rules_between=[rule("excluded", "a", "b")])
    data = company(drug("D", family="F"), drug("E", None, family="F"))
    assert totals(rulebook, data) == (100, 200)
    (entry,) = together(rulebook, data).between
    assert [choice["subject"] and choice["subject"]["id"] for choice in entry["choices"]] == ["D"]


def test_an_award_of_another_excludes_or_comes_off_in_its_period() -> None:
    data = company(drug("D"), awards=[award("b", 30, year=2018)])
    for kind, period, total in (
        ("excluded", "once", 60),
        ("excluded", "year", 100),
        ("higher-of", "once", 70),
        ("higher-of", "year", 100),
    ):
        rulebook = direct(A, B, rules_between=[rule(kind, "a", "b", period=period)])
        assert totals(rulebook, data) == (total, total), (kind, period)


def test_awards_of_a_measure_without_a_report_count_too() -> None:
    ended = measure("b", 60, dates={"first": "2010-01-01", "last": "2015-12-31"})
    rulebook = direct(A, ended, rules_between=[rule("higher-of", "a", "b")])
    assert totals(rulebook, company(drug("D"), awards=[award("b", 30, year=2015)])) == (70, 70)


def test_an_award_of_more_than_the_other_brings_leaves_nothing_and_no_less() -> None:
    rulebook = direct(A, B, rules_between=[rule("higher-of", "a", "b")])
    assert totals(rulebook, company(drug("D"), awards=[award("b", 500)])) == (0, 0)


def test_what_is_not_chosen_makes_room_under_the_limits_of_its_measure() -> None:
    """D is paid by b, so that a's limit of the company is there for E."""
    limit = {
        "id": "l",
        "title": TITLE,
        "per": "company",
        "amount": 100,
        "period": "year",
        "supports": ["help"],
        "source": SOURCE,
    }
    capped = measure("a", 100, limits=[limit])
    rulebook = direct(capped, B, rules_between=[rule("excluded", "a", "b")])
    reports = together(rulebook, company(drug("D"), drug("E")))
    assert (reports.total_ceiling, [r.total_ceiling for r in reports.reports]) == (160, [100, 120])
    counts = [choice["counts"] for choice in reports.between[0]["choices"]]
    assert sorted(str(name) for name in counts) == ["a", "b"]


def test_the_reports_say_what_is_chosen_and_why() -> None:
    rulebook = direct(A, B, rules_between=[rule("higher-of", "a", "b")])
    data = company(drug("D"), drug("E", None), drug("F", False), awards=[award("b", 50)])
    reports = together(rulebook, data)
    assert (reports.total_ceiling, reports.potential_ceiling) == (50, 150)
    (entry,) = reports.between
    assert (entry["rule"], entry["kind"], entry["here"]) == ("r", "higher-of", ["a", "b"])
    assert entry["source"] == {"measure": "a", "document": "text", "at": "一", "confidence": "H"}
    first, second = entry["choices"]
    assert first["members"] == [
        {"measure": "a", "total": 100, "potential": 100, "awards": 50, "excluded": False},
        {"measure": "b", "total": 10, "potential": 10, "awards": 0, "excluded": False},
    ]
    assert (first["counts"], first["may_count"]) == ("a", "a")
    assert [member["potential"] for member in second["members"]] == [100, 60]
    assert (second["counts"], second["may_count"]) == (None, "a")
    assert entry["exact"]


def test_a_rule_with_nothing_to_choose_is_not_told() -> None:
    ended = measure("b", 60, dates={"first": "2010-01-01", "last": "2015-12-31"})
    rulebook = direct(A, ended, rules_between=[rule("higher-of", "a", "b")])
    assert together(rulebook, company(drug("D"))).between == []


def test_a_comparison_names_the_rules_between_what_stands_side_by_side() -> None:
    rulebook = direct(A, B, measure("c", 5), rules_between=[rule("excluded", "a", "b")])
    compared = rulebook.compare(Profile.from_dict(company(drug("D"))), YEAR)
    (entry,) = compared.to_dict()["between"]
    assert (entry["rule"], entry["members"], entry["here"]) == ("r", ["a", "b"], ["a", "b"])


@pytest.mark.parametrize(("stage", "left"), [("phase-1", 1_500_000), ("phase-2", 2_000_000)])
def test_chongqing_pays_the_difference_to_what_its_earlier_measures_paid_for_the_stage(
    rulebook: Rulebook, stage: str, left: int
) -> None:
    """重庆：从优、就高、不重复。"""
    data: Data = {
        "company": {"name": "甲", "region": "chongqing"},
        "drugs": [
            {
                "id": "D",
                "registration_class": "chemical-1",
                "category": "improved",
                "milestones": [{"milestone": "phase_1_completed", "date": "2026-02-01"}],
            }
        ],
        "awards": [
            {
                "measure": "chongqing-2022",
                "support": stage,
                "subject": "D",
                "year": 2024,
                "amount": 500_000,
            }
        ],
    }
    reports = rulebook.evaluate_all(Profile.from_dict(data), 2026, "chongqing-2025")
    assert reports.total_ceiling == left
    assert [entry["rule"] for entry in reports.between] == ["chongqing-phase-1"] * (
        left < 2_000_000
    )


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return Rulebook.load()


def test_subjects_that_nothing_ties_are_chosen_for_one_by_one_however_many_they_are() -> None:
    """For each drug, to be paid by b leaves a's limit to a's other support."""
    limit = {"id": "l", "title": TITLE, "per": "subject", "amount": 100, "period": "year"}
    limit |= {"supports": ["help", "more"], "source": SOURCE}
    terms = {"ceiling": {"amount": 100, "source": SOURCE}}
    supports = [support_of(name, "drug", THERAPY, **terms) for name in ("help", "more")]
    both = simple(supports, "a", limits=[limit])
    members = ({"measure": "a", "supports": ["help"]}, "b")
    rulebook = direct(both, B, rules_between=[rule("excluded", *members)])
    drugs = [drug(f"D{number}") for number in range(12)]
    assert 2 ** len(drugs) > between.MOST_CHOICES
    reports = together(rulebook, company(*drugs))
    assert reports.total_ceiling == 160 * len(drugs)
    assert [entry["exact"] for entry in reports.between] == [True]


# Random rules, against every choice tried one by one.


class Case:
    """Two or three measures with groups and limits, rules between them, and a company."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.files = [self._measure(name) for name in "abc"[: rng.choice([2, 2, 3])]]
        self.rules = self._rules()
        names = [f"D{i}" for i in range(rng.randrange(1, 4))]
        families = [rng.choice([None, None, "F"]) for _ in names]
        drugs = [
            drug(name, rng.choice([True, True, None, False]), family=family)
            for name, family in zip(names, families, strict=True)
        ]
        self.data = company(*drugs, awards=[self._award(names) for _ in range(rng.randrange(3))])
        self.data["company"]["legal_person"] = rng.choice([True, True, None, False])
        self.rulebook = direct(*self.files, rules_between=self.rules)

    def _amount(self) -> int:
        return self.rng.choice([1, 5, 10, 10, 20, 30])

    def _measure(self, name: str) -> Files:
        rng = self.rng
        supports = []
        for i in range(rng.randrange(1, 4)):
            kind = rng.choice(["drug", "drug", "company"])
            terms: Data = {"ceiling": {"amount": self._amount(), "source": SOURCE}}
            terms["period"] = rng.choice(["once", "year"])
            condition = HERE if kind == "company" else rng.choice([THERAPY, THERAPY, HERE])
            supports.append(support_of(f"s{i}", kind, condition, **terms))
        names = [support["id"] for support in supports]
        more: Data = {}
        company_wide = rng.randrange(2)
        if rng.randrange(2):
            members = [{"support": name} for name in names]
            per = "company" if company_wide else "subject"
            entry: Data = {
                "id": "g",
                "title": TITLE,
                "per": per,
                "members": members,
                "source": SOURCE,
            }
            more["groups"] = [entry]
        if rng.randrange(2):
            per = "company" if company_wide or rng.randrange(2) else "subject"
            entry = {"id": "l", "title": titled("l"), "per": per, "amount": self._amount() + 5}
            more["limits"] = [{**entry, "period": "once", "supports": names, "source": SOURCE}]
        return simple(supports, name, **more)

    def _rules(self) -> list[Data]:
        rng = self.rng
        left = {
            files.measure["id"]: [support["id"] for support in files.supports]
            for files in self.files
        }
        rules = []
        for number in range(rng.choice([1, 1, 2])):
            members: list[Data] = []
            for name, supports in left.items():
                chosen = [support for support in supports if rng.randrange(3)]
                if chosen:
                    members.append({"measure": name, "supports": chosen})
            if len(members) < 2:
                continue
            for member in members:
                rest = left[member["measure"]]
                left[member["measure"]] = [e for e in rest if e not in member["supports"]]
            per, period = rng.choice(["subject", "company"]), rng.choice(["once", "year"])
            kind = rng.choice(["excluded", "higher-of", "together"])
            rules.append({**rule(kind, *members, per=per, period=period), "id": f"r{number}"})
        return rules

    def _award(self, drugs: list[str]) -> Data:
        files = self.rng.choice(self.files)
        support = self.rng.choice(files.supports)
        subject = "company" if support["subject"] == "company" else self.rng.choice(drugs)
        return {
            "measure": files.measure["id"],
            "support": support["id"],
            "subject": subject,
            "year": self.rng.choice([2018, 2019]),
            "amount": self._amount(),
        }

    def cell(self, name: str, support: str, key: str) -> tuple[str, str] | None:
        """The cell that a claim is in: a rule, and what it chooses for."""
        for entry in self.rules:
            for member in entry["members"]:
                is_member = member["measure"] == name and support in member["supports"]
                if is_member and entry["rule"] != "together":
                    return entry["id"], key if entry["per"] == "subject" else ""
        return None

    def expected(self, statuses: set[str]) -> int:
        """The most that any choice brings."""
        rows: dict[str, list[Any]] = {}
        settlings: dict[str, Settling] = {}
        for files in self.files:
            name = files.measure["id"]
            settling = settlings[name] = Settling(files, self.data, YEAR, {})
            rows[name] = [r for r in settling.answers().rows if r.status in statuses]
        cells = sorted(
            {
                cell
                for name, own in rows.items()
                for row in own
                if (cell := self.cell(name, row.name, row.key)) is not None
            }
        )
        costs = self._costs(settlings)
        return max(
            self._value(dict(zip(cells, chosen, strict=True)), rows, settlings, costs)
            for chosen in itertools.product([None, *rows], repeat=len(cells))
        )

    def _costs(self, settlings: dict[str, Settling]) -> dict[tuple[Any, str], int]:
        """What choosing a measure in a cell costs in awards of the others."""
        costs: dict[tuple[Any, str], int] = {}
        for name, settling in settlings.items():
            for granted in settling.awards:
                key = settling.keys[granted["subject"]]
                cell = self.cell(name, granted["support"], key)
                if cell is None:
                    continue
                (entry,) = [entry for entry in self.rules if entry["id"] == cell[0]]
                if entry["period"] == "once" or granted["year"] == YEAR:
                    cost = granted["amount"] if entry["rule"] == "higher-of" else 10**9
                    for other in settlings:
                        if other != name:
                            costs[cell, other] = costs.get((cell, other), 0) + cost
        return costs

    def _value(
        self,
        chosen: dict[Any, str | None],
        rows: dict[str, list[Any]],
        settlings: dict[str, Settling],
        costs: dict[tuple[Any, str], int],
    ) -> int:
        total = -sum(costs.get((cell, name), 0) for cell, name in chosen.items() if name)
        for name, own in rows.items():
            cells = [self.cell(name, row.name, row.key) for row in own]
            standing = [
                row
                for row, cell in zip(own, cells, strict=True)
                if cell is None or chosen[cell] == name
            ]
            total += settlings[name]._settle(standing)
        return total

    def known(self) -> Iterator[Data]:
        """The company with one unknown thing made known, then another."""
        data = copy.deepcopy(self.data)
        holes = [(entry, "breakthrough_therapy") for entry in data["drugs"]]
        holes.append((data["company"], "legal_person"))
        for place, name in holes:
            if place[name] is None:
                place[name] = self.rng.choice([True, False])
                yield copy.deepcopy(data)


@given(profiles.randoms())
def test_totals_are_those_of_the_best_choice(rng: Random) -> None:
    case = Case(rng)
    expected = case.expected({"eligible"}), case.expected({"eligible", "undetermined"})
    assert totals(case.rulebook, case.data) == expected


@given(profiles.randoms(), st.sampled_from([0, 2, between.MOST_CHOICES]))
def test_knowing_more_never_raises_the_potential_and_no_order_changes_totals(
    rng: Random, most: int
) -> None:
    """Also where choices are too many to be tried, and what bounds them stands."""
    case = Case(rng)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(between, "MOST_CHOICES", most)
        total, potential = totals(case.rulebook, case.data)
        assert case.expected({"eligible"}) <= total <= potential
        assert totals(case.rulebook, reordered(rng, case.data)) == (total, potential)
        for data in case.known():
            total, after = totals(case.rulebook, data)
            assert total <= after <= potential
            potential = after


def test_the_table_says_what_counts_and_what_comes_off() -> None:
    between_two = direct(A, B, rules_between=[rule("higher-of", "a", "b")])
    reports = together(between_two, company(drug("D"), awards=[award("b", 50)]))
    text = shown(reports, Wording("zh", between_two.library.vocabulary))
    assert "各项政策相加110 元，因政策之间的规则减少60 元" in text
    assert "D：计入 a 的 100 元〔已获其他政策50 元〕；不计 b 的 10 元" in text


def shown(reports: Reports, words: Wording) -> str:
    """The table as text, without the breaks of its lines."""
    buffer = io.StringIO()
    Console(width=200, file=buffer).print(render(reports, words))
    return buffer.getvalue()

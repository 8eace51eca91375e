"""At most so many subjects, years or instalments: what keeps its place, what is counted out."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from yaoxie import Profile, Report, Rulebook, RulebookError

from tests.long import agreement, screened
from tests.long.agreement import Asked
from tests.support.command_line import run
from tests.support.rulebooks import direct, simple, support_of, write
from tests.support.strategies import profiles
from tests.support.strategies.changes import reordered
from tests.support.strategies.rulebooks import SOURCE, TITLE, Files, titled

Data = dict[str, Any]
YEAR = 2019
THERAPY = {"field": "drug.breakthrough_therapy", "is": True}
HERE = {"field": "company.legal_person", "is": True}
BY_SPEND = {"of": "drug.rd_spend", "rate": "1", "period": "once", "source": SOURCE}


def at_most(count: str, most: int, per: str = "company", **more: Any) -> Data:
    period = {} if count == "years" else {"period": "once"}
    entry = {"id": "few", "title": TITLE, "count": count, "most": most, "per": per, **period}
    return {**entry, "supports": ["help"], "source": SOURCE, **more}


def measure(*entries: Data, **more: Any) -> Files:
    """A measure that gives each drug of breakthrough therapy what was spent, 1000 at most."""
    terms = {"ceiling": {"amount": 1000, "source": SOURCE}, "share": BY_SPEND}
    return simple([support_of("help", "drug", THERAPY, **terms)], at_most=list(entries), **more)


def company(*spends: int, awards: list[Data] | None = None, **more: Any) -> Data:
    drugs = [
        {"id": f"D{i}", "breakthrough_therapy": True, "rd_spend": spend, **more}
        for i, spend in enumerate(spends)
    ]
    return {"company": {"name": "甲"}, "drugs": drugs, "awards": awards or []}


def award(subject: str, amount: int = 1, year: int = 2018) -> Data:
    named = {"measure": "simple", "support": "help", "subject": subject}
    return {**named, "year": year, "amount": amount}


def settle(files: Files, data: Data) -> Report:
    """The report, on which columns agree."""
    rulebook, profile = direct(files), Profile.from_dict(data)
    assert screened.compared(rulebook, "simple", YEAR, {}, [profile]) == []
    return rulebook.evaluate(profile, YEAR)


def counted(report: Report) -> list[int]:
    return [finding.counted for finding in report.findings]


def test_of_subjects_those_that_bring_most_count_and_on_a_tie_the_earlier() -> None:
    report = settle(measure(at_most("subjects", 2)), company(10, 30, 20, 20))
    assert counted(report) == [0, 30, 20, 0]
    assert report.total_ceiling == 50
    by = report.findings[3].excluded_by
    assert by is not None
    assert (by.group, by.by, by.subject) == ("few", "finding", "D2")
    assert report.to_dict()["groups"] == {"few": TITLE}


def test_forms_of_one_product_are_one_subject() -> None:
    report = settle(measure(at_most("subjects", 1)), company(10, 30, 20, family="F"))
    assert counted(report) == [10, 30, 20]


def test_an_awarded_subject_keeps_its_place() -> None:
    data = company(10, 30, 20, awards=[award("D0")])
    assert counted(settle(measure(at_most("subjects", 2)), data)) == [9, 30, 0]
    report = settle(measure(at_most("subjects", 1)), data)
    assert counted(report) == [9, 0, 0]
    by = report.findings[1].excluded_by
    assert by is not None
    assert (by.by, by.subject, by.year) == ("award", "D0", 2018)
    yearly = at_most("subjects", 1, period="year")
    assert counted(settle(measure(yearly), data)) == [0, 30, 0]


def test_subjects_are_ranked_after_the_limits_inside_and_before_those_outside() -> None:
    terms = {"title": TITLE, "period": "once", "supports": ["help"], "source": SOURCE}
    inner = {"id": "each", "per": "subject", "amount": 25, **terms}
    outer = {**terms, "id": "all", "per": "company", "amount": 40, "title": titled("b")}
    files = measure(at_most("subjects", 2), limits=[inner, outer])
    assert counted(settle(files, company(20, 25, 30, 90))) == [0, 25, 15, 0]


def test_years_of_awards_are_counted_beside_the_claim_year() -> None:
    awards = [award("D0", year=2016), award("D0", year=2017), award("D1", year=2018)]
    data = company(10, 20, awards=awards)
    assert counted(settle(measure(at_most("years", 2, "subject")), data)) == [0, 19]
    assert counted(settle(measure(at_most("years", 3, "subject")), data)) == [8, 19]
    assert counted(settle(measure(at_most("years", 3, "company")), data)) == [0, 0]
    assert counted(settle(measure(at_most("years", 4, "company")), data)) == [8, 19]


def test_instalments_are_awards_and_findings() -> None:
    data = company(10, 30, 20, awards=[award("D0"), award("D0", year=2017)])
    assert counted(settle(measure(at_most("instalments", 3)), data)) == [0, 30, 0]
    assert counted(settle(measure(at_most("instalments", 2)), data)) == [0, 0, 0]
    assert counted(settle(measure(at_most("instalments", 2, "subject")), data)) == [0, 30, 20]


def test_what_is_open_takes_no_place_from_what_is_sure() -> None:
    data = company(10, 30)
    data["drugs"][1]["breakthrough_therapy"] = None
    report = settle(measure(at_most("subjects", 1)), data)
    assert (report.total_ceiling, report.potential_ceiling) == (10, 30)


LIMIT = {"title": TITLE, "period": "once", "source": SOURCE, "amount": 5}
GROUP = {"id": "g", "title": TITLE, "source": SOURCE}
MEMBERS = [{"support": "help"}, {"support": "more"}]


@pytest.mark.parametrize(
    ("entry", "more", "pointer", "expected"),
    [
        (at_most("subjects", 2, "subject"), {}, "per", "company"),
        (at_most("years", 2, period="once"), {}, "period", "no period"),
        (at_most("instalments", 2, period=None), {}, "", "a period"),
        (at_most("instalments", 2, period="never"), {}, "period", "one of once, year"),
        (at_most("subjects", 0), {}, "most", "at least 1"),
        (at_most("subjects", 2, supports=["halp"]), {}, "supports/0", "a support of the measure"),
        (
            at_most("subjects", 2),
            {"groups": [{**GROUP, "per": "subject", "members": MEMBERS}]},
            "supports",
            "members of g all inside or outside",
        ),
        (
            at_most("subjects", 2, supports=["help", "more"]),
            {"groups": [{**GROUP, "per": "company", "members": MEMBERS}]},
            "supports",
            "no group of the company inside",
        ),
        (
            at_most("instalments", 2),
            {"groups": [{**GROUP, "per": "subject", "members": MEMBERS[:1]}]},
            "supports",
            "no support of a group",
        ),
        (
            at_most("subjects", 2, supports=["help", "more"]),
            {"limits": [{**LIMIT, "id": "l", "per": "company", "supports": ["help"]}]},
            "supports",
            "no limit of the company inside",
        ),
        (
            at_most("subjects", 2),
            {"limits": [{**LIMIT, "id": "l", "per": "subject", "supports": ["help", "more"]}]},
            "supports",
            "no limit per subject around",
        ),
        (
            at_most("instalments", 2, supports=["help", "more"]),
            {"limits": [{**LIMIT, "id": "l", "per": "subject", "supports": ["help"]}]},
            "supports",
            "no limit inside",
        ),
        (
            at_most("instalments", 2),
            {"limits": [{**LIMIT, "id": "l", "per": "subject", "supports": ["help"]}]},
            "supports",
            "no finer limit around",
        ),
        (
            at_most("subjects", 2, supports=["help", "more"]),
            {"limits": [{**LIMIT, "id": "l", "per": "company", "supports": ["help", "last"]}]},
            "supports",
            "all inside l, around it, or apart",
        ),
    ],
)
def test_what_could_let_totals_rise_by_knowing_more_is_refused(
    tmp_path: Path, entry: Data, more: Data, pointer: str, expected: str
) -> None:
    supports = [support_of(name, "drug", THERAPY) for name in ("help", "more", "last")]
    with pytest.raises(RulebookError) as caught:
        Rulebook.load(write(simple(supports, at_most=[entry], **more), tmp_path))
    (fault,) = caught.value.faults
    assert fault.pointer == f"/at_most/0/{pointer}".rstrip("/")
    assert expected in fault.expected


def test_two_may_not_count_the_same_supports(tmp_path: Path) -> None:
    entries = [at_most("subjects", 2), at_most("instalments", 2, id="other")]
    years = at_most("years", 2, id="years")
    with pytest.raises(RulebookError) as caught:
        Rulebook.load(write(measure(*entries, years), tmp_path))
    assert [fault.pointer for fault in caught.value.faults] == ["/at_most/1/supports"]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("zh", "甲：同一企业一次性至多5个对象：全部支持（text 一，H）"),
        ("en", "a: of one company, 5 subjects at most once: all supports (text 一, H)"),
    ],
)
def test_a_measure_is_shown_with_it(tmp_path: Path, lang: str, text: str) -> None:
    rules = write(measure(at_most("subjects", 5)), tmp_path)
    options = ("--rules", str(rules), "--lang", lang)
    assert text in run("measures", "simple", *options, columns=200).stdout


# Random measures, against a second settlement that shares no code.


class Case:
    """A measure with groups, limits and numbers that nest, and a company."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.files = self._measure()
        names = [f"D{i}" for i in range(rng.randrange(1, 6))]
        drugs = [
            {
                "id": name,
                "breakthrough_therapy": rng.choice([True, True, None, False]),
                "rd_spend": rng.choice([None, 3, 10, 10, 20, 30]),
                "family": rng.choice([None, None, None, "F"]),
            }
            for name in names
        ]
        awards = [self._award(rng.choice(names)) for _ in range(rng.randrange(4))]
        person = rng.choice([True, True, None])
        named = {"name": "甲", "legal_person": person}
        self.data: Data = {"company": named, "drugs": drugs, "awards": awards}

    def _award(self, subject: str) -> Data:
        rng = self.rng
        support = rng.choice(self.files.supports)["id"]
        year = rng.choice([2016, 2017, 2018, 2019])
        named = {"measure": "simple", "support": support, "subject": subject}
        return {**named, "year": year, "amount": rng.choice([1, 5])}

    def _measure(self) -> Files:
        rng = self.rng
        names = ["s0", "s1", "s2"][: rng.randrange(1, 4)]
        supports = []
        for name in names:
            terms: Data = {"ceiling": {"amount": rng.choice([15, 25]), "source": SOURCE}}
            if rng.randrange(2):
                terms["share"] = BY_SPEND
            condition = rng.choice([THERAPY, THERAPY, HERE])
            supports.append(support_of(name, "drug", condition, **terms))
        count = rng.choice(["subjects", "subjects", "years", "instalments"])
        per = "company" if count == "subjects" else rng.choice(["subject", "company"])
        own = names[: rng.randrange(1, len(names) + 1)]
        more: Data = {"at_most": [at_most(count, rng.choice([1, 1, 2, 3]), per, supports=own)]}
        if count != "years":
            more["at_most"][0]["period"] = rng.choice(["once", "year"])
        terms = {"title": TITLE, "source": SOURCE, "period": rng.choice(["once", "year"])}
        limits: list[Data] = []
        if count != "instalments" and rng.randrange(2):
            limits.append({**terms, "id": "in", "per": "subject", "supports": own[:1]})
        if rng.randrange(2):
            outer = {"title": titled("b"), "id": "out", "per": "company", "supports": names}
            limits.append({**terms, **outer})
        if count != "instalments" and rng.randrange(2) and not limits:
            members = [{"support": name} for name in own]
            group = {"id": "g", "title": TITLE, "per": "subject", "source": SOURCE}
            more["groups"] = [{**group, "members": members}]
        for limit in limits:
            limit["amount"] = rng.choice([5, 12, 20, 40])
        return simple(supports, limits=limits, **more)

    def known(self) -> Iterator[Data]:
        """The company with one unknown thing made known, then another."""
        data = copy.deepcopy(self.data)
        places = [(drug, name) for drug in data["drugs"] for name in drug]
        for place, name in [*places, (data["company"], "legal_person")]:
            if place[name] is None and name != "family":
                choices = [0, 3, 10, 30] if name == "rd_spend" else [True, False]
                place[name] = self.rng.choice(choices)
                yield copy.deepcopy(data)


@given(profiles.randoms())
def test_what_counts_is_what_the_contract_says_and_columns_agree(rng: Random) -> None:
    case = Case(rng)
    rulebook = direct(case.files)
    assert agreement.contradictions(rulebook, Asked(case.files, case.data, YEAR, {})) == []
    population = [Profile.from_dict(case.data), *map(Profile.from_dict, case.known())]
    assert screened.compared(rulebook, "simple", YEAR, {}, population) == []


@given(profiles.randoms())
def test_knowing_more_never_raises_the_potential_and_no_order_changes_totals(rng: Random) -> None:
    case = Case(rng)
    rulebook = direct(case.files)

    def totals(data: Data) -> tuple[int, int]:
        report = rulebook.evaluate(Profile.from_dict(data), YEAR)
        return report.total_ceiling, report.potential_ceiling

    total, potential = totals(case.data)
    assert total <= potential
    assert totals(reordered(rng, case.data)) == (total, potential)
    for data in case.known():
        total, after = totals(data)
        assert total <= after <= potential
        potential = after

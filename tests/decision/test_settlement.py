"""Amounts, step by step, as the section "Settlement, exactly" of the contract has them."""

from __future__ import annotations

from typing import Any

import pytest
from yaoxie import Finding, Profile, Report

from tests.support.rulebooks import direct, simple, support_of
from tests.support.strategies.rulebooks import SOURCE, TITLE

Data = dict[str, Any]
BASE = "drug.project_investment"


def share(rate: str, period: str = "once") -> Data:
    return {"of": BASE, "rate": rate, "period": period, "source": SOURCE}


def ceiling(amount: int) -> Data:
    return {"amount": amount, "source": SOURCE}


def group(name: str, per: str, *members: str, **more: Any) -> Data:
    entries = [{"support": member} for member in members]
    return {"id": name, "title": TITLE, "per": per, "members": entries, "source": SOURCE, **more}


def limit(name: str, per: str, amount: int, *supports: str, period: str = "year") -> Data:
    return {
        "id": name,
        "title": TITLE,
        "per": per,
        "amount": amount,
        "period": period,
        "supports": list(supports),
        "source": SOURCE,
    }


def award(support: str, amount: int, year: int = 2019, subject: str = "D") -> Data:
    whole = {"measure": "simple", "support": support, "subject": subject}
    return {**whole, "year": year, "amount": amount}


def settle(
    supports: list[Data], drugs: list[Data] | None = None, awards: list[Data] | None = None,
    **more: Any,
) -> Report:  # fmt: skip
    profile = {"company": {"name": "甲"}, "drugs": drugs or [{"id": "D"}], "awards": awards or []}
    return direct(simple(supports, **more)).evaluate(Profile.from_dict(profile), 2019)


def only(report: Report) -> Finding:
    (finding,) = report.findings
    return finding


def counted(report: Report) -> list[int]:
    return [finding.counted for finding in report.findings]


@pytest.mark.parametrize(
    ("base", "rate", "part"),
    [
        *((0, "0.30", 0), (3, "0.30", 0), (4, "0.30", 1), (33_333_333, "0.30", 9_999_999)),
        *((33_333_334, "0.30", 10_000_000), (10**15, "0.333333", 333_333_000_000_000)),
        *(
            (10**15 - 1, "0.1", 99_999_999_999_999),
            (7, "1", 7),
            (7, "0", 0),
            (1, "999.999999", 999),
        ),
    ],
)
def test_a_share_is_exact_and_rounded_down(base: int, rate: str, part: int) -> None:
    supports = [support_of("s", "drug", ceiling=ceiling(10**15), share=share(rate))]
    finding = only(settle(supports, [{"id": "D", "project_investment": base}]))
    assert finding.ceiling == part
    assert finding.bound_by == ("share" if part < 10**15 else "ceiling")


def test_where_share_and_ceiling_are_equal_the_ceiling_binds() -> None:
    supports = [support_of("s", "drug", ceiling=ceiling(3), share=share("0.30"))]
    finding = only(settle(supports, [{"id": "D", "project_investment": 10}]))
    assert (finding.ceiling, finding.bound_by) == (3, "ceiling")


def test_an_unknown_base_is_left_out_and_listed_as_missing() -> None:
    supports = [support_of("s", "drug", ceiling=ceiling(3), share=share("0.30"))]
    report = settle(supports)
    finding = only(report)
    assert (finding.ceiling, finding.counted, finding.upper_bound) == (3, 3, True)
    assert finding.missing == ("/drugs/0/project_investment",)
    assert report.upper_bound


def test_an_unknown_base_lowers_nothing_where_nothing_is_left() -> None:
    supports = [support_of("s", "drug", ceiling=ceiling(3), share=share("0.30"))]
    report = settle(supports, awards=[award("s", 3)])
    assert (only(report).ceiling, only(report).upper_bound, report.upper_bound) == (0, False, False)


@pytest.mark.parametrize(
    ("per", "period", "years", "left"),
    [
        *(
            ("year", "once", [2019], 70),
            ("year", "once", [2018], 80),
            ("year", "year", [2018], 100),
        ),
        *(("once", "year", [2018], 70), ("once", "once", [2020], 70), ("year", "once", [2020], 80)),
        ("year", "year", [2018, 2019, 2020], 70),
    ],
)
def test_awards_come_off_the_ceiling_and_the_share_in_their_periods(
    per: str, period: str, years: list[int], left: int
) -> None:
    supports = [support_of("s", "drug", ceiling=ceiling(100), share=share("0.10", period), per=per)]
    awards = [award("s", 30, year) for year in years]
    finding = only(settle(supports, [{"id": "D", "project_investment": 1100}], awards))
    assert finding.ceiling == left


def test_awards_of_another_subject_support_or_measure_are_ignored() -> None:
    drugs = [{"id": "D"}, {"id": "E", "family": "D"}]
    others = [award("s", 1, subject="E"), award("t", 2), {**award("s", 4), "measure": "other"}]
    supports = [support_of("s", "drug"), support_of("t", "drug")]
    assert counted(settle(supports, drugs, others)) == [100, 99, 98, 100]


def test_forms_of_one_drug_share_the_awards_of_a_support_in_a_group() -> None:
    supports = [support_of("s", "drug"), support_of("t", "drug")]
    drugs = [{"id": "D"}, {"id": "E", "family": "D"}]
    report = settle(
        supports, drugs, [award("s", 30, subject="E")], groups=[group("g", "subject", "s", "t")]
    )
    assert [finding.ceiling for finding in report.findings] == [70, 70, 100, 100]
    assert counted(report) == [70, 0, 0, 0]  # the award excludes `t`, the first form the second


def test_of_a_group_the_largest_ceiling_counts_and_on_a_tie_the_earlier_finding() -> None:
    groups = [group("g", "subject", "s", "t", "u")]
    supports = [
        support_of(name, "drug", ceiling=ceiling(amount))
        for name, amount in (("s", 5), ("t", 7), ("u", 7))
    ]
    report = settle(supports, groups=groups)
    assert counted(report) == [0, 7, 0]
    excluded = report.findings[2].excluded_by
    assert excluded is not None
    assert excluded == ("g", "finding", "t", "D", None)
    assert [finding.status for finding in report.findings] == ["eligible"] * 3


def test_a_group_per_company_lets_one_finding_of_all_subjects_count() -> None:
    supports = [support_of("s", "drug"), support_of("t", "drug")]
    drugs = [{"id": "D"}, {"id": "E"}]
    assert counted(settle(supports, drugs, groups=[group("g", "company", "s", "t")])) == [
        *(100, 0, 0, 0)
    ]


@pytest.mark.parametrize(("single", "left"), [(True, 0), (False, 100)])
def test_an_award_of_another_year_excludes_where_one_year_is_all(single: bool, left: int) -> None:
    more: Data = {"single_year": {}} if single else {}
    supports = [support_of("s", "drug"), support_of("t", "drug")]
    report = settle(
        supports, awards=[award("s", 30, 2018)], groups=[group("g", "subject", "s", "t", **more)]
    )
    assert counted(report) == [left, 0]


def test_an_undetermined_rival_changes_the_potential_alone() -> None:
    unknown = {"field": "company.owns_ip", "is": True}
    supports = [
        support_of("s", "drug", ceiling=ceiling(5)),
        support_of("t", "drug", unknown, ceiling=ceiling(7)),
    ]
    report = settle(supports, groups=[group("g", "subject", "s", "t")])
    assert counted(report) == [5, 0]
    assert (report.total_ceiling, report.potential_ceiling) == (5, 7)


def test_a_limit_is_filled_in_the_order_of_findings_and_names_itself() -> None:
    supports = [support_of("s", "drug"), support_of("t", "drug"), support_of("u", "drug")]
    report = settle(supports, limits=[limit("l", "company", 150, "s", "t")])
    assert counted(report) == [100, 50, 100]
    assert [finding.bound_by for finding in report.findings] == ["ceiling", "l", "ceiling"]


def test_awards_come_off_a_limit_first_even_for_a_support_that_the_readings_lack() -> None:
    reading = {
        "id": "r",
        "title": TITLE,
        "options": [{"id": "a", "title": TITLE}, {"id": "b", "title": TITLE}],
    }
    supports = [support_of("s", "drug"), {**support_of("t", "drug"), "under": {"r": "b"}}]
    limits = [limit("l", "company", 150, "s", "t")]
    report = settle(supports, awards=[award("t", 90)], limits=limits, readings=[reading])
    assert counted(report) == [60]
    earlier = settle(supports, awards=[award("t", 90, 2018)], limits=limits, readings=[reading])
    assert counted(earlier) == [100]


def test_nested_limits_hold_together_and_the_tightest_names_itself() -> None:
    supports = [support_of(name, "drug") for name in ("s", "t", "u")]
    drugs = [{"id": "D"}, {"id": "E"}]
    limits = [
        limit("outer", "company", 250, "s", "t", "u"),
        limit("inner", "subject", 120, "s", "t"),
    ]
    report = settle(supports, drugs, limits=limits)
    assert counted(report) == [100, 100, 20, 20, 10, 0]
    bound = [finding.bound_by for finding in report.findings]
    assert bound == ["ceiling", "ceiling", "inner", "inner", "outer", "outer"]


def test_forms_of_one_drug_stand_under_one_limit_per_subject() -> None:
    drugs = [{"id": "D"}, {"id": "E", "family": "D"}, {"id": "F"}]
    report = settle([support_of("s", "drug")], drugs, limits=[limit("l", "subject", 150, "s")])
    assert counted(report) == [100, 50, 100]


def test_an_award_above_all_limits_leaves_nothing_and_no_less() -> None:
    limits = [limit("l", "company", 150, "s")]
    report = settle([support_of("s", "drug")], awards=[award("s", 10**15)], limits=limits)
    assert (counted(report), report.potential_ceiling) == ([0], 0)


def test_a_support_of_the_company_itself_is_settled_too() -> None:
    awards = [award("s", 30, subject="company")]
    report = settle([support_of("s", "company")], awards=awards)
    assert counted(report) == [70]

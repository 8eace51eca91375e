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
    ("period", "share_period", "years", "left"),
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
    period: str, share_period: str, years: list[int], left: int
) -> None:
    gives: Data = {"share": share("0.10", share_period), "period": period}
    supports = [support_of("s", "drug", ceiling=ceiling(100), **gives)]
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


@pytest.mark.parametrize("money", [True, False])
def test_what_is_no_money_leaves_no_total_open(*, money: bool) -> None:
    report = settle([support_of("s", "drug", share=share("0.30"), money=money)])
    assert only(report).unbounded
    assert (report.unbounded, report.potential_unbounded) == (money, money)


def share_limit(name: str, per: str, *supports: str, period: str = "once", **share: Any) -> Data:
    whole: Data = {"of": BASE, "rate": "0.30", **share}
    entry = limit(name, per, 1, *supports, period=period)
    del entry["amount"]
    return {**entry, "share": whole}


def test_a_limit_by_share_adds_up_what_all_forms_state_and_rounds_down_once() -> None:
    drugs = [
        {"id": "D", "project_investment": 101},
        {"id": "E", "family": "D", "project_investment": 105},
        {"id": "F", "project_investment": 1000},
    ]
    never = {"field": "drug.category", "is": "generic"}
    supports = [support_of("s", "drug"), support_of("t", "drug", never)]
    report = settle(supports, drugs, limits=[share_limit("l", "subject", "s", "t")])
    assert counted(report)[:3] == [61, 0, 100]  # 0.3 × 206 = 61.8
    assert [f.bound_by for f in report.findings][:3] == ["l", "l", "ceiling"]
    figures = {"limit": "l", "limit_amount": 61, "base": 206, "rate": "0.30"}
    assert report.findings[0].calculation[-1] == ("limit", 61, figures)


def test_a_limit_by_share_of_an_unknown_base_is_left_out_and_says_so_of_every_finding() -> None:
    drugs = [{"id": "D"}, {"id": "E", "family": "D", "project_investment": 1}, {"id": "F"}]
    drugs += [{"id": "G", "family": "D"}]
    unknown = {"field": "company.owns_ip", "is": True}
    never = {"field": "company.legal_person", "is": True}
    supports = [
        support_of("s", "drug", share=share("1"), ceiling=ceiling(100)),
        support_of("t", "drug", unknown),
        support_of("u", "drug", never),
    ]
    profile: Data = {"company": {"name": "甲", "legal_person": False}, "drugs": drugs}
    files = simple(supports, limits=[share_limit("l", "subject", "s", "t", "u")])
    report = direct(files).evaluate(Profile.from_dict(profile), 2019)
    bases = ("/drugs/0/project_investment", "/drugs/3/project_investment")
    first, second = report.findings[:2]
    assert (first.missing, second.missing) == (bases, bases)
    assert (second.ceiling, second.counted, second.upper_bound) == (1, 1, True)
    assert report.findings[3].missing == tuple(reversed(bases))  # its own base comes first
    assert report.findings[4].missing == ("/company/owns_ip", *bases)
    assert report.findings[6].missing == ("/company/owns_ip", "/drugs/2/project_investment")
    assert {(f.missing, f.upper_bound) for f in report.findings[8:]} == {((), False)}


@pytest.mark.parametrize(("period", "year", "left"), [("once", 2017, 20), ("year", 2017, 30)])
def test_awards_come_off_a_limit_by_share_in_its_period(period: str, year: int, left: int) -> None:
    limits = [share_limit("l", "subject", "s", "t", period=period)]
    supports = [support_of("s", "drug"), support_of("t", "drug")]
    drugs = [{"id": "D", "project_investment": 100}]
    report = settle(supports, drugs, [award("t", 10, year)], limits=limits)
    assert counted(report) == [left, 0]


def test_an_award_under_a_limit_by_share_may_be_of_supports_that_the_readings_lack() -> None:
    options = [{"id": "a", "title": TITLE}, {"id": "b", "title": TITLE}]
    other = {"under": {"r": "b"}}
    supports = [support_of(name, "drug") for name in "rs"]
    supports += [{**support_of(name, "drug"), **other} for name in "tu"]
    drugs = [{"id": "D", "project_investment": 100}]
    readings = [{"id": "r", "title": TITLE, "options": options}]
    limits = [limit("m", "company", 150, "r", "s"), share_limit("l", "subject", "t", "u")]
    report = settle(supports, drugs, [award("t", 10)], limits=limits, readings=readings)
    assert counted(report) == [100, 50]


def test_a_limit_by_share_nests_in_a_fixed_one() -> None:
    supports = [support_of("s", "drug"), support_of("t", "drug"), support_of("u", "drug")]
    limits = [
        limit("outer", "company", 45, "s", "t", "u"),
        share_limit("inner", "subject", "s", "t"),
    ]
    report = settle(supports, [{"id": "D", "project_investment": 100}], limits=limits)
    assert counted(report) == [30, 0, 15]
    assert [f.bound_by for f in report.findings] == ["inner", "inner", "outer"]


def test_of_two_limits_over_the_same_supports_the_innermost_names_itself() -> None:
    limits = [limit("outer", "company", 30, "s"), limit("inner", "subject", 30, "s")]
    report = settle([support_of("s", "drug")], limits=limits)
    assert report.findings[0].bound_by == "inner"


def test_a_limit_by_share_per_company_takes_in_all_kinds_and_the_company() -> None:
    of = ["drug.project_investment", "device.project_investment", "company.revenue"]
    limits = [share_limit("l", "company", "s", of=of, rate="0.50")]
    profile: Data = {"company": {"name": "甲", "revenue": 10}, "drugs": [{"id": "D"}]}
    profile["drugs"][0]["project_investment"] = 20
    profile["devices"] = [{"id": "E", "project_investment": 31}]
    files = simple([support_of("s", "drug")], limits=limits)
    report = direct(files).evaluate(Profile.from_dict(profile), 2019)
    assert counted(report) == [30]
    del profile["devices"][0]["project_investment"], profile["company"]["revenue"]
    report = direct(files).evaluate(Profile.from_dict(profile), 2019)
    assert report.findings[0].missing == ("/company/revenue", "/devices/0/project_investment")


# Bases of several amounts


@pytest.mark.parametrize(
    ("base", "stated", "amount"),
    [
        ({"of": [BASE, "drug.rd_spend"]}, {"project_investment": 3, "rd_spend": 4}, 7),
        ({"of": [BASE, "drug.rd_spend"]}, {"project_investment": 3}, None),
        ({"of": BASE, "less": "drug.rd_spend"}, {"project_investment": 9, "rd_spend": 4}, 5),
        ({"of": BASE, "less": "drug.rd_spend"}, {"project_investment": 3, "rd_spend": 4}, 0),
        ({"of": BASE, "less": ["drug.rd_spend"]}, {"rd_spend": 4}, None),
        ({"of": BASE, "less": ["drug.rd_spend"]}, {"project_investment": 0}, None),
    ],
)
def test_a_base_is_a_sum_less_others_and_unknown_where_a_part_is(
    base: Data, stated: Data, amount: int | None
) -> None:
    gives = {**base, "rate": "1", "period": "once", "source": SOURCE}
    supports = [support_of("s", "drug", ceiling=ceiling(100), share=gives)]
    finding = only(settle(supports, [{"id": "D", **stated}]))
    assert finding.ceiling == (100 if amount is None else amount)
    assert finding.upper_bound is (amount is None)
    lacking = [name for name in ("project_investment", "rd_spend") if name not in stated]
    assert finding.missing == tuple(f"/drugs/0/{name}" for name in lacking)


def test_a_support_of_the_company_itself_is_settled_too() -> None:
    awards = [award("s", 30, subject="company")]
    report = settle([support_of("s", "company")], awards=awards)
    assert counted(report) == [70]

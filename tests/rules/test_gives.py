"""Each operator of the rule language by itself: the engine equals the oracle, on any figures."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from yaoxie import Finding, Profile, Report, Rulebook
from yaoxie.rules.model import Series

from tests.long import agreement
from tests.long.agreement import Asked
from tests.support.rulebooks import direct, simple, support_of
from tests.support.strategies import profiles
from tests.support.strategies.changes import completed
from tests.support.strategies.rulebooks import SOURCE, TITLE, Files

Data = dict[str, Any]
YEAR = 2019
LOCAL: Data = {"field": "drug.entrusted_region", "is": "beijing"}
RATES = ("0", "0.01", "0.2", "0.30", "0.333333", "0.50", "1", "999.999999")
AMOUNTS = (1, 2, 3, 999, 1_000_000, 9_999_999, 10_000_000, 10**15)


def share(rng: Random, of: str = "drug.rd_spend") -> Data:
    period = rng.choice(["once", "year"])
    return {"of": of, "rate": rng.choice(RATES), "period": period, "source": SOURCE}


def top(rng: Random) -> Data:
    return {"amount": rng.choice(AMOUNTS), "source": SOURCE}


def raise_of(rng: Random, name: str, when: Data | None = None) -> Data:
    entry: Data = {"id": name, "title": TITLE, "rate": rng.choice(RATES), "source": SOURCE}
    return {**entry, "when": when} if when else entry


def group(rng: Random, *schemes: list[str]) -> Data:
    members = [
        {"supports": names} if len(names) > 1 else {"support": names[0]} for names in schemes
    ]
    per = rng.choice(["subject", "company"])
    return {"id": "g", "title": TITLE, "per": per, "members": members, "source": SOURCE}


def stages(rng: Random, kind: str, *names: str) -> list[Data]:
    """Supports with ceilings, and shares of what the company spent; some for unknown companies."""
    base = f"{kind}.rd_spend"
    unknown: Data = {"field": "company.core_technology", "is": True}
    supports = []
    for name in names:
        conditions = [unknown] if rng.randrange(3) == 0 else []
        gives: Data = {"ceiling": top(rng), "period": rng.choice(["once", "year"])}
        if rng.randrange(2):
            gives["share"] = share(rng, base)
        supports.append(support_of(name, kind, *conditions, **gives))
    return supports


def share_of_a_base(rng: Random) -> Files:
    alone = {"share": share(rng)}
    both = {**alone, "ceiling": top(rng)}
    return simple([support_of("both", "drug", **both), support_of("alone", "drug", **alone)])


def fixed(rng: Random) -> Files:
    return simple([support_of("s", "drug", fixed=top(rng), period=rng.choice(["once", "year"]))])


def floor(rng: Random) -> Files:
    field, bound = rng.choice(
        [
            ("drug.rd_spend", rng.choice(profiles.SPENDS)),
            ("drug.production_promise_months", rng.choice(profiles.MONTHS)),
        ]
    )
    when = {"field": field, rng.choice(["at_least", "at_most"]): bound}
    loan = {"field": "initiative.rate_over_lpr", "at_most": rng.choice(profiles.RATES)}
    return simple([support_of("s", "drug", when), support_of("loan", "initiative", loan)])


def uplift(rng: Random) -> Files:
    cell = {"field": "drug.therapy_kind", "one_of": ["cell", "gene"]}
    supplements = [raise_of(rng, "local", LOCAL), raise_of(rng, "cell", cell)]
    more = {"share": share(rng)} if rng.randrange(2) else {}
    kind = rng.choice(["ceiling", "fixed"]) if not more else "ceiling"
    return simple([support_of("s", "drug", **{kind: top(rng)}, uplift=supplements, **more)])


def increase(rng: Random) -> Files:
    """A ceiling that is higher under conditions, with and without a share and an uplift."""
    local = {"id": "local", "title": TITLE, "when": LOCAL, **top(rng)}
    when = {"field": "drug.breakthrough_therapy", "is": True}
    breakthrough = {**local, "id": "breakthrough", "when": when, "amount": rng.choice(AMOUNTS)}
    gives: Data = {"ceiling": top(rng), "increase": [local, breakthrough]}
    if rng.randrange(2):
        gives["share"] = share(rng)
    if rng.randrange(2):
        gives["uplift"] = raise_of(rng, "up", LOCAL)
    return simple([support_of("s", "drug", **gives)])


def matching(rng: Random) -> Files:
    supplements = [raise_of(rng, "district"), raise_of(rng, "town", LOCAL)]
    gives: Data = {
        "ceiling": top(rng),
        "matches": rng.choice([supplements, supplements[0], supplements[1]]),
    }
    if rng.randrange(2):
        breakthrough = {"field": "drug.breakthrough_therapy", "is": True}
        gives["uplift"] = raise_of(rng, "breakthrough", breakthrough)
    return simple([support_of("s", "drug", **gives, share=share(rng))])


def additive_stages(rng: Random) -> Files:
    return simple(stages(rng, "drug", "one", "two", "three"))


def excluding_schemes(rng: Random) -> Files:
    supports = stages(rng, "drug", "a1", "a2", "a3", "b1", "b2", "c")
    groups = [group(rng, ["a1", "a2", "a3"], ["b1", "b2"], ["c"])]
    if rng.randrange(2):
        groups[0]["single_year"] = {}
    return simple(supports, groups=groups)


def merged_forms(rng: Random) -> Files:
    supports = [*stages(rng, "drug", "drugs"), *stages(rng, "device", "devices")]
    groups = [{**group(rng, [name]), "id": name, "per": "subject"} for name in ("drugs", "devices")]
    return simple(supports, groups=groups)


def yearly_company_limit(rng: Random) -> Files:
    limit: Data = {"id": "l", "title": TITLE, "per": "company", "amount": rng.choice(AMOUNTS)}
    limit |= {"period": "year", "supports": ["a1", "a2", "b"], "source": SOURCE}
    supports = stages(rng, "drug", "a1", "a2", "b", "outside")
    return simple(supports, groups=[group(rng, ["a1", "a2"], ["b"])], limits=[limit])


def higher_of(rng: Random) -> Files:
    return simple(stages(rng, "drug", "a", "b"), groups=[group(rng, ["a"], ["b"])])


def limit_by_share(rng: Random) -> Files:
    """Together at most a share of what the product's forms, or all of the company's, cost."""
    per, names = rng.choice(["subject", "company"]), ["a", "b", "c"]
    of = ["drug.project_investment", "device.project_investment"]
    if not rng.randrange(3):
        of.append("company.revenue")
    bases: Data = {"of": of, "rate": rng.choice(RATES)}
    if not rng.randrange(3):
        bases["less"] = "drug.rd_spend"
    within: Data = {"id": "l", "title": TITLE, "per": per, "share": bases, "supports": names}
    within |= {"period": rng.choice(["once", "year"]), "source": SOURCE}
    around: Data = {**within, "id": "m", "per": "company", "amount": rng.choice(AMOUNTS)}
    del around["share"]
    supports = [*stages(rng, "drug", "a", "b"), *stages(rng, "device", "c")]
    return simple(supports, limits=[within, *([around] if rng.randrange(2) else [])])


def several_amounts(rng: Random) -> Files:
    of = rng.sample(["drug.rd_spend", "drug.project_investment", "company.revenue"], 2)
    bases = {"of": of, "less": rng.choice(["drug.rd_spend_phase_1", "drug.rd_spend_phase_2"])}
    alone = {"share": {**share(rng), **bases}}
    both = {**alone, "ceiling": top(rng)}
    return simple([support_of("both", "drug", **both), support_of("alone", "drug", **alone)])


def no_money(rng: Random) -> Files:
    """Entitlements that are no money, beside supports that are."""
    supports = stages(rng, "drug", "paid", "stated", "capped")
    supports[1]["gives"]["money"] = False
    limit: Data = {"id": "l", "title": TITLE, "per": "company", "amount": rng.choice(AMOUNTS)}
    limit |= {"period": "year", "supports": ["capped"], "source": SOURCE}
    return simple(supports, limits=[limit])


def unknown_ceiling(rng: Random) -> Files:
    """A ceiling that exists and is not known, beside a share and what comes on top."""
    gives: Data = {"ceiling": {"unknown": True, "source": SOURCE}, "share": share(rng)}
    more = {**gives, "uplift": raise_of(rng, "up", LOCAL)}
    return simple([support_of("s", "drug", **gives), support_of("more", "drug", **more)])


def amount_by_word(rng: Random) -> Files:
    """Amounts by a field's words, with and without a share, an uplift, and an increase."""
    rows = [{"one_of": ["chemical-1", "biological-1"], "amount": rng.choice(AMOUNTS)}]
    rows.append({"one_of": "chemical-2", "amount": rng.choice(AMOUNTS)})
    stated: Data = {"by": "drug.registration_class", "amounts": rows, "source": SOURCE}
    if rng.randrange(2):
        stated["else"] = rng.choice(AMOUNTS)
    gives: Data = {"ceiling": stated}
    if rng.randrange(2):
        gives["share"] = share(rng)
    more = {**gives, "uplift": raise_of(rng, "up", LOCAL)}
    more["increase"] = {"id": "local", "title": TITLE, "when": LOCAL, **top(rng)}
    nested = [{"one_of": "guangzhou", "amount": 3}, {"one_of": "daxing", "amount": 5}]
    fixed_by: Data = {"by": "company.region", "amounts": nested, "else": 1, "source": SOURCE}
    return simple(
        [
            support_of("s", "drug", **gives),
            support_of("more", "drug", **more),
            support_of("fixed", "company", fixed=fixed_by),
        ]
    )


def steps_by_threshold(rng: Random) -> Files:
    """Amounts from thresholds on, with and without a top, and an increase and a share beside."""
    bounds = sorted(rng.sample([0, 1, 2_000_000, 4_999_999, 5_000_000, 10**9], 3))
    amounts = sorted(rng.sample([1, 2, 1000, 5_000_000, 10**15 - 1], 3))
    rows = [{"at_least": b, "amount": a} for b, a in zip(bounds, amounts, strict=True)]
    stated: Data = {"by": "drug.rd_spend", "amounts": rows, "source": SOURCE}
    if rng.randrange(2):
        stated["else"] = 1
    each = {"each": rng.choice([1, 999, 10**6]), "amount": rng.choice([1, 7, 10**15])}
    open_ended = {**stated, "further": {**each, "at_most": 10**15}}
    more: Data = {"ceiling": open_ended, "share": share(rng, "drug.project_investment")}
    more["increase"] = {"id": "local", "title": TITLE, "when": LOCAL, **top(rng)}
    return simple([support_of("s", "drug", fixed=stated), support_of("more", "drug", **more)])


OPERATORS = {
    "steps by threshold": steps_by_threshold,
    "amount by word": amount_by_word,
    "unknown ceiling": unknown_ceiling,
    "no money": no_money,
    "increase": increase,
    "limit by share": limit_by_share,
    "several amounts": several_amounts,
    "share of a base": share_of_a_base,
    "fixed": fixed,
    "floor": floor,
    "uplift": uplift,
    "matching": matching,
    "additive stages": additive_stages,
    "excluding schemes": excluding_schemes,
    "merged forms": merged_forms,
    "yearly company limit": yearly_company_limit,
    "higher of": higher_of,
}


@pytest.mark.parametrize("name", OPERATORS)
@settings(max_examples=20)
@given(rng=profiles.randoms())
def test_the_engine_reckons_as_the_oracle_does(name: str, rng: Random) -> None:
    files = OPERATORS[name](rng)
    rulebook = direct(files)
    for _ in range(3):
        asked = Asked(files, agreement.random_data(rng, files, YEAR), YEAR, {})
        assert agreement.contradictions(rulebook, asked) == []


@pytest.mark.parametrize("name", OPERATORS)
@settings(max_examples=20)
@given(rng=profiles.randoms())
def test_what_becomes_known_never_raises_the_potential(name: str, rng: Random) -> None:
    files = OPERATORS[name](rng)
    rulebook = direct(files)
    data = agreement.random_data(rng, files, YEAR)
    before = report_of(rulebook, data)
    for known in known_one_by_one(rng, data):
        after = report_of(rulebook, known)
        assert after.potential_ceiling <= before.potential_ceiling
        before = after


def known_one_by_one(rng: Random, data: Data) -> Iterator[Data]:
    for _ in range(6):
        known = completed(rng, data, YEAR)
        if known is None:
            return
        yield known
        data = known


def report_of(rulebook: Rulebook, data: Data) -> Report:
    return rulebook.evaluate(Profile.from_dict(data), YEAR)


# What each operator means, in figures of its own


@settings(max_examples=30)
@given(st.integers(0, 10**15), st.sampled_from(RATES))
def test_a_share_alone_is_the_share_whatever_the_base(base: int, rate: str) -> None:
    gives = {"of": "drug.rd_spend", "rate": rate, "period": "once", "source": SOURCE}
    finding = only(simple([support_of("s", "drug", share=gives)]), rd_spend=base)
    assert finding.ceiling == int(Decimal(rate).scaleb(6)) * base // 10**6
    assert not finding.upper_bound


@settings(max_examples=30)
@given(st.none() | st.integers(0, 10**15))
def test_a_ceiling_that_is_not_known_leaves_the_share_which_may_be_lower(
    base: int | None,
) -> None:
    gives: Data = {"ceiling": {"unknown": True, "source": SOURCE}}
    gives["share"] = {"of": "drug.rd_spend", "rate": "0.20", "period": "once", "source": SOURCE}
    drug = {"id": "D", "rd_spend": base}
    data = {"company": {"name": "甲"}, "drugs": [drug]}
    report = report_of(direct(simple([support_of("s", "drug", **gives)])), data)
    (finding,) = report.findings
    assert finding.ceiling == (10**15 if base is None else base) // 5
    assert (finding.ceiling_unknown, finding.upper_bound) == (True, finding.ceiling > 0)
    assert (finding.unbounded, report.unbounded) == (base is None, base is None)
    assert finding.missing == (("/drugs/0/rd_spend",) if base is None else ())
    steps = [step.step for step in finding.calculation]
    assert steps == (["unbounded"] if base is None else ["share"])
    assert finding.to_dict()["ceiling_unknown"]
    assert report.to_json() == report_json(report.to_dict())


@settings(max_examples=30)
@given(st.integers(1, 10**15))
def test_a_fixed_amount_is_paid_as_it_stands_and_says_so(amount: int) -> None:
    finding = only(simple([support_of("s", "drug", fixed={"amount": amount, "source": SOURCE})]))
    assert (finding.ceiling, finding.fixed, finding.upper_bound) == (amount, True, False)


@settings(max_examples=30)
@given(st.none() | st.integers(0, 10**15), st.booleans())
def test_an_entitlement_that_is_no_money_is_stated_and_counts_for_nothing(
    base: int | None, eligible: bool
) -> None:
    share_of: Data = {"of": "drug.rd_spend", "rate": "0.30", "period": "once", "source": SOURCE}
    when = {"field": "drug.breakthrough_therapy", "is": True}
    stated = support_of("stated", "drug", when, share=share_of, period="once", money=False)
    known = {"breakthrough_therapy": True} if eligible else {}
    drug = {"id": "D", "rd_spend": base, **known}
    data = {"company": {"name": "甲"}, "drugs": [drug]}
    report = report_of(direct(simple([stated])), data)
    (finding,) = report.findings
    assert (finding.status, finding.money) == ("eligible" if eligible else "undetermined", False)
    assert finding.ceiling == (10**15 if base is None else base) * 3 // 10
    assert (finding.counted, finding.bound_by) == (0, None)
    assert (report.total_ceiling, report.potential_ceiling) == (0, 0)
    assert finding.upper_bound is (base is None)
    assert not report.upper_bound
    awards = [{"measure": "simple", "support": "stated", "subject": "D", "year": 2018, "amount": 1}]
    after = report_of(direct(simple([stated])), {**data, "awards": awards}).findings[0]
    assert after.ceiling == max(0, finding.ceiling - 1)


@settings(max_examples=30)
@given(st.integers(1, 10**15 - 1), st.integers(-1, 1))
def test_a_floor_holds_from_its_own_amount_on(bound: int, by: int) -> None:
    when = {"field": "drug.rd_spend", "at_least": bound}
    finding = only(simple([support_of("s", "drug", when)]), rd_spend=bound + by)
    assert finding.status == ("ineligible" if by < 0 else "eligible")


@settings(max_examples=30)
@given(st.integers(1, 10**15), st.sampled_from(["beijing", "elsewhere", None]))
def test_an_uplift_adds_its_part_where_its_condition_holds_or_may(
    amount: int, region: str | None
) -> None:
    gives = {"ceiling": {"amount": amount, "source": SOURCE}}
    half = {"id": "up", "title": TITLE, "when": LOCAL, "rate": "0.50", "source": SOURCE}
    finding = only(simple([support_of("s", "drug", **gives, uplift=half)]), entrusted_region=region)
    assert finding.ceiling == amount + (0 if region == "elsewhere" else amount // 2)
    assert finding.upper_bound is (region is None)
    assert finding.missing == (("/drugs/0/entrusted_region",) if region is None else ())


@settings(max_examples=30)
@given(
    st.integers(1, 10**15),
    st.integers(1, 10**15),
    st.none() | st.integers(0, 10**15),
    st.sampled_from(["beijing", "elsewhere", None]),
)
def test_a_ceiling_is_higher_by_a_sum_where_a_condition_holds_or_may(
    ceiling: int, more: int, spend: int | None, region: str | None
) -> None:
    gives: Data = {"ceiling": {"amount": ceiling, "source": SOURCE}}
    gives["share"] = {"of": "drug.rd_spend", "rate": "0.5", "period": "once", "source": SOURCE}
    gives["increase"] = {"id": "higher", "title": TITLE, "when": LOCAL, "amount": more}
    gives["increase"]["source"] = SOURCE
    files = simple([support_of("s", "drug", **gives)])
    finding = only(files, entrusted_region=region, rd_spend=spend)
    whole = ceiling if region == "elsewhere" else ceiling + more
    assert finding.ceiling == (whole if spend is None else min(whole, spend // 2))
    assert finding.upper_bound is (None in {region, spend} and finding.ceiling > 0)
    unknown = {"entrusted_region": region, "rd_spend": spend}
    missing = tuple(f"/drugs/0/{name}" for name, value in unknown.items() if value is None)
    assert finding.missing == missing
    steps = [(step.step, step.amount) for step in finding.calculation if step.step != "share"]
    assert steps[-1] == ("ceiling", finding.ceiling)
    assert steps[:-1] == ([] if region == "elsewhere" else [("increase", ceiling + more)])


STEPS: Data = {
    "by": "drug.rd_spend",
    "amounts": [{"at_least": 100, "amount": 10}, {"at_least": 500, "amount": 60}],
    "source": SOURCE,
}
FURTHER = {"each": 30, "amount": 7, "at_most": 80}


@settings(max_examples=60)
@given(st.none() | st.integers(0, 700), st.booleans())
def test_the_highest_step_that_is_reached_decides_and_further_units_add_to_the_last(
    spend: int | None, open_ended: bool
) -> None:
    stated = STEPS | ({"further": FURTHER} if open_ended else {}) | {"else": 2}
    finding = only(simple([support_of("s", "drug", ceiling=stated)]), rd_spend=spend)
    if spend is None:
        expected = 80 if open_ended else 60
    elif spend < 500:
        expected = 10 if spend >= 100 else 2
    else:
        expected = min(80, 60 + (spend - 500) // 30 * 7) if open_ended else 60
    assert (finding.ceiling, finding.upper_bound) == (expected, spend is None)
    assert finding.missing == (("/drugs/0/rd_spend",) if spend is None else ())
    first, *middle, last = finding.calculation
    assert (first.step, last.step, last.amount) == ("row", "ceiling", expected)
    assert [(step.step, step.amount) for step in middle] == (
        [("further", expected)] if expected > 60 else []
    )


BY_CLASS: Data = {
    "by": "drug.registration_class",
    "amounts": [
        {"one_of": ["chemical-1", "biological-1"], "amount": 700},
        {"one_of": "chemical-2", "amount": 900},
    ],
    "else": 200,
    "source": SOURCE,
}


@pytest.mark.parametrize(
    ("registration_class", "row", "amount"),
    [
        ("chemical-1", "chemical-1", 700),
        ("biological-1", "chemical-1", 700),
        ("chemical-2", "chemical-2", 900),
        ("chemical-3", "else", 200),
        (None, "chemical-2", 900),
        ("一类新药", "chemical-2", 900),
    ],
)
@pytest.mark.parametrize("kind", ["ceiling", "fixed"])
def test_a_word_decides_the_amount_and_one_that_is_not_known_takes_the_highest(
    kind: str, registration_class: str | None, row: str, amount: int
) -> None:
    files = simple([support_of("s", "drug", **{kind: BY_CLASS})])
    finding = only(files, registration_class=registration_class)
    unknown = registration_class in {None, "一类新药"}
    assert (finding.status, finding.ceiling, finding.upper_bound) == ("eligible", amount, unknown)
    assert finding.missing == (("/drugs/0/registration_class",) if unknown else ())
    steps = [(step.step, step.amount, dict(step.figures)) for step in finding.calculation]
    assert steps == [("row", amount, {"id": row}), (kind, amount, {"ceiling": amount})]
    outcomes = {entry["id"]: entry["outcome"] for entry in finding.to_dict()["uplifts"]}
    met = {name: "met" if name == row else "unmet" for name in ("chemical-1", "chemical-2", "else")}
    assert outcomes == (dict.fromkeys(met, "unknown") if unknown else met)


def test_an_amount_for_a_district_is_not_sure_where_the_city_is_all_that_is_known() -> None:
    stated = {"by": "company.region", "amounts": [{"one_of": "daxing", "amount": 300}]}
    files = simple([support_of("s", "company", ceiling={**stated, "else": 500, "source": SOURCE})])
    amounts = {}
    for region in ("daxing", "shanghai", "beijing"):
        data = {"company": {"name": "甲", "region": region}}
        (finding,) = report_of(direct(files), data).findings
        amounts[region] = (finding.ceiling, finding.upper_bound)
    assert amounts == {"daxing": (300, False), "shanghai": (500, False), "beijing": (500, True)}


@settings(max_examples=30)
@given(
    st.dictionaries(st.integers(1, 99), st.integers(1, 10**6), min_size=1, max_size=4),
    st.none() | st.integers(0, 100),
)
def test_steps_by_threshold_bring_the_highest_reached_and_all_of_them_where_unknown(
    steps: dict[int, int], spend: int | None
) -> None:
    first, more = 7, {"title": TITLE, "source": SOURCE}
    increases = [
        {"id": f"from-{least}", "when": {"field": "drug.rd_spend", "at_least": least}}
        | {"amount": amount, **more}
        for least, amount in steps.items()
    ]
    fixed = {"amount": first, "source": SOURCE}
    gives: Data = {"fixed": fixed, "increase": increases}
    finding = only(simple([support_of("s", "drug", **gives)]), rd_spend=spend)
    reached = [amount for least, amount in steps.items() if spend is None or spend >= least]
    assert (finding.ceiling, finding.fixed) == (first + sum(reached), True)
    assert finding.upper_bound is (spend is None)
    assert finding.missing == (("/drugs/0/rd_spend",) if spend is None else ())


@settings(max_examples=30)
@given(st.integers(1, 10**15), st.booleans())
def test_a_match_gives_the_same_again_uplifts_included(amount: int, local: bool) -> None:
    gives = {"ceiling": {"amount": amount, "source": SOURCE}}
    supplements = {"title": TITLE, "source": SOURCE}
    gives["uplift"] = {"id": "up", "when": LOCAL, "rate": "0.50", **supplements}
    gives["matches"] = {"id": "match", "rate": "1", **supplements}
    region = "beijing" if local else "elsewhere"
    finding = only(simple([support_of("s", "drug", **gives)]), entrusted_region=region)
    assert finding.ceiling == 2 * (amount + (amount // 2 if local else 0))


@settings(max_examples=30)
@given(st.integers(0, 3000), st.lists(st.integers(1, 9999), min_size=1, max_size=4, unique=True))
def test_a_series_takes_the_last_version_that_has_begun(year: int, starts: list[int]) -> None:
    starts.sort()
    supports = [support_of("s", "drug")]
    versions = [
        simple(supports, f"v-{start}", dates={"first": f"{start:04}-07-01"}) for start in starts
    ]
    names = [files.measure["id"] for files in versions]
    series = Series.model_validate({"id": "v", "title": TITLE, "versions": names})
    rulebook = direct(*versions, series=[series])
    year += 1000
    report = rulebook.evaluate(Profile.from_dict({"company": {"name": "甲"}}), year, "v")
    begun = [start for start in starts if start <= year]
    assert report.measure == f"v-{begun[-1] if begun else starts[0]}"
    assert report.version.series == "v"
    later = names[names.index(report.measure) + 1 :]
    assert report.version.replaced_by == (later[0] if later else None)
    outside = "outside-known-dates" in {notice.code for notice in report.notices}
    assert outside is not bool(begun)


def report_json(report: Any) -> str:
    return json.dumps(report, ensure_ascii=False, separators=(",", ":"))


def only(files: Files, **drug: Any) -> Finding:
    data = {"company": {"name": "甲"}, "drugs": [{"id": "D", **drug}]}
    (finding,) = report_of(direct(files), data).findings
    return finding

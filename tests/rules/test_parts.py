"""An amount against a part of another one: exact, in three values, the same in every form."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from yaoxie import Finding, Profile
from yaoxie.messages import Lang
from yaoxie.render.wording import Wording

from tests.long import screened
from tests.support.rulebooks import direct, simple, support_of

Data = dict[str, Any]
AMOUNTS = st.none() | st.integers(0, 100) | st.integers(0, 10**15)
RATES = st.sampled_from(["0", "0.2", "0.30", "0.333333", "1", "1.5", "999.999999"])
OPERATORS = st.sampled_from(["at_least_part", "at_most_part"])
OWN, WHOLE = "drug.rd_spend_phase_1", "drug.rd_spend"


def finding(operator: str, rate: str, own: int | None, whole: int | None) -> Finding:
    when = {"field": OWN, operator: {"of": WHOLE, "rate": rate}}
    supports = [support_of("s", "drug", when), support_of("t", "drug", {"not": when})]
    rulebook = direct(simple(supports))
    data = {"company": {"name": "甲"}, "drugs": [{"id": "D", "rd_spend": whole}]}
    data["drugs"][0]["rd_spend_phase_1"] = own  # type: ignore[index]
    profile = Profile.from_dict(data)
    assert screened.compared(rulebook, "simple", 2019, {}, [profile]) == []
    met, negated = rulebook.evaluate(profile, 2019).findings
    opposite = {"eligible": "ineligible", "ineligible": "eligible", "undetermined": "undetermined"}
    assert negated.status == opposite[met.status]
    return met


@settings(max_examples=60)
@given(OPERATORS, RATES, AMOUNTS, AMOUNTS)
def test_a_part_is_compared_exactly_and_unknown_where_either_amount_is(
    operator: str, rate: str, own: int | None, whole: int | None
) -> None:
    judged = finding(operator, rate, own, whole)
    unknown = [name for name, of in (("rd_spend_phase_1", own), ("rd_spend", whole)) if of is None]
    assert judged.missing == tuple(f"/drugs/0/{name}" for name in unknown)
    if own is None or whole is None:
        assert judged.status == "undetermined"
        return
    part = Fraction(rate) * whole
    holds = own >= part if operator == "at_least_part" else own <= part
    assert judged.status == ("eligible" if holds else "ineligible")


@pytest.mark.parametrize(
    ("operator", "own", "gap"),
    [("at_least_part", 30, 4), ("at_least_part", 34, None), ("at_most_part", 36, 3)],
)
def test_the_gap_is_what_it_takes_in_whole_yuan(operator: str, own: int, gap: int | None) -> None:
    judgement = finding(operator, "0.333333", own, 101).judgements[0]
    assert judgement.actual == own
    assert (judgement.gap.amount if judgement.gap else None) == gap


def test_a_report_names_the_part_and_the_other_amount() -> None:
    expectation = finding("at_least_part", "0.30", 1, 2).terms.requirements[0].expectation
    assert expectation.required == ">= 0.30 * drug.rd_spend"


@pytest.mark.parametrize(
    ("lang", "text"), [("zh", "不少于研发投入的30%"), ("en", "at least 30% of the R&D spend")]
)
def test_tables_name_the_part_in_words(lang: Lang, text: str) -> None:
    expectation = finding("at_least_part", "0.30", 1, 4).terms.requirements[0].expectation
    assert Wording(lang).required(expectation) == text

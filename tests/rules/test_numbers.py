"""Months, rates and open words in rules: checked, decided, explained and said."""

from __future__ import annotations

from decimal import Decimal

import pytest
from pydantic import ValidationError
from yaoxie import Profile
from yaoxie.decision.production import Compiler
from yaoxie.profile.vocabulary import packaged
from yaoxie.render.wording import Wording
from yaoxie.rules import conditions, types
from yaoxie.rules.premises import Fact, Premise
from yaoxie.sources import model_faults

from tests.decision.test_explanation import Data, judged
from tests.support.rulebooks import direct, simple, support_of
from tests.support.strategies.profiles import MONTHS, RATES


@pytest.mark.parametrize(
    ("operator", "months", "outcome", "gap"),
    [
        *(("at_most", 24, "met", None), ("at_most", 25, "unmet", 1), ("at_most", 0, "met", None)),
        *(("at_least", 23, "unmet", 1), ("at_least", 1200, "met", None)),
    ],
)
def test_a_gap_in_months_is_in_months(
    operator: str, months: int, outcome: str, gap: int | None
) -> None:
    when = {"field": "drug.production_promise_months", operator: 24}
    requirement = judged(when, {"production_promise_months": months})
    assert (requirement["outcome"], requirement["actual"]) == (outcome, months)
    assert requirement["gap"] == ({"unit": "months", "amount": gap} if gap else None)


def judged_loan(when: Data, rate: str | None) -> Data:
    """The requirement on a loan as the report has it; its status goes with its outcome."""
    rulebook = direct(simple([support_of("s", "initiative", when)]))
    loan = {"id": "I", "rate_over_lpr": rate}
    profile = Profile.from_dict({"company": {"name": "甲"}, "initiatives": [loan]})
    (finding,) = rulebook.evaluate(profile, 2019).to_dict()["findings"]
    requirement = finding["requirements"][0]
    status = {"met": "eligible", "unmet": "ineligible", "unknown": "undetermined"}
    assert finding["status"] == status[requirement["outcome"]]
    return dict(requirement)


@pytest.mark.parametrize(
    ("operator", "rate", "outcome", "actual", "gap"),
    [
        *(("at_most", "0.4", "met", "0.4", None), ("at_most", "0.400", "met", "0.4", None)),
        *(("at_most", "0.41", "unmet", "0.41", "0.01"), ("at_most", "0", "met", "0", None)),
        *(("at_most", "0.400001", "unmet", "0.400001", "0.000001"),),
        *(("at_most", "999.999999", "unmet", "999.999999", "999.599999"),),
        *(("at_least", "0.399999", "unmet", "0.399999", "0.000001"),),
        *(("at_least", "0.40", "met", "0.4", None), ("at_least", "1", "met", "1", None)),
        *(("at_least", "0", "unmet", "0", "0.40"), ("at_most", None, "unknown", None, None)),
    ],
)
def test_rates_are_compared_exactly_and_a_gap_is_a_decimal(
    operator: str, rate: str | None, outcome: str, actual: str | None, gap: str | None
) -> None:
    requirement = judged_loan({"field": "initiative.rate_over_lpr", operator: "0.40"}, rate)
    assert (requirement["outcome"], requirement["actual"]) == (outcome, actual)
    assert requirement["gap"] == ({"unit": "rate", "amount": gap} if gap else None)
    assert requirement["required"] == (">= 0.40" if operator == "at_least" else "<= 0.40")
    opposite = judged_loan({"not": {"field": "initiative.rate_over_lpr", operator: "0.40"}}, rate)
    assert opposite["outcome"] == {"met": "unmet", "unmet": "met"}.get(outcome, outcome)


@pytest.mark.parametrize(
    ("text", "outcome", "missing"),
    [
        *(("chemical-1", "met", []), ("biological-1", "met", []), ("chemical-2", "unmet", [])),
        *(("chemical-2007-1", "unmet", []),),
        *((text, "unknown", ["/drugs/0/registration_class"]) for text in ("化药1类", "1", None)),
    ],
)
def test_a_registration_class_decides_where_it_is_a_word(
    text: str | None, outcome: str, missing: list[str]
) -> None:
    when = {"field": "drug.registration_class", "one_of": ["chemical-1", "biological-1"]}
    requirement = judged(when, {"registration_class": text})
    assert (requirement["outcome"], requirement["missing"]) == (outcome, missing)
    assert requirement["actual"] == (None if outcome == "unknown" else text)


def complaints(when: Data, kinds: tuple[str, ...]) -> list[tuple[str, object, str, str | None]]:
    """What is wrong with a condition."""
    calls: list[tuple[str, object, str, str | None]] = []
    model = types.FieldTest.model_validate(when)
    builder = conditions.Builder(kinds, frozenset(), lambda *fault: calls.append(fault), packaged())
    assert (builder.build(model, "/when") is None) is bool(calls)
    return calls


@pytest.mark.parametrize(
    ("field", "operator", "operand", "expected"),
    [
        *(
            (f"drug.{name}", "at_most", 24, None)
            for name in ("rd_spend", "production_promise_months")
        ),
        ("initiative.rate_over_lpr", "at_most", "0.40", None),
        ("drug.rd_spend", "at_least", "0.40", "a whole number, for a field of type yuan"),
        ("drug.rd_spend", "at_least", "24", "a whole number, for a field of type yuan"),
        (
            *("drug.production_promise_months", "at_most", "24"),
            "a whole number, for a field of type months",
        ),
        (
            *("initiative.rate_over_lpr", "at_most", 1),
            'a decimal in quotes, such as "0.30", for a field of type rate',
        ),
        ("initiative.rate_over_lpr", "is", "0.40", "at_least or at_most for a field of type rate"),
        ("drug.registration_class", "at_most", 1, "is or one_of for a field of type word"),
    ],
)
def test_a_bound_is_a_number_or_a_rate_as_its_field_is(
    field: str, operator: str, operand: object, expected: str | None
) -> None:
    calls = complaints({"field": field, operator: operand}, (field.partition(".")[0],))
    assert [fault[2] for fault in calls] == ([expected] if expected else [])
    assert all(fault[0] == f"/when/{operator}" for fault in calls)


def test_a_word_of_an_open_set_is_checked_in_rules() -> None:
    when = {"field": "drug.registration_class", "one_of": ["chemical-1", "biologic-1"]}
    ((at, value, _, close),) = complaints(when, ("drug",))
    assert (at, value, close) == ("/when/one_of/1", "biologic-1", "biological-1")


@pytest.mark.parametrize(
    ("gap", "zh", "en"),
    [
        (("days", 1200), "，相差1,200天", ", off by 1,200 days"),
        (("yuan", 4000), "，相差4,000元", ", off by CNY 4,000"),
        (("count", 3), "，相差3", ", off by 3"),
        (("months", 3), "，相差3个月", ", off by 3 months"),
        (("rate", "0.05"), "，相差5%", ", off by 5%"),
    ],
)
def test_a_gap_is_stated_with_its_unit(gap: tuple[str, int | str], zh: str, en: str) -> None:
    assert (Wording("zh").gap(*gap), Wording("en").gap(*gap)) == (zh, en)


def test_rates_are_shown_as_percentages() -> None:
    words = Wording("en")
    assert (words.value("0.4"), words.value("1"), words.value("0.000001")) == (
        *("40%", "100%", "0.0001%"),
    )
    assert words.value("2019-05-20") == "2019-05-20"


@pytest.mark.parametrize(
    ("when", "turn", "operand"),
    [
        ({"field": "initiative.rate_over_lpr", "at_most": "0.40"}, "rate", 400_000),
        ({"field": "initiative.rate_over_lpr", "at_most": "999.999999"}, "rate", 999_999_999),
        ({"field": "initiative.rate_over_lpr", "at_most": "0.000001"}, "rate", 1),
        ({"field": "initiative.interest_paid", "at_most": 24}, "amount", 24),
        ({"field": "drug.production_promise_months", "at_most": 24}, "amount", 24),
    ],
)
def test_rates_are_millionths_and_months_whole_in_production_rules(
    when: Data, turn: str, operand: int
) -> None:
    kind = when["field"].partition(".")[0]
    model = types.FieldTest.model_validate(when)
    built = conditions.Builder((kind,), frozenset(), lambda *_: None, packaged()).build(model, "")
    assert built is not None
    compiler = Compiler({})
    compiler.conclude("met", [built])
    compiler.conclude("unmet", [conditions.Not(built)])
    fact = Fact(when["field"], when["field"], turn)
    assert [rule.premises for rule in compiler.strata[0]] == [
        [Premise(fact, "<=", (operand,))],
        [Premise(fact, ">", (operand,))],
    ]


def test_production_rules_and_explanation_agree_on_months_and_rates_at_every_edge() -> None:
    # Evaluating fails where the two differ.
    loans = [
        support_of(f"loan-{i}", "initiative", {"field": "initiative.rate_over_lpr", name: rate})
        for i, (name, rate) in enumerate((n, r) for n in ("at_least", "at_most") for r in RATES)
    ]
    field = "drug.production_promise_months"
    drugs = [
        support_of(f"drug-{i}", "drug", {"field": field, name: months})
        for i, (name, months) in enumerate((n, m) for n in ("at_least", "at_most") for m in MONTHS)
    ]
    data = {
        "company": {"name": "甲"},
        "initiatives": [{"id": f"I{i}", "rate_over_lpr": rate} for i, rate in enumerate(RATES)],
        "drugs": [{"id": f"D{m}", "production_promise_months": m} for m in MONTHS],
    }
    report = direct(simple([*loans, *drugs])).evaluate(Profile.from_dict(data), 2019)
    met = [finding for finding in report.findings if finding.status == "eligible"]
    assert {finding.status for finding in report.findings} == {"eligible", "ineligible"}
    rates = [Decimal(rate) for rate in RATES]
    holds = sum((a >= b) + (a <= b) for a in rates for b in rates)
    holds += sum((a >= b) + (a <= b) for a in MONTHS for b in MONTHS)
    assert len(met) == holds


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        *((-1, "a whole number, at least 0"), (10**15 + 1, f"a whole number, at most {10**15}")),
        *((1.5, "a whole number"), (True, "a whole number"), ([], "a whole number")),
        *((text, 'a decimal in quotes, such as "0.30"') for text in ("40%", "", "1_000", "-1")),
    ],
)
def test_a_bound_that_is_neither_is_reported_once(value: object, expected: str) -> None:
    data = {"field": "drug.rd_spend", "at_least": value}
    with pytest.raises(ValidationError) as caught:
        types.FieldTest.model_validate(data)
    (fault,) = model_faults.of(caught.value, types.FieldTest, data)
    assert (fault.pointer, fault.expected) == ("/at_least", expected)

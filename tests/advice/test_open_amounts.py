"""Amounts that nothing known bounds are called open everywhere, and order nothing."""

from __future__ import annotations

import io
import json
from datetime import date
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from rich.console import Console
from yaoxie import Profile, Rulebook
from yaoxie.advice.advice import Advice
from yaoxie.render import advice as advised
from yaoxie.render import comparison
from yaoxie.render.wording import Wording
from yaoxie.review import schemas
from yaoxie.values import MAX_MONEY

from tests.support.rulebooks import direct, simple, support_of
from tests.support.strategies.rulebooks import SOURCE

SCHEMA = Draft202012Validator(json.loads(schemas.text("advice")))
SHARE = {"of": "drug.project_investment", "rate": "0.30", "period": "year", "source": SOURCE}
REACHED = {"milestone": "phase_2_completed", "reached": "within"}
WINDOWS = {"within": {"first": "claim-year-start", "last": "claim-year-end"}}
REGION = {"field": "company.region", "is": "beijing"}
OPEN = f"{MAX_MONEY * 3 // 10:,}"


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    """A share without a ceiling, in each year that a phase ends, and a fixed help beside it."""
    share = support_of("share", "drug", REACHED, share=SHARE, ceiling=None, period="year")
    fixed = {"ceiling": {"amount": 7, "source": SOURCE}, "period": "year"}
    help_ = support_of("help", "drug", {"field": "drug.breakthrough_therapy", "is": True}, **fixed)
    return direct(simple([share, help_], windows=WINDOWS))


def company(**more: Any) -> dict[str, Any]:
    reached = [{"milestone": "phase_2_completed", "date": "2019-05-01"}]
    drug = {"id": "D", "breakthrough_therapy": False, "milestones": reached} | more
    return {"company": {"name": "甲", "region": "beijing"}, "drugs": [drug]}


def advise(rulebook: Rulebook, data: dict[str, Any], **options: Any) -> Advice:
    asked: dict[str, Any] = {"year": 2019, "as_of": date(2019, 1, 1)} | options
    advice = rulebook.advise(rulebook.profile(data), **asked)
    SCHEMA.validate(advice.to_dict())
    return advice


def shown(item: Any) -> str:
    stream = io.StringIO()
    Console(file=stream, width=400).print(item)
    return stream.getvalue()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_text_has_the_figure_of_an_open_amount(rulebook: Rulebook, lang: Any) -> None:
    for data in (company(), company(milestones=[]), company(milestones=None)):
        text = shown(advised.render(advise(rulebook, data, years=3), Wording(lang)))
        assert OPEN not in text
        assert str(MAX_MONEY * 3 // 10 // 10_000) not in text.replace(",", "")
        assert {"zh": "待定", "en": "open"}[lang] in text


def test_each_total_says_that_it_is_open(rulebook: Rulebook) -> None:
    advice = advise(rulebook, company(), years=2).to_dict()
    assert (advice["unbounded"], advice["potential_unbounded"]) == (True, True)
    assert advice["outlook"] is not None
    assert advice["outlook"]["open_from"] == MAX_MONEY * 3 // 10
    assert [e["unbounded"] for e in advice["confidence"] or ()] == [True]
    (reasons,) = advice["reasons"] or []
    assert reasons["unbounded"]
    assert [finding["unbounded"] for finding in reasons["findings"]] == [True]
    assert [claim["unbounded"] for claim in reasons["claims"]] == [True]
    assert advice["plan"] is not None
    assert advice["plan"]["unbounded"]
    assert [year["unbounded"] for year in advice["plan"]["by_year"]] == [True, False]


def test_a_known_gain_stands_before_an_open_one(rulebook: Rulebook) -> None:
    data = company(milestones=[], breakthrough_therapy=None)
    unlocks = advise(rulebook, data, only="unlocks").to_dict()["unlocks"] or []
    assert [(e["gain_unbounded"], e["gain"]) for e in unlocks] == [
        (False, 7),
        (True, MAX_MONEY * 3 // 10),
    ]


def test_a_gain_on_top_of_what_is_open_already_is_known(rulebook: Rulebook) -> None:
    data = company(breakthrough_therapy=None)
    (entry,) = advise(rulebook, data, only="unlocks").to_dict()["unlocks"] or []
    assert (entry["gain"], entry["gain_unbounded"], entry["unbounded"]) == (7, False, True)


def test_a_limit_bounds_what_is_open_and_without_it_nothing_does() -> None:
    share = support_of("share", "drug", REACHED, share=SHARE, ceiling=None, period="year")
    limit = {
        "id": "company-yearly",
        "title": {"zh": "限", "en": "limit"},
        "per": "company",
        "amount": 50,
    }
    limit |= {"period": "year", "supports": ["share"], "source": SOURCE}
    bounded = direct(simple([share], windows=WINDOWS, limits=[limit]))
    advice = advise(bounded, company(), years=2).to_dict()
    (reasons,) = advice["reasons"] or []
    assert [entry["unbounded"] for entry in reasons["limits"]] == [True]
    assert advice["plan"] is not None
    assert [entry["unbounded"] for entry in advice["plan"]["binding"]] == [True]
    assert OPEN not in shown(advised.render(advise(bounded, company()), Wording("en")))


def test_a_comparison_lists_an_open_support_without_a_figure(rulebook: Rulebook) -> None:
    compared = rulebook.compare(rulebook.profile(company()), 2019)
    (entry,) = compared.to_dict()["measures"]
    assert [counted["unbounded"] for counted in entry["as_is"]["counted"]] == [True]
    text = shown(comparison.render(compared, Wording("en")))
    assert OPEN not in text


def test_places_that_pay_what_nobody_knows_order_no_places(rulebook: Rulebook) -> None:
    profile = Profile.from_dict(company())
    for entry in rulebook.advise(profile, 2019, only="places").to_dict()["places"] or ():
        assert [(e["unbounded"], e["potential_unbounded"]) for e in entry["places"]] == [
            (True, True)
        ]

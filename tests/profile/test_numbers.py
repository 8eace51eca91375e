"""Amounts, months and rates of a profile: whole or exact, within their bounds, never coerced."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from yaoxie import Profile, ProfileError
from yaoxie.profile.records import ProfileRecord, profile_model

from tests.profile.test_model import Data, drug, faults, only
from tests.support import own_vocabulary
from tests.support.strategies.profiles import STAGES

AMOUNTS = [
    *(("company", "revenue"), ("devices", "rd_spend"), ("devices", "trial_cost")),
    *(("initiatives", "interest_paid"), ("initiatives", "project_funds")),
    *(("drugs", "rd_spend"), *(("drugs", f"rd_spend_{stage}") for stage in STAGES)),
]


@pytest.mark.parametrize("value", [1.5, 1.0, "100", True, False, [], {}, -1, 10**15 + 1, 1e300])
def test_an_amount_is_a_whole_number_of_yuan(value: object) -> None:
    fault = only(drugs=drug(project_investment=value))
    assert fault.pointer == "/drugs/0/project_investment"
    assert fault.expected.startswith("a whole number")


@pytest.mark.parametrize("value", [0, 10**15])
def test_an_amount_may_be_at_either_end(value: int) -> None:
    assert faults(drugs=drug(project_investment=value)) == []


def with_value(place: str, **more: Any) -> Data:
    """The part of a profile with these fields in the company, or in the one item of a list."""
    return {"company": more} if place == "company" else {place: [{"id": "X", **more}]}


@pytest.mark.parametrize(("place", "name"), AMOUNTS)
def test_every_amount_is_whole_yuan_up_to_ten_to_the_fifteenth(place: str, name: str) -> None:
    for fine in (None, 0, 10**15):
        assert faults(**with_value(place, **{name: fine})) == []
    for wrong in (-1, 10**15 + 1, 1.5, "100", True):
        fault = only(**with_value(place, **{name: wrong}))
        assert fault.pointer.endswith(f"/{name}")
        assert fault.expected.startswith("a whole number")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        *((-1, "a whole number, at least 0"), (1201, "a whole number, at most 1200")),
        *((24.0, "a whole number"), ("24", "a whole number"), (True, "a whole number")),
    ],
)
def test_months_are_whole_and_at_most_1200(value: object, expected: str) -> None:
    fault = only(drugs=drug(production_promise_months=value))
    assert (fault.pointer, fault.expected) == ("/drugs/0/production_promise_months", expected)


@pytest.mark.parametrize("value", [0, 24, 1200])
def test_months_may_be_at_either_end(value: int) -> None:
    assert faults(drugs=drug(production_promise_months=value)) == []


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        *((0, "a whole number, at least 1"), (1_000_001, "a whole number, at most 1000000")),
        *((3.0, "a whole number"), ("3", "a whole number"), (True, "a whole number")),
    ],
)
def test_a_count_is_a_whole_number_from_one_on(value: object, expected: str) -> None:
    with pytest.raises(ProfileError) as caught:
        ranked(value)
    (fault,) = caught.value.faults
    assert (fault.pointer, fault.expected) == ("/veterinary_drugs/0/rank", expected)


@pytest.mark.parametrize("value", [1, 3, 1_000_000])
def test_a_count_may_be_at_either_end(value: int) -> None:
    (item,) = ranked(value).model_dump()["veterinary_drugs"]
    assert item["rank"] == value


def ranked(value: object) -> ProfileRecord:
    data = {"company": {"name": "甲"}, "veterinary_drugs": [{"id": "T", "rank": value}]}
    return profile_model(own_vocabulary.vocabulary()).from_dict(data)


@pytest.mark.parametrize(
    "value",
    [0.4, 1, True, [], "", "40%", ".4", "0.", "-0.4", "+0.4", "1e-1", "0.1234567", "1000", " 0.4",
     "0.4\n", "０.４", "0,4", "NaN", "Infinity"],
)  # fmt: skip
def test_a_rate_is_an_exact_decimal_in_a_string(value: object) -> None:
    fault = only(initiatives=[{"id": "I", "rate_over_lpr": value}])
    assert fault.pointer == "/initiatives/0/rate_over_lpr"
    assert fault.expected.startswith("a decimal in quotes")


def rated(text: str) -> Profile:
    data = {"company": {"name": "甲"}, "initiatives": [{"id": "I", "rate_over_lpr": text}]}
    return Profile.from_dict(data)


@pytest.mark.parametrize("value", ["0", "0.40", "000.4", "999.999999", "0.000001"])
def test_a_rate_is_kept_exactly(value: str) -> None:
    assert (rated(value).initiatives or ())[0].rate_over_lpr == Decimal(value)


@pytest.mark.parametrize(("written", "other"), [("0.4", "0.400"), ("1", "1.0"), ("0", "000.00")])
def test_rates_that_mean_the_same_have_one_digest(written: str, other: str) -> None:
    assert rated(written).digest == rated(other).digest
    assert rated(written).digest != rated("0.41").digest

"""What production rules concluded is remembered by class of facts, and changes no answer."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import durable_rules_engine as durable
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from yaoxie import DisagreementError, Profile, Rulebook
from yaoxie.decision import inference
from yaoxie.decision.classes import Classes

from tests.long import agreement
from tests.support.rulebooks import direct, packaged, simple, support_of
from tests.support.strategies import profiles, rulebooks

Data = dict[str, Any]
AMOUNT = "drug.project_investment"
NOW = {"first": "claim-year-start", "last": "claim-year-end"}


@pytest.fixture
def records(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The records of drugs that durable-rules was asked about."""
    asked: list[str] = []
    original = durable.assert_fact

    def watch(handle: int, record: str) -> Any:
        if "the applicant" in record:
            asked.append(record)
        return original(handle, record)

    monkeypatch.setattr(durable, "assert_fact", watch)
    return asked


def with_drug(**drug: Any) -> Profile:
    return Profile.from_dict({"company": {"name": "甲"}, "drugs": [{"id": "D", **drug}]})


def of(condition: Data, **more: Any) -> Rulebook:
    """A rulebook whose only support requires this of a drug."""
    return direct(simple([support_of("s", "drug", condition)], **more))


def statuses(rulebook: Rulebook, profile: Profile, year: int = 2019) -> list[str]:
    return [finding.status for finding in rulebook.evaluate(profile, year).findings]


def trial(day: str) -> Profile:
    return with_drug(milestones=[{"milestone": "clinical_trial_entry", "date": day}])


@pytest.mark.no_cover  # evaluates hundreds of profiles, over and over
@settings(max_examples=30)
@given(st.integers(0, 2**32))
def test_with_and_without_memory_reports_of_any_rulebook_are_the_same_bytes(seed: int) -> None:
    rng = profiles.seeded(seed)
    files = rulebooks.random_rulebook(rng)
    remembering, forgetting = direct(files), direct(files, memo=False)
    readings = rulebooks.random_choice(rng, files)
    for _ in range(20):
        year = rng.choice([2018, 2019, 2020])
        profile = Profile.from_dict(agreement.random_data(rng, files, year))
        texts = {
            rulebook.evaluate(profile, year, readings=readings).to_json()
            for rulebook in (remembering, forgetting)
        }
        assert len(texts) == 1


@pytest.mark.parametrize("name", packaged())
@pytest.mark.no_cover
@settings(max_examples=20)
@given(rng=profiles.randoms(), year=st.sampled_from(agreement.ALL_YEARS))
def test_with_and_without_memory_reports_of_a_measure_are_the_same_bytes(
    rulebook: Rulebook, forgetting: Rulebook, name: str, rng: Any, year: int
) -> None:
    profile = Profile.from_dict(agreement.random_data(rng, packaged()[name], year))
    remembered = rulebook.evaluate(profile, year, name).to_json()
    assert remembered == forgetting.evaluate(profile, year, name).to_json()


@pytest.fixture(scope="module")
def forgetting() -> Rulebook:
    return Rulebook.load(memo=False)


@pytest.mark.parametrize(
    ("operator", "eligible", "together"),
    [
        ("at_least", [False, True, True], "49|50,51"),
        ("at_most", [True, True, False], "49,50|51"),
    ],
)
def test_amounts_on_one_side_of_a_bound_are_one_class(
    records: list[str], operator: str, eligible: list[bool], together: str
) -> None:
    rulebook = of({"field": AMOUNT, operator: 50})
    asked = []
    for amount, expected in zip((49, 50, 51), eligible, strict=True):
        before = len(records)
        status = statuses(rulebook, with_drug(project_investment=amount))
        assert status == ["eligible" if expected else "ineligible"]
        asked.append(len(records) > before)
    firsts = [entry.split(",")[0] for entry in together.split("|")]
    assert asked == [str(amount) in firsts for amount in (49, 50, 51)]


def test_a_rate_is_told_apart_at_its_bound_by_a_millionth() -> None:
    support = support_of("s", "initiative", {"field": "initiative.rate_over_lpr", "at_most": "0.3"})
    rulebook = direct(simple([support]))
    outcomes = []
    for rate in ("0.299999", "0.3", "0.300001", "0.30", None):
        item = {"id": "I", "rate_over_lpr": rate}
        profile = Profile.from_dict({"company": {"name": "甲"}, "initiatives": [item]})
        outcomes += statuses(rulebook, profile)
    assert outcomes == ["eligible", "eligible", "ineligible", "eligible", "undetermined"]


def test_days_are_told_apart_by_their_place_in_the_claim_year(records: list[str]) -> None:
    reached = {"milestone": "clinical_trial_entry", "reached": "now"}
    rulebook = of(reached, windows={"now": NOW})
    days = ("2018-12-31", "2019-01-01", "2019-12-31", "2020-01-01")
    outcomes = [statuses(rulebook, trial(day)) for day in days]
    assert outcomes == [["ineligible"], ["eligible"], ["eligible"], ["ineligible"]]
    assert len(records) == 3
    # The same places in another year are the same classes, and the same day is another one.
    later = [statuses(rulebook, trial(day), 2020) for day in ("2019-12-31", "2020-06-30")]
    assert later == [["ineligible"], ["eligible"]]
    assert len(records) == 3


@settings(max_examples=40)
@given(st.dates(date(2018, 1, 1), date(2021, 12, 31)), st.integers(-1, 1))
def test_a_fixed_day_is_told_apart_from_the_day_before_and_after(bound: date, step: int) -> None:
    milestone = {"milestone": "clinical_trial_entry"}
    day = (bound + timedelta(step)).isoformat()
    for operator, eligible in (("before", step < 0), ("on_or_after", step >= 0)):
        rulebook = of({**milestone, operator: bound.isoformat()})
        for warm in (bound - timedelta(1), bound, bound + timedelta(1)):
            statuses(rulebook, trial(warm.isoformat()))
        assert statuses(rulebook, trial(day)) == ["eligible" if eligible else "ineligible"]


def test_words_of_a_list_are_told_apart_whatever_their_order(records: list[str]) -> None:
    rulebook = of({"field": "company.activities", "one_of": ["research", "production"]})

    def status(activities: list[str] | None) -> list[str]:
        company = {"name": "甲", "activities": activities}
        return statuses(rulebook, Profile.from_dict({"company": company, "drugs": [{"id": "D"}]}))

    assert status(["research", "production"]) == ["eligible"]
    assert status(["production", "services", "research"]) == ["eligible"]
    assert len(records) == 1
    assert status(["production"]) == ["eligible"]
    assert status(["services"]) == status([]) == ["ineligible"]
    assert status(None) == ["undetermined"]
    assert len(records) == 4


def test_what_is_unknown_is_a_class_of_its_own() -> None:
    rulebook = of({"not": {"field": "drug.category", "is": "generic"}})
    words = ("generic", None, "innovative", None, "generic")
    outcomes = [statuses(rulebook, with_drug(category=word))[0] for word in words]
    assert outcomes == ["ineligible", "undetermined", "eligible", "undetermined", "ineligible"]


def test_durable_rules_decides_each_class_once_and_without_memory_every_time(
    records: list[str],
) -> None:
    condition = {"field": AMOUNT, "at_least": 50}
    files = simple([support_of("s", "drug", condition)])
    for rulebook, expected in ((direct(files), 2), (direct(files, memo=False), 100)):
        records.clear()
        for amount in range(100):
            rulebook.evaluate(with_drug(project_investment=amount), 2019)
        assert len(records) == expected


def test_no_more_classes_are_remembered_than_may_be(
    records: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inference, "MAX_CLASSES", 3)
    bounds: list[Data] = [{"field": AMOUNT, "at_least": bound} for bound in range(10)]
    supports = [support_of(f"s-{i}", "drug", bound) for i, bound in enumerate(bounds)]
    rulebook = direct(simple(supports))
    for amount in (*range(10), 9, 8, 7, *range(10)):
        outcomes = statuses(rulebook, with_drug(project_investment=amount))
        assert outcomes == ["eligible"] * (amount + 1) + ["ineligible"] * (9 - amount)
    assert len(records) == 20  # the last three were remembered


def test_a_remembered_conclusion_is_held_against_the_explanation(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Classes, "of", lambda *_: ())  # as if all facts were alike
    rulebook = of({"field": AMOUNT, "at_least": 50})
    assert statuses(rulebook, with_drug(project_investment=50)) == ["eligible"]
    with pytest.raises(DisagreementError):
        statuses(rulebook, with_drug(project_investment=49))

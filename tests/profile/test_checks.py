"""What one field of a profile says against another; errors name both places."""

from __future__ import annotations

from datetime import date
from itertools import combinations
from time import perf_counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from yaoxie import Profile, ProfileError, Rulebook
from yaoxie.advice.variants import milestone_record
from yaoxie.errors import Fault
from yaoxie.profile import checks

Data = dict[str, Any]
TRIALS = (
    *("clinical_trial_entry", "phase_1_completed", "phase_2_completed", "phase_3_completed"),
    "new_drug_approval",
)


def faults(**parts: Any) -> list[Fault]:
    try:
        Profile.from_dict({"company": {"name": "甲"}, **parts})
    except ProfileError as error:
        return list(error.faults)
    return []


def drug(*milestones: tuple[str, str | None]) -> list[Data]:
    entries = [{"milestone": word, "date": day} for word, day in milestones]
    return [{"id": "D", "milestones": entries}]


def device(
    certificate: str, device_class: str | None = "II", word: str = "device_registration"
) -> Data:
    milestone = {"milestone": word, "certificate": certificate}
    return {"id": "V", "device_class": device_class, "milestones": [milestone]}


@pytest.mark.parametrize("later", range(1, len(TRIALS)))
@pytest.mark.parametrize("earlier", range(len(TRIALS) - 1))
def test_trials_reached_in_the_wrong_order_name_both_dates(earlier: int, later: int) -> None:
    all_faults = faults(drugs=drug((TRIALS[later], "2018-05-01"), (TRIALS[earlier], "2018-05-02")))
    if earlier >= later:
        assert all("once" in fault.expected for fault in all_faults)
        return
    (fault,) = all_faults
    assert fault.pointer == "/drugs/0/milestones/0/date"
    assert fault.related == "/drugs/0/milestones/1/date"
    assert (fault.value, "2018-05-02" in fault.expected) == ("2018-05-01", True)


def test_trials_on_the_same_day_are_fine() -> None:
    assert faults(drugs=drug(*((word, "2018-05-01") for word in TRIALS))) == []


@given(
    st.lists(
        st.tuples(
            st.sampled_from((*TRIALS, "drug_registration")),
            st.none() | st.dates(date(2018, 1, 1), date(2018, 1, 4)),
        ),
        max_size=5,
    )
)
def test_an_item_that_is_looked_at_by_itself_contradicts_itself_as_in_a_profile(
    entries: list[tuple[str, date | None]],
) -> None:
    whole = Profile.from_dict({"company": {"name": "甲"}, "drugs": [{"id": "D"}]})
    vocabulary = whole.vocabulary
    assert whole.drugs
    reached = tuple(
        milestone_record(vocabulary, "drug", {"milestone": word, "date": day})
        for word, day in entries
    )
    item = whole.drugs[0].model_copy(update={"milestones": reached})
    listed = drug(*((word, None if day is None else day.isoformat()) for word, day in entries))
    assert checks.item_contradicts(item, "drug", vocabulary) is bool(faults(drugs=listed))


def test_undated_trials_are_in_any_order() -> None:
    all_faults = faults(
        drugs=drug((TRIALS[0], "2018-05-01"), (TRIALS[1], None), (TRIALS[2], "2018-05-01"))
    )
    assert all_faults == []


CHAINS = [
    ("preclinical_completed", *TRIALS),
    ("clinical_trial_entry", "phase_1_entered", "phase_1_completed"),
    ("phase_1_entered", "phase_2_entered", "phase_3_entered"),
    ("phase_2_entered", "phase_2_completed"),
    ("phase_3_entered", "phase_3_completed"),
    ("clinical_trial_entry", "stage_1_completed", "stage_2_completed", "new_drug_approval"),
    # What a milestone implies comes before it, too.
    ("clinical_trial_entry", "phase_2_entered", "phase_2_completed"),
    ("clinical_trial_entry", "phase_3_entered", "phase_3_completed"),
]
PAIRS = sorted({pair for chain in CHAINS for pair in combinations(chain, 2)})


@pytest.mark.parametrize(("earlier", "later"), PAIRS)
def test_every_chain_holds_for_every_two_of_its_milestones_and_is_reported_once(
    earlier: str, later: str
) -> None:
    (fault,) = faults(drugs=drug((earlier, "2018-05-02"), (later, "2018-05-01")))
    assert fault.pointer == "/drugs/0/milestones/1/date"
    assert fault.related == "/drugs/0/milestones/0/date"
    assert fault.expected == f"a date on or after 2018-05-02, when {earlier} was reached"
    assert faults(drugs=drug((earlier, "2018-05-02"), (later, "2018-05-02"))) == []


def test_milestones_of_no_common_chain_have_no_order() -> None:
    words = {word for chain in CHAINS for word in chain}
    known = {frozenset(pair) for pair in PAIRS}
    apart = [pair for pair in combinations(sorted(words), 2) if frozenset(pair) not in known]
    assert apart
    for word, other in apart:
        for days in (("2018-05-01", "2018-05-02"), ("2018-05-02", "2018-05-01")):
            assert faults(drugs=drug((word, days[0]), (other, days[1]))) == []


def test_a_date_too_early_for_two_chains_names_what_each_has_seen() -> None:
    all_faults = faults(
        drugs=drug(
            ("clinical_trial_entry", "2018-05-02"),
            ("phase_1_entered", "2018-05-03"),
            ("phase_1_completed", "2018-05-01"),
        )
    )
    assert [(fault.pointer[-6], fault.related and fault.related[-6]) for fault in all_faults] == [
        ("2", "0"),
        ("2", "1"),
    ]


def test_many_drugs_with_every_milestone_are_checked_quickly() -> None:
    words = sorted({word for chain in CHAINS for word in chain})
    entries = [{"milestone": word, "date": "2018-05-01"} for word in words]
    drugs = [{"id": str(number), "milestones": entries} for number in range(2_000)]
    start = perf_counter()
    assert faults(drugs=drugs) == []
    assert perf_counter() - start < 5


def test_the_consistency_evaluation_and_registrations_of_devices_have_no_order() -> None:
    passed = ("consistency_evaluation_passed", "2010-01-01")
    assert faults(drugs=drug(passed, (TRIALS[4], "2018-05-01"))) == []
    entries = [
        {"milestone": "production_licence", "date": "2018-01-01"},
        {"milestone": "device_registration", "date": "2018-01-02"},
    ]
    assert faults(devices=[{"id": "V", "milestones": entries}]) == []


def test_a_trial_of_a_device_is_not_completed_before_it_began() -> None:
    entries = [
        {"milestone": "clinical_trial_completed", "date": "2018-01-01"},
        {"milestone": "clinical_trial_entry", "date": "2018-01-02"},
    ]
    (fault,) = faults(devices=[{"id": "V", "milestones": entries}])
    assert fault.pointer == "/devices/0/milestones/0/date"
    assert fault.related == "/devices/0/milestones/1/date"
    assert fault.expected == "a date on or after 2018-01-02, when clinical_trial_entry was reached"


def test_a_milestone_stands_once_in_its_item() -> None:
    (fault,) = faults(drugs=drug((TRIALS[0], None), (TRIALS[1], None), (TRIALS[0], None)))
    assert fault.pointer == "/drugs/0/milestones/2/milestone"
    assert fault.related == "/drugs/0/milestones/0/milestone"


@pytest.mark.parametrize(
    ("certificate", "device_class"),
    [
        ("国械注准20193030001", "III"),
        ("国械注进20192030001", "II"),
        ("京械注准20192030001", "II"),
        ("国械注许20193030001", None),
    ],
)
def test_a_certificate_of_the_class_is_fine(certificate: str, device_class: str | None) -> None:
    assert faults(devices=[device(certificate, device_class)]) == []


@pytest.mark.parametrize("device_class", ["I", "II"])
def test_a_certificate_of_another_class_names_both_places(device_class: str) -> None:
    (fault,) = faults(devices=[device("国械注准20193030001", device_class)])
    assert fault.pointer == "/devices/0/milestones/0/certificate"
    assert fault.related == "/devices/0/device_class"
    assert f"class {device_class}" in fault.expected


def test_the_number_of_another_milestone_is_no_registration_certificate() -> None:
    assert faults(devices=[device("国械注准20193030001", "II", "production_licence")]) == []


@pytest.mark.parametrize("number", ["京药监械（准）字2013第3210001号", "甲", "国械注准2019303000"])
def test_a_certificate_of_an_older_form_is_accepted_with_a_notice(
    number: str, rulebook: Rulebook
) -> None:
    profile = Profile.from_dict({"company": {"name": "甲"}, "devices": [device(number)]})
    notices = {notice.code: notice.pointers for notice in rulebook.evaluate(profile, 2019).notices}
    assert notices["older-certificate"] == ("/devices/0/milestones/0/certificate",)


def test_an_award_is_for_a_subject_of_the_profile() -> None:
    award = {"measure": "m", "support": "s", "subject": "YX-10", "year": 2018, "amount": 1}
    (fault,) = faults(drugs=[{"id": "YX-101"}], awards=[award])
    assert (fault.pointer, fault.value) == ("/awards/0/subject", "YX-10")
    assert fault.nearest == "YX-101"
    assert fault.related


def test_a_family_that_is_no_drug_of_the_profile_is_no_subject_of_an_award() -> None:
    award = {"measure": "m", "support": "s", "subject": "F", "year": 2018, "amount": 1}
    assert len(faults(drugs=[{"id": "D", "family": "F"}], awards=[award])) == 1


def test_wrong_types_are_reported_once_and_do_not_stop_the_other_checks() -> None:
    all_faults = faults(
        drugs=[{"id": 1, "milestones": "x"}, 5, {"id": "D", "milestones": [7, {"milestone": []}]}],
        devices="none",
        awards=[{"measure": "m", "support": "s", "subject": "E", "year": 2018, "amount": 1}, 3],
    )
    assert [fault.pointer for fault in all_faults] == [
        *("/drugs/0/id", "/drugs/0/milestones", "/drugs/1", "/drugs/2/milestones/0"),
        *("/drugs/2/milestones/1/milestone", "/devices", "/awards/1", "/awards/0/subject"),
    ]

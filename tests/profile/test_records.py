"""Records of profiles in Python: what is made, changed, copied or handed over by a program."""

from __future__ import annotations

import copy
import pickle
from collections import UserList, deque
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any

import pytest
from pydantic import ValidationError
from yaoxie import Profile, ProfileError
from yaoxie.profile.model import Company, Device, Drug, Platform
from yaoxie.profile.records import Record, models, profile_model
from yaoxie.sources import json_text

from tests.support import own_vocabulary

Data = dict[str, Any]
OWN: dict[str, Any] = dict(models(own_vocabulary.vocabulary()))
COMPANY: Data = {"name": "甲"}
OWN_DATA: Data = {
    "company": {**COMPANY, "breeder": True},
    "drugs": [{"id": "D", "milestones": [{"milestone": "conditional_approval"}]}],
    "veterinary_drugs": [{"id": "T", "residue_rate": "0.10"}],
}


def own_profile() -> Any:
    return profile_model(own_vocabulary.vocabulary()).from_dict(OWN_DATA)


def refusals(work: Callable[[], object]) -> list[tuple[str, str]]:
    """Where something is refused, and the sort of fault."""
    with pytest.raises(ValidationError) as refused:
        work()
    faults = refused.value.errors(include_url=False)
    return [("/".join(str(part) for part in fault["loc"]), fault["type"]) for fault in faults]


def deep_in_calls(calls: int, text: str) -> Profile:
    return deep_in_calls(calls - 1, text) if calls else Profile.from_json(text)


@pytest.mark.parametrize("text", ['{"a\\u0041":' * 60 + "1" + "}" * 60])
def test_deep_json_is_a_fault_however_little_of_the_stack_is_left(text: str) -> None:
    for calls in range(0, 940, 5):
        try:
            deep_in_calls(calls, text)
        except ProfileError:
            continue
        except RecursionError as error:
            steps, deepest = [], error.__traceback__
            while deepest is not None:
                steps.append(deepest.tb_frame.f_code.co_name)
                deepest = deepest.tb_next
            assert json_text.quick.__name__ not in steps


@pytest.mark.parametrize(
    "list_type", [iter, deque, tuple, lambda items: (item for item in items), UserList]
)
@pytest.mark.parametrize("name", ["drugs", "devices", "platforms", "initiatives"])
def test_a_list_of_any_sort_is_checked(
    name: str, list_type: Callable[[Any], Iterable[Any]]
) -> None:
    twice = list_type([{"id": "A"}, {"id": "A"}])
    try:
        Profile.model_validate({"company": COMPANY, name: twice})
    except ValidationError as refused:
        (fault,) = refused.errors()
        assert fault["loc"][0] == name
    else:
        pytest.fail("an id that stands twice was taken")


@pytest.mark.parametrize("list_type", [iter, deque, tuple])
def test_awards_and_milestones_of_any_sort_are_checked(
    list_type: Callable[[Any], Iterable[Any]],
) -> None:
    award = {"measure": "m", "support": "s", "subject": "E", "year": 2018, "amount": 1}
    assert refusals(
        lambda: Profile.model_validate({"company": COMPANY, "awards": list_type([award])})
    ) == [("awards/0/subject", "contradiction")]
    reached = [
        {"milestone": "clinical_trial_entry", "date": "2020-01-02"},
        {"milestone": "phase_1_completed", "date": "2020-01-01"},
    ]
    drug = {"id": "D", "milestones": list_type(reached)}
    assert refusals(lambda: Profile.model_validate({"company": COMPANY, "drugs": [drug]})) == [
        ("drugs/0/milestones/1/date", "contradiction")
    ]


@pytest.mark.parametrize(
    ("day", "fault"),
    [(date(2020, 1, 1), "contradiction"), (datetime(2020, 1, 1, 1), "date_type")],  # noqa: DTZ001
)
def test_days_of_python_are_compared_and_moments_refused(day: date, fault: str) -> None:
    reached = [
        {"milestone": "phase_1_completed", "date": day},
        {"milestone": "clinical_trial_entry", "date": "2021-01-01"},
    ]
    drug = {"id": "D", "milestones": reached}
    assert refusals(lambda: Profile.model_validate({"company": COMPANY, "drugs": [drug]})) == [
        ("drugs/0/milestones/0/date", fault)
    ]


def test_records_made_in_python_are_taken_and_checked() -> None:
    company = Company(name="甲")
    assert Profile(company=company, drugs=(Drug(id="D"),)).drugs == (Drug(id="D"),)
    assert refusals(
        lambda: Profile(company=company, drugs=(Drug(id="D"),), platforms=(Platform(id="D"),))
    ) == [("platforms/0/id", "contradiction")]


def test_records_made_or_changed_without_checks_are_checked_in_a_profile() -> None:
    company = Company(name="甲")
    device = Device.model_construct(id="V").model_copy(update={"device_class": "IV"})
    changed = Company(name="甲").model_copy(update={"park": "mars"})
    assert refusals(lambda: Profile(company=company, devices=(device,))) == [
        ("devices/0/device_class", "word")
    ]
    assert refusals(lambda: Profile(company=changed)) == [("company/park", "word")]


def test_a_copy_derives_anew_what_it_says_of_itself() -> None:
    profile = Profile.from_dict({"company": COMPANY})
    old = (profile.digest, profile.unknown_words, profile.older_certificates)
    drug = Drug.model_validate({"id": "D", "registration_class": "化药1类"})
    changed = profile.model_copy(update={"drugs": (drug,)})
    assert changed.digest == Profile(company=profile.company, drugs=(drug,)).digest != old[0]
    assert changed.unknown_words == ("/drugs/0/registration_class",)
    assert (profile.digest, profile.unknown_words, profile.older_certificates) == old


def pickled(value: Any) -> Any:
    return pickle.loads(pickle.dumps(value))  # noqa: S301


@pytest.mark.parametrize("again", [pickled, copy.copy, copy.deepcopy])
@pytest.mark.parametrize("create", [own_profile, lambda: Profile.from_dict({"company": COMPANY})])
def test_profiles_of_any_vocabulary_are_copied_and_pickled(
    create: Callable[[], Any], again: Callable[[Any], Any]
) -> None:
    profile = create()
    digest = profile.digest
    other = again(profile)
    assert other == profile
    assert type(other) is type(profile)
    assert other.company.model_fields_set == profile.company.model_fields_set
    assert (other.digest, other.vocabulary) == (digest, profile.vocabulary)
    for kind, place, item in profile.items():
        assert again(item) == item, (kind, place)


@pytest.mark.parametrize(
    ("name", "record"),
    [
        ("company", OWN["Company"](name="甲")),
        ("drugs", OWN["Drug"](id="D")),
        ("platforms", OWN["Platform"](id="P")),
    ],
)
def test_a_record_of_another_vocabulary_is_refused_in_a_profile(name: str, record: Record) -> None:
    content = record if name == "company" else (record,)
    place = name if name == "company" else f"{name}/0"
    with_own: Data = {"company": COMPANY, name: content}
    assert refusals(lambda: Profile.model_validate(with_own)) == [(place, "vocabulary")]
    packaged = models(Profile.vocabulary)[type(record).__name__].model_validate(
        record.model_dump(exclude_unset=True)
    )
    other: Data = {"company": COMPANY, name: packaged if name == "company" else (packaged,)}
    assert refusals(lambda: OWN["Profile"].model_validate(other)) == [(place, "vocabulary")]


def test_a_milestone_of_another_vocabulary_is_refused_in_an_item() -> None:
    milestone = OWN["DrugMilestone"].model_validate({"milestone": "clinical_trial_entry"})
    data: Data = {"company": COMPANY, "drugs": [{"id": "D", "milestones": [milestone]}]}
    assert refusals(lambda: Profile.model_validate(data)) == [
        ("drugs/0/milestones/0", "vocabulary")
    ]


def test_records_of_ones_own_vocabulary_make_a_profile() -> None:
    profile = own_profile()
    again = type(profile)(
        company=profile.company, drugs=profile.drugs, veterinary_drugs=profile.veterinary_drugs
    )
    assert again.digest == profile.digest

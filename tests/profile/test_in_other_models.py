"""`Profile` as the type of a field: other models run every check of it, as web frameworks do."""

from __future__ import annotations

import json
from typing import Any

import pytest
from pydantic import BaseModel, TypeAdapter, ValidationError
from yaoxie import Profile
from yaoxie.profile.model import Drug
from yaoxie.profile.records import profile_model

from tests.support import own_vocabulary


class Application(BaseModel):
    """What a service may take in."""

    number: int
    profile: Profile
    earlier: list[Profile] = []


GOOD: dict[str, Any] = {
    "company": {"name": "甲"},
    "drugs": [{"id": "D"}],
    "initiatives": [{"id": "I", "rate_over_lpr": "0.40", "date": "2025-01-01"}],
}
BAD: dict[str, dict[str, Any]] = {
    "company/park": {"company": {"name": "甲", "park": "mars"}},
    "company/extra": {"company": {"name": "甲", "extra": 1}},
    "drugs/1/id": {"company": {"name": "甲"}, "drugs": [{"id": "D"}, {"id": "D"}]},
    "awards/0/subject": {
        "company": {"name": "甲"},
        "awards": [{"measure": "m", "support": "s", "subject": "D", "year": 2018, "amount": 1}],
    },
    "devices/0/milestones/0/certificate": {
        "company": {"name": "甲"},
        "devices": [
            {
                "id": "V",
                "device_class": "II",
                "milestones": [
                    {"milestone": "device_registration", "certificate": "国械注准20193030001"}
                ],
            }
        ],
    },
}


def places(refused: ValidationError) -> list[str]:
    return ["/".join(str(part) for part in fault["loc"]) for fault in refused.errors()]


@pytest.mark.parametrize(("place", "data"), BAD.items())
def test_every_check_runs_in_a_field_of_another_model(place: str, data: dict[str, Any]) -> None:
    application = {"number": 1, "profile": data, "earlier": [GOOD, data]}
    expected = [f"profile/{place}", f"earlier/1/{place}"]
    with pytest.raises(ValidationError) as refused:
        Application.model_validate(application)
    assert places(refused.value) == expected
    with pytest.raises(ValidationError) as refused:
        Application.model_validate_json(json.dumps(application))
    assert places(refused.value) == expected


@pytest.mark.parametrize(("place", "data"), BAD.items())
def test_every_check_runs_in_an_adapter(place: str, data: dict[str, Any]) -> None:
    for adapter in (TypeAdapter[Any](Profile), TypeAdapter[Any](Profile | None)):
        with pytest.raises(ValidationError) as refused:
            adapter.validate_python(data)
        assert places(refused.value) == [place]
        with pytest.raises(ValidationError) as refused:
            adapter.validate_json(json.dumps(data))
        assert places(refused.value) == [place]


def test_a_profile_in_another_model_is_the_one_that_was_read() -> None:
    application = Application.model_validate({"number": 1, "profile": GOOD})
    assert application.profile == Profile.from_dict(GOOD)
    again = Application(number=2, profile=application.profile)
    assert again.profile == application.profile
    assert again.profile.digest == application.profile.digest
    assert again.profile.model_fields_set == application.profile.model_fields_set
    written = application.model_dump_json(exclude_none=True)
    assert Application.model_validate_json(written) == application


def test_a_profile_changed_or_made_without_checks_is_checked_in_another_model() -> None:
    profile = Profile.from_dict(GOOD)
    assert profile.digest
    changed = profile.model_copy(update={"drugs": (Drug(id="I"),)})
    with pytest.raises(ValidationError) as refused:
        Application(number=1, profile=changed)
    assert places(refused.value) == ["profile/initiatives/0/id"]
    unchecked = Profile.model_construct(company=None)  # type: ignore[arg-type]  # what a mistake may make
    with pytest.raises(ValidationError) as refused:
        Application(number=1, profile=unchecked)
    assert places(refused.value) == ["profile/company"]


def test_a_profile_of_another_vocabulary_is_refused_in_another_model() -> None:
    own = profile_model(own_vocabulary.vocabulary()).from_dict({"company": {"name": "甲"}})
    with pytest.raises(ValidationError) as refused:
        Application.model_validate({"number": 1, "profile": own})
    assert [fault["type"] for fault in refused.value.errors()] == ["vocabulary"]

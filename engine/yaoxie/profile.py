"""The profile that a company hands in. Every field may be absent or null, which means unknown."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Annotated, Any, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
)
from pydantic_core import PydanticCustomError
from stdnum.cn import uscc as social_credit_code

from yaoxie import json_source, model_faults, profile_checks
from yaoxie.errors import ProfileError
from yaoxie.vocabulary import WordOf

MAX_MONEY = 10**15
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)


def _iso_date(value: object) -> object:
    if isinstance(value, date):
        return value
    if isinstance(value, str) and _ISO_DATE.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise PydanticCustomError("iso_date", "a date that exists, as YYYY-MM-DD")


def _credit_code(value: str) -> str:
    if social_credit_code.compact(value) != value or not social_credit_code.is_valid(value):
        expected = "18 characters as printed, with a right check character (GB 32100-2015)"
        raise PydanticCustomError("credit_code", expected)
    return value


@dataclass(frozen=True, slots=True)
class Money:
    """Marks a field as whole yuan."""


Text = Annotated[str, Field(min_length=1)]
Yuan = Annotated[int, Field(ge=0, le=MAX_MONEY), Money()]
IsoDate = Annotated[date, BeforeValidator(_iso_date)]
CreditCode = Annotated[str, AfterValidator(_credit_code)]
Lax = Field(strict=False)  # a JSON list is no tuple; its items stay strict


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Company(_Model):
    """The applicant."""

    id: Text | None = Field(None, description="the intake system's own key")
    name: Text
    uscc: CreditCode | None = None
    park: Annotated[str, WordOf("park")] | None = None
    legal_person: bool | None = None
    activities: Annotated[tuple[Annotated[str, WordOf("activity")], ...], Lax] | None = None
    owns_ip: bool | None = None


class _Milestone(_Model):
    date: IsoDate | None = None
    place: Annotated[str, WordOf("place")] | None = None
    certificate: Text | None = None
    first_in_country: bool | None = None


class DrugMilestone(_Milestone):
    """A milestone that a drug has reached."""

    milestone: Annotated[str, WordOf("drug_milestone")]


class DeviceMilestone(_Milestone):
    """A milestone that a device has reached."""

    milestone: Annotated[str, WordOf("device_milestone")]


class Drug(_Model):
    """A drug; drugs of one family (dosage forms) are one drug."""

    id: Text
    name: Text | None = None
    family: Text | None = None
    category: Annotated[str, WordOf("drug_category")] | None = None
    registration_class: Text | None = None
    project_investment: Yuan | None = Field(None, description="whole yuan")
    milestones: Annotated[tuple[DrugMilestone, ...], Lax] | None = Field(
        None, description="complete where present; absent means unknown"
    )


class Device(_Model):
    """A medical device."""

    id: Text
    name: Text | None = None
    device_class: Annotated[str, WordOf("device_class")] | None = None
    industrialised_in_zone: bool | None = None
    project_investment: Yuan | None = Field(None, description="whole yuan")
    milestones: Annotated[tuple[DeviceMilestone, ...], Lax] | None = Field(
        None, description="complete where present; absent means unknown"
    )


class Platform(_Model):
    """A service platform."""

    id: Text
    name: Text | None = None
    platform_type: Annotated[str, WordOf("platform_type")] | None = None
    project_investment: Yuan | None = Field(None, description="whole yuan")


class Initiative(_Model):
    """A matter of the company itself, such as a listing."""

    id: Text
    name: Text | None = None
    initiative_type: Annotated[str, WordOf("initiative_type")] | None = None
    date: IsoDate | None = None


class Award(_Model):
    """An amount granted before; all five fields are required."""

    measure: Text
    support: Text
    subject: Text
    year: Annotated[int, Field(ge=1, le=9999)]
    amount: Annotated[int, Field(ge=1, le=MAX_MONEY)]


class Profile(_Model):
    """A company with its drugs, devices, platforms, initiatives and earlier awards."""

    company: Company
    drugs: Annotated[tuple[Drug, ...], Lax] | None = None
    devices: Annotated[tuple[Device, ...], Lax] | None = None
    platforms: Annotated[tuple[Platform, ...], Lax] | None = None
    initiatives: Annotated[tuple[Initiative, ...], Lax] | None = None
    awards: Annotated[tuple[Award, ...], Lax] | None = None

    @classmethod
    def from_json(cls, text: str | bytes) -> Self:
        """The profile in a JSON text (bytes are UTF-8).

        Raises ProfileError with every fault, each with its JSON pointer.
        """
        return cls.from_dict(json_source.parse(text))

    @classmethod
    def from_dict(cls, data: Any) -> Self:
        """The profile in plain data, as `json.loads` gives it. Raises ProfileError."""
        faults = json_source.faults(data)
        deep = any(fault.expected.startswith("at most") for fault in faults)
        profile = None
        if not deep:
            try:
                profile = cls.model_validate(data)
            except ValidationError as error:
                faults += model_faults.of(error, cls, data)
            faults += profile_checks.faults(data)
        if faults or profile is None:
            raise ProfileError(faults)
        return profile

    @cached_property
    def digest(self) -> str:
        """Digest of the profile's meaning: spacing, key order and nulls do not touch it."""
        content = self.model_dump_json(exclude_none=True, exclude_defaults=True)
        return "sha256:" + hashlib.sha256(content.encode()).hexdigest()

    @cached_property
    def older_certificates(self) -> tuple[str, ...]:
        """Pointers of certificate numbers of an older form, which were not checked."""
        return tuple(profile_checks.older_certificates(self.devices or ()))

    def items(self) -> Iterator[tuple[str, int, Drug | Device | Platform | Initiative]]:
        """Kind, position in its list, and item, list by list."""
        for kind, name in ITEM_LISTS.items():
            for index, item in enumerate(getattr(self, name) or ()):
                yield kind, index, item


ITEM_LISTS = {
    "drug": "drugs",
    "device": "devices",
    "platform": "platforms",
    "initiative": "initiatives",
}
KINDS: dict[str, type[BaseModel]] = {
    "company": Company,
    "drug": Drug,
    "device": Device,
    "platform": Platform,
    "initiative": Initiative,
}

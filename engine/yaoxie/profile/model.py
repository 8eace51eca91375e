"""The profile that a company hands in. Every field may be absent or null, which means unknown."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cached_property
from typing import Annotated, Any, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
)
from pydantic_core import PydanticCustomError
from stdnum.cn import uscc as social_credit_code

from yaoxie import values
from yaoxie.errors import ProfileError
from yaoxie.profile import checks
from yaoxie.profile.vocabulary import WordOf
from yaoxie.sources import json_text, model_faults
from yaoxie.values import IsoDate, Months, Rate, Yuan

MAX_MONEY = values.MAX_MONEY


def _credit_code(value: str) -> str:
    if social_credit_code.compact(value) != value or not social_credit_code.is_valid(value):
        expected = "18 characters as printed, with a right check character (GB 32100-2015)"
        raise PydanticCustomError("credit_code", expected)
    return value


Text = Annotated[str, Field(min_length=1)]
Region = Annotated[str, WordOf("region")]
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
    region: Region | None = Field(
        None, description="the smallest of these regions that holds the registered address"
    )
    revenue: Yuan | None = Field(None, description="whole yuan, in the last financial year")
    high_end_sector: bool | None = Field(
        None, description="whether its business is of a high-end, precision or advanced sector"
    )
    core_technology: bool | None = Field(None, description="whether it has core technology")


class _Milestone(_Model):
    date: IsoDate | None = None
    place: Annotated[str, WordOf("place")] | None = None
    certificate: Text | None = None
    first_in_country: bool | None = None
    country: Annotated[str, WordOf("country")] | None = Field(
        None, description="where the trial was done"
    )
    review_level: Annotated[str, WordOf("review_level")] | None = Field(
        None, description="whether the nation or a province reviewed"
    )


class DrugMilestone(_Milestone):
    """A milestone that a drug has reached."""

    milestone: Annotated[str, WordOf("drug_milestone")]


class DeviceMilestone(_Milestone):
    """A milestone that a device has reached."""

    milestone: Annotated[str, WordOf("device_milestone")]


class Drug(_Model):
    """A drug; drugs of one family (dosage forms, indications) are one drug."""

    id: Text
    name: Text | None = None
    family: Text | None = None
    category: Annotated[str, WordOf("drug_category")] | None = None
    registration_class: Annotated[Text, WordOf("registration_class", open=True)] | None = Field(
        None, description="with its scheme; texts that are no words decide nothing"
    )
    project_investment: Yuan | None = Field(None, description="whole yuan")
    milestones: Annotated[tuple[DrugMilestone, ...], Lax] | None = Field(
        None, description="complete where present; absent means unknown"
    )
    therapy_kind: Annotated[str, WordOf("therapy_kind")] | None = None
    trial_scheme: Annotated[str, WordOf("trial_scheme")] | None = Field(
        None, description="whether trials run in three phases or in two stages"
    )
    breakthrough_therapy: bool | None = Field(
        None, description="whether it is a designated breakthrough therapy"
    )
    rd_spend: Yuan | None = Field(None, description="whole yuan of R&D, all stages together")
    rd_spend_preclinical: Yuan | None = Field(None, description="whole yuan before trials")
    rd_spend_phase_1: Yuan | None = Field(None, description="whole yuan in Phase I")
    rd_spend_phase_2: Yuan | None = Field(None, description="whole yuan in Phase II")
    rd_spend_phase_3: Yuan | None = Field(None, description="whole yuan in Phase III")
    rd_spend_stage_1: Yuan | None = Field(None, description="whole yuan in the first of two stages")
    rd_spend_stage_2: Yuan | None = Field(
        None, description="whole yuan in the second of two stages"
    )
    conversion_region: Region | None = Field(
        None, description="where the results are turned into a product"
    )
    production_region: Region | None = Field(None, description="where it is produced, or will be")
    entrusted_region: Region | None = Field(
        None, description="where the institution is that the trials are entrusted to"
    )
    production_promise_months: Months | None = Field(
        None, description="whole months within which the company promises to produce it"
    )


class Device(_Model):
    """A medical device; devices of one family (specifications) are one device."""

    id: Text
    name: Text | None = None
    family: Text | None = None
    device_class: Annotated[str, WordOf("device_class")] | None = None
    industrialised_in_zone: bool | None = None
    project_investment: Yuan | None = Field(None, description="whole yuan")
    milestones: Annotated[tuple[DeviceMilestone, ...], Lax] | None = Field(
        None, description="complete where present; absent means unknown"
    )
    rd_spend: Yuan | None = Field(None, description="whole yuan of R&D")
    trial_cost: Yuan | None = Field(None, description="whole yuan of the clinical trial")
    conversion_region: Region | None = Field(
        None, description="where the results are turned into a product"
    )
    production_region: Region | None = Field(None, description="where it is produced, or will be")


class Platform(_Model):
    """A service platform."""

    id: Text
    name: Text | None = None
    platform_type: Annotated[str, WordOf("platform_type")] | None = None
    project_investment: Yuan | None = Field(None, description="whole yuan")


class Initiative(_Model):
    """A matter of the company itself, such as a listing, a loan or a research project."""

    id: Text
    name: Text | None = None
    initiative_type: Annotated[str, WordOf("initiative_type")] | None = None
    date: IsoDate | None = None
    interest_paid: Yuan | None = Field(None, description="whole yuan, on the loan, in a year")
    rate_over_lpr: Rate | None = Field(
        None,
        description="how far the loan's rate lies above the one-year LPR, as a part of the LPR",
    )
    project_funds: Yuan | None = Field(None, description="whole yuan, of a research project")
    research_kind: Annotated[str, WordOf("research_kind")] | None = None


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
        return cls.from_dict(json_text.parse(text))

    @classmethod
    def from_dict(cls, data: Any) -> Self:
        """The profile in plain data, as `json.loads` gives it. Raises ProfileError."""
        faults = json_text.faults(data)
        deep = any(fault.expected.startswith("at most") for fault in faults)
        profile = None
        if not deep:
            try:
                profile = cls.model_validate(data)
            except ValidationError as error:
                faults += model_faults.of(error, cls, data)
            faults += checks.faults(data)
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
        return tuple(checks.older_certificates(self.devices or ()))

    @cached_property
    def unknown_classes(self) -> tuple[str, ...]:
        """Pointers of registration classes that are no words, and so decide nothing."""
        return tuple(checks.unknown_classes(self.drugs or ()))

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

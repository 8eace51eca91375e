"""OpenFisca: a small system in which subjects are persons and the company is their group.

A system has one kind of person, so subjects of all kinds share it, told apart by `kind`. Facts hold
for ever; a support is a yearly variable with a formula over all subjects at once.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import numpy as np
import records
from openfisca_core.entities import build_entity
from openfisca_core.indexed_enums import Enum
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable
from yaoxie import Profile

NEVER = date(9000, 1, 1)
SUBJECT = build_entity(
    "subject", "subjects", "A drug, device, platform or initiative", is_person=True
)
COMPANY = build_entity(
    "company",
    "companies",
    "The applicant",
    roles=[{"key": "item", "plural": "items", "label": "What it has"}],
)


def _enum(name: str, words: str) -> Any:
    return Enum(name, {word: word for word in ["none", *words.split()]})


Kind = _enum("Kind", "drug device platform initiative")
Park = _enum("Park", " ".join([*records.PARKS, "outside"]).replace("-", "_"))
Category = _enum("Category", "innovative improved generic")
DeviceClass = _enum("DeviceClass", "I II III")
Place = _enum("Place", "beijing elsewhere")
ReviewLevel = _enum("ReviewLevel", "national provincial")
PlatformType = _enum("PlatformType", "cro cmo cdmo testing_inspection translation_centre")
InitiativeType = _enum(
    "InitiativeType",
    "restructuring listing merger_acquisition overseas_rd ip_pledge_loan fiscal_research_project",
)

WORDS = {
    "kind": Kind,
    "category": Category,
    "device_class": DeviceClass,
    "new_drug_approval_place": Place,
    "drug_registration_place": Place,
    "special_review_passed_review_level": ReviewLevel,
    "device_registration_place": Place,
    "production_licence_place": Place,
    "platform_type": PlatformType,
    "initiative_type": InitiativeType,
}
IN_TRIALS = "in_trials"  # since when: a variable holds one day, so the earliest of all
DAYS = (*records.MILESTONES["drug"], IN_TRIALS, *records.MILESTONES["device"], "date")
FLAGS = ("industrialised_in_zone", "consistency_evaluation_passed_first_in_country")
COMPANY_FLAGS = ("legal_person", "research", "production", "services", "owns_ip")


def _fact(name: str, entity: Any, value_type: type, **more: Any) -> type[Variable]:
    members = {"entity": entity, "value_type": value_type, "definition_period": DateUnit.ETERNITY}
    return type(name, (Variable,), {**members, "label": name, **more})


def _formula(name: str, entity: Any, formula: Callable[..., Any]) -> type[Variable]:
    members = {"entity": entity, "value_type": bool, "definition_period": DateUnit.YEAR}
    return type(name, (Variable,), {**members, "label": name, "formula": formula})


def _reached(subject: Any, name: str, period: Any) -> Any:
    return subject(name, period) <= np.datetime64(f"{period.start.year}-12-31")


def _in_beijing(subject: Any, name: str, period: Any) -> Any:
    return _reached(subject, name, period) * (subject(f"{name}_place", period) == Place.beijing)


def _not_before(subject: Any, name: str, period: Any) -> Any:
    return subject(name, period) >= np.datetime64(f"{period.start.year}-01-01")


def _applicant(company: Any, period: Any) -> Any:
    park = company("park", period)
    engaged = company("research", period) + company("production", period)
    return (
        (park != Park.outside)
        * (park != Park.none)
        * company("legal_person", period)
        * (engaged + company("services", period))
    )


def _drug(subject: Any, period: Any, category: Any) -> Any:
    return _of(subject, period, Kind.drug) * (subject("category", period) == category)


def _of(subject: Any, period: Any, kind: Any) -> Any:
    return (subject("kind", period) == kind) * subject.company("applicant", period)


def _new_drug_approval(subject: Any, period: Any) -> Any:
    return _drug(subject, period, Category.innovative) * (
        _in_beijing(subject, "new_drug_approval", period)
        + _in_beijing(subject, "drug_registration", period)
    )


def _drug_phase_2(subject: Any, period: Any) -> Any:
    return _drug(subject, period, Category.innovative) * _reached(
        subject, "phase_2_completed", period
    )


def _first_generic_consistency(subject: Any, period: Any) -> Any:
    return (
        _drug(subject, period, Category.generic)
        * _reached(subject, "consistency_evaluation_passed", period)
        * subject("consistency_evaluation_passed_first_in_country", period)
    )


def _drug_clinical_trial(subject: Any, period: Any) -> Any:
    return (
        _drug(subject, period, Category.innovative)
        * _reached(subject, IN_TRIALS, period)
        * _not_before(subject, "new_drug_approval", period)
        * _not_before(subject, "drug_registration", period)
    )


def _innovative_device(subject: Any, period: Any) -> Any:
    return (
        _of(subject, period, Kind.device)
        * _reached(subject, "special_review_passed", period)
        * (subject("special_review_passed_review_level", period) == ReviewLevel.national)
        * subject("industrialised_in_zone", period)
    )


def _device_registration(subject: Any, period: Any) -> Any:
    class_ = subject("device_class", period)
    return (
        _of(subject, period, Kind.device)
        * ((class_ == DeviceClass.II) + (class_ == DeviceClass.III))
        * _in_beijing(subject, "device_registration", period)
        * subject.company("owns_ip", period)
        * _in_beijing(subject, "production_licence", period)
    )


def _typed(kind: Any, name: str, words: list[Any], *dates: str) -> Callable[[Any, Any], Any]:
    def formula(subject: Any, period: Any) -> Any:
        word = subject(name, period)
        holds = _of(subject, period, kind) * sum(word == option for option in words)
        for day in dates:
            holds = holds * _reached(subject, day, period)
        return holds

    return formula


_GROWTH = [InitiativeType.restructuring, InitiativeType.listing, InitiativeType.merger_acquisition]
SUPPORTS: dict[str, Callable[[Any, Any], Any]] = {
    "new-drug-approval": _new_drug_approval,
    "drug-phase-2": _drug_phase_2,
    "first-generic-consistency": _first_generic_consistency,
    "drug-clinical-trial": _drug_clinical_trial,
    "innovative-device": _innovative_device,
    "device-registration": _device_registration,
    "cxo-platform": _typed(
        Kind.platform, "platform_type", [PlatformType.cro, PlatformType.cmo, PlatformType.cdmo]
    ),
    "testing-platform": _typed(Kind.platform, "platform_type", [PlatformType.testing_inspection]),
    "translation-centre": _typed(Kind.platform, "platform_type", [PlatformType.translation_centre]),
    "listing-and-merger": _typed(Kind.initiative, "initiative_type", _GROWTH, "date"),
    "overseas-rd": _typed(Kind.initiative, "initiative_type", [InitiativeType.overseas_rd], "date"),
}


def system() -> TaxBenefitSystem:
    """The system with its facts and its supports."""
    rules = TaxBenefitSystem([SUBJECT, COMPANY])
    for name, words in WORDS.items():
        rules.add_variable(
            _fact(name, SUBJECT, Enum, possible_values=words, default_value=words.none)
        )
    for name in DAYS:
        rules.add_variable(_fact(name, SUBJECT, date, default_value=NEVER))
    for name in FLAGS:
        rules.add_variable(_fact(name, SUBJECT, bool))
    for name in COMPANY_FLAGS:
        rules.add_variable(_fact(name, COMPANY, bool))
    rules.add_variable(_fact("park", COMPANY, Enum, possible_values=Park, default_value=Park.none))
    rules.add_variable(_formula("applicant", COMPANY, _applicant))
    for support, formula in SUPPORTS.items():
        rules.add_variable(_formula(f"support_{_name(support)}", SUBJECT, formula))
    return rules


def situation(profile: Profile) -> dict[str, Any]:
    """The profile as a situation."""
    company = records.company(profile)
    park = {"park": {"ETERNITY": _name(company["park"] or "none")}}
    flags = {
        name: {"ETERNITY": bool(company.get(name)) or name in company["activities"]}
        for name in COMPANY_FLAGS
    }
    items = {
        id_: {
            "kind": {"ETERNITY": kind},
            **{
                name: {"ETERNITY": _day(value) if name in DAYS else value}
                for name, value in _single(fields).items()
                if value is not None
            },
        }
        for kind, id_, fields in records.subjects(profile)
    }
    applicant = {"items": list(items), **park, **flags}
    return {"subjects": items, "companies": {"applicant": applicant}}


def decider(profile: Profile, year: int) -> Callable[[], set[tuple[str, str]]]:
    """A function that builds the situation and calculates every support, ready to be timed."""
    rules, described = system(), situation(profile)
    variables = [(support, f"support_{_name(support)}") for support in SUPPORTS]
    period = str(year)

    def decide() -> set[tuple[str, str]]:
        simulation = SimulationBuilder().build_from_entities(rules, described)
        ids = simulation.persons.ids
        return {
            (support, id_)
            for support, variable in variables
            for id_, holds in zip(ids, simulation.calculate(variable, period), strict=True)
            if holds
        }

    return decide


def _single(fields: records.Record) -> records.Record:
    """The same with one value for each field."""
    if "trial_days" not in fields:
        return fields
    days = fields["trial_days"]
    rest = {name: value for name, value in fields.items() if name != "trial_days"}
    return {**rest, IN_TRIALS: min(days, default=None)}


def _name(support: str) -> str:
    return support.replace("-", "_")


def _day(number: int) -> str:
    return f"{number // 10_000}-{number // 100 % 100:02d}-{number % 100:02d}"

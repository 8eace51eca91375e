"""rule-engine: one rule text per support, over flat records of plain names.

Names with dots cost it several times as much, so there are none.
"""

from __future__ import annotations

from collections.abc import Callable

import records
import rule_engine
from yaoxie import Profile

APPLICANT = (
    f"company_park in {records.PARKS!r} and company_legal_person == true and "
    "('research' in company_activities or 'production' in company_activities"
    " or 'services' in company_activities)"
)


def _reached(name: str) -> str:
    return f"{name} != null and {name} <= last_day"


def _in_beijing(name: str) -> str:
    return f"{_reached(name)} and {name}_place == 'beijing'"


def _not_before(name: str) -> str:
    return f"({name} == null or {name} > last_day_before)"


RULES = {
    "drug": {
        "new-drug-approval": "category == 'innovative'"
        f" and ({_in_beijing('new_drug_approval')} or {_in_beijing('drug_registration')})",
        "drug-phase-2": f"category == 'innovative' and {_reached('phase_2_completed')}",
        "first-generic-consistency": "category == 'generic'"
        f" and {_reached('consistency_evaluation_passed')}"
        " and consistency_evaluation_passed_first_in_country == true",
        "drug-clinical-trial": "category == 'innovative'"
        " and $any([day <= last_day for day in trial_days])"
        f" and {_not_before('new_drug_approval')} and {_not_before('drug_registration')}",
    },
    "device": {
        "innovative-device": f"{_reached('special_review_passed')}"
        " and special_review_passed_review_level == 'national'"
        " and industrialised_in_zone == true",
        "device-registration": "device_class in ['II', 'III']"
        f" and {_in_beijing('device_registration')}"
        f" and company_owns_ip == true and {_in_beijing('production_licence')}",
    },
    "platform": {
        "cxo-platform": "platform_type in ['cro', 'cmo', 'cdmo']",
        "testing-platform": "platform_type == 'testing_inspection'",
        "translation-centre": "platform_type == 'translation_centre'",
    },
    "initiative": {
        "listing-and-merger": "initiative_type in"
        f" ['restructuring', 'listing', 'merger_acquisition'] and {_reached('date')}",
        "overseas-rd": f"initiative_type == 'overseas_rd' and {_reached('date')}",
    },
}


def decider(profile: Profile, year: int) -> Callable[[], set[tuple[str, str]]]:
    """A function that decides all supports of the profile, ready to be timed."""
    context = rule_engine.Context(resolver=rule_engine.resolve_item)
    applicant = rule_engine.Rule(APPLICANT, context)
    rules = {
        kind: [(support, rule_engine.Rule(text, context)) for support, text in texts.items()]
        for kind, texts in RULES.items()
    }
    company = {f"company_{name}": value for name, value in records.company(profile).items()}
    shared = {**company, **records.claim(year)}
    asked = [(kind, id_, {**shared, **fields}) for kind, id_, fields in records.subjects(profile)]

    def decide() -> set[tuple[str, str]]:
        if not applicant.matches(shared):
            return set()
        return {
            (support, id_)
            for kind, id_, record in asked
            for support, rule in rules[kind]
            if rule.matches(record)
        }

    return decide

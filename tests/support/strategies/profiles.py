"""Random profiles that are valid: every field, boundary days and amounts, families, awards.

They are drawn from a `random.Random`, so a plain seeded one serves long runs, and Hypothesis's own
serves properties.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from random import Random
from typing import Any, TypeVar

from hypothesis import strategies as st
from yaoxie.profile.field_types import FieldType

from tests.support import packaged_fields

Data = dict[str, Any]
T = TypeVar("T")

MEASURE = "zgc-2019-27"
SUPPORTS = {  # with the kinds of their subjects
    "new-drug-approval": "drug",
    "drug-phase-2": "drug",
    "first-generic-consistency": "drug",
    "drug-clinical-trial": "drug",
    "innovative-device": "device",
    "device-registration": "device",
    "cxo-platform": "platform",
    "testing-platform": "platform",
    "translation-centre": "platform",
    "listing-and-merger": "initiative",
    "overseas-rd": "initiative",
}
KINDS = {"D": "drug", "V": "device", "P": "platform", "I": "initiative", "c": "company"}
PAYERS = ("another-measure", "shanghai", "shanghai", "other:大兴区", "other:")
READINGS = {
    "source-basis": ("text", "announcement"),
    "milestone-window": ("by-year-end", "within-year"),
    "cap-scope": ("subject", "support", "company"),
    "share-period": ("lifetime", "yearly"),
    "same-drug-reaches-trials": ("yes", "no"),
    "same-drug-instalments": ("yes", "no"),
    "growth-cap-period": ("once", "yearly"),
    "initiative-completed": ("yes", "no"),
    "platform-base": ("flat", "share"),
}
YEARS = (1000, 2018, 2019, 2019, 2019, 2020, 2024, 9999)
PARKS = (
    *("haidian", "changping", "shunyi", "daxing-yizhuang", "fangshan", "tongzhou", "dongcheng"),
    *("xicheng", "chaoyang", "fengtai", "shijingshan", "mentougou", "pinggu", "huairou"),
    *("miyun", "yanqing"),
)
ACTIVITIES = ("research", "production", "services")
CATEGORIES = ("innovative", "improved", "generic")
CLASSES = ("I", "II", "III")
PLATFORM_TYPES = ("cro", "cmo", "cdmo", "testing_inspection", "translation_centre")
INITIATIVE_TYPES = (
    *("restructuring", "listing", "merger_acquisition", "overseas_rd", "ip_pledge_loan"),
    "fiscal_research_project",
)
REGIONS = (
    *("beijing", "daxing", "shanghai", "shenzhen", "suzhou", "chengdu", "guangzhou", "huangpu"),
    *("haikou", "elsewhere"),
)
REGISTRATION_CLASSES = (
    *(f"chemical-{number}" for number in range(1, 6)),
    *(f"biological-{number}" for number in range(1, 4)),
    *(f"traditional-{number}" for number in range(1, 5)),
    *(f"chemical-2007-{number}" for number in range(1, 7)),
)
THERAPY_KINDS = ("chemical", "antibody", "cell", "gene", "vaccine", "traditional", "other")
TRIAL_SCHEMES = ("three_phase", "two_stage")
RESEARCH_KINDS = ("basic", "applied")
COUNTRIES = ("china", "abroad")
REVIEW_LEVELS = ("national", "provincial")
TRIALS = (
    *("preclinical_completed", "clinical_trial_entry", "phase_1_entered", "phase_1_completed"),
    *("phase_2_entered", "phase_2_completed", "phase_3_entered", "phase_3_completed"),
    *("stage_1_completed", "stage_2_completed", "new_drug_approval"),
)
# Two ways to line trials up along every chain of the vocabulary.
TRIAL_ORDERS = (
    TRIALS,
    (
        *("preclinical_completed", "clinical_trial_entry", "stage_1_completed", "phase_1_entered"),
        *("phase_2_entered", "phase_3_entered", "stage_2_completed", "phase_1_completed"),
        *("phase_2_completed", "phase_3_completed", "new_drug_approval"),
    ),
)
DEVICE_TRIALS = ("clinical_trial_entry", "clinical_trial_completed")
DRUG_MILESTONES = (*TRIALS, "drug_registration", "consistency_evaluation_passed")
DEVICE_MILESTONES = (
    "special_review_passed",
    "clinical_trial_entry",
    "clinical_trial_completed",
    "device_registration",
    "production_licence",
)
UNDATED = ("marketing_application_accepted",)  # lest it fall out of its order
AMOUNTS = (
    *(0, 1, 2, 3, 4, 9_999_999, 10_000_000, 10_000_001, 10**15),
    *(33_333_333, 33_333_334, 33_333_336, 33_333_337, 20_000_000, 60_000_000, 12_345_678),
)
SPENDS = (
    *(*AMOUNTS, 1_249_999, 1_250_000, 1_250_001, 1_999_999, 2_000_000, 15_000_000, 24_999_999),
    *(25_000_000, 50_000_000, 66_666_667, 74_999_999, 75_000_001, 200_000_000, 200_000_001),
)
COUNTS = (1, 2, 3, 4, 10**6)
MONTHS = (0, 1, 23, 24, 25, 1200)
RATES = ("0", "0.05", "0.39", "0.399999", "0.4", "0.40", "0.400001", "1", "999.999999")
STAGES = ("preclinical", "phase_1", "phase_2", "phase_3", "stage_1", "stage_2")
AWARDED = (1, 2, 1_000_000, 2_999_999, 3_000_000, 5_000_000, 9_999_999, 10_000_000, 10**15)
TEXTS = ("甲", "YX-101 片", "a/b~c", "company.park", "\U0001f48a", '"', "\\", "0", "true")
USCC = "91110114MA00000013"


def days(rng: Random, year: int) -> date:
    """A day close to the edges of the claim year, as a rule."""
    near = [
        (year - 1, 12, 31),
        (year, 1, 1),
        (year, 6, 15),
        (year, 12, 31),
        (year - 1, 1, 1),
        (year - 3, 2, 3),
        (year + 1, 1, 1),
        (1, 1, 1),
        (9999, 12, 31),
    ]
    at, month, day = rng.choice(near)
    return date(min(max(at, 1), 9999), month, day)


def maybe(rng: Random, data: Data, name: str, value: Any, unknown: int = 4) -> None:
    """Sets the field, or leaves it null or absent once in `unknown` times."""
    if rng.randrange(unknown):
        data[name] = value
    elif rng.randrange(2):
        data[name] = None


def random_profile(rng: Random, year: int, measure: str = MEASURE, most: int = 3) -> Data:
    """Plain data of a valid profile with at most `most` items of each kind."""
    company: Data = {"name": rng.choice(TEXTS)}
    maybe(rng, company, "id", rng.choice(TEXTS))
    maybe(rng, company, "uscc", USCC)
    maybe(rng, company, "park", rng.choice([*PARKS, "outside"]), 10)
    maybe(rng, company, "legal_person", rng.randrange(10) > 0, 10)
    maybe(rng, company, "activities", _some(rng, ACTIVITIES), 10)
    maybe(rng, company, "owns_ip", rng.randrange(4) > 0)
    maybe(rng, company, "region", rng.choice(REGIONS), 10)
    maybe(rng, company, "revenue", rng.choice(SPENDS))
    maybe(rng, company, "high_end_sector", rng.randrange(4) > 0)
    maybe(rng, company, "core_technology", rng.randrange(4) > 0)
    _others(rng, packaged_fields.fields("company"), company)
    profile: Data = {"company": company}
    drugs = [f"D{i}" for i in range(rng.randrange(most + 1))]
    devices = [f"V{i}" for i in range(rng.randrange(most + 1))]
    for name, items in (
        ("drugs", [_drug(rng, name, drugs, year) for name in drugs]),
        ("devices", [_device(rng, name, devices, year) for name in devices]),
        ("platforms", [_platform(rng, f"P{i}") for i in range(rng.randrange(most + 1))]),
        ("initiatives", [_initiative(rng, f"I{i}", year) for i in range(rng.randrange(most + 1))]),
    ):
        rng.shuffle(items)
        if items or rng.randrange(2):
            profile[name] = items or rng.choice([None, []])
    ids = [item["id"] for name in profile if name != "company" for item in profile[name] or ()]
    if rng.randrange(2):
        count = rng.randrange(5)
        ids.append("company")
        profile["awards"] = [random_award(rng, ids, year, measure) for _ in range(count)]
    return profile


def random_award(
    rng: Random,
    ids: Sequence[str],
    year: int,
    measure: str = MEASURE,
    supports: Mapping[str, str] = SUPPORTS,
) -> Data:
    """An award of a support for such a subject, of any year; now and then it matches nothing.

    `supports`: with the kinds of their subjects.
    """
    at = rng.choice([year, year, year - 1, year + 1, 1, 9999])
    subject = rng.choice(list(ids))
    own = [name for name, kind in supports.items() if kind == KINDS[subject[0]]]
    names = own if own and rng.randrange(8) else [*supports]
    payer = measure if rng.randrange(3) or not measure.startswith("shanghai") else "shanghai"
    return {
        "measure": payer if rng.randrange(8) else rng.choice(PAYERS),
        "support": rng.choice(names) if rng.randrange(8) else "no-such-support",
        "subject": subject,
        "year": min(max(at, 1), 9999),
        "amount": rng.choice(AWARDED),
    }


def random_readings(rng: Random) -> dict[str, str]:
    """A choice of readings: now and then a default is left out."""
    return {name: rng.choice(options) for name, options in READINGS.items() if rng.randrange(4)}


def _some(rng: Random, words: Sequence[T]) -> list[T]:
    return [word for word in words if rng.randrange(2)]


_BY_TYPE: dict[str, Callable[[Random, FieldType], Any]] = {
    "word": lambda rng, type_: rng.choice(type_.words),
    "words": lambda rng, type_: _some(rng, type_.words),
    "yuan": lambda rng, _: rng.choice(SPENDS),
    "months": lambda rng, _: rng.choice(MONTHS),
    "count": lambda rng, _: rng.choice(COUNTS),
    "rate": lambda rng, _: rng.choice(RATES),
    "yes_no": lambda rng, _: bool(rng.randrange(2)),
}


def _others(rng: Random, fields: Mapping[str, FieldType], record: Data) -> None:
    """Draws half of the fields that a record still lacks."""
    for name, type_ in fields.items():
        if name not in record and type_.name in _BY_TYPE and rng.randrange(2):
            record[name] = _BY_TYPE[type_.name](rng, type_)


def _drug(rng: Random, name: str, drugs: list[str], year: int) -> Data:
    drug: Data = {"id": name}
    maybe(rng, drug, "name", rng.choice(TEXTS))
    maybe(rng, drug, "family", rng.choice([*drugs, "F", "F", name, "V0", "P0", "company"]), 2)
    maybe(rng, drug, "category", rng.choice(["innovative", "innovative", *CATEGORIES]), 8)
    classes = REGISTRATION_CLASSES if rng.randrange(8) else TEXTS
    maybe(rng, drug, "registration_class", rng.choice(classes), 8)
    maybe(rng, drug, "project_investment", rng.choice(AMOUNTS))
    maybe(rng, drug, "milestones", random_milestones(rng, "drug", year), 8)
    maybe(rng, drug, "therapy_kind", rng.choice(THERAPY_KINDS))
    maybe(rng, drug, "trial_scheme", rng.choice(TRIAL_SCHEMES))
    maybe(rng, drug, "breakthrough_therapy", bool(rng.randrange(2)))
    maybe(rng, drug, "rd_spend", rng.choice(SPENDS))
    if rng.randrange(2):
        for stage in STAGES:
            maybe(rng, drug, f"rd_spend_{stage}", rng.choice(SPENDS))
    for place in ("conversion_region", "production_region", "entrusted_region"):
        maybe(rng, drug, place, rng.choice(REGIONS))
    maybe(rng, drug, "production_promise_months", rng.choice(MONTHS))
    _others(rng, packaged_fields.fields("drug"), drug)
    return drug


def _device(rng: Random, name: str, devices: list[str], year: int) -> Data:
    device: Data = {"id": name}
    maybe(rng, device, "name", rng.choice(TEXTS))
    maybe(rng, device, "family", rng.choice([*devices, "F", "G", name, "D0", "company"]), 2)
    maybe(rng, device, "device_class", rng.choice(CLASSES), 8)
    maybe(rng, device, "industrialised_in_zone", bool(rng.randrange(3)))
    maybe(rng, device, "project_investment", rng.choice(AMOUNTS))
    maybe(rng, device, "milestones", random_milestones(rng, "device", year), 8)
    maybe(rng, device, "rd_spend", rng.choice(SPENDS))
    maybe(rng, device, "trial_cost", rng.choice(SPENDS))
    for place in ("conversion_region", "production_region"):
        maybe(rng, device, place, rng.choice(REGIONS))
    _others(rng, packaged_fields.fields("device"), device)
    return device


def _platform(rng: Random, name: str) -> Data:
    platform: Data = {"id": name}
    maybe(rng, platform, "name", rng.choice(TEXTS))
    maybe(rng, platform, "platform_type", rng.choice(PLATFORM_TYPES), 8)
    maybe(rng, platform, "project_investment", rng.choice(AMOUNTS))
    _others(rng, packaged_fields.fields("platform"), platform)
    return platform


def _initiative(rng: Random, name: str, year: int) -> Data:
    initiative: Data = {"id": name}
    maybe(rng, initiative, "name", rng.choice(TEXTS))
    maybe(rng, initiative, "initiative_type", rng.choice(INITIATIVE_TYPES), 8)
    maybe(rng, initiative, "date", days(rng, year).isoformat(), 8)
    maybe(rng, initiative, "interest_paid", rng.choice(SPENDS))
    maybe(rng, initiative, "rate_over_lpr", rng.choice(RATES))
    maybe(rng, initiative, "project_funds", rng.choice(SPENDS))
    maybe(rng, initiative, "research_kind", rng.choice(RESEARCH_KINDS))
    _others(rng, packaged_fields.fields("initiative"), initiative)
    return initiative


def random_milestones(rng: Random, kind: str, year: int) -> list[Data]:
    """A list of milestones whose days are in order."""
    words = DRUG_MILESTONES if kind == "drug" else DEVICE_MILESTONES
    # Short lists are those of which other milestones imply most.
    chosen = _some(rng, words) if rng.randrange(3) else rng.sample(words, rng.randrange(3))
    drawn = {word: days(rng, year) for word in chosen}
    order = rng.choice(TRIAL_ORDERS) if kind == "drug" else DEVICE_TRIALS
    trials = [word for word in order if word in drawn]
    in_order = sorted(drawn[word] for word in trials)
    drawn |= zip(trials, in_order, strict=True)
    milestones = []
    others = [word for word in packaged_fields.milestones(kind) if word not in words]
    drawn |= {word: days(rng, year) for word in _some(rng, others) if rng.randrange(2)}
    for word, day in drawn.items():
        entry: Data = {"milestone": word}
        if word not in UNDATED:
            maybe(rng, entry, "date", day.isoformat(), 6)
        maybe(rng, entry, "place", rng.choice(["beijing", "beijing", "elsewhere"]), 6)
        maybe(rng, entry, "certificate", "京药监械（准）字2013第3210001号", 2)
        maybe(rng, entry, "first_in_country", bool(rng.randrange(3)), 6)
        maybe(rng, entry, "country", rng.choice(["china", *COUNTRIES]), 6)
        maybe(rng, entry, "review_level", rng.choice(REVIEW_LEVELS), 6)
        _others(rng, packaged_fields.milestone_fields(), entry)
        milestones.append(entry)
    rng.shuffle(milestones)
    return milestones


def seeded(seed: int) -> Random:
    """A random generator that always draws the same."""
    return Random(seed)  # noqa: S311


def randoms() -> st.SearchStrategy[Random]:
    """Random generators; in the profile `deep` Hypothesis can shrink each of their draws.

    That takes half the time of a test that draws whole profiles and rulebooks, so that otherwise
    only where they start is Hypothesis's choice.
    """
    if os.environ.get("HYPOTHESIS_PROFILE") == "deep":
        return st.randoms(use_true_random=False)
    return st.integers(0, 2**32).map(seeded)


def years() -> st.SearchStrategy[int]:
    """Claim years, the measure's own as a rule."""
    return st.sampled_from(YEARS)


def profiles(year: int = 2019) -> st.SearchStrategy[Data]:
    """Plain data of valid profiles, with days around one claim year."""
    return randoms().map(lambda rng: random_profile(rng, year))


def readings() -> st.SearchStrategy[dict[str, str]]:
    """Choices of readings of zgc-2019-27."""
    return randoms().map(random_readings)

"""A profile as the plain records that the peers read.

Making them is not timed: each peer starts from the form that suits it best. They have no word for
"unknown": an absent field is None, and decides as if it were not so. What shows that trials have
begun is a list of days, `trial_days`: a drug may have entered a phase with no entry of its own.
"""

from __future__ import annotations

from typing import Any

from yaoxie import Profile

Record = dict[str, Any]

PARKS = [
    *("haidian", "changping", "shunyi", "daxing-yizhuang", "fangshan", "tongzhou", "dongcheng"),
    *("xicheng", "chaoyang", "fengtai", "shijingshan", "mentougou", "pinggu", "huairou"),
    *("miyun", "yanqing"),
]

MILESTONES = {
    "drug": (
        "phase_2_completed",
        "new_drug_approval",
        "drug_registration",
        "consistency_evaluation_passed",
    ),
    "device": ("special_review_passed", "device_registration", "production_licence"),
}
TRIALS = (
    "clinical_trial_entry",
    *("phase_1_entered", "phase_1_completed", "phase_2_entered", "phase_2_completed"),
    *("phase_3_entered", "phase_3_completed", "stage_1_completed", "stage_2_completed"),
)  # each shows that clinical trials have been entered
FIELDS = {
    "drug": ("category",),
    "device": ("device_class", "industrialised_in_zone"),
    "platform": ("platform_type",),
    "initiative": ("initiative_type",),
}
ATTRIBUTES = {
    "new_drug_approval": "place",
    "drug_registration": "place",
    "consistency_evaluation_passed": "first_in_country",
    "special_review_passed": "review_level",
    "device_registration": "place",
    "production_licence": "place",
}  # what supports ask of a milestone beside its day


def subjects(profile: Profile) -> list[tuple[str, str, Record]]:
    """Kind, id and fields of each subject; days are numbers such as 20191231, or None."""
    return [(kind, item.id, _fields(kind, item)) for kind, _, item in profile.items()]


def company(profile: Profile) -> Record:
    """The company's fields."""
    fields = profile.company
    return {
        "park": fields.park,
        "legal_person": fields.legal_person,
        "activities": list(fields.activities or ()),
        "owns_ip": fields.owns_ip,
    }


def claim(year: int) -> Record:
    """The days that windows of a claim year end on."""
    return {"last_day": year * 10_000 + 1231, "last_day_before": (year - 1) * 10_000 + 1231}


def _fields(kind: str, item: Any) -> Record:
    record = {name: getattr(item, name) for name in FIELDS[kind]}
    if kind == "initiative":
        record["date"] = _number(item.date)
    entries = {entry.milestone: entry for entry in getattr(item, "milestones", None) or ()}
    for word in MILESTONES.get(kind, ()):
        entry = entries.get(word)
        record[word] = _number(entry.date) if entry else None
        if attribute := ATTRIBUTES.get(word):
            record[f"{word}_{attribute}"] = getattr(entry, attribute) if entry else None
    if kind == "drug":
        begun = (_number(entries[word].date) for word in TRIALS if word in entries)
        record["trial_days"] = [day for day in begun if day is not None]
    return record


def _number(day: Any) -> int | None:
    return None if day is None else day.year * 10_000 + day.month * 100 + day.day

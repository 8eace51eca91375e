"""A profile as the plain records that the peers read.

Making them is not timed: each peer starts from the form that suits it best. They have no word for
"unknown": an absent field is None, and decides as if it were not so.
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
        "clinical_trial_entry",
        "phase_2_completed",
        "new_drug_approval",
        "consistency_evaluation_passed",
    ),
    "device": ("special_review_passed", "device_registration", "production_licence"),
}
FIELDS = {
    "drug": ("category",),
    "device": ("device_class", "industrialised_in_zone"),
    "platform": ("platform_type",),
    "initiative": ("initiative_type",),
}
PLACES = {"new_drug_approval": "place", "device_registration": "place"}


def subjects(profile: Profile) -> list[tuple[str, str, Record]]:
    """Kind, id and fields of each subject; days are numbers such as 20191231, or None."""
    return [(kind, item.id, _fields(kind, item)) for kind, _, item in profile.items()]


def company(profile: Profile) -> Record:
    """The company's fields."""
    one = profile.company
    return {
        "park": one.park,
        "legal_person": one.legal_person,
        "activities": list(one.activities or ()),
        "owns_ip": one.owns_ip,
    }


def claim(year: int) -> Record:
    """The days that windows of a claim year end on."""
    return {"last_day": year * 10_000 + 1231, "last_day_before": (year - 1) * 10_000 + 1231}


def _fields(kind: str, item: Any) -> Record:
    record = {name: getattr(item, name) for name in FIELDS[kind]}
    if kind == "initiative":
        record["date"] = _number(item.date)
    listed = {entry.milestone: entry for entry in getattr(item, "milestones", None) or ()}
    for word in MILESTONES.get(kind, ()):
        entry = listed.get(word)
        record[word] = _number(entry.date) if entry else None
        if word in PLACES:
            record[f"{word}_place"] = entry.place if entry else None
        if word == "consistency_evaluation_passed":
            record[f"{word}_first"] = entry.first_in_country if entry else None
    return record


def _number(day: Any) -> int | None:
    return None if day is None else day.year * 10_000 + day.month * 100 + day.day

"""Changes to a profile: what is unknown made known, and items in another order."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

from yaoxie import Profile, ProfileError

from tests.strategies import profiles as words
from tests.strategies.profiles import Data

_LISTS = ("drugs", "devices", "platforms", "initiatives")


def made_known(rng: Random, data: Data, year: int) -> Data | None:
    """A copy in which one unknown thing is known; None where nothing is unknown."""
    changed = copy.deepcopy(data)
    holes = list(_holes(rng, changed, year))
    rng.shuffle(holes)
    for place, name, value in holes:
        before = place.get(name)
        place[name] = value()
        try:
            Profile.from_dict(changed)
        except ProfileError:  # a date out of order, as a rule
            place[name] = before
        else:
            return changed
    return None


def reordered(rng: Random, data: Data) -> Data:
    """A copy whose items, milestones and awards stand in another order."""
    changed = copy.deepcopy(data)
    for name in (*_LISTS, "awards"):
        listed = changed.get(name) or []
        rng.shuffle(listed)
        for item in listed:
            rng.shuffle(item.get("milestones") or [])
    return changed


def _holes(rng: Random, data: Data, year: int) -> Iterator[tuple[Data, str, Callable[[], Any]]]:
    company = data["company"]
    drugs = [drug["id"] for drug in data.get("drugs") or ()]
    fill: dict[str, dict[str, Callable[[], Any]]] = {
        "company": {
            "id": lambda: "new",
            "uscc": lambda: words.USCC,
            "park": lambda: rng.choice(["haidian", "outside"]),
            "legal_person": lambda: bool(rng.randrange(2)),
            "activities": lambda: rng.choice([[], ["research"], ["services", "production"]]),
            "owns_ip": lambda: bool(rng.randrange(2)),
        },
        "drugs": {
            "name": lambda: "new",
            "family": lambda: rng.choice([*drugs, "F"]),
            "category": lambda: rng.choice(words.CATEGORIES),
            "registration_class": lambda: "new",
            "project_investment": lambda: rng.choice(words.AMOUNTS),
            "milestones": lambda: words.random_milestones(rng, "drug", year),
        },
        "devices": {
            "name": lambda: "new",
            "device_class": lambda: rng.choice(words.CLASSES),
            "industrialised_in_zone": lambda: bool(rng.randrange(2)),
            "project_investment": lambda: rng.choice(words.AMOUNTS),
            "milestones": lambda: words.random_milestones(rng, "device", year),
        },
        "platforms": {
            "platform_type": lambda: rng.choice(words.PLATFORM_TYPES),
            "project_investment": lambda: rng.choice(words.AMOUNTS),
        },
        "initiatives": {
            "initiative_type": lambda: rng.choice(words.INITIATIVE_TYPES),
            "date": lambda: words.days(rng, year).isoformat(),
        },
        "milestones": {
            "date": lambda: words.days(rng, year).isoformat(),
            "place": lambda: rng.choice(["beijing", "elsewhere"]),
            "certificate": lambda: "an older number",
            "first_in_country": lambda: bool(rng.randrange(2)),
        },
    }
    items = [(name, item) for name in _LISTS for item in data.get(name) or ()]
    listed = [("milestones", entry) for _, item in items for entry in item.get("milestones") or ()]
    for kind, place in [("company", company), *items, *listed]:
        yield from (
            (place, name, value) for name, value in fill[kind].items() if place.get(name) is None
        )

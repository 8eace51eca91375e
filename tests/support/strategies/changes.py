"""Changes to a profile: what is unknown made known, and items in another order."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from functools import partial
from random import Random
from typing import Any, NamedTuple

from yaoxie import Profile, ProfileError
from yaoxie.profile.field_types import FieldType

from tests.support import packaged_fields as fields
from tests.support.packaged_fields import ITEM_LISTS
from tests.support.strategies import profiles as words
from tests.support.strategies.profiles import Data


def completed(rng: Random, data: Data, year: int) -> Data | None:
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
    for name in (*ITEM_LISTS.values(), "awards"):
        items = changed.get(name) or []
        rng.shuffle(items)
        for item in items:
            rng.shuffle(item.get("milestones") or [])
    return changed


def _holes(rng: Random, data: Data, year: int) -> Iterator[tuple[Data, str, Callable[[], Any]]]:
    """Every place where something unknown may be filled in, and what draws a value for it."""
    items = [(kind, item) for kind, name in ITEM_LISTS.items() for item in data.get(name) or ()]
    for kind, place in [("company", data["company"]), *items]:
        ids = [item["id"] for of, item in items if of == kind]
        draw = _Draw(rng, kind, ids, year)
        for name, type_ in fields.fields(kind).items():
            if place.get(name) is None:
                yield place, name, partial(draw.value, name, type_)
        for milestone in place.get("milestones") or ():
            for name, type_ in fields.milestone_fields().items():
                if milestone.get(name) is None:
                    yield milestone, name, partial(draw.value, name, type_)


class _Draw(NamedTuple):
    """Draws values for the fields of one kind of subject."""

    rng: Random
    kind: str
    ids: list[str]
    year: int

    def value(self, name: str, type_: FieldType) -> Any:
        rng = self.rng
        match type_.name:
            case "word":
                return rng.choice([*type_.words, "new"] if type_.open else type_.words)
            case "words":
                return [word for word in type_.words if rng.randrange(2)]
            case "yes_no":
                return bool(rng.randrange(2))
            case "yuan":
                return rng.choice(words.SPENDS)
            case "months":
                return rng.choice(words.MONTHS)
            case "rate":
                return rng.choice(words.RATES)
            case "day":
                return words.days(rng, self.year).isoformat()
            case "milestones":
                return words.random_milestones(rng, self.kind, self.year)
            case _:
                texts = {"uscc": words.USCC, "family": rng.choice([*self.ids, "F"])}
                return texts.get(name, "new")

"""Profiles changed towards what a measure asks for: by chance alone, hardly one is eligible."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from random import Random
from typing import Any

from yaoxie import Profile, ProfileError

from tests.support.packaged_fields import ITEM_LISTS
from tests.support.strategies.rulebooks import Files

Data = dict[str, Any]


def nudged(rng: Random, files: Files, data: Data, year: int) -> Data:
    """A valid copy in which each item meets most of what one support of its kind asks for."""
    changed = copy.deepcopy(data)
    company = changed["company"]
    _meet(rng, files.measure.get("requires", []), company, company, year)
    for kind, name in ITEM_LISTS.items():
        supports = [support for support in files.supports if support["subject"] == kind]
        for index, item in enumerate(changed.get(name) or []):
            if not supports:
                continue
            before = copy.deepcopy(item)
            support = rng.choice(supports)
            gives = support["gives"]
            extra = [
                supplement
                for key in ("increase", "uplift", "matches")
                for supplement in _as_list(gives.get(key))
            ]
            extra += [{"when": when} for when in _rows(rng, gives)]
            _meet(rng, [*support["requires"], *extra], company, item, year)
            try:
                Profile.from_dict(changed)
            except ProfileError:  # a date out of order, as a rule
                changed[name][index] = before
    return changed


def _rows(rng: Random, gives: Data) -> Iterator[Data]:
    """Of each amount by a field, the condition of one row."""
    for key in ("ceiling", "fixed"):
        for stated in _as_list(gives.get(key)):
            if "by" in stated:
                row = rng.choice(stated["amounts"])
                operator = "one_of" if "one_of" in row else "at_least"
                yield {"field": stated["by"], operator: row[operator]}


def _as_list(entries: Any) -> list[Data]:
    return entries if isinstance(entries, list) else [entries] if entries else []


def _meet(rng: Random, requirements: list[Data], company: Data, item: Data, year: int) -> None:
    for entry in requirements:
        for leaf in _leaves(rng, entry.get("when", {"all": []})):
            if rng.randrange(8):
                _set(rng, leaf, company, item, year)


def _leaves(rng: Random, when: Data) -> Iterator[Data]:
    """Comparisons that together may make a condition hold; what is negated is left as it is."""
    if "all" in when:
        for part in when["all"]:
            yield from _leaves(rng, part)
    elif "any" in when:
        yield from _leaves(rng, rng.choice(when["any"]))
    elif "not" not in when:
        yield when


def _set(rng: Random, leaf: Data, company: Data, item: Data, year: int) -> None:
    operand = next(value for key, value in leaf.items() if key not in {"field", "milestone"})
    value = rng.choice(operand) if isinstance(operand, list) else operand
    if isinstance(operand, dict):
        return  # against a part of another field
    if "before" in leaf:
        value = f"{int(operand[:4]) - 1:04}{operand[4:8]}01"
    if "reached" in leaf:
        value = f"{year:04}-{rng.choice(['01-01', '06-15', '12-31'])}"
    if "milestone" in leaf:
        if item.get("milestones") is None:
            item["milestones"] = []
        reached = [entry for entry in item["milestones"] if entry["milestone"] == leaf["milestone"]]
        if not reached:
            reached = [{"milestone": leaf["milestone"], "date": f"{year:04}-06-15"}]
            item["milestones"] += reached
        reached[0][leaf.get("field", "date")] = value
        return
    kind, name = leaf["field"].split(".")
    place = company if kind == "company" else item
    place[name] = [value] if name == "activities" else value

"""Profiles with answers put in, and all joint answers to the questions of advice."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Iterator
from itertools import product
from math import prod
from random import Random
from typing import Any

from yaoxie import Profile, ProfileError, Report, Rulebook

from tests.long import agreement
from tests.support.rulebooks import direct, packaged
from tests.support.strategies import profiles, rulebooks
from tests.support.strategies.profiles import Data

YEAR = 2019


class Case:
    """A random profile under a packaged measure, or a random one."""

    def __init__(self, packaged_rulebook: Rulebook, seed: int) -> None:
        self.rng: Random = profiles.seeded(seed)
        if seed % 2:
            files = rulebooks.random_rulebook(self.rng)
            self.rulebook = direct(files)
        else:
            files = packaged()[self.rng.choice(list(packaged()))]
            self.rulebook = packaged_rulebook
        self.measure = files.measure["id"]
        self.readings = rulebooks.random_choice(self.rng, files)
        self.data = agreement.random_data(self.rng, files, YEAR)

    def advise(self, only: str, data: Data | None = None, **options: Any) -> Data:
        """A part of the advice on the profile, or on another in its place."""
        profile = Profile.from_dict(self.data if data is None else data)
        advice = self.rulebook.advise(
            profile, YEAR, self.measure, self.readings, only=only, **options
        )
        return dict(advice.to_dict())

    def report(self, data: Data) -> Report:
        """The report on a profile."""
        profile = Profile.from_dict(data)
        return self.rulebook.evaluate(profile, YEAR, self.measure, self.readings)

    def total(self, data: Data) -> int:
        """The total of a profile."""
        return self.report(data).total_ceiling


def put(data: Data, pairs: Iterable[tuple[str, Any]]) -> Data:
    """A copy with values at pointers; a list before what stands in it."""
    changed = copy.deepcopy(data)
    for pointer, value in sorted(pairs, key=lambda pair: pair[0]):
        *path, last = pointer.strip("/").split("/")
        target: Any = changed
        for part in path:
            target = target[int(part)] if isinstance(target, list) else target[part]
        target[int(last) if isinstance(target, list) else last] = copy.deepcopy(value)
    return changed


Choice = tuple[int, ...]


def joint_totals(
    data: Data, questions: list[Data], total: Callable[[Data], int], most: int
) -> dict[Choice, int]:
    """The total under every joint answer that a profile may have; empty where there are more."""
    if prod(len(question["answers"]) for question in questions) > most:
        return {}
    return dict(_totals(data, questions, total))


def _totals(
    data: Data, questions: list[Data], total: Callable[[Data], int]
) -> Iterator[tuple[Choice, int]]:
    for choice in product(*(range(len(question["answers"])) for question in questions)):
        pairs = [
            (question["pointer"], question["answers"][number]["value"])
            for question, number in zip(questions, choice, strict=True)
        ]
        try:
            yield choice, total(put(data, pairs))
        except ProfileError:  # one answer contradicts another
            continue

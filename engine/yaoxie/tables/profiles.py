"""Profiles as tables: those of a program, and those that no faster way can read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import polars as pl

from yaoxie.errors import Fault, InputError, ProfileError
from yaoxie.profile import fields
from yaoxie.profile.fields import ITEM_LISTS
from yaoxie.profile.model import Profile
from yaoxie.tables import schema
from yaoxie.tables.batches import START, BadRow, Batch, Position

BATCH = 10_000  # companies
Rows = list[dict[str, Any]]


class ProfileSource:
    """Profiles in memory, as models or as plain data; their numbers count from 1."""

    def __init__(
        self, profiles: Iterable[Profile | Mapping[str, object]], batch: int = BATCH
    ) -> None:
        """Raises InputError where something is neither a profile nor a dictionary."""
        self.name = "profiles"
        self.files: tuple[Path, ...] = ()
        self._batch = batch
        self._profiles = _checked(profiles)
        self.size = len(self._profiles)

    def changes(self) -> list[Fault]:
        """None: profiles in memory are nobody else's."""
        return []

    def batches(self, start: Position = START) -> Iterator[Batch]:
        """The batches from a position on; `offset` counts companies."""
        for offset in range(start.offset, self.size, self._batch):
            end = min(offset + self._batch, self.size)
            good: list[tuple[int, Profile]] = []
            bad: list[BadRow] = []
            for number, profile in enumerate(self._profiles[offset:end], offset + 1):
                try:
                    good.append((number, _profile(profile)))
                except ProfileError as error:
                    bad.append(BadRow(number, error.faults))
            yield Batch(tables_of(good), Position(end, end), bad)


def _checked(profiles: object) -> tuple[Profile | Mapping[str, object], ...]:
    if isinstance(profiles, (Profile, bytes)) or not isinstance(profiles, Iterable):
        expected = "profiles in a list, tables by name, or a path"
        raise InputError([Fault("", type(profiles).__name__, expected)])
    entries = tuple(profiles)
    expected = "a profile, or a dictionary of one"
    faults = [
        Fault(f"/{number}", type(entry).__name__, expected)
        for number, entry in enumerate(entries)
        if not isinstance(entry, (Profile, Mapping))
    ]
    if faults:
        raise InputError(faults)
    return entries


def _profile(profile: Profile | Mapping[str, object]) -> Profile:
    return profile if isinstance(profile, Profile) else Profile.from_dict(dict(profile))


def tables_of(numbered: Iterable[tuple[int, Profile]]) -> dict[str, pl.DataFrame]:
    """The tables of profiles with their numbers, which ascend."""
    rows: dict[str, Rows] = {name: [] for name in schema.TABLES}
    for number, profile in numbered:
        key = {"company": number}
        rows["companies"].append({**key, **profile.company.model_dump()})
        for kind, position, item in profile.items():
            _add_item(rows, key, kind, position, item)
        rows["awards"] += [{**key, **award.model_dump()} for award in profile.awards or ()]
    return {
        name: pl.DataFrame(table_rows, schema=schema.schema(name), orient="row")
        for name, table_rows in rows.items()
    }


def _add_item(
    rows: dict[str, Rows], key: dict[str, int], kind: str, position: int, item: Any
) -> None:
    item_key = {**key, "item": position}
    values = item.model_dump(exclude={"milestones"})
    if kind in fields.MILESTONE_KINDS:
        values[schema.KNOWN] = item.milestones is not None
        rows["milestones"] += [
            {**item_key, "kind": kind, **milestone.model_dump()}
            for milestone in item.milestones or ()
        ]
    rows[ITEM_LISTS[kind]].append({**item_key, **values})

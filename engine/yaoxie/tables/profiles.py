"""Profiles as tables: those of a program, and those that no faster way can read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import polars as pl

from yaoxie.errors import Fault, InputError, ProfileError
from yaoxie.messages import Message
from yaoxie.profile.model import Profile
from yaoxie.profile.records import ProfileRecord, profile_model
from yaoxie.profile.vocabulary import COMPANY, Vocabulary, packaged
from yaoxie.tables import schema as table_schema
from yaoxie.tables.batches import START, BadRow, Batch, Position
from yaoxie.tables.schema import AWARDS, COMPANIES, KNOWN, MILESTONES

BATCH = 10_000  # companies
Rows = list[dict[str, Any]]


class ProfileSource:
    """Profiles in memory, as models or as plain data; their numbers count from 1."""

    def __init__(
        self,
        profiles: Iterable[Profile | Mapping[str, object]],
        batch: int = BATCH,
        vocabulary: Vocabulary | None = None,
    ) -> None:
        """`vocabulary`: what the profiles may hold (default: the packaged one).

        Raises InputError where something is neither a profile nor a dictionary, or a profile that
        another vocabulary read.
        """
        self.name = "profiles"
        self.files: tuple[Path, ...] = ()
        self._batch = batch
        self._vocabulary = vocabulary or packaged()
        self._profiles = _checked(profiles, self._vocabulary)
        self.size = len(self._profiles)

    def changes(self) -> list[Fault]:
        """None: profiles in memory are nobody else's."""
        return []

    def batches(self, start: Position = START) -> Iterator[Batch]:
        """The batches from a position on; `offset` counts companies."""
        for offset in range(start.offset, self.size, self._batch):
            end = min(offset + self._batch, self.size)
            good: list[tuple[int, ProfileRecord]] = []
            bad: list[BadRow] = []
            for number, profile in enumerate(self._profiles[offset:end], offset + 1):
                try:
                    good.append((number, self._profile(profile)))
                except ProfileError as error:
                    bad.append(BadRow(number, error.faults))
            yield Batch(tables_of(good, self._vocabulary), Position(end, end), bad)

    def _profile(self, profile: Profile | Mapping[str, object]) -> ProfileRecord:
        if isinstance(profile, Profile):
            return profile
        return profile_model(self._vocabulary).from_dict(dict(profile))


def _checked(
    profiles: object, vocabulary: Vocabulary
) -> tuple[Profile | Mapping[str, object], ...]:
    if isinstance(profiles, (Profile, bytes)) or not isinstance(profiles, Iterable):
        expected = Message("tables.profiles")
        raise InputError([Fault("", type(profiles).__name__, expected)])
    entries = tuple(profiles)
    faults = [
        fault
        for number, entry in enumerate(entries)
        if (fault := _fault(f"/{number}", entry, vocabulary)) is not None
    ]
    if faults:
        raise InputError(faults)
    return entries


def _fault(at: str, entry: object, vocabulary: Vocabulary) -> Fault | None:
    if isinstance(entry, Profile) and entry.vocabulary != vocabulary:
        expected = Message("profile.of-this-rulebook")
        return Fault(at, Message("profile.of-another-vocabulary"), expected)
    if not isinstance(entry, (Profile, Mapping)):
        return Fault(at, type(entry).__name__, Message("tables.a-profile"))
    return None


def tables_of(
    numbered: Iterable[tuple[int, ProfileRecord]], vocabulary: Vocabulary | None = None
) -> dict[str, pl.DataFrame]:
    """The tables of profiles of a vocabulary (default: the packaged one) with their numbers.

    The numbers ascend.
    """
    schema = table_schema.of(vocabulary)
    lists = schema.vocabulary.item_lists
    rows: dict[str, Rows] = {name: [] for name in schema.tables}
    for number, profile in numbered:
        key = {"company": number}
        rows[COMPANIES].append({**key, **getattr(profile, COMPANY).model_dump()})
        for kind, position, item in profile.items():
            item_key = {**key, "item": position}
            values = item.model_dump(exclude={"milestones"})
            if kind in schema.vocabulary.milestone_kinds:
                values[KNOWN] = item.milestones is not None
                rows[MILESTONES] += [
                    {**item_key, "kind": kind, **milestone.model_dump()}
                    for milestone in item.milestones or ()
                ]
            rows[lists[kind]].append({**item_key, **values})
        awards = getattr(profile, AWARDS) or ()
        rows[AWARDS] += [{**key, **award.model_dump()} for award in awards]
    return {
        name: pl.DataFrame(table_rows, schema=schema.columns(name), orient="row")
        for name, table_rows in rows.items()
    }

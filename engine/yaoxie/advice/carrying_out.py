"""A profile as it would be once changes are carried out, with what they drag along."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from yaoxie.advice.changes import Change, Way
from yaoxie.advice.situation import Situation
from yaoxie.advice.variants import MILESTONES, Place, milestone_record
from yaoxie.profile.facts import Subject
from yaoxie.profile.orders import following
from yaoxie.profile.vocabulary import DATE, MILESTONE


@dataclass(frozen=True, slots=True)
class CarriedOut:
    """The values that changes put into a profile, and the milestones that they drag along.

    `brought`: of each item by number, the milestones that what is reached implies.
    """

    values: Mapping[Place, Any]
    brought: Mapping[int, tuple[str, ...]]


def carried_out(way: Way, situation: Situation) -> CarriedOut:
    """What the profile would hold. Days are the last that will do, or the claim year's last.

    What is planned for a day after that of the advice comes earlier where something must follow it.
    """
    subjects, year = situation.subjects, situation.year
    values: dict[Place, Any] = {}
    brought: dict[int, tuple[str, ...]] = {}
    reached: dict[int, list[Change]] = {}
    for change in way:
        if change.field != MILESTONES:
            day = day_of(change, year) if change.value is None else change.value
            values[Place(change.owner, change.field)] = day
        else:
            assert change.owner is not None  # the company reaches no milestones
            reached.setdefault(change.owner, []).append(change)
    for owner, changes in reached.items():
        entries, brought[owner] = _list(changes, subjects[1][owner], situation)
        values[Place(owner, MILESTONES)] = entries
    return CarriedOut(values, brought)


def day_of(change: Change, year: int) -> date:
    """The day on which a change comes about: the last that will do, or the claim year's last."""
    if change.last is not None:
        return change.last
    end = date(year, 12, 31)
    return end if change.first is None else max(change.first, end)


def _list(
    changes: Iterable[Change], subject: Subject, situation: Situation
) -> tuple[tuple[Any, ...], tuple[str, ...]]:
    """The list of milestones with those that are reached, and what these imply."""
    vocabulary, kind = situation.library.vocabulary, subject.kind
    wanted = {c.milestone: c for c in changes if c.milestone is not None and not c.absent}
    known = list(subject.item.milestones or ())
    listed = {entry.milestone for entry in known}
    implied = {word for name in wanted for word in vocabulary.implied(kind, name)}
    brought = tuple(
        word
        for word in vocabulary.milestones(kind)
        if word in implied - listed - set(wanted)
        and not subject.facts.get(f"{kind}.{MILESTONE}.{word}")
    )
    days = _days(wanted, brought, subject, situation)
    entries = [_changed(entry, wanted, days) for entry in known]
    for word in vocabulary.milestones(kind):
        if word in listed or (word not in wanted and word not in brought):
            continue
        attributes = dict(wanted[word].attributes) if word in wanted else {}
        fields = {MILESTONE: word, DATE: days[word], **attributes}
        entries.append(milestone_record(vocabulary, kind, fields))
    return tuple(entries), brought


def _changed(entry: Any, wanted: Mapping[str, Change], days: Mapping[str, date]) -> Any:
    """A listed milestone with what is confirmed of it, or planned anew."""
    update: dict[str, Any] = {}
    if entry.milestone in wanted:
        update |= wanted[entry.milestone].attributes
    if entry.milestone in days:
        update[DATE] = days[entry.milestone]
    return entry.model_copy(update=update) if update else entry


def _days(
    wanted: Mapping[str, Change], brought: Iterable[str], subject: Subject, situation: Situation
) -> dict[str, date]:
    """The day of each milestone that is free, none behind one that comes after it."""
    vocabulary, kind, as_of = situation.library.vocabulary, subject.kind, situation.as_of
    listed = {e.milestone: e.date for e in subject.item.milestones or () if e.date is not None}
    days = {
        word: listed[word]
        if word in listed and change.how == "confirm"
        else day_of(change, situation.year)
        for word, change in wanted.items()
    }
    for word in brought:
        implying = [day for name, day in days.items() if word in vocabulary.implied(kind, name)]
        days[word] = min(implying)
    planned = {word: day for word, day in listed.items() if as_of is not None and day > as_of}
    free = planned | days
    behind = following(vocabulary.orders(kind))
    every = [*(listed | free).items()]
    return {
        word: min([day, *(other for name, other in every if name in behind.get(word, ()))])
        for word, day in free.items()
    }

"""Pipelines: which milestones an item reaches, and when, step by step along its path."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import numpy as np
import polars as pl

from yaoxie.profile import fields
from yaoxie.synth import draws as synth_draws
from yaoxie.synth.companies import Items
from yaoxie.synth.draws import Codes, Draws, Flags, Ints, looked_up
from yaoxie.tables import schema

EPOCH = date(1970, 1, 1)
UNKNOWN = 255  # of a code
EARLIEST = 2005


class Step(NamedTuple):
    """A milestone on a path: days after the step before, and how many get so far."""

    word: str
    shortest: int
    longest: int
    passing: float
    listed: float = 1.0  # whether a company counts it as a milestone at all
    earliest: str | None = None  # there was no such thing before


Path = tuple[Step, ...]


@dataclass(slots=True)
class Reached:
    """Milestones by row: the item's row, the word's position among the kind's, the day."""

    row: Ints
    word: Codes
    day: Ints


class Field(NamedTuple):
    """The milestones of one kind as columns, codes where a field holds words."""

    kind: str
    company: Ints
    item: Ints
    word: Codes
    day: Ints
    day_known: Flags
    place: Codes
    first_in_country: Codes
    country: Codes
    review_level: Codes
    certificate: pl.Series


def day_number(iso: str) -> int:
    """Days since 1970."""
    return (date.fromisoformat(iso) - EPOCH).days


def starts(draws: Draws, year: int) -> Ints:
    """First days of pipelines, more of them in later years."""
    low, high = (date(EARLIEST, 1, 1) - EPOCH).days, (date(year, 12, 31) - EPOCH).days
    return np.maximum(draws.whole("start.1", low, high), draws.whole("start.2", low, high))


def reached(
    kind: str, draws: Draws, paths: tuple[Path, ...], path: Codes, start: Ints, year: int
) -> Reached:
    """What each item has reached by the end of a year on its path."""
    end = day_number(f"{year:04}-12-31")
    words = fields.milestones(kind)
    day, alive = start.copy(), np.ones(len(path), dtype=bool)
    days = np.empty((len(path), len(words)), dtype=np.int32)
    there = np.zeros((len(path), len(words)), dtype=bool)
    for position, word in enumerate(words):
        steps = [next((s for s in one if s.word == word), None) for one in paths]
        on = np.array([step is not None for step in steps])[path]
        if not on.any():
            continue
        full = [step or Step(word, 0, 0, 1.0) for step in steps]
        bits = draws.bits(f"step.{word}")
        floor = np.array([day_number(s.earliest) if s.earliest else -(10**6) for s in full])
        shortest = np.array([s.shortest for s in full])
        span = np.array([s.longest - s.shortest + 1 for s in full])
        passing = np.array([round(s.passing * 2**16) for s in full])
        listed = np.array([round(s.listed * 2**16) for s in full])
        lasting = ((bits >> np.uint64(32)).astype(np.int64) * span[path]) >> 32
        later = np.maximum(day, floor[path]) + shortest[path] + lasting
        day = np.where(on, later, day)
        alive &= ~on | ((bits & np.uint64(0xFFFF)).astype(np.int64) < passing[path])
        mentioned = ((bits >> np.uint64(16)) & np.uint64(0xFFFF)).astype(np.int64) < listed[path]
        there[:, position] = on & alive & mentioned & (day <= end)
        days[:, position] = day
    row, found = np.nonzero(there)
    return Reached(row, found.astype(np.uint8), days[row, found].astype(np.int64))


def words_among(kind: str, names: frozenset[str] | set[str]) -> Flags:
    """By position, whether a milestone of a kind is one of these."""
    return np.array([word in names for word in fields.milestones(kind)])


def years(day: Ints) -> Ints:
    """The years of days."""
    return day.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970


def coded(values: Codes | Ints | Flags, known: Flags) -> Codes:
    """Codes that are unknown where they are not known."""
    return np.where(known, values, UNKNOWN).astype(np.uint8)


def spread(part: pl.Series, rows: Ints, height: int) -> pl.Series:
    """A column of some rows as one of all, null elsewhere."""
    at = np.full(height, len(part), dtype=np.int64)
    at[rows] = np.arange(len(part))
    return part.gather(synth_draws.masked(pl.Series(at), at < len(part)))


def milestones_known(items: Items) -> Flags:
    """Whether the list of milestones is there."""
    return ~items.draws.chance("gap.milestones", 0.03)


def frame(numbers: Ints, drugs: Field, devices: Field) -> pl.DataFrame:
    """The table of milestones: by company, drugs before devices, each item's in their order."""
    company = np.concatenate([drugs.company, devices.company])
    order = np.argsort(company, kind="stable")
    types = schema.schema("milestones")
    assert isinstance(types["milestone"], pl.Enum)
    words: list[str] = types["milestone"].categories.to_list()

    def both(name: str) -> Ints:
        return np.concatenate([getattr(drugs, name), getattr(devices, name)])[order]

    def decoded(name: str, values: tuple[object, ...] | list[object]) -> pl.Series:
        codes = both(name)
        known = codes != UNKNOWN
        return looked_up(values, np.where(known, codes, 0), known, types[name])

    def positions(field: Field) -> Codes:
        own = fields.milestones(field.kind)
        return np.array([words.index(word) for word in own], dtype=np.uint8)[field.word]

    kind = np.repeat(np.arange(2, dtype=np.uint8), [len(drugs.company), len(devices.company)])
    word = np.concatenate([positions(drugs), positions(devices)])[order]
    day = pl.Series(both("day").astype(np.int32)).cast(pl.Date)
    columns = {
        "company": pl.Series(numbers[company[order]]),
        "kind": looked_up(list(fields.MILESTONE_KINDS), kind[order], dtype=types["kind"]),
        "item": pl.Series(both("item").astype(np.int32)),
        "milestone": looked_up(words, word, dtype=types["milestone"]),
        "date": synth_draws.masked(day, both("day_known").astype(bool)),
        "place": decoded("place", list(fields.milestone_fields()["place"].words)),
        "certificate": pl.concat([drugs.certificate, devices.certificate]).gather(order),
        "first_in_country": decoded("first_in_country", [False, True]),
        "country": decoded("country", list(fields.milestone_fields()["country"].words)),
        "review_level": decoded(
            "review_level", list(fields.milestone_fields()["review_level"].words)
        ),
    }
    return synth_draws.framed("milestones", columns)

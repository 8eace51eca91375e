"""Synthetic devices: classes, special reviews, registrations and their certificates."""

from __future__ import annotations

import numpy as np
import polars as pl

from yaoxie.profile import fields
from yaoxie.synth import pipelines, words
from yaoxie.synth.companies import Companies, Items, items
from yaoxie.synth.draws import Codes, Draws, Flags, Ints, framed, joined, looked_up, masked
from yaoxie.synth.drugs import region
from yaoxie.synth.pipelines import Field, Reached, Step, coded
from yaoxie.tables import schema

_CLASSES = ("I", "II", "III")
_LICENCE = Step("production_licence", 20, 300, 0.88)
_REGISTERED = Step("device_registration", 200, 700, 0.9)
_TRIAL = (
    Step("clinical_trial_entry", 120, 600, 0.92, 0.9),
    Step("clinical_trial_completed", 180, 900, 0.85),
)
_REVIEW = Step("special_review_passed", 120, 500, 0.9, 1.0, "2014-06-01")
_PATHS: tuple[pipelines.Path, ...] = (
    (Step("device_registration", 30, 200, 0.97), Step("production_licence", 10, 120, 0.9)),
    (_REGISTERED, _LICENCE),  # without a trial
    (*_TRIAL, _REGISTERED, _LICENCE),
    (_REVIEW, *_TRIAL, _REGISTERED, _LICENCE),
)
# By class.
_PATH_WEIGHTS = ((1.0,), (0.55, 0.41, 0.04), (0.14, 0.71, 0.15))
_FIRST_PATH = (0, 1, 1)
_TRIED = np.array([False, False, True, True])  # by path
_HIGHEST = _CLASSES.index("III")
_INVESTMENTS = (2_500_000, 9_000_000, 32_000_000)
_NUMBERS_SINCE = "2014-10-01"  # of the form that carries the class
_NEWER, _OLDER, _FILED = range(3)  # forms of certificate numbers
_GAPS = {
    "name": 0.01,
    "device_class": 0.02,
    "industrialised_in_zone": 0.08,
    "project_investment": 0.15,
    "rd_spend": 0.15,
    "trial_cost": 0.2,
    "conversion_region": 0.08,
    "production_region": 0.08,
}
_LONGEST = 64
IDS = pl.Series([f"QX-{number:03}" for number in range(1, _LONGEST + 1)])
_FAMILIES = pl.Series([f"QX-F{number:02}" for number in range(1, _LONGEST + 1)])


def devices(companies: Companies, year: int) -> tuple[pl.DataFrame, Field]:
    """The devices of all companies, and their milestones."""
    listed = items(companies, "device")
    pair = listed.item >> 1
    pairs = companies.draws.at(listed.company).inner("device-pair", pair)
    counts = companies.counts("device")[listed.company]
    together = ((pair * 2 + 1) < counts) & pairs.chance("together", 0.05)
    # Specifications of one device are of one class.
    alike = companies.draws.at(listed.company).inner(
        "device", np.where(together, pair * 2, listed.item)
    )
    kind = alike.pick("class", (0.14, 0.50, 0.36))
    path = np.array(_FIRST_PATH)[kind] + alike.pick_by("path", kind, _PATH_WEIGHTS)
    start = pipelines.starts(listed.draws, year)
    done = pipelines.reached("device", listed.draws, _PATHS, path.astype(np.uint8), start, year)
    lists = pipelines.milestones_known(listed)
    types = schema.schema("devices")
    known = {name: listed.known(_GAPS, name) for name in _GAPS}
    home = companies.region[listed.company]
    in_zone = np.where(
        companies.in_zone[listed.company],
        listed.draws.chance("zone.inside", 0.76),
        listed.draws.chance("zone.outside", 0.04),
    )
    columns = {
        "company": pl.Series(companies.numbers[listed.company]),
        "item": pl.Series(listed.item.astype(np.int32)),
        "id": looked_up(IDS, listed.item),
        "name": masked(_names(alike), known["name"]),
        "family": looked_up(_FAMILIES, pair, together),
        "device_class": looked_up(_CLASSES, kind, known["device_class"], types["device_class"]),
        "industrialised_in_zone": masked(pl.Series(in_zone), known["industrialised_in_zone"]),
        **_amounts(listed.draws, kind, _TRIED[path], known),
        "conversion_region": region(listed, home, "conversion_region", 0.9, known),
        "production_region": region(listed, home, "production_region", 0.78, known),
        schema.KNOWN: pl.Series(lists),
    }
    frame = framed("devices", columns)
    return frame, _milestones(companies, listed, done, lists, kind)


def _names(draws: Draws) -> pl.Series:
    makes, types = words.DEVICE_MAKES, words.DEVICE_TYPES
    return joined(
        looked_up(makes, draws.whole("make", 0, len(makes) - 1)),
        looked_up(types, draws.whole("type", 0, len(types) - 1)),
    )


def _amounts(
    draws: Draws, kind: Codes, tried: Flags, known: dict[str, Flags]
) -> dict[str, pl.Series]:
    investment = draws.amount("investment", np.array(_INVESTMENTS)[kind], 1.1, 1000)
    spend = investment * draws.whole("rd-share", 35, 85) // 100
    trial = spend * draws.whole("trial-share", 15, 50) // 100
    return {
        "project_investment": masked(pl.Series(investment), known["project_investment"]),
        "rd_spend": masked(pl.Series(spend), known["rd_spend"]),
        "trial_cost": masked(pl.Series(trial), known["trial_cost"] & tried),
    }


def _milestones(
    companies: Companies, listed: Items, done: Reached, lists: Flags, kind: Codes
) -> Field:
    keep = lists[done.row]
    row, word, day = done.row[keep], done.word[keep], done.day[keep]
    draws = listed.draws.at(row).inner("milestone", word.astype(np.int64))
    registered = word == fields.milestones("device").index("device_registration")
    reviewed = word == fields.milestones("device").index("special_review_passed")
    trial = pipelines.words_among("device", {"clinical_trial_completed"})[word]
    at_home = companies.at_home[listed.company[row]] == draws.chance("as-home", 0.93)
    (numbered,) = np.nonzero(registered & ~draws.chance("gap.certificate", 0.06))
    numbers = _certificates(
        draws.at(numbered),
        kind[row[numbered]],
        day[numbered],
        at_home[numbered],
        companies.region[listed.company[row[numbered]]],
    )
    unknown = np.zeros(len(row), dtype=bool)
    national = (kind[row] == _HIGHEST) | draws.chance("national", 0.4)
    return Field(
        "device",
        listed.company[row],
        listed.item[row],
        word,
        day,
        ~draws.chance("gap.date", 0.02),
        coded(~at_home, registered & ~draws.chance("gap.place", 0.04)),
        coded(unknown, unknown),
        coded(draws.chance("abroad", 0.03), trial & ~draws.chance("gap.country", 0.1)),
        coded(~national, reviewed & ~draws.chance("gap.review", 0.06)),
        pipelines.spread(numbers, numbered, len(row)),
    )


def _certificates(draws: Draws, kind: Codes, day: Ints, at_home: Flags, home: Codes) -> pl.Series:
    """Numbers as the authorities gave them: the nation for class III, else the province."""
    provinces = [place.province for place in words.REGIONS]
    away = [words.AWAY if sign == words.HOME else sign for sign in provinces]
    names = [words.HOME, *away]
    province = np.where(at_home, 0, 1 + home.astype(np.int64))
    year, group = pipelines.years(day), draws.whole("group", 1, 22)
    serial = draws.whole("serial", 1, 9999)
    digit = kind.astype(np.int64) + 1
    new = day >= pipelines.day_number(_NUMBERS_SINCE)
    # What is of class I is only put on file.
    form = np.where(kind == 0, _FILED, np.where(new, _NEWER, _OLDER))
    authority = np.where(kind == _HIGHEST, len(names), province)
    heads = [
        f"{name}{text}" for text in ("械注准", "食药监械(准)字", "械备") for name in [*names, "国"]
    ]
    number = np.where(
        form == _NEWER,
        (((year * 10 + digit) * 100 + group) * 10_000) + serial,
        year * 10_000 + serial,
    )
    older = joined(
        looked_up(heads, form * (len(names) + 1) + authority), pl.Series(year), "第",
        pl.Series((digit * 100 + group) * 10_000 + serial), "号",
    )  # fmt: skip
    newer = joined(looked_up(heads, form * (len(names) + 1) + authority), pl.Series(number))
    filed = joined(newer, "号")
    choose = (
        pl.when(pl.Series(form == _OLDER)).then(older).when(pl.Series(form == _FILED)).then(filed)
    )
    return pl.select(choose.otherwise(newer)).to_series()

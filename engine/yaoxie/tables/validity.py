"""Which companies of a population's tables break the rules of a profile, and how.

Whole columns are checked at once, and what may be wrong is then judged as a single profile. These
checks may suspect a good company, but never pass over a bad one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

import numpy as np
import numpy.typing as npt
import polars as pl

from yaoxie.errors import Fault, ProfileError
from yaoxie.profile import fields
from yaoxie.profile.fields import ITEM_LISTS, FieldType
from yaoxie.profile.model import Award, Profile
from yaoxie.profile.vocabulary import COMPANY
from yaoxie.tables import schema
from yaoxie.tables.batches import BadRow
from yaoxie.tables.schema import Tables
from yaoxie.tables.validity_across import across, day_numbers, impossible
from yaoxie.tables.validity_data import misplaced, profile_data
from yaoxie.tables.validity_places import displaced, every_reached
from yaoxie.values import MAX_MONEY, MAX_MONTHS

__all__ = ["bad_rows", "contrary", "profile_data", "suspects", "without"]

_MOST = {"yuan": MAX_MONEY, "months": MAX_MONTHS}
_AWARD_NUMBERS = {"year": (1, 9999), "amount": (1, MAX_MONEY)}
Numbers = npt.NDArray[np.int64]


def suspects(parts: Tables) -> list[int]:
    """The numbers of all companies that may break a rule, ascending."""
    milestones = every_reached(parts)
    found = [*_fields(parts), displaced(parts, milestones), *across(parts, milestones)]
    return [int(number) for number in np.unique(np.concatenate(found))]


def contrary(parts: Tables) -> list[int]:
    """The same for tables whose single fields and places are known to be right, but for days."""
    found = np.concatenate(list(across(parts, every_reached(parts))))
    return [int(number) for number in np.unique(found)] if len(found) else []


def bad_rows(parts: Tables) -> list[BadRow]:
    """The companies that do break a rule, with every fault."""
    judged = ((number, _faults(parts, number)) for number in suspects(parts))
    return [BadRow(number, faults) for number, faults in judged if faults]


def without(parts: Tables, numbers: Collection[int]) -> dict[str, pl.DataFrame]:
    """The tables without some companies."""
    left_out = np.array(sorted(numbers), np.int64)
    return {
        name: frame.filter(pl.Series(~np.isin(frame["company"].to_numpy(), left_out)))
        for name, frame in parts.items()
    }


def _faults(parts: Tables, number: int) -> tuple[Fault, ...]:
    places = tuple(misplaced(parts, number))
    if places:
        return places
    try:
        Profile.from_dict(profile_data(parts, number))
    except ProfileError as error:
        return error.faults
    return ()


def _fields(parts: Tables) -> Iterator[Numbers]:
    """Companies with a field that is out of its range, or that lacks a value it needs."""
    for kind, table in ((COMPANY, "companies"), *ITEM_LISTS.items()):
        types = fields.fields(kind)
        required = "name" if kind == COMPANY else "id"
        frame = parts[table]
        wrong = [pl.col(required).is_null()]
        wrong += [_wrong(frame, name, types[name]) for name in frame.columns if name in types]
        yield _numbers(frame, wrong)
    milestones = parts["milestones"]
    types = fields.milestone_fields()
    wrong = [pl.col("milestone").is_null(), pl.col("kind").is_null()]
    yield _numbers(milestones, wrong + [_wrong(milestones, name, types[name]) for name in types])
    awards = []
    for name in Award.model_fields:
        value = pl.col(name)
        low, high = _AWARD_NUMBERS.get(name, (None, None))
        wrong_value = value == "" if low is None else ~value.is_between(low, high)
        awards += [value.is_null(), wrong_value]
    yield _numbers(parts["awards"], awards)


def _wrong(frame: pl.DataFrame, name: str, type_: FieldType) -> pl.Expr:
    value = pl.col(name)
    if type_.open or type_.name == "text":
        return value == ""
    match type_.name:
        case "yuan" | "months":
            return ~value.is_between(0, _MOST[type_.name])
        case "rate":
            return value < 0
        case "words":
            return value.list.eval(pl.element().is_null()).list.any()
        case "day":
            return pl.lit(pl.Series(impossible(day_numbers(frame[name]))))
        case _:
            return pl.lit(value=False)


def _numbers(frame: pl.DataFrame, wrong: list[pl.Expr]) -> Numbers:
    found = frame.filter(pl.any_horizontal(*(expr.fill_null(value=False) for expr in wrong)))
    numbers: Numbers = found["company"].cast(schema.NUMBER).to_numpy()
    return numbers

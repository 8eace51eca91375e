"""Which companies of a population's tables break the rules of a profile, and how.

Whole columns are checked at once, and what may be wrong is then judged as a single profile. These
checks may suspect a good company, but never pass over a bad one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

import numpy as np
import polars as pl

from yaoxie.errors import Fault, ProfileError
from yaoxie.profile.records import profile_model
from yaoxie.profile.vocabulary import MILESTONE
from yaoxie.tables import field_columns
from yaoxie.tables.batches import BadRow
from yaoxie.tables.checks import contradictions
from yaoxie.tables.field_columns import is_checked_late
from yaoxie.tables.schema import AWARD_TYPES, AWARDS, MILESTONES, NUMBER, Schema, Tables
from yaoxie.tables.validity_data import place_faults, profile_data
from yaoxie.tables.validity_places import Flags, Ints, out_of_place, placed_milestones
from yaoxie.values import MAX_MONEY

__all__ = ["bad_rows", "contradictory_companies", "profile_data", "suspect_companies", "without"]

_AWARD_NUMBERS = {"year": (1, 9999), "amount": (1, MAX_MONEY)}


def suspect_companies(parts: Tables, schema: Schema) -> list[int]:
    """The numbers of all companies that may break a rule, ascending."""
    milestones = placed_milestones(parts, schema)
    lists = [
        *_with_wrong_fields(parts, schema),
        out_of_place(parts, milestones, schema),
        *contradictions(parts, milestones, schema),
    ]
    return [int(number) for number in np.unique(np.concatenate(lists))]


def contradictory_companies(parts: Tables, schema: Schema) -> list[int]:
    """The same for tables of records: their places and most of their single fields are right."""
    milestones = placed_milestones(parts, schema)
    late = [
        _with(parts[table], _out_of_range(parts, table, schema, late_alone=True))
        for table in (*schema.kinds, MILESTONES)
    ]
    lists = [*late, *contradictions(parts, milestones, schema)]
    return [int(number) for number in np.unique(np.concatenate(lists))]


def bad_rows(parts: Tables, schema: Schema) -> list[BadRow]:
    """The companies that do break a rule, with every fault."""
    numbers = suspect_companies(parts, schema)
    checked = ((number, _faults(parts, number, schema)) for number in numbers)
    return [BadRow(number, faults) for number, faults in checked if faults]


def without(parts: Tables, numbers: Collection[int]) -> dict[str, pl.DataFrame]:
    """The tables without some companies."""
    left_out = np.array(sorted(numbers), np.int64)
    return {
        name: frame.filter(pl.Series(~np.isin(frame["company"].to_numpy(), left_out)))
        for name, frame in parts.items()
    }


def _faults(parts: Tables, number: int, schema: Schema) -> tuple[Fault, ...]:
    places = tuple(place_faults(parts, number, schema))
    if places:
        return places
    try:
        profile_model(schema.vocabulary).from_dict(profile_data(parts, number, schema))
    except ProfileError as error:
        return error.faults
    return ()


def _with_wrong_fields(parts: Tables, schema: Schema) -> Iterator[Ints]:
    """Companies with a field that is out of its range, or that lacks a value it needs."""
    for table in schema.kinds:
        lacking = [pl.col(name).is_null() for name in schema.required(table)]
        yield _with(parts[table], [*lacking, *_out_of_range(parts, table, schema)])
    milestones = parts[MILESTONES]
    lacking = [pl.col(MILESTONE).is_null(), pl.col("kind").is_null()]
    foreign = pl.lit(pl.Series(_of_another_kind(milestones, schema)))
    yield _with(milestones, [*lacking, foreign, *_out_of_range(parts, MILESTONES, schema)])
    awards = []
    for name in AWARD_TYPES:
        value = pl.col(name)
        low, high = _AWARD_NUMBERS.get(name, (None, None))
        awards += [value.is_null(), value == "" if low is None else ~value.is_between(low, high)]
    yield _with(parts[AWARDS], awards)


def _out_of_range(
    parts: Tables, table: str, schema: Schema, *, late_alone: bool = False
) -> Iterator[pl.Expr]:
    """Where fields hold what no profile may; of those alone that records do not check, if so."""
    frame = parts[table]
    for name, type_ in schema.types(table).items():
        if late_alone and not is_checked_late(type_):
            continue
        wrong = field_columns.out_of_range(frame[name], type_)
        if wrong is not None:
            yield wrong


def _of_another_kind(milestones: pl.DataFrame, schema: Schema) -> Flags:
    """Where a milestone does not belong to the kind of its item."""
    vocabulary = schema.vocabulary
    fits = [
        np.isin(schema.milestones, vocabulary.milestones(k)) for k in vocabulary.milestone_kinds
    ]
    kinds, names = (
        milestones[column].to_physical().fill_null(0).to_numpy() for column in ("kind", MILESTONE)
    )
    flags: Flags = ~np.array(fits)[kinds, names]
    return flags


def _with(frame: pl.DataFrame, wrong: Iterator[pl.Expr] | list[pl.Expr]) -> Ints:
    """The companies of rows where something is wrong; unknown values are not."""
    every = list(wrong)
    # As a rule nothing is, and that is soon told.
    if not every or not frame.select(pl.any_horizontal(expr.any() for expr in every)).item():
        return np.array([], np.int64)
    known = (expr.fill_null(value=False) for expr in every)
    rows = frame.filter(pl.any_horizontal(known))
    numbers: Ints = rows["company"].cast(NUMBER).to_numpy()
    return numbers

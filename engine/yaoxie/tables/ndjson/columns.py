"""Records of profiles turned into the tables of a population."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl
from msgspec import UNSET
from msgspec.structs import astuple

from yaoxie.profile.field_types import FieldType
from yaoxie.profile.vocabulary import COMPANY, MILESTONE, Vocabulary
from yaoxie.tables import field_columns
from yaoxie.tables import schema as table_schema
from yaoxie.tables.schema import AWARDS, COMPANIES, KNOWN, MILESTONES, Schema

Records = Sequence[Any]
Counts = npt.NDArray[np.int64]
Keys = dict[str, Counts]  # columns that say whose a row is


def tables_of(records: Records, numbers: Counts, vocabulary: Vocabulary) -> dict[str, pl.DataFrame]:
    """The tables of profiles' records, in the columns of the schema; `numbers` are companies."""
    schema = table_schema.of(vocabulary)
    parts = _values(records)
    keys = {"company": numbers}
    tables = {COMPANIES: _frame(schema, COMPANIES, keys, parts.get(COMPANY, ()))}
    milestones = []
    for kind, table in vocabulary.item_lists.items():
        lists = parts.get(table, ())
        counts = _counts(lists)
        items = _every(lists)
        keys = {"company": np.repeat(numbers, counts), "item": _positions(counts)}
        if kind in vocabulary.milestone_kinds:
            reached = [item.milestones for item in items]
            there = [entries is not None and entries is not UNSET for entries in reached]
            known = pl.Series(KNOWN, there, pl.Boolean)
            tables[table] = _frame(schema, table, keys, items, known)
            milestones.append(_milestones(schema, kind, keys, reached))
        else:
            tables[table] = _frame(schema, table, keys, items)
    tables[MILESTONES] = pl.concat(milestones).sort("company", maintain_order=True)
    lists = parts.get(AWARDS, ())
    keys = {"company": np.repeat(numbers, _counts(lists))}
    tables[AWARDS] = _frame(schema, AWARDS, keys, _every(lists))
    return {table: tables[table] for table in schema.tables}


def _milestones(
    schema: Schema, kind: str, item_keys: Keys, lists: Sequence[Records | None]
) -> pl.DataFrame:
    """The milestones of one kind of item; `lists` are those of each item."""
    counts = _counts(lists)
    records = _every(lists)
    keys = {name: np.repeat(key, counts) for name, key in item_keys.items()}
    own_kind = schema.columns(MILESTONES)["kind"]
    kinds = pl.Series("kind", [kind], own_kind).new_from_index(0, len(records))
    word = FieldType("word", schema.milestones)
    names = [record.milestone for record in records]
    milestones = field_columns.of_records(MILESTONE, names, word)
    return _frame(schema, MILESTONES, keys, records, kinds, milestones)


def _frame(
    schema: Schema, table: str, keys: Keys, records: Records, *more: pl.Series
) -> pl.DataFrame:
    """A table in its own columns: its keys, `more` that are there already, and its fields."""
    values = _values(records)
    types = schema.types(table)
    columns = {column.name: column for column in more}
    for name, dtype in schema.columns(table).items():
        if name in keys:
            columns[name] = pl.Series(name, keys[name], dtype)
        elif name not in columns:
            columns[name] = field_columns.of_records(name, values.get(name, ()), types[name])
    return pl.DataFrame([columns[name] for name in schema.columns(table)])


def _values(records: Records) -> dict[str, Sequence[Any]]:
    """The values of records of one type, field by field."""
    if not records:
        return {}
    names = records[0].__struct_fields__
    every = list(chain.from_iterable(map(astuple, records)))
    return {name: every[i :: len(names)] for i, name in enumerate(names)}


def _every(lists: Sequence[Records | None]) -> Records:
    """The records of all lists behind each other."""
    return list(chain.from_iterable(filter(None, lists)))


def _counts(lists: Sequence[Records | None]) -> Counts:
    return np.fromiter((len(records) if records else 0 for records in lists), np.int64, len(lists))


def _positions(counts: Counts) -> Counts:
    """0, 1, … for the items of each company."""
    starts = np.cumsum(counts) - counts
    return np.arange(counts.sum()) - np.repeat(starts, counts)

"""The tables of a population: one row per company, item, milestone or award.

`company` is the company's number, ascending in every table; `item` is the position of an item in
its company's list, from 0. What is null is unknown, as in a profile.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import polars as pl

from yaoxie.profile import fields
from yaoxie.profile.fields import ITEM_LISTS, FieldType
from yaoxie.profile.model import Award
from yaoxie.profile.vocabulary import packaged

Tables = Mapping[str, pl.DataFrame]  # by their names
NUMBER = pl.Int64
POSITION = pl.Int32
RATE = pl.Decimal(9, 6)
KNOWN = "milestones_known"  # whether an item's list of milestones is there
TABLES = ("companies", *ITEM_LISTS.values(), "milestones", "awards")
SORTED_BY = {
    "companies": ["company"],
    **{name: ["company", "item"] for name in ITEM_LISTS.values()},
    "milestones": ["company", "kind", "item"],
    "awards": ["company"],
}


@cache
def schema(table: str) -> dict[str, pl.DataType]:
    """The columns of one table, in order, and their types."""
    if table == "companies":
        return {"company": NUMBER(), **_columns("company")}
    if table == "milestones":
        words = [word for kind in fields.MILESTONE_KINDS for word in fields.milestones(kind)]
        own = {name: _type(type_) for name, type_ in fields.milestone_fields().items()}
        return {
            "company": NUMBER(),
            "kind": pl.Enum(list(fields.MILESTONE_KINDS)),
            "item": POSITION(),
            "milestone": pl.Enum(list(dict.fromkeys(words))),
            **own,
        }
    if table == "awards":
        whole = {"year", "amount"}
        return {"company": NUMBER()} | {
            name: NUMBER() if name in whole else pl.String() for name in Award.model_fields
        }
    kind = next(kind for kind, name in ITEM_LISTS.items() if name == table)
    known = {KNOWN: pl.Boolean()} if kind in fields.MILESTONE_KINDS else {}
    return {"company": NUMBER(), "item": POSITION(), **_columns(kind), **known}


def _columns(kind: str) -> dict[str, pl.DataType]:
    return {
        name: _type(type_)
        for name, type_ in fields.fields(kind).items()
        if type_.name != "milestones"
    }


def _type(type_: FieldType) -> pl.DataType:
    if type_.open:
        return pl.String()
    match type_.name:
        case "word":
            return pl.Enum(type_.words)
        case "words":
            return pl.List(pl.Enum(type_.words))
        case "yes_no":
            return pl.Boolean()
        case "yuan" | "months":
            return pl.Int64()
        case "rate":
            return RATE
        case "day":
            return pl.Date()
        case _:
            return pl.String()


def empty(table: str) -> pl.DataFrame:
    """The table without rows."""
    return pl.DataFrame(schema=schema(table))


def titles(table: str) -> dict[str, str]:
    """The Chinese title of each column that the vocabulary names."""
    kind = {"companies": "company", "milestones": "milestone"} | {
        name: kind for kind, name in ITEM_LISTS.items()
    }
    found = {name: packaged().field_title(f"{kind.get(table)}.{name}") for name in schema(table)}
    return {name: title.zh for name, title in found.items() if title is not None}


def description() -> dict[str, object]:
    """All tables as plain data: their order, and each column's type, words and Chinese title."""
    return {
        "title": "Parquet tables of a population, one file each: companies.parquet, …",
        "tables": {name: _table(name) for name in TABLES},
    }


def _table(name: str) -> dict[str, object]:
    known = titles(name)
    columns = {
        column: {
            "type": _TYPES[type_.base_type()],
            **({"title": known[column]} if column in known else {}),
            **_words(type_),
        }
        for column, type_ in schema(name).items()
    }
    return {"sorted_by": SORTED_BY[name], "columns": columns}


def _words(type_: pl.DataType) -> dict[str, list[str]]:
    inner = type_.inner if isinstance(type_, pl.List) else type_
    return {"words": inner.categories.to_list()} if isinstance(inner, pl.Enum) else {}


_TYPES: dict[object, str] = {
    pl.Int64: "whole number, 64 bits",
    pl.Int32: "whole number, 32 bits",
    pl.Boolean: "true or false",
    pl.Date: "date",
    pl.Decimal: "decimal with six places",
    pl.String: "text",
    pl.Enum: "word, as text",
    pl.List: "list of words, as texts",
}

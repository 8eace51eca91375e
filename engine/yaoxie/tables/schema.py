"""The tables of a population: one row per company, item, milestone or award.

`company` is the company's number, ascending in every table; `item` is the position of an item in
its company's list, from 0. What is null is unknown, as in a profile. Which items there are, and
which columns, a vocabulary says.

    schema.of(packaged()).columns("drugs")
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

import polars as pl

from yaoxie.profile.field_types import FieldType
from yaoxie.profile.records import Award
from yaoxie.profile.vocabulary import AWARD, COMPANY, MILESTONE, Vocabulary, packaged
from yaoxie.tables import field_columns
from yaoxie.values import Title

Tables = Mapping[str, pl.DataFrame]  # by their names
NUMBER = pl.Int64
POSITION = pl.Int32
KNOWN = "milestones_known"  # whether an item's list of milestones is there
COMPANIES, MILESTONES, AWARDS = "companies", "milestones", "awards"
_WHOLE = FieldType("yuan")
_TEXT = FieldType("text")
AWARD_TYPES: dict[str, FieldType] = {
    name: _WHOLE if field.annotation is int else _TEXT for name, field in Award.model_fields.items()
}
_KEPT = 16  # vocabularies whose tables are kept
_KEYS = {  # columns that no vocabulary defines
    "company": "whole number, 64 bits",
    "item": "whole number, 32 bits",
    "kind": "word, as text",
    MILESTONE: "word, as text",
    KNOWN: "true or false",
}


@dataclass(frozen=True)
class Schema:
    """The tables of populations of one vocabulary."""

    vocabulary: Vocabulary

    def __reduce__(self) -> tuple[Callable[[Vocabulary], Schema], tuple[Vocabulary]]:
        return of, (self.vocabulary,)

    @cached_property
    def tables(self) -> tuple[str, ...]:
        """The names of the tables, the companies' first."""
        return COMPANIES, *self.vocabulary.item_lists.values(), MILESTONES, AWARDS

    @cached_property
    def kinds(self) -> Mapping[str, str]:
        """The kind of subject that each table of subjects holds; the company's comes first."""
        lists = self.vocabulary.item_lists
        return {COMPANIES: COMPANY} | {table: kind for kind, table in lists.items()}

    @cached_property
    def sorted_by(self) -> Mapping[str, list[str]]:
        """The columns that the rows of each table stand in the order of."""
        items = {table: ["company", "item"] for table in self.vocabulary.item_lists.values()}
        return {
            COMPANIES: ["company"],
            **items,
            MILESTONES: ["company", "kind", "item"],
            AWARDS: ["company"],
        }

    def columns(self, table: str) -> dict[str, pl.DataType]:
        """The columns of one table, in order, and their types."""
        return self._columns[table]

    @cached_property
    def _columns(self) -> dict[str, dict[str, pl.DataType]]:
        return {table: self._columns_of(table) for table in self.tables}

    def _columns_of(self, table: str) -> dict[str, pl.DataType]:
        columns: dict[str, pl.DataType] = {"company": NUMBER()}
        if table == MILESTONES:
            columns["kind"] = pl.Enum(self.vocabulary.milestone_kinds)
        if table not in (COMPANIES, AWARDS):
            columns["item"] = POSITION()
        if table == MILESTONES:
            columns[MILESTONE] = pl.Enum(self.milestones)
        for name, type_ in self.types(table).items():
            columns[name] = field_columns.column_type(type_)
        if self.kinds.get(table) in self.vocabulary.milestone_kinds:
            columns[KNOWN] = pl.Boolean()
        return columns

    @cached_property
    def milestones(self) -> tuple[str, ...]:
        """The milestones of all kinds, each once."""
        kinds = self.vocabulary.milestone_kinds
        names = (name for kind in kinds for name in self.vocabulary.milestones(kind))
        return tuple(dict.fromkeys(names))

    def types(self, table: str) -> Mapping[str, FieldType]:
        """The fields that a table has a column for, and their types."""
        return self._types[table]

    @cached_property
    def _types(self) -> dict[str, dict[str, FieldType]]:
        own = {table: self.vocabulary.fields(kind) for table, kind in self.kinds.items()}
        own[MILESTONES] = self.vocabulary.milestone_fields
        return {
            table: {
                name: field.type
                for name, field in fields.items()
                if field.type.name != "milestones"
            }
            for table, fields in own.items()
        } | {AWARDS: AWARD_TYPES}

    def required(self, table: str) -> Iterable[str]:
        """The fields of a table of subjects that may not be null."""
        kind = self.kinds.get(table)
        fields = self.vocabulary.fields(kind).values() if kind is not None else ()
        return [field.name for field in fields if field.required]

    def empty(self, table: str) -> pl.DataFrame:
        """The table without rows."""
        return pl.DataFrame(schema=self.columns(table))

    def empty_tables(self) -> dict[str, pl.DataFrame]:
        """The tables of nobody."""
        return {table: self.empty(table) for table in self.tables}

    def title(self, table: str, column: str) -> Title | None:
        """What the vocabulary calls a column."""
        if column in _KEYS:
            return None
        kind = {MILESTONES: MILESTONE, AWARDS: AWARD}.get(table) or self.kinds[table]
        return self.vocabulary.field_title(f"{kind}.{column}")

    def description(self) -> dict[str, object]:
        """All tables as plain data: their order, and each column's type, titles and words."""
        return {
            "title": "Parquet tables of a population, one file each: companies.parquet, …",
            "tables": {
                table: {
                    "sorted_by": self.sorted_by[table],
                    "columns": {name: self._column(table, name) for name in self.columns(table)},
                }
                for table in self.tables
            },
        }

    def _column(self, table: str, name: str) -> dict[str, object]:
        type_ = self.types(table).get(name)
        described = _KEYS[name] if type_ is None else field_columns.described(type_)
        title = self.title(table, name)
        named = {} if title is None else {"title": title.as_dict()}
        return {"type": described, **named, **_words(self.columns(table)[name])}


def of(vocabulary: Vocabulary | None = None) -> Schema:
    """The tables of populations of a vocabulary (default: the packaged one)."""
    return _schema(vocabulary or packaged())


@lru_cache(_KEPT)
def _schema(vocabulary: Vocabulary) -> Schema:
    return Schema(vocabulary)


def _words(type_: pl.DataType) -> dict[str, list[str]]:
    inner = type_.inner if isinstance(type_, pl.List) else type_
    return {"words": inner.categories.to_list()} if isinstance(inner, pl.Enum) else {}

"""The types of field as columns: every form of a type that tables, records and screening need.

Their other forms stand in `profile.field_types`. A type that lacks a form here is a type error.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, assert_never

import numpy as np
import numpy.typing as npt
import polars as pl
from msgspec import UNSET

from yaoxie.profile import credit_code
from yaoxie.profile.field_types import NO_NUMBER, NO_TEXT, FieldType
from yaoxie.values import MILLION

RATE = pl.Decimal(9, 6)
Days = npt.NDArray[np.int32]
Flags = npt.NDArray[np.bool_]
_EPOCH = date(1970, 1, 1).toordinal()
_FIRST_DAY, _LAST_DAY = (day.toordinal() - _EPOCH for day in (date.min, date.max))
_MOST_DAYS = 100_000  # texts of days that are kept
_TO_ESCAPE = r'["\\\x00-\x1f]'
_ESCAPES = {'"': '\\"', "\\": "\\\\"} | {chr(code): f"\\u{code:04x}" for code in range(0x20)}
# The signs of a credit code by their value, and the weight of each place, the last one's included.
_SIGNS = np.full(256, len(credit_code.SIGNS), np.uint8)
_SIGNS[np.frombuffer(credit_code.SIGNS.encode(), np.uint8)] = np.arange(len(credit_code.SIGNS))
_WEIGHTS = np.array([*credit_code.WEIGHTS, 1], np.uint16)
_DIGITS = 10

# A day that no date has: the checks of the tables suspect its company.
NO_DAY = np.iinfo(np.int32).min


def column_type(type_: FieldType) -> pl.DataType:
    """The type of a column of such values."""
    match type_.name:
        case "word":
            return pl.String() if type_.open else pl.Enum(type_.words)
        case "words":
            return pl.List(pl.Enum(type_.words))
        case "yes_no":
            return pl.Boolean()
        case "yuan" | "count" | "months":
            return pl.Int64()
        case "rate":
            return RATE
        case "day":
            return pl.Date()
        case "text" | "milestones":  # milestones have a table of their own
            return pl.String()
        case _:
            assert_never(type_.name)


def described(type_: FieldType) -> str:
    """What such a column holds, for who writes tables."""
    match type_.name:
        case "word":
            return "text" if type_.open else "word, as text"
        case "words":
            return "list of words, as texts"
        case "yes_no":
            return "true or false"
        case "yuan" | "count" | "months":
            return "whole number, 64 bits"
        case "rate":
            return "decimal with six places"
        case "day":
            return "date"
        case "text" | "milestones":
            return "text"
        case _:
            assert_never(type_.name)


def of_records(name: str, values: Sequence[Any], type_: FieldType) -> pl.Series:
    """The column of the values that records of one kind hold in one field."""
    match type_.name:
        case "word":
            # An absent one is the only text that is no word.
            column = pl.Series(name, values, pl.String)
            return _without_absent(column) if type_.open else _cast(column, type_)
        case "words":
            return _lists(name, values, column_type(type_))
        case "yes_no":
            known = [None if value is UNSET else value for value in values]
            return pl.Series(name, known, pl.Boolean)
        case "yuan" | "count" | "months":
            column = pl.Series(name, values, pl.Int64)
            return column.set(column == NO_NUMBER, None)
        case "rate":
            return _cast(_without_absent(pl.Series(name, values, pl.String)), type_)
        case "day":
            days = [_days[value] if value else None for value in values]
            return pl.Series(name, days, pl.Int32).cast(pl.Date)
        case "text" | "milestones":
            return _without_absent(pl.Series(name, values, pl.String))
        case _:
            assert_never(type_.name)


def is_checked_late(type_: FieldType) -> bool:
    """Whether a record takes values of it that a profile refuses."""
    match type_.name:
        case "day":
            return True
        case "text":
            return type_.check is not None
        case "word" | "words" | "yes_no" | "yuan" | "count" | "months" | "rate" | "milestones":
            return False
        case _:
            assert_never(type_.name)


def out_of_range(column: pl.Series, type_: FieldType) -> pl.Expr | None:
    """Where a column holds what no profile may have, as an expression over its frame.

    None where the type of the column allows nothing else.
    """
    value = pl.col(column.name)
    match type_.name:
        case "yuan" | "count" | "months":
            return ~value.is_between(type_.form.lowest, type_.form.highest or 0)
        case "rate":
            return value < 0
        case "words":
            return value.list.eval(pl.element().is_null()).list.any()
        case "day":
            return ~value.to_physical().is_between(_FIRST_DAY, _LAST_DAY)
        case "word":
            return value == NO_TEXT if type_.open else None
        case "text":
            if type_.check == "credit-code":
                return pl.lit(pl.Series(_is_no_credit_code(column)))
            return value == NO_TEXT
        case "yes_no" | "milestones":
            return None
        case _:
            assert_never(type_.name)


def comparable(column: pl.Series, type_: FieldType) -> pl.Series:
    """A column as conditions compare it: open texts as words, rates as whole millionths."""
    match type_.name:
        case "word":
            return column.cast(pl.Enum(type_.words), strict=False) if type_.open else column
        case "rate":
            return (column * MILLION).cast(pl.Int64)
        case "words" | "yes_no" | "yuan" | "count" | "months" | "day" | "text" | "milestones":
            return column
        case _:
            assert_never(type_.name)


def json_members(column: pl.Series, name: str, type_: FieldType) -> pl.Series:
    """`"name":value` of each value, as JSON; null where the value is."""
    key = f'"{name}":'
    match type_.name:
        case "word" if not type_.open:
            words = pl.Series([f'{key}"{word}"' for word in column.dtype.categories])  # type: ignore[attr-defined]
            return words.gather(column.to_physical())
        case "words":
            sets = column.cast(pl.List(pl.String)).list.join('","')
            quoted = pl.concat_str(pl.lit(f'{key}["'), sets, pl.lit('"]'))
            none = pl.lit(f"{key}[]")
            return pl.select(pl.when(sets == "").then(none).otherwise(quoted)).to_series()
        case "yes_no":
            values = pl.Series([f"{key}false", f"{key}true"])
            return values.gather(column.cast(pl.UInt32))
        case "yuan" | "count" | "months":
            return _wrapped(key, column.cast(pl.String), "")
        case "rate":
            text = column.cast(pl.String).str.strip_chars_end("0").str.strip_chars_end(".")
            return _wrapped(f'{key}"', text, '"')
        case "day":
            return _wrapped(f'{key}"', column.cast(pl.String), '"')
        case "text" | "word" | "milestones":
            return _wrapped(f'{key}"', _escaped(column), '"')
        case _:
            assert_never(type_.name)


def plain(column: pl.Series, type_: FieldType) -> list[Any]:
    """The values of a column as JSON has them; days that no calendar has are numbered."""
    match type_.name:
        case "rate":
            return [None if value is None else f"{value:f}" for value in column]
        case "day":
            return _dates(column).to_list()
        case "word" | "words" | "yes_no" | "yuan" | "count" | "months" | "text" | "milestones":
            return column.to_list()
        case _:
            assert_never(type_.name)


def day_numbers(column: pl.Series) -> Days:
    """Dates as days since 1970; those that are not there have some day too."""
    days: Days = column.to_physical().fill_null(_FIRST_DAY).to_numpy()
    return days


def is_no_day(days: Days) -> Flags:
    """Which days no calendar of profiles has."""
    flags: Flags = (days < _FIRST_DAY) | (days > _LAST_DAY)
    return flags


class _Days(dict[str, int]):
    """Days since 1970 by their text; those seen lately are kept."""

    def __missing__(self, text: str) -> int:
        if len(self) >= _MOST_DAYS:
            self.clear()
        try:
            # Only one way of writing a day comes back as itself.
            parsed = date.fromisoformat(text)
            day = parsed.toordinal() - _EPOCH if parsed.isoformat() == text else NO_DAY
        except ValueError:
            day = NO_DAY
        self[text] = day
        return day


_days = _Days()


def _without_absent(column: pl.Series) -> pl.Series:
    return column.set(column == NO_TEXT, None)


def _cast(column: pl.Series, type_: FieldType) -> pl.Series:
    return column.cast(column_type(type_), strict=False)


def _lists(name: str, values: Sequence[Any], dtype: pl.DataType) -> pl.Series:
    """Lists of words; there are few different ones, and each is made once."""
    seen: dict[Any, int] = {}
    at = [seen.setdefault(value or (() if value == () else None), len(seen)) for value in values]
    different = pl.Series(name, [None if value is None else list(value) for value in seen], dtype)
    return different.gather(at)


def _is_no_credit_code(column: pl.Series) -> Flags:
    """Which texts are no credit codes; those that are not there may be."""
    wrong = (column.str.len_bytes() != credit_code.LENGTH).fill_null(value=False).to_numpy()
    whole = column.is_not_null().to_numpy() & ~wrong
    if not whole.any():
        return wrong
    text = column.filter(pl.Series(whole)).str.join("").item()
    places = np.frombuffer(text.encode(), np.uint8).reshape(-1, credit_code.LENGTH).T
    signs = _SIGNS.take(np.ascontiguousarray(places))  # a row for each place in the code
    digits = signs[credit_code.FIRST_DIGIT : credit_code.LAST_DIGIT + 1]
    wrong = wrong.copy()
    wrong[whole] = (
        (signs.max(axis=0) == len(credit_code.SIGNS))
        | (digits.max(axis=0) >= _DIGITS)
        | ((_WEIGHTS[:, None] * signs).sum(axis=0, dtype=np.uint16) % len(credit_code.SIGNS) != 0)
    )
    return wrong


def _wrapped(before: str, text: pl.Series, after: str) -> pl.Series:
    return pl.select(pl.concat_str(pl.lit(before), text, pl.lit(after))).to_series()


def _escaped(column: pl.Series) -> pl.Series:
    if not column.str.contains(_TO_ESCAPE).any():
        return column
    return column.str.replace_many(_ESCAPES)


def _dates(column: pl.Series) -> pl.Series:
    wrong = pl.Series(is_no_day(day_numbers(column)))
    texts = column.set(wrong, None).dt.to_string("%Y-%m-%d")
    if not wrong.any():
        return texts
    numbered = "day " + column.to_physical().cast(pl.String) + " after 1970-01-01"
    return texts.zip_with(~wrong, numbered)

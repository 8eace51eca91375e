"""Tables that are changed at random."""

from __future__ import annotations

from random import Random

import polars as pl

from tests.support.hostile import VALUES

_TYPES = (
    *(pl.Int8, pl.Int64, pl.UInt64, pl.Int128, pl.Float32, pl.Float64, pl.String, pl.Boolean),
    *(pl.Date, pl.Datetime, pl.Time, pl.Duration, pl.Binary, pl.Categorical, pl.Null, pl.Decimal),
    *(pl.List(pl.String), pl.List(pl.Int64), pl.Struct({"a": pl.Int64}), pl.Array(pl.Int8, 2)),
)


def changed_table(rng: Random, frame: pl.DataFrame) -> pl.DataFrame:
    """A table with one change of its columns or rows."""
    if not frame.width:
        return frame
    column = rng.choice(frame.columns)
    match rng.randrange(10):
        case 0:
            return frame.drop(column)
        case 1:
            name = rng.choice(["x", column.upper(), f" {column}", "company", ""])
            return frame if name in frame.columns else frame.rename({column: name})
        case 2:
            try:
                return frame.with_columns(pl.col(column).cast(rng.choice(_TYPES), strict=False))
            except (pl.exceptions.PolarsError, TypeError):
                return frame.with_columns(pl.lit(None, pl.Null).alias(column))
        case 3:
            return frame.sample(fraction=1, shuffle=True, seed=rng.randrange(99))
        case 4:
            return frame.head(rng.randrange(frame.height + 1))
        case 5:
            return pl.concat([frame, frame.head(2)])
        case 6:
            return frame.with_columns(pl.lit(1).alias(rng.choice(["extra", "Company", "drugs"])))
        case _:
            return _changed_value(rng, frame, column)


def _changed_value(rng: Random, frame: pl.DataFrame, column: str) -> pl.DataFrame:
    if not frame.height:
        return frame
    values = frame[column].to_list()
    at = rng.randrange(len(values))
    value = rng.choice([*VALUES, values[rng.randrange(len(values))]])
    values[at] = value
    try:
        return frame.with_columns(pl.Series(column, values, frame.schema[column], strict=True))
    except (pl.exceptions.PolarsError, TypeError, OverflowError, ValueError):
        values[at] = None
        return frame.with_columns(pl.Series(column, values, frame.schema[column], strict=False))

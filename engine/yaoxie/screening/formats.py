"""The forms of a result beside Parquet, which it is made of when it is whole."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from yaoxie.screening.targets import ARROW, CSV

_FORMULA = r"^'*[=+\-@\t\r]"  # what a spreadsheet would take for one, or for one behind a shield


@dataclass(frozen=True, slots=True)
class Format:
    """How a table is written; `most_rows`: how many rows a file holds, where it has a limit."""

    write: Callable[[pl.LazyFrame, Path], None]
    most_rows: int | None = None


def write_csv(frame: pl.LazyFrame, file: Path) -> None:
    """Writes a table as UTF-8 with a mark of it, as spreadsheets want it for Chinese."""
    shielded(frame).sink_csv(file, include_bom=True)


def write_arrow(frame: pl.LazyFrame, file: Path) -> None:
    """Writes a table as an Arrow file (IPC), packed by zstd."""
    frame.sink_ipc(file, compression="zstd")


FORMATS: Mapping[str, Format] = {CSV: Format(write_csv), ARROW: Format(write_arrow)}


def flat(frame: pl.LazyFrame) -> pl.LazyFrame:
    """A table of texts, numbers and yes or no: lists are JSON, and words texts."""
    schema = frame.collect_schema()
    lists = [name for name, type_ in schema.items() if isinstance(type_, pl.List)]
    as_json = [
        pl.concat_str(
            pl.lit("["),
            pl.col(name).list.eval(pl.element().struct.json_encode()).list.join(","),
            pl.lit("]"),
        ).alias(name)
        for name in lists
    ]
    return frame.with_columns(pl.selectors.enum().cast(pl.String), *as_json)


def shielded(frame: pl.LazyFrame) -> pl.LazyFrame:
    """The same, with an apostrophe before each text that a spreadsheet would take for a formula."""
    rows = flat(frame)
    texts = [name for name, type_ in rows.collect_schema().items() if type_ == pl.String()]
    return rows.with_columns(
        pl.when(pl.col(name).str.contains(_FORMULA))
        .then(pl.concat_str(pl.lit("'"), pl.col(name)))
        .otherwise(pl.col(name))
        .alias(name)
        for name in texts
    )

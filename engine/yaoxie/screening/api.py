"""Screening as a library: lazy frames of findings and of companies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import polars as pl
from polars.io.plugins import register_io_source

from yaoxie.errors import Fault, InputError
from yaoxie.messages import Message
from yaoxie.profile.model import Profile
from yaoxie.profile.vocabulary import Vocabulary
from yaoxie.screening.decisions import Decisions, Frames
from yaoxie.screening.screening import AnyScreening, Legend
from yaoxie.tables.batches import START, Batch, BatchSource
from yaoxie.tables.ndjson.source import NdjsonSource
from yaoxie.tables.parquet import BATCH, TableSource, folder_source
from yaoxie.tables.profiles import ProfileSource

TableFrames: TypeAlias = Mapping[str, pl.DataFrame | pl.LazyFrame]
Profiles: TypeAlias = Iterable[Profile | Mapping[str, object]]

FAULTS = {
    "company": pl.Int64(),
    "pointer": pl.String(),
    "value": pl.String(),
    "expected": pl.String(),
    "nearest": pl.String(),
}


@dataclass(frozen=True, slots=True, repr=False)
class Population:
    """A screened population; nothing is decided before a frame is collected.

    `totals` has a row for each company: of one measure, that of `companies`; of several, what they
    bring together, while `companies` has a row for each of them. `legends` say what the bits of
    `unmet` and `unknown` stand for, by measure and support; `reasons` has the same in words, where
    it is asked for. Companies with faults are in `faults`,
    and in no other frame. Each batch is decided once, for whichever frame asks first, and kept for
    the others.
    """

    findings: pl.LazyFrame
    companies: pl.LazyFrame
    totals: pl.LazyFrame
    faults: pl.LazyFrame
    legends: Mapping[str, Legend]
    reasons: pl.LazyFrame | None = None

    def __repr__(self) -> str:
        return f"<Population under {', '.join(self.legends) or 'no measure'}>"

    @property
    def legend(self) -> Legend:
        """The legend of the only measure. Raises ValueError where there are several, or none."""
        if len(self.legends) != 1:
            names = ", ".join(self.legends)
            raise ValueError(f"the legend of one measure; legends has those of: {names}")
        return next(iter(self.legends.values()))


def source_of(
    population: TableFrames | Profiles | str | Path,
    vocabulary: Vocabulary | None = None,
    batch: int = BATCH,
) -> BatchSource:
    """The reader of a population: tables, profiles, a folder of Parquet tables, or NDJSON.

    `vocabulary`: what it may hold (default: the packaged one); `batch`: how many companies of
    tables are read at a time. Raises InputError where it cannot be read at all.
    """
    if isinstance(population, Mapping):
        return TableSource(population, batch, vocabulary=vocabulary)
    if not isinstance(population, (str, Path)):
        return ProfileSource(population, vocabulary=vocabulary)
    path = Path(population)
    if path.is_dir():
        return folder_source(path, batch, vocabulary)
    if not path.is_file():
        raise InputError(
            [Fault("", str(path), Message("screening.file-or-folder"), file=str(path))]
        )
    return NdjsonSource(path, vocabulary=vocabulary)


def screen(population: TableFrames | Profiles | str | Path, screening: AnyScreening) -> Population:
    """Findings, companies and faults of a population, as lazy frames."""
    source = source_of(population, screening.vocabulary, screening.slice_size)
    return screen_source(source, screening)


def screen_source(source: BatchSource, screening: AnyScreening) -> Population:
    """The same of what a reader gives."""

    def decide(batch: Batch) -> Frames:
        return {**screening.run(batch.tables).frames, "faults": faults_of(batch)}

    decisions = Decisions(source, decide)
    empty = decide(Batch(screening.empty_tables(), START))
    frames = {name: lazy_frame(decisions, name, frame.schema) for name, frame in empty.items()}
    return Population(
        frames["findings"],
        frames["companies"],
        frames[screening.by_company],
        frames["faults"],
        screening.legends,
        frames.get("reasons"),
    )


def lazy_frame(decisions: Decisions, name: str, schema: pl.Schema) -> pl.LazyFrame:
    """One frame of all batches, one after the other, in the columns of `schema`."""

    def frames(
        with_columns: list[str] | None,
        predicate: pl.Expr | None,
        n_rows: int | None,
        batch_size: int | None,
    ) -> Iterator[pl.DataFrame]:
        """What Polars asks a source for: its first `n_rows`, of those what the predicate leaves.

        Polars hands a limit down alone, or below a filter, never above one: of a query that filters
        first, it keeps the limit to itself.
        """
        del batch_size
        rows_left = n_rows
        for batch in decisions.frames(name):
            rows = batch if rows_left is None else batch.head(rows_left)
            rows_left = None if rows_left is None else rows_left - rows.height
            kept = rows if predicate is None else rows.filter(predicate)
            yield kept if with_columns is None else kept.select(with_columns)
            if rows_left == 0:
                return

    return register_io_source(frames, schema=schema, is_pure=True, explain_name="yaoxie")


def faults_of(batch: Batch) -> pl.DataFrame:
    """The faults of a batch's bad rows, a row each, in the columns of `FAULTS`."""
    rows = [
        (row.number, _encodable(fault.pointer), repr(fault.value), fault.expected, fault.nearest)
        for row in batch.bad
        for fault in row.faults
    ]
    return pl.DataFrame(rows, schema=FAULTS, orient="row")


def _encodable(text: str) -> str:
    """A text without lone halves of characters, which no column can hold."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")

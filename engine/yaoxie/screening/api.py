"""Screening as a library: lazy frames of findings and of companies."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl
from polars.io.plugins import register_io_source

from yaoxie.errors import Fault, InputError
from yaoxie.screening.screening import Screened, Screening
from yaoxie.tables import schema as tables
from yaoxie.tables.batches import Batch, BatchSource
from yaoxie.tables.ndjson.source import NdjsonSource
from yaoxie.tables.parquet import TableSource, folder_source

Frames = Mapping[str, pl.DataFrame | pl.LazyFrame]


@dataclass(frozen=True, slots=True)
class Population:
    """A screened population; nothing is computed before a frame is collected.

    `legend` says what the bits of `unmet` and `unknown` stand for, support by support. Companies
    with faults are in `faults`, and in no frame.
    """

    findings: pl.LazyFrame
    companies: pl.LazyFrame
    faults: pl.LazyFrame
    legend: dict[str, list[str]]


def source_of(given: Frames | str | Path) -> BatchSource:
    """The reader of what is given: tables, a folder of Parquet tables, or an NDJSON file.

    Raises InputError where it cannot be read at all.
    """
    if isinstance(given, Mapping):
        return TableSource(given)
    path = Path(given)
    if path.is_dir():
        return folder_source(path)
    if not path.is_file():
        raise InputError([Fault("", str(path), "a file, or a folder of tables", file=str(path))])
    return NdjsonSource(path)


def screen(given: Frames | str | Path, screening: Screening) -> Population:
    """Findings, companies and faults of a population, as lazy frames."""
    source = source_of(given)
    nothing = screening.run({name: tables.empty(name) for name in tables.TABLES})

    def lazily(take: Callable[[Batch], pl.DataFrame], schema: pl.Schema) -> pl.LazyFrame:
        def frames(
            with_columns: list[str] | None,
            predicate: pl.Expr | None,
            n_rows: int | None,
            batch_size: int | None,
        ) -> Iterator[pl.DataFrame]:
            del batch_size
            left = n_rows
            for batch in source.batches():
                frame = take(batch)
                frame = frame if predicate is None else frame.filter(predicate)
                frame = frame if left is None else frame.head(left)
                yield frame if with_columns is None else frame.select(with_columns)
                left = None if left is None else left - frame.height
                if left == 0:
                    return

        return register_io_source(frames, schema=schema)

    def part(name: str) -> Callable[[Batch], pl.DataFrame]:
        def take(batch: Batch) -> pl.DataFrame:
            screened: Screened = screening.run(batch.tables)
            return screened.findings if name == "findings" else screened.companies

        return take

    return Population(
        lazily(part("findings"), nothing.findings.schema),
        lazily(part("companies"), nothing.companies.schema),
        lazily(faults_of, pl.Schema(FAULTS)),
        screening.legend(),
    )


FAULTS = {
    "company": pl.Int64(),
    "pointer": pl.String(),
    "value": pl.String(),
    "expected": pl.String(),
    "nearest": pl.String(),
}


def faults_of(batch: Batch) -> pl.DataFrame:
    """The faults of a batch's bad rows, a row each."""
    rows = [
        (row.number, fault.pointer, repr(fault.value), fault.expected, fault.nearest)
        for row in batch.bad
        for fault in row.faults
    ]
    return pl.DataFrame(rows, schema=FAULTS, orient="row")

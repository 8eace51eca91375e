"""DuckDB SQL by hand, over Polars frames in memory that it reads by way of Arrow."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from peers.population_duckdb import connect, job, over_facts, over_tables
from peers.population_job import COLUMNS, KINDS, Job, facts_file


class Stream:
    """A frame that gives its rows anew to each query, and not as a Polars frame."""

    def __init__(self, frame: pl.DataFrame) -> None:
        self._frame = frame

    def __arrow_c_stream__(self, schema: object = None) -> object:
        return self._frame.__arrow_c_stream__(schema)


def from_facts(folder: Path) -> Job:
    """Over facts that lie side by side."""
    connection = connect()
    for kind in KINDS:
        frame = pl.read_parquet(facts_file(folder, kind))
        connection.register(f"facts_{kind}", Stream(frame))
    return job(connection, {kind: over_facts(kind) for kind in KINDS})


def from_tables(folder: Path) -> Job:
    """Companies and milestones are joined to the items."""
    connection = connect()
    for name, columns in COLUMNS.items():
        frame = pl.read_parquet(folder / f"{name}.parquet", columns=list(columns))
        connection.register(name, Stream(frame))
    return job(connection, {kind: over_tables(kind) for kind in KINDS})


TASKS = {"facts": from_facts, "tables": from_tables}

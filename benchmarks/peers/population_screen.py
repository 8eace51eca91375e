"""yaoxie's whole screening: validation, statuses, amounts, settlement and reasons."""

from __future__ import annotations

import tempfile
from pathlib import Path

import polars as pl
from yaoxie import Rulebook
from yaoxie.screening import output
from yaoxie.screening.output import Output
from yaoxie.tables.parquet import folder_source

from peers.population_job import YEAR, Job


def whole(folder: Path) -> Job:
    """From Parquet to Parquet, as the command does it."""
    screening = Rulebook.load().screening(YEAR)

    def run() -> None:
        with tempfile.TemporaryDirectory(dir=folder) as scratch:
            out = Output(Path(scratch, "out.parquet"), screening, "benchmark")
            output.screen(folder_source(folder), screening, out)

    return Job(run, None, pl.thread_pool_size())


TASKS = {"screen": whole}

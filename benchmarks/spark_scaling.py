"""Screening on Spark beside the local engine: python benchmarks/spark_scaling.py [--sizes N ...].

Synthetic companies, Parquet to Parquet, with one worker and with two. Each worker has one core and
one thread; the local engine has the whole machine. The population is made once, and kept.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from yaoxie import Rulebook
from yaoxie.screening import output
from yaoxie.screening.output import Outcome, Output
from yaoxie.screening.screening import Screening
from yaoxie.screening.spark import driver
from yaoxie.screening.spark.parts import Parts
from yaoxie.screening.spark.session import Cluster, session
from yaoxie.synth import population as synth
from yaoxie.tables import parquet_writer
from yaoxie.tables.parquet import folder_source

SIZES = (10_000, 100_000, 1_000_000, 10_000_000)
YEAR = 2025
SEED = 1
COLUMNS = (
    *("companies", "local", "workers", "start", "screen", "of it: check", "of it: join"),
    *("ratio to local", "gain by workers"),
)


class Row(NamedTuple):
    """Seconds of a run; `screen` holds the two after it."""

    start: float
    screen: float
    check: float
    join: float


class TimedParts(Parts):
    """Parts that know how long they took to become one result."""

    seconds = 0.0

    def join(self) -> None:
        started = time.perf_counter()
        super().join()
        self.seconds += time.perf_counter() - started

    def finish(self) -> Outcome:
        started = time.perf_counter()
        outcome = super().finish()
        self.seconds += time.perf_counter() - started
        return outcome


def main() -> None:
    """Prints a table in Markdown, a row as soon as it is known."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="companies")
    parser.add_argument("--workers", type=int, nargs="+", default=(1, 2), help="how many")
    parser.add_argument("--rounds", type=int, default=3, help="the quickest counts (default 3)")
    parser.add_argument(
        "--folder", type=Path, default=Path(tempfile.gettempdir(), "yaoxie-scaling")
    )
    options = parser.parse_args()
    screening = Rulebook.load().screening(YEAR)
    print_line("| " + " | ".join(COLUMNS) + " |")
    print_line("|" + " ---: |" * len(COLUMNS))
    for size in options.sizes:
        population = population_of(options.folder, size)
        local = min(locally(population, screening) for _ in range(options.rounds))
        first: float | None = None
        for workers in options.workers:
            # A process of its own, as Java stays for as long as the one that started it.
            with ProcessPoolExecutor(1, get_context("spawn")) as fresh:
                row = fresh.submit(on_spark, population, workers, options.rounds).result()
            first = first or row.screen
            shown = [f"{seconds:.1f}" for seconds in (row.start, row.screen, row.check, row.join)]
            cells = [f"{size:,}", f"{local:.1f}", str(workers), *shown]
            cells += [f"{row.screen / local:.2f}", f"{first / row.screen:.2f}"]
            print_line("| " + " | ".join(cells) + " |")


def print_line(line: str) -> None:
    """Prints a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def population_of(folder: Path, size: int) -> Path:
    """A folder of Parquet tables of so many companies."""
    population = folder / str(size)
    if not population.exists():
        parquet_writer.write_parquet(population, synth.chunks(size, SEED))
    return population


def locally(population: Path, screening: Screening) -> float:
    """Seconds of a local run."""
    with tempfile.TemporaryDirectory(dir=population.parent) as scratch:
        started = time.perf_counter()
        out = Output(Path(scratch, "out.parquet"), screening, "benchmark")
        output.screen(folder_source(population), screening, out)
        return time.perf_counter() - started


def on_spark(population: Path, workers: int, rounds: int) -> Row:
    """The quickest run with so many workers, after one that makes them ready."""
    screening = Rulebook.load().screening(YEAR)
    started = time.perf_counter()
    cluster = Cluster(f"local[{workers}]")
    with session(cluster):
        start = time.perf_counter() - started
        runs = [once(population, screening, cluster) for _ in range(rounds + 1)]
    screen, join = min(runs[1:])
    started = time.perf_counter()
    folder_source(population)
    check = time.perf_counter() - started
    return Row(start, screen, check, join)


def once(population: Path, screening: Screening, cluster: Cluster) -> tuple[float, float]:
    """Seconds of a run on the session that is active, and of its joining."""
    with tempfile.TemporaryDirectory(dir=population.parent) as scratch:
        started = time.perf_counter()
        parts = TimedParts(Path(scratch, "out.parquet"), screening, "benchmark")
        driver.screen(population, screening, parts, cluster)
        return time.perf_counter() - started, parts.seconds


if __name__ == "__main__":
    main()

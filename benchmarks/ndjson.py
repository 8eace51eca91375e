"""Profiles read from NDJSON, beside what only parses: python benchmarks/ndjson.py [--megabytes N].

yaoxie reads, validates in full, and hands on tables. pydantic validates line by line, and makes
models; msgspec and Polars say nothing of what a profile must be.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import msgspec
import polars as pl
from rich import box
from rich.console import Console
from rich.table import Table
from yaoxie import Profile
from yaoxie.synth import population
from yaoxie.tables.ndjson.source import NdjsonSource

SEED = 1
LOOK = 20_000  # lines that tell Polars what columns there are
SLOW = 10_000_000  # bytes that are enough to time pydantic


def main() -> None:
    """Makes the text, reads it in each way, and prints a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=int, default=500, help="of text (default 500)")
    parser.add_argument("--rounds", type=int, default=3, help="the quickest counts (default 3)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        whole, part = Path(folder, "whole.ndjson"), Path(folder, "part.ndjson")
        companies = write(whole, options.megabytes * 1_000_000)
        write(part, min(SLOW, options.megabytes * 1_000_000))
        readers: dict[str, tuple[Callable[[Path], int], Path]] = {
            "yaoxie, fully validated, to tables": (by_yaoxie, whole),
            "pydantic, fully validated, line by line": (by_pydantic, part),
            "msgspec, parsed alone": (by_msgspec, whole),
            "Polars, parsed alone": (partial(by_polars, schema(whole)), whole),
        }
        rows = Table("", "MB/s", "companies/s", "ratio", box=box.MARKDOWN)
        rows.title = f"{companies:,} companies, {whole.stat().st_size / 1e6:,.0f} MB"
        for column in rows.columns[1:]:
            column.justify = "right"
        first = None
        for name, (read, file) in readers.items():
            seconds, count = timed(read, file, options.rounds)
            speed = file.stat().st_size / 1e6 / seconds
            first = first or speed
            rows.add_row(name, f"{speed:,.0f}", f"{count / seconds:,.0f}", f"{first / speed:.2f}")
        Console().print(rows)


def write(path: Path, size: int) -> int:
    """Writes so many bytes or a little more; how many companies that took."""
    count = written = 0
    with path.open("wb") as file:
        for lines in population.profiles(2**40, SEED):
            for line in lines:
                written += file.write(line.encode() + b"\n")
                count += 1
                if written >= size:
                    return count
    return count


def timed(read: Callable[[Path], int], path: Path, rounds: int) -> tuple[float, int]:
    """The seconds of the quickest round, and the companies that were read."""
    best, count = float("inf"), 0
    for _ in range(rounds):
        started = time.perf_counter()
        count = read(path)
        best = min(best, time.perf_counter() - started)
    return best, count


def by_yaoxie(path: Path) -> int:
    """As screening reads, batch by batch."""
    count = 0
    for batch in NdjsonSource(path).batches():
        if batch.bad:
            raise SystemExit(f"bad rows where there are none: {batch.bad[:3]}")
        count += batch.tables["companies"].height
    return count


def by_pydantic(path: Path) -> int:
    """As single profiles are read."""
    with path.open("rb") as file:
        return sum(Profile.from_json(line) is not None for line in file)


def by_msgspec(path: Path) -> int:
    """Each line as dictionaries and lists, none of them kept."""
    decode = msgspec.json.Decoder().decode
    with path.open("rb") as file:
        return sum(decode(line) is not None for line in file)


def schema(path: Path) -> pl.Schema:
    """The columns that Polars finds; not timed."""
    return pl.scan_ndjson(path, infer_schema_length=LOOK).collect_schema()


def by_polars(columns: pl.Schema, path: Path) -> int:
    """As one frame of nested columns, whose types are known beforehand."""
    return pl.read_ndjson(path, schema=columns).height


if __name__ == "__main__":
    main()

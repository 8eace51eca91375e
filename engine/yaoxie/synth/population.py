"""Synthetic populations: companies as they could be, with all that belongs to them.

Company k of seed S is always the same, wherever a run begins and however it is cut in chunks.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import polars as pl

from yaoxie.synth import companies as synth_companies
from yaoxie.synth import devices as synth_devices
from yaoxie.synth import drugs as synth_drugs
from yaoxie.synth import initiatives, pipelines
from yaoxie.synth.faults import FAULTS, faults, faulty, with_faults
from yaoxie.synth.initiatives import Supports
from yaoxie.tables.ndjson import writer

CHUNK = 100_000
_LINES = 20_000  # text takes more room than columns
_AHEAD = 2  # chunks made while one is written
DEFAULT_YEAR = 2025
EARLIEST_YEAR = pipelines.EARLIEST + 1
LATEST_YEAR = 9999

__all__ = [
    "CHUNK",
    "DEFAULT_YEAR",
    "EARLIEST_YEAR",
    "FAULTS",
    "LATEST_YEAR",
    "Supports",
    "chunks",
    "faults",
    "faulty",
    "profiles",
    "tables",
]


def tables(
    count: int,
    seed: int,
    first: int = 0,
    year: int = DEFAULT_YEAR,
    supports: Supports | None = None,
) -> dict[str, pl.DataFrame]:
    """The tables of companies `first + 1` to `first + count`, as they stand at a year's end.

    Awards of earlier years are of the `supports` given (by measure: support and kind of subject);
    without them there are none. Raises ValueError for a year before `EARLIEST_YEAR`.
    """
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise ValueError(f"a year from {EARLIEST_YEAR} to {LATEST_YEAR}, not {year}")
    companies = synth_companies.companies(count, seed, first)
    drugs, drug_milestones = synth_drugs.drugs(companies, year)
    devices, device_milestones = synth_devices.devices(companies, year)
    milestones = pipelines.frame(companies.numbers, drug_milestones, device_milestones)
    frames = {
        "companies": companies.frame,
        "drugs": drugs,
        "devices": devices,
        "platforms": initiatives.platforms(companies),
        "initiatives": initiatives.initiatives(companies, year),
        "milestones": milestones,
    }
    return frames | {"awards": initiatives.awards(companies, frames, supports or {}, year)}


def chunks(
    count: int,
    seed: int,
    size: int = CHUNK,
    year: int = DEFAULT_YEAR,
    supports: Supports | None = None,
) -> Iterator[dict[str, pl.DataFrame]]:
    """The same tables, so many companies at a time."""
    made: deque[Future[dict[str, pl.DataFrame]]] = deque()
    with ThreadPoolExecutor(_AHEAD) as pool:
        for first in range(0, count, size):
            part = min(size, count - first)
            made.append(pool.submit(tables, part, seed, first, year, supports))
            if len(made) > _AHEAD:
                yield made.popleft().result()
        while made:
            yield made.popleft().result()


def profiles(
    count: int,
    seed: int,
    fault_rate: float = 0.0,
    year: int = DEFAULT_YEAR,
    supports: Supports | None = None,
) -> Iterator[pl.Series]:
    """The same companies as JSON texts; `fault_rate` of them have a fault."""
    first = 0
    for parts in chunks(count, seed, _LINES, year, supports):
        lines = writer.lines(parts)
        yield with_faults(lines, seed, fault_rate, first) if fault_rate else lines
        first += len(lines)

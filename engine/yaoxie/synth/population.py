"""Synthetic populations: companies as they could be, with all that belongs to them.

Company k of seed S is always the same, wherever a run begins and however it is cut in chunks.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date

import numpy as np
import polars as pl

from yaoxie.messages import Message
from yaoxie.synth.awards import Supports, awards
from yaoxie.synth.faults import FAULTS, faults, faulty, with_faults
from yaoxie.synth.items import companies, items
from yaoxie.synth.scope import day_number
from yaoxie.synth.specification import Specification, packaged
from yaoxie.tables.ndjson import writer

_MILESTONES = "milestones"
CHUNK = 100_000
_LINES = 20_000  # text takes more room than columns
_AHEAD = 2  # chunks generated while one is written
DEFAULT_YEAR = 2025
LATEST_YEAR = 9999

__all__ = [
    "CHUNK",
    "DEFAULT_YEAR",
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
    specification: Specification | None = None,
) -> dict[str, pl.DataFrame]:
    """The tables of companies `first + 1` to `first + count`, as they stand at a year's end.

    Awards of earlier years are of `supports` (by measure: support and kind of subject); without
    them there are none. The `specification` is the packaged one by default. Raises ValueError for a
    year before its first.
    """
    specification = specification or packaged()
    if not specification.first_year <= year <= LATEST_YEAR:
        first = specification.first_year
        raise ValueError(Message("synth.year-between", first=first, last=LATEST_YEAR, year=year))
    owners = companies(specification, count, seed, first, day_number(date(year, 12, 31)))
    parts = [items(owners, kind) for kind in specification.kinds]
    frames = {"companies": owners.frame()}
    for part in parts:
        frames |= {name: frame for name, frame in part.items() if name != _MILESTONES}
    milestones = [part[_MILESTONES] for part in parts if _MILESTONES in part]
    frames[_MILESTONES] = _by_company(milestones)
    frames["awards"] = awards(owners, frames, supports or {}, year)
    columns = specification.definitions.columns
    return {name: frames.get(name, pl.DataFrame(schema=dict(columns[name]))) for name in columns}


def _by_company(frames: list[pl.DataFrame]) -> pl.DataFrame:
    """Tables one behind the other, company by company."""
    whole = pl.concat(frames)
    return whole[np.argsort(whole["company"].to_numpy(), kind="stable")]


def chunks(
    count: int,
    seed: int,
    size: int = CHUNK,
    year: int = DEFAULT_YEAR,
    supports: Supports | None = None,
    specification: Specification | None = None,
) -> Iterator[dict[str, pl.DataFrame]]:
    """The same tables, so many companies at a time."""
    pending: deque[Future[dict[str, pl.DataFrame]]] = deque()
    with ThreadPoolExecutor(_AHEAD) as pool:
        for first in range(0, count, size):
            part = min(size, count - first)
            pending.append(pool.submit(tables, part, seed, first, year, supports, specification))
            if len(pending) > _AHEAD:
                yield pending.popleft().result()
        while pending:
            yield pending.popleft().result()


def profiles(
    count: int,
    seed: int,
    fault_rate: float = 0.0,
    year: int = DEFAULT_YEAR,
    supports: Supports | None = None,
    specification: Specification | None = None,
) -> Iterator[pl.Series]:
    """The same companies as JSON texts; `fault_rate` of them have a fault."""
    specification = specification or packaged()
    vocabulary = specification.definitions.vocabulary
    first = 0
    for parts in chunks(count, seed, _LINES, year, supports, specification):
        lines = writer.lines(parts, vocabulary)
        yield with_faults(lines, seed, fault_rate, first) if fault_rate else lines
        first += len(lines)

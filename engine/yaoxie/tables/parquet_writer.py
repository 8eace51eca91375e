"""The tables of a population as a folder of Parquet files, written within bounded memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Literal

import polars as pl

from yaoxie.profile.vocabulary import Vocabulary
from yaoxie.tables import schema as table_schema
from yaoxie.tables.destinations import parts_beside, writing
from yaoxie.tables.schema import COMPANIES

ROW_GROUP = 100_000  # rows whose statistics let a reader skip them
SUFFIX = ".parquet"


def write_parquet(
    folder: Path,
    chunks: Iterable[Mapping[str, pl.DataFrame]],
    compression: Literal["zstd", "lz4"] = "zstd",
    progress: Callable[[int], None] | None = None,
    vocabulary: Vocabulary | None = None,
) -> None:
    """Writes one file per table into `folder`, from chunks that follow each other.

    `progress` is told the companies written so far; `vocabulary` says what tables there are
    (default: the packaged one). The files take their names when all of them are whole. Raises
    InputError where the folder takes no more.
    """
    schema = table_schema.of(vocabulary)
    with writing(folder, failures=(OSError,)):
        folder.mkdir(parents=True, exist_ok=True)
    # A sink takes one table from end to end, and chunks hold all tables: so they wait in parts.
    with parts_beside(folder / COMPANIES) as parts:
        done = count = 0
        for count, chunk in enumerate(chunks, 1):
            with writing(folder):
                for name in schema.tables:
                    chunk[name].write_ipc(_part(parts, name, count), compression="lz4")
            done += chunk[COMPANIES].height
            if progress is not None:
                progress(done)
        with writing(folder):
            for name in schema.tables:
                files = [_part(parts, name, number + 1) for number in range(count)]
                rows = pl.scan_ipc(files, glob=False) if files else schema.empty(name).lazy()
                whole = parts / (name + SUFFIX)
                rows.sink_parquet(
                    whole, compression=compression, statistics=True, row_group_size=ROW_GROUP
                )
                for part in files:
                    part.unlink()
            for name in schema.tables:
                (parts / (name + SUFFIX)).replace(folder / (name + SUFFIX))


def _part(parts: Path, name: str, number: int) -> Path:
    return parts / f"{name}-{number:06}.arrow"

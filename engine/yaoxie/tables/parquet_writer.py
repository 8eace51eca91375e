"""The tables of a population as a folder of Parquet files, written within bounded memory."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Literal

import polars as pl

from yaoxie.profile.vocabulary import Vocabulary
from yaoxie.tables import schema as table_schema
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
    (default: the packaged one). Each file takes its name only when whole.
    """
    schema = table_schema.of(vocabulary)
    folder.mkdir(parents=True, exist_ok=True)
    # A sink takes one table from end to end, and chunks hold all tables: so they wait in parts.
    with tempfile.TemporaryDirectory(dir=folder, prefix=".parts-") as parts:
        done = count = 0
        for count, chunk in enumerate(chunks, 1):
            for name in schema.tables:
                chunk[name].write_ipc(_part(parts, name, count), compression="lz4")
            done += chunk[COMPANIES].height
            if progress is not None:
                progress(done)
        for name in schema.tables:
            files = [_part(parts, name, number + 1) for number in range(count)]
            rows = pl.scan_ipc(files) if files else schema.empty(name).lazy()
            whole = Path(parts, name + SUFFIX)
            rows.sink_parquet(
                whole, compression=compression, statistics=True, row_group_size=ROW_GROUP
            )
            whole.replace(folder / whole.name)
            for part in files:
                part.unlink()


def _part(parts: str, name: str, number: int) -> Path:
    return Path(parts, f"{name}-{number:06}.arrow")

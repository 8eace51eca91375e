"""Tables of a population, and the faults by which they are refused."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from yaoxie.errors import InputError
from yaoxie.tables.parquet import TableSource, folder_source

Frames = dict[str, pl.DataFrame]


def write_tables(folder: Path, frames: Frames) -> None:
    for table, frame in frames.items():
        frame.write_parquet(folder / f"{table}.parquet")


def faults_of_frames(frames: Frames) -> list[str]:
    with pytest.raises(InputError) as error:
        TableSource(frames)
    return [str(fault) for fault in error.value.faults]


def faults_of_folder(folder: Path) -> list[str]:
    """Each with the nearest name."""
    with pytest.raises(InputError) as error:
        folder_source(folder)
    return [f"{fault} [{fault.nearest}]" for fault in error.value.faults]

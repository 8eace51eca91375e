"""Screens a folder in many small segments, so that it can be killed between any two of them."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from yaoxie import Rulebook
from yaoxie.screening import output
from yaoxie.screening.output import Output
from yaoxie.tables.batches import Position
from yaoxie.tables.parquet import folder_source


def main(folder: str, out: str) -> None:
    """Screens with a short rest after each batch, going on where it was killed before."""
    screening = Rulebook.load().screening(2024, "shanghai")
    source = folder_source(Path(folder), 100)

    def rest(place: Position) -> None:
        del place
        time.sleep(0.01)

    output.screen(
        source,
        screening,
        Output(Path(out), screening, source.name),
        resume=True,
        progress=rest,
        segment=100,
    )


if __name__ == "__main__":
    main(*sys.argv[1:])

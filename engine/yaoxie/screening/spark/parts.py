"""A result in parts that come in any order: one per batch, each whole under its name or not there.

A part is the findings, the companies and the bad rows of a batch, and a note that it is whole.
Workers write parts into the folder of the run; where two write the same one, they are equal.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from yaoxie.screening.output import Outcome, Output
from yaoxie.screening.screening import Screened, Screening
from yaoxie.screening.segments import told
from yaoxie.tables.batches import BadRow
from yaoxie.tables.parquet import BATCH


@dataclass(frozen=True, slots=True)
class PartWriter:
    """Writes parts into a run's folder."""

    folder: Path
    metadata: dict[str, str]

    def write(self, number: int, screened: Screened, bad: list[BadRow]) -> None:
        """Writes one part; its note comes last."""
        lines = "".join(json.dumps(told(row), ensure_ascii=False) + "\n" for row in bad)
        counts = {"screened": screened.companies.height, "bad": len(bad)}
        self._file(f"findings-{number}.parquet", self._parquet(screened.findings))
        self._file(f"companies-{number}.parquet", self._parquet(screened.companies))
        self._file(f"bad-{number}.ndjson", _text(lines))
        self._file(_note(number), _text(json.dumps(counts)))

    def _parquet(self, frame: pl.DataFrame) -> Callable[[Path], None]:
        def write(file: Path) -> None:
            frame.write_parquet(
                file, compression="zstd", compression_level=1, metadata=self.metadata
            )

        return write

    def _file(self, name: str, write: Callable[[Path], None]) -> None:
        fresh = self.folder / f"{uuid.uuid4()}.new"
        write(fresh)
        fresh.replace(self.folder / name)


def _text(text: str) -> Callable[[Path], None]:
    def write(file: Path) -> None:
        file.write_text(text, encoding="utf-8")

    return write


def _note(number: int) -> str:
    return f"part-{number}.json"


class Parts(Output):
    """The files of a run whose parts may come in any order."""

    def __init__(self, out: Path, screening: Screening, origin: str, batch: int = BATCH) -> None:
        """`batch`: the companies of a part."""
        super().__init__(out.resolve(), screening, origin)  # workers run in folders of their own
        self._identity |= {"engine": "spark", "batch": batch}
        self.batch = batch

    def writer(self) -> PartWriter:
        """What writes parts of this run."""
        return PartWriter(self._folder, self._metadata)

    def lacking(self, size: int) -> list[int]:
        """The parts of so many companies that are not there yet."""
        return [
            number
            for number in range(-(-size // self.batch))
            if not (self._folder / _note(number)).exists()
        ]

    def joined(self, size: int) -> Outcome:
        """The result, once all parts are there: they are the segments of a local run."""
        for number in range(-(-size // self.batch)):
            counts = json.loads((self._folder / _note(number)).read_text(encoding="utf-8"))
            end = min((number + 1) * self.batch, size)
            self._state["segments"].append({"end": [end, end], **counts})
        return self.finish()

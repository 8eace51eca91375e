"""A result in parts that come in any order: one per batch, each whole under its name or not there.

A part is the findings, the companies and the bad rows of a batch, and a note that it is whole.
Workers write parts into the folder of the run; where two write the same one, they are equal.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from yaoxie.screening.formats import FORMATS, Format
from yaoxie.screening.output import Output
from yaoxie.screening.partial import reading, writing
from yaoxie.screening.screening import Screened, Screening
from yaoxie.screening.segments import line_of, sync
from yaoxie.tables.batches import BadRow, Position
from yaoxie.tables.parquet import BATCH


@dataclass(frozen=True, slots=True)
class PartWriter:
    """Writes parts into a run's folder."""

    folder: Path
    metadata: dict[str, str]

    def write(self, number: int, screened: Screened, bad: list[BadRow]) -> None:
        """Writes one part; its note comes last."""
        lines = b"".join(line_of(row) for row in bad)
        sizes = {
            name: {"size": self._file(name, write)}
            for name, write in (
                (f"findings-{number}.parquet", self._parquet(screened.findings)),
                (f"companies-{number}.parquet", self._parquet(screened.companies)),
                (f"bad-{number}.ndjson", _bytes(lines)),
            )
        }
        note = {"screened": screened.companies.height, "bad": len(bad), "files": sizes}
        self._file(_note(number), _bytes(json.dumps(note).encode()))

    def _parquet(self, frame: pl.DataFrame) -> Callable[[Path], None]:
        def write(file: Path) -> None:
            frame.write_parquet(
                file, compression="zstd", compression_level=1, metadata=self.metadata
            )

        return write

    def _file(self, name: str, write: Callable[[Path], None]) -> int:
        """Writes a file onto the disk, whole or not at all; gives its size."""
        fresh = self.folder / f"{uuid.uuid4()}.new"
        with writing(self.folder):
            write(fresh)
            sync(fresh)
            size = fresh.stat().st_size
            fresh.replace(self.folder / name)
        return size


def _bytes(content: bytes) -> Callable[[Path], None]:
    def write(file: Path) -> None:
        file.write_bytes(content)

    return write


def _note(number: int) -> str:
    return f"part-{number}.json"


class Parts(Output):
    """The files of a run whose parts may come in any order."""

    def __init__(
        self,
        out: Path,
        screening: Screening,
        origin: str,
        batch: int = BATCH,
        *,
        inputs: Iterable[Path] = (),
        force: bool = False,
        formats: Mapping[str, Format] = FORMATS,
    ) -> None:
        """`batch`: the companies of a part."""
        # Workers run in folders of their own.
        super().__init__(
            out.absolute(), screening, origin, inputs=inputs, force=force, formats=formats
        )
        self.batch = batch

    def open(self, *, resume: bool) -> Position:
        """As of a local run, which the folder of a run in parts is not."""
        self._run.identity |= {"engine": "spark", "batch": self.batch}
        return super().open(resume=resume)

    def writer(self) -> PartWriter:
        """What writes parts of this run."""
        return PartWriter(self._folder, self._metadata)

    def missing(self, size: int) -> list[int]:
        """The parts of so many companies that are not there yet."""
        return [
            number
            for number in range(-(-size // self.batch))
            if not (self._folder / _note(number)).exists()
        ]

    def join(self, size: int) -> None:
        """Takes the parts, which are all there, as the segments of a local run.

        Raises InputError where a part is damaged.
        """
        if self._run.is_naming:
            return
        self._run.segments = []
        for number in range(-(-size // self.batch)):
            note = self._folder / _note(number)
            with reading(note):
                counts = json.loads(note.read_text(encoding="utf-8"))
                end = min((number + 1) * self.batch, size)
                self._run.segments.append({"end": [end, end], **counts})
        self._run.check()

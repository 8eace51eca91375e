"""A result in parts that come in any order: one per batch, each whole under its name or not there.

A part is the tables and the bad rows of a batch, and a note that it is whole. Workers write parts
into the folder of the run; where two write the same one, they are equal.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import polars as pl

from yaoxie.screening.formats import FORMATS, Format
from yaoxie.screening.output import Output
from yaoxie.screening.partial import reading, writing
from yaoxie.screening.screening import AnyScreened, AnyScreening
from yaoxie.screening.segments import line_of, sync
from yaoxie.tables.batches import START, BadRow, PartSource, Position

_LINES = "lines.ndjson"  # what was packed


@dataclass(frozen=True, slots=True)
class PartWriter:
    """Writes parts into a run's folder."""

    folder: Path
    metadata: dict[str, str]

    def write(self, number: int, screened: AnyScreened, bad: list[BadRow]) -> None:
        """Writes one part; its note comes last."""
        writers = {
            f"{table}-{number}.parquet": self._parquet(frame)
            for table, frame in screened.frames.items()
        }
        writers[f"bad-{number}.ndjson"] = _bytes(map(line_of, bad))
        sizes = {name: {"size": self.file(name, write)} for name, write in writers.items()}
        rows = {table: frame.height for table, frame in screened.frames.items()}
        note = {"screened": screened.size, "bad": len(bad), "rows": rows, "files": sizes}
        self.file(_note(number), _bytes([json.dumps(note).encode()]))

    def _parquet(self, frame: pl.DataFrame) -> Callable[[Path], None]:
        def write(file: Path) -> None:
            frame.write_parquet(
                file, compression="zstd", compression_level=1, metadata=self.metadata
            )

        return write

    def file(self, name: str, write: Callable[[Path], None]) -> int:
        """Writes a file onto the disk, whole or not at all; gives its size."""
        fresh = self.folder / f"{uuid.uuid4()}.new"
        with writing(self.folder):
            write(fresh)
            sync(fresh)
            size = fresh.stat().st_size
            fresh.replace(self.folder / name)
        return size


def _bytes(pieces: Iterable[bytes]) -> Callable[[Path], None]:
    def write(file: Path) -> None:
        with file.open("wb") as stream:
            stream.writelines(pieces)

    return write


def _note(number: int | str) -> str:
    return f"part-{number}.json"


class Parts(Output):
    """The files of a run whose parts may come in any order."""

    def __init__(
        self,
        out: Path,
        screening: AnyScreening,
        origin: str,
        batch: int | None = None,
        *,
        inputs: Iterable[Path] = (),
        force: bool = False,
        formats: Mapping[str, Format] = FORMATS,
    ) -> None:
        """`batch`: what a part holds, companies of tables or bytes of lines (default: as locally).

        The others are those of `Output`.
        """
        # Workers run in folders of their own.
        super().__init__(
            out.absolute(), screening, origin, inputs=inputs, force=force, formats=formats
        )
        self.batch = batch
        self.bounds: Sequence[Position] = (START,)

    def begin(self, source: PartSource, *, resume: bool) -> None:
        """Takes up the folder, as a local run does, but none of a local run."""
        self._run.identity |= {"engine": "spark", "batch": source.batch}
        self.open(resume=resume)

    def cut(self, source: PartSource) -> PartSource:
        """Cuts a source into the parts of this run; gives it as workers read it.

        Raises InputError where it cannot be read through, or the folder takes no more.
        """
        lines = None
        if (text := source.unpacked()) is not None:
            lines = self._folder / _LINES
            self.writer().file(_LINES, _bytes(text))
        shared = source.shared(lines)
        self.bounds = shared.bounds()
        return shared

    def writer(self) -> PartWriter:
        """What writes parts of this run."""
        return PartWriter(self._folder, self._metadata)

    def missing(self) -> list[int]:
        """The parts that are not there yet."""
        there = {entry.name for entry in self._folder.iterdir()}
        return [number for number in range(len(self.bounds) - 1) if _note(number) not in there]

    def has_some(self) -> bool:
        """Whether a part is there with which a later run may go on."""
        return any(self._folder.glob(_note("*")))

    def done(self) -> Position:
        """How much of the source the parts hold that are there."""
        missing = set(self.missing())
        whole = [
            (start, end)
            for number, (start, end) in enumerate(pairwise(self.bounds))
            if number not in missing
        ]
        return Position(
            sum(end.offset - start.offset for start, end in whole),
            sum(end.companies - start.companies for start, end in whole),
        )

    def join(self) -> None:
        """Takes the parts, which are all there, as the segments of a local run.

        Raises InputError where a part is damaged.
        """
        if self._run.is_naming:
            return
        self._run.segments = []
        for number, end in enumerate(self.bounds[1:]):
            note = self._folder / _note(number)
            with reading(note):
                counts = json.loads(note.read_text(encoding="utf-8"))
                self._run.segments.append({"end": list(end), **counts})
        self._run.check()

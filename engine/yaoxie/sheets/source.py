"""A workbook, or a folder of CSV files, as a population to screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from yaoxie.errors import Fault, InputError
from yaoxie.profile.records import ProfileRecord
from yaoxie.profile.vocabulary import Vocabulary, packaged
from yaoxie.sheets import grids
from yaoxie.sheets.reading import read
from yaoxie.tables.batches import START, BadRow, Batch, Position
from yaoxie.tables.file_state import FileStates
from yaoxie.tables.profiles import BATCH, tables_of


class SheetSource:
    """The companies of a book; a company's number is its row in its sheet, from 1."""

    def __init__(
        self, path: Path, vocabulary: Vocabulary | None = None, batch: int = BATCH
    ) -> None:
        """`vocabulary`: what the profiles may hold (default: the packaged one).

        Raises InputError for what is wrong with sheets, headings, and rows that are no company's.
        """
        book = grids.opened(path)
        self.files: Sequence[Path] = tuple(book.files)
        self._states = FileStates.of(self.files)
        self.name = f"{path.resolve()} {self._states}"
        self._batch = batch
        self._reading = read(book, vocabulary or packaged())
        if self._reading.faults:
            raise InputError(self._reading.faults)
        self.size = len(self._reading)

    def changes(self) -> list[Fault]:
        """The faults of files that are no longer what they were when they were opened."""
        return self._states.changes()

    def batches(self, start: Position = START) -> Iterator[Batch]:
        """The batches from a position on; `offset` counts companies."""
        companies = islice(self._reading.companies(), start.offset, None)
        end = start.offset
        while own := list(islice(companies, self._batch)):
            end += len(own)
            good: list[tuple[int, ProfileRecord]] = [
                (company.row, company.profile) for company in own if company.profile is not None
            ]
            bad = [BadRow(company.row, company.faults) for company in own if company.faults]
            tables = tables_of(good, self._reading.vocabulary)
            yield Batch(tables, Position(end, end), bad)

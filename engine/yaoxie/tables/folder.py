"""A folder of Parquet tables: which file holds which table, and what stands there by mistake."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from yaoxie.errors import Fault, InputError, nearest
from yaoxie.messages import Message, of_system
from yaoxie.tables import parquet_files
from yaoxie.tables.file_state import FileStates
from yaoxie.tables.schema import Schema

SUFFIX = ".parquet"
RESULT_KEY = "yaoxie"  # in the metadata of what screening writes
_ASIDE = (".", "_")  # how names begin that Spark, Hadoop and editors pass over


@dataclass(frozen=True, slots=True)
class Folder:
    """The tables of a folder: the files of each that is there, and their state.

    `name` says which folder it is and in which state: a resumed run must find the same.
    """

    path: Path
    schema: Schema
    files: dict[str, list[Path]]
    states: FileStates

    @property
    def name(self) -> str:
        """The folder and the state of its files."""
        return f"{self.path.resolve()} {self.states}"

    @property
    def all_files(self) -> list[Path]:
        """The files of all tables, and where those would be that are not there."""
        names = [self.path / (table + SUFFIX) for table in self.schema.tables]
        return [*names, *(file for parts in self.files.values() for file in parts)]

    @classmethod
    def opened(cls, path: Path, schema: Schema) -> Folder:
        """A folder as it is now.

        A table is a file, or a folder of files as Spark writes them. A misspelt table is a fault,
        and so is a link to nothing: passed over, they would leave out what they hold without a
        word. Raises InputError with every fault.
        """
        faults: list[Fault] = []
        try:
            files = _files(path, schema.tables, faults)
            states = FileStates.of(file for parts in files.values() for file in parts)
        except OSError as error:
            expected = Message("tables.readable-folder", reason=of_system(error))
            raise InputError([Fault("", str(path), expected, file=str(path))]) from error
        if faults:
            raise InputError(faults)
        return cls(path, schema, files, states)


def _files(folder: Path, tables: Sequence[str], faults: list[Fault]) -> dict[str, list[Path]]:
    """The files of each table that is there, in their order."""
    files: dict[str, list[Path]] = {}
    for entry in _entries(folder):
        table = entry.name.removesuffix(SUFFIX)
        if table not in tables or table == entry.name:
            continue
        if not entry.exists():
            faults.append(_fault(entry, Message("tables.link")))
        elif entry.is_dir():
            files[table] = _parts(entry, faults)
        else:
            files[table] = [entry]
    faults += _misspelt(folder, tables)
    return files


def _entries(folder: Path) -> list[Path]:
    return sorted(entry for entry in folder.iterdir() if not entry.name.startswith(_ASIDE))


def _parts(folder: Path, faults: list[Fault]) -> list[Path]:
    entries = _entries(folder)
    wrong = [entry for entry in entries if entry.suffix != SUFFIX or not entry.is_file()]
    faults += [_fault(entry, Message("tables.part")) for entry in wrong]
    if not entries:
        faults.append(_fault(folder, Message("tables.file-or-folder")))
    return entries


def _misspelt(folder: Path, tables: Sequence[str]) -> Iterator[Fault]:
    """Entries that may be tables under a wrong name."""
    entries = _entries(folder)
    names = {table + SUFFIX for table in tables}
    there = {entry.name for entry in entries}
    for entry in entries:
        name = entry.name
        if name in names:
            continue
        close = nearest(name.partition(".")[0], tables)
        if name.lower().endswith(SUFFIX):
            if not _is_result(entry):
                expected = Message("tables.named-table", names=tuple(sorted(names)))
                yield _fault(entry, expected, None if close is None else close + SUFFIX)
        elif close is not None and close + SUFFIX not in there:
            yield _fault(entry, Message("tables.as-parquet"), close + SUFFIX)


def _is_result(file: Path) -> bool:
    """Whether the file is what a screening wrote, and so no table of its input."""
    try:
        return RESULT_KEY in pl.read_parquet_metadata(file)
    except parquet_files.UNREADABLE:
        return False


def _fault(entry: Path, expected: Message, close: str | None = None) -> Fault:
    return Fault("", entry.name, expected, close, file=str(entry))

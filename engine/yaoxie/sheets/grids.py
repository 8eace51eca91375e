"""Opens a workbook, or a folder of CSV files, as grids of cells; bounded, whatever it holds.

Formulas are never computed: a cell's last result counts, and where there is none, or an error, the
cell is `Unreadable`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

from yaoxie import extras
from yaoxie.errors import Fault, ProfileError
from yaoxie.messages import Message
from yaoxie.sheets import csv_folder, packages
from yaoxie.sheets.cells import Cell

WORKBOOK = ".xlsx"
_WORKBOOKS = (WORKBOOK, ".xlsm")
_FOREIGN = (".xls", ".xlsb", ".et", ".ods", ".numbers", ".csv")


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet: its rows from the first on, in cells from column A on.

    `merged`: ranges of merged cells, as `((row, column), (row, column))` from 0; `without_value`:
    cells (row, column), from 0, whose formula has no result.
    """

    name: str
    rows: Sequence[Sequence[Cell]]
    merged: Sequence[tuple[tuple[int, int], tuple[int, int]]] = ()
    without_value: frozenset[tuple[int, int]] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Book:
    """The grids of a workbook, or of a folder of CSV files, by their names."""

    path: Path
    grids: tuple[Grid, ...]

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder of CSV files."""
        return self.path.is_dir()

    @property
    def files(self) -> list[Path]:
        """What it was read from."""
        return csv_folder.files(self.path) if self.is_folder else [self.path]


def is_book(path: str | Path) -> bool:
    """Whether a path is named like a workbook, or is a folder that holds CSV files."""
    place = Path(path)
    if place.suffix.lower() in (*_WORKBOOKS, *_FOREIGN):
        return True
    if not place.is_dir():
        return False
    return bool(csv_folder.files(place)) and not any(place.glob("*.parquet"))


def opened(path: str | Path) -> Book:
    """The grids of a workbook or folder. Raises ProfileError where it cannot be read."""
    place = Path(path)
    if place.is_dir():
        return Book(place, tuple(Grid(name, rows) for name, rows in csv_folder.tables(place)))
    if place.suffix.lower() not in _WORKBOOKS:
        _refuse(place, place.name, Message("sheets.workbook"))
    extras.require("sheets")
    return Book(place, tuple(_grids(place)))


def _grids(path: Path) -> Iterator[Grid]:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError  # noqa: PLC0415

    scanned = packages.scan(path)
    try:
        with CalamineWorkbook.from_path(path) as book:
            for sheet in book.sheets_metadata:
                if sheet.name not in scanned:
                    continue  # a chart, say
                page = book.get_sheet_by_name(sheet.name)
                rows = page.to_python(skip_empty_area=False)
                yield Grid(sheet.name, rows, page.merged_cell_ranges or (), scanned[sheet.name])
    except PasswordError:
        _refuse(path, path.name, Message("sheets.no-password"))
    except (CalamineError, OSError, ValueError, KeyError):
        _refuse(path, path.name, Message("sheets.whole-workbook"))


def _refuse(path: Path, value: str, expected: Message) -> NoReturn:
    raise ProfileError([Fault("", value, expected, file=str(path))])

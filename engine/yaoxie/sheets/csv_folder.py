"""A folder of CSV files of the shape of a workbook: a file for each sheet, of the sheet's name.

Files are UTF-8, or GBK as older programs save them. A text that a spreadsheet would take for a
formula stands behind an apostrophe, and is read without it.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

from yaoxie.errors import Fault, ProfileError
from yaoxie.messages import Message, of_system
from yaoxie.sheets.cells import Cell
from yaoxie.sheets.packages import MAX_CELLS, MAX_FILE

SUFFIX = ".csv"
_ENCODINGS = ("utf-8-sig", "gb18030")
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_SHIELDED = re.compile(r"'+[=+\-@\t\r]")


def files(folder: Path) -> list[Path]:
    """The CSV files of a folder, in the order of their names."""
    entries = (entry for entry in folder.iterdir() if entry.suffix.lower() == SUFFIX)
    return sorted(entry for entry in entries if not entry.name.startswith((".", "~")))


def tables(folder: Path) -> Iterator[tuple[str, list[list[Cell]]]]:
    """The rows of each file, by its name without the suffix. Raises ProfileError."""
    cells = 0
    for file in files(folder):
        rows = _rows(file)
        cells += len(rows) * max(map(len, rows), default=0)
        if cells > MAX_CELLS:
            most = Message("sheets.at-most-cells", most=MAX_CELLS)
            _refuse(file, Message("sheets.cells", count=cells), most)
        yield file.stem, rows


def _rows(file: Path) -> list[list[Cell]]:
    try:
        size = file.stat().st_size
        if size > MAX_FILE:
            most = Message("sources.at-most-bytes", bytes=MAX_FILE)
            _refuse(file, Message("sources.bytes", bytes=size), most)
        text = _decoded(file, file.read_bytes())
        return _parsed(file, text)
    except OSError as error:
        _refuse(file, file.name, Message("sources.readable-file", reason=of_system(error)))


def _parsed(file: Path, text: str) -> list[list[Cell]]:
    """The rows of a text. A quote that is never closed would swallow all rows below it."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[list[Cell]] = []
    cells = begun = 0
    try:
        for row in reader:
            rows.append([_unshielded(cell) for cell in row])
            begun = reader.line_num
            cells += len(row)
            if cells > MAX_CELLS:
                most = Message("sheets.at-most-cells", most=MAX_CELLS)
                _refuse(file, Message("sheets.cells", count=cells), most)
    except csv.Error:
        expected = Message("sheets.csv", most=csv.field_size_limit())
        fault = Fault("", file.name, expected, file=str(file), line=begun + 1)
        raise ProfileError([fault]) from None
    return rows


def _decoded(file: Path, raw: bytes) -> str:
    for encoding in _ENCODINGS:
        with suppress(UnicodeDecodeError):
            return raw.decode(encoding)
    return _refuse(file, file.name, Message("sheets.csv-encoding"))


def written(rows: Iterable[Sequence[str]]) -> bytes:
    """Rows as the bytes of a CSV file that Excel and WPS read as UTF-8."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerows([shielded(cell) for cell in row] for row in rows)
    return stream.getvalue().encode("utf-8-sig")


def shielded(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def _unshielded(text: str) -> str:
    return text[1:] if _SHIELDED.match(text) else text


def _refuse(file: Path, value: str, expected: Message) -> NoReturn:
    raise ProfileError([Fault("", value, expected, file=str(file))])

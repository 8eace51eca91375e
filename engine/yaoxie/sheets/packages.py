"""Looks into a workbook's package before it is read: how large it would get, and what has no value.

A package of a few kilobytes may unpack to gigabytes, and two cells at opposite corners of a sheet
make a table of billions; both are refused before they cost anything.
"""

from __future__ import annotations

import os
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn
from xml.etree import ElementTree as ET

from yaoxie.errors import Fault, ProfileError
from yaoxie.messages import Message, of_system

MAX_FILE = 256 * 1024**2  # bytes of the file, and of each CSV file
MAX_UNPACKED = 1024**3
MAX_CELLS = 16_000_000  # of the tables that all sheets make
MAX_PARTS = 2_000
_CHUNK = 4 * 1024**2
_SMALL = 4 * 1024**2  # bytes of the lists of sheets
_LONGEST_ROW = 64 * 1024**2
_HEADER = 30  # bytes before a part's name
_ROW = b"row "  # in the tag of a row, whatever stands before
_STORED, _DEFLATED = 0, 8
_ERROR_MARKS, _FORMULA_MARKS = (b'"e"', b"'e'"), (b"<f", b":f")
# A cell's tag up to its place, which no quoted text can feign. Atomic groups and possessive marks:
# time grows with the length of the text alone, whatever it says.
_OPEN = rb"<(?:\w+:)?c(?=[\s/>])"
_ATTRIBUTES = rb"""(?:[^<>/"']|"[^"<>/]*+"|'[^'<>/]*+')"""
_PLACE = rb"""(?>%b*?\sr\s*+=\s*+["']([A-Z]{1,3})([0-9]{1,7})["'])""" % _ATTRIBUTES
_CELL = re.compile(_OPEN + _PLACE + rb"[^<>/]*+>")
_ANY_CELL = re.compile(_OPEN)
_EMPTY_CELL = re.compile(_OPEN + _ATTRIBUTES + rb"*+/>")
_ERROR = re.compile(_OPEN + rb"""(?=(?>[^<>]*?\bt\s*+=\s*+["']e["']))""" + _PLACE)
_FORMULA = re.compile(
    _OPEN
    + _PLACE
    + rb"[^<>/]*+>\s*+"
    + rb"<(?:\w+:)?f\b(?:[^<>]*/>|[^<>]*>[^<]*+</(?:\w+:)?f>)\s*+"
    + rb"(?:(?:<(?:\w+:)?v\s*+/>|<(?:\w+:)?v></(?:\w+:)?v>)\s*+)?</"
)
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_OLE = b"\xd0\xcf\x11\xe0"

# What the library raises for packages that are damaged, encrypted or of an unknown kind.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    ET.ParseError,
    EOFError,
    KeyError,
    RuntimeError,
    ValueError,
)
Cells = frozenset[tuple[int, int]]


def scan(path: Path) -> dict[str, Cells]:
    """The sheets of a workbook, each with the cells (row, column, from 0) that have no value.

    Those are formulas without a result and errors. Raises ProfileError for what is no workbook, or
    would be too large.
    """
    try:
        size = path.stat().st_size
        if size > MAX_FILE:
            _refuse(
                path,
                Message("sources.bytes", bytes=size),
                Message("sources.at-most-bytes", bytes=MAX_FILE),
            )
        with path.open("rb") as file:
            if file.read(len(_OLE)) == _OLE:
                _refuse(path, path.name, Message("sheets.no-password"))
        with zipfile.ZipFile(path) as package:
            return _scanned(path, package)
    except OSError as error:
        _refuse(path, str(path), Message("sources.readable-file", reason=of_system(error)))
    except _BROKEN:
        _refuse(path, path.name, Message("sheets.whole-workbook"))


def _scanned(path: Path, package: zipfile.ZipFile) -> dict[str, Cells]:
    parts = package.infolist()
    if len(parts) > MAX_PARTS:
        most = Message("sheets.at-most-parts", most=MAX_PARTS)
        _refuse(path, Message("sheets.parts", count=len(parts)), most)
    left = MAX_UNPACKED
    sheets = _sheets(package)
    blank: dict[str, Cells] = {}
    cells = 0
    for part in parts:
        scanner = _Scanner() if part.filename in sheets.values() else None
        for text in _unpacked(path, part):
            left -= len(text)
            if left < 0:
                _refuse(path, path.name, Message("sheets.at-most-unpacked", bytes=MAX_UNPACKED))
            if scanner is not None:
                scanner.read(text)
        if scanner is not None:
            scanner.finish()
            cells += scanner.cells
            names = [name for name, at in sheets.items() if at == part.filename]
            blank |= dict.fromkeys(names, frozenset(scanner.without_value))
        if cells > MAX_CELLS:
            most = Message("sheets.at-most-cells", most=MAX_CELLS)
            _refuse(path, Message("sheets.cells", count=cells), most)
    return blank


class _Scanner:
    """Reads a sheet's text piece by piece, as far as places and values go."""

    def __init__(self) -> None:
        self.without_value: set[tuple[int, int]] = set()
        self._columns: set[bytes] = set()
        self._last_row = 0
        self._rest = b""

    def read(self, piece: bytes) -> None:
        """Takes the next piece; the row that it ends in waits for the one after."""
        text = self._rest + piece
        end = max(text.rfind(_ROW), 0)
        self._look(text[:end])
        self._rest = text[end:]
        if len(self._rest) > _LONGEST_ROW:
            raise ValueError("a row without end")

    def finish(self) -> None:
        """Takes what is left."""
        self._look(self._rest)
        self._rest = b""

    def _look(self, text: bytes) -> None:
        if not text:
            return
        places = _CELL.findall(text)
        others = len(_ANY_CELL.findall(text)) - len(places)
        if others and others != len(_EMPTY_CELL.findall(text)):  # they could stand anywhere
            raise ValueError("a cell whose place is not said")
        self._columns.update([column for column, _ in places])
        last = max(map(int, {row for _, row in places}), default=0)
        self._last_row = max(self._last_row, last)
        for pattern, marks in ((_ERROR, _ERROR_MARKS), (_FORMULA, _FORMULA_MARKS)):
            if any(mark in text for mark in marks):
                self.without_value |= {_place(*match) for match in pattern.findall(text)}

    @property
    def cells(self) -> int:
        """The cells of the table that the sheet makes: from A1 to the last row and column."""
        return max(map(_number, self._columns), default=0) * self._last_row


def _place(column: bytes, row: bytes) -> tuple[int, int]:
    return int(row) - 1, _number(column) - 1


def _number(column: bytes) -> int:
    number = 0
    for letter in column:
        number = number * 26 + letter - ord("A") + 1
    return number


def _unpacked(path: Path, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """A part's bytes in pieces, as many as it really holds, whatever its entry says."""
    if part.compress_type not in (_STORED, _DEFLATED) or part.flag_bits & 1:
        raise ValueError("a packing that workbooks do not have")
    with path.open("rb") as file:
        file.seek(part.header_offset)
        header = file.read(_HEADER)
        if len(header) < _HEADER:
            raise ValueError("a part without a header")
        file.seek(sum(struct.unpack("<HH", header[-4:])), os.SEEK_CUR)
        left = part.compress_size
        unpack = zlib.decompressobj(-zlib.MAX_WBITS)
        while left > 0 and (packed := file.read(min(left, _CHUNK))):
            left -= len(packed)
            if part.compress_type == _STORED:
                yield packed
                continue
            while packed:
                yield unpack.decompress(packed, _CHUNK)
                packed = unpack.unconsumed_tail


def _sheets(package: zipfile.ZipFile) -> dict[str, str]:
    """The part of each sheet, by the sheet's name."""
    targets = {}
    for entry in _tree(package, "xl/_rels/workbook.xml.rels"):
        target = entry.get("Target", "")
        if entry.get("Type", "").endswith("/worksheet"):
            targets[entry.get("Id", "")] = (
                target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            )
    sheets = {}
    for entry in _tree(package, "xl/workbook.xml").iter():
        key = entry.get(_RELATION) or entry.get(_STRICT_RELATION)
        if entry.tag.endswith("}sheet") and key in targets:
            sheets[entry.get("name", "")] = targets[key]
    return sheets


def _tree(package: zipfile.ZipFile, name: str) -> ET.Element:
    with package.open(name) as stream:
        text = stream.read(_SMALL + 1)
    if len(text) > _SMALL or b"<!DOCTYPE" in text:
        raise ValueError("no list of sheets")
    return ET.fromstring(text)  # noqa: S314 - small, and without entities


def _refuse(path: Path, value: str, expected: Message) -> NoReturn:
    raise ProfileError([Fault("", value, expected, file=str(path))])

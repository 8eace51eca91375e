"""Gives faults back in a copy of the book: a column 错误 beside the rows, and cells coloured.

A workbook of common size keeps all of its own looks; a large one, or one whose looks cannot be
read, is written anew in those of a template, with the same cells in the same places.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from yaoxie import extras
from yaoxie.errors import Fault, cell_name
from yaoxie.messages import Lang
from yaoxie.profile.word_names import folded
from yaoxie.sheets import csv_folder
from yaoxie.sheets.cells import Cell, is_blank, text_of
from yaoxie.sheets.grids import Book, Grid
from yaoxie.sheets.layout import FAULTS_TITLE
from yaoxie.sheets.reading import Reading
from yaoxie.sheets.styles import LISTS, Lists, Styles, opened, write
from yaoxie.sheets.tables import Table
from yaoxie.sheets.template import column_format, width
from yaoxie.sources import new_files

SUMMARY = "错误"
_PROPERTIES = "docProps/core.xml"
_MODIFIED = re.compile(rb"<dcterms:modified.*?</dcterms:modified>", re.DOTALL)
_COMMON = 150_000  # cells, up to which a copy keeps its own looks
_LISTED = 100_000  # faults in the sheet of all
_WIDTHS = (12, 10, 30, 90)
_FILL, _INK = "FFFFC7CE", "FF9C0006"
_HEADINGS = {"zh": ("表", "单元格", "所填内容", "错误"), "en": ("sheet", "cell", "value", "fault")}


class _Marks(NamedTuple):
    """What is wrong in one sheet: the texts beside each row, and the cells, both from 0."""

    texts: dict[int, list[str]]
    cells: set[tuple[int, int]]
    column: int  # where the texts go
    head: int


def save(reading: Reading, faults: Sequence[Fault], path: Path, lang: Lang = "zh") -> None:
    """Writes a copy of the book with its faults; a folder of CSV files for a folder.

    Raises InputError where the path takes no file, MissingExtraError without the extra.
    """
    marks = {table.grid.name: _marks(table, faults, lang) for table in reading.tables}
    if reading.book.is_folder:
        _save_folder(reading.book, marks, path)
        return
    extras.require("sheets")
    cells = sum(len(grid.rows) * max(map(len, grid.rows), default=0) for grid in reading.book.grids)
    with new_files.writing(path) as fresh:
        workbook = _loaded(reading.book.path) if cells <= _COMMON else None
        if workbook is not None:
            _mark(workbook, marks, list(_summary(reading, faults, lang)), fresh)
        else:
            _write(reading, marks, faults, fresh, lang)


def _marks(table: Table, faults: Sequence[Fault], lang: Lang) -> _Marks:
    texts: dict[int, list[str]] = {}
    cells: set[tuple[int, int]] = set()
    head = table.grid.rows[table.head]
    for fault in faults:
        if fault.sheet != table.grid.name or fault.line is None:
            continue
        if fault.column is not None:
            cells.add((fault.line - 1, fault.column - 1))
        texts.setdefault(fault.line - 1, []).append(fault.text(lang, _where(fault, head, lang)))
    return _Marks(texts, cells, _column(table), table.head)


def _where(fault: Fault, head: Sequence[Cell], lang: Lang) -> str:
    """What the place of a fault is called in its sheet: the column by its heading, or the row."""
    if fault.line is None:
        return fault.sheet or ""
    if fault.column is None:
        return "本行" if lang == "zh" else "this row"
    at = fault.column - 1
    if at < len(head) and not is_blank(head[at]):
        return text_of(head[at])
    return cell_name("", fault.line, fault.column)[1:]


def _column(table: Table) -> int:
    """Where faults go: into their column of an earlier copy, or behind the last heading."""
    titles = {folded(FAULTS_TITLE.zh), folded(FAULTS_TITLE.en)}
    for number, cell in enumerate(table.grid.rows[table.head]):
        if not is_blank(cell) and folded(text_of(cell)) in titles:
            return number
    return table.width


def _summary(reading: Reading, faults: Sequence[Fault], lang: Lang) -> Iterator[tuple[str, ...]]:
    """All faults in rows: the sheet, the cell, what stands there, what is wrong."""
    heads = {table.grid.name: table.grid.rows[table.head] for table in reading.tables}
    yield _HEADINGS[lang]
    for fault in faults[:_LISTED]:
        cell = cell_name("", fault.line, fault.column).removeprefix("!")
        value = "" if fault.value is None else str(fault.value)
        where = _where(fault, heads.get(fault.sheet or "", ()), lang)
        yield fault.sheet or "", cell, value, fault.text(lang, where)


def _loaded(path: Path) -> Any:
    """The workbook with its own looks; None where the library does not take those."""
    from openpyxl import load_workbook  # noqa: PLC0415

    try:
        return load_workbook(path)
    except (ValueError, TypeError, KeyError, IndexError, AttributeError):
        return None


def _mark(
    workbook: Any, marks: Mapping[str, _Marks], summary: Sequence[tuple[str, ...]], out: Path
) -> None:
    """The book itself with marks in it, and the sheet of all faults."""
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415

    fill = PatternFill("solid", fgColor=_FILL)
    font, wrapped = Font(color=_INK), Alignment(wrap_text=True, vertical="top")
    for name, own in marks.items():
        sheet = workbook[name]
        for merged in list(sheet.merged_cells.ranges):
            if merged.min_col <= own.column + 1 <= merged.max_col and merged.max_row > own.head:
                sheet.unmerge_cells(merged.coord)  # a merged cell takes no text
        for row in range(own.head, sheet.max_row):
            cell = sheet.cell(row + 1, own.column + 1)
            text = FAULTS_TITLE.zh if row == own.head else "\n".join(own.texts.get(row, ()))
            if text or cell.value is not None:
                _put(cell, text)
                cell.font, cell.alignment = font, wrapped
        for row, column in own.cells:
            sheet.cell(row + 1, column + 1).fill = fill
        sheet.column_dimensions[sheet.cell(1, own.column + 1).column_letter].width = 60
    if SUMMARY in workbook.sheetnames:
        del workbook[SUMMARY]
    page = workbook.create_sheet(SUMMARY)
    for number, texts in enumerate(summary, 1):
        for column, text in enumerate(texts, 1):
            _put(page.cell(number, column), text)
    for letter, wide in zip("ABCD", _WIDTHS, strict=True):
        page.column_dimensions[letter].width = wide
    saved = io.BytesIO()
    workbook.save(saved)
    out.write_bytes(_without_clock(saved))


def _without_clock(saved: io.BytesIO) -> bytes:
    """A workbook as bytes without the time of its writing: the same copy each time."""
    timeless = io.BytesIO()
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(timeless, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            text = old.read(part)
            if part.filename == _PROPERTIES:
                text = _MODIFIED.sub(b"", text)
            new.writestr(zipfile.ZipInfo(part.filename), text, zipfile.ZIP_DEFLATED)
    return timeless.getvalue()


def _put(cell: Any, text: str) -> None:
    """A text into a cell of openpyxl, which would take one that begins with = for a formula."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE  # noqa: PLC0415

    cell.value = ILLEGAL_CHARACTERS_RE.sub("�", text) or None
    if text:
        cell.data_type = "s"


def _write(
    reading: Reading, marks: Mapping[str, _Marks], faults: Sequence[Fault], out: Path, lang: Lang
) -> None:
    """The cells of the book in a new one."""
    with opened(out, constant_memory=True) as workbook:
        styles = Styles(workbook)
        tables = {table.grid.name: table for table in reading.tables}
        pages = []
        for grid in reading.book.grids:
            if grid.name in (LISTS, SUMMARY):
                continue
            page = workbook.add_worksheet(grid.name)
            pages.append((grid, page))
        lists = Lists(workbook, reading.layout, styles)
        for grid, page in pages:
            own = marks.get(grid.name)
            if own is not None:
                _dress(page, tables[grid.name], own, lists, styles)
            _write_grid(page, grid, own, styles)
        page = workbook.add_worksheet(SUMMARY)
        for number, wide in enumerate(_WIDTHS):
            page.set_column(number, number, wide)
        for row, texts in enumerate(_summary(reading, faults, lang)):
            for number, text in enumerate(texts):
                page.write_string(row, number, text, styles.format("plain"))


def _dress(page: Any, table: Table, own: _Marks, lists: Lists, styles: Styles) -> None:
    """Widths and lists to choose from, as a template has them."""
    for column in table.sheet.columns:
        number = table.places.get(column.key)
        if number is not None:
            page.set_column(number, number, width(column), column_format(column, styles))
            lists.offer(page, table.head + 1, number, column, table.sheet)
    page.set_column(own.column, own.column, 60, styles.format("faults"))
    page.freeze_panes(table.head + 1, 1)


def _write_grid(page: Any, grid: Grid, own: _Marks | None, styles: Styles) -> None:
    texts = {} if own is None else own.texts
    wrong = frozenset() if own is None else own.cells
    column = -1 if own is None else own.column
    for row, cells in enumerate(grid.rows):
        style = "heading" if own is not None and row == own.head else "plain"
        for number, cell in enumerate(cells):
            if number == column:
                continue
            if (row, number) in wrong:
                write(page, row, number, None if is_blank(cell) else cell, styles, "fault")
            elif cell is not None and cell != "":
                write(page, row, number, cell, styles, style)
        if own is not None and row == own.head:
            page.write_string(row, column, FAULTS_TITLE.zh, styles.format("heading"))
        elif row in texts:
            page.write_string(row, column, "\n".join(texts[row]), styles.format("faults"))


def _save_folder(book: Book, marks: Mapping[str, _Marks], folder: Path) -> None:
    new_files.make_folder(folder)
    files = []
    for grid in book.grids:
        own = marks.get(grid.name)
        rows = grid.rows if own is None else list(_with_texts(grid, own))
        texts = [[text_of(cell or "") for cell in row] for row in rows]
        files.append((folder / f"{grid.name}{csv_folder.SUFFIX}", csv_folder.written(texts)))
    new_files.write(files)


def _with_texts(grid: Grid, own: _Marks) -> Iterator[list[Any]]:
    for row, cells in enumerate(grid.rows):
        text = FAULTS_TITLE.zh if row == own.head else "；".join(own.texts.get(row, ()))
        filled = [*cells, *[""] * (own.column + 1 - len(cells))]
        filled[own.column] = text
        yield filled

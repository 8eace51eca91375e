"""A table of a screening as a workbook: texts stay texts, and nothing is a formula."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from yaoxie import extras
from yaoxie.screening.formats import Format, flat
from yaoxie.sheets.styles import Styles, opened, write

_MOST_ROWS = 1_048_575  # of a sheet, below its heading
_BATCH = 50_000  # rows at a time
_WIDTH = 18


def write_book(frame: pl.LazyFrame, file: Path) -> None:
    """Writes a table into the only sheet of a workbook, its headings in the first row."""
    rows = flat(frame)
    names = rows.collect_schema().names()
    with opened(file, constant_memory=True) as workbook:
        styles = Styles(workbook)
        sheet = workbook.add_worksheet(file.stem)
        sheet.set_column(0, len(names) - 1, _WIDTH)
        for column, name in enumerate(names):
            write(sheet, 0, column, name, styles, "heading")
        sheet.freeze_panes(1, 0)
        written = 0
        for batch in rows.collect_batches(chunk_size=_BATCH, maintain_order=True):
            for number, row in enumerate(batch.iter_rows(), written + 1):
                for column, cell in enumerate(row):
                    if cell is not None:
                        write(sheet, number, column, cell, styles, "plain")
            written += batch.height
        sheet.autofilter(0, 0, written, len(names) - 1)


def workbook() -> Format:
    """How tables become workbooks. Raises MissingExtraError where the packages are missing."""
    extras.require("sheets")
    return Format(write_book, _MOST_ROWS)

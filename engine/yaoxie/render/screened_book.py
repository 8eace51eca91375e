"""A table of a screening as a workbook: texts stay texts, and nothing is a formula.

In Chinese its headings and words are Chinese; in English they are those of the other forms.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

import polars as pl

from yaoxie import extras
from yaoxie.render.screened_words import Row, ScreenedWords
from yaoxie.screening.formats import Format, flat
from yaoxie.sheets.styles import Styles, opened, write

_MOST_ROWS = 1_048_575  # of a sheet, below its heading
_BATCH = 50_000  # rows at a time
_WIDTH = 18


def write_book(words: ScreenedWords | None, frame: pl.LazyFrame, file: Path) -> None:
    """Writes a table into the only sheet of a workbook, its headings in the first row.

    `words`: those that stand for the names and words of the table; None where these stand.
    """
    rows = flat(frame)
    names = rows.collect_schema().names()
    with opened(file, constant_memory=True) as workbook:
        styles = Styles(workbook)
        sheet = workbook.add_worksheet(file.stem)
        sheet.set_column(0, len(names) - 1, _WIDTH)
        for column, name in enumerate(names):
            heading = name if words is None else words.heading(name)
            write(sheet, 0, column, heading, styles, "heading")
        sheet.freeze_panes(1, 0)
        written = 0
        for batch in rows.collect_batches(chunk_size=_BATCH, maintain_order=True):
            for number, row in enumerate(_worded(words, names, batch.iter_rows()), written + 1):
                for column, cell in enumerate(row):
                    if cell is not None:
                        write(sheet, number, column, cell, styles, "plain")
            written += batch.height
        sheet.autofilter(0, 0, written, len(names) - 1)


def _worded(
    words: ScreenedWords | None, names: Sequence[str], rows: Iterable[Row]
) -> Iterable[Row]:
    return rows if words is None else words.rows(names, rows)


def workbook(words: ScreenedWords | None = None) -> Format:
    """How tables become workbooks. Raises MissingExtraError where the packages are missing."""
    extras.require("sheets")
    return Format(partial(write_book, words), _MOST_ROWS)

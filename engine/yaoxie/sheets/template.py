"""Writes the workbook, or the folder of CSV files, that a company fills in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from yaoxie import extras
from yaoxie.profile.records import ProfileRecord
from yaoxie.sheets import csv_folder, example, rows
from yaoxie.sheets.cells import Cell, text_of
from yaoxie.sheets.layout import NUMBER, Column, Layout, Sheet
from yaoxie.sheets.styles import Lists, Styles, opened, write
from yaoxie.sources import new_files

PAGE = "说明"
_HEAD = 3  # rows before those of companies: headings, help, example
_WIDTHS = {"text": 22, "day": 14, "yes_no": 10, "rate": 12}
_GUIDE = (
    "企业资料",
    "",
    (
        "1. 每张表一行写一家企业或一个条目；第一列“企业序号”说明各行属于哪一家企业，"
        "只有一家企业时可以不填。"
    ),
    "2. 不知道的不填：空白表示未知，不等于零，也不等于“否”。没有的条目和资助不写行。",
    "3. 底色为橙色的列必填；选中单元格可看说明，有下拉列表的从列表中选择。",
    "4. 金额以元为单位填整数，不写“万元”；日期写作 2019-05-20；比例写作 0.40 或 40%。",
    (
        "5. 里程碑写在“里程碑”表，用“条目编号”指明属于哪个药品或医疗器械；"
        "达到的全部列出后，在该条目的“里程碑是否齐全”填“是”，一个也没有也填“是”，情况不明的不填。"
    ),
    "6. 以※开头的行和列不读取，可以保留，也可以删去。请不要改动表名和列名，不要合并单元格。",
    "7. 填好后用 yaoxie validate 检查，用 yaoxie evaluate 评估。",
)


def save(path: Path, layout: Layout, profiles: Iterable[ProfileRecord] | None = None) -> None:
    """Writes a workbook, whole or not at all; with profiles, filled in with them.

    Raises InputError where the path takes no file, MissingExtraError without the extra.
    """
    extras.require("sheets")
    filled = None if profiles is None else rows.of(profiles, layout)
    with new_files.writing(path) as fresh, opened(fresh) as workbook:
        _write(workbook, layout, filled)


def _write(workbook: Any, layout: Layout, filled: rows.Rows | None) -> None:
    styles = Styles(workbook)
    page = workbook.add_worksheet(PAGE)
    page.set_column(0, 0, 110, styles.format("wrapped"))
    for number, line in enumerate(_GUIDE):
        page.write_string(number, 0, line, styles.format("wrapped" if number else "title"))
    pages = [workbook.add_worksheet(sheet.name) for sheet in layout.sheets]
    lists = Lists(workbook, layout, styles)
    for sheet, own in zip(layout.sheets, pages, strict=True):
        head = write_head(own, sheet, layout, styles)
        for number, column in enumerate(sheet.columns):
            lists.offer(own, head, number, column, sheet)
        for row, cells in enumerate((filled or {}).get(sheet.list_name, ()), head):
            for number, column in enumerate(sheet.columns):
                if cells[column.key] is not None:
                    write(own, row, number, cells[column.key], styles, "plain")
        own.freeze_panes(1, 1)


def write_head(own: Any, sheet: Sheet, layout: Layout, styles: Styles) -> int:
    """Writes headings, help and an example; says how many rows they are."""
    shown = example.of(sheet, layout.vocabulary)
    own.set_row(1, 60)
    for number, column in enumerate(sheet.columns):
        own.set_column(number, number, width(column), column_format(column, styles))
        style = "required" if column.required else "heading"
        own.write_string(0, number, column.heading.zh, styles.format(style))
        own.write_string(1, number, _help(column), styles.format("help"))
        write(own, 2, number, shown[column.key], styles, "example")
    return _HEAD


def _help(column: Column) -> str:
    return f"{example.HELP.zh}：{column.help.zh}" if column.key == NUMBER else column.help.zh


def width(column: Column) -> int:
    """How wide a column is shown."""
    return max(_WIDTHS.get(column.type.name, 16), 2 * len(column.heading.zh) + 2)


def column_format(column: Column, styles: Styles) -> Any:
    """How the cells of a column are shown that nothing stands in yet."""
    number = {"day": "day", "yuan": "yuan", "text": "text"}.get(column.type.name, "")
    return styles.format("plain", "" if column.key == NUMBER else number)


def save_folder(
    folder: Path, layout: Layout, profiles: Iterable[ProfileRecord] | None = None
) -> None:
    """Writes a CSV file for each sheet into a folder. Raises InputError where it takes none."""
    filled = {} if profiles is None else rows.of(profiles, layout)
    new_files.make_folder(folder)
    files = [
        (folder / f"{sheet.name}{csv_folder.SUFFIX}", _csv(sheet, layout, filled))
        for sheet in layout.sheets
    ]
    new_files.write(files)


def _csv(sheet: Sheet, layout: Layout, filled: rows.Rows) -> bytes:
    return csv_folder.written(_texts(sheet, layout, filled.get(sheet.list_name, ())))


def _texts(sheet: Sheet, layout: Layout, own: Sequence[dict[str, Cell]]) -> Iterator[list[str]]:
    yield [column.heading.zh for column in sheet.columns]
    yield [_help(column) for column in sheet.columns]
    for row in (example.of(sheet, layout.vocabulary), *own):
        cells = (row[column.key] for column in sheet.columns)
        yield ["" if cell is None else text_of(cell) for cell in cells]

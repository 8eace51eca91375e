"""How workbooks that are written look: headings, days, amounts, lists to choose from, faults."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from itertools import zip_longest
from pathlib import Path
from typing import Any

from yaoxie.profile.field_types import FieldType
from yaoxie.profile.vocabulary import AWARD, MILESTONE
from yaoxie.sheets.cells import Cell
from yaoxie.sheets.layout import Column, Layout, Sheet

LISTS = "选项"
YES_NO = "yes_no"
_OPTIONS = {  # texts stay texts
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": True,
}
_CREATED = datetime(2000, 1, 1, tzinfo=UTC)  # no clock is read
_LAST_ROW = 200_000  # to which cells offer their lists
_LONGEST_TITLE, _LONGEST_TEXT = 32, 255  # of what shows beside a chosen cell
_FONT = {"font_name": "微软雅黑", "font_size": 10, "valign": "vcenter"}
_STYLES: dict[str, dict[str, Any]] = {
    "plain": {},
    "heading": {"bold": True, "bg_color": "#DCE6F1", "border": 1, "text_wrap": True},
    "required": {"bold": True, "bg_color": "#F8CBAD", "border": 1, "text_wrap": True},
    "help": {"italic": True, "font_color": "#7F7F7F", "text_wrap": True, "valign": "top"},
    "example": {"font_color": "#7F7F7F", "bg_color": "#F2F2F2"},
    "fault": {"bg_color": "#FFC7CE", "font_color": "#9C0006"},
    "faults": {"font_color": "#9C0006", "text_wrap": True, "valign": "top"},
    "title": {"bold": True, "font_size": 14},
    "wrapped": {"text_wrap": True, "valign": "top"},
}
_NUMBER_FORMATS = {"day": "yyyy-mm-dd", "yuan": "#,##0", "text": "@"}
_FIRST_DAY = date(1900, 3, 1).timetuple()  # before it workbooks count a day that never was
_WITH_COMMAS = 10_000  # from here on figures have commas; years have none
_MOST_EXACT = 999_999_999_999_999  # digits that a cell keeps


@contextmanager
def opened(path: Path, *, constant_memory: bool = False) -> Iterator[Any]:
    """A workbook to write: texts stay texts, and the same cells give the same bytes."""
    from xlsxwriter import Workbook  # noqa: PLC0415

    options = {**_OPTIONS, "constant_memory": constant_memory}
    with Workbook(str(path), options) as workbook:
        workbook.set_properties({"created": _CREATED})
        yield workbook


class Styles:
    """The formats of one workbook, each made once."""

    def __init__(self, workbook: Any) -> None:
        self._workbook = workbook
        self._made: dict[tuple[str, str], Any] = {}

    def format(self, style: str = "plain", number: str = "") -> Any:
        """A format by the name of its style, and of how its numbers are written."""
        key = (style, number)
        if key not in self._made:
            written = {"num_format": _NUMBER_FORMATS[number]} if number else {}
            self._made[key] = self._workbook.add_format({**_FONT, **_STYLES[style], **written})
        return self._made[key]


def write(sheet: Any, row: int, column: int, cell: Cell, styles: Styles, style: str) -> None:
    """Writes one cell as what it is: a text never becomes a formula, a link or a number."""
    if cell is None:
        sheet.write_blank(row, column, None, styles.format(style))
    elif isinstance(cell, bool):
        sheet.write_boolean(row, column, cell, styles.format(style))
    elif isinstance(cell, date) and cell.timetuple() >= _FIRST_DAY:
        sheet.write_datetime(row, column, cell, styles.format(style, "day"))
    elif isinstance(cell, (int, float)) and abs(cell) <= _MOST_EXACT:
        number = "yuan" if cell == cell // 1 and abs(cell) >= _WITH_COMMAS else ""
        sheet.write_number(row, column, cell, styles.format(style, number))
    else:
        sheet.write_string(row, column, str(cell), styles.format(style))


class Lists:
    """The sheet of the words to choose from, a column for each set; cells point to it."""

    def __init__(self, workbook: Any, layout: Layout, styles: Styles) -> None:
        self._vocabulary = layout.vocabulary
        self._ranges: dict[str, str] = {}
        sheet = workbook.add_worksheet(LISTS)
        sets = self._sets(layout)
        for number, (name, (_, options)) in enumerate(sets.items()):
            sheet.set_column(number, number, 18, styles.format())
            letter = _letters(number)
            self._ranges[name] = f"='{LISTS}'!${letter}$2:${letter}${len(options) + 1}"
        columns = [[title, *options] for title, options in sets.values()]
        for row, cells in enumerate(zip_longest(*columns)):  # by rows, as large books are written
            style = styles.format("plain" if row else "heading")
            for number, cell in enumerate(cells):
                if cell is not None:
                    sheet.write_string(row, number, cell, style)
        sheet.freeze_panes(1, 0)

    def _sets(self, layout: Layout) -> dict[str, tuple[str, list[str]]]:
        known = self._vocabulary
        answers = known.answers
        sets = {YES_NO: ("是或否", [answers.affirmative.zh, answers.negative.zh])}
        for sheet in layout.sheets:
            for column in sheet.columns:
                name = column.words
                if name == MILESTONE:
                    sets[name] = (column.title.zh, _milestone_titles(layout))
                elif name is not None:
                    sets.setdefault(
                        name, (column.title.zh, [word.zh for word in known.words[name]])
                    )
                elif sheet.kind == AWARD and (offered := layout.awards.offered(column.key)):
                    sets[_award_list(column)] = (column.title.zh, offered)
        return sets

    def validation(self, column: Column, sheet: Sheet) -> dict[str, Any]:
        """What cells of a column offer and refuse, and what they say when they are chosen."""
        rule = _rule(column.type)
        name = YES_NO if column.type.name == "yes_no" else column.words
        if name is not None and column.type.name != "words":
            rule = {"validate": "list", "source": self._ranges[name]}
            if column.type.open:
                rule["error_type"] = "information"
        if sheet.kind == AWARD and (offered := self._ranges.get(_award_list(column))):
            # Other payers and older measures are written as they are.
            rule = {"validate": "list", "source": offered, "show_error": False}
        message = column.help.zh
        if column.type.name == "words" and name is not None:
            titles = "、".join(word.zh for word in self._vocabulary.words[name])
            message += f"。可多选，用顿号分开：{titles}；都没有填“无”"
        shown = {
            "input_title": column.title.zh[:_LONGEST_TITLE],
            "input_message": message[:_LONGEST_TEXT],
        }
        return {**rule, **shown, "ignore_blank": True}

    def offer(self, page: Any, row: int, number: int, column: Column, sheet: Sheet) -> None:
        """Lets the cells of a column from a row on offer what they take."""
        page.data_validation(row, number, _LAST_ROW, number, self.validation(column, sheet))


def _award_list(column: Column) -> str:
    return f"{AWARD}.{column.key}"  # no set of the vocabulary has a point in its name


def _rule(type_: FieldType) -> Mapping[str, Any]:
    match type_.name:
        case "day":
            return {
                "validate": "date",
                "criteria": "between",
                "minimum": date(1900, 3, 1),
                "maximum": date(9999, 12, 31),
                "error_title": "日期",
                "error_message": "请填日期，如 2019-05-20",
            }
        case _ if type_.form.is_whole:
            return {
                "validate": "integer",
                "criteria": "between",
                "minimum": type_.form.lowest,
                "maximum": type_.form.highest,
                "error_title": "整数",
                "error_message": "请填整数，不带小数和单位",
            }
        case _:
            return {"validate": "any"}


def _milestone_titles(layout: Layout) -> list[str]:
    known = layout.vocabulary
    titles: dict[str, None] = {}
    for kind in known.milestone_kinds:
        for name in known.milestones(kind):
            if name in layout.milestones:
                titles.setdefault(known.milestone(kind, name).zh)
    return list(titles)


def _letters(number: int) -> str:
    letters, left = "", number + 1
    while left:
        left, place = divmod(left - 1, 26)
        letters = chr(ord("A") + place) + letters
    return letters

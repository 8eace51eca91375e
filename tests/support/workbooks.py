"""Workbooks for tests: of given cells, of a company that is right, and read back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import xlsxwriter
from yaoxie import Rulebook
from yaoxie.errors import Fault
from yaoxie.profile.vocabulary import Vocabulary, packaged
from yaoxie.rules import form
from yaoxie.rules.library import Library
from yaoxie.sheets import grids
from yaoxie.sheets.layout import Layout
from yaoxie.sheets.reading import Reading, read

Cells = Sequence[Sequence[Any]]
OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False}
GOOD: dict[str, list[list[Any]]] = {
    "企业": [
        ["企业序号", "企业名称", "注册园区", "独立法人", "业务活动"],
        [1, "甲公司", "海淀园", "是", "研发、生产"],
        [2, "乙公司", "昌平", "否", "无"],
    ],
    "药品": [
        ["企业序号", "编号", "药品类别", "注册分类", "项目总投资额（元）", "里程碑是否齐全"],
        [1, "D1", "创新药", "化学药品1类", 60000000.0, "是"],
        [1, "D2", "generic", None, "6,000,000", None],
        [2, "D1", None, "进口药", None, "是"],
    ],
    "医疗器械": [
        ["企业序号", "编号", "管理类别", "里程碑是否齐全"],
        [2, "V1", "三类", "是"],
    ],
    "里程碑": [
        ["企业序号", "条目编号", "里程碑", "日期（年-月-日）", "取得地"],
        [1, "D1", "进入临床试验", date(2017, 4, 12), None],
        [1, "D1", "完成II期临床", "2019年5月20日", "北京市"],
        [2, "V1", "取得注册证", "2019/8/2", "beijing"],
    ],
    "以往资助": [
        ["企业序号", "政策", "支持", "对象", "申报年度", "金额（元）"],
        [1, "zgc-2019-27", "drug-phase-2", "D1", 2018, 4000000],
        [2, "other:某区", "补助", "企业", 2017, 1],
    ],
}


def write(path: Path, sheets: Mapping[str, Cells]) -> Path:
    """A workbook of given cells; a tuple is a formula with its result."""
    with xlsxwriter.Workbook(str(path), OPTIONS) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if isinstance(cell, tuple):
                        sheet.write_formula(number, column, cell[0], None, cell[1])
                    elif isinstance(cell, date):
                        sheet.write_datetime(number, column, cell, day)
                    else:
                        sheet.write(number, column, cell)
    return path


def good(**changed: Cells) -> dict[str, Cells]:
    """The sheets of two companies that are right, some of them changed."""
    return {**GOOD, **changed}


def reading(path: Path, vocabulary: Vocabulary | None = None) -> Reading:
    """What a book says."""
    return read(grids.opened(path), vocabulary or packaged())


def layout(vocabulary: Vocabulary | None = None) -> Layout:
    """The layout of all that profiles may hold; by default the packaged measures are offered."""
    return Layout.of(form.whole(vocabulary or packaged()), None if vocabulary else _library())


@cache
def _library() -> Library:
    return Rulebook.load().library


def all_faults(path: Path) -> list[Fault]:
    """Every fault of a workbook, those of its companies last."""
    book = reading(path)
    return [*book.faults, *(fault for entry in book.companies() for fault in entry.faults)]

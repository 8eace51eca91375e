"""Whatever is handed in as a workbook ends soon, in a clear fault or a right reading."""

from __future__ import annotations

import io
import re
import struct
import time
import zipfile
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font
from yaoxie import ProfileError, Rulebook
from yaoxie.errors import Fault
from yaoxie.sheets import csv_folder, grids, packages

from tests.support import workbooks
from tests.support.command_line import run

SHEET = "xl/worksheets/sheet1.xml"


def refused(path: Path) -> list[Fault]:
    with pytest.raises(ProfileError) as caught:
        Rulebook.load().profiles_from(path)
    assert run("validate", str(path)).exit_code == 2
    return list(caught.value.faults)


def changed(source: Path, out: Path, part: str, text: bytes) -> Path:
    """A workbook with one of its parts replaced."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(entry.filename, text if entry.filename == part else old.read(entry))
    return out


@pytest.fixture
def good(tmp_path: Path) -> Path:
    return workbooks.write(tmp_path / "good.xlsx", workbooks.good())


@pytest.mark.parametrize(
    "content",
    [b"", b"PK", b"not a workbook", b"\xd0\xcf\x11\xe0" + bytes(600), b"PK\x05\x06" + bytes(18)],
)
def test_what_is_no_workbook_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "b.xlsx"
    path.write_bytes(content)
    (fault,) = refused(path)
    assert fault.file == str(path)


@pytest.mark.parametrize("suffix", [".xls", ".et", ".ods", ".xlsb", ".csv"])
def test_other_forms_are_refused_with_what_to_do(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"b{suffix}"
    path.write_bytes(b"x")
    (fault,) = refused(path)
    assert ".xlsx" in fault.expected


def test_a_missing_workbook_is_named(tmp_path: Path) -> None:
    (fault,) = refused(tmp_path / "none.xlsx")
    assert "No such file" in fault.expected


def test_a_package_that_unpacks_without_end_is_refused(
    good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packages, "MAX_UNPACKED", 2_000_000)
    bomb = changed(good, tmp_path / "bomb.xlsx", "xl/sharedStrings.xml", b" " * 50_000_000)
    assert bomb.stat().st_size < 200_000
    assert "2000000" in refused(bomb)[0].expected


def test_a_package_that_lies_about_its_size_is_measured_all_the_same(
    good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packages, "MAX_UNPACKED", 2_000_000)
    bomb = changed(good, tmp_path / "bomb.xlsx", "xl/sharedStrings.xml", b" " * 50_000_000)
    size = struct.pack("<I", 50_000_000)
    raw = bomb.read_bytes()
    assert size in raw
    bomb.write_bytes(raw.replace(size, struct.pack("<I", 10)))
    assert refused(bomb)


def test_two_cells_far_apart_make_no_table_of_billions(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "企业"
    sheet["A1"], sheet["XFD1048576"] = "企业名称", "x"
    path = tmp_path / "far.xlsx"
    book.save(path)
    (fault,) = refused(path)
    assert str(packages.MAX_CELLS) in fault.expected


def test_empty_cells_with_a_style_far_down_cost_nothing(tmp_path: Path) -> None:
    path = workbooks.write(tmp_path / "b.xlsx", {"企业": [["企业名称"], ["甲公司"]]})
    book = load_workbook(path)
    book["企业"].cell(1_000_000, 500).style = "Good"
    book.save(path)
    (profile,) = Rulebook.load().profiles_from(path)
    assert profile.company.name == "甲公司"


def test_too_large_a_file_is_refused_unread(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "MAX_FILE", 100)
    assert "100" in refused(good)[0].expected


def test_entities_are_not_followed(good: Path, tmp_path: Path) -> None:
    text = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
    for part in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels"):
        assert refused(changed(good, tmp_path / "e.xlsx", part, text))


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (("=1+1", ""), None),
        (("=1/0", "#DIV/0!"), None),
        (("=1+1", 2), 2),
        (("=A1", "海淀园"), None),
    ],
)
def test_a_formula_counts_by_its_result_and_is_a_fault_without_one(
    tmp_path: Path, cell: tuple[str, Any], value: int | None
) -> None:
    rows: list[list[Any]] = [["企业名称", "上年度营业收入（元）"], ["甲公司", cell]]
    path = workbooks.write(tmp_path / "b.xlsx", {"企业": rows})
    if value is not None:
        (profile,) = Rulebook.load().profiles_from(path)
        assert profile.company.revenue == value
    else:
        (fault,) = refused(path)
        assert (fault.line, fault.column) == (2, 2)


def test_merged_cells_are_refused_where_they_begin(tmp_path: Path) -> None:
    path = workbooks.write(tmp_path / "b.xlsx", workbooks.good())
    book = load_workbook(path)
    book["药品"].merge_cells("A2:A3")
    book.save(path)
    faults = refused(path)
    assert (faults[0].sheet, faults[0].line, faults[0].column) == ("药品", 2, 1)


def test_a_sheet_of_wrong_cells_only_ends_soon(tmp_path: Path) -> None:
    rows = [["企业序号", "企业名称", "注册地区"]]
    rows += [[str(number), f"企业{number}", f"错{number}"] for number in range(20_000)]
    path = workbooks.write(tmp_path / "b.xlsx", {"企业": rows})
    assert len(workbooks.all_faults(path)) == 20_000


def test_a_row_of_wrong_headings_only_ends_soon(tmp_path: Path) -> None:
    rows = [["企业名称", *(f"列名{number}" for number in range(5_000))], ["甲公司"]]
    path = workbooks.write(tmp_path / "b.xlsx", {"企业": rows})
    assert len(workbooks.all_faults(path)) == 5_000


@pytest.mark.parametrize("content", [b"\xff\xfe\x00\xff", b"a,b\r\n" + b"x" * 200_000 + b"\n"])
def test_a_csv_file_that_cannot_be_read_is_named(tmp_path: Path, content: bytes) -> None:
    folder = tmp_path / "book"
    folder.mkdir()
    (folder / "企业.csv").write_bytes(content)
    assert refused(folder)[0].file is not None


def test_damage_at_random_ends_in_a_fault_or_a_right_reading(good: Path, tmp_path: Path) -> None:
    raw = good.read_bytes()
    rng = Random(11)  # noqa: S311
    whole = len(workbooks.reading(good).profiles())
    for number in range(150):
        damaged = bytearray(raw)
        for _ in range(rng.randint(1, 8)):
            damaged[rng.randrange(len(raw))] = rng.randrange(256)
        path = tmp_path / f"{number}.xlsx"
        path.write_bytes(damaged)
        assert _read(path) in (None, whole)


def _read(path: Path) -> int | None:
    """How many profiles a book has; None where it is refused."""
    with suppress(ProfileError):
        return len(workbooks.reading(path).profiles())
    return None


def test_damaged_sheets_at_random_end_in_a_fault_or_a_reading(good: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(good) as package:
        text = package.read(SHEET)
    rng = Random(12)  # noqa: S311
    for _ in range(100):
        damaged = bytearray(text)
        for _ in range(rng.randint(1, 5)):
            damaged[rng.randrange(len(text))] = rng.choice(b'<>/"=ACr0123456789 &;')
        path = changed(good, tmp_path / "b.xlsx", SHEET, bytes(damaged))
        assert _read(path) in (None, 1, 2)


def test_a_csv_text_that_looks_like_a_formula_is_shielded(tmp_path: Path) -> None:
    texts = ["=1+1", "+86", "-1", "@x", "'=1", "plain", "'quoted", "\t=1"]
    folder = tmp_path / "t"
    folder.mkdir()
    raw = csv_folder.written([texts])
    (folder / "x.csv").write_bytes(raw)
    assert list(csv_folder.tables(folder)) == [("x", [texts])]
    cells = io.StringIO(raw.decode("utf-8-sig")).read().strip().split(",")
    assert not any(cell.strip('"').startswith(("=", "+", "-", "@", "\t")) for cell in cells)


def test_what_is_named_like_no_workbook_is_read_as_json(tmp_path: Path) -> None:
    assert not grids.is_book(tmp_path / "p.json")
    assert not grids.is_book("-")
    (tmp_path / "x.csv").write_text("a")
    assert grids.is_book(tmp_path)
    (tmp_path / "companies.parquet").write_text("a")
    assert not grids.is_book(tmp_path)


FAR = [
    b"<c><v>1</v></c>",
    b'<c r="xfd9"><v>1</v></c>',
    b'<c r="XFD00000009"><v>1</v></c>',
    b"<c a='/>' r=\"XFD9\"><v>1</v></c>",
    b"<c a=' r=\"A1\"' r='xfd9'><v>1</v></c>",
    b'<c a="row " r="XFD9"><v>1</v></c>',
]


@pytest.mark.parametrize("cell", FAR)
def test_a_cell_that_hides_its_place_is_refused(good: Path, tmp_path: Path, cell: bytes) -> None:
    with zipfile.ZipFile(good) as package:
        text = package.read(SHEET)
    row = b'<row r="1048576">' + cell + b"</row></sheetData>"
    path = changed(good, tmp_path / "b.xlsx", SHEET, text.replace(b"</sheetData>", row))
    (fault,) = refused(path)
    assert fault.code == "sheets.whole-workbook"


@pytest.mark.parametrize(
    "text",
    [
        b"<c " * 1_000_000,
        b"<c " + b'r="A1" ' * 500_000,
        b'<c r="A1"><f>1</f>' + b" " * 3_000_000 + b"x",
        b"<c r" + b" " * 3_000_000,
        b"<c " + b't="e" ' * 500_000,
    ],
)
def test_a_sheet_is_looked_through_in_time_that_grows_with_its_length(text: bytes) -> None:
    started = time.process_time()
    with suppress(ValueError):
        scanner = packages._Scanner()
        scanner.read(text)
        scanner.finish()
    assert time.process_time() - started < 5


def test_a_quote_that_is_never_closed_swallows_no_companies(tmp_path: Path) -> None:
    (tmp_path / "企业.csv").write_text('企业名称\n甲公司\n"乙公司\n丙公司\n', encoding="utf-8")
    (fault,) = refused(tmp_path)
    assert (fault.code, fault.line) == ("sheets.csv", 3)


def test_a_cell_without_end_is_refused_in_words_of_our_own(tmp_path: Path) -> None:
    (tmp_path / "企业.csv").write_text("企业名称\n" + "a" * 140_000, encoding="utf-8")
    (fault,) = refused(tmp_path)
    assert "引号成对" in fault.text("zh")
    assert "limit" not in fault.text("zh")


def test_empty_cells_and_columns_with_looks_of_their_own_are_no_fault(good: Path) -> None:
    before = Rulebook.load().profiles_from(good)
    book = load_workbook(good)
    for page in book:
        page.column_dimensions["B"].width = 40
        page.cell(9, 3).font = Font(bold=True)
    book.save(good)
    with zipfile.ZipFile(good) as package:
        text = package.read(SHEET)
    assert b"<col " in text
    assert re.search(rb'<c r="C9"[^<>]*/>', text)
    assert Rulebook.load().profiles_from(good) == before

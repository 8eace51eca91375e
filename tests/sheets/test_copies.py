"""Faults come back in a copy of the book, each in its row, in Chinese."""

from __future__ import annotations

import csv
import re
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from yaoxie import Profile
from yaoxie.sheets import copies, template
from yaoxie.sheets.layout import FAULTS_TITLE

from tests.support import workbooks
from tests.support.command_line import refused, run

COMPANIES = 2_000
FAULTS = 300
# Twenty kinds of fault: the sheet, a column of it, and what stands there by mistake.
KINDS: list[tuple[str, str, Any]] = [
    ("企业", "注册园区", "某某园"),
    ("企业", "独立法人", "也许"),
    ("企业", "业务活动", "研发、销售"),
    ("企业", "统一社会信用代码", "91110114MA00000014"),
    ("企业", "上年度营业收入（元）", "三千万"),
    ("企业", "注册地区", "郑州"),
    ("企业", "企业名称", None),
    ("药品", "药品类别", "创新"),
    ("药品", "项目总投资额（元）", 1.5),
    ("药品", "编号", None),
    ("药品", "研发投入（元）", -1),
    ("药品", "纳入突破性治疗", "不清楚"),
    ("药品", "企业序号", 99_999),
    ("药品", "里程碑是否齐全", "大概"),
    ("里程碑", "里程碑", "上了市"),
    ("里程碑", "日期（年-月-日）", "某日"),
    ("里程碑", "条目编号", "没有的"),
    ("里程碑", "取得地", "外国"),
    ("医疗器械", "管理类别", "第四类"),
    ("企业", "高新技术企业", 2),
]


def data(number: int) -> dict[str, Any]:
    reached = [{"milestone": "phase_2_completed", "date": "2019-05-20", "place": "beijing"}]
    return {
        "company": {"name": f"企业{number}", "park": "haidian", "activities": ["research"]},
        "drugs": [
            {"id": f"D{number}", "category": "innovative", "milestones": reached},
            {"id": f"E{number}", "category": "generic", "project_investment": 100},
        ],
        "devices": [{"id": f"V{number}", "device_class": "III", "milestones": []}],
    }


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, set[tuple[str, int]]]:
    """A workbook of 2,000 companies, and the rows (from 1) of its 300 faults."""
    folder = tmp_path_factory.mktemp("faulty")
    profiles = [Profile.from_dict(data(number)) for number in range(COMPANIES)]
    path = folder / "企业资料.xlsx"
    template.save(path, workbooks.layout(), profiles)
    book = load_workbook(path)
    places = set()
    for fault in range(FAULTS):
        name, heading, value = KINDS[fault % len(KINDS)]
        sheet = book[name]
        (column,) = [cell.column for cell in sheet[1] if cell.value == heading]
        row = 4 + fault * 5
        while (name, row) in places:
            row += 1
        sheet.cell(row, column).value = value
        places.add((name, row))
    book.save(path)
    return path, places


def beside(path: Path) -> dict[tuple[str, int], str]:
    """The texts of the columns 错误, by sheet and row."""
    book = load_workbook(path)
    texts: dict[tuple[str, int], str] = {}
    for sheet in book:
        headings = [cell.value for cell in sheet[1]]
        if FAULTS_TITLE.zh in headings[:-1] or headings[-1:] == [FAULTS_TITLE.zh]:
            at = headings.index(FAULTS_TITLE.zh)
            if sheet.title != copies.SUMMARY:
                rows = enumerate(sheet.iter_rows(min_row=2, values_only=True), 2)
                texts |= {(sheet.title, number): str(row[at]) for number, row in rows if row[at]}
    return texts


@pytest.mark.parametrize("common", [10**9, 0], ids=["marked", "written anew"])
def test_every_fault_of_many_companies_comes_back_in_its_row(
    faulty: tuple[Path, set[tuple[str, int]]],
    tmp_path: Path,
    common: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path, places = faulty
    assert len(places) == FAULTS
    monkeypatch.setattr(copies, "_COMMON", common)
    out = tmp_path / "企业资料-错误.xlsx"
    result = run("validate", str(path), "--out", str(out), "--lang", "zh")
    assert result.exit_code == 2
    texts = beside(out)
    # A row whose company or item is not known takes what belongs to it along.
    assert set(texts) >= places
    assert all(re.search("应|必填", text) for text in texts.values())
    assert all("条目编号" in texts[place] for place in set(texts) - places)
    for name, row in sorted(places)[:20]:
        assert f"{name}!" in result.stderr
        assert str(row) in result.stderr
    copied, original = load_workbook(out), load_workbook(path)
    for name in ("企业", "药品", "里程碑"):
        for row in original[name].iter_rows(min_row=1, max_row=40):
            for cell in row:
                same = copied[name].cell(cell.row, cell.column).value
                assert same == cell.value or (same, cell.value) == (None, "")
    sheet = copied["企业"]
    headings = [cell.value for cell in sheet[1]]
    wrong = sheet.cell(4, headings.index("注册园区") + 1)
    assert wrong.value == "某某园"
    assert wrong.fill.fgColor.rgb == "FFFFC7CE"
    assert sheet.cell(5, wrong.column).fill.fgColor.rgb != "FFFFC7CE"


def test_a_copy_that_was_mended_is_read_again_and_its_column_taken_over(tmp_path: Path) -> None:
    sheets = workbooks.good()
    sheets["企业"] = [[*row] for row in sheets["企业"]]
    sheets["企业"][1][3] = "也许"  # type: ignore[index]
    path = workbooks.write(tmp_path / "b.xlsx", sheets)
    out = tmp_path / "faults.xlsx"
    assert run("validate", str(path), "--out", str(out)).exit_code == 2
    assert list(beside(out)) == [("企业", 2)]
    again = tmp_path / "again.xlsx"
    assert run("validate", str(out), "--out", str(again)).exit_code == 2
    assert beside(again) == beside(out)
    book = load_workbook(out)
    book["企业"].cell(2, 4).value = "是"
    book.save(out)
    mended = run("validate", str(out), "--out", str(tmp_path / "none.xlsx"))
    assert mended.exit_code == 0, mended.stderr
    assert not (tmp_path / "none.xlsx").exists()


def test_no_text_becomes_a_formula_in_a_copy(tmp_path: Path) -> None:
    sheets = {"企业": [["企业名称", "独立法人"], ["=1+1", '=HYPERLINK("x")']]}
    path = workbooks.write(tmp_path / "b.xlsx", sheets)
    for common in (10**9, 0):
        out = tmp_path / f"{common}.xlsx"
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(copies, "_COMMON", common)
            assert run("validate", str(path), "--out", str(out)).exit_code == 2
        for sheet in load_workbook(out):
            assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
        assert load_workbook(out)["企业"].cell(2, 1).value == "=1+1"


def test_a_folder_comes_back_with_its_faults_too(tmp_path: Path) -> None:
    folder = tmp_path / "资料"
    template.save_folder(folder, workbooks.layout(), [Profile.from_dict(data(1))])
    file = folder / "药品.csv"
    file.write_text(file.read_text("utf-8-sig").replace("创新药,", "创新,"), "utf-8")
    out = tmp_path / "错误"
    assert run("validate", str(folder), "--out", str(out)).exit_code == 2
    with (out / "药品.csv").open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.reader(lines))
    assert rows[0][-1] == "错误"
    example, wrong = [row for row in rows[1:] if row[-1]]
    assert "※" in example[-1]  # it was written over, too
    assert "药品类别" in wrong[-1]
    assert {entry.name for entry in out.iterdir()} == {entry.name for entry in folder.iterdir()}


@pytest.mark.parametrize(
    ("name", "out"), [("p.json", "x.xlsx"), ("b.xlsx", "x.csv"), ("b.xlsx", "b.xlsx")]
)
def test_a_copy_goes_to_a_workbook_of_another_name(tmp_path: Path, name: str, out: str) -> None:
    workbooks.write(tmp_path / "b.xlsx", workbooks.good())
    (tmp_path / "p.json").write_text("{}")
    before = (tmp_path / "b.xlsx").read_bytes()
    assert run("validate", str(tmp_path / name), "--out", str(tmp_path / out)).exit_code == 2
    assert (tmp_path / "b.xlsx").read_bytes() == before


@pytest.mark.parametrize("common", [10**9, 0], ids=["marked", "written anew"])
def test_the_same_book_gives_the_same_copy_byte_for_byte(
    tmp_path: Path, common: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [["企业名称", "独立法人"], ["甲公司", "也许"]]
    path = workbooks.write(tmp_path / "b.xlsx", {"企业": rows})
    monkeypatch.setattr(copies, "_COMMON", common)
    outs = [tmp_path / "first.xlsx", tmp_path / "second.xlsx"]
    for out in outs:
        assert run("validate", str(path), "--out", str(out)).exit_code == 2
        time.sleep(2.1)  # packages keep every second second
    assert outs[0].read_bytes() == outs[1].read_bytes()


def test_cells_merged_across_the_column_of_faults_come_apart_in_the_copy(tmp_path: Path) -> None:
    path = workbooks.write(
        tmp_path / "b.xlsx", {"企业": [["企业名称", "独立法人"], ["甲", "也许"]]}
    )
    book = load_workbook(path)
    book["企业"].merge_cells("A2:F2")
    book.save(path)
    out = tmp_path / "copy.xlsx"
    assert run("validate", str(path), "--out", str(out)).exit_code == 2
    assert load_workbook(out)["企业"]["C2"].value


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "books"
    folder.mkdir()
    (folder / "企业.csv").write_text("企业名称,独立法人\n甲,也许\n", encoding="utf-8")
    nowhere = str(tmp_path / "no" / "folder")
    assert run("validate", str(folder), "--out", nowhere).exit_code == 2
    assert run("template", "--out", nowhere).exit_code == 2


def test_a_book_whose_looks_cannot_be_read_has_its_copy_all_the_same(tmp_path: Path) -> None:
    rows = [["企业名称", "独立法人"], ["甲", "也许"]]
    path = workbooks.write(tmp_path / "b.xlsx", {"企业": rows})
    odd, out = tmp_path / "odd.xlsx", tmp_path / "copy.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(odd, "w") as new:
        for entry in old.infolist():
            new.writestr(entry.filename, old.read(entry).replace(b'"gray125"', b'"nosuch"'))
    assert run("validate", str(odd), "--out", str(out)).exit_code == 2
    sheet = load_workbook(out)["企业"]
    assert [cell.value for cell in sheet[1]][-1] == FAULTS_TITLE.zh
    assert sheet["C2"].value


def test_faults_are_named_in_the_order_of_the_cells_and_then_the_copy_that_has_them(
    tmp_path: Path,
) -> None:
    book, copy = tmp_path / "资料", tmp_path / "副本"
    book.mkdir()
    companies = ["企业序号,企业名称,注册园区", "1,甲,巴黎", "1,乙,海淀园", ",,"]
    drugs = ["企业序号,编号,药品类别", "1,D,创", "1,D,仿制药"]
    for name, rows in (("企业", companies), ("药品", drugs)):
        (book / f"{name}.csv").write_text("\n".join(rows), encoding="utf-8")
    lines = refused(run("validate", str(book), "--out", str(copy)))
    places = [line.split(":")[0].removeprefix(f"{book} ") for line in lines[:-1]]
    assert places == ["企业!C2", "企业!A3", "药品!C2", "药品!B3"]
    assert lines[-1] == f"a copy with the faults: {copy}"
    assert (copy / "药品.csv").exists()

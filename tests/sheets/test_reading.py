"""Books are read as people fill them in, and every fault has its sheet, row and column."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from yaoxie import ProfileError, Rulebook
from yaoxie.sheets import csv_folder
from yaoxie.sheets.cells import text_of

from tests.support import workbooks
from tests.support.command_line import run
from tests.support.workbooks import GOOD, good


def book(folder: Path, **changed: Any) -> Path:
    return workbooks.write(folder / "book.xlsx", good(**changed))


def changed(sheet: str, row: int, column: int, cell: Any) -> dict[str, Any]:
    """The good sheets with one cell changed; rows and columns count from 1."""
    rows = [list(cells) for cells in GOOD[sheet]]
    rows[row - 1][column - 1] = cell
    return {sheet: rows}


def faults(path: Path) -> list[tuple[str | None, str, str | None]]:
    """Sheet, cell and nearest name of every fault."""
    return [
        (fault.sheet, fault.text("en").split()[1].rstrip(":"), fault.nearest)
        for fault in workbooks.all_faults(path)
    ]


def test_a_book_is_read_by_titles_aliases_and_words(tmp_path: Path) -> None:
    first, second = Rulebook.load().profiles_from(book(tmp_path))
    assert first.company.park == "haidian"
    assert first.company.activities == ("research", "production")
    assert (second.company.park, second.company.activities) == ("changping", ())
    assert first.drugs is not None
    one, two = first.drugs
    assert (one.registration_class, one.project_investment) == ("chemical-1", 60_000_000)
    assert one.milestones is not None
    assert [str(entry.date) for entry in one.milestones] == ["2017-04-12", "2019-05-20"]
    assert one.milestones[1].milestone == "phase_2_completed"
    assert (two.category, two.project_investment, two.milestones) == ("generic", 6_000_000, None)
    assert second.drugs is not None
    assert second.drugs[0].milestones == ()
    assert second.drugs[0].registration_class == "进口药"
    assert second.devices is not None
    assert second.devices[0].device_class == "III"
    assert second.awards is not None
    assert second.awards[0].subject == "company"


def test_a_folder_of_csv_files_is_read_like_the_workbook(tmp_path: Path) -> None:
    folder = tmp_path / "资料"
    folder.mkdir()
    for name, rows in GOOD.items():
        texts = [["" if cell is None else text_of(cell) for cell in row] for row in rows]
        (folder / f"{name}.csv").write_bytes(csv_folder.written(texts))
    rulebook = Rulebook.load()
    profiles = rulebook.profiles_from(folder)
    assert profiles == rulebook.profiles_from(book(tmp_path))
    for file in folder.iterdir():
        file.write_bytes(file.read_text("utf-8-sig").encode("gbk"))
    assert rulebook.profiles_from(folder) == profiles


@pytest.mark.parametrize(
    ("sheet", "row", "column", "cell", "near"),
    [
        ("企业", 2, 3, "海定园", "海淀园"),
        ("企业", 2, 4, "也许", None),
        ("企业", 3, 1, 1, None),
        ("企业", 3, 1, None, None),
        ("企业", 1, 3, "注册园", "注册园区"),
        ("企业", 1, 4, "注册园区", None),
        ("药品", 2, 1, 9, None),
        ("药品", 2, 3, "创新", None),
        ("药品", 2, 5, 1.5, None),
        ("药品", 3, 2, "D1", None),
        ("药品", 3, 5, "600万", None),
        ("药品", 2, 6, None, None),
        ("医疗器械", 2, 3, "第四类", None),
        ("里程碑", 2, 2, "D11", None),
        ("里程碑", 2, 4, 43605.0, "2019-05-20"),
        ("里程碑", 4, 3, "取得注册证书", "取得医疗器械注册证"),
        ("里程碑", 4, 3, "通过一致性评价", None),
        ("里程碑", 3, 4, "2016-01-01", None),
        ("以往资助", 2, 4, "D7", None),
        ("以往资助", 2, 6, 0, None),
        ("以往资助", 2, 5, "去年", None),
        ("以往资助", 2, 3, None, None),
    ],
)
def test_a_fault_stands_at_its_cell(
    tmp_path: Path, sheet: str, row: int, column: int, cell: Any, near: str | None
) -> None:
    found = faults(book(tmp_path, **changed(sheet, row, column, cell)))
    letter = "ABCDEF"[column - 1]
    assert (sheet, f"{sheet}!{letter}{row}") in [entry[:2] for entry in found]
    at = next(entry for entry in found if entry[1] == f"{sheet}!{letter}{row}")
    if near is not None:
        assert at[2] == near


def test_every_fault_is_named_in_one_go(tmp_path: Path) -> None:
    wrong = {
        **changed("企业", 2, 4, "也许"),
        **changed("药品", 3, 5, "600万"),
        **changed("里程碑", 2, 4, "某日"),
    }
    path = book(tmp_path, **wrong)
    with pytest.raises(ProfileError) as caught:
        Rulebook.load().profiles_from(path)
    assert len(caught.value.faults) == 3
    result = run("validate", str(path))
    assert result.exit_code == 2
    for cell in ("企业!D2", "药品!E3", "里程碑!D2"):
        assert cell in result.stderr


def test_rows_and_columns_that_begin_with_a_mark_are_passed_over(tmp_path: Path) -> None:
    rows = [[*GOOD["企业"][0], "※备注"], *([*row, "随便"] for row in GOOD["企业"][1:])]
    rows.insert(1, ["※这一行不读", "丙公司", "某园", None, None, None])
    profiles = Rulebook.load().profiles_from(book(tmp_path, 企业=rows))
    assert [profile.company.name for profile in profiles] == ["甲公司", "乙公司"]


def test_an_example_that_was_written_over_is_not_passed_over_in_silence(tmp_path: Path) -> None:
    rows = [*GOOD["企业"], ["※示例", "丙公司", None, None, None]]
    assert faults(book(tmp_path, 企业=rows)) == [("企业", "企业!A4", None)]


def test_a_book_of_one_company_needs_no_numbers(tmp_path: Path) -> None:
    sheets = {
        "企业": [["企业名称"], ["甲公司"]],
        "药品": [["编号", "里程碑是否齐全"], ["D1", "是"]],
        "我的笔记": [["随便写"]],
    }
    (profile,) = Rulebook.load().profiles_from(workbooks.write(tmp_path / "b.xlsx", sheets))
    assert profile.drugs is not None
    assert profile.drugs[0].milestones == ()


@pytest.mark.parametrize(
    ("sheets", "cell", "near"),
    [
        ({"药品": GOOD["药品"]}, "", None),
        ({"企业": GOOD["企业"], "药品表": GOOD["药品"]}, "药品表", "药品"),
        ({"企业": GOOD["企业"][:1]}, "企业", None),
        ({"企业": [["甲", "乙"], ["丙", "丁"]]}, "企业", None),
        ({"企业": [], "药品": GOOD["药品"]}, "企业", None),
        ({"企业": [["企业序号", "注册园区"], [1, "海淀园"]]}, "企业!1", None),
        ({"企业": GOOD["企业"], "drugs": GOOD["药品"], "药品": GOOD["药品"]}, "药品", None),
    ],
)
def test_wrong_sheets_are_named(
    tmp_path: Path, sheets: dict[str, Any], cell: str, near: str | None
) -> None:
    found = faults(workbooks.write(tmp_path / "b.xlsx", sheets))
    assert (cell, near) in [(entry[1] if cell else "", entry[2]) for entry in found]


def test_a_book_is_evaluated_compared_and_screened_company_by_company(tmp_path: Path) -> None:
    path = book(tmp_path)
    rulebook = Rulebook.load()
    profiles = rulebook.profiles_from(path)
    lines = run("evaluate", str(path), "--year", "2019", "--format", "json").stdout.splitlines()
    assert lines == [rulebook.evaluate(profile, 2019).to_json() for profile in profiles]
    lines = run("compare", str(path), "--year", "2019", "--format", "json").stdout.splitlines()
    assert lines == [rulebook.compare(profile, 2019).to_json() for profile in profiles]
    screened = rulebook.screen(path, 2019).findings.collect()
    same = rulebook.screen(list(profiles), 2019).findings.collect()
    assert screened.drop("company").equals(same.drop("company"))
    assert sorted(set(screened["company"])) == [2, 3]  # the rows of their sheet
    assert "甲公司: valid" in run("validate", str(path)).stdout


def test_screening_leaves_out_companies_with_faults_and_names_them(tmp_path: Path) -> None:
    path = book(tmp_path, **changed("药品", 4, 3, "某类"))
    screened = Rulebook.load().screen(path, 2019)
    assert set(screened.findings.collect()["company"]) == {2}
    assert set(screened.faults.collect()["company"]) == {3}


def test_advice_takes_a_book_of_one_company_alone(tmp_path: Path) -> None:
    result = run("advise", str(book(tmp_path)), "--year", "2019")
    assert result.exit_code == 2
    assert "2" in result.stderr


def test_a_cell_that_is_asked_for_and_not_filled_is_called_blank(tmp_path: Path) -> None:
    path = book(tmp_path, **changed("企业", 3, 2, None))
    (fault,) = workbooks.all_faults(path)
    assert fault.text("zh").endswith("：空白；此字段必填")
    assert "blank; expected" in fault.text("en")

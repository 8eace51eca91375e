"""An answer as a workbook says what the report says, and holds no formula."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from yaoxie import Report, Rulebook
from yaoxie.render import answer_book
from yaoxie.render.wording import Wording

from tests.support import workbooks
from tests.support.command_line import PROFILE, run

RULEBOOK = Rulebook.load()
SHEETS = ["汇总", "支持", "条件", "尚缺", "来源"]


def rows(path: Path, sheet: str) -> list[dict[str, Any]]:
    """The rows of a sheet, by their headings."""
    headings, *cells = load_workbook(path)[sheet].iter_rows(values_only=True)
    return [dict(zip(map(str, headings), row, strict=True)) for row in cells]


@pytest.fixture
def book(tmp_path: Path) -> tuple[Path, Report]:
    report = RULEBOOK.evaluate(RULEBOOK.profile(PROFILE), 2019)
    path = tmp_path / "answer.xlsx"
    answer_book.save(path, [report], Wording("zh"))
    return path, report


def test_every_finding_requirement_and_missing_field_has_its_row(book: tuple[Path, Report]) -> None:
    path, report = book
    data = report.to_dict()
    assert load_workbook(path).sheetnames == SHEETS
    (summary,) = rows(path, "汇总")
    assert summary["合计上限（元）"] == data["total_ceiling"]
    assert summary["待定全部符合时（元）"] == data["potential_ceiling"]
    assert summary["下一步"].startswith("下一步：")
    findings = data["findings"]
    supports = rows(path, "支持")
    assert len(supports) == len(findings)
    for row, finding in zip(supports, findings, strict=True):
        words = {"eligible": "符合", "ineligible": "不符合", "undetermined": "待定"}
        assert row["状态"] == words[finding["status"]]
        is_refused = finding["status"] == "ineligible"
        assert row["上限（元）"] == (None if is_refused else finding["ceiling"])
        assert row["计入（元）"] == (None if is_refused else finding["counted"])
        assert bool(row["未满足的条件"]) == is_refused
    requirements = rows(path, "条件")
    flat = [entry for finding in findings for entry in finding["requirements"]]
    outcomes = {"met": "满足", "unmet": "不满足", "unknown": "未知"}
    assert [row["判定"] for row in requirements] == [outcomes[entry["outcome"]] for entry in flat]
    assert [row["条款"] for row in requirements] == [entry["source"]["at"] for entry in flat]
    missing = [at for finding in findings for at in finding["missing"]]
    assert [row["字段位置（JSON指针）"] for row in rows(path, "尚缺")] == missing
    documents = {row["文件"] for row in rows(path, "来源")}
    assert {row["文件"] for row in requirements} <= documents


def test_an_answer_of_several_companies_and_all_measures_is_one_workbook(tmp_path: Path) -> None:
    source = workbooks.write(tmp_path / "b.xlsx", workbooks.good())
    out = tmp_path / "answer.xlsx"
    arguments = ("evaluate", str(source), "--year", "2024", "--measure", "all")
    result = run(*arguments, "--format", "xlsx", "--out", str(out), "--lang", "zh")
    assert (result.exit_code, result.stdout) == (0, "")
    profiles = RULEBOOK.profiles_from(source)
    reports = [report for each in profiles for report in RULEBOOK.evaluate_all(each, 2024).reports]
    summary = rows(out, "汇总")
    assert [row["政策编号"] for row in summary] == [report.measure for report in reports]
    assert {row["企业名称"] for row in summary} == {"甲公司", "乙公司"}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_text_of_a_profile_becomes_a_formula_and_the_same_gives_the_same_bytes(
    tmp_path: Path, lang: str
) -> None:
    name = '=HYPERLINK("http://x","y")'
    data = {**PROFILE, "company": {**PROFILE["company"], "name": name}}
    report = RULEBOOK.evaluate(RULEBOOK.profile(data), 2019)
    paths = [tmp_path / "first.xlsx", tmp_path / "second.xlsx"]
    for path in paths:
        answer_book.save(path, [report], Wording(lang))  # type: ignore[arg-type]
    assert paths[0].read_bytes() == paths[1].read_bytes()
    book = load_workbook(paths[0])
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert name in {cell.value for cell in cells}
    assert all(cell.data_type != "f" and cell.hyperlink is None for cell in cells)


@pytest.mark.parametrize(
    "arguments",
    [
        ["--format", "xlsx"],
        ["--format", "xlsx", "--out", "x.pdf"],
        ["--out", "x.xlsx"],
        ["--format", "xls"],
    ],
)
def test_options_that_do_not_fit_are_refused(arguments: list[str], tmp_path: Path) -> None:
    source = workbooks.write(tmp_path / "b.xlsx", workbooks.good())
    result = run("evaluate", str(source), *arguments)
    assert result.exit_code == 2
    assert list(tmp_path.iterdir()) == [source]


def test_a_file_that_is_there_is_replaced_with_force_alone(tmp_path: Path) -> None:
    source = workbooks.write(tmp_path / "b.xlsx", workbooks.good())
    out = tmp_path / "answer.xlsx"
    out.write_text("mine")
    arguments = ("evaluate", str(source), "--format", "xlsx", "--out", str(out), "--lang", "zh")
    assert run(*arguments).exit_code == 2
    assert out.read_text() == "mine"
    assert run(*arguments, "--force").exit_code == 0
    assert load_workbook(out).sheetnames == SHEETS

"""`yaoxie screen` and `yaoxie synth` as users type them."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from python_calamine import CalamineWorkbook
from yaoxie import Profile, Rulebook, extras

from tests.support import spark
from tests.support.command_line import refused, run


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Tables of 300 made-up companies, by the command itself."""
    folder = tmp_path_factory.mktemp("made") / "tables"
    assert run("synth", "300", "--seed", "5", "--year", "2024", "--out", str(folder)).exit_code == 0
    return folder


def test_synthetic_lines_are_profiles_and_the_same_for_the_same_seed() -> None:
    first = run("synth", "40", "--seed", "5")
    assert first.exit_code == 0
    assert first.stdout_bytes == run("synth", "40", "--seed", "5").stdout_bytes
    assert first.stdout_bytes != run("synth", "40", "--seed", "6").stdout_bytes
    lines = first.stdout.splitlines()
    assert len(lines) == 40
    assert all(Profile.from_json(line).company.name for line in lines)


def test_screening_says_of_each_company_what_evaluating_says(
    rulebook: Rulebook, folder: Path, tmp_path: Path
) -> None:
    lines = tmp_path / "companies.ndjson.zst"
    plain = tmp_path / "companies.ndjson"
    for file in (lines, plain):
        options = ("--seed", "5", "--year", "2024", "--out", str(file))
        assert run("synth", "300", *options).exit_code == 0
    outs = []
    for number, given in enumerate((folder, lines)):
        out = tmp_path / f"out-{number}.parquet"
        options = ("--year", "2024", "--measure", "chengdu-2025", "--reading", "schemes-exclude=no")
        result = run("screen", str(given), "--out", str(out), *options)
        assert result.exit_code == 0, result.stderr
        assert "300 companies screened" in result.stderr
        outs.append(pl.read_parquet(out))
    assert outs[0].equals(outs[1])
    totals = pl.read_parquet(tmp_path / "out-0.companies.parquet")["total_ceiling"].to_list()
    profiles = [Profile.from_json(line) for line in plain.read_text(encoding="utf-8").splitlines()]
    readings = {"schemes-exclude": "no"}
    expected = [rulebook.evaluate(profile, 2024, "chengdu-2025", readings) for profile in profiles]
    assert totals == [report.total_ceiling for report in expected]


def test_bad_rows_are_counted_and_named(tmp_path: Path) -> None:
    file = tmp_path / "lines.ndjson"
    file.write_text('{"company": {"name": "甲"}}\n{"company": {}}\n', encoding="utf-8")
    out = tmp_path / "out.parquet"
    result = run("screen", str(file), "--out", str(out), "--year", "2019")
    assert result.exit_code == 0
    assert "1 bad row left out" in result.stderr
    (row,) = (tmp_path / "out.bad.ndjson").read_text(encoding="utf-8").splitlines()
    assert json.loads(row)["company"] == 2
    strict = run("screen", str(file), "--out", str(tmp_path / "no.parquet"), "--strict")
    assert refused(strict)[0].startswith("2: /company/name")
    assert not (tmp_path / "no.parquet").exists()


def test_the_summary_is_printed_in_both_languages(folder: Path, tmp_path: Path) -> None:
    for lang, word in (("zh", "企业"), ("en", "companies")):
        out = str(tmp_path / f"{lang}.parquet")
        result = run(
            *("screen", str(folder), "--out", out, "--year", "2019", "--summary", "--lang", lang),
            columns=100,
        )
        assert result.exit_code == 0, result.stderr
        assert word in result.stdout


def test_several_measures_are_screened_in_one_pass(folder: Path, tmp_path: Path) -> None:
    outs = []
    for number, names in enumerate((("--measure", "shanghai,suzhou"), ("--measure", "suzhou"))):
        more = ("--measure", "shanghai") if number else ()
        out = tmp_path / f"{number}.parquet"
        result = run("screen", str(folder), "--out", str(out), "--year", "2024", *names, *more)
        assert result.exit_code == 0, result.stderr
        assert f"totals under all measures: {tmp_path / f'{number}.totals.parquet'}" in (
            result.stderr.replace("\n", "")
        )
        outs.append(pl.read_parquet(out))
    measures = [out["measure"].unique(maintain_order=True).to_list() for out in outs]
    assert sorted(measures[0]) == sorted(measures[1])
    assert measures[0] != measures[1]  # they stand as they were asked for
    assert len(measures[0]) > 1
    assert pl.read_parquet(tmp_path / "0.totals.parquet").height == 300


def test_the_summaries_of_several_measures_follow_each_other(folder: Path, tmp_path: Path) -> None:
    names = ("--measure", "zgc-2019-27,chengdu-2025")
    out = ("--out", str(tmp_path / "out.parquet"))
    result = run("screen", str(folder), *out, "--year", "2025", *names, "--summary", columns=100)
    assert result.exit_code == 0, result.stderr
    first, second = (result.stdout.find(name) for name in ("zgc-2019-27", "chengdu-2025"))
    assert 0 <= first < second


def test_the_summary_is_written_as_json(folder: Path, tmp_path: Path) -> None:
    out, file = tmp_path / "all.parquet", tmp_path / "summary.json"
    options = (
        "--year",
        "2025",
        "--measure",
        "chongqing-2022,chongqing-2025",
        "--summary-out",
        str(file),
    )
    result = run("screen", str(folder), "--out", str(out), *options)
    assert result.exit_code == 0, result.stderr
    data = json.loads(file.read_text(encoding="utf-8"))
    totals = pl.read_parquet(tmp_path / "all.totals.parquet")
    assert data["budget"]["total"] == totals["total_ceiling"].sum()
    assert {own["companies"] for own in data["measures"]} == {300}
    again = run("screen", str(folder), "--out", str(out), "--force", *options)
    assert again.exit_code == 0, again.stderr
    assert json.loads(file.read_text(encoding="utf-8")) == data


def test_a_page_asks_for_its_extra_before_anything_is_screened(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(extras.PACKAGES, "charts", ("no_such_package",))
    out = tmp_path / "out.parquet"
    page = str(tmp_path / "summary.html")
    result = run("screen", str(folder), "--out", str(out), "--year", "2025", "--summary-out", page)
    assert result.exit_code == 2
    assert "yaoxie[charts]" in result.stderr
    assert not list(tmp_path.iterdir())


def test_a_summary_takes_no_name_of_another_file(folder: Path, tmp_path: Path) -> None:
    there = tmp_path / "there.json"
    there.write_text("{}", encoding="utf-8")
    names = ["summary.txt", "there.json", "out.bad.ndjson", "new.json", "new.json"]
    options = [option for name in names for option in ("--summary-out", str(tmp_path / name))]
    out = str(tmp_path / "out.parquet")
    lines = refused(run("screen", str(folder), "--out", out, "--year", "2025", *options))
    assert len(lines) == 4
    assert "a name that ends in .json or .html" in lines[0]
    assert "--force replaces it" in lines[1]
    assert "another name" in lines[3]
    assert not Path(out).exists()
    csv_ = refused(*[run("screen", str(folder), "--out", str(tmp_path / "a.csv"), *options[6:8])])
    assert csv_[0].startswith("/summary-out")


def test_lines_come_from_standard_input_and_findings_go_to_standard_output(
    rulebook: Rulebook,
) -> None:
    lines = run("synth", "30", "--seed", "5", "--year", "2024").stdout_bytes
    options = ("--year", "2024", "--measure", "chengdu-2025")
    result = run("screen", "-", "--out", "-", *options, stdin=lines + b"{}\n")
    assert result.exit_code == 0, result.stderr
    profiles = [Profile.from_json(line) for line in lines.splitlines()]
    reports = [rulebook.evaluate(profile, 2024, "chengdu-2025") for profile in profiles]
    rows = list(csv.DictReader(result.stdout.splitlines()))
    findings = [finding for report in reports for finding in report.findings]
    assert [(row["support"], row["status"], int(row["ceiling"])) for row in rows] == [
        (finding.support, finding.status, finding.ceiling) for finding in findings
    ]
    assert "30 companies screened" in result.stderr
    assert '{"company": 31, "faults": [{"pointer": "/company"' in result.stderr


def test_a_workbook_holds_texts_as_texts(tmp_path: Path) -> None:
    file, out = tmp_path / "lines.ndjson", tmp_path / "out.xlsx"
    file.write_text('{"company": {"id": "=1+1", "name": "甲"}}\n', encoding="utf-8")
    options = ("--year", "2025", "--measure", "shanghai", "--reasons")
    result = run("screen", str(file), "--out", str(out), *options)
    assert result.exit_code == 0, result.stderr
    book = CalamineWorkbook.from_path(tmp_path / "out.companies.xlsx")
    heading, row = book.get_sheet_by_index(0).to_python()
    assert dict(zip(heading, row, strict=True))["company_id"] == "=1+1"
    assert (tmp_path / "out.reasons.xlsx").exists()


def sheet(file: Path) -> list[list[Any]]:
    rows: list[list[Any]] = CalamineWorkbook.from_path(file).get_sheet_by_index(0).to_python()
    return rows


@pytest.mark.parametrize("measure", ["zgc-2019-27", "suzhou-2023,zgc-2019-27"])
def test_a_workbook_in_chinese_has_chinese_headings_and_words(tmp_path: Path, measure: str) -> None:
    lines = tmp_path / "lines.ndjson"
    assert run("synth", "60", "--year", "2019", "--out", str(lines)).exit_code == 0
    by = ("--by", "company.region", "--by", "company.legal_person")
    options = ("--year", "2019", "--measure", measure, "--reasons", *by)
    for name, lang in (("zh.xlsx", "zh"), ("en.xlsx", "en"), ("plain.csv", "zh")):
        result = run("screen", str(lines), "--out", str(tmp_path / name), *options, lang=lang)
        assert result.exit_code == 0, result.stderr
    tables = ["", ".companies", ".reasons", *([".totals"] if "," in measure else [])]
    for table in tables:
        chinese, english = (sheet(tmp_path / f"{lang}{table}.xlsx") for lang in ("zh", "en"))
        text = (tmp_path / f"plain{table}.csv").read_text(encoding="utf-8-sig")
        assert english[0] == next(csv.reader([text.splitlines()[0]]))
        assert all("\u4e00" <= heading[0] <= "\u9fff" for heading in chinese[0])
        assert len(set(chinese[0])) == len(chinese[0])
        assert len(chinese) == len(english) > 1
    rows, columns = sheet(tmp_path / "zh.xlsx"), sheet(tmp_path / "en.xlsx")[0]
    values = {name: {row[at] for row in rows[1:]} - {""} for at, name in enumerate(columns)}
    assert values["status"] == {"符合", "不符合", "待定"}
    assert values["upper_bound"] | values["company.legal_person"] <= {"是", "否"}
    assert {"上限", "比例"} & values["bound_by"]
    assert "完成Ⅱ期临床试验的创新药（drug-phase-2）" in values["support"]
    assert {"北京", "上海"} <= values["company.region"]


@pytest.mark.parametrize(
    ("given", "options", "expected"),
    [
        ("-", ("--resume",), "/resume: '-'"),
        ("-", ("--out", "-", "--reasons"), "/reasons: '-'"),
        ("-", ("--open-only", "--summary"), "/summary"),
        ("-", ("--out", "out.csv", "--summary"), "/summary: 'out.csv'"),
    ],
)
def test_options_that_make_no_sense_of_streams_are_refused(
    given: str, options: tuple[str, ...], expected: str, tmp_path: Path
) -> None:
    result = run("screen", given, "--out", str(tmp_path / "out.parquet"), *options, stdin=b"")
    assert expected in "\n".join(refused(result))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (("--measure", "all,shangai"), "/measure: 'shangai'"),
        (("--measure", "all", "--reading", "cap-scope=company"), "/readings/cap-scope"),
        (("--out", "-", "--engine", "spark"), "/out: '-'"),
        (("--measure", "shangai"), "/measure: 'shangai'"),
        (("--reading", "rd-base=whole"), "/readings/rd-base"),
        (("--year", "0"), "/year: 0"),
        (("--engine", "sparc"), "/engine: 'sparc'; expected one of local, spark"),
        (("--lang", "de"), "/lang: 'de'"),
        (("--out", "/no/such/folder/out.parquet"), "/out: '/no/such/folder/out.parquet'"),
        (
            ("--out", "out.parqet"),
            "/out: 'out.parqet'; expected a name that ends in one of .parquet, ",
        ),
    ],
)
def test_wrong_options_of_a_screening_are_refused(
    folder: Path, tmp_path: Path, options: tuple[str, ...], expected: str
) -> None:
    out = ("--out", str(tmp_path / "out.parquet"))
    result = run("screen", str(folder), *out, *options)
    assert expected in "\n".join(refused(result))
    assert list(tmp_path.iterdir()) == []


def test_spark_screens_lines_with_the_options_of_a_local_run(tmp_path: Path) -> None:
    lines = tmp_path / "companies.ndjson.zst"
    made = run(
        "synth", "60", "--seed", "5", "--year", "2025", "--faults", "0.1", "--out", str(lines)
    )
    assert made.exit_code == 0, made.stderr
    options = ("--measure", "chengdu-2025,suzhou-2023", "--reasons", "--by", "company.region")
    with spark.in_process():
        for engine in ("local", "spark"):
            out = tmp_path / f"{engine}.csv"
            asked = ("--year", "2025", "--open-only", *options, "--engine", engine)
            result = run("screen", str(lines), "--out", str(out), *asked)
            assert result.exit_code == 0, result.stderr
    names = ("csv", "companies.csv", "totals.csv", "reasons.csv", "bad.ndjson")
    for name in names:
        ours, theirs = ((tmp_path / f"{engine}.{name}") for engine in ("spark", "local"))
        assert ours.read_bytes() == theirs.read_bytes()
    book = run("screen", "companies.xlsx", "--out", str(tmp_path / "no.csv"), "--engine", "spark")
    assert "a folder of Parquet tables, or a file of NDJSON, on Spark" in "\n".join(refused(book))


def test_an_input_that_is_not_there_is_refused(tmp_path: Path) -> None:
    result = run("screen", str(tmp_path / "none"), "--out", str(tmp_path / "out.parquet"))
    assert "expected a file, or a folder of tables" in "\n".join(refused(result))


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (("--year", "1000"), "/year: 1000"),
        (("--faults", "1.5"), "/faults: '1.5'"),
        (("--out", "/no/such/folder/made"), "/out: '/no/such/folder/made'"),
        (("--faults", "0.1", "--out", "folder"), "/faults: '0.1'; expected 0 for tables"),
    ],
)
def test_wrong_options_of_synth_are_refused(options: tuple[str, ...], expected: str) -> None:
    assert expected in "\n".join(refused(run("synth", "3", *options)))


def test_the_tables_are_described() -> None:
    schema = json.loads(run("schema", "tables").stdout)
    assert schema["tables"]["milestones"]["sorted_by"] == ["company", "kind", "item"]
    assert schema["tables"]["drugs"]["columns"]["category"]["words"][0] == "innovative"

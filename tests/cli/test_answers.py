"""How answers are asked for and handed out: several profiles, sorted, plain, into a file."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

from tests.support.command_line import COMPANY, PROFILE, refused, run

pytestmark = pytest.mark.usefixtures("place")
YEAR = ("--year", "2019")
OTHER: dict[str, Any] = PROFILE | {"company": COMPANY | {"name": "另一家企业"}}
BAD: dict[str, Any] = {"company": {"name": 1}}


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, data in (("a.json", PROFILE), ("b.json", OTHER), ("bad.json", BAD)):
        (tmp_path / name).write_text(json.dumps(data), encoding="utf-8")
    return tmp_path


def amounts(result: Result) -> list[int]:
    figures = re.findall(r"^Counted \(CNY\): ([\d,]+)$", result.stdout, re.MULTILINE)
    return [int(figure.replace(",", "")) for figure in figures]


@pytest.mark.parametrize("command", ["evaluate", "compare"])
def test_several_profiles_are_answered_one_behind_the_other(command: str) -> None:
    asked = (command, "a.json", "b.json", *YEAR)
    result = run(*asked)
    assert result.exit_code == 0
    first, second = (result.stdout.index(own["company"]["name"]) for own in (PROFILE, OTHER))
    assert first < second
    lines = run(*asked, "--format", "json").stdout.splitlines()
    names = [json.loads(line)["company"]["name"] for line in lines]
    assert names == [COMPANY["name"], "另一家企业"]


def test_profiles_of_lines_are_answered_like_files(place: Path) -> None:
    lines = [json.dumps(PROFILE), json.dumps(OTHER)]
    (place / "all.ndjson").write_text("\n".join(lines) + "\n", encoding="utf-8")
    asked = ("--format", "json", *YEAR)
    of_files = run("evaluate", "a.json", "b.json", *asked).stdout
    assert run("evaluate", "all.ndjson", *asked).stdout == of_files


def test_faults_of_several_profiles_name_their_files() -> None:
    asked = ("evaluate", "bad.json", "a.json", "-", "none.json", *YEAR)
    faults = refused(run(*asked, stdin=json.dumps(BAD)))
    places = [fault.split(" ")[0] for fault in faults]
    assert places == ["bad.json:1:14", "-:1:14", "none.json:"]


def test_standard_input_is_read_once() -> None:
    (fault,) = refused(run("evaluate", "-", "-", *YEAR, stdin="{}"))
    assert fault == "/profile: '-'; expected standard input once"


def test_most_money_stands_first_where_that_is_asked_for() -> None:
    asked = ("evaluate", "a.json", *YEAR, "--plain")
    sums, by_amount = amounts(run(*asked)), amounts(run(*asked, "--sort", "amount"))
    assert by_amount == sorted(sums, reverse=True) != sums


def test_measures_stand_in_the_rulebooks_order_where_that_is_asked_for() -> None:
    listed = run("measures", "--format", "json").stdout
    order = [measure["id"] for measure in json.loads(listed)["measures"]]
    text = run("compare", "a.json", *YEAR, "--all", "--plain", "--sort", "rules").stdout
    ids = [line.strip() for line in text.splitlines() if line.strip() in order]
    assert len(ids) > 5
    assert ids == [name for name in order if name in ids]


@pytest.mark.parametrize("option", [("--sort", "amount"), ("--plain",), ("--pointers",)])
def test_options_of_tables_are_refused_of_json(option: tuple[str, ...]) -> None:
    (fault,) = refused(run("evaluate", "a.json", *YEAR, "--format", "json", *option))
    assert fault.startswith(f"/{option[0].strip('-')}: ")


def test_pointers_are_named_where_they_are_asked_for() -> None:
    shown = run("evaluate", "a.json", *YEAR, "--plain").stdout
    with_pointers = run("evaluate", "a.json", *YEAR, "--plain", "--pointers").stdout
    assert "missing: drug YX-102, milestones" in shown
    assert "/drugs/" not in shown
    assert "missing: drug YX-102, milestones /drugs/1/milestones" in with_pointers


def test_every_support_cites_its_document_article_and_confidence() -> None:
    text = run("evaluate", "a.json", *YEAR, "--plain", lang="zh").stdout
    (row,) = [row for row in text.split("\n\n") if "支持与依据：完成Ⅱ期临床试验" in row]
    assert "依据：“措施文本（第一至四条）”一（H）" in row
    rows = re.findall(r"^(?:状态|支持与对象)：", text, re.MULTILINE)
    assert (
        len(re.findall(r"^  依据：“.+”.*（[HMLK](?:-H)?）$", text, re.MULTILINE)) == len(rows) > 5
    )


@pytest.mark.parametrize(
    "asked",
    [
        ("evaluate", "a.json", "b.json", *YEAR),
        ("evaluate", "a.json", *YEAR, "--format", "json"),
        ("compare", "a.json", *YEAR),
        ("advise", "a.json", *YEAR, "--only", "questions", "--as-of", "2019-06-01"),
        ("fields",),
        ("measures",),
        ("vocabulary",),
        ("schema", "profile"),
        ("check", "--format", "sarif"),
        ("validate", "a.json", "--format", "json"),
    ],
    ids=" ".join,
)
def test_an_answer_is_written_into_a_file_as_it_would_be_printed(
    place: Path, asked: tuple[str, ...]
) -> None:
    printed = run(*asked)
    written = run(*asked, "--out", "out.txt")
    assert (written.exit_code, written.stdout) == (0, "")
    assert (place / "out.txt").read_bytes() == printed.stdout_bytes
    assert sorted(file.name for file in place.iterdir()) == [
        *("a.json", "b.json", "bad.json", "out.txt")
    ]
    (fault,) = refused(run(*asked, "--out", "out.txt"))
    assert fault.startswith("/out: 'out.txt'; expected no file of that name")
    assert run(*asked, "--out", "out.txt", "--force").exit_code == 0


def test_a_name_that_says_another_format_is_refused(place: Path) -> None:
    (fault,) = refused(run("evaluate", "a.json", *YEAR, "--out", "answer.json"))
    assert fault.startswith("/format: 'table'; expected --format json, ")
    assert not (place / "answer.json").exists()


@pytest.mark.parametrize("command", ["evaluate", "compare", "advise", "validate"])
def test_what_is_read_is_never_written_over(place: Path, command: str) -> None:
    before = (place / "a.json").read_bytes()
    year = () if command == "validate" else YEAR
    asked = (command, "a.json", *year, "--format", "json", "--out", "./a.json", "--force")
    (fault,) = refused(run(*asked))
    assert fault == "/out: './a.json'; expected another place than what is read"
    assert (place / "a.json").read_bytes() == before


@pytest.mark.parametrize("name", ["book.xlsx", "tables"])
def test_a_workbook_or_folder_is_never_its_own_copy(place: Path, name: str) -> None:
    assert run("template", "--out", name, "--kind", "drug").exit_code == 0
    read = place / name if name.endswith(".xlsx") else place / name / "企业.csv"
    before = read.read_bytes()
    (fault,) = refused(run("validate", name, "--out", name, "--force"))
    assert fault == f"/out: '{name}'; expected another place than what is read"
    assert read.read_bytes() == before

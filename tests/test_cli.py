"""The command line, from outside: what it prints, where, and with which status."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from typer.testing import CliRunner, Result
from yaoxie import DisagreementError, Rulebook, cli, schemas
from yaoxie.reasons import Reasons
from yaoxie.wording import Wording

COMPANY: dict[str, Any] = {
    "name": "北京示例生物医药有限公司",
    "uscc": "91110114MA00000013",
    "park": "changping",
    "legal_person": True,
    "activities": ["research", "production"],
    "owns_ip": True,
}
PROFILE: dict[str, Any] = {
    "company": COMPANY,
    "drugs": [
        {
            "id": "YX-101",
            "name": "YX-101 片",
            "category": "innovative",
            "project_investment": 60_000_000,
            "milestones": [
                {"milestone": "clinical_trial_entry", "date": "2017-04-12"},
                {"milestone": "phase_2_completed", "date": "2019-05-20"},
            ],
        },
        {"id": "YX-102", "category": "generic"},
    ],
    "platforms": [{"id": "P1", "platform_type": "cro"}],
    "awards": [
        {
            "measure": "zgc-2019-27",
            "support": "drug-phase-2",
            "subject": "YX-101",
            "year": 2018,
            "amount": 4_000_000,
        }
    ],
}


def run(*arguments: str, stdin: str | bytes | None = None, columns: int = 80) -> Result:
    return CliRunner(env={"COLUMNS": str(columns)}).invoke(cli.app, arguments, input=stdin)


def evaluate(profile: object, *arguments: str, columns: int = 80) -> Result:
    text = json.dumps(profile, ensure_ascii=False)
    return run("evaluate", "-", "--year", "2019", *arguments, stdin=text, columns=columns)


def refused(result: Result) -> list[str]:
    """The faults of a run that must have refused its input, one a line."""
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    return result.stderr.splitlines()


def failed(result: Result) -> str:
    """The one line of a run that must have failed by the program's own fault."""
    assert result.exit_code == 1
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    assert COMPANY["name"] not in line
    return line


def test_json_alone_goes_to_standard_output() -> None:
    result = evaluate(PROFILE, "--format", "json")
    assert (result.exit_code, result.stderr) == (0, "")
    report = json.loads(result.stdout)
    assert report["claim_year"] == 2019
    assert report["total_ceiling"] == 20_000_000


def test_json_is_the_librarys_own_to_the_byte(tmp_path: Path) -> None:
    path = tmp_path / "profile.json"
    path.write_text(json.dumps(PROFILE), encoding="utf-8")
    once = run("evaluate", str(path), "--year", "2019", "--format", "json").stdout_bytes
    assert once == evaluate(PROFILE, "--format", "json").stdout_bytes
    assert once.endswith(b"}\n")


def test_the_claim_year_is_the_current_one_by_default() -> None:
    result = run("evaluate", "-", "--format", "json", stdin=json.dumps(PROFILE))
    assert json.loads(result.stdout)["claim_year"] >= 2025


def test_readings_reach_the_report() -> None:
    options = ("--reading", "cap-scope=company", "--reading", "share-period=yearly")
    report = json.loads(evaluate(PROFILE, "--format", "json", *options).stdout)
    assert report["readings"]["cap-scope"] == "company"
    assert report["readings"]["share-period"] == "yearly"


def test_a_reading_given_twice_alike_is_one() -> None:
    options = ("--reading", "cap-scope=company") * 2
    assert evaluate(PROFILE, *options).exit_code == 0


@pytest.mark.parametrize("columns", [60, 80, 120])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_table_fits_its_width_and_crops_nothing(lang: str, columns: int) -> None:
    name = "很长的名字" * 30
    profile = PROFILE | {"platforms": [{"id": "P1", "name": name, "platform_type": "cro"}]}
    result = evaluate(profile, "--lang", lang, columns=columns)
    assert result.exit_code == 0
    assert max(map(cell_len, result.stdout.splitlines())) <= columns
    assert "…" not in result.stdout
    assert result.stdout.count("很") >= 60


@pytest.mark.parametrize(
    ("lang", "texts"),
    [
        (
            "zh",
            [
                *("北京示例生物医药有限公司", "2019 申报年度", "符合", "不符合", "待定", "择优"),
                *("30% × 6,000万 = 1,800万", "已获400万", "每年上限1,000万", "10,000,000"),
                "不重复支持：2018年已按",
                "里程碑 /drugs/1/milestones",
                *("合计上限  20,000,000 元", "补齐资料后可能达到的上限", "受限于", "特色园区"),
                "所有金额均为上限",
            ],
        ),
        (
            "en",
            [
                *("claim year 2019", "eligible", "undetermined", "discretionary"),
                *("30% × 60,000,000 = 18,000,000", "received 4,000,000", "not reached"),
                "supported once: funded in 2018",
                "milestones /drugs/1/milestones",
                *("Total, at most  CNY 20,000,000", "bound by", "characteristic parks"),
                "Every amount is a ceiling",
            ],
        ),
    ],
)
def test_the_table_says_what_why_and_what_is_missing(lang: str, texts: list[str]) -> None:
    output = evaluate(PROFILE, "--lang", lang, columns=160).stdout
    assert [text for text in texts if text not in output] == []


def test_the_table_marks_readings_other_than_the_default() -> None:
    assert "非默认" not in evaluate(PROFILE).stdout
    output = evaluate(PROFILE, "--reading", "share-period=yearly").stdout
    assert output.count("非默认") == 1


def test_the_table_names_the_limit_that_bound_the_total() -> None:
    platforms = [{"id": f"P{i}", "platform_type": "cro"} for i in range(2)]
    options = ("--reading", "cap-scope=company")
    output = evaluate(PROFILE | {"platforms": platforms}, *options, columns=160).stdout
    assert "受限于：企业平台建设每年合计上限" in output
    assert "受“企业平台建设每年合计上限”限制，计入0" in output


def test_the_table_says_what_counts_in_place_of_a_finding() -> None:
    output = evaluate(PROFILE | {"awards": []}, columns=160).stdout
    assert "不重复计算：已计入“完成Ⅱ期临床试验的创新药”（YX-101 片）" in output


def test_what_the_applicant_lacks_is_said_once() -> None:
    outside = PROFILE | {"company": COMPANY | {"park": "outside"}}
    output = evaluate(outside, columns=160).stdout
    assert output.count("实际为园区以外") == 1
    assert "所有支持均不符合" in output
    assert "见上" in output


def test_the_table_tells_how_far_a_date_is_off() -> None:
    drug = PROFILE["drugs"][0] | {
        "milestones": [{"milestone": "phase_2_completed", "date": "2020-01-31"}]
    }
    output = evaluate(PROFILE | {"drugs": [drug], "awards": []}, columns=160).stdout
    assert "实际为2020-01-31，要求 2019-12-31及以前，相差31天" in output


def test_the_table_warns_where_an_unknown_investment_could_lower_an_amount() -> None:
    drug = {key: value for key, value in PROFILE["drugs"][0].items() if key != "project_investment"}
    output = evaluate(PROFILE | {"drugs": [drug], "awards": []}, columns=160).stdout
    assert "20,000,000 元〔尚缺投资额，金额可能更低〕" in output
    assert "项目总投资额 /drugs/0/project_investment" in output


def test_a_profile_without_items_has_nothing_to_judge() -> None:
    result = evaluate({"company": COMPANY})
    assert result.exit_code == 0
    assert "没有可评估的支持" in result.stdout


def test_names_are_shown_and_never_obeyed() -> None:
    name = "[red]甲[/red]\x1b[31m\u202e\n:smile:"
    result = evaluate({"company": {"name": name}})
    assert "[red]甲[/red]\\x1b[31m\\u202e\\n:smile:" in result.stdout
    assert "\x1b" not in result.stdout


BAD_PROFILES: list[tuple[str, str, list[str]]] = [
    ("an empty text", "", ["JSON"]),
    ("half an object", '{"company":', ["1:12", "JSON"]),
    ("a list", "[]", ["(whole document)", "an object"]),
    ("no company", "{}", ["/company", "absent"]),
    ("no name", '{"company": {}}', ["/company/name", "absent"]),
    ("an empty name", '{"company": {"name": ""}}', ["/company/name", "not empty"]),
    ("an unknown key", '{"company": {"name": "x", "prak": "x"}}', ["/company/prak", "'park'"]),
    ("a key twice", '{"company": {"name": "x", "name": "y"}}', ["/company/name", "twice"]),
    ("an unknown word", '{"company": {"name": "x", "park": "haidain"}}', ["/park", "'haidian'"]),
    ("a bad code", '{"company": {"name": "x", "uscc": "91110114MA00000014"}}', ["/company/uscc"]),
    ("text for yes", '{"company": {"name": "x", "owns_ip": "yes"}}', ["/owns_ip", "true or false"]),
    ("not a number", '{"company": {"name": NaN}}', ["NaN"]),
]
BAD_ITEMS: list[tuple[str, dict[str, Any], list[str]]] = [
    ("no id", {"drugs": [{}]}, ["/drugs/0/id", "absent"]),
    ("a fraction", {"drugs": [{"id": "a", "project_investment": 1.5}]}, ["/project_investment"]),
    (
        "text",
        {"drugs": [{"id": "a", "project_investment": "100"}]},
        ["/project_investment", "'100'"],
    ),
    ("true", {"drugs": [{"id": "a", "project_investment": True}]}, ["/project_investment", "true"]),
    ("less than none", {"platforms": [{"id": "a", "project_investment": -1}]}, ["-1"]),
    ("too much", {"platforms": [{"id": "a", "project_investment": 10**15 + 1}]}, ["at most"]),
    ("an empty family", {"drugs": [{"id": "a", "family": ""}]}, ["/drugs/0/family"]),
    (
        "an id twice",
        {"drugs": [{"id": "a"}], "devices": [{"id": "a"}]},
        ["/devices/0/id", "/drugs/0/id"],
    ),
    (
        "a nameless milestone",
        {"drugs": [{"id": "a", "milestones": [{}]}]},
        ["/milestones/0/milestone"],
    ),
    (
        "a day that is none",
        {"initiatives": [{"id": "a", "date": "2019-02-30"}]},
        ["/initiatives/0/date", "'2019-02-30'"],
    ),
    (
        "a milestone twice",
        {"drugs": [{"id": "a", "milestones": [{"milestone": "clinical_trial_entry"}] * 2}]},
        ["/drugs/0/milestones/1/milestone", "/drugs/0/milestones/0/milestone"],
    ),
    (
        "dates out of order",
        {
            "drugs": [
                {
                    "id": "a",
                    "milestones": [
                        {"milestone": "phase_1_completed", "date": "2019-01-01"},
                        {"milestone": "phase_2_completed", "date": "2018-01-01"},
                    ],
                }
            ]
        },
        ["/drugs/0/milestones/1/date", "/drugs/0/milestones/0/date"],
    ),
    (
        "a certificate of another class",
        {
            "devices": [
                {
                    "id": "a",
                    "device_class": "II",
                    "milestones": [
                        {"milestone": "device_registration", "certificate": "国械注准20193030001"}
                    ],
                }
            ]
        },
        ["/devices/0/milestones/0/certificate", "/devices/0/device_class"],
    ),
    (
        "an award for nobody",
        {"awards": [PROFILE["awards"][0] | {"subject": "YX"}]},
        ["/awards/0/subject", "'YX'"],
    ),
    (
        "an award of nothing",
        {"drugs": [{"id": "YX-101"}], "awards": [PROFILE["awards"][0] | {"amount": 0}]},
        ["/awards/0/amount", "0"],
    ),
    ("an award without fields", {"awards": [{}]}, ["/awards/0/year", "/awards/0/amount"]),
    ("too many items", {"drugs": [{"id": str(i)} for i in range(10_001)]}, ["10000"]),
]


@pytest.mark.parametrize("command", ["evaluate", "validate"])
@pytest.mark.parametrize(
    ("text", "shown"), [case[1:] for case in BAD_PROFILES], ids=[case[0] for case in BAD_PROFILES]
)
def test_a_bad_profile_is_refused_with_its_place(command: str, text: str, shown: list[str]) -> None:
    faults = "\n".join(refused(run(command, "-", stdin=text)))
    assert [part for part in shown if part not in faults] == []


@pytest.mark.parametrize(
    ("items", "shown"), [case[1:] for case in BAD_ITEMS], ids=[case[0] for case in BAD_ITEMS]
)
def test_a_bad_item_is_refused_with_its_place(items: dict[str, Any], shown: list[str]) -> None:
    faults = "\n".join(refused(evaluate({"company": COMPANY, **items})))
    assert [part for part in shown if part not in faults] == []


def test_bytes_that_are_not_utf_8_are_refused() -> None:
    (fault,) = refused(
        run("validate", "-", stdin='{"company": {"name": "企业"}}'.encode("gb18030"))
    )
    assert "UTF-8" in fault


@pytest.mark.parametrize("text", ["[" * 100_000, '{"a":' * 100_000, "[" * 100_000 + "]" * 100_000])
def test_json_nested_too_deep_is_refused(text: str) -> None:
    (fault,) = refused(run("evaluate", "-", stdin=text))
    assert "at most 64 levels" in fault or "JSON" in fault


def test_a_file_too_large_is_refused_by_its_size_alone(tmp_path: Path) -> None:
    path = tmp_path / "large.json"
    with path.open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    (fault,) = refused(run("evaluate", str(path)))
    assert "104857600 bytes; expected at most 10485760 bytes" in fault.replace("'", "")


def test_standard_input_too_large_is_refused() -> None:
    (fault,) = refused(run("validate", "-", stdin=b" " * (10 * 1024 * 1024 + 1)))
    assert "more than 10485760 bytes" in fault


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    missing = tmp_path / "missing.json"
    assert "No such file" in refused(run("evaluate", str(missing)))[0]
    assert "directory" in refused(run("validate", str(tmp_path)))[0]
    assert "null" in refused(run("validate", "a\0b"))[0]


def test_a_file_without_permission_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def deny(*_: object, **__: object) -> None:  # the tests' user may be one whom nothing is denied
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", deny)
    assert "Permission denied" in refused(run("validate", "closed.json"))[0]


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "empty.json"
    path.touch()
    assert "JSON" in refused(run("evaluate", str(path)))[0]


@pytest.mark.parametrize("year", ["abc", "0", "10000", "-1", "2019.0", "２０１９", "", "9" * 5000])
def test_a_year_that_is_none_is_refused(year: str) -> None:
    (fault,) = refused(run("evaluate", "-", f"--year={year}", stdin=json.dumps(PROFILE)))
    assert fault.startswith("/year: ")


@pytest.mark.parametrize(
    ("options", "shown"),
    [
        (["--measure", "zgc-2019-72"], ["/measure", "did you mean 'zgc-2019-27'"]),
        (["--reading", "cap-scope"], ["/readings", "NAME=OPTION"]),
        (["--reading", "=company"], ["/readings", "NAME=OPTION"]),
        (["--reading", "cap-scop=company"], ["/readings/cap-scop", "'cap-scope'"]),
        (["--reading", "cap-scope=compny"], ["/readings/cap-scope", "did you mean 'company'"]),
        (
            ["--reading", "cap-scope=company", "--reading", "cap-scope=subject"],
            ["/readings/cap-scope", "'subject'", "company already"],
        ),
        (["--lang", "zn"], ["/lang", "'zn'", "one of zh, en"]),
        (["--format", "jsn"], ["/format", "did you mean 'json'"]),
        (["--rules", "/nowhere"], ["/nowhere", "a folder of rules"]),
    ],
)
def test_a_bad_option_is_refused_with_its_name(options: list[str], shown: list[str]) -> None:
    (fault,) = refused(evaluate(PROFILE, *options))
    assert [part for part in shown if part not in fault] == []


def test_one_run_names_every_fault_of_profile_and_options() -> None:
    options = ("--year", "0", "--reading", "x", "--reading", "y=z", "--lang", "fr", "--format", "x")
    company = {"name": "x", "park": "nowhere", "owns_ip": 1}
    faults = refused(run("evaluate", "-", *options, stdin=json.dumps({"company": company})))
    places = [fault.split(":")[0] for fault in faults]
    expected = ["/company/park", "/company/owns_ip"]
    assert places == [*expected, "/readings", "/lang", "/format", "/year", "/readings/y"]


def test_a_fault_is_one_line_that_no_terminal_obeys() -> None:
    profile = {"company": {"name": "x", "[red]\x1b[2J\n\u202e" + "k" * 300: 1}}
    (fault,) = refused(evaluate(profile))
    assert fault.startswith("/company/[red]\\x1b[2J\\n\\u202ekkk")
    assert "\x1b" not in fault


@pytest.mark.parametrize(
    "arguments", [["evaluate"], ["evaluate", "a", "b"], ["evalute"], ["validate", "--x"]]
)
def test_a_misused_command_line_is_refused(arguments: list[str]) -> None:
    assert refused(run(*arguments))


def test_a_disagreement_is_a_fault_of_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    def disagree(*_: object, **__: object) -> None:
        raise DisagreementError("production rules and explanation differ on drug-phase-2")

    monkeypatch.setattr(Rulebook, "evaluate", disagree)
    line = failed(evaluate(PROFILE))
    assert "DisagreementError: production rules and explanation differ" in line
    assert "profile sha256:" in line


def test_an_unforeseen_exception_shows_its_type_and_place_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def stumble(*_: object, **__: object) -> None:
        raise KeyError(COMPANY["name"])

    monkeypatch.setattr(Rulebook, "evaluate", stumble)
    assert "KeyError at test_cli.py:" in failed(evaluate(PROFILE))


def test_an_output_that_is_full_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def fill(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Rulebook, "evaluate", fill)
    assert "OSError (No space left on device)" in failed(evaluate(PROFILE))


def test_validate_accepts_a_good_profile_and_names_what_it_left_unchecked() -> None:
    milestone = {"milestone": "device_registration", "certificate": "国食药监械(准)字2012第1号"}
    device = {"id": "D", "milestones": [milestone]}
    result = run("validate", "-", stdin=json.dumps(PROFILE | {"devices": [device]}))
    assert result.exit_code == 0
    valid, older = result.stdout.splitlines()
    assert valid.startswith("valid sha256:")
    assert older.startswith("/devices/0/milestones/0/certificate: ")


def test_version_names_the_program_and_the_rules() -> None:
    result = run("--version")
    rulebook = Rulebook.load()
    assert result.exit_code == 0
    assert result.stdout.splitlines()[1] == f"rules {rulebook.version} {rulebook.digest}"


def test_check_counts_what_the_rules_hold() -> None:
    result = run("check")
    assert result.exit_code == 0
    assert "zgc-2019-27: 11 supports, 8 readings" in result.stdout
    assert result.stdout.endswith("no faults\n")


def test_check_names_every_fault_by_file_line_and_column(tmp_path: Path) -> None:
    index = 'version: "1"\ndefault_measure: m\nmeasures: [m, n]\nother: 1\n'
    (tmp_path / "rulebook.yaml").write_text(index, encoding="utf-8")
    (fault,) = refused(run("check", str(tmp_path)))
    assert fault.startswith("rulebook.yaml:4:1 /other: ")
    (tmp_path / "rulebook.yaml").write_text(index.replace("other: 1\n", ""), encoding="utf-8")
    faults = refused(run("check", str(tmp_path)))
    assert [fault.split(" ")[0] for fault in faults] == ["rulebook.yaml:3:12", "rulebook.yaml:3:15"]


@pytest.mark.parametrize("name", schemas.NAMES)
def test_a_schema_is_printed_by_name(name: str) -> None:
    result = run("schema", name)
    assert result.exit_code == 0
    assert json.loads(result.stdout)["$schema"]


def test_schemas_are_written_and_their_drift_is_named(tmp_path: Path) -> None:
    folder = ("--folder", str(tmp_path / "schemas"))
    assert run("schema", "--write", *folder).exit_code == 0
    assert run("schema", "--check", *folder).exit_code == 0
    (tmp_path / "schemas" / "report.schema.json").write_text("{}", encoding="utf-8")
    result = run("schema", "--check", *folder)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("report.schema.json ")


@pytest.mark.parametrize(
    "arguments", [[], ["report", "--check"], ["--check", "--write"], ["raport"]]
)
def test_schema_wants_exactly_one_thing(arguments: list[str]) -> None:
    assert refused(run("schema", *arguments))[0].startswith("/schema: ")


def test_schemas_cannot_be_written_where_a_file_stands(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (fault,) = refused(run("schema", "--write", "--folder", str(tmp_path / "file")))
    assert fault.startswith("/folder: ")


def test_a_reader_that_goes_away_is_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "profile.json"
    drugs = [{"id": f"drug-{i}"} for i in range(500)]  # far more output than a pipe holds
    path.write_text(json.dumps({"company": COMPANY, "drugs": drugs}), encoding="utf-8")
    for form in ("json", "table"):
        command = [sys.executable, "-m", "yaoxie", "evaluate", str(path), "--format", form]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
            assert child.stdout is not None
            assert child.stderr is not None
            child.stdout.read(10)
            child.stdout.close()
            assert child.stderr.read() == b""
            assert child.wait() == 0


def test_a_terminal_of_another_encoding_still_gets_the_table(tmp_path: Path) -> None:
    path = tmp_path / "profile.json"
    path.write_text(json.dumps(PROFILE), encoding="utf-8")
    command = [sys.executable, "-m", "yaoxie", "evaluate", str(path), "--year", "2019"]
    environment = os.environ | {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    shown = subprocess.run(command, env=environment, capture_output=True, check=False)
    assert (shown.returncode, shown.stderr) == (0, b"")
    dumped = subprocess.run(
        [*command, "--format", "json"], env=environment, capture_output=True, check=True
    )
    assert COMPANY["name"] in dumped.stdout.decode("utf-8")


def test_standard_input_that_is_closed_is_refused() -> None:
    shell = ["/bin/sh", "-c", '"$0" -m yaoxie validate - <&-', sys.executable]
    result = subprocess.run(shell, capture_output=True, check=False)
    assert (result.returncode, result.stdout) == (2, b"")
    assert result.stderr.startswith(b"-: ")
    assert b"Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("required", "words"),
    [
        ("true", "yes"),
        ("<= 2019-12-31", "by 2019-12-31"),
        (">= 5000000", "from 5,000,000"),
        ("2019-01-01..2019-12-31", "2019-01-01 to 2019-12-31"),
        ("not (<= 2018-12-31)", "not by 2018-12-31"),
        ("not ((drug.category generic) or (drug.category improved))", None),
        ("cro | cmo", "contract research organisation or contract manufacturing organisation"),
        ("a | b | c | d | e", None),
        ("any date", None),
    ],
)
def test_what_a_requirement_asks_for_is_said_in_words(required: str, words: str | None) -> None:
    assert Wording("en").required(required) == words


def test_the_unmet_parts_of_a_requirement_are_told_one_by_one() -> None:
    part = {"fact": "drug.category", "outcome": "unmet", "actual": "generic", "gap": None}
    low = {"outcome": "unmet", "actual": 1000, "required": ">= 5000"}
    base = low | {"fact": "drug.project_investment", "gap": {"unit": "yuan", "amount": 4000}}
    parts = [part | {"required": "innovative"}, base, base | {"outcome": "met"}]
    entry = {"title": {"zh": "条件", "en": "terms"}, "outcome": "unmet", "actual": None}
    reasons = Reasons({"limits": {}, "findings": []}, Wording("en"))
    assert reasons.unmet([entry | {"parts": parts}]) == (
        "terms (drug category: is generic drug, must be innovative drug; "
        "project investment: is 1,000, must be from 5,000, off by CNY 4,000)"
    )

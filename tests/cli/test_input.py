"""The command line refuses what is wrong, names its place, and prints nothing else."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.support.command_line import COMPANY, PROFILE, evaluate, refused, run

BAD_PROFILES: list[tuple[str, str, list[str]]] = [
    ("an empty text", "", ["JSON"]),
    ("half an object", '{"company":', ["1:12", "JSON"]),
    ("a list", "[]", ["1:1", "an object"]),
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
    places = [re.split(r": | \(", fault)[0].rpartition(" ")[2] for fault in faults]
    expected = ["/company/park", "/company/owns_ip"]
    assert places == [*expected, "/readings", "/lang", "/format", "/year", "/readings/y"]


def test_a_fault_is_one_line_that_no_terminal_obeys() -> None:
    profile = {"company": {"name": "x", "[red]\x1b[2J\n\u202e" + "k" * 300: 1}}
    (fault,) = refused(evaluate(profile))
    assert fault.startswith("1:27 /company/[red]\\x1b[2J\\n\\u202ekkk")
    assert "\x1b" not in fault


@pytest.mark.parametrize(
    "arguments", [["evaluate"], ["evaluate", "a", "b"], ["evalute"], ["validate", "--x"]]
)
def test_a_misused_command_line_is_refused(arguments: list[str]) -> None:
    assert refused(run(*arguments))

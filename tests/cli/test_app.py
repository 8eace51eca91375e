"""The command line, from outside: what it prints, where, and with which status."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from yaoxie import DisagreementError, Rulebook
from yaoxie.review import schemas

from tests.support.command_line import COMPANY, PROFILE, evaluate, failed, refused, run


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
    assert "KeyError at test_app.py:" in failed(evaluate(PROFILE))


def test_a_disk_that_is_full_is_named_and_no_fault_of_the_program(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fill(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Rulebook, "evaluate", fill)
    assert refused(evaluate(PROFILE)) == ["the system: No space left on device"]


def test_validate_accepts_a_good_profile_and_names_what_it_left_unchecked() -> None:
    milestone = {"milestone": "device_registration", "certificate": "国食药监械(准)字2012第1号"}
    device = {"id": "D", "milestones": [milestone]}
    result = run("validate", "-", stdin=json.dumps(PROFILE | {"devices": [device]}))
    assert result.exit_code == 0
    valid, older = result.stdout.splitlines()
    assert valid.startswith("valid sha256:")
    assert older.startswith("device D, milestone 1, certificate")


def test_validate_names_a_class_that_is_no_word() -> None:
    drug = {"id": "D", "registration_class": "chemical-9"}
    asked = ("validate", "-", "--pointers")
    result = run(*asked, stdin=json.dumps({"company": COMPANY, "drugs": [drug]}))
    assert result.exit_code == 0
    at = "drug D, registration class /drugs/0/registration_class: "
    assert result.stdout.splitlines()[1].startswith(at)


def test_version_names_the_program_and_the_rules() -> None:
    result = run("--version")
    rulebook = Rulebook.load()
    assert result.exit_code == 0
    assert result.stdout.splitlines()[1] == f"rules {rulebook.version} {rulebook.digest}"


def test_check_counts_what_the_rules_hold() -> None:
    result = run("check")
    assert result.exit_code == 0
    assert "zgc-2019-27: 11 supports, 9 readings" in result.stdout
    assert result.stdout.endswith("no faults\n")


def test_check_names_every_fault_by_file_line_and_column(tmp_path: Path) -> None:
    index = 'version: "1"\ndefault_measure: m\nmeasures: [m, n]\nother: 1\n'
    (tmp_path / "rulebook.yaml").write_text(index, encoding="utf-8")
    faults = refused(run("check", str(tmp_path)))
    assert [" ".join(fault.split(" ")[:2]) for fault in faults] == [
        "rulebook.yaml:3:12 /measures/0:",
        "rulebook.yaml:3:15 /measures/1:",
        "rulebook.yaml:4:1 /other:",
    ]


@pytest.mark.parametrize("name", schemas.NAMES)
def test_a_schema_is_printed_by_name(name: str) -> None:
    result = run("schema", name)
    assert result.exit_code == 0
    assert json.loads(result.stdout)["title" if name == schemas.TABLES else "$schema"]


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


@pytest.mark.parametrize("name", ["report.schema.json", "tables.json"])
def test_schemas_overwrite_no_file_of_somebodys_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("linked").mkdir()
    Path("linked", name).symlink_to(tmp_path / name)
    Path(name).write_text('{"mine": 1}', encoding="utf-8")
    for folder in (Path(), Path("linked")):
        (fault,) = refused(run("schema", "--write", "--folder", str(folder)))
        assert fault.startswith(f"/folder: '{folder / name}'; expected no file of that name")
        assert [entry.name for entry in folder.iterdir() if entry.is_file()] == [name]
    assert Path(name).read_text(encoding="utf-8") == '{"mine": 1}'


def test_schemas_that_differ_are_written_anew(tmp_path: Path) -> None:
    folder = ("--folder", str(tmp_path))
    assert run("schema", "--write", *folder).exit_code == 0
    for name in schemas.NAMES:
        file = tmp_path / schemas.file_name(name)
        file.write_text(file.read_text(encoding="utf-8") + " ", encoding="utf-8")
    assert run("schema", "--write", *folder).exit_code == 0
    assert schemas.drift(tmp_path) == []


def test_a_folder_of_schemas_needs_a_name() -> None:
    assert "/folder: ''" in refused(run("schema", "--write", "--folder", ""))[0]


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

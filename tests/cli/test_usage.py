"""How command lines are written: all slips at once, in one style, and what shells complete."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from yaoxie.cli import app
from yaoxie.rulebook import Rulebook

from tests.support.command_line import refused, run

PROGRAM = Path(sys.executable).with_name("yaoxie")
COMMANDS = sorted(typer.main.get_command(app.app).commands)  # type: ignore[attr-defined]


def test_all_wrong_options_are_named_at_once_each_with_the_nearest_right_one() -> None:
    wrong = ("--yaer", "2019", "--formt=json", "--lang", "fr", "--sort", "amont")
    lines = refused(run("evaluate", "none.json", *wrong))
    assert lines == [
        "/yaer: '--yaer'; expected an option of this command; did you mean '--year'?",
        "/formt: '--formt'; expected an option of this command; did you mean '--format'?",
        "none.json: 'none.json'; expected a file that can be read (No such file or directory)",
        "/lang: 'fr'; expected one of zh, en",
        "/sort: 'amont'; expected one of rules, amount; did you mean 'amount'?",
        "See yaoxie evaluate --help",
    ]


def test_what_advice_is_asked_is_checked_with_all_else_at_once() -> None:
    wrong = ("--discount", "x", "--as-of", "bad", "--years", "0", "--only", "plans")
    lines = refused(run("advise", "none.json", "--year", "2019", *wrong, "--claims-a-year", "0"))
    assert [line.split(":")[0] for line in lines] == [
        "none.json",
        *("/as_of (--as-of)", "/discount", "/years"),
        *("/claims_a_year (--claims-a-year)", "/only"),
    ]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_option_is_named_as_it_is_typed_where_its_pointer_has_another_spelling(
    lang: str,
) -> None:
    profile = b'{"company": {"name": "A"}, "as_of": 1}'
    wrong = ("--as-of", "bad", "--claims-a-year", "0", "--year", "2019")
    unknown, *lines = refused(run("advise", "-", *wrong, lang=lang, stdin=profile))
    assert "--as-of" not in unknown  # of the profile's own
    for line, pointer in zip(lines, ("as_of", "claims_a_year"), strict=True):
        typed = pointer.replace("_", "-")
        said = {"zh": f"/{pointer}（--{typed}）：", "en": f"/{pointer} (--{typed}): "}[lang]
        assert line.startswith(said)


def test_numbers_out_of_bounds_are_named_at_once_with_their_bounds() -> None:
    lines = refused(run("serve", "--port", "abc", "--workers=0", "--receive-seconds", "x"))
    assert lines == [
        "/port: 'abc'; expected a whole number from 0 to 65,535",
        "/workers: '0'; expected a whole number, at least 1",
        "/receive_seconds (--receive-seconds): 'x'; expected a number, at least 0.1",
        "See yaoxie serve --help",
    ]


def test_a_kind_in_peoples_words_names_the_word() -> None:
    (line,) = refused(run("init", "--kind", "药品", lang="zh"))
    assert line.endswith("；是否应为 'drug'（药品）？")


@pytest.mark.parametrize("command", COMMANDS)
def test_no_command_begins_with_an_option_that_it_lacks(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    needed = {"screen": ["x.ndjson"], "synth": ["3"], "schema": ["profile"]}.get(command, [])
    out = {"screen": "x.parquet", "synth": "x.ndjson", "report": "x.pdf", "template": "x.xlsx"}
    needed += ["--out", out[command]] if command in out else []
    profile = ["x.json"] if command in {"evaluate", "compare", "advise", "report"} else []
    lines = refused(run(command, *needed, *profile, "--no-such-option"))
    assert lines[0] == "/no-such-option: '--no-such-option'; expected an option of this command"
    assert lines[-1] == f"See yaoxie {command} --help"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("arguments", [["evalaute"], ["evaluate"], ["init", "x"], ["--foo"]])
def test_every_fault_of_a_command_line_stands_behind_its_pointer(arguments: list[str]) -> None:
    *faults, _ = refused(run(*arguments))
    assert [fault for fault in faults if not re.match(r"/[a-z-]+: ", fault)] == []


def completed(words: str, shell: str = "bash", lang: str = "en") -> list[str]:
    environment = os.environ | {
        "_YAOXIE_COMPLETE": f"complete_{shell}",
        "COMP_WORDS": words,
        "COMP_CWORD": str(len(words.split(" ")) - 1),
        "_TYPER_COMPLETE_ARGS": words,
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
        "LANG": f"{lang}.UTF-8",
        "LC_ALL": "",
    }
    result = subprocess.run(
        [str(PROGRAM)], env=environment, capture_output=True, text=True, check=False
    )
    assert result.stderr == ""
    return result.stdout.splitlines()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("yaoxie ev", ["evaluate"]),
        ("yaoxie evaluate --so", ["--sort"]),
        ("yaoxie evaluate --format ", ["table", "json", "xlsx"]),
        ("yaoxie validate --format s", ["sarif"]),
        ("yaoxie advise --only pla", ["places", "plan"]),
    ],
)
def test_shells_complete_commands_options_and_their_words(words: str, expected: list[str]) -> None:
    assert completed(words) == expected


def test_shells_complete_ids_of_measures_and_readings_with_titles() -> None:
    rulebook = Rulebook.load()
    (measure,) = [rulebook.measures[name] for name in [rulebook.library.default_measure]]
    start = f"yaoxie evaluate --measure {measure.id[:-1]}"
    assert completed(start) == [measure.id]
    assert completed(start, "fish", "zh") == [f"{measure.id}\t{measure.title.zh}"]
    assert f'"{measure.id}":"{measure.title.en}' in "".join(completed(start, "zsh"))
    reading = measure.readings[0]
    options = completed(f"yaoxie evaluate x --reading {reading.id}")
    assert options == [f"{reading.id}={option.id}" for option in reading.options]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_installed_for_the_shell_that_asks(shell: str, tmp_path: Path) -> None:
    path = shutil.which(shell)
    if path is None:
        pytest.skip(f"no {shell} here")
    script = f'"{PROGRAM}" --install-completion'
    environment = os.environ | {"HOME": str(tmp_path), "LANG": "en.UTF-8", "LC_ALL": ""}
    # A line behind it, or the shell would become the command itself, and name no shell.
    asked = [path, "-c", f"{script}; true"]
    result = subprocess.run(asked, env=environment, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stderr) == (0, "")
    assert f"Completion of {shell} is installed" in result.stdout
    written = [file for file in tmp_path.rglob("*") if file.is_file()]
    assert any("_YAOXIE_COMPLETE" in file.read_text(encoding="utf-8") for file in written)

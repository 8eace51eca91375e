"""The command line speaks the reader's language: help, faults of options and of input."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from rich.cells import cell_len
from typer.main import get_command
from typer.testing import CliRunner
from yaoxie.cli import app

from tests.support.command_line import COMPANY, refused, run

GROUP: Any = get_command(app.app)
ENGLISH = re.compile(r"(?<![-\w])(the|of|is|a|expected|error|usage)(?![-\w])", re.IGNORECASE)
CHINESE = re.compile("[\u4e00-\u9fff]")


@pytest.mark.parametrize(
    ("environment", "lang"),
    [
        ({}, "zh"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "C.UTF-8"}, "zh"),
        ({"LANG": "de_DE.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "en_US"}, "en"),
        ({"LC_MESSAGES": "zh_CN", "LC_ALL": "en"}, "en"),
        ({"LC_ALL": "C", "LANG": "en_US"}, "en"),
    ],
)
def test_the_language_is_the_environments_or_else_chinese(
    environment: dict[str, str], lang: str
) -> None:
    variables = {"LC_ALL": "", "LC_MESSAGES": "", "LANG": ""} | environment
    usage = CliRunner(env=variables).invoke(app.app, ["--help"]).stdout
    assert usage.startswith({"zh": "用法：", "en": "Usage:"}[lang])


@pytest.mark.parametrize(
    "arguments",
    [
        ["--lang", "zh", "check", "--help"],
        ["check", "--lang=zh", "--help"],
        ["check", "--help", "--lang", "zh"],
        ["check", "--lang", "en", "--lang", "zh", "-h"],
    ],
)
def test_an_option_chooses_the_language_wherever_it_stands(arguments: list[str]) -> None:
    assert run(*arguments, lang="en").stdout.startswith("用法：")


@pytest.mark.parametrize("width", [40, 80, 200])
@pytest.mark.parametrize("name", ["", *GROUP.commands])
def test_help_is_in_one_language_and_fits(name: str, width: int) -> None:
    arguments = [name, "--help"] if name else ["--help"]
    chinese = run(*arguments, lang="zh", columns=width).stdout
    english = run(*arguments, columns=width).stdout
    assert not ENGLISH.search(chinese)
    assert not CHINESE.search(english)
    assert "{" not in chinese + english  # every parameter of a message is filled in
    for line in (chinese + english).splitlines():
        assert cell_len(line) <= max(width, 40) or "|" in line, line
    assert run(*arguments[:-1], "-h", columns=width).stdout == english


WRONG = [
    ["evalaute", "x"],
    ["evaluate"],
    ["evaluate", "x", "y"],
    ["evaluate", "x", "--yaer", "2019"],
    ["evaluate", "--year"],
    ["check", "--strict=1"],
    ["screen", "x"],
    ["serve", "--port", "x"],
    ["synth", "many", "--seed", "-1", "--faults", "2"],
    ["--lang", "fr", "check"],
    ["schema"],
]


@pytest.mark.parametrize("arguments", WRONG)
def test_options_that_are_wrong_are_refused_in_one_language(arguments: list[str]) -> None:
    if "fr" not in arguments:
        chinese = " ".join(refused(run(*arguments, lang="zh")))
        assert not ENGLISH.search(chinese.replace(" serve ", " "))
        assert CHINESE.search(chinese)
    english = " ".join(refused(run(*arguments)))
    assert not CHINESE.search(english)


def test_a_slip_in_an_option_or_command_is_answered_by_what_is_near() -> None:
    assert "did you mean '--year'?" in refused(run("evaluate", "x", "--yaer", "1"))[0]
    assert "did you mean 'evaluate'?" in refused(run("evalaute", "x"))[0]
    assert refused(run("evalaute", "x"))[-1] == "See yaoxie --help"


def test_every_number_that_is_wrong_is_named_at_once() -> None:
    lines = refused(run("synth", "many", "--seed", "-1", "--faults", "2"))
    assert [line.partition(":")[0] for line in lines] == ["/N", "/seed", "/faults"]


def test_faults_of_a_profile_are_said_in_the_readers_language() -> None:
    company = COMPANY | {"park": "苏州", "legal_person": "是"}
    text = json.dumps({"company": company}, ensure_ascii=False)
    for arguments in (["evaluate", "-"], ["validate", "-"], ["compare", "-"]):
        chinese = refused(run(*arguments, stdin=text, lang="zh"))
        assert len(chinese) == 2
        assert all("应为" in line for line in chinese)
        english = refused(run(*arguments, stdin=text))
        assert all("expected" in line for line in english)

"""The catalogue is complete: what the code says stands in it, in both languages alike."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
import yaoxie
from typer.main import get_command
from yaoxie.cli import app
from yaoxie.messages import FAMILIES, entry

PACKAGE = Path(yaoxie.__file__).parent
CODES = {
    f"{family}.{name}"
    for family in FAMILIES
    for name in import_module(f"yaoxie.messages.{family}").MESSAGES
}
OF_SYSTEM = "system."  # by the system's own number of an error
CHINESE = re.compile("[\u4e00-\u9fff\uff00-\uffef]")  # characters, or full-width signs


def parameters(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def messages() -> Iterator[tuple[str, ast.Call]]:
    """Every message that some module makes, and where."""
    for path in sorted(PACKAGE.rglob("*.py")):
        if path.parent.name == "messages":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            if "Message" in {getattr(node.func, "id", None), getattr(node.func, "attr", None)}:
                yield f"{path.relative_to(PACKAGE)}:{node.lineno}", node


def codes(argument: ast.expr) -> list[str]:
    """The codes that an argument may be: a literal, or one of two."""
    match argument:
        case ast.Constant(value=str() as code):
            return [code]
        case ast.IfExp(body=body, orelse=orelse):
            return codes(body) + codes(orelse)
        case _:
            return []


def help_codes() -> Iterator[str]:
    """The codes that commands and options name as their help, or that pages of help are made of."""
    for path in sorted((PACKAGE / "cli").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield from re.findall(r"\Ahelp\.[a-z-]+\Z", node.value)


def test_every_help_is_in_the_catalogue() -> None:
    assert set(help_codes()) <= CODES
    group: Any = get_command(app.app)
    for command in (group, *group.commands.values()):
        for about in (command.help, *(param.help for param in command.params)):
            assert about in CODES, f"{command.name}: {about}"


def test_every_message_names_a_sentence_and_all_that_stands_in_it() -> None:
    for place, call in messages():
        named = codes(call.args[0])
        assert named, f"{place}: a code that can be read here"
        given = {keyword.arg for keyword in call.keywords}
        for code in named:
            assert code in CODES, f"{place}: {code}"
            assert given == parameters(entry(code).en), f"{place}: {code}"


def test_every_sentence_is_said_somewhere() -> None:
    said = {code for _, call in messages() for code in codes(call.args[0])} | set(help_codes())
    assert {code for code in CODES - said if not code.startswith(OF_SYSTEM)} == set()


@pytest.mark.parametrize("code", sorted(CODES))
def test_a_sentence_has_the_same_in_both_languages(code: str) -> None:
    words = entry(code)
    assert parameters(words.zh) == parameters(words.en)
    assert CHINESE.search(words.zh)
    assert not CHINESE.search(words.en)

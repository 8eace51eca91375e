"""The programs of docs/recipes.md run as they stand, and print what stands beside them."""

from __future__ import annotations

import io
import re
import runpy
import shlex
import subprocess
import sys
from contextlib import chdir, redirect_stdout
from pathlib import Path

import pytest

from tests.support.command_line import run
from tests.support.environment import unmeasured

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "recipes.md"
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
BLOCKS = FENCE.findall(PAGE.read_text(encoding="utf-8"))
FILES = {
    text.splitlines()[0].removeprefix("# "): text
    for language, text in BLOCKS
    if language in {"python", "yaml"}
}
PRINTING = [name for name, text in FILES.items() if re.search(r"print\(.*\)  # \S", text)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of the page beside the examples, after its commands."""
    folder = tmp_path_factory.mktemp("recipes")
    (folder / "examples").symlink_to(ROOT / "examples")
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    with chdir(folder):
        for language, text in BLOCKS:
            for line in text.splitlines() if language == "sh" else ():
                result = run(*shlex.split(line)[1:])
                assert result.exit_code == 0, result.output
    return folder


def printed(folder: Path, name: str) -> str:
    """What a program prints; one that starts processes is started as one itself."""
    if "multiprocessing" in FILES[name]:
        words = [sys.executable, "-W", "error", name]
        env = {**unmeasured(), "PYTHONUTF8": "1"}
        done = subprocess.run(
            words, cwd=folder, env=env, capture_output=True, encoding="utf-8", check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout
    with chdir(folder), redirect_stdout(io.StringIO()) as shown:
        runpy.run_path(name, run_name="__main__")
    return shown.getvalue()


@pytest.mark.parametrize("name", PRINTING)
def test_a_recipe_prints_what_stands_beside_it(
    folder: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(folder)
    expected = re.findall(r"print\(.*\)  # (.*)$", FILES[name], re.MULTILINE)
    assert printed(folder, name).splitlines() == expected


def test_every_program_of_the_page_is_run_or_imported_by_one_that_is() -> None:
    programs = {name.removesuffix(".py") for name in FILES if name.endswith(".py")}
    imported = {
        module
        for name in PRINTING
        for module in re.findall(r"^from (\w+) import", FILES[name], re.MULTILINE)
    }
    assert programs <= imported | {name.removesuffix(".py") for name in PRINTING}

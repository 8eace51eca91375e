"""Who evaluates one company needs no package of an extra, and hears what to install for more."""

from __future__ import annotations

import json
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from yaoxie import Profile, extras
from yaoxie.errors import MissingExtraError
from yaoxie.review import schemas
from yaoxie.sheets import template

from tests.support import workbooks
from tests.support.command_line import PROFILE
from tests.support.environment import unmeasured

# What a bare installation lacks, and what comes with what it lacks.
LACKING_OF_SHEETS = ("openpyxl", "python_calamine", "xlsxwriter")
LACKING = (
    *LACKING_OF_SHEETS,
    "polars",
    "numpy",
    "backports.zstd",
    "zstandard",
    "pyarrow",
    "pandas",
    "pyspark",
)
PROGRAM = f"""
    import sys

    for name in {LACKING!r}:
        sys.modules[name] = None  # so that its import fails
    from yaoxie.cli.app import main

    main()
"""


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("bare") / "profile.json"
    path.write_text(json.dumps(PROFILE), encoding="utf-8")
    return str(path)


def run_bare(*arguments: str, program: str = PROGRAM) -> subprocess.CompletedProcess[str]:
    """Runs a program as where nothing but the core is installed."""
    command = [sys.executable, "-c", textwrap.dedent(program), *arguments]
    return subprocess.run(command, env=unmeasured(), capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    "arguments",
    [
        ["evaluate", "PROFILE", "--year", "2019"],
        ["evaluate", "PROFILE", "--format", "json"],
        ["compare", "PROFILE", "--year", "2019"],
        ["validate", "PROFILE"],
        ["validate", "FOLDER"],
        ["evaluate", "FOLDER", "--year", "2019"],
        ["fields"],
        ["init", "--measure", "zgc-2019-27"],
        ["check"],
        ["measures"],
        ["measures", "zgc-2019-27"],
        *(["schema", name] for name in schemas.NAMES),
        ["--version"],
        ["screen", "--help"],
    ],
    ids=" ".join,
)
def test_the_core_alone_does_all_for_one_company(arguments: list[str], profile: str) -> None:
    folder = Path(profile).with_name("csv")
    if "FOLDER" in arguments and not folder.exists():
        template.save_folder(folder, workbooks.layout(), [Profile.from_dict(PROFILE)])
    paths = {"PROFILE": profile, "FOLDER": str(folder)}
    words = [paths.get(word, word) for word in arguments]
    bare = run_bare(*words)
    assert (bare.returncode, bare.stderr) == (0, "")
    full = run_bare(*words, program="from yaoxie.cli.app import main; main()")
    assert bare.stdout == full.stdout


@pytest.mark.parametrize("arguments", [["synth", "3"], ["screen", "PROFILE", "--out", "x.parquet"]])
def test_a_command_names_what_to_install(arguments: list[str], profile: str) -> None:
    result = run_bare(*(profile if word == "PROFILE" else word for word in arguments))
    (line,) = result.stderr.splitlines()
    assert 'pip install "yaoxie[screen]"' in line
    assert (result.returncode, result.stdout) == (2, "")


@pytest.mark.parametrize(
    "arguments",
    [
        ["template", "--out", "x.xlsx"],
        ["init", "--out", "x.xlsx"],
        ["validate", "BOOK"],
        ["evaluate", "PROFILE", "--format", "xlsx", "--out", "x.xlsx"],
    ],
)
def test_what_needs_workbooks_names_their_extra(arguments: list[str], profile: str) -> None:
    book = Path(profile).with_name("b.xlsx")
    template.save(book, workbooks.layout(), [Profile.from_dict(PROFILE)])
    paths = {"PROFILE": profile, "BOOK": str(book), "x.xlsx": str(book.with_name("x.xlsx"))}
    result = run_bare(*(paths.get(word, word) for word in arguments))
    (line,) = result.stderr.splitlines()
    assert 'pip install "yaoxie[sheets]"' in line
    assert (result.returncode, result.stdout) == (2, "")
    assert not book.with_name("x.xlsx").exists()


def test_the_library_names_what_to_install() -> None:
    program = (
        PROGRAM.partition("from yaoxie")[0]
        + """
    from yaoxie import MissingExtraError, Rulebook

    rulebook = Rulebook.load()
    for ask in (lambda: rulebook.screen({}, 2019), lambda: rulebook.screening(2019)):
        try:
            ask()
        except MissingExtraError as error:
            print(error.extra, error.command)
    """
    )
    result = run_bare(program=program)
    assert result.stdout == 'screen pip install "yaoxie[screen]"\n' * 2, result.stderr


@pytest.mark.parametrize("extra", list(extras.PACKAGES))
def test_an_extra_is_whole_or_names_a_package(extra: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for package in extras.PACKAGES[extra]:
        with monkeypatch.context() as patch:
            patch.setitem(sys.modules, package, None)
            with pytest.raises(MissingExtraError) as caught:
                extras.require(extra)
            assert caught.value.extra == extra
            assert isinstance(caught.value, ImportError)
    extras.require("screen")

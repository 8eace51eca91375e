"""The pages on steps and on writing a rule are what the package says, and what is in examples/."""

from __future__ import annotations

import contextlib
import re
import shlex
from pathlib import Path

import pytest
from yaoxie import Profile, Rulebook
from yaoxie.living import listing
from yaoxie.messages import Lang

from tests.support.command_line import run

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "writing-a-rule"
FOLDERS: dict[Lang, Path] = {"en": ROOT / "docs", "zh": ROOT / "docs" / "zh"}
each_language = pytest.mark.parametrize("lang", FOLDERS)


def blocks(lang: Lang, *languages: str) -> list[str]:
    text = (FOLDERS[lang] / "writing-a-rule.md").read_text(encoding="utf-8")
    fenced = re.findall(r"^```(\w*)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    return [block for of, block in fenced if of in languages]


@each_language
def test_a_page_lists_the_steps_as_the_command_does(lang: Lang) -> None:
    page = (FOLDERS[lang] / "steps.md").read_text(encoding="utf-8")
    printed = run("test", "--steps", lang=lang).output
    assert printed == listing.text(lang)
    assert page[page.index("\n## ") + 1 :].rstrip() == printed.rstrip()


@each_language
def test_the_page_on_writing_a_rule_shows_every_file_as_it_is(lang: Lang) -> None:
    files = sorted(file for file in EXAMPLE.rglob("*") if file.is_file())
    shown = blocks(lang, "yaml", "gherkin", "json")
    expected = []
    for file in files:
        text = file.read_text(encoding="utf-8")
        named = f"# {file.relative_to(ROOT).as_posix()}\n" if file.suffix == ".yaml" else ""
        expected.append(named + text)
    assert sorted(shown) == sorted(expected)


@each_language
def test_every_command_of_the_page_runs_as_it_stands(tmp_path: Path, lang: Lang) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    (commands,) = blocks(lang, "sh")
    with contextlib.chdir(tmp_path):
        for line in commands.splitlines():
            first, program, *words = shlex.split(line)
            assert (first, program) == ("./run", "yaoxie")
            done = run(*words, lang=lang)
            assert (done.exit_code, done.stderr) == (0, ""), line
    page = (tmp_path / "living.html").read_text(encoding="utf-8")
    assert "phase-2-done" in page


def test_the_example_says_of_its_profile_what_its_article_says() -> None:
    rulebook = Rulebook.load(EXAMPLE / "rules", strict=True)
    profile: Profile = rulebook.profile((EXAMPLE / "profile.json").read_bytes())
    assert rulebook.evaluate(profile, 2026).total_ceiling == 20_000_000 // 5
    assert rulebook.evaluate(profile, 2027).total_ceiling == 0


def test_features_of_other_rules_must_be_named() -> None:
    refused = run("test", "--rules", str(EXAMPLE / "rules"), lang="en")
    assert refused.exit_code == 2
    assert "the features to run, where --rules names rules" in refused.output

"""What a rulebook holds and nothing uses: warnings, and faults where asked strictly."""

from __future__ import annotations

from pathlib import Path

import pytest
from yaoxie import Rulebook, RulebookError
from yaoxie.rules import loader

from tests.support import own_vocabulary
from tests.support.command_line import run
from tests.support.rulebooks import copy_of_default
from tests.support.strategies.profiles import MEASURE

READING = """\
readings:
  - id: nobody-asks
    title: {zh: 甲, en: a}
    options: [{id: a, title: {zh: 甲, en: a}}, {id: b, title: {zh: 乙, en: b}}]
"""
AREA = "areas:\n  - {id: no-support, title: {zh: 甲, en: a}}\n"
DOCUMENT = "documents:\n  - {id: never-cited, title: {zh: 甲, en: a}, confidence: K}\n"
OPTION = "{zh: 整个企业, en: the whole company}}\n"
ANOTHER = "      - {id: as-the-first, title: {zh: 甲, en: a}}\n"

# What is changed in the measure's file, the pointer, the value.
UNUSED = {
    "a reading": ("readings:\n", READING, "/readings/0/id", "nobody-asks"),
    "an option": (OPTION, OPTION + ANOTHER, "/readings/2/options/3/id", "as-the-first"),
    "a window": ("windows:\n", "windows:\n  idle: {last: 2020-01-01}\n", "/windows/idle", "idle"),
    "a period": ("periods:\n", "periods:\n  idle: {period: once}\n", "/periods/idle", "idle"),
    "an area": ("areas:\n", AREA, "/areas/0/id", "no-support"),
    "a document": ("documents:\n", DOCUMENT, "/documents/0/id", "never-cited"),
}


def test_the_packaged_rules_hold_nothing_that_is_not_used() -> None:
    assert loader.check()[1] == []
    assert Rulebook.load(strict=True).version


@pytest.mark.parametrize("name", UNUSED)
def test_a_name_that_nothing_uses_is_a_warning(name: str, tmp_path: Path) -> None:
    old, new, pointer, value = UNUSED[name]
    rules = copy_of_default(tmp_path)
    path = rules / MEASURE / "measure.yaml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    (warning,) = loader.check(rules)[1]
    assert (warning.pointer, warning.value) == (pointer, value)
    assert warning.file == f"{MEASURE}/measure.yaml"
    assert warning.line
    assert Rulebook.load(rules).version
    with pytest.raises(RulebookError) as caught:
        Rulebook.load(rules, strict=True)
    assert caught.value.faults == (warning,)


@pytest.mark.parametrize(
    ("place", "close"),
    [
        ("zgc-2019-72/measure.yaml", MEASURE),
        ("vocabulary.yml", "vocabulary.yaml"),
        (f"{MEASURE}/drug-phase-2.yml", "drug-phase-2.yaml"),
        (f"{MEASURE}/old/drug-phase-2.yaml", None),
        (f"{MEASURE}/notes.txt", None),
    ],
)
def test_a_file_or_folder_that_no_list_names_is_a_warning(
    place: str, close: str | None, tmp_path: Path
) -> None:
    rules = copy_of_default(tmp_path)
    (rules / place).parent.mkdir(exist_ok=True)
    (rules / place).write_text("id: x\n", "utf-8")
    (warning,) = loader.check(rules)[1]
    assert warning.file is not None
    assert place.startswith(warning.file)
    assert warning.nearest == close


@pytest.mark.parametrize("name", [".git", "README.md", f"{MEASURE}/.phase.yaml.swp", "LICENSE"])
def test_hidden_files_and_those_that_any_folder_may_hold_are_none(
    name: str, tmp_path: Path
) -> None:
    rules = copy_of_default(tmp_path)
    (rules / name).write_text("", "utf-8")
    assert loader.check(rules)[1] == []


HELP = "group: animals, help: {zh: 见, en: see}"
ADDED = {
    "a word": (
        "  region:\n",
        "  region:\n    - {id: baoding, zh: 保定, en: Baoding}\n",
        "/words/region/0/id",
    ),
    "a set of words": (
        "words:\n",
        "words:\n  idle:\n    - {id: yes_word, zh: 甲, en: a}\n",
        "/words/idle",
    ),
    "a group": ("groups:\n", "groups:\n  idle: {zh: 甲, en: a}\n", "/groups/idle"),
    "a field": (
        "      breeder:\n",
        f"      idle:\n        {{zh: 甲, en: a, type: yes_no, {HELP}}}\n      breeder:\n",
        "/kinds/company/fields/idle",
    ),
    "a milestone": (
        "    milestones:\n      - {id: conditional",
        "    milestones:\n      - {id: idle_approval, zh: 甲, en: a}\n      - {id: conditional",
        "/kinds/drug/milestones/0/id",
    ),
}


@pytest.mark.parametrize("name", ADDED)
def test_what_an_own_vocabulary_adds_and_no_rule_reads_is_a_warning(
    name: str, tmp_path: Path
) -> None:
    old, new, pointer = ADDED[name]
    rules = own_vocabulary.write(tmp_path / "own")
    assert loader.check(rules)[1] == []
    path = rules / "vocabulary.yaml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    (warning,) = loader.check(rules)[1]
    assert (warning.pointer, warning.file) == (pointer, "vocabulary.yaml")


def test_the_command_prints_warnings_and_refuses_them_only_where_asked_to(tmp_path: Path) -> None:
    rules = copy_of_default(tmp_path)
    (rules / "stray").mkdir()
    result = run("check", str(rules))
    assert result.exit_code == 0
    assert "warning: stray" in result.stderr
    assert "no faults, 1 warning" in result.stdout
    strict = run("check", str(rules), "--strict")
    assert (strict.exit_code, strict.stdout) == (2, "")
    assert "warning: stray" in strict.stderr
    assert run("check", "--strict").exit_code == 0


def test_what_a_faulty_vocabulary_may_have_meant_is_no_fault_of_the_rules(tmp_path: Path) -> None:
    rules = own_vocabulary.write(tmp_path / "own")
    vocabulary = rules / "vocabulary.yaml"
    text = vocabulary.read_text("utf-8").replace("words: standing,", "words: standng,", 1)
    vocabulary.write_text(text.replace("type: yes_no", "type: yesno", 1), "utf-8")
    support = next(rules.glob("*/farm.yaml"))
    support.write_text(support.read_text("utf-8").replace('"area": "area"', '"area": "x"'), "utf-8")
    with pytest.raises(RulebookError) as caught:
        Rulebook.load(rules)
    faults = [(fault.file, fault.pointer) for fault in caught.value.faults]
    assert faults == [
        ("vocabulary.yaml", "/kinds/company/fields/breeder/type"),
        ("vocabulary.yaml", "/kinds/company/fields/standing/words"),
        (f"{own_vocabulary.MEASURE}/farm.yaml", "/area"),
    ]

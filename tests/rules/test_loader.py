"""Rule files that contradict each other or the profile's model: every fault, with its place."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from yaoxie import Rulebook, RulebookError
from yaoxie.errors import Fault
from yaoxie.sources import yaml_text

from tests.support.rulebook_coherence_faults import COHERENCE_FAULTS
from tests.support.rulebook_faults import FAULTS, PHASE_2, Change
from tests.support.rulebook_term_faults import TERM_FAULTS
from tests.support.rulebooks import copy_of_rules, reading_only
from tests.support.strategies.profiles import MEASURE

Data = dict[str, Any]
ALL_FAULTS = {**FAULTS, **TERM_FAULTS, **COHERENCE_FAULTS}


@pytest.fixture
def changed(tmp_path: Path) -> Callable[..., list[Fault]]:
    """The faults of the packaged rules after some changes of their text."""

    def faults(*changes: Change) -> list[Fault]:
        rules = copy_of_rules(tmp_path)
        for name, old, new in changes:
            path = rules / _file(name)
            text = path.read_text("utf-8")
            assert old in text, f"{name} lacks {old!r}"
            path.write_text(text.replace(old, new, 1), encoding="utf-8")
        try:
            with reading_only([_file(name) for name, *_ in changes]):
                Rulebook.load(rules)
        except RulebookError as error:
            return list(error.faults)
        return []

    return faults


Changed = Callable[..., list[Fault]]


def test_the_packaged_rules_have_no_fault(tmp_path: Path) -> None:
    rules = copy_of_rules(tmp_path)
    assert Rulebook.load(rules).digest == Rulebook.load().digest


def test_the_digest_is_that_of_the_files_as_sorted_json(tmp_path: Path) -> None:
    rules = copy_of_rules(tmp_path)
    (rules / "vocabulary.yaml").unlink()  # it belongs to the program
    names = [str(path.relative_to(rules)) for path in rules.rglob("*.yaml")]
    content = {name: yaml_text.read(rules / name, name).data for name in names}
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    digest = hashlib.sha256(text.encode()).hexdigest()
    assert Rulebook.load(rules).digest == f"sha256:{digest}"


def test_a_folder_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(RulebookError, match="a folder of rules"):
        Rulebook.load(tmp_path / "none")


def test_a_folder_without_an_index_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(RulebookError, match=r"rulebook\.yaml"):
        Rulebook.load(tmp_path)


@pytest.mark.parametrize("name", ALL_FAULTS)
def test_a_rulebook_is_refused_for(name: str, changed: Changed) -> None:
    change, pointer, expected, close = ALL_FAULTS[name]
    faults = changed(change)
    assert [fault.pointer for fault in faults] == [pointer], [str(fault) for fault in faults]
    (fault,) = faults
    assert expected in fault.expected
    assert fault.nearest == close
    assert fault.file is not None
    assert fault.file.endswith(change[0].removeprefix("../"))
    assert fault.line
    assert fault.column


def test_the_line_and_column_are_those_of_the_key(changed: Changed) -> None:
    (fault,) = changed((PHASE_2, "is: innovative}", "is: inovative}"))
    assert (fault.file, fault.line, fault.column) == (f"{MEASURE}/{PHASE_2}", 10, 34)
    assert str(fault).startswith(f"{MEASURE}/{PHASE_2}:10:34 /requires/0/when/is: 'inovative'; ")


def test_all_faults_of_all_files_come_in_one_run(changed: Changed) -> None:
    faults = changed(*(FAULTS[name][0] for name in (
        "an unknown field", "an unknown window", "a word twice", "a yes or no against a word",
        "a group's members under different limits", "limits that overlap",
    )))  # fmt: skip
    assert len(faults) >= 6
    files = [fault.file for fault in faults]
    assert files == sorted(files, key=str)
    assert len(set(files)) == 4


def test_a_file_that_cannot_be_read_does_not_hide_the_faults_of_others(changed: Changed) -> None:
    faults = changed((PHASE_2, "id: drug-phase-2", "id: [drug-phase-2"), FAULTS["a word twice"][0])
    assert {fault.file for fault in faults} >= {
        f"{MEASURE}/{PHASE_2}",
        f"{MEASURE}/cxo-platform.yaml",
    }


def test_a_fault_of_form_does_not_hide_the_other_faults_of_the_same_file(changed: Changed) -> None:
    faults = changed(FAULTS["a requirement without a source"][0], FAULTS["an unknown milestone"][0])
    pointers = {fault.pointer for fault in faults}
    assert {"/requires/0/source", "/requires/1/when/milestone"} <= pointers


def test_a_support_that_the_measure_does_not_list_is_a_fault(tmp_path: Path) -> None:
    rules = copy_of_rules(tmp_path)
    path = rules / MEASURE / PHASE_2
    data = yaml.safe_load(path.read_text("utf-8"))
    with (rules / MEASURE / "drug-phase-4.yaml").open("w", encoding="utf-8") as file:
        yaml.safe_dump({**data, "id": "drug-phase-4", "title": {"zh": "四", "en": "four"}}, file)
    with pytest.raises(RulebookError) as caught:
        Rulebook.load(rules)
    (fault,) = caught.value.faults
    assert (fault.file, fault.nearest) == (f"{MEASURE}/drug-phase-4.yaml", "drug-phase-2")


def test_a_group_of_a_support_that_is_none_is_a_fault(changed: Changed) -> None:
    faults = changed(("measure.yaml", "{support: drug-phase-2}", "{support: drug-phase-3}"))
    (fault,) = (fault for fault in faults if fault.pointer == "/groups/0/members/1/support")
    assert fault.nearest == "drug-phase-2"


# Each is found whatever others stand beside it.
INDEPENDENT = (
    *("an unknown field", "an unknown milestone", "an unknown word in a list", "two operators"),
    *("a yes or no against a word", "an amount with commas", "a rate in curly quotes"),
    *("a confidence that is none", "an unknown reading", "an unknown period", "an unknown base"),
    *("an unknown document", "an unknown area", "a requirement without a title"),
    *("a requirement that the applicant has already", "a ceiling that some readings lack"),
    *("an id that is not the file's name", "an unknown key", "a window that some readings lack"),
    *("two periods at once", "a limit's support that is none"),
    *("a group's members under different limits", "a measure without a folder"),
    *("a measure without a place", "a version that is no measure"),
    *("a series called as a measure", "a fixed amount beside a ceiling"),
    *("an uplift whose condition reads what is not there", "two raises of one name"),
    *("a scheme and a support in one member", "a last day before the first"),
    *("a window whose ends are swapped", "a rate of 40 in a condition"),
    *("a version that is blank", "two options of one title"),
    "a guard that the support's own excludes",
)


@settings(max_examples=40)
@given(st.sets(st.sampled_from(INDEPENDENT), min_size=4))
@example(set(INDEPENDENT))
def test_every_fault_that_is_planted_is_found_in_one_run(names: set[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        rules = copy_of_rules(Path(folder))
        for name in (name for name in INDEPENDENT if name in names):
            (file, old, new), *_ = ALL_FAULTS[name]
            path = rules / _file(file)
            text = path.read_text("utf-8")
            if old not in text:  # another one took its place
                names.discard(name)
            path.write_text(text.replace(old, new, 1), encoding="utf-8")
        planted = [_file(ALL_FAULTS[name][0][0]) for name in names]
        with pytest.raises(RulebookError) as caught, reading_only(planted):
            Rulebook.load(rules)
    reported = [(fault.file, fault.pointer, fault.nearest) for fault in caught.value.faults]
    for name in names:
        (file, *_), pointer, _, close = ALL_FAULTS[name]
        assert (_file(file), pointer, close) in reported, name


def _file(name: str) -> str:
    """A file's name in a rulebook, from its name beside the measure's."""
    return name if name == "rulebook.yaml" else os.path.normpath(f"{MEASURE}/{name}")


def test_faults_of_every_kind_in_every_file_come_in_one_run(tmp_path: Path) -> None:
    rules = copy_of_rules(tmp_path)
    changes = {
        "rulebook.yaml": ("version:", "verson:"),
        f"{MEASURE}/measure.yaml": ("place:", "plaice:"),
        f"{MEASURE}/drug-phase-2.yaml": ("is: innovative}", "greater_than: 3}"),
        f"{MEASURE}/overseas-rd.yaml": ("id: overseas-rd", "id：overseas-rd"),
        "suzhou-2019/measure.yaml": ("readings:", "readings: 5\nreeadings:"),
        "suzhou-2019/entry-1.yaml": ("subject: drug", "subject: drugg"),
        "shanghai-2021/measure.yaml": ("id: shanghai-2021", "id: [shanghai-2021"),
        "shanghai-2021/improved-phase-1.yaml": ("drug.category", "drug.categry"),
    }
    for name, (old, new) in changes.items():
        text = (rules / name).read_text("utf-8")
        assert old in text
        (rules / name).write_text(text.replace(old, new, 1), "utf-8")
    (rules / MEASURE / "cxo-platform.yaml").unlink()
    (rules / "chengdu-2025" / "phase-1.yaml").write_bytes("id: 一期".encode("gbk"))
    with pytest.raises(RulebookError) as caught:
        Rulebook.load(rules)
    places = {(fault.file, fault.pointer) for fault in caught.value.faults}
    assert places >= {
        ("rulebook.yaml", "/version"),
        ("rulebook.yaml", "/verson"),
        (f"{MEASURE}/measure.yaml", "/place"),
        (f"{MEASURE}/measure.yaml", "/plaice"),
        (f"{MEASURE}/measure.yaml", "/supports/6"),
        (f"{MEASURE}/drug-phase-2.yaml", "/requires/0/when/greater_than"),
        (f"{MEASURE}/overseas-rd.yaml", ""),
        ("suzhou-2019/measure.yaml", "/readings"),
        ("suzhou-2019/measure.yaml", "/reeadings"),
        ("suzhou-2019/entry-1.yaml", "/subject"),
        ("shanghai-2021/measure.yaml", ""),
        ("shanghai-2021/improved-phase-1.yaml", "/requires/0/when/field"),
        ("chengdu-2025/phase-1.yaml", ""),
    }
    assert len(places) == 13, sorted(places)  # and none that only follows from another

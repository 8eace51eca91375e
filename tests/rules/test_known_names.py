"""A name that is that of no measure is answered by a handful of names, the likest first."""

from __future__ import annotations

from pathlib import Path

import pytest
from yaoxie import OptionError, Profile, Rulebook
from yaoxie.errors import Fault
from yaoxie.rules import catalogue

from tests.support.command_line import PROFILE, refused, run
from tests.support.places import rulebook_of_places

YEAR = 2025


def fault_of(rulebook: Rulebook, name: str) -> Fault:
    (fault,) = rulebook.library.question_faults(YEAR, name)
    return fault


@pytest.mark.parametrize(
    ("name", "first"),
    [("苏州", "suzhou"), ("suzhuo", "suzhou"), ("北京", "beijing"), ("zgc-2019-72", "zgc-2019-27")],
)
def test_the_nearest_name_comes_first_of_a_handful(
    rulebook: Rulebook, name: str, first: str
) -> None:
    fault = fault_of(rulebook, name)
    names = fault.parameters["names"]
    assert (fault.nearest, names[0]) == (first, first)
    assert len(names) == len(set(names)) == 8
    for lang in ("zh", "en"):
        assert "yaoxie measures" in fault.text(lang)
        assert len(fault.text(lang)) < 400


def test_a_name_like_no_other_has_a_handful_too(rulebook: Rulebook) -> None:
    for name in ("", "?", "x" * 100_000):
        fault = fault_of(rulebook, name)
        assert (fault.nearest, len(fault.parameters["names"])) == (None, 8)


def test_one_report_names_measures_and_series_alone(rulebook: Rulebook) -> None:
    library = rulebook.library
    with pytest.raises(OptionError) as caught:
        rulebook.evaluate(Profile.from_dict(PROFILE), YEAR, "北京")
    (fault,) = caught.value.faults
    assert all(library.named(name) for name in fault.parameters["names"])
    assert "place" not in str(fault)


def test_a_place_that_is_no_measure_is_answered_by_measures_there(rulebook: Rulebook) -> None:
    with pytest.raises(OptionError) as caught:
        catalogue.entry(rulebook.library, "beijing")
    (fault,) = caught.value.faults
    names = fault.parameters["names"]
    holders = rulebook.library.vocabulary.place.type.holders
    assert len(names) <= 8
    assert all("beijing" in holders(rulebook.measures[name].place) for name in names)


def test_few_names_are_all_told(tmp_path: Path) -> None:
    library = rulebook_of_places(tmp_path).library
    with pytest.raises(OptionError) as caught:
        catalogue.entry(library, "prot")
    (fault,) = caught.value.faults
    assert fault.code == "sources.one-of"
    assert set(fault.parameters["words"]) == {*library.measures, *library.series}


@pytest.mark.parametrize("command", ["evaluate", "advise", "screen"])
def test_commands_find_the_place_that_a_title_is_of(tmp_path: Path, command: str) -> None:
    profile = tmp_path / "profile.json"
    profile.write_text('{"company": {"name": "A"}}', encoding="utf-8")
    out = ("--out", str(tmp_path / "out")) if command == "screen" else ()
    (fault,) = refused(run(command, str(profile), "--measure", "苏州", *out))
    assert "expected the id of a measure, series or place, " in fault
    assert fault.endswith("; did you mean 'suzhou' (Suzhou)?")

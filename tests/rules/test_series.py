"""Versions that replaced each other: which one holds, what its report says, what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from yaoxie import OptionError, Profile, Rulebook, RulebookError

from tests.support.command_line import refused, run
from tests.support.places import SERIES, Data, company, drug, place, places, rulebook_of_places
from tests.support.places import write_places as write
from tests.support.rulebooks import copy_of_rules
from tests.support.strategies.rulebooks import TITLE

PROFILE = Profile.from_dict(company("shanghai", drug()))
WITHOUT_DRUGS = Profile.from_dict(company("shanghai"))  # and so without notices of its own


@pytest.fixture(scope="module")
def rulebook(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    return rulebook_of_places(tmp_path_factory.mktemp("rules"))


@pytest.mark.parametrize(
    ("year", "version"),
    [
        *((2019, "port-2021"), (2021, "port-2021"), (2023, "port-2021")),
        *((2024, "port-2024"), (2025, "port-2024"), (2099, "port-2024")),
    ],
)
def test_a_series_stands_for_the_version_in_force_at_the_end_of_the_year(
    rulebook: Rulebook, year: int, version: str
) -> None:
    assert rulebook.library.version_of("port", year) == version
    assert rulebook.evaluate(PROFILE, year, "port").measure == version


def test_a_measure_stands_for_itself_in_any_year(rulebook: Rulebook) -> None:
    assert rulebook.library.version_of("port-2021", 2030) == "port-2021"
    assert rulebook.evaluate(PROFILE, 2030, "port-2021").total_ceiling == 500
    assert rulebook.evaluate(PROFILE, 2030, "port").total_ceiling == 900


def test_a_report_names_its_version_and_its_days(rulebook: Rulebook) -> None:
    reports = {name: rulebook.evaluate(PROFILE, 2024, name).to_dict() for name in rulebook.measures}
    assert reports["port-2021"]["version"] == {
        "series": "port",
        "first": None,
        "year": 2021,
        "last": "2024-07-31",
        "replaced_by": "port-2024",
    }
    assert reports["port-2024"]["version"] == {
        "series": "port",
        "first": "2024-08-01",
        "year": None,
        "last": None,
        "replaced_by": None,
    }
    assert reports["town"]["version"]["series"] is None


def test_the_name_of_a_series_changes_nothing_but_the_choice(rulebook: Rulebook) -> None:
    by_series = rulebook.evaluate(PROFILE, 2023, "port").to_json()
    assert by_series == rulebook.evaluate(PROFILE, 2023, "port-2021").to_json()


OUTSIDE, REPLACED = "outside-known-dates", "replaced-by-later-version"
FIRST, LAST = "first-day-unknown", "last-day-unknown"


@pytest.mark.parametrize(
    ("measure", "year", "codes"),
    [
        ("port", 2020, [OUTSIDE, FIRST]),
        ("port", 2021, [FIRST]),
        ("port-2021", 2024, [REPLACED, FIRST]),
        ("port-2021", 2025, [OUTSIDE, REPLACED, FIRST]),
        ("port-2024", 2023, [OUTSIDE, LAST]),
        ("port-2024", 2024, [LAST]),
        ("hill", 2019, [OUTSIDE, FIRST, LAST]),
        ("hill", 2020, [FIRST, LAST]),
        ("shore", 1000, [FIRST, LAST]),
        ("town", 2018, [OUTSIDE, LAST]),
        ("town", 2029, [LAST]),
        ("town", 2030, [OUTSIDE, "validity-doubtful", LAST]),
    ],
)
def test_notices_tell_of_days_and_of_later_versions(
    rulebook: Rulebook, measure: str, year: int, codes: list[str]
) -> None:
    given = [notice.code for notice in rulebook.evaluate(WITHOUT_DRUGS, year, measure).notices]
    assert given == ["amounts-are-ceilings", *codes]


def test_a_class_that_is_no_word_is_noted_with_its_place(rulebook: Rulebook) -> None:
    profile = Profile.from_dict(company("shanghai", drug(registration_class="chemical-9")))
    report = rulebook.evaluate(profile, 2024, "port")
    notices = {notice.code: notice.pointers for notice in report.notices}
    assert notices["unknown-registration-class"] == ("/drugs/0/registration_class",)


def test_readings_are_those_of_the_chosen_version(rulebook: Rulebook) -> None:
    readings = {"question": "b"}
    assert rulebook.evaluate(PROFILE, 2024, "port", readings).readings == readings
    with pytest.raises(OptionError, match="a reading of port-2021: it has none"):
        rulebook.evaluate(PROFILE, 2023, "port", readings)


def test_an_unknown_name_is_refused_with_measures_and_series(rulebook: Rulebook) -> None:
    (fault,) = rulebook.library.option_faults(2024, "prot")
    assert fault.pointer == "/measure"
    assert fault.expected == "one of hill, port-2021, port-2024, shore, town, port"
    assert fault.nearest == "port"
    with pytest.raises(OptionError):
        rulebook.library.version_of("prot", 2024)


def test_a_year_that_is_none_leaves_the_version_and_its_readings_open(rulebook: Rulebook) -> None:
    for year in ("abc", 0, 10_000, True):
        faults = rulebook.library.option_faults(year, "port", {"nonsense": "x"})
        assert [fault.pointer for fault in faults] == ["/year"]


def versions(*names: str) -> list[Data]:
    return [{"id": "port", "title": TITLE, "versions": list(names)}]


FAULTS: dict[str, tuple[list[Data], str, str, str | None]] = {
    "the id of a measure": (
        [SERIES[0] | {"id": "town"}],
        "/series/0/id",
        "an id that no measure has",
        None,
    ),
    "an id twice": (
        [*SERIES, {"id": "port", "title": TITLE, "versions": ["town"]}],
        "/series/1/id",
        "a name that is not taken already",
        None,
    ),
    "a version that is no measure": (
        versions("port-2021", "port-2042"),
        "/series/0/versions/1",
        "one of hill, port-2021, port-2024, shore, town",
        "port-2024",
    ),
    "a version twice": (
        versions("port-2021", "port-2021"),
        "/series/0/versions/1",
        "a measure in one series, once; port has it already",
        None,
    ),
    "a version of two series": (
        [*SERIES, {"id": "pier", "title": TITLE, "versions": ["port-2024"]}],
        "/series/1/versions/0",
        "a measure in one series, once; port has it already",
        None,
    ),
    "a version without a beginning": (
        versions("port-2021", "shore"),
        "/series/0/versions/1",
        "a measure whose dates give its first day or its year",
        None,
    ),
    "versions that run backwards": (
        versions("port-2024", "port-2021"),
        "/series/0/versions/1",
        "a version that begins after port-2024, 2024-08-01; it begins 2021-01-01",
        None,
    ),
    "a version beside others that is none": (
        [SERIES[0] | {"beside": ["port-2020"]}],
        "/series/0/beside/0",
        "a version of the series that another one follows",
        "port-2021",
    ),
    "the last version beside others": (
        [SERIES[0] | {"beside": ["port-2024"]}],
        "/series/0/beside/0",
        "a version of the series that another one follows",
        "port-2021",
    ),
    "a version beside others twice": (
        [SERIES[0] | {"beside": ["port-2021", "port-2021"]}],
        "/series/0/beside/1",
        "a name that is not taken already",
        None,
    ),
    "no version": (versions(), "/series/0/versions", "at least 1", None),
    "an unknown key": ([SERIES[0] | {"since": 1}], "/series/0/since", "one of the keys", None),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_series_is_refused_for(name: str, tmp_path: Path) -> None:
    series, pointer, expected, close = FAULTS[name]
    with pytest.raises(RulebookError) as caught:
        Rulebook.load(write(tmp_path, series))
    (fault,) = caught.value.faults
    assert (fault.pointer, fault.nearest, fault.file) == (pointer, close, "rulebook.yaml")
    assert expected in fault.expected
    assert fault.line
    assert fault.column


def test_versions_that_begin_on_one_day_are_refused(tmp_path: Path) -> None:
    files = places()
    files.append(place("port-2025", "shanghai", 1, {"first": "2024-08-01"}))
    series = versions("port-2021", "port-2024", "port-2025")
    (fault,) = refused(run("check", str(write(tmp_path, series, files))))
    assert "/series/0/versions/2: 'port-2025'; expected a version that begins after" in fault


@pytest.mark.parametrize(
    ("year", "beside", "listed"),
    [
        (2020, ["port-2021"], []),
        (2023, ["port-2021"], ["port-2021"]),
        (2024, ["port-2021"], ["port-2021", "port-2024"]),
        (2024, [], ["port-2024"]),
        (2025, ["port-2021"], ["port-2024"]),
    ],
)
def test_a_place_lists_versions_beside_later_ones_as_long_as_they_hold(
    tmp_path: Path, year: int, beside: list[str], listed: list[str]
) -> None:
    rulebook = Rulebook.load(write(tmp_path, [SERIES[0] | {"beside": beside}]))
    reports = rulebook.evaluate_all(PROFILE, year, "shanghai").reports
    ports = [report.measure for report in reports if report.measure.startswith("port")]
    assert ports == listed
    compared = [entry.measure for entry in rulebook.compare(PROFILE, year).measures]
    assert {name for name in compared if name.startswith("port")} >= set(listed)
    assert rulebook.library.version_of("port", year) == (listed or ["port-2021"])[-1]


def test_a_rulebook_needs_no_series(tmp_path: Path) -> None:
    rulebook = Rulebook.load(write(tmp_path, []))
    assert rulebook.series == {}
    assert rulebook.library.series_of("port-2021") is None


def test_the_command_line_takes_a_series_and_check_lists_it(tmp_path: Path) -> None:
    rules = str(write(tmp_path))
    asked = ("evaluate", "-", "--rules", rules, "--measure", "port", "--year")
    text = PROFILE.model_dump_json(exclude_none=True)
    early = run(*asked, "2023", "--lang", "en", stdin=text, columns=100).stdout
    assert "port-2021, 2021 to 2024-07-31, of the series port, followed by port-2024" in early
    late = run(*asked, "2024", stdin=text, columns=100, lang="zh").stdout
    assert "port-2024、2024-08-01起，终止日期未公布、属于系列port" in late
    checked = run("check", rules).stdout
    assert "series port: port-2021, port-2024\n" in checked
    assert checked.endswith("5 measures, 1 series, 5 supports: no faults, 1 warning\n")


def test_a_version_that_ends_after_the_next_has_begun_is_a_fault(tmp_path: Path) -> None:
    rules = copy_of_rules(tmp_path)
    path = rules / "shanghai-2021" / "measure.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("last: 2024-05-31", "last: 2024-08-01"), "utf-8")
    with pytest.raises(RulebookError) as caught:
        Rulebook.load(rules)
    (fault,) = caught.value.faults
    assert (fault.file, fault.pointer) == ("rulebook.yaml", "/series/0/versions/1")
    assert "begins after shanghai-2021 ends, 2024-08-01" in fault.expected

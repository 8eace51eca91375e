"""Places side by side: as it is, and as if the company were registered there."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator
from rich.cells import cell_len
from yaoxie import OptionError, Profile, Rulebook
from yaoxie.review import schemas

from tests.support import places as measures_in_places
from tests.support.command_line import refused, run
from tests.support.places import company, drug, rulebook_of_places, write_places
from tests.support.rulebooks import direct
from tests.support.strategies import profiles

SCHEMA = Draft202012Validator(json.loads(schemas.text("comparison")))
EXAMPLES = Path(__file__).parents[2] / "examples"
BEIJING = company("beijing", drug(rd_spend=80))


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    return rulebook_of_places(tmp_path_factory.mktemp("rules"))


def compare(rulebook: Rulebook, data: dict[str, Any], year: int = 2024) -> dict[str, Any]:
    comparison = rulebook.compare(Profile.from_dict(data), year).to_dict()
    SCHEMA.validate(comparison)
    return dict(comparison)


def test_places_are_sorted_by_what_is_open_as_it_is_then_there(places: Rulebook) -> None:
    measures = compare(places, BEIJING)["measures"]
    assert [measure["measure"] for measure in measures] == ["town", "shore", "port-2024", "hill"]
    assert [measure["as_is"]["total_ceiling"] for measure in measures] == [100, 40, 0, 0]
    assert [measure["if_registered"]["total_ceiling"] for measure in measures] == [
        100,
        40,
        900,
        300,
    ]


def test_of_a_series_only_the_version_in_force_is_compared(places: Rulebook) -> None:
    for year, version in ((2020, "port-2021"), (2023, "port-2021"), (2024, "port-2024")):
        names = {measure["measure"] for measure in compare(places, BEIJING, year)["measures"]}
        assert names == {"hill", version, "shore", "town"}


def test_registration_stands_apart_with_its_outcome(places: Rulebook) -> None:
    for region, outcome in (("beijing", "unmet"), ("shanghai", "met"), (None, "unknown")):
        measures = compare(places, company(region, drug()))["measures"]
        port = next(measure for measure in measures if measure["measure"] == "port-2024")
        (here,) = port["registration"]
        assert (here["id"], here["outcome"], here["actual"]) == ("here", outcome, region)
        assert (here["required"], here["source"]["document"]) == ("shanghai", "text")
        assert ("/company/region" in port["missing"]) is (outcome == "unknown")
        shore = next(measure for measure in measures if measure["measure"] == "shore")
        assert shore["registration"] == []


def test_registration_is_reported_where_the_profile_has_no_item(places: Rulebook) -> None:
    measures = compare(places, {"company": {"name": "甲", "region": "shanghai"}})["measures"]
    outcomes = {
        measure["measure"]: [requirement["outcome"] for requirement in measure["registration"]]
        for measure in measures
    }
    assert outcomes == {"hill": ["unmet"], "port-2024": ["met"], "shore": [], "town": ["unmet"]}


def test_what_is_missing_is_listed_once_and_only_where_it_counts(places: Rulebook) -> None:
    data = company(None, drug("A"), {"id": "B"}, drug("C", milestones=[]))
    measures = {measure["measure"]: measure for measure in compare(places, data)["measures"]}
    assert measures["town"]["missing"] == ["/drugs/1/milestones", "/company/region"]
    assert measures["shore"]["missing"] == [
        "/drugs/0/rd_spend",
        "/drugs/1/milestones",
        "/drugs/1/rd_spend",
    ]
    counts = measures["town"]["if_registered"]["findings"]
    assert counts == {"eligible": 1, "undetermined": 1, "ineligible": 1}


def test_a_share_that_nothing_bounds_is_marked(places: Rulebook) -> None:
    compared = compare(places, company(None, drug()))["measures"]
    measures = {measure["measure"]: measure for measure in compared}
    assert measures["shore"]["as_is"]["unbounded"] == {"total": True, "potential": True}
    assert measures["town"]["as_is"]["unbounded"] == {"total": False, "potential": False}
    measures = {measure["measure"]: measure for measure in compare(places, BEIJING)["measures"]}
    assert measures["shore"]["as_is"]["unbounded"] == {"total": False, "potential": False}


def test_an_entitlement_that_is_no_money_is_in_no_figure() -> None:
    files = measures_in_places.places()
    for measure in files:
        if measure.measure["id"] in {"shore", "town"}:
            measure.supports[0]["gives"]["money"] = False
    compared = compare(direct(*files), company("beijing", drug()))["measures"]
    measures = {measure["measure"]: measure for measure in compared}
    nothing = {"total": False, "potential": False}
    for name in ("shore", "town"):
        summary = measures[name]["as_is"]
        assert (summary["total_ceiling"], summary["potential_ceiling"]) == (0, 0)
        assert (summary["counted"], summary["unbounded"]) == ([], nothing)
        assert summary["findings"]["eligible"] == 1


def test_the_supports_that_count_stand_with_their_amounts(places: Rulebook) -> None:
    (town, *_) = compare(places, BEIJING)["measures"]
    (finding,) = town["as_is"]["counted"]
    assert (finding["support"], finding["subject"]["id"], finding["counted"]) == (
        "phase-2",
        "D",
        100,
    )


def test_the_objects_hold_the_whole_reports(places: Rulebook) -> None:
    profile = Profile.from_dict(BEIJING)
    comparison = places.compare(profile, year=2024)
    for measure in comparison.measures:
        alone = places.evaluate(profile, 2024, measure.measure)
        assert measure.as_is.to_json() == alone.to_json()
        assert measure.if_registered.plan.measure is measure.as_is.plan.measure
        assert not any(rule.registration for rule in measure.if_registered.plan.applicant)
    assert comparison.measures[0].place == "beijing"
    assert comparison.measures[0].version.first is not None


def test_a_comparison_is_one_compact_line_of_its_plain_data(places: Rulebook) -> None:
    data = company("beijing", drug(rd_spend=80)) | {"company": {"name": '甲"\\\x7f', "uscc": None}}
    comparison = places.compare(Profile.from_dict(data), 2024)
    line = json.dumps(comparison.to_dict(), ensure_ascii=False, separators=(",", ":"))
    assert comparison.to_json() == line
    assert comparison.to_bytes() == line.encode()
    assert comparison.to_json(indent=2) == json.dumps(
        comparison.to_dict(), ensure_ascii=False, indent=2
    )
    assert len(repr(comparison)) < 100
    assert len(repr(comparison.measures[0])) < 300


def test_a_comparison_is_the_same_bytes_each_time(places: Rulebook) -> None:
    profile = Profile.from_dict(BEIJING)
    assert places.compare(profile, 2024).to_json() == places.compare(profile, 2024).to_json()


@pytest.mark.parametrize("year", [0, 10_000, True])
def test_a_year_that_is_none_is_refused(places: Rulebook, year: int) -> None:
    with pytest.raises(OptionError, match="/year"):
        places.compare(Profile.from_dict(BEIJING), year)


@settings(max_examples=25)
@given(data=profiles.profiles())
def test_registration_never_lowers_what_is_open(rulebook: Rulebook, data: dict[str, Any]) -> None:
    comparison = rulebook.compare(Profile.from_dict(data), 2024)
    figures = [measure.as_is.total_ceiling for measure in comparison.measures]
    assert figures == sorted(figures, reverse=True)
    for measure in comparison.measures:
        met = all(rule.outcome == "met" for rule in measure.registration)
        if met:
            assert measure.as_is.total_ceiling == measure.if_registered.total_ceiling
        assert measure.as_is.potential_ceiling <= measure.if_registered.potential_ceiling
        assert measure.as_is.total_ceiling <= measure.if_registered.total_ceiling


@pytest.mark.parametrize("columns", [60, 80, 100])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_table_fits_its_width_and_crops_nothing(
    tmp_path: Path, lang: str, columns: int
) -> None:
    options = ("--rules", str(write_places(tmp_path)), "--year", "2024", "--lang", lang)
    data = company("beijing", drug(), *({"id": f"D{i}"} for i in range(9)))
    result = run("compare", "-", *options, stdin=json.dumps(data), columns=columns)
    assert result.exit_code == 0
    assert max(map(cell_len, result.stdout.splitlines())) <= max(
        columns, 80
    )  # less is not to be read
    assert "…" not in result.stdout
    assert columns < 80 or "port-2024" in result.stdout


@pytest.mark.parametrize(
    ("lang", "texts"),
    [
        (
            "zh",
            [
                *("各地政策比较，2024 申报年度", "在当地注册〔现为北京〕", "在当地注册〔已满足〕"),
                *("药品 D0 的里程碑", "另有4项", "待定", "至多", "2024-08-01起"),
            ],
        ),
        (
            "en",
            [
                *("measures compared, claim year 2024", "registered here [is Beijing]"),
                *("drug D0, milestones", "and 4 more", "open", "up to", "from 2024"),
            ],
        ),
    ],
)
def test_the_table_says_what_a_place_requires_and_what_is_missing(
    tmp_path: Path, lang: str, texts: list[str]
) -> None:
    options = ("--rules", str(write_places(tmp_path)), "--year", "2024", "--lang", lang)
    data = company("beijing", drug(), *({"id": f"D{i}"} for i in range(9)))
    output = run("compare", "-", *options, stdin=json.dumps(data), columns=160).stdout
    assert [text for text in texts if text not in output] == []


@pytest.mark.parametrize("columns", [80, 120])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_ids_and_dates_stay_whole_and_pointers_where_there_is_room(lang: str, columns: int) -> None:
    example = str(EXAMPLES / "comparing-places.json")
    asked = ("compare", example, "--year", "2025")
    data = json.loads(run(*asked, "--format", "json").stdout)["measures"]
    output = run(*asked, "--lang", lang, columns=columns).stdout
    texts = [measure["measure"] for measure in data]
    texts += [measure["version"][key] for measure in data for key in ("first", "last")]
    if columns == 120:
        output += run(*asked, "--lang", lang, "--pointers", columns=columns).stdout
        texts += [at for measure in data for at in measure["missing"][:5]]  # and how many more
    assert [text for text in texts if text and text not in output] == []


@pytest.mark.parametrize(
    ("lang", "mark", "note"),
    [("zh", "可能更低", "“可能更低”："), ("en", "may be lower", "“may be lower”: ")],
)
def test_figures_that_may_be_lower_are_marked(lang: str, mark: str, note: str) -> None:
    asked = ("compare", str(EXAMPLES / "comparing-places.json"), "--year", "2025")
    data = json.loads(run(*asked, "--format", "json").stdout)["measures"]
    figures = [measure[key] for measure in data for key in ("as_is", "if_registered")]
    marked = sum(figure["upper_bound"] and not figure["unbounded"]["total"] for figure in figures)
    above, _, below = run(*asked, "--lang", lang).stdout.partition(note)
    assert marked > 0
    assert len(re.findall(rf" {mark} ", above)) == marked
    assert below
    sure = json.dumps({**BEIJING, "drugs": []})
    assert note not in run("compare", "-", "--lang", lang, stdin=sure).stdout


def test_the_table_marks_years_outside_of_known_dates(tmp_path: Path) -> None:
    options = ("--rules", str(write_places(tmp_path)), "--year", "2019", "--lang", "zh")
    output = run("compare", "-", *options, stdin=json.dumps(BEIJING), columns=160).stdout
    assert output.count("申报年度在已知有效期之外") == 2  # hill and port-2021
    assert "〔port-2021、hill〕" in output


def test_json_is_the_librarys_own(tmp_path: Path) -> None:
    rules = write_places(tmp_path)
    asked = ("compare", "-", "--rules", str(rules), "--year", "2024", "--format", "json")
    result = run(*asked, stdin=json.dumps(BEIJING))
    own = Rulebook.load(rules).compare(Profile.from_dict(BEIJING), 2024)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout_bytes == own.to_json().encode() + b"\n" == own.to_bytes() + b"\n"


@pytest.mark.parametrize(
    ("options", "place"),
    [
        (["--year", "20x4"], "/year: '20x4'"),
        (["--lang", "fr"], "/lang: 'fr'"),
        (["--format", "jso"], "/format: 'jso'"),
        (["--rules", "/nowhere"], "/nowhere"),
    ],
)
def test_wrong_options_are_refused(options: list[str], place: str) -> None:
    (fault,) = refused(run("compare", "-", *options, stdin=json.dumps(BEIJING)))
    assert place in fault


def test_a_bad_profile_is_refused_with_the_other_faults() -> None:
    faults = refused(run("compare", "-", "--year", "0", stdin='{"company": {}}'))
    places = [fault.split(": ")[0] for fault in faults]
    assert places == ["1:2 /company/name (company, company name)", "/year"]


def test_names_are_shown_and_never_obeyed() -> None:
    data = {"company": {"name": "[red]甲\x1b[31m"}}
    assert "[red]甲\\x1b[31m" in run("compare", "-", stdin=json.dumps(data)).stdout

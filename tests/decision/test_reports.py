"""All measures of a place at once: which, what they bring together, and how they are named."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter
from yaoxie import Profile, ReportsDict, Rulebook
from yaoxie.errors import OptionError, RulebookError

from tests.support.command_line import refused, run
from tests.support.places import company, place, write_places

DRUG = {
    "id": "D",
    "milestones": [{"milestone": "phase_2_completed", "date": "2023-05-20"}],
}
UNTIL_2024 = {"first": "2020-01-01", "last": "2024-06-30"}
OPEN = {"first": "2020-01-01"}


def measures() -> list[Any]:
    """A city, a district of it, its neighbour, a measure that ended, one in doubt, one to come."""
    doubt = {"doubtful_from": "2022-01-01", "doubt": {"zh": "不详", "en": "not known"}}
    return [
        place("city", "beijing", 100, OPEN, aliases=["town", "old-city"]),
        place("district", "daxing", 30, OPEN),
        place("neighbour", "changping", 7, OPEN),
        place("ended", "beijing", 1000, UNTIL_2024),
        place("doubtful", "beijing", 20, OPEN | doubt),
        place("coming", "beijing", 5000, {"first": "2030-01-01"}),
        place("port-2020", "shanghai", 400, UNTIL_2024),
        place("port-2025", "shanghai", 600, {"first": "2025-01-01"}),
    ]


SERIES = [{"id": "port", "title": {"zh": "甲", "en": "a"}, "versions": ["port-2020", "port-2025"]}]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_places(tmp_path_factory.mktemp("places"), SERIES, measures())


@pytest.fixture(scope="module")
def rulebook(folder: Path) -> Rulebook:
    return Rulebook.load(folder)


def profile(region: str | None = "daxing", **more: Any) -> Profile:
    return Profile.from_dict(company(region, DRUG) | more)


@pytest.mark.parametrize(
    ("name", "year", "names"),
    [
        ("beijing", 2024, ["city", "district", "neighbour", "ended", "doubtful"]),
        ("beijing", 2026, ["city", "district", "neighbour", "doubtful"]),
        ("daxing", 2026, ["city", "district", "doubtful"]),
        ("yizhuang", 2026, ["city", "doubtful"]),
        ("shanghai", 2024, ["port-2020"]),
        ("shanghai", 2025, ["port-2025"]),
        ("all", 2026, ["city", "district", "neighbour", "doubtful", "port-2025"]),
        ("beijing", 2019, []),
        ("wuhan", 2026, []),
        ("town", 2026, ["city"]),
        ("port", 2024, ["port-2020"]),
    ],
)
def test_a_place_has_the_measures_that_hold_in_it_in_that_year(
    rulebook: Rulebook, name: str, year: int, names: list[str]
) -> None:
    reports = rulebook.evaluate_all(profile(), year, name)
    assert [report.measure for report in reports.reports] == names


def test_totals_are_those_of_the_reports_together(rulebook: Rulebook) -> None:
    reports = rulebook.evaluate_all(profile(), 2026)
    assert (reports.total_ceiling, reports.potential_ceiling) == (150, 150)
    open_ones = rulebook.evaluate_all(profile("beijing"), 2026)
    assert (open_ones.total_ceiling, open_ones.potential_ceiling) == (120, 157)
    nowhere = rulebook.evaluate_all(profile(), 2019)
    assert (nowhere.total_ceiling, nowhere.potential_ceiling, nowhere.reports) == (0, 0, ())


def test_their_json_is_what_the_contract_says(rulebook: Rulebook) -> None:
    reports = rulebook.evaluate_all(profile(), 2026, "daxing")
    data = json.loads(reports.to_json())
    assert list(data) == [
        *("contract", "claim_year", "reports", "total_ceiling", "potential_ceiling", "between")
    ]
    assert (data["contract"], data["claim_year"], data["between"]) == (2, 2026, [])
    alone = [rulebook.evaluate(profile(), 2026, name) for name in ("city", "district", "doubtful")]
    assert data["reports"] == [json.loads(report.to_json()) for report in alone]
    assert reports.to_bytes() == reports.to_json().encode()
    assert json.loads(reports.to_json(indent=2)) == data
    TypeAdapter(ReportsDict).validate_python(reports.to_dict())
    assert len(repr(reports)) < 100


@pytest.mark.parametrize(
    ("name", "near"), [("beijin", "beijing"), ("distrct", "district"), (5, None)]
)
def test_a_place_that_is_none_is_refused(rulebook: Rulebook, name: Any, near: str | None) -> None:
    with pytest.raises(OptionError) as caught:
        rulebook.evaluate_all(profile(), 2026, name)
    (fault,) = caught.value.faults
    assert (fault.pointer, fault.nearest) == ("/measure", near)


def test_a_year_that_is_none_is_refused_beside_the_place(rulebook: Rulebook) -> None:
    with pytest.raises(OptionError) as caught:
        rulebook.evaluate_all(profile(), 99, "nowhere")
    assert [fault.pointer for fault in caught.value.faults] == ["/year", "/measure"]


@pytest.mark.parametrize("name", ["beijing", "all"])
def test_one_report_is_not_made_of_a_place(rulebook: Rulebook, name: str) -> None:
    with pytest.raises(OptionError, match="one measure or series, and no place"):
        rulebook.evaluate(profile(), 2026, name)


def test_an_id_is_looked_up_before_a_place() -> None:
    """`guangzhou` is a series, and a place."""
    packaged = Rulebook.load()
    assert packaged.evaluate(profile(), 2021, "guangzhou").measure == "guangzhou-2020"
    reports = packaged.evaluate_all(profile(), 2025, "guangzhou").reports
    named = ["guangzhou-2024", "huangpu-2025", "huangpu-drugs-2024"]
    assert [report.measure for report in reports] == named


# Aliases


@pytest.mark.parametrize("name", ["town", "old-city"])
def test_an_alias_stands_for_its_measure_in_options_and_awards(
    rulebook: Rulebook, name: str
) -> None:
    award = {"measure": name, "support": "phase-2", "subject": "D", "year": 2026, "amount": 60}
    report = rulebook.evaluate(profile(awards=[award]), 2026, name)
    assert (report.measure, report.total_ceiling) == ("city", 40)
    assert "award-matches-nothing" not in [notice.code for notice in report.notices]
    screened = rulebook.screen([profile(awards=[award])], 2026, name)
    assert screened.companies.collect()["total_ceiling"].to_list() == [40]


def test_an_alias_that_is_nearest_is_named(rulebook: Rulebook) -> None:
    with pytest.raises(OptionError) as caught:
        rulebook.evaluate(profile(), 2026, "old-ctiy")
    assert caught.value.faults[0].nearest == "old-city"


@pytest.mark.parametrize("alias", ["district", "port", "town"])
def test_an_alias_is_no_other_name(tmp_path: Path, alias: str) -> None:
    files = measures()
    files[2].measure["aliases"] = [alias]
    with pytest.raises(RulebookError) as caught:
        Rulebook.load(write_places(tmp_path, SERIES, files))
    (fault,) = caught.value.faults
    assert (fault.file, fault.pointer) == ("rulebook.yaml", "/measures/2")
    assert fault.expected == "aliases that no other measure or series is called by"


# Command line


def command(
    name: str, folder: Path, tmp_path: Path, *options: str, region: str | None = "daxing"
) -> Any:
    file = tmp_path / "profile.json"
    file.write_text(json.dumps(company(region, DRUG)), encoding="utf-8")
    return run(name, str(file), "--rules", str(folder), "--year", "2026", *options)


def test_the_command_line_prints_a_place_as_json(
    rulebook: Rulebook, folder: Path, tmp_path: Path
) -> None:
    options = ("--measure", "daxing", "--format", "json")
    printed = command("evaluate", folder, tmp_path, *options).stdout_bytes
    assert printed == rulebook.evaluate_all(profile(), 2026, "daxing").to_bytes() + b"\n"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_table_lists_under_each_place_its_supports_most_money_first(
    folder: Path, tmp_path: Path, lang: str
) -> None:
    options = ("--measure", "all", "--lang", lang)
    lines = command("evaluate", folder, tmp_path, *options).stdout.splitlines()
    places = {"zh": ["北京  合计 120 元", "北京大兴  合计 30 元", "北京昌平", "上海"]}
    places["en"] = ["Beijing  CNY 120", "Daxing, Beijing  CNY 30", "Changping", "Shanghai"]
    at = [next(i for i, line in enumerate(lines) if name in line) for name in places[lang]]
    assert at == sorted(at)
    of_city = "\n".join(lines[at[0] : at[1]])
    assert of_city.index("city") < of_city.index("doubtful")
    assert "150" in next(line for line in lines if "total" in line.lower() or "合计上限" in line)


def test_a_place_without_measures_is_said_to_have_none(folder: Path, tmp_path: Path) -> None:
    done = command("evaluate", folder, tmp_path, "--measure", "wuhan", "--lang", "zh")
    assert done.exit_code == 0
    assert "没有在当地有效的政策" in done.stdout


def test_a_series_is_looked_up_before_a_place(folder: Path, tmp_path: Path) -> None:
    options = ("--measure", "port", "--format", "json")
    data = json.loads(command("evaluate", folder, tmp_path, *options).stdout)
    assert data["measure"] == "port-2025"


def test_readings_are_refused_for_several_measures(folder: Path, tmp_path: Path) -> None:
    options = ("--measure", "all", "--reading", "cap-scope=company")
    (line,) = refused(command("evaluate", folder, tmp_path, *options))
    assert "/readings/cap-scope" in line


@pytest.mark.parametrize(
    ("region", "lang", "text"),
    [
        ("shanghai", "zh", "所填注册地区为上海，本政策在北京；上海的政策：甲（port-2025）"),
        ("shanghai", "en", "Shanghai, while this measure holds in Beijing"),
        ("wuhan", "zh", "规则库中没有武汉的政策"),
        ("daxing", "zh", None),
        ("beijing", "zh", None),
        (None, "zh", None),
    ],
)
def test_who_is_elsewhere_is_told_so_in_the_first_lines(
    folder: Path, tmp_path: Path, region: str | None, lang: str, text: str | None
) -> None:
    printed = command("evaluate", folder, tmp_path, "--lang", lang, region=region).stdout
    head = printed.split("\n\n")[0].replace("\n", "" if lang == "zh" else " ")
    assert text in head if text is not None else "本政策在" not in head


def test_who_names_a_measure_is_not_told_where_it_holds(folder: Path, tmp_path: Path) -> None:
    printed = command("evaluate", folder, tmp_path, "--measure", "city", region="wuhan").stdout
    assert "本政策在" not in printed


def test_comparing_leaves_out_what_has_ended_but_for_all(folder: Path, tmp_path: Path) -> None:
    data = json.loads(command("compare", folder, tmp_path, "--format", "json").stdout)
    names = {entry["measure"] for entry in data["measures"]}
    assert names == {"city", "district", "neighbour", "doubtful", "coming", "port-2025"}
    assert data["left_out"] == ["ended"]
    options = ("--all", "--format", "json")
    every = json.loads(command("compare", folder, tmp_path, *options).stdout)
    assert {entry["measure"] for entry in every["measures"]} == names | {"ended"}
    assert every["left_out"] == []
    assert (
        "已经失效的政策未列出（--all 列出全部）：ended"
        in command("compare", folder, tmp_path, "--lang", "zh").stdout
    )


def test_comparing_lists_what_counts_under_each_measure(folder: Path, tmp_path: Path) -> None:
    printed = command("compare", folder, tmp_path, "--lang", "en").stdout
    assert "phase-2 100" in printed
    assert "phase-2 600" in printed


def test_a_comparison_of_which_all_has_ended_is_empty(tmp_path: Path) -> None:
    rules = write_places(tmp_path / "rules", [], measures()[3:4])
    data = json.loads(command("compare", rules, tmp_path, "--format", "json").stdout)
    assert (data["measures"], data["left_out"]) == ([], ["ended"])
    assert command("compare", rules, tmp_path).exit_code == 0


def test_a_place_that_a_series_is_named_after_is_asked_for_by_its_own_name() -> None:
    rulebook = Rulebook.load()
    library = rulebook.library
    places = library.vocabulary.place.type.words
    both = [name for name in library.series if name in places]
    assert both
    profile = Profile.from_dict({"company": {"name": "甲"}, "drugs": [DRUG]})
    for word in both:
        name = library.all_of(word)
        assert library.is_place(name)
        assert not library.is_place(word)
        assert library.named_by(name, 2025) == library.at(word, 2025)
        assert library.named_by(word, 2025) == [library.version_of(word, 2025)]
        reports = rulebook.evaluate_all(profile, 2025, name)
        assert reports.to_bytes() == rulebook.evaluate_all(profile, 2025, word).to_bytes()
    alone = [word for word in places if word not in both]
    assert [library.all_of(word) for word in alone] == alone
    with pytest.raises(OptionError):
        rulebook.evaluate_all(profile, 2025, "place:nowhere")

"""The plan as a part of advice: its options, its JSON, its sentences."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from yaoxie import MissingExtraError, OptionError, Profile, Rulebook, extras
from yaoxie.review import schemas

from tests.support.command_line import COMPANY, refused, run

SCHEMA = Draft202012Validator(json.loads(schemas.text("advice")))
DRUG = {
    "id": "D",
    "category": "innovative",
    "project_investment": 20_000_000,
    "milestones": [
        {"milestone": "phase_2_completed", "date": "2019-05-20"},
        {"milestone": "new_drug_approval", "date": "2021-03-01", "place": "beijing"},
    ],
}


def plan(rulebook: Rulebook, *drugs: dict[str, Any], **options: Any) -> dict[str, Any]:
    profile = Profile.from_dict({"company": COMPANY, "drugs": drugs or [DRUG]})
    asked: dict[str, Any] = {"year": 2019, "only": "plan", "years": 3} | options
    advice = rulebook.advise(profile, **asked)
    SCHEMA.validate(advice.to_dict())
    assert advice.plan is not None
    return dict(advice.plan)


def claims(plan: dict[str, Any], key: str = "by_year") -> list[tuple[int, str, int]]:
    return [
        (year["claim_year"], claim["support"], claim["counted"])
        for year in plan[key]
        for claim in year["claims"]
    ]


def test_years_add_up_to_the_total_and_the_same_input_gives_the_same_plan(
    rulebook: Rulebook,
) -> None:
    first, second = (plan(rulebook, DRUG, {**DRUG, "id": "E"}) for _ in range(2))
    assert first == second
    assert first["total"] == sum(year["total"] for year in first["by_year"]) == 12_000_000
    for year in first["by_year"]:
        assert year["total"] == sum(claim["counted"] for claim in year["claims"])


def test_days_after_that_of_the_advice_are_planned(rulebook: Rulebook) -> None:
    readings = {"milestone-window": "within-year", "same-drug-reaches-trials": "no"}
    generic = {
        "id": "G",
        "category": "generic",
        "project_investment": 20_000_000,
        "milestones": [
            {
                "milestone": "consistency_evaluation_passed",
                "date": "2020-02-01",
                "first_in_country": True,
            }
        ],
    }
    best = plan(rulebook, generic, readings=readings, as_of=date(2019, 6, 30))
    ((claim,),) = [year["claims"] for year in best["by_year"] if year["claims"]]
    pointer = "/drugs/0/milestones/0/date"
    milestone = "consistency_evaluation_passed"
    assert claim["planned"] == [{"pointer": pointer, "milestone": milestone, "date": "2020-02-01"}]
    assert plan(rulebook, generic, readings=readings)["by_year"][1]["claims"][0]["planned"] == []


def test_a_claim_in_trials_does_not_rest_on_the_approval_to_come(rulebook: Rulebook) -> None:
    best = plan(rulebook, years=1, as_of=date(2019, 1, 1))
    (claim,) = best["by_year"][0]["claims"]
    assert [entry["milestone"] for entry in claim["planned"]] == ["phase_2_completed"]


def test_years_in_which_a_measure_is_not_in_force_are_left_out(rulebook: Rulebook) -> None:
    best = plan(rulebook, year=2018, years=5, measure=["zgc-2019-27", "shanghai-2024"])
    years = {entry["measure"]: entry["years"] for entry in best["measures"]}
    assert years == {"zgc-2019-27": [2019, 2020, 2021, 2022]}
    assert [entry["doubtful"] for entry in best["measures"]] == [[2022]]
    assert (best["by_year"][0]["claim_year"], best["by_year"][0]["claims"]) == (2018, [])


def test_a_series_is_planned_by_the_version_of_each_year(rulebook: Rulebook) -> None:
    best = plan(rulebook, year=2022, years=4, measure="shanghai")
    years = {entry["measure"]: entry["years"] for entry in best["measures"]}
    assert years == {"shanghai-2021": [2022, 2023], "shanghai-2024": [2024, 2025]}


def test_a_name_that_a_series_and_a_place_share_is_the_series_alone_or_among_others(
    rulebook: Rulebook,
) -> None:
    named = rulebook.evaluate(Profile.from_dict({"company": COMPANY}), 2025, measure="guangzhou")
    for measure in ("guangzhou", ["guangzhou", "suzhou-2023"]):
        options: dict[str, Any] = {"year": 2025, "measure": measure, "years": 1}
        best = plan(rulebook, **options)
        names = {entry["measure"] for entry in best["measures"]} - {"suzhou-2023"}
        assert names == {named.measure}


def test_what_is_undetermined_stands_in_a_plan_of_its_own(rulebook: Rulebook) -> None:
    unknown = {key: value for key, value in DRUG.items() if key != "category"}
    best = plan(rulebook, DRUG, {**unknown, "id": "U"})
    assert (best["total"], best["potential"]) == (6_000_000, 12_000_000)
    statuses = [c["status"] for year in best["potential_by_year"] for c in year["claims"]]
    assert sorted(set(statuses)) == ["eligible", "undetermined"]
    assert plan(rulebook)["potential_by_year"] == []


def test_a_limit_that_binds_says_what_the_plan_would_bring_without_it(rulebook: Rulebook) -> None:
    drugs = [{**DRUG, "id": name, "project_investment": 10**8} for name in ("D", "E")]
    best = plan(rulebook, *drugs, years=1, readings={"cap-scope": "company"})
    bound = {entry["limit"]: entry["more"] for entry in best["binding"]}
    assert (best["total"], bound) == (10_000_000, {"company-articles-1-4": 10_000_000})


def test_a_claim_has_its_instalments_as_the_report_has_them(rulebook: Rulebook) -> None:
    drug: dict[str, Any] = {"id": "D", "registration_class": "chemical-1"}
    drug |= {"key_field": True, "project_investment": 25_000_000, "milestones": []}
    drug |= {"own_funds": 10_000_000, "spent_so_far": 1_000_000}
    company = {"name": "甲", "operates_region": "shenzhen", "legal_person": True}
    profile = Profile.from_dict({"company": company, "drugs": [drug]})
    report = rulebook.evaluate(profile, 2025, measure="shenzhen-2025").to_dict()
    (finding,) = [e for e in report["findings"] if e["support"] == "innovative-drug-plan"]
    options: dict[str, Any] = {"measure": "shenzhen-2025", "only": "plan"}
    best = rulebook.advise(profile, 2025, **options).to_dict()["plan"]
    assert best is not None
    year = best["potential_by_year"] or best["by_year"]
    (claim,) = [e for e in year[0]["claims"] if e["support"] == "innovative-drug-plan"]
    parts = claim["payment"]["instalments"]["parts"] if claim["payment"] else []
    assert [part["counted"] for part in parts] == [4_000_000, 3_000_000, 3_000_000]
    assert [e["title"] for e in parts] == [
        e["title"] for e in finding["payment"]["instalments"]["parts"]
    ]


def test_present_value_is_exact_and_rounded_down(rulebook: Rulebook) -> None:
    best = plan(rulebook, {**DRUG, "project_investment": 10**8}, discount=Decimal("0.07"))
    assert (best["discount"], best["total"]) == ("0.07", 30_000_000)
    whole = Decimal(10**7)
    value = whole + whole / Decimal("1.07") + whole / Decimal("1.07") ** 2
    assert best["present_value"] == int(value)


def test_options_of_a_plan_that_are_wrong_are_all_named(rulebook: Rulebook) -> None:
    with pytest.raises(OptionError) as error:
        plan(rulebook, discount=0.03, claims_a_year=0, years=0)
    assert [fault.pointer for fault in error.value.faults] == [
        "/years",
        "/discount",
        "/claims_a_year",
    ]


def test_without_its_packages_a_plan_is_null_or_where_it_is_asked_for_an_error(
    rulebook: Rulebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(extras.PACKAGES, "plan", ("no_such_package",))
    profile = Profile.from_dict({"company": COMPANY})
    assert rulebook.advise(profile, 2019).plan is None
    with pytest.raises(MissingExtraError, match="plan"):
        rulebook.advise(profile, 2019, only="plan")


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("zh", "申报计划：2019—2021 申报年度合计 6,000,000 元"),
        ("en", "Claim plan for 2019 to 2021"),
    ],
)
def test_the_table_has_the_plan_in_both_languages(tmp_path: Any, lang: str, expected: str) -> None:
    path = tmp_path / "p.json"
    path.write_text(json.dumps({"company": COMPANY, "drugs": [DRUG]}), encoding="utf-8")
    options = ["--year", "2019", "--years", "3", "--only", "plan", "--as-of", "2019-06-30"]
    done = run("advise", str(path), *options, "--lang", lang)
    assert expected in done.stdout
    answer = json.loads(run("advise", str(path), *options, "--format", "json").stdout)
    assert answer["plan"]["total"] == 6_000_000


def test_the_command_refuses_a_discount_that_is_no_rate(tmp_path: Any) -> None:
    path = tmp_path / "p.json"
    path.write_text(json.dumps({"company": COMPANY}), encoding="utf-8")
    done = run("advise", str(path), "--year", "2019", "--discount", "3%")
    assert any("/discount" in fault for fault in refused(done))

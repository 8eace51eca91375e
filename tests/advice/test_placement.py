"""What each place would pay for a project: what evaluating it there says, year by year."""

from __future__ import annotations

import json
from typing import Any

from jsonschema import Draft202012Validator
from yaoxie import Profile, Row, Rulebook
from yaoxie.review import schemas

SCHEMA = Draft202012Validator(json.loads(schemas.text("advice")))
PLACES = ("production_region", "conversion_region", "output_region")
DRUG: dict[str, Any] = {
    "id": "P-1",
    "category": "innovative",
    "registration_class": "chemical-1",
    "trial_scheme": "three_phase",
    "self_developed": True,
    "project_investment": 60_000_000,
    "rd_spend": 50_000_000,
    "rd_spend_phase_1": 20_000_000,
    "rd_spend_phase_2": 30_000_000,
    "milestones": [
        {"milestone": "clinical_trial_entry", "date": "2024-02-01", "country": "china"},
        {"milestone": "phase_1_entered", "date": "2024-03-01", "country": "china"},
        {"milestone": "phase_1_completed", "date": "2025-05-01", "country": "china"},
        {"milestone": "phase_2_completed", "date": "2026-08-01", "country": "china"},
    ],
}
COMPANY = {
    "name": "甲",
    "legal_person": True,
    "independent_accounts": True,
    "activities": ["research", "production"],
}


def placed(rulebook: Rulebook, data: dict[str, Any], **options: Any) -> list[dict[str, Any]]:
    asked: dict[str, Any] = {"year": 2025, "measure": "all", "only": "places"} | options
    advice = rulebook.advise(Profile.from_dict(data), **asked).to_dict()
    SCHEMA.validate(advice)
    return [dict(entry) for entry in advice["places"] or ()]


def test_a_place_pays_what_the_measures_there_give_to_who_is_registered_there(
    rulebook: Rulebook,
) -> None:
    (entry,) = placed(rulebook, {"company": COMPANY, "drugs": [DRUG]})
    totals = [place["total"] for place in entry["places"]]
    assert totals == sorted(totals, reverse=True)
    assert totals[0]
    for place in entry["places"]:
        fields = [field.removeprefix("drug.") for field in entry["fields"]]
        there = DRUG | dict.fromkeys(fields, place["place"])
        regions = {"region": place["place"], "operates_region": place["place"]}
        profile = Profile.from_dict({"company": COMPANY | regions, "drugs": [there]})
        compared = rulebook.compare(profile, 2025)
        names = set(rulebook.library.at(place["place"], 2025))
        own = [e.if_registered for e in compared.measures if e.measure in names]
        assert place["total"] == sum(report.total_ceiling for report in own)
        assert place["potential"] == sum(report.potential_ceiling for report in own)


def test_what_one_year_pays_is_an_award_in_the_next(rulebook: Rulebook) -> None:
    (entry,) = placed(rulebook, {"company": COMPANY, "drugs": [DRUG]}, years=3)
    seen = 0
    for place in entry["places"]:
        assert [year["claim_year"] for year in place["years"]] == [2025, 2026, 2027]
        assert place["total"] == sum(year["total"] for year in place["years"])
        once = [
            (support["measure"], support["support"])
            for year in place["years"]
            for support in year["supports"]
            if support["counted"] and _is_paid_once(rulebook, support)
        ]
        seen += len(once)
        ceilings = {(s["measure"], s["support"]): 0 for y in place["years"] for s in y["supports"]}
        for year in place["years"]:
            for support in year["supports"]:
                ceilings[support["measure"], support["support"]] += support["counted"]
        for name in once:
            plan = rulebook.plan(2025, name[0])
            (own,) = [support for support in plan.supports if support.id == name[1]]
            rows = [entry for entry in own.supplements if isinstance(entry, Row)]
            assert ceilings[name] <= max([own.ceiling, *(row.amount_for() for row in rows)])
    assert seen


def test_each_year_pays_what_evaluating_it_there_pays_after_the_awards_of_the_years_before(
    rulebook: Rulebook,
) -> None:
    (entry,) = placed(rulebook, {"company": COMPANY, "drugs": [DRUG]}, years=3)
    fields = [field.removeprefix("drug.") for field in entry["fields"]]
    paying = [place for place in entry["places"] if place["total"]]
    assert len(paying) > 2
    tied = 0
    for place in paying:
        there = DRUG | dict.fromkeys(fields, place["place"])
        regions = {"region": place["place"], "operates_region": place["place"]}
        awards: list[dict[str, Any]] = []
        for year in place["years"]:
            data = {"company": COMPANY | regions, "drugs": [there], "awards": awards}
            profile = Profile.from_dict(data)
            reports = rulebook.evaluate_all(profile, year["claim_year"], place["place"])
            total = sum(support["counted"] for support in year["supports"])
            if any(entry["choices"] for entry in reports.between):
                tied += 1
                assert year["total"] == total == reports.total_ceiling
            else:
                compared = rulebook.compare(profile, year["claim_year"]).measures
                names = {report.measure for report in reports.reports}
                own = [e.if_registered for e in compared if e.measure in names]
                assert year["total"] == total == sum(report.total_ceiling for report in own)
            awards = awards + [
                {
                    "measure": support["measure"],
                    "support": support["support"],
                    "subject": DRUG["id"],
                    "year": year["claim_year"],
                    "amount": support["counted"],
                }
                for support in year["supports"]
                if support["counted"]
            ]
    assert tied


def _is_paid_once(rulebook: Rulebook, support: dict[str, Any]) -> bool:
    plan = rulebook.plan(2025, support["measure"])
    (own,) = [entry for entry in plan.supports if entry.id == support["support"]]
    return own.period == "once" and all(isinstance(entry, Row) for entry in own.supplements)


def test_what_says_where_it_is_is_no_longer_to_be_placed(rulebook: Rulebook) -> None:
    there = DRUG | dict.fromkeys(PLACES[:1], "suzhou")
    assert placed(rulebook, {"company": COMPANY, "drugs": [there]}) == []


def test_what_may_count_comes_off_the_next_years_too(rulebook: Rulebook) -> None:
    fields = ("category", "milestones", "registration_class", "project_investment")
    drug = {name: DRUG[name] for name in fields} | {"id": "P-1", "project_investment": 24_000_000}
    open_ = {name: value for name, value in drug.items() if name != "category"}
    company = COMPANY | {"region": "changping", "park": "changping"}
    asked = {"year": 2024, "measure": "zgc-2019-27", "years": 4}
    (sure,) = placed(rulebook, {"company": company, "drugs": [drug]}, **asked)
    (maybe,) = placed(rulebook, {"company": company, "drugs": [open_]}, **asked)
    for known, possible in zip(sure["places"], maybe["places"], strict=True):
        of_year = [
            sum(e["may_count"] for e in y["supports"] if e["measure"] == "zgc-2019-27")
            for y in possible["years"]
        ]
        assert of_year == [
            sum(e["counted"] for e in y["supports"] if e["measure"] == "zgc-2019-27")
            for y in known["years"]
        ]
        assert sum(of_year) == 7_200_000  # 30 % of the project, once over its whole life
        assert [y["potential"] for y in possible["years"]] == [
            sum(e["may_count"] for e in y["supports"]) for y in possible["years"]
        ]

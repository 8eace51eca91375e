"""zen-engine: one decision graph per kind of subject, in each of the two forms that users write.

A table collects the rows that hold; an expression node says yes or no for each support.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Literal

import records
import zen
from yaoxie import Profile

Form = Literal["tables", "expressions"]
Row = dict[str, str]
Rows = tuple[Row, ...]  # of which one has to hold
Eligible = set[tuple[str, str]]

APPLICANT = {
    "company.park": ", ".join(f'"{park}"' for park in records.PARKS),
    "company.legal_person": "true",
    "company.activities": 'some($, # in ["research", "production", "services"])',
}
REACHED = "<= claim.last_day"  # null is not
NOT_BEFORE = "null, > claim.last_day_before"
BEGUN = "some($, # <= claim.last_day)"
ROWS: dict[str, dict[str, Rows]] = {
    "company": {"applicant": (APPLICANT,)},
    "drug": {
        "new-drug-approval": tuple(
            {"category": '"innovative"', word: REACHED, f"{word}_place": '"beijing"'}
            for word in ("new_drug_approval", "drug_registration")
        ),
        "drug-phase-2": ({"category": '"innovative"', "phase_2_completed": REACHED},),
        "first-generic-consistency": (
            {
                "category": '"generic"',
                "consistency_evaluation_passed": REACHED,
                "consistency_evaluation_passed_first_in_country": "true",
            },
        ),
        "drug-clinical-trial": (
            {
                "category": '"innovative"',
                "trial_days": BEGUN,
                "new_drug_approval": NOT_BEFORE,
                "drug_registration": NOT_BEFORE,
            },
        ),
    },
    "device": {
        "innovative-device": (
            {
                "special_review_passed": REACHED,
                "special_review_passed_review_level": '"national"',
                "industrialised_in_zone": "true",
            },
        ),
        "device-registration": (
            {
                "device_class": '"II", "III"',
                "device_registration": REACHED,
                "device_registration_place": '"beijing"',
                "company.owns_ip": "true",
                "production_licence": REACHED,
                "production_licence_place": '"beijing"',
            },
        ),
    },
    "platform": {
        "cxo-platform": ({"platform_type": '"cro", "cmo", "cdmo"'},),
        "testing-platform": ({"platform_type": '"testing_inspection"'},),
        "translation-centre": ({"platform_type": '"translation_centre"'},),
    },
    "initiative": {
        "listing-and-merger": (
            {
                "initiative_type": '"restructuring", "listing", "merger_acquisition"',
                "date": REACHED,
            },
        ),
        "overseas-rd": ({"initiative_type": '"overseas_rd"', "date": REACHED},),
    },
}


def decider(profile: Profile, year: int, form: Form, *, trace: bool) -> Callable[[], Eligible]:
    """A function that decides all supports of the profile, ready to be timed."""
    return deciders([profile], year, form, trace=trace)[0]


def deciders(
    profiles: Iterable[Profile], year: int, form: Form, *, trace: bool
) -> list[Callable[[], Eligible]]:
    """One such function for each profile; they share an engine, whose graphs are compiled once."""
    graph = _table if form == "tables" else _expressions
    graphs = {kind: graph(rows) for kind, rows in ROWS.items()}
    engine = zen.ZenEngine({"loader": {"type": "static", "content": graphs}})
    options: Any = {"trace": True} if trace else None
    of_form = _by_tables if form == "tables" else _by_expressions
    return [of_form(engine, profile, year, options) for profile in profiles]


def _contexts(profile: Profile, year: int) -> tuple[Any, list[tuple[str, str, Any]]]:
    """The company's context; kind, id and context of each subject."""
    company, claim = records.company(profile), records.claim(year)
    asked = [
        (kind, id_, {"company": company, "claim": claim, **fields})
        for kind, id_, fields in records.subjects(profile)
    ]
    return {"company": company}, asked


def _by_tables(engine: Any, profile: Profile, year: int, options: Any) -> Callable[[], Eligible]:
    applicant, asked = _contexts(profile, year)

    def decide() -> Eligible:
        if not engine.evaluate("company", applicant, options)["result"]:
            return set()
        return {
            (row["support"], id_)
            for kind, id_, context in asked
            for row in engine.evaluate(kind, context, options)["result"]
        }

    return decide


def _by_expressions(
    engine: Any, profile: Profile, year: int, options: Any
) -> Callable[[], Eligible]:
    applicant, asked = _contexts(profile, year)

    def decide() -> Eligible:
        if not engine.evaluate("company", applicant, options)["result"]["applicant"]:
            return set()
        return {
            (support, id_)
            for kind, id_, context in asked
            for support, holds in engine.evaluate(kind, context, options)["result"].items()
            if holds
        }

    return decide


def _table(supports: dict[str, Rows]) -> dict[str, Any]:
    named = [(support, row) for support, rows in supports.items() for row in rows]
    columns = list(dict.fromkeys(name for _, row in named for name in row))
    content = {
        "hitPolicy": "collect",
        "inputs": [{"id": name, "name": name, "field": name} for name in columns],
        "outputs": [{"id": "support", "name": "support", "field": "support"}],
        "rules": [
            {"_id": str(i), **dict.fromkeys(columns, ""), **row, "support": f'"{support}"'}
            for i, (support, row) in enumerate(named)
        ],
    }
    return _graph("decisionTableNode", content)


def _expressions(supports: dict[str, Rows]) -> dict[str, Any]:
    expressions = [
        {"id": support, "key": support, "value": _any_of(rows)}
        for support, rows in supports.items()
    ]
    return _graph("expressionNode", {"expressions": expressions})


def _any_of(rows: Rows) -> str:
    """Rows as one expression: what they share stands before what they differ in."""
    shared = {name: cell for name, cell in rows[0].items() if all(name in row for row in rows)}
    if len(rows) == 1:
        return _all_of(shared)
    rest = [{name: cell for name, cell in row.items() if name not in shared} for row in rows]
    return f"{_all_of(shared)} and ({' or '.join(f'({_all_of(row)})' for row in rest)})"


def _all_of(row: Row) -> str:
    return " and ".join(_expression(name, cell) for name, cell in row.items())


def _expression(name: str, cell: str) -> str:
    """A cell of a table as an expression of its own."""
    match cell:
        case "true":
            return f"{name} == true"
        case _ if cell == REACHED:
            return f"{name} != null and {name} {cell}"
        case _ if cell == NOT_BEFORE:
            return f"({name} == null or {name} > claim.last_day_before)"
        case _ if "$" in cell:
            return cell.replace("$", name)
        case _:
            return f"{name} in [{cell}]" if "," in cell else f"{name} == {cell}"


def _graph(kind: str, content: dict[str, Any]) -> dict[str, Any]:
    return {
        "nodes": [
            {"id": "input", "type": "inputNode", "name": "input"},
            {"id": "decision", "type": kind, "name": "decision", "content": content},
            {"id": "output", "type": "outputNode", "name": "output"},
        ],
        "edges": [
            {"id": "1", "type": "edge", "sourceId": "input", "targetId": "decision"},
            {"id": "2", "type": "edge", "sourceId": "decision", "targetId": "output"},
        ],
    }

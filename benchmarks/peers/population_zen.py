"""zen-engine, row by row: expression nodes that loop over batches of rows.

First over companies, then over the subjects of those that may apply. So asked it is several times
quicker than by single calls or by `evaluate_batch`. What is unknown decides as if it were not so.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import zen

from peers.population_job import (
    ENTRY,
    KINDS,
    LAST,
    LAST_BEFORE,
    SUPPORTS,
    Job,
    Verdicts,
    facts_file,
)

Rows = list[dict[str, Any]]
BATCH = 100  # rows that one call decides: quicker than 10, 1,000 and all at once


def _number(day: date) -> int:
    return day.year * 10_000 + day.month * 100 + day.day


def _reached(word: str) -> str:
    return f"{word}_date != null and {word}_date <= {_number(LAST)}"


def _in_beijing(word: str) -> str:
    return f"{_reached(word)} and {word}_place == 'beijing'"


def _not_before(word: str) -> str:
    return f"({word}_date == null or {word}_date > {_number(LAST_BEFORE)})"


APPLICANT = (
    "park != null and park != 'outside' and legal_person == true"
    " and activities != null and len(activities) > 0"
)
REQUIRED = {
    "new-drug-approval": "category == 'innovative'"
    f" and ({_in_beijing('new_drug_approval')} or {_in_beijing('drug_registration')})",
    "drug-phase-2": f"category == 'innovative' and {_reached('phase_2_completed')}",
    "first-generic-consistency": "category == 'generic'"
    f" and {_reached('consistency_evaluation_passed')}"
    " and consistency_evaluation_passed_first_in_country == true",
    "drug-clinical-trial": "category == 'innovative'"
    f" and {ENTRY}_latest != null and {ENTRY}_latest <= {_number(LAST)}"
    f" and {_not_before('new_drug_approval')} and {_not_before('drug_registration')}",
    "innovative-device": f"{_reached('special_review_passed')}"
    " and special_review_passed_review_level == 'national' and industrialised_in_zone == true",
    "device-registration": f"device_class in ['II', 'III'] and {_in_beijing('device_registration')}"
    f" and owns_ip == true and {_in_beijing('production_licence')}",
    "cxo-platform": "platform_type in ['cro', 'cmo', 'cdmo']",
    "testing-platform": "platform_type == 'testing_inspection'",
    "translation-centre": "platform_type == 'translation_centre'",
    "listing-and-merger": "initiative_type in ['restructuring', 'listing', 'merger_acquisition']"
    f" and date != null and date <= {_number(LAST)}",
    "overseas-rd": f"initiative_type == 'overseas_rd' and date != null and date <= {_number(LAST)}",
}


def from_facts(folder: Path) -> Job:
    """Rows are dictionaries that are made ready; `place` is that of the row's company."""
    graphs = {kind: _graph({name: REQUIRED[name] for name in SUPPORTS[kind]}) for kind in KINDS}
    graphs["company"] = _graph({"applicant": APPLICANT})
    engine = zen.ZenEngine({"loader": {"type": "static", "content": graphs}})
    columns = ["company", "park", "legal_person", "activities"]
    companies = pl.read_parquet(folder / "companies.parquet", columns=columns)
    numbers, companies = companies["company"].to_numpy(), companies.drop("company")
    applicants = companies.to_dicts()
    subjects = {kind: _subjects(folder, kind, numbers) for kind in KINDS}

    def decided(graph: str, rows: Rows) -> Iterator[dict[str, bool]]:
        for first in range(0, len(rows), BATCH):
            batch = {"rows": rows[first : first + BATCH]}
            yield from engine.evaluate(graph, batch)["result"]["rows"]

    def run() -> dict[str, list[dict[str, bool] | None]]:
        may = [row["applicant"] for row in decided("company", applicants)]
        results: dict[str, list[dict[str, bool] | None]] = {}
        for kind, (rows, owners) in subjects.items():
            asked = [row for row, owner in zip(rows, owners, strict=True) if may[owner]]
            answers = decided(kind, asked)
            results[kind] = [next(answers) if may[owner] else None for owner in owners]
        return results

    return Job(run, _verdicts, 1)


def _subjects(folder: Path, kind: str, numbers: np.ndarray) -> tuple[Rows, list[int]]:
    """The rows of all subjects of a kind, days as numbers, and the places of their companies."""
    frame = pl.read_parquet(facts_file(folder, kind))
    owners = np.searchsorted(numbers, frame["company"].to_numpy()).tolist()
    days = pl.selectors.date()
    number = days.dt.year().cast(pl.Int64) * 10_000 + days.dt.month().cast(pl.Int64) * 100
    rows = frame.drop("company", "item", "park", "legal_person", "activities")
    return rows.with_columns(number + days.dt.day()).to_dicts(), owners


def _graph(expressions: dict[str, str]) -> dict[str, Any]:
    keyed = [{"id": name, "key": name, "value": text} for name, text in expressions.items()]
    content = {
        "expressions": keyed,
        "executionMode": "loop",
        "inputField": "rows",
        "outputPath": "rows",
        "passThrough": False,
    }
    return {
        "nodes": [
            {"id": "input", "type": "inputNode", "name": "input"},
            {"id": "decision", "type": "expressionNode", "name": "decision", "content": content},
            {"id": "output", "type": "outputNode", "name": "output"},
        ],
        "edges": [
            {"id": "1", "type": "edge", "sourceId": "input", "targetId": "decision"},
            {"id": "2", "type": "edge", "sourceId": "decision", "targetId": "output"},
        ],
    }


def _verdicts(results: dict[str, list[dict[str, bool] | None]]) -> Verdicts:
    return {
        name: np.array([bool(row and row[name]) for row in rows], np.uint8)
        for kind, rows in results.items()
        for name in SUPPORTS[kind]
    }


TASKS = {"facts": from_facts}

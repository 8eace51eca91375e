"""A rulebook of a few small places, of which one replaced its measure."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from yaoxie import Rulebook

from tests.support.rulebooks import simple, support_of
from tests.support.strategies.rulebooks import SOURCE, TITLE, Files

Data = dict[str, Any]
SERIES: list[Data] = [{"id": "port", "title": TITLE, "versions": ["port-2021", "port-2024"]}]
DONE = {"milestone": "phase_2_completed", "reached": "by-end"}
BASE = {"of": "drug.rd_spend", "rate": "0.50", "period": "once", "source": SOURCE}


def place(name: str, region: str, amount: int, dates: Data, **more: Any) -> Files:
    """A measure that gives an amount for Phase II to companies registered in the region."""
    registered = {
        "id": "here",
        "title": {"zh": "在当地注册", "en": "registered here"},
        "registration": True,
        "when": {"field": "company.region", "is": region},
        "source": SOURCE,
    }
    gives: Data = {"ceiling": {"amount": amount, "source": SOURCE}, "period": "year"}
    support = support_of("phase-2", "drug", DONE, **gives)
    return simple([support], name, dates=dates, requires=[registered], place=region, **more)


def places() -> list[Files]:
    """The measures, in their order."""
    question = {"id": "b", "title": {"zh": "乙", "en": "b"}}
    reading = {"id": "question", "title": TITLE, "options": [{"id": "a", "title": TITLE}, question]}
    plain = support_of("half", "drug", DONE)
    plain["gives"] = {"share": BASE, "period": "once", "discretionary": False}
    return [
        place("hill", "chengdu", 300, {"first": None, "year": 2020}),
        place("port-2021", "shanghai", 500, {"year": 2021, "last": "2024-07-31"}),
        place("port-2024", "shanghai", 900, {"first": "2024-08-01"}, readings=[reading]),
        simple([plain], "shore", dates={"first": None}),
        place(
            "town",
            "beijing",
            100,
            {"first": "2019-01-01", "doubtful_from": "2030-06-01", "doubt": TITLE},
        ),
    ]


def write_places(
    folder: Path,
    series: list[Data] | None = None,
    files: list[Files] | None = None,
    **more: Any,
) -> Path:
    """The rulebook's folder. JSON is YAML too."""
    measures = files or places()
    names = [measure.measure["id"] for measure in measures]
    index: Data = {"version": "1", "default_measure": names[0], "measures": names}
    index |= {"series": SERIES if series is None else series}
    _dump(folder / "rulebook.yaml", {**index, **more})
    for measure in measures:
        home = folder / str(measure.measure["id"])
        home.mkdir(parents=True)
        _dump(home / "measure.yaml", measure.measure)
        for support in measure.supports:
            _dump(home / f"{support['id']}.yaml", support)
    return folder


def rulebook_of_places(folder: Path) -> Rulebook:
    """The places, loaded."""
    return Rulebook.load(write_places(folder))


def company(region: str | None, *drugs: Data) -> Data:
    """A company with drugs, registered in the region."""
    return {"company": {"name": "甲", "region": region}, "drugs": list(drugs)}


def drug(name: str = "D", **more: Any) -> Data:
    """A drug that completed Phase II in time for any claim year of these tests."""
    done = {"milestone": "phase_2_completed", "date": "2018-05-01"}
    return {"id": name, "milestones": [done], **more}


def _dump(path: Path, data: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1), encoding="utf-8")

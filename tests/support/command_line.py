"""Runs the command line for tests, and says what kind of end a run must have."""

from __future__ import annotations

import json
from typing import Any

from typer.testing import CliRunner, Result
from yaoxie.cli import app

COMPANY: dict[str, Any] = {
    "name": "北京示例生物医药有限公司",
    "uscc": "91110114MA00000013",
    "park": "changping",
    "legal_person": True,
    "activities": ["research", "production"],
    "owns_ip": True,
}
PROFILE: dict[str, Any] = {
    "company": COMPANY,
    "drugs": [
        {
            "id": "YX-101",
            "name": "YX-101 片",
            "category": "innovative",
            "project_investment": 60_000_000,
            "milestones": [
                {"milestone": "clinical_trial_entry", "date": "2017-04-12"},
                {"milestone": "phase_2_completed", "date": "2019-05-20"},
            ],
        },
        {"id": "YX-102", "category": "generic"},
    ],
    "platforms": [{"id": "P1", "platform_type": "cro"}],
    "awards": [
        {
            "measure": "zgc-2019-27",
            "support": "drug-phase-2",
            "subject": "YX-101",
            "year": 2018,
            "amount": 4_000_000,
        }
    ],
}


def run(
    *arguments: str, stdin: str | bytes | None = None, columns: int = 80, lang: str = "en"
) -> Result:
    environment = {"COLUMNS": str(columns), "LANG": f"{lang}.UTF-8"}
    return CliRunner(env=environment).invoke(app.app, arguments, input=stdin)


def evaluate(profile: object, *arguments: str, columns: int = 80, lang: str = "en") -> Result:
    text = json.dumps(profile, ensure_ascii=False)
    command = ("evaluate", "-", "--year", "2019", *arguments)
    return run(*command, stdin=text, columns=columns, lang=lang)


def refused(result: Result) -> list[str]:
    """The faults of a run that must have refused its input, one a line."""
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    return result.stderr.splitlines()


def failed(result: Result) -> str:
    """The one line of a run that must have failed by the program's own fault."""
    assert result.exit_code == 1
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    assert COMPANY["name"] not in line
    return line

"""What a rulebook's own vocabulary names is called by its titles wherever people read of it."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import pytest

from tests.support import own_vocabulary
from tests.support.command_line import run
from tests.support.own_vocabulary import MEASURE, YEAR

PROFILE = {
    "company": {"name": "甲", "region": "zhengzhou"},
    "veterinary_drugs": [
        {
            "id": "T",
            "prescription": False,
            "species": ["pig"],
            "milestones": [{"milestone": "field_trial_completed", "grade": "poor"}],
        },
        {"id": "U"},
    ],
}


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return own_vocabulary.write(tmp_path_factory.mktemp("own") / "rules")


@pytest.mark.parametrize(
    ("command", "titles"),
    [
        ("evaluate", ["veterinary drug T", "is pig, must be bee or hen", "is poor, must be good"]),
        (
            "evaluate",
            ["company, runs a farm", "veterinary drug U, prescription only"],
        ),
        ("compare", ["company, runs a farm"]),
    ],
)
def test_tables_call_own_kinds_fields_and_words_by_their_titles(
    rules: Path, command: str, titles: list[str]
) -> None:
    options = ("--year", str(YEAR), "--rules", str(rules), "--lang", "en")
    result = run(command, "-", *options, stdin=json.dumps(PROFILE), columns=200)
    assert result.exit_code == 0, result.output
    assert [title for title in titles if title not in result.stdout] == []


def test_a_measure_calls_own_kinds_and_fields_by_their_titles(rules: Path) -> None:
    text = run("measures", MEASURE, "--rules", str(rules), "--lang", "en", columns=200).stdout
    assert "[veterinary drug, " in text
    assert "30% of the cost of trials" in text


def test_a_summary_calls_own_fields_by_their_titles(rules: Path, tmp_path: Path) -> None:
    rng = Random(7)  # noqa: S311
    file = tmp_path / "profiles.ndjson"
    lines = [json.dumps(own_vocabulary.random_data(rng), ensure_ascii=False) for _ in range(200)]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    options = ("--year", str(YEAR), "--rules", str(rules), "--lang", "en", "--summary")
    result = run("screen", str(file), "--out", str(tmp_path / "out.parquet"), *options, columns=200)
    assert result.exit_code == 0, result.output
    assert "veterinary drug: " in result.stdout

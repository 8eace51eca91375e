"""Advice as a whole: its options, its JSON, and the part on readings."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from jsonschema import Draft202012Validator
from yaoxie import OptionError, Profile, Rulebook
from yaoxie.advice.advice import PARTS
from yaoxie.review import schemas
from yaoxie.rules.types import CONFIDENCES

from tests.support.command_line import PROFILE, refused, run
from tests.support.strategies import profiles

QUICKLY = [Phase.explicit, Phase.generate]  # shrinking takes minutes
SCHEMA = Draft202012Validator(json.loads(schemas.text("advice")))
EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return Rulebook.load()


def advise(rulebook: Rulebook, data: dict[str, Any], **options: Any) -> dict[str, Any]:
    advice = rulebook.advise(Profile.from_dict(data), **{"year": 2019} | options).to_dict()
    SCHEMA.validate(advice)
    return dict(advice)


@settings(max_examples=20, phases=QUICKLY)
@given(profile=profiles.profiles())
def test_each_option_has_the_total_that_evaluating_gives(
    rulebook: Rulebook, profile: dict[str, Any]
) -> None:
    for reading in advise(rulebook, profile, only="readings")["readings"]:
        for option in reading["options"]:
            chosen = {reading["reading"]: option["option"]}
            report = rulebook.evaluate(Profile.from_dict(profile), 2019, readings=chosen)
            assert option["total_ceiling"] == report.total_ceiling
            assert option["potential_ceiling"] == report.potential_ceiling


def test_moves_add_up_to_the_difference_between_options(rulebook: Rulebook) -> None:
    data = json.loads((EXAMPLES / "biotech.json").read_text(encoding="utf-8"))
    advice = advise(rulebook, data)
    assert advice["readings"]
    for reading in advice["readings"]:
        for option in reading["options"]:
            moved = sum(
                (move["option"] or {"counted": 0})["counted"]
                - (move["chosen"] or {"counted": 0})["counted"]
                for move in option["moves"]
            )
            assert advice["total_ceiling"] + moved == option["total_ceiling"]


def test_confidence_adds_up_to_the_total_from_the_surest_on(rulebook: Rulebook) -> None:
    data = json.loads((EXAMPLES / "biotech.json").read_text(encoding="utf-8"))
    advice = advise(rulebook, data, measure="all")
    for measure in advice["measures"]:
        own = [e for e in advice["confidence"] if e["measure"] == measure["measure"]]
        totals = [entry["total"] for entry in own]
        assert totals == sorted(totals)
        assert (totals or [0])[-1] == measure["total_ceiling"]
        assert [e["at_least"] for e in own] == [
            mark for mark in CONFIDENCES if mark in {e["at_least"] for e in own}
        ]


def test_several_measures_are_asked_for_by_name_or_place(rulebook: Rulebook) -> None:
    names = ["suzhou-2023", "zgc-2019-27", "suzhou-2023"]
    advice = advise(rulebook, PROFILE, year=2024, measure=names)
    assert [entry["measure"] for entry in advice["measures"]] == ["suzhou-2023", "zgc-2019-27"]
    advice = advise(rulebook, PROFILE, year=2024, measure="all", only=[])
    reports = rulebook.evaluate_all(Profile.from_dict(PROFILE), 2024, "all")
    assert [entry["measure"] for entry in advice["measures"]] == [
        report.measure for report in reports.reports
    ]
    assert advice["total_ceiling"] == reports.total_ceiling
    assert all(advice[part] is None for part in PARTS)


def test_every_fault_of_the_options_is_named_at_once(rulebook: Rulebook) -> None:
    with pytest.raises(OptionError) as caught:
        advise(
            rulebook,
            PROFILE,
            measure=["zgc-2019-72", "all"],
            readings={"cap-scope": "company"},
            as_of="2019-01-01",
            years=0,
            only=["reading"],
        )
    faults = [(fault.pointer, fault.value) for fault in caught.value.faults]
    assert faults == [
        ("/measure", "zgc-2019-72"),
        ("/readings/cap-scope", "company"),
        ("/as_of", "2019-01-01"),
        ("/years", 0),
        ("/only", "reading"),
    ]
    assert caught.value.faults[-1].nearest == "readings"


def test_the_same_question_gets_the_same_bytes(rulebook: Rulebook) -> None:
    profile = Profile.from_dict(PROFILE)
    options: dict[str, Any] = {"year": 2019, "as_of": date(2019, 6, 30)}
    advice = rulebook.advise(profile, **options)
    assert advice.to_bytes() == Rulebook.load().advise(profile, **options).to_bytes()
    assert advice.to_json().encode() == advice.to_bytes()


def test_progress_names_each_part_as_it_is_begun(rulebook: Rulebook) -> None:
    begun: list[str] = []
    rulebook.advise(Profile.from_dict(PROFILE), 2019, progress=begun.append)
    assert begun == list(PARTS)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_command_shows_the_advice(lang: str) -> None:
    text = json.dumps(PROFILE)
    shown = run("advise", "-", "--year", "2019", "--lang", lang, stdin=text)
    assert shown.exit_code == 0
    assert "zgc-2019-27" in shown.output
    arguments = ("--as-of", "2019-06-30", "--format", "json")
    as_json = run("advise", "-", "--year", "2019", *arguments, stdin=text)
    advice = Rulebook.load().advise(Profile.from_dict(PROFILE), 2019, as_of=date(2019, 6, 30))
    assert as_json.stdout_bytes == advice.to_bytes() + b"\n"


def test_the_command_refuses_what_is_wrong() -> None:
    text = json.dumps(PROFILE)
    wrong = ("--as-of", "2019-02-30", "--lang", "fr")
    assert len(refused(run("advise", "-", *wrong, stdin=text))) == 2
    others = ("--years", "many", "--only", "plans", "--measure", "nowhere")
    assert len(refused(run("advise", "-", *others, stdin=text))) == 3


@pytest.mark.parametrize(
    ("lang", "cited"),
    [
        ("zh", "［1］zgc-2019-27“措施文本（第一至四条）”二（H）"),
        ("en", "[1] zgc-2019-27, “text of the measure (articles 1 to 4)” 二 (H)"),
    ],
)
def test_advice_cites_by_number_what_stands_at_its_end_by_title(lang: str, cited: str) -> None:
    arguments = ("--year", "2019", "--as-of", "2019-12-31", "--lang", lang, "--only", "unlocks")
    output = run("advise", str(EXAMPLES / "biotech.json"), *arguments, columns=400).stdout
    assert cited in output
    numbers = [int(number) for number in re.findall(r"[\[［](\d+)[\]］]", output)]
    listed = re.findall(r"^- [\[［](\d+)[\]］]", output, re.MULTILINE)
    assert [int(number) for number in listed] == list(range(1, max(numbers) + 1))

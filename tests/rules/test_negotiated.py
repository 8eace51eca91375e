"""Amounts by negotiation, and ranges: said in every form, and no figure where none is known."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from yaoxie import Finding, Profile, Rulebook, RulebookError

from tests.long import screened
from tests.support.command_line import run
from tests.support.rulebooks import direct, simple, support_of, write
from tests.support.strategies.rulebooks import SOURCE, TITLE, Files

Data = dict[str, Any]
THERAPY = {"field": "drug.breakthrough_therapy", "is": True}
DATA = {"company": {"name": "a"}, "drugs": [{"id": "D", "breakthrough_therapy": True}]}


def files(ceiling: Data, **more: Any) -> Files:
    """A measure with a ceiling, and one with an amount as any other."""
    talked = support_of("talked", "drug", THERAPY, ceiling={**ceiling, "source": SOURCE}, **more)
    return simple([talked, support_of("plain", "drug", THERAPY)])


def findings(ceiling: Data, **more: Any) -> tuple[Finding, ...]:
    """The findings for a drug, on which columns agree, and their JSON however it is written."""
    rulebook, profile = direct(files(ceiling, **more)), Profile.from_dict(DATA)
    assert screened.compared(rulebook, "simple", 2019, {}, [profile]) == []
    report = rulebook.evaluate(profile, 2019)
    assert json.loads(report.to_json()) == report.to_dict()
    assert report.total_ceiling == sum(finding.counted for finding in report.findings)
    return report.findings


def test_where_no_amount_is_known_nothing_counts_and_no_figure_is_shown() -> None:
    finding = findings({"negotiated": True})[0]
    entry = finding.to_dict()
    assert (entry["status"], entry["negotiated"]) == ("eligible", True)
    assert (entry["ceiling"], entry["counted"], entry["calculation"]) == (0, 0, [])
    assert not entry["upper_bound"]


def test_an_amount_beside_it_is_a_ceiling_as_any_other() -> None:
    talked, plain = (finding.to_dict() for finding in findings({"negotiated": True, "amount": 70}))
    assert (talked["ceiling"], talked["counted"], talked["negotiated"]) == (70, 70, True)
    assert "negotiated" not in plain
    assert "least" not in plain


def test_a_range_says_its_least_and_counts_its_most() -> None:
    entry = findings({"amount": 70, "least": 5})[0].to_dict()
    assert (entry["least"], entry["ceiling"], entry["counted"]) == (5, 70, 70)


@pytest.mark.parametrize(
    ("ceiling", "more", "pointer", "expected"),
    [
        ({"amount": 5, "least": 5}, {}, "/gives/ceiling/least", "less than the amount"),
        ({"negotiated": True, "least": 5}, {}, "/gives/ceiling/least", "less than the amount"),
        ({"negotiated": False}, {}, "/gives/ceiling", "one of amount, by, unknown"),
        (
            {"negotiated": True},
            {"share": {"of": "drug.rd_spend", "rate": "1", "period": "once", "source": SOURCE}},
            "/gives/share",
            "no share beside what is negotiated",
        ),
        (
            {"negotiated": True},
            {
                "increase": {
                    "id": "i",
                    "title": TITLE,
                    "when": THERAPY,
                    "amount": 1,
                    "source": SOURCE,
                }
            },
            "/gives/increase",
            "a ceiling or fixed amount to increase",
        ),
    ],
)
def test_what_no_negotiation_or_range_can_be_is_refused(
    tmp_path: Path, ceiling: Data, more: Data, pointer: str, expected: str
) -> None:
    with pytest.raises(RulebookError) as caught:
        Rulebook.load(write(files(ceiling, **more), tmp_path))
    (fault,) = caught.value.faults
    assert fault.pointer == pointer
    assert expected in fault.expected


@pytest.mark.parametrize(
    ("ceiling", "lang", "report", "measure"),
    [
        ({"negotiated": True}, "zh", "一事一议", "一事一议，没有公布金额"),
        ({"negotiated": True}, "en", "by negotiation", "by negotiation, no amount published"),
        ({"amount": 70, "least": 5}, "zh", "每年上限70；不少于5", "上限70 元，每年，不少于5 元"),
        ({"amount": 70, "negotiated": True}, "zh", "〔择优、一事一议〕", "每年（一事一议）"),
    ],
)
def test_tables_and_measures_say_it_in_words(
    tmp_path: Path, ceiling: Data, lang: str, report: str, measure: str
) -> None:
    rules = str(write(files(ceiling), tmp_path / "rules"))
    profile = tmp_path / "profile.json"
    profile.write_text(json.dumps(DATA), "utf-8")
    options = ("--rules", rules, "--lang", lang)
    shown = run("evaluate", str(profile), "--year", "2019", *options, columns=200).stdout
    assert report in shown
    assert measure in run("measures", "simple", *options, columns=200).stdout

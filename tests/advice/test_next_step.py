"""The next thing to do: the unknown field that most money rests on."""

from __future__ import annotations

from typing import Any

from yaoxie.advice import next_step
from yaoxie.rulebook import Rulebook

RULEBOOK = Rulebook.load()


def finding(status: str, missing: list[str], ceiling: int = 0, **more: Any) -> Any:
    amounts = {"ceiling": ceiling, "money": True, "unbounded": False}
    return {"status": status, "missing": missing, **amounts, **more}


def test_the_field_that_most_money_rests_on_comes_first() -> None:
    step = next_step.of(
        [
            finding("undetermined", ["/a", "/b"], 10),
            finding("undetermined", ["/b"], 5),
            finding("eligible", ["/c"], 1000),
            finding("ineligible", []),
        ]
    )
    assert step == next_step.NextStep("/b", 2, 15, unbounded=False, amount_only=False)


def test_of_equal_fields_the_first_is_named_and_what_is_no_money_weighs_nothing() -> None:
    step = next_step.of(
        [
            finding("undetermined", ["/x"], 10**9, money=False),
            finding("undetermined", ["/a", "/b"], 10),
        ]
    )
    assert step is not None
    assert (step.pointer, step.ceiling) == ("/a", 10)


def test_an_amount_that_is_open_comes_last_and_nothing_missing_is_no_step() -> None:
    step = next_step.of([finding("eligible", ["/c"], 7)])
    assert step == next_step.NextStep("/c", 1, 0, unbounded=False, amount_only=True)
    assert next_step.of([finding("eligible", [], 7), finding("ineligible", [])]) is None
    assert next_step.of([]) is None


def test_following_the_steps_ends_with_nothing_missing() -> None:
    answers: dict[str, Any] = {
        "/company/park": "haidian",
        "/company/legal_person": True,
        "/company/activities": ["research"],
        "/drugs/0/category": "innovative",
        "/drugs/0/milestones": [{"milestone": "phase_2_completed", "date": "2019-05-01"}],
        "/drugs/0/project_investment": 100,
    }
    data: dict[str, Any] = {"company": {"name": "甲"}, "drugs": [{"id": "D"}]}
    for _ in range(10):
        report = RULEBOOK.evaluate(RULEBOOK.profile(data), 2019, "zgc-2019-27")
        step = next_step.of(report.to_dict()["findings"])
        if step is None:
            break
        list_, *rest = step.pointer.strip("/").split("/")
        record = data["company"] if list_ == "company" else data[list_][int(rest[0])]
        record[rest[-1]] = answers[step.pointer]
    assert step is None
    assert report.total_ceiling == 30

"""The one next thing to do for a profile: the unknown field that most money rests on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from yaoxie.decision import shapes


@dataclass(frozen=True, slots=True)
class NextStep:
    """An unknown field, by its JSON pointer, and what rests on it.

    `findings` that it is missing in; `ceiling` is the sum of theirs in whole yuan, before limits,
    where they are undetermined; with `unbounded`, one of them has no known ceiling. With
    `amount_only`, all are eligible, and it settles their amounts.
    """

    pointer: str
    findings: int
    ceiling: int
    unbounded: bool
    amount_only: bool


def of(findings: Iterable[shapes.FindingDict]) -> NextStep | None:
    """The step that most money rests on; of equal ones the first. None where nothing is missing."""
    resting: dict[str, list[shapes.FindingDict]] = {}
    for finding in findings:
        for pointer in finding["missing"]:
            resting.setdefault(pointer, []).append(finding)
    steps = [_step(pointer, own) for pointer, own in resting.items()]
    return max(steps, key=_weight, default=None)


def _step(pointer: str, resting: list[shapes.FindingDict]) -> NextStep:
    undetermined = [finding for finding in resting if finding["status"] == "undetermined"]
    money = [finding for finding in undetermined if finding["money"]]
    return NextStep(
        pointer,
        len(undetermined or resting),
        sum(finding["ceiling"] for finding in money),
        any(finding["unbounded"] for finding in money),
        amount_only=not undetermined,
    )


def _weight(step: NextStep) -> tuple[bool, int, int]:
    return not step.amount_only, step.ceiling, step.findings

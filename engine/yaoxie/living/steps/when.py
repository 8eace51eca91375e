"""当: an evaluation, or a check of the profile alone."""

from __future__ import annotations

from yaoxie.errors import InputError
from yaoxie.living import words
from yaoxie.living.definitions import StepError, Table, when
from yaoxie.living.world import World, asked
from yaoxie.messages import Message

TITLE = Message("living.steps-when")

_YEAR = r"(?P<year>-?[0-9]{1,9})年度"
_READINGS = r'(?P<readings>(?:，"[^"]+"取"[^"]+")*)'


@when(rf"按{_YEAR}评估{_READINGS}", "按2026年度评估", Message("steps.evaluate"))
def evaluate(world: World, year: str, readings: str) -> None:
    asked(lambda: world.evaluate(int(year), words.readings(readings)))


@when(
    rf"按{_YEAR}评估，并取以下理解：",
    "按2026年度评估，并取以下理解：\n| 理解 | 选项 |\n| milestone-window | within-year |",
    Message("steps.evaluate-with-readings"),
)
def evaluate_with_readings(world: World, year: str, table: Table) -> None:
    if any(len(row) != 2 for row in table):  # noqa: PLR2004 - a reading and its option
        raise StepError(Message("living.two-columns"))
    asked(lambda: world.evaluate(int(year), dict(table[1:])))


@when("检查申报资料", "检查申报资料", Message("steps.check"))
def check(world: World) -> None:
    try:
        world.rulebook.profile(world.profile if world.text is None else world.text)
    except InputError as error:
        world.faults = error.faults


@when(
    rf'尝试按{_YEAR}评估(?:措施"(?P<measure>[^"]+)")?{_READINGS}',
    '尝试按2026年度评估措施"example-2062"',
    Message("steps.try-evaluate"),
)
def try_to_evaluate(world: World, year: str, measure: str | None, readings: str) -> None:
    try:
        world.evaluate(int(year), words.readings(readings), measure)
    except InputError as error:
        world.faults = error.faults

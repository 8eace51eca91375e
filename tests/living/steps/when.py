"""当: an evaluation, or a check of the profile alone."""

from __future__ import annotations

import re

from pytest_bdd import parsers, when
from yaoxie import Profile, Rulebook
from yaoxie.errors import InputError

from tests.living.steps.world import Table, World

READINGS = re.compile(r'，"(?P<name>[^"]+)"取"(?P<option>[^"]+)"')


@when(parsers.re(r'按(?P<year>[0-9]+)年度评估(?P<readings>(?:，"[^"]+"取"[^"]+")*)'))
def evaluate(world: World, rulebook: Rulebook, year: str, readings: str) -> None:
    chosen = {pair["name"]: pair["option"] for pair in READINGS.finditer(readings)}
    evaluate_as(world, rulebook, int(year), chosen)


@when(parsers.re(r"按(?P<year>[0-9]+)年度评估，并取以下理解："))
def evaluate_with_readings(world: World, rulebook: Rulebook, year: str, datatable: Table) -> None:
    evaluate_as(world, rulebook, int(year), dict(datatable[1:]))


@when("检查申报资料")
def check(world: World) -> None:
    try:
        if world.text is not None:
            Profile.from_json(world.text)
        else:
            Profile.from_dict(world.profile)
    except InputError as error:
        world.faults = error.faults


@when(
    parsers.re(
        r'尝试按(?P<year>-?[0-9]+)年度评估(?:措施"(?P<measure>[^"]+)")?'
        r'(?P<readings>(?:，"[^"]+"取"[^"]+")*)'
    )
)
def try_toevaluate_as(
    world: World, rulebook: Rulebook, year: str, measure: str | None, readings: str
) -> None:
    chosen = {pair["name"]: pair["option"] for pair in READINGS.finditer(readings)}
    try:
        evaluate_as(world, rulebook, int(year), chosen, measure)
    except InputError as error:
        world.faults = error.faults


def evaluate_as(
    world: World,
    rulebook: Rulebook,
    year: int,
    readings: dict[str, str],
    measure: str | None = None,
) -> None:
    """Evaluates the profile as it is by now, and keeps the report."""
    world.year, world.readings = year, readings
    profile = Profile.from_dict(world.profile)
    report = rulebook.evaluate(
        profile, year=year, measure=measure or world.measure, readings=readings
    )
    world.report = dict(report.to_dict())

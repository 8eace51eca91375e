"""Runs scenarios, each in a world of its own."""

from __future__ import annotations

from dataclasses import dataclass

from yaoxie.living.definitions import StepError
from yaoxie.living.files import Step
from yaoxie.living.matching import Match, Matched
from yaoxie.living.words import Titles
from yaoxie.living.world import World
from yaoxie.messages import Lang, Message
from yaoxie.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Failure:
    """The step that failed, by its number in the scenario, and why."""

    number: int
    step: Step
    message: Message


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a scenario; `supports` are the measures and supports that it speaks of.

    One that speaks of a measure as a whole has it with an empty support.
    """

    matched: Matched
    supports: tuple[tuple[str, str], ...]
    failure: Failure | None


class Runner:
    """Runs scenarios under one rulebook."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self._titles = Titles(rulebook.library.vocabulary)

    def run(self, matched: Matched) -> Result:
        """Runs a scenario up to the first step that fails."""
        world = World(self.rulebook, self._titles)
        failure = None
        steps = zip(matched.scenario.steps, matched.matches, strict=True)
        for number, (step, match) in enumerate(steps):
            try:
                _run(world, step, match)
            except StepError as error:
                failure = Failure(number, step, error.message)
                break
        spoken_of = {measure for measure, _ in world.supports}
        whole = tuple((name, "") for name in world.measures if name not in spoken_of)
        return Result(matched, (*world.supports, *whole), failure)


def _run(world: World, step: Step, match: Match) -> None:
    arguments: dict[str, object] = dict(match.match.groupdict())
    if step.table is not None:
        arguments["table"] = step.table
    if step.doc is not None:
        arguments["doc"] = step.doc
    match.definition.run(world, **arguments)


def said(result: Result, lang: Lang) -> str:
    """Which step of a scenario failed, where it stands, and what was found."""
    assert result.failure is not None
    failure, scenario = result.failure, result.matched.scenario
    place = f"{result.matched.feature.uri}:{failure.step.line}:{failure.step.column}"
    step = f"{failure.step.keyword} {failure.step.text}"
    name: str | Message = scenario.name
    if scenario.row is not None:
        name = Message("living.example", name=scenario.name, line=scenario.row)
    failed = Message("living.failed", place=place, name=name, step=step, message=failure.message)
    return failed.text(lang)

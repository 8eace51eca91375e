"""The command `test`: runs features, the living documentation of rules."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from yaoxie import extras, resources
from yaoxie.cli import language, options, output
from yaoxie.cli.options import LangOption, RulesOption
from yaoxie.cli.progress import Spinner
from yaoxie.errors import Fault
from yaoxie.messages import Message
from yaoxie.rulebook import Rulebook

if TYPE_CHECKING:
    from yaoxie.living.matching import Matched
    from yaoxie.living.running import Result

_EVERY = 50  # scenarios between two words of progress


def run_features(
    features: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FEATURES]…", help="help.features", show_default="help.default-features"
        ),
    ] = None,
    measure: Annotated[
        str | None,
        typer.Option(metavar="ID", help="help.tested-measure", show_default="help.default-only"),
    ] = None,
    steps: Annotated[bool, typer.Option("--steps", help="help.steps")] = False,
    rules: RulesOption = None,
    lang: LangOption = None,
) -> None:
    """Run features, the living documentation of rules."""
    with output.guard(), output.refusing():
        faults = options.lang_faults(lang)
        if steps:
            if faults:
                output.refuse(faults)
            from yaoxie.living import listing

            output.write(listing.text(language.current()))
            return
        extras.require("test")
        rulebook = options.attempt(lambda: Rulebook.load(rules), faults)
        if rules is not None and not features:
            faults.append(Fault("/features", None, Message("living.features-of-rules")))
        if measure is not None and rulebook is not None and not rulebook.library.named(measure):
            faults.append(rulebook.library.unknown(measure))
        if faults or rulebook is None:
            output.refuse(faults)
        results = _run(_scenarios(features or [], measure, rulebook), rulebook)
    failed = [result for result in results if result.failure]
    _say(failed, len(results))
    if failed:
        raise typer.Exit(output.WRONG)


def _scenarios(names: list[str], measure: str | None, rulebook: Rulebook) -> list[Matched]:
    """The scenarios to run. Raises FeatureError."""
    from yaoxie.living import files, matching

    packaged = resources.folder("features")
    sources = files.named(names) if names else files.packaged(packaged)
    scenarios = matching.matched(files.read(sources), rulebook.library.vocabulary)
    if measure is None:
        return scenarios
    scenarios = matching.of_measure(scenarios, measure, rulebook.library)
    if not scenarios:
        output.refuse([Fault("/measure", measure, Message("living.scenarios-of-measure"))])
    return scenarios


def _run(scenarios: list[Matched], rulebook: Rulebook) -> list[Result]:
    from yaoxie.living.running import Runner

    runner, results = Runner(rulebook), []
    with Spinner() as spinner:
        for number, scenario in enumerate(scenarios):
            if number % _EVERY == 0:
                done = Message("living.progress", done=number, total=len(scenarios))
                spinner.say(language.say(done))
            results.append(runner.run(scenario))
    return results


def _say(failed: Iterable[Result], total: int) -> None:
    """Names each step that failed once, and how many scenarios it failed in alike."""
    from yaoxie.living import running

    alike: dict[object, list[Result]] = {}
    for result in failed:
        assert result.failure is not None
        place = result.matched.feature.uri, result.failure.step.line
        alike.setdefault((place, result.failure.message), []).append(result)
    for same in alike.values():
        lines = running.said(same[0], language.current()).splitlines()
        if len(same) > 1:
            lines.append(language.say(Message("living.alike", count=len(same) - 1)))
        output.print_errors(lines)
    count = sum(map(len, alike.values()))
    summary = (
        Message("living.some-failed", count=total, failed=count)
        if count
        else Message("living.passed", count=total)
    )
    output.write(language.say(summary) + "\n")

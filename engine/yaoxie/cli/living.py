"""The command `test`: runs features, the living documentation of rules."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from yaoxie import extras, resources
from yaoxie.cli import language, options, output
from yaoxie.cli.options import LangOption, RulesOption
from yaoxie.cli.progress import Spinner
from yaoxie.errors import Fault
from yaoxie.messages import Either, Message
from yaoxie.rulebook import Rulebook
from yaoxie.sources import new_files

if TYPE_CHECKING:
    from yaoxie.living.matching import Matched
    from yaoxie.living.running import Result

_PAGE, _MESSAGES = ".html", ".ndjson"
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
    out: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="help.tested-out", show_default=False),
    ] = None,
    rules: RulesOption = None,
    lang: LangOption = None,
    force: Annotated[bool, typer.Option("--force", help="help.force-files")] = False,
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
        path = None if out is None else Path(out)
        if path is not None:
            faults += _out_faults(path, force=force)
        rulebook = options.attempt(lambda: Rulebook.load(rules), faults)
        if rules is not None and not features:
            faults.append(
                Fault("/features", Message("cli.not-given"), Message("living.features-of-rules"))
            )
        if measure is not None and rulebook is not None and not rulebook.library.named(measure):
            faults.append(rulebook.library.unknown(measure))
        if faults or rulebook is None:
            output.refuse(faults)
        results = _run(_scenarios(features or [], measure, rulebook), rulebook)
        if path is not None:
            _save(path, results, rulebook)
    failed = [result for result in results if result.failure]
    _say(failed, len(results))
    if failed:
        raise typer.Exit(output.WRONG)


def _out_faults(path: Path, *, force: bool) -> list[Fault]:
    faults = list(new_files.faults(path, force=force))
    if path.suffix not in (_PAGE, _MESSAGES):
        expected = Message("cli.name-that-ends", ending=Either((_PAGE, _MESSAGES)))
        faults.append(Fault("/out", str(path), expected))
    return faults


def _save(path: Path, results: list[Result], rulebook: Rulebook) -> None:
    """Writes what came of scenarios, with their features, in the form that the name says."""
    from yaoxie.living import cucumber, page

    lang = language.current()
    features = list({id(each): each for each in (r.matched.feature for r in results)}.values())
    with new_files.writing(path) as fresh, fresh.open("w", encoding="utf-8", newline="\n") as file:
        if path.suffix == _PAGE:
            file.write(page.written(features, results, rulebook.library, lang))
        else:
            file.writelines(cucumber.lines(features, results, lang))


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

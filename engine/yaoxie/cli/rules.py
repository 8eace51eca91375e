"""Commands about rules: show the measures, check a folder of rules, print schemas."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, cast

import typer

from yaoxie.cli import options
from yaoxie.cli.options import FormatOption, LangOption, RulesOption
from yaoxie.errors import Fault
from yaoxie.render import measure as catalogue_table
from yaoxie.render.wording import Lang, Wording
from yaoxie.review import schemas
from yaoxie.rulebook import Rulebook
from yaoxie.rules import catalogue


def measures(
    name: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="A measure or series; all of them else.")
    ] = None,
    rules: RulesOption = None,
    lang: LangOption = "zh",
    output: FormatOption = "table",
) -> None:
    """List the measures, or show one as a person would read it, with its sources."""
    with options.guard():
        faults: list[Fault] = []
        rulebook = options.attempt(lambda: Rulebook.load(rules), faults)
        faults += options.output_faults(lang, output)
        entry = None
        if rulebook is not None and name is not None:
            entry = options.attempt(lambda: catalogue.entry(rulebook, name), faults)
        if faults or rulebook is None:
            options.refuse(faults)
        found = entry or catalogue.catalogue(rulebook)
        if output == "json":
            options.write(found.to_json(indent=2) + "\n")
        else:
            options.show(catalogue_table.render(found, Wording(cast("Lang", lang))))


def check(
    path: Annotated[
        str | None, typer.Argument(metavar="[PATH]", help="A folder of rules; the packaged else.")
    ] = None,
) -> None:
    """Check a folder of rules, and say what is in it."""
    with options.guard(), options.refusing():
        rulebook = Rulebook.load(path)
        count = options.count
        lines = [f"rules {rulebook.version} {rulebook.digest}"]
        lines += [
            f"{name}: {count(len(measure.supports), 'support')}, "
            f"{count(len(measure.readings), 'reading')}, "
            f"{count(len(measure.groups), 'group')}, {count(len(measure.limits), 'limit')}"
            for name, measure in rulebook.measures.items()
        ]
        lines += [
            f"series {name}: {', '.join(series.versions)}"
            for name, series in rulebook.series.items()
        ]
        totals = [count(len(rulebook.measures), "measure")]
        if rulebook.series:
            totals.append(count(len(rulebook.series), "series", "series"))
        supports = sum(len(measure.supports) for measure in rulebook.measures.values())
        lines.append(f"{', '.join(totals)}, {count(supports, 'support')}: no faults")
        options.write("\n".join(lines) + "\n")


def schema(
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help=f"One of {', '.join(schemas.NAMES)}.")
    ] = None,
    check_files: Annotated[
        bool, typer.Option("--check", help="List the files in the folder that have drifted.")
    ] = False,
    write_files: Annotated[
        bool, typer.Option("--write", help="Write all schemas into the folder.")
    ] = False,
    folder: Annotated[Path, typer.Option(help="For --check and --write.")] = Path("schemas"),
) -> None:
    """Print one JSON Schema, or check or write the files of all."""
    faults: list[Fault] = []
    if (name is not None) + check_files + write_files != 1:
        options.refuse([Fault("/schema", name, "one of: a NAME, --check, --write")])
    with options.guard():
        if name is not None:
            options.among("/schema", name, schemas.NAMES, faults)
            if faults:
                options.refuse(faults)
            options.write(schemas.text(name))
            return
        try:
            if write_files:
                schemas.write(folder)
            drifted = schemas.drift(folder)
        except OSError as error:
            options.refuse([Fault("/folder", str(folder), f"a folder to use ({error.strerror})")])
    if drifted:
        options.say_each(
            f"{schemas.file_name(entry)} is not what the models say" for entry in drifted
        )
        raise typer.Exit(options.FAILED)

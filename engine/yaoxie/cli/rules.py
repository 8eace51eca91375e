"""Commands about rules: `measures`, `check`, `vocabulary`, `schema`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, cast

import typer

from yaoxie.cli import options, output
from yaoxie.cli.options import FormatOption, LangOption, RulesOption
from yaoxie.errors import Fault
from yaoxie.render import measure as catalogue_table
from yaoxie.render.wording import LANGS, Lang, Wording
from yaoxie.review import schemas
from yaoxie.review.pages import Pages
from yaoxie.rulebook import Rulebook
from yaoxie.rules import catalogue, loader
from yaoxie.rules.library import Library


def measures(
    name: Annotated[
        str | None,
        typer.Argument(metavar="[ID]", help="A measure or series.", show_default="all of them"),
    ] = None,
    rules: RulesOption = None,
    lang: LangOption = "zh",
    format_: FormatOption = "table",
) -> None:
    """List the measures, or show one in words, with its sources."""
    with output.guard():
        faults: list[Fault] = []
        rulebook = options.attempt(lambda: Rulebook.load(rules), faults)
        faults += options.output_faults(lang, format_)
        entry = None
        if rulebook is not None and name is not None:
            entry = options.attempt(lambda: catalogue.entry(rulebook.library, name), faults)
        if faults or rulebook is None:
            output.refuse(faults)
        shown = entry or catalogue.catalogue(rulebook.library)
        if format_ == "json":
            output.write(shown.to_json() + "\n")
        else:
            words = Wording(cast("Lang", lang), rulebook.library.vocabulary)
            output.show(catalogue_table.render(shown, words))


def check(
    path: Annotated[
        str | None,
        typer.Argument(
            metavar="[PATH]", help="A folder of rules.", show_default="the packaged rules"
        ),
    ] = None,
    strict: Annotated[
        bool,
        typer.Option("--strict", help="Refuse what is a warning: what nothing uses."),
    ] = False,
) -> None:
    """Check a folder of rules, and count what it holds."""
    with output.guard(), output.refusing():
        library, warnings = loader.check(path)
        output.print_errors(f"warning: {warning}" for warning in warnings)
        if warnings and strict:
            raise typer.Exit(output.WRONG)
        rulebook = Rulebook(library)
        count = output.count
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
        warned = f", {count(len(warnings), 'warning')}" if warnings else ""
        lines.append(f"{', '.join(totals)}, {count(supports, 'support')}: no faults{warned}")
        output.write("\n".join(lines) + "\n")


def vocabulary(rules: RulesOption = None, lang: LangOption = "zh") -> None:
    """Print every field, milestone and word that profiles may hold, as Markdown."""
    with output.guard(), output.refusing():
        faults: list[Fault] = []
        rulebook = options.attempt(lambda: Rulebook.load(rules), faults)
        options.among("/lang", lang, LANGS, faults)
        if faults or rulebook is None:
            output.refuse(faults)
        output.write(Pages(rulebook.library.vocabulary, cast("Lang", lang)).page())


def schema(
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help=f"One of {', '.join(schemas.NAMES)}.")
    ] = None,
    check_files: Annotated[
        bool,
        typer.Option("--check", help="Name the files in the folder that differ from the models."),
    ] = False,
    write_files: Annotated[
        bool, typer.Option("--write", help="Write every schema into the folder.")
    ] = False,
    folder: Annotated[str, typer.Option(help="The folder of --check and --write.")] = "schemas",
    rules: RulesOption = None,
) -> None:
    """Print one JSON Schema, or check or write the files of all of them."""
    faults: list[Fault] = []
    if (name is not None) + check_files + write_files != 1:
        faults.append(Fault("/schema", name, "one of: a NAME, --check, --write"))
    elif name is not None:
        options.among("/schema", name, schemas.NAMES, faults)
    with output.guard(), output.refusing():
        library = None
        if rules is not None:
            rulebook = options.attempt(lambda: Rulebook.load(rules), faults)
            library = None if rulebook is None else rulebook.library
        if faults:
            output.refuse(faults)
        if name is not None:
            output.write(schemas.text(name, library))
            return
        drifted = _drifted(folder, library, write=write_files)
    if drifted:
        output.print_errors(
            f"{schemas.file_name(entry)} differs from the models" for entry in drifted
        )
        raise typer.Exit(output.FAILED)


def _drifted(folder: str, library: Library | None, *, write: bool) -> list[str]:
    """The schemas in a folder that differ from the models, after they were written if asked for."""
    if not folder:
        output.refuse([Fault("/folder", folder, "the name of a folder")])
    path = Path(folder)
    try:
        if write:
            if foreign := schemas.foreign(path, library):
                expected = "no file of that name but a schema of yaoxie's; move it"
                output.refuse(Fault("/folder", str(file), expected) for file in foreign)
            schemas.write(path, library)
        return schemas.drift(path, library)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        output.refuse([Fault("/folder", folder, f"a folder to use ({reason})")])

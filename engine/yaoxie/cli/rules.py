"""Commands about rules: `measures`, `check`, `vocabulary`, `schema`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from yaoxie import resources
from yaoxie.cli import completion, language, options, output, remarks
from yaoxie.cli.options import (
    CheckFormatOption,
    ForceOption,
    FormatOption,
    LangOption,
    OutOption,
    PlainOption,
    RulesOption,
)
from yaoxie.cli.printing import printing
from yaoxie.cli.remarks import Remark
from yaoxie.errors import Fault, RulebookError
from yaoxie.messages import Message, of_system
from yaoxie.render import measure as catalogue_table
from yaoxie.render.wording import Wording
from yaoxie.review import schemas
from yaoxie.review.pages import Pages
from yaoxie.rulebook import Rulebook
from yaoxie.rules import catalogue, loader
from yaoxie.rules.library import Library
from yaoxie.sources import compact_json, new_files


def measures(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[ID]",
            help="help.measure-shown",
            show_default="help.default-measure-shown",
            autocompletion=completion.listed_measures,
        ),
    ] = None,
    rules: RulesOption = None,
    plain: PlainOption = False,
    lang: LangOption = None,
    format_: FormatOption = options.TABLE,
    out: OutOption = None,
    force: ForceOption = False,
) -> None:
    """List the measures, or show one in words, with its sources."""
    with output.guard():
        faults = options.output_faults(lang, format_, out, force=force)
        faults += options.of_tables(format_, plain=plain)
        rulebook = options.attempt(lambda: Rulebook.load(rules), faults)
        entry = None
        if rulebook is not None and name is not None:
            entry = options.attempt(lambda: catalogue.entry(rulebook.library, name), faults)
        if faults or rulebook is None:
            output.refuse(faults)
        shown = entry or catalogue.catalogue(rulebook.library)
        with printing(out, plain=plain) as printer:
            if format_ == options.JSON:
                printer.write(shown.to_json() + "\n")
            else:
                words = Wording(language.current(), rulebook.library.vocabulary)
                printer.show(catalogue_table.render(shown, words))


def check(
    path: Annotated[
        str | None,
        typer.Argument(metavar="[PATH]", help="help.rules", show_default="help.default-rules"),
    ] = None,
    strict: Annotated[
        bool,
        typer.Option("--strict", help="help.strict-rules"),
    ] = False,
    format_: CheckFormatOption = options.TABLE,
    out: OutOption = None,
    lang: LangOption = None,
    force: ForceOption = False,
) -> None:
    """Check a folder of rules, and count what it holds."""
    with output.guard(), output.refusing():
        formats = (*options.FORMATS, options.SARIF)
        if faults := options.output_faults(lang, format_, out, force=force, formats=formats):
            output.refuse(faults)
        warnings: list[Fault] = []
        library = None
        try:
            library, warnings = loader.check(path)
        except RulebookError as error:
            faults += error.faults
        if faults and format_ == options.TABLE:
            output.refuse(faults)
        output.print_messages(Message("cli.warning", text=warning) for warning in warnings)
        with printing(out) as printer:
            if format_ == options.SARIF:
                known = [remarks.of_fault(fault, "error", path) for fault in faults]
                known += [remarks.of_fault(fault, "warning", path) for fault in warnings]
                printer.write(compact_json.to_text(_sarif(known, path), 2) + "\n")
            elif format_ == options.JSON:
                data = _as_json(library, faults, warnings)
                printer.write(compact_json.to_bytes(data) + b"\n")
            elif library is not None and not (warnings and strict):
                lines = _contents(Rulebook(library), len(warnings))
                printer.write("".join(f"{language.say(line)}\n" for line in lines))
        if faults:
            output.refuse(faults)
        if warnings and strict:
            raise typer.Exit(output.WRONG)


def _sarif(known: list[Remark], path: str | None) -> dict[str, Any]:
    """What is wrong with rules; their files are named from where the command runs."""
    folder = Path(path or resources.folder("rules"))
    placed = [
        remark if remark.file in (None, path) else remark._replace(file=str(folder / remark.file))
        for remark in known
    ]
    return remarks.to_sarif(placed, language.current())


def _as_json(
    library: Library | None, faults: list[Fault], warnings: list[Fault]
) -> dict[str, object]:
    """What was found, in both languages, and what a folder without faults holds."""
    content: dict[str, object] = {
        "valid": not faults,
        "faults": remarks.fault_dicts(faults),
        "warnings": remarks.fault_dicts(warnings),
    }
    if library is None:
        return content
    measures = {
        name: {
            "supports": len(measure.supports),
            "readings": len(measure.readings),
            "groups": len(measure.groups),
            "limits": len(measure.limits),
        }
        for name, measure in library.measures.items()
    }
    series = {name: list(entry.versions) for name, entry in library.series.items()}
    rulebook = {"version": library.version, "digest": library.digest}
    return content | {"rulebook": rulebook, "measures": measures, "series": series}


def _contents(rulebook: Rulebook, warnings: int) -> Iterator[Message]:
    """What a rulebook holds: its measures and series, and all together."""
    yield Message("cli.rules", version=rulebook.version, digest=rulebook.digest)
    for name, measure in rulebook.measures.items():
        counts = (
            _supports(len(measure.supports)),
            _readings(len(measure.readings)),
            _groups(len(measure.groups)),
            _limits(len(measure.limits)),
        )
        yield Message("cli.measure-holds", name=name, counts=counts)
    for name, series in rulebook.series.items():
        yield Message("cli.series-holds", name=name, versions=tuple(series.versions))
    measures, series_count = len(rulebook.measures), len(rulebook.series)
    supports = sum(len(measure.supports) for measure in rulebook.measures.values())
    totals = [Message("cli.measure" if measures == 1 else "cli.measures", count=measures)]
    if series_count:
        totals.append(Message("cli.series", count=series_count))
    totals.append(_supports(supports))
    if warnings:
        warned = Message("cli.one-warning" if warnings == 1 else "cli.warnings", count=warnings)
        yield Message("cli.no-faults-but", totals=tuple(totals), warnings=warned)
    else:
        yield Message("cli.no-faults", totals=tuple(totals))


def _supports(count: int) -> Message:
    return Message("cli.support" if count == 1 else "cli.supports", count=count)


def _readings(count: int) -> Message:
    return Message("cli.reading" if count == 1 else "cli.readings", count=count)


def _groups(count: int) -> Message:
    return Message("cli.group" if count == 1 else "cli.groups", count=count)


def _limits(count: int) -> Message:
    return Message("cli.limit" if count == 1 else "cli.limits", count=count)


def vocabulary(
    rules: RulesOption = None,
    out: OutOption = None,
    lang: LangOption = None,
    force: ForceOption = False,
) -> None:
    """Print every field, milestone and word that profiles may hold, as Markdown."""
    with output.guard(), output.refusing():
        faults = options.output_faults(lang, options.TABLE, out, force=force)
        rulebook = options.attempt(lambda: Rulebook.load(rules), faults)
        if faults or rulebook is None:
            output.refuse(faults)
        with printing(out) as printer:
            printer.write(Pages(rulebook.library.vocabulary, language.current()).page())


def schema(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar=f"[{'|'.join(schemas.NAMES)}]",
            help="help.schema-name",
            autocompletion=completion.words(*schemas.NAMES),
        ),
    ] = None,
    check_files: Annotated[
        bool,
        typer.Option("--check", help="help.schema-check"),
    ] = False,
    write_files: Annotated[bool, typer.Option("--write", help="help.schema-write")] = False,
    folder: Annotated[str, typer.Option(metavar="FOLDER", help="help.schema-folder")] = "schemas",
    rules: RulesOption = None,
    out: OutOption = None,
    lang: LangOption = None,
    force: ForceOption = False,
) -> None:
    """Print one JSON Schema, or check or write the files of all of them."""
    faults = options.lang_faults(lang)
    if out is not None:
        faults += new_files.faults(Path(out), force=force)
    if (name is not None) + check_files + write_files != 1:
        given = Message("cli.not-given") if name is None else name
        faults.append(Fault("/schema", given, Message("cli.schema-choice")))
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
            with printing(out) as printer:
                printer.write(schemas.text(name, library))
            return
        drifted = _drifted(folder, library, write=write_files)
    if drifted:
        output.print_messages(
            Message("cli.schema-differs", file=schemas.file_name(entry)) for entry in drifted
        )
        raise typer.Exit(output.FAILED)


def _drifted(folder: str, library: Library | None, *, write: bool) -> list[str]:
    """The schemas in a folder that differ from the models, after they were written if asked for."""
    if not folder:
        output.refuse([Fault("/folder", folder, Message("cli.folder-name"))])
    path = Path(folder)
    try:
        if write:
            if foreign := schemas.foreign(path, library):
                expected = Message("cli.foreign-schema")
                output.refuse(Fault("/folder", str(file), expected) for file in foreign)
            schemas.write(path, library)
        return schemas.drift(path, library)
    except OSError as error:
        expected = Message("cli.usable-folder", reason=of_system(error))
        output.refuse([Fault("/folder", folder, expected)])

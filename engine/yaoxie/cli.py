"""The command line. Exit status: 0 done, 2 the input or options are wrong, 1 a fault of ours."""

from __future__ import annotations

import os
import re
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, NoReturn, TypeVar, cast

import typer
from rich.console import Console

from yaoxie import __version__, input_file, schemas, table
from yaoxie.errors import Fault, InputError, ProgramError, nearest
from yaoxie.profile import Profile
from yaoxie.rulebook import Rulebook
from yaoxie.wording import LANGS, Lang, Wording, plain

FORMATS = ("table", "json")
_FAILED, _WRONG = 1, 2
_YEAR = re.compile(r"[0-9]{1,9}", re.ASCII)

app = typer.Typer(
    name="yaoxie",
    help="Decides which public supports a pharma or device company may claim, at most, and why.",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # profiles' text stands in errors: no markup, no wrapping
)
T = TypeVar("T")
ProfileArgument = Annotated[
    str, typer.Argument(metavar="PROFILE", help="A JSON file, or - for standard input.")
]


def main() -> None:
    """Runs the command line, and exits."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal of another encoding gets escapes where it lacks a character, not a traceback.
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
    app()


def _print_version(wanted: bool) -> None:  # typer's own shape
    if wanted:
        with _guard(), _refusing():
            rulebook = Rulebook.load()
            _write(f"yaoxie {__version__}\nrules {rulebook.version} {rulebook.digest}\n")
        raise typer.Exit


@app.callback()
def _common(
    version: Annotated[
        bool,
        typer.Option(
            "--version", is_eager=True, callback=_print_version, help="Print versions and exit."
        ),
    ] = False,
) -> None:
    """Takes the options that stand before a command."""


@app.command()
def evaluate(
    profile: ProfileArgument,
    year: Annotated[
        str | None, typer.Option(metavar="YYYY", help="Claim year; the current one by default.")
    ] = None,
    measure: Annotated[
        str | None, typer.Option(metavar="ID", help="The measure; the rulebook's default else.")
    ] = None,
    reading: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME=OPTION", help="Another reading of the measure; repeatable."),
    ] = None,
    rules: Annotated[
        str | None, typer.Option(metavar="PATH", help="A folder of rules; the packaged ones else.")
    ] = None,
    lang: Annotated[str, typer.Option(metavar="zh|en", help="Language of the table.")] = "zh",
    output: Annotated[str, typer.Option("--format", metavar="table|json")] = "table",
) -> None:
    """Say what the company may claim in a year, at most, and why."""
    faults: list[Fault] = []
    with _guard() as about:
        found = _attempt(lambda: Profile.from_json(input_file.read(profile)), faults)
        rulebook = _attempt(lambda: Rulebook.load(rules), faults)
        claim_year = _year(year)
        readings = _readings(reading or [], faults)
        _among("/lang", lang, LANGS, faults)
        _among("/format", output, FORMATS, faults)
        if rulebook is not None:
            faults += rulebook.option_faults(claim_year, measure, readings)
        if faults or found is None or rulebook is None:
            _refuse(faults)
        about.append(found.digest)
        report = rulebook.evaluate(found, cast("int", claim_year), measure, readings)
        if output == "json":
            _write(report.to_json(indent=2) + "\n")
        else:
            _write(_table(report.to_dict(), cast("Lang", lang)), shown=True)


@app.command()
def validate(profile: ProfileArgument) -> None:
    """Check a profile alone."""
    with _guard(), _refusing():
        found = Profile.from_json(input_file.read(profile))
        lines = [f"valid {found.digest}"]
        lines += [
            f"{at}: an older form of certificate, unchecked" for at in found.older_certificates
        ]
        _write("\n".join(lines) + "\n")


@app.command()
def check(
    path: Annotated[
        str | None, typer.Argument(metavar="[PATH]", help="A folder of rules; the packaged else.")
    ] = None,
) -> None:
    """Check a folder of rules, and say what is in it."""
    with _guard(), _refusing():
        rulebook = Rulebook.load(path)
        lines = [f"rules {rulebook.version} {rulebook.digest}"]
        lines += [
            f"{name}: {_count(len(measure.supports), 'support')}, "
            f"{_count(len(measure.readings), 'reading')}, "
            f"{_count(len(measure.groups), 'group')}, {_count(len(measure.limits), 'limit')}"
            for name, measure in rulebook.measures.items()
        ]
        supports = sum(len(measure.supports) for measure in rulebook.measures.values())
        measures = _count(len(rulebook.measures), "measure")
        lines.append(f"{measures}, {_count(supports, 'support')}: no faults")
        _write("\n".join(lines) + "\n")


@app.command()
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
        _refuse([Fault("/schema", name, "one of: a NAME, --check, --write")])
    with _guard():
        if name is not None:
            _among("/schema", name, schemas.NAMES, faults)
            if faults:
                _refuse(faults)
            _write(schemas.text(name))
            return
        try:
            if write_files:
                schemas.write(folder)
            drifted = schemas.drift(folder)
        except OSError as error:
            _refuse([Fault("/folder", str(folder), f"a folder to use ({error.strerror})")])
    if drifted:
        _say_each(f"{schemas.file_name(entry)} is not what the models say" for entry in drifted)
        raise typer.Exit(_FAILED)


def _year(text: str | None) -> int | str:
    """The claim year; what is no number stays as it is, to be named as a fault."""
    if text is None:
        return datetime.now(UTC).astimezone().year
    return int(text) if _YEAR.fullmatch(text) else text


def _readings(texts: list[str], faults: list[Fault]) -> dict[str, str]:
    chosen: dict[str, str] = {}
    for text in texts:
        name, equals, option = text.partition("=")
        if not (name and equals and option):
            faults.append(Fault("/readings", text, "NAME=OPTION"))
        elif chosen.setdefault(name, option) != option:
            expected = f"one option for each reading; it is {chosen[name]} already"
            faults.append(Fault(f"/readings/{name}", option, expected))
    return chosen


def _among(at: str, value: str, known: tuple[str, ...], faults: list[Fault]) -> None:
    if value not in known:
        faults.append(Fault(at, value, f"one of {', '.join(known)}", nearest(value, known)))


def _table(report: dict[str, Any], lang: Lang) -> str:
    return table.print_to(Console(), table.render(report, Wording(lang)))


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _attempt(work: Callable[[], T], faults: list[Fault]) -> T | None:
    """The work's result; where the input is wrong, None, and its faults kept with the others."""
    try:
        return work()
    except InputError as error:
        faults += error.faults
        return None


@contextmanager
def _refusing() -> Iterator[None]:
    try:
        yield
    except InputError as error:
        _refuse(error.faults)


@contextmanager
def _guard() -> Iterator[list[str]]:
    """Turns what goes wrong inside yaoxie into one line; the list names the profile by digest.

    Messages of unforeseen exceptions may quote a profile, so that only type and place are shown.
    """
    about: list[str] = []
    try:
        yield about
    except (typer.Exit, InputError):
        raise
    except ProgramError as error:
        _fail(f"{type(error).__name__}: {error}", about)
    except Exception as error:  # noqa: BLE001  # the last door: no traceback leaves it
        last = traceback.extract_tb(error.__traceback__)[-1]
        what = type(error).__name__
        if isinstance(error, OSError) and error.strerror:
            what += f" ({error.strerror})"
        _fail(f"{what} at {Path(last.filename).name}:{last.lineno}", about)


def _fail(what: str, about: list[str]) -> NoReturn:
    where = f" (profile {about[0]})" if about and about[0] not in what else ""
    _say_each([f"yaoxie {__version__}: a fault of the program: {what}{where}"])
    raise typer.Exit(_FAILED)


def _refuse(faults: list[Fault] | tuple[Fault, ...]) -> NoReturn:
    _say_each(str(fault) for fault in faults)
    raise typer.Exit(_WRONG)


def _say_each(lines: Iterator[str] | list[str]) -> None:
    for line in lines:
        typer.echo(plain(line), err=True)


def _write(text: str, *, shown: bool = False) -> None:
    """Writes to standard output: UTF-8, but for what is only shown; a reader may go at any time."""
    try:
        if shown:
            sys.stdout.write(text)
            sys.stdout.flush()
        else:
            typer.echo(text.encode("utf-8"), nl=False)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit from None

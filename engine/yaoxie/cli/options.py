"""What commands share: options, refusing wrong input, writing, and ending on a fault of ours."""

from __future__ import annotations

import os
import re
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, NoReturn, TypeVar

import typer
from rich.console import Console, Group

from yaoxie import __version__
from yaoxie.errors import Fault, InputError, ProgramError, nearest
from yaoxie.render import report
from yaoxie.render.wording import LANGS, plain

FORMATS = ("table", "json")
FAILED, WRONG = 1, 2
_YEAR = re.compile(r"[0-9]{1,9}", re.ASCII)

T = TypeVar("T")
ProfileArgument = Annotated[
    str, typer.Argument(metavar="PROFILE", help="A JSON file, or - for standard input.")
]
YearOption = Annotated[
    str | None, typer.Option(metavar="YYYY", help="Claim year; the current one by default.")
]
MeasureOption = Annotated[
    str | None,
    typer.Option(metavar="ID", help="A measure or series; the rulebook's default else."),
]
ReadingOption = Annotated[
    list[str] | None,
    typer.Option(metavar="NAME=OPTION", help="Another reading of the measure; repeatable."),
]
RulesOption = Annotated[
    str | None, typer.Option(metavar="PATH", help="A folder of rules; the packaged ones else.")
]
LangOption = Annotated[str, typer.Option(metavar="zh|en", help="Language of the table.")]
FormatOption = Annotated[str, typer.Option("--format", metavar="table|json")]


def claim_year(text: str | None) -> int | str:
    """The claim year; what is no number stays as it is, to be named as a fault."""
    if text is None:
        return datetime.now(UTC).astimezone().year
    return int(text) if _YEAR.fullmatch(text) else text


def readings(texts: list[str], faults: list[Fault]) -> dict[str, str]:
    """The options that are chosen, by reading."""
    chosen: dict[str, str] = {}
    for text in texts:
        name, equals, option = text.partition("=")
        if not (name and equals and option):
            faults.append(Fault("/readings", text, "NAME=OPTION"))
        elif chosen.setdefault(name, option) != option:
            expected = f"one option for each reading; it is {chosen[name]} already"
            faults.append(Fault(f"/readings/{name}", option, expected))
    return chosen


def among(at: str, value: str, known: tuple[str, ...], faults: list[Fault]) -> None:
    """Adds a fault where the value is none of the known ones."""
    if value not in known:
        faults.append(Fault(at, value, f"one of {', '.join(known)}", nearest(value, known)))


def output_faults(lang: str, output: str) -> list[Fault]:
    """The faults of the options that say how to write."""
    faults: list[Fault] = []
    among("/lang", lang, LANGS, faults)
    among("/format", output, FORMATS, faults)
    return faults


def attempt(work: Callable[[], T], faults: list[Fault]) -> T | None:
    """The work's result; where the input is wrong, None, and its faults kept with the others."""
    try:
        return work()
    except InputError as error:
        faults += error.faults
        return None


@contextmanager
def refusing() -> Iterator[None]:
    """Refuses wrong input with all of its faults."""
    try:
        yield
    except InputError as error:
        refuse(error.faults)


@contextmanager
def guard() -> Iterator[list[str]]:
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
    say_each([f"yaoxie {__version__}: a fault of the program: {what}{where}"])
    raise typer.Exit(FAILED)


def refuse(faults: Iterable[Fault]) -> NoReturn:
    """Names every fault, and exits."""
    say_each(str(fault) for fault in faults)
    raise typer.Exit(WRONG)


def say_each(lines: Iterable[str]) -> None:
    """Writes lines to standard error."""
    for line in lines:
        typer.echo(plain(line), err=True)


def write(text: str, *, shown: bool = False) -> None:
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


def show(group: Group) -> None:
    """Shows a table on the terminal."""
    write(report.print_to(Console(), group), shown=True)


def count(number: int, noun: str, many: str | None = None) -> str:
    """A number of things."""
    return f"{number} {noun}" if number == 1 else f"{number} {many or noun + 's'}"

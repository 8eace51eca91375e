"""Options that commands share, and how their texts are read."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Annotated, TypeVar

import typer

from yaoxie.errors import Fault, InputError, nearest
from yaoxie.render.wording import LANGS

FORMATS = ("table", "json")
_YEAR = re.compile(r"[0-9]{1,9}", re.ASCII)

T = TypeVar("T")
ProfileArgument = Annotated[
    str, typer.Argument(metavar="PROFILE", help="A JSON file, or - for standard input.")
]
YearOption = Annotated[
    str | None, typer.Option(metavar="YYYY", help="Claim year.", show_default="the current one")
]
MeasureOption = Annotated[
    str | None,
    typer.Option(
        metavar="ID",
        help="A measure or a series of measures; to evaluate, also a place, or all.",
        show_default="the rulebook's",
    ),
]
ReadingOption = Annotated[
    list[str] | None,
    typer.Option(metavar="NAME=OPTION", help="Choose a reading of the measure; repeatable."),
]
RulesOption = Annotated[
    str | None,
    typer.Option(metavar="PATH", help="A folder of rules.", show_default="the packaged rules"),
]
LangOption = Annotated[str, typer.Option(metavar="zh|en", help="Language of the table.")]
FormatOption = Annotated[
    str, typer.Option("--format", metavar="table|json", help="A table for people, or JSON.")
]


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

"""Options that commands share, and how their texts are read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, TypeVar

import typer

from yaoxie.errors import Fault, InputError, nearest
from yaoxie.render.wording import LANGS
from yaoxie.rules import option_texts

FORMATS = ("table", "json")
# Read as in addresses of the service.
claim_year, readings = option_texts.claim_year, option_texts.readings

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

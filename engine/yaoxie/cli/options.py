"""Options that commands share, and how their texts are read."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from yaoxie.errors import Fault, InputError, nearest
from yaoxie.messages import LANGS, Message
from yaoxie.rules import option_texts
from yaoxie.sources import new_files

FORMATS = ("table", "json")
BOOK = "xlsx"  # of an evaluation alone
_NUMBER = re.compile(r"[0-9]{1,19}", re.ASCII)
readings = option_texts.readings  # read as in addresses of the service

T = TypeVar("T")
ProfileArgument = Annotated[str, typer.Argument(metavar="PROFILE", help="help.profile")]
YearOption = Annotated[
    str | None, typer.Option(metavar="YYYY", help="help.year", show_default="help.default-year")
]
MeasureOption = Annotated[
    str | None,
    typer.Option(
        metavar="ID",
        help="help.measure",
        show_default="help.default-measure",
    ),
]
SeveralMeasuresOption = Annotated[
    list[str] | None,
    typer.Option(
        metavar="ID",
        help="help.measures-or-place",
        show_default="help.default-measure",
    ),
]
ReadingOption = Annotated[
    list[str] | None,
    typer.Option(metavar="NAME=OPTION", help="help.reading"),
]
RulesOption = Annotated[
    str | None,
    typer.Option(metavar="PATH", help="help.rules", show_default="help.default-rules"),
]
LangOption = Annotated[
    str | None,
    typer.Option(metavar="zh|en", help="help.lang", show_default="help.default-lang"),
]
FormatOption = Annotated[str, typer.Option("--format", metavar="table|json", help="help.format")]


def today() -> date:
    """The current day, which options have by default."""
    return datetime.now(UTC).astimezone().date()


def claim_year(text: str | None) -> int | str:
    """The claim year, the current one by default; what is no number stays, to be named."""
    return option_texts.claim_year(text, today())


def names(given: list[str] | None) -> list[str]:
    """The names in an option that may be repeated, and may hold several with commas between."""
    return [name.strip() for text in given or () for name in text.split(",")]


def among(at: str, value: str, known: tuple[str, ...], faults: list[Fault]) -> None:
    """Adds a fault where the value is none of the known ones."""
    if value not in known:
        faults.append(
            Fault(at, value, Message("sources.one-of", words=known), nearest(value, known))
        )


def lang_faults(lang: str | None) -> list[Fault]:
    """The fault of the option of the language, which `language` has read already."""
    faults: list[Fault] = []
    if lang is not None:
        among("/lang", lang, LANGS, faults)
    return faults


def whole_number(at: str, text: str, least: int, most: int, faults: list[Fault]) -> int:
    """The whole number in an option; where it is none, or out of bounds, a fault is added."""
    if _NUMBER.fullmatch(text) and least <= int(text) <= most:
        return int(text)
    faults.append(Fault(at, text, Message("cli.whole-number", least=least, most=f"{most:,}")))
    return least


def output_faults(lang: str | None, output: str) -> list[Fault]:
    """The faults of the options that say how to write."""
    faults = lang_faults(lang)
    among("/format", output, FORMATS, faults)
    return faults


def answer_faults(lang: str | None, output: str, out: str | None, *, force: bool) -> list[Fault]:
    """The same of an evaluation, which may be written as a workbook too."""
    faults = lang_faults(lang)
    among("/format", output, (*FORMATS, BOOK), faults)
    if output == BOOK and (out is None or Path(out).suffix != f".{BOOK}"):
        faults.append(Fault("/out", out, Message("cli.name-that-ends", ending=f".{BOOK}")))
    elif output != BOOK and out is not None:
        faults.append(Fault("/out", out, Message("cli.out-of-book")))
    elif out is not None:
        faults += new_files.faults(Path(out), force=force)
    return faults


def attempt(work: Callable[[], T], faults: list[Fault]) -> T | None:
    """The work's result; where the input is wrong, None, and its faults kept with the others."""
    try:
        return work()
    except InputError as error:
        faults += error.faults
        return None

"""Options that commands share, and how their texts are read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from yaoxie.cli import completion, usage
from yaoxie.errors import Fault, InputError, nearest
from yaoxie.messages import LANGS, Message
from yaoxie.rules import option_texts
from yaoxie.sources import new_files

TABLE, JSON = FORMATS = ("table", "json")
BOOK = "xlsx"  # of an evaluation alone
SARIF = "sarif"  # of checks alone
BY_RULES, BY_AMOUNT = SORTS = ("rules", "amount")
_ENDINGS = {".json": JSON, ".ndjson": JSON, f".{BOOK}": BOOK, f".{SARIF}": SARIF}
_NUMBER = re.compile(r"[0-9]{1,19}", re.ASCII)
readings = option_texts.readings  # read as in addresses of the service

T = TypeVar("T")
ProfileArgument = Annotated[str, typer.Argument(metavar="PROFILE", help="help.profile")]
ProfilesArgument = Annotated[list[str], typer.Argument(metavar="PROFILE…", help="help.profiles")]
YearOption = Annotated[
    str | None, typer.Option(metavar="YYYY", help="help.year", show_default="help.default-year")
]
MeasureOption = Annotated[
    str | None,
    typer.Option(
        metavar="ID",
        help="help.measure",
        show_default="help.default-measure",
        autocompletion=completion.measures,
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
    typer.Option(metavar="NAME=OPTION", help="help.reading", autocompletion=completion.readings),
]
RulesOption = Annotated[
    str | None,
    typer.Option(metavar="PATH", help="help.rules", show_default="help.default-rules"),
]
LangOption = Annotated[
    str | None,
    typer.Option(
        metavar="|".join(LANGS),
        help="help.lang",
        show_default="help.default-lang",
        autocompletion=completion.words(*LANGS),
    ),
]
FormatOption = Annotated[
    str,
    typer.Option(
        "--format",
        metavar="|".join(FORMATS),
        help="help.format",
        autocompletion=completion.words(*FORMATS),
    ),
]
CheckFormatOption = Annotated[
    str,
    typer.Option(
        "--format",
        metavar="|".join((*FORMATS, SARIF)),
        help="help.check-format",
        autocompletion=completion.words(*FORMATS, SARIF),
    ),
]
OutOption = Annotated[
    str | None,
    typer.Option(metavar="FILE", help="help.out", show_default="help.default-form-out"),
]
ForceOption = Annotated[bool, typer.Option("--force", help="help.force-files")]
PlainOption = Annotated[bool, typer.Option("--plain", help="help.plain")]
PointersOption = Annotated[bool, typer.Option("--pointers", help="help.pointers")]
SortOption = Annotated[
    str,
    typer.Option(
        "--sort", metavar="|".join(SORTS), help="help.sort", autocompletion=completion.words(*SORTS)
    ),
]


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
    """The faults of the command line itself, and of the language, which `language` has read."""
    faults = list(usage.faults())
    if lang is not None:
        among("/lang", lang, LANGS, faults)
    return faults


def whole_number(at: str, text: str, least: int, most: int, faults: list[Fault]) -> int:
    """The whole number in an option; where it is none, or out of bounds, a fault is added."""
    if _NUMBER.fullmatch(text) and least <= int(text) <= most:
        return int(text)
    faults.append(Fault(at, text, Message("cli.whole-number", least=least, most=f"{most:,}")))
    return least


def output_faults(
    lang: str | None,
    output: str,
    out: str | None = None,
    *,
    force: bool = False,
    formats: tuple[str, ...] = FORMATS,
) -> list[Fault]:
    """The faults of the options that say how and where to write.

    A file's name that ends in the name of a format is written in that format alone.
    """
    faults = lang_faults(lang)
    among("/format", output, formats, faults)
    if out is None:
        if output == BOOK:
            absent = Message("cli.not-given")
            faults.append(Fault("/out", absent, Message("cli.name-that-ends", ending=f".{BOOK}")))
        return faults
    path = Path(out)
    named = _ENDINGS.get(path.suffix)
    if named is not None and named not in formats:
        faults.append(Fault("/out", out, Message("cli.no-such-form", ending=path.suffix)))
    elif output in formats and (named or output) != output:
        expected = Message("cli.format-of-name", format=named, ending=path.suffix)
        faults.append(Fault("/format", output, expected))
    elif output == BOOK and named is None:
        faults.append(Fault("/out", out, Message("cli.name-that-ends", ending=f".{BOOK}")))
    return [*faults, *new_files.faults(path, force=force)]


def of_tables(output: str, **chosen: bool) -> Iterator[Fault]:
    """The faults of options that change tables alone, where no table is asked for."""
    for name, is_chosen in chosen.items():
        if is_chosen and output != TABLE:
            yield Fault(f"/{name}", f"--{name}", Message("cli.of-tables"))


def attempt(work: Callable[[], T], faults: list[Fault]) -> T | None:
    """The work's result; where the input is wrong, None, and its faults kept with the others."""
    try:
        return work()
    except InputError as error:
        faults += error.faults
        return None

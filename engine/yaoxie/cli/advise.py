"""The command `advise`: what a company may do next."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Annotated, cast

import typer

from yaoxie import extras
from yaoxie.advice.advice import PARTS, Asked
from yaoxie.cli import completion, inputs, options, output
from yaoxie.cli.evaluate import wording
from yaoxie.cli.options import (
    ForceOption,
    FormatOption,
    LangOption,
    OutOption,
    PlainOption,
    PointersOption,
    ProfileArgument,
    ReadingOption,
    RulesOption,
    YearOption,
)
from yaoxie.cli.printing import printing
from yaoxie.cli.progress import Spinner
from yaoxie.errors import Fault
from yaoxie.messages import Message
from yaoxie.render import advice as tables
from yaoxie.render import plan_chart
from yaoxie.rulebook import Rulebook
from yaoxie.rules import option_texts
from yaoxie.sources import new_files
from yaoxie.values import RATE_PATTERN

_SVG, _PLAN = ".svg", "plan"
_COUNT = re.compile(r"[0-9]{1,4}", re.ASCII)
_RATE = re.compile(RATE_PATTERN, re.ASCII)


def advise(
    profile: ProfileArgument,
    year: YearOption = None,
    measure: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ID",
            help="help.several-measures",
            show_default="help.default-measure",
            autocompletion=completion.measures,
        ),
    ] = None,
    reading: ReadingOption = None,
    as_of: Annotated[
        str | None,
        typer.Option(
            metavar="DATE",
            help="help.as-of",
            show_default="help.default-as-of",
        ),
    ] = None,
    years: Annotated[str, typer.Option(metavar="N", help="help.years")] = "1",
    only: Annotated[
        list[str] | None,
        typer.Option(
            metavar="|".join(PARTS),
            help="help.only",
            show_default="help.default-only",
            autocompletion=completion.words(*PARTS),
        ),
    ] = None,
    discount: Annotated[
        str,
        typer.Option(metavar="RATE", help="help.discount"),
    ] = "0",
    claims_a_year: Annotated[
        str | None,
        typer.Option(
            metavar="N",
            help="help.claims-a-year",
            show_default="help.default-claims-a-year",
        ),
    ] = None,
    chart: Annotated[str | None, typer.Option(metavar="FILE", help="help.plan-chart")] = None,
    rules: RulesOption = None,
    pointers: PointersOption = False,
    plain: PlainOption = False,
    lang: LangOption = None,
    format_: FormatOption = options.TABLE,
    out: OutOption = None,
    force: ForceOption = False,
) -> None:
    """Advise what to ask, reach and claim next."""
    with output.guard() as about, output.refusing():
        faults: list[Fault] = []
        rulebook = options.attempt(lambda: Rulebook.load(rules), faults)
        company = options.attempt(lambda: inputs.profile(profile, rulebook), faults)
        readings = options.readings(reading or [], faults)
        faults += options.output_faults(lang, format_, out, force=force)
        faults += options.of_tables(format_, plain=plain, pointers=pointers)
        faults += inputs.kept([profile], out)
        day = option_texts.as_of(as_of, options.today(), faults)
        rate = _rate(discount, faults)
        if chart is not None:
            faults += _chart_faults(chart, only, force=force)
        asked = Asked(
            cast("int", options.claim_year(year)),
            measure or None,
            readings,
            day,
            cast("int", _count(years)),
            only or None,
            rate,
            None if claims_a_year is None else cast("int", _count(claims_a_year)),
        )
        if rulebook is not None:
            library = rulebook.library
            options.attempt(lambda: asked.choices(library), faults)
        if rulebook is None or company is None or faults:
            output.refuse(faults)
        about.append(company.digest)
        with Spinner() as spinner:
            advice = rulebook.advise(
                company,
                asked.year,
                asked.measure,
                asked.readings,
                as_of=asked.as_of,
                years=asked.years,
                only=asked.only,
                discount=asked.discount,
                claims_a_year=asked.claims_a_year,
                progress=spinner.say,
            )
        if chart is not None:
            drawn = plan_chart.drawn(advice, wording(rulebook))
            new_files.write([(Path(chart), drawn)])
        with printing(out, plain=plain) as printer:
            if format_ == options.JSON:
                printer.write(advice.to_bytes() + b"\n")
            else:
                printer.show(tables.render(advice, wording(rulebook, pointers=pointers)))


def _chart_faults(chart: str, only: list[str] | None, *, force: bool) -> Iterator[Fault]:
    """Why no chart of the plan may be written."""
    extras.require("plan")
    path = Path(chart)
    if path.suffix != _SVG:
        yield Fault("/chart", chart, Message("cli.name-that-ends", ending=_SVG))
    if only and _PLAN not in only:
        yield Fault("/only", ", ".join(only), Message("cli.plan-of-chart", part=_PLAN))
    yield from new_files.faults(path, force=force, at="/chart")


def _count(text: str) -> int | str:
    return int(text) if _COUNT.fullmatch(text) else text


def _rate(text: str, faults: list[Fault]) -> Decimal:
    if _RATE.fullmatch(text) and (rate := Decimal(text)) <= 1:
        return rate
    faults.append(Fault("/discount", text, Message("cli.rate-of-discount")))
    return Decimal(0)

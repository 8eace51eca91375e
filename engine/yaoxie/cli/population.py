"""Commands about whole populations: screen one, make one up."""

from __future__ import annotations

from typing import Annotated

import typer

from yaoxie.cli.options import LangOption, MeasureOption, ReadingOption, RulesOption, YearOption


def screen(
    given: Annotated[
        str,
        typer.Argument(
            metavar="INPUT", help="NDJSON of profiles (.gz, .zst), or a folder of Parquet tables."
        ),
    ],
    out: Annotated[str, typer.Option(metavar="FILE", help="The Parquet file of findings.")],
    year: YearOption = None,
    measure: MeasureOption = None,
    reading: ReadingOption = None,
    rules: RulesOption = None,
    lang: LangOption = "zh",
    with_summary: Annotated[
        bool, typer.Option("--summary", help="Print what came out, in sum.")
    ] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="End at the first bad rows, and write nothing.")
    ] = False,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on where a stopped run of the same left off.")
    ] = False,
    segment: Annotated[
        int,
        typer.Option(metavar="N", help="Companies between places to resume from.", min=1),
    ] = 1_000_000,
    engine: Annotated[str, typer.Option(metavar="local|spark")] = "local",
    master: Annotated[
        str, typer.Option(metavar="URL", help="Spark's master, such as spark://host:7077.")
    ] = "local[*]",
) -> None:
    """Screen a population: findings, and totals per company, as Parquet."""
    # Other commands need not wait for what screens millions to load.
    from yaoxie.cli import population_work as work  # noqa: PLC0415

    asked = work.Asked(year, measure, reading or [], rules, lang)
    how = work.How(with_summary, strict, resume, segment, engine, master)
    work.screen(given, out, asked, how)


def synthesise(
    count: Annotated[int, typer.Argument(metavar="N", help="How many companies.", min=0)],
    out: Annotated[
        str,
        typer.Option(metavar="PATH", help="A folder of Parquet tables, or NDJSON (.gz, .zst)."),
    ] = "-",
    seed: Annotated[int, typer.Option(metavar="S", min=0, max=2**63 - 1)] = 0,
    year: YearOption = None,
    faults: Annotated[
        float, typer.Option(metavar="SHARE", help="Lines of NDJSON with a fault, 0 to 1.")
    ] = 0.0,
    rules: RulesOption = None,
) -> None:
    """Make companies up as they occur; the same seed always makes the same ones."""
    from yaoxie.cli import population_work as work  # noqa: PLC0415

    work.synthesise(count, out, seed, year, faults, rules)

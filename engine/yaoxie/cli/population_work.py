"""What the commands about populations do."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import NamedTuple, Self, cast

import polars as pl
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from yaoxie.cli import options
from yaoxie.errors import Fault
from yaoxie.render import summary as summary_table
from yaoxie.render.wording import Lang, Wording
from yaoxie.rulebook import Rulebook
from yaoxie.screening import output
from yaoxie.screening.api import source_of
from yaoxie.screening.output import Outcome, Output
from yaoxie.screening.screening import Screening
from yaoxie.screening.spark import driver
from yaoxie.screening.spark.parts import Parts
from yaoxie.screening.spark.session import Cluster
from yaoxie.screening.summary import build
from yaoxie.synth import population
from yaoxie.tables.batches import Position
from yaoxie.tables.ndjson.writer import opened, write_ndjson
from yaoxie.tables.parquet_writer import write_parquet

ENGINES = ("local", "spark")
_LINES = (".ndjson", ".jsonl", ".ndjson.gz", ".ndjson.zst", ".jsonl.gz", ".jsonl.zst")
_NAMES = "named .ndjson, .ndjson.gz or .ndjson.zst"
_FIRST = population.EARLIEST_YEAR


class Asked(NamedTuple):
    """The options of a screening that say what is asked, as they were typed."""

    year: str | None
    measure: str | None
    readings: list[str]
    rules: str | None
    lang: str


class How(NamedTuple):
    """The options of a screening that say how it runs."""

    summary: bool
    strict: bool
    resume: bool
    segment: int
    engine: str
    master: str


def screen(given: str, out: str, asked: Asked, how: How) -> None:
    """Screens a population into files, and says what came out."""
    with options.guard(), options.refusing():
        faults: list[Fault] = []
        rulebook = options.attempt(lambda: Rulebook.load(asked.rules), faults)
        source = options.attempt(lambda: source_of(given), faults)
        readings = options.readings(asked.readings, faults)
        claim_year = options.claim_year(asked.year)
        options.among("/engine", how.engine, ENGINES, faults)
        faults += options.output_faults(asked.lang, "table")
        if not Path(out).absolute().parent.is_dir():
            faults.append(Fault("/out", out, "a file in a folder that exists"))
        if rulebook is not None:
            faults += rulebook.option_faults(claim_year, asked.measure, readings)
        if faults or rulebook is None or source is None:
            options.refuse(faults)
        screening = rulebook.screening(cast("int", claim_year), asked.measure, readings)
        origin = f"{rulebook.digest} {source.name}"
        with _Bar(source.size) as bar:
            if how.engine == "spark":
                done = _on_spark(Path(given), Path(out), screening, origin, how, bar)
            else:
                done = output.screen(
                    source,
                    screening,
                    Output(Path(out), screening, origin),
                    resume=how.resume,
                    strict=how.strict,
                    progress=bar.follow,
                    segment=how.segment,
                )
        _say(done)
        if how.summary:
            _sum_up(done, screening, cast("Lang", asked.lang))


def _on_spark(
    folder: Path, out: Path, screening: Screening, origin: str, how: How, bar: _Bar
) -> Outcome:
    return driver.screen(
        folder,
        screening,
        Parts(out, screening, origin),
        Cluster(how.master),
        resume=how.resume,
        strict=how.strict,
        progress=bar.follow,
    )


def synthesise(
    count: int, out: str, seed: int, year: str | None, faults: float, rules: str | None
) -> None:
    """Makes companies up, into a file, a folder or standard output."""
    with options.guard(), options.refusing():
        wrong: list[Fault] = []
        rulebook = options.attempt(lambda: Rulebook.load(rules), wrong)
        claim_year = options.claim_year(year)
        if not isinstance(claim_year, int) or not _FIRST <= claim_year <= population.LATEST_YEAR:
            expected = f"a year from {_FIRST} to {population.LATEST_YEAR}"
            wrong.append(Fault("/year", claim_year, expected))
        if not 0 <= faults <= 1:
            wrong.append(Fault("/faults", str(faults), "a share from 0 to 1"))
        if out != "-" and not Path(out).absolute().parent.is_dir():
            wrong.append(Fault("/out", out, "a path in a folder that exists"))
        folder = out != "-" and not out.endswith(_LINES)
        if folder and faults:
            wrong.append(Fault("/faults", str(faults), f"0 for tables; a file {_NAMES} else"))
        if wrong or rulebook is None:
            options.refuse(wrong)
        _make(count, seed, cast("int", claim_year), rulebook, out, faults)


def _make(count: int, seed: int, year: int, rulebook: Rulebook, out: str, faults: float) -> None:
    supports = {
        name: [(entry.id, entry.subject) for entry in rulebook.checked(name).supports]
        for name in rulebook.measures
    }
    with _Bar(count) as bar:
        if out != "-" and not out.endswith(_LINES):
            chunks = population.chunks(count, seed, year=year, supports=supports)
            write_parquet(Path(out), chunks, progress=bar.at)
            return
        lines = population.profiles(count, seed, faults, year=year, supports=supports)
        if out == "-":
            write_ndjson(sys.stdout.buffer, lines, bar.at)
            return
        with opened(Path(out)) as file:
            write_ndjson(file, lines, bar.at)


class _Bar:
    """Progress on standard error, where it is a terminal: companies, their rate, time left."""

    def __init__(self, size: int) -> None:
        columns = (
            BarColumn(),
            TextColumn("{task.percentage:>3.0f} %"),
            TextColumn("{task.fields[companies]:,} companies, {task.fields[rate]:,}/s"),
            TimeRemainingColumn(),
        )
        console = Console(stderr=True)
        self._progress = Progress(
            *columns, console=console, transient=True, disable=not console.is_terminal
        )
        self._task = self._progress.add_task("", total=size, companies=0, rate=0)
        self._started = time.monotonic()
        self._before: int | None = None

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def follow(self, place: Position) -> None:
        """Moves on to a place of the input."""
        self.at(place.offset, place.companies)

    def at(self, offset: int, companies: int | None = None) -> None:
        """Moves on; what a resumed run found done does not count into its rate."""
        companies = offset if companies is None else companies
        if self._before is None:
            self._before = companies
        spent = max(time.monotonic() - self._started, 0.001)
        rate = int((companies - self._before) / spent)
        self._progress.update(self._task, completed=offset, companies=companies, rate=rate)


def _say(done: Outcome) -> None:
    lines = [
        "1 company screened" if done.companies == 1 else f"{done.companies:,} companies screened",
        f"findings: {done.findings_file}",
        f"totals: {done.companies_file}",
    ]
    if done.bad:
        rows = "1 bad row" if done.bad == 1 else f"{done.bad:,} bad rows"
        lines.append(f"{rows} left out: {done.bad_file}")
    options.say_each(lines)


def _sum_up(done: Outcome, screening: Screening, lang: Lang) -> None:
    found = build.of(
        pl.scan_parquet(done.findings_file),
        pl.scan_parquet(done.companies_file),
        screening.plan,
        screening.legend(),
        screening.year,
        done.bad,
    )
    options.show(summary_table.render(found, Wording(lang)))

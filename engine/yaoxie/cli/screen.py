"""The command `screen`: decides on a whole population, into files."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple, NoReturn, cast

import typer

from yaoxie.advice import situation
from yaoxie.cli import aborts, language, options, output
from yaoxie.cli.options import (
    LangOption,
    ReadingOption,
    RulesOption,
    SeveralMeasuresOption,
    YearOption,
)
from yaoxie.errors import Fault, InputError, ProgramError
from yaoxie.messages import Message
from yaoxie.render.wording import Wording
from yaoxie.rulebook import Rulebook

if TYPE_CHECKING:  # what screens millions is imported by this command alone, when it runs
    from yaoxie.cli.progress import ProgressBar
    from yaoxie.profile.vocabulary import Vocabulary
    from yaoxie.screening.output import Outcome
    from yaoxie.screening.screening import AnyScreening, Screening
    from yaoxie.screening.targets import Targets
    from yaoxie.tables.batches import BatchSource

ENGINES = ("local", "spark")
MAX_SEGMENT = 10**9


class _Question(NamedTuple):
    """What a screening is asked, checked."""

    source: BatchSource
    screening: AnyScreening
    origin: str  # the rules and the input: a resumed run must have the same


class _Run(NamedTuple):
    """How a screening runs."""

    out: str
    force: bool
    strict: bool
    resume: bool
    segment: int


def screen(
    input_: Annotated[
        str,
        typer.Argument(metavar="INPUT", help="help.input"),
    ],
    out: Annotated[str, typer.Option(metavar="FILE", help="help.findings-out")],
    year: YearOption = None,
    measure: SeveralMeasuresOption = None,
    reading: ReadingOption = None,
    rules: RulesOption = None,
    lang: LangOption = None,
    summary: Annotated[bool, typer.Option("--summary", help="help.summary")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="help.strict-rows")] = False,
    resume: Annotated[bool, typer.Option("--resume", help="help.resume")] = False,
    force: Annotated[bool, typer.Option("--force", help="help.force-run")] = False,
    segment: Annotated[str, typer.Option(metavar="N", help="help.segment")] = "1000000",
    engine: Annotated[str, typer.Option(metavar="local|spark", help="help.engine")] = "local",
    master: Annotated[str, typer.Option(metavar="URL", help="help.master")] = "local[*]",
) -> None:
    """Screen a population: findings, and totals of each company, as Parquet."""
    aborts.start_anew()
    with output.guard(), output.refusing():
        from yaoxie.cli.progress import ProgressBar

        faults: list[Fault] = []
        options.among("/engine", engine, ENGINES, faults)
        faults += options.output_faults(lang, "table")
        size = options.whole_number("/segment", segment, 1, MAX_SEGMENT, faults)
        run = _Run(out, force, strict, resume, size)
        with output.interruptible(lambda: _kept(run)):
            with output.without_native_text():
                names = options.names(measure)
                question = _checked(input_, run, year, names, reading or [], rules, faults)
            if engine == "spark":
                screening = _of_one_measure(question.screening)
                with ProgressBar(question.source.size) as bar:
                    outcome = _screen_on_spark(Path(input_), question, screening, run, master, bar)
            else:
                with output.without_native_text(), ProgressBar(question.source.size) as bar:
                    outcome = _screen(question, run, bar)
        _print_outcome(outcome)
        if summary:
            _print_summary(outcome, question.screening)


def _checked(
    input_: str,
    run: _Run,
    year: str | None,
    measures: list[str],
    reading: list[str],
    rules: str | None,
    faults: list[Fault],
) -> _Question:
    """The question, where all of it is right; else every fault is named, and the command ends."""
    from yaoxie.screening.targets import TABLES, Targets
    from yaoxie.tables.parquet import BATCH

    rulebook = options.attempt(lambda: Rulebook.load(rules), faults)
    readings = options.readings(reading, faults)
    claim_year = cast("int", options.claim_year(year))
    screening: AnyScreening | None = None
    if rulebook is not None:
        compiled = partial(_screening, rulebook, claim_year, measures, readings)
        screening = options.attempt(compiled, faults)
    tables = TABLES if screening is None else screening.tables
    vocabulary = None if rulebook is None else rulebook.library.vocabulary
    targets = options.attempt(lambda: Targets.of(run.out, tables), faults)
    source: BatchSource | None = None
    if aborts.was_aborted:
        options.attempt(lambda: _refuse_unreadable(Path(input_), vocabulary, targets), faults)
    else:
        batch = BATCH if screening is None else screening.slice_size
        source = options.attempt(lambda: _source(input_, vocabulary, batch), faults)
    if targets is not None:
        inputs = () if source is None else source.files
        options.attempt(lambda: targets.check(inputs), faults)
    if faults or rulebook is None or source is None or screening is None:
        output.refuse(faults)
    return _Question(source, screening, f"{rulebook.digest} {source.name}")


def _screening(
    rulebook: Rulebook, year: int, measures: list[str], readings: dict[str, str]
) -> AnyScreening:
    """One measure, or several in one pass. Raises OptionError with every fault of the options."""
    if not situation.asks_several(rulebook.library, measures):
        return rulebook.screening(year, measures[0] if measures else None, readings)
    situation.measures_asked(rulebook.library, year, measures, readings)
    return rulebook.joint_screening(year, measures)


def _source(input_: str, vocabulary: Vocabulary | None, batch: int) -> BatchSource:
    from yaoxie.screening.api import source_of
    from yaoxie.sheets import grids
    from yaoxie.sheets.source import SheetSource

    if grids.is_book(input_):
        return SheetSource(Path(input_), vocabulary)
    return source_of(input_, vocabulary, batch)


def _refuse_unreadable(
    input_: Path, vocabulary: Vocabulary | None, targets: Targets | None
) -> NoReturn:
    """Refuses what the run before was aborted over; what that kept stays, to be resumed."""
    from yaoxie.screening.partial import PartialRun
    from yaoxie.tables import probe, schema
    from yaoxie.tables.folder import Folder

    files: list[Path] = []
    if targets is not None:
        with suppress(InputError, OSError):  # another's, or damaged: the next run says so
            PartialRun(targets.partial, {}).discard_if_empty()
        files += sorted(targets.partial.glob("*.parquet"))
    if input_.is_dir():
        tables = Folder.opened(input_, schema.of(vocabulary)).files.values()
        files = [file for parts in tables for file in parts] + files
    if faults := probe.faults_of(files):
        raise InputError(faults)
    raise ProgramError(Message("cli.aborted"))


def _screen(question: _Question, run: _Run, bar: ProgressBar) -> Outcome:
    from yaoxie.screening import output as files

    return files.screen(
        question.source,
        question.screening,
        files.Output(
            run.out,
            question.screening,
            question.origin,
            inputs=question.source.files,
            force=run.force,
        ),
        resume=run.resume,
        strict=run.strict,
        progress=lambda position: bar.advance_to(position.offset, position.companies),
        segment=run.segment,
    )


def _of_one_measure(screening: AnyScreening) -> Screening:
    """The screening, where it is of one measure: Spark takes no other."""
    from yaoxie.screening.screening import Screening

    if not isinstance(screening, Screening):
        names = [plan.measure.id for plan in screening.plans]
        expected = Message("cli.one-measure-on-spark")
        output.refuse([Fault("/measure", names, expected)])
    return screening


def _screen_on_spark(
    folder: Path,
    question: _Question,
    screening: Screening,
    run: _Run,
    master: str,
    bar: ProgressBar,
) -> Outcome:
    from yaoxie.screening.spark import driver
    from yaoxie.screening.spark.parts import Parts
    from yaoxie.screening.spark.session import Cluster

    return driver.screen(
        folder,
        screening,
        Parts(
            Path(run.out),
            screening,
            question.origin,
            inputs=question.source.files,
            force=run.force,
        ),
        Cluster(master),
        resume=run.resume,
        strict=run.strict,
        progress=lambda position: bar.advance_to(position.offset, position.companies),
    )


def _kept(run: _Run) -> Message:
    """What a run that is interrupted leaves behind."""
    from yaoxie.screening.targets import Targets

    folder = Targets.of(run.out).partial
    if not folder.exists():
        return Message("cli.nothing-kept")
    return Message("cli.kept", folder=folder)


def _print_outcome(outcome: Outcome) -> None:
    companies = outcome.companies
    count = Message("cli.company" if companies == 1 else "cli.companies", count=f"{companies:,}")
    done = Message(
        "cli.screened-before" if outcome.was_finished else "cli.screened", companies=count
    )
    lines = [
        done,
        Message("cli.findings-file", file=outcome.findings_file),
        Message("cli.totals-file", file=outcome.companies_file),
    ]
    if outcome.totals_file is not None:
        lines.append(Message("cli.all-totals-file", file=outcome.totals_file))
    if outcome.bad:
        rows = Message(
            "cli.bad-row" if outcome.bad == 1 else "cli.bad-rows", count=f"{outcome.bad:,}"
        )
        lines.append(Message("cli.left-out", rows=rows, file=outcome.bad_file))
    output.print_messages(lines)


def _print_summary(outcome: Outcome, screening: AnyScreening) -> None:
    from yaoxie.render import summary as summary_table
    from yaoxie.screening.screening import Screening
    from yaoxie.screening.summary import build
    from yaoxie.tables import parquet_files

    findings = parquet_files.scan(outcome.findings_file)
    companies = parquet_files.scan(outcome.companies_file)
    about = (screening.year, outcome.bad)
    if isinstance(screening, Screening):
        legend = screening.legend()
        summaries = iter([build.of(findings, companies, screening.plan, legend, *about)])
    else:
        totals = parquet_files.scan(cast("Path", outcome.totals_file))
        of_all = (totals, screening.plans, screening.legends)
        summaries = build.of_measures(findings, companies, *of_all, *about)
    wording = Wording(language.current(), screening.vocabulary)
    for summary in summaries:
        output.show(summary_table.render(summary, wording))

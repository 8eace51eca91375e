"""The command `screen`: decides on a whole population, into files."""

from __future__ import annotations

import codecs
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple, NoReturn, cast

import typer

from yaoxie.advice import situation
from yaoxie.cli import aborts, language, options, output, screen_summary
from yaoxie.cli.options import (
    LangOption,
    PlainOption,
    ReadingOption,
    RulesOption,
    SeveralMeasuresOption,
    YearOption,
)
from yaoxie.cli.printing import Printer
from yaoxie.errors import Fault, InputError, ProgramError
from yaoxie.messages import Message
from yaoxie.render.wording import Wording
from yaoxie.rulebook import Rulebook
from yaoxie.rules.library import Library

if TYPE_CHECKING:  # what screens millions is imported by this command alone, when it runs
    from concurrent.futures import Future, ThreadPoolExecutor

    from yaoxie.cli.progress import ProgressBar
    from yaoxie.profile.vocabulary import Vocabulary
    from yaoxie.screening.formats import Format
    from yaoxie.screening.output import Outcome
    from yaoxie.screening.screening import AnyScreening
    from yaoxie.screening.targets import Targets
    from yaoxie.tables.batches import BatchSource
    from yaoxie.tables.parquet import TableSource

ENGINES = ("local", "spark")
MAX_SEGMENT = 10**9
STANDARD = "-"  # standard input, or standard output
_PIECE = 1 << 20  # bytes


class _Question(NamedTuple):
    """What a screening is asked, checked."""

    source: BatchSource
    screening: AnyScreening
    origin: str  # the rules and the input: a resumed run must have the same
    library: Library


class _Run(NamedTuple):
    """How a screening runs, and what it writes."""

    out: str
    force: bool
    strict: bool
    resume: bool
    segment: int
    open_only: bool
    reasons: bool
    summaries: tuple[Path, ...]
    by: tuple[str, ...]

    @property
    def is_parquet(self) -> bool:
        """Whether the result is Parquet, which says of itself what it holds."""
        from yaoxie.screening.targets import PARQUET, SUFFIXES

        suffix = Path(self.out).suffix
        return self.out != STANDARD and (suffix == PARQUET or suffix not in SUFFIXES)


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
    summary_out: Annotated[
        list[str] | None,
        typer.Option("--summary-out", metavar="FILE", help="help.summary-out", show_default=False),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="help.strict-rows")] = False,
    resume: Annotated[bool, typer.Option("--resume", help="help.resume")] = False,
    force: Annotated[bool, typer.Option("--force", help="help.force-run")] = False,
    segment: Annotated[str, typer.Option(metavar="N", help="help.segment")] = "1000000",
    open_only: Annotated[bool, typer.Option("--open-only", help="help.open-only")] = False,
    reasons: Annotated[bool, typer.Option("--reasons", help="help.reasons")] = False,
    by: Annotated[
        list[str] | None,
        typer.Option("--by", metavar="FIELD", help="help.by-field", show_default=False),
    ] = None,
    plain: PlainOption = False,
    engine: Annotated[str, typer.Option(metavar="local|spark", help="help.engine")] = "local",
    master: Annotated[str, typer.Option(metavar="URL", help="help.master")] = "local[*]",
) -> None:
    """Screen a population: findings, and totals of each company."""
    # Memory that a slice has left is for the next: Polars would give it back in half a second.
    os.environ.setdefault("_RJEM_MALLOC_CONF", "dirty_decay_ms:10000,muzzy_decay_ms:-1")
    # No algebra is done here, whose threads would wait for it by turning round.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    if input_ != STANDARD:  # which cannot be read a second time
        aborts.start_anew()
    with output.guard(), output.refusing(), ExitStack() as stack:
        from yaoxie.cli.progress import ProgressBar

        faults: list[Fault] = []
        options.among("/engine", engine, ENGINES, faults)
        faults += options.output_faults(lang, "table")
        size = options.whole_number("/segment", segment, 1, MAX_SEGMENT, faults)
        summaries = tuple(Path(name) for name in summary_out or ())
        run = _Run(
            out,
            force,
            strict,
            resume,
            size,
            open_only,
            reasons,
            summaries,
            tuple(options.names(by)),
        )
        faults += _stream_faults(input_, run, engine, summary=summary)
        if plain and not summary:
            faults.append(Fault("/plain", "--plain", Message("cli.of-summary")))
        with output.interruptible(lambda: _kept(out)):
            if not faults:
                input_, run = _files_of_streams(input_, run, stack)
            with output.without_native_text():
                names = options.names(measure)
                question = _checked(input_, run, year, names, reading or [], rules, faults)
            if engine == "spark":
                with ProgressBar(question.source.size) as bar:
                    outcome = _screen_on_spark(Path(input_), question, run, master, bar)
            else:
                with output.without_native_text(), ProgressBar(question.source.size) as bar:
                    outcome = _screen(question, run, bar)
        if out == STANDARD:
            _write_out(outcome)
        else:
            _print_outcome(outcome)
        if summary or summaries:
            shown = Printer(plain=plain) if summary else None
            words = Wording.of(question.library, language.current())
            screen_summary.write(outcome, question.screening, summaries, shown, words)


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
    from concurrent.futures import ThreadPoolExecutor

    from yaoxie.screening.targets import TABLES, Targets
    from yaoxie.tables.parquet import BATCH

    with ThreadPoolExecutor(1, "opening") as threads:
        opening = _opening(input_, rules, threads)
        rulebook = options.attempt(lambda: Rulebook.load(rules), faults)
    readings = options.readings(reading, faults)
    claim_year = cast("int", options.claim_year(year))
    screening: AnyScreening | None = None
    if rulebook is not None:
        compiled = partial(_screening, rulebook, claim_year, measures, readings, run)
        screening = options.attempt(compiled, faults)
    tables = TABLES if screening is None else screening.tables
    vocabulary = None if rulebook is None else rulebook.library.vocabulary
    targets = options.attempt(lambda: Targets.of(run.out, tables), faults)
    source: BatchSource | None = None
    if aborts.was_aborted:
        options.attempt(lambda: _refuse_unreadable(Path(input_), vocabulary, targets), faults)
    else:
        batch = BATCH if screening is None else screening.slice_size
        source = options.attempt(lambda: _source(input_, vocabulary, batch, opening), faults)
    if targets is not None:
        inputs = () if source is None else source.files
        options.attempt(lambda: targets.check(inputs), faults)
        others = (*targets.files, *inputs)
        faults += screen_summary.faults(run.summaries, others, force=run.force)
    if faults or rulebook is None or source is None or screening is None:
        output.refuse(faults)
    origin = f"{rulebook.digest} {source.name}"
    return _Question(source, screening, origin, rulebook.library)


def _stream_faults(input_: str, run: _Run, engine: str, *, summary: bool) -> Iterator[Fault]:
    """Options that make no sense of streams, or of the form of the result."""
    if input_ == STANDARD:
        if run.resume:
            yield Fault("/resume", input_, Message("cli.input-in-file"))
        if sys.stdin is None:
            yield Fault("", input_, Message("sources.open-input"))
    if run.out == STANDARD:
        wanted = {"resume": run.resume, "reasons": run.reasons, "force": run.force}
        for name, is_wanted in wanted.items():
            if is_wanted:
                yield Fault(f"/{name}", run.out, Message("cli.into-files"))
    if run.open_only or not run.is_parquet:
        asked = {"summary": summary, "summary-out": bool(run.summaries)}
        for name, is_asked in asked.items():
            if is_asked:
                yield Fault(f"/{name}", run.out, Message("cli.summary-of-parquet"))
    if engine == "spark":
        yield from _spark_faults(input_, run)


def _spark_faults(input_: str, run: _Run) -> Iterator[Fault]:
    from yaoxie.sheets import grids

    if grids.is_book(input_):
        yield Fault("", input_, Message("screening.spark-input"), file=input_)
    if run.out == STANDARD:
        yield Fault("/out", run.out, Message("cli.into-files"))


def _files_of_streams(input_: str, run: _Run, stack: ExitStack) -> tuple[str, _Run]:
    """Standard input as a file, which can be read from any place; and a file for what goes out."""
    if STANDARD not in (input_, run.out):
        return input_, run
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="yaoxie-")))
    if input_ == STANDARD:
        lines = folder / "standard-input"
        with lines.open("wb") as file:
            shutil.copyfileobj(sys.stdin.buffer, file)
        input_ = str(lines)
    if run.out == STANDARD:
        run = run._replace(out=str(folder / "findings.csv"))
    return input_, run


def _screening(
    rulebook: Rulebook, year: int, measures: list[str], readings: dict[str, str], run: _Run
) -> AnyScreening:
    """One measure, or several in one pass. Raises OptionError with every fault of the options."""
    contents: dict[str, Any] = {
        "open_only": run.open_only,
        "reasons": run.reasons,
        "by": run.by,
    }
    situation.measures_asked(rulebook.library, year, measures or None, readings)
    if not situation.asks_several(rulebook.library, measures):
        name = measures[0] if measures else None
        return rulebook.screening(year, name, readings, **contents)
    return rulebook.joint_screening(year, measures, **contents)


def _opening(
    input_: str, rules: str | None, threads: ThreadPoolExecutor
) -> Future[TableSource] | None:
    """A folder's tables, whose order is checked while the packaged rules are read.

    None where that must wait: rules of one's own may bring words that tables hold.
    """
    from yaoxie.sheets import grids
    from yaoxie.tables.parquet import folder_source

    if rules is not None or aborts.was_aborted or grids.is_book(input_):
        return None
    return threads.submit(folder_source, Path(input_)) if Path(input_).is_dir() else None


def _source(
    input_: str,
    vocabulary: Vocabulary | None,
    batch: int,
    opening: Future[TableSource] | None,
) -> BatchSource:
    from yaoxie.screening.api import source_of
    from yaoxie.sheets import grids
    from yaoxie.sheets.source import SheetSource

    if opening is not None:
        tables = opening.result()
        tables.batch = batch
        return tables
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
            stopped = PartialRun(targets.partial, {})
            stopped.discard_if_empty()
            files += stopped.kept_tables()
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
            formats=_formats(run, question),
        ),
        resume=run.resume,
        strict=run.strict,
        progress=lambda position: bar.advance_to(position.offset, position.companies),
        segment=run.segment,
    )


def _formats(run: _Run, question: _Question) -> Mapping[str, Format]:
    """How files that are not Parquet are written; workbooks, for people, in their language."""
    from yaoxie.screening.formats import FORMATS
    from yaoxie.screening.targets import WORKBOOK

    if Path(run.out).suffix != WORKBOOK:
        return FORMATS
    from yaoxie.render import screened_book
    from yaoxie.render.screened_words import ScreenedWords

    words: ScreenedWords | None = None
    if language.current() == "zh":
        wording = Wording.of(question.library, "zh")
        words = ScreenedWords(wording, question.library, question.screening.legends)
    return {**FORMATS, WORKBOOK: screened_book.workbook(words)}


def _screen_on_spark(
    population: Path, question: _Question, run: _Run, master: str, bar: ProgressBar
) -> Outcome:
    from yaoxie.screening.spark import driver
    from yaoxie.screening.spark.parts import Parts
    from yaoxie.screening.spark.session import Cluster

    return driver.screen(
        population,
        question.screening,
        Parts(
            Path(run.out),
            question.screening,
            question.origin,
            inputs=question.source.files,
            force=run.force,
            formats=_formats(run, question),
        ),
        Cluster(master),
        resume=run.resume,
        strict=run.strict,
        progress=lambda position: bar.advance_to(position.offset, position.companies),
    )


def _kept(out: str) -> Message:
    """What a run that is interrupted leaves behind."""
    from yaoxie.screening.targets import Targets

    folder = Targets.of(out).partial
    if out == STANDARD or not folder.exists():
        return Message("cli.nothing-kept")
    return Message("cli.kept", folder=folder)


def _print_outcome(outcome: Outcome) -> None:
    lines = [
        _screened(outcome),
        Message("cli.findings-file", file=outcome.findings_file),
        Message("cli.totals-file", file=outcome.companies_file),
    ]
    if outcome.totals_file is not None:
        lines.append(Message("cli.all-totals-file", file=outcome.totals_file))
    if outcome.reasons_file is not None:
        lines.append(Message("cli.reasons-file", file=outcome.reasons_file))
    if outcome.about_file is not None:
        lines.append(Message("cli.about-file", file=outcome.about_file))
    if outcome.bad:
        rows = _bad_rows(outcome)
        lines.append(Message("cli.left-out", rows=rows, file=outcome.bad_file))
    output.print_messages(lines)


def _screened(outcome: Outcome) -> Message:
    companies = outcome.companies
    count = Message("cli.company" if companies == 1 else "cli.companies", count=f"{companies:,}")
    return Message(
        "cli.screened-before" if outcome.was_finished else "cli.screened", companies=count
    )


def _bad_rows(outcome: Outcome) -> Message:
    return Message("cli.bad-row" if outcome.bad == 1 else "cli.bad-rows", count=f"{outcome.bad:,}")


def _write_out(outcome: Outcome) -> None:
    """The findings to standard output; how many companies there were, and bad rows, beside it."""
    with outcome.findings_file.open("rb") as file:
        file.seek(len(codecs.BOM_UTF8))  # spreadsheets want it, and no pipe does
        while piece := file.read(_PIECE):
            output.write(piece)
    lines = [_screened(outcome)]
    if outcome.bad:
        lines.append(Message("cli.left-out-here", rows=_bad_rows(outcome)))
    output.print_messages(lines)
    output.print_errors(outcome.bad_file.read_text(encoding="utf-8").splitlines())

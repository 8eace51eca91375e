"""Screening to files: written beside the result's name, and renamed when all of them are whole.

The output grows segment by segment. Each segment is a file of its own until the last is done; a
run that was stopped goes on after the last whole one, so that no row is lost and none doubled.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

import polars as pl

from yaoxie.errors import Fault, InputError
from yaoxie.messages import Message
from yaoxie.screening.formats import FORMATS, Format
from yaoxie.screening.partial import PartialRun, sync_folder, writing
from yaoxie.screening.screening import AnyScreened, AnyScreening
from yaoxie.screening.segments import Segment, sink, sync
from yaoxie.screening.targets import Targets
from yaoxie.tables import parquet_files
from yaoxie.tables.batches import (
    START,
    BadRow,
    Batch,
    BatchSource,
    Pending,
    Position,
    ahead,
    unchecked,
    worked,
)

SEGMENT = 1_000_000  # companies
_RUN = "yaoxie.run"  # in the metadata of a result: the digest of the run's identity
_SHOWN = 20  # bad rows of an input that has no others

Progress = Callable[[Position], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run has written: companies screened, those left out, and the files.

    `tables`: the file of each table by its name; `about_file`: what they hold, where they cannot
    say so themselves. `was_finished`: the files were there already, of
    an earlier run of the same.
    """

    companies: int
    bad: int
    tables: Mapping[str, Path]
    bad_file: Path
    about_file: Path | None = None
    was_finished: bool = False

    @property
    def findings_file(self) -> Path:
        """The findings."""
        return self.tables["findings"]

    @property
    def companies_file(self) -> Path:
        """The totals of companies, measure by measure."""
        return self.tables["companies"]

    @property
    def totals_file(self) -> Path | None:
        """What several measures bring each company together."""
        return self.tables.get("totals")

    @property
    def reasons_file(self) -> Path | None:
        """The reasons of findings in words, where they were asked for."""
        return self.tables.get("reasons")


class Output:
    """The files of one run: `OUT`, beside it the companies' totals and the bad rows."""

    def __init__(
        self,
        out: str | Path,
        screening: AnyScreening,
        origin: str,
        *,
        inputs: Iterable[Path] = (),
        force: bool = False,
        formats: Mapping[str, Format] = FORMATS,
    ) -> None:
        """`origin` names the input and the rules: a resumed run must have the same.

        `inputs` are files that must not be written; with `force`, a finished or stopped run that
        is in the way is replaced. `formats`: how files are written by their ending, but for
        Parquet. Raises InputError where the files must not be written.
        """
        self._targets = Targets.of(out, screening.tables)
        self._targets.check(inputs)
        self._force = force
        self._run = PartialRun(self._targets.partial, {**screening.question(), "origin": origin})
        self._description = screening.description()
        text = json.dumps(self._description, ensure_ascii=False)
        identity = json.dumps(self._run.identity, sort_keys=True).encode()
        self._metadata = {"yaoxie": text, _RUN: hashlib.sha256(identity).hexdigest()}
        self._by_company = screening.by_company
        self._format = None if self._targets.about is None else formats[self._targets.suffix]

    @property
    def _folder(self) -> Path:
        return self._run.folder

    def finished(self) -> Outcome | None:
        """What an earlier run of the same input and options has finished.

        None where there is no result, or where a stopped run is to be resumed. Raises InputError
        where the result is of another run.
        """
        existing = self._targets.existing()
        if self._folder.exists() or not existing or self._force:
            return None
        if len(existing) < len(self._targets.files) or not self._is_of_this_run():
            raise InputError([self._in_the_way(existing[-1])])
        companies = self._finished_companies()
        with self._targets.bad.open("rb") as lines:
            bad = sum(1 for _ in lines)
        return self._outcome(companies, bad, was_finished=True)

    def _finished_companies(self) -> int:
        """How many companies a finished result has."""
        if self._targets.about is not None:
            screened: int = json.loads(self._targets.about.read_bytes())["companies"]
            return screened
        by_company = parquet_files.scan(self._targets.tables[self._by_company])
        counted: int = by_company.select(pl.len()).collect().item()
        return counted

    def _is_of_this_run(self) -> bool:
        if self._targets.about is not None:
            try:
                about = json.loads(self._targets.about.read_bytes())
                return isinstance(about["companies"], int) and about["run"] == self._metadata[_RUN]
            except (OSError, ValueError, KeyError, TypeError):
                return False
        files = self._targets.tables.values()
        try:
            runs = {pl.read_parquet_metadata(file).get(_RUN) for file in files}
        except parquet_files.UNREADABLE:
            return False
        return runs == {self._metadata[_RUN]}

    def _in_the_way(self, file: Path) -> Fault:
        return Fault("/out", str(file), Message("screening.no-other-result"))

    def open(self, *, resume: bool) -> Position:
        """Where the run starts: at the beginning, or after the last whole segment.

        Raises InputError where the result of another run is in the way, or what a stopped one
        left; where another run is under way; and where what was kept is damaged or not of this run.
        """
        is_resumed = self._run.open(resume=resume, force=self._force)
        existing = self._targets.existing()
        if existing and not self._force and not self._run.is_naming:
            self.release() if is_resumed else self.discard()
            raise InputError([self._in_the_way(existing[-1])])
        segments = self._run.segments
        return Position(*segments[-1]["end"]) if segments else START

    @property
    def kept(self) -> int:
        """How many segments are whole."""
        return len(self._run.segments)

    @property
    def counts(self) -> tuple[int, int]:
        """Companies screened and left out, in the segments that are whole."""
        segments = self._run.segments
        screened = sum(segment["screened"] for segment in segments)
        return screened, sum(segment["bad"] for segment in segments)

    def kept_faults(self, most: int | None = None) -> Iterator[Fault]:
        """The faults of the bad rows that are kept, or of so many of these at most."""
        for row in islice(self._kept_rows(), most):
            for fault in row["faults"]:
                yield _numbered(Fault.from_dict(fault), row["company"])

    def _kept_rows(self) -> Iterator[dict[str, Any]]:
        for number, segment in enumerate(self._run.segments):
            if segment["bad"]:
                with (self._folder / f"bad-{number}.ndjson").open("rb") as lines:
                    yield from map(json.loads, lines)

    def segment(self) -> Segment:
        """A new segment, to be filled and then kept."""
        with writing(self._folder):
            return Segment(self._folder, self.kept, self._metadata)

    def keep(self, segment: Segment, end: Position) -> None:
        """Makes a whole segment part of the result."""
        entry = {
            "end": list(end),
            "screened": segment.screened,
            "bad": segment.bad_count,
            "rows": segment.rows,
        }
        with writing(self._folder):
            self._run.keep(entry, segment.files)

    def discard(self) -> None:
        """Forgets all that was written."""
        self._run.discard()

    def release(self) -> None:
        """Leaves what is kept to be resumed."""
        self._run.release()

    def finish(self) -> Outcome:
        """Joins the segments, and gives the files their names, the findings last.

        What fails leaves no file under a new name. A run that is killed between two names leaves
        its folder behind, and gives the other names when it is resumed: where the findings stand,
        so do the other files. Every step may be done again.
        """
        screened, bad = self.counts
        with writing(self._folder):
            if not self._run.is_naming:
                self._join_lines()
                for table in self._targets.tables:
                    self._join(table)
                self._write_about(screened)
                self._run.is_naming = True
                self._run.save()
        self._name_files()
        self.discard()
        return self._outcome(screened, bad)

    def _join_lines(self) -> None:
        whole = self._folder / "bad.ndjson"
        with whole.open("wb") as joined:
            for number in range(self.kept):
                with (self._folder / f"bad-{number}.ndjson").open("rb") as part:
                    shutil.copyfileobj(part, joined)
        sync(whole)

    def _join(self, table: str) -> None:
        files = [self._folder / f"{table}-{number}.parquet" for number in range(self.kept)]
        whole = self._folder / f"{table}{self._targets.suffix}"
        whole.unlink(missing_ok=True)
        if self._format is not None:
            rows = parquet_files.scan(files)
            if self._format.most_rows is not None:
                count = rows.select(pl.len()).collect().item()
                self._check_rows(table, count, self._format.most_rows)
            self._format.write(rows, whole)
            sync(whole)
        elif len(files) == 1:
            try:
                whole.hardlink_to(files[0])
            except OSError:  # not every file system has links
                shutil.copyfile(files[0], whole)
                sync(whole)
        else:
            sink(parquet_files.scan(files), whole, self._metadata)

    def _write_about(self, companies: int) -> None:
        """What files that cannot say so themselves hold, and of which run they are."""
        if self._targets.about is not None:
            about = self._folder / "about.json"
            of_run = {"run": self._metadata[_RUN], "companies": companies}
            text = json.dumps({**self._description, **of_run}, ensure_ascii=False, indent=1)
            about.write_text(text, encoding="utf-8")
            sync(about)

    def check_rows(self, segment: Segment) -> None:
        """Raises TooManyRowsError where a file would have more rows than its form holds."""
        if self._format is None or self._format.most_rows is None:
            return
        for table, count in segment.rows.items():
            rows = count + sum(kept["rows"][table] for kept in self._run.segments)
            self._check_rows(table, rows, self._format.most_rows)

    def _check_rows(self, table: str, rows: int, most: int) -> None:
        if rows > most:
            value = Message("screening.rows", count=f"{rows:,}")
            expected = Message("screening.at-most-rows", most=f"{most:,}")
            file = str(self._targets.tables[table])
            raise TooManyRowsError([Fault("/out", value, expected, file=file)])

    def _name_files(self) -> None:
        # A file that is not there has its name already, by a run that was killed in between.
        moves = [
            _Move(file, target, self._folder / f"old-{file.stem}")
            for file, target in self._targets.staged.items()
            if file.exists()
        ]
        in_the_way = [move.target for move in moves if move.target.exists()]
        if in_the_way and not self._force:
            raise InputError([self._in_the_way(in_the_way[-1])])
        with writing(self._targets.findings):
            try:
                for move in moves:
                    move.do()
            except BaseException:
                for move in reversed(moves):
                    move.undo()
                raise
            sync_folder(self._targets.findings.absolute().parent)

    def _outcome(self, companies: int, bad: int, *, was_finished: bool = False) -> Outcome:
        targets = self._targets
        return Outcome(companies, bad, targets.tables, targets.bad, targets.about, was_finished)


@dataclass(frozen=True, slots=True)
class _Move:
    """A file that takes its name; what had the name before is put aside."""

    file: Path
    target: Path
    old: Path

    def do(self) -> None:
        if self.target.exists():
            self.target.replace(self.old)
        self.file.replace(self.target)

    def undo(self) -> None:
        if self.target.exists() and not self.file.exists():
            self.target.replace(self.file)
        if self.old.exists():
            self.old.replace(self.target)


def numbered(bad: Iterable[BadRow]) -> list[Fault]:
    """The faults of bad rows, each with the number of its company before its pointer."""
    return [_numbered(fault, row.number) for row in bad for fault in row.faults]


def _numbered(fault: Fault, number: int) -> Fault:
    pointer = f"{number}: {fault.pointer}" if fault.pointer else f"{number}"
    return replace(fault, pointer=pointer, line=None, column=None)


def screen(
    source: BatchSource,
    screening: AnyScreening,
    output: Output,
    *,
    resume: bool = False,
    strict: bool = False,
    progress: Progress = lambda _: None,
    segment: int = SEGMENT,
) -> Outcome:
    """Screens a source into files.

    `strict`: the first batch with bad rows ends it, with an InputError that has their faults.
    Raises InputError, too, where no company at all is without faults, where the input changes while
    it is read, and where the files cannot be written; what was kept may then be resumed.
    """
    if resume and (outcome := output.finished()) is not None:
        return outcome
    start = output.open(resume=resume)
    try:
        if strict and (faults := list(output.kept_faults())):
            raise InputError(faults)
        try:
            bad = _fill(source, screening, output, start, _Options(strict, progress, segment))
        except BadRowsError:
            if start == START:
                output.discard()
            raise
        check_end(source, output, numbered(bad))
        return output.finish()
    except TooManyRowsError:  # a run that is resumed would come no further
        output.discard()
        raise
    finally:
        if not output.kept:  # nothing to go on with
            output.discard()
        output.release()


@dataclass(frozen=True, slots=True)
class _Options:
    strict: bool
    progress: Progress
    segment: int


def _fill(
    source: BatchSource, screening: AnyScreening, output: Output, start: Position, options: _Options
) -> list[BadRow]:
    """Screens what is left of a source into segments; gives the first bad rows."""
    options.progress(start)
    current: Segment | None = None
    end = start
    first_bad: list[BadRow] = []
    with (
        closing(ahead(unchecked(source, start))) as batches,
        closing(worked(batches, partial(_screened, screening))) as screened,
    ):
        try:
            for batch, decisions in screened:
                if options.strict and batch.bad:
                    raise BadRowsError(numbered(batch.bad))
                first_bad += batch.bad[: _SHOWN - len(first_bad)]
                current = current or output.segment()
                current.add(decisions, batch.bad)
                output.check_rows(current)
                end = batch.end
                options.progress(end)
                if current.screened + current.bad_count >= options.segment:
                    current.close()
                    output.keep(current, end)
                    current = None
            if end == START:  # an input without a single company still has a result
                current = output.segment()
                current.add(screening.run(screening.empty_tables()), [])
            if current is not None:
                current.close()
                output.keep(current, end)
                current = None
        finally:
            if current is not None:
                current.abandon()
    return first_bad


def _screened(screening: AnyScreening, read: Pending) -> tuple[Batch, AnyScreened]:
    batch = read()
    return batch, screening.run(batch.tables)


class TooManyRowsError(InputError):
    """More rows than the form of a file holds."""


class BadRowsError(InputError):
    """Bad rows where none may be."""


def check_end(source: BatchSource, output: Output, first_bad: Sequence[Fault] = ()) -> None:
    """Raises InputError where the input is not what it was, or holds no company that is good.

    `first_bad`: the faults of the first bad rows, as they were found (default: as they are kept).
    Nothing is kept then: no later run has this input, or has more of it.
    """
    screened, bad = output.counts
    faults = source.changes()
    if bad and not screened:
        faults += [*(first_bad or output.kept_faults(_SHOWN)), _all_bad(bad)]
    if faults:
        output.discard()
        raise InputError(faults)


def _all_bad(bad: int) -> Fault:
    rows = Message("screening.bad-row-alone")
    if bad > 1:
        rows = Message("screening.bad-rows-alone", count=f"{bad:,}")
    return Fault("", rows, Message("screening.one-good"))

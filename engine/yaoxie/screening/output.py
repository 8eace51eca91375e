"""Screening to files: written beside the result's name, and renamed when whole.

The output grows segment by segment. Each segment is a file of its own until the last is done; a
run that was stopped goes on after the last whole one, so that no row is lost and none doubled.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import polars as pl

from yaoxie.errors import Fault, InputError
from yaoxie.screening.screening import Screening
from yaoxie.screening.segments import Segment, sink
from yaoxie.tables import schema
from yaoxie.tables.batches import START, BadRow, BatchSource, Position, ahead, worked

SEGMENT = 1_000_000  # companies

Progress = Callable[[Position], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run has written: companies screened, those left out, and the files."""

    companies: int
    bad: int
    findings_file: Path
    companies_file: Path
    bad_file: Path


class Output:
    """The files of one run: `OUT`, beside it the companies' totals and the bad rows."""

    def __init__(self, out: Path, screening: Screening, origin: str) -> None:
        """`origin` names the input and the rules: a resumed run must have the same."""
        self.findings = out
        self.companies = out.with_name(f"{out.stem}.companies.parquet")
        self.bad = out.with_name(f"{out.stem}.bad.ndjson")
        self._folder = out.with_name(f"{out.name}.partial")
        plan = screening.plan
        legend = {
            "measure": plan.measure.id,
            "claim_year": screening.year,
            "readings": plan.readings,
        }
        self._identity: dict[str, Any] = {**legend, "origin": origin}
        text = json.dumps({**legend, "reasons": screening.legend()}, ensure_ascii=False)
        self._metadata = {"yaoxie": text}
        self._state: dict[str, Any] = {"identity": self._identity, "segments": []}

    def open(self, *, resume: bool) -> Position:
        """Where the run starts: at the beginning, or after the last whole segment.

        Raises InputError where what a stopped run left is in the way, or belongs to another run.
        """
        state = self._folder / "state.json"
        if state.exists():
            if not resume:
                expected = "no stopped run; --resume goes on with it, or remove the folder"
                raise InputError([Fault("/out", str(self._folder), expected)])
            found = json.loads(state.read_text(encoding="utf-8"))
            if found["identity"] != self._identity:
                expected = "the same input, rules and options as the run that was stopped"
                raise InputError([Fault("/resume", str(self._folder), expected)])
            self._state = found
        else:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder.mkdir(parents=True)
            self._save()
        segments = self._state["segments"]
        return Position(*segments[-1]["end"]) if segments else START

    @property
    def kept(self) -> int:
        """How many segments are whole."""
        return len(self._state["segments"])

    @property
    def counts(self) -> tuple[int, int]:
        """Companies screened and left out, in the segments that are whole."""
        segments = self._state["segments"]
        return sum(one["screened"] for one in segments), sum(one["bad"] for one in segments)

    def segment(self) -> Segment:
        """A new segment, to be filled and then kept."""
        return Segment(self._folder, len(self._state["segments"]), self._metadata)

    def keep(self, segment: Segment, end: Position) -> None:
        """Makes a whole segment part of the result."""
        entry = {"end": list(end), "screened": segment.screened, "bad": segment.bad_count}
        self._state["segments"].append(entry)
        self._save()

    def discard(self) -> None:
        """Forgets all that was written; without its state, the rest is no run to go on with."""
        (self._folder / "state.json").unlink(missing_ok=True)
        shutil.rmtree(self._folder, ignore_errors=True)

    def finish(self) -> Outcome:
        """Joins the segments under the names of the result, the findings last.

        Every step may be done again, should a run be killed here and resumed.
        """
        count = len(self._state["segments"])
        whole = self._folder / "bad.ndjson"
        with whole.open("wb") as joined:
            for number in range(count):
                with (self._folder / f"bad-{number}.ndjson").open("rb") as part:
                    shutil.copyfileobj(part, joined)
        screened, bad = self.counts
        whole.replace(self.bad)
        for table, target in (("companies", self.companies), ("findings", self.findings)):
            self._join(table, count).replace(target)
        self.discard()
        return Outcome(screened, bad, self.findings, self.companies, self.bad)

    def _join(self, table: str, count: int) -> Path:
        files = [self._folder / f"{table}-{number}.parquet" for number in range(count)]
        whole = self._folder / f"{table}.parquet"
        whole.unlink(missing_ok=True)
        if len(files) == 1:
            whole.hardlink_to(files[0])
        else:
            sink(pl.scan_parquet(files), whole, self._metadata)
        return whole

    def _save(self) -> None:
        fresh = self._folder / "state.new.json"
        with fresh.open("w", encoding="utf-8") as file:
            json.dump(self._state, file)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self._folder / "state.json")


def numbered(bad: list[BadRow]) -> list[Fault]:
    """The faults of bad rows, each with the number of its company before its pointer."""
    return [
        replace(
            fault,
            pointer=f"{row.number}: {fault.pointer}" if fault.pointer else f"{row.number}",
            line=None,
            column=None,
        )
        for row in bad
        for fault in row.faults
    ]


def screen(
    source: BatchSource,
    screening: Screening,
    output: Output,
    *,
    resume: bool = False,
    strict: bool = False,
    progress: Progress = lambda _: None,
    segment: int = SEGMENT,
) -> Outcome:
    """Screens a source into files.

    `strict`: the first batch with bad rows ends it, with an InputError that has their faults.
    """
    start = output.open(resume=resume)
    progress(start)
    current: Segment | None = None
    end = start
    batches = ahead(source.batches(start))
    screened = worked(batches, lambda batch: screening.run(batch.tables))
    try:
        for batch, found in screened:
            if strict and batch.bad:
                output.discard()
                raise InputError(numbered(batch.bad))
            if current is None:
                current = output.segment()
            current.add(found, batch.bad)
            end = batch.end
            progress(end)
            if current.screened + current.bad_count >= segment:
                current.close()
                output.keep(current, end)
                current = None
        if end == START:  # an input without a single company still has a result
            current = output.segment()
            current.add(screening.run({name: schema.empty(name) for name in schema.TABLES}), [])
        if current is not None:
            current.close()
            output.keep(current, end)
            current = None
    finally:
        screened.close()
        batches.close()
        if current is not None:
            current.abandon()
        if not output.kept:  # nothing to go on with
            output.discard()
    return output.finish()

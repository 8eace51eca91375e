"""Screening on a Spark cluster: the plan of a local run, slice by slice, on many workers.

What goes to Spark is where each slice starts, and what comes back are the numbers of parts.
Workers read the input and write the findings themselves, so that neither passes through Java.
"""

from __future__ import annotations

import importlib
import pickle
import re
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from yaoxie.errors import Fault, InputError, ProgramError
from yaoxie.messages import Message
from yaoxie.screening import output as local
from yaoxie.screening.output import BadRowsError, Outcome, Progress
from yaoxie.screening.screening import AnyScreening
from yaoxie.screening.spark import task
from yaoxie.screening.spark.parts import Parts
from yaoxie.screening.spark.session import Cluster, session
from yaoxie.tables.batches import START, PartSource
from yaoxie.tables.ndjson.source import BATCH_BYTES, NdjsonSource
from yaoxie.tables.parquet import folder_source

_PER_WORKER = 4  # slices, so that workers end at about the same time
_EXCEPTION = re.compile(r"[\w.]+(?:Error|Exception)\b")  # at the start of a line
_WATCH = 0.5  # seconds between two looks at how far the workers are


def screen(
    population: Path,
    screening: AnyScreening,
    parts: Parts,
    cluster: Cluster,
    *,
    resume: bool = False,
    strict: bool = False,
    progress: Progress = lambda _: None,
) -> Outcome:
    """Screens a folder of Parquet tables, or a file of NDJSON, on a cluster.

    It gives the files of a local run. Every worker must see the input and the output's folder under
    the same path. Raises InputError where Spark cannot be started, or a worker cannot read or
    write; a later run may then resume. With `strict` also where there are bad rows, with the faults
    of the first batch that has some.
    """
    source = _source(population.absolute(), screening, parts.batch)
    if resume and (outcome := parts.finished()) is not None:
        return outcome
    parts.begin(source, resume=resume)
    try:
        with _kept(source, parts, resume=resume):
            _fill(parts.cut(source), screening, parts, cluster, _Options(strict, progress))
        if strict and (faults := list(parts.kept_faults())):
            raise InputError(faults)
        local.check_end(source, parts)
        return parts.finish()
    except local.TooManyRowsError:  # a run that is resumed would come no further
        parts.discard()
        raise
    finally:
        parts.release()


@dataclass(frozen=True, slots=True)
class _Options:
    strict: bool
    progress: Progress


def _source(population: Path, screening: AnyScreening, batch: int | None) -> PartSource:
    vocabulary = screening.vocabulary
    if population.is_dir():
        return folder_source(population, batch or screening.slice_size, vocabulary)
    if not population.is_file():
        expected = Message("screening.file-or-folder")
        raise InputError([Fault("", str(population), expected, file=str(population))])
    return NdjsonSource(population, batch or BATCH_BYTES, vocabulary)


@contextmanager
def _kept(source: PartSource, parts: Parts, *, resume: bool) -> Iterator[None]:
    """Where parts cannot be made, leaves those that are whole, if a later run can go on from them.

    Raises InputError of an input that has changed in place of what came of that.
    """
    try:
        yield
    except BaseException as error:
        changes = source.changes() if isinstance(error, InputError) else []
        ends_all = isinstance(error, BadRowsError) and not resume
        if changes or ends_all or not parts.has_some():
            parts.discard()
        if changes:
            raise InputError(changes) from error
        raise


def _fill(
    source: PartSource, screening: AnyScreening, parts: Parts, cluster: Cluster, options: _Options
) -> None:
    """Has the parts made that are missing, and takes all of them."""
    end = parts.bounds[-1]
    if end == START:  # an input without a single company still has a result
        parts.bounds = (START, START)
        parts.writer().write(0, screening.run(screening.empty_tables()), [])
    elif missing := parts.missing():
        payload = _payload(source, screening, parts, strict=options.strict)
        with session(cluster) as spark, _watched(parts, options.progress):
            _run(spark, payload, missing)
    options.progress(end)
    parts.join()


def _payload(source: PartSource, screening: AnyScreening, parts: Parts, *, strict: bool) -> bytes:
    return pickle.dumps(
        task.Payload(
            task.versions(),
            _sizes(source.files),
            source,
            parts.bounds,
            pickle.dumps(screening),
            strict,
            parts.writer(),
        )
    )


def _sizes(files: Sequence[Path]) -> dict[str, int | None]:
    """The size of each file, by which a worker knows it again; None of one that is not there."""
    return {str(file): file.stat().st_size if file.exists() else None for file in files}


def _run(spark: Any, payload: bytes, missing: Sequence[int]) -> None:
    """Has the workers make the parts that are missing. Raises what a worker could not do."""
    errors = importlib.import_module("pyspark.errors")
    runs = slices(missing, _PER_WORKER * spark.sparkContext.defaultParallelism)
    # A row for each slice, and a task for each row.
    numbered = spark.range(0, len(runs), 1, len(runs))
    try:
        answers = numbered.mapInArrow(_task(payload, runs), task.SCHEMA).collect()
    except errors.PySparkException as error:
        raise ProgramError(
            Message("screening.spark", reason=_reason(error, errors.PythonException))
        ) from error
    failed = [answer for answer in answers if answer["error"] is not None]
    if failed:
        first = min(failed, key=lambda answer: answer["part"])
        raise task.error_of(first["error"])


def _reason(error: Exception, in_python: type[Exception]) -> str:
    """What went wrong in one line: of a traceback, the line that names the exception."""
    lines = [line for line in str(error).splitlines() if line.strip()] or [type(error).__name__]
    if not isinstance(error, in_python):
        return lines[0].strip()
    named = [line for line in lines if _EXCEPTION.match(line)]
    return named[-1] if named else lines[0].strip()


def _task(payload: bytes, runs: Sequence[range]) -> Callable[[Iterator[Any]], Iterator[Any]]:
    def run(batches: Iterator[Any]) -> Iterator[Any]:
        return task.run(payload, runs, batches)

    return run


def slices(numbers: Sequence[int], count: int) -> list[range]:
    """Numbers that ascend as runs of neighbours, about `count` of equal length."""
    longest = -(-len(numbers) // max(1, count))
    runs: list[range] = []
    for number in numbers:
        if runs and runs[-1].stop == number and len(runs[-1]) < longest:
            runs[-1] = range(runs[-1].start, number + 1)
        else:
            runs.append(range(number, number + 1))
    return runs


@contextmanager
def _watched(parts: Parts, progress: Progress) -> Iterator[None]:
    """Tells how far the workers are, as seen in the folder that they fill."""
    ended = threading.Event()

    def watch() -> None:
        while True:
            progress(parts.done())
            if ended.wait(_WATCH):
                return

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        ended.set()
        watcher.join()

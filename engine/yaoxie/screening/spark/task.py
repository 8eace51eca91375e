"""What a Spark worker does with a slice of a population."""

from __future__ import annotations

import importlib
import os
import pickle
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from typing import Any

import polars as pl

from yaoxie.errors import Fault, InputError
from yaoxie.messages import Message
from yaoxie.rules.plan import Plan
from yaoxie.screening.output import BadRowsError, numbered
from yaoxie.screening.screening import Screening
from yaoxie.screening.spark.parts import PartWriter
from yaoxie.tables.batches import Position
from yaoxie.tables.parquet import TableSource

SCHEMA = "part long, error binary"  # an answer: a part that is whole, or why it is not


@dataclass(frozen=True, slots=True)
class Payload:
    """What every worker needs: the tables as the driver checked them, and the plan it made."""

    versions: dict[str, str]
    sizes: Mapping[str, int | None]
    source: TableSource
    plan: Plan
    year: int
    open_only: bool
    batch: int
    strict: bool
    writer: PartWriter


def versions() -> dict[str, str]:
    """What must be the same here and there, for the payload to mean the same."""
    return {"yaoxie": version("yaoxie"), "polars": pl.__version__}


def run(payload: bytes, runs: Sequence[range], batches: Iterator[Any]) -> Iterator[Any]:
    """Makes the parts of the slices whose numbers are given; answers with each as it is whole.

    What the user can mend is an answer too: an exception would only be tried again elsewhere.
    """
    for batch in batches:
        for number in batch.column(0).to_pylist():
            following = runs[number].start
            try:
                for part in _parts(payload, runs[number]):
                    yield _answer(part, None)
                    following = part + 1
            except InputError as error:
                yield _answer(following, error)


def error_of(answer: bytes) -> InputError:
    """The error that an answer tells."""
    kind, faults = pickle.loads(answer)  # noqa: S301  # of workers that run the driver's code
    error: InputError = kind(faults)
    return error


def _parts(payload: bytes, numbers: range) -> Iterator[int]:
    """Makes the parts of a slice; tells each when it is whole."""
    job, screening = _opened(payload)
    start = numbers.start * job.batch
    batches = job.source.batches(Position(start, start))
    for number, batch in zip(numbers, islice(batches, len(numbers)), strict=True):
        if job.strict and batch.bad:
            raise BadRowsError(numbered(batch.bad))
        job.writer.write(number, screening.run(batch.tables), batch.bad)
        yield number


@lru_cache(maxsize=1)
def _opened(payload: bytes) -> tuple[Payload, Screening]:
    """The payload and its compiled plan, once per process. Raises InputError where it cannot be."""
    job: Payload = pickle.loads(payload)  # noqa: S301  # from the driver, as is this call
    _check(job)
    return job, Screening(job.plan, job.year, open_only=job.open_only)


def _check(job: Payload) -> None:
    faults = [
        Fault(f"/{name}", version, Message("screening.on-every-worker", what=job.versions[name]))
        for name, version in versions().items()
        if version != job.versions[name]
    ]
    for name, size in job.sizes.items():
        here = Path(name).stat().st_size if Path(name).is_file() else None
        if here != size:
            expected = Message("screening.on-every-worker", what=_bytes(size))
            faults.append(Fault("", _bytes(here), expected, file=name))
    folder = str(job.writer.folder)
    if not os.access(folder, os.W_OK):
        expected = Message("screening.shared-folder")
        faults.append(Fault("", folder, expected, file=folder))
    if faults:
        raise InputError(faults)


def _bytes(size: int | None) -> Message:
    if size is None:
        return Message("screening.no-such-file")
    return Message("sources.bytes", bytes=size)


def _answer(part: int, error: InputError | None) -> Any:
    text = None if error is None else pickle.dumps((type(error), error.faults))
    arrow = importlib.import_module("pyarrow")  # there on every worker, and not where none is
    return arrow.RecordBatch.from_pydict(
        {"part": arrow.array([part], arrow.int64()), "error": arrow.array([text], arrow.binary())}
    )

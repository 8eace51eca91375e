"""What a Spark worker does with a slice of a population."""

from __future__ import annotations

import importlib
import os
import pickle
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import polars as pl

from yaoxie.errors import Fault, InputError
from yaoxie.messages import Message
from yaoxie.screening.output import BadRowsError, numbered
from yaoxie.screening.screening import AnyScreening
from yaoxie.screening.spark.parts import PartWriter
from yaoxie.tables import file_state
from yaoxie.tables.batches import PartSource, Position

SCHEMA = "part long, error binary"  # an answer: a part that is whole, or why it is not


@dataclass(frozen=True, slots=True)
class Payload:
    """What every worker needs: the input as the driver checked it, and the plans it made.

    `bounds`: where each part begins, and where the last one ends. `screening` is pickled: it is
    opened, and compiled, when the versions are known to be the driver's.
    """

    versions: dict[str, str]
    sizes: Mapping[str, int | None]
    source: PartSource
    bounds: Sequence[Position]
    screening: bytes
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
    batches = job.source.batches(job.bounds[numbers.start])
    for number in numbers:
        batch = next(batches, None)
        if batch is None or batch.end != job.bounds[number + 1]:
            raise InputError(map(file_state.changed, job.source.files))
        if job.strict and batch.bad:
            raise BadRowsError(numbered(batch.bad))
        job.writer.write(number, screening.run(batch.tables), batch.bad)
        yield number


@lru_cache(maxsize=1)
def _opened(payload: bytes) -> tuple[Payload, AnyScreening]:
    """The payload and its compiled plans, once per process. Raises InputError if they cannot be."""
    job: Payload = pickle.loads(payload)  # noqa: S301  # from the driver, as is this call
    _check(job)
    return job, pickle.loads(job.screening)  # noqa: S301


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

"""Judges lines of profiles: tables of those that `Profile.from_json` takes, faults of all others.

A quick strict reading comes first. Whatever it refuses, and whatever its tables leave in doubt, is
judged by `Profile.from_json` itself, of the vocabulary's own model of a profile.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import msgspec
import numpy as np
import polars as pl

from yaoxie.errors import Fault, ProfileError
from yaoxie.messages import Message
from yaoxie.profile.records import ProfileRecord, profile_model
from yaoxie.profile.vocabulary import Vocabulary
from yaoxie.sources.json_text import MAX_BYTES
from yaoxie.tables import schema, validity
from yaoxie.tables.batches import BadRow
from yaoxie.tables.ndjson import columns
from yaoxie.tables.ndjson.structs import profile_struct

# The only way to write a quote inside a text that does not come out as it went in.
_HIDDEN_QUOTE = b"\\u0022"
_QUOTE = ord('"')
_encoder = msgspec.json.Encoder()
_KEPT = 16  # vocabularies whose decoders are kept


@dataclass(frozen=True, slots=True)
class Rows:
    """The tables of the good lines, and the bad ones."""

    tables: dict[str, pl.DataFrame]
    bad: list[BadRow]


@lru_cache(_KEPT)
def _decoder(vocabulary: Vocabulary) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(profile_struct(vocabulary))


def rows_of(lines: list[bytes], first: int, vocabulary: Vocabulary) -> Rows:
    """The rows of lines whose numbers start at `first`."""
    records = _records(lines, vocabulary)
    bad: dict[int, tuple[Fault, ...]] = {}
    for i, record in enumerate(records):
        if record is None:
            judgement = _exactly(lines[i], vocabulary)
            if isinstance(judgement, ProfileRecord):
                # A byte order mark, say; written anew, it reads the quick way.
                records[i] = _decoder(vocabulary).decode(judgement.model_dump_json())
            else:
                bad[i] = judgement
    good = [record for record in records if record is not None]
    numbers = np.array([i + first for i in range(len(lines)) if i not in bad], np.int64)
    tables = columns.tables_of(good, numbers, vocabulary)
    refused = set()
    for number in validity.contradictory_companies(tables, schema.of(vocabulary)):
        judgement = _exactly(lines[number - first], vocabulary)
        if not isinstance(judgement, ProfileRecord):
            bad[number - first] = judgement
            refused.add(number)
    if refused:
        tables = validity.without(tables, refused)
    return Rows(tables, [BadRow(i + first, bad[i]) for i in sorted(bad)])


def too_long(number: int, size: int, vocabulary: Vocabulary) -> Rows:
    """The rows of one line that is longer than any profile."""
    fault = Fault(
        "", Message("sources.bytes", bytes=size), Message("sources.at-most-bytes", bytes=MAX_BYTES)
    )
    tables = columns.tables_of([], np.array([], np.int64), vocabulary)
    return Rows(tables, [BadRow(number, (fault,))])


def _exactly(line: bytes, vocabulary: Vocabulary) -> ProfileRecord | tuple[Fault, ...]:
    try:
        return profile_model(vocabulary).from_json(line)
    except ProfileError as error:
        return error.faults


def _records(lines: list[bytes], vocabulary: Vocabulary) -> list[Any]:
    """A record per line; None where the line is not taken as it stands."""
    decode = _decoder(vocabulary).decode
    records: list[Any] = []
    for line in lines:
        try:
            records.append(decode(line))
        except (msgspec.MsgspecError, ValueError, RecursionError):
            records.append(None)
    if max(map(len, lines), default=0) > MAX_BYTES:
        records = [
            None if len(line) > MAX_BYTES else record
            for line, record in zip(lines, records, strict=True)
        ]
    _drop_repeated(lines, records)
    return records


def _drop_repeated(lines: list[bytes], records: list[Any]) -> None:
    """Leaves out the records of lines in which a key may stand twice.

    Every text of a line stands in its record, and quotes its key and itself; but of a key that
    stands twice the record has one. So a record that is written out has fewer quotes then, and
    never more; and if all records together have none fewer, neither has any of them.
    """
    read = b"\n".join(
        line for line, record in zip(lines, records, strict=True) if record is not None
    )
    kept = [record for record in records if record is not None]
    if _HIDDEN_QUOTE not in read and _quotes(read) == _quotes(_encoder.encode(kept)):
        return
    for i, (line, record) in enumerate(zip(lines, records, strict=True)):
        if record is not None and (
            _HIDDEN_QUOTE in line or line.count(b'"') != _encoder.encode(record).count(b'"')
        ):
            records[i] = None


def _quotes(text: bytes) -> int:
    return int(np.count_nonzero(np.frombuffer(text, np.uint8) == _QUOTE))

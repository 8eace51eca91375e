"""The tables of a population as profiles, one JSON text per line: what is null is left out."""

from __future__ import annotations

import gzip
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Protocol

import numpy as np
import numpy.typing as npt
import polars as pl

from yaoxie.profile.field_types import FieldType
from yaoxie.profile.vocabulary import COMPANY, MILESTONE, Vocabulary
from yaoxie.tables import schema as table_schema
from yaoxie.tables.destinations import parts_beside, writing
from yaoxie.tables.field_columns import json_members
from yaoxie.tables.schema import AWARDS, COMPANIES, KNOWN, MILESTONES, Schema

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

Keys = npt.NDArray[np.int64]

_GZIP_LEVEL = 3
_ZSTD_LEVEL = 3
_ITEM_BITS = 32


class Writable(Protocol):
    """What takes bytes: a file, or what packs them on their way into one."""

    def write(self, data: bytes, /) -> int:
        """Takes some bytes; says how many."""


def lines(parts: Mapping[str, pl.DataFrame], vocabulary: Vocabulary | None = None) -> pl.Series:
    """The profile of each company as a JSON text, in the order of the companies.

    `vocabulary`: what the tables hold (default: the packaged one).
    """
    schema = table_schema.of(vocabulary)
    companies, awards = parts[COMPANIES], parts[AWARDS]
    numbers = companies["company"].to_numpy()
    own = _members(_pieces(companies, schema.types(COMPANIES)))
    members = [_wrapped(f'{{"{COMPANY}":{{', own, "}")]
    for kind, table in schema.vocabulary.item_lists.items():
        texts = _items(parts, kind, schema)
        members.append(_list(table, texts, parts[table]["company"].to_numpy(), numbers))
    texts = _members(_pieces(awards, schema.types(AWARDS)))
    members.append(_list(AWARDS, texts, awards["company"].to_numpy(), numbers))
    return _wrapped("", _members(members), "}")


def write_ndjson(
    file: Writable,
    chunks: Iterable[pl.Series],
    progress: Callable[[int], None] | None = None,
) -> None:
    """Writes lines, chunk by chunk; `progress` gets the number written so far."""
    done = 0
    for chunk in chunks:
        file.write(_bytes(chunk))
        done += len(chunk)
        if progress is not None:
            progress(done)


@contextmanager
def opened(path: Path) -> Iterator[Writable]:
    """A file to write to: compressed by gzip or zstd where its name ends in .gz or .zst.

    It takes its name when it is whole. Raises InputError where the place takes no more.
    """
    with parts_beside(path) as parts, writing(path, failures=(OSError,)):
        whole = parts / path.name
        with whole.open("wb") as raw, _packed(raw, path.suffix) as packed:
            yield packed
        whole.replace(path)


@contextmanager
def _packed(raw: BinaryIO, suffix: str) -> Iterator[Writable]:
    if suffix == ".gz":
        # No name and no time inside: the same lines are the same bytes.
        with gzip.GzipFile("", "wb", _GZIP_LEVEL, raw, mtime=0) as packed:
            yield packed
    elif suffix == ".zst":
        with zstd.ZstdFile(raw, "wb", level=_ZSTD_LEVEL) as packed:
            yield packed
    else:
        yield raw


def _bytes(texts: pl.Series) -> bytes:
    if texts.is_empty():
        return b""
    # The empty text at the end gives the last line its end.
    text: bytes = pl.concat([texts, pl.Series([""])]).str.join("\n").cast(pl.Binary).item()
    return text


def _items(parts: Mapping[str, pl.DataFrame], kind: str, schema: Schema) -> pl.Series:
    """The items of one kind by row of their table, as JSON objects without their braces."""
    frame = parts[schema.vocabulary.item_lists[kind]]
    pieces = []
    for name, field in schema.vocabulary.fields(kind).items():
        if field.type.name == "milestones":
            milestones = parts[MILESTONES].filter(pl.col("kind") == kind)
            pieces.append(_milestones(milestones, frame, schema))
        else:
            pieces.append(json_members(frame[name], name, field.type))
    return _members(pieces)


def _milestones(milestones: pl.DataFrame, items: pl.DataFrame, schema: Schema) -> pl.Series:
    """`"milestones":[…]` for each item; null where the list is unknown."""
    types = {MILESTONE: FieldType("word", schema.milestones), **schema.types(MILESTONES)}
    texts = _members(_pieces(milestones, types))
    known = items[KNOWN].fill_null(value=False)
    some = _list("milestones", texts, _keys(milestones), _keys(items))
    none = pl.when(known).then(pl.lit('"milestones":[]'))
    return pl.select(pl.coalesce(some, none)).to_series()


def _pieces(frame: pl.DataFrame, types: Mapping[str, FieldType]) -> list[pl.Series]:
    """The fields of a table's rows as members of JSON objects."""
    return [json_members(frame[name], name, type_) for name, type_ in types.items()]


def _list(name: str, texts: pl.Series, of: Keys, keys: Keys) -> pl.Series:
    """`"name":[…]` for each key, null where it has none; `of` is the key of each text."""
    grouped = (
        pl.DataFrame({"key": of, "text": texts})
        .group_by("key", maintain_order=True)
        .agg(pl.col("text").str.join("},{"))
    )
    rows = np.searchsorted(keys, grouped["key"].to_numpy())
    at = np.full(len(keys), len(grouped), dtype=np.int64)
    at[rows] = np.arange(len(grouped))
    places = pl.Series(at)
    joined = grouped["text"].gather(places.set(places == len(grouped), None))
    return _wrapped(f'"{name}":[{{', joined, "}]")


def _keys(frame: pl.DataFrame) -> Keys:
    """One number for each company and item."""
    keys: Keys = (frame["company"].to_numpy() << _ITEM_BITS) | frame["item"].to_numpy()
    return keys


def _members(pieces: list[pl.Series]) -> pl.Series:
    """Members of an object behind each other, without those that are null."""
    members = pl.concat_str(pieces, separator=",", ignore_nulls=True)
    return pl.select(members).to_series()


def _wrapped(before: str, text: pl.Series, after: str) -> pl.Series:
    return pl.select(pl.concat_str(pl.lit(before), text, pl.lit(after))).to_series()

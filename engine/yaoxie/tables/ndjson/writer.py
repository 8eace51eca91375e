"""The tables of a population as profiles, one JSON text per line: what is null is left out."""

from __future__ import annotations

import gzip
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt
import polars as pl

from yaoxie.profile import fields
from yaoxie.profile.fields import ITEM_LISTS, FieldType
from yaoxie.tables import schema

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

Keys = npt.NDArray[np.int64]

_GZIP_LEVEL = 3
_ZSTD_LEVEL = 3
_TO_ESCAPE = r'["\\\x00-\x1f]'
_ESCAPES = {'"': '\\"', "\\": "\\\\"} | {chr(code): f"\\u{code:04x}" for code in range(0x20)}
_ITEM_BITS = 32


class Writable(Protocol):
    """What takes bytes: a file, or what packs them on their way into one."""

    def write(self, data: bytes, /) -> int:
        """Takes some bytes; says how many."""


def lines(parts: Mapping[str, pl.DataFrame]) -> pl.Series:
    """The profile of each company as a JSON text, in the order of the companies."""
    companies = parts["companies"]
    numbers = companies["company"].to_numpy()
    own = [_piece(companies[name], name, type_) for name, type_ in fields.fields("company").items()]
    members = [_wrapped('{"company":{', _members(own), "}")]
    for kind, table in ITEM_LISTS.items():
        texts = _items(parts, kind)
        members.append(_list(table, texts, parts[table]["company"].to_numpy(), numbers))
    awards = parts["awards"]
    columns = [column for column in schema.schema("awards") if column != "company"]
    texts = _members([_piece(awards[name], name) for name in columns])
    members.append(_list("awards", texts, awards["company"].to_numpy(), numbers))
    return _wrapped("", _members(members), "}")


def write_ndjson(
    file: Writable,
    chunks: Iterable[pl.Series],
    progress: Callable[[int], None] | None = None,
) -> None:
    """Writes lines, stretch by stretch; `progress` is told how many are written so far."""
    done = 0
    for chunk in chunks:
        file.write(_bytes(chunk))
        done += len(chunk)
        if progress is not None:
            progress(done)


@contextmanager
def opened(path: Path) -> Iterator[Writable]:
    """A file to write to: compressed by gzip or zstd where its name ends in .gz or .zst."""
    with path.open("wb") as raw:
        if path.suffix == ".gz":
            # No name and no time inside: the same lines are the same bytes.
            with gzip.GzipFile("", "wb", _GZIP_LEVEL, raw, mtime=0) as packed:
                yield packed
        elif path.suffix == ".zst":
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


def _items(parts: Mapping[str, pl.DataFrame], kind: str) -> pl.Series:
    """The items of one kind by row of their table, as JSON objects without their braces."""
    frame = parts[ITEM_LISTS[kind]]
    pieces = []
    for name, type_ in fields.fields(kind).items():
        if type_.name == "milestones":
            listed = _milestones(parts["milestones"].filter(pl.col("kind") == kind), frame)
            pieces.append(listed)
        else:
            pieces.append(_piece(frame[name], name, type_))
    return _members(pieces)


def _milestones(listed: pl.DataFrame, items: pl.DataFrame) -> pl.Series:
    """`"milestones":[…]` for each item; null where the list is unknown."""
    types = fields.milestone_fields()
    names = [name for name in listed.columns if name == "milestone" or name in types]
    texts = _members([_piece(listed[name], name) for name in names])
    known = items[schema.KNOWN].fill_null(value=False)
    some = _list("milestones", texts, _keys(listed), _keys(items))
    none = pl.when(known).then(pl.lit('"milestones":[]'))
    return pl.select(pl.coalesce(some, none)).to_series()


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
    found = grouped["text"].gather(places.set(places == len(grouped), None))
    return _wrapped(f'"{name}":[{{', found, "}]")


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


def _piece(column: pl.Series, name: str, type_: FieldType | None = None) -> pl.Series:
    """`"name":value`, null where the value is."""
    key = f'"{name}":'
    if type_ is not None and type_.name == "words":
        sets = column.cast(pl.List(pl.String)).list.join('","')
        quoted = pl.concat_str(pl.lit(f'{key}["'), sets, pl.lit('"]'))
        return pl.select(pl.when(sets == "").then(pl.lit(f"{key}[]")).otherwise(quoted)).to_series()
    match column.dtype:
        case pl.Enum() as words_of:
            words = pl.Series([f'{key}"{word}"' for word in words_of.categories])
            return words.gather(column.to_physical())
        case pl.Boolean():
            values = pl.Series([f"{key}false", f"{key}true"])
            return values.gather(column.cast(pl.UInt32))
        case pl.String():
            return _wrapped(f'{key}"', _escaped(column), '"')
        case pl.Decimal():
            text = column.cast(pl.String).str.strip_chars_end("0").str.strip_chars_end(".")
            return _wrapped(f'{key}"', text, '"')
        case pl.Date():
            return _wrapped(f'{key}"', column.cast(pl.String), '"')
        case _:
            return _wrapped(key, column.cast(pl.String), "")


def _escaped(column: pl.Series) -> pl.Series:
    if not column.str.contains(_TO_ESCAPE).any():
        return column
    return column.str.replace_many(_ESCAPES)

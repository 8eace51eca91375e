"""Chance that is the same everywhere: hashes of keys, and what is drawn from them.

All of it is whole-number arithmetic, so that a population has the same bytes on any processor and
under any release of the libraries.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from hashlib import blake2b

import numpy as np
import numpy.typing as npt
import polars as pl

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Hashes = npt.NDArray[np.uint64]
Codes = npt.NDArray[np.uint16]

_WORD = 64
_HALF = np.uint64(32)
_SLOT_BITS = 12
SLOTS = 1 << _SLOT_BITS
_FINE_BITS = 12  # steps of an amount within one doubling
_FINE = 1 << _FINE_BITS
_POWERS = np.array([round(2 ** (i / _FINE) * 2**20) for i in range(_FINE)], dtype=np.int64)
_PART = np.uint64(0xFFFF)
_MEAN_SUM = 2 * 0xFFFF  # of four parts
_SPREAD_UNIT = 37837  # one standard deviation of the sum of four parts


def mixed(values: Hashes) -> Hashes:
    """The finaliser of splitmix64: every bit of a key turns about half of the others."""
    values = values + np.uint64(0x9E3779B97F4A7C15)
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


@cache
def _salt(name: str) -> np.uint64:
    return np.uint64(int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), "little"))


def seeded(seed: int, numbers: Ints) -> Draws:
    """Draws for whatever is numbered: companies, or lines."""
    start = np.array([seed % 2**_WORD], dtype=np.uint64)
    return Draws(mixed(mixed(start) ^ numbers.astype(np.uint64)))


class Draws:
    """Independent chance for each key and each name that is asked for."""

    def __init__(self, keys: Hashes) -> None:
        self.keys = keys

    def __len__(self) -> int:
        return len(self.keys)

    def at(self, rows: Ints) -> Draws:
        """The draws of chosen rows."""
        return Draws(self.keys[rows])

    def inner(self, name: str, numbers: Ints) -> Draws:
        """Draws for what is numbered inside each key."""
        return Draws(mixed(self.bits(name) + numbers.astype(np.uint64)))

    def bits(self, name: str) -> Hashes:
        """64 bits for each key."""
        return mixed(self.keys ^ _salt(name))

    def chance(self, name: str, probability: float) -> Flags:
        """Whether it happens."""
        return (self.bits(name) >> _HALF) < np.uint64(round(probability * 2**32))

    def whole(self, name: str, low: int, high: int) -> Ints:
        """A whole number from `low` to `high`, both included."""
        size = np.uint64(high - low + 1)
        return (((self.bits(name) >> _HALF) * size) >> _HALF).astype(np.int64) + low

    def scaled(self, name: str, sizes: Ints) -> Ints:
        """A whole number from 0 to below each one's own size."""
        return (((self.bits(name) >> _HALF) * sizes.astype(np.uint64)) >> _HALF).astype(np.int64)

    def slot(self, name: str) -> Ints:
        """A place in a table of slots."""
        return (self.bits(name) >> np.uint64(_WORD - _SLOT_BITS)).astype(np.int64)

    def amount(self, name: str, median: Ints | int, spread: float, step: int) -> Ints:
        """Whole yuan in steps, log-normal but for the far ends.

        `spread` is the standard deviation in doublings. Never less than one step.
        """
        bits = self.bits(name)
        total = np.zeros(len(bits), dtype=np.int64)
        for part in range(4):
            total += ((bits >> np.uint64(16 * part)) & _PART).astype(np.int64)
        # Fixed point: doublings times _FINE.
        exponent = (total - _MEAN_SUM) * round(spread * _FINE) // _SPREAD_UNIT
        factor = _POWERS[exponent & (_FINE - 1)]
        doublings = exponent >> _FINE_BITS
        units = np.asarray(median, dtype=np.int64) // step * factor
        left, right = np.maximum(doublings, 0), np.maximum(-doublings, 0)
        scaled = (units << left) >> (20 + right)
        amounts: Ints = np.maximum(scaled, 1) * step
        return amounts


@cache
def slots(weights: tuple[float, ...]) -> Codes:
    """A table in which each position stands as often as its weight says."""
    ends = np.cumsum(np.array(weights))
    borders = np.round(ends / ends[-1] * SLOTS).astype(np.int64)
    return np.repeat(np.arange(len(weights), dtype=np.uint16), np.diff(borders, prepend=0))


def looked_up(
    values: Iterable[object] | pl.Series,
    codes: npt.NDArray[np.integer],
    known: Flags | None = None,
    dtype: pl.DataType | None = None,
) -> pl.Series:
    """A column of values by their positions, null where not known."""
    table = values if isinstance(values, pl.Series) else pl.Series(list(values), dtype=dtype)
    places = pl.Series(codes.astype(np.uint32))
    return table.gather(places if known is None else masked(places, known))


def masked(column: pl.Series, known: Flags) -> pl.Series:
    """A column with null where it is not known."""
    if known.all():
        return column
    name = column.name
    return pl.select(pl.when(pl.Series(known)).then(column).alias(name)).to_series()


def joined(*parts: pl.Series | str) -> pl.Series:
    """Texts one behind the other; null where one of them is."""
    texts = [pl.lit(part) if isinstance(part, str) else part.cast(pl.String) for part in parts]
    return pl.select(pl.concat_str(texts)).to_series()

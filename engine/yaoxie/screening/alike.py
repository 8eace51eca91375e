"""Subjects that no condition tells apart: what is said of one of them is said of all.

A measure asks a handful of questions of a subject, so that a slice of a hundred thousand has some
hundred different sets of answers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import polars as pl

Numbers: TypeAlias = npt.NDArray[np.uint32]
_AT_ONCE = 16  # answers of two bits, beside a number of 32
_UNKNOWN = 2


@dataclass(frozen=True, slots=True)
class Alike:
    """Rows in classes of equal answers.

    `of`: the class of each row; `first`: the first row of each class.
    """

    of: Numbers
    first: Numbers

    @classmethod
    def by(cls, answers: pl.DataFrame, before: Numbers) -> Alike:
        """The classes of rows by columns of true, false and null, and by numbers they have."""
        names = answers.columns
        alike = cls._told_apart(answers, names[:_AT_ONCE], before)
        for start in range(_AT_ONCE, len(names), _AT_ONCE):
            alike = cls._told_apart(answers, names[start : start + _AT_ONCE], alike.of)
        return alike

    @classmethod
    def _told_apart(cls, answers: pl.DataFrame, names: Sequence[str], before: Numbers) -> Alike:
        key = pl.col("before").cast(pl.UInt64)
        for place, name in enumerate(names):
            answer = pl.col(name).cast(pl.UInt8).fill_null(_UNKNOWN).cast(pl.UInt64)
            key = key | answer * (1 << (32 + 2 * place))
        rows = np.arange(len(before), dtype=np.uint32)
        numbered = pl.DataFrame([*answers.select(names), pl.Series("before", before)])
        keys = numbered.select(key=key, row=pl.Series(rows))
        first_of = keys.select(pl.col("row").first().over("key")).to_series().to_numpy()
        first = np.flatnonzero(first_of == rows).astype(np.uint32)
        classes = np.zeros(len(rows), np.uint32)
        classes[first] = np.arange(len(first))
        return cls(classes[first_of], first)

"""Claims of many companies that are settled together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from yaoxie.profile.vocabulary import COMPANY
from yaoxie.screening.facts import Rows

_KIND_STEP = 1 << 48  # keys of different kinds stay apart


@dataclass(frozen=True, slots=True)
class ClaimColumns:
    """Claims as arrays of one length, in the order of findings.

    `company` are rows of the slice, `kind` the places of kinds in the vocabulary, `support` numbers
    in the plan; `ceiling` in whole yuan.
    """

    company: Rows
    kind: npt.NDArray[np.uint8]
    key: Rows
    support: npt.NDArray[np.uint16]
    ceiling: Rows

    def __len__(self) -> int:
        return len(self.company)

    def taken(self, at: Rows) -> ClaimColumns:
        """Some of them, by where they stand."""
        if len(at) == len(self):  # all of them, in their order
            return self
        return ClaimColumns(
            self.company[at], self.kind[at], self.key[at], self.support[at], self.ceiling[at]
        )

    def cells(self, per: str) -> Rows:
        """What groups and limits count by: the company, or the subject with its family."""
        if per == COMPANY:
            return self.company
        return self.kind.astype(np.int64) * _KIND_STEP + self.key

    def frame(self) -> pl.DataFrame:
        """The same as a frame."""
        return pl.DataFrame(
            {
                "company": self.company,
                "kind": self.kind,
                "key": self.key,
                "support": self.support,
                "ceiling": self.ceiling,
            }
        )


def key_cell(kind: pl.Expr, key: pl.Expr) -> pl.Expr:
    """What `cells` has for a subject, as an expression: its kind's number, and its key."""
    return kind.cast(pl.Int64) * _KIND_STEP + key

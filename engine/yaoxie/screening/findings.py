"""The findings of a slice under several measures, as arrays, and where each of them stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from yaoxie.rules.plan import Plan
from yaoxie.screening.columns import BY_SHARE, STATUS, UPPER_BOUND, SupportFindings
from yaoxie.screening.facts import Rows, Slice

Numbers = npt.NDArray[np.uint16]
Flags = npt.NDArray[np.bool_]
_NO_CLASSES = pl.DataFrame(
    schema={"code": pl.UInt8(), "ceiling": pl.Int64(), "support": pl.UInt16()}
)


@dataclass(frozen=True, slots=True)
class Findings:
    """Findings as arrays of one length: by company, then measure, support and subject.

    `company` and `row` are rows of the slice, `support` a number among those of all measures.
    `ceiling` in whole yuan; `masks` hold the reasons, by the names of their columns: these are
    handed out as they stand, and so are columns.
    """

    company: npt.NDArray[np.uint32]
    support: Numbers
    row: npt.NDArray[np.uint32]
    status: npt.NDArray[np.uint8]
    by_share: Flags
    upper_bound: Flags
    ceiling: pl.Series
    masks: Mapping[str, pl.Series]

    def __len__(self) -> int:
        return len(self.company)

    def taken(self, at: Rows) -> Findings:
        """Some of them, by where they stand."""
        return Findings(
            company=self.company[at],
            support=self.support[at],
            row=self.row[at],
            status=self.status[at],
            by_share=self.by_share[at],
            upper_bound=self.upper_bound[at],
            ceiling=self.ceiling.gather(at),
            masks={name: mask.gather(at) for name, mask in self.masks.items()},
        )


class Places:
    """Where the findings of a slice stand.

    Known from counts alone, which is quicker than to sort. `per_measure` has a row for each
    company and a column for each measure: how many findings there are.
    """

    def __init__(self, slice_: Slice, plans: Sequence[Plan]) -> None:
        size = len(slice_.company)
        supports = [support for plan in plans for support in plan.supports]
        self._companies = {
            kind: slice_.subjects(kind).company
            for kind in dict.fromkeys(support.kind for support in supports)
        }
        self._counts = {
            kind: np.bincount(company, minlength=size) for kind, company in self._companies.items()
        }
        self._positions = {
            kind: np.arange(int(count.sum())) - np.repeat(np.cumsum(count) - count, count)
            for kind, count in self._counts.items()
        }
        self.per_measure = np.zeros((size, len(plans)), np.int64)
        for number, plan in enumerate(plans):
            for support in plan.supports:
                self.per_measure[:, number] += self._counts[support.kind]
        per_company = self.per_measure.sum(axis=1)
        self.total = int(per_company.sum())
        self.company = np.repeat(np.arange(size, dtype=np.uint32), per_company)
        self._next = np.cumsum(per_company) - per_company

    def take(self, plan: Plan) -> dict[str, Rows]:
        """Where the findings of the next measure stand: of each support, for all its subjects."""
        places: dict[str, Rows] = {}
        for support in plan.supports:
            company = self._companies[support.kind]
            places[support.id] = self._next[company] + self._positions[support.kind]
            self._next = self._next + self._counts[support.kind]
        return places


class Scattered:
    """Findings that are being filled in, support by support, each at its places.

    What subjects of a class have in common is kept once, and filled in at the end.
    """

    def __init__(self, places: Places, masks: Sequence[str]) -> None:
        self._company = places.company
        self._masks = masks
        self._class = np.empty(places.total, np.uint32)  # under a support
        self._row = np.empty(places.total, np.uint32)
        self._classes: list[pl.DataFrame] = []
        self._count = 0  # of classes
        self._own: list[tuple[Rows, pl.DataFrame]] = []

    def put(self, number: int, at: Rows, part: SupportFindings) -> None:
        """The findings of a support, by its number."""
        self._class[at] = part.of + np.uint32(self._count)
        self._row[at] = np.arange(len(at), dtype=np.uint32)
        self._classes.append(part.classes.with_columns(support=pl.lit(number, pl.UInt16)))
        self._count += part.classes.height
        self._own.append((at[part.rows], part.amounts))

    def findings(self) -> Findings:
        """All of them, when they are there."""
        classes = pl.concat([_NO_CLASSES, *self._classes], how="diagonal", rechunk=True)
        of = pl.Series(self._class)
        code = classes["code"].gather(of)
        ceiling = classes["ceiling"].gather(of)
        for at, amounts in self._own:
            code.scatter(at, amounts["code"])
            ceiling.scatter(at, amounts["ceiling"])
        codes = code.to_numpy()
        return Findings(
            company=self._company,
            support=classes["support"].gather(of).to_numpy(),
            row=self._row,
            status=codes & np.uint8(STATUS),
            by_share=(codes & BY_SHARE) > 0,
            upper_bound=(codes & UPPER_BOUND) > 0,
            ceiling=ceiling,
            masks={name: _mask(classes, name).gather(of) for name in self._masks},
        )


def _mask(classes: pl.DataFrame, name: str) -> pl.Series:
    """A column of reasons; supports with few of them lack it."""
    if name not in classes.columns:
        return pl.repeat(0, classes.height, dtype=pl.UInt64(), eager=True)
    return classes[name].fill_null(0)

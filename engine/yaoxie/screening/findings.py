"""The findings of a slice under several measures, as arrays, and where each of them stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from yaoxie.rules.plan import Plan
from yaoxie.screening.columns import BY_SHARE, STATUS, UPPER_BOUND
from yaoxie.screening.facts import Rows, Slice

Numbers = npt.NDArray[np.uint16]
Flags = npt.NDArray[np.bool_]
_SUPPORT_AT, _CODE_AT = 48, 32  # the bits above a subject's row, in the word of a finding


@dataclass(frozen=True, slots=True)
class Findings:
    """Findings as arrays of one length: by company, then measure, support and subject.

    `company` and `row` are rows of the slice, `support` a number among those of all measures.
    `masks` hold the reasons, by the names of their columns.
    """

    company: npt.NDArray[np.uint32]
    support: Numbers
    row: npt.NDArray[np.uint32]
    status: npt.NDArray[np.uint8]
    by_share: Flags
    upper_bound: Flags
    ceiling: Rows
    masks: Mapping[str, npt.NDArray[np.uint64]]

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
            ceiling=self.ceiling[at],
            masks={name: mask[at] for name, mask in self.masks.items()},
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
    """Findings that are being filled in, support by support, each at its places."""

    def __init__(self, places: Places, masks: Sequence[str]) -> None:
        self._company = places.company
        # What is narrow goes together: to write a word is as slow as to write a byte.
        self._words = np.empty(places.total, np.uint64)
        self._ceiling = np.empty(places.total, np.int64)
        self._masks = {name: np.zeros(places.total, np.uint64) for name in masks}

    def put(self, number: int, at: Rows, part: pl.DataFrame) -> None:
        """The findings of a support, by its number: columns of `KindPlan.findings`."""
        words = part["code"].to_numpy().astype(np.uint64) << np.uint64(_CODE_AT)
        words |= np.arange(
            number << _SUPPORT_AT, (number << _SUPPORT_AT) + len(at), dtype=np.uint64
        )
        self._words[at] = words
        self._ceiling[at] = part["ceiling"].to_numpy()
        for name, mask in self._masks.items():
            if name in part.columns:
                mask[at] = part[name].to_numpy()

    def findings(self) -> Findings:
        """All of them, when they are there."""
        code = (self._words >> np.uint64(_CODE_AT)).astype(np.uint8)
        return Findings(
            company=self._company,
            support=(self._words >> np.uint64(_SUPPORT_AT)).astype(np.uint16),
            row=self._words.astype(np.uint32),
            status=code & np.uint8(STATUS),
            by_share=(code & BY_SHARE) > 0,
            upper_bound=(code & UPPER_BOUND) > 0,
            ceiling=self._ceiling,
            masks=self._masks,
        )

"""What limits that are shares come to, in each cell of a slice, in whole yuan.

The twin of `decision.limits`, over columns.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce

import numpy as np
import polars as pl

from yaoxie.profile.vocabulary import COMPANY
from yaoxie.rules.bases import Base
from yaoxie.rules.plan import Limit, Plan, Share
from yaoxie.screening.claims import ClaimColumns
from yaoxie.screening.columns import MOST, of_limit, part_of
from yaoxie.screening.facts import Rows, Slice

UNKNOWN = -1  # in place of an amount


class LimitAmounts:
    """The amounts of the limits of a plan in a slice."""

    def __init__(self, slice_: Slice, plan: Plan) -> None:
        self._slice = slice_
        self._limits = [limit for limit in plan.limits if limit.share is not None]
        # The kinds of subject under each limit, some of which may state nothing of its base.
        self._kinds = {
            limit.id: {entry.kind for entry in plan.supports if entry.id in limit.supports}
            for limit in self._limits
        }
        self._amounts = {limit.id: self._of_cells(limit) for limit in self._limits}

    def of(self, limit: Limit, claims: ClaimColumns) -> Rows:
        """The amount for each of some claims; `UNKNOWN` where its base is."""
        amounts = self._amounts[limit.id]
        if limit.per == "company":
            return amounts[COMPANY][claims.company]
        own = np.full(len(claims), UNKNOWN)
        for number, kind in enumerate(self._slice.schema.vocabulary.kinds):
            if kind in amounts:
                of_kind = np.flatnonzero(claims.kind == number)
                own[of_kind] = amounts[kind][claims.key[of_kind]]
        return own

    def open(self, kind: str) -> Iterator[pl.Series]:
        """For each limit that is a share, whether its base is unknown for a kind's subjects.

        Columns named by `of_limit`.
        """
        for limit in self._limits:
            if kind not in self._kinds[limit.id]:
                continue
            amounts = self._amounts[limit.id]
            if limit.per == "company":
                own = amounts[COMPANY][self._slice.subjects(kind).company]
            else:
                own = amounts[kind][self._slice.keys(kind)]
            yield pl.Series(of_limit(limit.id), own == UNKNOWN)

    def _of_cells(self, limit: Limit) -> dict[str, Rows]:
        """By kind, the amounts in its cells: by key; or, of the whole company, by its row."""
        assert limit.share is not None
        base = limit.share.base
        if limit.per == "company":
            kinds = {COMPANY, *(_kind(fact) for fact in base.facts)}
            bases = [
                self._bases(base, kind).with_columns(cell=self._slice.subjects(kind).company)
                for kind in sorted(kinds)
            ]
            return {COMPANY: _amounts(limit.share, pl.concat(bases), len(self._slice.company))}
        return {
            kind: _amounts(
                limit.share,
                self._bases(base, kind, COMPANY).with_columns(cell=self._slice.keys(kind)),
                len(self._slice.subjects(kind)),
            )
            for kind in self._kinds[limit.id]
        }

    def _bases(self, base: Base, kind: str, sharing: str = "") -> pl.DataFrame:
        """`base` of each subject of a kind, and what its company adds to each cell (`shared`)."""
        sharing = sharing if kind != COMPANY else ""
        facts = [fact for fact in base.facts if _kind(fact) in (kind, sharing)]
        own, shared = _signed(base, kind), _signed(base, sharing)
        return self._slice.facts(kind, facts).select(base=own, shared=shared)


def _amounts(share: Share, bases: pl.DataFrame, size: int) -> Rows:
    """The share in each of `size` cells, from `base`, `shared` and `cell` of what is in them."""
    cell = bases["cell"].to_numpy()
    amounts = np.full(size, UNKNOWN)
    # Most are alone in their cell, which spares the sums, and as a rule the width of a sum.
    is_narrow = share.part(share.base.largest) <= MOST
    alone = (np.bincount(cell, minlength=size)[cell] == 1) & is_narrow
    amounts[cell[alone]] = _of_each(share, bases.filter(pl.Series(alone)))
    cells = (
        bases.filter(pl.Series(~alone))
        .group_by("cell")
        .agg(
            total=pl.when(pl.col("base").null_count() == 0).then(
                pl.col("base").cast(pl.Int128()).sum() + pl.col("shared").first()
            )
        )
    )
    part = part_of(pl.max_horizontal(0, pl.col("total")), share.numerator, share.denominator)
    amount = pl.when(pl.col("total").is_not_null()).then(pl.min_horizontal(part, MOST))
    known = cells.select(amount=amount.otherwise(UNKNOWN).cast(pl.Int64))
    amounts[cells["cell"].to_numpy()] = known["amount"].to_numpy()
    return amounts


def _of_each(share: Share, bases: pl.DataFrame) -> Rows:
    """The share of each by itself; of what 64 bits hold, NumPy divides several times as fast."""
    base = bases["base"] + bases["shared"]
    amount = np.maximum(0, base.fill_null(0).to_numpy())
    whole = amount // share.denominator
    rest = amount - whole * share.denominator
    part = whole * share.numerator + rest * share.numerator // share.denominator
    return np.where(base.is_null().to_numpy(), UNKNOWN, part)


def _signed(base: Base, kind: str) -> pl.Expr:
    """What a kind's own facts add to a base; a few amounts fit 64 bits."""
    terms = [pl.col(fact) for fact in base.plus if _kind(fact) == kind]
    terms += [-pl.col(fact) for fact in base.less if _kind(fact) == kind]
    nothing = pl.repeat(0, pl.len(), dtype=pl.Int64())
    return reduce(lambda a, b: a + b, terms, nothing)


def _kind(fact: str) -> str:
    return fact.partition(".")[0]

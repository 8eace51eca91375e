"""What limits that are shares come to, in each cell of a slice, in whole yuan.

The twin of `decision.limits`, over columns.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce

import polars as pl

from yaoxie.profile.vocabulary import COMPANY
from yaoxie.rules.bases import Base
from yaoxie.rules.plan import Limit, Plan
from yaoxie.screening.columns import MOST, of_limit
from yaoxie.screening.facts import Slice

_KIND_STEP = 1 << 48  # keys of different kinds stay apart


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
        self._amounts = {limit.id: self._frame(limit) for limit in self._limits}

    def of(self, limit: Limit) -> pl.DataFrame:
        """`cell`, and the `amount` there; null where the base is unknown."""
        return self._amounts[limit.id]

    def open(self, kind: str) -> Iterator[pl.Series]:
        """For each limit that is a share, whether its base is unknown for a kind's subjects.

        Columns named by `of_limit`.
        """
        for limit in self._limits:
            if kind not in self._kinds[limit.id]:
                continue
            cells = self._cells(limit, kind)
            amounts = cells.join(self.of(limit), on="cell", how="left", maintain_order="left")
            yield amounts["amount"].is_null().alias(of_limit(limit.id))

    def _frame(self, limit: Limit) -> pl.DataFrame:
        assert limit.share is not None
        kinds = {_kind(fact) for fact in limit.share.base.facts}
        if limit.per == "company" or COMPANY in kinds:
            kinds |= self._kinds[limit.id] | {COMPANY}
        bases = [self._bases(limit, limit.share.base, kind) for kind in sorted(kinds)]
        cells = (
            pl.concat(bases)
            .group_by("cell")
            .agg(
                total=pl.col("base").sum() + pl.col("shared").first(),
                known=pl.col("base").null_count() == 0,
            )
        )
        base = pl.max_horizontal(0, pl.col("total"))
        part = base * limit.share.numerator // limit.share.denominator
        known = pl.col("known") & pl.col("total").is_not_null()
        amount = pl.when(known).then(pl.min_horizontal(part, MOST)).cast(pl.Int64)
        return cells.select("cell", amount=amount)

    def _bases(self, limit: Limit, base: Base, kind: str) -> pl.DataFrame:
        """`cell` and `base` of each subject of a kind, and what its company adds (`shared`)."""
        with_company = limit.per == "subject" and kind != COMPANY
        read = [fact for fact in base.facts if _kind(fact) == kind or with_company]
        facts = self._slice.facts(kind, [fact for fact in read if _kind(fact) in (kind, COMPANY)])
        own, shared = _signed(base, kind), _signed(base, COMPANY if with_company else "")
        return self._cells(limit, kind).hstack(facts.select(base=own, shared=shared))

    def _cells(self, limit: Limit, kind: str) -> pl.DataFrame:
        """The `cell` of each subject of a kind."""
        slice_ = self._slice
        if limit.per == "company":
            return pl.DataFrame({"cell": slice_.subjects(kind).company})
        number = slice_.schema.vocabulary.kinds.index(kind)
        return pl.DataFrame({"cell": number * _KIND_STEP + slice_.keys(kind)})


def key_cell(kind: pl.Expr, key: pl.Expr) -> pl.Expr:
    """The cell of a key of a kind, whose number is its place in the vocabulary."""
    return kind.cast(pl.Int64) * _KIND_STEP + key


def _signed(base: Base, kind: str) -> pl.Expr:
    """What a kind's own facts add to a base; sums, and their products with a rate, fit 128 bits."""
    terms = [pl.col(fact) for fact in base.plus if _kind(fact) == kind]
    terms += [-pl.col(fact) for fact in base.less if _kind(fact) == kind]
    nothing = pl.repeat(0, pl.len(), dtype=pl.Int64())
    return reduce(lambda a, b: a + b, terms, nothing).cast(pl.Int128())


def _kind(fact: str) -> str:
    return fact.partition(".")[0]

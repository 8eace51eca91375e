"""Groups and limits over the claims of many companies at once.

The same steps as the settlement of one company, in the same order; here each is a column.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from yaoxie.profile.fields import KINDS
from yaoxie.rules.plan import Group, Limit, Plan
from yaoxie.screening.awards import Awards

BY_FINDING, BY_AWARD = 1, 2
_KIND_STEP = 1 << 48  # keys of different kinds stay apart
_KINDS = tuple(KINDS)


@dataclass(slots=True)
class Settled:
    """What each claim brings beside the others, in the claims' order.

    `limit` and `group` are numbers in the plan, -1 for none; `excluded` is BY_FINDING or BY_AWARD.
    """

    counted: npt.NDArray[np.int64]
    limit: npt.NDArray[np.int16]
    group: npt.NDArray[np.int16]
    excluded: npt.NDArray[np.uint8]


class Settling:
    """Settles claims of one stretch: `company`, `kind`, `key`, `support`, `ceiling`, in order."""

    def __init__(self, plan: Plan, awards: Awards, year: int) -> None:
        self._plan = plan
        self._awards = awards
        self._year = year

    def settle(self, claims: pl.DataFrame) -> Settled:
        """Groups, then limits."""
        size = claims.height
        settled = Settled(
            claims["ceiling"].to_numpy().copy(),
            np.full(size, -1, np.int16),
            np.full(size, -1, np.int16),
            np.zeros(size, np.uint8),
        )
        for number, group in enumerate(self._plan.groups):
            self._exclude(number, group, claims, settled)
        settled.counted[settled.excluded > 0] = 0
        if self._plan.limits:
            self._limit(claims, settled)
        return settled

    def _members(self, claims: pl.DataFrame, supports: Sequence[str], per: str) -> pl.DataFrame:
        """The claims under some supports, with their cell, and where they stand."""
        numbers = [i for i, one in enumerate(self._plan.supports) if one.id in supports]
        cell = pl.col("company") if per == "company" else _key(pl.col("kind"), pl.col("key"))
        return (
            claims.with_row_index("at")
            .filter(pl.col("support").is_in(numbers))
            .with_columns(cell=cell)
        )

    def _exclude(self, number: int, group: Group, claims: pl.DataFrame, settled: Settled) -> None:
        inside = self._members(claims, list(group.members), group.per)
        schemes = {
            i: group.members[one.id]
            for i, one in enumerate(self._plan.supports)
            if one.id in group.members
        }
        if not inside.height:
            return
        scheme = pl.col("support").replace_strict(schemes, return_dtype=pl.Int64)
        inside = inside.with_columns(scheme=scheme)
        awarded = self._awarded(group, inside)
        if awarded is not None:
            at = awarded.to_numpy()
            settled.excluded[at] = BY_AWARD
            settled.group[at] = number
            inside = inside.filter(~pl.col("at").is_in(awarded.implode()))
        at = _losers(inside.filter(pl.col("cell").is_duplicated())).to_numpy()
        settled.excluded[at] = BY_FINDING
        settled.group[at] = number

    def _awarded(self, group: Group, inside: pl.DataFrame) -> pl.Series | None:
        """Where claims stand that an award under the group excludes."""
        awards = self._awards.of_group(group)
        if awards is None:
            return None
        awards = awards.select(_cell(group.per), pl.col("scheme").alias("awarded"), "year")
        met = inside.join(awards, on="cell")
        excludes = pl.col("awarded") != pl.col("scheme")
        if group.single_year:
            excludes = excludes | (pl.col("year") != self._year)
        return met.filter(excludes)["at"].unique()

    def _limit(self, claims: pl.DataFrame, settled: Settled) -> None:
        limits = list(enumerate(self._plan.limits))
        # From the inside out: what an outer limit cuts can no more be missed by an inner one.
        inner_first = sorted(limits, key=lambda e: (len(e[1].supports), e[1].per == "company"))
        open_claims = claims.filter(pl.Series(settled.excluded == 0))
        places = np.flatnonzero(settled.excluded == 0)
        cells = {
            number: self._members(open_claims, list(limit.supports), limit.per)
            .join(self._left(limit), on="cell", how="left", maintain_order="left")
            .with_columns(pl.col("left").fill_null(limit.amount))
            for number, limit in limits
        }
        counted = settled.counted[places]
        for number, _ in inner_first:
            inside = cells[number]
            at = inside["at"].to_numpy()
            counted[at] = np.minimum(counted[at], _rest(inside, counted[at]))
        self._name_bounds(cells, claims, places, counted, settled)
        settled.counted[places] = counted

    def _name_bounds(
        self,
        cells: dict[int, pl.DataFrame],
        claims: pl.DataFrame,
        places: npt.NDArray[np.int64],
        counted: npt.NDArray[np.int64],
        settled: Settled,
    ) -> None:
        """The tightest limit names itself; of equals, the one over the fewest supports."""
        amounts = claims["ceiling"].to_numpy()[places].copy()
        bound = np.full(len(places), -1, np.int16)
        for number, _ in sorted(
            enumerate(self._plan.limits), key=lambda entry: len(entry[1].supports)
        ):
            inside = cells[number]
            at = inside["at"].to_numpy()
            rest = _rest(inside, counted[at])
            cut = rest < amounts[at]
            amounts[at[cut]] = rest[cut]
            bound[at[cut]] = number
        settled.limit[places] = bound

    def _left(self, limit: Limit) -> pl.DataFrame:
        """What awards leave of a limit, for the cells that have some."""
        awards = self._awards.of_supports(limit.supports)
        if awards is None:
            return pl.DataFrame(schema={"cell": pl.Int64, "left": pl.Int64})
        if limit.span == "year":
            awards = awards.filter(pl.col("year") == self._year)
        left = pl.max_horizontal(0, limit.amount - pl.col("amount").sum())
        return awards.group_by(_cell(limit.per)).agg(left=left)


def _losers(rivals: pl.DataFrame) -> pl.Series:
    """Where claims stand that another scheme, or another form of the same stage, excludes."""
    standing = rivals.sort("ceiling", "at", descending=[True, False]).unique(
        ["cell", "support"], keep="first", maintain_order=True
    )
    best = (
        standing.group_by("cell", "scheme")
        .agg(brings=pl.col("ceiling").sum(), first=pl.col("at").min())
        .sort("brings", "first", descending=[True, False])
        .unique("cell", keep="first", maintain_order=True)
        .select("cell", "scheme")
    )
    winners = standing.join(best, on=["cell", "scheme"])["at"]
    return rivals.filter(~pl.col("at").is_in(winners.implode()))["at"]


def _rest(inside: pl.DataFrame, amounts: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """What is left of a limit when each claim's turn comes, after those before it in its cell."""
    column = pl.Series("amount", amounts)
    before = inside.with_columns(column).select(
        rest=pl.max_horizontal(
            0, pl.col("left") - (pl.col("amount").cum_sum() - pl.col("amount")).over("cell")
        )
    )
    return before["rest"].to_numpy()


def _key(kind: pl.Expr, key: pl.Expr) -> pl.Expr:
    return kind.cast(pl.Int64) * _KIND_STEP + key


def _cell(per: str) -> pl.Expr:
    """The cell of awards."""
    if per == "company":
        return pl.col("company").alias("cell")
    numbers = {kind: number for number, kind in enumerate(_KINDS)}
    kind = pl.col("kind").replace_strict(numbers, return_dtype=pl.Int64)
    return _key(kind, pl.col("key")).alias("cell")

"""Groups and limits over the claims of many companies at once.

The twin of `decision.settlement`: the same steps, in the same order and under the same names, each
over columns. Claims are frames of `company`, `kind`, `key`, `support` (a number in the plan) and
`ceiling` (whole yuan), a row each, in the order of findings.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from yaoxie.rules.plan import AtMost, Group, Limit, Plan
from yaoxie.screening.awards import Awards
from yaoxie.screening.limits import LimitAmounts, key_cell

BY_FINDING, BY_AWARD = 1, 2


@dataclass(slots=True)
class Settled:
    """What each claim brings beside the others: arrays of one length, in the claims' order.

    `counted` in whole yuan; `limit` and `group` are numbers in the plan, -1 for none; `excluded` is
    BY_FINDING or BY_AWARD, else 0.
    """

    counted: npt.NDArray[np.int64]
    limit: npt.NDArray[np.int16]
    group: npt.NDArray[np.int16]
    excluded: npt.NDArray[np.uint8]


class Settlement:
    """Settles the claims of the companies of a slice under one plan, for one claim year."""

    def __init__(self, plan: Plan, awards: Awards, amounts: LimitAmounts, year: int) -> None:
        self._plan = plan
        self._awards = awards
        self._amounts = amounts
        self._year = year
        self._kinds = plan.vocabulary.kinds
        per = {group.per for group in plan.groups} | {limit.per for limit in plan.limits}
        self.counts_by_key = "subject" in per or bool(plan.at_most)

    def settle(self, claims: pl.DataFrame) -> Settled:
        """Groups, then limits. `claims` has the columns named above; the answer has its rows."""
        size = claims.height
        settled = Settled(
            claims["ceiling"].to_numpy().copy(),
            np.full(size, -1, np.int16),
            np.full(size, -1, np.int16),
            np.zeros(size, np.uint8),
        )
        for number, group in enumerate(self._plan.groups):
            self._exclude(number, group, claims, settled)
        for number, entry in enumerate(self._plan.at_most, len(self._plan.groups)):
            self._count_out(number, entry, claims, settled)
        settled.counted[settled.excluded > 0] = 0
        if self._plan.limits:
            self._limit(claims, settled)
        return settled

    def _members(self, claims: pl.DataFrame, supports: Sequence[str], per: str) -> pl.DataFrame:
        """The claims under some supports, with their `cell`, and where they stand (`at`)."""
        numbers = [i for i, support in enumerate(self._plan.supports) if support.id in supports]
        cell = pl.col("company") if per == "company" else key_cell(pl.col("kind"), pl.col("key"))
        return (
            claims.with_row_index("at")
            .filter(pl.col("support").is_in(numbers))
            .with_columns(cell=cell)
        )

    def _exclude(self, number: int, group: Group, claims: pl.DataFrame, settled: Settled) -> None:
        rivals = self._members(claims, list(group.members), group.per)
        schemes = {
            i: group.members[support.id]
            for i, support in enumerate(self._plan.supports)
            if support.id in group.members
        }
        if not rivals.height:
            return
        scheme = pl.col("support").replace_strict(schemes, return_dtype=pl.Int64)
        rivals = rivals.with_columns(scheme=scheme)
        awarded = self._excluding_award(group, rivals)
        if awarded is not None:
            _mark(settled, awarded, number, BY_AWARD)
            rivals = rivals.filter(~pl.col("at").is_in(awarded.implode()))
        _keep_best(number, rivals.filter(pl.col("cell").is_duplicated()), settled)

    def _excluding_award(self, group: Group, rivals: pl.DataFrame) -> pl.Series | None:
        """Where claims stand that an award under the group excludes."""
        awards = self._awards.of_group(group)
        if awards is None:
            return None
        awards = awards.select(
            _cell(group.per, self._kinds), pl.col("scheme").alias("awarded"), "year"
        )
        excludes = pl.col("awarded") != pl.col("scheme")
        if group.single_year:
            excludes = excludes | (pl.col("year") != self._year)
        return rivals.join(awards, on="cell").filter(excludes)["at"].unique()

    def _count_out(
        self, number: int, entry: AtMost, claims: pl.DataFrame, settled: Settled
    ) -> None:
        """Excludes what is beyond the number that an entry allows."""
        limits = [
            (i, limit)
            for i, limit in enumerate(self._plan.limits)
            if limit in entry.inner(self._plan.limits)
        ]
        places = np.flatnonzero(settled.excluded == 0)
        counted, _ = self._within(limits, claims, settled)
        open_claims = claims.filter(pl.Series(settled.excluded == 0))
        open_claims = open_claims.with_columns(counted=pl.Series(counted))
        rivals = self._members(open_claims, list(entry.supports), entry.per)
        if not rivals.height:
            return
        by_award, by_finding = _counted_out(entry, rivals, self._awards_of(entry), self._year)
        _mark(settled, pl.Series(places[by_award]), number, BY_AWARD)
        _mark(settled, pl.Series(places[by_finding]), number, BY_FINDING)

    def _awards_of(self, entry: AtMost) -> pl.DataFrame | None:
        """The awards that count: `cell`, `unit` (a key) and `year`."""
        awards = self._awards.of_supports(entry.supports)
        if awards is None:
            return None
        if entry.period == "year":
            awards = awards.filter(pl.col("year") == self._year)
        cell, unit = (_cell(per, self._kinds) for per in (entry.per, "subject"))
        return awards.select(cell, unit.alias("unit"), "year")

    def _within(
        self, limits: Sequence[tuple[int, Limit]], claims: pl.DataFrame, settled: Settled
    ) -> tuple[npt.NDArray[np.int64], dict[int, _Inside]]:
        """What the claims that are not excluded bring under some limits."""
        open_claims = claims.filter(pl.Series(settled.excluded == 0))
        inside = {
            number: self._rest(limit, self._members(open_claims, list(limit.supports), limit.per))
            for number, limit in limits
        }
        counted = settled.counted[settled.excluded == 0]
        # From the inside out: what an outer limit cuts can no more be missed by an inner one.
        for number, _ in sorted(limits, key=_innermost):
            at = inside[number].at
            counted[at] = np.minimum(counted[at], inside[number].rest_in_turn(counted[at]))
        return counted, inside

    def _limit(self, claims: pl.DataFrame, settled: Settled) -> None:
        places = np.flatnonzero(settled.excluded == 0)
        counted, inside = self._within(list(enumerate(self._plan.limits)), claims, settled)
        self._name_bounds(inside, claims, places, counted, settled)
        settled.counted[places] = counted

    def _name_bounds(
        self,
        inside: dict[int, _Inside],
        claims: pl.DataFrame,
        places: npt.NDArray[np.int64],
        counted: npt.NDArray[np.int64],
        settled: Settled,
    ) -> None:
        """The tightest limit names itself; of equals, the innermost."""
        amounts = claims["ceiling"].to_numpy()[places].copy()
        bound = np.full(len(places), -1, np.int16)
        for number, _ in sorted(enumerate(self._plan.limits), key=_innermost):
            at = inside[number].at
            rest = inside[number].rest_in_turn(counted[at])
            cut = rest < amounts[at]
            amounts[at[cut]] = rest[cut]
            bound[at[cut]] = number
        settled.limit[places] = bound

    def _rest(self, limit: Limit, members: pl.DataFrame) -> _Inside:
        """Claims under a limit with what awards have left of it; none where it is open."""
        if limit.share is None:
            amount = pl.lit(limit.amount, pl.Int64)
        else:
            members = members.with_columns(amount=self._amounts.of(limit, members))
            members = members.filter(pl.col("amount").is_not_null())
            amount = pl.col("amount")
        awards = self._awards_under(limit)
        if awards is None:
            return _inside(members.with_columns(left=amount))
        members = members.join(awards, on="cell", how="left", maintain_order="left")
        left = pl.max_horizontal(0, amount - pl.col("awarded").fill_null(0))
        return _inside(members.with_columns(left=left))

    def _awards_under(self, limit: Limit) -> pl.DataFrame | None:
        """What awards have taken of a limit: `cell`, `awarded`, for the cells that have awards."""
        awards = self._awards.of_supports(limit.supports)
        if awards is None:
            return None
        if limit.period == "year":
            awards = awards.filter(pl.col("year") == self._year)
        cell = _cell(limit.per, self._kinds)
        return awards.group_by(cell).agg(awarded=pl.col("amount").sum())


@dataclass(frozen=True, slots=True)
class _Inside:
    """The claims under a limit, in their order: arrays of one length, but for the last two.

    `at`: where they stand among all; `left`: what awards have left of the limit, in whole yuan.
    `turns`: which of them share a cell, cell by cell; `first`: where in `turns` each one's cell
    begins. Most claims are alone in their cell, and what is left of it is theirs.
    """

    at: npt.NDArray[np.int64]
    left: npt.NDArray[np.int64]
    turns: npt.NDArray[np.int64]
    first: npt.NDArray[np.int64]

    def rest_in_turn(self, amounts: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """What is left of the limit when each claim's turn comes, after those before it."""
        rest = self.left.copy()
        shared = amounts[self.turns]
        before = shared.cumsum() - shared  # may wrap round; differences inside a cell do not
        rest[self.turns] = np.maximum(0, rest[self.turns] - (before - before[self.first]))
        return rest


def _inside(members: pl.DataFrame) -> _Inside:
    """From `at`, `cell` and `left` of the claims under a limit."""
    cells = members["cell"]
    shared = np.flatnonzero(cells.is_duplicated().to_numpy())
    ids = cells.to_numpy()[shared]
    order = np.argsort(ids, kind="stable")
    sorted_ids = ids[order]
    begins = np.ones(len(order), bool)
    begins[1:] = sorted_ids[1:] != sorted_ids[:-1]
    first = np.flatnonzero(begins)[begins.cumsum() - 1]
    at = members["at"].to_numpy().astype(np.int64)
    return _Inside(at, members["left"].to_numpy(), shared[order], first)


def _keep_best(number: int, rivals: pl.DataFrame, settled: Settled) -> None:
    """Of the claims of each cell, keeps the scheme that brings most, with one per support."""
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
    losers = rivals.filter(~pl.col("at").is_in(winners.implode()))["at"]
    _mark(settled, losers, number, BY_FINDING)


def _counted_out(
    entry: AtMost, rivals: pl.DataFrame, awards: pl.DataFrame | None, year: int
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Where claims stand that are beyond what an entry allows: by awards, and by other claims.

    `rivals` have `at`, `cell`, and what they have `counted` after the limits inside.
    """
    if awards is None:
        awards = pl.DataFrame(schema={"cell": pl.Int64, "unit": pl.Int64, "year": pl.Int64})
    awards = awards.with_columns(pl.col("cell").cast(pl.Int64), pl.col("unit").cast(pl.Int64))
    by_cell = awards.group_by("cell")
    if entry.count == "years":
        others = by_cell.agg(taken=pl.col("year").filter(pl.col("year") != year).n_unique())
        spent = others.filter(pl.col("taken") + 1 > entry.most)
        beyond = rivals.filter(pl.col("cell").is_in(spent["cell"].implode()))
        return _places(beyond), _places(beyond.clear())
    unit = key_cell(pl.col("kind"), pl.col("key"))
    if entry.count == "subjects":
        taken = by_cell.agg(taken=pl.col("unit").n_unique())
        rivals = rivals.with_columns(unit=unit)
        held = awards.select("cell", "unit").unique()
        rivals = rivals.join(held, on=["cell", "unit"], how="anti", maintain_order="left")
    else:
        taken = by_cell.agg(taken=pl.len())
        rivals = rivals.with_columns(unit=pl.col("at").cast(pl.Int64))
    ranked = (
        rivals.group_by("cell", "unit")
        .agg(brings=pl.col("counted").sum(), first=pl.col("at").min())
        .sort("brings", "first", descending=[True, False])
        .with_columns(rank=pl.int_range(pl.len()).over("cell"))
        .join(taken, on="cell", how="left")
        .with_columns(
            free=pl.max_horizontal(0, entry.most - pl.col("taken").fill_null(0).cast(pl.Int64))
        )
        .filter(pl.col("rank") >= pl.col("free"))
    )
    beyond = rivals.join(ranked, on=["cell", "unit"], maintain_order="left")
    none_free = pl.col("free") == 0
    return _places(beyond.filter(none_free)), _places(beyond.filter(~none_free))


def _places(claims: pl.DataFrame) -> npt.NDArray[np.int64]:
    return claims["at"].to_numpy().astype(np.int64)


def _mark(settled: Settled, at: pl.Series, group: int, by: int) -> None:
    """Says of some claims what excludes them."""
    settled.excluded[at.to_numpy()] = by
    settled.group[at.to_numpy()] = group


def _innermost(entry: tuple[int, Limit]) -> tuple[int, bool]:
    return len(entry[1].supports), entry[1].per == "company"


def _cell(per: str, kinds: Sequence[str]) -> pl.Expr:
    """The cell of awards; `kinds` are those of the vocabulary, in its order."""
    if per == "company":
        return pl.col("company").alias("cell")
    numbers = {kind: number for number, kind in enumerate(kinds)}
    kind = pl.col("kind").replace_strict(numbers, return_dtype=pl.Int64)
    return key_cell(kind, pl.col("key")).alias("cell")

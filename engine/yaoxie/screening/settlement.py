"""Groups and limits over the claims of many companies at once.

The twin of `decision.settlement`: the same steps, in the same order and under the same names, each
over arrays, which have a row for each claim, in the order of findings.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl

from yaoxie.rules.plan import AtMost, Group, Limit, Plan
from yaoxie.screening.awards import Awards
from yaoxie.screening.claims import ClaimColumns, key_cell
from yaoxie.screening.facts import Rows
from yaoxie.screening.limits import UNKNOWN, LimitAmounts

BY_FINDING, BY_AWARD = 1, 2
Flags = npt.NDArray[np.bool_]


@dataclass(slots=True)
class Settled:
    """What each claim brings beside the others: arrays of one length, in the claims' order.

    `counted` in whole yuan; `limit` and `group` are numbers in the plan, -1 for none; `excluded` is
    BY_FINDING or BY_AWARD, else 0.
    """

    counted: Rows
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

    def settle(self, claims: ClaimColumns) -> Settled:
        """Groups, then limits; the answer has the claims' rows."""
        size = len(claims)
        settled = Settled(
            claims.ceiling.copy(),
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

    def _members(self, claims: ClaimColumns, supports: Collection[str]) -> Rows:
        """Where the claims under some supports stand."""
        members = np.array([support.id in supports for support in self._plan.supports], bool)
        return np.flatnonzero(members[claims.support])

    def _exclude(self, number: int, group: Group, claims: ClaimColumns, settled: Settled) -> None:
        at = self._members(claims, group.members)
        if not len(at):
            return
        own = claims.taken(at)
        schemes = np.array([group.members.get(support.id, -1) for support in self._plan.supports])
        rivals = _Rivals(at, own.cells(group.per), schemes[own.support], own.support, own.ceiling)
        awarded = self._excluding_award(group, rivals, own.company)
        if awarded is not None:
            _mark(settled, at[awarded], number, BY_AWARD)
            rivals = rivals.taken(np.flatnonzero(~awarded))
        _keep_best(number, rivals.taken(_shared(rivals.cell)), settled)

    def _excluding_award(self, group: Group, rivals: _Rivals, companies: Rows) -> Flags | None:
        """Which claims an award under the group excludes."""
        awards = self._awards.of_group(group)
        if awards is None:
            return None
        concerned = np.flatnonzero(np.isin(companies, awards["company"].to_numpy()))
        claims = pl.DataFrame(
            {"at": concerned, "cell": rivals.cell[concerned], "scheme": rivals.scheme[concerned]}
        )
        awards = awards.select(
            _cell(group.per, self._kinds), pl.col("scheme").alias("awarded"), "year"
        )
        excludes = pl.col("awarded") != pl.col("scheme")
        if group.single_year:
            excludes = excludes | (pl.col("year") != self._year)
        excluded = np.zeros(len(companies), bool)
        excluded[claims.join(awards, on="cell").filter(excludes)["at"].to_numpy()] = True
        return excluded

    def _count_out(
        self, number: int, entry: AtMost, claims: ClaimColumns, settled: Settled
    ) -> None:
        """Excludes what is beyond the number that an entry allows."""
        limits = [
            (i, limit)
            for i, limit in enumerate(self._plan.limits)
            if limit in entry.inner(self._plan.limits)
        ]
        places = np.flatnonzero(settled.excluded == 0)
        open_claims = claims.taken(places)
        counted, _ = self._within(limits, open_claims)
        at = self._members(open_claims, entry.supports)
        if not len(at):
            return
        own = open_claims.taken(at)
        rivals = own.frame().with_columns(
            at=pl.Series(at), cell=pl.Series(own.cells(entry.per)), counted=pl.Series(counted[at])
        )
        by_award, by_finding = _counted_out(entry, rivals, self._awards_of(entry), self._year)
        _mark(settled, places[by_award], number, BY_AWARD)
        _mark(settled, places[by_finding], number, BY_FINDING)

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
        self, limits: Sequence[tuple[int, Limit]], claims: ClaimColumns
    ) -> tuple[Rows, dict[int, _Inside]]:
        """What claims that are not excluded bring under some limits."""
        inside = {
            number: self._rest(limit, claims, self._members(claims, limit.supports))
            for number, limit in limits
        }
        counted = claims.ceiling.copy()
        # From the inside out: what an outer limit cuts can no more be missed by an inner one.
        for number, _ in sorted(limits, key=_innermost):
            at = inside[number].at
            counted[at] = np.minimum(counted[at], inside[number].rest_in_turn(counted[at]))
        return counted, inside

    def _limit(self, claims: ClaimColumns, settled: Settled) -> None:
        places = np.flatnonzero(settled.excluded == 0)
        open_claims = claims.taken(places)
        counted, inside = self._within(list(enumerate(self._plan.limits)), open_claims)
        settled.limit[places] = self._name_bounds(inside, open_claims, counted)
        settled.counted[places] = counted

    def _name_bounds(
        self, inside: dict[int, _Inside], claims: ClaimColumns, counted: Rows
    ) -> npt.NDArray[np.int16]:
        """The limit that binds each claim: the tightest; of equals, the innermost."""
        amounts = claims.ceiling.copy()
        bound = np.full(len(claims), -1, np.int16)
        for number, _ in sorted(enumerate(self._plan.limits), key=_innermost):
            at = inside[number].at
            rest = inside[number].rest_in_turn(counted[at])
            cut = rest < amounts[at]
            amounts[at[cut]] = rest[cut]
            bound[at[cut]] = number
        return bound

    def _rest(self, limit: Limit, claims: ClaimColumns, at: Rows) -> _Inside:
        """Some claims under a limit with what awards have left of it; none where it is open."""
        own = claims.taken(at)
        if limit.share is None:
            left = np.full(len(at), limit.amount, np.int64)
        else:
            left = self._amounts.of(limit, own)
            known = np.flatnonzero(left != UNKNOWN)
            at, own, left = at[known], own.taken(known), left[known]
        cell = own.cells(limit.per)
        awards = self._awards_under(limit)
        if awards is not None:
            taken = pl.DataFrame({"cell": cell}).join(
                awards, on="cell", how="left", maintain_order="left"
            )
            left = np.maximum(0, left - taken["awarded"].fill_null(0).to_numpy())
        return _inside(at, cell, left)

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

    at: Rows
    left: Rows
    turns: Rows
    first: Rows

    def rest_in_turn(self, amounts: Rows) -> Rows:
        """What is left of the limit when each claim's turn comes, after those before it."""
        rest = self.left.copy()
        shared = amounts[self.turns]
        before = shared.cumsum() - shared  # may wrap round; differences inside a cell do not
        rest[self.turns] = np.maximum(0, rest[self.turns] - (before - before[self.first]))
        return rest


def _inside(at: Rows, cells: Rows, left: Rows) -> _Inside:
    """The claims under a limit, from where they stand, their cells, and what is left in each."""
    shared = _shared(cells)
    ids = cells[shared]
    order = np.argsort(ids, kind="stable")
    begins = _begins(ids[order])
    first = np.flatnonzero(begins)[begins.cumsum() - 1]
    return _Inside(at, left, shared[order], first)


def _shared(cells: Rows) -> Rows:
    """Where claims stand that are not alone in their cell."""
    return np.flatnonzero(pl.Series(cells).is_duplicated().to_numpy())


def _begins(*sorted_: npt.NDArray[np.integer]) -> Flags:
    """Where something new begins, in columns that are sorted."""
    begins = np.ones(len(sorted_[0]), bool)
    begins[1:] = False
    for column in sorted_:
        begins[1:] |= column[1:] != column[:-1]
    return begins


class _Rivals(NamedTuple):
    """Claims of which a group keeps some: arrays of one length; `at`: where they stand."""

    at: Rows
    cell: Rows
    scheme: Rows
    support: npt.NDArray[np.integer]
    ceiling: Rows

    def taken(self, rows: Rows) -> _Rivals:
        """Some of them."""
        return _Rivals(
            self.at[rows],
            self.cell[rows],
            self.scheme[rows],
            self.support[rows],
            self.ceiling[rows],
        )


def _keep_best(number: int, rivals: _Rivals, settled: Settled) -> None:
    """Of the claims of each cell, keeps the scheme that brings most, with one per support."""
    if not len(rivals.at):
        return
    order = np.lexsort((rivals.at, -rivals.ceiling, rivals.support, rivals.cell))
    standing = rivals.taken(order[_begins(rivals.cell[order], rivals.support[order])])
    standing = standing.taken(np.lexsort((standing.scheme, standing.cell)))
    begins = np.flatnonzero(_begins(standing.cell, standing.scheme))
    brings = np.add.reduceat(standing.ceiling, begins)
    first = np.minimum.reduceat(standing.at, begins)
    ranked = begins[np.lexsort((first, -brings, standing.cell[begins]))]
    best = standing.taken(ranked[_begins(standing.cell[ranked])])
    kept = best.scheme[np.searchsorted(best.cell, standing.cell)] == standing.scheme
    losers = np.setdiff1d(rivals.at, standing.at[kept], assume_unique=True)
    _mark(settled, losers, number, BY_FINDING)


def _counted_out(
    entry: AtMost, rivals: pl.DataFrame, awards: pl.DataFrame | None, year: int
) -> tuple[Rows, Rows]:
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


def _places(claims: pl.DataFrame) -> Rows:
    return claims["at"].to_numpy().astype(np.int64)


def _mark(settled: Settled, at: Rows, group: int, by: int) -> None:
    """Says of some claims what excludes them."""
    settled.excluded[at] = by
    settled.group[at] = group


def _innermost(entry: tuple[int, Limit]) -> tuple[int, bool]:
    return len(entry[1].supports), entry[1].per == "company"


def _cell(per: str, kinds: Sequence[str]) -> pl.Expr:
    """The cell of awards; `kinds` are those of the vocabulary, in its order."""
    if per == "company":
        return pl.col("company").alias("cell")
    numbers = {kind: number for number, kind in enumerate(kinds)}
    kind = pl.col("kind").replace_strict(numbers, return_dtype=pl.Int64)
    return key_cell(kind, pl.col("key")).alias("cell")

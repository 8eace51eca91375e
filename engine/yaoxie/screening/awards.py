"""Earlier awards of a slice, matched to measures, to subjects and to their keys."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl

from yaoxie.errors import Fault, InputError, pointer
from yaoxie.messages import Message
from yaoxie.profile.checks import AWARDS
from yaoxie.profile.vocabulary import COMPANY
from yaoxie.rules.payers import EVERY_OTHER, OUTSIDE, Hints, Payers
from yaoxie.rules.plan import Group, Plan, Support
from yaoxie.screening.columns import MOST, Amounts, Awarded
from yaoxie.screening.facts import Slice

MISMATCH = pl.Struct({"pointer": pl.String(), "value": pl.String(), "nearest": pl.String()})
UNMATCHED = pl.List(MISMATCH)  # a company's awards that match nothing; null where all match


class _Award(NamedTuple):
    """What an award names."""

    measure: str
    support: str
    subject: str
    year: int


class SliceAwards:
    """All awards of a slice, whatever measure they are of, each with its subject.

    `frame` has those of the table, with `kind` and `row` of the subject, its `key` and its
    `company`; None where there are no awards.
    """

    def __init__(self, slice_: Slice, awards: pl.DataFrame, payers: Payers) -> None:
        self.slice = slice_
        self.payers = payers
        self.frame = self._resolved(awards) if awards.height else None

    def of_measure(self, name: str) -> pl.DataFrame | None:
        """The awards of a measure, for subjects of their supports' kinds."""
        if self.frame is None:
            return None
        kinds = self.payers.supports[name]
        due = pl.col("support").replace_strict(kinds, default=None, return_dtype=pl.String)
        own = self.frame.filter(pl.col("means") == name, pl.col("kind") == due)
        _fitting(own)
        return own if own.height else None

    def _meant(self) -> pl.Expr:
        """The measure that an award names, itself or by its series; else what it names."""
        meant = pl.col("measure").replace(dict(self.payers.aliases))
        for series, versions in self.payers.versions.items():
            version = pl.lit(versions[0][0])
            for name, start in versions[1:]:
                version = pl.when(pl.col("year") >= start).then(pl.lit(name)).otherwise(version)
            meant = pl.when(pl.col("measure") == series).then(version).otherwise(meant)
        return meant

    def unmatched(self) -> pl.Series:
        """For each company, its awards that match nothing: where, what stands there, what is near.

        What reports say in notices, award by award.
        """
        size = len(self.slice.company)
        lists: dict[int, list[dict[str, str | None]]] = {}
        hints = Hints()
        for row in [] if self.frame is None else self._perhaps_unmatched(self.frame).to_dicts():
            award = _Award(row["measure"], row["support"], row["subject"], row["year"])
            mismatch = self.payers.mismatch(award, {award.subject: row["kind"]})
            if mismatch is not None:
                at = pointer((AWARDS, row["number"], mismatch.field))
                entry = {"pointer": at, "value": mismatch.value, "nearest": hints.nearest(mismatch)}
                lists.setdefault(row["company"], []).append(entry)
        if not lists:
            return pl.repeat(None, size, dtype=UNMATCHED, eager=True).alias("unmatched_awards")
        index = np.full(size, -1)
        index[list(lists)] = np.arange(len(lists))
        places = pl.Series(index)
        chosen = places.set(places < 0, None).cast(pl.UInt32)
        return pl.Series("unmatched_awards", list(lists.values()), UNMATCHED).gather(chosen)

    def _perhaps_unmatched(self, awards: pl.DataFrame) -> pl.DataFrame:
        """The awards that match nothing, or whose payer is outside the rulebook."""
        matching = self._supports_of(self.payers.supports)
        return awards.join(matching, on=matching.columns, how="anti", maintain_order="left")

    def _supports_of(self, measures: Iterable[str]) -> pl.DataFrame:
        """The supports of some measures, as awards name them, and the kind of each."""
        known = [
            (measure, support, kind)
            for measure in measures
            for support, kind in self.payers.supports[measure].items()
        ]
        names = {name: pl.String() for name in ("means", "support", "kind")}
        return pl.DataFrame(known, names, orient="row")

    def of_payers(self, payers: frozenset[str]) -> pl.DataFrame | None:
        """The awards of some payers, as `Payers.is_of` tells them; None where there are none."""
        if not payers or self.frame is None:
            return None
        name = pl.col("measure")
        outside = name.str.starts_with(OUTSIDE) & (name != OUTSIDE)
        named = pl.lit(value=True) if EVERY_OTHER in payers else name.is_in(list(payers))
        matching = self._supports_of(name for name in self.payers.supports if name in payers)
        of_measures = self.frame.filter(~outside)
        of_measures = of_measures.join(matching, on=matching.columns, how="semi")
        awards = pl.concat([self.frame.filter(outside & named), of_measures])
        _fitting(awards)
        return awards if awards.height else None

    def _resolved(self, awards: pl.DataFrame) -> pl.DataFrame:
        """Each award with its subject's kind, row and key, and its number in the company's list.

        Ids of subjects are the company's own; `means` is the measure that the award names.
        """
        slice_ = self.slice
        awards = awards.with_columns(
            company=pl.Series(slice_.rows_of(awards["company"].to_numpy())),
            number=pl.int_range(pl.len()).over("company"),
            means=self._meant(),
        )
        has_awards = np.zeros(len(slice_.company), bool)
        has_awards[awards["company"].to_numpy()] = True
        places = [self._places(kind, has_awards) for kind in slice_.schema.vocabulary.item_lists]
        resolved = awards.join(pl.concat(places), on=["company", "subject"], how="left")
        # What no item is called is the company; the profile's checks allow nothing else.
        return resolved.with_columns(
            pl.col("kind").fill_null(COMPANY),
            pl.col("row").fill_null(pl.col("company")),
            pl.col("key").fill_null(pl.col("company")),
        )

    def _places(self, kind: str, of_companies: npt.NDArray[np.bool_]) -> pl.DataFrame:
        """The items of one kind that some companies have, as awards name them."""
        subjects = self.slice.subjects(kind)
        rows = np.flatnonzero(of_companies[subjects.company])
        return pl.DataFrame(
            {
                "company": subjects.company[rows],
                "subject": subjects.frame["id"].gather(rows),
                "row": rows,
                "key": self.slice.keys(kind)[rows],
                "kind": pl.repeat(kind, len(rows), eager=True),
            }
        )


class Awards:
    """The awards that bear on one measure in one claim year.

    `frame` has its own, in the columns of `SliceAwards`; None where there are none.
    """

    def __init__(self, awards: SliceAwards, plan: Plan, year: int) -> None:
        self._awards = awards
        self._slice = awards.slice
        self._year = year
        self._groups = plan.groups
        self.frame = awards.of_measure(plan.measure.id)
        parts = {} if self.frame is None else self.frame.partition_by("support", as_dict=True)
        self._by_support = {str(name): part for (name,), part in parts.items()}
        self._of_supports: dict[tuple[str, ...], pl.DataFrame] = {}

    def awarded(self, support: Support) -> Awarded | None:
        """What comes off the ceiling, and off the share, for every subject; None for nothing."""
        every = self._awards.frame
        if every is None:
            return None
        awards = self._by_support.get(support.id, every.clear())
        share = support.share
        others = None if share is None else self._awards.of_payers(share.tops_up)
        if not awards.height and others is None:
            return None
        awarded = share_awarded = self._sum(support, awards, support.period)
        if share is not None and share.period != support.period:
            share_awarded = self._sum(support, awards, share.period)
        if share is not None and others is not None:
            share_awarded = share_awarded + self._sum(support, others, share.period)
        return awarded, share_awarded

    def _sum(self, support: Support, awards: pl.DataFrame, period: str) -> Amounts:
        amounts = awards["amount"].to_numpy()
        if period == "year":
            amounts = np.where(awards["year"].to_numpy() == self._year, amounts, 0)
        subjects = self._slice.subjects(support.kind)
        group = next((group for group in self._groups if support.id in group.members), None)
        if group is not None and group.per == "company":
            sums = _summed(amounts, awards["company"].to_numpy(), len(self._slice.company))
            return sums[subjects.company]
        own = np.flatnonzero((awards["kind"] == support.kind).to_numpy())
        by = awards["row" if group is None else "key"].to_numpy()
        sums = _summed(amounts[own], by[own], len(subjects))
        return sums if group is None else sums[self._slice.keys(support.kind)]

    def of_supports(self, supports: Iterable[str]) -> pl.DataFrame | None:
        """The awards under some supports, in the columns of `frame`; None where there are none."""
        if self.frame is None:
            return None
        names = tuple(supports)
        if names not in self._of_supports:  # it is asked for claims and for what may be claimed
            self._of_supports[names] = self.frame.filter(pl.col("support").is_in(names))
        awards = self._of_supports[names]
        return awards if awards.height else None

    def of_group(self, group: Group) -> pl.DataFrame | None:
        """The awards that may exclude findings of a group, with the number of their `scheme`."""
        awards = self.of_supports(group.members)
        if awards is None:
            return None
        schemes = pl.col("support").replace_strict(dict(group.members), return_dtype=pl.Int64)
        return awards.with_columns(scheme=schemes)


def _fitting(awards: pl.DataFrame) -> None:
    """Raises InputError where a company's awards are more than a column can sum."""
    sums = awards.group_by("company").agg(pl.col("amount").cast(pl.Float64).sum())
    if (largest := sums.filter(pl.col("amount") > MOST / 2)).height:
        number = largest["company"].min()
        raise InputError([Fault("/awards", number, Message("screening.awards-too-large"))])


def _summed(amounts: Amounts, by: npt.NDArray[np.integer], size: int) -> Amounts:
    sums = np.zeros(size, dtype=np.int64)
    np.add.at(sums, by, amounts)
    return sums

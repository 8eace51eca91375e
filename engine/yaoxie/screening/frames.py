"""What was decided of a slice, as the frames that are handed out: findings, and totals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt
import polars as pl

from yaoxie.screening import classes
from yaoxie.screening.columns import ELIGIBLE, INELIGIBLE, STATUSES, UNDETERMINED
from yaoxie.screening.facts import Rows, Slice
from yaoxie.screening.findings import Findings, Flags
from yaoxie.screening.joint import Decided, Pass
from yaoxie.screening.reason_rows import ReasonRows
from yaoxie.screening.settlement import BY_AWARD, BY_FINDING

_TOTALS = ("total_ceiling", "potential_ceiling")
EXCLUDERS = {BY_FINDING: "finding", BY_AWARD: "award"}
_NONE = -1
Places = npt.NDArray[np.int16]


class Frames:
    """Makes the frames of what a pass has decided.

    `by_measure`: whether a column `measure` says which measure a row is of. `open_only`: whether
    ineligible findings are left out; `reasons`: whether they are said in words too. `by`: fields
    that have a column each.
    """

    def __init__(
        self,
        pass_: Pass,
        *,
        by_measure: bool,
        open_only: bool = False,
        reasons: bool = False,
        by: Sequence[str] = (),
    ) -> None:
        self._by = tuple(by)
        self._kinds = [support.kind for support in pass_.supports]
        self._pass = pass_
        self._by_measure = by_measure
        self._open_only = open_only
        plans = [own.plan for own in pass_.measures]
        self._reasons = ReasonRows(plans) if reasons else None
        self._measures = pl.Enum([plan.measure.id for plan in plans])
        self._statuses = pl.Enum(STATUSES)
        supports = [support.id for support in pass_.supports]
        self._supports = list(dict.fromkeys(supports))
        self._support_words = _numbers_in(supports, self._supports).astype(np.uint16)
        limits = [limit.id for plan in plans for limit in plan.limits]
        self._bounds = list(dict.fromkeys(["ceiling", "share", *limits]))
        self._limits = [_numbers_in([e.id for e in plan.limits], self._bounds) for plan in plans]
        groups = [[entry.id for entry in plan.excluding] for plan in plans]
        self._groups = list(dict.fromkeys(name for own in groups for name in own))
        self._group_words = [_numbers_in(own, self._groups) for own in groups]

    def findings(self, decided: Decided) -> tuple[pl.DataFrame, pl.DataFrame | None]:
        """A row for each finding, and one for each reason of it where they are asked for."""
        places = None
        findings, companies = decided.findings, decided.slice.company.frame
        if self._open_only:
            places = np.flatnonzero(findings.status != INELIGIBLE)
            findings = findings.taken(places)
        at = pl.Series(findings.company)
        support = findings.support
        measure = []
        if self._by_measure:
            numbers = pl.Series("measure", self._pass.measure_of[support])
            measure = [numbers.cat.to(self._measures)]
        frame = pl.DataFrame(
            [
                companies["company"].gather(at),
                companies["id"].gather(at).alias("company_id"),
                *measure,
                pl.Series("support", self._support_words[support]).cat.to(pl.Enum(self._supports)),
                self._subject_ids(decided.slice, findings),
                pl.Series("status", findings.status).cat.to(self._statuses),
                findings.ceiling.alias("ceiling"),
                *self._settled(decided, findings, places),
                pl.Series("upper_bound", findings.upper_bound),
                *(mask.alias(name) for name, mask in findings.masks.items()),
                *classes.columns(self._by, decided.slice, findings, self._kinds),
            ]
        )
        return frame, None if self._reasons is None else self._reasons.rows(findings, frame)

    def _subject_ids(self, slice_: Slice, findings: Findings) -> pl.Series:
        """The subjects' ids; the company's own is null, as nothing in a profile is called so."""
        kinds = self._pass.kind_of
        ids: list[pl.Series] = []
        starts = np.zeros(int(kinds.max(initial=0)) + 1, np.uint32)
        total = 0
        for number in np.unique(kinds):
            starts[number] = total
            kind = self._pass.schema.vocabulary.kinds[number]
            ids.append(slice_.subjects(kind).frame["id"])
            total += len(ids[-1])
        at = starts[kinds][findings.support] + findings.row
        # In one piece, from which Polars gathers several times as fast.
        every = pl.concat(ids, rechunk=True) if ids else pl.Series(dtype=pl.String)
        return every.gather(pl.Series(at, dtype=pl.UInt32)).alias("subject")

    def _settled(
        self, decided: Decided, findings: Findings, places: Rows | None
    ) -> Iterator[pl.Series]:
        """`counted`, `bound_by`, `excluded_group` and `excluded_by`: of claims; of others none.

        `places`: where the findings stand among all that were decided, if not all of them are here.
        """
        size = len(findings)
        counted = pl.zeros(size, pl.Int64(), eager=True)
        bound, group, excluded = (np.full(size, _NONE, np.int16) for _ in range(3))
        for number, settled in enumerate(decided.settled):
            at, own = settled.eligible.at, settled.eligible.settled
            if places is not None:
                at = np.searchsorted(places, at)
            counted.scatter(at, own.counted)
            by_share = findings.by_share[at].astype(np.int16)
            limited = _words(self._limits[number], own.limit, by_share)
            bound[at] = np.where(own.excluded == 0, limited, _NONE)
            group[at] = _words(self._group_words[number], own.group, _NONE)
            excluded[at] = own.excluded.astype(np.int16) - 1
        yield counted.alias("counted")
        yield _named("bound_by", bound, self._bounds)
        yield _named("excluded_group", group, self._groups)
        yield _named("excluded_by", excluded, list(EXCLUDERS.values()))

    def companies(self, decided: Decided) -> pl.DataFrame:
        """A row for each company; of several measures, one for each of them."""
        size, measures = decided.per_measure.shape
        own = decided.slice.company.frame
        at = pl.Series(np.repeat(np.arange(size, dtype=np.uint32), measures))
        measure = []
        if self._by_measure:
            numbers = np.tile(np.arange(measures, dtype=np.uint16), size)
            measure = [pl.Series("measure", numbers).cat.to(self._measures)]
        return pl.DataFrame(
            [
                own["company"].gather(at),
                own["id"].gather(at).alias("company_id"),
                *measure,
                pl.Series("total_ceiling", decided.totals.ravel()),
                pl.Series("potential_ceiling", decided.potentials.ravel()),
                pl.Series("upper_bound", self._upper_bounds(decided).ravel()),
                *self._counts(decided),
                *([] if self._by_measure else [decided.awards.unmatched()]),
            ]
        )

    def totals(
        self, decided: Decided, amounts: tuple[Rows, Rows], unmatched: pl.Series
    ) -> pl.DataFrame:
        """A row for each company, under all measures together.

        `amounts`: what it may claim, and what that may come to.
        """
        own = decided.slice.company.frame
        size, measures = decided.per_measure.shape
        return pl.DataFrame(
            [
                own["company"],
                own["id"].alias("company_id"),
                *(pl.Series(name, amount) for name, amount in zip(_TOTALS, amounts, strict=True)),
                *(
                    pl.Series(
                        count.name,
                        count.to_numpy().reshape(size, measures).sum(axis=1, dtype=np.uint32),
                    )
                    for count in self._counts(decided)
                ),
                unmatched,
            ]
        )

    def _upper_bounds(self, decided: Decided) -> Flags:
        """Whether something unknown may lower a total: by company and measure."""
        upper = np.zeros(decided.per_measure.shape, bool)
        for number, settled in enumerate(decided.settled):
            claims = settled.eligible
            lowered = (claims.settled.counted > 0) & decided.findings.upper_bound[claims.at]
            upper[claims.companies[lowered], number] = True
        return upper

    def _counts(self, decided: Decided) -> Iterator[pl.Series]:
        """How many findings of each status there are, by company and measure."""
        findings, (size, measures) = decided.findings, decided.per_measure.shape
        counts = {}
        for code in (ELIGIBLE, UNDETERMINED):
            at = np.flatnonzero(findings.status == code)
            cells = findings.company[at].astype(np.int64) * measures
            cells += self._pass.measure_of[findings.support[at]]
            counts[STATUSES[code]] = np.bincount(cells, minlength=size * measures)
        rest = decided.per_measure.ravel() - sum(counts.values())
        for name, count in {**counts, "ineligible": rest}.items():
            yield pl.Series(name, count, pl.UInt32)


def _numbers_in(words: Sequence[str], known: Sequence[str]) -> Places:
    """The places of words among others."""
    places = {word: place for place, word in enumerate(known)}
    return np.array([places[word] for word in words], np.int16)


def _words(words: Places, numbers: Places, otherwise: Places | int) -> Places:
    """The words of numbers; of what has none (-1), what else holds."""
    if not len(words):
        return np.broadcast_to(np.asarray(otherwise, np.int16), numbers.shape)
    return np.where(numbers >= 0, words[numbers], otherwise).astype(np.int16)


def _named(name: str, numbers: Places, words: list[str]) -> pl.Series:
    """Numbers as words of a list; -1 is null."""
    # What stands under a null must be a word's number too, where columns are handed on.
    at = pl.Series(name, np.maximum(numbers, 0).astype(np.min_scalar_type(len(words))))
    return at.set(pl.Series(numbers < 0), None).cat.to(pl.Enum(words))

"""Measures decided and settled together, in one pass over a slice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from yaoxie.errors import Fault, InputError
from yaoxie.messages import Message
from yaoxie.profile.vocabulary import Vocabulary
from yaoxie.rules.payers import Payers
from yaoxie.screening.awards import SliceAwards
from yaoxie.screening.claims import ClaimColumns
from yaoxie.screening.columns import ELIGIBLE, MOST, UNDETERMINED
from yaoxie.screening.compiled import CompiledMeasure
from yaoxie.screening.facts import Rows, Slice
from yaoxie.screening.findings import Findings, Flags, Places, Scattered
from yaoxie.screening.reasons import mask_names
from yaoxie.screening.settlement import Settled, Settlement
from yaoxie.tables import schema as table_schema
from yaoxie.tables.schema import AWARDS, Tables


@dataclass(frozen=True, slots=True)
class Claims:
    """Findings of one measure that are settled together: where they stand, and what they bring."""

    at: Rows
    companies: Rows
    settled: Settled


@dataclass(frozen=True, slots=True)
class SettledMeasure:
    """One measure's claims: those that are eligible, and those that may come to be.

    `possible`: of the companies with something undetermined, the eligible and undetermined ones.
    """

    eligible: Claims
    possible: Claims


@dataclass(frozen=True, slots=True)
class Decided:
    """A slice under all measures of a pass.

    `per_measure`: how many findings there are, a row for each company and a column for each
    measure; `totals` and `potentials` of the same shape are whole yuan.
    """

    slice: Slice
    awards: SliceAwards
    findings: Findings
    settled: Sequence[SettledMeasure]
    per_measure: Rows
    totals: Rows
    potentials: Rows


class Pass:
    """Compiled measures of one vocabulary and one claim year.

    `supports` are those of all measures in turn; a finding's number of a support is its place
    among them. `first`: the number of each measure's first support, and behind the last one.
    """

    def __init__(
        self, measures: Sequence[CompiledMeasure], vocabulary: Vocabulary, payers: Payers
    ) -> None:
        self.measures = tuple(measures)
        self.schema = table_schema.of(vocabulary)
        self.supports = [entry for own in measures for entry in own.plan.supports]
        counts = [len(own.plan.supports) for own in measures]
        self.first = np.cumsum([0, *counts])
        self.measure_of = np.repeat(np.arange(len(counts), dtype=np.uint16), counts)
        self._payers = payers
        self._kinds = vocabulary.kinds
        self.kind_of = np.array(
            [self._kinds.index(entry.kind) for entry in self.supports], np.uint8
        )
        self._money = np.array([entry.money for entry in self.supports], bool)
        self.masks = mask_names(max((own.width for own in measures), default=0))

    def run(self, tables: Tables) -> Decided:
        """Decides and settles whole companies."""
        slice_ = Slice(tables, self.schema)
        awards = SliceAwards(slice_, tables[AWARDS], self._payers)
        places = Places(slice_, [own.plan for own in self.measures])
        scattered = Scattered(places, self.masks)
        settlements: list[Settlement] = []
        for measure, first in zip(self.measures, self.first, strict=False):
            decided = measure.decided(slice_, awards)
            at = places.take(measure.plan)
            numbers = {entry.id: i for i, entry in enumerate(measure.plan.supports, int(first))}
            for support, part in decided.parts:
                scattered.put(numbers[support.id], at[support.id], part)
            settlements.append(decided.settlement)
        findings = scattered.findings()
        settled = self._settled(slice_, findings, settlements)
        size = len(slice_.company)
        eligible = [_summed(own.eligible, size) for own in settled]
        potential = [
            np.where(_flags(own.possible.companies, size), _summed(own.possible, size), total)
            for own, total in zip(settled, eligible, strict=True)
        ]
        return Decided(
            slice_,
            awards,
            findings,
            settled,
            places.per_measure,
            np.array(eligible, np.int64).reshape(len(settled), size).T,
            np.array(potential, np.int64).reshape(len(settled), size).T,
        )

    def _settled(
        self, slice_: Slice, findings: Findings, settlements: Sequence[Settlement]
    ) -> list[SettledMeasure]:
        eligible = np.flatnonzero(findings.status == ELIGIBLE)
        open_ = np.flatnonzero(findings.status == UNDETERMINED)
        settled: list[SettledMeasure] = []
        for number, settlement in enumerate(settlements):
            own, undecided = (self._of_measure(number, findings, at) for at in (eligible, open_))
            is_open = _flags(findings.company[undecided], len(slice_.company))
            possible = np.concatenate([own[is_open[findings.company[own]]], undecided])
            possible.sort()
            settled.append(
                SettledMeasure(
                    *(
                        self._claims(slice_, findings, int(self.first[number]), settlement, at)
                        for at in (own, possible)
                    )
                )
            )
        return settled

    def _of_measure(self, number: int, findings: Findings, at: Rows) -> Rows:
        """Of some findings, those of one measure that stand for money."""
        supports = findings.support[at]
        of_measure = self.measure_of[supports] == number
        chosen: Rows = at[of_measure & self._money[supports]]
        return chosen

    def _claims(
        self, slice_: Slice, findings: Findings, first: int, settlement: Settlement, at: Rows
    ) -> Claims:
        companies = findings.company[at].astype(np.int64)
        kinds = self.kind_of[findings.support[at]]
        rows = findings.row[at]
        by_key = settlement.counts_by_key
        claims = ClaimColumns(
            companies,
            kinds,
            self.keys(slice_, kinds, rows) if by_key else np.zeros(len(at), np.int64),
            findings.support[at] - np.uint16(first),
            findings.ceiling.gather(at).to_numpy(),
        )
        return Claims(at, companies, settlement.settle(claims))

    def keys(
        self, slice_: Slice, kinds: npt.NDArray[np.integer], rows: npt.NDArray[np.integer]
    ) -> Rows:
        """The keys of subjects, by the numbers of their kinds and their rows."""
        keys = np.zeros(len(rows), np.int64)
        for number in np.unique(kinds):
            own = kinds == number
            keys[own] = slice_.keys(self._kinds[number])[rows[own]]
        return keys


def _flags(rows: npt.NDArray[np.integer], size: int) -> Flags:
    flags = np.zeros(size, bool)
    flags[rows] = True
    return flags


def _summed(claims: Claims, size: int) -> Rows:
    """What the claims of each company bring together."""
    amounts = claims.settled.counted
    sums = np.zeros(size, np.int64)
    if len(amounts) and int(amounts.max()) * int(np.bincount(claims.companies).max()) > MOST:
        rough = np.bincount(claims.companies, weights=amounts, minlength=size)
        if rough.max() > MOST / 2:
            raise InputError(
                [Fault("", int(rough.argmax()), Message("screening.totals-too-large"))]
            )
    np.add.at(sums, claims.companies, amounts)
    return sums

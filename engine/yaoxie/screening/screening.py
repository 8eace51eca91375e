"""Decides, explains and settles a slice of a population: findings, and totals per company."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from yaoxie.decision.amounts import increased, supplemented
from yaoxie.errors import Fault, InputError, OptionError
from yaoxie.messages import Message
from yaoxie.profile.vocabulary import COMPANY
from yaoxie.rules.plan import Plan
from yaoxie.screening.awards import Awards
from yaoxie.screening.columns import (
    BY_SHARE,
    ELIGIBLE,
    INELIGIBLE,
    MOST,
    STATUS,
    STATUSES,
    UNDETERMINED,
    UPPER_BOUND,
    Applicants,
    KindPlan,
)
from yaoxie.screening.facts import Rows, Slice
from yaoxie.screening.limits import LimitAmounts
from yaoxie.screening.reasons import mask_names
from yaoxie.screening.settlement import BY_AWARD, BY_FINDING, Settled, Settlement
from yaoxie.tables import schema as table_schema
from yaoxie.tables.schema import AWARDS, Tables

_COLUMNS: dict[str, type[np.generic]] = {
    "support": np.uint16,
    "kind": np.uint8,
    "row": np.uint32,
    "code": np.uint8,
    "ceiling": np.int64,
}
EXCLUDERS = {BY_FINDING: "finding", BY_AWARD: "award"}


@dataclass(frozen=True, slots=True)
class Screened:
    """The findings of a slice, company by company as in reports, and the companies' totals."""

    findings: pl.DataFrame
    companies: pl.DataFrame


class Screening:
    """A plan compiled to columns for one claim year."""

    def __init__(self, plan: Plan, year: int) -> None:
        self.plan = plan
        self.year = year
        self._schema = table_schema.of(plan.vocabulary)
        _fitting(plan)
        self._kind_numbers = {kind: i for i, kind in enumerate(plan.vocabulary.kinds)}
        self._numbers = {support.id: i for i, support in enumerate(plan.supports)}
        kinds = dict.fromkeys(support.kind for support in plan.supports)
        self._applicants = Applicants(plan, year)
        self._kinds = [KindPlan(plan, kind, year) for kind in kinds]
        width = max(
            (reasons.width for kind in self._kinds for reasons in kind.reasons.values()), default=0
        )
        self._columns = _COLUMNS | dict.fromkeys(mask_names(width), np.uint64)
        self._statuses = pl.Enum(STATUSES)
        self._supports = pl.Enum([support.id for support in plan.supports])
        limits = [limit.id for limit in plan.limits]
        self._bounds = ["ceiling", "share", *limits]
        self._groups = [entry.id for entry in plan.excluding]
        self._money = np.array([support.money for support in plan.supports], bool)

    def legend(self) -> dict[str, list[str]]:
        """What the bits of `unmet` and `unknown` stand for, by support."""
        return {name: reasons.ids for kind in self._kinds for name, reasons in kind.reasons.items()}

    def empty_tables(self) -> dict[str, pl.DataFrame]:
        """Tables of no company."""
        return self._schema.empty_tables()

    def run(self, tables: Tables) -> Screened:
        """Screens whole companies."""
        slice_ = Slice(tables, self._schema)
        awards = Awards(slice_, tables[AWARDS], self.plan, self.year)
        limits = LimitAmounts(slice_, self.plan)
        findings = self._decided(slice_, awards, limits)
        settlement = Settlement(self.plan, awards, limits, self.year)
        settled, potential = self._settled(slice_, settlement, findings)
        return Screened(
            self._findings_frame(slice_, findings, settled),
            self._companies_frame(slice_, awards, findings, settled, potential),
        )

    def _decided(self, slice_: Slice, awards: Awards, limits: LimitAmounts) -> pl.DataFrame:
        """All findings in the order of reports: company, support, subject."""
        company_facts = slice_.facts(COMPANY, self._applicants.facts)
        applicants = self._applicants.with_reasons(company_facts).drop("rows")
        per_company, places = self._places(slice_)
        total = int(per_company.sum())
        columns = {name: np.zeros(total, type_) for name, type_ in self._columns.items()}
        columns["company"] = np.repeat(np.arange(len(per_company), dtype=np.uint32), per_company)
        for kind in self._kinds:
            subjects = slice_.subjects(kind.kind)
            own = applicants.select(pl.all().gather(subjects.index))
            facts = slice_.facts(kind.kind, kind.facts).hstack(own)
            facts = facts.with_columns(limits.open(kind.kind))
            sums = {support.id: awards.awarded(support) for support in kind.supports}
            awarded = {name: amounts for name, amounts in sums.items() if amounts is not None}
            rows = np.arange(len(subjects), dtype=np.uint32)
            for support, part in zip(kind.supports, kind.findings(facts, awarded), strict=True):
                at = places[support.id]
                columns["support"][at] = self._numbers[support.id]
                columns["kind"][at] = self._kind_numbers[kind.kind]
                columns["row"][at] = rows
                for column in part:
                    columns[column.name][at] = column.to_numpy()
        code = columns.pop("code")
        columns["status"] = code & STATUS
        columns["by_share"] = (code & BY_SHARE) > 0
        columns["upper_bound"] = (code & UPPER_BOUND) > 0
        return pl.DataFrame(columns)

    def _places(self, slice_: Slice) -> tuple[Rows, dict[str, Rows]]:
        """How many findings each company has, and where those of each support stand among all.

        Known from counts alone, which is quicker than to sort.
        """
        size = len(slice_.company)
        counts = {
            kind.kind: np.bincount(slice_.subjects(kind.kind).company, minlength=size)
            for kind in self._kinds
        }
        positions = {
            kind: np.arange(int(count.sum())) - np.repeat(np.cumsum(count) - count, count)
            for kind, count in counts.items()
        }
        per_company = np.zeros(size, np.int64)
        for support in self.plan.supports:
            per_company += counts[support.kind]
        next_place = np.cumsum(per_company) - per_company
        places: dict[str, Rows] = {}
        for support in self.plan.supports:
            company = slice_.subjects(support.kind).company
            places[support.id] = next_place[company] + positions[support.kind]
            next_place = next_place + counts[support.kind]
        return per_company, places

    def _settled(
        self, slice_: Slice, settlement: Settlement, findings: pl.DataFrame
    ) -> tuple[Settled, npt.NDArray[np.int64]]:
        """The eligible findings settled, and what each company may get at most in the end."""
        money = self._money[findings["support"].to_numpy()]
        eligible = (findings["status"].to_numpy() == ELIGIBLE) & money
        settled = _spread(settlement.settle(self._claims(slice_, findings, eligible)), eligible)
        totals = _summed(settled.counted, findings, len(slice_.company))
        undecided = (findings["status"].to_numpy() == UNDETERMINED) & money
        companies = findings["company"].to_numpy()
        is_open = np.zeros(len(slice_.company), bool)
        is_open[companies[undecided]] = True
        possible = is_open[companies] & (eligible | undecided)
        anew = settlement.settle(self._claims(slice_, findings, possible))
        summed = _summed(_spread(anew, possible).counted, findings, len(slice_.company))
        return settled, np.where(is_open, summed, totals)

    def _claims(
        self, slice_: Slice, findings: pl.DataFrame, chosen: npt.NDArray[np.bool_]
    ) -> pl.DataFrame:
        claims = findings.filter(pl.Series(chosen)).select(
            pl.col("company").cast(pl.Int64), "kind", "row", "support", "ceiling"
        )
        key = np.zeros(claims.height, np.int64)
        per = {group.per for group in self.plan.groups} | {entry.per for entry in self.plan.limits}
        if "subject" in per or self.plan.at_most:
            for kind in self._kinds:
                own = claims["kind"].to_numpy() == self._kind_numbers[kind.kind]
                key[own] = slice_.keys(kind.kind)[claims["row"].to_numpy()[own]]
        return claims.with_columns(key=pl.Series(key))

    def _findings_frame(
        self, slice_: Slice, findings: pl.DataFrame, settled: Settled
    ) -> pl.DataFrame:
        companies = slice_.company.frame
        at = findings["company"]
        masks = [name for name in findings.columns if name.startswith(("unmet", "unknown"))]
        return pl.DataFrame(
            [
                companies["company"].gather(at),
                companies["id"].gather(at).alias("company_id"),
                findings["support"].cat.to(self._supports),
                self._subject_ids(slice_, findings),
                findings["status"].cat.to(self._statuses),
                findings["ceiling"],
                pl.Series("counted", settled.counted),
                self._bound_by(findings, settled),
                _named("excluded_group", settled.group, self._groups),
                _named("excluded_by", _excluder(settled), list(EXCLUDERS.values())),
                findings["upper_bound"],
                *(findings[name] for name in masks),
            ]
        )

    def _bound_by(self, findings: pl.DataFrame, settled: Settled) -> pl.Series:
        base = findings["by_share"].to_numpy().astype(np.int16)
        bound = np.where(settled.limit >= 0, settled.limit + 2, base)
        counting = (findings["status"].to_numpy() == ELIGIBLE) & (settled.excluded == 0)
        counting &= self._money[findings["support"].to_numpy()]
        return _named("bound_by", np.where(counting, bound, -1), self._bounds)

    def _subject_ids(self, slice_: Slice, findings: pl.DataFrame) -> pl.Series:
        """The subjects' ids; the company's own is null, as nothing in a profile is called so."""
        ids: list[pl.Series] = []
        starts = np.zeros(len(self._kind_numbers), np.int64)
        total = 0
        for kind in self._kinds:
            starts[self._kind_numbers[kind.kind]] = total
            ids.append(slice_.subjects(kind.kind).frame["id"])
            total += len(ids[-1])
        at = starts[findings["kind"].to_numpy()] + findings["row"].to_numpy()
        every = pl.concat(ids) if ids else pl.Series(dtype=pl.String)
        return every.gather(pl.Series(at)).alias("subject")

    def _companies_frame(
        self,
        slice_: Slice,
        awards: Awards,
        findings: pl.DataFrame,
        settled: Settled,
        potential: npt.NDArray[np.int64],
    ) -> pl.DataFrame:
        size = len(slice_.company)
        at = findings["company"].to_numpy()
        status = findings["status"].to_numpy()
        upper = np.zeros(size, bool)
        upper[at[(settled.counted > 0) & findings["upper_bound"].to_numpy()]] = True
        counts = {
            STATUSES[code]: np.bincount(at[status == code], minlength=size)
            for code in (ELIGIBLE, UNDETERMINED, INELIGIBLE)
        }
        frame = slice_.company.frame
        return pl.DataFrame(
            [
                frame["company"],
                frame["id"].alias("company_id"),
                pl.Series("total_ceiling", _summed(settled.counted, findings, size)),
                pl.Series("potential_ceiling", potential),
                pl.Series("upper_bound", upper),
                *(pl.Series(name, count, pl.UInt32) for name, count in counts.items()),
                awards.unmatched(),
            ]
        )


def _summed(amounts: npt.NDArray[np.int64], findings: pl.DataFrame, size: int) -> Rows:
    """Sums per company; findings of one company stand together."""
    at = findings["company"].to_numpy()
    sums = np.zeros(size, np.int64)
    if len(amounts) and int(amounts.max()) * int(np.bincount(at).max()) > MOST:
        rough = np.bincount(at, weights=amounts, minlength=size)
        if rough.max() > MOST / 2:
            raise InputError(
                [Fault("", int(rough.argmax()), Message("screening.totals-too-large"))]
            )
    np.add.at(sums, at, amounts)
    return sums


def _spread(settled: Settled, chosen: npt.NDArray[np.bool_]) -> Settled:
    """What was settled of some findings, among all."""
    size = len(chosen)
    whole = Settled(
        np.zeros(size, np.int64),
        np.full(size, -1, np.int16),
        np.full(size, -1, np.int16),
        np.zeros(size, np.uint8),
    )
    whole.counted[chosen] = settled.counted
    whole.limit[chosen] = settled.limit
    whole.group[chosen] = settled.group
    whole.excluded[chosen] = settled.excluded
    return whole


def _fitting(plan: Plan) -> None:
    """Raises OptionError where an amount of the plan is more than a column can hold."""
    for support in plan.supports:
        ceiling = increased(support.ceiling, support.supplements)
        largest = supplemented(ceiling, support.supplements)
        if largest > MOST:
            at = f"/measure/{support.id}"
            raise OptionError([Fault(at, largest, Message("screening.amounts-too-large"))])


def _excluder(settled: Settled) -> npt.NDArray[np.int16]:
    return settled.excluded.astype(np.int16) - 1


def _named(name: str, numbers: npt.NDArray[np.int16], words: list[str]) -> pl.Series:
    """Numbers as words of a list; -1 is null."""
    at = pl.Series(name, numbers, pl.Int16)
    return at.set(at < 0, None).cast(pl.UInt8).cat.to(pl.Enum(words))

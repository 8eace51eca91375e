"""A measure, or several in one pass, compiled to columns: screens slices of a population."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeAlias

import polars as pl

from yaoxie.decision.evaluator import Evaluator
from yaoxie.rules.library import Library, MeasureChoice
from yaoxie.rules.plan import Plan
from yaoxie.screening import classes
from yaoxie.screening.between import BetweenTotals
from yaoxie.screening.compiled import CompiledMeasure
from yaoxie.screening.frames import Frames
from yaoxie.screening.joint import Pass
from yaoxie.screening.targets import JOINT_TABLES, REASONS, TABLES
from yaoxie.tables.parquet import BATCH
from yaoxie.tables.schema import Tables

# About so many findings of a slice are in memory at a time, and again as many for each that waits.
_FINDINGS = 5_000_000
_ROWS_OF_REASONS = 4  # of a finding, about
Legend: TypeAlias = dict[str, list[str]]  # what the bits of reasons stand for, by support


@dataclass(frozen=True, slots=True)
class Screened:
    """The findings of a slice, company by company as in reports, and the companies' totals.

    `reasons`: those of the findings in words, where they were asked for.
    """

    findings: pl.DataFrame
    companies: pl.DataFrame
    reasons: pl.DataFrame | None = None

    @property
    def size(self) -> int:
        """How many companies there are."""
        return self.companies.height

    @property
    def frames(self) -> dict[str, pl.DataFrame]:
        """The frames by their names."""
        return {
            "findings": self.findings,
            "companies": self.companies,
            **_reasons(self.reasons),
        }


@dataclass(frozen=True, slots=True)
class JointlyScreened:
    """The same under several measures, with a column `measure`; `totals` are those of companies.

    In `companies` a row is a company under one measure, in `totals` a company.
    """

    findings: pl.DataFrame
    companies: pl.DataFrame
    totals: pl.DataFrame
    reasons: pl.DataFrame | None = None

    @property
    def size(self) -> int:
        """How many companies there are."""
        return self.totals.height

    @property
    def frames(self) -> dict[str, pl.DataFrame]:
        """The frames by their names."""
        return {
            "findings": self.findings,
            "companies": self.companies,
            "totals": self.totals,
            **_reasons(self.reasons),
        }


class Screening:
    """A plan compiled to columns for one claim year.

    `tables`: the names of the frames that it makes, of which `by_company` has a row for each
    company. `slice_size`: how many companies should be screened at a time.
    """

    by_company = "companies"

    def __init__(
        self,
        plan: Plan,
        year: int,
        *,
        open_only: bool = False,
        reasons: bool = False,
        by: Sequence[str] = (),
    ) -> None:
        """`open_only`: leave ineligible findings out; `reasons`: say reasons in words too.

        `by`: fields that have a column of findings each. Raises OptionError where one is no field
        of words, and where an amount of the plan is more than a column can hold.
        """
        self.plan = plan
        self.year = year
        self.vocabulary = plan.vocabulary
        self._measure = CompiledMeasure(plan, year)
        self._pass = Pass([self._measure], plan.vocabulary, plan.payers)
        self.open_only = open_only
        classes.check(by, self.vocabulary)
        self.by = tuple(dict.fromkeys(by))
        self.tables = (*TABLES, *((REASONS,) if reasons else ()))
        self.slice_size = _slice_size(self._pass, reasons=reasons)
        self._frames = Frames(
            self._pass, by_measure=False, open_only=open_only, reasons=reasons, by=self.by
        )

    def __repr__(self) -> str:
        return f"<Screening {self.plan.measure.id} {self.year}: {', '.join(self.tables)}>"

    def __reduce__(self) -> tuple[Callable[..., Screening], tuple[Any, ...]]:
        return partial(Screening, **_options(self)), (self.plan, self.year)

    def legend(self) -> Legend:
        """What the bits of `unmet` and `unknown` stand for, by support."""
        return self._measure.legend()

    @property
    def legends(self) -> Mapping[str, Legend]:
        """The same, by measure."""
        return {self.plan.measure.id: self.legend()}

    def question(self) -> dict[str, Any]:
        """What it answers, as a result says of itself."""
        return {
            "measure": self.plan.measure.id,
            "claim_year": self.year,
            "readings": dict(self.plan.readings),
            **_contents(self),
        }

    def description(self) -> dict[str, Any]:
        """The question with the legend."""
        return {**self.question(), "reasons": self.legend()}

    def empty_tables(self) -> dict[str, pl.DataFrame]:
        """Tables of no company."""
        return self._pass.schema.empty_tables()

    def run(self, tables: Tables) -> Screened:
        """Screens whole companies."""
        decided = self._pass.run(tables)
        findings, reasons = self._frames.findings(decided)
        return Screened(findings, self._frames.companies(decided), reasons)


class JointScreening:
    """Several measures compiled to columns for one claim year, and screened in one pass.

    What is read, checked and made ready of a company is so once for all of them. `tables`: the
    names of the frames that it makes, of which `by_company` has a row for each company.
    `slice_size`: how many companies should be screened at a time.
    """

    by_company = "totals"

    def __init__(
        self,
        evaluator: Evaluator,
        choices: Sequence[MeasureChoice],
        year: int,
        *,
        open_only: bool = False,
        reasons: bool = False,
        by: Sequence[str] = (),
    ) -> None:
        """`choices`: the measures, each under its default readings.

        `open_only`: leave ineligible findings out; `reasons`: say reasons in words too; `by`:
        fields that have a column of findings each.
        Raises OptionError where an amount of one is more than a column can hold.
        """
        library = evaluator.library
        self.plans = tuple(evaluator.plan(choice) for choice in choices)
        self.year = year
        self.vocabulary = library.vocabulary
        self._measures = [CompiledMeasure(plan, year) for plan in self.plans]
        self._pass = Pass(self._measures, library.vocabulary, library.payers)
        self.open_only = open_only
        classes.check(by, self.vocabulary)
        self.by = tuple(dict.fromkeys(by))
        self.tables = (*JOINT_TABLES, *((REASONS,) if reasons else ()))
        self.slice_size = _slice_size(self._pass, reasons=reasons)
        self._frames = Frames(
            self._pass, by_measure=True, open_only=open_only, reasons=reasons, by=self.by
        )
        self._between = BetweenTotals(evaluator, choices, year)
        self._library, self._choices = library, tuple(choices)

    def __repr__(self) -> str:
        count = len(self.plans)
        return f"<JointScreening {self.year}: {count} measures, {', '.join(self.tables)}>"

    def __reduce__(self) -> tuple[Callable[..., JointScreening], tuple[Any, ...]]:
        return partial(_jointly, **_options(self)), (self._library, self._choices, self.year)

    @property
    def legends(self) -> Mapping[str, Legend]:
        """What the bits of `unmet` and `unknown` stand for, by measure and support."""
        return {own.plan.measure.id: own.legend() for own in self._measures}

    def question(self) -> dict[str, Any]:
        """What it answers, as a result says of itself."""
        readings = {plan.measure.id: dict(plan.readings) for plan in self.plans}
        return {
            "measures": readings,
            "claim_year": self.year,
            **_contents(self),
        }

    def description(self) -> dict[str, Any]:
        """The question with the legend."""
        question = self.question()
        measures = {
            name: {"readings": question["measures"][name], "reasons": legend}
            for name, legend in self.legends.items()
        }
        return {**question, "measures": measures}

    def empty_tables(self) -> dict[str, pl.DataFrame]:
        """Tables of no company."""
        return self._pass.schema.empty_tables()

    def run(self, tables: Tables) -> JointlyScreened:
        """Screens whole companies."""
        decided = self._pass.run(tables)
        amounts = self._between.totals(self._pass, decided, tables)
        findings, reasons = self._frames.findings(decided)
        return JointlyScreened(
            findings,
            self._frames.companies(decided),
            self._frames.totals(decided, amounts, decided.awards.unmatched()),
            reasons,
        )


AnyScreening: TypeAlias = Screening | JointScreening
AnyScreened: TypeAlias = Screened | JointlyScreened


def _reasons(frame: pl.DataFrame | None) -> dict[str, pl.DataFrame]:
    return {} if frame is None else {REASONS: frame}


def _jointly(
    library: Library, choices: Sequence[MeasureChoice], year: int, **options: Any
) -> JointScreening:
    return JointScreening(Evaluator(library), choices, year, **options)


def _options(screening: AnyScreening) -> dict[str, Any]:
    """The options that a screening was made with."""
    return {
        "open_only": screening.open_only,
        "reasons": REASONS in screening.tables,
        "by": screening.by,
    }


def _contents(screening: AnyScreening) -> dict[str, Any]:
    """What a result says of findings that are left out, and of reasons in words, where so."""
    named = {"open_only": screening.open_only, "reasons_in_words": REASONS in screening.tables}
    contents: dict[str, Any] = {name: True for name, holds in named.items() if holds}
    return {**contents, "by": list(screening.by)} if screening.by else contents


def _slice_size(pass_: Pass, *, reasons: bool) -> int:
    most = _FINDINGS // _ROWS_OF_REASONS if reasons else _FINDINGS
    return min(BATCH, max(1, most // max(1, len(pass_.supports))))

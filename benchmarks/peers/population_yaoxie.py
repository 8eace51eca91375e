"""yaoxie itself: the compiled conditions of screening, those of companies judged once for each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import reduce
from pathlib import Path
from typing import NamedTuple

import numpy as np
import polars as pl
from yaoxie import Rulebook
from yaoxie.rules.plan import Plan, Requirement
from yaoxie.screening.columns import Applicants, KindPlan, truth
from yaoxie.screening.facts import Slice
from yaoxie.screening.reasons import APPLICANT
from yaoxie.tables import schema

from peers.population_files import plain
from peers.population_job import COLUMNS, KINDS, UNDETERMINED, YEAR, Job, Verdicts, facts_file

SCHEMA = schema.of()

Frames = dict[str, pl.DataFrame]  # by kind of subject, or by table


class Facts(NamedTuple):
    """The facts of companies, those of the subjects of each kind, and the rows of their companies.

    Subjects have none of their company's facts.
    """

    companies: pl.DataFrame
    subjects: dict[str, pl.DataFrame]
    rows: dict[str, pl.Series]


def eligibility(
    plan: Plan, kind: str, year: int, applicant: pl.Expr | None = None
) -> list[pl.Expr]:
    """For every support, true, false or, where it is open, null; no amount is computed.

    `applicant`: whether the company may apply, where that is known already.
    """

    def all_of(requirements: Sequence[Requirement], start: pl.Expr) -> pl.Expr:
        truths = (truth(entry.condition, plan.windows, year) for entry in requirements)
        return reduce(lambda a, b: a & b, truths, start)

    if applicant is None:
        applicant = all_of(plan.applicant, pl.lit(value=True))
    supports = (support for support in plan.supports if support.kind == kind)
    return [all_of(support.requirements, applicant).alias(support.id) for support in supports]


class Conditions:
    """The supports' conditions, compiled as for screening."""

    def __init__(self) -> None:
        self.plan = Rulebook.load().plan(YEAR)
        self.applicants = Applicants(self.plan, YEAR)
        self.of_company = self.applicants.facts
        self.of_kind = {kind: KindPlan(self.plan, kind, YEAR).read for kind in KINDS}

    def joined(self) -> Callable[[Facts], Frames]:
        """The applicant's truth is worked out once, then gathered."""
        known = {kind: eligibility(self.plan, kind, YEAR, pl.col(APPLICANT)) for kind in KINDS}

        def decided(facts: Facts) -> Frames:
            applicants = self.applicants.met(facts.companies)
            return {
                kind: facts.subjects[kind]
                .hstack(applicants.select(pl.all().gather(facts.rows[kind])))
                .lazy()
                .select(known[kind])
                .collect()
                for kind in KINDS
            }

        return decided


def from_facts(folder: Path) -> Job:
    """Over facts that lie side by side; the applicant's truth is worked out per subject."""
    conditions = Conditions()
    ready = facts(folder, conditions.of_company, conditions.of_kind)
    frames = {
        kind: ready.subjects[kind].hstack(
            ready.companies.rechunk().select(pl.all().gather(ready.rows[kind]))
        )
        for kind in KINDS
    }
    known = {kind: eligibility(conditions.plan, kind, YEAR) for kind in KINDS}
    return _job(
        lambda: {kind: frame.lazy().select(known[kind]).collect() for kind, frame in frames.items()}
    )


def from_tables(folder: Path) -> Job:
    """Facts from the tables, then conditions."""
    conditions, parts = Conditions(), tables(folder, COLUMNS)
    decided = conditions.joined()
    return _job(lambda: decided(_joined(conditions, parts)))


def from_parquet(folder: Path) -> Job:
    """The same with the reading of the tables."""
    conditions = Conditions()
    decided = conditions.joined()
    return _job(lambda: decided(_joined(conditions, tables(folder, COLUMNS))))


def facts(folder: Path, of_company: Iterable[str], of_kind: Mapping[str, tuple[str, ...]]) -> Facts:
    """The facts from files, under the names that conditions know; bases of shares lie elsewhere."""
    companies = _read(folder / "companies.parquet", of_company)
    numbers = pl.read_parquet(folder / "companies.parquet", columns=["company"])["company"]
    ready = Facts(companies, {}, {})
    for kind, names in of_kind.items():
        bases = [name for name in names if name.endswith(".project_investment")]
        own = _read(facts_file(folder, kind), [name for name in names if name not in bases])
        ready.subjects[kind] = own.hstack(_read(folder / f"{KINDS[kind]}.parquet", bases))
        owners = pl.read_parquet(facts_file(folder, kind), columns=["company"])["company"]
        rows = np.searchsorted(numbers.to_numpy(), owners.to_numpy())
        ready.rows[kind] = pl.Series(rows, dtype=pl.UInt32)
    return ready


def verdicts(statuses: Mapping[str, pl.Series]) -> Verdicts:
    """The engine's truths as codes of the benchmark."""
    return {
        name: met.cast(pl.UInt8).fill_null(UNDETERMINED).to_numpy()
        for name, met in statuses.items()
    }


def _read(file: Path, names: Iterable[str]) -> pl.DataFrame:
    known = {plain(name): name for name in names}
    return pl.read_parquet(file, columns=list(known)).rename(known)


def tables(folder: Path, columns: Mapping[str, Sequence[str]]) -> Frames:
    """Some columns of some tables, and the other tables without rows."""
    empty = {name: SCHEMA.empty(name) for name in SCHEMA.tables}
    return empty | {
        name: pl.read_parquet(folder / f"{name}.parquet", columns=list(of_table))
        for name, of_table in columns.items()
    }


def _joined(conditions: Conditions, parts: Frames) -> Facts:
    slice_ = Slice(parts, SCHEMA)
    return Facts(
        slice_.facts("company", conditions.of_company),
        {kind: slice_.facts(kind, names) for kind, names in conditions.of_kind.items()},
        {kind: slice_.subjects(kind).index for kind in conditions.of_kind},
    )


def _job(run: Callable[[], Frames]) -> Job:
    def decided(statuses: Frames) -> Verdicts:
        return verdicts({column.name: column for frame in statuses.values() for column in frame})

    return Job(run, decided, pl.thread_pool_size())


TASKS = {"facts": from_facts, "tables": from_tables, "parquet": from_parquet}

"""yaoxie with more than a status: what each support brings at most, and what it lacks."""

from __future__ import annotations

from pathlib import Path

import polars as pl
from yaoxie import Rulebook
from yaoxie.screening.columns import (
    ELIGIBLE,
    INELIGIBLE,
    STATUS,
    UNDETERMINED,
    Applicants,
    KindPlan,
    SupportFindings,
)
from yaoxie.screening.facts import Slice
from yaoxie.screening.limits import LimitAmounts

from peers.population_job import KINDS, YEAR, Job, Verdicts
from peers.population_yaoxie import SCHEMA, facts, tables, verdicts

LIMITED = {
    "companies": ("company",),
    **{
        KINDS[kind]: ("company", "item", "id", "family", "project_investment")
        for kind in ("drug", "device")
    },
}  # what limits that are shares need of each table


def from_facts(folder: Path) -> Job:
    """Statuses, ceilings, and reasons as bit masks, over facts that are ready.

    Which limits are open follows from all items of a product, so that is worked out in each run.
    """
    plan = Rulebook.load().plan(YEAR)
    applicants = Applicants(plan, YEAR)
    kinds = {kind: KindPlan(plan, kind, YEAR) for kind in KINDS}
    ready = facts(
        folder, applicants.facts, {kind: of_kind.facts for kind, of_kind in kinds.items()}
    )
    parts = tables(folder, LIMITED)

    def run() -> dict[str, SupportFindings]:
        of_company, said = applicants.classes(ready.companies)
        limits = LimitAmounts(Slice(parts, SCHEMA), plan)
        findings: dict[str, SupportFindings] = {}
        for kind, of_kind in kinds.items():
            own = of_company[ready.rows[kind].to_numpy()]
            found = of_kind.findings(ready.subjects[kind], list(limits.open(kind)), (own, said), {})
            findings |= zip((support.id for support in of_kind.supports), found, strict=True)
        return findings

    def decided(findings: dict[str, SupportFindings]) -> Verdicts:
        meant = {ELIGIBLE: True, INELIGIBLE: False, UNDETERMINED: None}
        codes = {name: own.classes["code"].gather(own.of) for name, own in findings.items()}
        return verdicts(
            {
                name: (code & STATUS).replace_strict(meant, return_dtype=pl.Boolean)
                for name, code in codes.items()
            }
        )

    return Job(run, decided, pl.thread_pool_size())


TASKS = {"facts": from_facts}

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
)

from peers.population_job import KINDS, YEAR, Job, Verdicts
from peers.population_yaoxie import facts, verdicts


def from_facts(folder: Path) -> Job:
    """Statuses, ceilings, and reasons as bit masks, over facts that are ready."""
    plan = Rulebook.load().plan(YEAR)
    applicants = Applicants(plan, YEAR)
    kinds = {kind: KindPlan(plan, kind, YEAR) for kind in KINDS}
    ready = facts(folder, applicants.facts, {kind: one.facts for kind, one in kinds.items()})

    def run() -> dict[str, pl.DataFrame]:
        judged = applicants.judged(ready.companies).drop("rows")
        found: dict[str, pl.DataFrame] = {}
        for kind, one in kinds.items():
            frames = one.findings(
                ready.subjects[kind].hstack(judged.select(pl.all().gather(ready.rows[kind]))), {}
            )
            found |= dict(zip((support.id for support in one.supports), frames, strict=True))
        return found

    def found(frames: dict[str, pl.DataFrame]) -> Verdicts:
        meant = {ELIGIBLE: True, INELIGIBLE: False, UNDETERMINED: None}
        return verdicts(
            {
                name: (frame["code"] & STATUS).replace_strict(meant, return_dtype=pl.Boolean)
                for name, frame in frames.items()
            }
        )

    return Job(run, found, pl.thread_pool_size())


TASKS = {"facts": from_facts}

"""Screens many profiles and evaluates each: both must say the same of every finding.

python -m tests.long.screened 1000000 [SEED]   so many made-up companies, all measures and readings
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from typing import Any

from yaoxie import Finding, Profile, Report, Rulebook
from yaoxie.screening.screening import Screened, Screening
from yaoxie.synth import population
from yaoxie.tables.profiles import tables_of

from tests.long import agreement
from tests.support.rulebooks import packaged
from tests.support.strategies.profiles import seeded
from tests.support.strategies.rulebooks import Files, random_choice

_BITS = {"unmet": 0, "unknown": 0}
_BATCH = 2000  # profiles under the same readings
_SHOWN = 3


def differences(screened: Screened, reports: Sequence[Report], legend: Any) -> Iterator[str]:
    """What screening and evaluating say differently; nothing where they agree."""
    rows = iter(screened.findings.to_dicts())
    totals = screened.companies.to_dicts()
    for number, (report, total) in enumerate(zip(reports, totals, strict=True)):
        expected = (number, report.total_ceiling, report.potential_ceiling, report.upper_bound)
        figures = tuple(total[name] for name in _TOTALS)
        if figures != expected:
            yield f"company {number}: {figures}, not {expected}"
        notices = [note for note in report.notices if note.code == "award-matches-nothing"]
        unmatched = [(*note.pointers, note.nearest) for note in notices]
        screened_awards = [
            (entry["pointer"], entry["nearest"]) for entry in total["unmatched_awards"] or ()
        ]
        if screened_awards != unmatched:
            yield f"company {number}: {screened_awards}, not {unmatched}"
        for finding in report.findings:
            ours, theirs = _screened(next(rows)), _evaluated(finding, legend[finding.support])
            if ours != (number, *theirs):
                yield f"company {number}, {finding.support}: {ours}, not {theirs}"
    if next(rows, None) is not None:
        yield "more findings than reports have"


_TOTALS = ("company", "total_ceiling", "potential_ceiling", "upper_bound")
_COLUMNS = (
    *("company", "support", "subject", "status", "ceiling", "counted", "bound_by"),
    *("excluded_group", "excluded_by", "upper_bound"),
)


def _screened(row: dict[str, Any]) -> tuple[Any, ...]:
    masks = []
    for name in _BITS:
        more = [column for column in row if column.startswith(f"{name}_")]
        masks.append(sum(row[column] << (64 * i) for i, column in enumerate([name, *more])))
    return (*(row[name] for name in _COLUMNS), *masks)


def _evaluated(finding: Finding, legend: Sequence[str]) -> tuple[Any, ...]:
    outcomes = [judgement.outcome for judgement in (*finding.judgements, *finding.supplements)]
    if not finding.supplements:
        outcomes += ["met"] * len(finding.terms.supplements)
    if finding.terms.support.share is not None:
        outcomes.append("unknown" if finding.amount.missing else "met")
    open_limits = {entry.limit.id for entry in finding.open_limits}
    outcomes += ["unknown" if name in open_limits else "met" for name in legend[len(outcomes) :]]
    masks = [
        sum((outcome == name) << bit for bit, outcome in enumerate(outcomes)) for name in _BITS
    ]
    by = finding.excluded_by
    excluded = (by.group, by.by) if by else (None, None)
    return (
        finding.support,
        finding.subject.id,
        finding.status,
        finding.ceiling,
        finding.counted,
        finding.bound_by,
        *excluded,
        finding.upper_bound,
        *masks,
    )


def compared(
    rulebook: Rulebook,
    measure: str,
    year: int,
    readings: dict[str, str],
    profiles: Sequence[Profile],
) -> list[str]:
    """Screens and evaluates profiles under one choice of readings."""
    reports = [rulebook.evaluate(profile, year, measure, readings) for profile in profiles]
    screening = Screening(reports[0].plan, year)
    screened = screening.run(tables_of(enumerate(profiles), screening.plan.vocabulary))
    return list(differences(screened, reports, screening.legend()))


def main(count: int, seed: int = 0) -> int:
    """Compares `count` made-up companies; says what differs, and how many findings there were."""
    rulebook, rng, measures = Rulebook.load(), seeded(seed), list(packaged().values())
    started, wrong = time.monotonic(), 0
    for done in range(0, count, _BATCH):
        files = rng.choice(measures)
        name = files.measure["id"]
        year = rng.choice([year for year in agreement.ALL_YEARS if 2010 < year < 2100])
        readings = random_choice(rng, files)
        profiles = _synthetic(min(_BATCH, count - done), seed + done, year, files)
        differences = compared(rulebook, name, year, readings, profiles)
        for text in differences[:_SHOWN]:
            sys.stdout.write(f"{name} {year} {readings}: {text}\n")
        wrong += len(differences)
    spent = time.monotonic() - started
    sys.stdout.write(f"{count:,} companies, {wrong} differences, {spent:.0f} s\n")
    return min(wrong, 1)


def _synthetic(count: int, seed: int, year: int, files: Files) -> list[Profile]:
    """Companies with awards of the measure's supports."""
    supports = [(support["id"], support["subject"]) for support in files.supports]
    lines = population.profiles(count, seed, year=year, supports={files.measure["id"]: supports})
    return [Profile.from_json(line) for chunk in lines for line in chunk]


if __name__ == "__main__":
    sys.exit(main(*(int(text) for text in sys.argv[1:])))

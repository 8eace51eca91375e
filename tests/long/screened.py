"""Screens many profiles and evaluates each: both must say the same of every finding.

python -m tests.long.screened 1000000 [SEED]   so many made-up companies, all measures and readings
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from typing import Any

import polars as pl
from yaoxie import Finding, Profile, Report, Reports, Rulebook
from yaoxie.advice.situation import measures_asked
from yaoxie.decision.evaluator import Evaluator
from yaoxie.rules.library import ALL, MeasureChoice
from yaoxie.screening.screening import (
    JointlyScreened,
    JointScreening,
    Screened,
    Screening,
)
from yaoxie.synth import population
from yaoxie.tables.profiles import tables_of

from tests.long import agreement
from tests.support.rulebooks import packaged
from tests.support.strategies.profiles import seeded
from tests.support.strategies.rulebooks import Files, random_choice

_BITS = {"unmet": 0, "unknown": 0}
_BATCH = 2000  # profiles under the same readings
_JOINTLY = 100  # of them under all measures in one pass
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


def compared_jointly(
    rulebook: Rulebook, measures: Sequence[str], year: int, profiles: Sequence[Profile]
) -> list[str]:
    """Screens and evaluates profiles under several measures, names or places, in one pass."""
    evaluator = Evaluator(rulebook.library)
    choices = measures_asked(rulebook.library, year, measures, None)
    screening = JointScreening(evaluator, choices, year)
    numbered = enumerate(profiles)
    screened = screening.run(tables_of(numbered, screening.vocabulary))
    together = [_together(evaluator, profile, year, choices) for profile in profiles]
    return [
        *_differences_of_measures(screened, screening, together),
        *_of_totals(screened, together),
    ]


def _together(
    evaluator: Evaluator, profile: Profile, year: int, choices: Sequence[MeasureChoice]
) -> Reports:
    """The reports of several measures under the rules between them."""
    reports = [evaluator.report(profile, year, choice) for choice in choices]
    ruling = evaluator.ruling(profile, year, reports, evaluator.subjects(profile))
    return Reports(profile, year, ALL, tuple(reports), ruling)


def _differences_of_measures(
    screened: JointlyScreened, screening: JointScreening, together: Sequence[Reports]
) -> Iterator[str]:
    """What each measure's rows say differently, and rows that stand elsewhere."""
    order = ["company", *(["measure"] if together and together[0].reports else [])]
    for name, frame in (("findings", screened.findings), ("companies", screened.companies)):
        if not frame.select(order).equals(frame.select(order).sort(order, maintain_order=True)):
            yield f"{name} out of order"
    legends = screening.legends
    for number, plan in enumerate(screening.plans):
        measure = plan.measure.id
        own = (pl.col("measure") == measure, pl.exclude("measure"))
        findings, companies = (
            frame.filter(own[0]).select(own[1]) for frame in (screened.findings, screened.companies)
        )
        companies = companies.with_columns(screened.totals["unmatched_awards"])
        reports = [answer.reports[number] for answer in together]
        for text in differences(Screened(findings, companies), reports, legends[measure]):
            yield f"{measure}: {text}"


def _of_totals(screened: JointlyScreened, together: Sequence[Reports]) -> Iterator[str]:
    """What is said differently of all measures together."""
    rows = screened.totals.to_dicts()
    for number, (row, answer) in enumerate(zip(rows, together, strict=True)):
        findings = [finding for report in answer.reports for finding in report.findings]
        expected = {
            "company": number,
            "total_ceiling": answer.total_ceiling,
            "potential_ceiling": answer.potential_ceiling,
            **{
                status: sum(finding.status == status for finding in findings)
                for status in ("eligible", "undetermined", "ineligible")
            },
        }
        figures = {name: row[name] for name in expected}
        if figures != expected:
            yield f"company {number} in all: {figures}, not {expected}"


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
        joint = compared_jointly(rulebook, ["all"], year, profiles[:_JOINTLY])
        for text in joint[:_SHOWN]:
            sys.stdout.write(f"all measures, {year}: {text}\n")
        wrong += len(differences) + len(joint)
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

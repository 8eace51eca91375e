"""Evaluates many random profiles under all measures, and counts contradictions.

Production rules against explanation, both against a second reading of every measure's files, and
zgc-2019-27 against a third one from the contract alone.

python -m tests.long.agreement 1000000
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Sequence
from random import Random
from typing import NamedTuple

from yaoxie import DisagreementError, Finding, Profile, Report, Rulebook

from tests.support.oracle import Oracle
from tests.support.rulebooks import packaged
from tests.support.settling import Row, Settling
from tests.support.strategies.nudges import nudged
from tests.support.strategies.profiles import (
    MEASURE,
    YEARS,
    Data,
    random_award,
    random_profile,
    seeded,
)
from tests.support.strategies.rulebooks import Files, random_choice

ALL_YEARS = (*YEARS, 2021, 2023, 2025)
_SHOWN = 2
_SAME = (
    200  # profiles under the same readings: making the production rules of new ones takes a while
)


class Asked(NamedTuple):
    """A measure, a profile, and how it is evaluated."""

    files: Files
    data: Data
    year: int
    readings: dict[str, str]

    @property
    def measure(self) -> str:
        """The measure's id."""
        return str(self.files.measure["id"])


def random_data(rng: Random, files: Files, year: int) -> Data:
    """A random profile whose awards are of this measure's supports, as a rule."""
    name = files.measure["id"]
    data = random_profile(rng, year, name)
    supports = {support["id"]: support["subject"] for support in files.supports}
    subjects = [award["subject"] for award in data.get("awards") or ()]
    if subjects:
        data["awards"] = [
            random_award(rng, [subject], year, name, supports) for subject in subjects
        ]
    return nudged(rng, files, data, year) if rng.randrange(4) else data


def contradictions(rulebook: Rulebook, asked: Asked) -> list[str]:
    """What the engine and the second readings say differently; empty where they agree."""
    profile = Profile.from_dict(asked.data)
    try:
        report = rulebook.evaluate(profile, asked.year, asked.measure, asked.readings)
    except DisagreementError as error:
        return [str(error)]
    expected = Settling(*asked).answers()
    ours = [_ours(finding) for finding in report.findings]
    differences = _differences(ours, [_theirs(row) for row in expected.rows])
    differences += _differences([totals(report)], [(expected.total, expected.potential)])
    if asked.measure == MEASURE:
        differences += _of_the_contract(report, asked)
    return differences


def totals(report: Report) -> tuple[int, int]:
    """Both totals of a report."""
    return report.total_ceiling, report.potential_ceiling


def _of_the_contract(report: Report, asked: Asked) -> list[str]:
    expected = Oracle(asked.data, asked.year, asked.readings).answers()
    ours = [
        (*(f.support, f.subject.id, f.status), *(f.ceiling, f.counted, f.excluded_by is not None))
        for f in report.findings
    ]
    theirs = [
        (row.support, row.subject, row.status, row.ceiling, row.counted, row.excluded)
        for row in expected.rows
    ]
    differences = _differences(ours, theirs)
    return differences + _differences([totals(report)], [(expected.total, expected.potential)])


def _ours(finding: Finding) -> tuple[object, ...]:
    requirements = zip(finding.terms.requirements, finding.judgements, strict=True)
    terms = finding.terms.supplements if finding.supplements else ()
    supplements = zip(terms, finding.supplements, strict=True)
    return (
        *(finding.support, finding.subject.id, finding.status),
        {requirement.id: judged.outcome for (requirement, _), judged in requirements},
        {supplement.id: judged.outcome for (supplement, _), judged in supplements},
        *(finding.ceiling, finding.upper_bound, finding.unbounded),
        *(finding.counted, finding.excluded_by is not None),
        finding.confidence,
    )


def _theirs(row: Row) -> tuple[object, ...]:
    possible = row.status != "ineligible"
    return (
        *(row.name, row.subject, row.status, row.outcomes, row.supplemented if possible else {}),
        *(row.ceiling, row.undecided, row.unbounded, row.counted, row.excluded, row.confidence),
    )


def _differences(ours: Sequence[object], theirs: Sequence[object]) -> list[str]:
    if len(ours) != len(theirs):
        return [f"{len(ours)} findings, expected {len(theirs)}"]
    pairs = zip(ours, theirs, strict=True)
    return [f"{ours}, expected {other}" for ours, other in pairs if ours != other]


def main(count: int, seed: int = 0) -> int:
    """Runs `count` random profiles; the exit status says whether all agreed."""
    rng = seeded(seed)
    rulebooks = Rulebook.load(), Rulebook.load(memo=False)
    measures = list(packaged().values())
    statuses: Counter[str] = Counter()
    disagreements = 0
    started = time.perf_counter()
    for number in range(count):
        if number % _SAME == 0:
            files = measures[number // _SAME % len(measures)]
            readings = random_choice(rng, files)
        year = rng.choice(ALL_YEARS)
        asked = Asked(files, random_data(rng, files, year), year, readings)
        rulebook = rulebooks[number % 2]  # with and without what it remembers
        differences = contradictions(rulebook, asked)
        if differences:
            disagreements += 1
            if disagreements <= _SHOWN:
                print(differences, asked.measure, year, readings, asked.data, sep="\n")  # noqa: T201
        elif number % 100 == 0:
            profile = Profile.from_dict(asked.data)
            report = rulebook.evaluate(profile, year, asked.measure, readings)
            statuses.update(finding.status for finding in report.findings)
    seconds = time.perf_counter() - started
    print(  # noqa: T201
        f"{count:,} profiles under {len(measures)} measures, seed {seed}: "
        f"{disagreements:,} disagreements; {seconds:,.0f} s; "
        f"of {statuses.total():,} sampled findings {dict(statuses)}"
    )
    return 1 if disagreements else 0


if __name__ == "__main__":
    sys.exit(main(*(int(argument) for argument in sys.argv[1:3] or ["10000"])))

"""Evaluates many random profiles, and counts where the engine contradicts itself or the oracle.

python -m tests.agreement 1000000
"""

from __future__ import annotations

import sys
import time
from collections import Counter

from yaoxie import DisagreementError, Profile, Rulebook

from tests.oracle import Oracle
from tests.strategies.profiles import YEARS, Data, random_profile, random_readings, seeded

_SHOWN = 5


def contradictions(
    rulebook: Rulebook, data: Data, year: int, readings: dict[str, str]
) -> list[str]:
    """What the engine and the oracle say differently; empty where they agree."""
    try:
        report = rulebook.evaluate(Profile.from_dict(data), year=year, readings=readings)
    except DisagreementError as error:
        return [str(error)]
    expected = Oracle(data, year, readings).answers()
    said = []
    if len(report.findings) != len(expected.rows):
        said.append(f"{len(report.findings)} findings, expected {len(expected.rows)}")
    for found, row in zip(report.findings, expected.rows, strict=False):
        ours = (
            *(found.support, found.subject.id, found.status),
            *(found.ceiling, found.counted, found.excluded_by is not None),
        )
        theirs = (row.support, row.subject, row.status, row.ceiling, row.counted, row.excluded)
        if ours != theirs:
            said.append(f"{ours}, expected {theirs}")
    totals = report.total_ceiling, report.potential_ceiling
    if totals != (expected.total, expected.potential):
        said.append(f"totals {totals}, expected {(expected.total, expected.potential)}")
    return said


def main(count: int, seed: int = 0) -> int:
    """Runs `count` random profiles; the exit status says whether all agreed."""
    rng = seeded(seed)
    rulebook = Rulebook.load()
    statuses: Counter[str] = Counter()
    findings = disagreements = 0
    started = time.perf_counter()
    readings: dict[str, str] = {}
    for number in range(count):
        if number % 200 == 0:  # making the production rules of new readings takes a while
            readings = random_readings(rng)
        year = rng.choice(YEARS)
        data = random_profile(rng, year)
        said = contradictions(rulebook, data, year, readings)
        if said:
            disagreements += 1
            if disagreements <= _SHOWN:
                print(said, year, readings, data)  # noqa: T201
        elif number % 100 == 0:
            report = rulebook.evaluate(Profile.from_dict(data), year=year, readings=readings)
            statuses.update(finding.status for finding in report.findings)
            findings += len(report.findings)
    seconds = time.perf_counter() - started
    print(  # noqa: T201
        f"{count:,} profiles, seed {seed}: {disagreements:,} disagreements; {seconds:,.0f} s; "
        f"of {findings:,} sampled findings {dict(statuses)}"
    )
    return 1 if disagreements else 0


if __name__ == "__main__":
    sys.exit(main(*(int(argument) for argument in sys.argv[1:3] or ["10000"])))

"""Every measure that is written a second time, and how it is held against the engine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random

from yaoxie import Finding, Profile, Rulebook

from tests.support.second_oracle import (
    beijing_devices_2025,
    beijing_synbio_2024,
    chongqing_2022,
    chongqing_2025,
    hainan_2025,
    hengqin_2025,
    huangpu_drugs_2024,
    longgang_2025,
    qingdao_2023,
    shenzhen_2025,
    wuhan_2021,
    xiamen_2023,
    xiongan_2024,
    zhuhai_2024,
)
from tests.support.second_oracle.draws import Drawing
from tests.support.second_oracle.logic import Data
from tests.support.second_oracle.settlement import Measure, Settlement

MEASURES: dict[str, Measure] = {
    module.MEASURE.id: module.MEASURE
    for module in (
        *(beijing_devices_2025, beijing_synbio_2024, chongqing_2022, chongqing_2025),
        *(hainan_2025, hengqin_2025, huangpu_drugs_2024, longgang_2025, qingdao_2023),
        *(shenzhen_2025, wuhan_2021, xiamen_2023, xiongan_2024, zhuhai_2024),
    )
}
Tally = Mapping[str, Counter[str]]


@dataclass(frozen=True)
class Case:
    """A profile, and how it is evaluated under a measure."""

    measure: Measure
    data: Data
    year: int
    readings: Mapping[str, str]


def random_readings(rng: Random, measure: Measure) -> dict[str, str]:
    """Defaults alone in half of all cases, else any choice."""
    if rng.randrange(2):
        return {}
    return {
        name: rng.choice(options) for name, options in measure.readings.items() if rng.randrange(4)
    }


def random_cases(rng: Random, measure: Measure, count: int, same: int) -> Iterator[Case]:
    """Profiles that a measure is likely to support; `same` in turn are under the same readings."""
    drawing = Drawing(rng, measure)
    readings: Mapping[str, str] = {}
    for number in range(count):
        if number % same == 0:
            readings = random_readings(rng, measure)
        data = drawing.profile()
        yield Case(measure, data, drawing.year, readings)


def contradictions(rulebook: Rulebook, case: Case, tally: Tally | None = None) -> list[str]:
    """What the engine and the oracle say differently; empty where they agree.

    `tally` counts the findings of each support by what is said of them.
    """
    profile = Profile.from_dict(case.data)
    report = rulebook.evaluate(profile, case.year, case.measure.id, case.readings)
    expected = Settlement(case.measure, case.data, case.year, case.readings).answers()
    ours = [
        (f.support, _subject(f), f.status, f.ceiling, f.counted, f.period, f.upper_bound)
        for f in report.findings
    ]
    theirs = [
        (r.support.id, r.subject, r.status, r.ceiling, r.counted, r.period, r.upper_bound)
        for r in expected.rows
    ]
    if tally is not None:
        for support, _, status, *_ in ours:
            tally[support][status] += 1
    if [our[:2] for our in ours] != [their[:2] for their in theirs]:
        return [f"findings {ours}, expected {theirs}"]
    pairs = zip(ours, theirs, strict=True)
    differences = [f"{our}, expected {their[2:]}" for our, their in pairs if our != their]
    totals = report.total_ceiling, report.potential_ceiling
    if totals != (expected.total, expected.potential):
        differences.append(f"totals {totals}, expected {(expected.total, expected.potential)}")
    return differences


def _subject(finding: Finding) -> str | None:
    """Awards name the company so, whatever key it has."""
    return "company" if finding.subject.kind == "company" else finding.subject.id

"""Checks the contract's six properties of reports on random profiles, under all measures.

Random claim years and readings; lists from which milestones are implied and awards that match
nothing are among the profiles.

python -m tests.long.properties 100000 [SEED]
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from random import Random
from typing import Any

from yaoxie import Profile, Report, Rulebook

from tests.long import agreement
from tests.support.rulebooks import packaged
from tests.support.strategies.changes import completed, reordered
from tests.support.strategies.profiles import Data, seeded
from tests.support.strategies.rulebooks import random_choice

_SAME = (
    200  # profiles under the same readings: making the production rules of new ones takes a while
)
_STEPS = 3  # unknowns that are made known, one after the other
_SHOWN = 3
PROPERTIES = {
    1: "a settled status changed when an unknown became known",
    2: "the potential rose when an unknown became known",
    3: "the total is above the potential",
    4: "a finding did not move with its item",
    5: "a total changed with the order",
    6: "the same input gave other bytes",
}


class Case:
    """One profile under one measure, claim year and choice of readings."""

    def __init__(self, rulebook: Rulebook, measure: str, year: int, chosen: dict[str, str]) -> None:
        self.rulebook, self.measure, self.year, self.chosen = rulebook, measure, year, chosen

    def report(self, data: Data) -> Report:
        """The report of a profile's plain data."""
        profile = Profile.from_dict(data)
        return self.rulebook.evaluate(profile, self.year, self.measure, self.chosen)

    def broken(self, data: Data, rng: Random) -> Iterator[int]:
        """The numbers of the properties that do not hold."""
        report = self.report(data)
        if report.total_ceiling > report.potential_ceiling:
            yield 3
        if self.report(json.loads(json.dumps(data))).to_bytes() != report.to_bytes():
            yield 6
        moved = self.report(reordered(rng, data))
        if by_subject(moved) != by_subject(report):
            yield 4
        if agreement.totals(moved) != agreement.totals(report):
            yield 5
        yield from self._completed(report, data, rng)

    def _completed(self, before: Report, data: Data, rng: Random) -> Iterator[int]:
        for _ in range(_STEPS):
            known = completed(rng, data, self.year)
            if known is None:
                return
            after = self.report(known)
            settled = [f for f in before.findings if f.status != "undetermined"]
            statuses = {_name(finding): finding.status for finding in after.findings}
            if any(statuses[_name(finding)] != finding.status for finding in settled):
                yield 1
            if after.potential_ceiling > before.potential_ceiling:
                yield 2
            before, data = after, known


def by_subject(report: Report) -> dict[tuple[str, str, str | None], tuple[Any, ...]]:
    """What moves with an item: status, ceiling and requirements; pointers name positions."""
    return {
        _name(finding): (
            *(finding.status, finding.ceiling, finding.upper_bound, len(finding.missing)),
            _without_places(finding.to_dict()["requirements"]),
        )
        for finding in report.findings
    }


def _name(finding: Any) -> tuple[str, str, str | None]:
    return finding.support, finding.subject.kind, finding.subject.id


def _without_places(requirements: Any) -> Any:
    if isinstance(requirements, list):
        return [_without_places(entry) for entry in requirements]
    if isinstance(requirements, dict):
        return {k: _without_places(v) for k, v in requirements.items() if k != "missing"}
    return requirements


def main(count: int, seed: int = 0) -> int:
    """Checks `count` random profiles; the exit status says whether all properties held."""
    rulebook, rng, measures = Rulebook.load(), seeded(seed), list(packaged().values())
    broken: Counter[int] = Counter()
    seen: Counter[str] = Counter()
    started = time.monotonic()
    for number in range(count):
        if number % _SAME == 0:
            files = measures[number // _SAME % len(measures)]
            chosen = random_choice(rng, files)
        year = rng.choice(agreement.ALL_YEARS)
        data = agreement.random_data(rng, files, year)
        case = Case(rulebook, str(files.measure["id"]), year, chosen)
        wrong = set(case.broken(data, rng))
        broken.update(wrong)
        if wrong and broken.total() <= _SHOWN:
            print(sorted(wrong), case.measure, year, chosen, json.dumps(data))  # noqa: T201
        report = case.report(data)
        seen["with implied milestones"] += any(f.subject.implied for f in report.findings)
        codes = {notice.code for notice in report.notices}
        seen["with awards that match nothing"] += "award-matches-nothing" in codes
        seen["with something eligible"] += any(f.status == "eligible" for f in report.findings)
    seconds = time.monotonic() - started
    faults = {PROPERTIES[number]: broken[number] for number in sorted(broken)}
    print(  # noqa: T201
        f"{count:,} profiles under {len(measures)} measures, seed {seed}: "
        f"{broken.total():,} violations {faults or ''}; {dict(seen)}; {seconds:,.0f} s"
    )
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(*(int(argument) for argument in sys.argv[1:3] or ["10000"])))

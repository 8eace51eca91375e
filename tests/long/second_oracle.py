"""Evaluates random profiles of measures that are written a second time; counts contradictions.

The profiles are such that every support is met often. How often is printed by support; one that is
never met is a hole, and fails the run like a contradiction.

python -m tests.long.second_oracle [PROFILES [SEED [MEASURE...]]]
"""

from __future__ import annotations

import sys
import time
from collections import Counter

from yaoxie import Rulebook

from tests.support.second_oracle.comparing import MEASURES, contradictions, random_cases
from tests.support.second_oracle.settlement import Measure
from tests.support.strategies.profiles import seeded

_SHOWN = 2
_SAME = 200  # profiles under the same readings: the production rules of new ones take a while


def main(count: int = 20_000, seed: int = 0, *names: str) -> int:
    """Runs `count` profiles of each measure; the exit status says whether all is well."""
    rulebook = Rulebook.load()
    chosen = [MEASURES[name] for name in names] or list(MEASURES.values())
    return max(run(rulebook, measure, count, seed) for measure in chosen)


def run(rulebook: Rulebook, measure: Measure, count: int, seed: int = 0) -> int:
    """Runs `count` profiles of one measure, and prints what came of them."""
    tally: dict[str, Counter[str]] = {support: Counter() for support in measure.kinds()}
    disagreements = 0
    started = time.perf_counter()
    for case in random_cases(seeded(seed), measure, count, _SAME):
        differences = contradictions(rulebook, case, tally)
        if differences:
            disagreements += 1
            if disagreements <= _SHOWN:
                print(differences, case.year, dict(case.readings), case.data, sep="\n")  # noqa: T201
    seconds = time.perf_counter() - started
    print(  # noqa: T201
        f"{measure.id}: {count:,} profiles, seed {seed}: "
        f"{disagreements:,} disagreements; {seconds:,.0f} s"
    )
    for support, statuses in tally.items():
        shares = ", ".join(
            f"{status} {statuses[status] / max(1, statuses.total()):.1%}"
            for status in ("eligible", "undetermined", "ineligible")
        )
        print(f"  {support}: {statuses.total():,} findings, {shares}")  # noqa: T201
    never = [support for support, statuses in tally.items() if not statuses["eligible"]]
    if never:
        print(f"  never eligible: {', '.join(never)}")  # noqa: T201
    return 1 if disagreements or never else 0


if __name__ == "__main__":
    count, seed, *names = [*sys.argv[1:], *("20000", "0")[len(sys.argv) - 1 :]]
    sys.exit(main(int(count), int(seed), *names))

"""Advice for a company of thirty drugs over all measures: python benchmarks/advice.py [--rounds N].

What is missing differs from drug to drug, as does how far each has come. Questions and unlocks are
to take no more than `GOAL` together.
"""

from __future__ import annotations

import argparse
import statistics
import time
from datetime import date
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table
from yaoxie import Profile, Rulebook

GOAL = 2.0  # seconds
YEAR = 2024
AS_OF = date(2024, 6, 30)
PARTS = ("questions", "unlocks")
CATEGORIES = ("innovative", "improved", "generic", None)
STAGES = (
    ("clinical_trial_entry", "2021-03-01"),
    ("phase_1_entered", "2021-04-01"),
    ("phase_1_completed", "2022-02-01"),
    ("phase_2_entered", "2022-03-01"),
    ("phase_2_completed", "2023-05-01"),
    ("phase_3_entered", "2023-06-01"),
    ("phase_3_completed", "2024-04-01"),
)


def main() -> None:
    """Times each part, and says whether both together keep the goal."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="of which the median is taken")
    rounds = parser.parse_args().rounds
    rulebook, profile = Rulebook.load(), Profile.from_dict(company())
    table = Table(box=box.SIMPLE, title=f"thirty drugs, {len(rulebook.measures)} measures")
    table.add_column("part")
    table.add_column("seconds", justify="right")
    table.add_column("entries", justify="right")
    whole = 0.0
    for part in PARTS:
        seconds, entries = timed(rulebook, profile, part, rounds)
        whole += seconds
        table.add_row(part, f"{seconds:.2f}", f"{entries:,}")
    table.add_row("together", f"{whole:.2f}", "")
    console = Console()
    console.print(table)
    console.print(f"goal {GOAL} s: {'kept' if whole <= GOAL else 'missed'}")


def timed(rulebook: Rulebook, profile: Profile, part: str, rounds: int) -> tuple[float, int]:
    """The median time of the processor for a part, and how many entries it has."""
    rulebook.advise(profile, YEAR, "all", as_of=AS_OF, only=[])  # measures are made ready once
    seconds = []
    entries = 0
    for _ in range(rounds):
        start = time.process_time()
        advice = rulebook.advise(profile, YEAR, "all", as_of=AS_OF, only=part)
        seconds.append(time.process_time() - start)
        entries = len(getattr(advice, part))
    return statistics.median(seconds), entries


def company() -> dict[str, Any]:
    """A company in Suzhou with thirty drugs, each with something missing."""
    return {
        "company": {
            "name": "苏州示例生物医药有限公司",
            "region": "suzhou",
            "park": "outside",
            "legal_person": True,
            "independent_accounts": True,
            "activities": ["research", "production"],
        },
        "drugs": [drug(number) for number in range(30)],
    }


def drug(number: int) -> dict[str, Any]:
    """One of the drugs: further along the higher its number, and another field left out."""
    reached = STAGES[: number % (len(STAGES) + 1)]
    milestones = [{"milestone": word, "date": day, "country": "china"} for word, day in reached]
    if milestones and number % 5 == 0:
        del milestones[-1]["date"]
    fields: dict[str, Any] = {
        "id": f"D{number}",
        "category": CATEGORIES[number % len(CATEGORIES)],
        "registration_class": "chemical-1" if number % 4 == 0 else None,
        "trial_scheme": "three_phase",
        "project_investment": 40_000_000 + number * 1_000_000,
        "rd_spend_phase_1": 10_000_000,
        "rd_spend_phase_2": None if number % 3 == 0 else 20_000_000,
        "rd_spend_phase_3": 60_000_000,
        "self_developed": True,
        "production_region": "suzhou",
        "conversion_region": "suzhou",
        "milestones": milestones,
    }
    return {name: value for name, value in fields.items() if value is not None}


if __name__ == "__main__":
    main()

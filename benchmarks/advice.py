"""Advice for companies of thirty products over all measures: python benchmarks/advice.py.

In the first, of thirty drugs, what is missing differs from drug to drug, as does how far each has
come: questions and unlocks together are to take no more than `GOAL` there, also the first time that
they are asked for. Beside it stand one of drugs and devices, and one of which nothing is known but
what products there are, so that everything is asked.
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
CLASSES = ("II", "III", None)
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
    """Times each part of each company, and says whether both together keep the goal."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="of which the median is taken")
    rounds = parser.parse_args().rounds
    companies = {"thirty drugs": company(), "drugs and devices": mixed(), "nothing known": bare()}
    table = Table(box=box.SIMPLE, title=f"{len(Rulebook.load().measures)} measures, seconds")
    for heading in ("company", "part", "first", "median", "entries"):
        table.add_column(heading, justify="left" if heading in ("company", "part") else "right")
    first_together = {}
    for name, data in companies.items():
        taken = [(part, *timed(Profile.from_dict(data), part, rounds)) for part in PARTS]
        for part, first, median, entries in taken:
            table.add_row(name, part, f"{first:.2f}", f"{median:.2f}", f"{entries:,}")
        first_together[name] = sum(first for _, first, _, _ in taken)
        median = sum(median for _, _, median, _ in taken)
        table.add_row(name, "together", f"{first_together[name]:.2f}", f"{median:.2f}", "")
    console = Console()
    console.print(table)
    kept = "kept" if first_together["thirty drugs"] <= GOAL else "missed"
    console.print(f"thirty drugs, goal {GOAL} s: {kept}")


def timed(profile: Profile, part: str, rounds: int) -> tuple[float, float, int]:
    """The time of the processor for a part: the first, the median; and how many entries it has."""
    rulebook = Rulebook.load()
    rulebook.advise(profile, YEAR, "all", as_of=AS_OF, only=[])  # measures are made ready once
    seconds = []
    entries = 0
    for _ in range(rounds):
        start = time.process_time()
        advice = rulebook.advise(profile, YEAR, "all", as_of=AS_OF, only=part)
        seconds.append(time.process_time() - start)
        entries = len(getattr(advice, part))
    return seconds[0], statistics.median(seconds), entries


def bare() -> dict[str, Any]:
    """A company of which nothing is known but its products."""
    return {
        "company": {"name": "苏州示例生物医药有限公司"},
        "drugs": [{"id": f"D{number}"} for number in range(20)],
        "devices": [{"id": f"V{number}"} for number in range(10)],
    }


def mixed() -> dict[str, Any]:
    """A company with twenty of the drugs, and ten devices."""
    data = company()
    return data | {"drugs": data["drugs"][:20], "devices": [device(n) for n in range(10)]}


def device(number: int) -> dict[str, Any]:
    """One of the devices: every second is registered, and another field is left out."""
    milestones: list[dict[str, Any]] = [
        {"milestone": "special_review_passed", "date": "2022-03-01", "review_level": "national"}
    ]
    if number % 2:
        milestones.append({"milestone": "device_registration", "date": "2023-05-01"})
    fields: dict[str, Any] = {
        "id": f"V{number}",
        "device_class": CLASSES[number % len(CLASSES)],
        "project_investment": 30_000_000 + number * 1_000_000 if number % 4 else None,
        "industrialised_in_zone": True if number % 3 else None,
        "milestones": milestones,
    }
    return {name: value for name, value in fields.items() if value is not None}


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

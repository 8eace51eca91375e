"""Ten years over twelve measures for a company of thirty drugs: python benchmarks/plan.py.

The company is taken as registered wherever a measure holds, so that all twelve bear on it: where
it is registered in one place, far less can be claimed, and the plan is made far sooner. Beside it
stands the hardest reading of the first measure: one yearly limit over all drugs of the company.
Seconds are those of the processor; one thread works.
"""

from __future__ import annotations

import argparse
import statistics
import time
from random import Random
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table
from yaoxie import Profile, Rulebook
from yaoxie.advice.planning.plan import ClaimPlan, Terms, plan
from yaoxie.advice.situation import measures_by_year
from yaoxie.decision.evaluation import Evaluation
from yaoxie.decision.evaluator import Evaluator
from yaoxie.rules.library import MeasureChoice

FIRST_YEAR, YEARS = 2024, 10
DRUGS = 30
MEASURES = 12
GOAL = 5.0  # seconds
PHASES = (
    *("clinical_trial_entry", "phase_1_completed", "phase_2_completed", "phase_3_entered"),
    *("phase_3_completed", "new_drug_approval", "drug_registration"),
)


class Registered(Evaluator):
    """Evaluates as if the company were registered wherever a measure holds."""

    def evaluation(
        self, choice: MeasureChoice, year: int, *, registered: bool = True
    ) -> Evaluation:
        """The measure without what it asks of the place of registration."""
        return super().evaluation(choice, year, registered=registered)


def main() -> None:
    """Times plans, and says whether the goal is met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3, help="rounds (default 3)")
    options = parser.parse_args()
    rulebook = Rulebook.load()
    profile = company(DRUGS)
    names = drug_measures(rulebook)
    cases: dict[str, tuple[list[str], int, dict[str, str]]] = {
        f"{MEASURES} measures": (names, FIRST_YEAR, {}),
        "zgc-2019-27, cap-scope=company": (["zgc-2019-27"], 2019, {"cap-scope": "company"}),
    }
    table = Table(box=box.SIMPLE)
    for heading in ("ten years, thirty drugs", "claims", "CNY", "seconds, median", "most"):
        table.add_column(heading, justify="left" if heading.startswith("ten") else "right")
    medians = []
    for label, (measures, first, readings) in cases.items():
        years = range(first, first + YEARS)
        terms = Terms(measures_by_year(rulebook.library, years, measures, readings))
        seconds = []
        for _ in range(options.rounds):
            evaluator = Registered(rulebook.library)
            began = time.process_time()
            best = plan(evaluator, profile, terms)
            seconds.append(time.process_time() - began)
        medians.append(statistics.median(seconds))
        table.add_row(label, *_figures(best), f"{medians[-1]:.2f}", f"{max(seconds):.2f}")
    console = Console()
    console.print(table)
    verdict = "met" if medians[0] <= GOAL else "missed"
    console.print(f"{MEASURES} measures: {medians[0]:.2f} s; goal {GOAL:g} s, {verdict}")


def _figures(best: ClaimPlan) -> tuple[str, str]:
    return f"{len(best.claims):,}", f"{best.total:,}"


def drug_measures(rulebook: Rulebook) -> list[str]:
    """The measures that may hold in the first year and have most supports for drugs."""
    library = rulebook.library
    supports = {
        name: sum(support.subject == "drug" for support in library.checked(name).supports)
        for name in library.in_force(FIRST_YEAR)
        if library.checked(name).model.dates.may_hold(FIRST_YEAR)
    }
    ranked = sorted(supports, key=lambda name: (-supports[name], name))
    return ranked[:MEASURES]


def company(count: int, seed: int = 0) -> Profile:
    """A company of so many innovative drugs, each at its own pace; most of it still planned."""
    rng = Random(seed)  # noqa: S311 - made-up companies
    data: dict[str, Any] = {
        "company": {
            "name": "北京示例生物医药有限公司",
            "park": "changping",
            "legal_person": True,
            "activities": ["research", "production"],
            "owns_ip": True,
        },
        "drugs": [_drug(rng, number) for number in range(count)],
    }
    return Profile.from_dict(data)


def _drug(rng: Random, number: int) -> dict[str, Any]:
    year, milestones = rng.randint(2017, 2027), []
    for name in PHASES[: rng.randint(3, len(PHASES))]:
        milestones.append({"milestone": name, "date": f"{year}-{rng.randint(1, 12):02}-15"})
        year += rng.randint(1, 2)
    for milestone in milestones:
        if milestone["milestone"] in ("new_drug_approval", "drug_registration"):
            milestone["place"] = "beijing"
    return {
        "id": f"D{number:02}",
        "category": "innovative",
        "registration_class": rng.choice(["chemical-1", "biological-1"]),
        "project_investment": rng.randint(20, 200) * 1_000_000 + rng.randrange(1_000_000),
        "milestones": milestones,
    }


if __name__ == "__main__":
    main()

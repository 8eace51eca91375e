"""yaoxie beside other rule engines: python benchmarks/evaluate.py [--rounds N] [--companies N].

The peers decide the same supports for the same subjects, and do nothing else: no reasons, no
missing fields, no amounts; zen-engine's trace is nearest to reasons. One table is of one example
from a validated profile to its report, one of the same from bytes to bytes, and one of many
different synthetic companies. Production rules decide a class of facts once, so a profile decided
again never passes through them; hence the many companies, and a line that remembers nothing.
"""

from __future__ import annotations

import argparse
import statistics
import time
import timeit
from collections.abc import Callable
from functools import partial
from pathlib import Path

import distinct
from peers import openfisca_system, rule_texts, zen_graphs
from phases import phases
from rich import box
from rich.console import Console
from rich.table import Table
from yaoxie import Profile, Rulebook

EXAMPLES = Path(__file__).parent.parent / "examples"
PROFILE = EXAMPLES / "contract.json"
YEAR = 2019
SECONDS = 0.003  # one sample runs for about so long
SAMPLES = 5  # of which a round takes the median
WHOLE = "yaoxie, profile to report"
BYTES = "yaoxie, bytes to bytes"
TRACE = "zen-engine, expressions, trace"
GOALS = {BYTES: 4.0, WHOLE: 1.0, "distinct": 1.2}  # at most so many times TRACE
PASSES = 15  # over the companies
Eligible = set[tuple[str, str]]


def main() -> None:
    """Checks that all engines agree, times them, and prints what was measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=60, help="rounds (default 60)")
    parser.add_argument(
        "--companies", type=int, default=2000, help="synthetic companies (default 2000)"
    )
    options = parser.parse_args()
    rulebook = Rulebook.load()
    for example in sorted(EXAMPLES.glob("*.json")):
        agree(example, rulebook)
    console = Console()
    ratios = example_tables(console, rulebook, options.rounds)
    ratios["distinct"] = distinct_table(console, rulebook, options.companies)
    for name, goal in GOALS.items():
        verdict = "met" if ratios[name] <= goal else "missed"
        label = "yaoxie, distinct companies" if name == "distinct" else name
        console.print(f"{label}: {ratios[name]:.2f} times {TRACE}; goal {goal:g}, {verdict}")


def example_tables(console: Console, rulebook: Rulebook, rounds: int) -> dict[str, float]:
    """Prints the tables of the example; how often `TRACE` fits into what has a goal."""
    text = PROFILE.read_bytes()
    profile = Profile.from_json(text)
    forgetting = Rulebook.load(memo=False)
    lines: dict[str, Callable[[], object]] = {
        BYTES: lambda: rulebook.evaluate(Profile.from_json(text), year=YEAR).to_json(),
        WHOLE: lambda: rulebook.evaluate(profile, year=YEAR),
        "yaoxie, nothing remembered": lambda: forgetting.evaluate(profile, year=YEAR),
        **deciders(profile),
    }
    results = measure(lines, rounds)
    console.print(table("One example", results, TRACE))
    parts = {WHOLE: lines[WHOLE], **phases(rulebook, profile, text, YEAR)}
    console.print(table("Parts of yaoxie", measure(parts, rounds), WHOLE))
    return {name: results[name] / results[TRACE] for name in (BYTES, WHOLE)}


def distinct_table(console: Console, rulebook: Rulebook, count: int) -> float:
    """Prints the table of many companies; how often `TRACE` fits into yaoxie's time."""
    companies = distinct.profiles(count)
    distinct.agree(rulebook, companies)
    first, records = distinct.first_pass(companies)
    results = distinct.measure(distinct.lines(rulebook, companies), PASSES)
    results["yaoxie, each company for the first time"] = first
    console.print(table(f"{count:,} different companies, each", results, TRACE))
    subjects = sum(1 + len(list(profile.items())) for profile in companies)
    console.print(f"rules ran on {records:,} of {subjects:,} records: once for each class of facts")
    return results[WHOLE] / results[TRACE]


def deciders(profile: Profile) -> dict[str, Callable[[], Eligible]]:
    """Each peer, ready to decide on one profile."""
    zen = partial(zen_graphs.decider, profile, YEAR)
    return {
        "zen-engine, expressions": zen("expressions", trace=False),
        "zen-engine, expressions, trace": zen("expressions", trace=True),
        "zen-engine, tables": zen("tables", trace=False),
        "zen-engine, tables, trace": zen("tables", trace=True),
        "rule-engine": rule_texts.decider(profile, YEAR),
        "OpenFisca, one situation": openfisca_system.decider(profile, YEAR),
    }


def agree(example: Path, rulebook: Rulebook) -> None:
    """Stops where a peer finds other supports eligible than yaoxie does."""
    profile = Profile.from_json(example.read_bytes())
    report = rulebook.evaluate(profile, year=YEAR)
    for name, decide in deciders(profile).items():
        if differences := distinct.differences(report, decide()):
            raise SystemExit(f"{example.name}: {name} and yaoxie differ on {differences}")


def measure(lines: dict[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """Best of `rounds` medians, in µs a call; the lines take turns, round by round."""
    # The processor's time, since other work on the machine stretches that of the clock.
    timers = {name: timeit.Timer(call, timer=time.process_time) for name, call in lines.items()}
    calls = {name: max(1, int(SECONDS / (t.timeit(20) / 20))) for name, t in timers.items()}
    best = dict.fromkeys(lines, float("inf"))
    for _ in range(rounds):
        for name, timer in timers.items():
            seconds = timer.repeat(SAMPLES, calls[name])
            best[name] = min(best[name], statistics.median(seconds) / calls[name] * 1e6)
    return best


def table(title: str, results: dict[str, float], unit: str) -> Table:
    """The results, each also as a multiple of the line `unit`."""
    rows = Table("", "µs", "ratio", title=title, title_justify="left", box=box.MARKDOWN)
    for column in rows.columns[1:]:
        column.justify = "right"
    for name, microseconds in results.items():
        rows.add_row(name, f"{microseconds:,.1f}", f"{microseconds / results[unit]:.2f}")
    return rows


if __name__ == "__main__":
    main()

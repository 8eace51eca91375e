"""yaoxie beside other rule engines on one profile: python benchmarks/evaluate.py [--rounds N].

The peers decide the same supports for the same subjects, and do nothing else: no reasons, no
missing fields, no amounts. yaoxie is timed from a validated profile to its report.
"""

from __future__ import annotations

import argparse
import statistics
import timeit
from collections.abc import Callable
from functools import partial
from pathlib import Path

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
Eligible = set[tuple[str, str]]


def main() -> None:
    """Checks that all engines agree, times them, and prints two tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=60, help="rounds (default 60)")
    rounds = parser.parse_args().rounds
    text = PROFILE.read_bytes()
    rulebook, profile = Rulebook.load(), Profile.from_json(text)
    for example in sorted(EXAMPLES.glob("*.json")):
        agree(example, rulebook)
    peers = deciders(profile)
    lines: dict[str, Callable[[], object]] = {
        WHOLE: lambda: rulebook.evaluate(profile, year=YEAR),
        **peers,
    }
    console = Console()
    console.print(table("Engines", measure(lines, rounds), WHOLE))
    parts = {WHOLE: lines[WHOLE], **phases(rulebook, profile, text, YEAR)}
    console.print(table("Parts of yaoxie", measure(parts, rounds), WHOLE))


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
    expected = {
        (finding.support, str(finding.subject.id))
        for finding in rulebook.evaluate(profile, year=YEAR).findings
        if finding.status == "eligible"
    }
    for name, decide in deciders(profile).items():
        if difference := decide() ^ expected:
            raise SystemExit(f"{example.name}: {name} and yaoxie differ on {sorted(difference)}")


def measure(lines: dict[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """Best of `rounds` medians, in µs a call; the lines take turns, round by round."""
    timers = {name: timeit.Timer(call) for name, call in lines.items()}
    calls = {name: max(1, int(SECONDS / (t.timeit(20) / 20))) for name, t in timers.items()}
    best = dict.fromkeys(lines, float("inf"))
    for _ in range(rounds):
        for name, timer in timers.items():
            taken = timer.repeat(SAMPLES, calls[name])
            best[name] = min(best[name], statistics.median(taken) / calls[name] * 1e6)
    return best


def table(title: str, results: dict[str, float], unit: str) -> Table:
    """The results, each also as a multiple of the line `unit`."""
    made = Table("", "µs", "ratio", title=title, title_justify="left", box=box.MARKDOWN)
    for column in made.columns[1:]:
        column.justify = "right"
    for name, taken in results.items():
        made.add_row(name, f"{taken:,.1f}", f"{taken / results[unit]:.2f}")
    return made


if __name__ == "__main__":
    main()

"""Screening of all measures in one pass, beside one by one: python benchmarks/measures.py.

Commands as users type them, from Parquet to Parquet, each in a process of its own. What is compared
runs in turn, pair after pair, so that a machine that is busy is so for both; seconds of the clock
say less then than those of the processors, and ratios more than either. With `--before` a single
measure is also screened by another checkout: its folder `engine`.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from rich import box
from rich.console import Console
from rich.table import Table
from yaoxie import Rulebook

YEAR = 2025
SIZE = 200_000
GOAL_TOGETHER, GOAL_SINGLE, GOAL_MEMORY = 0.5, 0.85, 4096  # ratios, and MB
_HERE = Path(__file__).resolve().parent.parent / "engine"
_KB = 1024


class Spent(NamedTuple):
    """What commands took, one after the other: seconds, those of processors, the largest MB."""

    seconds: float
    cpu: float
    peak: float

    def plus(self, other: Spent) -> Spent:
        """Both in a row."""
        return Spent(self.seconds + other.seconds, self.cpu + other.cpu, max(self.peak, other.peak))


def main() -> None:
    """Measures pairs, prints them with their median ratios, and says whether goals are met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=SIZE, help=f"companies (default {SIZE:,})")
    parser.add_argument(
        "--pairs", type=int, default=3, help="pairs of a single measure (default 3)"
    )
    parser.add_argument("--rounds", type=int, default=1, help="of all measures (default 1)")
    parser.add_argument("--before", type=Path, help="the folder `engine` of another checkout")
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir(), "yaoxie-speed"))
    options = parser.parse_args()
    population = options.folder / f"measures-{options.size}"
    if not population.exists():
        arguments = ("synth", str(options.size), "--seed", "7", "--year", str(YEAR))
        command(_HERE, *arguments, "--out", str(population))
    console = Console(width=100)
    if options.before is not None and options.pairs:
        engines = (options.before.resolve(), _HERE)
        pairs = [
            (of_measure(engines[0], population, None), of_measure(engines[1], population, None))
            for _ in range(options.pairs)
        ]
        show(console, "One measure: before, and now", ("before", "now"), pairs, GOAL_SINGLE)
    if options.rounds:
        pairs = [of_all(population) for _ in range(options.rounds)]
        show(
            console,
            "All measures: one by one, and together",
            ("one by one", "together"),
            pairs,
            GOAL_TOGETHER,
        )
        peak = max(together.peak for _, together in pairs)
        console.print(
            f"memory: {peak:,.0f} MB; at most {GOAL_MEMORY:,}: {_verdict(peak <= GOAL_MEMORY)}"
        )


def of_all(population: Path) -> tuple[Spent, Spent]:
    """All measures in force, one by one and in one pass."""
    names = Rulebook.load().library.at("all", YEAR)
    alone = [of_measure(_HERE, population, name) for name in names[: len(names) // 2]]
    together = of_measure(_HERE, population, "all")
    alone += [of_measure(_HERE, population, name) for name in names[len(names) // 2 :]]
    total = alone[0]
    for spent in alone[1:]:
        total = total.plus(spent)
    return total, together


def of_measure(engine: Path, population: Path, name: str | None) -> Spent:
    """Screens a population by a measure, `all`, or the default one."""
    with tempfile.TemporaryDirectory(dir=population.parent) as scratch:
        asked = () if name is None else ("--measure", name)
        out = ("--out", str(Path(scratch, "out.parquet")))
        return command(engine, "screen", str(population), *out, "--year", str(YEAR), *asked)


def command(engine: Path, *arguments: str) -> Spent:
    """Runs `yaoxie` from a folder of its sources."""
    started = time.perf_counter()
    with tempfile.TemporaryFile() as errors:
        child = subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", "yaoxie", *arguments],
            env={**os.environ, "PYTHONPATH": str(engine)},
            stderr=errors,
        )
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            errors.seek(0)
            raise SystemExit(errors.read().decode())
    seconds = time.perf_counter() - started
    return Spent(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / _KB)


def show(
    console: Console,
    title: str,
    names: tuple[str, str],
    pairs: Sequence[tuple[Spent, Spent]],
    goal: float,
) -> None:
    """The pairs, the median of their ratios, and whether the second is as quick as the goal."""
    table = Table(title=title, title_justify="left", box=box.MARKDOWN)
    for heading in (*(f"{name}: s" for name in names), *(f"{name}: CPU s" for name in names)):
        table.add_column(heading, justify="right")
    for heading in ("ratio", "CPU ratio", "MB"):
        table.add_column(heading, justify="right")
    ratios = [(second.seconds / first.seconds, second.cpu / first.cpu) for first, second in pairs]
    for (first, second), (ratio, cpu) in zip(pairs, ratios, strict=True):
        times = (first.seconds, second.seconds, first.cpu, second.cpu)
        figures = [*(f"{value:,.1f}" for value in times), f"{ratio:.2f}", f"{cpu:.2f}"]
        table.add_row(*figures, f"{second.peak:,.0f}")
    console.print(table)
    clock, cpu = (statistics.median(own) for own in zip(*ratios, strict=True))
    console.print(f"median {clock:.2f}, CPU {cpu:.2f}; at most {goal:g}: {_verdict(clock <= goal)}")


def _verdict(met: bool) -> str:
    return "met" if met else "missed"


if __name__ == "__main__":
    main()

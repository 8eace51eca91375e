"""Whole populations beside other engines: python benchmarks/population.py [--sizes N ...] --out F.

The same eleven supports over the same synthetic companies. First every peer's answer is compared
with yaoxie's, row by row; then each measurement has a process of its own, one after the other.

Before the clock starts, the process has loaded its libraries, rules and queries, and what it reads
from memory, in the form that suits it. Each library chooses its threads; `cores` is how many it
kept busy. `MB` is the most that the process ever held: interpreter, libraries, input, working room
and result; `ready` is the same when the clock started. OpenFisca and zen-engine cannot say
"unknown"; they are compared where no answer hangs on it.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

from peers.population_job import YEAR
from rich import box
from rich.console import Console
from rich.table import Table

SIZES = (10_000, 100_000, 1_000_000, 10_000_000)
TASKS = {
    "facts": "Eligibility from memory, facts ready in the form that suits each",
    "tables": "Eligibility from memory, tables still to be joined",
    "parquet": "Eligibility from Parquet, tables still to be joined",
    "screen": "Whole screening: validation, reasons, settlement; file to file",
}
LIBRARIES = ("polars", "duckdb", "openfisca-core", "numpy", "zen-engine", "durable-rules")
Answers = dict[str, dict[str, int]]
Measured = dict[str, Any]


class Peer(NamedTuple):
    """Who takes part in what; beyond `most` companies its time is extrapolated."""

    module: str
    title: str
    tasks: tuple[str, ...]
    most: int | None = None
    unknown: bool = True


JOINED = ("facts", "tables", "parquet")
PEERS = (
    Peer("yaoxie", "yaoxie", JOINED),
    Peer("reasons", "yaoxie, with ceilings and reasons", ("facts",)),
    Peer("polars", "Polars by hand", JOINED),
    Peer("duckdb", "DuckDB SQL by hand", JOINED),
    Peer("arrow", "DuckDB SQL by hand, over Polars frames", ("facts", "tables")),
    Peer("openfisca", "OpenFisca vectors", JOINED, unknown=False),
    Peer("zen", "zen-engine, row by row", ("facts",), most=100_000, unknown=False),
    Peer("screen", "yaoxie", ("screen",)),
    Peer("rows", "yaoxie, row by row", ("facts", "screen"), most=10_000),
)


def main() -> None:
    """Compares, measures, prints a table for each size and task, and writes all as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="companies")
    parser.add_argument("--tasks", nargs="+", choices=TASKS, default=tuple(TASKS))
    parser.add_argument("--out", type=Path, required=True, help="where the results go, as JSON")
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir(), "yaoxie-speed"))
    options = parser.parse_args()
    sizes = sorted(options.sizes)
    console = Console(width=120)
    for task in options.tasks:
        agree(options.folder, sizes[0], task)
    results: list[Measured] = []
    for size in sizes:
        for task in options.tasks:
            lines = measured(options.folder, size, task, results)
            results += lines
            console.print(table(f"{TASKS[task]}: {size:,} companies", lines))
            options.out.write_text(json.dumps({**circumstances(), "results": results}, indent=1))


def agree(folder: Path, size: int, task: str) -> None:
    """Stops where a peer's answers differ from yaoxie's."""
    own: Answers | None = None
    for peer in taking_part(task):
        if size <= (peer.most or size) and (run := child(peer, task, folder, size, 1)):
            own = compared(peer, task, run.get("answers"), own)


def compared(peer: Peer, task: str, answers: Answers | None, own: Answers | None) -> Answers | None:
    """The answers of yaoxie, which comes first. Exits where they are not the same."""
    if answers is None or own is None:
        return answers
    names = None if peer.unknown else {"subjects", "known", "known_rows"}
    for support, expected in own.items():
        for name, value in expected.items():
            if (names is None or name in names) and answers[support][name] != value:
                both = f"{peer.title} has {answers[support][name]}, yaoxie {value}"
                raise SystemExit(f"{task}, {support}, {name}: {both}")
    return own


def measured(folder: Path, size: int, task: str, before: list[Measured]) -> list[Measured]:
    """A line for each peer, each in a process of its own."""
    lines: list[Measured] = []
    own: Answers | None = None
    for peer in taking_part(task):
        line: Measured = {"task": task, "peer": peer.title, "companies": size}
        if size > (peer.most or size):
            line |= extrapolated(peer, task, size, before)
        else:
            run = child(peer, task, folder, size, repeats(size) if peer.module != "rows" else 1)
            if run is None:
                continue
            own = compared(peer, task, run.pop("answers", None), own)
            line |= {**run, "extrapolated": False}
        lines.append(line)
    for line in lines:
        line["ratio"] = line["seconds"] / lines[0]["seconds"]
    return lines


def extrapolated(peer: Peer, task: str, size: int, before: list[Measured]) -> Measured:
    """Time in proportion to companies, from the largest size that was measured."""
    known = [line for line in before if (line["task"], line["peer"]) == (task, peer.title)]
    if not known:
        raise SystemExit(f"{peer.title}: give a size of {peer.most:,} or less as well")
    seconds = known[-1]["seconds"] * size / known[-1]["companies"]
    return {"seconds": seconds, "extrapolated": True, "threads": known[-1]["threads"]}


def taking_part(task: str) -> list[Peer]:
    """The peers of a task, yaoxie first."""
    return [peer for peer in PEERS if task in peer.tasks]


def repeats(size: int) -> int:
    """How many runs there are, of which the quickest counts."""
    return 5 if size <= 100_000 else 3 if size <= 1_000_000 else 1  # noqa: PLR2004


def child(peer: Peer, task: str, folder: Path, size: int, runs: int) -> Measured | None:
    """What a process of its own measured; the population is made if it is not there yet.

    None where the system ended it, as happens where there is too little memory.
    """
    population = folder / str(size)
    if not (population / "whole").exists():
        _call("files", "make", population, size, 1)
    return _call(peer.module, task, population, size, runs)


def _call(module: str, task: str, population: Path, size: int, runs: int) -> Measured | None:
    program = [sys.executable, "-m", "peers.population_child"]
    arguments = [module, task, str(population.absolute()), str(size), str(runs)]
    folder = Path(__file__).parent
    done = subprocess.run(  # noqa: S603
        [*program, *arguments], check=False, cwd=folder, capture_output=True, text=True
    )
    if done.returncode < 0 and module not in {"files", "yaoxie", "screen"}:
        sys.stderr.write(f"{module}, {task}, {size:,}: ended by signal {-done.returncode}\n")
        return None
    if done.returncode:
        raise SystemExit(f"{module}, {task}, {size:,} companies:\n{done.stderr}")
    measurement: Measured = json.loads(done.stdout)
    return measurement


def circumstances() -> dict[str, Any]:
    """What the figures hang on."""
    return {
        "claim_year": YEAR,
        "cores": os.cpu_count(),
        "load": round(os.getloadavg()[0], 1),
        "python": platform.python_version(),
        "libraries": {name: version(name) for name in LIBRARIES},
    }


def table(title: str, lines: list[Measured]) -> Table:
    """The lines of one size and task."""
    heads = ("", "s", "companies/s", "MB", "ready", "threads", "cores", "ratio")
    rows = Table(*heads, title=title, title_justify="left", box=box.MARKDOWN)
    for column in rows.columns[1:]:
        column.justify = "right"
    for line in lines:
        about = "≈ " if line["extrapolated"] else ""
        memory = ("-",) * 2 if about else (f"{line['peak_mb']:,.0f}", f"{line['ready_mb']:,.0f}")
        rows.add_row(
            line["peer"] + (", extrapolated" if about else ""),
            f"{about}{line['seconds']:,.4f}",
            f"{about}{line['companies'] / line['seconds']:,.0f}",
            *memory,
            str(line["threads"]),
            "-" if about else f"{line['cores']:.1f}",
            f"{about}{line['ratio']:,.2f}",
        )
    return rows


if __name__ == "__main__":
    main()

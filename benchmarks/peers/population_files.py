"""Makes the synthetic population that all peers are given, as files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path

import polars as pl
from yaoxie import Rulebook
from yaoxie.rules.conditions import facts_of
from yaoxie.rules.plan import Plan
from yaoxie.screening.facts import Slice
from yaoxie.synth import population
from yaoxie.synth.population import Supports
from yaoxie.tables import parquet_writer, schema
from yaoxie.tables.ndjson import writer
from yaoxie.tables.parquet import folder_source

from peers.population_job import KINDS, YEAR, facts_file

SEED = 1
LINES = 10_000  # companies of which there are profiles, at most: one by one takes its time


def make(folder: Path, size: int) -> None:
    """The population of so many companies; only its last file tells that it is whole."""
    rulebook = Rulebook.load()
    plan = rulebook.plan(YEAR)
    supports: Supports = {
        name: [(entry.id, entry.subject) for entry in rulebook.library.checked(name).supports]
        for name in rulebook.measures
    }
    parquet_writer.write_parquet(
        folder, population.chunks(size, SEED, year=YEAR, supports=supports)
    )
    _facts(folder, {kind: _names(plan, kind) for kind in KINDS})
    lines = population.profiles(min(size, LINES), SEED, year=YEAR, supports=supports)
    with (folder / "profiles.ndjson").open("wb") as file:
        writer.write_ndjson(file, lines)
    (folder / "whole").touch()


def plain(fact: str) -> str:
    """A fact's name as a column: `drug.milestone.new_drug_approval.date` without what is before.

    The last day on which a milestone can have been reached ends in `_latest`.
    """
    return fact.split(".", 1)[1].removeprefix("milestone.").replace(".", "_").replace("~", "_")


def profiles(folder: Path, count: int) -> Iterator[bytes]:
    """The first lines of the profiles."""
    with (folder / "profiles.ndjson").open("rb") as file:
        yield from islice(file, count)


def _names(plan: Plan, kind: str) -> dict[str, str]:
    """The facts that the supports of a kind ask for, and their names as columns."""
    conditions = [
        entry.condition
        for support in plan.supports
        if support.kind == kind
        for entry in plan.applicant + support.requirements
    ]
    return {fact: plain(fact) for condition in conditions for fact in facts_of(condition)}


def _facts(folder: Path, columns: Mapping[str, dict[str, str]]) -> None:
    """The facts of all subjects of each kind, written part by part."""
    parts: dict[str, list[Path]] = {kind: [] for kind in columns}
    (folder / "facts").mkdir(exist_ok=True)
    for number, batch in enumerate(folder_source(folder).batches()):
        slice_ = Slice(batch.tables, schema.of())
        for kind, names in columns.items():
            facts = slice_.facts(kind, names).rename(names).drop("row")
            keys = slice_.subjects(kind).frame.select("company", "item")
            parts[kind].append(folder / "facts" / f"{kind}-{number:06}.arrow")
            frame = pl.concat([keys, facts], how="horizontal")
            frame.write_ipc(parts[kind][-1], compression="lz4")
    for kind, files in parts.items():
        pl.scan_ipc(files).sink_parquet(facts_file(folder, kind), compression="zstd")
        for file in files:
            file.unlink()

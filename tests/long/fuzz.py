"""Hands in rule files, profiles and populations that are changed at random.

Each must end in a clear error of ours or in a right result: no other exception, no hang.

python -m tests.long.fuzz                          # each kind, in the numbers of `KINDS`
python -m tests.long.fuzz rules 20000 7            # a kind, a count, a seed
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import polars as pl
import yaml
from yaoxie import InputError, Profile, Rulebook
from yaoxie.synth import population, specification

from tests.support import own_vocabulary
from tests.support.fuzzing import Fuzzer, Tally
from tests.support.hostile import (
    changed,
    changed_bytes,
    changed_text,
    smallest,
    smallest_text,
)
from tests.support.hostile_tables import changed_table
from tests.support.rulebooks import RULES
from tests.support.rulebooks import packaged as packaged_measures
from tests.support.strategies.nudges import nudged
from tests.support.strategies.profiles import random_profile, seeded

YEAR = 2019


def fuzz_rules(count: int, seed: int, folder: Path) -> Tally:
    """Rule files: of every packaged measure by itself, and of one with a vocabulary of its own."""
    rng, fuzzer = seeded(seed), Fuzzer("rules")
    bases = [own_vocabulary.write(folder / "own")]
    for name in packaged_measures():
        base = folder / name
        shutil.copytree(RULES / name, base / name)
        index = {"version": "1", "default_measure": name, "measures": [name]}
        (base / "rulebook.yaml").write_text(yaml.safe_dump(index), "utf-8")
        bases.append(base)
    files = [sorted(base.rglob("*.yaml")) for base in bases]
    profile = random_profile(seeded(seed), YEAR)
    for number in range(count):
        which = rng.randrange(len(bases))
        path = rng.choice(files[which])
        text = path.read_text("utf-8")
        mutant = _mutant_yaml(rng, text)

        def load(
            raw: bytes, path: Path = path, base: Path = bases[which], decide: bool = not number % 20
        ) -> None:
            path.write_bytes(raw)
            rulebook = Rulebook.load(base)
            if decide:
                rulebook.evaluate(rulebook.profile(profile), YEAR)

        fuzzer.run(load, mutant, _smallest_bytes)
        path.write_text(text, "utf-8")
    return fuzzer.tally


def _mutant_yaml(rng: Random, text: str) -> bytes:
    """One to three changes of a YAML file: of its data, its text, or its bytes."""
    kind = rng.randrange(5)
    if kind < 3:
        data = yaml.safe_load(text)
        for _ in range(rng.choice([1, 1, 2, 3])):
            data = changed(rng, data)
        return json.dumps(data, ensure_ascii=False, default=str).encode("utf-8", "surrogatepass")
    if kind == 3:
        for _ in range(rng.choice([1, 1, 2, 3])):
            text = changed_text(rng, text)
        return text.encode("utf-8", "surrogatepass")
    return changed_bytes(rng, text.encode(rng.choice(["utf-8", "utf-8", "gbk", "utf-16"])))


def _smallest_bytes(raw: bytes, fails: Callable[[bytes], bool]) -> bytes:
    try:
        data = json.loads(raw)
    except ValueError:
        text = raw.decode("utf-8", "surrogateescape")
        small = smallest_text(text, lambda less: fails(less.encode("utf-8", "surrogateescape")))
        return small.encode("utf-8", "surrogateescape")
    return _dumped(smallest(data, lambda less: fails(_dumped(less))))


def _dumped(data: Any) -> bytes:
    return json.dumps(data, ensure_ascii=False, default=str).encode("utf-8", "surrogatepass")


def fuzz_population_files(count: int, seed: int, folder: Path) -> Tally:
    """Files that say what a population is like; those that are read make one up."""
    rng, fuzzer = seeded(seed), Fuzzer("population files")
    originals = sorted(Path(specification.__file__).parent.glob("*.yaml"))
    originals = [path for path in originals if path.stem != "faults"]
    for number in range(count):
        original = rng.choice(originals)
        mutant = _mutant_yaml(rng, original.read_text("utf-8"))

        def load(raw: bytes, name: str = original.name, draw: bool = not number % 20) -> None:
            (folder / name).write_bytes(raw)
            spec = specification.load(folder)
            if draw and spec.first_year <= population.DEFAULT_YEAR:
                population.tables(3, seed, specification=spec)

        fuzzer.run(load, mutant, _smallest_bytes)
        (folder / original.name).unlink()
    return fuzzer.tally


def fuzz_profiles(count: int, seed: int, folder: Path) -> Tally:
    """Profiles as JSON: read the same from text as from plain data, and some of them decided."""
    del folder
    rng, fuzzer = seeded(seed), Fuzzer("profiles")
    rulebook = Rulebook.load()
    measures = packaged_measures()

    def read(text: str, decide: bool = False) -> None:
        profile = Profile.from_json(text)
        assert Profile.from_dict(json.loads(text)).digest == profile.digest
        if decide:
            rulebook.evaluate(profile, YEAR)

    for number in range(count):
        data = random_profile(rng, YEAR)
        if rng.randrange(2):
            data = nudged(rng, rng.choice(list(measures.values())), data, YEAR)
        for _ in range(rng.choice([1, 1, 2, 3])):
            data = changed(rng, data)
        text = json.dumps(data, ensure_ascii=bool(rng.randrange(2)), default=str)
        if not rng.randrange(4):
            text = changed_text(rng, text)
        decide = not number % 20
        fuzzer.run(partial(read, decide=decide), text, _smallest_json)
    return fuzzer.tally


def _smallest_json(text: str, fails: Callable[[str], bool]) -> str:
    try:
        data = json.loads(text)
    except ValueError:
        return smallest_text(text, fails)
    return json.dumps(smallest(data, lambda less: fails(json.dumps(less))))


def fuzz_ndjson(count: int, seed: int, folder: Path) -> Tally:
    """Files of lines: as many good ones as profiles can be read from them one by one."""
    rng, fuzzer = seeded(seed), Fuzzer("NDJSON")
    rulebook = Rulebook.load()
    path = folder / "lines.ndjson"
    screening = rulebook.screening(YEAR)

    def screen(raw: bytes) -> None:
        from yaoxie.screening import api  # noqa: PLC0415

        path.write_bytes(raw)
        frames = api.screen(path, screening)
        good, bad = frames.companies.collect().height, frames.faults.collect()["company"].n_unique()
        lines = raw.split(b"\n")
        assert good <= len(lines)
        assert good + bad <= len(lines)
        assert good == sum(_is_profile(line) for line in lines), "another number of good lines"

    for _ in range(count):
        lines = [
            json.dumps(random_profile(rng, YEAR, most=1), ensure_ascii=False) for _ in range(2)
        ]
        if rng.randrange(3):
            data = json.loads(rng.choice(lines))
            lines.append(json.dumps(changed(rng, data), default=str))
        raw = "\n".join(lines).encode("utf-8", "surrogatepass")
        if not rng.randrange(3):
            raw = changed_bytes(rng, raw)
        if not rng.randrange(3):
            raw = changed_text(rng, raw.decode("utf-8", "surrogateescape")).encode(
                "utf-8", "surrogateescape"
            )
        fuzzer.run(screen, raw, _smallest_lines)
    return fuzzer.tally


def _is_profile(line: bytes) -> bool:
    try:
        Profile.from_json(line)
    except InputError:
        return False
    return True


def _smallest_lines(raw: bytes, fails: Callable[[bytes], bool]) -> bytes:
    lines = raw.split(b"\n")
    for at in range(len(lines) - 1, -1, -1):
        less = lines[:at] + lines[at + 1 :]
        if less and fails(b"\n".join(less)):
            lines = less
    return b"\n".join(lines)


def fuzz_tables(count: int, seed: int, folder: Path) -> Tally:
    """Tables as frames and as Parquet files: columns, types, values and bytes of another kind."""
    rng, fuzzer = seeded(seed), Fuzzer("tables")
    rulebook = Rulebook.load()
    screening = rulebook.screening(YEAR)
    base = population.tables(6, seed)
    names = list(base)

    def screen(mutant: tuple[str, pl.DataFrame | bytes, bool]) -> None:
        from yaoxie.screening import api  # noqa: PLC0415

        name, table, as_files = mutant
        source: Any = dict(base)
        if as_files or isinstance(table, bytes):
            place = folder / "tables"
            shutil.rmtree(place, ignore_errors=True)
            place.mkdir()
            for other in names:
                base[other].write_parquet(place / f"{other}.parquet")
            if isinstance(table, bytes):
                (place / f"{name}.parquet").write_bytes(table)
            else:
                table.write_parquet(place / f"{name}.parquet")
            source = place
        else:
            source[name] = table
        frames = api.screen(source, screening)
        frames.companies.collect()
        frames.findings.collect()
        frames.faults.collect()

    for _ in range(count):
        name = rng.choice(names)
        if rng.randrange(6):
            table: Any = base[name]
            for _ in range(rng.choice([1, 1, 2])):
                table = changed_table(rng, table)
        else:
            path = folder / "one.parquet"
            base[name].write_parquet(path, compression=rng.choice(["uncompressed", "zstd"]))
            table = changed_bytes(rng, path.read_bytes())
        fuzzer.run(screen, (name, table, not rng.randrange(3)), lambda mutant, _: mutant)
    return fuzzer.tally


KINDS: dict[str, tuple[Callable[[int, int, Path], Tally], int]] = {
    "rules": (fuzz_rules, 20_000),
    "population": (fuzz_population_files, 5_000),
    "profiles": (fuzz_profiles, 100_000),
    "ndjson": (fuzz_ndjson, 20_000),
    "tables": (fuzz_tables, 2_000),
}


def fuzz(kind: str, count: int, seed: int = 0) -> Tally:
    """Runs so many mutants of one kind."""
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        tally = KINDS[kind][0](count, seed, Path(folder))
    tally.seconds = time.monotonic() - started
    return tally


def main(*arguments: str) -> int:
    """Prints a line for each kind, and what failed; the exit status says whether anything did."""
    kinds = [arguments[0]] if arguments else list(KINDS)
    failed = False
    for kind in kinds:
        count = int(arguments[1]) if len(arguments) > 1 else KINDS[kind][1]
        tally = fuzz(kind, count, int(arguments[2]) if len(arguments) > 2 else 0)
        print(tally, flush=True)  # noqa: T201
        for failure, times in tally.failures.most_common():
            print(f"  {times} × {failure}\n    {tally.examples[failure]}", flush=True)  # noqa: T201
        failed = failed or bool(tally.failures)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

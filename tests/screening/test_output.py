"""Screening into files: whole or not at all, resumable, and the same however it is cut."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import polars as pl
import pytest
from yaoxie import Rulebook
from yaoxie.errors import InputError
from yaoxie.screening import output
from yaoxie.screening.api import source_of
from yaoxie.screening.output import Outcome, Output
from yaoxie.screening.screening import Screening
from yaoxie.synth import population
from yaoxie.tables.batches import Position
from yaoxie.tables.ndjson.writer import opened, write_ndjson
from yaoxie.tables.parquet import folder_source
from yaoxie.tables.parquet_writer import write_parquet

YEAR = 2024
_BESIDE = ("companies.parquet", "bad.ndjson")


@pytest.fixture(scope="module")
def screening(rulebook: Rulebook) -> Screening:
    return rulebook.screening(YEAR, "shanghai")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Tables of 3,000 made-up companies."""
    folder = tmp_path_factory.mktemp("tables")
    supports = {"shanghai-2024": [("phase-1", "drug"), ("phase-3", "drug")]}
    write_parquet(folder, population.chunks(3000, 7, year=YEAR, supports=supports))
    return folder


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same companies as lines, one in fifty with a fault."""
    file = tmp_path_factory.mktemp("lines") / "companies.ndjson.gz"
    with opened(file) as target:
        write_ndjson(target, population.profiles(3000, 7, 0.02, year=YEAR))
    return file


def screened(
    given: Path, out: Path, screening: Screening, segment: int = output.SEGMENT, batch: int = 500
) -> Outcome:
    source = folder_source(given, batch) if given.is_dir() else source_of(given)
    return output.screen(source, screening, Output(out, screening, source.name), segment=segment)


def contents(out: Path) -> tuple[pl.DataFrame, pl.DataFrame, bytes]:
    companies, bad = (out.with_name(f"{out.stem}.{end}") for end in _BESIDE)
    return pl.read_parquet(out), pl.read_parquet(companies), bad.read_bytes()


def same(left: Path, other: Path) -> bool:
    ours, theirs = contents(left), contents(other)
    return ours[0].equals(theirs[0]) and ours[1].equals(theirs[1]) and ours[2] == theirs[2]


@pytest.mark.parametrize("segment", [1, 700, 10_000])
def test_the_result_is_the_same_however_it_is_cut(
    folder: Path, screening: Screening, tmp_path: Path, segment: int
) -> None:
    done = screened(folder, tmp_path / "a.parquet", screening)
    cut = screened(folder, tmp_path / "b.parquet", screening, segment, batch=300)
    assert (done.companies, done.bad) == (cut.companies, cut.bad) == (3000, 0)
    assert same(tmp_path / "a.parquet", tmp_path / "b.parquet")
    assert not list(tmp_path.glob("*.partial"))


def test_tables_and_bad_linesof_the_same_companies_give_the_same_findings(
    lines: Path, screening: Screening, tmp_path: Path
) -> None:
    done = screened(lines, tmp_path / "lines.parquet", screening)
    assert done.companies + done.bad == 3000
    assert done.bad == len(contents(tmp_path / "lines.parquet")[2].splitlines()) > 30
    without_awards = population.tables(3000, 7, year=YEAR)
    findings = Screening(screening.plan, YEAR).run(without_awards).findings
    good = pl.read_parquet(done.findings_file)
    kept = findings.filter(pl.col("company").is_in(good["company"].unique().implode()))
    assert good.equals(kept)


def test_bad_rows_are_reported_with_their_line_pointer_and_reason(
    lines: Path, screening: Screening, tmp_path: Path
) -> None:
    done = screened(lines, tmp_path / "out.parquet", screening)
    bad_lines = done.bad_file.read_text(encoding="utf-8").splitlines()
    refused = [json.loads(line) for line in bad_lines]
    numbers = [row["company"] for row in refused]
    assert numbers == sorted(set(numbers))
    keys = {"pointer", "value", "code", "expected", "nearest", "parameters"}
    assert all(keys == set(row["faults"][0]) for row in refused)
    assert not set(numbers) & set(pl.read_parquet(done.companies_file)["company"])


def test_strict_screening_ends_at_bad_rows_and_leaves_nothing(
    lines: Path, screening: Screening, tmp_path: Path
) -> None:
    source = source_of(lines)
    files = Output(tmp_path / "out.parquet", screening, source.name)
    with pytest.raises(InputError) as refused:
        output.screen(source, screening, files, strict=True)
    assert refused.value.faults[0].pointer.split(":")[0].isdigit()
    assert list(tmp_path.iterdir()) == []


def test_a_run_that_fails_before_its_first_segment_leaves_nothing(
    lines: Path, screening: Screening, tmp_path: Path
) -> None:
    cut = tmp_path / "cut.ndjson.gz"
    cut.write_bytes(lines.read_bytes()[:-2000])
    with pytest.raises(InputError, match="a whole gzip file"):
        screened(cut, tmp_path / "out.parquet", screening)
    assert list(tmp_path.iterdir()) == [cut]


def test_the_legend_in_the_file_names_every_bit(
    folder: Path, screening: Screening, tmp_path: Path
) -> None:
    done = screened(folder, tmp_path / "out.parquet", screening)
    metadata = json.loads(pl.read_parquet_metadata(done.findings_file)["yaoxie"])
    assert metadata["measure"] == "shanghai-2024"
    assert metadata["claim_year"] == YEAR
    assert metadata["reasons"] == screening.legend()
    assert metadata["reasons"]["phase-1"][-1] == "drug.rd_spend_phase_1"


def test_a_run_that_fails_midway_goes_on_from_its_last_whole_segment(
    folder: Path, screening: Screening, tmp_path: Path
) -> None:
    source = folder_source(folder, 300)
    out = tmp_path / "out.parquet"
    places: list[Position] = []

    def stop(place: Position) -> None:
        places.append(place)
        if place.companies == 1500:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        output.screen(
            source, screening, Output(out, screening, source.name), progress=stop, segment=600
        )
    assert not out.exists()
    with pytest.raises(InputError, match="--resume"):
        output.screen(source, screening, Output(out, screening, source.name))
    with pytest.raises(InputError, match="the same input"):
        output.screen(source, screening, Output(out, screening, "other"), resume=True)
    started: list[Position] = []
    output.screen(
        source,
        screening,
        Output(out, screening, source.name),
        resume=True,
        progress=started.append,
        segment=600,
    )
    assert started[0] == Position(1200, 1200)
    screened(folder, tmp_path / "whole.parquet", screening)
    assert same(out, tmp_path / "whole.parquet")


def test_a_run_killed_again_and_again_ends_as_an_undisturbed_one(
    folder: Path, screening: Screening, tmp_path: Path
) -> None:
    rng = random.Random(4)  # noqa: S311
    out = tmp_path / "out.parquet"
    screened(folder, tmp_path / "whole.parquet", screening)
    command = [sys.executable, "-m", "tests.support.screening_slowly", str(folder), str(out)]
    for _ in range(3):
        child = subprocess.Popen(command)
        state = tmp_path / "out.parquet.partial" / "state.json"
        before = state.stat().st_mtime_ns if state.exists() else None
        while child.poll() is None and (not state.exists() or state.stat().st_mtime_ns == before):
            time.sleep(0.01)
        time.sleep(rng.random() / 10)
        child.send_signal(signal.SIGKILL)
        child.wait()
    subprocess.run(command, check=True)
    assert same(out, tmp_path / "whole.parquet")

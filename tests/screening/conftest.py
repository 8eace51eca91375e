"""A run of screening to files, and what it gives where nothing disturbs it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from yaoxie import Rulebook
from yaoxie.screening.output import Outcome
from yaoxie.screening.screening import Screening
from yaoxie.synth import population
from yaoxie.tables.parquet_writer import write_parquet

from tests.support.runs import COUNT, YEAR, Run


@pytest.fixture(scope="module")
def screening(rulebook: Rulebook) -> Screening:
    return rulebook.screening(YEAR, "shanghai")


@pytest.fixture(scope="module")
def tables_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Tables of 900 companies."""
    folder = tmp_path_factory.mktemp("population") / "in"
    write_parquet(folder, population.chunks(COUNT, 7, year=YEAR))
    return folder


@pytest.fixture
def run(tables_folder: Path, tmp_path: Path, screening: Screening) -> Run:
    folder = tmp_path / "in"
    shutil.copytree(tables_folder, folder)
    return Run(folder, screening, tmp_path / "out.parquet")


@pytest.fixture
def undisturbed(
    tables_folder: Path, tmp_path_factory: pytest.TempPathFactory, screening: Screening
) -> Outcome:
    out = tmp_path_factory.mktemp("whole") / "out.parquet"
    return Run(tables_folder, screening, out)()

"""A rulebook with a vocabulary of its own screens as it evaluates, however companies come."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from polars.testing import assert_frame_equal
from typer.testing import CliRunner
from yaoxie import Profile, Rulebook
from yaoxie.cli import app
from yaoxie.errors import InputError
from yaoxie.tables.parquet_writer import write_parquet
from yaoxie.tables.profiles import tables_of

from tests.long import screened
from tests.support import own_vocabulary
from tests.support.own_vocabulary import MEASURE, YEAR
from tests.support.strategies.profiles import randoms

COUNT = 200
Data = dict[str, Any]
Comes = Callable[["Companies", Path], Any]


class Companies:
    """The same companies as plain data and as profiles."""

    def __init__(self, rulebook: Rulebook) -> None:
        rng = Random(5)  # noqa: S311
        self.data = [own_vocabulary.random_data(rng) for _ in range(COUNT)]
        self.profiles = [rulebook.profile(data) for data in self.data]

    @property
    def tables(self) -> dict[str, pl.DataFrame]:
        return tables_of(enumerate(self.profiles, 1), own_vocabulary.vocabulary())


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return own_vocabulary.write(tmp_path_factory.mktemp("own") / "rules")


@pytest.fixture(scope="module")
def own(rules: Path) -> Rulebook:
    return Rulebook.load(rules)


@pytest.fixture(scope="module")
def companies(own: Rulebook) -> Companies:
    return Companies(own)


def lines(companies: Companies, folder: Path) -> Path:
    file = folder / "companies.ndjson"
    file.write_text("".join(json.dumps(row) + "\n" for row in companies.data), encoding="utf-8")
    return file


def files(companies: Companies, folder: Path) -> Path:
    write_parquet(folder / "in", [companies.tables], vocabulary=own_vocabulary.vocabulary())
    return folder / "in"


COMES: dict[str, Comes] = {
    "lines": lines,
    "files": files,
    "frames": lambda companies, _: companies.tables,
    "profiles": lambda companies, _: companies.profiles,
    "data": lambda companies, _: companies.data,
}


@settings(max_examples=20)
@given(rng=randoms())
def test_screening_says_what_evaluating_says(own: Rulebook, rng: Random) -> None:
    profiles = [own.profile(own_vocabulary.random_data(rng)) for _ in range(12)]
    assert screened.compared(own, MEASURE, YEAR, {}, profiles) == []


def test_every_support_has_findings_of_every_status(own: Rulebook, companies: Companies) -> None:
    findings = own.screen(companies.profiles, YEAR).findings.collect()
    statuses = findings.group_by("support").agg(pl.col("status").n_unique())
    assert dict(statuses.iter_rows()) == dict.fromkeys(statuses["support"], 3)
    assert statuses.height == len(own_vocabulary.measure().supports)
    assert findings["excluded_by"].drop_nulls().n_unique() == 2


@pytest.mark.parametrize("how", COMES)
def test_companies_are_decided_alike_however_they_come(
    own: Rulebook, companies: Companies, tmp_path: Path, how: str
) -> None:
    population = own.screen(COMES[how](companies, tmp_path), YEAR)
    assert population.faults.collect().is_empty()
    totals = population.companies.collect()
    reports = [own.evaluate(profile, YEAR) for profile in companies.profiles]
    assert totals["total_ceiling"].to_list() == [report.total_ceiling for report in reports]
    assert totals["potential_ceiling"].to_list() == [report.potential_ceiling for report in reports]
    assert totals["total_ceiling"].sum() > 0


@pytest.mark.parametrize("how", ["lines", "files"])
def test_the_command_line_screens_by_the_vocabulary_of_its_rules(
    own: Rulebook, rules: Path, companies: Companies, tmp_path: Path, how: str
) -> None:
    given_ = COMES[how](companies, tmp_path)
    out = tmp_path / "findings.parquet"
    options = ["--rules", str(rules), "--year", str(YEAR), "--out", str(out)]
    result = CliRunner().invoke(app.app, ["screen", str(given_), *options])
    assert result.exit_code == 0, result.stderr
    expected = own.screen(companies.profiles, YEAR).findings.collect()
    assert_frame_equal(pl.read_parquet(out), expected)


def test_profiles_of_another_vocabulary_are_refused(own: Rulebook) -> None:
    with pytest.raises(InputError, match="another vocabulary"):
        own.screen([Profile.from_dict({"company": {"name": "甲"}})], YEAR)


def test_the_packaged_rulebook_refuses_profiles_of_ones_own(
    rulebook: Rulebook, companies: Companies
) -> None:
    with pytest.raises(InputError, match="another vocabulary"):
        rulebook.screen(companies.profiles, YEAR)

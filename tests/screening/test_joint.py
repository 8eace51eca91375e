"""Several measures in one pass: the same as evaluating under all of them, and as one by one."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from random import Random

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal
from yaoxie import Profile, Rulebook
from yaoxie.errors import InputError, OptionError
from yaoxie.screening import output
from yaoxie.screening.output import Outcome, Output
from yaoxie.screening.screening import JointScreening
from yaoxie.tables.parquet import folder_source
from yaoxie.tables.profiles import tables_of

from tests.long import agreement, screened
from tests.support.rulebooks import packaged
from tests.support.runs import YEAR
from tests.support.strategies import profiles

TIED = ("chongqing-2022", "chongqing-2025")  # by rules between measures


@pytest.fixture(scope="module")
def joint(rulebook: Rulebook) -> JointScreening:
    return rulebook.joint_screening(YEAR, ("shanghai", "beijing"))


def random_profiles(rng: Random, names: Sequence[str], year: int, count: int) -> list[Profile]:
    """Profiles made for some measures."""
    files = packaged()
    chosen = [files[rng.choice(names)] for _ in range(count)]
    return [Profile.from_dict(agreement.random_data(rng, own, year)) for own in chosen]


@settings(max_examples=4)
@given(rng=profiles.randoms(), year=st.sampled_from(agreement.ALL_YEARS))
def test_a_pass_over_all_measures_says_what_evaluating_under_all_says(
    rulebook: Rulebook, rng: Random, year: int
) -> None:
    own = random_profiles(rng, list(packaged()), year, 10)
    assert screened.compared_jointly(rulebook, ["all"], year, own) == []


@settings(max_examples=8)
@given(profiles.randoms())
def test_totals_are_those_under_the_rules_between_measures(rulebook: Rulebook, rng: Random) -> None:
    own = random_profiles(rng, TIED, YEAR, 30)
    assert screened.compared_jointly(rulebook, TIED, YEAR, own) == []


def test_a_rule_between_measures_may_take_from_the_sum_of_their_totals(rulebook: Rulebook) -> None:
    own = random_profiles(profiles.seeded(5), TIED, YEAR, 200)
    run = rulebook.joint_screening(YEAR, TIED).run(tables_of(enumerate(own)))
    sums = run.companies.group_by("company", maintain_order=True).agg(
        pl.col("total_ceiling", "potential_ceiling").sum()
    )
    for name in ("total_ceiling", "potential_ceiling"):
        assert (sums[name] >= run.totals[name]).all()
        assert (sums[name] > run.totals[name]).any()


def texts(findings: pl.DataFrame) -> pl.DataFrame:
    """Findings with their words as texts: together, they may hold words of other measures."""
    return findings.with_columns(pl.selectors.enum().cast(pl.String))


def test_findings_and_totals_of_a_measure_are_those_of_a_run_of_its_own(
    rulebook: Rulebook, joint: JointScreening, tables_folder: Path
) -> None:
    together = rulebook.screen(tables_folder, YEAR, ["shanghai", "beijing"])
    names = list(together.legends)
    assert names == [plan.measure.id for plan in joint.plans]
    assert len(names) > 1
    for name in names:
        alone = rulebook.screen(tables_folder, YEAR, name)
        findings = together.findings.filter(pl.col("measure") == name).collect()
        own = alone.findings.collect()
        assert texts(findings.drop("measure")).equals(texts(own))
        companies = together.companies.filter(pl.col("measure") == name).collect()
        mine = alone.companies.drop("unmatched_awards").collect()
        assert_frame_equal(companies.drop("measure"), mine)
        assert together.legends[name] == alone.legend


def test_the_legend_is_that_of_one_measure(rulebook: Rulebook, tables_folder: Path) -> None:
    together = rulebook.screen(tables_folder, YEAR, list(TIED))
    with pytest.raises(ValueError, match=", ".join(TIED)):
        _ = together.legend


def test_a_place_without_a_measure_in_that_year_has_no_findings_but_totals(
    rulebook: Rulebook, tables_folder: Path
) -> None:
    library = rulebook.library
    places = library.vocabulary.place.type.words
    place = next(place for place in places if not library.at(place, 1990))
    nothing = rulebook.screen(tables_folder, 1990, place)
    assert nothing.findings.collect().height == nothing.companies.collect().height == 0
    totals = nothing.totals.collect()
    assert totals.height > 0
    assert totals["total_ceiling"].sum() == totals["ineligible"].sum() == 0


def test_readings_are_those_of_one_measure_alone(rulebook: Rulebook, tables_folder: Path) -> None:
    with pytest.raises(OptionError, match="/readings/cap-scope"):
        rulebook.screen(tables_folder, YEAR, "all", {"cap-scope": "company"})


def written(
    folder: Path,
    out: Path,
    joint: JointScreening,
    batch: int,
    segment: int,
    *,
    resume: bool = False,
) -> Outcome:
    source = folder_source(folder, batch)
    files = Output(out, joint, source.name)
    return output.screen(source, joint, files, segment=segment, resume=resume)


def same(left: Outcome, right: Outcome) -> bool:
    pairs = (
        (left.findings_file, right.findings_file),
        (left.companies_file, right.companies_file),
        (left.totals_file, right.totals_file),
    )
    return all(
        one is not None
        and other is not None
        and pl.read_parquet(one).equals(pl.read_parquet(other))
        for one, other in pairs
    )


def test_three_tables_are_written_the_same_however_the_run_is_cut(
    joint: JointScreening, tables_folder: Path, tmp_path: Path
) -> None:
    whole = written(tables_folder, tmp_path / "a.parquet", joint, 400, 10_000)
    cut = written(tables_folder, tmp_path / "b.parquet", joint, 70, 200)
    assert same(whole, cut)
    assert whole.totals_file == tmp_path / "a.totals.parquet"
    assert not list(tmp_path.glob("*.partial"))
    metadata = json.loads(pl.read_parquet_metadata(whole.findings_file)["yaoxie"])
    assert metadata["claim_year"] == YEAR
    assert {name: own["reasons"] for name, own in metadata["measures"].items()} == joint.legends
    again = written(tables_folder, tmp_path / "a.parquet", joint, 400, 10_000, resume=True)
    assert again.was_finished
    assert again.companies == whole.companies


def test_a_result_of_other_measures_is_not_resumed(
    rulebook: Rulebook, joint: JointScreening, tables_folder: Path, tmp_path: Path
) -> None:
    written(tables_folder, tmp_path / "a.parquet", joint, 400, 10_000)
    other = rulebook.joint_screening(YEAR, TIED)
    with pytest.raises(InputError):
        written(tables_folder, tmp_path / "a.parquet", other, 400, 10_000, resume=True)

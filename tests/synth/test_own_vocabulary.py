"""Synthetic companies under a vocabulary of one's own that no file of a population speaks of."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import polars.selectors as cs
import pytest
from polars.testing import assert_frame_equal
from yaoxie.profile.records import profile_model
from yaoxie.synth import definitions, population, specification
from yaoxie.tables import schema

from tests.support import own_vocabulary
from tests.support.command_line import refused, run

OWN = own_vocabulary.vocabulary()


@pytest.fixture(scope="module")
def own() -> specification.Specification:
    return specification.load(definitions=definitions.of(OWN))


def test_companies_are_those_of_the_packaged_vocabulary_with_more_that_is_unknown(
    own: specification.Specification,
) -> None:
    before = population.tables(500, 5)
    after = population.tables(500, 5, specification=own)
    assert tuple(after) == schema.of(OWN).tables
    for name, frame in before.items():
        texts = cs.enum().cast(pl.String)
        assert_frame_equal(
            after[name].select(frame.columns).with_columns(texts), frame.with_columns(texts)
        )
    assert after["veterinary_drugs"].is_empty()
    assert after["companies"]["farm_rent"].null_count() == 500


def test_what_no_file_speaks_of_is_named_with_the_file_that_could(
    own: specification.Specification, tmp_path: Path
) -> None:
    assert specification.packaged().left_unknown() == {}
    left = own.left_unknown()
    assert set(left) == {"company.yaml", "drug.yaml", "veterinary_drug.yaml"}
    assert left["drug.yaml"] == ("for_animals_too", "animal_data_from")
    (tmp_path / "rules").mkdir()
    printed = run("synth", "3", "--rules", str(own_vocabulary.write(tmp_path / "rules")))
    assert (printed.exit_code, len(printed.stdout.splitlines())) == (0, 3)
    assert printed.stderr.splitlines()[1:] == [
        "drug.yaml gives none of these, which stay unknown: for_animals_too, animal_data_from",
        "no veterinary_drug.yaml says what veterinary_drugs are like, and there are none",
        "--population FOLDER takes such files, as docs/screening.md says",
    ]
    assert run("synth", "3").stderr == ""


POPULATION = """\
count: {first: 1, last: 3, ratio: 0.5}
variables:
  pipeline: {draw: path, weights: {tried: 2, untried: 1}}
  start: {since: "2015-01-01"}
fields:
  id: {text: [SY-, {number: 3}]}
  name: {unknown: 0.01, text: 兽用疫苗}
  prescription: {draw: prescription, unknown: 0.1, chance: 0.7}
  risk: {draw: risk, unknown: 0.1, weights: {good: 3, poor: 1}}
  trial_cost: {draw: cost, unknown: 0.15, median: 800_000, spread: 1.1, step: 1000}
pipelines:
  tried:
    - {milestone: field_trial_entry, days: [30, 200], passing: 0.9}
    - {milestone: field_trial_completed, days: [100, 500], passing: 0.8}
  untried:
    - {milestone: veterinary_registration, days: [100, 900], passing: 0.6}
milestones: {unknown: 0.1, undated: 0.05}
"""


def test_a_file_gives_items_of_a_kind_of_ones_own(tmp_path: Path) -> None:
    for folder in ("rules", "population"):
        (tmp_path / folder).mkdir()
    rules = str(own_vocabulary.write(tmp_path / "rules"))
    path = tmp_path / "population" / "veterinary_drug.yaml"
    path.write_text(POPULATION, "utf-8")
    arguments = ("--rules", rules, "--population", str(path.parent))
    printed = run("synth", "40", *arguments)
    model = profile_model(OWN)
    profiles = [model.from_json(line).model_dump() for line in printed.stdout.splitlines()]
    items = [item for profile in profiles for item in profile["veterinary_drugs"] or ()]
    assert len(items) > 40
    reached = {entry["milestone"] for item in items for entry in item["milestones"] or ()}
    assert reached == set(OWN.milestones("veterinary_drug"))
    assert "veterinary_drug.yaml gives none of these" in printed.stderr
    path.write_text(POPULATION.replace("good: 3", "fair: 3"), "utf-8")
    faults = "\n".join(refused(run("synth", "40", *arguments)))
    assert "veterinary_drug.yaml:9:" in faults
    assert "'fair'" in faults


def test_lines_are_profiles_of_the_vocabulary(own: specification.Specification) -> None:
    (lines,) = population.profiles(50, 5, specification=own)
    model = profile_model(OWN)
    assert all(model.from_json(line).vocabulary == OWN for line in lines)

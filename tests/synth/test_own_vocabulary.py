"""Synthetic companies under a vocabulary of one's own that no file of a population speaks of."""

from __future__ import annotations

import polars as pl
import polars.selectors as cs
import pytest
from polars.testing import assert_frame_equal
from yaoxie.profile.records import profile_model
from yaoxie.synth import definitions, population, specification
from yaoxie.tables import schema

from tests.support import own_vocabulary

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


def test_lines_are_profiles_of_the_vocabulary(own: specification.Specification) -> None:
    (lines,) = population.profiles(50, 5, specification=own)
    model = profile_model(OWN)
    assert all(model.from_json(line).vocabulary == OWN for line in lines)

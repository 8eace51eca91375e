"""A population that the tests of tables share."""

from __future__ import annotations

import polars as pl
import pytest
from yaoxie.synth import population


@pytest.fixture(scope="session")
def frames() -> dict[str, pl.DataFrame]:
    """Tables of 400 synthetic companies."""
    return population.tables(400, 3, supports={"zgc-2019-27": [("drug-phase-2", "drug")]})

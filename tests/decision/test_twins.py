"""What is written twice on purpose, for one company and for columns, goes by the same names."""

from __future__ import annotations

import pytest
from yaoxie.decision import settlement as by_company
from yaoxie.screening import settlement as in_columns

STEPS = ("settle", "_exclude", "_excluding_award", "_limit")


@pytest.mark.parametrize("step", STEPS)
def test_both_settlements_take_the_same_steps(step: str) -> None:
    for twin in (by_company.Settlement, in_columns.Settlement):
        assert callable(vars(twin)[step])


@pytest.mark.parametrize("name", ["Settled", "Settlement", "_keep_best", "_cell"])
def test_both_settlements_are_made_of_the_same_parts(name: str) -> None:
    assert name in vars(by_company)
    assert name in vars(in_columns)

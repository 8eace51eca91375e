"""Classes of subjects that answer alike."""

from __future__ import annotations

import numpy as np
import polars as pl
from hypothesis import given
from hypothesis import strategies as st
from yaoxie.screening.alike import Alike

ANSWERS = st.sampled_from([True, False, None])


@st.composite
def tables(draw: st.DrawFn) -> list[tuple[bool | None, ...]]:
    """Rows of answers, of which some are drawn again and again."""
    width = draw(st.integers(0, 40))  # more than are told apart at once
    known = draw(st.lists(st.tuples(*[ANSWERS] * width), min_size=1, max_size=6))
    return draw(st.lists(st.sampled_from(known), max_size=30))


@given(tables(), st.data())
def test_rows_are_alike_where_they_have_the_same_answers_and_numbers(
    rows: list[tuple[bool | None, ...]], data: st.DataObject
) -> None:
    numbers = data.draw(st.lists(st.integers(0, 3), min_size=len(rows), max_size=len(rows)))
    width = len(rows[0]) if rows else 0
    answers = pl.DataFrame(
        [pl.Series(f"answer {i}", [row[i] for row in rows], pl.Boolean) for i in range(width)]
    )
    alike = Alike.by(answers, np.array(numbers, np.uint32))
    told_apart = [(number, *row) for number, row in zip(numbers, rows, strict=True)]
    classes = list(dict.fromkeys(told_apart))
    assert alike.of.tolist() == [classes.index(row) for row in told_apart]
    assert alike.first.tolist() == [told_apart.index(row) for row in classes]

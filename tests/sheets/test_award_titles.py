"""What stands in the cells of awards is read as it was written."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from yaoxie import Rulebook
from yaoxie.sheets.award_titles import NO_TITLES, AwardTitles, id_of


@given(st.text(alphabet="ab-1（）题", max_size=8), st.text(max_size=8))
@example("abc（def）", "abc（）")
@example("（）", "a（b）（）")
def test_text_without_a_title_is_read_as_it_was_written(measure: str, support: str) -> None:
    cells = NO_TITLES.cells(measure, support)
    assert (id_of(cells["measure"]), id_of(cells["support"])) == (measure, support)


@pytest.mark.parametrize("column", ["measure", "support"])
def test_every_cell_that_is_offered_is_read_as_an_id(rulebook: Rulebook, column: str) -> None:
    library = rulebook.library
    ids = {
        "measure": set(library.measures),
        "support": {
            support.id for name in library.measures for support in library.checked(name).supports
        },
    }
    assert {id_of(cell) for cell in AwardTitles.of(library).offered(column)} == ids[column]

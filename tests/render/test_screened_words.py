"""The headings and words of a screening's workbook."""

from __future__ import annotations

import pytest
from yaoxie import Rulebook
from yaoxie.render.screened_words import ScreenedWords
from yaoxie.render.wording import Wording
from yaoxie.screening.frames import EXCLUDERS


@pytest.fixture(params=["zh", "en"])
def wording(request: pytest.FixtureRequest, rulebook: Rulebook) -> Wording:
    return Wording.of(rulebook.library, request.param)


def test_further_masks_and_fields_have_headings_too(rulebook: Rulebook, wording: Wording) -> None:
    words = ScreenedWords(wording, rulebook.library, ["zgc-2019-27"])
    named = [words.heading(name) for name in ("unmet_1", "unknown_12", "drug.category")]
    assert (
        named
        == {
            "zh": ["未满足（位掩码）之1", "未知（位掩码）之12", "药品类别"],
            "en": ["unmet_1", "unknown_12", "drug category"],
        }[wording.lang]
    )


def test_every_support_limit_and_group_of_every_measure_has_its_title(
    rulebook: Rulebook, wording: Wording
) -> None:
    words = ScreenedWords(wording, rulebook.library, rulebook.measures)
    names = ("measure", "support", "bound_by", "excluded_group")
    for measure, model in rulebook.measures.items():
        supports = rulebook.library.checked(measure).supports
        rows = [
            *((measure, support.id, None, None) for support in supports),
            *((measure, None, limit.id, None) for limit in model.limits),
            *((measure, None, None, entry.id) for entry in model.groups),
            *((measure, None, None, entry.id) for entry in model.at_most),
            *((measure, None, bound, None) for bound in ("ceiling", "share")),
        ]
        for row, worded in zip(rows, words.rows(names, rows), strict=True):
            assert [cell is None for cell in worded] == [cell is None for cell in row]
        for support, (_, title, _, _) in zip(supports, words.rows(names, rows), strict=False):
            assert title.startswith(getattr(support.title, wording.lang))
            assert support.id in title


def test_what_excludes_is_in_words(rulebook: Rulebook, wording: Wording) -> None:
    words = ScreenedWords(wording, rulebook.library, ["zgc-2019-27"])
    said = [
        cell for (cell,) in words.rows(["excluded_by"], [[name] for name in EXCLUDERS.values()])
    ]
    assert said == {"zh": ["另一项结论", "已获资助"], "en": ["finding", "award"]}[wording.lang]

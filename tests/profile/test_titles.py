"""What facts are called."""

from __future__ import annotations

import pytest
from yaoxie.profile.titles import fact_title
from yaoxie.profile.vocabulary import packaged


@pytest.mark.parametrize(
    ("fact", "zh", "en"),
    [
        ("company.park", "注册园区", "park of registration"),
        ("drug.milestones", "里程碑", "milestones"),
        ("drug.milestone.new_drug_approval", "取得新药批件", "new-drug approval"),
        (
            "drug.milestone.phase_2_completed.date",
            "完成Ⅱ期临床试验（日期）",
            "Phase II completed (date)",
        ),
        ("drug.nothing", "nothing", "nothing"),
        ("drug.milestone.nothing.date", "nothing（日期）", "nothing (date)"),
    ],
)
def test_facts_are_called_by_their_field_and_milestone(fact: str, zh: str, en: str) -> None:
    title = fact_title(fact)
    assert (title.zh, title.en) == (zh, en)
    kind = packaged().kind_title(fact.partition(".")[0])
    named = fact_title(fact, of_kind=True)
    assert (named.zh, named.en) == (f"{kind.zh}·{zh}", f"{kind.en}: {en}")


def test_no_two_facts_of_a_kind_are_called_the_same() -> None:
    vocabulary = packaged()
    for kind in vocabulary.kinds:
        facts = [f"{kind}.{name}" for name in vocabulary.fields(kind)]
        for milestone in vocabulary.milestones(kind):
            own = f"{kind}.milestone.{milestone}"
            facts += [own, *(f"{own}.{name}" for name in vocabulary.milestone_fields)]
        for lang in ("zh", "en"):
            titles = [getattr(fact_title(fact), lang) for fact in facts]
            assert len(set(titles)) == len(facts)

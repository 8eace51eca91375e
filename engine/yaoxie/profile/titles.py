"""What facts are called in both languages: for reports, tables, summaries, the page and docs.

All titles come from the vocabulary: a word's straight from `Vocabulary.word_title`, a kind's from
`kind_title`; a fact's, which may be a field, a milestone or a milestone's field, from here.

fact_title("drug.category")                                       药品类别
fact_title("drug.milestone.new_drug_approval")                    取得新药批件
fact_title("drug.milestone.new_drug_approval.date")               取得新药批件（日期）
fact_title("drug.milestone.new_drug_approval.date", of_kind=True)  药品·取得新药批件（日期）
"""

from __future__ import annotations

from yaoxie.profile.vocabulary import MILESTONE, Vocabulary, packaged
from yaoxie.values import Title


def fact_title(fact: str, vocabulary: Vocabulary | None = None, *, of_kind: bool = False) -> Title:
    """The title of a field, a milestone, or a milestone's field, by the name that rules give it.

    `milestone.date` names a field of any milestone. `of_kind`: with the kind of subject before it.
    What no vocabulary names is called by its name.
    """
    known = vocabulary or packaged()
    kind, _, name = fact.partition(".")
    title = _inside(known, kind, name)
    if not of_kind:
        return title
    own = known.kind_title(kind)
    return Title(zh=f"{own.zh}·{title.zh}", en=f"{own.en}: {title.en}")


def _inside(vocabulary: Vocabulary, kind: str, name: str) -> Title:
    if not name.startswith(f"{MILESTONE}."):
        return vocabulary.field_title(f"{kind}.{name}") or Title(zh=name, en=name)
    _, milestone, *field = name.split(".")
    reached: Title = (
        vocabulary.milestone(kind, milestone)
        if milestone in vocabulary.milestones(kind)
        else Title(zh=milestone, en=milestone)
    )
    if not field:
        return reached
    own = vocabulary.field_title(f"{MILESTONE}.{field[0]}") or Title(zh=field[0], en=field[0])
    return Title(zh=f"{reached.zh}（{own.zh}）", en=f"{reached.en} ({own.en})")

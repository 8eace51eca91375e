"""Amounts by a field of the profile: a ceiling or fixed amount with a row for some values.

Each row is a condition with an amount of its own. Rows leave each other nothing, so that of what is
known, at most one holds.
"""

from __future__ import annotations

from dataclasses import dataclass

from yaoxie.profile.vocabulary import Vocabulary
from yaoxie.rules import model as measure
from yaoxie.values import Title

ELSE = "else"
_OTHER = Title(zh="其他", en="any other")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a ceiling or fixed amount, as its file has it."""

    id: str
    at: str  # where it stands beside its ceiling or fixed amount
    amount: int
    words: tuple[str, ...]  # none: those of no other row


def rows_of(stated: measure.StatedAmount) -> list[Row]:
    """The rows of an amount that a field decides; what is left for other values comes last."""
    rows = [
        Row(row.one_of[0], f"/amounts/{i}", row.amount, tuple(row.one_of))
        for i, row in enumerate(stated.amounts or ())
    ]
    if stated.else_ is not None:
        rows.append(Row(ELSE, f"/{ELSE}", stated.else_, ()))
    return rows


def key_of(kind: str, number: int, row: Row) -> str:
    """The name of a row's condition among those of its support; no id has a slash."""
    return f"{kind}/{number}/{row.id}"


def row_title(stated: measure.StatedAmount, row: Row, vocabulary: Vocabulary) -> Title:
    """What a row is for, in both languages."""
    if not row.words:
        return _OTHER
    titles = [
        vocabulary.word_title(word, stated.by) or Title(zh=word, en=word) for word in row.words
    ]
    return Title(
        zh="、".join(title.zh for title in titles), en=", ".join(title.en for title in titles)
    )

"""Amounts by a field of the profile: a ceiling or fixed amount with a row for some values.

Each row is a condition with an amount of its own: words that a field may have, or the least that a
figure must be. Of the rows that hold, the highest amount does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from yaoxie.profile.facts import Value
from yaoxie.profile.titles import fact_title
from yaoxie.profile.vocabulary import Vocabulary
from yaoxie.rules import model as measure
from yaoxie.rules.operands import Number
from yaoxie.values import Title

ELSE = "else"
_OTHER = Title(zh="其他", en="any other")


@dataclass(frozen=True, slots=True)
class Further:
    """What each whole unit of a figure above a threshold adds to an amount, up to the most."""

    fact: str
    start: int
    each: int
    more: int
    most: int

    def amount(self, amount: int, facts: Mapping[str, Value]) -> int:
        """What the amount at the threshold comes to; the most where the figure is unknown."""
        figure = facts.get(self.fact)
        if figure is None:
            return self.most
        assert isinstance(figure, int)
        return min(self.most, amount + max(0, figure - self.start) // self.each * self.more)


@dataclass(frozen=True, slots=True)
class StatedRow:
    """One row of a ceiling or fixed amount, as its file has it.

    For words, or from a figure on; neither: for what no other row is for.
    """

    id: str
    at: str  # where it stands beside its ceiling or fixed amount
    amount: int
    words: tuple[str, ...] = ()
    least: Number | None = None
    further: Further | None = None


def rows_of(stated: measure.StatedAmount) -> list[StatedRow]:
    """The rows of an amount that a field decides; what is left for other values comes last."""
    written = stated.amounts or []
    rows = []
    for i, row in enumerate(written):
        at, words, least = f"/amounts/{i}", tuple(row.one_of or ()), row.at_least
        name = words[0] if words else f"at-least-{least}"
        further = _further(stated, least) if i == len(written) - 1 else None
        rows.append(StatedRow(name, at, row.amount, words, least, further))
    if stated.else_ is not None:
        rows.append(StatedRow(ELSE, f"/{ELSE}", stated.else_))
    return rows


def _further(stated: measure.StatedAmount, least: Number | None) -> Further | None:
    """What stands beside the highest threshold."""
    units = stated.further
    if units is None or stated.by is None or not isinstance(least, int):
        return None
    return Further(stated.by, least, units.each, units.amount, units.at_most)


def key_of(kind: str, number: int, row: StatedRow) -> str:
    """The name of a row's condition among those of its support; no id has a slash."""
    return f"{kind}/{number}/{row.id}"


def row_title(stated: measure.StatedAmount, row: StatedRow, vocabulary: Vocabulary) -> Title:
    """What a row is for, in both languages."""
    if row.least is not None:
        field, least = fact_title(stated.by or "", vocabulary), _figure(row.least)
        return Title(zh=f"{field.zh}≥{least}", en=f"{field.en} ≥ {least}")
    if not row.words:
        return _OTHER
    titles = [
        vocabulary.word_title(word, stated.by) or Title(zh=word, en=word) for word in row.words
    ]
    return Title(
        zh="、".join(title.zh for title in titles), en=", ".join(title.en for title in titles)
    )


def _figure(least: Number) -> str:
    return f"{(least * 100).normalize():f}%" if isinstance(least, Decimal) else f"{least:,}"

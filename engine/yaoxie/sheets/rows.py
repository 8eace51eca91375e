"""Profiles as the rows of sheets, of which `reading` makes the same profiles to the digest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from yaoxie.profile.records import ProfileRecord
from yaoxie.profile.vocabulary import COMPANY, MILESTONE, Vocabulary
from yaoxie.sheets.cells import Cell
from yaoxie.sheets.layout import AWARDS, ITEM, KNOWN, MILESTONES, NUMBER, Column, Layout

Rows = dict[str, list[dict[str, Cell]]]  # by list, by column
_BETWEEN = "、"


def of(profiles: Iterable[ProfileRecord], layout: Layout) -> Rows:
    """The rows of profiles, numbered from 1 in their order."""
    words = _Words(layout.vocabulary)
    rows: Rows = {sheet.list_name: [] for sheet in layout.sheets}
    columns = {sheet.list_name: sheet.columns for sheet in layout.sheets}

    def add(list_name: str, record: Any, own: Mapping[str, Cell]) -> None:
        row = dict(own)
        for column in columns[list_name]:
            if column.key not in own:
                row[column.key] = words.cell(getattr(record, column.key, None), column)
        rows[list_name].append(row)

    for number, profile in enumerate(profiles, 1):
        key: dict[str, Cell] = {NUMBER: number}
        add(COMPANY, getattr(profile, COMPANY), key)
        for kind, _position, item in profile.items():
            list_name = layout.vocabulary.item_lists[kind]
            known = getattr(item, MILESTONES, None)
            complete = layout.vocabulary.answers.affirmative.zh if known is not None else None
            add(list_name, item, {**key, KNOWN: complete})
            for milestone in known or ():
                title = layout.vocabulary.milestone(kind, milestone.milestone).zh
                add(MILESTONES, milestone, {**key, ITEM: item.id, MILESTONE: title})
        for award in getattr(profile, AWARDS) or ():
            add(AWARDS, award, {**key, **layout.awards.cells(award.measure, award.support)})
    return rows


class _Words:
    """What values are called in cells."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._answers = vocabulary.answers
        self._titles = {
            name: {word.id: word.zh for word in words} for name, words in vocabulary.words.items()
        }

    def cell(self, value: Any, column: Column) -> Cell:
        """A value as a cell: a word by its title, a day as a day, a rate as a text."""
        match value:
            case None:
                return None
            case bool():
                return self._answers.affirmative.zh if value else self._answers.negative.zh
            case int() | date():
                return value
            case Decimal():
                return f"{value:f}"
            case tuple():
                titles = [self._word(word, column) for word in value]
                return _BETWEEN.join(titles) or self._answers.negative.aliases[0]
            case _:
                return self._word(str(value), column)

    def _word(self, word: str, column: Column) -> str:
        return self._titles[column.words].get(word, word) if column.words else word

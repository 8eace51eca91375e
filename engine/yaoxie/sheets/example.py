"""The rows of a template that are not read: what each column is for, and an example."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from yaoxie.profile.vocabulary import MILESTONE, Vocabulary
from yaoxie.sheets.cells import Cell, text_of
from yaoxie.sheets.layout import ASIDE, ITEM, NUMBER, Column, Sheet
from yaoxie.values import Title

HELP = Title(zh=f"{ASIDE}说明", en=f"{ASIDE}help")
EXAMPLE = Title(zh=f"{ASIDE}示例", en=f"{ASIDE}example")
_DAY, _AMOUNT, _YEAR = date(2019, 5, 20), 1_000_000, 2019
_TEXTS = {"uscc": "91110114MA00000013"}


def of(sheet: Sheet, vocabulary: Vocabulary) -> dict[str, Cell]:
    """An example of a row, by column."""
    row: dict[str, Cell] = {
        column.key: _cell(column, sheet, vocabulary) for column in sheet.columns
    }
    return row | {NUMBER: EXAMPLE.zh}


def _cell(column: Column, sheet: Sheet, vocabulary: Vocabulary) -> Cell:
    match column.type.name:
        case "yes_no":
            return vocabulary.answers.affirmative.zh
        case "word" if column.words == MILESTONE:
            kind = vocabulary.milestone_kinds[0]
            return vocabulary.milestone(kind, vocabulary.milestones(kind)[0]).zh
        case "word" | "words":
            return vocabulary.words[column.words or ""][0].zh
        case "yuan":
            return _AMOUNT
        case "count" if column.key == "year":
            return _YEAR
        case "rate":
            return 0.4
        case "day":
            return _DAY
        case _ if column.type.form.is_whole:
            return 12
        case _:
            pass
    if column.key in ("id", ITEM):
        return f"{(sheet.title.zh if column.key == 'id' else '药品')}1"
    return _TEXTS.get(column.key, f"示例{column.title.zh}")


def is_overwritten(sheet: Sheet, vocabulary: Vocabulary, texts: Mapping[str, str]) -> bool:
    """Whether a row that begins as the example of a template says something else.

    `texts`: what its cells say, by column.
    """
    if texts.get(NUMBER) not in (EXAMPLE.zh, EXAMPLE.en):
        return False
    own = {key: text_of(cell) for key, cell in of(sheet, vocabulary).items()}
    return any(text and text != own[key] for key, text in texts.items() if key != NUMBER)

"""What stands in a cell as a value of a profile, by the type of its column.

Workbooks are people's: a word may be written by its title or an alias, yes as 是, a day with
slashes, an amount with commas. What could mean two things is refused, never guessed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from yaoxie.errors import MAX_HINTS
from yaoxie.messages import Message
from yaoxie.profile import word_names
from yaoxie.profile.definitions import Answers
from yaoxie.profile.field_types import FieldType

Cell = str | float | int | bool | date | datetime | time | timedelta | None
Convert = Callable[[Cell], Any]

_DAY = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?")
_WHOLE = re.compile(r"[0-9]{1,18}|[0-9]{1,3}(,[0-9]{3})+")
_RATE = re.compile(r"[0-9]{1,9}(\.[0-9]{1,15})?%?")
_BETWEEN = re.compile(r"[、,，;；\n]+")
_EXACT = 2**53  # from here on a cell's number may be another one than was typed
_FIRST_SERIAL, _LAST_SERIAL = 20_000, 80_000  # days since 1899-12-30 that are likely meant as days
_SERIAL_START = date(1899, 12, 30)
_SHOWN_WORDS, _FIRST_WORDS = 20, 5
_KEPT = 4096  # texts that are known

WHOLE = Message("sheets.whole")
YES_NO = Message("sheets.yes-no")
DAY = Message("sheets.day")
RATE = Message("sheets.rate")


@dataclass(frozen=True, slots=True)
class Misread:
    """A cell that holds no value of its column: what was expected, and what it likely means."""

    expected: Message
    nearest: str | None = None


def is_blank(cell: Cell) -> bool:
    """Whether nothing stands in a cell: what is blank is unknown."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def text_of(cell: Cell) -> str:
    """A cell as a text: a whole number without a point, a day as people write it here."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < _EXACT:
        return str(int(cell))
    if isinstance(cell, datetime) and cell.time() == time():
        cell = cell.date()
    return str(cell).strip() if not isinstance(cell, date) else cell.isoformat()


def converter(
    type_: FieldType, answers: Answers, titles: Mapping[str, str] | None = None
) -> Convert:
    """How cells of a type are read: to a value as JSON has it, or to a `Misread`; blanks to None.

    `titles`: what the words are called, to say which there are.
    """
    of_type = _readers(type_, answers, titles or {})
    read = _whole if type_.form.is_whole else of_type[type_.name]

    def convert(cell: Cell) -> Any:
        return None if is_blank(cell) else read(cell)

    return convert


def _readers(type_: FieldType, answers: Answers, titles: Mapping[str, str]) -> dict[str, Convert]:
    word = _word(type_, titles)
    return {
        "text": text_of,
        "yes_no": _yes_no(answers),
        "word": lambda cell: word(text_of(cell)),
        "words": lambda cell: _words(text_of(cell), word, answers),
        "rate": _rate,
        "day": _day,
    }


def _yes_no(answers: Answers) -> Convert:
    known = {
        word_names.folded(name): value
        for value, answer in ((True, answers.affirmative), (False, answers.negative))
        for name in (answer.zh, answer.en, *answer.aliases)
    }

    def read(cell: Cell) -> Any:
        if isinstance(cell, bool):
            return cell
        value = known.get(word_names.folded(text_of(cell)))
        return Misread(YES_NO) if value is None else value

    return read


def _word(type_: FieldType, titles: Mapping[str, str]) -> Callable[[str], Any]:
    """Reads words of a type; what was read once is known, and few searches for near ones made."""
    known: dict[str, Any] = {}
    expected = _one_of(type_, titles)
    searched = 0

    def read(text: str) -> Any:
        nonlocal searched
        if text in known:
            return known[text]
        word: Any = word_names.meant(text, type_.names)
        if word is None and type_.open:
            word = text
        if word is None:
            searched += 1
            near = word_names.nearest(text, type_.names) if searched <= MAX_HINTS else None
            word = Misread(expected, titles.get(near, near) if near else None)
        if len(known) < _KEPT:
            known[text] = word
        return word

    return read


def _words(text: str, word: Callable[[str], Any], answers: Answers) -> Any:
    """Words with a mark between each two; 无 for none of them."""
    none = {word_names.folded(name) for name in (answers.negative.zh, *answers.negative.aliases)}
    if word_names.folded(text) in none:
        return []
    words = [word(part.strip()) for part in _BETWEEN.split(text) if part.strip()]
    wrong = next((each for each in words if isinstance(each, Misread)), None)
    return words if wrong is None else wrong


def _one_of(type_: FieldType, titles: Mapping[str, str]) -> Message:
    words = tuple(titles.get(word, word) for word in type_.words)
    if len(words) > _SHOWN_WORDS:
        return Message("sheets.one-of-many", words=words[:_FIRST_WORDS])
    return Message("sheets.one-of", words=words)


def _whole(cell: Cell) -> Any:
    if isinstance(cell, bool):
        return Misread(WHOLE)
    if isinstance(cell, (int, float)):
        return int(cell) if cell == cell // 1 and abs(cell) < _EXACT else Misread(WHOLE)
    text = _plain(text_of(cell))
    if not _WHOLE.fullmatch(text):
        return Misread(WHOLE)
    return int(text.replace(",", ""))


def _rate(cell: Cell) -> Any:
    """A decimal in a text, as profiles have it; a cell's number in the digits that are shown."""
    if isinstance(cell, (bool, date, time, timedelta)):
        return Misread(RATE)
    text = f"{cell:.15g}" if isinstance(cell, (int, float)) else _plain(text_of(cell))
    try:
        number = Decimal(text.removesuffix("%"))
    except InvalidOperation:
        return Misread(RATE)
    if isinstance(cell, str) and not _RATE.fullmatch(text):
        return Misread(RATE)
    exact = number / 100 if text.endswith("%") else number
    return f"{exact.normalize():f}" if exact else "0"


def _day(cell: Cell) -> Any:
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        serial = cell == cell // 1 and _FIRST_SERIAL <= cell <= _LAST_SERIAL
        near = _SERIAL_START + timedelta(days=int(cell)) if serial else None
        return Misread(DAY, None if near is None else near.isoformat())
    match = _DAY.fullmatch(_plain(text_of(cell)))
    if match is None:
        return Misread(DAY)
    try:
        return date(*(int(part) for part in match.groups())).isoformat()
    except ValueError:
        return Misread(DAY)


def _plain(text: str) -> str:
    """A text without spaces, and with figures and marks of ordinary width."""
    return "".join(unicodedata.normalize("NFKC", text).split())

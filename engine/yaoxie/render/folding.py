"""Lines of Chinese and English text, broken where a reader would break them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from rich.cells import cell_len, chop_cells
from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.text import Text

_WIDE = "\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\U00020000-\U0003fffd"
_OPENING, _CLOSING = "（〔［《“‘", "，。、；：！？）〕］》”’·"
_UNITS = "万亿元年月日天期类个%"
_RUN = rf"[^\s{_WIDE}{_OPENING}{_CLOSING}]+"
_TERM = rf"(?:(?:CNY|Phase|class|stage) )?{_RUN}(?: ?[{_UNITS}])?"
_BEFORE, _BEHIND = rf"[{_OPENING}(\[]*", rf"[{_CLOSING},.;:)\]]*\s*"
# Where lines are folded, from the best place to the worst: between words, amounts with their units
# and Chinese characters, punctuation staying where it belongs; in a path; and in a long name.
_FOLDS = (
    re.compile(rf"{_BEFORE}(?:{_TERM}|[{_WIDE}]|){_BEHIND}"),
    re.compile(r"/*[^/]+/*|/+"),
    re.compile(r"[^_.,-]*[_.,-]+|[^_.,-]+"),
)
LIST_FOLDS = (re.compile(r"[^、,]*[、,]\s*|[^、,]+"), *_FOLDS)  # best between the items of a list


def lines(text: str, width: int) -> list[str]:
    """A text as lines of so many cells."""
    ends = [0, *_breaks(text, width, _FOLDS), len(text)]
    return [text[start:end].rstrip() for start, end in pairwise(ends)]


class Folded:
    """A text whose numbers, dates, ids and words stay whole wherever they fit."""

    def __init__(self, text: Text, folds: tuple[re.Pattern[str], ...] = _FOLDS) -> None:
        self.text = text
        self._folds = folds

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for line in self.text.split("\n", allow_blank=True):
            for part in line.divide(_breaks(line.plain, options.max_width, self._folds)):
                part.rstrip()
                yield part

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        return Measurement.get(console, options, self.text)


def _breaks(line: str, width: int, folds: tuple[re.Pattern[str], ...]) -> list[int]:
    """Where lines end that are as full as can be."""
    ends: list[int] = []
    at = used = 0
    for piece in _pieces(line, width, folds):
        if used and used + cell_len(piece.rstrip()) > width:
            ends.append(at)
            used = 0
        at += len(piece)
        used += cell_len(piece)
    return ends


def _pieces(text: str, width: int, folds: tuple[re.Pattern[str], ...]) -> Iterator[str]:
    """The text in pieces that fit, parted at the best places that let them."""
    if cell_len(text.rstrip()) <= width:
        yield text
    elif folds:
        for piece in folds[0].findall(text):
            yield from _pieces(piece, width, folds[1:])
    else:
        yield from chop_cells(text, width)

"""The words of a screening's table for people who open it: headings, and cells of closed sets.

The other forms of a result have the names and words that programs read, whatever the language.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from yaoxie.render.wording import Wording, plain
from yaoxie.rules.checks import RESERVED
from yaoxie.rules.library import Library
from yaoxie.values import Title

_MASK = re.compile(r"(unmet|unknown)_([0-9]+)")  # of further reasons
Row = Sequence[Any]
_Cell = Callable[[Any, str], Any]  # a cell in words, by the measure of its row


class ScreenedWords:
    """Words for the tables of a screening of some measures, in the language of `wording`."""

    def __init__(self, wording: Wording, library: Library, measures: Iterable[str]) -> None:
        self._wording, self._measures = wording, tuple(measures)
        titles = (title for name in self._measures for title in _titles(library, name))
        self._titles = {
            (measure, column, name): self._wording.say(
                "named", name=plain(title.zh if wording.lang == "zh" else title.en), id=name
            )
            for measure, column, name, title in titles
        }

    def heading(self, name: str) -> str:
        """What a column is called."""
        if "." in name:  # a field that was asked for beside
            return self._wording.fact(name)
        if further := _MASK.fullmatch(name):
            return self._wording.say(
                "screened_mask", mask=self.heading(further[1]), number=further[2]
            )
        return self._wording.say(f"screened_{name}")

    def rows(self, names: Sequence[str], rows: Iterable[Row]) -> Iterator[Row]:
        """Rows of these columns with their cells in words."""
        cells = [self._cell(name, names) for name in names]
        at = names.index("measure") if "measure" in names else None
        only = self._measures[0] if self._measures else ""
        for row in rows:
            measure = only if at is None else row[at]
            yield [
                value if cell is None or value is None else cell(value, measure)
                for cell, value in zip(cells, row, strict=True)
            ]

    def _cell(self, name: str, names: Sequence[str]) -> _Cell | None:
        """How the cells of a column are worded; None where they stand as they are."""
        say = self._wording.say
        match name:
            case "status":
                return lambda value, _: say(value)
            case "outcome":
                return lambda value, _: say(f"outcome_{value}")
            case "excluded_by":
                return lambda value, _: say(f"screened_by_{value}")
            case "upper_bound":
                return lambda value, _: say("true" if value else "false")
            case "support" if "support_zh" in names:  # its title has a column of its own
                return None
            case "support" | "bound_by" | "excluded_group":
                return partial(self._titled, name)
            case _ if "." in name:
                return lambda value, _: self._of_field(value, name)
            case _:
                return None

    def _of_field(self, value: bool | str, fact: str) -> str:
        """A word of a field, or its yes or no."""
        if isinstance(value, bool):
            return self._wording.value(value)
        return self._wording.word(value, fact)

    def _titled(self, column: str, name: str, measure: str) -> str:
        if column == "bound_by" and name in RESERVED:
            return self._wording.say(f"screened_by_{name}")
        return self._titles[measure, column, name]


def _titles(library: Library, measure: str) -> Iterator[tuple[str, str, str, Title]]:
    """The titles of what a measure calls by ids of its own, by the column where these stand."""
    checked = library.checked(measure)
    model = checked.model
    for support in checked.supports:
        yield measure, "support", support.id, support.title
    for limit in model.limits:
        yield measure, "bound_by", limit.id, limit.title
    for group in model.groups:
        yield measure, "excluded_group", group.id, group.title
    for number in model.at_most:
        yield measure, "excluded_group", number.id, number.title

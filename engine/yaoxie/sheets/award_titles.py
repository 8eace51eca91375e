"""What awards' measures and supports are called in workbooks: an id with its title behind it.

titles = AwardTitles.of(library)
titles.measures["grants-2031"]          grants-2031（关于支持…的办法）
id_of("grants-2031（关于支持…的办法）")   grants-2031
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from yaoxie.rules.library import Library

_NO_TITLE = "（）"
_NAMED = re.compile(r"([a-z0-9][a-z0-9_.-]*)（.*）", re.DOTALL)


@dataclass(frozen=True, slots=True)
class AwardTitles:
    """The cells of measures by id, and of supports by the ids of measure and support."""

    measures: Mapping[str, str]
    supports: Mapping[tuple[str, str], str]

    @classmethod
    def of(cls, library: Library) -> AwardTitles:
        """What the measures of a library and their supports are called."""
        models = {name: library.checked(name) for name in library.measures}
        return cls(
            {name: _named(name, checked.model.title.zh) for name, checked in models.items()},
            {
                (name, support.id): _named(support.id, support.title.zh)
                for name, checked in models.items()
                for support in checked.supports
            },
        )

    def offered(self, column: str) -> list[str]:
        """What the cells of a column of awards offer, each once, in the order of the rules."""
        cells = {"measure": self.measures.values(), "support": self.supports.values()}
        return list(dict.fromkeys(cells.get(column, ())))

    def cells(self, measure: str, support: str) -> dict[str, str]:
        """What stands in the cells of an award, by column, with the titles that they have."""
        return {
            "measure": self.measures.get(measure) or _untitled(measure),
            "support": self.supports.get((measure, support)) or _untitled(support),
        }


NO_TITLES = AwardTitles({}, {})


def _named(name: str, title: str) -> str:
    return f"{name}（{title}）"


def _untitled(text: str) -> str:
    """Text that has no title; an empty one keeps its own brackets from being taken for one."""
    return text if id_of(text) == text else f"{text}{_NO_TITLE}"


def id_of(text: str) -> str:
    """The id in a cell: a title in brackets behind it is not read; other text is as it stands."""
    if text.endswith(_NO_TITLE):
        return text.removesuffix(_NO_TITLE)
    named = _NAMED.fullmatch(text)
    return text if named is None else named[1]

"""What awards' measures and supports are called in workbooks: an id with its title behind it.

titles = AwardTitles.of(library)
titles.measures["zgc-2019-27"]      zgc-2019-27（关于促进…的若干措施）
id_of("zgc-2019-27（关于促进…）")   zgc-2019-27
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from yaoxie.rules.library import Library

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
        """What stands in the cells of an award, by column: what has no title stands as it is."""
        return {
            "measure": self.measures.get(measure, measure),
            "support": self.supports.get((measure, support), support),
        }


NO_TITLES = AwardTitles({}, {})


def _named(name: str, title: str) -> str:
    return f"{name}（{title}）"


def id_of(text: str) -> str:
    """The id in a cell: a title in brackets behind it is not read; other text is as it stands."""
    named = _NAMED.fullmatch(text)
    return text if named is None else named[1]

"""Days as rule files name them: fixed ones, and those counted from the claim year."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal, Protocol

Anchor = Literal["claim-year-start", "claim-year-end", "previous-year-end"]
End = date | Anchor | None

# Years from the claim year, month, day.
_ANCHORS: dict[Anchor, tuple[int, int, int]] = {
    "claim-year-start": (0, 1, 1),
    "claim-year-end": (0, 12, 31),
    "previous-year-end": (-1, 12, 31),
}


class Ends(Protocol):
    """A window's first and last day, both included; None where that side is open."""

    @property
    def first(self) -> End: ...

    @property
    def last(self) -> End: ...


Windows = Mapping[str, Ends]


def day_of(end: End, year: int) -> date | None:
    """A window's end as a day of the claim year's calendar."""
    if end is None or isinstance(end, date):
        return end
    years, month, day = _ANCHORS[end]
    return date(year + years, month, day) if year + years >= date.min.year else date.min


def day_number(day: date, year: int = 0) -> int:
    """A day as a number that keeps its order: YYYYMMDD, the year counted from `year`."""
    return (day.year - year) * 10_000 + day.month * 100 + day.day


def anchor_number(anchor: Anchor) -> int:
    """An anchor as such a number, counted from the claim year."""
    years, month, day = _ANCHORS[anchor]
    return years * 10_000 + month * 100 + day

"""Days as rule files name them: fixed ones, and those counted from the claim year."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

Anchor = Literal["claim-year-start", "claim-year-end", "previous-year-start", "previous-year-end"]
End = date | Anchor | None

_DAYS = 32  # more than a month has
# Years from the claim year, month, day.
_ANCHORS: dict[Anchor, tuple[int, int, int]] = {
    "claim-year-start": (0, 1, 1),
    "claim-year-end": (0, 12, 31),
    "previous-year-start": (-1, 1, 1),
    "previous-year-end": (-1, 12, 31),
}


class Ends(NamedTuple):
    """A first and a last day, both included; None where that side is open."""

    first: End
    last: End


@dataclass(frozen=True, slots=True)
class Window:
    """The days that count for a claim year; of some claim years, days of their own."""

    ends: Ends
    years: tuple[tuple[int, Ends], ...] = ()

    @property
    def all_ends(self) -> tuple[Ends, ...]:
        """Its own ends, then those of claim years."""
        return (self.ends, *(ends for _, ends in self.years))

    def of(self, year: int) -> Ends:
        """The days of one claim year."""
        return next((ends for of, ends in self.years if of == year), self.ends)


Windows = Mapping[str, Window]


def day_of(end: End, year: int) -> date | None:
    """A window's end as a day of the claim year's calendar."""
    if end is None or isinstance(end, date):
        return end
    years, month, day = _ANCHORS[end]
    return date(year + years, month, day) if year + years >= date.min.year else date.min


def day_number(day: date, year: int = 0) -> int:
    """A day as a number that keeps its order: YYYYMMDD, the year counted from `year`."""
    return (day.year - year) * 10_000 + day.month * 100 + day.day


def day_from(number: int, year: int = 0) -> date | None:
    """The first day whose number, counted from `year`, is no less; None where no calendar has it.

    `number` is that of a day, or one more.
    """
    years, rest = divmod(number, 10_000)
    month, day = divmod(rest, 100)
    year += years
    if day > monthrange(year, month)[1]:
        year, month, day = year + month // 12, month % 12 + 1, 1
    return date(year, month, day) if year <= date.max.year else None


def anchor_number(anchor: Anchor) -> int:
    """An anchor as such a number, counted from the claim year."""
    years, month, day = _ANCHORS[anchor]
    return years * 10_000 + month * 100 + day


def month_number(day: date, months: int = 0) -> int:
    """A day, so many months on, as a number: by it, a day is at most so many months after another.

    The 31st of a month is counted on to the last day of a shorter one.
    """
    return (day.year * 12 + day.month + months) * _DAYS + day.day


def months_after(day: date, months: int) -> date:
    """The last day that is at most so many months after another."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))

"""What limits that are shares come to for one company, cell by cell, in whole yuan.

A cell is what a limit holds for: one key, or the whole company. Its base is that of all its items
in the profile, whatever their status.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from yaoxie.profile.facts import Subject
from yaoxie.profile.vocabulary import COMPANY
from yaoxie.rules.plan import Limit, Share


class LimitAmount(Struct, frozen=True, gc=False):
    """The amount of a limit in one cell, and the base that it is a share of.

    None where the base is unknown, for want of the pointers in `missing`.
    """

    amount: int | None
    base: int | None = None
    missing: tuple[str, ...] = ()


class OpenLimit(Struct, frozen=True, gc=False):
    """A limit that is left out for want of its base."""

    limit: Limit
    missing: tuple[str, ...]


class LimitAmounts:
    """The amounts of the limits of a plan for one company, each worked out when it is asked for.

    `some_unknown`: whether one was asked for that is unknown.
    """

    def __init__(self, company: Subject | None = None, items: Iterable[Subject] = ()) -> None:
        """`items` in the profile's order."""
        self._company = company
        self._items = items
        self._of_key: dict[str, list[Subject]] = {}
        self._amounts: dict[tuple[str, str], LimitAmount] = {}
        self.some_unknown = False

    def of(self, limit: Limit, key: str) -> LimitAmount:
        """The amount of a limit for what has this key."""
        share = limit.share
        if share is None:
            return LimitAmount(limit.amount)
        at = limit.id, cell_of(limit, key)
        amount = self._amounts.get(at)
        if amount is None:
            amount = self._amounts[at] = _amount(share, self._inside(limit, key))
            if amount.amount is None:
                self.some_unknown = True
        return amount

    def open(self, limits: Iterable[Limit], key: str) -> tuple[OpenLimit, ...]:
        """Those of the limits whose base is unknown for what has this key."""
        left_out: tuple[OpenLimit, ...] = ()
        for limit in limits:
            amount = self.of(limit, key)
            if amount.amount is None:
                left_out += (OpenLimit(limit, amount.missing),)
        return left_out

    def _inside(self, limit: Limit, key: str) -> list[Subject]:
        """The subjects of a cell. What the company states is of every cell."""
        assert self._company is not None
        if limit.per == COMPANY:
            return [self._company, *self._items]
        if not self._of_key:
            for item in self._items:
                self._of_key.setdefault(item.key, [self._company]).append(item)
        return self._of_key.get(key) or [self._company]


FIXED = LimitAmounts()  # of plans whose limits are no shares


def cell_of(limit: Limit, key: str) -> str:
    """What a limit holds for: a key, or the whole company."""
    return key if limit.per == "subject" else ""


def _amount(share: Share, inside: Iterable[Subject]) -> LimitAmount:
    """The share of all bases together, rounded down once."""
    total = 0
    missing: list[str] = []
    signed = share.base.signed
    for subject in inside:
        for sign, fact in signed.get(subject.kind, ()):
            value = subject.facts.get(fact)
            if value is None:
                missing.append(subject.pointer(fact))
                continue
            assert isinstance(value, int)
            total += sign * value
    if missing:
        return LimitAmount(None, None, tuple(missing))
    total = max(0, total)
    return LimitAmount(share.part(total), total)

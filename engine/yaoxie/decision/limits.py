"""What limits that are shares come to for one company, cell by cell, in whole yuan.

A cell is what a limit holds for: one key, or the whole company. Its base is that of all its items
in the profile, whatever their status.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from yaoxie.profile.facts import Subject
from yaoxie.profile.vocabulary import COMPANY
from yaoxie.rules.plan import Limit, Share


class LimitAmount(NamedTuple):
    """The amount of a limit in one cell, and the base that it is a share of.

    None where the base is unknown, for want of the pointers in `missing`.
    """

    amount: int | None
    base: int | None = None
    missing: tuple[str, ...] = ()


class OpenLimit(NamedTuple):
    """A limit that is left out for want of its base."""

    limit: Limit
    missing: tuple[str, ...]


class LimitAmounts:
    """The amounts of the limits of a plan for one company."""

    def __init__(
        self, limits: Sequence[Limit], company: Subject | None = None, items: Iterable[Subject] = ()
    ) -> None:
        """`limits`: those that are shares; `items` in the profile's order."""
        self._amounts: dict[tuple[str, str], LimitAmount] = {}
        subjects = [] if company is None else [company, *items]
        for limit in limits:
            assert limit.share is not None
            for at, inside in _cells(limit, subjects).items():
                self._amounts[limit.id, at] = _amount(limit.share, inside)

    def of(self, limit: Limit, key: str) -> LimitAmount:
        """The amount of a limit for what has this key."""
        if limit.share is None:
            return LimitAmount(limit.amount)
        return self._amounts[limit.id, cell_of(limit, key)]

    def open(self, limits: Iterable[Limit], key: str) -> tuple[OpenLimit, ...]:
        """Those of the limits whose base is unknown for what has this key."""
        amounts = [(limit, self.of(limit, key)) for limit in limits if limit.share is not None]
        return tuple([OpenLimit(limit, of.missing) for limit, of in amounts if of.amount is None])


FIXED = LimitAmounts(())  # of plans whose limits are no shares


def cell_of(limit: Limit, key: str) -> str:
    """What a limit holds for: a key, or the whole company."""
    return key if limit.per == "subject" else ""


def _cells(limit: Limit, subjects: Sequence[Subject]) -> dict[str, list[Subject]]:
    """The subjects of each cell. What the company states is of every cell."""
    assert limit.share is not None
    with_company = any(fact.startswith(f"{COMPANY}.") for fact in limit.share.base.facts)
    cells: dict[str, list[Subject]] = defaultdict(list)
    for subject in subjects:
        inside = cells[cell_of(limit, subject.key)]
        if with_company and not inside and subject.kind != COMPANY:
            inside.append(subjects[0])
        inside.append(subject)
    return cells


def _amount(share: Share, inside: Iterable[Subject]) -> LimitAmount:
    """The share of all bases together, rounded down once."""
    total = 0
    missing: list[str] = []
    for subject in inside:
        own = f"{subject.kind}."
        for sign, facts in ((1, share.base.plus), (-1, share.base.less)):
            for fact in facts:
                if not fact.startswith(own):
                    continue
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

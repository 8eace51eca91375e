"""A total, and how much of it are shares of unknown bases that nothing known bounds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from yaoxie.decision.finding import Finding


class Sum(NamedTuple):
    """What findings count together, in whole yuan.

    `open`: what of it nothing known bounds, at the largest that its base may be. `upper_bound`:
    whether something unknown could lower it.
    """

    total: int
    open: int = 0
    upper_bound: bool = False

    @property
    def unbounded(self) -> bool:
        """Whether nothing known bounds it."""
        return self.open > 0

    @property
    def known(self) -> int:
        """It but for what nothing known bounds: an amount that nobody knows outranks no other."""
        return self.total - self.open


def sum_of(findings: Iterable[Finding]) -> Sum:
    """What some settled findings count together."""
    counting = [finding for finding in findings if finding.counted]
    return Sum(
        sum(finding.counted for finding in counting),
        sum(finding.counted for finding in counting if finding.unbounded),
        any(finding.upper_bound for finding in counting),
    )

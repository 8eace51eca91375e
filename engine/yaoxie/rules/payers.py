"""Whom earlier awards name: the measures and series of a rulebook, and payers outside it.

An award counts where its measure, its support and the kind of its subject are the rulebook's own.
It names a measure or a series, which stands for the version in force on 31 December of its year.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, Protocol

from yaoxie.errors import MAX_HINTS, nearest
from yaoxie.rules.model import Measure, Series

EVERY_OTHER = "other"  # every payer outside the rulebook
OUTSIDE = "other:"  # before the name of a payer outside the rulebook
AwardField = Literal["measure", "support", "subject"]


class AwardLike(Protocol):
    """What an award names."""

    @property
    def measure(self) -> str: ...

    @property
    def support(self) -> str: ...

    @property
    def subject(self) -> str: ...

    @property
    def year(self) -> int: ...


class Mismatch(NamedTuple):
    """The first field of an award that matches nothing, what it says, and the names it could say.

    A subject of another kind is no slip of the pen, and has none.
    """

    field: AwardField
    value: str
    names: tuple[str, ...]


class Hints:
    """The valid names that mismatches are nearest to: each found once, and not for ever."""

    def __init__(self) -> None:
        self._known: dict[Mismatch, str | None] = {}

    def nearest(self, mismatch: Mismatch) -> str | None:
        """The valid name, if one is near; none after many."""
        if mismatch not in self._known and mismatch.names and len(self._known) < MAX_HINTS:
            self._known[mismatch] = nearest(mismatch.value, mismatch.names)
        return self._known.get(mismatch)


@dataclass(frozen=True)
class Payers:
    """Which awards are of which measure.

    `supports`: of each measure, the kind of subject of each of its supports, whatever readings do
    to it. `versions`: of each series, its versions in order, each with the year it begins in.
    `aliases`: ids that measures had before, each with the one of today.
    """

    supports: Mapping[str, Mapping[str, str]]
    versions: Mapping[str, tuple[tuple[str, int], ...]]
    aliases: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        supports: Mapping[str, Mapping[str, str]],
        measures: Mapping[str, Measure],
        series: Iterable[Series] = (),
    ) -> Payers:
        """Those of a rulebook."""
        versions = {
            entry.id: tuple(
                (name, start.year if (start := measures[name].dates.start) else 0)
                for name in entry.versions
            )
            for entry in series
        }
        aliases = {alias: name for name in supports for alias in measures[name].aliases}
        return cls(supports, versions, aliases)

    def names(self, measure: str) -> frozenset[str]:
        """The names by which awards may mean a measure: its own, and that of its series."""
        former = [alias for alias, name in self.aliases.items() if name == measure]
        series = [
            name
            for name, versions in self.versions.items()
            if measure in (version for version, _ in versions)
        ]
        return frozenset([measure, *former, *series])

    def resolved(self, names: Iterable[str]) -> frozenset[str]:
        """Payers by the ids of measures; of those outside the rulebook, as they are named."""
        known: set[str] = set()
        for name in names:
            versions = [version for version, _ in self.versions.get(name, ())]
            known.update(versions or [self.aliases.get(name, name)])
        return frozenset(known)

    def is_of(self, award: AwardLike, payers: Container[str], kinds: Mapping[str, str]) -> bool:
        """Whether an award is of one of some payers, as `resolved` gives them."""
        if is_outside(award.measure):
            return EVERY_OTHER in payers or award.measure in payers
        name = self.measure(award.measure, award.year)
        return name is not None and name in payers and self.counts(award, name, kinds)

    def measure(self, name: str, year: int) -> str | None:
        """The measure that an award of a year means by a name; None where there is none."""
        if name in self.supports:
            return name
        if name in self.aliases:
            return self.aliases[name]
        versions = self.versions.get(name)
        if versions is None:
            return None
        begun = [version for version, start in versions if start <= year]
        return begun[-1] if begun else versions[0][0]

    def mismatch(self, award: AwardLike, kinds: Mapping[str, str]) -> Mismatch | None:
        """What of an award matches nothing; None where all matches, or the payer is outside.

        `kinds`: the kind of each subject by the name that awards give it.
        """
        name = self.measure(award.measure, award.year)
        if name is None:
            if is_outside(award.measure):
                return None
            known = (*self.supports, *self.aliases, *self.versions)
            return Mismatch("measure", award.measure, known)
        supports = self.supports[name]
        if award.support not in supports:
            return Mismatch("support", award.support, tuple(supports))
        if kinds[award.subject] != supports[award.support]:
            return Mismatch("subject", award.subject, ())
        return None

    def counts(self, award: AwardLike, measure: str, kinds: Mapping[str, str]) -> bool:
        """Whether an award is of a measure, for a subject of its support's kind."""
        return (
            self.measure(award.measure, award.year) == measure
            and self.supports[measure].get(award.support) == kinds[award.subject]
        )


def is_outside(name: str) -> bool:
    """Whether a name says that the payer is outside the rulebook, and who it is."""
    return name.startswith(OUTSIDE) and name != OUTSIDE

"""Checks of `at_most`: how many subjects, years or instalments are supported.

It chooses by what each brings, so that what knowing more takes away from one may go to another; its
place among groups and limits is such that totals never rise by it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from yaoxie.rules import model
from yaoxie.rules.plan import applies
from yaoxie.rules.scope import unique
from yaoxie.rules.sharing import SharingChecker
from yaoxie.rules.types import Guarded


@dataclass(frozen=True, slots=True)
class AtMostChecker:
    """Checks the entries of one measure, whose groups and limits are checked already."""

    sharing: SharingChecker

    def run(self) -> None:
        """Adds every fault to the measure's source."""
        for i, entry in enumerate(self.sharing.scope.model.at_most):
            at = f"/at_most/{i}"
            self._terms(entry, at)
            for expected in self._misplaced(entry, i):
                self._add(f"{at}/supports", entry.id, expected)

    def _add(self, at: str, value: object, expected: str) -> None:
        self.sharing.source.add_fault(at, value, expected)

    def _terms(self, entry: model.AtMost, at: str) -> None:
        scope, source = self.sharing.scope, self.sharing.source
        scope.under(entry.under, source, at)
        scope.citation(entry.source, source, f"{at}/source")
        unique(source, f"{at}/supports", entry.supports)
        for j, name in enumerate(entry.supports):
            self.sharing.known_support(name, f"{at}/supports/{j}")
        if entry.count == "subjects" and entry.per != "company":
            self._add(f"{at}/per", entry.per, "company: it is a company that has subjects")
        if entry.count == "years":
            if entry.period is not None:
                self._add(f"{at}/period", entry.period, "no period: years are counted of all time")
        elif entry.period is None:
            self._add(at, entry.id, "a period: once, year, or one of the measure")
        else:
            scope.period(entry.period, source, f"{at}/period")

    def _misplaced(self, entry: model.AtMost, number: int) -> Iterator[str]:
        measure, names = self.sharing.scope.model, set(entry.supports)
        for other in measure.at_most[:number]:
            shares = names & set(other.supports)
            if "years" not in (entry.count, other.count) and shares and self._meet(entry, other):
                yield f"supports that {other.id} does not count"
        for group in measure.groups:
            inside = names & {name for member in group.members for name in member.names}
            if inside and self._meet(entry, group):
                yield from _beside_group(entry, group, inside)
        for limit in measure.limits if entry.count != "years" else ():
            if names & set(limit.supports) and self._meet(entry, limit):
                yield from _beside_limit(entry, limit)

    def _meet(self, entry: Guarded, other: Guarded) -> bool:
        """Whether both stand under some choice of readings."""
        both = self.sharing.scope.combinations([entry.under, other.under])
        return any(applies(entry.under, r) and applies(other.under, r) for r in both)


def _beside_group(entry: model.AtMost, group: model.Group, inside: set[str]) -> Iterator[str]:
    members = {name for member in group.members for name in member.names}
    if entry.count == "instalments":
        yield f"no support of a group; {group.id} has {', '.join(sorted(inside))}"
    elif inside < members:
        yield f"members of {group.id} all inside or outside"
    elif group.per == "company" and (entry.count == "subjects" or entry.per == "subject"):
        yield f"no group of the company inside; {group.id} is one"


def _beside_limit(entry: model.AtMost, limit: model.Limit) -> Iterator[str]:
    names, others = set(entry.supports), set(limit.supports)
    if not (names <= others or others <= names):
        yield f"supports all inside {limit.id}, around it, or apart from it"
    elif entry.count == "instalments":
        if not names <= others:
            yield f"no limit inside; {limit.id} is one"
        elif limit.per == "subject" and entry.per == "company":
            yield f"no finer limit around; {limit.id} is per subject"
    elif limit.per == "subject" and not others <= names:
        yield f"no limit per subject around; {limit.id} is one"
    elif limit.per == "company" and not names <= others:
        yield f"no limit of the company inside; {limit.id} is one"

"""Checks of `at_most`: how many subjects, years or instalments are supported.

It chooses by what each brings, so that what knowing more takes away from one may go to another; its
place among groups and limits is such that totals never rise by it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from yaoxie.messages import Message
from yaoxie.rules import model
from yaoxie.rules.choosing import applies
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

    def _add(self, at: str, value: object, expected: Message) -> None:
        self.sharing.source.add_fault(at, value, expected)

    def _terms(self, entry: model.AtMost, at: str) -> None:
        scope, source = self.sharing.scope, self.sharing.source
        scope.under(entry.under, source, at)
        scope.citation(entry.source, source, f"{at}/source")
        unique(source, f"{at}/supports", entry.supports)
        for j, name in enumerate(entry.supports):
            self.sharing.known_support(name, f"{at}/supports/{j}")
        if entry.count == "subjects" and entry.per != "company":
            self._add(f"{at}/per", entry.per, Message("rules.subjects-of-company"))
        if entry.count == "years":
            if entry.period is not None:
                self._add(f"{at}/period", entry.period, Message("rules.no-period-of-years"))
        elif entry.period is None:
            self._add(at, entry.id, Message("rules.a-period"))
        else:
            scope.period(entry.period, source, f"{at}/period")

    def _misplaced(self, entry: model.AtMost, number: int) -> Iterator[Message]:
        measure, names = self.sharing.scope.model, set(entry.supports)
        for other in measure.at_most[:number]:
            shares = names & set(other.supports)
            if "years" not in (entry.count, other.count) and shares and self._meet(entry, other):
                yield Message("rules.counted-elsewhere", other=other.id)
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


def _beside_group(entry: model.AtMost, group: model.Group, inside: set[str]) -> Iterator[Message]:
    members = {name for member in group.members for name in member.names}
    if entry.count == "instalments":
        yield Message("rules.no-support-of-group", group=group.id, names=tuple(sorted(inside)))
    elif inside < members:
        yield Message("rules.members-inside", group=group.id)
    elif group.per == "company" and (entry.count == "subjects" or entry.per == "subject"):
        yield Message("rules.no-group-inside", group=group.id)


def _beside_limit(entry: model.AtMost, limit: model.Limit) -> Iterator[Message]:
    names, others = set(entry.supports), set(limit.supports)
    if not (names <= others or others <= names):
        yield Message("rules.supports-of-limit", limit=limit.id)
    elif entry.count == "instalments":
        if not names <= others:
            yield Message("rules.no-limit-inside", limit=limit.id)
        elif limit.per == "subject" and entry.per == "company":
            yield Message("rules.no-finer-limit", limit=limit.id)
    elif limit.per == "subject" and not others <= names:
        yield Message("rules.no-subject-limit", limit=limit.id)
    elif limit.per == "company" and not names <= others:
        yield Message("rules.no-company-limit", limit=limit.id)

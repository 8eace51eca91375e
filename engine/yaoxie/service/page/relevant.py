"""Which fields and milestones measures read, so that a form asks for these first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from yaoxie.rules.conditions import facts_of
from yaoxie.rules.library import Library
from yaoxie.rules.model import BaseShare


def facts(library: Library, measures: Iterable[str]) -> frozenset[str]:
    """The facts that conditions and amounts of measures read, under any reading."""
    # A bound of an unknown day follows from the milestones, and is no field.
    return frozenset(fact.partition("~")[0] for name in measures for fact in _facts(library, name))


def kinds(library: Library, measures: Iterable[str]) -> frozenset[str]:
    """The kinds of subject that measures support."""
    return frozenset(
        support.subject for name in measures for support in library.checked(name).supports
    )


def _facts(library: Library, name: str) -> Iterator[str]:
    checked = library.checked(name)
    for conditions in (checked.applicant, checked.conditions, checked.supplements):
        for condition in conditions.values():
            yield from facts_of(condition)
    shares: list[BaseShare] = [
        share for support in checked.supports for share in support.gives.share or ()
    ]
    shares += [limit.share for limit in checked.model.limits if limit.share is not None]
    for share in shares:
        yield from (*share.of, *(share.less or ()))

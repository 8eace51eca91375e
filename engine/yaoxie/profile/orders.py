"""Checks orders of milestones: chains along which the dates of one item may not run backwards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise

from yaoxie.errors import nearest
from yaoxie.messages import Message
from yaoxie.profile.definitions import KindDefinition, MilestoneDefinition
from yaoxie.sources.yaml_text import YamlFile

Followers = Mapping[str, frozenset[str]]  # of each milestone, those that no date may be before


def check(base: KindDefinition, own: KindDefinition, source: YamlFile, at: str) -> None:
    """Adds to the file what is wrong with the orders that it adds to those of a base.

    Its chains may go through milestones of the base, but set these in no order of their own.
    """
    known = following(base.orders)
    milestones = {entry.id: entry for entry in (*base.milestones, *own.milestones)}
    of_base = {entry.id for entry in base.milestones}
    chains = list(base.orders)
    for i, chain in enumerate(own.orders):
        place = f"{at}/{i}"
        for j, name in enumerate(chain):
            if name not in milestones:
                expected = Message("rules.milestone-of", names=tuple(milestones))
                source.add_fault(f"{place}/{j}", name, expected, nearest(name, milestones))
        after = following([*chains, chain])
        fault = _fault(chain, after, milestones) or _new_order(after, known, of_base)
        if fault is None:
            chains.append(chain)
        else:
            source.add_fault(place, *fault)


def _fault(
    chain: Sequence[str], after: Followers, milestones: Mapping[str, MilestoneDefinition]
) -> tuple[str, Message] | None:
    """What is wrong with a chain, beside others: a milestone, and what was expected."""
    if len(chain) < 2:  # noqa: PLR2004
        return ", ".join(chain), Message("rules.two-milestones")
    for name in chain:
        if name in after.get(name, ()):
            return name, Message("rules.no-circle-of-orders")
    implied = following((name, each) for name, e in milestones.items() for each in e.implies)
    for name, all_implied in implied.items():
        for wrong in sorted(all_implied & after.get(name, frozenset())):
            return wrong, Message("rules.no-order-against", wrong=wrong, name=name)
    return None


def _new_order(
    after: Followers, known: Followers, of_base: AbstractSet[str]
) -> tuple[str, Message] | None:
    for first, later in _pairs(after):
        if {first, later} <= of_base and later not in known.get(first, ()):
            expected = Message("rules.no-packaged-order", later=later, first=first)
            return later, expected
    return None


def following(chains: Iterable[Sequence[str]]) -> Followers:
    """What follows each milestone along any of the chains, directly or not."""
    after: dict[str, set[str]] = {}
    for chain in chains:
        for first, second in pairwise(chain):
            after.setdefault(first, set()).add(second)
    closed: dict[str, frozenset[str]] = {}
    for name, successors in after.items():
        seen: set[str] = set()
        ahead = list(successors)
        while ahead:
            later = ahead.pop()
            if later not in seen:
                seen.add(later)
                ahead += after.get(later, ())
        closed[name] = frozenset(seen)
    return closed


def _pairs(after: Followers) -> Iterable[tuple[str, str]]:
    return ((first, later) for first, all_later in after.items() for later in sorted(all_later))

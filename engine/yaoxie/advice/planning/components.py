"""Filings that touch each other, apart from all others; and what a choice among them brings.

Two filings touch where they draw from one pool that can run dry, or where a company follows the
line of one of them only. Each component is chosen by itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Sequence
from dataclasses import replace

from yaoxie.advice.planning.filings import Counter, Exclusive, Filing, Form, Line, Pool

Component = tuple[Filing, ...]  # in the order in which they are settled


def components(possible: Sequence[Filing], *, together: bool = False) -> list[Component]:
    """The filings by component, in the order of their first; `together`: all are one.

    Only what can bind is left in them: pools that can run dry, and lines with another beside them.
    """
    bound = _without_idle(possible)
    if together:
        return [tuple(bound)] if bound else []
    parent = list(range(len(bound)))

    def root(number: int) -> int:
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    first: dict[Hashable, int] = {}
    for number, filing in enumerate(bound):
        for tie in _ties(filing):
            other = root(first.setdefault(tie, number))
            mine = root(number)
            parent[max(mine, other)] = min(mine, other)
    members: dict[int, list[Filing]] = defaultdict(list)
    for number, filing in enumerate(bound):
        members[root(number)].append(filing)
    return [tuple(filings) for filings in members.values()]


def pools_of(filings: Iterable[Filing]) -> dict[Pool, list[tuple[int, int | None]]]:
    """Of each pool, the places of the filings that draw from it, and what is left as each sees."""
    pools: dict[Pool, list[tuple[int, int | None]]] = defaultdict(list)
    for place, filing in enumerate(filings):
        for draw in filing.draws:
            pools[draw.pool].append((place, draw.left))
    return dict(pools)


def _ties(filing: Filing) -> Iterable[Hashable]:
    yield from (draw.pool for draw in filing.draws)
    yield from (line.exclusive for line in filing.lines)
    yield from (tally.counter for tally in filing.tallies)
    if filing.charge is not None:
        yield filing.charge


def _without_idle(possible: Sequence[Filing]) -> list[Filing]:
    """The filings without pools that cannot run dry, and lines that have nothing beside them."""
    lone = _lone(possible)
    dry = {}
    for pool, sharing in pools_of(possible).items():
        lefts = [left for _, left in sharing if left is not None]
        dry[pool] = bool(lefts) and _most([possible[place] for place, _ in sharing]) > min(lefts)
    units: dict[Counter, set[str]] = defaultdict(set)
    for filing in possible:
        for counter, unit in filing.tallies:
            units[counter].add(unit)
    bound = []
    for filing in possible:
        draws = tuple([draw for draw in filing.draws if dry[draw.pool]])
        form, side = filing.form, filing.side
        if form is not None and form.line.exclusive in lone:
            form = None
        if side is not None and side.exclusive in lone:
            side = None
        # A pool that is left out may have bound the filing by itself.
        amount = filing.amount
        tallies = tuple([e for e in filing.tallies if len(units[e.counter]) > e.counter.most])
        bound.append(
            replace(filing, ceiling=amount, draws=draws, form=form, side=side, tallies=tallies)
        )
    return bound


def _lone(possible: Iterable[Filing]) -> set[Exclusive]:
    """What has filings of one line alone, each a form of its own."""
    lines: dict[Exclusive, set[Line]] = defaultdict(set)
    forms: dict[Exclusive, list[Form]] = defaultdict(list)
    for filing in possible:
        for line in filing.lines:
            lines[line.exclusive].add(line)
        if filing.form is not None:
            forms[filing.form.line.exclusive].append(filing.form)
    return {
        exclusive
        for exclusive, own in lines.items()
        if len(own) == 1 and len(set(forms[exclusive])) == len(forms[exclusive])
    }


def _most(filings: Collection[Filing]) -> int:
    """No less than what the filings can bring together: the best line of each key."""
    total = 0
    forms: dict[Form, int] = defaultdict(int)
    for filing in filings:
        if filing.form is None:
            total += filing.amount
        else:
            forms[filing.form] = max(forms[filing.form], filing.amount)
    lines: dict[Line, int] = defaultdict(int)
    for form, amount in forms.items():
        lines[form.line] += amount
    best: dict[Exclusive, int] = defaultdict(int)
    for line, amount in lines.items():
        best[line.exclusive] = max(best[line.exclusive], amount)
    return total + sum(best.values())

"""What rules between measures make of several reports of one company, in whole yuan.

A rule chooses for each of its cells, a subject's key or the whole company, which measure counts
there. What it does not choose is left out of that measure's settlement, so that what stands beside
it under the same limits may count more. Of all choices the one that brings most holds. Where
nothing ties what has one key to what has another, each key is chosen for by itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from math import prod
from typing import NamedTuple

from yaoxie.decision import shapes
from yaoxie.decision.finding import Finding, subject_entry
from yaoxie.decision.limits import LimitAmounts
from yaoxie.decision.settlement import Awards, Claim, Settlement
from yaoxie.profile.facts import Subject
from yaoxie.profile.model import Award
from yaoxie.profile.vocabulary import COMPANY
from yaoxie.rules.between import BetweenRule
from yaoxie.rules.payers import Payers

MOST_CHOICES = 1024  # that are tried one by one; beyond, what bounds all of them stands


class Cell(NamedTuple):
    """What a rule chooses for: the rule's id, and a key; of the whole company, none."""

    rule: str
    key: str


class Bid(NamedTuple):
    """What a measure's claims in a cell bring alone, and what choosing them costs in awards."""

    measure: str
    amount: int
    cost: int

    @property
    def worth(self) -> int:
        return self.amount - self.cost


@dataclass(frozen=True, slots=True)
class Side:
    """One measure with what settles its claims."""

    settlement: Settlement
    awards: Awards
    limits: LimitAmounts
    findings: tuple[Finding, ...]


class _Claims:
    """The claims of one measure in one settlement, each with its cell if it is in one."""

    def __init__(self, side: Side, claims: Sequence[tuple[Claim, Cell | None]]) -> None:
        self._side, self._claims = side, claims
        self.cells = frozenset(cell for _, cell in claims if cell is not None)
        self._totals: dict[frozenset[Cell], int] = {}

    def by_key(self) -> dict[str, _Claims]:
        """Those of each key by themselves."""
        of_key: dict[str, list[tuple[Claim, Cell | None]]] = defaultdict(list)
        for entry in self._claims:
            of_key[entry[0].subject.key].append(entry)
        return {key: _Claims(self._side, own) for key, own in of_key.items()}

    def alone(self, cell: Cell) -> int:
        """What the claims of one cell bring without any other."""
        return self._settled(claim for claim, own in self._claims if own == cell)

    def total(self, chosen: frozenset[Cell]) -> int:
        """What the chosen cells bring, and all that is in no cell."""
        known = self._totals.get(chosen)
        if known is None:
            standing = (claim for claim, cell in self._claims if cell is None or cell in chosen)
            known = self._totals[chosen] = self._settled(standing)
        return known

    def _settled(self, claims: Iterable[Claim]) -> int:
        side = self._side
        settled = side.settlement.settle(list(claims), side.awards, side.limits)
        return sum([result.counted for result in settled])


class Choice(NamedTuple):
    """What measures bring together, and which of them counts in each cell.

    `exact`: whether some choice brings that; else nothing brings more.
    """

    total: int
    counts: Mapping[Cell, str]
    exact: bool


def choose(claims: Mapping[str, _Claims], bids: Mapping[Cell, Sequence[Bid]]) -> Choice:
    """The choice that brings most; of equals, the first in the order of members."""
    options = {cell: _options(own) for cell, own in bids.items()}
    cells = list(options)

    def value(chosen: Sequence[Bid | None]) -> int:
        of_measure: dict[str, set[Cell]] = defaultdict(set)
        for cell, bid in zip(cells, chosen, strict=True):
            if bid is not None:
                of_measure[bid.measure].add(cell)
        brought = sum([own.total(frozenset(of_measure[name])) for name, own in claims.items()])
        return brought - sum([bid.cost for bid in chosen if bid is not None])

    best: Sequence[Bid | None]
    best = [max(own, key=_worth) for own in options.values()]
    most = value(best)
    bound = _bound(claims, options)
    exact = most == bound
    if not exact and prod(len(own) for own in options.values()) <= MOST_CHOICES:
        best = max(product(*options.values()), key=value)
        most, exact = value(best), True
    counts = {cell: bid.measure for cell, bid in zip(cells, best, strict=True) if bid is not None}
    return Choice(most if exact else bound, counts, exact)


def _options(bids: Sequence[Bid]) -> list[Bid | None]:
    """Whom a cell may choose; nobody, where awards of others may leave less than nothing."""
    worthwhile: list[Bid | None] = [bid for bid in bids if bid.worth > 0]
    if not worthwhile or any(bid is not None and bid.cost for bid in worthwhile):
        worthwhile.append(None)
    return worthwhile


def _worth(bid: Bid | None) -> int:
    return bid.worth if bid is not None else 0


def _bound(claims: Mapping[str, _Claims], options: Mapping[Cell, Sequence[Bid | None]]) -> int:
    """What no choice can pass: all that may be chosen at once, and each cell's best alone."""
    open_to: dict[str, set[Cell]] = defaultdict(set)
    for cell, own in options.items():
        for bid in own:
            if bid is not None:
                open_to[bid.measure].add(cell)
    everything = sum([own.total(frozenset(open_to[name])) for name, own in claims.items()])
    beside = sum([own.total(frozenset()) for own in claims.values()])
    return min(everything, beside + sum([max(map(_worth, own)) for own in options.values()]))


class Ruling:
    """The rules between the measures of one company's reports, applied."""

    def __init__(
        self,
        rules: Sequence[BetweenRule],
        sides: Mapping[str, Side],
        awards: Iterable[Award],
        subjects: Sequence[Subject],
        payers: Payers,
        year: int,
    ) -> None:
        """`sides`: of each measure under them with a report; `subjects`: the company first."""
        self._rules = [rule for rule in rules if set(rule.measures) & sides.keys()]
        self._sides = sides
        self._subjects: dict[str, Subject] = {}  # of each key, the first of the profile
        for subject in subjects:
            self._subjects.setdefault(subject.key, subject)
        self._granted = granted(self._rules, awards, subjects, payers, year)
        self._eligible = {name: self._claims(name, potential=False) for name in sides}
        choosing = [rule for rule in self._rules if rule.chooses]
        self._is_apart = are_apart(choosing, [side.settlement for side in sides.values()])
        self.total = self._choose(self._eligible)

    @cached_property
    def potential(self) -> Choice:
        """The same if every undetermined finding turned out eligible."""
        return self._choose(self._possible)

    @cached_property
    def _possible(self) -> dict[str, _Claims]:
        return {name: self._claims(name, potential=True) for name in self._sides}

    @property
    def measures(self) -> frozenset[str]:
        """The measures whose totals are in its own."""
        return frozenset(self._sides)

    def counts(self, measure: str, finding: Finding) -> bool:
        """Whether a finding of a measure is among what is chosen; else it is not paid."""
        for rule in self._rules:
            if rule.chooses and rule.holds_for(measure, finding.support):
                cell = cell_of(rule, finding.subject.key)
                return self.total.counts.get(cell) == measure
        return True

    def entries(self) -> list[shapes.BetweenDict]:
        """The rules as they stand in reports; those that have nothing to say are left out."""
        entries = [self._entry(rule) for rule in self._rules]
        return [entry for entry in entries if entry["choices"] or len(entry["here"]) > 1]

    def _choose(self, claims: Mapping[str, _Claims]) -> Choice:
        bids = self._bids(claims)
        if not self._is_apart:
            return choose(claims, bids)
        claims_of: dict[str, dict[str, _Claims]] = defaultdict(dict)
        for name, every in claims.items():
            for key, own in every.by_key().items():
                claims_of[key][name] = own
        bids_of: dict[str, dict[Cell, Sequence[Bid]]] = defaultdict(dict)
        for cell, of_cell in bids.items():
            bids_of[cell.key][cell] = of_cell
        choices = [choose(claims_of[key], bids_of[key]) for key in self._subjects]
        return Choice(
            sum(choice.total for choice in choices),
            {cell: name for choice in choices for cell, name in choice.counts.items()},
            all(choice.exact for choice in choices),
        )

    def _claims(self, name: str, *, potential: bool) -> _Claims:
        claims = []
        for finding in self._sides[name].findings:
            support = finding.terms.support
            if support.money and (
                finding.status == "eligible" or (potential and finding.status == "undetermined")
            ):
                claim = Claim(support, finding.subject, finding.amount)
                claims.append((claim, self._cell(name, claim)))
        return _Claims(self._sides[name], claims)

    def _cell(self, measure: str, claim: Claim) -> Cell | None:
        for rule in self._rules:
            if rule.chooses and rule.holds_for(measure, claim.support.id):
                return cell_of(rule, claim.subject.key)
        return None

    def _bids(self, claims: Mapping[str, _Claims]) -> dict[Cell, list[Bid]]:
        """What may be chosen in each cell; after an award of another, nothing where excluded."""
        bids: dict[Cell, list[Bid]] = {}
        for rule in self._rules:
            for cell in self._cells_of(rule, claims):
                own = bids[cell] = []
                for name in rule.measures:
                    if name not in claims or cell not in claims[name].cells:
                        continue
                    granted = self._granted_by_others(cell, name)
                    if granted and rule.model.rule == "excluded":
                        continue
                    own.append(Bid(name, claims[name].alone(cell), granted))
        return bids

    def _cells_of(self, rule: BetweenRule, claims: Mapping[str, _Claims]) -> list[Cell]:
        """The cells of a rule that have claims, in the profile's order."""
        cells = [cell_of(rule, key) for key in self._subjects]
        claimed = frozenset().union(*(own.cells for own in claims.values()))
        return [cell for cell in dict.fromkeys(cells) if cell in claimed]

    def _granted_by_others(self, cell: Cell, measure: str) -> int:
        granted = self._granted.get(cell, {})
        return sum([amount for name, amount in granted.items() if name != measure])

    def _entry(self, rule: BetweenRule) -> shapes.BetweenDict:
        choices = [self._choice(rule, cell) for cell in self._cells_of(rule, self._possible)]
        return {
            **rule_entry(rule, self._sides),
            "choices": [
                choice
                for choice in choices
                if len(choice["members"]) > 1 or any(m["awards"] for m in choice["members"])
            ],
            "exact": self.total.exact and self.potential.exact,
        }

    def _choice(self, rule: BetweenRule, cell: Cell) -> shapes.BetweenChoiceDict:
        per_company = rule.model.per == COMPANY
        return {
            "subject": None if per_company else subject_entry(self._subjects[cell.key]),
            "members": list(self._members(rule, cell)),
            "counts": self.total.counts.get(cell),
            "may_count": self.potential.counts.get(cell),
        }

    def _members(self, rule: BetweenRule, cell: Cell) -> Iterator[shapes.BetweenMemberDict]:
        for name in rule.measures:
            if name in self._possible and cell in self._possible[name].cells:
                granted = self._granted_by_others(cell, name)
                yield {
                    "measure": name,
                    "total": self._eligible[name].alone(cell),
                    "potential": self._possible[name].alone(cell),
                    "awards": granted,
                    "excluded": bool(granted) and rule.model.rule == "excluded",
                }


def are_apart(choosing: Iterable[BetweenRule], settlements: Iterable[Settlement]) -> bool:
    """Whether nothing ties what has one key to what has another: no rule, group or limit."""
    by_subject = all(rule.model.per != COMPANY for rule in choosing)
    return by_subject and all(settlement.is_apart for settlement in settlements)


def rule_entry(rule: BetweenRule, here: Container[str]) -> shapes.BetweenRuleDict:
    """A rule between measures as it stands in reports; `here`: the measures that have one."""
    model, source = rule.model, rule.source
    return {
        "rule": model.id,
        "title": model.title.as_dict(),
        "kind": model.rule,
        "per": model.per,
        "members": list(rule.measures),
        "here": [name for name in rule.measures if name in here],
        "source": {
            "measure": model.source.measure,
            "document": source.document,
            "at": source.at,
            "confidence": source.confidence,
        },
    }


def cell_of(rule: BetweenRule, key: str) -> Cell:
    """What a rule chooses for, of what has this key."""
    return Cell(rule.model.id, "" if rule.model.per == COMPANY else key)


def granted(
    rules: Iterable[BetweenRule],
    awards: Iterable[Award],
    subjects: Sequence[Subject],
    payers: Payers,
    year: int,
) -> dict[Cell, dict[str, int]]:
    """What was granted before in each cell, by the measure that granted it."""
    keys, kinds = {COMPANY: COMPANY}, {COMPANY: COMPANY}
    for item in subjects[1:]:
        if item.id is not None:
            keys[item.id], kinds[item.id] = item.key, item.kind
    amounts: dict[Cell, dict[str, int]] = {}
    choosing = [rule for rule in rules if rule.chooses]
    for award in awards if choosing else ():
        name = payers.measure(award.measure, award.year)
        if name is None or not payers.counts(award, name, kinds):
            continue
        for rule in choosing:
            in_period = rule.model.period == "once" or award.year == year
            if in_period and rule.holds_for(name, award.support):
                own = amounts.setdefault(cell_of(rule, keys[award.subject]), {})
                own[name] = own.get(name, 0) + award.amount
    return amounts

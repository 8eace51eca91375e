"""What a plan gives up for what, and which limits bind it: found by planning again without each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from yaoxie.advice.planning.components import Component
from yaoxie.advice.planning.filings import Exclusive, Filing, without_limit
from yaoxie.advice.planning.settling import PlannedClaim
from yaoxie.decision.evaluator import Evaluator
from yaoxie.profile.facts import Subject
from yaoxie.rules.between import BetweenRule
from yaoxie.rules.plan import Group, Limit, Support

Value = Callable[[Sequence[Filing]], Fraction]  # what the best choice among filings brings


class Named(NamedTuple):
    """A support of a measure."""

    measure: str
    support: Support


@dataclass(frozen=True, slots=True)
class Forgone:
    """Claims that a plan gives up for others: of an exclusive group, or of another measure.

    `followed`: what it claims in their place; nothing where it claims neither. `less`: how much
    less the best plan with them would bring, in present value; `unbounded` where nothing known
    bounds what one of the two brings. `year`: where one counts each year.
    """

    measure: str
    year: int | None
    term: Group | BetweenRule
    subjects: tuple[Subject, ...]
    followed: tuple[Named, ...]
    supports: tuple[Named, ...]
    less: int
    unbounded: bool


@dataclass(frozen=True, slots=True)
class Binding:
    """A limit without which a plan would bring more: how much more, in present value.

    `unbounded`: whether nothing known bounds that.
    """

    measure: str
    limit: Limit
    more: int
    unbounded: bool


def forgone(
    evaluator: Evaluator,
    component: Component,
    claims: Iterable[PlannedClaim],
    best: Fraction,
    value: Value,
) -> Iterator[Forgone]:
    """What the claims of a component give up; `best` is what they bring."""
    claimed = {
        (e.year, e.choice.measure, e.finding.support, e.finding.subject.base) for e in claims
    }
    of_keys: dict[Exclusive, dict[int, list[Filing]]] = defaultdict(lambda: defaultdict(list))
    for filing in component:
        for line in filing.lines:
            of_keys[line.exclusive][line.scheme].append(filing)
    for exclusive, schemes in of_keys.items():
        followed = [
            scheme for scheme, own in schemes.items() if any(_name(e) in claimed for e in own)
        ]
        for scheme, own in schemes.items():
            if scheme in followed:
                continue
            others = {
                id(filing)
                for other, of_other in schemes.items()
                for filing in of_other
                if other != scheme
            }
            with_it = [filing for filing in component if id(filing) not in others]
            subjects = {filing.finding.subject.base: filing.finding.subject for filing in own}
            term = _term(evaluator, exclusive, own[0])
            claimed_instead = [filing for other in followed for filing in schemes[other]]
            less = int(best) - int(value(with_it))
            yield Forgone(
                term.model.source.measure if isinstance(term, BetweenRule) else own[0].measure,
                exclusive.year,
                term,
                tuple(subjects.values()),
                tuple(_supports(claimed_instead)),
                tuple(_supports(own)),
                less,
                less > 0 and _is_open([*claimed_instead, *own]),
            )


def binding(
    evaluator: Evaluator,
    filings: Sequence[Filing],
    components: Iterable[Component],
    best: Fraction,
    value: Value,
) -> Iterator[Binding]:
    """The limits without which a plan brings more than `best`."""
    named: dict[tuple[str, str], Filing] = {}
    for component in components:
        for filing in component:
            for pool, _ in filing.draws:
                if pool.kind == "limit":
                    named.setdefault((pool.measure, pool.name), filing)
    for filing in filings:  # what binds one filing by itself ties no others
        for pool, left in filing.draws:
            if pool.kind == "limit" and left is not None and left < filing.ceiling:
                named.setdefault((pool.measure, pool.name), filing)
    for (measure, name), filing in named.items():
        more = int(value(without_limit(filings, measure, name))) - int(best)
        if more > 0:
            limit = _limit(evaluator, filing, name)
            under = [e for e in filings if e.measure == measure and _is_under(e, limit)]
            yield Binding(measure, limit, more, _is_open(under))


def _is_under(filing: Filing, limit: Limit) -> bool:
    return filing.finding.support in limit.supports


def _is_open(filings: Iterable[Filing]) -> bool:
    """Whether nothing known bounds what one of them may bring."""
    return any(filing.finding.unbounded for filing in filings)


def _name(filing: Filing) -> tuple[int, str, str, str]:
    finding = filing.finding
    return filing.year, filing.measure, finding.support, finding.subject.base


def _supports(filings: Iterable[Filing]) -> list[Named]:
    named = (Named(filing.measure, filing.finding.terms.support) for filing in filings)
    return list({(name.measure, name.support.id): name for name in named}.values())


def _term(evaluator: Evaluator, exclusive: Exclusive, filing: Filing) -> Group | BetweenRule:
    if exclusive.measure is None:
        rules = evaluator.library.between
        return next(rule for rule in rules if rule.model.id == exclusive.name)
    settlement = evaluator.evaluation(filing.choice, filing.year).settlement
    return settlement.group_of[filing.finding.support]


def _limit(evaluator: Evaluator, filing: Filing, name: str) -> Limit:
    settlement = evaluator.evaluation(filing.choice, filing.year).settlement
    over = settlement.limits_of[filing.finding.support]
    return next(limit for limit in over if limit.id == name)

"""A measure under one choice of readings: every alternative decided, nothing left open.

`choosing.make` decides them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import ClassVar, Literal, Self

from yaoxie.profile.facts import Value
from yaoxie.profile.vocabulary import Vocabulary
from yaoxie.rules.bases import Base
from yaoxie.rules.conditions import Condition
from yaoxie.rules.days import Window
from yaoxie.rules.model import Measure
from yaoxie.rules.payers import Payers
from yaoxie.rules.payment import Payment
from yaoxie.rules.rows import Further
from yaoxie.rules.types import Source
from yaoxie.values import Title

Period = Literal["once", "year"]
NO_FACTS: Mapping[str, Value] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Requirement:
    """One requirement of a support or of the applicant.

    `registration`: it is about the place where the company is registered. `fulfilled`: a promise is
    enough for it, and this holds once it has become a fact.
    """

    id: str
    title: Title
    condition: Condition
    source: Source
    registration: bool = False
    fulfilled: Condition | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """`numerator / denominator` of the base, rounded down."""

    base: Base
    rate: str
    numerator: int
    denominator: int
    period: Period
    tops_up: frozenset[str] = frozenset()  # payers whose awards come off too

    def part(self, base: int) -> int:
        """The share of a base, in whole yuan."""
        return base * self.numerator // self.denominator


SupplementKind = Literal["row", "increase", "uplift", "matching"]


@dataclass(frozen=True, slots=True)
class Supplement:
    """What decides or raises an amount where its condition holds: a row, an increase, an uplift.

    `kind` is its name in reports.
    """

    kind: ClassVar[SupplementKind]
    id: str
    title: Title
    condition: Condition
    source: Source


@dataclass(frozen=True, slots=True)
class Row(Supplement):
    """What the ceiling or fixed amount is, in whole yuan, with what further units add."""

    kind: ClassVar[SupplementKind] = "row"
    amount: int
    further: Further | None = None

    def amount_for(self, facts: Mapping[str, Value] = NO_FACTS) -> int:
        """The ceiling or fixed amount; without facts, the most that it may be."""
        return self.amount if self.further is None else self.further.amount(self.amount, facts)


@dataclass(frozen=True, slots=True)
class Increase(Supplement):
    """What is added to the ceiling or fixed amount, in whole yuan."""

    kind: ClassVar[SupplementKind] = "increase"
    amount: int


@dataclass(frozen=True, slots=True)
class Uplift(Supplement):
    """`numerator / denominator` of the amount on top of it, rounded down."""

    kind: ClassVar[SupplementKind] = "uplift"
    rate: str
    numerator: int
    denominator: int

    def part(self, amount: int) -> int:
        """What comes on top of an amount, in whole yuan."""
        return amount * self.numerator // self.denominator


@dataclass(frozen=True, slots=True)
class Match(Uplift):
    """What another body pays to match the amount; without a condition of its own, always."""

    kind: ClassVar[SupplementKind] = "matching"


Bound = Literal["ceiling", "fixed", "unbounded"]


@dataclass(frozen=True, slots=True)
class Support:
    """One support; amounts in whole yuan.

    `bound` says what `ceiling` is: the most it may bring, an amount paid as it stands (of both, 0
    where rows have the amounts), or, where none is known, the share of the largest amount that a
    profile may state; with `ceiling_unknown` there is one all the same. Without `money`, it states
    an entitlement that counts for nothing.
    `source` names the ceiling, known or not, or the fixed amount. `payment` changes no amount.
    `negotiated`: it is decided case by case, with `ceiling` at most; 0 where no amount is known.
    `least`: of a range, the least that is paid.
    """

    id: str
    title: Title
    kind: str
    requirements: tuple[Requirement, ...]
    ceiling: int
    bound: Bound
    share: Share | None
    supplements: tuple[Supplement, ...]
    period: Period
    discretionary: bool
    money: bool
    ceiling_unknown: bool
    source: Source | None
    share_source: Source | None
    payment: Payment | None = None
    negotiated: bool = False
    least: int | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Schemes of supports, of which one counts per key.

    `members`: the number of each support's scheme.
    """

    id: str
    title: Title
    per: str
    members: Mapping[str, int]
    single_year: bool
    source: Source


@dataclass(frozen=True, slots=True)
class Limit:
    """The most that the supports bring together per key and period.

    An amount in whole yuan, or a share of the bases of all that it holds for.
    """

    id: str
    title: Title
    per: str
    amount: int | None
    share: Share | None
    period: Period
    supports: frozenset[str]
    source: Source


@dataclass(frozen=True, slots=True)
class AtMost:
    """How many subjects, years or instalments of the supports are paid, per key or company."""

    id: str
    title: Title
    count: Literal["subjects", "years", "instalments"]
    most: int
    per: str
    period: Period
    supports: frozenset[str]
    source: Source

    def inner(self, limits: Iterable[Limit]) -> list[Limit]:
        """The limits inside it, after which it asks what each subject brings."""
        if self.count != "subjects":
            return []
        return [e for e in limits if e.per == "subject" and e.supports <= self.supports]


@dataclass(frozen=True, slots=True)
class Plan:
    """All that an evaluation needs of a measure."""

    measure: Measure
    readings: Mapping[str, str]
    windows: Mapping[str, Window]
    applicant: tuple[Requirement, ...]
    supports: tuple[Support, ...]
    groups: tuple[Group, ...]
    limits: tuple[Limit, ...]
    vocabulary: Vocabulary
    payers: Payers
    at_most: tuple[AtMost, ...] = ()

    def __post_init__(self) -> None:
        for name in ("readings", "windows"):
            object.__setattr__(self, name, MappingProxyType(dict(getattr(self, name))))

    @property
    def excluding(self) -> tuple[Group | AtMost, ...]:
        """What may keep a finding from counting: groups, then numbers of what is supported."""
        return (*self.groups, *self.at_most)

    def __repr__(self) -> str:
        return f"<Plan {self.measure.id}: {len(self.supports)} supports>"

    def __reduce__(self) -> tuple[type[Self], tuple[object, ...]]:
        """How it is copied and pickled, which mappings that cannot be written to are not."""
        rest = (self.applicant, self.supports, self.groups, self.limits, self.vocabulary)
        named = (self.measure, dict(self.readings), dict(self.windows))
        return type(self), (*named, *rest, self.payers, self.at_most)


def facts_of_rows(support: Support) -> list[str]:
    """The facts whose further units the rows of a support count."""
    rows = [entry for entry in support.supplements if isinstance(entry, Row)]
    return [row.further.fact for row in rows if row.further is not None]

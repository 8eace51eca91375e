"""A measure under one choice of readings: every alternative decided, nothing left open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from yaoxie import measure
from yaoxie.conditions import Condition
from yaoxie.measure import Measure, Window
from yaoxie.rule_types import Citation, Guarded
from yaoxie.vocabulary import Title

Span = Literal["once", "year"]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule comes from."""

    document: str
    at: str | None
    confidence: str


@dataclass(frozen=True, slots=True)
class Requirement:
    """One requirement of a support or of the applicant."""

    id: str
    title: Title
    condition: Condition
    source: Source


@dataclass(frozen=True, slots=True)
class Share:
    """`numerator / denominator` of the base, rounded down."""

    base: str
    rate: str
    numerator: int
    denominator: int
    span: Span


@dataclass(frozen=True, slots=True)
class Support:
    """One support; amounts in whole yuan."""

    id: str
    title: Title
    kind: str
    requirements: tuple[Requirement, ...]
    ceiling: int
    share: Share | None
    span: Span
    discretionary: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Supports of which one finding counts per key."""

    id: str
    title: Title
    per: str
    members: frozenset[str]
    single_year: bool


@dataclass(frozen=True, slots=True)
class Limit:
    """The most that the supports bring together per key and span."""

    id: str
    title: Title
    per: str
    amount: int
    span: Span
    supports: frozenset[str]


@dataclass(frozen=True, slots=True)
class Plan:
    """All that an evaluation needs of a measure."""

    measure: Measure
    readings: dict[str, str]
    windows: Mapping[str, Window]
    applicant: tuple[Requirement, ...]
    supports: tuple[Support, ...]
    groups: tuple[Group, ...]
    limits: tuple[Limit, ...]


@dataclass(frozen=True, slots=True)
class CheckedMeasure:
    """A measure whose files have no fault, with the conditions of its requirements by id."""

    model: measure.Measure
    supports: tuple[measure.Support, ...]
    applicant: dict[str, Condition]
    conditions: dict[tuple[str, str], Condition]


G = TypeVar("G", bound=Guarded)


def holds(under: Mapping[str, str], readings: Mapping[str, str]) -> bool:
    """Whether a guarded thing exists under these readings."""
    return all(readings.get(name) == option for name, option in under.items())


def held(things: Iterable[G], readings: Mapping[str, str]) -> list[G]:
    """The guarded things that exist under these readings."""
    return [thing for thing in things if holds(thing.under, readings)]


def make(checked: CheckedMeasure, readings: dict[str, str]) -> Plan:
    """The plan of a measure under a full choice of readings."""
    model = checked.model
    confidence = {document.id: document.confidence for document in model.documents}

    def requirements(
        listed: Sequence[measure.Requirement], conditions: Mapping[str, Condition]
    ) -> tuple[Requirement, ...]:
        return tuple(
            Requirement(entry.id, entry.title, conditions[entry.id], source(entry.source))
            for entry in held(listed, readings)
        )

    def source(citation: Citation) -> Source:
        sure = citation.confidence or confidence[citation.document]
        return Source(citation.document, citation.at, sure)

    def span(name: str) -> Span:
        return (
            held(model.periods[name], readings)[0].holds if name in model.periods else _span(name)
        )

    def share(gives: measure.Gives) -> Share | None:
        for entry in held(gives.share or (), readings):
            numerator, denominator = entry.rate.as_integer_ratio()
            return Share(entry.of, str(entry.rate), numerator, denominator, span(entry.period))
        return None

    def support(entry: measure.Support) -> Support:
        conditions = {
            requirement.id: checked.conditions[entry.id, requirement.id]
            for requirement in entry.requires
        }
        return Support(
            entry.id,
            entry.title,
            entry.subject,
            requirements(entry.requires, conditions),
            held(entry.gives.ceiling, readings)[0].amount,
            share(entry.gives),
            span(entry.gives.per),
            entry.gives.discretionary,
        )

    return Plan(
        model,
        readings,
        {name: held(windows, readings)[0] for name, windows in model.windows.items()},
        requirements(model.requires, checked.applicant),
        tuple(support(entry) for entry in held(checked.supports, readings)),
        tuple(_group(entry, readings) for entry in held(model.groups, readings)),
        tuple(
            Limit(e.id, e.title, e.per, e.amount, span(e.period), frozenset(e.supports))
            for e in held(model.limits, readings)
        ),
    )


def _group(entry: measure.Group, readings: Mapping[str, str]) -> Group:
    members = frozenset(member.support for member in held(entry.members, readings))
    return Group(
        entry.id, entry.title, entry.per, members, bool(held(entry.single_year or (), readings))
    )


def _span(name: str) -> Span:
    return "once" if name == "once" else "year"

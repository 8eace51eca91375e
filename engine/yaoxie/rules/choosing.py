"""Which alternatives of a measure's files apply under its readings, and the plan that they make."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from yaoxie.profile.vocabulary import Vocabulary
from yaoxie.rules import model as measure
from yaoxie.rules.bases import Base
from yaoxie.rules.conditions import ALWAYS, Condition
from yaoxie.rules.days import End, Ends, Window
from yaoxie.rules.payers import Payers
from yaoxie.rules.payment import Divided, Division, Payment, divided
from yaoxie.rules.plan import (
    AtMost,
    Bound,
    Group,
    Increase,
    Limit,
    Match,
    Period,
    Plan,
    Requirement,
    Row,
    Share,
    Supplement,
    Support,
    Uplift,
)
from yaoxie.rules.rows import key_of, row_title, rows_of
from yaoxie.rules.types import Citation, Guarded, Source, Under

G = TypeVar("G", bound=Guarded)


@dataclass(frozen=True, slots=True)
class CheckedMeasure:
    """A measure whose files have no fault, with the conditions of its requirements by id.

    `supplements`: the conditions of rows, increases, uplifts and matches, by support and id (of
    rows, their key). `promises`: what fulfils the promises of requirements, by support (the
    applicant's have none) and id.
    """

    model: measure.Measure
    supports: tuple[measure.Support, ...]
    applicant: dict[str, Condition]
    conditions: dict[tuple[str, str], Condition]
    supplements: dict[tuple[str, str], Condition]
    vocabulary: Vocabulary
    promises: dict[tuple[str, str], Condition] = field(default_factory=dict)


def applies(under: Under, readings: Mapping[str, str]) -> bool:
    """Whether an entry with this guard applies under these readings."""
    return all(readings.get(name) in options for name, options in under.items())


def excludes(under: Under, other: Under) -> bool:
    """Whether two guards never apply at once."""
    return any(set(options).isdisjoint(other.get(name, options)) for name, options in under.items())


def applying(guarded: Iterable[G], readings: Mapping[str, str]) -> list[G]:
    """The entries that apply under these readings."""
    return [entry for entry in guarded if applies(entry.under, readings)]


def window_of(window: measure.Window, dates: measure.Dates) -> Window:
    """A window with the measure's first day in the place of its name."""
    rows = tuple((row.year, _ends(row, dates)) for row in window.years)
    return Window(_ends(window, dates), rows)


def _ends(days: measure.DayRange, dates: measure.Dates) -> Ends:
    def end(written: measure.End) -> End:
        return dates.start if written == "measure-start" else written

    return Ends(end(days.first), end(days.last))


def make(
    checked: CheckedMeasure,
    readings: dict[str, str],
    payers: Payers | None = None,
    *,
    registered: bool = False,
) -> Plan:
    """The plan of a measure under a full choice of readings.

    `registered`: as if the company were registered where the measure holds; the requirements that
    ask for it are left out. `payers`: whom awards may name (default: this measure alone).
    """
    model = checked.model
    payers = payers or Payers({model.id: {e.id: e.subject for e in checked.supports}}, {})
    maker = _Maker(checked, readings, payers, registered)
    return Plan(
        model,
        readings,
        {
            name: window_of(applying(windows, readings)[0], model.dates)
            for name, windows in model.windows.items()
        },
        maker.requirements(model.requires, checked.applicant),
        tuple(maker.support(entry) for entry in applying(checked.supports, readings)),
        tuple(maker.group(entry) for entry in applying(model.groups, readings)),
        tuple(maker.limit(entry) for entry in applying(model.limits, readings)),
        checked.vocabulary,
        payers,
        tuple(maker.at_most(entry) for entry in applying(model.at_most, readings)),
    )


class _Maker:
    """Decides the alternatives of one measure."""

    def __init__(
        self, checked: CheckedMeasure, readings: dict[str, str], payers: Payers, registered: bool
    ) -> None:
        self._checked = checked
        self._payers = payers
        self._readings = readings
        self._registered = registered
        self._confidence = {entry.id: entry.confidence for entry in checked.model.documents}

    def requirements(
        self,
        entries: Sequence[measure.Requirement],
        conditions: Mapping[str, Condition],
        owner: str = "",
    ) -> tuple[Requirement, ...]:
        return tuple(
            Requirement(
                entry.id,
                entry.title,
                conditions[entry.id],
                self._source(entry.source),
                entry.registration,
                self._checked.promises.get((owner, entry.id)),
            )
            for entry in applying(entries, self._readings)
            if not (self._registered and entry.registration)
        )

    def support(self, entry: measure.Support) -> Support:
        conditions = {
            requirement.id: self._checked.conditions[entry.id, requirement.id]
            for requirement in entry.requires
        }
        gives = entry.gives
        share = self._share(gives)
        ceiling, bound = self._bound(gives, share)
        ceilings = applying(gives.ceiling or (), self._readings)
        tops = applying([*(gives.ceiling or ()), *(gives.fixed or ())], self._readings)
        shares = applying(gives.share or (), self._readings)
        return Support(
            entry.id,
            entry.title,
            entry.subject,
            self.requirements(entry.requires, conditions, entry.id),
            ceiling,
            bound,
            share,
            tuple(self._supplements(entry)),
            self.period(gives.period),
            gives.discretionary,
            gives.money,
            any(entry.unknown for entry in ceilings),
            self._source(tops[0].source) if tops else None,
            self._source(shares[0].source) if shares else None,
            self._payment(gives),
            any(entry.negotiated for entry in ceilings),
            next((entry.least for entry in ceilings), None),
        )

    def _payment(self, gives: measure.Gives) -> Payment | None:
        """What is said of how the support is paid; None where that is nothing."""
        payees = applying(gives.payee or (), self._readings)
        payee = payees[0] if payees else None
        payment = Payment(
            self._divided(gives.payers or ()),
            self._divided(gives.instalments or ()),
            payee.title if payee else None,
            self._source(payee.source) if payee else None,
        )
        return payment or None

    def _divided(self, alternatives: Sequence[Division]) -> Divided | None:
        for division in applying(alternatives, self._readings):
            return divided(division, self._source(division.source))
        return None

    def limit(self, entry: measure.Limit) -> Limit:
        period = self.period(entry.period)
        share = None if entry.share is None else _share(entry.share, period)
        supports = frozenset(entry.supports)
        return Limit(
            *(entry.id, entry.title, entry.per, entry.amount, share, period, supports),
            self._source(entry.source),
        )

    def at_most(self, entry: measure.AtMost) -> AtMost:
        period = "once" if entry.period is None else self.period(entry.period)
        return AtMost(
            *(entry.id, entry.title, entry.count, entry.most, entry.per, period),
            frozenset(entry.supports),
            self._source(entry.source),
        )

    def group(self, entry: measure.Group) -> Group:
        schemes = enumerate(applying(entry.members, self._readings))
        members = {name: number for number, member in schemes for name in member.names}
        single_year = bool(applying(entry.single_year or (), self._readings))
        source = self._source(entry.source)
        return Group(entry.id, entry.title, entry.per, members, single_year, source)

    def period(self, name: str) -> Period:
        periods = self._checked.model.periods
        return (
            applying(periods[name], self._readings)[0].period if name in periods else _period(name)
        )

    def _source(self, citation: Citation) -> Source:
        sure = citation.confidence or self._confidence[citation.document]
        weaker = tuple(citation.weaker.items())
        return Source(citation.document, citation.at, sure, weaker)

    def _share(self, gives: measure.Gives) -> Share | None:
        for entry in applying(gives.share or (), self._readings):
            share = _share(entry, self.period(entry.period))
            if entry.tops_up is None:
                return share
            return dataclasses.replace(share, tops_up=self._payers.resolved(entry.tops_up))
        return None

    def _bound(self, gives: measure.Gives, share: Share | None) -> tuple[int, Bound]:
        """What the file states as the most, and what that is; without either, all of the share."""
        for ceiling in applying(gives.ceiling or (), self._readings):
            if not ceiling.unknown:
                return ceiling.amount or 0, "ceiling"
        for fixed in applying(gives.fixed or (), self._readings):
            return fixed.amount or 0, "fixed"
        assert share is not None
        return share.part(share.base.largest), "unbounded"

    def _supplements(self, entry: measure.Support) -> Iterator[Supplement]:
        gives = entry.gives
        yield from self._rows(entry)
        for increase in applying(gives.increase or (), self._readings):
            condition = self._checked.supplements[entry.id, increase.id]
            source = self._source(increase.source)
            yield Increase(increase.id, increase.title, condition, source, increase.amount)
        kinds: list[tuple[type[Uplift], Sequence[measure.Uplift | measure.Match]]]
        kinds = [(Uplift, gives.uplift or ()), (Match, gives.matches or ())]
        for of_kind, entries in kinds:
            for uplift in applying(entries, self._readings):
                condition = self._checked.supplements.get((entry.id, uplift.id), ALWAYS)
                yield of_kind(
                    *(uplift.id, uplift.title, condition, self._source(uplift.source)),
                    *(str(uplift.rate), *uplift.rate.as_integer_ratio()),
                )

    def _rows(self, entry: measure.Support) -> Iterator[Row]:
        """The rows of the ceiling or fixed amount that stands, if a field decides it."""
        for kind, alternatives in entry.gives.stated.items():
            for number, stated in enumerate(alternatives):
                if not applies(stated.under, self._readings):
                    continue
                for row in rows_of(stated):
                    title = row_title(stated, row, self._checked.vocabulary)
                    condition = self._checked.supplements[entry.id, key_of(kind, number, row)]
                    source = self._source(stated.source)
                    yield Row(row.id, title, condition, source, row.amount, row.further)


def _share(entry: measure.BaseShare, period: Period) -> Share:
    base = Base(tuple(entry.of), tuple(entry.less or ()))
    return Share(base, str(entry.rate), *entry.rate.as_integer_ratio(), period)


def _period(name: str) -> Period:
    return "once" if name == "once" else "year"

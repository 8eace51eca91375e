"""One measure compiled to columns: its findings support by support, and what settles them."""

from __future__ import annotations

from collections.abc import Iterator

from yaoxie.decision.amounts import increased, supplemented
from yaoxie.errors import Fault, OptionError
from yaoxie.messages import Message
from yaoxie.profile.vocabulary import COMPANY
from yaoxie.rules.plan import Plan, Support
from yaoxie.screening.awards import Awards, SliceAwards
from yaoxie.screening.columns import MOST, Applicants, KindPlan, SupportFindings
from yaoxie.screening.facts import Slice
from yaoxie.screening.limits import LimitAmounts
from yaoxie.screening.settlement import Settlement


class CompiledMeasure:
    """A plan compiled to columns for one claim year.

    `width`: how many reasons its supports have at most.
    """

    def __init__(self, plan: Plan, year: int) -> None:
        """Raises OptionError where an amount of the plan is more than a column can hold."""
        _check_amounts(plan)
        self.plan = plan
        self.year = year
        self._applicants = Applicants(plan, year)
        kinds = dict.fromkeys(support.kind for support in plan.supports)
        self._kinds = [KindPlan(plan, kind, year) for kind in kinds]
        reasons = (own for kind in self._kinds for own in kind.reasons.values())
        self.width = max((own.width for own in reasons), default=0)

    def legend(self) -> dict[str, list[str]]:
        """What the bits of `unmet` and `unknown` stand for, by support."""
        return {name: reasons.ids for kind in self._kinds for name, reasons in kind.reasons.items()}

    def decided(self, slice_: Slice, awards: SliceAwards) -> DecidedMeasure:
        """What the measure says of a slice; its findings are not settled yet."""
        own = Awards(awards, self.plan, self.year)
        limits = LimitAmounts(slice_, self.plan)
        parts = self._parts(slice_, own, limits)
        return DecidedMeasure(parts, Settlement(self.plan, own, limits, self.year))

    def _parts(
        self, slice_: Slice, awards: Awards, limits: LimitAmounts
    ) -> Iterator[tuple[Support, SupportFindings]]:
        of_company, said = self._applicants.classes(slice_.facts(COMPANY, self._applicants.facts))
        for kind in self._kinds:
            subjects = slice_.subjects(kind.kind)
            facts = slice_.facts(kind.kind, kind.facts)
            sums = {support.id: awards.awarded(support) for support in kind.supports}
            findings = kind.findings(
                facts,
                list(limits.open(kind.kind)),
                (of_company[subjects.company], said),
                {name: amounts for name, amounts in sums.items() if amounts is not None},
            )
            yield from zip(kind.supports, findings, strict=True)


class DecidedMeasure:
    """One measure's findings of a slice, and what settles its claims.

    `parts`: what is found of every subject of its kind, support by support; to be taken once.
    """

    def __init__(
        self, parts: Iterator[tuple[Support, SupportFindings]], settlement: Settlement
    ) -> None:
        self.parts = parts
        self.settlement = settlement


def _check_amounts(plan: Plan) -> None:
    for support in plan.supports:
        ceiling = increased(support.ceiling, support.supplements)
        largest = supplemented(ceiling, support.supplements)
        if largest > MOST:
            at = f"/measure/{support.id}"
            raise OptionError([Fault(at, largest, Message("screening.amounts-too-large"))])

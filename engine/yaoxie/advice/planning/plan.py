"""The claim plan over years: what to file when, what that gives up, and which terms bind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from msgspec import structs

from yaoxie import extras
from yaoxie.advice.planning import trade_offs
from yaoxie.advice.planning.choices import Chosen
from yaoxie.advice.planning.components import Component, components
from yaoxie.advice.planning.filings import Filing, ReadyYear, as_eligible, decide, filings
from yaoxie.advice.planning.settling import PlannedClaim, PlannedYear, settle
from yaoxie.advice.planning.trade_offs import Binding, Forgone
from yaoxie.advice.situation import NO_DISCOUNT
from yaoxie.decision.evaluator import Evaluator
from yaoxie.decision.finding import Finding
from yaoxie.errors import DisagreementError
from yaoxie.profile.facts import Subjects
from yaoxie.profile.model import Profile
from yaoxie.rules.library import MeasureChoice


@dataclass(frozen=True, slots=True)
class Terms:
    """What a plan is made under.

    `measures`: of each claim year, those that are asked about. `discount`: by how much a yuan
    counts less with each year. `claims_a_year`: how many claims the company may file in one year.
    """

    measures: Mapping[int, tuple[MeasureChoice, ...]]
    discount: Decimal = NO_DISCOUNT
    claims_a_year: int | None = None

    @property
    def years(self) -> tuple[int, ...]:
        """The claim years, in order."""
        return tuple(sorted(self.measures))

    @property
    def weights(self) -> dict[int, Fraction]:
        """What a yuan of each claim year counts."""
        factor = 1 / (1 + Fraction(self.discount))
        first = self.years[0]
        return {year: factor ** (year - first) for year in self.years}


@dataclass(frozen=True, slots=True)
class ClaimPlan:
    """What to file in which claim year, so that the sum is largest. All in whole yuan.

    `by_year` is settled by the engine. `possible`: the same if all that is undetermined turned
    out eligible. `present_value`: the total with its discount, rounded down.
    """

    terms: Terms
    by_year: tuple[PlannedYear, ...]
    possible: tuple[PlannedYear, ...]
    present_value: int
    forgone: tuple[Forgone, ...]
    binding: tuple[Binding, ...]

    @property
    def claims(self) -> tuple[PlannedClaim, ...]:
        """All of its claims, in their order."""
        return tuple(claim for year in self.by_year for claim in year.claims)

    @property
    def total(self) -> int:
        """What the claims bring in all years together."""
        return sum(year.total for year in self.by_year)

    @property
    def potential(self) -> int:
        """The same if all that is undetermined turned out eligible."""
        return sum(year.total for year in self.possible)


def plan(evaluator: Evaluator, profile: Profile, terms: Terms) -> ClaimPlan:
    """The claim plan of a company.

    Raises MissingExtraError without the extra `plan`, ProgramError where no answer can be given.
    """
    extras.require("plan")
    return _Planner(evaluator, profile, terms).plan()


class _Planner:
    """Makes the plan of one company."""

    def __init__(self, evaluator: Evaluator, profile: Profile, terms: Terms) -> None:
        # Who asks for no plan need not have what solves one.
        from yaoxie.advice.planning.solver import Solver  # noqa: PLC0415

        self._evaluator = evaluator
        self._profile = profile
        self._terms = terms
        self._subjects: Subjects = evaluator.subjects(profile)
        self._solver = Solver(terms.weights, terms.claims_a_year)

    def plan(self) -> ClaimPlan:
        evaluator, terms = self._evaluator, self._terms
        decided = decide(evaluator, self._profile, self._subjects, terms.measures)
        eligible = as_eligible(decided, undetermined=False)
        possible = filings(evaluator, eligible, self._profile, self._subjects)
        parts = self._components(possible)
        chosen = [self._solver.choose(component) for component in parts]
        by_year, value = self._settle(eligible, parts, chosen)
        claims = [claim for year in by_year for claim in year.claims]
        given_up = [
            entry
            for component, best in zip(parts, chosen, strict=True)
            for entry in trade_offs.forgone(evaluator, component, claims, best.value, self._value)
        ]
        limits = trade_offs.binding(evaluator, possible, parts, value, self._value)
        return ClaimPlan(
            terms,
            by_year,
            self._possible(decided, by_year),
            int(value),
            tuple(given_up),
            tuple(limits),
        )

    def _possible(
        self, decided: Sequence[ReadyYear], by_year: tuple[PlannedYear, ...]
    ) -> tuple[PlannedYear, ...]:
        """The plan if all that is undetermined turned out eligible."""
        if all(finding.status == "eligible" for finding in _findings(decided)):
            return by_year
        both = as_eligible(decided, undetermined=True)
        parts = self._components(filings(self._evaluator, both, self._profile, self._subjects))
        chosen = [self._solver.choose(component) for component in parts]
        undetermined = {
            (ready.year, choice, finding.support, finding.subject.base)
            for ready in decided
            for choice, (_, findings) in ready.decided.items()
            for finding in findings
            if finding.status == "undetermined"
        }
        settled, _ = self._settle(both, parts, chosen)

        def marked(claim: PlannedClaim) -> PlannedClaim:
            finding = claim.finding
            if (claim.year, claim.choice, finding.support, finding.subject.base) in undetermined:
                return claim._replace(finding=structs.replace(finding, status="undetermined"))
            return claim

        return tuple(
            year._replace(claims=tuple(marked(claim) for claim in year.claims)) for year in settled
        )

    def _settle(
        self,
        years: Sequence[ReadyYear],
        parts: Sequence[Component],
        chosen: Sequence[Chosen],
    ) -> tuple[tuple[PlannedYear, ...], Fraction]:
        """The claims as the engine settles them, and what they bring in present value.

        Raises DisagreementError where that is not what was promised.
        """
        pairs = zip(parts, chosen, strict=True)
        filed = [component[place] for component, best in pairs for place in best.places]
        by_year = settle(self._evaluator, years, filed, self._profile, self._subjects)
        weights = self._terms.weights
        value = sum((weights[e.year] * e.total for e in by_year), Fraction(0))
        promised = sum((best.value for best in chosen), Fraction(0))
        if value != promised:
            raise DisagreementError(
                f"a plan promises {float(promised):,.2f} yuan and its claims settle to "
                f"{float(value):,.2f}, for profile {self._profile.digest}"
            )
        return by_year, value

    def _components(self, possible: Sequence[Filing]) -> list[Component]:
        return components(possible, together=self._terms.claims_a_year is not None)

    def _value(self, possible: Sequence[Filing]) -> Fraction:
        """What the best choice among filings brings."""
        chosen = (self._solver.choose(component) for component in self._components(possible))
        return sum((best.value for best in chosen), Fraction(0))


def _findings(years: Iterable[ReadyYear]) -> Iterator[Finding]:
    for ready in years:
        for _, findings in ready.decided.values():
            yield from findings

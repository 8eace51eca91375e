"""What a company may do next: the parts of the advice, and its JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, cast, get_args

from yaoxie import extras
from yaoxie.advice import advice_shapes as shapes
from yaoxie.advice import placement, questions, readings, reasons, unlocks, upcoming
from yaoxie.advice.planning import shapes as plan_shapes
from yaoxie.advice.planning.part import claim_plan
from yaoxie.advice.situation import (
    NO_DISCOUNT,
    Situation,
    measures_asked,
    measures_by_year,
    option_faults,
)
from yaoxie.decision.evaluator import Evaluator
from yaoxie.decision.report import CONTRACT, Report, company_entry, rulebook_entry
from yaoxie.errors import Fault, OptionError, nearest
from yaoxie.messages import Message
from yaoxie.profile.model import Profile
from yaoxie.rules.library import Library, MeasureChoice
from yaoxie.sources import compact_json

PARTS: tuple[shapes.Part, ...] = get_args(shapes.Part)
_EXTRAS = {"plan": "plan"}  # what parts need beside the core
Progress = Callable[[str], None]  # is told which part is begun

# What each part puts into the JSON: the key, and what makes its value.
_MADE: dict[shapes.Part, dict[str, Callable[[Situation], Any]]] = {
    "questions": {"outlook": questions.outlook, "questions": questions.questions},
    "unlocks": {
        "unlocks": unlocks.unlocks,
        "further_unlocks": unlocks.further,
        "unreachable": unlocks.unreachable,
        "upcoming": upcoming.upcoming,
    },
    "reasons": {"reasons": reasons.reasons},
    "readings": {"readings": readings.readings, "confidence": readings.confidence},
    "places": {"places": placement.placements},
    "plan": {"plan": claim_plan},
}


@dataclass(frozen=True, slots=True, repr=False)
class Advice:
    """What one company may do next under some measures; each part as it stands in the JSON.

    A part that was not asked for is None. The same profile, rules and options give the same
    bytes.
    """

    reports: tuple[Report, ...]
    profile: Profile
    rulebook: Mapping[str, str]
    claim_year: int
    as_of: date | None
    years: int
    total_ceiling: int
    potential_ceiling: int
    upper_bound: bool
    unbounded: bool
    potential_unbounded: bool
    outlook: shapes.OutlookDict | None = None
    questions: list[shapes.QuestionDict] | None = None
    unlocks: list[shapes.UnlockDict] | None = None
    further_unlocks: shapes.FurtherUnlocksDict | None = None
    unreachable: list[shapes.UnreachableDict] | None = None
    upcoming: list[shapes.UpcomingDict] | None = None
    reasons: list[shapes.ReasonsDict] | None = None
    readings: list[shapes.AdvisedReadingDict] | None = None
    confidence: list[shapes.ConfidenceDict] | None = None
    places: list[shapes.PlacementDict] | None = None
    plan: plan_shapes.ClaimPlanDict | None = None

    def __repr__(self) -> str:
        return (
            f"<Advice {self.claim_year}: {len(self.reports)} measures, "
            f"{self.total_ceiling:,} at most, {self.potential_ceiling:,} possible>"
        )

    def to_dict(self) -> shapes.AdviceDict:
        """The advice as plain data."""
        head = {
            "contract": CONTRACT,
            "rulebook": rulebook_entry(self.rulebook),
            "profile_digest": self.profile.digest,
            "claim_year": self.claim_year,
            "as_of": None if self.as_of is None else self.as_of.isoformat(),
            "years": self.years,
            "company": company_entry(self.profile),
            "measures": [_measure_entry(report) for report in self.reports],
            "total_ceiling": self.total_ceiling,
            "potential_ceiling": self.potential_ceiling,
            "upper_bound": self.upper_bound,
            "unbounded": self.unbounded,
            "potential_unbounded": self.potential_unbounded,
        }
        parts = {key: getattr(self, key) for keys in _MADE.values() for key in keys}
        return cast("shapes.AdviceDict", head | parts)

    def to_json(self, indent: int | None = None) -> str:
        """The advice as JSON text, the same for the same input.

        One compact line, nothing escaped that need not be; with `indent`, lines for people.
        """
        return compact_json.to_text(self.to_dict(), indent)

    def to_bytes(self) -> bytes:
        """The line of `to_json` in UTF-8."""
        return compact_json.to_bytes(self.to_dict())


def _measure_entry(report: Report) -> shapes.AdvisedMeasureDict:
    model = report.plan.measure
    return {
        "measure": model.id,
        "title": model.title.as_dict(),
        "place": model.place,
        "total_ceiling": report.total_ceiling,
        "potential_ceiling": report.potential_ceiling,
        "upper_bound": report.upper_bound,
        "unbounded": report.unbounded,
        "potential_unbounded": report.potential_unbounded,
    }


@dataclass(frozen=True, slots=True)
class Asked:
    """What advice is asked for; `Rulebook.advise` says what each is."""

    year: int
    measure: str | Sequence[str] | None = None
    readings: Mapping[str, str] | None = None
    as_of: date | None = None
    years: int = 1
    only: str | Iterable[str] | None = None
    discount: Decimal = NO_DISCOUNT
    claims_a_year: int | None = None

    @property
    def parts(self) -> list[str]:
        """The names of the parts that are asked for; of all, those that can be given here."""
        if self.only is None:
            return [part for part in PARTS if extras.has(_EXTRAS.get(part))]
        return [self.only] if isinstance(self.only, str) else list(self.only)

    def choices(self, library: Library) -> tuple[MeasureChoice, ...]:
        """The measures that are asked about. Raises OptionError with every fault of the options."""
        choices: tuple[MeasureChoice, ...] = ()
        faults: list[Fault] = []
        try:
            choices = measures_asked(library, self.year, self.measure, self.readings)
        except OptionError as error:
            faults += error.faults
        faults += option_faults(self.as_of, self.years, self.discount, self.claims_a_year)
        expected = Message("sources.one-of", words=tuple(PARTS))
        faults += [
            Fault("/only", name, expected, nearest(name, PARTS))
            for name in self.parts
            if name not in PARTS
        ]
        if faults:
            raise OptionError(faults)
        return choices


def advise(
    evaluator: Evaluator, profile: Profile, asked: Asked, progress: Progress | None = None
) -> Advice:
    """What the company may do next.

    Raises OptionError with every fault of the options, ProgramError where no answer can be given.
    """
    choices = asked.choices(evaluator.library)
    year, as_of, years = asked.year, asked.as_of, asked.years
    by_year = measures_by_year(
        evaluator.library, range(year, year + years), asked.measure, asked.readings
    )
    situation = Situation(
        *(evaluator, profile, year, choices, as_of, years),
        *(by_year, asked.discount, asked.claims_a_year),
    )
    parts: dict[str, Any] = {}
    standing = situation.standing
    for part in PARTS:
        if part in asked.parts:
            if progress is not None:
                progress(part)
            parts |= {key: make(situation) for key, make in _MADE[part].items()}
    return Advice(
        *(situation.reports, profile, evaluator.library.name, year, as_of, years),
        *(situation.total_ceiling, situation.potential_ceiling),
        *(standing.upper_bound, standing.unbounded, standing.potential_unbounded),
        **parts,
    )

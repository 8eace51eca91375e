"""What advice is about: one company, in one claim year, under some measures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from yaoxie.advice.sums import sum_of
from yaoxie.decision.evaluator import Evaluator
from yaoxie.decision.report import Report
from yaoxie.decision.reports import Reports
from yaoxie.errors import Fault, OptionError
from yaoxie.messages import Message
from yaoxie.profile import facts
from yaoxie.profile.model import Profile
from yaoxie.rules.library import ALL, Library, MeasureChoice

MOST_YEARS = 30
MOST_CLAIMS = 10_000  # that one year can be asked to hold
NO_DISCOUNT = Decimal(0)


@dataclass(frozen=True, eq=False)
class Situation:
    """A company, a claim year, the measures that are asked about, and what holds of them.

    `subjects` are the profile's facts, `reports` those of the measures as they stand. `as_of` is
    the day on which the advice is given, where it is known: what is dated later is planned, and
    only from it are days counted. `years`: how many claim years, from `year` on, are looked at.
    `by_year`: the measures asked about that are or may be in force in each of them. `discount`: by
    how much a yuan counts less with each year; `claims_a_year`: how many claims can be filed in
    one.
    """

    evaluator: Evaluator
    profile: Profile
    year: int
    choices: tuple[MeasureChoice, ...]
    as_of: date | None = None
    years: int = 1
    by_year: Mapping[int, tuple[MeasureChoice, ...]] = field(default_factory=dict)
    discount: Decimal = NO_DISCOUNT
    claims_a_year: int | None = None
    subjects: facts.Subjects = field(init=False)
    standing: Reports = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "subjects", self.evaluator.subjects(self.profile))
        object.__setattr__(self, "standing", self.together())

    @property
    def reports(self) -> tuple[Report, ...]:
        """The reports of the measures as they stand."""
        return self.standing.reports

    @property
    def library(self) -> Library:
        """The rules that are asked."""
        return self.evaluator.library

    @property
    def total_ceiling(self) -> int:
        """What all of the measures bring together, in whole yuan."""
        return self.standing.total_ceiling

    @property
    def potential_ceiling(self) -> int:
        """The same if every undetermined finding turned out eligible."""
        return self.standing.potential_ceiling

    @cached_property
    def open(self) -> int:
        """What of the total nothing known bounds."""
        return sum(sum_of(report.findings).open for report in self.reports)

    @cached_property
    def ruled(self) -> frozenset[str]:
        """The measures that rules between measures tie, where several are asked about."""
        if len(self.choices) == 1:
            return frozenset()
        names = {choice.measure for choice in self.choices}
        rules = [rule for rule in self.library.between if names & set(rule.measures)]
        return frozenset(name for rule in rules for name in rule.measures if name in names)

    def together(
        self,
        choices: Sequence[MeasureChoice] | None = None,
        subjects: facts.Subjects | None = None,
        year: int | None = None,
    ) -> Reports:
        """The reports of measures under the rules between them, also for other facts or years.

        One measure that is asked about alone stands for itself.
        """
        asked = self.choices if choices is None else choices
        reports = tuple(self.report(choice, subjects, year) for choice in asked)
        claimed = year or self.year
        ruling = None
        if len(self.choices) > 1:
            ruling = self.evaluator.ruling(
                self.profile, claimed, reports, subjects or self.subjects
            )
        return Reports(self.profile, claimed, ALL, reports, ruling)

    def report(
        self,
        choice: MeasureChoice,
        subjects: facts.Subjects | None = None,
        year: int | None = None,
    ) -> Report:
        """The report of a measure, also for other facts than the profile's, or another year."""
        return self.evaluator.report(
            self.profile, year or self.year, choice, subjects or self.subjects
        )


def measures_asked(
    library: Library,
    year: int,
    measure: str | Sequence[str] | None,
    readings: Mapping[str, str] | None,
) -> tuple[MeasureChoice, ...]:
    """The measures that are named: one, several, or all of a place. Raises OptionError.

    Several are asked under the first option of each reading.
    """
    names: list[str] = [measure] if isinstance(measure, str) else list(measure or ())
    if measure is None or (len(names) == 1 and not asks_several(library, names)):
        asked = names[0] if names else None
        if faults := library.question_faults(year, asked, readings):
            raise OptionError(faults)
        return (library.choice(year, asked, readings),)
    faults = [fault for name in names for fault in library.place_faults(year, name)]
    expected = Message("advice.no-reading")
    faults += [
        Fault(f"/readings/{reading}", option, expected)
        for reading, option in (readings or {}).items()
    ]
    if faults:
        raise OptionError([fault for i, fault in enumerate(faults) if fault not in faults[:i]])
    chosen = dict.fromkeys(name for asked in names for name in library.named_by(asked, year))
    return tuple(library.default(name) for name in chosen)


def asks_several(library: Library, measure: object) -> bool:
    """Whether several measures are asked about, or all of a place, however many that are.

    Not where it is of a wrong type, which is a fault where it is looked up.
    """
    if isinstance(measure, str):
        return library.is_place(measure)
    names = measure if isinstance(measure, Sequence) else ()
    places = (isinstance(name, str) and library.is_place(name) for name in names)
    return len(names) > 1 or any(places)


def measures_by_year(
    library: Library,
    years: Iterable[int],
    measure: str | Sequence[str] | None,
    readings: Mapping[str, str] | None,
) -> dict[int, tuple[MeasureChoice, ...]]:
    """Of each year, those of the measures asked for that are or may be in force in it.

    Of a series, each year has its version; of one that lacks a reading, the others are as asked.
    """
    names = [measure] if isinstance(measure, str) else list(measure or (library.default_measure,))
    by_year = {}
    for year in years:
        chosen: dict[str, MeasureChoice] = {}
        for asked in names:
            for name in library.named_by(asked, year):
                model = library.checked(name).model
                if model.dates.may_hold(year):
                    known = {reading.id for reading in model.readings}
                    own = {key: option for key, option in (readings or {}).items() if key in known}
                    chosen[name] = library.choice(year, name, own)
        by_year[year] = tuple(chosen.values())
    return by_year


def option_faults(
    as_of: object, years: object, discount: object, claims_a_year: object
) -> list[Fault]:
    """What is wrong with the day of the advice, the number of years, and what a plan is asked."""
    faults = []
    if as_of is not None and type(as_of) is not date:
        faults.append(Fault("/as_of", str(as_of), Message("advice.day")))
    if type(years) is not int or not 1 <= years <= MOST_YEARS:
        faults.append(Fault("/years", years, Message("advice.years", most=MOST_YEARS)))
    if type(discount) is not Decimal or not 0 <= discount <= 1:
        expected = Message("advice.rate")
        faults.append(Fault("/discount", discount, expected))
    if claims_a_year is not None and (
        type(claims_a_year) is not int or not 1 <= claims_a_year <= MOST_CLAIMS
    ):
        expected = Message("advice.claims", most=f"{MOST_CLAIMS:,}")
        faults.append(Fault("/claims_a_year", claims_a_year, expected))
    return faults

"""A folder of rules, checked, and the questions that it answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Self, TypeGuard

from yaoxie import resources
from yaoxie.advice import comparison
from yaoxie.advice.comparison import Comparison
from yaoxie.decision import notices
from yaoxie.decision.evaluation import Evaluation
from yaoxie.decision.inference import Inference
from yaoxie.decision.notices import Notice
from yaoxie.decision.report import Report, Version
from yaoxie.errors import Fault, OptionError, nearest
from yaoxie.profile.model import Profile
from yaoxie.rules import loader, model, plan, series
from yaoxie.rules.plan import CheckedMeasure, Plan

if TYPE_CHECKING:
    import polars as pl

    from yaoxie.screening.api import Population
    from yaoxie.screening.screening import Screening

FIRST_YEAR, LAST_YEAR = 1000, 9999
_KEPT = 64  # choices of readings, and claim years under them, that stay compiled


class _Ready(NamedTuple):
    """A version under a choice of readings, made ready for one claim year."""

    evaluation: Evaluation
    notices: tuple[Notice, ...]
    version: Version


class Rulebook:
    """Checked measures, ready to evaluate profiles. Safe to share between threads."""

    def __init__(
        self,
        version: str,
        default_measure: str,
        measures: dict[str, CheckedMeasure],
        digest: str,
        series: Sequence[model.Series] = (),
    ) -> None:
        self.version = version
        self.default_measure = default_measure
        self.digest = digest
        self._name = {"version": version, "digest": digest}
        self._checked = measures
        self._series = {one.id: one for one in series}
        self._home = {name: one for one in series for name in one.versions}
        self._defaults = {
            name: tuple(entry.options[0].id for entry in checked.model.readings)
            for name, checked in measures.items()
        }
        self._inferences = lru_cache(_KEPT)(self._make_inference)
        self._evaluations = lru_cache(_KEPT)(self._make_evaluation)

    @classmethod
    def load(cls, path: str | Path | None = None) -> Self:
        """The packaged rules, or those in the folder `path`.

        Raises RulebookError with every fault, each with file, line and column.
        """
        return cls(*loader.load(Path(path) if path is not None else resources.folder("rules")))

    @property
    def measures(self) -> dict[str, model.Measure]:
        """The measures by id."""
        return {name: checked.model for name, checked in self._checked.items()}

    @property
    def series(self) -> dict[str, model.Series]:
        """The series by id: measures that replaced each other."""
        return dict(self._series)

    def checked(self, name: str) -> CheckedMeasure:
        """A measure with its supports and conditions."""
        return self._checked[name]

    def series_of(self, name: str) -> model.Series | None:
        """The series that a measure is a version of."""
        return self._home.get(name)

    def version_of(self, name: str, year: int) -> str:
        """The measure that a name stands for in a claim year.

        Of a series, the version in force on 31 December of it, else the first version; of a
        measure, itself. Raises OptionError where there is neither.
        """
        if name in self._checked:
            return name
        if name not in self._series:
            raise OptionError([self.unknown(name)])
        return series.in_force(self._versions(self._series[name]), year).id

    def version_named(self, name: str) -> Version:
        """The place of a measure in its series, and its days."""
        home = self._home.get(name)
        dates = self._checked[name].model.dates
        if home is None:
            return Version(None, dates.first, dates.year, dates.last, None)
        after = home.versions[home.versions.index(name) + 1 :]
        following = after[0] if after else None
        return Version(home.id, dates.first, dates.year, dates.last, following)

    def evaluate(
        self,
        profile: Profile,
        year: int,
        measure: str | None = None,
        readings: Mapping[str, str] | None = None,
    ) -> Report:
        """What the company may claim in the claim year `year`, at most, and why.

        `measure` is the id of a measure or of a series, `readings` overrides the defaults by name.
        Raises OptionError where an option is unknown, ProgramError where no answer can be given.
        """
        name, chosen = self._options(year, measure, readings or {})
        return self._report(profile, year, name, chosen)

    def plan(
        self, year: int, measure: str | None = None, readings: Mapping[str, str] | None = None
    ) -> Plan:
        """A measure with every alternative decided. Raises OptionError as `evaluate` does."""
        name, chosen = self._options(year, measure, readings or {})
        return self._inferences(name, chosen, registered=False)[0]

    def screen(
        self,
        population: Mapping[str, pl.DataFrame | pl.LazyFrame] | str | Path,
        year: int,
        measure: str | None = None,
        readings: Mapping[str, str] | None = None,
    ) -> Population:
        """What every company of a population may claim, as lazy frames.

        `population`: tables by name, a folder of Parquet tables, or a file of NDJSON profiles.
        Says of each company what `evaluate` says. Raises OptionError where an option is unknown,
        InputError where the population cannot be read.
        """
        # Who evaluates one profile need not load what screens millions.
        from yaoxie.screening import api  # noqa: PLC0415

        return api.screen(population, self.screening(year, measure, readings))

    def screening(
        self, year: int, measure: str | None = None, readings: Mapping[str, str] | None = None
    ) -> Screening:
        """A measure compiled to columns. Raises OptionError as `evaluate` does."""
        from yaoxie.screening.screening import Screening  # noqa: PLC0415

        return Screening(self.plan(year, measure, readings), year)

    def compare(self, profile: Profile, year: int) -> Comparison:
        """All measures side by side, as it is and as if the company were registered there.

        Of each series, the version in force in the claim year. Raises as `evaluate` does.
        """
        self._options(year, None, {})
        entries = []
        for name, chosen in self._defaults.items():
            home = self._home.get(name)
            if home is not None and self.version_of(home.id, year) != name:
                continue
            as_is = self._report(profile, year, name, chosen)
            there = self._report(profile, year, name, chosen, registered=True)
            entries.append(comparison.compared(as_is, there))
        return Comparison(self._name, profile, year, comparison.ranked(entries))

    def option_faults(
        self, year: object, measure: str | None = None, readings: Mapping[str, str] | None = None
    ) -> list[Fault]:
        """Every fault of the options of an evaluation."""
        faults = []
        if not _is_year(year):
            faults.append(Fault("/year", year, f"a year from {FIRST_YEAR} to {LAST_YEAR}"))
        name = measure or self.default_measure
        if name not in self._checked and name not in self._series:
            return [*faults, self.unknown(name)]
        if name in self._checked:
            return faults + self._reading_faults(name, readings or {})
        if not _is_year(year):
            return faults  # which version's readings count is not known
        return faults + self._reading_faults(self.version_of(name, year), readings or {})

    def unknown(self, name: str) -> Fault:
        """The fault of a name that neither a measure nor a series has."""
        known = [*self._checked, *self._series]
        return Fault("/measure", name, f"one of {', '.join(known)}", nearest(name, known))

    def _reading_faults(self, name: str, readings: Mapping[str, str]) -> list[Fault]:
        faults = []
        known = {entry.id: entry for entry in self._checked[name].model.readings}
        for reading, option in readings.items():
            at = f"/readings/{reading}"
            if reading not in known:
                expected = f"a reading of {name}: {', '.join(known) or 'it has none'}"
                faults.append(Fault(at, reading, expected, nearest(reading, known)))
                continue
            options = [entry.id for entry in known[reading].options]
            if option not in options:
                expected = f"one of {', '.join(options)}"
                faults.append(Fault(at, option, expected, nearest(option, options)))
        return faults

    def _options(
        self, year: int, measure: str | None, readings: Mapping[str, str]
    ) -> tuple[str, tuple[str, ...]]:
        name = measure or self.default_measure
        if readings or name not in self._checked or not _is_year(year):
            faults = self.option_faults(year, measure, readings)
            if faults:
                raise OptionError(faults)
            name = self.version_of(name, year)
        if not readings:
            return name, self._defaults[name]
        listed = self._checked[name].model.readings
        return name, tuple(readings.get(entry.id, entry.options[0].id) for entry in listed)

    def _report(
        self,
        profile: Profile,
        year: int,
        name: str,
        chosen: tuple[str, ...],
        *,
        registered: bool = False,
    ) -> Report:
        ready = self._evaluations(name, chosen, year, registered)
        made = ready.evaluation.plan
        findings, total, potential = ready.evaluation.findings(profile)
        return Report(
            made,
            self._name,
            profile,
            year,
            tuple(findings),
            total,
            potential,
            ready.notices + notices.of_profile(made.measure, profile),
            ready.version,
        )

    def _versions(self, one: model.Series) -> list[model.Measure]:
        return [self._checked[name].model for name in one.versions]

    def _make_inference(
        self, name: str, chosen: tuple[str, ...], registered: bool
    ) -> tuple[Plan, Inference]:
        checked = self._checked[name]
        readings = dict(zip((entry.id for entry in checked.model.readings), chosen, strict=True))
        made = plan.make(checked, readings, registered=registered)
        return made, Inference(made)

    def _make_evaluation(
        self, name: str, chosen: tuple[str, ...], year: int, registered: bool
    ) -> _Ready:
        made, inference = self._inferences(name, chosen, registered)
        home = self._home.get(name)
        replaced = home is not None and series.replaced(self._versions(home), name, year)
        return _Ready(
            Evaluation(made, inference, year),
            notices.of_measure(made.measure, year, replaced=replaced),
            self.version_named(name),
        )


def _is_year(year: object) -> TypeGuard[int]:
    return type(year) is int and FIRST_YEAR <= year <= LAST_YEAR

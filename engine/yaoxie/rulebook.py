"""A folder of rules, checked, and the questions that it answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from yaoxie.advice import advice, comparison, situation
from yaoxie.advice.advice import Advice, Asked, Progress
from yaoxie.advice.comparison import Comparison
from yaoxie.advice.situation import NO_DISCOUNT
from yaoxie.decision.evaluator import Evaluator
from yaoxie.decision.report import Report
from yaoxie.decision.reports import Reports
from yaoxie.errors import Fault, RulebookError
from yaoxie.messages import Message
from yaoxie.profile.model import Profile
from yaoxie.rules import loader
from yaoxie.rules.library import ALL, Library
from yaoxie.rules.plan import Plan

if TYPE_CHECKING:
    from yaoxie.screening.api import Population, Profiles, TableFrames
    from yaoxie.screening.screening import AnyScreening, JointScreening, Screening

Readings = Mapping[str, str] | None
_SHOWN = 19  # characters of a digest


class Rulebook:
    """Checked measures, ready to evaluate profiles. Safe to share between threads.

    `measures` and `series` are those of the library, by id. In all methods `measure` is the id of
    a measure or of a series (default: the rulebook's), `readings` overrides the default options
    by name, and options that are unknown raise OptionError with every fault.
    """

    def __init__(self, library: Library, *, memo: bool = True) -> None:
        expected = "a Library is expected; Rulebook.load(folder) reads a folder of rules"
        _check_type(library, Library, expected)
        self.library = library
        self._memo = memo
        self._folder: Path | None = None
        self._is_loaded = False
        self.version, self.digest = library.version, library.digest
        self.measures, self.series = library.measures, library.series
        self._evaluator = Evaluator(library, memo=memo)

    @classmethod
    def load(
        cls, path: str | Path | None = None, *, memo: bool = True, strict: bool = False
    ) -> Self:
        """The packaged rules, or those in the folder `path`.

        `memo`: remember what the production rules concluded of a class of facts, so that they run
        once for all profiles alike; without it they run for every profile anew. `strict`: what
        nothing uses, such as a reading or a file, is a fault too. Raises RulebookError with every
        fault, each with file, line and column.
        """
        if path is not None:
            _check_type(path, (str, Path), "the path of a folder of rules is expected")
        rulebook = cls(loader.load(path, strict=strict), memo=memo)
        rulebook._folder = None if path is None else Path(path).absolute()
        rulebook._is_loaded = True
        return rulebook

    def __repr__(self) -> str:
        count = len(self.measures)
        return f"<Rulebook {self.version} {self.digest[:_SHOWN]}: {count} measures>"

    def __copy__(self) -> Self:
        """Itself: nothing changes it."""
        return self

    def __deepcopy__(self, _: dict[int, Any]) -> Self:
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        """How it is pickled: by its folder and digest. It is loaded anew where it is unpickled.

        Raises TypeError where it was made of a library, of which no folder is known.
        """
        if not self._is_loaded:
            raise TypeError("a rulebook is pickled by its folder, as Rulebook.load knows it")
        return _reloaded, (type(self), self._folder, self.digest, self._memo)

    def profile(self, data: str | bytes | Mapping[str, Any]) -> Profile:
        """A profile in JSON, or in plain data, read by the rulebook's own vocabulary.

        Raises ProfileError with every fault, each with its JSON pointer.
        """
        return self.library.profile(data)

    def profiles_from(self, path: str | Path) -> tuple[Profile, ...]:
        """The profiles in a workbook .xlsx, or in a folder of CSV files of the same shape.

        One for each company, in the order of their rows, read by the rulebook's own vocabulary.
        Raises ProfileError with every fault, each with its sheet, row and column.
        """
        from yaoxie.sheets import grids, reading  # noqa: PLC0415

        return reading.read(grids.opened(path), self.library.vocabulary).profiles()

    def evaluate(
        self, profile: Profile, year: int, measure: str | None = None, readings: Readings = None
    ) -> Report:
        """What the company may claim in the claim year `year`, at most, and why.

        Raises ProgramError where no answer can be given.
        """
        return self._evaluator.report(profile, year, self.library.choice(year, measure, readings))

    def evaluate_all(self, profile: Profile, year: int, measure: str = ALL) -> Reports:
        """What the company may claim under every measure of a place, or of all places.

        `measure` is a place of the vocabulary, or `all`. It holds the measures in force, or of
        doubtful validity, in the claim year: of the place, of what lies within it, and of what it
        lies within. None is no error. Raises as `evaluate` does.
        """
        return self._evaluator.reports(profile, year, measure)

    def compare(self, profile: Profile, year: int, *, ended: bool = True) -> Comparison:
        """All measures side by side, as it is and as if the company were registered there.

        Of each series, the version in force in the claim year. `ended`: also measures that are no
        longer in force in that year. Raises as `evaluate` does.
        """
        return comparison.compare(self._evaluator, profile, year, ended=ended)

    def advise(  # noqa: PLR0913 - the options of one question, by name
        self,
        profile: Profile,
        year: int,
        measure: str | Sequence[str] | None = None,
        readings: Readings = None,
        *,
        as_of: date | None = None,
        years: int = 1,
        only: str | Iterable[str] | None = None,
        discount: Decimal = NO_DISCOUNT,
        claims_a_year: int | None = None,
        progress: Progress | None = None,
    ) -> Advice:
        """What the company may do next, for one measure, several, or all of a place.

        `measure`: one name or several, each of a measure, a series or a place, or `all`.
        `as_of`: the day of the advice, from which days are counted; what is dated later is
        planned. Without it, nothing is said of days to come. `years`: how many claim years are
        looked at, from `year` on. `only`: the parts that are wanted (default: all); `progress` is
        told the name of each as it is begun. Of the plan, `discount` is by how much a yuan counts
        less with each year, and `claims_a_year` how many claims can be filed in one. Raises as
        `evaluate` does, and MissingExtraError where a part that is asked for lacks its packages.
        """
        asked = Asked(year, measure, readings, as_of, years, only, discount, claims_a_year)
        return advice.advise(self._evaluator, profile, asked, progress)

    def plan(self, year: int, measure: str | None = None, readings: Readings = None) -> Plan:
        """A measure with every alternative decided."""
        return self._evaluator.plan(self.library.choice(year, measure, readings))

    def screening(
        self,
        year: int,
        measure: str | None = None,
        readings: Readings = None,
        *,
        open_only: bool = False,
        reasons: bool = False,
        by: Sequence[str] = (),
    ) -> Screening:
        """A measure compiled to columns.

        `open_only`: ineligible findings are left out; `reasons`: reasons are said in words too;
        `by`: fields, such as `drug.registration_class`, that have a column of findings each.
        """
        # Who evaluates one profile need not load what screens millions.
        from yaoxie.screening.screening import Screening  # noqa: PLC0415

        plan = self.plan(year, measure, readings)
        return Screening(plan, year, open_only=open_only, reasons=reasons, by=by)

    def joint_screening(
        self,
        year: int,
        measure: str | Sequence[str] = ALL,
        *,
        open_only: bool = False,
        reasons: bool = False,
        by: Sequence[str] = (),
    ) -> JointScreening:
        """Several measures compiled to columns, each under its default readings.

        `measure`: one name or several, each of a measure, a series or a place, or `all`. The
        others are those of `screening`.
        """
        from yaoxie.screening.screening import JointScreening  # noqa: PLC0415

        choices = situation.measures_asked(self.library, year, measure, None)
        return JointScreening(
            self._evaluator, choices, year, open_only=open_only, reasons=reasons, by=by
        )

    def screen(
        self,
        population: TableFrames | Profiles | str | Path,
        year: int,
        measure: str | Sequence[str] | None = None,
        readings: Readings = None,
        *,
        open_only: bool = False,
        reasons: bool = False,
        by: Sequence[str] = (),
    ) -> Population:
        """What every company of a population may claim, as lazy frames.

        `measure`: also several names, a place or `all`, which are screened in one pass, each
        under its default readings. `population`: profiles or their plain data in a list (numbered
        from 1), tables by name, a folder of Parquet tables, a file of NDJSON profiles, a workbook
        .xlsx, or a folder of CSV files of the same shape. `open_only`: ineligible findings are
        left out; `reasons`: reasons are said in words too; `by`: fields, such as
        `company.region`, that have a column of findings each.
        Says of each company what `evaluate` or `evaluate_all` says. Raises InputError where it
        cannot be read.
        """
        from yaoxie.screening import api  # noqa: PLC0415

        screening: AnyScreening
        if situation.asks_several(self.library, measure):
            situation.measures_asked(self.library, year, measure, readings)  # readings are faults
            names = measure or ()
            screening = self.joint_screening(
                year, names, open_only=open_only, reasons=reasons, by=by
            )
        else:
            is_list = isinstance(measure, Sequence) and not isinstance(measure, str)
            name: Any = measure[0] if measure and is_list else measure
            screening = self.screening(
                year, name, readings, open_only=open_only, reasons=reasons, by=by
            )
        if isinstance(population, (str, Path)):
            from yaoxie.sheets import grids  # noqa: PLC0415

            if grids.is_book(population):
                from yaoxie.sheets.source import SheetSource  # noqa: PLC0415

                source = SheetSource(Path(population), self.library.vocabulary)
                return api.screen_source(source, screening)
        return api.screen(population, screening)


def _check_type(value: object, types: type | tuple[type, ...], expected: str) -> None:
    if not isinstance(value, types):
        raise TypeError(f"{expected}; this is of type {type(value).__name__}")


def _reloaded(class_: type[Rulebook], folder: Path | None, digest: str, memo: bool) -> Rulebook:
    """A rulebook that was pickled. Raises RulebookError where its rules are others by now."""
    rulebook = class_.load(folder, memo=memo)
    if rulebook.digest != digest:
        place = "the packaged rules" if folder is None else str(folder)
        expected = Message("rules.same-digest", digest=digest)
        raise RulebookError([Fault("", rulebook.digest, expected, file=place)])
    return rulebook

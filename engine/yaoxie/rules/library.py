"""The measures of a rulebook by name: versions, series, and the options of an evaluation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import Any, NamedTuple, TypeGuard, cast

from yaoxie.errors import Fault, OptionError, nearest
from yaoxie.messages import Message
from yaoxie.profile import records, word_names
from yaoxie.profile.model import Profile
from yaoxie.profile.vocabulary import Vocabulary, packaged
from yaoxie.rules import known_names, series
from yaoxie.rules.between import BetweenRule
from yaoxie.rules.choosing import CheckedMeasure
from yaoxie.rules.model import Measure, Series
from yaoxie.rules.payers import Payers
from yaoxie.values import Title

FIRST_YEAR, LAST_YEAR = 1000, 9999  # of a claim
ALL = "all"  # every place
PLACE = "place:"  # before the name of a place that a series has too


class MeasureChoice(NamedTuple):
    """A measure under one option of each of its readings, in their order."""

    measure: str
    options: tuple[str, ...]


class Library:
    """Checked measures and their series. Nothing changes it."""

    def __init__(
        self,
        version: str,
        default_measure: str,
        measures: Mapping[str, CheckedMeasure],
        digest: str,
        series: Sequence[Series] = (),
        vocabulary: Vocabulary | None = None,
        between: Sequence[BetweenRule] = (),
    ) -> None:
        self.vocabulary = vocabulary or packaged()
        self.between = tuple(between)
        self.version = version
        self.default_measure = default_measure
        self.digest = digest
        self._checked = dict(measures)
        self._series = {entry.id: entry for entry in series}
        self._series_of = {name: entry for entry in series for name in entry.versions}
        kinds = {
            name: {support.id: support.subject for support in checked.supports}
            for name, checked in measures.items()
        }
        self.payers = Payers.of(kinds, self.measures, series)
        self._defaults = {
            name: MeasureChoice(
                name, tuple(reading.options[0].id for reading in checked.model.readings)
            )
            for name, checked in measures.items()
        }

    @property
    def name(self) -> dict[str, str]:
        """Which rules these are: their version and digest."""
        return {"version": self.version, "digest": self.digest}

    def profile(self, data: str | bytes | Mapping[str, Any]) -> Profile:
        """A profile in JSON or in plain data, read by the vocabulary.

        Raises ProfileError with every fault, and TypeError for a path.
        """
        model = cast("type[Profile]", records.profile_model(self.vocabulary))
        if isinstance(data, str | bytes | PurePath):
            return model.from_json(data)  # which says how to read a path
        return model.from_dict(data)

    @property
    def measures(self) -> dict[str, Measure]:
        """The measures by id."""
        return {name: checked.model for name, checked in self._checked.items()}

    @property
    def series(self) -> dict[str, Series]:
        """The series by id: measures that replaced each other."""
        return dict(self._series)

    def checked(self, name: str) -> CheckedMeasure:
        """A measure with its supports and conditions."""
        return self._checked[name]

    def series_of(self, name: str) -> Series | None:
        """The series that a measure is a version of."""
        return self._series_of.get(name)

    def version_of(self, name: str, year: int) -> str:
        """The measure that a name stands for in a claim year.

        Of a series, the version in force on 31 December of it, else the first version; of a
        measure or an alias of it, itself. Raises OptionError where there is none of these.
        """
        if name in self._checked:
            return name
        if name in self.payers.aliases:
            return self.payers.aliases[name]
        if name not in self._series:
            raise OptionError([self.unknown(name)])
        return series.in_force(self._versions(self._series[name]), year).id

    def following(self, name: str) -> str | None:
        """The version after a measure in its series."""
        home = self._series_of.get(name)
        later = home.versions[home.versions.index(name) + 1 :] if home else ()
        return later[0] if later else None

    def replaced(self, name: str, year: int) -> bool:
        """Whether a later version of a measure is in force on 31 December of a year."""
        home = self._series_of.get(name)
        return home is not None and series.replaced(self._versions(home), name, year)

    def in_force(self, year: int) -> Iterator[str]:
        """Every measure; of each series, the version in force in a claim year.

        Also those versions before it that go on beside later ones.
        """
        for name in self._checked:
            home = self._series_of.get(name)
            if home is None:
                yield name
                continue
            latest = self.version_of(home.id, year)
            until = home.versions[: home.versions.index(latest)]
            if name == latest or (name in home.beside and name in until):
                yield name

    def named(self, name: str) -> bool:
        """Whether a name is that of a measure, by its id or an alias, or of a series."""
        return name in self._checked or name in self.payers.aliases or name in self._series

    def is_place(self, name: str) -> bool:
        """Whether a name stands for several measures: `all`, or a place.

        A word that is the id of a series too means the place where `place:` stands before it.
        """
        if name.startswith(PLACE):
            return place_word(name) in self.vocabulary.place.type.words
        return not self.named(name) and (name == ALL or name in self.vocabulary.place.type.words)

    def all_of(self, place: str) -> str:
        """The name that stands for all measures of a place, whatever series are called."""
        return f"{PLACE}{place}" if self.named(place) else place

    def at(self, place: str, year: int) -> list[str]:
        """The measures that may hold in a claim year in some part of a place, or everywhere.

        Those of the place, of what lies within it, and of what it lies within. `place` is a word
        of the vocabulary, or `all`; any other name is that of one measure or series.
        """
        type_ = self.vocabulary.place.type
        place = place_word(place)
        if place != ALL and place not in type_.words:
            return [self.version_of(place, year)]
        return [
            name
            for name in self.in_force(year)
            for model in [self._checked[name].model]
            if model.dates.may_hold(year) and (place == ALL or type_.overlap(place, model.place))
        ]

    def named_by(self, name: str, year: int) -> list[str]:
        """The measures that a name stands for in a claim year: one, or all of a place.

        Raises OptionError where it is no name.
        """
        return self.at(name, year) if self.is_place(name) else [self.version_of(name, year)]

    def place_faults(self, year: object, place: object) -> list[Fault]:
        """Every fault of the options of an evaluation of all measures at a place."""
        faults = _year_faults(year)
        places = self.vocabulary.place.type.words
        if not isinstance(place, str):
            return [*faults, *_type_faults(place, None)]
        is_known = place == ALL or place_word(place) in places or self.named(place)
        if not is_known:
            faults.append(self._unknown(place, [ALL, *places, *self._names], places=True))
        return faults

    def default(self, name: str) -> MeasureChoice:
        """A measure under the first option of each reading."""
        return self._defaults[name]

    def choice(
        self, year: int, measure: str | None, readings: Mapping[str, str] | None
    ) -> MeasureChoice:
        """The measure that the options of an evaluation name. Raises OptionError with every fault.

        `measure` is the id of a measure or of a series, `readings` overrides the defaults by name.
        """
        name = self.default_measure if measure is None else measure
        is_plain = readings is None and type(name) is str and name in self._checked
        if not is_plain or not _is_year(year):
            if faults := self.option_faults(year, measure, readings):
                raise OptionError(faults)
            name = self.version_of(name, year)
        if not readings:
            return self._defaults[name]
        entries = self._checked[name].model.readings
        return MeasureChoice(name, tuple(readings.get(e.id, e.options[0].id) for e in entries))

    def option_faults(
        self, year: object, measure: str | None = None, readings: Mapping[str, str] | None = None
    ) -> list[Fault]:
        """Every fault of the options of an evaluation."""
        faults = _year_faults(year)
        if wrong := list(_type_faults(measure, readings)):
            return faults + wrong
        name = self.default_measure if measure is None else measure
        if not self.named(name):
            return [*faults, self.unknown(name)]
        if name not in self._series:
            return faults + self._reading_faults(
                self.payers.aliases.get(name, name), readings or {}
            )
        if not _is_year(year):
            return faults  # which version's readings count is not known
        return faults + self._reading_faults(self.version_of(name, year), readings or {})

    def question_faults(
        self, year: object, measure: str | None = None, readings: Mapping[str, str] | None = None
    ) -> list[Fault]:
        """Every fault of a claim year, a measure, series or place, and readings."""
        if not isinstance(measure, str) or self.named(measure):
            return self.option_faults(year, measure, readings)
        if not self.is_place(measure):
            return self.place_faults(year, measure)
        expected = Message("rules.no-reading-for-place", measure=measure)
        chosen = (readings or {}).items()
        return self.place_faults(year, measure) + [
            Fault(f"/readings/{name}", option, expected) for name, option in chosen
        ]

    def unknown(self, name: str) -> Fault:
        """The fault of a name that neither a measure nor a series has."""
        known = self._names
        if self.is_place(name):
            few = known_names.likest(name, self._measures_of(name) or known)
            expected = Message("rules.not-a-place", names=few)
            return Fault("/measure", name, expected)
        return self._unknown(name, known)

    def _measures_of(self, place: str) -> tuple[str, ...]:
        """The measures of a place and of what lies within it."""
        type_, place = self.vocabulary.place.type, place_word(place)
        return tuple(
            name
            for name, measure in self._checked.items()
            if place in type_.holders(measure.model.place)
        )

    @property
    def _names(self) -> list[str]:
        """The names of measures and series, each once."""
        return list(dict.fromkeys((*self._checked, *self.payers.aliases, *self._series)))

    def _unknown(self, name: str, known: Sequence[str], *, places: bool = False) -> Fault:
        """The fault of a name that is none of some, with the nearest; places have titles."""
        known = tuple(dict.fromkeys(known))
        place = self.vocabulary.place
        near = word_names.meant(name, place.type.names) if places else None
        near = near or nearest(name, known)
        title: Title | None = None
        if near in self._checked:
            title = self._checked[near].model.title
        elif places and near is not None:
            words = self.vocabulary.words[place.definition.words or ""]
            title = next((word for word in words if word.id == near), None)
        expected = known_names.expected(near or name, known, places=places)
        return Fault("/measure", name, expected, near, nearest_title=title)

    def _reading_faults(self, name: str, readings: Mapping[str, str]) -> list[Fault]:
        faults = []
        known = {entry.id: entry for entry in self._checked[name].model.readings}
        for reading, option in readings.items():
            at = f"/readings/{reading}"
            if reading not in known:
                expected = Message(
                    "rules.reading-of",
                    measure=name,
                    names=tuple(known) or Message("rules.it-has-none"),
                )
                faults.append(Fault(at, reading, expected, nearest(reading, known)))
                continue
            options = [entry.id for entry in known[reading].options]
            if option not in options:
                expected = Message("sources.one-of", words=tuple(options))
                faults.append(Fault(at, option, expected, nearest(option, options)))
        return faults

    def _versions(self, entry: Series) -> list[Measure]:
        return [self._checked[name].model for name in entry.versions]


def place_word(name: str) -> str:
    """The word of the vocabulary in the name of a place."""
    return name.removeprefix(PLACE)


def _type_faults(measure: object, readings: object) -> Iterator[Fault]:
    if measure is not None and not isinstance(measure, str):
        yield Fault("/measure", measure, Message("rules.measure-as-text"))
    if readings is not None and not isinstance(readings, Mapping):
        yield Fault("/readings", readings, Message("rules.readings-as-mapping"))


def _year_faults(year: object) -> list[Fault]:
    if _is_year(year):
        return []
    whole = type(year) is int
    expected = Message(
        "rules.year-from" if whole else "rules.year-from-whole", first=FIRST_YEAR, last=LAST_YEAR
    )
    return [Fault("/year", year, expected)]


def _is_year(year: object) -> TypeGuard[int]:
    return type(year) is int and FIRST_YEAR <= year <= LAST_YEAR

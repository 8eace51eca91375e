"""The measures of a rulebook: all of them in a list, or one with everything it says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from yaoxie.errors import OptionError
from yaoxie.rules.between import BetweenRule
from yaoxie.rules.catalogue_shapes import CatalogueDict, ListedMeasureDict, MeasureEntryDict
from yaoxie.rules.library import Library
from yaoxie.rules.model import Between, Dates, Measure, Series, Support
from yaoxie.rules.types import Confidence
from yaoxie.sources import compact_json
from yaoxie.values import PlaceDict, RulebookNameDict


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """One measure of the list."""

    measure: Measure
    series: Series | None
    place: PlaceDict

    @property
    def confidence(self) -> Confidence:
        """How sure its first document is."""
        return self.measure.documents[0].confidence

    def to_dict(self) -> ListedMeasureDict:
        """The measure as it stands in the list."""
        model = self.measure
        return {
            "id": model.id,
            "title": model.title.as_dict(),
            "number": model.number,
            "place": self.place,
            "dates": days(model.dates),
            "confidence": self.confidence,
            "supports": len(model.supports),
            "series": self.series.id if self.series else None,
        }


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All measures of a rulebook, in its order."""

    rulebook: RulebookNameDict
    measures: tuple[CatalogueEntry, ...]
    series: tuple[Series, ...]

    def to_dict(self) -> CatalogueDict:
        """The list as plain data."""
        return {
            "rulebook": self.rulebook,
            "measures": [listing.to_dict() for listing in self.measures],
            "series": [series.model_dump(mode="json") for series in self.series],
        }

    def to_json(self, indent: int | None = None) -> str:
        """The list as JSON text: one compact line; with `indent`, lines for people."""
        return compact_json.to_text(self.to_dict(), indent)


@dataclass(frozen=True, slots=True)
class Entry:
    """One measure with its supports, and the versions of its series, if it has one."""

    rulebook: RulebookNameDict
    measure: Measure
    supports: tuple[Support, ...]
    series: Series | None
    versions: tuple[Measure, ...]
    between: tuple[BetweenRule, ...] = ()

    def to_dict(self) -> MeasureEntryDict:
        """The measure and its supports as their files say them."""
        return {
            "rulebook": self.rulebook,
            "series": self.series.model_dump(mode="json") if self.series else None,
            "measure": _as_written(self.measure),
            "supports": [_as_written(support) for support in self.supports],
            "between": [_as_written(rule.model) for rule in self.between],
        }

    def to_json(self, indent: int | None = None) -> str:
        """The entry as JSON text: one compact line; with `indent`, lines for people."""
        return compact_json.to_text(self.to_dict(), indent)


def catalogue(library: Library) -> Catalogue:
    """The list of a library's measures."""
    place_entry = library.vocabulary.place_entry
    listings = (
        CatalogueEntry(model, library.series_of(name), place_entry(model.place))
        for name, model in library.measures.items()
    )
    return Catalogue(_name(library), tuple(listings), tuple(library.series.values()))


def entry(library: Library, name: str) -> Entry:
    """The measure of that name; of a series, its last version.

    Raises OptionError where there is neither.
    """
    models = library.measures
    name = library.payers.aliases.get(name, name)
    series = library.series.get(name) or library.series_of(name)
    if name in library.series:
        name = library.series[name].versions[-1]
    if name not in models:
        raise OptionError([library.unknown(name)])
    versions = tuple(models[version] for version in series.versions) if series else ()
    between = tuple(rule for rule in library.between if name in rule.measures)
    supports = library.checked(name).supports
    return Entry(_name(library), models[name], supports, series, versions, between)


def days(dates: Dates) -> dict[str, Any]:
    """A measure's days as plain data."""
    data: dict[str, Any] = dates.model_dump(mode="json")
    return data


def _as_written(model: Measure | Support | Between) -> dict[str, Any]:
    # Conditions are told apart by the keys of their YAML; models have none, which pydantic would
    # warn of, though it writes them right.
    data: dict[str, Any] = model.model_dump(
        mode="json", by_alias=True, exclude_unset=True, warnings=False
    )
    return data


def _name(library: Library) -> RulebookNameDict:
    return {"version": library.version, "digest": library.digest}

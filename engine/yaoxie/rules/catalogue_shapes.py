"""The shape of a catalogue's JSON: once, for who builds it and who publishes it.

`schemas/catalogue.schema.json` and `schemas/measure-entry.schema.json` are made from these types.
What stands there as rule files say it is plain data, described by the model of the file.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import ConfigDict, GetCoreSchemaHandler, with_config
from pydantic_core import CoreSchema
from typing_extensions import TypedDict  # pydantic takes that of typing from Python 3.12 on

from yaoxie.rules.model import Between, Dates, Measure, Series, Support
from yaoxie.rules.types import Confidence, RuleModel
from yaoxie.values import PlaceDict, RulebookNameDict, Titles

_closed = with_config(ConfigDict(extra="forbid", strict=True, use_attribute_docstrings=True))


@dataclass(frozen=True, slots=True)
class _Of:
    """Says of plain data which model it is of."""

    model: type[RuleModel]

    def __get_pydantic_core_schema__(self, _: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        return handler.generate_schema(self.model)


DatesData = Annotated[dict[str, Any], _Of(Dates)]
SeriesData = Annotated[dict[str, Any], _Of(Series)]
MeasureData = Annotated[dict[str, Any], _Of(Measure)]
SupportData = Annotated[dict[str, Any], _Of(Support)]
BetweenData = Annotated[dict[str, Any], _Of(Between)]


@_closed
class ListedMeasureDict(TypedDict):
    """A measure of the list."""

    id: str
    title: Titles
    number: str | None
    place: PlaceDict
    dates: DatesData
    confidence: Confidence
    """How sure its first document is."""
    supports: int
    """How many it has."""
    series: str | None
    """The id of the series that it is a version of."""


@_closed
class CatalogueDict(TypedDict):
    """All measures of a rulebook, in its order."""

    rulebook: RulebookNameDict
    measures: list[ListedMeasureDict]
    series: list[SeriesData]


@_closed
class MeasureEntryDict(TypedDict):
    """A measure and its supports as their files say them, with all that concerns it."""

    rulebook: RulebookNameDict
    series: SeriesData | None
    measure: MeasureData
    supports: list[SupportData]
    between: list[BetweenData]
    """The rules between measures that name it."""

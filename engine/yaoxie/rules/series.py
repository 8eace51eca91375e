"""Measures that replaced each other: checks of what a rulebook says, and which one holds when."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from yaoxie.errors import nearest
from yaoxie.rules.model import Index, Measure, Series
from yaoxie.sources.yaml_text import YamlFile


def in_force(versions: Sequence[Measure], year: int) -> Measure:
    """The version in force on 31 December of a year: the last one that has begun by then.

    Before the first one began, the first; its report says that the year is outside its dates.
    """
    begun = [version for version in versions if _begins_by(version, year)]
    return begun[-1] if begun else versions[0]


def replaced(versions: Sequence[Measure], name: str, year: int) -> bool:
    """Whether a version after the one of that name is in force on 31 December of a year."""
    later = versions[[version.id for version in versions].index(name) + 1 :]
    return any(_begins_by(version, year) for version in later)


def check(
    index: Index, measures: Mapping[str, Measure], source: YamlFile, undated: Collection[str] = ()
) -> None:
    """What series say against each other and against the measures; faults go to the source.

    A listed measure that is not among them, or is undated, has faults of its own.
    """
    models = {name: model for name, model in measures.items() if name not in undated}
    _check_aliases(index, measures, source)
    home: dict[str, str] = {}
    for i, series in enumerate(index.series):
        at = f"/series/{i}"
        if series.id in index.measures:
            source.add_fault(f"{at}/id", series.id, "an id that no measure has")
        if series.id in (other.id for other in index.series[:i]):
            source.add_fault(f"{at}/id", series.id, "a name that is not taken already")
        for j, name in enumerate(series.versions):
            place = f"{at}/versions/{j}"
            if name not in index.measures:
                close = nearest(name, index.measures)
                source.add_fault(place, name, f"one of {', '.join(index.measures)}", close)
            elif name in home:
                expected = f"a measure in one series, once; {home[name]} has it already"
                source.add_fault(place, name, expected)
            else:
                home[name] = series.id
        _check_starts(series, at, models, source)


def _check_aliases(index: Index, measures: Mapping[str, Measure], source: YamlFile) -> None:
    taken = {*index.measures, *(entry.id for entry in index.series)}
    for i, name in enumerate(index.measures):
        for alias in measures[name].aliases if name in measures else ():
            if alias in taken:
                expected = "aliases that no other measure or series is called by"
                source.add_fault(f"/measures/{i}", f"{name} with the alias {alias}", expected)
            taken.add(alias)


def _check_starts(series: Series, at: str, models: Mapping[str, Measure], source: YamlFile) -> None:
    latest: tuple[date, str] | None = None
    for j, name in enumerate(series.versions):
        if name not in models or name in series.versions[:j]:
            continue
        start = models[name].dates.start
        place = f"{at}/versions/{j}"
        if start is None:
            source.add_fault(place, name, "a measure whose dates give its first day or its year")
        elif latest is not None and start <= latest[0]:
            expected = f"a version that begins after {latest[1]}, {latest[0]}; it begins {start}"
            source.add_fault(place, name, expected)
        else:
            if latest is not None:
                _check_overlap(models[latest[1]], start, place, name, source)
            latest = start, name


def _check_overlap(before: Measure, start: date, place: str, name: str, source: YamlFile) -> None:
    last = before.dates.last
    if last is not None and last >= start:
        expected = f"a version that begins after {before.id} ends, {last}; it begins {start}"
        source.add_fault(place, name, expected)


def _begins_by(version: Measure, year: int) -> bool:
    start = version.dates.start
    return start is not None and start.year <= year

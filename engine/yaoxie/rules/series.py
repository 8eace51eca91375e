"""Measures that replaced each other: checks of what a rulebook says, and which one holds when."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from yaoxie.errors import nearest
from yaoxie.messages import Message
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
            source.add_fault(f"{at}/id", series.id, Message("rules.id-of-no-measure"))
        if series.id in (other.id for other in index.series[:i]):
            source.add_fault(f"{at}/id", series.id, Message("rules.name-not-taken"))
        for j, name in enumerate(series.versions):
            place = f"{at}/versions/{j}"
            if name not in index.measures:
                close = nearest(name, index.measures)
                source.add_fault(
                    place, name, Message("sources.one-of", words=tuple(index.measures)), close
                )
            elif name in home:
                expected = Message("rules.measure-in-one-series", series=home[name])
                source.add_fault(place, name, expected)
            else:
                home[name] = series.id
        _check_beside(series, at, source)
        _check_starts(series, at, models, source)


def _check_beside(series: Series, at: str, source: YamlFile) -> None:
    """Those that go on beside later versions have some; each once."""
    earlier = series.versions[:-1]
    for i, name in enumerate(series.beside):
        place = f"{at}/beside/{i}"
        if name not in earlier:
            expected = Message("rules.version-with-later")
            source.add_fault(place, name, expected, nearest(name, earlier))
        elif name in series.beside[:i]:
            source.add_fault(place, name, Message("rules.name-not-taken"))


def _check_aliases(index: Index, measures: Mapping[str, Measure], source: YamlFile) -> None:
    taken = {*index.measures, *(entry.id for entry in index.series)}
    for i, name in enumerate(index.measures):
        for alias in measures[name].aliases if name in measures else ():
            if alias in taken:
                expected = Message("rules.aliases-of-no-other")
                source.add_fault(
                    f"/measures/{i}", Message("rules.with-alias", name=name, alias=alias), expected
                )
            taken.add(alias)


def _check_starts(series: Series, at: str, models: Mapping[str, Measure], source: YamlFile) -> None:
    latest: tuple[date, str] | None = None
    for j, name in enumerate(series.versions):
        if name not in models or name in series.versions[:j]:
            continue
        start = models[name].dates.start
        place = f"{at}/versions/{j}"
        if start is None:
            source.add_fault(place, name, Message("rules.measure-with-start"))
        elif latest is not None and start <= latest[0]:
            expected = Message("rules.version-after", version=latest[1], day=latest[0], start=start)
            source.add_fault(place, name, expected)
        else:
            if latest is not None:
                _check_overlap(models[latest[1]], start, place, name, source)
            latest = start, name


def _check_overlap(before: Measure, start: date, place: str, name: str, source: YamlFile) -> None:
    last = before.dates.last
    if last is not None and last >= start:
        expected = Message("rules.version-after-end", version=before.id, day=last, start=start)
        source.add_fault(place, name, expected)


def _begins_by(version: Measure, year: int) -> bool:
    start = version.dates.start
    return start is not None and start.year <= year

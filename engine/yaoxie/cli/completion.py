"""What a shell completes behind options: their words, and ids of measures, places and readings.

Each function takes what is typed so far, and gives words with what they are called.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import typer

from yaoxie.cli import language
from yaoxie.errors import InputError
from yaoxie.profile.vocabulary import packaged
from yaoxie.rulebook import Rulebook
from yaoxie.rules.library import ALL
from yaoxie.values import Title

Completed = list[tuple[str, str]]


def words(*choices: str) -> Callable[[str], list[str]]:
    """Completes one of a few words."""

    def complete(incomplete: str) -> list[str]:
        return [choice for choice in choices if choice.startswith(incomplete)]

    return complete


def measures(ctx: typer.Context, incomplete: str) -> Completed:
    """Completes a measure, a series, a place, or all of these."""
    rulebook = _rulebook(ctx)
    if rulebook is None:
        return []
    vocabulary = rulebook.library.vocabulary
    places = {name: vocabulary.place_title(name) for name in vocabulary.place.type.words}
    every = {ALL: Title(zh="各地", en="all places")}
    return _of((every | places | _measures(rulebook)).items(), incomplete)


def listed_measures(ctx: typer.Context, incomplete: str) -> Completed:
    """Completes a measure or a series."""
    rulebook = _rulebook(ctx)
    return [] if rulebook is None else _of(_measures(rulebook).items(), incomplete)


def readings(ctx: typer.Context, incomplete: str) -> Completed:
    """Completes a reading of the measure that is named, with one of its options."""
    rulebook = _rulebook(ctx)
    if rulebook is None:
        return []
    named = ctx.params.get("measure")
    measure = rulebook.measures.get(named or rulebook.library.default_measure)
    return (
        []
        if measure is None
        else _of(
            (
                (f"{reading.id}={option.id}", option.title)
                for reading in measure.readings
                for option in reading.options
            ),
            incomplete,
        )
    )


def kinds(incomplete: str) -> Completed:
    """Completes a kind of item."""
    vocabulary = packaged()
    return _of(((kind, vocabulary.kind_title(kind)) for kind in vocabulary.kinds), incomplete)


def _measures(rulebook: Rulebook) -> dict[str, Title]:
    series = {entry.id: entry.title for entry in rulebook.series.values()}
    return series | {measure.id: measure.title for measure in rulebook.measures.values()}


def _of(known: Iterable[tuple[str, Title]], incomplete: str) -> Completed:
    lang = language.current()
    return [(word, title.as_dict()[lang]) for word, title in known if word.startswith(incomplete)]


def _rulebook(ctx: typer.Context) -> Rulebook | None:
    """The rules that are named so far; none where they are wrong, which the command will tell."""
    try:
        return Rulebook.load(ctx.params.get("rules"))
    except InputError:
        return None

"""Which measures a page is about, and what they read of a profile."""

from __future__ import annotations

from collections.abc import Iterable

from yaoxie.profile.vocabulary import COMPANY
from yaoxie.rules.form import facts_of_measure
from yaoxie.rules.library import Library
from yaoxie.service.options import today
from yaoxie.service.page.submission import Submission, record


def chosen_measures(library: Library, submission: Submission) -> list[str]:
    """The measures that a page is about: that chosen, or those of the company's place."""
    year = int(submission.year) if submission.year.isdecimal() else today().year
    name = measure_of(library, submission)
    if library.place_faults(year, name):
        return [library.default_measure]
    return library.named_by(name, year)


def measure_of(library: Library, submission: Submission) -> str:
    """The name to ask by: that chosen, else the company's place, else the rulebook's default."""
    if submission.measure:
        return submission.measure
    place = library.vocabulary.place
    region = record(submission.data.get(COMPANY)).get(place.name)
    if isinstance(region, str) and region in place.type.words:
        return library.all_of(region)
    return library.default_measure


def facts_read(library: Library, measures: Iterable[str]) -> frozenset[str]:
    """The fields and milestones that measures read, under any reading, by their names in rules."""
    read = (fact for name in measures for fact in facts_of_measure(library.checked(name)))
    # The latest day that a milestone may have been reached on follows from others: it is no field.
    return frozenset(fact.partition("~")[0] for fact in read)

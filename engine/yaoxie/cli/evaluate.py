"""Commands about one profile: `evaluate`, `compare`, `validate`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Annotated, NamedTuple, cast

import typer

from yaoxie.advice import places
from yaoxie.cli import completion, inputs, language, options, output
from yaoxie.cli.options import (
    ForceOption,
    FormatOption,
    LangOption,
    MeasureOption,
    OutOption,
    PlainOption,
    PointersOption,
    ProfilesArgument,
    ReadingOption,
    RulesOption,
    SortOption,
    YearOption,
)
from yaoxie.cli.printing import printing
from yaoxie.decision.report import Report
from yaoxie.decision.reports import Reports
from yaoxie.errors import Fault
from yaoxie.profile.model import Profile
from yaoxie.render import answer_book
from yaoxie.render import comparison as comparison_table
from yaoxie.render import report as table
from yaoxie.render import reports as places_table
from yaoxie.render.wording import Wording
from yaoxie.rulebook import Rulebook

_FORMATS = (*options.FORMATS, options.BOOK)


class _Question(NamedTuple):
    """What a command that decides on profiles is asked, checked; a workbook may have several."""

    profiles: tuple[Profile, ...]
    rulebook: Rulebook
    year: int


def evaluate(
    profile: ProfilesArgument,
    year: YearOption = None,
    measure: MeasureOption = None,
    reading: ReadingOption = None,
    rules: RulesOption = None,
    sort: SortOption = options.BY_RULES,
    pointers: PointersOption = False,
    plain: PlainOption = False,
    lang: LangOption = None,
    format_: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="|".join(_FORMATS),
            help="help.answer-format",
            autocompletion=completion.words(*_FORMATS),
        ),
    ] = options.TABLE,
    out: OutOption = None,
    force: ForceOption = False,
) -> None:
    """Say what the company may claim in a year, at most, and why."""
    with output.guard() as about, output.refusing():
        faults: list[Fault] = []
        rulebook = options.attempt(lambda: Rulebook.load(rules), faults)
        companies = inputs.of_all(profile, rulebook, faults)
        readings = options.readings(reading or [], faults)
        faults += options.output_faults(lang, format_, out, force=force, formats=_FORMATS)
        faults += table_faults(format_, sort, plain=plain, pointers=pointers)
        faults += inputs.kept(profile, out)
        question = _checked(companies, rulebook, year, faults, measure, readings)
        words = wording(question.rulebook, pointers=pointers)
        answers = _answers(question, measure, readings, about)
        if out is not None and format_ == options.BOOK:
            answer_book.save(Path(out), answers, words)
            return
        by_amount = sort == options.BY_AMOUNT
        with printing(out, plain=plain) as printer:
            for answer in answers:
                if format_ == options.JSON:
                    printer.write(answer.to_bytes() + b"\n")
                elif isinstance(answer, Reports):
                    printer.show(places_table.render(answer, words))
                else:
                    # Whoever names a measure knows where it holds.
                    asked = measure is not None
                    elsewhere = None if asked else places.outside(answer, question.rulebook.library)
                    printer.show(table.render(answer, words, elsewhere, by_amount=by_amount))


def _answers(
    question: _Question, measure: str | None, readings: dict[str, str], about: list[str]
) -> Iterator[Report | Reports]:
    """The answers of all companies; `about` names the one that is decided on."""
    for company in question.profiles:
        about[:] = [company.digest]
        yield _answer(company, question, measure, readings)


def _answer(
    profile: Profile, question: _Question, measure: str | None, readings: dict[str, str]
) -> Report | Reports:
    """One report, or those of all measures of a place."""
    rulebook = question.rulebook
    if measure is not None and rulebook.library.is_place(measure):
        return rulebook.evaluate_all(profile, question.year, measure)
    return rulebook.evaluate(profile, question.year, measure, readings)


def compare(
    profile: ProfilesArgument,
    year: YearOption = None,
    rules: RulesOption = None,
    all_measures: Annotated[
        bool,
        typer.Option("--all", help="help.all-measures"),
    ] = False,
    sort: SortOption = options.BY_AMOUNT,
    pointers: PointersOption = False,
    plain: PlainOption = False,
    lang: LangOption = None,
    format_: FormatOption = options.TABLE,
    out: OutOption = None,
    force: ForceOption = False,
) -> None:
    """Compare all measures: for the company as it is, and if it were registered in each place."""
    with output.guard() as about, output.refusing():
        faults: list[Fault] = []
        rulebook = options.attempt(lambda: Rulebook.load(rules), faults)
        companies = inputs.of_all(profile, rulebook, faults)
        faults += options.output_faults(lang, format_, out, force=force)
        faults += table_faults(
            format_, sort, plain=plain, pointers=pointers, default=options.BY_AMOUNT
        )
        faults += inputs.kept(profile, out)
        question = _checked(companies, rulebook, year, faults)
        words = wording(question.rulebook, pointers=pointers)
        with printing(out, plain=plain) as printer:
            for company in question.profiles:
                about[:] = [company.digest]
                comparison = question.rulebook.compare(company, question.year, ended=all_measures)
                if format_ == options.JSON:
                    printer.write(comparison.to_bytes() + b"\n")
                else:
                    by_rules = question.rulebook.measures if sort == options.BY_RULES else None
                    printer.show(comparison_table.render(comparison, words, by_rules))


def _checked(
    profiles: tuple[Profile, ...] | None,
    rulebook: Rulebook | None,
    year: str | None,
    faults: list[Fault],
    measure: str | None = None,
    readings: dict[str, str] | None = None,
) -> _Question:
    """The question, where all of it is right; else every fault is named, and the command ends."""
    claim_year = options.claim_year(year)
    if rulebook is not None:
        faults += rulebook.library.question_faults(claim_year, measure, readings)
    if faults or profiles is None or rulebook is None:
        output.refuse(faults)
    return _Question(profiles, rulebook, cast("int", claim_year))


def table_faults(
    format_: str, sort: str, *, plain: bool, pointers: bool, default: str = options.BY_RULES
) -> list[Fault]:
    """The faults of the options that say how tables look."""
    faults: list[Fault] = []
    options.among("/sort", sort, options.SORTS, faults)
    is_sorted = sort != default
    return [*faults, *options.of_tables(format_, sort=is_sorted, plain=plain, pointers=pointers)]


def wording(rulebook: Rulebook, *, pointers: bool = False) -> Wording:
    """The language of the run, with the titles of a rulebook's vocabulary and documents."""
    own = Wording.of(rulebook.library, language.current())
    return replace(own, pointers=pointers)

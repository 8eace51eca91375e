"""Commands about one profile: `evaluate`, `compare`, `validate`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, NamedTuple, cast

import typer

from yaoxie.advice import places
from yaoxie.cli import inputs, language, options, output
from yaoxie.cli.options import (
    FormatOption,
    LangOption,
    MeasureOption,
    ProfileArgument,
    ReadingOption,
    RulesOption,
    YearOption,
)
from yaoxie.decision.report import Report
from yaoxie.decision.reports import Reports
from yaoxie.errors import Fault, show
from yaoxie.messages import Message
from yaoxie.profile import checks
from yaoxie.profile.model import Profile
from yaoxie.render import answer_book
from yaoxie.render import comparison as comparison_table
from yaoxie.render import report as table
from yaoxie.render import reports as places_table
from yaoxie.render.wording import Wording
from yaoxie.rulebook import Rulebook


class _Question(NamedTuple):
    """What a command that decides on profiles is asked, checked; a workbook may have several."""

    profiles: tuple[Profile, ...]
    rulebook: Rulebook
    year: int


def evaluate(
    profile: ProfileArgument,
    year: YearOption = None,
    measure: MeasureOption = None,
    reading: ReadingOption = None,
    rules: RulesOption = None,
    lang: LangOption = None,
    format_: Annotated[
        str, typer.Option("--format", metavar="table|json|xlsx", help="help.answer-format")
    ] = "table",
    out: Annotated[str | None, typer.Option(metavar="FILE", help="help.answer-out")] = None,
    force: Annotated[bool, typer.Option("--force", help="help.force-files")] = False,
) -> None:
    """Say what the company may claim in a year, at most, and why."""
    with output.guard() as about:
        faults: list[Fault] = []
        rulebook = options.attempt(lambda: Rulebook.load(rules), faults)
        companies = options.attempt(lambda: inputs.profiles(profile, rulebook), faults)
        readings = options.readings(reading or [], faults)
        faults += options.answer_faults(lang, format_, out, force=force)
        question = _checked(companies, rulebook, year, faults, measure, readings)
        words = wording(question.rulebook)
        answers = _answers(question, measure, readings, about)
        if out is not None:
            answer_book.save(Path(out), answers, words)
            return
        for answer in answers:
            if format_ == "json":
                output.write(answer.to_bytes() + b"\n")
            elif isinstance(answer, Reports):
                output.show(places_table.render(answer, words))
            else:
                # Whoever names a measure knows where it holds.
                asked = measure is not None
                elsewhere = None if asked else places.outside(answer, question.rulebook.library)
                output.show(table.render(answer, words, elsewhere))


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
    profile: ProfileArgument,
    year: YearOption = None,
    rules: RulesOption = None,
    all_measures: Annotated[
        bool,
        typer.Option("--all", help="help.all-measures"),
    ] = False,
    lang: LangOption = None,
    format_: FormatOption = "table",
) -> None:
    """Compare all measures: for the company as it is, and if it were registered in each place."""
    with output.guard() as about:
        faults: list[Fault] = []
        rulebook = options.attempt(lambda: Rulebook.load(rules), faults)
        companies = options.attempt(lambda: inputs.profiles(profile, rulebook), faults)
        faults += options.output_faults(lang, format_)
        question = _checked(companies, rulebook, year, faults)
        words = wording(question.rulebook)
        for company in question.profiles:
            about[:] = [company.digest]
            comparison = question.rulebook.compare(company, question.year, ended=all_measures)
            if format_ == "json":
                output.write(comparison.to_bytes() + b"\n")
            else:
                output.show(comparison_table.render(comparison, words))


def validate(
    profile: ProfileArgument,
    rules: RulesOption = None,
    out: Annotated[str | None, typer.Option(metavar="FILE", help="help.faults-out")] = None,
    lang: LangOption = None,
    force: Annotated[bool, typer.Option("--force", help="help.force-files")] = False,
) -> None:
    """Check a profile without deciding anything."""
    with output.guard():
        faults: list[Fault] = []
        rulebook = options.attempt(lambda: Rulebook.load(rules), faults) if rules else None
        faults += options.lang_faults(lang)
        faults += inputs.copy_faults(profile, out, force=force)
        if faults:
            output.refuse(faults)
        companies = options.attempt(lambda: inputs.checked(profile, rulebook, out), faults)
        if faults or companies is None:
            output.refuse(faults)
        for number, company in enumerate(companies, 1):
            valid = Message("cli.valid", digest=company.digest)
            if len(companies) > 1:
                name = company.company.name
                valid = Message("cli.of-company", number=number, name=name, text=valid)
            lines = [valid, *_notices(company)]
            output.write("".join(f"{language.say(line)}\n" for line in lines))


def _notices(profile: Profile) -> Iterator[Message]:
    """What is allowed in a profile, and likely meant otherwise."""
    for at in profile.older_certificates:
        yield Message("cli.older-certificate", at=at)
    for at, close in checks.unknown_words(profile, profile.vocabulary):
        if close is None:
            yield Message("cli.unknown-word", at=at)
        else:
            yield Message("cli.unknown-word-near", at=at, near=show(close))
    for code, text, pointers in profile.implausible:
        yield Message("cli.implausible", at=pointers, text=text, code=code)


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


def wording(rulebook: Rulebook) -> Wording:
    """The language of the run, with the titles of a rulebook's vocabulary and documents."""
    return Wording.of(rulebook.library, language.current())

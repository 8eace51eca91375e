"""Commands about one profile: `evaluate`, `compare`, `validate`."""

from __future__ import annotations

from typing import NamedTuple, cast

from yaoxie.cli import options, output
from yaoxie.cli.options import (
    FormatOption,
    LangOption,
    MeasureOption,
    ProfileArgument,
    ReadingOption,
    RulesOption,
    YearOption,
)
from yaoxie.errors import Fault
from yaoxie.profile.model import Profile
from yaoxie.render import comparison as comparison_table
from yaoxie.render import report as table
from yaoxie.render.wording import Lang, Wording
from yaoxie.rulebook import Rulebook
from yaoxie.sources import files


class _Question(NamedTuple):
    """What a command that decides on a profile is asked, checked."""

    profile: Profile
    rulebook: Rulebook
    year: int


def evaluate(
    profile: ProfileArgument,
    year: YearOption = None,
    measure: MeasureOption = None,
    reading: ReadingOption = None,
    rules: RulesOption = None,
    lang: LangOption = "zh",
    format_: FormatOption = "table",
) -> None:
    """Say what the company may claim in a year, at most, and why."""
    with output.guard() as about:
        faults: list[Fault] = []
        rulebook = options.attempt(lambda: Rulebook.load(rules), faults)
        company = options.attempt(lambda: _read(profile, rulebook), faults)
        readings = options.readings(reading or [], faults)
        faults += options.output_faults(lang, format_)
        question = _checked(company, rulebook, year, faults, measure, readings)
        about.append(question.profile.digest)
        report = question.rulebook.evaluate(question.profile, question.year, measure, readings)
        if format_ == "json":
            output.write(report.to_bytes() + b"\n")
        else:
            output.show(table.render(report, _wording(lang, question.rulebook)))


def compare(
    profile: ProfileArgument,
    year: YearOption = None,
    rules: RulesOption = None,
    lang: LangOption = "zh",
    format_: FormatOption = "table",
) -> None:
    """Compare all measures: for the company as it is, and if it were registered in each place."""
    with output.guard() as about:
        faults: list[Fault] = []
        rulebook = options.attempt(lambda: Rulebook.load(rules), faults)
        company = options.attempt(lambda: _read(profile, rulebook), faults)
        faults += options.output_faults(lang, format_)
        question = _checked(company, rulebook, year, faults)
        about.append(question.profile.digest)
        comparison = question.rulebook.compare(question.profile, question.year)
        if format_ == "json":
            output.write(comparison.to_bytes() + b"\n")
        else:
            words = _wording(lang, question.rulebook)
            output.show(comparison_table.render(comparison, words))


def validate(profile: ProfileArgument, rules: RulesOption = None) -> None:
    """Check a profile without deciding anything."""
    with output.guard():
        faults: list[Fault] = []
        rulebook = options.attempt(lambda: Rulebook.load(rules), faults) if rules else None
        company = options.attempt(lambda: _read(profile, rulebook), faults)
        if faults or company is None:
            output.refuse(faults)
        lines = [f"valid {company.digest}"]
        lines += [
            f"{at}: an older form of certificate, unchecked" for at in company.older_certificates
        ]
        lines += [f"{at}: not in the vocabulary, taken as unknown" for at in company.unknown_words]
        for code, text, pointers in company.implausible:
            lines.append(f"{', '.join(pointers)}: {text.en} ({code})")
        output.write("\n".join(lines) + "\n")


def _read(profile: str, rulebook: Rulebook | None) -> Profile:
    """The profile in a file, by the vocabulary of a rulebook, or else by the packaged one."""
    text = files.read(profile)
    return Profile.from_json(text) if rulebook is None else rulebook.profile(text)


def _checked(
    profile: Profile | None,
    rulebook: Rulebook | None,
    year: str | None,
    faults: list[Fault],
    measure: str | None = None,
    readings: dict[str, str] | None = None,
) -> _Question:
    """The question, where all of it is right; else every fault is named, and the command ends."""
    claim_year = options.claim_year(year)
    if rulebook is not None:
        faults += rulebook.library.option_faults(claim_year, measure, readings)
    if faults or profile is None or rulebook is None:
        output.refuse(faults)
    return _Question(profile, rulebook, cast("int", claim_year))


def _wording(lang: str, rulebook: Rulebook) -> Wording:
    return Wording(cast("Lang", lang), rulebook.library.vocabulary)

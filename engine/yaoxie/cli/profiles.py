"""Commands about a profile: evaluate it, compare places for it, validate it."""

from __future__ import annotations

from typing import NamedTuple, cast

from yaoxie.cli import options
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


class _Asked(NamedTuple):
    """What both commands that judge a profile are asked, all of it right."""

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
    output: FormatOption = "table",
) -> None:
    """Say what the company may claim in a year, at most, and why."""
    with options.guard() as about:
        faults: list[Fault] = []
        found = options.attempt(lambda: Profile.from_json(files.read(profile)), faults)
        rulebook = options.attempt(lambda: Rulebook.load(rules), faults)
        readings = options.readings(reading or [], faults)
        faults += options.output_faults(lang, output)
        asked = _asked(found, rulebook, year, faults, measure, readings)
        about.append(asked.profile.digest)
        report = asked.rulebook.evaluate(asked.profile, asked.year, measure, readings)
        if output == "json":
            options.write(report.to_json(indent=2) + "\n")
        else:
            options.show(table.render(report.to_dict(), Wording(cast("Lang", lang))))


def compare(
    profile: ProfileArgument,
    year: YearOption = None,
    rules: RulesOption = None,
    lang: LangOption = "zh",
    output: FormatOption = "table",
) -> None:
    """Lay all measures side by side: as it is, and if the company were registered there."""
    with options.guard() as about:
        faults: list[Fault] = []
        found = options.attempt(lambda: Profile.from_json(files.read(profile)), faults)
        rulebook = options.attempt(lambda: Rulebook.load(rules), faults)
        faults += options.output_faults(lang, output)
        asked = _asked(found, rulebook, year, faults)
        about.append(asked.profile.digest)
        comparison = asked.rulebook.compare(asked.profile, asked.year)
        if output == "json":
            options.write(comparison.to_json(indent=2) + "\n")
        else:
            options.show(comparison_table.render(comparison.to_dict(), Wording(cast("Lang", lang))))


def validate(profile: ProfileArgument) -> None:
    """Check a profile alone."""
    with options.guard(), options.refusing():
        found = Profile.from_json(files.read(profile))
        lines = [f"valid {found.digest}"]
        lines += [
            f"{at}: an older form of certificate, unchecked" for at in found.older_certificates
        ]
        lines += [f"{at}: not in the vocabulary, taken as unknown" for at in found.unknown_classes]
        options.write("\n".join(lines) + "\n")


def _asked(
    profile: Profile | None,
    rulebook: Rulebook | None,
    year: str | None,
    faults: list[Fault],
    measure: str | None = None,
    readings: dict[str, str] | None = None,
) -> _Asked:
    """What is asked; all faults of the input are named where there is one."""
    claim_year = options.claim_year(year)
    if rulebook is not None:
        faults += rulebook.option_faults(claim_year, measure, readings)
    if faults or profile is None or rulebook is None:
        options.refuse(faults)
    return _Asked(profile, rulebook, cast("int", claim_year))

"""The command `report`: the answer as a PDF, to hand on."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, cast

import typer

from yaoxie import extras
from yaoxie.cli import inputs, language, options, output
from yaoxie.cli.options import (
    LangOption,
    MeasureOption,
    ProfileArgument,
    ReadingOption,
    RulesOption,
    YearOption,
)
from yaoxie.errors import Fault
from yaoxie.messages import Message
from yaoxie.rulebook import Rulebook
from yaoxie.sources import new_files

_PDF = ".pdf"


def report(
    profile: ProfileArgument,
    out: Annotated[str, typer.Option(metavar="FILE", help="help.report-out")],
    year: YearOption = None,
    measure: MeasureOption = None,
    reading: ReadingOption = None,
    rules: RulesOption = None,
    lang: LangOption = None,
    force: Annotated[bool, typer.Option("--force", help="help.force-files")] = False,
) -> None:
    """Write the answer as a PDF, with its sources, readings and caveats on every page."""
    with output.guard() as about, output.refusing():
        extras.require("service")
        from yaoxie.service.deciding import evaluated
        from yaoxie.service.options import Question
        from yaoxie.service.page import pdf
        from yaoxie.service.page.submission import Submission

        faults = options.lang_faults(lang)
        path = Path(out)
        if path.suffix != _PDF:
            faults.append(Fault("/out", out, Message("cli.name-that-ends", ending=_PDF)))
        faults += new_files.faults(path, force=force)
        rulebook = options.attempt(lambda: Rulebook.load(rules), faults)
        companies = options.attempt(lambda: inputs.profiles(profile, rulebook), faults)
        readings = options.readings(reading or [], faults)
        claim_year = options.claim_year(year)
        if rulebook is not None:
            faults += rulebook.library.question_faults(claim_year, measure, readings)
        if companies is not None and len(companies) != 1:
            faults.append(Fault("", len(companies), Message("cli.one-company")))
        if faults or rulebook is None or companies is None:
            output.refuse(faults)
        (company,) = companies
        about.append(company.digest)
        question = Question(cast("int", claim_year), measure, readings, ended=False)
        decided = evaluated(rulebook, company, question)
        data = company.model_dump(mode="json", exclude_none=True)
        filled = Submission(data=data, year=str(claim_year), lang=language.current())
        new_files.write([(path, pdf.report(rulebook, decided, filled))])

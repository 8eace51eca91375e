"""The summary of a screening: shown, or written into files, in the form that their names say."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from yaoxie import extras
from yaoxie.cli import output
from yaoxie.cli.printing import Printer
from yaoxie.errors import Fault
from yaoxie.messages import Either, Message
from yaoxie.render.wording import Wording
from yaoxie.sources import new_files

if TYPE_CHECKING:  # what screens millions is imported when it runs
    from yaoxie.screening.output import Outcome
    from yaoxie.screening.screening import AnyScreening
    from yaoxie.screening.summary.model import PopulationSummary

DATA, PAGE = ".json", ".html"
_AT = "/summary-out"


def faults(files: Sequence[Path], others: Iterable[Path], *, force: bool) -> Iterator[Fault]:
    """Why summaries may not be written; `others`: what the run reads and writes.

    Raises MissingExtraError where what draws charts is not installed.
    """
    if any(file.suffix == PAGE for file in files):
        extras.require("charts")
    taken = {os.path.realpath(other) for other in others}
    for file in files:
        if file.suffix not in (DATA, PAGE):
            expected = Message("cli.name-that-ends", ending=Either((DATA, PAGE)))
            yield Fault(_AT, str(file), expected)
        elif os.path.realpath(file) in taken:
            yield Fault(_AT, str(file), Message("cli.file-of-its-own"))
        else:
            yield from new_files.faults(file, force=force, at=_AT)
        taken.add(os.path.realpath(file))


def write(
    outcome: Outcome,
    screening: AnyScreening,
    files: Sequence[Path],
    printer: Printer | None,
    wording: Wording,
) -> None:
    """Makes the summary of a result, reading it once more, and shows it where there is a printer.

    Raises InputError.
    """
    summary = _made(outcome, screening)
    if printer is not None:
        from yaoxie.render import budget as budget_table
        from yaoxie.render import summary as summary_table

        for own in summary.measures:
            printer.show(summary_table.render(own, wording))
        printer.show(budget_table.render(summary.budget, wording))
    for file in files:
        with new_files.writing(file, at=_AT) as fresh:
            fresh.write_text(_text(file, summary, wording), encoding="utf-8", newline="\n")
        output.print_messages([Message("cli.summary-file", file=file)])


def _text(file: Path, summary: PopulationSummary, wording: Wording) -> str:
    if file.suffix == PAGE:
        from yaoxie.render import summary_page

        return summary_page.written(summary, wording)
    return json.dumps(summary.to_dict(), ensure_ascii=False, indent=1) + "\n"


def _made(outcome: Outcome, screening: AnyScreening) -> PopulationSummary:
    from yaoxie.screening.screening import Screening
    from yaoxie.screening.summary import build
    from yaoxie.tables import parquet_files

    totals = outcome.totals_file
    plans = [screening.plan] if isinstance(screening, Screening) else screening.plans
    return build.of(
        parquet_files.scan(outcome.findings_file),
        parquet_files.scan(outcome.companies_file),
        plans,
        screening.legends,
        screening.year,
        outcome.bad,
        None if totals is None else parquet_files.scan(totals),
        by=screening.by,
    )

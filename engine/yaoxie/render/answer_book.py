"""An answer as a workbook that can be sent on: summary, supports, requirements, missing, sources.

Amounts are numbers, texts are texts whatever they begin with, and nothing is a formula.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from yaoxie import extras
from yaoxie.decision import shapes
from yaoxie.decision.report import Report
from yaoxie.decision.reports import Reports
from yaoxie.render import report as table
from yaoxie.render.findings import FindingTexts, expectations
from yaoxie.render.wording import Wording
from yaoxie.rules.model import Measure
from yaoxie.sheets.cells import Cell
from yaoxie.sheets.styles import Styles, opened, write
from yaoxie.sources import new_files

_LAST_ROW = 1_000_000  # of a sheet; what is more goes on in another one
_COLUMNS: dict[str, dict[str, int]] = {  # each sheet's columns, by the key of their heading
    "summary": {
        "company": 30,
        "uscc": 22,
        "claim_year_column": 10,
        "measure": 22,
        "measure_title": 44,
        "place": 12,
        "total": 16,
        "potential": 18,
        "next": 60,
        "notices": 60,
        "digest": 30,
    },
    "supports": {
        "company": 30,
        "measure": 22,
        "support_title": 36,
        "kind": 10,
        "subject": 26,
        "status": 10,
        "ceiling": 16,
        "counted": 16,
        "calculation": 60,
        "unmet": 60,
        "document": 44,
        "article": 20,
        "confidence": 10,
    },
    "requirements": {
        "company": 30,
        "measure": 22,
        "support_title": 36,
        "subject": 26,
        "requirement": 36,
        "outcome": 10,
        "actual": 26,
        "required": 30,
        "document": 44,
        "article": 20,
        "confidence": 10,
    },
    "missing_fields": {
        "company": 30,
        "measure": 22,
        "support_title": 36,
        "subject": 26,
        "status": 10,
        "field": 30,
        "pointer": 36,
        "ceiling": 16,
    },
    "documents": {
        "measure": 22,
        "measure_title": 44,
        "document": 60,
        "confidence": 10,
        "rulebook": 40,
    },
}
Row = Sequence[Cell]


def save(path: Path, answers: Iterable[Report | Reports], words: Wording) -> None:
    """Writes the answers of companies, in their order, each under one measure or several.

    Raises InputError where the path takes no file, MissingExtraError without the extra.
    """
    extras.require("sheets")
    with new_files.writing(path) as fresh, opened(fresh, constant_memory=True) as workbook:
        styles = Styles(workbook)
        pages = {name: _Page(workbook, name, styles, words) for name in _COLUMNS}
        measures: dict[str, Report] = {}
        for answer in answers:
            for report in answer.reports if isinstance(answer, Reports) else (answer,):
                measures.setdefault(report.measure, report)
                for name, rows in _rows(report, words).items():
                    pages[name].add(rows)
        for report in measures.values():
            pages["documents"].add(_documents(report, words))


class _Page:
    """A sheet of rows under headings, and its continuation where they are too many."""

    def __init__(self, workbook: Any, name: str, styles: Styles, words: Wording) -> None:
        self._workbook, self._name, self._styles, self._words = workbook, name, styles, words
        self._number = 0
        self._begin()

    def _begin(self) -> None:
        self._number += 1
        title = self._words.say(f"book_{self._name}")
        self._sheet = self._workbook.add_worksheet(
            title if self._number == 1 else f"{title} {self._number}"
        )
        columns = _COLUMNS[self._name]
        for number, width in enumerate(columns.values()):
            self._sheet.set_column(number, number, width, self._styles.format("wrapped"))
        for number, key in enumerate(columns):
            heading = self._words.say(f"book_{key}")
            self._sheet.write_string(0, number, heading, self._styles.format("heading"))
        self._sheet.freeze_panes(1, 1)
        self._row = 0

    def add(self, rows: Iterable[Row]) -> None:
        for row in rows:
            if self._row == _LAST_ROW:
                self._begin()
            self._row += 1
            for number, cell in enumerate(row):
                if cell is not None:
                    write(self._sheet, self._row, number, cell, self._styles, "wrapped")


def _rows(report: Report, words: Wording) -> Mapping[str, Iterator[Row]]:
    data, words = report.to_dict(), words.about(report.profile)
    texts = FindingTexts(data, words, expectations(report))
    documents = {
        document.id: words.title(document.title.as_dict())
        for document in report.plan.measure.documents
    }
    return {
        "summary": _summary(report, data, words),
        "supports": _supports(report, data, texts, documents, words),
        "requirements": _requirements(report, data, texts, documents, words),
        "missing_fields": _missing(data, texts, words),
    }


def _summary(report: Report, data: shapes.ReportDict, words: Wording) -> Iterator[Row]:
    measure = report.plan.measure
    potential = words.say("open") if report.potential_unbounded else data["potential_ceiling"]
    yield (
        data["company"]["name"],
        data["company"]["uscc"],
        data["claim_year"],
        data["measure"],
        words.title(data["measure_title"]),
        _place(measure, words),
        words.say("open") if data["unbounded"] else data["total_ceiling"],
        potential,
        "\n".join(text.plain for text in table.next_step(data["findings"], words)),
        "\n".join(table.notices(data["notices"], words)),
        data["profile_digest"],
    )


def _place(measure: Measure, words: Wording) -> str:
    return words.place(measure.place)


def _supports(
    report: Report,
    data: shapes.ReportDict,
    texts: FindingTexts,
    documents: Mapping[str, str],
    words: Wording,
) -> Iterator[Row]:
    sources = {support.id: support.source for support in report.plan.supports}
    for finding in data["findings"]:
        is_refused = finding["status"] == "ineligible"
        unmet = [entry for entry in finding["requirements"] if entry["outcome"] == "unmet"]
        reasons = [texts.arithmetic(finding), texts.exclusion(finding) or ""]
        source = sources[finding["support"]]
        yield (
            data["company"]["name"],
            data["measure"],
            texts.support(finding),
            words.kind(finding["subject"]["kind"]),
            _subject(finding),
            words.say(finding["status"]),
            None if is_refused else _amount(finding, "ceiling", words),
            None if is_refused else _amount(finding, "counted", words),
            "" if is_refused else "\n".join(text for text in reasons if text),
            texts.unmet(finding["support"], unmet),
            documents[source.document] if source is not None else None,
            source.at if source is not None else None,
            finding["confidence"],
        )


def _amount(finding: shapes.FindingDict, key: str, words: Wording) -> Cell:
    """A ceiling or what counts, as a number; a word where nothing bounds it, or it is no money."""
    amount = finding["ceiling"] if key == "ceiling" else finding["counted"]
    if key == "counted" and not finding["money"]:
        return words.say("counts_nothing")
    return words.say("open") if finding["unbounded"] and amount else amount


def _requirements(
    report: Report,
    data: shapes.ReportDict,
    texts: FindingTexts,
    documents: Mapping[str, str],
    words: Wording,
) -> Iterator[Row]:
    asked = expectations(report)
    for finding in data["findings"]:
        for requirement in finding["requirements"]:
            expected = asked[finding["support"], requirement["id"]]
            actual = requirement["actual"]
            source = requirement["source"]
            yield (
                data["company"]["name"],
                data["measure"],
                texts.support(finding),
                _subject(finding),
                words.title(requirement["title"]),
                words.say(f"outcome_{requirement['outcome']}"),
                None if actual is None else words.value(actual, expected.fact),
                words.required(expected),
                documents[source["document"]],
                source["at"],
                source["confidence"],
            )


def _missing(data: shapes.ReportDict, texts: FindingTexts, words: Wording) -> Iterator[Row]:
    for finding in data["findings"]:
        for pointer in finding["missing"]:
            yield (
                data["company"]["name"],
                data["measure"],
                texts.support(finding),
                _subject(finding),
                words.say(finding["status"]),
                words.inside(pointer),
                pointer,
                _amount(finding, "ceiling", words),
            )


def _subject(finding: shapes.FindingDict) -> str:
    subject = finding["subject"]
    name, key = subject["name"], subject["id"]
    if name is None or key is None or name == key:
        return str(name if key is None else key)
    return f"{name}（{key}）"


def _documents(report: Report, words: Wording) -> Iterator[Row]:
    data = report.to_dict()
    rulebook = words.say("rulebook", **data["rulebook"])
    for document in report.plan.measure.documents:
        title = words.title(document.title.as_dict())
        measure = words.title(data["measure_title"])
        yield data["measure"], measure, title, document.confidence, rulebook

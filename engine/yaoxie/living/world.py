"""What a scenario has said so far, and what came of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from yaoxie.decision.finding import Finding
from yaoxie.decision.report import Report
from yaoxie.errors import Fault, InputError
from yaoxie.living import named, words
from yaoxie.living.definitions import StepError, Table
from yaoxie.living.words import Titles
from yaoxie.messages import Message
from yaoxie.profile.model import Profile
from yaoxie.profile.vocabulary import COMPANY, MILESTONE
from yaoxie.rulebook import Rulebook

Record = dict[str, Any]
Answer = TypeVar("Answer")


@dataclass
class World:
    """What a scenario has said so far, and what came of it.

    `supports` are the measures and supports that it says something of; `reviewed` the subjects and
    supports of `各项支持`.
    """

    rulebook: Rulebook
    titles: Titles
    profile: Record = field(default_factory=dict)
    text: str | bytes | None = None
    measure: str | None = None
    support: str | None = None
    reviewed: list[tuple[str, str]] = field(default_factory=list)
    year: int = 0
    readings: dict[str, str] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    measures: dict[str, None] = field(default_factory=dict)
    supports: dict[tuple[str, str], None] = field(default_factory=dict)
    _report: Report | None = None
    _answers: dict[str, Record] = field(default_factory=dict)

    # What it asks.

    def evaluate(self, year: int, readings: dict[str, str], measure: str | None = None) -> None:
        """Evaluates the profile as it is by now, and keeps the report."""
        self.year, self.readings = year, readings
        name = measure or self.measure
        report = self.rulebook.evaluate(self.read_profile(), year, name, readings)
        self._report = report
        self.measures[report.measure] = None

    def read_profile(self) -> Profile:
        """The profile that the steps have described, read by the rulebook's vocabulary."""
        return self.rulebook.profile(self.profile)

    def keep(self, name: str, answer: Record) -> None:
        """Keeps an answer as plain data for the steps to come."""
        self._answers[name] = answer

    def _answer(self, name: str, missing: Message) -> Record:
        if name not in self._answers:
            raise StepError(missing)
        return self._answers[name]

    @property
    def report(self) -> Report:
        """The report of the last evaluation."""
        if self._report is None:
            raise StepError(Message("living.no-report"))
        return self._report

    @property
    def comparison(self) -> Record:
        """The comparison of measures."""
        return self._answer("comparison", Message("living.no-comparison"))

    @property
    def reports(self) -> Record:
        """The reports of all measures of a place."""
        return self._answer("reports", Message("living.no-reports"))

    @property
    def advice(self) -> Record:
        """The advice, or the plan, that was asked for."""
        return self._answer("advice", Message("living.no-advice"))

    # What the profile holds.

    @property
    def company(self) -> Record:
        """The company. Raises StepError where the profile has none yet."""
        company = self.profile.get(COMPANY)
        if not isinstance(company, dict):
            raise StepError(Message("living.no-company"))
        return company

    def kind(self, title: str, item: str) -> str:
        """The kind with this title, or, where the title is `对象`, that of the item."""
        if title != words.SUBJECT:
            return self.titles.kind(title)
        kinds = {
            entry["id"]: kind
            for kind in self.titles.vocabulary.item_lists
            for entry in self._items(kind)
        }
        name: str = words.choose(named.SUBJECT, item, kinds)
        return name

    def add(self, kind: str, item: str) -> Record:
        """A new item of a kind."""
        record: Record = {"id": item}
        entries_of(self.profile, self.titles.vocabulary.item_lists[kind]).append(record)
        return record

    def _items(self, kind: str) -> list[Record]:
        entries = self.profile.get(self.titles.vocabulary.item_lists[kind])
        listed = entries if isinstance(entries, list) else []
        return [e for e in listed if isinstance(e, dict) and isinstance(e.get("id"), str)]

    def item(self, kind: str, item: str) -> Record:
        """The item named in a step, or the company."""
        if kind == COMPANY:
            return self.company
        items = {entry["id"]: entry for entry in self._items(kind)}
        record: Record = words.choose(named.SUBJECT, item, items)
        return record

    def put(self, kind: str, item: str, milestone: str | None, title: str, text: str) -> None:
        """Writes a field of an item, or of a milestone that it has, or takes the field out."""
        record = self.item(kind, item)
        owner = kind if milestone is None else MILESTONE
        if milestone is not None:
            record = self.titles.item_milestone(record, kind, milestone)
        self.titles.put(record, owner, self.titles.field(owner, title), text)

    def pointer(self, kind: str, item: str, milestone: str | None, title: str) -> str:
        """Where a field of an item, or of a milestone that it has, stands in the profile."""
        if kind == COMPANY:
            return f"/{COMPANY}/{self.titles.field(COMPANY, title)}"
        record = self.item(kind, item)
        place = f"/{self.titles.vocabulary.item_lists[kind]}/{self._items(kind).index(record)}"
        if milestone is None:
            return f"{place}/{self.titles.field(kind, title)}"
        entry = self.titles.item_milestone(record, kind, milestone)
        number = record["milestones"].index(entry)
        return f"{place}/milestones/{number}/{self.titles.field(MILESTONE, title)}"

    def each_reviewed(self) -> list[tuple[str, str]]:
        """The subjects and supports of `各项支持`. Raises StepError where there are none."""
        if not self.reviewed:
            raise StepError(Message("living.none-reviewed"))
        return self.reviewed

    # What the report holds.

    def findings(self, about: str) -> list[Record]:
        """The findings that a sentence is about, at least one."""
        if about == words.EACH:
            return [self.finding(subject, support) for subject, support in self.each_reviewed()]
        match = words.FINDING.fullmatch(about)
        return [self.finding(match["subject"], match["support"]) if match else self._reviewed()]

    def finding(self, subject: str, support: str) -> Record:
        """The finding of a support for a subject."""
        finding: Finding = words.choose(named.SUBJECT, subject, self._by_subject(support))
        return dict(finding.to_dict())

    def _reviewed(self) -> Record:
        if self.support is None:
            raise StepError(Message("living.which-finding"))
        findings = self._by_subject(self.support)
        if len(findings) != 1:
            names = tuple(findings)
            raise StepError(Message("living.which-subject", support=self.support, names=names))
        return dict(next(iter(findings.values())).to_dict())

    def _by_subject(self, support: str) -> dict[str, Finding]:
        findings = self.report.findings
        own = [finding for finding in findings if finding.support == support]
        if not own:
            words.choose(named.SUPPORT, support, {finding.support: finding for finding in findings})
        self.supports[self.report.measure, support] = None
        return {subject_id(finding): finding for finding in own}


def subject_id(finding: Finding) -> str:
    """How features name the subject of a finding."""
    return finding.subject.id or words.COMPANY


def entries_of(record: Record, name: str) -> list[Any]:
    """The list of this name, which is made where there is none."""
    if not isinstance(record.get(name), list):
        record[name] = []
    entries: list[Any] = record[name]
    return entries


def asked(question: Callable[[], Answer]) -> Answer:
    """An answer. Raises StepError with every fault where the question is refused."""
    try:
        return question()
    except InputError as error:
        raise StepError(Message("living.refused", faults=error)) from None


def json_value(text: str) -> Any:
    """A value written as JSON. Raises StepError with the place where it is none."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        place = getattr(error, "colno", 0)
        raise StepError(Message("living.json", column=place)) from None


def rows(entries: Iterable[Any], titles: list[str], columns: dict[str, Any]) -> Table:
    """The columns that a table has, of every entry."""
    chosen = [words.choose(named.COLUMN, title, columns) for title in titles]
    return [[column(entry) for column in chosen] for entry in entries]


def expect_rows(entries: Iterable[Any], table: Table, columns: dict[str, Any]) -> None:
    """Raises StepError with both, row by row, where the entries are not those of the table."""
    titles, *expected = table
    compare(titles, expected, rows(entries, titles, columns))


def compare(titles: list[str], expected: Table, found: Table) -> None:
    """Raises StepError with what differs, row by row, under the titles of the columns."""
    if found != expected:
        raise StepError(Message("living.rows", rows=_difference(titles, expected, found)))


def _difference(titles: list[str], expected: Table, found: Table) -> str:
    """The rows of both: `-` before what was expected alone, `+` before what was found alone."""
    from difflib import SequenceMatcher  # noqa: PLC0415 - for a failure alone

    before, after = [tuple(row) for row in expected], [tuple(row) for row in found]
    lines = [(" ", tuple(titles))] if titles else []
    for _, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if before[i:j] == after[k:m]:
            lines += [(" ", row) for row in before[i:j]]
        else:
            lines += [("-", row) for row in before[i:j]] + [("+", row) for row in after[k:m]]
    return "\n".join(f"{sign} | {' | '.join(row)} |" for sign, row in lines)

"""What a scenario has said so far, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest
from yaoxie.errors import Fault

from tests.living.steps import words

Record = dict[str, Any]
Table = list[list[str]]


@dataclass
class World:
    """What a scenario has said so far, and what came of it."""

    profile: Record = field(default_factory=dict)
    text: str | bytes | None = None
    measure: str = "zgc-2019-27"
    support: str | None = None
    reviewed: list[tuple[str, str]] = field(default_factory=list)  # subjects and supports
    year: int = 0
    readings: dict[str, str] = field(default_factory=dict)
    report: Record = field(default_factory=dict)
    comparison: Record = field(default_factory=dict)
    advice: Record = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()

    def kind(self, title: str, item: str) -> str:
        """The kind with this title, or, where the title is `对象`, that of the item."""
        if title != words.SUBJECT:
            return words.kind(title)
        kinds = {
            entry["id"]: kind for kind, key in words.LISTS.items() for entry in self._items(key)
        }
        name: str = words.choose("对象", item, kinds)
        return name

    def _items(self, key: str) -> list[Record]:
        items: list[Record] = self.profile.get(key, [])
        return items

    def item(self, kind: str, item: str) -> Record:
        """The item named in a step."""
        items = {entry["id"]: entry for entry in self._items(words.LISTS[kind])}
        record: Record = words.choose("对象", item, items)
        return record

    def milestone(self, kind: str, item: str, title: str) -> Record:
        """A milestone that the item has."""
        word = words.milestone(kind, title)
        milestones = self.item(kind, item).get("milestones") or []
        return next(entry for entry in milestones if entry["milestone"] == word)

    def put(self, kind: str, item: str, milestone: str | None, title: str, text: str) -> None:
        """Writes a field of an item, or of a milestone that it has, or takes the field out."""
        if milestone is None:
            put(self.item(kind, item), kind, words.field(kind, title), text)
        else:
            record = self.milestone(kind, item, milestone)
            put(record, words.MILESTONE, words.field(words.MILESTONE, title), text)

    def pointer(self, kind: str, item: str, milestone: str | None, title: str) -> str:
        """Where a field of an item, or of a milestone that it has, stands in the profile."""
        key = words.LISTS[kind]
        record = self.item(kind, item)
        place = f"/{key}/{self._items(key).index(record)}"
        if milestone is None:
            return f"{place}/{words.field(kind, title)}"
        number = record["milestones"].index(self.milestone(kind, item, milestone))
        return f"{place}/milestones/{number}/{words.field(words.MILESTONE, title)}"

    def findings(self, about: str) -> list[Record]:
        """The findings that a sentence is about, at least one."""
        if about == words.EACH:
            assert self.reviewed, "请先列明审查的各项支持"
            return [self.finding(subject, support) for subject, support in self.reviewed]
        match = words.FINDING.fullmatch(about)
        return [self.finding(match["subject"], match["support"]) if match else self._reviewed()]

    def finding(self, subject: str, support: str) -> Record:
        """The finding of a support for a subject."""
        finding: Record = words.choose("对象", subject, self._by_subject(support))
        return finding

    def _reviewed(self) -> Record:
        assert self.support, "请写明对象和支持，或在背景中写明审查的支持"
        findings = self._by_subject(self.support)
        assert len(findings) == 1, f"支持“{self.support}”有多个对象，请写明：{'、'.join(findings)}"
        return next(iter(findings.values()))

    def _by_subject(self, support: str) -> dict[str, Record]:
        findings = self.report["findings"]
        words.choose("支持", support, {entry["support"]: entry for entry in findings})
        own = [entry for entry in findings if entry["support"] == support]
        return {entry["subject"]["id"] or words.COMPANY: entry for entry in own}


def put(record: Record, kind: str, name: str, text: str) -> None:
    """Writes a field, or takes it out; the kind may be `milestone`."""
    value = words.value(kind, name, text)
    record.pop(name, None)
    if not isinstance(value, words.LeftOut):
        record[name] = value


@pytest.fixture
def world() -> World:
    """An empty world for each scenario."""
    return World()

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
    report: Record = field(default_factory=dict)
    comparison: Record = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()

    def item(self, kind: str, item: str) -> Record:
        """The item named in a step."""
        listed = self.profile.get(words.LISTS[kind], [])
        found: Record = words.choose("对象", item, {entry["id"]: entry for entry in listed})
        return found

    def milestone(self, kind: str, item: str, title: str) -> Record:
        """A milestone that the item has."""
        word = words.word(f"{kind}_milestone", title)
        listed = self.item(kind, item).get("milestones") or []
        return next(entry for entry in listed if entry["milestone"] == word)

    def finding(self, subject: str | None, support: str | None) -> Record:
        """The finding that a sentence is about."""
        findings = self.report["findings"]
        support = support or self.support
        assert support, "请写明对象和支持，或在背景中写明审查的支持"
        words.choose("支持", support, {entry["support"]: entry for entry in findings})
        own = {f["subject"]["id"] or words.COMPANY: f for f in findings if f["support"] == support}
        if subject is None:
            assert len(own) == 1, f"支持“{support}”有多个对象，请写明：{'、'.join(own)}"
            return next(iter(own.values()))
        found: Record = words.choose("对象", subject, own)
        return found


@pytest.fixture
def world() -> World:
    """An empty world for each scenario."""
    return World()

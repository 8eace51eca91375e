"""The milestones of an item: a row for each, with what is asked of it once it is reached."""

from __future__ import annotations

from typing import Any

from yaoxie.messages import message, worded
from yaoxie.profile import certificates
from yaoxie.profile.vocabulary import DATE, MILESTONE, Vocabulary
from yaoxie.service.page.form.controls import Control, Parts, Row, item_of
from yaoxie.service.page.form.fields import Fields
from yaoxie.service.page.submission import Submission, record
from yaoxie.service.page.texts import Texts
from yaoxie.sources import compact_json

_OF_MILESTONE = 3  # parts of a fact that name a milestone; its attributes have more


class Milestones:
    """Makes the rows of one form, and enters them among its parts."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        submission: Submission,
        facts: frozenset[str],
        parts: Parts,
        fields: Fields,
    ) -> None:
        self._vocabulary, self._submission = vocabulary, submission
        self._asked = {".".join(fact.split(".")[:_OF_MILESTONE]) for fact in facts}
        self._parts, self._fields = parts, fields
        self._texts = Texts(submission.lang)

    def rows(self, at: str, kind: str, given: list[Any]) -> list[Row]:
        """A row for each milestone of a kind, in its order; those given keep their places."""
        places = {str(record(row).get(MILESTONE)): index for index, row in enumerate(given)}
        rows = []
        known = self._vocabulary.milestones(kind)
        for number, name in enumerate(known):
            reached = places.get(name)
            index = len(given) + number if reached is None else reached
            rows.append(self._row(f"{at}/{index}", kind, name, given, reached))
        own = {*places.values()}
        strangers = [
            n
            for n, row in enumerate(given)
            if n not in own or str(record(row).get(MILESTONE)) not in known
        ]
        for index in strangers:
            name = str(record(given[index]).get(MILESTONE, ""))
            rows.append(self._row(f"{at}/{index}", kind, name, given, index))
        return rows

    def field(self, at: str, kind: str, milestone: str, own: dict[str, Any]) -> Control:
        """The question of a field of a milestone of a kind; `own`: what is filled of it."""
        control = self._fields.milestone_field(at, at.rpartition("/")[2], own)
        self._check_certificate(control, kind, milestone)
        return control

    def _row(self, at: str, kind: str, name: str, given: list[Any], reached: int | None) -> Row:
        own = {} if reached is None else record(given[reached])
        known = name in self._vocabulary.milestones(kind)
        definition = self._vocabulary.milestone(kind, name) if known else None
        title = self._texts.title(definition) if definition else name
        asked = [DATE, *(definition.attributes if definition else ())]
        asked += [field for field in own if field not in {*asked, MILESTONE}]
        controls = [self.field(f"{at}/{field}", kind, name, own) for field in asked]
        is_asked = reached is not None or f"{kind}.{MILESTONE}.{name}" in self._asked
        row = Row(at, name, title, reached is not None, is_asked, controls)
        self._parts[at] = self._parts[f"{at}/{MILESTONE}"] = row
        return row

    def _check_certificate(self, control: Control, kind: str, milestone: str) -> None:
        """Has a certificate's number held against the item's class as it is typed."""
        rule = self._vocabulary.certificates(kind)
        is_certificate = control.name.endswith("/certificate")
        if rule is None or milestone not in rule.milestones or not is_certificate:
            return
        item = item_of(control.name)
        _, name, index = item.split("/")
        filled = record(self._submission.data[name][int(index)])
        control.checks = {
            "certificate": certificates.FORM,
            "class-field": f"{item}/{rule.field}",
            "class": str(filled.get(rule.field) or ""),
            "digits": compact_json.to_text(rule.digits),
            "wrong": worded(message.entry("profile.certificate-of-class"), self._submission.lang),
            "older": self._texts("certificate_older"),
        }

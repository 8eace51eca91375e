"""The awards of a form: what was granted before, by which measure, for which support of what."""

from __future__ import annotations

from typing import Any

from yaoxie.profile.checks import AWARDS
from yaoxie.profile.vocabulary import Vocabulary
from yaoxie.service.page.form.choices import LibraryChoices, subjects
from yaoxie.service.page.form.controls import Card, Control, Group, Items, Parts
from yaoxie.service.page.form.fields import Fields
from yaoxie.service.page.submission import Submission, award_type, record
from yaoxie.service.page.texts import Texts


class Awards:
    """Makes the awards of one form, and enters them among its parts."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        submission: Submission,
        choices: LibraryChoices,
        parts: Parts,
        fields: Fields,
    ) -> None:
        self._vocabulary, self._submission, self._choices = vocabulary, submission, choices
        self._parts, self._fields = parts, fields
        self._texts = Texts(submission.lang)

    def items(self, items: Any) -> Items:
        """All awards, as they are filled."""
        given = items if isinstance(items, list) else []
        definition = self._vocabulary.award
        cards = [self._card(f"/{AWARDS}/{n}", record(item)) for n, item in enumerate(given)]
        title, help_ = self._texts.title(definition), self._texts.title(definition.help)
        return Items(AWARDS, title, help_, cards, items == [], is_asked=True)

    def _card(self, at: str, own: dict[str, Any]) -> Card:
        definition = self._vocabulary.award
        controls = []
        for name, entry in definition.fields.items():
            type_ = award_type(name)
            control = self._fields.control(f"{at}/{name}", type_, entry, entry.help, own.get(name))
            control.required = True
            self._offer(control, name)
            controls.append(control)
        title = self._texts.title(definition)
        card = Card(at, title, str(own.get("subject") or ""), [Group(title, controls, [])], [])
        self._parts[at] = card
        return card

    def _offer(self, control: Control, name: str) -> None:
        """What a field of an award may name: measures, supports, and the profile's items."""
        match name:
            case "measure":
                control.kind, control.is_open = "choice", True
                control.groups = self._choices.measures[1:]
            case "support":
                control.kind, control.is_open = "choice", True
                control.groups = self._choices.supports
            case "subject":
                control.kind = "choice"
                control.groups = subjects(self._submission, self._vocabulary, control.text)
            case _:
                pass

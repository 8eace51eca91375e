"""Questions about fields: their titles, help, words and units, and what is filled in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from yaoxie.messages import worded
from yaoxie.profile import credit_code
from yaoxie.profile.field_types import FieldType
from yaoxie.profile.vocabulary import COMPANY, MILESTONE, Vocabulary
from yaoxie.service.page import values
from yaoxie.service.page.form.choices import LibraryChoices
from yaoxie.service.page.form.controls import Control, Parts
from yaoxie.service.page.submission import Submission
from yaoxie.service.page.texts import Texts
from yaoxie.values import Title

IDENTITY = "identity"  # the group of what names a subject
_OF_ITEM = 4  # parts of the pointer of an item's field; that of a milestone's has more


class Fields:
    """Makes the questions of one form, and enters them among its parts.

    `facts`: what the measures read that the form is about.
    """

    def __init__(
        self,
        vocabulary: Vocabulary,
        submission: Submission,
        choices: LibraryChoices,
        facts: frozenset[str],
        parts: Parts,
    ) -> None:
        self._vocabulary, self._choices, self._facts = vocabulary, choices, facts
        self._parts = parts
        self._lang, self._unit = submission.lang, submission.unit
        self._texts = Texts(submission.lang)
        self._kinds = {name: kind for kind, name in vocabulary.item_lists.items()}

    def field(self, at: str, kind: str, name: str, record: dict[str, Any]) -> Control:
        """The question of a field of a kind of subject."""
        entry = self._vocabulary.fields(kind)[name]
        control = self.control(at, entry.type, entry.title, entry.definition.help, record.get(name))
        control.required = entry.required
        # The company's key is the intake system's own.
        is_named = entry.definition.group == IDENTITY and at != f"/{COMPANY}/id"
        is_place = kind == COMPANY and name == self._vocabulary.place.name
        control.is_asked = is_named or is_place or f"{kind}.{name}" in self._facts
        return control

    def milestone_field(self, at: str, name: str, record: dict[str, Any]) -> Control:
        """The question of a field of a milestone; of one that no vocabulary knows, a text."""
        known = self._vocabulary.milestone_fields.get(name)
        if known is None:
            title = Title(zh=name, en=name)
            return self.control(at, FieldType("text"), title, title, record.get(name))
        return self.control(at, known.type, known.title, known.definition.help, record.get(name))

    def control(self, at: str, type_: FieldType, title: Title, help_: Title, value: Any) -> Control:
        """The question of a field of a type, with its value as it is typed or chosen."""
        control = Control(at, type_.name, self._texts.title(title), self._texts.title(help_))
        words = self._words(at, type_)
        if type_.name == "words":
            given = [str(word) for word in value] if isinstance(value, list) else []
            order = dict.fromkeys([*given, *words]) if len({*given}) == len(given) else given
            control.choices = tuple((word, words.get(word, word)) for word in order)
            control.texts = tuple(given) if value != [] else (values.NONE,)
            if value is not None and not isinstance(value, list):
                control.texts = (str(value),)
        else:
            control.texts = (values.write(type_, value, self._unit),)
            control.choices = tuple(words.items())
        control.is_open = type_.open
        if type_.name == "yuan":
            control.unit = self._texts(f"unit_{self._unit}")
            control.in_words = values.in_words(value, self._lang)
        elif type_.name in {"months", "rate"}:
            control.unit = self._texts(f"unit_{type_.name}")
        if type_.check == "credit-code":
            control.checks = {"credit-code": "", "wrong": worded(credit_code.EXPECTED, self._lang)}
        self._parts[at] = control
        return control

    def _words(self, at: str, type_: FieldType) -> Mapping[str, str]:
        """The words of the field that a pointer names, with their titles."""
        if not type_.words:
            return {}
        parts = at.split("/")
        kind = MILESTONE if len(parts) > _OF_ITEM else self._kinds.get(parts[1], parts[1])
        return self._choices.words(f"{kind}.{parts[-1]}", type_.words)

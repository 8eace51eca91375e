"""Makes forms: of a whole submission, and the questions of single pointers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from yaoxie.errors import Fault
from yaoxie.messages import Lang
from yaoxie.profile.checks import AWARDS
from yaoxie.profile.vocabulary import COMPANY, MILESTONE
from yaoxie.rules.library import Library
from yaoxie.service.options import today
from yaoxie.service.page.form.awards import Awards
from yaoxie.service.page.form.choices import LibraryChoices
from yaoxie.service.page.form.controls import Card, Control, Form, Group, Items, Parts
from yaoxie.service.page.form.faults import placed
from yaoxie.service.page.form.fields import Fields
from yaoxie.service.page.form.milestones import Milestones
from yaoxie.service.page.form.scope import chosen_measures, facts_read
from yaoxie.service.page.submission import MILESTONES, Submission, record
from yaoxie.service.page.texts import Texts


class Forms:
    """Makes forms by the vocabulary of a library."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._choices: dict[Lang, LibraryChoices] = {
            "zh": LibraryChoices(library, "zh"),
            "en": LibraryChoices(library, "en"),
        }

    def form(self, submission: Submission, faults: Sequence[Fault] = ()) -> Form:
        """The form of what has been filled, with faults where they belong."""
        return self._maker(submission).form(faults)

    def control(self, at: str, submission: Submission) -> Control | None:
        """The question that a pointer asks; None where a whole list is asked for."""
        return self._maker(submission).asked(at)

    def milestones(self, at: str, submission: Submission) -> Card:
        """The card of an item whose list of milestones a pointer names, with those not reached."""
        return self._maker(submission).asked_milestones(at)

    def _maker(self, submission: Submission) -> _Maker:
        return _Maker(self._library, self._choices[submission.lang], submission)


class _Maker:
    """Makes one form."""

    def __init__(self, library: Library, choices: LibraryChoices, submission: Submission) -> None:
        self._vocabulary, self._submission, self._choices = library.vocabulary, submission, choices
        self._texts = Texts(submission.lang)
        self._kinds = {name: kind for kind, name in library.vocabulary.item_lists.items()}
        names = chosen_measures(library, submission)
        facts = facts_read(library, names)
        self._asked_kinds = {
            support.subject for name in names for support in library.checked(name).supports
        }
        self._parts: Parts = {}
        self._fields = Fields(self._vocabulary, submission, choices, facts, self._parts)
        self._milestones = Milestones(
            self._vocabulary, submission, facts, self._parts, self._fields
        )

    def form(self, faults: Sequence[Fault]) -> Form:
        data = self._submission.data
        year, measure = self._question()
        company = self._card(f"/{COMPANY}", COMPANY, record(data.get(COMPANY)))
        lists = [self._items(name, kind, data.get(name)) for name, kind in self._kinds.items()]
        awards = Awards(
            self._vocabulary, self._submission, self._choices, self._parts, self._fields
        )
        lists.append(awards.items(data.get(AWARDS)))
        first = [self._taken(company, name) for name in ("name", self._vocabulary.place.name)]
        listed = list(placed(faults, self._parts, self._submission.lang))
        return Form(self._submission, [*first, year], measure, company, lists, listed)

    def asked(self, at: str) -> Control | None:
        """The control of a pointer alone, titled with what it is of."""
        parts = at.split("/")[1:]
        data: Any = self._submission.data
        for part in parts[:-1]:
            data = data[int(part)] if isinstance(data, list) else data.get(part, {})
        if parts[-1] == MILESTONES:
            return None
        kind = COMPANY if parts[0] == COMPANY else self._kinds[parts[0]]
        if MILESTONES not in parts:
            return self._fields.field(at, kind, parts[-1], data)
        milestone = str(data.get(MILESTONE))
        control = self._milestones.field(at, kind, milestone, data)
        reached = self._texts.title(self._vocabulary.milestone(kind, milestone))
        control.title = f"{reached} · {control.title}"
        return control

    def asked_milestones(self, at: str) -> Card:
        """The milestones of an item that it has not reached, as a card of nothing else."""
        name, index, _ = at.split("/")[1:]
        given = self._submission.data[name][int(index)].get(MILESTONES)
        rows = self._milestones.rows(at, self._kinds[name], given or [])
        unreached = [row for row in rows if not row.is_reached]
        return Card(at.rpartition("/")[0], "", "", [], unreached, none_reached=given == [])

    def _question(self) -> tuple[Control, Control]:
        """What is asked of the profile: the claim year, and the measure."""
        texts, submission = self._texts, self._submission
        given = submission.year or str(today().year)
        year = Control("year", "number", texts("year"), texts("year_help"), (given,))
        measure = Control(
            "measure",
            "choice",
            texts("measure"),
            texts("measure_help"),
            (submission.measure,),
            groups=self._choices.measures,
        )
        self._parts |= {"/year": year, "/measure": measure}
        return year, measure

    def _taken(self, card: Card, name: str) -> Control:
        """A control that stands elsewhere than in its card."""
        at = f"{card.name}/{name}"
        for group in card.groups:
            group.asked = [control for control in group.asked if control.name != at]
        control = self._parts[at]
        assert isinstance(control, Control)
        return control

    def _card(self, at: str, kind: str, own: dict[str, Any]) -> Card:
        groups = self._groups(at, kind, own)
        for name in own.keys() - self._vocabulary.fields(kind).keys():
            # What no vocabulary knows has a place for the fault that names it.
            self._parts[f"{at}/{name}"] = Card(at, "", "", [], [])
        rows, none_reached = [], False
        if kind in self._vocabulary.milestone_kinds:
            given = own.get(MILESTONES)
            listed = given if isinstance(given, list) else []
            rows = self._milestones.rows(f"{at}/{MILESTONES}", kind, listed)
            none_reached = given == []
        title = self._texts.title(self._vocabulary.kind_title(kind))
        heading = str(own.get("name") or own.get("id") or "")
        card = Card(at, title, heading, groups, rows, none_reached)
        self._parts[at] = card
        return card

    def _groups(self, at: str, kind: str, own: dict[str, Any]) -> list[Group]:
        """The fields of a kind in the vocabulary's groups, those that are asked first."""
        titles = self._vocabulary.content.groups
        groups: dict[str, Group] = {}
        for name, entry in self._vocabulary.fields(kind).items():
            if entry.type.name == MILESTONES:
                continue
            at_home = entry.definition.group
            group = groups.setdefault(at_home, Group(self._texts.title(titles[at_home]), [], []))
            control = self._fields.field(f"{at}/{name}", kind, name, own)
            (group.asked if control.is_asked else group.others).append(control)
        return [groups[name] for name in titles if name in groups]

    def _items(self, name: str, kind: str, items: Any) -> Items:
        given = items if isinstance(items, list) else []
        cards = [self._card(f"/{name}/{n}", kind, record(item)) for n, item in enumerate(given)]
        title = self._texts.title(self._vocabulary.kind_title(kind))
        help_ = self._texts.title(self._vocabulary.kind_help(kind))
        return Items(name, title, help_, cards, items == [], kind in self._asked_kinds)

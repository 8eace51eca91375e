"""The form of a profile, made from the vocabulary: cards, groups, controls, with their faults."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from yaoxie.errors import Fault
from yaoxie.messages import Lang, message, worded
from yaoxie.profile import certificates, credit_code
from yaoxie.profile.checks import AWARDS
from yaoxie.profile.field_types import FieldType
from yaoxie.profile.vocabulary import COMPANY, DATE, MILESTONE
from yaoxie.rules.form import facts_of_measure
from yaoxie.rules.library import ALL, Library
from yaoxie.service.options import today
from yaoxie.service.page import values
from yaoxie.service.page.submission import MILESTONES, Submission, award_type
from yaoxie.service.page.texts import Texts
from yaoxie.service.page.values import Unit
from yaoxie.sources import compact_json
from yaoxie.values import Title

Choice = tuple[str, str]
_FEW = 9  # questions that need no headings between
_OF_ITEM = 2  # parts of the pointer of an item
IDENTITY = "identity"  # the group of what names a subject


@dataclass(slots=True)
class Control:
    """One question: its name is its pointer. `texts` are its values as they are typed or chosen."""

    name: str
    kind: str
    title: str
    help: str
    texts: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    groups: tuple[tuple[str, tuple[Choice, ...]], ...] = ()
    unit: str = ""
    in_words: str = ""
    required: bool = False
    is_open: bool = False
    is_asked: bool = True
    # What the page's script checks as it is typed, by the names of its attributes.
    checks: dict[str, str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    @property
    def id(self) -> str:
        """Its id within the page."""
        return anchor(self.name)

    @property
    def text(self) -> str:
        """Its only value."""
        return self.texts[0] if self.texts else ""

    @property
    def other(self) -> str:
        """What is typed beside the words of an open field."""
        known = {value for value, _ in self.choices}
        known |= {value for _, choices in self.groups for value, _ in choices}
        return "" if self.text in known else self.text


@dataclass(slots=True)
class Row:
    """A milestone: whether it is reached, and what is asked of it then."""

    name: str
    milestone: str
    title: str
    is_reached: bool
    is_asked: bool
    controls: list[Control]
    faults: list[str] = field(default_factory=list)

    @property
    def id(self) -> str:
        """Its id within the page."""
        return anchor(self.name)


@dataclass(slots=True)
class Group:
    """A group of the form."""

    title: str
    asked: list[Control]
    others: list[Control]


@dataclass(slots=True)
class Card:
    """One subject or award."""

    name: str
    title: str
    heading: str
    groups: list[Group]
    milestones: list[Row]
    none_reached: bool = False
    faults: list[str] = field(default_factory=list)

    @property
    def id(self) -> str:
        """Its id within the page."""
        return anchor(self.name)

    @property
    def is_short(self) -> bool:
        """Whether what is asked of it needs no headings between."""
        return sum(len(group.asked) for group in self.groups) <= _FEW


@dataclass(slots=True)
class Items:
    """The items of one kind."""

    name: str
    title: str
    help: str
    cards: list[Card]
    is_empty: bool
    is_asked: bool


@dataclass(slots=True)
class Form:
    """All of a form. `start`: what is asked first; `faults`: anchor, title and sentence of each."""

    submission: Submission
    start: list[Control]
    measure: Control
    company: Card
    lists: list[Items]
    faults: list[tuple[str, str, str]]


def anchor(name: str) -> str:
    """The id of what a pointer names."""
    return "f" + name.replace("/", "-").replace("~", "_")


class Forms:
    """Makes forms by the vocabulary of a library."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._vocabulary = library.vocabulary
        self._measures = {lang: tuple(_measure_choices(library, lang)) for lang in ("zh", "en")}
        self._supports = {lang: tuple(_support_choices(library, lang)) for lang in ("zh", "en")}

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
        return _Maker(self._library, self._measures, self._supports, submission)


class _Maker:
    """Makes one form."""

    def __init__(
        self,
        library: Library,
        measures: Mapping[str, Any],
        supports: Mapping[str, Any],
        submission: Submission,
    ) -> None:
        self._library, self._vocabulary = library, library.vocabulary
        self._measures, self._supports = measures[submission.lang], supports[submission.lang]
        self._submission, self._lang = submission, submission.lang
        self._unit: Unit = submission.unit
        self._texts = Texts(submission.lang)
        self._kinds = {name: kind for kind, name in library.vocabulary.item_lists.items()}
        names = chosen_measures(library, submission)
        self._facts = facts_read(library, names)
        self._asked_kinds = {
            support.subject for name in names for support in library.checked(name).supports
        }
        self._controls: dict[str, Control | Row | Card] = {}

    def form(self, faults: Sequence[Fault]) -> Form:
        data = self._submission.data
        year = Control(
            "year",
            "number",
            self._texts("year"),
            self._texts("year_help"),
            (self._submission.year or str(today().year),),
        )
        measure = Control(
            "measure",
            "choice",
            self._texts("measure"),
            self._texts("measure_help"),
            (self._submission.measure,),
            groups=self._measures,
        )
        self._controls |= {"/year": year, "/measure": measure}
        company = self._card(f"/{COMPANY}", COMPANY, _record(data.get(COMPANY)))
        lists = [self._items(name, kind, data.get(name)) for name, kind in self._kinds.items()]
        lists.append(self._awards(data.get(AWARDS)))
        first = [self._taken(company, name) for name in ("name", self._vocabulary.place.name)]
        start = [*first, year]
        return Form(self._submission, start, measure, company, lists, self._placed(faults))

    def _taken(self, card: Card, name: str) -> Control:
        """A control that stands elsewhere than in its card."""
        at = f"{card.name}/{name}"
        for group in card.groups:
            group.asked = [control for control in group.asked if control.name != at]
        control = self._controls[at]
        assert isinstance(control, Control)
        return control

    def asked(self, at: str) -> Control | None:
        """The control of a pointer alone, titled with what it is of."""
        parts = at.split("/")[1:]
        data: Any = self._submission.data
        for part in parts[:-1]:
            data = data[int(part)] if isinstance(data, list) else data.get(part, {})
        *place, name = parts
        if name == MILESTONES:
            return None
        if len(place) > 2:  # noqa: PLR2004  # of a milestone
            kind = self._kinds[place[0]]
            reached = self._vocabulary.milestone(kind, str(data.get(MILESTONE)))
            control = self._milestone_control(at, name, data)
            control.title = f"{_own(reached, self._lang)} · {control.title}"
            self._check_certificate(control, kind, str(data.get(MILESTONE)))
            return control
        kind = COMPANY if place[0] == COMPANY else self._kinds[place[0]]
        return self._field(at, kind, name, data)

    def asked_milestones(self, at: str) -> Card:
        """The milestones of an item that it has not reached, as a card of nothing else."""
        name, index, _ = at.split("/")[1:]
        item = self._submission.data[name][int(index)]
        given = item.get(MILESTONES)
        rows = self._rows(at, self._kinds[name], given or [])
        unreached = [row for row in rows if not row.is_reached]
        return Card(at.rpartition("/")[0], "", "", [], unreached, none_reached=given == [])

    def _card(self, at: str, kind: str, record: dict[str, Any]) -> Card:
        known = self._vocabulary.fields(kind)
        groups: dict[str, Group] = {}
        for name, entry in known.items():
            if entry.type.name == MILESTONES:
                continue
            title = _own(self._vocabulary.content.groups[entry.definition.group], self._lang)
            group = groups.setdefault(entry.definition.group, Group(title, [], []))
            control = self._field(f"{at}/{name}", kind, name, record)
            (group.asked if control.is_asked else group.others).append(control)
        for name in record.keys() - known.keys():  # what no vocabulary knows, for a fault to name
            self._controls[f"{at}/{name}"] = Card(at, "", "", [], [])
        rows, none_reached = [], False
        if kind in self._vocabulary.milestone_kinds:
            given = record.get(MILESTONES)
            rows = self._rows(f"{at}/{MILESTONES}", kind, given if isinstance(given, list) else [])
            none_reached = given == []
        title = _own(self._vocabulary.kind_title(kind), self._lang)
        heading = str(record.get("name") or record.get("id") or "")
        order = [name for name in self._vocabulary.content.groups if name in groups]
        card = Card(at, title, heading, [groups[name] for name in order], rows, none_reached)
        self._controls[at] = card
        return card

    def _items(self, name: str, kind: str, items: Any) -> Items:
        given = items if isinstance(items, list) else []
        cards = [
            self._card(f"/{name}/{index}", kind, _record(item)) for index, item in enumerate(given)
        ]
        title = _own(self._vocabulary.kind_title(kind), self._lang)
        help_ = _own(self._vocabulary.kind_help(kind), self._lang)
        return Items(name, title, help_, cards, items == [], kind in self._asked_kinds)

    def _field(self, at: str, kind: str, name: str, record: dict[str, Any]) -> Control:
        entry = self._vocabulary.fields(kind)[name]
        control = self._control(at, entry.type, entry.title, entry.definition.help, record, name)
        control.required = entry.required
        # The company's key is the intake system's own.
        is_named = entry.definition.group == IDENTITY and at != f"/{COMPANY}/id"
        is_place = kind == COMPANY and name == self._vocabulary.place.name
        control.is_asked = is_named or is_place or f"{kind}.{name}" in self._facts
        return control

    def _control(
        self, at: str, type_: FieldType, title: Title, help_: Title, record: Any, name: str
    ) -> Control:
        value = record.get(name)
        control = Control(at, type_.name, _own(title, self._lang), _own(help_, self._lang))
        if type_.name == "words":
            given = [str(word) for word in value] if isinstance(value, list) else []
            order = dict.fromkeys([*given, *type_.words]) if len({*given}) == len(given) else given
            control.choices = tuple((word, self._word(word, at)) for word in order)
            control.texts = tuple(given) if value != [] else (values.NONE,)
            if value is not None and not isinstance(value, list):
                control.texts = (str(value),)
        else:
            control.texts = (values.write(type_, value, self._unit),)
            control.choices = tuple((word, self._word(word, at)) for word in type_.words)
        control.is_open = type_.open
        if type_.name == "yuan":
            control.unit = self._texts(f"unit_{self._unit}")
            control.in_words = values.in_words(value, self._lang)
        elif type_.name in {"months", "rate"}:
            control.unit = self._texts(f"unit_{type_.name}")
        if type_.check == "credit-code":
            control.checks = {"credit-code": "", "wrong": worded(credit_code.EXPECTED, self._lang)}
        self._controls[at] = control
        return control

    def _word(self, word: str, at: str) -> str:
        parts = at.split("/")
        kind = MILESTONE if len(parts) > 4 else self._kinds.get(parts[1], parts[1])  # noqa: PLR2004
        title = self._vocabulary.word_title(word, f"{kind}.{parts[-1]}")
        if title is not None and kind == COMPANY and parts[-1] == self._vocabulary.place.name:
            return self._place(word, _own(title, self._lang))
        return _own(title, self._lang) if title else word

    def _place(self, word: str, title: str) -> str:
        """A place with what it lies within, unless its own title says that."""
        outer = self._vocabulary.place.type.holders(word)[-1]
        whole = _own(self._vocabulary.place_title(outer), self._lang)
        if whole in title:
            return title
        return _own(self._vocabulary.place_title(word), self._lang)

    def _rows(self, at: str, kind: str, given: list[Any]) -> list[Row]:
        """A row for each milestone of a kind, in its order; those given keep their places."""
        places = {str(_record(row).get(MILESTONE)): index for index, row in enumerate(given)}
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
            if n not in own or str(_record(row).get(MILESTONE)) not in known
        ]
        for index in strangers:
            name = str(_record(given[index]).get(MILESTONE, ""))
            rows.append(self._row(f"{at}/{index}", kind, name, given, index))
        return rows

    def _row(self, at: str, kind: str, name: str, given: list[Any], reached: int | None) -> Row:
        record = {} if reached is None else _record(given[reached])
        known = name in self._vocabulary.milestones(kind)
        definition = self._vocabulary.milestone(kind, name) if known else None
        title = _own(definition, self._lang) if definition else name
        asked = [DATE, *(definition.attributes if definition else ())]
        asked += [field for field in record if field not in {*asked, MILESTONE}]
        controls = [self._milestone_control(f"{at}/{field}", field, record) for field in asked]
        for control in controls:
            self._check_certificate(control, kind, name)
        fact = f"{kind}.{MILESTONE}.{name}"
        is_asked = any(each == fact or each.startswith(f"{fact}.") for each in self._facts)
        row = Row(at, name, title, reached is not None, is_asked or reached is not None, controls)
        self._controls[at] = self._controls[f"{at}/{MILESTONE}"] = row
        return row

    def _check_certificate(self, control: Control, kind: str, milestone: str) -> None:
        """Has a certificate's number held against the item's class as it is typed."""
        rule = self._vocabulary.certificates(kind)
        if rule is None or milestone not in rule.milestones or not _is_certificate(control):
            return
        item = "/".join(control.name.split("/")[: _OF_ITEM + 1])
        control.checks = {
            "certificate": certificates.FORM,
            "class-field": f"{item}/{rule.field}",
            "class": str(self._item(item).get(rule.field) or ""),
            "digits": compact_json.to_text(rule.digits),
            "wrong": worded(message.entry("profile.certificate-of-class"), self._lang),
            "older": self._texts("certificate_older"),
        }

    def _item(self, at: str) -> dict[str, Any]:
        name, index = at.split("/")[1:]
        return _record(self._submission.data[name][int(index)])

    def _milestone_control(self, at: str, name: str, record: dict[str, Any]) -> Control:
        known = self._vocabulary.milestone_fields.get(name)
        if known is None:
            title = Title(zh=name, en=name)
            return self._control(at, FieldType("text"), title, title, record, name)
        return self._control(at, known.type, known.title, known.definition.help, record, name)

    def _awards(self, items: Any) -> Items:
        given = items if isinstance(items, list) else []
        definition = self._vocabulary.award
        cards = []
        for index, item in enumerate(given):
            at, record = f"/{AWARDS}/{index}", _record(item)
            controls = []
            for name, entry in definition.fields.items():
                control = self._control(
                    f"{at}/{name}", award_type(name), entry, entry.help, record, name
                )
                control.required = True
                controls.append(control)
            self._offer(controls)
            heading = str(record.get("subject") or "")
            title = _own(definition, self._lang)
            card = Card(at, title, heading, [Group(title, controls, [])], [])
            self._controls[at] = card
            cards.append(card)
        title, help_ = _own(definition, self._lang), _own(definition.help, self._lang)
        return Items(AWARDS, title, help_, cards, items == [], is_asked=True)

    def _offer(self, controls: Iterable[Control]) -> None:
        """What fields of an award may name: measures, supports, and the profile's items."""
        for control in controls:
            match control.name.rpartition("/")[2]:
                case "measure":
                    control.kind, control.is_open = "choice", True
                    control.groups = self._measures[1:]
                case "support":
                    control.kind, control.is_open = "choice", True
                    control.groups = self._supports
                case "subject":
                    control.kind = "choice"
                    control.groups = self._subjects(control.text)
                case _:
                    pass

    def _subjects(self, chosen: str) -> tuple[tuple[str, tuple[Choice, ...]], ...]:
        own: tuple[Choice, ...] = ((COMPANY, self._own_kind(COMPANY)),)
        groups = [(self._own_kind(COMPANY), own)]
        known = {COMPANY}
        for name, kind in self._kinds.items():
            items = self._submission.data.get(name)
            records = [_record(item) for item in items] if isinstance(items, list) else []
            keys = [(str(r["id"]), str(r.get("name") or r["id"])) for r in records if r.get("id")]
            known |= {key for key, _ in keys}
            if keys:
                groups.append((self._own_kind(kind), tuple(keys)))
        if chosen and chosen not in known:
            groups.append(("?", ((chosen, chosen),)))
        return tuple(groups)

    def _own_kind(self, kind: str) -> str:
        return _own(self._vocabulary.kind_title(kind), self._lang)

    def _placed(self, faults: Sequence[Fault]) -> list[tuple[str, str, str]]:
        """Faults beside what they are about, and in a list: anchor, title, sentence."""
        listed = []
        for fault in faults:
            place = fault.pointer
            while place and place not in self._controls:
                place = place.rpartition("/")[0]
            control = self._controls.get(place)
            text = self._sentence(fault, control)
            if control is not None:
                control.faults.append(text)
            title = self._place_title(place, control) if control is not None else fault.pointer
            own = control.id if control is not None else "top"
            listed.append((own, title or fault.pointer, text))
        return listed

    def _place_title(self, place: str, control: Control | Row | Card) -> str:
        """What a fault is about, with the item that it is of."""
        item = self._controls.get("/".join(place.split("/")[: _OF_ITEM + 1]))
        if not isinstance(item, Card) or item is control or not item.title:
            return control.title
        own = f"{item.title} {item.heading}".rstrip()
        return f"{own} · {control.title}"

    def _sentence(self, fault: Fault, control: Control | Row | Card | None) -> str:
        key = f"expected_{control.kind}" if isinstance(control, Control) else ""
        typed = isinstance(fault.value, str) and isinstance(control, Control)
        if typed and key in self._texts:
            text = self._texts(key, unit=control.unit if isinstance(control, Control) else "")
        else:
            text = worded(fault.expected, self._lang)
        if fault.nearest:
            title = fault.nearest_title
            near = _own(title, self._lang) if title else fault.nearest
            text = self._texts("nearest", text=text, name=near)
        return str(text)


def chosen_measures(library: Library, submission: Submission) -> list[str]:
    """The measures that a page is about: that chosen, or those of the company's place."""
    year = int(submission.year) if submission.year.isdecimal() else today().year
    name = measure_of(library, submission)
    if library.place_faults(year, name):
        return [library.default_measure]
    return library.named_by(name, year)


def facts_read(library: Library, measures: Iterable[str]) -> frozenset[str]:
    """The fields and milestones that measures read, under any reading, by their names in rules."""
    read = (fact for name in measures for fact in facts_of_measure(library.checked(name)))
    # The latest day that a milestone may have been reached on follows from others: it is no field.
    return frozenset(fact.partition("~")[0] for fact in read)


def measure_of(library: Library, submission: Submission) -> str:
    """The name to ask by: that chosen, else the company's place, else the rulebook's default."""
    if submission.measure:
        return submission.measure
    place = library.vocabulary.place
    region = _record(submission.data.get(COMPANY)).get(place.name)
    if isinstance(region, str) and region in place.type.words:
        return library.all_of(region)
    return library.default_measure


def _measure_choices(library: Library, lang: Lang) -> Iterable[tuple[str, tuple[Choice, ...]]]:
    texts = Texts(lang)
    yield texts("by_place"), (("", texts("of_place")), (ALL, texts("of_all")))
    by_place: dict[str, list[Choice]] = {}
    for name, model in library.measures.items():
        place = _own(library.vocabulary.place_title(model.place), lang)
        by_place.setdefault(place, []).append((name, _own(model.title, lang)))
    for name, series in library.series.items():
        first = library.measures[series.versions[0]]
        place = _own(library.vocabulary.place_title(first.place), lang)
        title = texts("series", title=_own(series.title, lang))
        by_place.setdefault(place, []).append((name, title))
    yield from ((place, tuple(choices)) for place, choices in by_place.items())


def _support_choices(library: Library, lang: Lang) -> Iterable[tuple[str, tuple[Choice, ...]]]:
    for name, model in library.measures.items():
        supports = library.checked(name).supports
        choices = tuple((entry.id, _own(entry.title, lang)) for entry in supports)
        yield _own(model.title, lang), choices


def _is_certificate(control: Control) -> bool:
    return control.name.endswith("/certificate")


def _record(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _own(title: Title | Any, lang: Lang) -> str:
    return str(title.zh if lang == "zh" else title.en)

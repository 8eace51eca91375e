"""A profile as flat facts, one record per subject. What is unknown is not in the record."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from msgspec import Struct, structs

from yaoxie.profile.model import Profile
from yaoxie.profile.vocabulary import COMPANY, DATE, Vocabulary

Value = bool | int | str | date | Decimal | tuple[str, ...]
FAMILY = "family"  # the field that makes several items of a kind one product
_KEPT = 16  # vocabularies whose readers are kept
_KEPT_FORMS = 4096  # forms of lists whose implied milestones are kept
_DATED = 3  # the bits of a milestone that a list has with its day


class Implied(NamedTuple):
    """What bounds the unknown day of a milestone: another one that implies it, and its day.

    That is the earliest known day of all that imply it, and None where no day is known. `in_list`:
    whether the milestone itself stands in its list, without a date.
    """

    by: str
    day: date | None
    in_list: bool


NOTHING_IMPLIED: Mapping[str, Implied] = {}
NO_RECORDS: Mapping[int, Any] = {}


class Subject(Struct, frozen=True, gc=False):
    """What a support may be given for: the company, or one of its items.

    `key` is what exclusive groups and limits count by: drugs, or devices, of one family share it.
    `facts` are what is known of it and of the company; of a report, what its measure asks for.
    `implied` holds the milestones, by fact, whose day is unknown but that others imply.
    """

    kind: str
    id: str | None
    name: str | None
    key: str
    base: str
    item: Any
    facts: Mapping[str, Value]
    implied: Mapping[str, Implied] = NOTHING_IMPLIED

    def pointer(self, fact: str) -> str:
        """Where in the profile a fact would stand that is unknown."""
        kind, _, name = fact.partition(".")
        if kind == COMPANY:
            return f"/company/{name}"
        if not name.startswith("milestone."):
            return f"{self.base}/{name}"
        _, word, *field = name.split(".")
        if not field:
            return f"{self.base}/milestones"
        words = [milestone.milestone for milestone in self.item.milestones]
        if word not in words:  # it is implied
            return f"{self.base}/milestones"
        return f"{self.base}/milestones/{words.index(word)}/{field[0]}"


def latest_day(milestone: str) -> str:
    """The fact that holds the last day on which a milestone can have been reached.

    That is its own day, else that of what implies it; only milestones that others imply have it.
    No field can be called so.
    """
    return f"{milestone}~latest"


Subjects = tuple[Subject, list[Subject]]  # the company, and its items in the profile's order


def subjects(profile: Profile) -> Subjects:
    """The company, and its items in the profile's order, list by list, with all facts."""
    return _readers(profile.vocabulary).subjects(profile)


def altered(
    subjects: Subjects,
    vocabulary: Vocabulary,
    company: Any = None,
    items: Mapping[int, Any] = NO_RECORDS,
) -> Subjects:
    """The subjects as they would be with other records in the place of some.

    `items`: records by their number among all items. Ids and families must be those that were.
    """
    all_facts = _readers(vocabulary)
    readers = {reader.kind: reader for _, reader in all_facts.of_items}
    head, rest = subjects
    if company is not None:
        facts, _ = all_facts.of_company.facts(company, {})
        head = structs.replace(head, item=company, facts=facts)
    changed = list(rest)
    for index in items if company is None else range(len(rest)):
        subject = rest[index]
        record = items.get(index, subject.item)
        facts, implied = readers[subject.kind].facts(record, head.facts)
        changed[index] = structs.replace(subject, item=record, facts=facts, implied=implied)
    return head, changed


def _items(
    reader: _Reader, base: str, entries: Sequence[Any], shared: dict[str, Value]
) -> list[Subject]:
    kind, families = reader.kind, {}
    if reader.with_families:
        named = [(item.id, item.family) for item in entries]
        if any([family not in (None, name) for name, family in named]):  # noqa: C419 - quicker
            families = family_keys(named)
    items = []
    for index, item in enumerate(entries):
        values = item.__dict__
        name = values["id"]
        # A family of drugs may be called as some device is; the kind keeps them apart.
        key = f"{kind} {families[name] if families else name}"
        facts, implied = reader.facts(item, shared)
        at = f"{base}{index}"
        items.append(Subject(kind, name, values["name"], key, at, item, facts, implied))
    return items


def family_keys(items: Iterable[tuple[str, str | None]]) -> dict[str, str]:
    """The key of each item of one kind by id: its family, else its id. Items are (id, family).

    A family that is another item's id joins that item, whatever that one's own family is.
    """
    family = dict(items)
    keys: dict[str, str] = {}
    for name, own in family.items():
        if own is not None and own not in family:  # as most are
            keys[name] = own
            continue
        path = {name: None}  # ordered, and quick to look into
        last = name
        while last not in keys and (following := family.get(last)) is not None:
            if following in path:  # items that name each other in a ring are one
                ring = list(path)
                last = min(ring[ring.index(following) :])
                break
            path[following] = None
            last = following
        keys |= dict.fromkeys(path, keys.get(last, last))
    return {name: keys[name] for name in family}


class _Bounded(NamedTuple):
    """A milestone of unknown day, and those that imply it: `dated` with the facts of their days."""

    fact: str
    latest: str
    undated: Implied  # where no day of them is known
    dated: list[tuple[str, str]]


class _Reader:
    """Reads facts off the company or the items of one kind.

    `wanted`: the facts that are asked for; None: all.
    """

    def __init__(self, vocabulary: Vocabulary, kind: str, wanted: Container[str] | None) -> None:
        def is_wanted(fact: str) -> bool:
            return wanted is None or fact in wanted

        def bounds_wanted(word: str) -> bool:
            """Whether a milestone implies one that is wanted, whose day its own then bounds."""
            others = self._implications.get(word, ())
            return any(is_wanted(self._words[other]) for other in others)

        self.kind = kind
        fields = vocabulary.fields(kind)
        self.with_families = FAMILY in fields
        names = {name: f"{kind}.{name}" for name, field in fields.items() if field.type.decides}
        self._names = {name: fact for name, fact in names.items() if is_wanted(fact)}
        self._reads_all = wanted is None
        self._open = [
            (f"{kind}.{field.name}", frozenset[Value](field.type.words))
            for field in vocabulary.open_fields(kind)
        ]
        attributes = vocabulary.milestone_fields.values()
        inner = [field.name for field in attributes if field.type.decides]
        self._words = {word: f"{kind}.milestone.{word}" for word in vocabulary.milestones(kind)}
        self._implications = vocabulary.implications(kind)
        implied = vocabulary.implied_milestones(kind)
        # The bits of a list's form: one for each milestone that it has, one more where it is dated.
        self._milestones = {
            word: (
                *(fact, latest_day(fact) if word in implied else None),
                [
                    (name, at)
                    for name in inner
                    for at in [f"{fact}.{name}"]
                    if is_wanted(at) or (name == DATE and bounds_wanted(word))
                ],
                *(1 << 2 * number, 3 << 2 * number),
            )
            for number, (word, fact) in enumerate(self._words.items())
        }
        self._asked = {word: fact for word, fact in self._words.items() if is_wanted(fact)}
        self._not_reached = dict.fromkeys(self._asked.values(), False)
        self._bounded: dict[int, list[_Bounded]] = {}

    def facts(
        self, model: Any, shared: Mapping[str, Value]
    ) -> tuple[dict[str, Value], Mapping[str, Implied]]:
        """What is known of the company or of an item, beside the facts that items share.

        Then what is implied of its milestones, which is among the facts too.
        """
        facts = {**shared}
        # Of many fields few are set, or few are asked for; what is not set is unknown.
        names, values = self._names, model.__dict__
        for name in model.__pydantic_fields_set__ if self._reads_all else names:
            if name in names and (value := values[name]) is not None:
                facts[names[name]] = value
        for fact, words in self._open:
            if fact in facts and facts[fact] not in words:
                del facts[fact]
        if self._milestones and (milestones := values["milestones"]) is not None:
            facts |= self._not_reached
            return facts, self._add_milestones(milestones, facts)
        return facts, NOTHING_IMPLIED

    def _add_milestones(
        self, milestones: Sequence[Any], facts: dict[str, Value]
    ) -> Mapping[str, Implied]:
        """Adds what a list says, and what it implies, to the facts."""
        form = 0
        # Each is read in place: a function would take as long to call as a milestone to read.
        for milestone in milestones:
            values = milestone.__dict__
            fact, latest, names, undated, dated = self._milestones[values["milestone"]]
            facts[fact] = True
            if (day := values[DATE]) is None:
                form |= undated
            else:
                form |= dated
                if latest is not None:
                    facts[latest] = day
            for name, at in names:
                if (value := values[name]) is not None:
                    facts[at] = value
        bounded = self._bounded.get(form)
        if bounded is None:
            bounded = self._remember(form)
        return _imply(bounded, facts) if bounded else NOTHING_IMPLIED

    def _remember(self, form: int) -> list[_Bounded]:
        """The milestones whose day is unknown but implied, in all lists of one form."""
        if len(self._bounded) >= _KEPT_FORMS:
            self._bounded.clear()
        bits = {word: form >> 2 * number & 3 for number, word in enumerate(self._words)}
        bounded = []
        for word, fact in self._asked.items():
            implying = [by for by, implied in self._implications.items() if word in implied]
            reached = [by for by in implying if bits[by]]
            if reached and bits[word] != _DATED:
                dated = [(by, f"{self._words[by]}.{DATE}") for by in reached if bits[by] == _DATED]
                undated = Implied(reached[0], None, bool(bits[word]))
                bounded.append(_Bounded(fact, latest_day(fact), undated, dated))
        self._bounded[form] = bounded
        return bounded


def _imply(bounded: Iterable[_Bounded], facts: dict[str, Value]) -> Mapping[str, Implied]:
    """Adds the milestones of unknown day that listed ones imply to the facts."""
    implied = {}
    for fact, latest, undated, dated in bounded:
        facts[fact] = True
        if not dated:
            implied[fact] = undated
            continue
        # The earliest day; of equals, the first of the vocabulary.
        day, by = min([(facts[place], number) for number, (_, place) in enumerate(dated)])
        assert isinstance(day, date)
        facts[latest] = day
        implied[fact] = Implied(dated[by][0], day, undated.in_list)
    return implied


class Readers:
    """Reads facts off profiles: the company's reader, and one for each list of items.

    `wanted`: the facts that are asked for; the others of fields may be left out. None: all.
    """

    def __init__(self, vocabulary: Vocabulary, wanted: Container[str] | None = None) -> None:
        self.of_company = _Reader(vocabulary, COMPANY, wanted)
        self.of_items = [
            (name, _Reader(vocabulary, kind, wanted))
            for kind, name in vocabulary.item_lists.items()
        ]

    def subjects(self, profile: Profile) -> Subjects:
        """The company, and its items in the profile's order, list by list."""
        company = profile.company
        shared, _ = self.of_company.facts(company, {})
        items: list[Subject] = []
        values = profile.__dict__  # to read a field of a model takes several times as long
        for name, reader in self.of_items:
            entries = values[name]
            if entries:
                items += _items(reader, f"/{name}/", entries, shared)
        head = Subject(COMPANY, company.id, company.name, COMPANY, "/company", company, shared)
        return head, items


@lru_cache(_KEPT)
def _readers(vocabulary: Vocabulary) -> Readers:
    """Those of all facts."""
    return Readers(vocabulary)

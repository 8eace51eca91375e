"""What profiles may hold: kinds of subject, their fields, milestones and words, all with titles.

It is data: the packaged `rules/vocabulary.yaml`, with what a rulebook's own adds to it
(`own_vocabulary`). Whatever knows a field asks here.

    packaged().fields("company")["park"].type.words
    packaged().milestones("drug")
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import combinations

from pydantic import ValidationError

from yaoxie import resources
from yaoxie.errors import RulebookError
from yaoxie.profile import word_names
from yaoxie.profile.definitions import (
    Answers,
    AwardDefinition,
    Certificates,
    FieldDefinition,
    KindDefinition,
    ListedWord,
    MilestoneDefinition,
    MilestoneFields,
    VocabularyFile,
    Word,
)
from yaoxie.profile.field_types import FieldType
from yaoxie.profile.vocabulary_checks import check
from yaoxie.sources import model_faults, yaml_text
from yaoxie.sources.yaml_text import YamlFile
from yaoxie.values import PlaceDict, Title

COMPANY = "company"  # the kind of the applicant, and the subject of an award to it
MILESTONE = "milestone"  # what a milestone of any kind is titled by
DATE = "date"  # the field of a milestone that holds the day on which it was reached
AWARD = "award"  # what an earlier award is titled by
FILE = "vocabulary.yaml"


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a kind of subject, or of its milestones."""

    name: str
    type: FieldType
    definition: FieldDefinition

    @property
    def title(self) -> Title:
        """What it is called."""
        return self.definition

    @property
    def required(self) -> bool:
        """Whether it must be there; any other field may be unknown."""
        return self.definition.required


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """All that profiles may hold. Two of the same contents are equal."""

    content: VocabularyFile

    @cached_property
    def digest(self) -> str:
        """Digest of its contents, in their order."""
        return "sha256:" + hashlib.sha256(self.content.model_dump_json().encode()).hexdigest()

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Vocabulary) and self.digest == other.digest)

    def __hash__(self) -> int:
        return hash(self.digest)

    def __reduce__(self) -> tuple[type[Vocabulary], tuple[VocabularyFile]]:
        return Vocabulary, (self.content,)

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of subject, the company first."""
        return tuple(self.content.kinds)

    @cached_property
    def item_lists(self) -> Mapping[str, str]:
        """The profile's list of each kind of item: `drug` stands in `drugs`."""
        return {
            kind: entry.item_list for kind, entry in self.content.kinds.items() if entry.item_list
        }

    @cached_property
    def milestone_kinds(self) -> tuple[str, ...]:
        """The kinds of item that reach milestones."""
        return tuple(kind for kind in self.kinds if self.content.kinds[kind].milestones)

    @cached_property
    def _fields(self) -> dict[str, dict[str, Field]]:
        definitions = {kind: entry.fields for kind, entry in self.content.kinds.items()}
        definitions[MILESTONE] = self.content.milestone.fields
        return {
            kind: {name: self._field(name, entry) for name, entry in entries.items()}
            for kind, entries in definitions.items()
        }

    def _field(self, name: str, entry: FieldDefinition) -> Field:
        words = self.word_type(entry.words) if entry.words else FieldType("word")
        type_ = FieldType(
            entry.type, words.words, entry.open, entry.check, words.nested, words.names
        )
        return Field(name, type_, entry)

    def fields(self, kind: str) -> Mapping[str, Field]:
        """The fields of a kind by name, in the order of the form."""
        return self._fields[kind]

    @cached_property
    def _deciding(self) -> dict[str, dict[str, FieldType]]:
        return {
            kind: {name: field.type for name, field in fields.items() if field.type.decides}
            for kind, fields in self._fields.items()
        }

    def deciding(self, kind: str) -> Mapping[str, FieldType]:
        """The types of the fields of a kind that conditions may read, by name."""
        return self._deciding[kind]

    def open_fields(self, kind: str) -> tuple[Field, ...]:
        """The fields of a kind that take other texts beside words."""
        return self._open_fields[kind]

    @cached_property
    def _open_fields(self) -> dict[str, tuple[Field, ...]]:
        return {
            kind: tuple(field for field in fields.values() if field.type.open)
            for kind, fields in self._fields.items()
        }

    @property
    def milestone_fields(self) -> Mapping[str, Field]:
        """The fields of a milestone, beside what milestone it is."""
        return self._fields[MILESTONE]

    @cached_property
    def _milestones(self) -> dict[str, dict[str, MilestoneDefinition]]:
        return {
            kind: {entry.id: entry for entry in definition.milestones}
            for kind, definition in self.content.kinds.items()
        }

    def milestones(self, kind: str) -> tuple[str, ...]:
        """The milestones that a subject of a kind may reach."""
        return tuple(self._milestones.get(kind, ()))

    def milestone_type(self, kind: str) -> FieldType:
        """What a milestone of a kind may be: one of its milestones."""
        names = word_names.of(self._milestones.get(kind, {}).values())
        return FieldType("word", self.milestones(kind), names=names)

    def milestone(self, kind: str, name: str) -> MilestoneDefinition:
        """A milestone of a kind."""
        return self._milestones[kind][name]

    @cached_property
    def _implied(self) -> dict[str, dict[str, frozenset[str]]]:
        return {kind: _closure(known) for kind, known in self._milestones.items()}

    def implied(self, kind: str, milestone: str) -> frozenset[str]:
        """All milestones that have been reached where this one has, itself left out."""
        return self._implied[kind][milestone]

    @cached_property
    def _implications(self) -> dict[str, dict[str, tuple[str, ...]]]:
        return {
            kind: {
                name: tuple(other for other in known if other in closed[name])
                for name in known
                if closed[name]
            }
            for kind, known in self._milestones.items()
            for closed in [self._implied[kind]]
        }

    @cached_property
    def _implied_milestones(self) -> dict[str, frozenset[str]]:
        return {
            kind: frozenset[str]().union(*closed.values()) for kind, closed in self._implied.items()
        }

    def implied_milestones(self, kind: str) -> frozenset[str]:
        """The milestones of a kind that others imply."""
        return self._implied_milestones[kind]

    def implications(self, kind: str) -> Mapping[str, tuple[str, ...]]:
        """The milestones of a kind that imply others, each with all of those, in order."""
        return self._implications[kind]

    @cached_property
    def _orders(self) -> dict[str, list[list[str]]]:
        return {
            kind: [*entry.orders, *_unordered(self._implications[kind], entry.orders)]
            for kind, entry in self.content.kinds.items()
        }

    def orders(self, kind: str) -> list[list[str]]:
        """Chains of milestones of a kind whose dates may not run backwards.

        What a milestone implies comes before it, whether or not the file has a chain of both.
        """
        return self._orders[kind]

    @cached_property
    def _in_order(self) -> dict[str, frozenset[tuple[str, str]]]:
        return {
            kind: frozenset(pair for chain in chains for pair in combinations(chain, 2))
            for kind, chains in self._orders.items()
        }

    def in_order(self, kind: str) -> frozenset[tuple[str, str]]:
        """The pairs of milestones of which the first may not be dated after the second."""
        return self._in_order[kind]

    def certificates(self, kind: str) -> Certificates | None:
        """Which milestones of a kind have certificates that carry the item's class."""
        return self._certificates[kind]

    @cached_property
    def _certificates(self) -> dict[str, Certificates | None]:
        return {kind: entry.certificates for kind, entry in self.content.kinds.items()}

    @cached_property
    def certified_lists(self) -> tuple[tuple[str, Certificates], ...]:
        """The lists of items whose milestones have certificates that carry the item's class."""
        rules = [(name, self.certificates(kind)) for kind, name in self.item_lists.items()]
        return tuple((name, rule) for name, rule in rules if rule is not None)

    @cached_property
    def open_lists(self) -> tuple[tuple[str, Field], ...]:
        """The lists of items with each of their fields that take other texts beside words."""
        lists = self.item_lists.items()
        return tuple((name, field) for kind, name in lists for field in self.open_fields(kind))

    @property
    def words(self) -> Mapping[str, list[ListedWord]]:
        """The sets of words."""
        return self.content.words

    def ids(self, name: str) -> tuple[str, ...]:
        """The words of one set, in their order."""
        return tuple(word.id for word in self.content.words[name])

    def word_type(self, name: str) -> FieldType:
        """A word of one set."""
        words = self.content.words[name]
        nested = tuple([(word.id, word.within) for word in words if word.within is not None])
        return FieldType("word", self.ids(name), nested=nested, names=word_names.of(words))

    @cached_property
    def answers(self) -> Answers:
        """What people write for yes and no."""
        assert self.content.yes_no is not None
        return self.content.yes_no

    def type_at(self, place: Sequence[str | int]) -> FieldType | None:
        """The type of what stands at a place of a profile, such as `("drugs", 0, "category")`.

        None where no field does, or one of an award.
        """
        kinds = {name: kind for kind, name in self.item_lists.items()} | {COMPANY: COMPANY}
        names = [part for part in place if isinstance(part, str)]
        match names:
            case [name, "milestones", field] if name in kinds:
                if field == MILESTONE:
                    return self.milestone_type(kinds[name])
                known: Mapping[str, Field] = self.milestone_fields
            case [name, field] if name in kinds:
                known = self.fields(kinds[name])
            case _:
                return None
        return known[field].type if field in known else None

    def word_title_at(self, place: Sequence[str | int], word: str) -> Title | None:
        """What a word is called at a place of a profile."""
        names = [part for part in place if isinstance(part, str)]
        kinds = {name: kind for kind, name in self.item_lists.items()}
        match names:
            case [name, "milestones", "milestone"] if name in kinds:
                return self._milestones[kinds[name]].get(word)
            case [_, "milestones", field]:
                return self.word_title(word, f"{MILESTONE}.{field}")
            case [name, field]:
                return self.word_title(word, f"{kinds.get(name, name)}.{field}")
            case _:
                return None

    def every_word(self) -> Iterator[Word]:
        """Every word of every set, then every milestone of every kind."""
        for words in self.content.words.values():
            yield from words
        for kind in self.kinds:
            yield from self.content.kinds[kind].milestones

    @cached_property
    def _word_titles(self) -> dict[str, Title]:
        titles: dict[str, Title] = {}
        for word in self.every_word():
            titles.setdefault(word.id, word)
        return titles

    def word_title(self, word: str, fact: str | None = None) -> Title | None:
        """What a word is called in the field of a fact, such as `company.region`.

        Without a fact, or where its field has no such word: in the first set that has it, or as a
        milestone.
        """
        own = self._titles_by_field.get(_field_of(fact), {}) if fact is not None else {}
        return own.get(word) or self._word_titles.get(word)

    @cached_property
    def _titles_by_field(self) -> dict[str, dict[str, Title]]:
        """Titles of words by field: `drug.category`, or `milestone.place` for any kind's."""
        return {
            f"{kind}.{name}": {word.id: word for word in self.words[field.definition.words]}
            for kind, fields in self._fields.items()
            for name, field in fields.items()
            if field.definition.words
        }

    def field_title(self, fact: str) -> Title | None:
        """What a field is called: `drug.category`, or `milestone.date` for any kind's."""
        kind, _, name = fact.partition(".")
        if kind == AWARD:
            return self.award.fields.get(name)
        field = self._fields.get(kind, {}).get(name)
        return field.title if field is not None else None

    def field_type(self, fact: str) -> FieldType | None:
        """What type a field has, by the same names; None of what is no field."""
        kind, _, name = fact.partition(".")
        field = self._fields.get(kind, {}).get(name)
        return None if field is None else field.type

    @property
    def award(self) -> AwardDefinition:
        """What an earlier award is called, and its fields."""
        assert self.content.award is not None
        return self.content.award

    @cached_property
    def place(self) -> Field:
        """The company's field that says where it is; measures name their place by its words."""
        assert self.content.place is not None
        return self.fields(COMPANY)[self.content.place]

    def place_title(self, word: str) -> Title:
        """What a place is called, with those that it lies within: `大兴` is 北京大兴."""
        words = {entry.id: entry for entry in self.words[self.place.definition.words or ""]}
        chain = [words[name] for name in self.place.type.holders(word)]
        return Title(
            zh="".join(entry.zh for entry in reversed(chain)),
            en=", ".join(entry.en for entry in chain),
        )

    def place_entry(self, word: str) -> PlaceDict:
        """A place as it stands in JSON."""
        return {"id": word, **self.place_title(word).as_dict()}

    def kind_title(self, kind: str) -> Title:
        """What a kind of subject, a milestone or an award is called."""
        entry = self._entry(kind)
        return Title(zh=entry.zh or kind, en=entry.en or kind)

    def kind_words(self, kind: str) -> Title:
        """What a kind is called: in English by its id, as files and programs name it."""
        return Title(zh=self.kind_title(kind).zh, en=kind)

    def kind_help(self, kind: str) -> Title:
        """What stands in the profile for a kind of subject, a milestone or an award."""
        title = self.kind_title(kind)
        own = Title(zh=f"企业的{title.zh}，没有的不填", en=f"Of the company: {title.en}, if any.")
        return self._entry(kind).help or own

    def _entry(self, kind: str) -> KindDefinition | MilestoneFields | AwardDefinition:
        if kind == AWARD:
            return self.award
        return self.content.milestone if kind == MILESTONE else self.content.kinds[kind]


def _field_of(fact: str) -> str:
    """The field that a fact is of: `milestone.date` for a milestone's of any kind."""
    kind, *parts, name = fact.split(".")
    return f"{MILESTONE if parts else kind}.{name}"


def _closure(known: Mapping[str, MilestoneDefinition]) -> dict[str, frozenset[str]]:
    """What each milestone implies, directly or not. No milestone implies itself."""
    closed: dict[str, frozenset[str]] = {}

    def close(name: str) -> frozenset[str]:
        if name not in closed:
            implied = known[name].implies
            closed[name] = frozenset(implied).union(*(close(each) for each in implied))
        return closed[name]

    for name in known:
        close(name)
    return closed


def _unordered(
    implications: Mapping[str, Iterable[str]], chains: Sequence[Sequence[str]]
) -> Iterator[list[str]]:
    """What is implied, before what implies it, where no chain says so."""
    ordered = {pair for chain in chains for pair in combinations(chain, 2)}
    for name, implied in implications.items():
        yield from ([other, name] for other in implied if (other, name) not in ordered)


@cache
def packaged() -> Vocabulary:
    """The packaged vocabulary; it holds for every rulebook. Raises RulebookError."""
    source = yaml_text.read(resources.folder("rules") / FILE, FILE)
    content = read(source)
    if content is not None:
        check(content, source)
    if content is None or source.faults:
        raise RulebookError(source.faults)
    return Vocabulary(content)


def read(source: YamlFile) -> VocabularyFile | None:
    """The contents of a vocabulary's file; None where it has faults, which the file then holds."""
    try:
        return VocabularyFile.model_validate(source.data)
    except ValidationError as error:
        for fault in model_faults.of(error, VocabularyFile, source.data):
            source.add_fault(fault.pointer, fault.value, fault.expected, fault.nearest)
        return None

"""What the parts of a vocabulary say of each other: sets of words, groups, implications, orders."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from yaoxie.errors import nearest
from yaoxie.messages import Message
from yaoxie.profile import orders, own_names, plausibility_checks, word_names
from yaoxie.profile.definitions import (
    FieldDefinition,
    KindDefinition,
    ListedWord,
    NamedWord,
    VocabularyFile,
    Word,
)
from yaoxie.profile.field_types import TYPES
from yaoxie.sources.yaml_text import YamlFile

_COMPANY = "company"
_ITEM_FIELDS = ("id", "name")  # what every kind of item has, as texts
_FAMILY = "family"


def check(content: VocabularyFile, source: YamlFile) -> None:
    """Adds to the file whatever the parts of its contents get wrong about each other."""
    check_added(VocabularyFile(), content, content, source)


def check_added(
    base: VocabularyFile, own: VocabularyFile, content: VocabularyFile, source: YamlFile
) -> None:
    """The same for contents that are those of a base, with what the file adds of its own."""
    own_names.check(content, source)
    for name, kind in content.kinds.items():
        at = f"/kinds/{name}"
        _kind(name, kind, source, at)
        _fields(kind.fields, content, source, f"{at}/fields")
        _certificates(kind, content, source, f"{at}/certificates")
        own_kind = own.kinds.get(name, KindDefinition())
        _milestones(kind, own_kind, content.milestone.fields, source, at)
        orders.check(base.kinds.get(name, KindDefinition()), own_kind, source, f"{at}/orders")
    _fields(content.milestone.fields, content, source, "/milestone/fields")
    for name, words in content.words.items():
        if not words:
            source.add_fault(f"/words/{name}", name, Message("rules.set-not-empty"))
        _unique(own.words.get(name, ()), source, f"/words/{name}")
        _names(words, own.words.get(name, ()), source, f"/words/{name}")
        _nested(words, own.words.get(name, ()), source, f"/words/{name}")
    if content.place is not None:
        _place(content, source)
    plausibility_checks.check(own.plausibility, content, source)


def _place(content: VocabularyFile, source: YamlFile) -> None:
    fields = content.kinds.get(_COMPANY, KindDefinition()).fields
    known = [name for name, field in fields.items() if field.type == "word" and not field.open]
    if content.place not in known:
        expected = Message("rules.word-field-of-company", names=tuple(known))
        close = nearest(content.place, known)
        source.add_fault("/place", content.place, expected, close)


def _kind(name: str, kind: KindDefinition, source: YamlFile, at: str) -> None:
    if kind.zh is None or kind.en is None:
        source.add_fault(at, name, Message("rules.kind-needs-title"))
    if (kind.item_list is None) != (name == _COMPANY):
        source.add_fault(f"{at}/list", kind.item_list, Message("rules.list-of-kind"))
    for field in _ITEM_FIELDS:
        entry = kind.fields.get(field)
        if entry is None or entry.type != "text":
            source.add_fault(f"{at}/fields/{field}", None, Message("rules.id-and-name"))
    family = kind.fields.get(_FAMILY)
    if family is not None and family.type != "text":
        source.add_fault(
            f"{at}/fields/{_FAMILY}/type", family.type, Message("rules.family-is-text")
        )
    if name == _COMPANY and kind.milestones:
        source.add_fault(f"{at}/milestones", name, Message("rules.milestones-of-items"))
    key = "name" if name == _COMPANY else "id"
    if key in kind.fields and not kind.fields[key].required:
        source.add_fault(f"{at}/fields/{key}", key, Message("rules.required-field"))
    for field, entry in kind.fields.items():
        if entry.required and field != key:
            source.add_fault(
                f"{at}/fields/{field}/required", True, Message("rules.only-required", key=key)
            )
    if ("milestones" in kind.fields) != bool(kind.milestones):
        source.add_fault(f"{at}/milestones", None, Message("rules.milestones-and-field"))


def _fields(
    fields: Mapping[str, FieldDefinition], content: VocabularyFile, source: YamlFile, at: str
) -> None:
    for name, entry in fields.items():
        here = f"{at}/{name}"
        if TYPES[entry.type].has_words:
            if entry.words not in content.words:
                expected = Message("rules.set-of-words", names=tuple(content.words))
                close = nearest(entry.words, content.words)
                source.add_fault(f"{here}/words", entry.words, expected, close)
        elif entry.words is not None:
            source.add_fault(f"{here}/words", entry.words, Message("rules.no-words"))
        if entry.open and entry.type != "word":
            source.add_fault(f"{here}/open", True, Message("rules.open-word"))
        if entry.check is not None and entry.type != "text":
            source.add_fault(f"{here}/check", entry.check, Message("rules.no-check"))
        if (entry.type == "milestones") != (name == "milestones"):
            source.add_fault(here, entry.type, Message("rules.type-milestones"))
        if entry.group not in content.groups:
            expected = Message("rules.group-of-form", names=tuple(content.groups))
            source.add_fault(
                f"{here}/group", entry.group, expected, nearest(entry.group, content.groups)
            )


def _milestones(
    kind: KindDefinition,
    own: KindDefinition,
    attributes: Mapping[str, FieldDefinition],
    source: YamlFile,
    at: str,
) -> None:
    names = [entry.id for entry in kind.milestones]
    _unique(own.milestones, source, f"{at}/milestones")
    _names(kind.milestones, own.milestones, source, f"{at}/milestones")
    circle = _circle({entry.id: entry.implies for entry in kind.milestones})
    for i, entry in enumerate(own.milestones):
        here = f"{at}/milestones/{i}"
        _known(entry.implies, names, "a milestone", source, f"{here}/implies")
        _known(entry.attributes, attributes, "a field of milestones", source, f"{here}/attributes")
        if entry.id in circle:
            expected = Message("rules.no-circle-of-implications")
            source.add_fault(f"{here}/implies", entry.id, expected)


def _certificates(kind: KindDefinition, content: VocabularyFile, source: YamlFile, at: str) -> None:
    rule = kind.certificates
    if rule is None:
        return
    names = [entry.id for entry in kind.milestones]
    _known(rule.milestones, names, "a milestone", source, f"{at}/milestones")
    fields = {name: entry for name, entry in kind.fields.items() if entry.type == "word"}
    if rule.field not in fields:
        expected = Message(
            "rules.word-field-of-kind", names=tuple(fields) or Message("rules.it-has-none")
        )
        source.add_fault(f"{at}/field", rule.field, expected, nearest(rule.field, fields))
        return
    words = [word.id for word in content.words.get(fields[rule.field].words or "", ())]
    for word in rule.digits:
        if word not in words:
            expected = Message("rules.word-of-field", field=rule.field, words=tuple(words))
            source.add_fault(f"{at}/digits/{word}", word, expected, nearest(word, words))


def _nested(
    words: Sequence[ListedWord], own: Sequence[ListedWord], source: YamlFile, at: str
) -> None:
    names = [word.id for word in words]
    outer = {word.id: [word.within] if word.within is not None else [] for word in words}
    circle = _circle(outer)
    for i, word in enumerate(own):
        if word.within is None:
            continue
        if word.within not in names:
            expected = Message("rules.word-of-set", words=tuple(names))
            close = nearest(word.within, names)
            source.add_fault(f"{at}/{i}/within", word.within, expected, close)
        elif word.id in circle:
            expected = Message("rules.no-circle-of-words")
            source.add_fault(f"{at}/{i}/within", word.within, expected)


def _circle(known: Mapping[str, Sequence[str]]) -> list[str]:
    """The names that lead back to themselves, directly or not, in their order."""

    def reached(start: str) -> set[str]:
        seen: set[str] = set()
        ahead = list(known[start])
        while ahead:
            name = ahead.pop()
            if name not in seen and name in known:
                seen.add(name)
                ahead += known[name]
        return seen

    return [name for name in known if name in reached(name)]


def _known(
    names: Iterable[str], known: Iterable[str], what: str, source: YamlFile, at: str
) -> None:
    for i, name in enumerate(names):
        if name not in known:
            expected = Message("rules.known", what=what, names=tuple(known))
            source.add_fault(f"{at}/{i}", name, expected, nearest(name, known))


def _unique(words: Sequence[Word], source: YamlFile, at: str) -> None:
    taken: set[str] = set()
    for i, word in enumerate(words):
        if word.id in taken:
            source.add_fault(f"{at}/{i}/id", word.id, Message("rules.name-not-taken"))
        taken.add(word.id)


def _names(words: Sequence[NamedWord], own: Sequence[NamedWord], source: YamlFile, at: str) -> None:
    """No name may stand for two words of a set, or nobody could tell which one is meant."""
    owners: dict[str, set[str]] = {}
    for word in words:
        for name in word_names.every_name(word):
            owners.setdefault(word_names.folded(name), set()).add(word.id)
    for i, word in enumerate(own):
        for j, alias in enumerate(word.aliases):
            name = word_names.folded(alias)
            if not name or owners[name] != {word.id}:
                expected = Message("rules.name-of-one-word")
                source.add_fault(f"{at}/{i}/aliases/{j}", alias, expected)

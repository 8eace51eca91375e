"""What the parts of a vocabulary say of each other: sets of words, groups, implications, orders."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from yaoxie.errors import nearest
from yaoxie.profile.definitions import (
    FieldDefinition,
    KindDefinition,
    MilestoneDefinition,
    VocabularyFile,
)
from yaoxie.profile.field_types import TYPES
from yaoxie.sources.yaml_text import YamlFile

_COMPANY = "company"
_RESERVED = frozenset({"company", "awards", "milestones", "companies"})  # lists of the profile
_ITEM_FIELDS = ("id", "name")  # what every kind of item has, as texts


def check(content: VocabularyFile, source: YamlFile) -> None:
    """Adds to the file whatever its parts get wrong about each other."""
    lists: dict[str, str] = {}
    for name, kind in content.kinds.items():
        at = f"/kinds/{name}"
        _kind(name, kind, source, at)
        _fields(kind.fields, content, source, f"{at}/fields")
        _milestones(kind, content.milestone.fields, source, at)
        if kind.item_list is not None:
            if kind.item_list in _RESERVED or kind.item_list in lists:
                source.add_fault(f"{at}/list", kind.item_list, "a name that no other list has")
            lists[kind.item_list] = name
    _fields(content.milestone.fields, content, source, "/milestone/fields")
    for name, words in content.words.items():
        _unique([word.id for word in words], source, f"/words/{name}")


def _kind(name: str, kind: KindDefinition, source: YamlFile, at: str) -> None:
    if kind.zh is None or kind.en is None:
        source.add_fault(at, name, "a title in zh and en, or the name of a packaged kind")
    if (kind.item_list is None) != (name == _COMPANY):
        source.add_fault(f"{at}/list", kind.item_list, "the profile's list of such items")
    for field in _ITEM_FIELDS:
        entry = kind.fields.get(field)
        if entry is None or entry.type != "text":
            source.add_fault(
                f"{at}/fields/{field}", None, "a text; every kind has an id and a name"
            )
    key = "name" if name == _COMPANY else "id"
    if key in kind.fields and not kind.fields[key].required:
        source.add_fault(f"{at}/fields/{key}", key, "a field that is required")
    for field, entry in kind.fields.items():
        if entry.required and field != key:
            source.add_fault(f"{at}/fields/{field}/required", True, f"only {key} to be required")
    if ("milestones" in kind.fields) != bool(kind.milestones):
        source.add_fault(
            f"{at}/milestones", None, "milestones, and a field milestones that holds them"
        )


def _fields(
    fields: Mapping[str, FieldDefinition], content: VocabularyFile, source: YamlFile, at: str
) -> None:
    for name, entry in fields.items():
        here = f"{at}/{name}"
        if TYPES[entry.type].has_words:
            if entry.words not in content.words:
                expected = f"a set of words: {', '.join(content.words)}"
                close = nearest(entry.words, content.words)
                source.add_fault(f"{here}/words", entry.words, expected, close)
        elif entry.words is not None:
            source.add_fault(f"{here}/words", entry.words, "no words, for a field of this type")
        if entry.open and entry.type != "word":
            source.add_fault(f"{here}/open", True, "a field of type word to be open")
        if entry.check is not None and entry.type != "text":
            source.add_fault(f"{here}/check", entry.check, "no check, for a field of this type")
        if (entry.type == "milestones") != (name == "milestones"):
            source.add_fault(here, entry.type, "type milestones for the field milestones alone")
        if entry.group not in content.groups:
            expected = f"a group of the form: {', '.join(content.groups)}"
            source.add_fault(
                f"{here}/group", entry.group, expected, nearest(entry.group, content.groups)
            )


def _milestones(
    kind: KindDefinition, attributes: Mapping[str, FieldDefinition], source: YamlFile, at: str
) -> None:
    names = [entry.id for entry in kind.milestones]
    _unique(names, source, f"{at}/milestones")
    for i, entry in enumerate(kind.milestones):
        here = f"{at}/milestones/{i}"
        _known(entry.implies, names, "a milestone", source, f"{here}/implies")
        _known(entry.attributes, attributes, "a field of milestones", source, f"{here}/attributes")
    for name in _circle({entry.id: entry for entry in kind.milestones}):
        i = names.index(name)
        source.add_fault(
            f"{at}/milestones/{i}/implies", name, "implications that do not run in a circle"
        )
    for i, chain in enumerate(kind.orders):
        _known(chain, names, "a milestone", source, f"{at}/orders/{i}")
    if kind.certificates is not None:
        here = f"{at}/certificates"
        _known(kind.certificates.milestones, names, "a milestone", source, f"{here}/milestones")
        if kind.certificates.field not in kind.fields:
            close = nearest(kind.certificates.field, kind.fields)
            source.add_fault(f"{here}/field", kind.certificates.field, "a field of the kind", close)


def _circle(known: Mapping[str, MilestoneDefinition]) -> list[str]:
    """The milestones that imply themselves, directly or not, in their order."""

    def reached(start: str) -> set[str]:
        seen: set[str] = set()
        ahead = list(known[start].implies)
        while ahead:
            name = ahead.pop()
            if name not in seen and name in known:
                seen.add(name)
                ahead += known[name].implies
        return seen

    return [name for name in known if name in reached(name)]


def _known(
    names: Iterable[str], known: Iterable[str], what: str, source: YamlFile, at: str
) -> None:
    for i, name in enumerate(names):
        if name not in known:
            expected = f"{what}: {', '.join(known)}"
            source.add_fault(f"{at}/{i}", name, expected, nearest(name, known))


def _unique(names: list[str], source: YamlFile, at: str) -> None:
    for i, name in enumerate(names):
        if name in names[:i]:
            source.add_fault(f"{at}/{i}/id", name, "a name that is not taken already")

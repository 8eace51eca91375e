"""What rules of plausibility say against the rest of a vocabulary: kinds, fields, types, words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from yaoxie.errors import nearest
from yaoxie.messages import Either, Message
from yaoxie.profile.definitions import FieldDefinition, PlausibilityRule, VocabularyFile
from yaoxie.profile.field_types import TYPES, TypeName
from yaoxie.sources.yaml_text import YamlFile

_OF_MILESTONES = "milestone."
_WORDS: tuple[TypeName, ...] = ("word",)


def check(rules: Sequence[PlausibilityRule], content: VocabularyFile, source: YamlFile) -> None:
    """Adds whatever the rules get wrong to the file that they stand in."""
    ids = [rule.id for rule in rules]
    for i, rule in enumerate(rules):
        at = f"/plausibility/{i}"
        if rule.id in ids[:i]:
            source.add_fault(f"{at}/id", rule.id, Message("rules.id-of-no-other-rule"))
        for j, kind in enumerate(rule.kinds):
            if kind not in content.kinds:
                expected = Message("rules.kind-of-subject", names=tuple(content.kinds))
                close = nearest(kind, content.kinds)
                source.add_fault(f"{at}/kinds/{j}", kind, expected, close)
                continue
            _check_fields(rule, kind, content, source, at)


def _check_fields(
    rule: PlausibilityRule, kind: str, content: VocabularyFile, source: YamlFile, at: str
) -> None:
    fields = content.kinds[kind].fields
    for place, name, types in _named(rule):
        known: Mapping[str, FieldDefinition] = fields
        if name.startswith(_OF_MILESTONES) and content.kinds[kind].milestones:
            entries = content.milestone.fields.items()
            known = {f"{_OF_MILESTONES}{field}": entry for field, entry in entries}
        fitting = [field for field, entry in known.items() if entry.type in types]
        if name not in fitting:
            expected = Message("rules.field-of-type", kind=kind, types=Either(types))
            source.add_fault(f"{at}/{place}", name, expected, nearest(name, fitting))
    for i, test in enumerate(rule.together or ()):
        if (test.one_of is None) == (test.none_of is None):
            source.add_fault(
                f"{at}/together/{i}",
                test.field,
                Message("rules.exactly-one-of", words=("one_of", "none_of")),
            )
        entry = fields.get(test.field)
        words = content.words.get(entry.words or "", []) if entry is not None else []
        ids = [word.id for word in words]
        key = "one_of" if test.one_of is not None else "none_of"
        for j, word in enumerate(test.words):
            if ids and word not in ids:
                place = f"{at}/together/{i}/{key}/{j}"
                source.add_fault(
                    place, word, Message("sources.one-of", words=tuple(ids)), nearest(word, ids)
                )
    outside = rule.outside
    if outside is not None and outside.first is None and outside.last is None:
        source.add_fault(f"{at}/outside", outside.field, Message("rules.first-or-last"))


def _named(rule: PlausibilityRule) -> Iterable[tuple[str, str, tuple[TypeName, ...]]]:
    """The fields that a rule names, where, and of which types they may be."""
    if rule.alike is not None:
        yield "alike/field", rule.alike.field, ("text",)
        yield "alike/to", rule.alike.to, ("text",)
    if rule.repeated is not None:
        yield "repeated/field", rule.repeated.field, ("text",)
        yield "repeated/without", rule.repeated.without, ("text",)
    for i, test in enumerate(rule.together or ()):
        yield f"together/{i}/field", test.field, _WORDS
    if rule.above is not None:
        amounts = tuple(name for name, form in TYPES.items() if form.is_whole)
        for i, part in enumerate(rule.above.parts):
            yield f"above/parts/{i}", part, amounts
        yield "above/total", rule.above.total, amounts
    if rule.outside is not None:
        yield "outside/field", rule.outside.field, ("day",)

"""A rulebook's own `vocabulary.yaml`: what it adds to the packaged vocabulary, changing nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from pydantic import BaseModel

from yaoxie.messages import Message
from yaoxie.profile.definitions import KindDefinition, VocabularyFile, Word
from yaoxie.profile.vocabulary import Vocabulary, packaged
from yaoxie.profile.vocabulary_checks import check_added
from yaoxie.sources import model_faults
from yaoxie.sources.yaml_text import YamlFile

T = TypeVar("T", bound=BaseModel)
W = TypeVar("W", bound=Word)
_PACKAGED = Message("rules.as-packaged")


def extended(source: YamlFile) -> Vocabulary:
    """The packaged vocabulary with what a rulebook's own file adds.

    What the file changes or gets wrong is among the faults of `source` afterwards.
    """
    content = model_faults.read(VocabularyFile, source)
    merged = _merged(packaged().content, content, source)
    check_added(packaged().content, content, merged, source)
    return packaged() if source.faults else Vocabulary(merged)


def _merged(base: VocabularyFile, own: VocabularyFile, source: YamlFile) -> VocabularyFile:
    kinds = dict(base.kinds)
    for name, kind in own.kinds.items():
        at = f"/kinds/{name}"
        kinds[name] = _merged_kind(kinds[name], kind, source, at) if name in kinds else kind
    words = dict(base.words)
    for name, entries in own.words.items():
        words[name] = _merged_list(words.get(name, []), entries, source, f"/words/{name}")
    for name, value in (("zh", own.milestone.zh), ("en", own.milestone.en)):
        if value is not None and value != getattr(base.milestone, name):
            source.add_fault(f"/milestone/{name}", value, _PACKAGED)
    if own.milestone.help not in (None, base.milestone.help):
        source.add_fault("/milestone/help", Message("sources.an-object"), _PACKAGED)
    if own.award not in (None, base.award):
        source.add_fault("/award", Message("sources.an-object"), _PACKAGED)
    if own.place not in (None, base.place):
        source.add_fault("/place", own.place, _PACKAGED)
    if own.yes_no not in (None, base.yes_no):
        source.add_fault("/yes_no", Message("sources.an-object"), _PACKAGED)
    fields = _merged_names(base.milestone.fields, own.milestone.fields, source, "/milestone/fields")
    # Of what cannot be read, names stay that no model would take.
    make = VocabularyFile.model_construct if source.faults else VocabularyFile
    return make(
        groups=_merged_names(base.groups, own.groups, source, "/groups"),
        kinds=kinds,
        milestone=base.milestone.model_copy(update={"fields": fields}),
        award=base.award,
        place=base.place,
        yes_no=base.yes_no,
        words=words,
        plausibility=_merged_list(base.plausibility, own.plausibility, source, "/plausibility"),
    )


def _merged_kind(
    base: KindDefinition, own: KindDefinition, source: YamlFile, at: str
) -> KindDefinition:
    for name in ("zh", "en", "help", "item_list", "certificates"):
        value = getattr(own, name)
        if value is not None and value != getattr(base, name):
            key = "list" if name == "item_list" else name
            source.add_fault(f"{at}/{key}", _shown(value), _PACKAGED)
    return base.model_copy(
        update={
            "fields": _merged_names(base.fields, own.fields, source, f"{at}/fields"),
            "milestones": _merged_list(base.milestones, own.milestones, source, f"{at}/milestones"),
            "orders": [*base.orders, *(chain for chain in own.orders if chain not in base.orders)],
        }
    )


def _merged_names(
    base: Mapping[str, T], own: Mapping[str, T], source: YamlFile, at: str
) -> dict[str, T]:
    """What is named anew is added; what the packaged vocabulary names must be the same."""
    for name, entry in own.items():
        if name in base and entry != base[name]:
            source.add_fault(f"{at}/{name}", name, Message("rules.not-packaged"))
    return {**base, **{name: entry for name, entry in own.items() if name not in base}}


def _merged_list(base: list[W], own: list[W], source: YamlFile, at: str) -> list[W]:
    known = {word.id: word for word in base}
    for i, word in enumerate(own):
        if word.id in known and word != known[word.id]:
            source.add_fault(f"{at}/{i}/id", word.id, Message("rules.word-not-packaged"))
    return [*base, *(word for word in own if word.id not in known)]


def _shown(value: object) -> object:
    return value if isinstance(value, str) else Message("sources.an-object")

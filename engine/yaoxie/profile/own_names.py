"""Which names of a vocabulary's own are free: Python, models and tables need some for themselves.

A kind is a class, its list a field of the profile and a table, a field one of a class and a column.
"""

from __future__ import annotations

import keyword
from collections.abc import Iterator

from pydantic import BaseModel

from yaoxie.messages import Message
from yaoxie.profile.definitions import VocabularyFile
from yaoxie.sources.yaml_text import YamlFile

# What the classes of records have beside what pydantic's have; a test holds it against them.
OF_RECORDS = frozenset(
    {"digest", "from_dict", "from_json", "implausible", "items", "older_certificates"}
    | {"to_dict", "to_json", "unknown_words", "vocabulary"}
)
COLUMNS = frozenset({"company", "item", "kind", "milestone", "milestones_known"})  # of any table
_PROTECTED = ("model_validate", "model_dump")  # pydantic warns of names that start so
_LISTS = frozenset({"company", "companies", "milestones", "awards"})
_KINDS = frozenset({"award", "milestone"})
_CLASSES = ("Profile", "ProfileRecord", "Award", "Record", "True", "False", "None")


def class_name(kind: str) -> str:
    """The name of a kind's model: `veterinary_drug` is `VeterinaryDrug`."""
    return "".join(part.capitalize() for part in kind.split("_"))


def milestone_class_name(kind: str) -> str:
    """The name of the model of a kind's milestones."""
    return f"{class_name(kind)}Milestone"


def check(content: VocabularyFile, source: YamlFile) -> None:
    """Adds to the file the names that something else has already."""
    for place, name, expected in (*_kinds(content), *_lists(content), *_fields(content)):
        source.add_fault(place, name, expected)


def is_taken(name: str) -> bool:
    """Whether no field may be called so, because Python or the models need the name."""
    return (
        keyword.iskeyword(name)
        or name in OF_RECORDS
        or name.startswith(_PROTECTED)
        or hasattr(BaseModel, name)
    )


Fault = tuple[str, str, Message]  # a place, a name, what was expected


def _kinds(content: VocabularyFile) -> Iterator[Fault]:
    taken: dict[str, str] = dict.fromkeys(_CLASSES, Message("rules.another-part"))
    for kind, entry in content.kinds.items():
        classes = [class_name(kind), *([milestone_class_name(kind)] if entry.milestones else [])]
        other = next((taken[name] for name in classes if name in taken), None)
        if kind in _KINDS:
            yield f"/kinds/{kind}", kind, Message("rules.name-of-no-part")
        elif other is not None:
            expected = Message("rules.name-of-model", other=other)
            yield f"/kinds/{kind}", kind, expected
        taken |= dict.fromkeys(classes, kind)


def _lists(content: VocabularyFile) -> Iterator[Fault]:
    seen: set[str] = set()
    for kind, entry in content.kinds.items():
        name = entry.item_list
        if name is None:
            continue
        if name in _LISTS or name in seen:
            yield f"/kinds/{kind}/list", name, Message("rules.name-of-no-list")
        elif is_taken(name):
            yield f"/kinds/{kind}/list", name, _FREE
        seen.add(name)


def _fields(content: VocabularyFile) -> Iterator[Fault]:
    places = {f"/kinds/{kind}/fields": entry.fields for kind, entry in content.kinds.items()}
    for place, fields in (places | {"/milestone/fields": content.milestone.fields}).items():
        for name in fields:
            if name in COLUMNS:
                yield (
                    f"{place}/{name}",
                    name,
                    Message("rules.name-of-no-column"),
                )
            elif is_taken(name):
                yield f"{place}/{name}", name, _FREE


_FREE = Message("rules.free-name")

"""What type checkers know of the packaged profile: `profile/model.pyi`, made from the vocabulary.

python -m yaoxie.review.stubs   writes it anew, in a checkout
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from yaoxie.profile import records
from yaoxie.profile.field_types import FieldType
from yaoxie.profile.own_names import class_name, milestone_class_name
from yaoxie.profile.vocabulary import COMPANY, Field, Vocabulary, packaged

_LONGEST = 100
_HEAD = '''\
"""The profile that a company hands in. Made from rules/vocabulary.yaml by yaoxie.review.stubs."""

import datetime as dt
from decimal import Decimal
from typing import Literal

from yaoxie.profile.records import Award as Award
from yaoxie.profile.records import ProfileRecord, Record
'''


def text(vocabulary: Vocabulary) -> str:
    """The stub of the models that `yaoxie.profile.model` makes when it is imported."""
    lines = [_HEAD.rstrip()]
    lines.append("")
    for name in vocabulary.words:
        lines += _literal(class_name(name), vocabulary.ids(name))
    for kind in vocabulary.milestone_kinds:
        lines += _literal(f"{class_name(kind)}MilestoneName", vocabulary.milestones(kind))
    for kind in vocabulary.kinds:
        if kind in vocabulary.milestone_kinds:
            own = f"    milestone: {class_name(kind)}MilestoneName"
            body = [*_fields(vocabulary.milestone_fields, kind), own]
            lines += ["", f"class {milestone_class_name(kind)}(Record):", *body]
        body = list(_fields(vocabulary.fields(kind), kind))
        lines += ["", f"class {class_name(kind)}(Record):", *body]
    lines += ["", "class Profile(ProfileRecord):", *_profile(vocabulary)]
    return "\n".join(lines) + "\n"


def _profile(vocabulary: Vocabulary) -> Iterator[str]:
    yield f"    {COMPANY}: {class_name(COMPANY)}"
    for kind, name in vocabulary.item_lists.items():
        yield f"    {name}: tuple[{class_name(kind)}, ...] | None = None"
    yield "    awards: tuple[Award, ...] | None = None"


def _fields(fields: Mapping[str, Field], kind: str) -> Iterator[str]:
    for field in fields.values():
        type_ = _type(field, kind)
        yield f"    {field.name}: {type_}" + ("" if field.required else " | None = None")


def _type(field: Field, kind: str) -> str:
    type_: FieldType = field.type
    word = _set_name(field) if type_.form.has_words and not type_.open else "str"
    return type_.form.annotation.format(word=word, milestone=milestone_class_name(kind))


def _set_name(field: Field) -> str:
    assert field.definition.words is not None
    return class_name(field.definition.words)


def _literal(name: str, words: tuple[str, ...]) -> list[str]:
    quoted = [f'"{word}"' for word in words]
    line = f"{name} = Literal[{', '.join(quoted)}]"
    if len(line) <= _LONGEST:
        return [line]
    return [f"{name} = Literal[", *(f"    {word}," for word in quoted), "]"]


def path() -> Path:
    """Where the stub lies: beside the module it describes."""
    return Path(records.__file__).with_name("model.pyi")


if __name__ == "__main__":
    path().write_text(text(packaged()), encoding="utf-8")

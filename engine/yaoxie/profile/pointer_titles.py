"""What the places of a profile are called, which JSON pointers name: for faults, notices, tables.

title_at("/drugs/4/milestones/2/date", data, vocabulary)
    药品 示例脂质体（SL-15）的第3个里程碑的日期（已完成Ⅱ期临床试验）
    drug 示例脂质体 (SL-15), milestone 3, date (Phase II completed)
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from pydantic import BaseModel

from yaoxie.profile.vocabulary import AWARD, COMPANY, MILESTONE, Vocabulary
from yaoxie.values import Title

AWARDS, MILESTONES = "awards", "milestones"
_LONGEST = 40  # characters of a name, which may be anything
_INDEX = re.compile(r"[0-9]{1,9}", re.ASCII)


class PlaceTitle(NamedTuple):
    """What a place is called in two parts: the record that it lies in, and what it is there.

    `owner` is the company, an item or an award; `inside` is empty where the place is all of it.
    """

    owner: Title
    inside: Title

    @property
    def whole(self) -> Title:
        """Both together."""
        if not self.inside.zh:
            return self.owner
        of = "的" if self.owner.zh[-1] > "\x7f" else " 的"
        return Title(
            zh=f"{self.owner.zh}{of}{self.inside.zh}", en=f"{self.owner.en}, {self.inside.en}"
        )


def title_at(pointer: str, data: Any, vocabulary: Vocabulary) -> Title | None:
    """What the place at a pointer is called; None where the pointer names none of a profile.

    `data`: the profile, as a record or as plain data, right or wrong, whose items have names.
    """
    place = parted(pointer, data, vocabulary)
    return None if place is None else place.whole


def parted(pointer: str, data: Any, vocabulary: Vocabulary) -> PlaceTitle | None:
    """The same in its two parts."""
    parts = [part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:]]
    if not parts:
        return None
    name, *rest = parts
    kinds = {place: kind for kind, place in vocabulary.item_lists.items()} | {AWARDS: AWARD}
    if name == COMPANY:
        return PlaceTitle(vocabulary.kind_title(COMPANY), _inside(COMPANY, rest, data, vocabulary))
    if name not in kinds:
        return None
    kind = kinds[name]
    title = vocabulary.kind_title(kind)
    if not rest or not _INDEX.fullmatch(rest[0]):
        return PlaceTitle(Title(zh=f"{title.zh}清单", en=f"the list {name}"), _NOTHING)
    record = _member(_member(data, name), rest[0])
    owner = _award(rest[0], title) if kind == AWARD else _item(rest[0], title, record)
    return PlaceTitle(owner, _inside(kind, rest[1:], record, vocabulary))


_NOTHING = Title(zh="", en="")


def _award(index: str, title: Title) -> Title:
    number = int(index) + 1
    return Title(zh=f"第{number}笔{title.zh}", en=f"{title.en} {number}")


def _item(index: str, title: Title, item: Any) -> Title:
    """An item by its kind, name and id; by its number where it has neither."""
    known = [_text(_member(item, key)) for key in ("name", "id")]
    names = list(dict.fromkeys(name for name in known if name))
    if not names:
        number = int(index) + 1
        return Title(zh=f"第{number}个{title.zh}", en=f"{title.en} {number}")
    name, *key = names
    zh, en = (f"（{key[0]}）", f" ({key[0]})") if key else ("", "")
    return Title(zh=f"{title.zh} {name}{zh}", en=f"{title.en} {name}{en}")


def _inside(kind: str, parts: Sequence[str], record: Any, vocabulary: Vocabulary) -> Title:
    """What a place is inside its record: a field, a milestone or one of its fields, an entry."""
    if not parts:
        return _NOTHING
    field, *rest = parts
    if field == MILESTONES and rest and _INDEX.fullmatch(rest[0]):
        return _milestone(kind, rest, _member(_member(record, MILESTONES), rest[0]), vocabulary)
    title = _field(f"{kind}.{field}", vocabulary)
    if rest and _INDEX.fullmatch(rest[0]):
        number = int(rest[0]) + 1
        return Title(zh=f"{title.zh}的第{number}项", en=f"{title.en}, entry {number}")
    return title


def _milestone(kind: str, parts: Sequence[str], record: Any, vocabulary: Vocabulary) -> Title:
    number, (own_zh, own_en) = int(parts[0]) + 1, _words(vocabulary.kind_title(MILESTONE))
    zh, en = f"第{number}个{own_zh}", f"{own_en} {number}"
    if len(parts) > 1 and parts[1] != MILESTONE:  # its name is the milestone itself
        field_zh, field_en = _words(_field(f"{MILESTONE}.{parts[1]}", vocabulary))
        zh, en = f"{zh}的{field_zh}", f"{en}, {field_en}"
    reached = _member(record, MILESTONE)
    if isinstance(reached, str) and reached in vocabulary.milestones(kind):
        title = vocabulary.milestone(kind, reached)
        zh, en = f"{zh}（{title.zh}）", f"{en} ({title.en})"
    return Title(zh=zh, en=en)


def _field(fact: str, vocabulary: Vocabulary) -> Title:
    name = _text(fact.partition(".")[2])
    return vocabulary.field_title(fact) or Title(zh=f"“{name}”", en=f"“{name}”")


def _words(title: Title) -> tuple[str, str]:
    return title.zh, title.en


def _member(data: Any, key: str) -> Any:
    """What stands under a key, or at a place of a list; None where nothing does."""
    match data:
        case dict():
            return data.get(key)
        case list() | tuple():
            return data[int(key)] if _INDEX.fullmatch(key) and int(key) < len(data) else None
        case BaseModel():
            return data.__dict__.get(key)
        case _:
            return None


def _text(value: Any) -> str:
    """A name as it may be shown; nothing where it is none."""
    if not isinstance(value, str):
        return ""
    return value if len(value) <= _LONGEST else f"{value[: _LONGEST - 1]}…"

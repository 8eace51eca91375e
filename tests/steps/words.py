"""What the features write in Chinese, as the profile's own names and values.

Titles are the vocabulary's, so a new word or field needs nothing here.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, get_args

from pydantic import BaseModel
from yaoxie.profile import KINDS, DeviceMilestone, DrugMilestone
from yaoxie.vocabulary import Title, WordOf, vocabulary

LISTS = {"drug": "drugs", "device": "devices", "platform": "platforms", "initiative": "initiatives"}
MILESTONES: dict[str, type[BaseModel]] = {"drug": DrugMilestone, "device": DeviceMilestone}
STATUSES = {"符合": "eligible", "不符合": "ineligible", "待定": "undetermined"}
OUTCOMES = {"已满足": "met", "未满足": "unmet", "不明": "unknown"}
PERIODS = {"按年度": "year", "一次性": "once"}
YES_OR_NO = {"是": True, "否": False}

LEFT_OUT = "未填写"  # the key is absent
NULL = "空值"
NOTHING = "无"  # an empty list, or no value in a report
PAIRS = re.compile(r'，(?P<title>[^"，]+)"(?P<value>[^"]*)"')  # ，取得地"北京"
_AMOUNT = re.compile(r"(?P<digits>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)元")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Stands for a key that is to be absent."""


Value = Any


def choose(what: str, name: str, names: dict[str, Value]) -> Value:
    """What `name` stands for, or an error that says which names there are."""
    if name in names:
        return names[name]
    close = difflib.get_close_matches(name, names, n=1, cutoff=0.3)
    hint = f"；是否想写“{close[0]}”？" if close else ""
    raise AssertionError(f"没有名为“{name}”的{what}{hint}（可用：{'、'.join(names)}）")


def yuan(text: str) -> int:
    """Whole yuan, as `10,000,000元`."""
    match = _AMOUNT.fullmatch(text)
    assert match, f"金额应写成“10,000,000元”，而不是“{text}”"
    return int(match["digits"].replace(",", ""))


def items(text: str) -> list[str]:
    """The parts of a list written as `甲、乙`; `无` is none."""
    return [] if text == NOTHING else text.split("、")


def kind(title: str) -> str:
    """The kind of subject with this title."""
    kinds = {entry.zh: name for name, entry in vocabulary().kinds.items()}
    found: str = choose("对象", title, kinds)
    return found


def word(set_name: str, title: str) -> str:
    """The word with this title in a set of the vocabulary."""
    words = {entry.zh: entry.id for entry in vocabulary().words[set_name]}
    found: str = choose(f"词语（{set_name}）", title, words)
    return found


def field(kind_name: str, title: str) -> str:
    """The field with this title; `kind_name` may be `milestone`."""
    own: dict[str, Title] = {
        name.removeprefix(f"{kind_name}."): entry
        for name, entry in vocabulary().fields.items()
        if name.startswith(f"{kind_name}.")
    }
    found: str = choose("字段", title, {entry.zh: name for name, entry in own.items()})
    return found


def value(model: type[BaseModel], field_name: str, text: str) -> Value:
    """A field's value as JSON has it, read by the field's type."""
    if text == LEFT_OUT:
        return LeftOut()
    if text == NULL:
        return None
    leaves = list(_leaves(model.model_fields[field_name].annotation))
    words = next((leaf for leaf in leaves if isinstance(leaf, WordOf)), None)
    if any(leaf is tuple for leaf in leaves):
        return [word(words.name, part) for part in items(text)] if words else items(text)
    if words:
        return word(words.name, text)
    if bool in leaves:
        return choose("是否", text, YES_OR_NO)
    if int in leaves:
        return yuan(text)
    if date in leaves:
        return date.fromisoformat(text).isoformat()
    return text


def subject_model(kind_name: str) -> type[BaseModel]:
    """The model of a subject of this kind."""
    return KINDS[kind_name]


def _leaves(annotation: Any) -> Iterable[Any]:
    parts = get_args(annotation)
    if getattr(annotation, "__origin__", None) is tuple:
        yield tuple
    for part in parts:
        yield from _leaves(part)
    if not parts:
        yield annotation

"""What the features write in Chinese, as the profile's own names and values.

Titles are the vocabulary's, so a new word or field needs nothing here.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from yaoxie.profile.field_types import FieldType
from yaoxie.profile.vocabulary import packaged

from tests.support import packaged_fields as fields

LISTS = {"drug": "drugs", "device": "devices", "platform": "platforms", "initiative": "initiatives"}
COMPANY = "企业"  # how findings about the company itself are named
SUBJECT = "对象"  # stands for the kind of any item, which its key tells
EACH = "各项支持"  # each support under review, for its own subject
FIELD = re.compile(r'(?:里程碑"(?P<milestone>[^"]+)"的)?"(?P<title>[^"]+)"')
FINDING = re.compile(r'"(?P<subject>[^"]+)"的"(?P<support>[^"]+)"')
MILESTONE = "milestone"  # stands for a kind of subject where a milestone's fields are meant
STATUSES = {"符合": "eligible", "不符合": "ineligible", "待定": "undetermined"}
OUTCOMES = {"已满足": "met", "未满足": "unmet", "不明": "unknown"}
PERIODS = {"按年度": "year", "一次性": "once"}
YES_OR_NO = {"是": True, "否": False}

LEFT_OUT = "未填写"  # the key is absent
NULL = "空值"
NOTHING = "无"  # an empty list, or no value in a report
PAIRS = re.compile(r'，(?P<title>[^"，]+)"(?P<value>[^"]*)"')  # ，取得地"北京"
UNPUBLISHED = "不详"
_AMOUNT = re.compile(r"(?P<digits>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)元")
_MONTHS = re.compile(r"(?P<digits>[0-9]+)个月")
_RATE = re.compile(r"(?P<digits>[0-9]+(?:\.[0-9]+)?)%")


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


def months(text: str) -> int:
    """Whole months, as `24个月`."""
    match = _MONTHS.fullmatch(text)
    assert match, f"月数应写成“24个月”，而不是“{text}”"
    return int(match["digits"])


def rate(text: str) -> str:
    """A rate as profiles have it, `0.40`, of `40%`."""
    match = _RATE.fullmatch(text)
    assert match, f"比例应写成“40%”，而不是“{text}”"
    return str(Decimal(match["digits"]).scaleb(-2))


def items(text: str) -> list[str]:
    """The parts of a list written as `甲、乙`; `无` is none."""
    return [] if text == NOTHING else text.split("、")


def kind(title: str) -> str:
    """The kind of subject with this title."""
    kinds = {packaged().kind_title(name).zh: name for name in packaged().kinds}
    name: str = choose("对象", title, kinds)
    return name


def word(set_name: str, title: str) -> str:
    """The word with this title in a set of the vocabulary."""
    words = {entry.zh: entry.id for entry in packaged().words[set_name]}
    word_id: str = choose(f"词语（{set_name}）", title, words)
    return word_id


def milestone(kind_name: str, title: str) -> str:
    """The milestone of a kind of subject with this title."""
    milestones = {
        packaged().milestone(kind_name, name).zh: name for name in packaged().milestones(kind_name)
    }
    name: str = choose("里程碑", title, milestones)
    return name


def field(kind_name: str, title: str) -> str:
    """The field with this title; `kind_name` may be `milestone`."""
    name: str = choose("字段", title, field_titles(kind_name))
    return name


def field_titles(kind_name: str) -> dict[str, str]:
    """Titles of the fields of a kind, each with the field's name."""
    own = packaged().milestone_fields if kind_name == MILESTONE else packaged().fields(kind_name)
    return {entry.title.zh: name for name, entry in own.items()}


def value(kind_name: str, field_name: str, text: str) -> Value:
    """A field's value as JSON has it, read by the field's type; the kind may be `milestone`."""
    if text == LEFT_OUT:
        return LeftOut()
    if text == NULL:
        return None
    own = fields.milestone_fields() if kind_name == MILESTONE else fields.fields(kind_name)
    type_ = own[field_name]
    match type_.name:
        case "words":
            return [_word(field_name, type_, part) for part in items(text)]
        case "milestones":
            return items(text)
        case "yes_no":
            return choose("是否", text, YES_OR_NO)
        case "yuan":
            return yuan(text)
        case "months":
            return months(text)
        case "rate":
            return rate(text)
        case "day":
            return date.fromisoformat(text).isoformat()
        case _:
            return _word(field_name, type_, text)


def _word(field_name: str, type_: FieldType, text: str) -> str:
    """The word with this title; of a field that takes any text, the text where none has it."""
    sets = packaged().words
    same = (entries for entries in sets.values() if tuple(w.id for w in entries) == type_.words)
    titles = {entry.zh: entry.id for entry in next(same, sets.get(field_name, []))}
    if type_.name == "text" or type_.open:
        return titles.get(text, text)
    word_id: str = choose("词语", text, titles)
    return word_id

"""Values of fields as people type them, and as profiles hold them.

Amounts are typed in yuan or in units of ten thousand; rates as percentages. What cannot be read
stays the text that it is, so that the profile's own checks name it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Literal

from yaoxie.profile.field_types import FieldType
from yaoxie.sources import compact_json

Unit = Literal["yuan", "wan"]
UNITS: tuple[Unit, ...] = ("yuan", "wan")
NONE = "-"  # says of a list that nothing is in it, where silence says nothing
_FACTORS = {"yuan": 1, "wan": 10_000}
_SUFFIXES = {"": 0, "元": 1, "万": 10_000, "万元": 10_000, "亿": 10**8, "亿元": 10**8}
_AMOUNT = re.compile(r"([0-9]{1,20}(?:\.[0-9]{1,8})?)(元|万元|万|亿元|亿)?", re.ASCII)
_PERCENT = re.compile(r"([0-9]{1,5}(?:\.[0-9]{1,6})?)%?", re.ASCII)
_WHOLE = re.compile(r"[0-9]{1,20}", re.ASCII)
_PERCENTS = 100


def read(type_: FieldType, texts: Sequence[str], unit: Unit) -> Any:
    """The value that typed or chosen texts stand for; None where they say nothing."""
    given = [text for text in texts if text]
    if type_.name == "words":
        return [text for text in given if text != NONE] if given else None
    if not given:
        return None
    text = given[-1]  # of an open field: what is typed beside the list stands last
    match type_.name:
        case "yes_no":
            return {"true": True, "false": False}.get(text, text)
        case "yuan":
            return _amount(text, unit)
        case "rate":
            return _rate(text)
        case _ if type_.form.is_whole:
            plain = _plain(text)
            return int(plain) if _WHOLE.fullmatch(plain) else text
        case _:
            return text


def write(type_: FieldType, value: Any, unit: Unit) -> str:
    """The text of a value, as it is typed; empty where it is unknown."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case int() if type_.name == "yuan":
            return f"{Decimal(value) / _FACTORS[unit]:f}"
        case int():
            return str(value)
        case str() if type_.name == "rate":
            return _percent(value)
        case str():
            return value
        case _:
            return compact_json.to_text(value)


def in_words(amount: object, lang: str) -> str:
    """A whole number of yuan read back: 6,500万元, CNY 65 million; empty for what is none."""
    if type(amount) is not int:
        return ""
    return _in_chinese(amount) if lang == "zh" else _in_english(amount)


def _in_chinese(amount: int) -> str:
    parts = []
    rest = amount
    for factor, name in ((10**8, "亿"), (10**4, "万")):
        if rest >= factor:
            parts.append(f"{rest // factor:,}{name}")
            rest %= factor
    if rest or not parts:
        parts.append(f"{rest:,}")
    return "".join(parts) + "元"


def _in_english(amount: int) -> str:
    for factor, name in ((10**9, "billion"), (10**6, "million")):
        if amount >= factor and amount % (factor // 1000) == 0:
            return f"CNY {Decimal(amount) / factor:f} {name}"
    return f"CNY {amount:,}"


def _plain(text: str) -> str:
    """Digits and signs as the keyboard has them, without separators."""
    narrow = unicodedata.normalize("NFKC", text)
    return re.sub(r"[\s,_]", "", narrow)


def _amount(text: str, unit: Unit) -> int | str:
    match = _AMOUNT.fullmatch(_plain(text))
    if match is None:
        return text
    factor = _SUFFIXES[match[2] or ""] or _FACTORS[unit]
    exact = Decimal(match[1]) * factor
    return int(exact) if exact == int(exact) else text


def _rate(text: str) -> str:
    match = _PERCENT.fullmatch(_plain(text))
    return text if match is None else f"{Decimal(match[1]) / _PERCENTS:f}"


def _percent(rate: str) -> str:
    try:
        typed = f"{Decimal(rate) * _PERCENTS:f}"
    except ArithmeticError:
        return rate
    return typed.rstrip("0").rstrip(".") if "." in typed else typed

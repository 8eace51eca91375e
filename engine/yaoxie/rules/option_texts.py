"""The options of an evaluation as texts, from a command line or an address."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from yaoxie.errors import Fault
from yaoxie.messages import Message
from yaoxie.values import EXPECTED_DATE

_YEAR = re.compile(r"[0-9]{1,9}", re.ASCII)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)


def claim_year(text: str | None, today: date) -> int | str:
    """The claim year, that of today by default; what is no number stays, to be named."""
    if text is None:
        return today.year
    return int(text) if _YEAR.fullmatch(text) else text


def as_of(text: str | None, today: date, faults: list[Fault]) -> date:
    """The day of advice, today by default, and where the text is no day; its fault is added."""
    if text is None:
        return today
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    faults.append(Fault("/as_of", text, EXPECTED_DATE))
    return today


def readings(texts: Iterable[str], faults: list[Fault]) -> dict[str, str]:
    """The options that texts like NAME=OPTION choose, by reading; their faults are added."""
    chosen: dict[str, str] = {}
    for text in texts:
        name, equals, option = text.partition("=")
        if not (name and equals and option):
            faults.append(Fault("/readings", text, Message("rules.name-option")))
        elif chosen.setdefault(name, option) != option:
            expected = Message("rules.one-option", option=chosen[name])
            faults.append(Fault(f"/readings/{name}", option, expected))
    return chosen

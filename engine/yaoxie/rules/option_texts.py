"""The options of an evaluation as texts, from a command line or an address."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime

from yaoxie.errors import Fault
from yaoxie.messages import Message

_YEAR = re.compile(r"[0-9]{1,9}", re.ASCII)


def claim_year(text: str | None) -> int | str:
    """The claim year, the current one by default; what is no number stays, to be named."""
    if text is None:
        return datetime.now(UTC).astimezone().year
    return int(text) if _YEAR.fullmatch(text) else text


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

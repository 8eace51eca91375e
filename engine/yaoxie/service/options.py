"""The options of a question, as an address has them: what they are, and how they are read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property, lru_cache
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

from yaoxie.advice.advice import PARTS
from yaoxie.errors import Fault, nearest, pointer
from yaoxie.messages import Message
from yaoxie.rules import option_texts
from yaoxie.rules.library import FIRST_YEAR, LAST_YEAR, Library
from yaoxie.values import Title

_MOST = 100  # options in one address
_KEPT = 1024  # queries, read before
LONGEST_KEPT = 512  # bytes of a query that is remembered


def today() -> date:
    """The current day, which options have by default."""
    return datetime.now(UTC).astimezone().date()


class Option(NamedTuple):
    """An option: its name, its JSON Schema, and what it means."""

    name: str
    schema: dict[str, Any]
    help: Title
    repeated: bool = False


YEAR = Option(
    "year",
    {"type": "integer", "minimum": FIRST_YEAR, "maximum": LAST_YEAR},
    Title(
        zh="申报年度，默认为当前年度；要保存的结果请写明",
        en="Claim year, by default the current one; name it where the answer is kept.",
    ),
)
MEASURE = Option(
    "measure",
    {"type": "string", "minLength": 1},
    Title(
        zh="政策措施、系列或地区的编号，all 为全部；默认为规则库的默认政策",
        en="Id of a measure, a series or a place, or all; by default the rulebook's own.",
    ),
)
READING = Option(
    "reading",
    {"type": "array", "items": {"type": "string", "pattern": "^[^=]+=.+$"}},
    Title(
        zh="选用的解读，写作“名称=选项”，可重复",
        en="A reading of the measure, as NAME=OPTION; repeatable.",
    ),
    repeated=True,
)
ENDED = Option(
    "all",
    {"type": "boolean", "default": False},
    Title(zh="也列出该年度已失效的政策", en="Also list measures no longer in force in that year."),
)
AS_OF = Option(
    "as_of",
    {"type": "string", "format": "date"},
    Title(zh="建议所依据的日期，默认为今天", en="The day of the advice, by default today."),
)
YEARS = Option(
    "years",
    {"type": "integer", "minimum": 1, "default": 1},
    Title(zh="从申报年度起看几年", en="Claim years to look at, from that year on."),
)
ONLY = Option(
    "only",
    {"type": "array", "items": {"enum": list(PARTS)}},
    Title(zh="只要这一部分，可重复", en="Only this part; repeatable."),
    repeated=True,
)
MEASURES = Option(
    MEASURE.name,
    {"type": "array", "items": {"type": "string", "minLength": 1}},
    MEASURE.help,
    repeated=True,
)
OF_ADVICE = (YEAR, MEASURES, READING, AS_OF, YEARS, ONLY)
OF_EVALUATION = (YEAR, MEASURE, READING)
OF_COMPARISON = (YEAR, ENDED)


class Chosen(NamedTuple):
    """The options of an address, read but for what only the rulebook knows; and their faults."""

    given: dict[str, tuple[str, ...]]
    readings: dict[str, str]
    ended: bool
    faults: tuple[Fault, ...]

    def all(self, name: str) -> tuple[str, ...]:
        """What stands for a repeated option."""
        return self.given.get(name, ())

    def only(self, name: str) -> str | None:
        """What stands for an option; None where it is left out."""
        return self.given.get(name, (None,))[0]


@dataclass(frozen=True)
class Question:
    """What is asked of a profile, checked."""

    year: int
    measure: str | None
    readings: dict[str, str]
    ended: bool

    @cached_property
    def text(self) -> bytes:
        """All of it, for the tag of an answer."""
        return repr(self).encode()


def read(query: bytes, known: tuple[str, ...], repeated: frozenset[str] = frozenset()) -> Chosen:
    """The options of an address's query. Unknown ones, and several where one may be, are faults.

    `repeated`: those of which there may be several.
    """
    remembered = len(query) <= LONGEST_KEPT
    return (_read if remembered else _read.__wrapped__)(query, known, repeated)


@lru_cache(_KEPT)
def _read(query: bytes, known: tuple[str, ...], repeated: frozenset[str]) -> Chosen:
    faults: list[Fault] = []
    given: dict[str, list[str]] = {}
    try:
        pairs = parse_qsl(
            query.decode("ascii"), keep_blank_values=True, max_num_fields=_MOST, errors="strict"
        )
    except ValueError:
        faults.append(
            Fault("", Message("service.query"), Message("service.at-most-options", most=_MOST))
        )
        pairs = []
    for name, value in pairs:
        if name in known:
            given.setdefault(name, []).append(value)
        else:
            expected = Message(
                "service.option", names=tuple(known) or Message("service.takes-none")
            )
            faults.append(Fault(pointer([name]), value, expected, nearest(name, known)))
    for name, values in given.items():
        if name not in repeated and len(values) > 1:
            faults.append(Fault(pointer([name]), ", ".join(values), Message("service.option-once")))
    readings = option_texts.readings(given.get(READING.name, ()), faults)
    ended = given.get(ENDED.name, ["false"])[0]
    if ended not in {"true", "false"}:
        faults.append(Fault("/all", ended, Message("sources.yes-or-no")))
    texts = {name: tuple(values) for name, values in given.items()}
    return Chosen(texts, readings, ended == "true", tuple(faults))


def chosen(query: bytes, known: Sequence[Option]) -> Chosen:
    """The options of an address's query."""
    names = tuple(option.name for option in known)
    return read(query, names, frozenset(option.name for option in known if option.repeated))


def names_year(query: bytes) -> bool:
    """Whether a query says its year; the current one changes."""
    return any(part.startswith(b"year=") for part in query.split(b"&"))


def question(
    query: bytes, known: Sequence[Option], library: Library, faults: list[Fault]
) -> Question | None:
    """The question of an address; None where it has faults, which are added."""
    asked = chosen(query, known)
    year, measure = (
        option_texts.claim_year(asked.only(YEAR.name), today()),
        asked.only(MEASURE.name),
    )
    own = [*asked.faults, *library.question_faults(year, measure, asked.readings)]
    faults += own
    if own or not isinstance(year, int):
        return None
    return Question(year, measure, asked.readings, asked.ended)

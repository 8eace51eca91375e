"""What can go wrong, as one small tree.

YaoxieError
├── InputError            the caller's fault; carries every fault found
│   ├── ProfileError      a profile
│   ├── RulebookError     rule files
│   └── OptionError       claim year, measure, readings
├── MissingExtraError     a package that is not installed; says the command that installs it
└── ProgramError          ours; no answer is given
    ├── InferenceError    the production rules failed
    └── DisagreementError production rules and explanation differ
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from decimal import Decimal
from typing import Any, Self

from yaoxie.messages import Lang, Message
from yaoxie.values import Title

_SHOWN = 80
_SEARCHED = 200  # characters of a name that is looked up
# Shares of characters that two names have in common; a Chinese character is as much as a syllable.
_ALIKE, _ALIKE_IN_CHINESE, _HARDLY_DIFFERENT = 0.7, 0.6, 0.85
_LEAST_PART = 4
MAX_HINTS = 100  # a search for the nearest name takes a while; a hostile input has many faults


class Absent:
    """The value of a field that is required and not there."""

    def __repr__(self) -> str:
        return "absent"

    def text(self, lang: Lang) -> str:
        """What is said for it."""
        return "缺少该字段" if lang == "zh" else "absent"

    def __reduce__(self) -> str:
        """How it is copied and pickled: it is one object everywhere."""
        return "ABSENT"


ABSENT = Absent()


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of an input: where it is, what stands there, what was expected.

    `pointer` is a JSON pointer (RFC 6901) into the input; `expected` is a message: English as text,
    and otherwise a `code` of the catalogue with its `parameters`, by which a program can word it
    itself. `nearest` is the closest valid name, if any, and `nearest_title` what it is called;
    `related` a second place that the fault is about. `file`, `line` and `column` (from 1) are set
    for rule files, `line` and `column` for JSON texts; of a workbook, `sheet` names the sheet, and
    they are its row and column. `place` is what the place in a profile is called, which says no
    more than the pointer does.
    """

    pointer: str
    value: Any
    expected: Message
    nearest: str | None = None
    related: str | None = None
    file: str | None = None
    line: int | None = None
    column: int | None = None
    nearest_title: Title | None = None
    sheet: str | None = None
    place: Title | None = field(default=None, compare=False)

    @property
    def code(self) -> str:
        """What was expected, by its code in the catalogue of messages."""
        return self.expected.code

    @property
    def parameters(self) -> Mapping[str, Any]:
        """What stands in the sentence of what was expected, by name."""
        return self.expected.parameters

    def __str__(self) -> str:
        return self.text("en")

    def text(self, lang: Lang, where: str | None = None, *, named: bool = False) -> str:
        """The fault as one line in one of the languages.

        `where` is said for the place; `named`: with what the place is called behind its pointer.
        """
        value = show(self.value, lang)
        if self.value is None and self.sheet is not None:
            value = "空白" if lang == "zh" else "blank"  # people's cells hold no null
        where = where or self._where(lang, named=named)
        if lang == "zh":
            return self._chinese(where, value)
        text = f"{where}: {value}; expected {self.expected}"
        if self.related is not None:
            text += f" (see {self.related})"
        if self.nearest is not None:
            title = f" ({self.nearest_title.en})" if self.nearest_title else ""
            text += f"; did you mean {show(self.nearest)}{title}?"
        return text

    def _chinese(self, where: str, value: str) -> str:
        text = f"{where}：{value}；{self.expected.text('zh')}"
        if self.related is not None:
            text += f"（参见 {self.related}）"
        if self.nearest is not None:
            title = f"（{self.nearest_title.zh}）" if self.nearest_title else ""
            text += f"；是否应为 {show(self.nearest)}{title}？"
        return text

    def _where(self, lang: Lang, *, named: bool) -> str:
        if self.sheet is not None:
            at = cell_name(self.sheet, self.line, self.column)
            return f"{self.file} {at}" if self.file is not None else at
        place = ":".join(
            str(part) for part in (self.file, self.line, self.column) if part is not None
        )
        if not place and not self.pointer:
            return "（整个文件）" if lang == "zh" else "(whole document)"
        at = f"{place} {self.pointer}".strip()
        if not named or self.place is None:
            return at
        return f"{at}（{self.place.zh}）" if lang == "zh" else f"{at} ({self.place.en})"

    def to_dict(self) -> dict[str, Any]:
        """The fault as plain data: its fields, and the code and parameters of what was expected.

        `expected` is English there. A value that JSON lacks is shown as text.
        """
        data: dict[str, Any] = {each.name: getattr(self, each.name) for each in fields(self)}
        data |= {"expected": str(self.expected), **self.expected.to_dict()}
        if isinstance(self.value, Message):
            data |= {"value": str(self.value), "value_message": self.value.to_dict()}
        elif not (self.value is None or isinstance(self.value, (str, int, float))):
            data["value"] = show(self.value)
        if self.nearest_title is not None:
            data["nearest_title"] = self.nearest_title.as_dict()
        if self.place is not None:
            data["place"] = self.place.as_dict()
        return data

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Fault:
        """The fault in plain data, as `to_dict` gives it."""
        own = {each.name: data[each.name] for each in fields(cls) if each.name in data}
        own["expected"] = Message.from_dict(data)
        if "value_message" in data:
            own["value"] = Message.from_dict(data["value_message"])
        for name in ("nearest_title", "place"):
            if own.get(name) is not None:
                own[name] = Title(**own[name])
        return cls(**own)


def cell_name(sheet: str, line: int | None = None, column: int | None = None) -> str:
    """A cell of a workbook, or a row, or the whole sheet: `药品!C5`, `药品!5`, `药品`."""
    letters, left = "", column or 0
    while left:
        left, place = divmod(left - 1, 26)
        letters = chr(ord("A") + place) + letters
    cell = f"{letters}{line or ''}"
    return f"{sheet}!{cell}" if cell else sheet


def show(value: Any, lang: Lang = "en") -> str:
    """A value as one short printable line, whatever it holds.

    What a message says stands for a value that cannot be shown itself.
    """
    if lang == "zh" and isinstance(value, (Message, Absent)):
        return value.text(lang)
    plain = isinstance(value, (int, Decimal)) and not isinstance(value, bool)
    text = str(value) if plain else repr(value)
    if value is None or isinstance(value, bool):
        text = {None: "null", True: "true", False: "false"}[value]
    text = text.encode("utf-8", "backslashreplace").decode("utf-8")
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def nearest(value: object, names: Iterable[str]) -> str | None:
    """The valid name that `value` is likely a slip of the pen for, or None where none is so near.

    The one place that says what is near: most characters in the same order, and the same first one
    unless all but a character or so agree. Two names of places that rhyme are not near.
    """
    if not isinstance(value, str):
        return None
    sought = _folded(value[:_SEARCHED])
    known: dict[str, str] = {}
    for name in sorted(names):
        known.setdefault(_folded(name), name)
    if not sought or sought in known:
        return known.get(sought)
    alike = _ALIKE if sought.isascii() else _ALIKE_IN_CHINESE
    close = difflib.get_close_matches(sought, known, n=5, cutoff=alike)
    return next((known[name] for name in close if _near(sought, name)), None)


def _folded(name: str) -> str:
    """A name without what is easily mistaken: case, width, kinds of hyphen."""
    return unicodedata.normalize("NFKC", name).strip().casefold().replace("_", "-")


def _near(sought: str, name: str) -> bool:
    """Whether two names that are alike also begin alike, share a whole part, or hardly differ."""
    if sought[0] == name[0] or _parts(sought) & _parts(name):
        return True
    return difflib.SequenceMatcher(None, sought, name).ratio() >= _HARDLY_DIFFERENT


def _parts(name: str) -> set[str]:
    return {part for part in re.split(r"[-.]", name) if len(part) >= _LEAST_PART}


def pointer(parts: Iterable[str | int]) -> str:
    """A JSON pointer from its parts."""
    escaped = [str(part).replace("~", "~0").replace("/", "~1") for part in parts]
    return "/" + "/".join(escaped) if escaped else ""


class YaoxieError(Exception):
    """Whatever yaoxie raises."""


class InputError(YaoxieError):
    """Input that is wrong; `faults` holds every fault found, in the input's order."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults: tuple[Fault, ...] = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))

    def text(self, lang: Lang) -> str:
        """Every fault in one of the languages, one a line."""
        return "\n".join(fault.text(lang) for fault in self.faults)

    def __reduce__(self) -> tuple[type[Self], tuple[tuple[Fault, ...]]]:
        # An exception is copied and sent to other processes by what it prints otherwise.
        return type(self), (self.faults,)


class ProfileError(InputError):
    """A profile that breaks the contract."""


class RulebookError(InputError):
    """Rule files that cannot be used."""


class OptionError(InputError):
    """A claim year, measure or reading that does not exist."""


class MissingExtraError(YaoxieError, ImportError):
    """A part of yaoxie that needs packages which are not installed.

    `extra` names the part, `package` what it lacks, and `command` installs all of it.
    """

    def __init__(self, extra: str, package: str) -> None:
        self.extra, self.package = extra, package
        self.command = f'pip install "yaoxie[{extra}]"'
        self.message = Message("cli.missing-extra", package=package, command=self.command)
        super().__init__(self.message)

    def __reduce__(self) -> tuple[type[Self], tuple[str, str]]:
        return type(self), (self.extra, self.package)


class ProgramError(YaoxieError):
    """A fault of the program; no answer is given."""


class InferenceError(ProgramError):
    """The production rules could not be run."""


class DisagreementError(ProgramError):
    """The production rules and the explanation differ on a support.

    Names the support, the subject's place and the profile's digest, never the profile's contents.
    """

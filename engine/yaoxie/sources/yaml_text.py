"""Reads one YAML file into plain data, and remembers where everything stands.

Only what a rule file needs: mappings, lists, text, whole numbers, booleans and null. Anchors,
aliases, tags, duplicate keys, and files too large or too deep are faults.

The parser is libyaml, through PyYAML: it reads the packaged rules some fifty times as fast as a
parser in Python. Only its events are used; what they mean is said here, once, as YAML 1.2 has it
(`yes` is text), since PyYAML's own constructors follow YAML 1.1. Its `compose()` is no substitute:
it recurses in C before any bound, so that a text nested very deep ends the whole process.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml
from yaml.error import MarkedYAMLError, YAMLError
from yaml.events import (
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
)

from yaoxie.errors import Fault, RulebookError, pointer
from yaoxie.messages import Message, of_system
from yaoxie.sources.salvage import Unreadable

MAX_BYTES = 1024 * 1024
_MOST_FILES = 64 * 1024  # hold no more; room for the most that one may hold takes time to make
MAX_DEPTH = 32
_LONGEST_INTEGER = 24
_INTEGER = re.compile(r"[-+]?[0-9]+(?:_[0-9]+)*", re.ASCII)
_DECIMAL = re.compile(r"-?[0-9]{1,20}\.[0-9]{0,20}", re.ASCII)
_CORE = "tag:yaml.org,2002:"

# What a plain scalar is by its looks; all else is text.
_WORDS = dict.fromkeys(("", "~", "null", "Null", "NULL"), "null")
_WORDS |= dict.fromkeys(("true", "True", "TRUE", "false", "False", "FALSE"), "bool")
_FIGURES = frozenset("-+.0123456789")  # what a number begins with
_WORDS |= {"<<": "merge", "=": "value"}
_FLOAT_LIKE = re.compile(
    r"[-+]?[0-9][0-9_]*(?:\.[0-9_]*(?:[eE][-+]?[0-9]+)?|[eE][-+]?[0-9]+)"
    r"|[-+]?\.(?:[0-9_]+(?:[eE][-+][0-9]+)?|inf|Inf|INF)|\.(?:nan|NaN|NAN)"
)
_INTEGER_LIKE = re.compile(r"[-+]?(?:0b[01_]+|0o?[0-7_]+|[0-9_]+|0x[0-9a-fA-F_]+)")

# Characters that YAML refuses, those that are a line's end to YAML 1.1 but not to 1.2, and handles
# of tags, which libyaml compares each with each. In two forms, since each by itself is quick.
_REFUSED = (
    re.compile("[^\t\n\r -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"),
    re.compile("^%TAG", re.MULTILINE),
)
# What people write by a Chinese keyboard or a spreadsheet, where YAML wants something else.
_SLIPS = (
    (re.compile(r"^[ ]*\t"), Message("sources.tab-indent")),
    (re.compile(r"^\s*\u3000"), Message("sources.wide-indent")),
    (
        re.compile(r"(?:^|[{,])[ \t]*(?:- +)?[A-Za-z][\w-]*："),
        Message("sources.wide-colon-after-key"),
    ),
    (re.compile(r"\{[^}，]*，"), Message("sources.wide-comma")),
    (re.compile(r"[:,\[{][ ]*[“”]"), Message("sources.straight-quotes")),
    (re.compile(r"\t"), Message("sources.a-tab")),
    (
        re.compile(r"^[ ]*(?:- +)?[A-Za-z][\w-]*:[^\s]"),
        Message("sources.space-after-colon"),
    ),
)
_WIDE_COLON = re.compile(r"([A-Za-z][A-Za-z0-9_-]*)：(.*)", re.DOTALL)
_THOUSANDS = re.compile(r"[0-9]{3}")

# What the parser says, by a part of it.
_REASONS = {
    "mapping values are not allowed": Message("sources.yaml-mapping-here"),
    "could not find expected ':'": Message("sources.yaml-no-colon"),
    "did not find expected key": Message("sources.yaml-no-key"),
    "did not find expected '-' indicator": Message("sources.yaml-no-dash"),
    "did not find expected ',' or": Message("sources.yaml-no-comma"),
    "found unexpected end of stream": Message("sources.yaml-no-end"),
    "found character that cannot start": Message("sources.yaml-bad-start"),
    "block sequence entries are not allowed": Message("sources.yaml-list-here"),
    "undefined tag handle": Message("sources.no-tag-handles"),
    "did not find expected node content": Message("sources.yaml-no-value"),
    "unknown escape": Message("sources.yaml-escape"),
    "unacceptable character": Message("sources.yaml-character"),
    "document start": Message("sources.yaml-outside"),
}

# The parser in Python stands in where PyYAML was built without libyaml.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(slots=True)
class YamlFile:
    """The data of one file, and the faults of it, each with line and column (from 1)."""

    file: str
    data: Any = None
    text: str = ""
    faults: list[Fault] = field(default_factory=list)
    blanks: dict[str, str] = field(default_factory=dict)  # texts of nothing but spaces, by pointer
    doubted: frozenset[str] = frozenset()  # names that what has faults elsewhere may have meant
    _broken: set[str] = field(default_factory=set)  # pointers of what no model could read
    _places: dict[str, tuple[int, int]] | None = None

    @property
    def places(self) -> Mapping[str, tuple[int, int]]:
        """The line and column of every key and item by pointer.

        Only faults ask for them, and most files have none, so the text is walked a second time.
        """
        if self._places is None:
            places: dict[str, tuple[int, int]] = {}
            if self.text:
                again = YamlFile(self.file, text=self.text, _places=places)
                _Walk(self.text, again, places).data()
            self._places = places
        return self._places

    def has(self, at: str) -> bool:
        """Whether a key or item stands at a pointer."""
        here = self.data
        for step in at.split("/")[1:]:
            if isinstance(here, dict):
                key = step.replace("~1", "/").replace("~0", "~") if "~" in step else step
                if key not in here:
                    return False
                here = here[key]
            elif isinstance(here, list) and step.isdecimal() and int(step) < len(here):
                here = here[int(step)]
            else:
                return False
        return True

    def fault(self, at: str, value: Any, expected: Message, nearest: str | None = None) -> Fault:
        """A fault at a pointer; where the pointer itself is not there, at its closest parent."""
        known = at
        while known not in self.places and known:
            known = known.rpartition("/")[0]
        line, column = self.places.get(known, (1, 1))
        return Fault(at, value, expected, nearest, None, self.file, line, column)

    def add_fault(self, at: str, value: Any, expected: Message, nearest: str | None = None) -> None:
        """Adds a fault, but for one that only follows from what could not be read."""
        doubted = isinstance(value, str) and not self.doubted.isdisjoint(value.split("."))
        if not (doubted or self.is_broken(at) or isinstance(value, Unreadable)):
            self.faults.append(self.fault(at, value, expected, nearest))

    def is_broken(self, at: str) -> bool:
        """Whether what stands at a pointer could not be read, or what it stands in."""
        parts = at.split("/")
        above = {"/".join(parts[:count]) for count in range(1, len(parts) + 1)}
        return bool(above & self._broken)

    def misshapen(self, faults: Iterable[Fault]) -> None:
        """Adds faults of a value's shape; what lies below them gets no further ones."""
        broken = set()
        for fault in faults:
            self.add_fault(fault.pointer, fault.value, fault.expected, fault.nearest)
            broken.add(fault.pointer)
        self._broken |= broken

    def unreadable(self, faults: Iterable[Fault]) -> None:
        """Adds the faults for which the whole file cannot be read."""
        self.faults += faults
        self._broken.add("")


def read(path: Path, name: str) -> YamlFile:
    """The file at `path`, called `name` in faults.

    Raises RulebookError where it cannot be read at all; faults of its contents are in `faults`.
    """
    source = YamlFile(name)
    source.text = _text(path, source)
    try:
        source.data = _Walk(source.text, source).data()
    except MarkedYAMLError as error:
        raise _broken_off(error, source.text, source) from None
    except (YAMLError, ValueError):
        raise _refusal(
            source, Message("sources.yaml", reason=Message("sources.yaml-unreadable")), (1, 1)
        ) from None
    return source


def _broken_off(error: MarkedYAMLError, text: str, source: YamlFile) -> RulebookError:
    """The fault of a text that the parser gave up on, with what is likely wrong about it."""
    mark = error.problem_mark or error.context_mark
    reason = _reason(str(error.problem or error.context or ""))
    if mark is None:
        return _refusal(source, Message("sources.yaml", reason=reason), (1, 1))
    lines = [*text.removeprefix("\ufeff").split("\n"), ""]
    # Where a colon is lacking, the parser sees it on a later line only.
    started = error.context_mark or mark
    for number in dict.fromkeys((mark.line, started.line, max(0, mark.line - 1))):
        line = lines[number]
        if slip := next((slip for slip in _SLIPS if slip[0].search(line)), None):
            form, meant = slip
            place = form.search(line)
            column = place.end() if place else 1
            return _refusal(
                source, Message("sources.yaml", reason=meant), (number + 1, column), line.strip()
            )
    line = lines[mark.line] if mark.line < len(lines) else ""
    return _refusal(source, Message("sources.yaml", reason=reason), _place(mark), line.strip())


def _reason(problem: str) -> Message:
    """What the parser found wrong, in words of ours."""
    known = (words for part, words in _REASONS.items() if part in problem)
    return next(known, Message("sources.yaml-unreadable"))


def _refusal(
    source: YamlFile, expected: Message, place: tuple[int, int], value: Any = None
) -> RulebookError:
    return RulebookError([Fault("", value, expected, None, None, source.file, *place)])


def _place(mark: Any) -> tuple[int, int]:
    return mark.line + 1, mark.column + 1


def _text(path: Path, source: YamlFile) -> str:
    try:
        with path.open("rb") as file:
            raw = file.read(_MOST_FILES)
            raw += file.read(MAX_BYTES + 1 - len(raw)) if len(raw) == _MOST_FILES else b""
    except OSError as error:
        expected = Message("sources.readable-file", reason=of_system(error))
        raise _refusal(source, expected, (1, 1), str(path)) from None
    if len(raw) > MAX_BYTES:
        raise _refusal(source, Message("sources.at-most-bytes", bytes=MAX_BYTES), (1, 1), str(path))
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        value = Message("sources.a-byte", byte=f"{raw[error.start]:02X}")
        raise _refusal(source, _encoding(raw), (line, 1), value) from None
    if hits := [hit for form in _REFUSED if (hit := form.search(text))]:
        refused = min(hits, key=re.Match.start)
        before = text[: refused.start()]
        place = before.count("\n") + 1, len(before) - before.rfind("\n")
        what = refused.group()
        shown = what if what == "%TAG" else _character(what)
        raise _refusal(
            source,
            Message("sources.yaml", reason=Message("sources.yaml-without", what=shown)),
            place,
        )
    return text


def _character(char: str) -> Message:
    return Message("sources.a-character", code=f"{ord(char):04X}")


def _encoding(raw: bytes) -> Message:
    """UTF-8, and what a text that is none is likely in."""
    expected = Message("sources.utf-8")
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        hint = Message("sources.is-utf-16")
        return Message("sources.with-hint", expected=expected, hint=hint)
    try:
        raw.decode("gb18030")
    except UnicodeDecodeError:
        return expected
    return Message("sources.with-hint", expected=expected, hint=Message("sources.is-gbk"))


class _Walk:
    """Goes through the events of a text, for plain data; their faults are added to a file.

    `places`: a table in which is noted where everything stands, if that is asked for.
    """

    def __init__(
        self, text: str, source: YamlFile, places: dict[str, tuple[int, int]] | None = None
    ) -> None:
        self._source = source
        self._places = places
        self._event: Callable[[], Any] = _LOADER(text).get_event
        self._path: list[str | int] = []  # to what is read now; as long as that is deep

    def data(self) -> Any:
        """The data of the text's one document."""
        data: Any = None
        documents: list[Event] = []
        while (event := self._event()) is not None:
            if isinstance(event, DocumentStartEvent):
                documents.append(event)
            elif isinstance(event, NodeEvent):
                if len(documents) == 1:
                    data = self._node(event)
                else:
                    self._skip(event)
        if not documents:
            raise _refusal(self._source, Message("sources.yaml-empty"), (1, 1))
        if len(documents) > 1:
            expected = Message("sources.yaml", reason=Message("sources.one-document"))
            raise _refusal(self._source, expected, _place(documents[1].start_mark))
        return data

    def _here(self) -> str:
        return pointer(self._path)

    def _note(self, event: Any) -> None:
        """Notes where the first event at a pointer stands: of a value, where its key does."""
        if self._places is not None:
            self._places.setdefault(self._here(), _place(event.start_mark))

    def _check(self, event: Any, depth: int) -> None:
        """Refuses what no file may hold; of scalars, only one with an anchor or style can."""
        if event.anchor is not None:  # an alias names one too
            place = _place(event.start_mark)
            raise _refusal(self._source, Message("sources.no-anchors"), place, event.anchor)
        if isinstance(event, ScalarEvent):
            event.value.encode()  # raises where an escape makes half a character
        elif depth >= MAX_DEPTH:
            expected = Message("sources.at-most-levels", levels=MAX_DEPTH)
            raise _refusal(self._source, expected, _place(event.start_mark))

    def _node(self, event: Any) -> Any:
        """The value that begins with an event."""
        if self._places is not None:
            self._note(event)
        if type(event) is ScalarEvent:
            if event.style or event.anchor is not None:
                self._check(event, 0)
            elif event.tag is None and _is_plain_text(event.value):  # as most are
                return event.value
            return self._scalar(event)
        self._check(event, len(self._path))
        if event.tag not in {None, "!", f"{_CORE}map", f"{_CORE}seq"}:
            self._source.misshapen([Fault(self._here(), event.tag, Message("sources.no-tag"))])
            self._skip(event)
            return None
        return self._mapping() if isinstance(event, MappingStartEvent) else self._list()

    def _list(self) -> list[Any]:
        data: list[Any] = []
        self._path.append(0)
        while type(event := self._event()) is not SequenceEndEvent:
            self._path[-1] = len(data)
            data.append(self._node(event))
        self._path.pop()
        return data

    def _mapping(self) -> dict[str, Any]:
        data: dict[str, Any] = {}
        path, next_event = self._path, self._event
        path.append("")
        while type(event := next_event()) is not MappingEndEvent:
            if type(event) is not ScalarEvent:
                self._compound_key(event)
                continue
            key: str = event.value
            if event.style or event.anchor is not None:
                self._check(event, 0)
            elif not key.isidentifier() and self._is_slip(event, data):
                continue
            path[-1] = key
            if self._places is not None:
                self._note(event)
            if key in data:
                self._repeated(event)
                continue
            data[key] = self._node(next_event())
        path.pop()
        return data

    def _compound_key(self, event: Any) -> None:
        at = pointer(self._path[:-1])
        self._skip(event)
        self._source.add_fault(at, Message("sources.compound-key"), Message("sources.plain-key"))
        self._skip(self._event())

    def _repeated(self, event: Any) -> None:
        here, source = self._here(), self._source
        expected = Message("sources.key-once-on-line", line=source.places[here][0])
        place = _place(event.start_mark)
        source.faults.append(Fault(here, event.value, expected, None, None, source.file, *place))
        self._skip(self._event())

    def _is_slip(self, event: Any, data: dict[str, Any]) -> bool:
        """Whether a key is none, though YAML takes it for one; then that is a fault of its own."""
        meant = _mistaken(event.value, data)
        if meant is None:
            return False
        self._skip(self._event())
        name, value, expected = meant
        self._path[-1] = name
        self._note(event)
        self._source.misshapen([Fault(self._here(), value, expected)])
        data.setdefault(name, None)
        return True

    def _skip(self, event: Any) -> None:
        """Passes over a node, which is held to the same bounds."""
        outside = depth = len(self._path)
        while True:
            if isinstance(event, NodeEvent):
                self._check(event, depth)
            depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
            if depth == outside:
                return
            event = self._event()

    def _scalar(self, event: Any) -> Any:
        text: str = event.value
        match _kind(event):
            case "str" | "timestamp":
                if not text or text.isspace():
                    self._source.blanks[self._here()] = text
                return text
            case "int" if _INTEGER.fullmatch(text) and len(text) <= _LONGEST_INTEGER:
                return int(text)
            case "float" if _DECIMAL.fullmatch(text):
                return Decimal(text)  # for the models to refuse by name: a rate stands in quotes
            case "bool" if _WORDS.get(text) == "bool":
                return text.lower() == "true"
            case "null" if _WORDS.get(text) == "null":
                return None
            case _:
                expected = Message("sources.yaml-value")
                self._source.misshapen([Fault(self._here(), text, expected)])
                return None


def _is_plain_text(text: str) -> bool:
    return not (text in _WORDS or text[0] in _FIGURES or text.isspace())


def _mistaken(key: str, data: dict[str, Any]) -> tuple[str, str, Message] | None:
    """The key, value and expectation of what is no key, though YAML takes it for one."""
    if wide := _WIDE_COLON.fullmatch(key):
        return wide[1], key, Message("sources.wide-colon-after-key")
    last = next(reversed(data), None)
    if last is not None and _THOUSANDS.fullmatch(key) and type(data[last]) is int:
        digits = f"{data[last]}{key}"
        data[last] = int(digits[:_LONGEST_INTEGER])
        return last, f"{digits[:-3]},{key}", Message("sources.amount-without-commas")
    return None


def _kind(event: Any) -> str:
    """What a scalar is: by its tag, or where it has none, by its looks."""
    if event.tag not in {None, "!"}:
        return str(event.tag).removeprefix(_CORE)
    text: str = event.value
    if event.style:  # quoted, or a block
        return "str"
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in _FIGURES:
        return "str"
    if _FLOAT_LIKE.fullmatch(text):
        return "float"
    return "int" if _INTEGER_LIKE.fullmatch(text) else "str"

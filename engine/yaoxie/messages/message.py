"""One sentence of the catalogue with its parameters, to be worded in either language."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any, Literal, NamedTuple, Protocol, Self, get_args, runtime_checkable

Lang = Literal["zh", "en"]
LANGS: tuple[str, ...] = get_args(Lang)
FAMILIES = (
    "advice",
    "cli",
    "help",
    "living",
    "profile",
    "rules",
    "screening",
    "service",
    "sheets",
    "sources",
    "steps",
    "synth",
    "system",
    "tables",
)
_SEPARATORS = {"zh": "、", "en": ", "}
_ALTERNATIVES = {"zh": "或", "en": " or "}


class Words(NamedTuple):
    """A sentence in Chinese and English."""

    zh: str
    en: str


class Either(tuple[Any, ...]):
    """Parameters of which one is meant: `a or b`."""

    __slots__ = ()


@runtime_checkable
class _Worded(Protocol):
    """Whatever words itself, such as a message or a fault."""

    def text(self, lang: Lang) -> str: ...


@runtime_checkable
class _Titled(Protocol):
    """Whatever has a text in both languages, such as a title of the vocabulary."""

    @property
    def zh(self) -> str: ...

    @property
    def en(self) -> str: ...


def entry(code: str) -> Words:
    """The sentence of a code in both languages, with its parameters in braces."""
    family, _, name = code.partition(".")
    if family not in FAMILIES:
        raise KeyError(code)
    # A family is imported when its first sentence is wanted: no answer needs any.
    catalogue: Mapping[str, tuple[str, str]] = import_module(f"yaoxie.messages.{family}").MESSAGES
    return Words(*catalogue[name])


def worded(value: Any, lang: Lang) -> str:
    """A parameter of a sentence as text; several values are set in a row."""
    match value:
        case Message():
            return value.text(lang)
        case str():
            return value
        case _Worded():
            return value.text(lang)
        case _Titled():
            return value.zh if lang == "zh" else value.en
        case Either():
            return _ALTERNATIVES[lang].join(worded(part, lang) for part in value)
        case tuple() | list():
            return _SEPARATORS[lang].join(worded(part, lang) for part in value)
        case _:
            return str(value)


class Message(str):
    """A sentence of the catalogue by its `code`, with its `parameters`; as text, it is English.

    Parameters are texts, numbers, days, titles, other messages, or tuples of these.
    """

    __slots__ = ("code", "parameters")

    code: str
    parameters: Mapping[str, Any]

    def __new__(cls, code: str, /, **parameters: Any) -> Self:
        message = super().__new__(cls, _filled(code, parameters, "en"))
        message.code, message.parameters = code, parameters
        return message

    def text(self, lang: Lang) -> str:
        """The sentence in one of the languages."""
        return str(self) if lang == "en" else _filled(self.code, self.parameters, lang)

    def __reduce__(self) -> tuple[Any, tuple[Any, ...]]:
        return _message, (self.code, dict(self.parameters))

    def to_dict(self) -> dict[str, Any]:
        """The code and the parameters as plain data, which `from_dict` takes."""
        return {"code": self.code, "parameters": _plain(self.parameters)}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Message:
        """The message in plain data."""
        return _message(data["code"], _parameters(data["parameters"]))


def _message(code: str, parameters: Mapping[str, Any]) -> Message:
    return Message(code, **parameters)


def _filled(code: str, parameters: Mapping[str, Any], lang: Lang) -> str:
    words = entry(code)
    sentence = words.zh if lang == "zh" else words.en
    return sentence.format_map({name: worded(value, lang) for name, value in parameters.items()})


def _plain(value: Any) -> Any:
    match value:
        case Message():
            return value.to_dict()
        case Mapping():
            return {name: _plain(part) for name, part in value.items()}
        case _Titled():
            return {"zh": value.zh, "en": value.en}
        case Either():
            return {"either": [_plain(part) for part in value]}
        case tuple() | list():
            return [_plain(part) for part in value]
        case str():
            return str(value)
        case bool() | int() | None:
            return value
        case _:
            return str(value)


def _parameters(data: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _parameter(value) for name, value in data.items()}


def _parameter(value: Any) -> Any:
    match value:
        case {"code": _, "parameters": _}:
            return Message.from_dict(value)
        case {"zh": zh, "en": en}:
            return Words(zh, en)
        case {"either": parts}:
            return Either(_parameter(part) for part in parts)
        case list():
            return tuple(_parameter(part) for part in value)
        case _:
            return value

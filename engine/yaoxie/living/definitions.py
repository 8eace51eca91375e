"""What a step is: a sentence, an example of it, what it is for, and what it does."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from yaoxie.messages import Message

Keyword = Literal["given", "when", "then"]
Below = Literal["needed", "allowed", "none"]  # what stands below a sentence
Table = list[list[str]]
Run = TypeVar("Run", bound=Callable[..., None])

KIND = "{kinds}"  # in a pattern, stands for the titles of all kinds of item


class StepError(Exception):
    """Why a step fails: what is found is not what it says, or its words mean nothing here."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True, slots=True)
class Definition:
    """One step. `pattern` is a regular expression for the whole sentence.

    `run` takes the world and the pattern's groups by name, and where it has such parameters the
    `table` or the text, `doc`, that stands below the sentence; `table` and `doc` here say whether
    it does. `example` may have either below it.
    """

    keyword: Keyword
    pattern: str
    example: str
    about: Message
    run: Callable[..., None]
    table: Below
    doc: Below


DEFINITIONS: list[Definition] = []  # all, as the modules of `steps` define them


def given(pattern: str, example: str, about: Message) -> Callable[[Run], Run]:
    """Defines a step that says what is so: 假如."""
    return _defining("given", pattern, example, about)


def when(pattern: str, example: str, about: Message) -> Callable[[Run], Run]:
    """Defines a step that asks something: 当."""
    return _defining("when", pattern, example, about)


def then(pattern: str, example: str, about: Message) -> Callable[[Run], Run]:
    """Defines a step that says what must come out: 那么."""
    return _defining("then", pattern, example, about)


def _defining(keyword: Keyword, pattern: str, example: str, about: Message) -> Callable[[Run], Run]:
    def define(run: Run) -> Run:
        below = (_below(run, name) for name in ("table", "doc"))
        DEFINITIONS.append(Definition(keyword, pattern, example, about, run, *below))
        return run

    return define


def _below(run: Callable[..., None], name: str) -> Below:
    parameter = inspect.signature(run).parameters.get(name)
    if parameter is None:
        return "none"
    return "needed" if parameter.default is inspect.Parameter.empty else "allowed"


def expect(
    found: Any, expected: Any, say: Callable[[Any], str] | None = None, why: str | None = None
) -> None:
    """Raises StepError with what was found, where it is not what was expected.

    `say` words it as features do; `why` is what it comes from.
    """
    if found == expected:
        return
    text = (say or said)(found)
    if why:
        raise StepError(Message("living.found-since", found=text, why=why))
    raise StepError(Message("living.found", found=text))


def said(value: Any) -> str:
    """A value as features write it."""
    match value:
        case None:
            return "无"
        case bool():
            return "是" if value else "否"
        case int():
            return f"{value:,}"
        case list() | tuple():
            return "、".join(map(said, value)) or "无"
        case _:
            return str(value)

"""The language of a run: that of `--lang`, else the environment's, else Chinese."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from contextvars import ContextVar
from typing import cast

from yaoxie.messages import LANGS, Lang, Message

_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
_OPTION = "--lang"
_chosen: ContextVar[Lang] = ContextVar("lang", default="zh")


def choose(arguments: Sequence[str]) -> None:
    """Sets the language by the arguments of a command line, wherever the option stands in them.

    It is needed before they are read: what is wrong with them is said in it, and so is help.
    """
    _chosen.set(_of_arguments(arguments) or _of_environment())


def current() -> Lang:
    """The language of this run."""
    return _chosen.get()


def say(message: Message) -> str:
    """A message in the language of this run."""
    return message.text(current())


def _of_arguments(arguments: Sequence[str]) -> Lang | None:
    options = [*arguments, ""]
    if "--" in options:
        options = [*options[: options.index("--")], ""]
    named = [
        option.partition("=")[2] if option.startswith(f"{_OPTION}=") else options[at + 1]
        for at, option in enumerate(options)
        if option == _OPTION or option.startswith(f"{_OPTION}=")
    ]
    return _known(reversed(named))


def _of_environment() -> Lang:
    values = (os.environ.get(name, "") for name in _VARIABLES)
    return _known(value.partition("_")[0].partition(".")[0] for value in values) or "zh"


def _known(names: Iterable[str]) -> Lang | None:
    return next((cast("Lang", name) for name in names if name in LANGS), None)

"""What is wrong with a command line, kept until the command knows what else is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextvars import ContextVar
from dataclasses import replace
from typing import NamedTuple

from yaoxie.errors import Fault
from yaoxie.messages import Message
from yaoxie.values import Title


class _Kept(NamedTuple):
    faults: tuple[Fault, ...]
    advice: Message | None
    options: frozenset[str]


_NOTHING = _Kept((), None, frozenset())
_kept: ContextVar[_Kept] = ContextVar("usage", default=_NOTHING)


def keep(faults: Sequence[Fault], advice: Message | None, options: Iterable[str] = ()) -> None:
    """Keeps the faults of this run's command line, and the sentence that says where help is.

    `options`: those of the command, as they are typed.
    """
    _kept.set(_Kept(tuple(faults), advice if faults else None, frozenset(options)))


def faults() -> tuple[Fault, ...]:
    """Options and arguments that the command does not take."""
    return _kept.get().faults


def as_typed(fault: Fault) -> Fault:
    """A fault with the option as it is typed, where its pointer has another spelling: `as_of`."""
    typed = f"--{fault.pointer.removeprefix('/').replace('_', '-')}"
    is_read = fault.file is not None or fault.line is not None  # a place in what was read
    if "_" in fault.pointer and not is_read and typed in _kept.get().options:
        return replace(fault, place=Title(zh=typed, en=typed))
    return fault


def advice() -> Message | None:
    """Where help is, if that is needed."""
    return _kept.get().advice

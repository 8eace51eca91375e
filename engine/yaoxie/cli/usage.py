"""What is wrong with a command line, kept until the command knows what else is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from contextvars import ContextVar
from typing import NamedTuple

from yaoxie.errors import Fault
from yaoxie.messages import Message


class _Kept(NamedTuple):
    faults: tuple[Fault, ...]
    advice: Message | None


_NOTHING = _Kept((), None)
_kept: ContextVar[_Kept] = ContextVar("usage", default=_NOTHING)


def keep(faults: Sequence[Fault], advice: Message | None) -> None:
    """Keeps the faults of this run's command line, and the sentence that says where help is."""
    _kept.set(_Kept(tuple(faults), advice if faults else None))


def faults() -> tuple[Fault, ...]:
    """Options and arguments that the command does not take."""
    return _kept.get().faults


def advice() -> Message | None:
    """Where help is, if that is needed."""
    return _kept.get().advice

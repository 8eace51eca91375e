"""What is expected where a name is that of no measure: a handful of names, the likest first."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from yaoxie.messages import Message

_MOST = 8  # names in one sentence
_COMPARED = 64  # characters of a name; ids are no longer


def expected(name: str, known: Sequence[str], *, places: bool = False) -> Message:
    """What `name` should be: one of a few names, or such as those that are most like it.

    `places`: whether names of places are among the known ones.
    """
    if len(known) <= _MOST:
        return Message("sources.one-of", words=tuple(known))
    names = likest(name, known)
    return Message(
        "rules.measure-or-place-such-as" if places else "rules.measure-such-as", names=names
    )


def likest(name: str, known: Sequence[str]) -> tuple[str, ...]:
    """Those of the known names that are most like a name; of those equally like, the first."""
    matcher = SequenceMatcher(None, b=name[:_COMPARED], autojunk=False)

    def unlikeness(word: str) -> float:
        matcher.set_seq1(word)
        return -matcher.ratio()

    return tuple(sorted(known, key=unlikeness)[:_MOST])

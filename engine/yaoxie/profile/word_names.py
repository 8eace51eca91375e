"""What people call the words of a set: the word itself, its titles in both languages, its aliases.

Case, width, spaces and the kind of hyphen do not matter: `Ⅲ类` is `III类`.

    names = of(packaged().words["device_class"])
    meant("三类", names)        III
    nearest("第三类器械", names)  III
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from yaoxie import errors

if TYPE_CHECKING:
    from yaoxie.profile.definitions import NamedWord

Names = tuple[tuple[str, str], ...]  # each name as it is looked up, with its word
_KEPT = 256  # sets whose names are kept
_NUMBERS = re.compile(r"[0-9一二三四五六七八九十]+|(?<![a-z])[ivx]+(?![a-z])")


def folded(name: str) -> str:
    """A name as it is looked up."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    return "".join(plain.split()).replace("_", "-")


def every_name(word: NamedWord) -> Iterator[str]:
    """All names of a word."""
    yield from (word.id, word.zh, word.en, *word.aliases)


def of(words: Iterable[NamedWord]) -> Names:
    """The names of the words of a set, each once; a word itself comes before others' titles."""
    entries = list(words)
    names = {folded(word.id): word.id for word in entries}
    for word in entries:
        for name in every_name(word):
            names.setdefault(folded(name), word.id)
    return tuple(names.items())


def meant(text: str, names: Names) -> str | None:
    """The word that a text is a name of."""
    return _table(names).get(folded(text))


def nearest(text: str, names: Names) -> str | None:
    """The word that a text is a name of, or likely a slip of the pen for.

    A name with another number in it is another thing, however near: class 3 is not class 1.
    """
    known = _table(names)
    word = known.get(folded(text)) or errors.nearest(text, set(known.values()))
    if word is not None:
        return word
    numbers = _NUMBERS.findall(folded(text))
    alike = [name for name in known if _NUMBERS.findall(name) == numbers]
    close = errors.nearest(text, alike)
    return known[close] if close is not None else None


@lru_cache(_KEPT)
def _table(names: Names) -> Mapping[str, str]:
    return dict(names)

"""What all checks of a measure's files share: its names, readings and guards."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from yaoxie.errors import nearest
from yaoxie.messages import Message
from yaoxie.profile.vocabulary import Vocabulary
from yaoxie.rules import model as measure
from yaoxie.rules.choosing import applies
from yaoxie.rules.model import PERIODS
from yaoxie.rules.types import Citation, Guarded, Under
from yaoxie.sources.salvage import UNREADABLE, is_name
from yaoxie.sources.yaml_text import YamlFile

MAX_COMBINATIONS = 100_000

Readings = dict[str, str]
Placed = tuple[Guarded, str]  # what has an `under`, and the pointer where it stands


@dataclass(frozen=True)
class Scope:
    """Checks names against one measure; faults go to the source they stand in."""

    model: measure.Measure
    vocabulary: Vocabulary

    @cached_property
    def _documents(self) -> list[str]:
        return [document.id for document in self.model.documents]

    @cached_property
    def _options(self) -> dict[str, list[str]]:
        """The options of each reading."""
        return {
            reading.id: [option.id for option in reading.options] for reading in self.model.readings
        }

    def period(self, name: str, source: YamlFile, at: str) -> None:
        """A period is one of the language's, or of the measure."""
        known = [*PERIODS, *self.model.periods]
        if not is_name(name, known):
            source.add_fault(
                at, name, Message("sources.one-of", words=tuple(known)), nearest(name, known)
            )

    def base(
        self, share: measure.BaseShare, kinds: Sequence[str], source: YamlFile, at: str
    ) -> None:
        """A base is made of amounts of some kinds of subject, each once."""
        amounts = [
            f"{kind}.{name}"
            for kind in kinds
            for name, field in self.vocabulary.fields(kind).items()
            if field.type.name == "yuan"
        ]
        seen: set[str] = set()
        for key, names in (("of", share.of), ("less", share.less)):
            for i, name in enumerate(names or ()):
                place = item(source, f"{at}/{key}", i)
                if not is_name(name, amounts):
                    listed = tuple(amounts) or Message("rules.subject-has-none")
                    expected = Message("rules.amount-of-subject", names=listed)
                    source.add_fault(place, name, expected, nearest(name, amounts))
                elif name in seen:
                    source.add_fault(place, name, Message("rules.each-amount-once"))
                seen.add(name)

    def citation(self, citation: Citation, source: YamlFile, at: str) -> None:
        """A source names a document of the measure."""
        known = self._documents
        if not is_name(citation.document, known):
            close = nearest(citation.document, known)
            source.add_fault(
                f"{at}/document",
                citation.document,
                Message("sources.one-of", words=tuple(known)),
                close,
            )

    def under(self, under: Under, source: YamlFile, at: str) -> bool:
        """A guard names readings and options of the measure; whether it is free of faults."""
        if not under:
            return True
        known = self._options
        fine = True
        for name, chosen in under.items():
            place = f"{at}/under/{name}"
            if not is_name(name, known):
                source.add_fault(
                    place,
                    name,
                    Message("rules.a-reading", names=tuple(known)),
                    nearest(name, known),
                )
                fine = False
                continue
            if name not in known or UNREADABLE in known[name]:
                fine = False  # its options cannot be read
                continue
            for i, option in enumerate(chosen):
                twice = option in chosen[:i]
                if option in known[name] and not twice:
                    continue
                expected, close = Message("rules.each-option-once"), None
                if not twice:
                    expected = Message("sources.one-of", words=tuple(known[name]))
                    close = nearest(option, known[name])
                source.add_fault(item(source, place, i), option, expected, close)
                fine = False
        return fine

    def alternatives(
        self,
        guarded: Sequence[Placed],
        source: YamlFile,
        at: str,
        within: Under,
        *,
        needed: bool,
    ) -> None:
        """At most one holds under every combination of readings; exactly one where it is needed."""
        if not (guarded or needed):
            return
        fine = [self.under(entry.under, source, place) for entry, place in guarded]
        guards = [entry.under for entry, _ in guarded]
        if not all(fine) or (len(guards) == 1 and not guards[0]):
            return
        for readings in self.combinations([within, *guards]):
            if not applies(within, readings):
                continue
            count = sum(applies(guard, readings) for guard in guards)
            if count > 1 or (needed and count == 0):
                expected = Message(
                    "rules.exactly-one-alternative" if needed else "rules.at-most-one-alternative",
                    readings=in_words(readings),
                )
                source.add_fault(at, Message("rules.alternatives", count=count), expected)
                return

    def combinations(self, guards: Iterable[Under]) -> Iterator[Readings]:
        """Every combination of the readings that the guards name."""
        named = {name for guard in guards for name in guard}
        options = {name: known for name, known in self._options.items() if name in named}
        for chosen in itertools.islice(itertools.product(*options.values()), MAX_COMBINATIONS):
            yield dict(zip(options, chosen, strict=True))


def item(source: YamlFile, at: str, index: int) -> str:
    """The pointer of an alternative, which may stand alone or in a list."""
    listed = f"{at}/{index}"
    return listed if source.has(listed) else at


def placed(source: YamlFile, at: str, entries: Sequence[Guarded] | None) -> list[Placed]:
    """Alternatives with the pointers where they stand."""
    return [(entry, item(source, at, i)) for i, entry in enumerate(entries or ())]


def in_words(readings: Readings) -> str:
    """A combination of readings in words."""
    text = ", ".join(f"{name}={option}" for name, option in readings.items())
    return text or Message("rules.any-reading")


def unique(
    source: YamlFile, at: str, names: Sequence[str], tail: str = "", taken: Sequence[str] = ()
) -> None:
    """Every name stands once."""
    seen = set(taken)
    for i, name in enumerate(names):
        if name in seen:
            source.add_fault(f"{at}/{i}{tail}", name, Message("rules.name-not-taken"))
        seen.add(name)

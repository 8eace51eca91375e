"""Finds the step of each sentence, and names those that are none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from yaoxie.errors import Fault, nearest
from yaoxie.living.definitions import KIND, Definition
from yaoxie.living.files import Feature, FeatureError, Scenario, Step
from yaoxie.living.steps import STEPS, given
from yaoxie.living.words import Titles
from yaoxie.messages import Message
from yaoxie.profile.vocabulary import Vocabulary
from yaoxie.rules.library import Library

_VARIABLE = re.compile(r'"[^"]*"|[0-9][0-9,.-]*')  # what differs between two uses of a step


class Match(NamedTuple):
    """The definition of a sentence, and what its pattern's groups hold."""

    definition: Definition
    match: re.Match[str]


@dataclass(frozen=True, slots=True)
class Matched:
    """A scenario whose every sentence is a step."""

    feature: Feature
    scenario: Scenario
    matches: tuple[Match, ...]


class Matcher:
    """All steps, in the words of a vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        kinds = "|".join(map(re.escape, Titles(vocabulary).kinds))
        self._patterns = [
            (definition, re.compile(definition.pattern.replace(KIND, kinds)))
            for definition in STEPS
        ]
        self._known: dict[str, Match | None] = {}

    def find(self, text: str) -> Match | None:
        """The step that a sentence is."""
        if text not in self._known:
            self._known[text] = next(self.all(text), None)
        return self._known[text]

    def all(self, text: str) -> Iterator[Match]:
        """All steps that a sentence may be; of the packaged ones, there is one at most."""
        for definition, pattern in self._patterns:
            if match := pattern.fullmatch(text):
                yield Match(definition, match)


def matched(features: Iterable[Feature], vocabulary: Vocabulary) -> list[Matched]:
    """The scenarios of features with their steps. Raises FeatureError with what is no step."""
    matcher = Matcher(vocabulary)
    scenarios: list[Matched] = []
    faults: dict[tuple[str, int], Fault] = {}
    for feature in features:
        for scenario in feature.scenarios:
            matches = []
            for step in scenario.steps:
                match = matcher.find(step.text)
                if match is not None:
                    matches.append(match)
                fault = _fault(step, match, feature.uri)
                if fault is not None:
                    # A step of a background, or of an outline, is one fault.
                    faults.setdefault((feature.uri, step.line), fault)
            scenarios.append(Matched(feature, scenario, tuple(matches)))
    if faults:
        raise FeatureError(faults.values())
    return scenarios


def of_measure(scenarios: Iterable[Matched], name: str, library: Library) -> list[Matched]:
    """The scenarios that review a measure or a series, by any of their names."""
    home = library.series.get(name) or library.series_of(name)
    wanted = {name}
    if home is not None:
        wanted |= set(home.versions) if home.id == name else {home.id}
    return [each for each in scenarios if _reviewed(each, library.default_measure) in wanted]


def _reviewed(matched: Matched, default: str) -> str:
    """The measure that the steps of a scenario put under review last, else the default."""
    named = [
        match["measure"]
        for definition, match in matched.matches
        if definition.run is given.measure_under_review
    ]
    return named[-1] if named else default


def _fault(step: Step, match: Match | None, uri: str) -> Fault | None:
    close = None
    if match is None:
        expected, close = Message("living.known-step"), _nearest(step.text)
    elif match.definition.table == "needed" and step.table is None:
        expected, close = Message("living.with-table"), match.definition.example
    elif match.definition.doc == "needed" and step.doc is None:
        expected, close = Message("living.with-text"), match.definition.example
    elif match.definition.table == "none" and step.table is not None:
        expected = Message("living.without-table")
    elif match.definition.doc == "none" and step.doc is not None:
        expected = Message("living.without-text")
    else:
        return None
    return Fault("", step.text, expected, close, None, uri, step.line, step.column)


def _nearest(text: str) -> str | None:
    """The example of the step that a sentence is likely meant to be."""
    examples: dict[str, str] = {}
    for definition in STEPS:
        sentence = definition.example.partition("\n")[0]
        examples.setdefault(_bare(sentence), sentence)
    close = nearest(_bare(text), examples)
    return None if close is None else examples[close]


def _bare(text: str) -> str:
    """A sentence without what it says of its own."""
    return _VARIABLE.sub("", text)

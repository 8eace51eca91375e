"""What is wrong with the Gherkin of a feature, in words of ours."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from gherkin.errors import NoSuchLanguageException, ParserException, UnexpectedEOFException

from yaoxie.errors import Fault
from yaoxie.messages import Message

_UNEXPECTED = re.compile(r"expected: (?P<tokens>[#A-Za-z, ]+), got '(?P<found>.*)'\Z", re.DOTALL)
_EXPECTED = re.compile(r"expected: (?P<tokens>[#A-Za-z, ]+)\Z")
_LANGUAGE = re.compile(r"Language not supported: (?P<name>.*)\Z", re.DOTALL)
_CELLS = "inconsistent cell count"


def of(errors: Iterable[ParserException], uri: str) -> Iterator[Fault]:
    """The faults of a file, each at its line and column.

    Of a language that is none, all else that is wrong follows.
    """
    found = list(errors)
    of_language = [error for error in found if isinstance(error, NoSuchLanguageException)]
    for error in of_language or found:
        value, expected = _worded(error)
        line, column = error.location["line"], error.location.get("column")
        yield Fault("", value, expected, file=uri, line=line, column=column or None)


def _worded(error: ParserException) -> tuple[str | Message, Message]:
    """What stands there, and what was expected."""
    text = str(error)
    if match := _UNEXPECTED.search(text):
        return match["found"], _lines(match["tokens"])
    if isinstance(error, UnexpectedEOFException) and (match := _EXPECTED.search(text)):
        return Message("living.end"), _lines(match["tokens"])
    if isinstance(error, NoSuchLanguageException) and (match := _LANGUAGE.search(text)):
        return match["name"], Message("living.language")
    if _CELLS in text:
        return Message("living.row"), Message("living.same-cells")
    return text, Message("living.gherkin")


def _lines(tokens: str) -> Message:
    """What a line might have been, of those that a person writes on purpose."""
    titles = {
        "#FeatureLine": Message("living.feature-line"),
        "#RuleLine": Message("living.rule-line"),
        "#BackgroundLine": Message("living.background-line"),
        "#ScenarioLine": Message("living.scenario-line"),
        "#StepLine": Message("living.step-line"),
        "#ExamplesLine": Message("living.examples-line"),
        "#TableRow": Message("living.table-row"),
        "#DocStringSeparator": Message("living.quotes"),
        "#TagLine": Message("living.tag-line"),
    }
    names = tuple(title for token, title in titles.items() if token in tokens.split(", "))
    if "#Language" in tokens:
        return Message("living.first-line")
    return Message("living.line", names=names)

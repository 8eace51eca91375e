"""The steps as a page: of the documentation, and of `yaoxie test --steps`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from yaoxie.living.definitions import Definition
from yaoxie.living.steps import MODULES, STEPS
from yaoxie.messages import Lang, Message

_KEYWORDS = {"given": "假如", "when": "当", "then": "那么"}


def text(lang: Lang) -> str:
    """Every step with what it is for and an example, as Markdown, under a heading for each part."""
    titles = {module.__name__: module.TITLE for module in MODULES}
    parts = groupby(STEPS, key=lambda step: step.run.__module__)
    return "\n".join(line for name, steps in parts for line in _part(titles[name], steps, lang))


def _part(title: Message, steps: Iterable[Definition], lang: Lang) -> Iterator[str]:
    yield f"## {title.text(lang)}\n"
    for step in steps:
        yield f"{step.about.text(lang)}\n"
        yield "```gherkin"
        sentence, *below = step.example.split("\n")
        yield f"{_KEYWORDS[step.keyword]} {sentence}"
        yield from (f"  {line}" for line in below)
        yield "```\n"

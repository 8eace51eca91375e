"""The steps as a page: of the documentation, and of `yaoxie test --steps`."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from yaoxie.living.definitions import Definition
from yaoxie.living.steps import MODULES, STEPS
from yaoxie.messages import Lang, Message

_HEADINGS = {
    module.__name__: heading
    for module, heading in zip(
        MODULES,
        (
            Message("living.steps-given"),
            Message("living.steps-texts"),
            Message("living.steps-when"),
            Message("living.steps-findings"),
            Message("living.steps-windows"),
            Message("living.steps-reports"),
            Message("living.steps-faults"),
            Message("living.steps-comparing"),
            Message("living.steps-advising"),
            Message("living.steps-planning"),
        ),
        strict=True,
    )
}
_KEYWORDS = {"given": "假如", "when": "当", "then": "那么"}


def text(lang: Lang) -> str:
    """Every step with what it is for and an example, as Markdown, under a heading for each part."""
    parts = groupby(STEPS, key=lambda step: step.run.__module__)
    return "\n".join(line for name, steps in parts for line in _part(name, list(steps), lang))


def _part(name: str, steps: list[Definition], lang: Lang) -> Iterator[str]:
    yield f"## {_HEADINGS[name].text(lang)}\n"
    for step in steps:
        yield f"{step.about.text(lang)}\n"
        yield "```gherkin"
        sentence, *below = step.example.split("\n")
        yield f"{_KEYWORDS[step.keyword]} {sentence}"
        yield from (f"  {line}" for line in below)
        yield "```\n"

"""What came of scenarios as one page of HTML, which needs no network.

First every measure, with its supports and the scenarios that speak of each; then every feature as
it is written, with what came of each scenario or example.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from yaoxie.living.files import Feature
from yaoxie.living.running import Result
from yaoxie.messages import Lang, Message
from yaoxie.rules.library import Library
from yaoxie.values import Title

_TEMPLATE = "page.html"


class Tally(NamedTuple):
    """How many scenarios passed and failed."""

    passed: int
    failed: int

    @classmethod
    def of(cls, results: Sequence[Result]) -> Tally:
        failed = sum(result.failure is not None for result in results)
        return cls(len(results) - failed, failed)


class Outline(NamedTuple):
    """A scenario as it is written, and what came of it or of its examples."""

    anchor: str
    name: str
    line: int
    tally: Tally
    node: dict[str, Any]
    rows: dict[int, Result]  # of an outline, by the line of the example
    failures: list[Result]


class Mention(NamedTuple):
    """A support, or a measure as a whole, and the scenarios that speak of it."""

    id: str
    title: Title
    tally: Tally
    outlines: list[Outline]


def written(
    features: Sequence[Feature], results: Sequence[Result], library: Library, lang: Lang
) -> str:
    """The page in one of the languages."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    by_outline: dict[str, list[Result]] = defaultdict(list)
    for result in results:
        by_outline[result.matched.scenario.outline].append(result)
    outlines = {name: _outline(own) for name, own in by_outline.items()}
    measures, apart = _mentions(results, outlines, library)
    return environment.get_template(_TEMPLATE).render(
        lang=lang,
        say=_words(lang),
        titled=lambda title: title.zh if lang == "zh" else title.en,
        failure=lambda result: result.failure.message.text(lang),
        tally=Tally.of(results),
        rules=library.name,
        measures=measures,
        apart=apart,
        features=[(feature, list(_nodes(feature, outlines))) for feature in features],
    )


def _words(lang: Lang) -> dict[str, str]:
    """What the page says of its own."""
    messages = {
        "title": Message("living.page-title"),
        "passed": Message("living.page-passed"),
        "failed": Message("living.page-failed"),
        "measures": Message("living.page-measures"),
        "features": Message("living.page-features"),
        "whole": Message("living.page-whole"),
        "none": Message("living.page-none"),
        "apart": Message("living.page-apart"),
        "rules": Message("living.page-rules"),
        "background": Message("living.page-background"),
    }
    return {name: message.text(lang) for name, message in messages.items()}


def _outline(results: list[Result]) -> Outline:
    scenario, feature = results[0].matched.scenario, results[0].matched.feature
    (node,) = (node for node in _scenarios(feature) if node["id"] == scenario.outline)
    return Outline(
        anchor=f"s{scenario.outline}",
        name=node["name"],
        line=scenario.line,
        tally=Tally.of(results),
        node=node,
        rows={r.matched.scenario.row: r for r in results if r.matched.scenario.row is not None},
        failures=[result for result in results if result.failure is not None],
    )


def _mentions(
    results: Sequence[Result], outlines: dict[str, Outline], library: Library
) -> tuple[list[tuple[str, Title, list[Mention]]], list[Outline]]:
    """Measures with their supports in order, and the scenarios that speak of none.

    Only measures that some scenario speaks of; of these, every support.
    """
    spoken: dict[tuple[str, str], list[Result]] = defaultdict(list)
    for result in results:
        for about in result.supports:
            spoken[about].append(result)
    named = {measure for measure, _ in spoken}
    measures = []
    for name, model in library.measures.items():
        if name not in named:
            continue
        supports = {entry.id: entry.title for entry in library.checked(name).supports}
        mentions = [
            Mention(key, title, Tally.of(own), _distinct(own, outlines))
            for key, title in {**supports, "": model.title}.items()
            for own in [spoken.get((name, key), [])]
            if own or key
        ]
        measures.append((name, model.title, mentions))
    return measures, _distinct([result for result in results if not result.supports], outlines)


def _distinct(results: Sequence[Result], outlines: dict[str, Outline]) -> list[Outline]:
    names = dict.fromkeys(result.matched.scenario.outline for result in results)
    return [outlines[name] for name in names]


def _scenarios(feature: Feature) -> Iterator[dict[str, Any]]:
    for child in feature.document["feature"]["children"]:
        for inner in child["rule"]["children"] if "rule" in child else [child]:
            if "scenario" in inner:
                yield inner["scenario"]


def _nodes(feature: Feature, outlines: dict[str, Outline]) -> Iterator[tuple[str, Any]]:
    """Rules, backgrounds and scenarios of a feature in their order; only those that ran."""
    for child in feature.document["feature"]["children"]:
        inner = [child]
        if "rule" in child:
            yield "rule", child["rule"]
            inner = child["rule"]["children"]
        for node in inner:
            if "background" in node:
                yield "background", node["background"]
            elif node["scenario"]["id"] in outlines:
                yield "scenario", outlines[node["scenario"]["id"]]

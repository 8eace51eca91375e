"""The steps: each has an example, none is another's, and nothing but StepError comes of any."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache

import hypothesis.strategies as st
import pytest
from hypothesis import given
from yaoxie import Rulebook, resources
from yaoxie.living import files, listing
from yaoxie.living.definitions import StepError
from yaoxie.living.files import Scenario, Step
from yaoxie.living.matching import Matcher
from yaoxie.living.steps import STEPS
from yaoxie.living.words import Titles
from yaoxie.living.world import World
from yaoxie.messages import Message


@cache
def packaged() -> list[Scenario]:
    """All scenarios of the packaged features."""
    features = files.read(files.packaged(resources.folder("features")))
    return [scenario for feature in features for scenario in feature.scenarios]


@cache
def sentences() -> list[str]:
    return sorted({step.text for scenario in packaged() for step in scenario.steps})


@pytest.fixture(scope="module")
def matcher(rulebook: Rulebook) -> Matcher:
    return Matcher(rulebook.library.vocabulary)


def test_the_example_of_a_step_is_a_sentence_of_it_alone(matcher: Matcher) -> None:
    for step in STEPS:
        sentence = step.example.partition("\n")[0]
        assert [match.definition for match in matcher.all(sentence)] == [step], sentence


def test_an_example_has_below_it_what_the_step_takes() -> None:
    for step in STEPS:
        _, *below = step.example.split("\n")
        table = bool(below) and all(re.fullmatch(r"\|.*\|", line) for line in below)
        doc = below[:1] == ['"""'] == below[-1:]
        assert table or step.table != "needed", step
        assert not table or step.table != "none", step
        assert doc is (step.doc == "needed"), step


def test_every_sentence_of_the_packaged_features_is_one_step_and_every_step_is_used(
    matcher: Matcher,
) -> None:
    used: set[str] = set()
    for sentence in sentences():
        (match,) = matcher.all(sentence)
        used.add(match.definition.example)
    assert {step.example for step in STEPS} - used == set()


def test_the_list_of_steps_has_each_with_what_it_is_for() -> None:
    for lang in ("zh", "en"):
        text = listing.text(lang)
        assert text.count("```gherkin") == len(STEPS)
        assert all(step.about.text(lang) in text for step in STEPS)


VALUES = ["", "甲", "无", "未填写", "空值", "是", "企业", "9" * 40, "-1", "1.5", "²", "/drugs/0"]
TEXTS = st.sampled_from(VALUES) | st.text(max_size=6)
HOSTILE = (
    *("", "[]", "{}", '{"company": 3}', '{"drugs": null}', '{"drugs": [1, {"id": [2]}]}'),
    '{"company": {}, "drugs": [{"id": "YX-101", "milestones": ["a", {}]}]}',
    '{"company": {}, "drugs": [{"id": "YX-101", "milestones": 5}]}',
)
DOCS = st.sampled_from(HOSTILE) | TEXTS


@st.composite
def scenarios(draw: st.DrawFn) -> list[Step]:
    """A scenario of the features with some sentences of others, and other words in some quotes."""
    steps = list(draw(st.sampled_from(packaged())).steps)
    for number in draw(st.lists(st.integers(0, len(steps) - 1), min_size=1, max_size=4)):
        step = steps[number]
        sentence = draw(st.just(step.text) | st.sampled_from(sentences()))
        text = re.sub(r'"[^"]*"', f'"{draw(TEXTS)}"'.replace("\\", ""), sentence, count=1)
        cells = draw(TEXTS)
        table = step.table and [[cells, *row[1:]] for row in step.table]
        steps[number] = replace(step, text=text, table=table, doc=step.doc and draw(DOCS))
    kept = draw(st.lists(st.booleans(), min_size=len(steps), max_size=len(steps)))
    return [step for step, keep in zip(steps, kept, strict=True) if keep or draw(st.booleans())]


@given(scenarios())
def test_whatever_a_scenario_says_a_step_passes_or_says_why_not(
    rulebook: Rulebook, matcher: Matcher, scenario: list[Step]
) -> None:
    world = World(rulebook, Titles(rulebook.library.vocabulary))
    for step in scenario:
        match = matcher.find(step.text)
        if match is None or _takes_long(step.text):
            continue
        definition = match.definition
        arguments: dict[str, object] = dict(match.match.groupdict())
        arguments |= {"table": step.table or [["甲"]]} if definition.table == "needed" else {}
        arguments |= {"doc": step.doc or ""} if definition.doc == "needed" else {}
        reason = _failing(lambda: definition.run(world, **arguments))  # noqa: B023 - called at once
        assert reason is None or reason.text("zh")


def _failing(run: Callable[[], None]) -> Message | None:
    try:
        run()
    except StepError as error:
        return error.message
    return None


def _takes_long(sentence: str) -> bool:
    """Whether a sentence asks for much: a text of megabytes, advice, a plan, a comparison."""
    return any(word in sentence for word in ("字节", "另有", "征询", "制定", "比较"))

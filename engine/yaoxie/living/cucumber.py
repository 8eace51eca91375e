"""What came of scenarios as Cucumber messages, NDJSON that other tools of Cucumber read.

Ids count up, and every time is that of the epoch: the same run gives the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import count
from typing import Any

from yaoxie import __version__
from yaoxie.living import running
from yaoxie.living.files import Feature
from yaoxie.living.running import Result
from yaoxie.living.steps import STEPS
from yaoxie.messages import Lang

_PROTOCOL = "34.2.1"  # of the messages
_EPOCH = {"seconds": 0, "nanos": 0}
_RUN = "run"
_MEDIA_TYPE = "text/x.cucumber.gherkin+plain"


def lines(features: Sequence[Feature], results: Sequence[Result], lang: Lang) -> Iterator[str]:
    """Every message as a line; why a step failed is said in `lang`."""
    for message in _messages(features, results, lang):
        yield json.dumps(message, ensure_ascii=False, separators=(",", ":")) + "\n"


def _messages(
    features: Sequence[Feature], results: Sequence[Result], lang: Lang
) -> Iterator[dict[str, Any]]:
    product = {"name": "yaoxie", "version": __version__}
    nothing = {"name": "unrecorded"}  # what would differ between machines
    yield {
        "meta": {
            "protocolVersion": _PROTOCOL,
            "implementation": product,
            "runtime": product,
            "os": nothing,
            "cpu": nothing,
        }
    }
    for feature in features:
        source = {"uri": feature.uri, "data": feature.text, "mediaType": _MEDIA_TYPE}
        yield {"source": source}
        yield {"gherkinDocument": feature.document}
        yield from ({"pickle": pickle} for pickle in feature.pickles)
    definitions = {id(step.run): f"step-{number}" for number, step in enumerate(STEPS)}
    for step in STEPS:
        yield {
            "stepDefinition": {
                "id": definitions[id(step.run)],
                "pattern": {"source": step.pattern, "type": "REGULAR_EXPRESSION"},
                "sourceReference": {"uri": step.run.__module__},
            }
        }
    yield {"testRunStarted": {"timestamp": _EPOCH, "id": _RUN}}
    ids = count()
    for result in results:
        yield from _test_case(result, definitions, str(next(ids)), lang)
    success = all(result.failure is None for result in results)
    yield {"testRunFinished": {"success": success, "timestamp": _EPOCH, "testRunStartedId": _RUN}}


def _test_case(
    result: Result, definitions: dict[int, str], number: str, lang: Lang
) -> Iterator[dict[str, Any]]:
    case, started = f"case-{number}", f"started-{number}"
    scenario = result.matched.scenario
    steps = [f"{case}-{position}" for position in range(len(scenario.steps))]
    yield {
        "testCase": {
            "id": case,
            "pickleId": scenario.id,
            "testRunStartedId": _RUN,
            "testSteps": [
                {
                    "id": name,
                    "pickleStepId": step.id,
                    "stepDefinitionIds": [definitions[id(definition.run)]],
                    "stepMatchArgumentsLists": [{"stepMatchArguments": _arguments(match)}],
                }
                for name, step, (definition, match) in zip(
                    steps, scenario.steps, result.matched.matches, strict=True
                )
            ],
        }
    }
    yield {
        "testCaseStarted": {"id": started, "testCaseId": case, "attempt": 0, "timestamp": _EPOCH}
    }
    for position, name in enumerate(steps):
        place = {"testCaseStartedId": started, "testStepId": name, "timestamp": _EPOCH}
        yield {"testStepStarted": place}
        yield {"testStepFinished": {**place, "testStepResult": _outcome(result, position, lang)}}
    yield {
        "testCaseFinished": {
            "testCaseStartedId": started,
            "timestamp": _EPOCH,
            "willBeRetried": False,
        }
    }


def _arguments(match: Any) -> list[dict[str, Any]]:
    """What the groups of a pattern hold, each with its place in the sentence."""
    return [
        {"group": {"children": [], "start": match.start(name), "value": value}}
        for name, value in match.groupdict().items()
        if value is not None
    ]


def _outcome(result: Result, position: int, lang: Lang) -> dict[str, Any]:
    failure = result.failure
    if failure is None or position < failure.number:
        return {"duration": _EPOCH, "status": "PASSED"}
    if position > failure.number:
        return {"duration": _EPOCH, "status": "SKIPPED"}
    return {"duration": _EPOCH, "status": "FAILED", "message": running.said(result, lang)}

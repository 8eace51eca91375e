"""Finds the definition of a step quickly: half of the time of a scenario went into it.

For each step pytest-bdd asks pytest of every fixture whether the scenario sees it. All our steps
are plugins, which every scenario sees, so that it is enough to ask once.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from typing import Any

# The package has a function of that name, too.
bdd: Any = importlib.import_module("pytest_bdd.scenario")
_seen: dict[str, list[Any]] = {}  # the definitions of steps behind each name of a fixture


def _definitions_of(step: Any, fixturemanager: Any, node: Any) -> Iterator[Any]:
    """What pytest-bdd's own function gives, in the same order."""
    contexts = bdd.step_function_context_registry
    for name in bdd.get_fixture_names(fixturemanager=fixturemanager):
        if name not in _seen:
            visible = bdd.getfixturedefs(fixturemanager, name, node) or ()
            _seen[name] = [fixture for fixture in visible if fixture.func in contexts]
        for fixture in _seen[name]:
            context = contexts[fixture.func]
            if context.type in {None, step.type} and context.parser.is_matching(step.name):
                yield fixture


bdd.find_fixturedefs_for_step = _definitions_of

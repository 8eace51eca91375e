"""Runs every feature under `features/`, as `yaoxie test` does."""

from __future__ import annotations

import pytest
from yaoxie import Rulebook, resources
from yaoxie.living import files, matching, running
from yaoxie.living.files import Source
from yaoxie.living.running import Runner

# They hold the rules, which are data; under coverage they would take three times as long. These
# have every step among them, and are measured.
MEASURED = ("zgc-2019-27", "chongqing-2025", "jinjiang-2025")
SOURCES = [
    pytest.param(
        source,
        id=source.uri,
        marks=() if any(name in source.uri for name in MEASURED) else pytest.mark.no_cover,
    )
    for source in files.packaged(resources.folder("features"))
]


@pytest.mark.parametrize("source", SOURCES)
def test_every_scenario_of_a_feature_passes(rulebook: Rulebook, source: Source) -> None:
    scenarios = matching.matched(files.read([source]), rulebook.library.vocabulary)
    results = map(Runner(rulebook).run, scenarios)
    assert [running.said(result, "en") for result in results if result.failure] == []

"""Runs every feature under `features/`."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from pytest_bdd import scenarios
from pytest_bdd.gherkin_parser import get_gherkin_document

FEATURES = Path(__file__).parents[2] / "features"

# They hold the rules, which are data; under coverage they would take three times as long.
pytestmark = pytest.mark.no_cover

scenarios(str(FEATURES))


@pytest.mark.parametrize(
    "path", sorted(FEATURES.rglob("*.feature")), ids=lambda path: str(path.relative_to(FEATURES))
)
def test_every_scenario_of_a_feature_has_its_own_name(path: Path) -> None:
    # pytest-bdd keeps only the last of two that share one.
    children = get_gherkin_document(str(path)).feature.children
    inner = [child for entry in children if entry.rule for child in entry.rule.children]
    names = Counter(child.scenario.name for child in [*children, *inner] if child.scenario)
    assert [name for name, count in names.items() if count > 1] == []

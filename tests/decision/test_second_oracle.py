"""The engine says of a measure what its text says, as another reader wrote it down."""

from __future__ import annotations

from collections import Counter

import pytest
from yaoxie import Rulebook

from tests.long import second_oracle
from tests.support.rulebooks import packaged
from tests.support.second_oracle import settlement
from tests.support.second_oracle.comparing import MEASURES, contradictions, random_cases
from tests.support.second_oracle.settlement import Measure
from tests.support.strategies.profiles import seeded

PROFILES = 100  # of each measure; tests/long/second_oracle.py tries 20,000
SAME = 25

# The second oracle is what takes the time; the engine is measured by the other tests.
pytestmark = pytest.mark.no_cover


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    """The packaged rulebook."""
    return Rulebook.load()


@pytest.mark.parametrize("measure", MEASURES.values(), ids=MEASURES)
def test_the_engine_says_of_a_measure_what_was_found_of_its_text(
    rulebook: Rulebook, measure: Measure
) -> None:
    tally = {support: Counter[str]() for support in measure.kinds()}
    for case in random_cases(seeded(10), measure, PROFILES, SAME):
        assert contradictions(rulebook, case, tally) == []
    assert all(statuses["eligible"] for statuses in tally.values() if statuses)


@pytest.mark.parametrize("measure", MEASURES.values(), ids=MEASURES)
def test_what_is_written_a_second_time_has_the_readings_of_the_rules(measure: Measure) -> None:
    readings = packaged()[measure.id].measure.get("readings", [])
    options = {entry["id"]: [option["id"] for option in entry["options"]] for entry in readings}
    assert {name: list(options) for name, options in measure.readings.items()} == options


def test_the_long_run_tells_contradictions_and_what_is_never_met(
    rulebook: Rulebook, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    measure = MEASURES["xiongan-2024"]
    assert second_oracle.run(rulebook, measure, 50) == 0
    assert "xiongan-2024: 50 profiles, seed 0: 0 disagreements" in capsys.readouterr().out
    assert second_oracle.run(rulebook, MEASURES["wuhan-2021"], 1) == 1
    assert "never eligible: class-" in capsys.readouterr().out
    monkeypatch.setattr(settlement.Share, "amount", lambda _, base: base // 2)
    assert second_oracle.run(rulebook, measure, 50) == 1
    assert ": 0 disagreements" not in capsys.readouterr().out

"""Every rule is held by some feature. All changes of all rules: `python -m tests.long.mutation`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.environment import unmeasured
from tests.support.mutants import mutants
from tests.support.rulebooks import packaged

ROOT = Path(__file__).parents[2]
EVERY = 97  # a prime, so that changes of all kinds come by


@pytest.mark.parametrize("name", packaged())
def test_changes_are_made_of_every_file_of_a_measure(name: str) -> None:
    files = packaged()[name]
    changed = list(mutants(name))
    assert {mutant.file for mutant in changed} == {
        data["id"] for data in (files.measure, *files.supports)
    }
    assert len({(mutant.file, mutant.change) for mutant in changed}) == len(changed)


def test_every_kind_of_change_is_made() -> None:
    changes = " ".join(mutant.change for name in packaged() for mutant in mutants(name))
    kinds = (
        *("dropped", "negated", "guard dropped", "9999999", "0.29", "0.31", "once", "year"),
        *("gives/fixed", "gives/uplift", "gives/matches", "at_least", "at_most", "dates/first"),
        *("dates/last", "dates/year", "registration: False", "confidence K", "by default"),
        *("members", "too", "before", "of rd_spend"),
    )
    assert [kind for kind in kinds if kind not in changes] == []


def test_a_sample_of_the_changes_of_all_rules_makes_a_feature_fail() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.long.mutation", str(EVERY)],
        cwd=ROOT,
        env=unmeasured(),
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.endswith("mutants, 0 survive\n")

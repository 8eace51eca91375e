"""Every rule is held by some feature. All changes of all rules: `python -m tests.mutation`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests import mutation

ROOT = Path(__file__).parents[1]


def test_every_kind_of_change_is_made_of_every_file() -> None:
    made = list(mutation.mutants())
    assert {mutant.file for mutant in made} == {
        data["id"] for data in (mutation.packaged().measure, *mutation.packaged().supports)
    }
    said = " ".join(mutant.change for mutant in made)
    kinds = ("dropped", "negated", "guard dropped", "9999999", "0.29", "0.31", "once", "year")
    assert [kind for kind in kinds if kind not in said] == []
    assert len(made) > 300


def test_one_of_every_ten_changes_of_the_rules_makes_a_feature_fail() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.mutation", "10"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.endswith("mutants, 0 survive\n")

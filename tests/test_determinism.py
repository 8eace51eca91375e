"""The same input gives the same bytes, in any process."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
CODE = """
import hashlib
from tests.strategies import profiles
from yaoxie import Profile, Rulebook
rng, digest = profiles.seeded(5), hashlib.sha256()
rulebook = Rulebook.load()
for _ in range(60):
    data, readings = profiles.random_profile(rng, 2019), profiles.random_readings(rng)
    report = rulebook.evaluate(Profile.from_dict(data), 2019, readings=readings)
    digest.update(report.to_json().encode())
print(digest.hexdigest())
"""


def test_reports_do_not_depend_on_how_python_hashes() -> None:
    digests = set()
    for seed in ("0", "1", "4294967295"):
        done = subprocess.run(
            [sys.executable, "-c", CODE],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=True,
            timeout=120,
        )
        digests.add(done.stdout)
    assert len(digests) == 1

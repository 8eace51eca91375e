"""The same input gives the same bytes, in any process."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.support.environment import unmeasured

ROOT = Path(__file__).parents[2]
CODE = """
import hashlib
from tests.long import agreement
from tests.support.rulebooks import packaged
from tests.support.strategies import profiles, rulebooks
from yaoxie import Profile, Rulebook
rng, digest = profiles.seeded(5), hashlib.sha256()
rulebook = Rulebook.load()
for name, files in packaged().items():
    for _ in range(5):
        data = agreement.random_data(rng, files, 2024)
        readings = rulebooks.random_choice(rng, files)
        report = rulebook.evaluate(Profile.from_dict(data), 2024, name, readings)
        digest.update(report.to_json().encode())
    digest.update(rulebook.compare(Profile.from_dict(data), 2024).to_json().encode())
print(digest.hexdigest())
"""


def test_reports_do_not_depend_on_how_python_hashes() -> None:
    digests = set()
    for seed in ("0", "1", "4294967295"):
        done = subprocess.run(
            [sys.executable, "-c", CODE],
            cwd=ROOT,
            env={**unmeasured(), "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
            timeout=120,
        )
        digests.add(done.stdout)
    assert len(digests) == 1

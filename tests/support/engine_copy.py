"""A copy of the package with other source, and what a program says that runs with it.

copied = engine_copy.copy(tmp_path)
answer = engine_copy.answer(copied, PROGRAM, "argument")
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import yaoxie
from yaoxie import resources

from tests.support.environment import unmeasured


def copy(folder: Path) -> Path:
    """The folder of a copied package, whose data are those of the checkout."""
    package = folder / "engine" / "yaoxie"
    shutil.copytree(Path(yaoxie.__file__).parent, package, ignore=shutil.ignore_patterns("*.pyc"))
    for name in ("rules", "schemas"):
        (folder / name).symlink_to(resources.folder(name).resolve())
    return package


def answer(package: Path, program: str, *arguments: str) -> Any:
    """The JSON that a program prints which imports the copy."""
    run = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        capture_output=True,
        check=False,
        text=True,
        env={**unmeasured(), "PYTHONPATH": str(package.parent)},
    )
    assert (run.returncode, run.stderr) == (0, ""), run.stderr
    return json.loads(run.stdout)

"""Checks that a wheel holds the package yaoxie, whole, and nothing else."""

import subprocess
import sys
from pathlib import PurePosixPath
from zipfile import ZipFile

HOMES = {
    "engine/yaoxie": "yaoxie",
    "rules": "yaoxie/data/rules",
    "features": "yaoxie/data/features",
    "schemas": "yaoxie/data/schemas",
    "examples": "yaoxie/data/examples",
}


def main(wheel: str) -> str | None:
    """What is wrong with the wheel, or None."""
    with ZipFile(wheel) as archive:
        packed = set(archive.namelist())

    tops = {PurePosixPath(name).parts[0] for name in packed}
    strangers = {top for top in tops if top != "yaoxie" and not top.endswith(".dist-info")}
    if strangers:
        return f"the wheel would put into site-packages: {sorted(strangers)}"

    for source, home in HOMES.items():
        tracked = subprocess.run(
            ["git", "ls-files", "-z", source],  # noqa: S607 - the git on the path is the one meant
            check=True,
            capture_output=True,
            text=True,
        ).stdout.split("\0")
        expected = {home + name.removeprefix(source) for name in tracked if name}
        if not expected or expected - packed:
            return f"the wheel lacks of {source}: {sorted(expected - packed) or 'everything'}"
    return None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))

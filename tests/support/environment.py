"""The environment of child processes."""

from __future__ import annotations

import os


def unmeasured() -> dict[str, str]:
    """This process's environment, but that coverage does not follow the child.

    For copies of the package, for children that are killed or may write no file, and for those
    that do over and over what is measured elsewhere.
    """
    return {name: value for name, value in os.environ.items() if "COVERAGE" not in name}

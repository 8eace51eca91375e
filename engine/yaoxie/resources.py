"""Where the packaged rules, features, schemas and examples are: in the wheel or the checkout."""

from __future__ import annotations

from pathlib import Path


def folder(name: str) -> Path:
    """The folder `rules`, `features`, `schemas` or `examples`."""
    inside = Path(__file__).parent / "data" / name
    return inside if inside.is_dir() else Path(__file__).parents[2] / name

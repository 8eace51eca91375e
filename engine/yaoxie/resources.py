"""Where the packaged rules, schemas and examples are: inside the wheel, or beside the checkout."""

from __future__ import annotations

from pathlib import Path


def folder(name: str) -> Path:
    """The folder `rules`, `schemas` or `examples`."""
    inside = Path(__file__).parent / "data" / name
    return inside if inside.is_dir() else Path(__file__).parents[2] / name

"""Asks for the packages that an extra of yaoxie brings, before what needs them is imported."""

from __future__ import annotations

import sys
from importlib.util import find_spec

from yaoxie.errors import MissingExtraError

_PLAN = ("highspy",)
_SHEETS = ("openpyxl", "python_calamine", "xlsxwriter")
# What each extra brings beyond the core, by the names to import.
PACKAGES = {
    "screen": ("polars", "numpy", *(("backports.zstd",) if sys.version_info < (3, 14) else ())),
    "plan": _PLAN,
    "charts": ("altair", "jinja2", "vl_convert"),
    "sheets": _SHEETS,
    "service": (
        *("fastapi", "httptools", "jinja2", "limits", "python_multipart", "typst", "uvicorn"),
        *(*_PLAN, *_SHEETS),
    ),
    "test": ("gherkin", "jinja2", *_PLAN),
    "spark": ("pyspark", "pyarrow", "pandas"),
}


def require(extra: str) -> None:
    """Raises MissingExtraError where a package of the extra is not installed."""
    for package in PACKAGES[extra]:
        if not _is_installed(package):
            raise MissingExtraError(extra, package)


def has(extra: str | None) -> bool:
    """Whether all packages of an extra are installed; of none, there are no others."""
    return extra is None or all(_is_installed(package) for package in PACKAGES[extra])


def _is_installed(package: str) -> bool:
    try:
        return find_spec(package) is not None
    except ModuleNotFoundError:  # a package within one that is not there either
        return False

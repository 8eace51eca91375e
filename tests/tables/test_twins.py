"""Checks across fields, written twice on purpose, go by the same names for profiles and columns."""

from __future__ import annotations

import inspect
from types import ModuleType

from yaoxie.profile import checks as of_profiles
from yaoxie.tables import checks as in_columns

CHECKS = {
    "_too_many_items",
    "_repeated_ids",
    "_repeated_milestones",
    "_out_of_order",
    "_contradictory_certificates",
    "_award_subjects",
}
WHOLE = {"contradictions", "_milestones"}  # what runs several checks


def functions(module: ModuleType, returning: str) -> set[str]:
    """The names of a module's own functions with this annotation of what they return."""
    return {
        name
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__
        and function.__annotations__.get("return") in (returning, f"Iterator[{returning}]")
    }


def test_every_check_of_a_profile_has_its_twin_in_columns() -> None:
    assert functions(of_profiles, "Contradiction") == CHECKS | WHOLE
    assert functions(in_columns, "Ints") == CHECKS | WHOLE

"""What is written twice on purpose, for one company and for columns, goes by the same names."""

from __future__ import annotations

import inspect
from types import ModuleType

from yaoxie.decision import limits as limits_by_company
from yaoxie.decision import settlement as by_company
from yaoxie.screening import limits as limits_in_columns
from yaoxie.screening import settlement as in_columns

STEPS = {"settle", "_exclude", "_excluding_award", "_count_out", "_limit", "_rest"}
PARTS = {"Settled", "Settlement", "_keep_best", "_counted_out"}
# What only one of them has: its own way to read amounts and awards, to note, and to name bounds.
OF_COMPANY = {
    "awards",
    "amount",
    "limit_amounts",
    "open_limits",
    "left_of",
    "_awarded",
    "_of_others",
    "_in",
}
OF_COLUMNS = {"_members", "_name_bounds", "_awards_under", "_awards_of", "_within"}
PARTS_OF_COMPANY = {"Exclusion", "Claim", "Awards", "award_name", "_excluded", "_limit_step"}
PARTS_OF_COLUMNS = {"_Rivals", "_Inside", "_inside", "_innermost", "_cell", "_places"}
PARTS_OF_COLUMNS |= {"_mark", "_shared", "_begins"}


def steps(settlement: type) -> set[str]:
    return {name for name, value in vars(settlement).items() if inspect.isfunction(value)} - {
        "__init__"
    }


def parts(module: ModuleType) -> set[str]:
    return {
        name
        for name, value in vars(module).items()
        if (inspect.isclass(value) or inspect.isfunction(value))
        and value.__module__ == module.__name__
    }


def test_both_settlements_take_the_same_steps() -> None:
    assert steps(by_company.Settlement) == STEPS | OF_COMPANY
    assert steps(in_columns.Settlement) == STEPS | OF_COLUMNS


def test_both_ask_for_the_amounts_of_limits_by_the_same_names() -> None:
    for twin in (limits_by_company, limits_in_columns):
        public = {name for name in steps(twin.LimitAmounts) if not name.startswith("_")}
        assert public == {"of", "open"}


def test_both_settlements_are_made_of_the_same_parts() -> None:
    assert parts(by_company) == PARTS | PARTS_OF_COMPANY
    assert parts(in_columns) == PARTS | PARTS_OF_COLUMNS

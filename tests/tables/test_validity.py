"""Checks of whole tables suspect every company that, as a single profile, is refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from random import Random
from typing import Any, cast

import polars as pl
import pytest
from polars.testing import assert_frame_equal
from yaoxie import Profile
from yaoxie.errors import Fault, ProfileError
from yaoxie.profile import credit_code
from yaoxie.profile.records import profile_model
from yaoxie.tables import field_columns, profiles, schema, validity
from yaoxie.tables.schema import Schema

from tests.support import own_vocabulary
from tests.support.strategies.profiles import random_profile

SCHEMA = schema.of()
OWN = schema.of(own_vocabulary.vocabulary())
LETTERS = next(
    code for sign in credit_code.SIGNS if credit_code.is_valid(code := f"N2110114MA0000001{sign}")
)

Tables = dict[str, pl.DataFrame]
NUMBERS = (-(10**15), -1, 0, 1, 2, 1200, 1201, 9999, 10_000, 10**15, 10**15 + 1, 2**62)
TEXTS = ("", "x", "D0", "D1", "V0", "P0", "company", "国械注准20193030001", "国械注准20192030001")
CODES = ("91110114MA00000013", "91110114MA00000014", "91110114ma00000013", "9111011", "x" * 18)
DAYS = (-(2**31), -719_163, -719_162, -1, 0, 17_000, 18_000, 2_932_896, 2_932_897, 2**31 - 1)


def random_data(rng: Random, schema: Schema) -> dict[str, Any]:
    if schema == SCHEMA:
        return random_profile(rng, 2019)
    return own_vocabulary.random_data(rng)


def population(rng: Random, count: int, schema: Schema) -> Tables:
    model = profile_model(schema.vocabulary)
    return profiles.tables_of(
        ((number, model.from_dict(random_data(rng, schema))) for number in range(1, count + 1)),
        schema.vocabulary,
    )


def value(rng: Random, name: str, type_: pl.DataType) -> Any:
    """Any value of a column's type, good or bad."""
    if rng.randrange(6) == 0:
        return None
    match type_:
        case pl.Enum():
            return rng.choice(type_.categories.to_list())
        case pl.List():
            first, *_, last = cast("pl.Enum", type_.inner).categories
            return rng.choice([[], [first], [None], [last, None]])
        case pl.Boolean():
            return rng.random() < 0.5
        case pl.Decimal():
            return rng.choice(["0.5", "-0.000001", "999.999999", "0.000001"])
        case pl.Date():
            return rng.choice(DAYS)
        case pl.Int32():
            return rng.choice([-1, 0, 1, 2, 2**31 - 1])
        case pl.String():
            return rng.choice([*CODES, *TEXTS] if name.endswith("uscc") else TEXTS)
        case _:
            return rng.choice(NUMBERS)


def changed(rng: Random, parts: Tables) -> Tables:
    """One cell changed to another value of its type, or one row twice or gone."""
    table = rng.choice(list(parts))
    frame = parts[table]
    if not frame.height:
        return parts
    row = rng.randrange(frame.height)
    kind = rng.randrange(12)
    if kind == 0:
        frame = pl.concat([frame[: row + 1], frame[row:]])
    elif kind == 1:
        frame = pl.concat([frame[:row], frame[row + 1 :]])
    else:
        name = rng.choice([name for name in frame.columns if name not in {"company", "kind"}])
        frame = with_value(frame, row, name, value(rng, name, frame.schema[name]))
    return parts | {table: frame}


def with_value(frame: pl.DataFrame, row: int, name: str, new: Any) -> pl.DataFrame:
    type_ = frame.schema[name]
    physical = (
        pl.Int32() if type_ == pl.Date else pl.String() if type_ == field_columns.RATE else type_
    )
    changed = pl.Series(name, [new], physical).cast(type_)
    column = pl.concat([frame[name][:row], changed, frame[name][row + 1 :]])
    return frame.with_columns(column)


def exactly(parts: Tables, number: int, schema: Schema) -> tuple[Fault, ...]:
    try:
        profile_model(schema.vocabulary).from_dict(validity.profile_data(parts, number, schema))
    except ProfileError as error:
        return error.faults
    return ()


@pytest.mark.parametrize("schema", [SCHEMA, OWN], ids=["packaged", "own"])
@pytest.mark.parametrize("seed", range(10))
def test_no_bad_company_is_passed_over(seed: int, schema: Schema) -> None:
    rng = Random(seed)  # noqa: S311
    parts = population(rng, 60, schema)
    for _ in range(50):
        parts = changed(rng, parts)
    bad = {row.number: row.faults for row in validity.bad_rows(parts, schema)}
    for number in range(1, 61):
        faults = exactly(parts, number, schema)
        if repr(bad.get(number)) != repr(faults):
            # What stands at the wrong place has faults of its own, which come alone.
            assert number in bad or not faults, (number, faults)
            assert number not in bad or bad[number][0].pointer.startswith("/"), bad[number]
    assert bad
    left = validity.without(parts, bad)
    assert validity.bad_rows(left, schema) == []
    model = profile_model(schema.vocabulary)
    again = profiles.tables_of(
        (
            (number, model.from_dict(validity.profile_data(left, number, schema)))
            for number in left["companies"]["company"]
        ),
        schema.vocabulary,
    )
    for name, table in again.items():
        # That it is not known whether a list is known is no fault; it is unknown then.
        known = pl.col(pl.Boolean).fill_null(value=False)
        # Rows out of order are refused before any company is judged.
        kept = left[name].sort(schema.sorted_by[name], maintain_order=True)
        assert_frame_equal(kept.with_columns(known), table.with_columns(known))


@pytest.mark.parametrize("schema", [SCHEMA, OWN], ids=["packaged", "own"])
@pytest.mark.parametrize("seed", range(3))
def test_valid_companies_are_not_even_suspected(seed: int, schema: Schema) -> None:
    parts = population(Random(seed), 200, schema)  # noqa: S311
    assert validity.suspect_companies(parts, schema) == []
    assert validity.contradictory_companies(parts, schema) == []


def test_a_code_whose_first_signs_are_letters_is_not_suspected() -> None:
    parts = profiles.tables_of(
        [(1, Profile.from_dict({"company": {"name": "x", "uscc": LETTERS}}))]
    )
    assert validity.suspect_companies(parts, SCHEMA) == []


def profile(**lists: Any) -> Tables:
    return profiles.tables_of(
        [
            (7, Profile.from_dict({"company": {"name": "x"}})),
            (8, Profile.from_dict({"company": {"name": "y"}, **lists})),
        ]
    )


DRUG = {"id": "D", "milestones": [{"milestone": "clinical_trial_entry", "date": "2019-01-01"}]}
AWARD = {"measure": "m", "support": "s", "subject": "company", "year": 1, "amount": 1}


def cell(table: str, name: str, new: Any) -> Callable[[Tables], Tables]:
    def change(parts: Tables) -> Tables:
        last = parts[table].height - 1
        return parts | {table: with_value(parts[table], last, name, new)}

    return change


@pytest.mark.parametrize(
    ("change", "pointer", "shown"),
    [
        (cell("companies", "name", ""), "/company/name", ""),
        (cell("companies", "revenue", -1), "/company/revenue", -1),
        (cell("companies", "uscc", "91110114MA00000014"), "/company/uscc", "91110114MA00000014"),
        (cell("companies", "activities", [None]), "/company/activities/0", None),
        (cell("drugs", "item", 1), "/drugs/0", "item 1"),
        (cell("drugs", "item", None), "/drugs/0", "item None"),
        (cell("drugs", "rd_spend", 10**15 + 1), "/drugs/0/rd_spend", 10**15 + 1),
        (cell("drugs", "production_promise_months", 1201),
         "/drugs/0/production_promise_months", 1201),
        (cell("drugs", "milestones_known", new=False),
         "/drugs/0/milestones", "clinical_trial_entry"),
        (cell("milestones", "item", 3), "/drugs/3", "clinical_trial_entry"),
        (cell("milestones", "milestone", "production_licence"), "/drugs/0/milestones/0/milestone",
         "production_licence"),
        (cell("milestones", "date", 2**31 - 1), "/drugs/0/milestones/0/date",
         "day 2147483647 after 1970-01-01"),
        (cell("initiatives", "rate_over_lpr", "-0.1"), "/initiatives/0/rate_over_lpr", "-0.100000"),
        (cell("initiatives", "id", "D"), "/initiatives/0/id", "D"),
        (cell("awards", "subject", "E"), "/awards/0/subject", "E"),
        (cell("awards", "amount", 0), "/awards/0/amount", 0),
        (cell("awards", "company", 9), "/company", "0 rows with the number 9"),
    ],
)  # fmt: skip
def test_each_kind_of_fault(change: Callable[[Tables], Tables], pointer: str, shown: Any) -> None:
    parts = change(profile(drugs=[DRUG], initiatives=[{"id": "I"}], awards=[AWARD]))
    (row,) = validity.bad_rows(parts, SCHEMA)
    assert row.number == (9 if "number 9" in str(shown) else 8)
    assert (row.faults[0].pointer, row.faults[0].value) == (pointer, shown)


def test_a_company_that_stands_twice() -> None:
    parts = profile()
    parts["companies"] = pl.concat([parts["companies"], parts["companies"][1:]])
    (row,) = validity.bad_rows(parts, SCHEMA)
    assert str(row.faults[0]).startswith("/company: '2 rows with the number 8'")


def test_the_number_of_items_counts_all_lists() -> None:
    platforms = [{"id": f"P{i}"} for i in range(5_000)]
    parts = profile(platforms=platforms, awards=[AWARD] * 5_000)
    assert validity.suspect_companies(parts, SCHEMA) == []
    parts["awards"] = pl.concat([parts["awards"], parts["awards"][:1]])
    (row,) = validity.bad_rows(parts, SCHEMA)
    assert (row.faults[0].pointer, row.faults[0].value) == ("", "10001 items")


def test_days_of_long_ago_are_days() -> None:
    parts = profile(initiatives=[{"id": "I", "date": date(1, 1, 1).isoformat()}])
    assert validity.suspect_companies(parts, SCHEMA) == []
    assert validity.profile_data(parts, 8, SCHEMA)["initiatives"] == [
        {"id": "I", "date": "0001-01-01"}
    ]

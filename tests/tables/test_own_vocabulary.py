"""Populations of a vocabulary of one's own, as lines, tables and profiles."""

from __future__ import annotations

import json
import pickle
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import polars as pl
import pytest
from polars.testing import assert_frame_equal
from yaoxie import Profile
from yaoxie.errors import InputError, ProfileError
from yaoxie.profile.records import profile_model
from yaoxie.tables import schema
from yaoxie.tables.batches import BadRow, Batch, BatchSource
from yaoxie.tables.ndjson import source, workers, writer
from yaoxie.tables.ndjson.source import NdjsonSource
from yaoxie.tables.parquet import TableSource, folder_source
from yaoxie.tables.parquet_writer import write_parquet
from yaoxie.tables.profiles import ProfileSource, tables_of

from tests.support import own_vocabulary

Data = dict[str, Any]
Frames = dict[str, pl.DataFrame]
OWN = own_vocabulary.vocabulary()
SCHEMA = schema.of(OWN)
COUNT = 150


def farm(**values: Any) -> Data:
    return {"company": {"name": "甲", **values}}


def veterinary(**values: Any) -> Data:
    return {"company": {"name": "甲"}, "veterinary_drugs": [{"id": "T", **values}]}


def trial(**values: Any) -> Data:
    return veterinary(milestones=[{"milestone": "field_trial_completed", **values}])


FAULTS = {
    "/company/standing": farm(standing="fair"),
    "/company/farmed/0": farm(farmed=["cow"]),
    "/company/farm_rent": farm(farm_rent=-1),
    "/company/farm_lease": farm(farm_lease=1201),
    "/company/farm_share": farm(farm_share="-0.1"),
    "/company/farm_opened": farm(farm_opened="2025-02-30"),
    "/company/breeder": farm(breeder="yes"),
    "/company/parent_uscc": farm(parent_uscc="91110114MA00000014"),
    "/company/herd": farm(herd=1),
    "/veterinary_drugs/0/remark": veterinary(remark=""),
    "/veterinary_drugs/0/veterinary_class": veterinary(veterinary_class=""),
    "/veterinary_drugs/0/rank": veterinary(rank=0),
    "/veterinary_drugs/0/first_sold": veterinary(first_sold="2025-13-01"),
    "/veterinary_drugs/0/milestones/0/milestone": veterinary(
        milestones=[{"milestone": "conditional_approval"}]
    ),
    "/veterinary_drugs/0/milestones/0/reported": trial(reported="20250101"),
    "/veterinary_drugs/0/milestones/0/loss_rate": trial(loss_rate="1e-3"),
    "/veterinary_drugs/0/milestones/1/date": veterinary(
        milestones=[
            {"milestone": "field_trial_entry", "date": "2025-01-02"},
            {"milestone": "field_trial_completed", "date": "2025-01-01"},
        ]
    ),
    "/veterinary_drugs/0/milestones/1/milestone": veterinary(
        milestones=[{"milestone": "field_trial_entry"}, {"milestone": "field_trial_entry"}]
    ),
    "/veterinary_drugs/0/milestones/0/certificate": veterinary(
        risk="good",
        milestones=[{"milestone": "veterinary_registration", "certificate": "国械注准20193030001"}],
    ),
    "/drugs/0/milestones/1/date": {
        "company": {"name": "甲"},
        "drugs": [
            {
                "id": "D",
                "milestones": [
                    {"milestone": "clinical_trial_entry", "date": "2025-01-02"},
                    {"milestone": "conditional_approval", "date": "2025-01-01"},
                ],
            }
        ],
    },
    "/drugs/0/milestones/0/milestone": {
        "company": {"name": "甲"},
        "drugs": [{"id": "D", "milestones": [{"milestone": "field_trial_entry"}]}],
    },
    "/veterinary_drugs/0/id": {**veterinary(), "drugs": [{"id": "T"}]},
    "/awards/0/subject": {
        **veterinary(),
        "awards": [{"measure": "m", "support": "s", "subject": "U", "year": 2024, "amount": 1}],
    },
}


def population() -> list[Data]:
    """Plain data of companies, one in a few with a fault."""
    rng = Random(8)  # noqa: S311
    good = [own_vocabulary.random_data(rng) for _ in range(COUNT)]
    rows = [*good, *FAULTS.values()]
    rng.shuffle(rows)
    return rows


def expected(rows: list[Data]) -> tuple[Frames, list[BadRow]]:
    """What single profiles give."""
    good, bad = [], []
    for number, data in enumerate(rows, 1):
        try:
            good.append((number, profile_model(OWN).from_dict(data)))
        except ProfileError as error:
            bad.append(BadRow(number, error.faults))
    return tables_of(good, OWN), bad


def read(source_: BatchSource) -> tuple[Frames, list[BadRow]]:
    batches: list[Batch] = list(source_.batches())
    bad = [row for batch in batches for row in batch.bad]
    return {t: pl.concat([batch.tables[t] for batch in batches]) for t in SCHEMA.tables}, bad


def lines(rows: list[Data], folder: Path) -> NdjsonSource:
    path = folder / "companies.ndjson"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return NdjsonSource(path, 10_000, OWN)


def in_memory(rows: list[Data], folder: Path) -> ProfileSource:
    del folder
    return ProfileSource(rows, 37, OWN)


def _without_columns(row: BadRow) -> BadRow:
    """A bad row as profiles that are no text have it: without places in its line."""
    return BadRow(row.number, tuple(replace(at, line=None, column=None) for at in row.faults))


@pytest.mark.parametrize("opened", [lines, in_memory])
def test_profiles_are_read_and_refused_as_single_ones_are(
    tmp_path: Path, opened: Callable[[list[Data], Path], BatchSource]
) -> None:
    rows = population()
    tables, bad = read(opened(rows, tmp_path))
    good, wrong = expected(rows)
    assert repr([_without_columns(row) for row in bad]) == repr(wrong)
    for name, table in good.items():
        assert_frame_equal(tables[name], table)


def test_processes_that_judge_lines_know_the_vocabulary(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = population()
    alone = read(lines(rows, tmp_path))
    monkeypatch.setattr(source, "LARGE", 0)
    monkeypatch.setattr(workers, "count", lambda: 2)
    together = read(lines(rows, tmp_path))
    assert repr(together[1]) == repr(alone[1])
    for name, table in alone[0].items():
        assert_frame_equal(together[0][name], table)


@pytest.mark.parametrize(("pointer", "data"), FAULTS.items())
def test_a_fault_is_found_in_lines(tmp_path: Path, pointer: str, data: Data) -> None:
    _, (row,) = read(lines([data], tmp_path))
    assert [fault.pointer for fault in row.faults] == [pointer]


def test_tables_in_files_and_frames_hold_what_profiles_hold(tmp_path: Path) -> None:
    tables, _ = expected(population())
    write_parquet(tmp_path / "in", [tables], vocabulary=OWN)
    for opened in (folder_source(tmp_path / "in", 40, OWN), TableSource(tables, 40, None, OWN)):
        again, bad = read(opened)
        assert bad == []
        for name, table in tables.items():
            assert_frame_equal(again[name], table)


def test_tables_are_written_as_the_lines_they_were_read_from() -> None:
    tables, _ = expected(population())
    model = profile_model(OWN)
    again = tables_of(
        (
            (number, model.from_json(line))
            for number, line in zip(
                tables["companies"]["company"], writer.lines(tables, OWN), strict=True
            )
        ),
        OWN,
    )
    for name, table in tables.items():
        assert_frame_equal(again[name], table)


def test_the_packaged_vocabulary_refuses_tables_of_ones_own(tmp_path: Path) -> None:
    tables, _ = expected(population())
    with pytest.raises(InputError, match="veterinary_drugs") as refused:
        TableSource(tables)
    assert refused.value.faults[0].expected == "the name of a table"
    write_parquet(tmp_path / "in", [tables], vocabulary=OWN)
    with pytest.raises(InputError, match=r"veterinary_drugs\.parquet"):
        folder_source(tmp_path / "in")


def test_a_profile_that_another_vocabulary_read_is_refused() -> None:
    profile = Profile.from_dict({"company": {"name": "甲"}})
    with pytest.raises(InputError, match="another vocabulary") as refused:
        ProfileSource([farm(), profile], vocabulary=OWN)
    assert [fault.pointer for fault in refused.value.faults] == ["/1"]


def test_columns_of_every_field_are_described_in_both_languages() -> None:
    tables: Any = json.loads(json.dumps(SCHEMA.description()))["tables"]
    keys = {"company", "item", "kind", "milestone", schema.KNOWN}
    for name in ("companies", "drugs", "veterinary_drugs", "milestones"):
        columns = tables[name]["columns"]
        assert [column for column in columns if "title" not in columns[column]] == [
            column for column in columns if column in keys
        ]
    own = tables["veterinary_drugs"]["columns"]
    assert own["species"] == {
        "type": "list of words, as texts",
        "title": {"zh": "靶动物", "en": "target species"},
        "words": ["pig", "hen", "bee"],
    }
    assert "zhengzhou" in tables["companies"]["columns"]["region"]["words"]


def test_tables_travel_to_other_processes_with_their_vocabulary() -> None:
    tables, _ = expected(population())
    again = pickle.loads(pickle.dumps(TableSource(tables, vocabulary=OWN)))  # noqa: S301
    assert again.schema == SCHEMA
    assert_frame_equal(read(again)[0]["veterinary_drugs"], tables["veterinary_drugs"])

"""Synthetic populations: valid, varied, the same for the same seed, and faulty on request."""

import gzip
import io
import json
import sys
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal
from stdnum.cn import uscc
from yaoxie.errors import ProfileError
from yaoxie.profile.model import Profile
from yaoxie.profile.vocabulary import packaged as packaged_vocabulary
from yaoxie.screening.api import source_of
from yaoxie.synth import faults, population
from yaoxie.synth.specification import packaged
from yaoxie.tables import parquet_writer, schema
from yaoxie.tables.ndjson import writer
from yaoxie.tables.parquet import folder_source
from yaoxie.tables.profiles import tables_of

SCHEMA = schema.of()

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

SUPPORTS = {
    "home": [("a", "drug"), ("b", "device"), ("c", "platform")],
    "other": [("d", "initiative"), ("e", "drug"), ("f", "company")],
}
SEEDS = st.integers(0, 2**64)


def text_of(count: int, seed: int, fault_rate: float = 0.0) -> bytes:
    file = io.BytesIO()
    lines = population.profiles(count, seed, fault_rate, supports=SUPPORTS)
    writer.write_ndjson(file, lines)
    return file.getvalue()


def test_a_thousand_profiles_are_valid_and_come_back_as_their_tables() -> None:
    parts = population.tables(1000, 7, supports=SUPPORTS)
    lines = writer.lines(parts)
    back = tables_of((number, Profile.from_json(line)) for number, line in enumerate(lines, 1))
    for name in SCHEMA.tables:
        assert dict(parts[name].schema) == SCHEMA.columns(name)
        assert_frame_equal(back[name], parts[name])


@settings(max_examples=15, deadline=None)
@given(SEEDS, st.integers(0, 10**8), st.integers(packaged().first_year, 2040))
def test_profiles_are_valid_for_any_seed_and_year(seed: int, first: int, year: int) -> None:
    parts = population.tables(12, seed, first, year, SUPPORTS)
    for line in writer.lines(parts):
        Profile.from_json(line)
    for days in (parts["milestones"]["date"], parts["initiatives"]["date"]):
        assert days.drop_nulls().dt.year().is_between(2005, year).all()


@settings(max_examples=10, deadline=None)
@given(SEEDS, st.integers(1, 60), st.integers(1, 20))
def test_the_size_of_chunks_does_not_matter(seed: int, count: int, size: int) -> None:
    whole = population.tables(count, seed, supports=SUPPORTS)
    parts = list(population.chunks(count, seed, size, supports=SUPPORTS))
    for name in SCHEMA.tables:
        assert_frame_equal(pl.concat([part[name] for part in parts]), whole[name])


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others() -> None:
    assert text_of(300, 3, 0.1) == text_of(300, 3, 0.1)
    assert text_of(300, 3) != text_of(300, 4)


def test_rows_stand_in_the_order_of_companies_and_items() -> None:
    parts = population.tables(3000, 11, supports=SUPPORTS)
    keys = {"companies": ["company"], "awards": ["company"]}
    keys["milestones"] = ["company", "kind", "item"]
    for name, frame in parts.items():
        by = keys.get(name, ["company", "item"])
        assert_frame_equal(frame, frame.sort(by, maintain_order=True))


def test_the_population_is_as_promised() -> None:
    parts = population.tables(20_000, 1, supports=SUPPORTS)
    subjects = pl.concat(
        parts[name].select("company") for name in ("drugs", "devices", "platforms", "initiatives")
    )
    assert 2.7 < len(subjects) / 20_000 < 3.3
    sizes = subjects.group_by("company").len()["len"]
    assert (sizes <= 3).sum() > 0.6 * len(sizes)
    assert (sizes > 24).any()
    assert 0.01 < parts["awards"]["company"].n_unique() / 20_000 < 0.05
    for frame, column, part in [
        ("drugs", "project_investment", 0.15),
        ("devices", "project_investment", 0.15),
        ("initiatives", "date", 0.02),
        ("milestones", "date", 0.02),
        ("companies", "uscc", 0.04),
    ]:
        missing = parts[frame][column].null_count() / parts[frame].height
        assert abs(missing - part) < 0.01, (frame, column)
    unknown = (~parts["drugs"][schema.KNOWN]).mean()
    assert unknown == pytest.approx(0.03, abs=0.005)


def test_parks_lie_where_the_company_is() -> None:
    companies = population.tables(20_000, 2)["companies"].drop_nulls(["park", "region"])
    inside = companies.filter(pl.col("park") != "outside")
    regions = packaged_vocabulary().fields("company")["region"].type
    assert all("beijing" in regions.holders(region) for region in inside["region"].unique())
    parks = {"daxing": "daxing-yizhuang", "yizhuang": "daxing-yizhuang", "haidian": "haidian"}
    for region, park in parks.items():
        assert inside.filter(pl.col("region") == region)["park"].unique().to_list() == [park]


def test_credit_codes_are_right_and_no_two_alike() -> None:
    codes = population.tables(5000, 5, first=10**6)["companies"]["uscc"].drop_nulls()
    assert all(uscc.is_valid(code) for code in codes)
    assert codes.n_unique() == len(codes)


def test_certificates_of_devices_have_the_form_of_their_class_and_time() -> None:
    parts = population.tables(5000, 9)
    milestones = parts["milestones"].filter(pl.col("kind") == "device")
    certified = milestones.drop_nulls("certificate").join(
        parts["devices"], on=["company", "item"], suffix="_device"
    )
    forms = {
        "I": r"^.械备\d{8}号$",
        "II": r"^[^国](械注准\d{4}2\d{6}|食药监械\(准\)字\d{4}第2\d{6}号)$",
        "III": r"^国(械注准\d{4}3\d{6}|食药监械\(准\)字\d{4}第3\d{6}号)$",
    }
    for device_class, form in forms.items():
        numbers = certified.filter(pl.col("device_class") == device_class)["certificate"]
        assert len(numbers) > 20
        assert numbers.str.contains(form).all()


def test_each_award_is_of_a_support_for_its_kind_of_subject() -> None:
    parts = population.tables(20_000, 6, supports=SUPPORTS)
    kinds = {"YP": "drug", "QX": "device", "PT": "platform", "SX": "initiative", "co": "company"}
    asked = {(measure, *entry) for measure, supports in SUPPORTS.items() for entry in supports}
    awarded = {
        (measure, support, kinds[subject[:2]])
        for measure, support, subject in parts["awards"]
        .select("measure", "support", "subject")
        .rows()
    }
    assert awarded == asked
    assert population.tables(500, 6)["awards"].is_empty()


@pytest.mark.parametrize("kind", population.FAULTS)
def test_a_line_with_a_fault_is_refused(kind: str) -> None:
    for line in writer.lines(population.tables(25, 8, supports=SUPPORTS)):
        with pytest.raises(ProfileError) as refused:
            Profile.from_json(population.faulty(line, kind))
        assert len(refused.value.faults) == 1


def test_the_lines_with_faults_are_as_many_as_asked_and_the_others_are_untouched() -> None:
    lines = writer.lines(population.tables(4000, 8))
    some = faults.with_faults(lines, 8, 0.05)
    chosen = population.faults(4000, 8, 0.05)
    assert 150 < len(chosen) < 250
    assert {kind for _, kind in chosen} == set(population.FAULTS)
    changed = (lines != some).arg_true().to_list()
    assert changed == [row for row, _ in chosen]
    later = population.faults(3000, 8, 0.05, first=1000)
    assert [(row + 1000, kind) for row, kind in later] == [
        (row, kind) for row, kind in chosen if row >= 1000
    ]


@pytest.mark.parametrize("ending", ["", ".gz", ".zst"])
def test_a_file_is_packed_as_its_name_ends(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"profiles.ndjson{ending}"
    counts: list[int] = []
    with writer.opened(path) as file:
        writer.write_ndjson(file, population.profiles(50, 1, supports=SUPPORTS), counts.append)
    packed = path.read_bytes()
    if ending == ".gz":
        packed = gzip.decompress(packed)
    if ending == ".zst":
        packed = zstd.decompress(packed)
    assert packed == text_of(50, 1)
    assert counts == [50]


def test_texts_are_escaped_and_unknown_lists_differ_from_empty_ones() -> None:
    data = {
        "company": {"name": 'A "B" \\ \n\t\u0001 中', "activities": []},
        "drugs": [{"id": "1"}, {"id": "2", "milestones": []}],
        "initiatives": [{"id": "3", "rate_over_lpr": "10"}, {"id": "4", "rate_over_lpr": "0.25"}],
    }
    profile = Profile.from_dict(data)
    (line,) = writer.lines(tables_of([(1, profile)]))
    assert json.loads(line) == data
    assert Profile.from_json(line) == profile


def test_tables_are_written_to_parquet_and_read_again(tmp_path: Path) -> None:
    counts: list[int] = []
    chunks = population.chunks(250, 4, 100, supports=SUPPORTS)
    parquet_writer.write_parquet(tmp_path, chunks, progress=counts.append)
    assert counts == [100, 200, 250]
    whole = population.tables(250, 4, supports=SUPPORTS)
    (batch,) = folder_source(tmp_path).batches()
    for name in SCHEMA.tables:
        assert_frame_equal(batch.tables[name], whole[name])
    assert sorted(file.name for file in tmp_path.iterdir()) == sorted(
        f"{name}.parquet" for name in SCHEMA.tables
    )


def test_lines_and_tables_of_one_seed_are_read_as_the_same_companies(tmp_path: Path) -> None:
    with writer.opened(tmp_path / "lines.ndjson") as file:
        writer.write_ndjson(file, population.profiles(300, 4, supports=SUPPORTS))
    parquet_writer.write_parquet(tmp_path / "own", population.chunks(300, 4, supports=SUPPORTS))
    (of_lines,) = source_of(tmp_path / "lines.ndjson").batches()
    (of_tables,) = source_of(tmp_path / "own").batches()
    for name in SCHEMA.tables:
        assert_frame_equal(of_lines.tables[name], of_tables.tables[name])


def test_a_population_of_nobody_has_empty_tables(tmp_path: Path) -> None:
    assert list(population.chunks(0, 1)) == []
    assert text_of(0, 1) == b""
    parquet_writer.write_parquet(tmp_path, population.chunks(0, 1))
    assert folder_source(tmp_path).size == 0
    parts = population.tables(0, 1, supports=SUPPORTS)
    assert all(frame.is_empty() for frame in parts.values())
    assert writer.lines(parts).is_empty()


def test_a_year_before_any_pipeline_is_refused() -> None:
    with pytest.raises(ValueError, match="a year from 2006"):
        population.tables(1, 1, year=2005)

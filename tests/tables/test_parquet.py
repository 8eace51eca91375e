"""Tables of a population: their shape and order are checked first, their values row by row."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest
from yaoxie import Rulebook
from yaoxie.errors import InputError
from yaoxie.profile.model import Profile
from yaoxie.synth import population
from yaoxie.tables import parquet, schema
from yaoxie.tables.parquet import TableSource, folder_source
from yaoxie.tables.profiles import tables_of

from tests.support.refused_tables import Frames, faults_of_folder, faults_of_frames, write_tables

SCHEMA = schema.of()


def test_batches_hold_whole_companies_and_lose_none(frames: Frames) -> None:
    batches = list(TableSource(frames, batch=37).batches())
    assert len(batches) == 11
    for name, frame in frames.items():
        assert pl.concat([batch.tables[name] for batch in batches]).equals(frame)
    later = list(TableSource(frames, batch=37).batches(batches[4].end))
    assert [batch.end for batch in later] == [batch.end for batch in batches[5:]]
    for batch, other in zip(later, batches[5:], strict=True):
        assert all(batch.tables[name].equals(other.tables[name]) for name in SCHEMA.tables)


def test_a_table_that_is_not_there_has_no_rows(frames: Frames) -> None:
    (batch,) = TableSource({"companies": frames["companies"]}).batches()
    assert batch.tables["drugs"].is_empty()
    assert batch.bad == []


def test_columns_that_are_not_there_are_unknown(frames: Frames, rulebook: Rulebook) -> None:
    lean = {"companies": frames["companies"].select("company", "name", "park")}
    screened = rulebook.screen(lean, year=2019).companies.collect()
    assert screened["total_ceiling"].sum() == 0
    assert screened["company_id"].null_count() == 400


@pytest.mark.parametrize(
    ("table", "name", "type_", "texts"),
    [
        ("companies", "revenue", pl.Float64(), "/revenue: 'Float64'; expected a column of type"),
        ("drugs", "rd_spend", pl.String(), "/rd_spend: 'String'; expected a column of type Int64"),
        ("milestones", "date", pl.String(), "/date: 'String'; expected a column of type Date"),
        ("devices", "milestones_known", pl.Int8(), "expected a column of type Boolean"),
    ],
)
def test_a_column_of_a_wrong_type_is_refused(
    frames: Frames, table: str, name: str, type_: pl.DataType, texts: str
) -> None:
    frames = {**frames, table: frames[table].with_columns(pl.col(name).cast(type_))}
    assert texts in "\n".join(faults_of_frames(frames))


def test_every_fault_of_the_shape_is_reported_at_once(frames: Frames) -> None:
    frames = {
        **frames,
        "drugs": frames["drugs"].rename({"category": "categry"}).drop("id"),
        "platfroms": frames["platforms"],
    }
    texts = faults_of_frames(frames)
    assert any("'platfroms'; expected the name of a table" in fault for fault in texts)
    frames.pop("platfroms")
    texts = faults_of_frames(frames)
    assert any("did you mean 'category'" in fault for fault in texts)
    assert any("/id" in fault and "a column that is there" in fault for fault in texts)
    del frames["companies"]
    assert any("a table of companies" in fault for fault in faults_of_frames(frames))


@pytest.mark.parametrize("table", SCHEMA.tables)
def test_unsorted_tables_are_refused_with_a_command_that_sorts_them(
    frames: Frames, tmp_path: Path, table: str
) -> None:
    turned = frames[table].reverse()
    if table == "milestones":
        turned = turned.with_columns(pl.col("kind").cast(pl.String))
    for name, frame in {**frames, table: turned}.items():
        frame.write_parquet(tmp_path / f"{name}.parquet")
    with pytest.raises(InputError) as error:
        folder_source(tmp_path)
    (fault,) = error.value.faults
    assert fault.file == str(tmp_path / f"{table}.parquet")
    code = fault.expected.partition('python -c "')[2].removesuffix('"')
    subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=True)
    (tmp_path / f"{table}.sorted.parquet").rename(tmp_path / f"{table}.parquet")
    (batch,) = folder_source(tmp_path).batches()
    assert batch.tables[table].height == frames[table].height


def test_a_company_that_stands_twice_is_refused(frames: Frames) -> None:
    twice = pl.concat([frames["companies"].head(2), frames["companies"].slice(1, 1)])
    (fault,) = faults_of_frames({**frames, "companies": twice})
    assert fault.endswith("each company once; it stands in row 2 and again in row 3")


def test_rows_without_a_company_are_refused(frames: Frames) -> None:
    holes = frames["drugs"].with_columns(company=pl.lit(None, pl.Int64))
    assert "no null in company, item" in "\n".join(faults_of_frames({**frames, "drugs": holes}))


def test_values_that_no_profile_may_have_leave_out_their_company_alone(frames: Frames) -> None:
    park = frames["companies"]["park"].cast(pl.String)
    park[4] = "haidan"
    spend = frames["drugs"]["rd_spend"].clone()
    spend[0] = -1
    frames = {
        **frames,
        "companies": frames["companies"].with_columns(park=park),
        "drugs": frames["drugs"].with_columns(rd_spend=spend),
    }
    (batch,) = TableSource(frames).batches()
    owner = frames["drugs"]["company"][0]
    texts = {row.number: [fault.pointer for fault in row.faults] for row in batch.bad}
    assert texts == {
        frames["companies"]["company"][4]: ["/company/park"],
        owner: ["/drugs/0/rd_spend"],
    }
    (fault,) = next(row.faults for row in batch.bad if row.number != owner)
    assert (fault.value, fault.nearest) == ("haidan", "haidian")
    assert batch.tables["companies"].height == 398
    assert owner not in batch.tables["milestones"]["company"]


@pytest.mark.parametrize("stray", [0, 7, 150, 10_000])
def test_rows_of_no_company_are_reported_wherever_they_stand(stray: int) -> None:
    frames = population.tables(200, 3)
    companies = frames["companies"].filter(pl.col("company") != stray)
    gone = frames["drugs"].filter(pl.col("company") == stray)
    drugs = frames["drugs"].head(1) if gone.is_empty() else gone.head(1)
    stray_row = drugs.with_columns(company=pl.lit(stray, pl.Int64), item=pl.lit(0, pl.Int32))
    others = frames["drugs"].filter(pl.col("company") != stray)
    every = pl.concat([others, stray_row]).sort("company", "item")
    source = TableSource({"companies": companies, "drugs": every}, batch=10)
    bad = [row.number for batch in source.batches() for row in batch.bad]
    assert bad == [stray]
    ends = [batch.end for batch in source.batches()]
    later = [row.number for batch in source.batches(ends[3]) for row in batch.bad]
    assert later == ([stray] if stray > 40 else [])


def test_words_may_stand_as_texts_or_categories(frames: Frames) -> None:
    texts = {
        name: frame.with_columns(
            pl.col(column).cast(pl.String)
            for column, type_ in frame.schema.items()
            if isinstance(type_, pl.Enum)
        )
        for name, frame in frames.items()
    }
    texts["drugs"] = texts["drugs"].with_columns(pl.col("category").cast(pl.Categorical))
    (batch,) = TableSource(texts).batches()
    assert batch.bad == []
    assert all(batch.tables[name].equals(frame) for name, frame in frames.items())


def test_a_file_that_is_no_parquet_is_refused(frames: Frames, tmp_path: Path) -> None:
    frames["companies"].write_parquet(tmp_path / "companies.parquet")
    (tmp_path / "drugs.parquet").write_bytes(b"PAR1 this is none")
    with pytest.raises(InputError) as error:
        folder_source(tmp_path)
    (fault,) = error.value.faults
    assert fault.file == str(tmp_path / "drugs.parquet")
    assert fault.expected.startswith("a Parquet file that can be read (")


def test_nulls_everywhere_are_unknown(rulebook: Rulebook) -> None:
    profile = Profile.from_dict({"company": {"name": "甲"}, "drugs": [{"id": "D"}]})
    frames = tables_of([(1, profile)])
    nulls = {
        name: frame.with_columns(
            pl.lit(None).alias(column)
            for column in frame.columns
            if column not in {"company", "item", "id", "name", schema.KNOWN}
        )
        for name, frame in frames.items()
    }
    findings = rulebook.screen(nulls, year=2019).findings.collect()
    report = rulebook.evaluate(profile, year=2019)
    assert findings["status"].to_list() == [finding.status for finding in report.findings]


def test_lazy_frames_that_sort_give_what_data_frames_give(
    frames: Frames, rulebook: Rulebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet, "_SLICE", 50)
    lazy = {
        table: frame.sample(fraction=1, shuffle=True, seed=4).lazy().sort(SCHEMA.sorted_by[table])
        for table, frame in frames.items()
    }
    eager = {table: frame.collect() for table, frame in lazy.items()}
    expected = rulebook.screen(eager, year=2019)
    for _ in range(3):
        screened = rulebook.screen(lazy, year=2019)
        assert screened.findings.collect().equals(expected.findings.collect())
        assert screened.companies.collect().equals(expected.companies.collect())


def test_a_query_is_run_once_and_a_scan_slice_by_slice(
    frames: Frames, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet, "_SLICE", 50)
    runs: list[int] = []

    def counted(frame: pl.DataFrame) -> pl.DataFrame:
        runs.append(frame.height)
        return frame

    drugs = frames["drugs"].lazy().map_batches(counted)
    list(TableSource({"companies": frames["companies"].lazy(), "drugs": drugs}).batches())
    assert runs == [frames["drugs"].height]


def test_numbers_of_companies_past_64_bits_are_named(frames: Frames) -> None:
    for type_, number in ((pl.UInt64, 2**63), (pl.Int128, -(2**100))):
        numbers = pl.Series("company", [*range(399), number], pl.Int128).cast(type_)
        companies = frames["companies"].with_columns(numbers)
        if number < 0:
            companies = companies.reverse()
        (fault,) = faults_of_frames({"companies": companies})
        assert fault == (
            f"companies /company: {number}; expected a whole number from -2^63 to 2^63 - 1"
        )


def test_numbers_at_the_ends_of_64_bits_are_companies(frames: Frames) -> None:
    ends = [-(2**63), -(2**63) + 1, -1, 0, 2**62, 2**63 - 1]
    companies = frames["companies"].head(6).with_columns(company=pl.Series(ends))
    drugs = frames["drugs"].head(1).with_columns(company=pl.lit(2**63 - 2), item=pl.lit(0))
    (batch,) = TableSource({"companies": companies, "drugs": drugs}).batches()
    assert batch.tables["companies"]["company"].to_list() == ends
    assert [row.number for row in batch.bad] == [2**63 - 2]


def test_a_company_twice_is_not_called_unsorted(frames: Frames, tmp_path: Path) -> None:
    companies = frames["companies"]
    write_tables(tmp_path, {"companies": pl.concat([companies[:5], companies[4:]])})
    (fault,) = faults_of_folder(tmp_path)
    assert f"/company: {companies['company'][4]}; expected each company once" in fault
    assert "sort" not in fault


def test_a_kind_that_is_none_is_named(frames: Frames) -> None:
    kinds = frames["milestones"]["kind"].cast(pl.String)
    kinds[7] = "drugg"
    milestones = frames["milestones"].with_columns(kind=kinds)
    (fault,) = faults_of_frames({**frames, "milestones": milestones})
    assert fault.startswith("milestones /kind: 'drugg'; expected one of drug")
    assert "did you mean 'drug'" in fault

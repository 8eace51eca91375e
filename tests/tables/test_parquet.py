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
from yaoxie.tables import schema
from yaoxie.tables.parquet import TableSource, folder_source
from yaoxie.tables.profiles import tables_of

Frames = dict[str, pl.DataFrame]


@pytest.fixture(scope="module")
def made() -> Frames:
    """Tables of 400 made-up companies."""
    return population.tables(400, 3, supports={"zgc-2019-27": [("drug-phase-2", "drug")]})


def refused(frames: Frames) -> list[str]:
    with pytest.raises(InputError) as error:
        TableSource(frames)
    return [str(fault) for fault in error.value.faults]


def test_batches_hold_whole_companies_and_lose_none(made: Frames) -> None:
    batches = list(TableSource(made, batch=37).batches())
    assert len(batches) == 11
    for name, frame in made.items():
        assert pl.concat([batch.tables[name] for batch in batches]).equals(frame)
    later = list(TableSource(made, batch=37).batches(batches[4].end))
    assert [batch.end for batch in later] == [batch.end for batch in batches[5:]]
    for one, other in zip(later, batches[5:], strict=True):
        assert all(one.tables[name].equals(other.tables[name]) for name in schema.TABLES)


def test_a_table_that_is_not_there_has_no_rows(made: Frames) -> None:
    (batch,) = TableSource({"companies": made["companies"]}).batches()
    assert batch.tables["drugs"].is_empty()
    assert batch.bad == []


def test_columns_that_are_not_there_are_unknown(made: Frames, rulebook: Rulebook) -> None:
    lean = {"companies": made["companies"].select("company", "name", "park")}
    screened = rulebook.screen(lean, year=2019).companies.collect()
    assert screened["total_ceiling"].sum() == 0
    assert screened["company_id"].null_count() == 400


@pytest.mark.parametrize(
    ("table", "name", "type_", "told"),
    [
        ("companies", "revenue", pl.Float64(), "/revenue: 'Float64'; expected a column of type"),
        ("drugs", "rd_spend", pl.String(), "/rd_spend: 'String'; expected a column of type Int64"),
        ("milestones", "date", pl.String(), "/date: 'String'; expected a column of type Date"),
        ("devices", "milestones_known", pl.Int8(), "expected a column of type Boolean"),
    ],
)
def test_a_column_of_a_wrong_type_is_refused(
    made: Frames, table: str, name: str, type_: pl.DataType, told: str
) -> None:
    frames = {**made, table: made[table].with_columns(pl.col(name).cast(type_))}
    assert told in "\n".join(refused(frames))


def test_every_fault_of_the_shape_is_told_at_once(made: Frames) -> None:
    frames = {
        **made,
        "drugs": made["drugs"].rename({"category": "categry"}).drop("id"),
        "platfroms": made["platforms"],
    }
    told = refused(frames)
    assert any("'platfroms'; expected the name of a table" in one for one in told)
    frames.pop("platfroms")
    told = refused(frames)
    assert any("did you mean 'category'" in one for one in told)
    assert any("/id" in one and "a column that is there" in one for one in told)
    del frames["companies"]
    assert any("a table of companies" in one for one in refused(frames))


@pytest.mark.parametrize("table", schema.TABLES)
def test_unsorted_tables_are_refused_with_a_command_that_sorts_them(
    made: Frames, tmp_path: Path, table: str
) -> None:
    turned = made[table].reverse()
    if table == "milestones":
        turned = turned.with_columns(pl.col("kind").cast(pl.String))
    for name, frame in {**made, table: turned}.items():
        frame.write_parquet(tmp_path / f"{name}.parquet")
    with pytest.raises(InputError) as error:
        folder_source(tmp_path)
    (fault,) = error.value.faults
    assert fault.file == str(tmp_path / f"{table}.parquet")
    code = fault.expected.partition('python -c "')[2].removesuffix('"')
    subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=True)
    (tmp_path / f"{table}.sorted.parquet").rename(tmp_path / f"{table}.parquet")
    (batch,) = folder_source(tmp_path).batches()
    assert batch.tables[table].height == made[table].height


def test_a_company_that_stands_twice_is_refused(made: Frames) -> None:
    twice = pl.concat([made["companies"].head(2), made["companies"].slice(1, 1)])
    assert "each company once" in "\n".join(refused({**made, "companies": twice}))


def test_rows_without_a_company_are_refused(made: Frames) -> None:
    holes = made["drugs"].with_columns(company=pl.lit(None, pl.Int64))
    assert "no null in company, item" in "\n".join(refused({**made, "drugs": holes}))


def test_values_that_no_profile_may_have_leave_out_their_company_alone(made: Frames) -> None:
    park = made["companies"]["park"].cast(pl.String)
    park[4] = "haidan"
    spend = made["drugs"]["rd_spend"].clone()
    spend[0] = -1
    frames = {
        **made,
        "companies": made["companies"].with_columns(park=park),
        "drugs": made["drugs"].with_columns(rd_spend=spend),
    }
    (batch,) = TableSource(frames).batches()
    owner = made["drugs"]["company"][0]
    told = {row.number: [fault.pointer for fault in row.faults] for row in batch.bad}
    assert told == {
        made["companies"]["company"][4]: ["/company/park"],
        owner: ["/drugs/0/rd_spend"],
    }
    (fault,) = next(row.faults for row in batch.bad if row.number != owner)
    assert (fault.value, fault.nearest) == ("haidan", "haidian")
    assert batch.tables["companies"].height == 398
    assert owner not in batch.tables["milestones"]["company"]


@pytest.mark.parametrize("stray", [0, 7, 150, 10_000])
def test_rows_of_no_company_are_told_wherever_they_stand(stray: int) -> None:
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


def test_words_may_stand_as_texts_or_categories(made: Frames) -> None:
    texts = {
        name: frame.with_columns(
            pl.col(column).cast(pl.String)
            for column, type_ in frame.schema.items()
            if isinstance(type_, pl.Enum)
        )
        for name, frame in made.items()
    }
    texts["drugs"] = texts["drugs"].with_columns(pl.col("category").cast(pl.Categorical))
    (batch,) = TableSource(texts).batches()
    assert batch.bad == []
    assert all(batch.tables[name].equals(frame) for name, frame in made.items())


def test_a_file_that_is_no_parquet_is_refused(made: Frames, tmp_path: Path) -> None:
    made["companies"].write_parquet(tmp_path / "companies.parquet")
    (tmp_path / "drugs.parquet").write_bytes(b"PAR1 this is none")
    with pytest.raises(InputError) as error:
        folder_source(tmp_path)
    assert [fault.expected for fault in error.value.faults] == ["a Parquet file that can be read"]


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
    found = rulebook.screen(nulls, year=2019).findings.collect()
    report = rulebook.evaluate(profile, year=2019)
    assert found["status"].to_list() == [finding.status for finding in report.findings]

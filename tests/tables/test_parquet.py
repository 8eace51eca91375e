"""Tables of a population: their shape and order are checked first, their values row by row."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from random import Random

import polars as pl
import pytest
from polars.exceptions import PanicException
from yaoxie import Rulebook
from yaoxie.errors import Fault, InputError
from yaoxie.profile.model import Profile
from yaoxie.synth import population
from yaoxie.tables import parquet, schema
from yaoxie.tables.parquet import TableSource, folder_source
from yaoxie.tables.profiles import tables_of

SCHEMA = schema.of()

Frames = dict[str, pl.DataFrame]


@pytest.fixture(scope="module")
def frames() -> Frames:
    """Tables of 400 made-up companies."""
    return population.tables(400, 3, supports={"zgc-2019-27": [("drug-phase-2", "drug")]})


def refused(frames: Frames) -> list[str]:
    with pytest.raises(InputError) as error:
        TableSource(frames)
    return [str(fault) for fault in error.value.faults]


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
    assert texts in "\n".join(refused(frames))


def test_every_fault_of_the_shape_is_reported_at_once(frames: Frames) -> None:
    frames = {
        **frames,
        "drugs": frames["drugs"].rename({"category": "categry"}).drop("id"),
        "platfroms": frames["platforms"],
    }
    texts = refused(frames)
    assert any("'platfroms'; expected the name of a table" in fault for fault in texts)
    frames.pop("platfroms")
    texts = refused(frames)
    assert any("did you mean 'category'" in fault for fault in texts)
    assert any("/id" in fault and "a column that is there" in fault for fault in texts)
    del frames["companies"]
    assert any("a table of companies" in fault for fault in refused(frames))


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
    (fault,) = refused({**frames, "companies": twice})
    assert fault.endswith("each company once; it stands in row 2 and again in row 3")


def test_rows_without_a_company_are_refused(frames: Frames) -> None:
    holes = frames["drugs"].with_columns(company=pl.lit(None, pl.Int64))
    assert "no null in company, item" in "\n".join(refused({**frames, "drugs": holes}))


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


ODD_NAMES = (
    "pop[1]",
    "b?",
    "b*",
    "{a,b}",
    "year=2024",
    "a%20b",
    "~x",
    "-x",
    "a b#c",
    "x\ny",
    "中文",
)


@pytest.mark.parametrize("name", ODD_NAMES)
def test_names_of_folders_are_no_patterns(
    frames: Frames, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    for folder, rows in ((name, 400), ("pop1", 7), ("bx", 8), ("a", 9)):
        (tmp_path / folder).mkdir()
        frames["companies"].head(rows).write_parquet(tmp_path / folder / "companies.parquet")
    monkeypatch.chdir(tmp_path)
    for path in (tmp_path / name, Path(name)):
        (batch,) = folder_source(path).batches()
        assert batch.tables["companies"].height == 400


def written(folder: Path, frames: Frames) -> None:
    for table, frame in frames.items():
        frame.write_parquet(folder / f"{table}.parquet")


def folder_faults(folder: Path) -> list[str]:
    with pytest.raises(InputError) as error:
        folder_source(folder)
    return [f"{fault} [{fault.nearest}]" for fault in error.value.faults]


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("award.parquet", "awards.parquet"),
        ("Awards.parquet", "awards.parquet"),
        ("awards.PARQUET", "awards.parquet"),
        ("awards.csv", "awards.parquet"),
        ("awards", "awards.parquet"),
        ("nonsense.parquet", "None"),
        ("drugs.sorted.parquet", "drugs.parquet"),
    ],
)
def test_a_table_that_is_misspelt_is_refused(
    frames: Frames, tmp_path: Path, name: str, nearest: str
) -> None:
    written(tmp_path, {table: frames[table] for table in ("companies", "drugs")})
    frames["awards"].write_parquet(tmp_path / name)
    (fault,) = folder_faults(tmp_path)
    assert name in fault
    assert fault.endswith(f"[{nearest}]")


def test_a_link_to_nothing_is_refused(frames: Frames, tmp_path: Path) -> None:
    written(tmp_path, {"companies": frames["companies"]})
    (tmp_path / "awards.parquet").symlink_to(tmp_path / "elsewhere.parquet")
    (fault,) = folder_faults(tmp_path)
    assert "awards.parquet" in fault
    assert "a link to a file that is there" in fault


def test_what_is_no_table_may_stand_beside_them(frames: Frames, tmp_path: Path) -> None:
    written(tmp_path, frames)
    for name in ("README.md", "_SUCCESS", ".companies.parquet.crc", "drugs.parquet.bak", "notes"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    (tmp_path / "more").mkdir()
    result = tmp_path / "result.parquet"
    frames["companies"].write_parquet(result, metadata={"yaoxie": "{}"})
    (batch,) = folder_source(tmp_path).batches()
    assert batch.tables["drugs"].equals(frames["drugs"])


def test_a_table_in_parts_as_spark_writes_it_is_read_in_their_order(
    frames: Frames, tmp_path: Path
) -> None:
    written(tmp_path, {table: frame for table, frame in frames.items() if table != "companies"})
    parts = tmp_path / "companies.parquet"
    parts.mkdir()
    for number in (2, 0, 1, 3):
        file = parts / f"part-0000{number}-c000.snappy.parquet"
        frames["companies"].slice(100 * number, 100).write_parquet(file, compression="snappy")
        (parts / f".{file.name}.crc").write_bytes(b"crc")
    (parts / "_SUCCESS").touch()
    (batch,) = folder_source(tmp_path).batches()
    assert batch.tables["companies"].equals(frames["companies"])
    (parts / "part.csv").touch()
    assert "a Parquet file, as a part of its table" in folder_faults(tmp_path)[0]


def test_numbers_of_companies_past_64_bits_are_named(frames: Frames) -> None:
    for type_, number in ((pl.UInt64, 2**63), (pl.Int128, -(2**100))):
        numbers = pl.Series("company", [*range(399), number], pl.Int128).cast(type_)
        companies = frames["companies"].with_columns(numbers)
        if number < 0:
            companies = companies.reverse()
        (fault,) = refused({"companies": companies})
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
    written(tmp_path, {"companies": pl.concat([companies[:5], companies[4:]])})
    (fault,) = folder_faults(tmp_path)
    assert f"/company: {companies['company'][4]}; expected each company once" in fault
    assert "sort" not in fault


def test_a_kind_that_is_none_is_named(frames: Frames) -> None:
    kinds = frames["milestones"]["kind"].cast(pl.String)
    kinds[7] = "drugg"
    milestones = frames["milestones"].with_columns(kind=kinds)
    (fault,) = refused({**frames, "milestones": milestones})
    assert fault.startswith("milestones /kind: 'drugg'; expected one of drug")
    assert "did you mean 'drug'" in fault


def flipped(data: bytes, start: int, end: int, seed: int) -> bytes:
    rng = Random(seed)  # noqa: S311
    damaged = bytearray(data)
    for _ in range(8):
        damaged[rng.randrange(start, end)] ^= 1 << rng.randrange(8)
    return bytes(damaged)


@pytest.mark.parametrize("seed", range(16))
def test_damaged_files_are_refused_by_name_or_hold_other_values(
    frames: Frames, tmp_path: Path, seed: int
) -> None:
    written(tmp_path, frames)
    file = tmp_path / "drugs.parquet"
    data = file.read_bytes()
    footer = len(data) - 8 - int.from_bytes(data[-8:-4], "little")
    start, end = (footer, len(data)) if seed % 2 else (4, footer)
    file.write_bytes(flipped(data, start, end, seed))
    faults: list[Fault] = []
    try:
        list(folder_source(tmp_path).batches())
    except InputError as error:
        faults += error.faults
    assert {fault.file for fault in faults} <= {str(file)}


@pytest.mark.parametrize("size", [0, 3, 100, -1, -30])
def test_files_that_are_cut_are_refused_by_name(frames: Frames, tmp_path: Path, size: int) -> None:
    written(tmp_path, frames)
    file = tmp_path / "drugs.parquet"
    file.write_bytes(file.read_bytes()[:size])
    (fault,) = folder_faults(tmp_path)
    assert fault.startswith(f"{file}: ")


def test_text_that_is_no_text_is_refused_with_its_column(frames: Frames, tmp_path: Path) -> None:
    written(tmp_path, frames)
    file = tmp_path / "drugs.parquet"
    named = frames["drugs"].with_columns(name=pl.lit("zzqqzz"))
    named.write_parquet(file, compression="uncompressed", statistics=False)
    file.write_bytes(file.read_bytes().replace(b"zzqqzz", b"zz\xff\xfezz"))
    with pytest.raises(InputError) as error:
        list(folder_source(tmp_path).batches())
    (fault,) = error.value.faults
    assert (fault.pointer, fault.file) == ("/name", str(file))
    assert fault.expected.startswith("a column that can be read (")


def test_a_type_without_a_reader_is_refused_with_its_column(frames: Frames, tmp_path: Path) -> None:
    arrow, parquet_of_arrow = (pytest.importorskip(f"pyarrow{name}") for name in ("", ".parquet"))
    written(tmp_path, frames)
    file = tmp_path / "drugs.parquet"
    views = arrow.array([["a"]] * 3, arrow.list_view(arrow.string()))
    nested = arrow.array([{"a": [["b"]]}] * 3)
    table = arrow.table({"company": [1, 2, 3], "name": views, "family": nested})
    parquet_of_arrow.write_table(table, file)
    (fault,) = folder_faults(tmp_path)
    assert fault == f"{file} /name: 'list view'; expected a type that can be read [None]"


def test_decimals_of_256_bits_are_refused_with_their_column(frames: Frames, tmp_path: Path) -> None:
    arrow, parquet_of_arrow = (pytest.importorskip(f"pyarrow{name}") for name in ("", ".parquet"))
    written(tmp_path, frames)
    amounts = arrow.array([Decimal("0.1")] * 3, arrow.decimal256(60, 2))
    columns = {"company": [1, 2, 3], "item": [0, 0, 0], "id": ["a", "b", "c"], "rd_spend": amounts}
    parquet_of_arrow.write_table(arrow.table(columns), tmp_path / "drugs.parquet")
    (fault,) = folder_faults(tmp_path)
    assert "drugs.parquet /rd_spend: 'Decimal(" in fault


def rust_panic(*_: object, **__: object) -> None:
    raise PanicException("called `Result::unwrap()` on an `Err` value: JoinError::Panic(Id(155))")


def test_a_panic_becomes_a_fault_without_its_text(
    frames: Frames, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(tmp_path, frames)
    from_files, from_frames = folder_source(tmp_path), TableSource(frames)
    monkeypatch.setattr(pl.LazyFrame, "collect", rust_panic)
    for source in (from_files, from_frames):
        with pytest.raises(InputError) as error:
            list(source.batches())
        text = str(error.value)
        assert "companies" in text
        assert "unwrap" not in text
        assert "Panic" not in text


def test_a_column_of_a_frame_that_cannot_be_read_is_named(frames: Frames, tmp_path: Path) -> None:
    written(tmp_path, frames)
    file = tmp_path / "drugs.parquet"
    named = frames["drugs"].with_columns(name=pl.lit("zzqqzz"))
    named.write_parquet(file, compression="uncompressed", statistics=False)
    file.write_bytes(file.read_bytes().replace(b"zzqqzz", b"zz\xff\xfezz"))
    source = TableSource({**frames, "drugs": pl.scan_parquet(file)})
    with pytest.raises(InputError) as error:
        list(source.batches())
    (fault,) = error.value.faults
    assert fault.pointer == "/drugs/name"


@pytest.mark.parametrize("size", [0, 3, -30])
def test_a_frame_of_a_file_that_is_cut_is_named(frames: Frames, tmp_path: Path, size: int) -> None:
    file = tmp_path / "drugs.parquet"
    frames["drugs"].write_parquet(file)
    file.write_bytes(file.read_bytes()[:size])
    (fault,) = refused({**frames, "drugs": pl.scan_parquet(file)})  # type: ignore[dict-item]
    assert fault.startswith("/drugs: 'unreadable'; expected a table that can be read (")

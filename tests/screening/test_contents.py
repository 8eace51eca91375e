"""What a result holds and in which form: open findings alone, reasons in words, CSV, Arrow."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from polars.testing import assert_frame_equal
from yaoxie import Rulebook
from yaoxie.errors import InputError
from yaoxie.screening import output
from yaoxie.screening.formats import FORMATS, Format, write_csv
from yaoxie.screening.output import Outcome, Output
from yaoxie.screening.screening import AnyScreening
from yaoxie.synth import population
from yaoxie.tables.batches import BatchSource, Position
from yaoxie.tables.profiles import ProfileSource

from tests.support.runs import YEAR

MEASURES = ("shanghai", ["shanghai", "suzhou"])


@pytest.fixture(scope="module")
def tables() -> dict[str, pl.DataFrame]:
    return population.tables(400, 11, year=YEAR)


@pytest.mark.parametrize("measure", MEASURES)
def test_open_findings_alone_are_those_that_are_not_ineligible(
    rulebook: Rulebook, tables: dict[str, pl.DataFrame], measure: str | list[str]
) -> None:
    whole = rulebook.screen(tables, YEAR, measure)
    open_ = rulebook.screen(tables, YEAR, measure, open_only=True)
    expected = whole.findings.filter(pl.col("status") != "ineligible").collect()
    assert 0 < expected.height < whole.findings.select(pl.len()).collect().item()
    assert_frame_equal(open_.findings.collect(), expected)
    assert_frame_equal(open_.companies.collect(), whole.companies.collect())


def decoded(findings: pl.DataFrame, legends: Any, measure: str) -> Iterator[tuple[Any, ...]]:
    """The reasons of findings, bit by bit."""
    for row in findings.to_dicts():
        legend = legends[row.get("measure", measure)][row["support"]]
        for bit, reason in enumerate(legend):
            for outcome in ("unmet", "unknown"):
                word, shift = divmod(bit, 64)
                if row[f"{outcome}_{word}" if word else outcome] >> shift & 1:
                    finding = (row["company"], row["support"], row["subject"], row["status"])
                    yield (*finding, row.get("measure"), reason, outcome)


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("open_only", [False, True])
def test_reasons_in_words_are_those_of_the_bits(
    rulebook: Rulebook, tables: dict[str, pl.DataFrame], measure: str | list[str], open_only: bool
) -> None:
    screened = rulebook.screen(tables, YEAR, measure, open_only=open_only, reasons=True)
    assert screened.reasons is not None
    rows = screened.reasons.collect()
    name = next(iter(screened.legends))
    expected = list(decoded(screened.findings.collect(), screened.legends, name))
    own = ("company", "support", "subject", "status", "measure", "reason", "outcome")
    found = [tuple(row.get(column) for column in own) for row in rows.to_dicts()]
    assert found == expected
    assert len(found) > 20


def test_reasons_are_titled_in_both_languages(
    rulebook: Rulebook, tables: dict[str, pl.DataFrame]
) -> None:
    screened = rulebook.screen(tables, YEAR, "shanghai", reasons=True)
    assert screened.reasons is not None
    rows = screened.reasons.filter(pl.col("support") == "phase-1").collect()
    plan = rulebook.plan(YEAR, "shanghai")
    (support,) = (entry for entry in plan.supports if entry.id == "phase-1")
    titles = {entry.id: entry.title for entry in (*plan.applicant, *support.requirements)}
    named = rows.filter(pl.col("reason").is_in(list(titles))).unique("reason").to_dicts()
    assert named
    for row in named:
        title = titles[row["reason"]]
        assert (row["reason_zh"], row["reason_en"]) == (title.zh, title.en)
        assert (row["support_zh"], row["support_en"]) == (support.title.zh, support.title.en)


def written(
    source: BatchSource,
    screening: AnyScreening,
    out: Path,
    formats: dict[str, Format] | None = None,
    *,
    resume: bool = False,
) -> Outcome:
    files = Output(out, screening, source.name, formats=formats or FORMATS)
    return output.screen(source, screening, files, segment=2, resume=resume)


@pytest.fixture
def shrewd() -> ProfileSource:
    """Companies whose keys a spreadsheet would take for formulas."""
    keys = ("=1+1", "+86", "-1", "@SUM(A1)", "'=1", "K-1", None)
    return ProfileSource([{"company": {"id": key, "name": "甲"}} for key in keys], 2)


def test_texts_in_csv_are_no_formulas(
    rulebook: Rulebook, shrewd: ProfileSource, tmp_path: Path
) -> None:
    done = written(shrewd, rulebook.screening(YEAR, "hengqin-2025"), tmp_path / "out.csv")
    assert done.companies_file.read_bytes().startswith(b"\xef\xbb\xbf")
    with done.companies_file.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    keys = [row["company_id"] for row in rows]
    assert keys == ["'=1+1", "'+86", "'-1", "'@SUM(A1)", "''=1", "K-1", ""]
    assert {row["total_ceiling"] for row in rows} == {"0"}
    with done.findings_file.open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.reader(file))) > len(keys)


def test_an_arrow_file_holds_what_parquet_holds(
    rulebook: Rulebook, shrewd: ProfileSource, tmp_path: Path
) -> None:
    screening = rulebook.joint_screening(YEAR, ["shanghai", "suzhou"], reasons=True)
    arrow = written(shrewd, screening, tmp_path / "a.arrow")
    parquet = written(shrewd, screening, tmp_path / "b.parquet")
    assert list(arrow.tables) == ["findings", "companies", "totals", "reasons"]
    for name, file in arrow.tables.items():
        assert_frame_equal(pl.read_ipc(file), pl.read_parquet(parquet.tables[name]))


def test_what_files_cannot_say_of_themselves_stands_beside_them(
    rulebook: Rulebook, shrewd: ProfileSource, tmp_path: Path
) -> None:
    screening = rulebook.screening(YEAR, "shanghai", open_only=True)
    done = written(shrewd, screening, tmp_path / "out.csv")
    assert done.about_file == tmp_path / "out.about.json"
    about = json.loads(done.about_file.read_text(encoding="utf-8"))
    assert about["reasons"] == screening.legend()
    assert (about["claim_year"], about["open_only"], about["companies"]) == (YEAR, True, 7)
    again = written(shrewd, screening, tmp_path / "out.csv", resume=True)
    assert again.was_finished
    assert (again.companies, again.bad) == (7, 0)
    other = rulebook.screening(YEAR, "shanghai")
    with pytest.raises(InputError):
        written(shrewd, other, tmp_path / "out.csv", resume=True)


def test_more_rows_than_a_form_holds_are_refused_before_the_end(
    rulebook: Rulebook, shrewd: ProfileSource, tmp_path: Path
) -> None:
    small = {".csv": Format(write_csv, 3)}
    with pytest.raises(InputError, match="at most 3 rows") as error:
        written(shrewd, rulebook.screening(YEAR, "hengqin-2025"), tmp_path / "out.csv", small)
    assert error.value.faults[0].pointer == "/out"
    assert list(tmp_path.iterdir()) == []


def test_a_whole_result_is_counted_again_before_it_takes_its_form(
    rulebook: Rulebook, shrewd: ProfileSource, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Output, "check_rows", lambda *_: None)  # as for parts of other workers
    small = {".csv": Format(write_csv, 3)}
    with pytest.raises(InputError, match="at most 3 rows"):
        written(shrewd, rulebook.screening(YEAR, "hengqin-2025"), tmp_path / "out.csv", small)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["out.csv", "out.parquet"])
def test_a_run_that_is_stopped_grows_into_its_form_when_it_is_resumed(
    rulebook: Rulebook, shrewd: ProfileSource, tmp_path: Path, name: str
) -> None:
    screening = rulebook.joint_screening(YEAR, ["shanghai", "suzhou"], reasons=True)

    def stop(position: Position) -> None:
        if position.companies == 4:
            raise KeyboardInterrupt

    files = Output(tmp_path / name, screening, shrewd.name)
    with pytest.raises(KeyboardInterrupt):
        output.screen(shrewd, screening, files, segment=2, progress=stop)
    assert [file.name for file in tmp_path.iterdir()] == [f"{name}.partial"]
    resumed = written(shrewd, screening, tmp_path / name, resume=True)
    whole = written(shrewd, screening, tmp_path / f"whole.{name}")
    for table, file in resumed.tables.items():
        if name.endswith(".csv"):
            assert file.read_bytes() == whole.tables[table].read_bytes()
        else:
            assert_frame_equal(pl.read_parquet(file), pl.read_parquet(whole.tables[table]))


def test_strict_runs_of_several_measures_leave_nothing_of_bad_rows(
    rulebook: Rulebook, tmp_path: Path
) -> None:
    source = ProfileSource([{"company": {"name": "甲"}}, {"company": {}}])
    screening = rulebook.joint_screening(YEAR, ["shanghai", "suzhou"])
    files = Output(tmp_path / "out.parquet", screening, source.name)
    with pytest.raises(InputError, match="2: /company/name"):
        output.screen(source, screening, files, strict=True)
    assert list(tmp_path.iterdir()) == []
    done = written(source, screening, tmp_path / "out.parquet")
    assert (done.companies, done.bad) == (1, 1)

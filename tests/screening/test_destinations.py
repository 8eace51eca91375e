"""What stands where a run would write: inputs, results, folders of others."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from yaoxie import Rulebook
from yaoxie.errors import InputError
from yaoxie.screening.output import Outcome, Output
from yaoxie.screening.screening import Screening
from yaoxie.screening.targets import Targets
from yaoxie.tables.ndjson.source import NdjsonSource

from tests.support.runs import COUNT, YEAR, Run, assert_whole, contents

# Outputs onto inputs, and names that are no files.


@pytest.mark.parametrize("table", ["companies", "drugs", "awards"])
def test_an_output_onto_an_input_is_refused_and_the_input_untouched(run: Run, table: str) -> None:
    before = contents(run.folder)
    run.out = run.folder / f"{table}.parquet"
    run.refused("another file than the input", force=True)
    assert contents(run.folder) == before


def test_an_output_in_place_of_a_table_that_is_not_there_is_refused(run: Run) -> None:
    (run.folder / "awards.parquet").unlink()
    run.out = run.folder / "awards.parquet"
    run.refused("another file than the input")


@pytest.mark.parametrize("link", [os.symlink, os.link])
def test_an_output_that_links_to_an_input_is_refused(
    run: Run, link: Callable[[Path, Path], None]
) -> None:
    before = contents(run.folder)
    for name in ("out.parquet", "out.companies.parquet", "out.bad.ndjson"):
        target = run.out.with_name(name)
        link(run.folder / "companies.parquet", target)
        run.refused("another file than the input", force=True)
        target.unlink()
    assert contents(run.folder) == before


@pytest.mark.parametrize("name", ["lines", "lines.bad.ndjson", "lines.companies.parquet"])
def test_none_of_the_outputs_may_be_the_lines_that_are_read(
    screening: Screening, tmp_path: Path, name: str
) -> None:
    file = tmp_path / name
    file.write_text('{"company":{"name":"x"}}\n', encoding="utf-8")
    out = tmp_path / ("lines" if name == "lines" else "lines.parquet")
    with pytest.raises(InputError, match="another file than the input"):
        Output(out, screening, "here", inputs=NdjsonSource(file).files, force=True)
    assert file.read_text(encoding="utf-8").startswith("{")


@pytest.mark.parametrize("name", ["", ".", "..", "folder", "folder/", "new/", "link", "pipe"])
def test_what_is_no_file_is_refused_before_any_work(
    run: Run, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    place = run.out.parent
    (place / "folder").mkdir()
    (place / "link").symlink_to(place / "elsewhere")
    os.mkfifo(place / "pipe")
    monkeypatch.chdir(place)
    before = sorted(place.rglob("*"))
    with pytest.raises(InputError, match="/out"):
        Output(name, run.screening, "here")
    assert sorted(place.rglob("*")) == before


def test_a_device_is_neither_replaced_nor_written(run: Run) -> None:
    with pytest.raises(InputError, match="no folder or device"):
        Output("/dev/null", run.screening, "here", force=True)
    assert Path("/dev/null").is_char_device()


def test_a_folder_that_takes_no_files_is_refused(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)  # root may write anywhere
    run.refused("a folder that can be written to")


def test_names_with_dots_keep_files_of_their_own() -> None:
    names = ("r.2024", "r.2025", "r.2024.parquet", "a.b.parquet")
    totals = [Targets.of(name).tables["companies"].name for name in names]
    assert totals == [
        "r.2024.companies.parquet",
        "r.2025.companies.parquet",
        "r.2024.companies.parquet",
        "a.b.companies.parquet",
    ]


@pytest.mark.parametrize(
    ("name", "better"),
    [
        ("r.parqet", "r.parquet"),
        ("r.2024.CSV", "r.2024.csv"),
        ("zone/r.xls", "zone/r.xlsx"),
        ("lines.ndjson", None),
        ("r.csv.gz", None),
        ("r.结论", None),
    ],
)
def test_an_ending_that_says_another_form_is_refused_with_the_nearest(
    name: str, better: str | None
) -> None:
    with pytest.raises(InputError) as caught:
        Targets.of(name)
    (fault,) = caught.value.faults
    assert (fault.pointer, fault.value, fault.nearest) == ("/out", name, better)
    assert str(fault.expected) == "a name that ends in one of .parquet, .csv, .arrow, .xlsx"


@pytest.mark.parametrize("name", ["r", "r.2024-11", "r.1", ".r", "r."])
def test_a_name_without_an_ending_is_parquet(name: str) -> None:
    assert Targets.of(name).suffix == ".parquet"


def test_results_of_two_names_that_share_files_do_not_overwrite_each_other(run: Run) -> None:
    run.out = run.out.with_name("r")
    run()
    kept = contents(run.out.parent)
    run.out = run.out.with_name("r.parquet")
    run.refused("--force")
    assert contents(run.out.parent) == kept


@pytest.mark.parametrize("name", ["out[1].parquet", "o?t.parquet", "o*.parquet", "{a,b}.parquet"])
def test_names_of_outputs_are_no_patterns(run: Run, name: str) -> None:
    plain = run()
    run.out = run.out.with_name(name)
    odd = run()
    assert odd.findings_file == run.out
    assert pl.read_parquet(plain.findings_file).equals(
        pl.scan_parquet(run.out, glob=False).collect()
    )


# Results that are there already.


def test_a_result_is_replaced_with_force_alone(run: Run, undisturbed: Outcome) -> None:
    run()
    before = contents(run.out.parent)
    run.refused("--force replaces it")
    assert contents(run.out.parent) == before
    run(force=True)
    assert_whole(run, undisturbed)


@pytest.mark.parametrize("name", ["out.parquet", "out.companies.parquet", "out.bad.ndjson"])
def test_any_file_of_a_result_that_is_there_is_kept(run: Run, name: str) -> None:
    file = run.out.with_name(name)
    file.write_text("mine", encoding="utf-8")
    run.refused("--force replaces it")
    run.refused("--force replaces it", resume=True)
    assert file.read_text(encoding="utf-8") == "mine"
    assert not run.partial.exists()


def test_resuming_a_finished_run_says_so_and_does_nothing(run: Run) -> None:
    first = run()
    before = contents(run.out.parent)
    again = run(resume=True)
    assert again.was_finished
    assert (again.companies, again.bad) == (first.companies, first.bad) == (COUNT, 0)
    assert contents(run.out.parent) == before


def test_resuming_does_not_overwrite_the_result_of_other_options(
    run: Run, rulebook: Rulebook
) -> None:
    run()
    before = contents(run.out.parent)
    run.screening = rulebook.screening(YEAR - 1, "shanghai")
    run.refused("no result of another run", resume=True)
    assert contents(run.out.parent) == before
    run(resume=True, force=True)
    assert pl.read_parquet_metadata(run.out)["yaoxie"] != json.dumps({})


def test_resuming_what_never_began_screens_it(run: Run, undisturbed: Outcome) -> None:
    run(resume=True)
    assert_whole(run, undisturbed)


def test_force_starts_a_stopped_run_anew(run: Run, undisturbed: Outcome) -> None:
    run.stopped()
    run.refused("--force starts anew")
    run(force=True)
    assert_whole(run, undisturbed)


# Folders of others.


def test_a_folder_of_somebodys_own_is_left_alone(run: Run) -> None:
    run.partial.mkdir()
    (run.partial / "thesis.txt").write_text("years of work", encoding="utf-8")
    for options in ({}, {"resume": True}, {"force": True}):
        run.refused("no such file or folder but a run's", **options)
    assert (run.partial / "thesis.txt").read_text(encoding="utf-8") == "years of work"


def test_what_is_put_into_the_folder_of_a_run_stays(run: Run) -> None:
    run.stopped()
    files = run.output()
    (run.partial / "notes.txt").write_text("mine", encoding="utf-8")
    run.refused("no such file or folder but a run's", resume=True)
    (run.partial / "notes.txt").unlink()
    files.open(resume=True)
    (run.partial / "notes.txt").write_text("mine", encoding="utf-8")
    files.discard()
    assert [entry.name for entry in run.partial.iterdir()] == ["notes.txt"]

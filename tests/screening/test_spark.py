"""Screening on Spark gives the files of a local run, row for row."""

from __future__ import annotations

import json
import os
import pickle
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl
import pytest
from polars.testing import assert_frame_equal
from yaoxie import Profile, Rulebook
from yaoxie.errors import InputError, ProgramError
from yaoxie.screening import output
from yaoxie.screening.output import BadRowsError, Outcome, Output
from yaoxie.screening.screening import Screening
from yaoxie.screening.spark import driver, task
from yaoxie.screening.spark import session as spark_session
from yaoxie.screening.spark.parts import Parts
from yaoxie.screening.spark.session import Cluster
from yaoxie.tables import schema
from yaoxie.tables.batches import Position
from yaoxie.tables.parquet import folder_source
from yaoxie.tables.profiles import tables_of

from tests.long import agreement
from tests.support import own_vocabulary
from tests.support.rulebooks import packaged
from tests.support.strategies.profiles import seeded

SCHEMA = schema.of()

BATCH = 15  # companies
COUNT = 100
HERE = Cluster("local[2]")
CHOICES: list[tuple[str, int, dict[str, str]]] = [
    ("zgc-2019-27", 2019, {}),
    ("zgc-2019-27", 2020, {"cap-scope": "company", "source-basis": "announcement"}),
    ("zgc-2019-27", 2019, {"share-period": "yearly", "milestone-window": "within-year"}),
    ("daxing-2021", 2021, {"phase-milestone": "entered"}),
]


class Run(NamedTuple):
    """A population in a folder and what screens it."""

    folder: Path
    screening: Screening
    out: Path

    def locally(self, *, strict: bool = False) -> Outcome:
        source = folder_source(self.folder, BATCH, self.screening.plan.vocabulary)
        target = Output(self.out.with_name("local.parquet"), self.screening, "here")
        return output.screen(source, self.screening, target, strict=strict)

    def on_spark(self, **options: Any) -> Outcome:
        parts = Parts(self.out, self.screening, "here", BATCH)
        return driver.screen(self.folder, self.screening, parts, HERE, **options)


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    """One session for all tests, as starting takes seconds; `screen` uses one that is active."""
    for name in ("pyspark", "pyarrow", "pandas"):
        pytest.importorskip(name)
    if not (shutil.which("java") or os.environ.get("JAVA_HOME")):
        pytest.skip("no Java")
    with spark_session.session(HERE) as started:
        yield started


def run(
    folder: Path, rulebook: Rulebook, choice: tuple[str, int, dict[str, str]], count: int = COUNT
) -> Run:
    name, year, readings = choice
    rng = seeded(count)
    profiles = [
        (3 * number, Profile.from_dict(agreement.random_data(rng, packaged()[name], year)))
        for number in range(1, count + 1)
    ]
    folder.mkdir(exist_ok=True)
    write(folder / "in", tables_of(profiles))
    screening = rulebook.screening(year, name, readings)
    return Run(folder / "in", screening, folder / "spark.parquet")


def own_run(folder: Path) -> Run:
    """A population and rules of a vocabulary of one's own."""
    rulebook = Rulebook.load(own_vocabulary.write(folder / "rules"))
    rng = seeded(COUNT)
    profiles = [
        (number, rulebook.profile(own_vocabulary.random_data(rng))) for number in range(COUNT)
    ]
    screening = rulebook.screening(own_vocabulary.YEAR)
    write(folder / "in", tables_of(profiles, screening.plan.vocabulary))
    return Run(folder / "in", screening, folder / "spark.parquet")


def write(folder: Path, parts: dict[str, pl.DataFrame]) -> None:
    folder.mkdir()
    for table, frame in parts.items():
        frame.write_parquet(folder / f"{table}.parquet")


def assert_same(left: Outcome, other: Outcome) -> None:
    assert (left.companies, left.bad) == (other.companies, other.bad)
    for name in ("findings_file", "companies_file"):
        ours, theirs = getattr(left, name), getattr(other, name)
        assert_frame_equal(pl.read_parquet(ours), pl.read_parquet(theirs))
        assert (
            pl.read_parquet_metadata(ours)["yaoxie"] == pl.read_parquet_metadata(theirs)["yaoxie"]
        )
    assert left.bad_file.read_text("utf-8") == other.bad_file.read_text("utf-8")


@pytest.mark.usefixtures("session")
@pytest.mark.parametrize("choice", CHOICES)
def test_spark_and_a_local_run_write_the_same(
    tmp_path: Path, rulebook: Rulebook, choice: tuple[str, int, dict[str, str]]
) -> None:
    case = run(tmp_path, rulebook, choice)
    places: list[Position] = []
    outcome = case.on_spark(progress=places.append)
    assert_same(case.locally(), outcome)
    assert outcome.companies == COUNT
    assert places == sorted(places)
    assert places[-1] == (COUNT, COUNT)
    ends = ("parquet", "companies.parquet", "bad.ndjson")
    left = {f"{engine}.{end}" for engine in ("spark", "local") for end in ends}
    assert {file.name for file in tmp_path.iterdir()} == {"in", *left}


@pytest.mark.usefixtures("session")
def test_spark_screens_by_the_vocabulary_of_the_rules(tmp_path: Path) -> None:
    own = own_run(tmp_path)
    outcome = own.on_spark()
    assert_same(own.locally(), outcome)
    assert outcome.companies == COUNT


def with_bad_rows(folder: Path) -> tuple[int, int]:
    """Drugs of two companies, from 120 and from 240 on, get a position that no list has."""
    file = folder / "drugs.parquet"
    drugs = pl.read_parquet(file)
    first, second = (
        drugs.filter(pl.col("company") >= least)["company"].min() for least in (120, 240)
    )
    assert isinstance(first, int)
    assert isinstance(second, int)
    item = pl.when(pl.col("company").is_in([first, second])).then(pl.col("item") + 7)
    drugs.with_columns(item.otherwise(pl.col("item")).alias("item")).write_parquet(file)
    return first, second


@pytest.mark.usefixtures("session")
def test_bad_rows_are_reported_as_locally(tmp_path: Path, rulebook: Rulebook) -> None:
    case = run(tmp_path, rulebook, CHOICES[0])
    with_bad_rows(case.folder)
    expected = case.locally()
    assert expected.bad > 0
    assert_same(expected, case.on_spark())
    for file in (*tmp_path.glob("*.parquet"), *tmp_path.glob("*.ndjson")):
        file.unlink()
    with pytest.raises(InputError) as locally:
        case.locally(strict=True)
    with pytest.raises(InputError) as on_spark:
        case.on_spark(strict=True)
    assert on_spark.value.faults == locally.value.faults
    assert not case.out.with_name("spark.parquet.partial").exists()


@pytest.mark.usefixtures("session")
def test_a_stopped_run_makes_only_the_parts_that_are_lacking(
    tmp_path: Path, rulebook: Rulebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = run(tmp_path, rulebook, CHOICES[0])
    with monkeypatch.context() as patched:
        patched.setattr(Parts, "join", stopped)
        with pytest.raises(KeyboardInterrupt):
            case.on_spark()
    partial = case.out.with_name("spark.parquet.partial")
    kept = (partial / "findings-1.parquet").stat().st_mtime_ns
    for number in (0, 4):
        (partial / f"part-{number}.json").unlink()
        (partial / f"findings-{number}.parquet").write_bytes(b"half")
    with pytest.raises(InputError, match="no stopped run"):
        case.on_spark()
    with monkeypatch.context() as patched:
        patched.setattr(Parts, "join", stopped)
        with pytest.raises(KeyboardInterrupt):
            case.on_spark(resume=True)
    assert (partial / "findings-1.parquet").stat().st_mtime_ns == kept
    monkeypatch.setattr(driver, "session", None)  # every part is there: Spark is not asked
    assert_same(case.locally(), case.on_spark(resume=True))


def stopped(*_: object) -> Outcome:
    raise KeyboardInterrupt


def test_the_session_is_quiet_and_in_utc(session: Any) -> None:
    assert session.conf.get("spark.sql.session.timeZone") == "UTC"
    assert session.conf.get("spark.sql.execution.arrow.pyspark.enabled") == "true"
    assert session.conf.get("spark.ui.enabled") == "false"
    with spark_session.session(Cluster("local[1]")) as same:
        assert same is session
    assert session.range(1).count() == 1  # it was not stopped


@pytest.mark.usefixtures("session")
def test_what_fails_in_spark_is_reported_in_a_line(
    tmp_path: Path, rulebook: Rulebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = run(tmp_path, rulebook, CHOICES[0])

    def damaged(_: Sequence[Path]) -> dict[str, int | None]:
        (case.folder / "drugs.parquet").write_bytes(b"PAR1")
        return {}

    with monkeypatch.context() as patched:
        patched.setattr(driver, "_sizes", damaged)
        with pytest.raises(InputError, match=r"drugs\.parquet: .*a Parquet file that can be read"):
            case.on_spark()
    monkeypatch.setattr(task, "SCHEMA", "part long, error nonsense")
    case = run(tmp_path / "again", rulebook, CHOICES[0], 2)
    with pytest.raises(ProgramError, match=r"^Spark: .*NONSENSE.*$"):
        case.on_spark()


@pytest.mark.usefixtures("session")
def test_workers_say_what_they_do_not_see_as_the_driver_does(
    tmp_path: Path, rulebook: Rulebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = run(tmp_path, rulebook, CHOICES[0])
    there, gone = case.folder / "drugs.parquet", case.folder / "none.parquet"
    sizes = {str(there): 1, str(gone): 2, str(case.folder / "no.parquet"): None}
    monkeypatch.setattr(driver, "_sizes", lambda _: sizes)
    versions = task.versions()
    monkeypatch.setattr(task, "versions", lambda: {**versions, "polars": "0.1"})
    with pytest.raises(InputError) as refused:
        case.on_spark()
    polars, drugs, none = refused.value.faults
    assert (polars.value, polars.expected) == (
        versions["polars"],
        "0.1 on every worker, as on the driver",
    )
    assert drugs.value == f"{there.stat().st_size} bytes"
    assert drugs.expected == "1 bytes on every worker, as on the driver"
    assert (none.file, none.value) == (str(gone), "no such file")


@contextmanager
def opened_parts(case: Run) -> Iterator[Parts]:
    """The parts of a run that workers may fill, where there is what they answer with."""
    pytest.importorskip("pyarrow")
    parts = Parts(case.out, case.screening, "here", BATCH)
    parts.open(resume=False)
    try:
        yield parts
    finally:
        parts.release()


def worker(case: Run, parts: Parts, runs: list[range], *, strict: bool = False) -> Iterator[Any]:
    """The answers of a worker that is given these slices."""
    arrow = pytest.importorskip("pyarrow")
    payload = task.Payload(
        task.versions(),
        {},
        folder_source(case.folder, BATCH, case.screening.plan.vocabulary),
        case.screening.plan,
        case.screening.year,
        case.screening.open_only,
        BATCH,
        strict,
        parts.writer(),
    )
    numbers = arrow.RecordBatch.from_pydict({"id": list(range(len(runs)))})
    for answer in task.run(pickle.dumps(payload), runs, iter([numbers])):
        yield from answer.to_pylist()


def test_the_parts_of_a_worker_are_the_local_result(tmp_path: Path, rulebook: Rulebook) -> None:
    case = run(tmp_path, rulebook, CHOICES[0])
    with_bad_rows(case.folder)
    with opened_parts(case) as parts:
        answers = list(worker(case, parts, [range(3, 7), range(3)]))
        assert answers == [{"part": number, "error": None} for number in (3, 4, 5, 6, 0, 1, 2)]
        parts.join(COUNT)
        assert_same(case.locally(), parts.finish())


def test_a_worker_screens_by_the_vocabulary_of_the_rules(tmp_path: Path) -> None:
    own = own_run(tmp_path)
    with opened_parts(own) as parts:
        answers = list(worker(own, parts, [range(7)]))
        assert [answer["error"] for answer in answers] == [None] * 7
        parts.join(COUNT)
        assert_same(own.locally(), parts.finish())


def test_a_strict_worker_ends_at_the_first_bad_row(tmp_path: Path, rulebook: Rulebook) -> None:
    case = run(tmp_path, rulebook, CHOICES[0])
    first, _ = with_bad_rows(case.folder)
    with opened_parts(case) as parts:
        *whole, last = worker(case, parts, [range(7)], strict=True)
    assert [answer["part"] for answer in whole] == [0, 1]
    assert last["part"] == 2  # of companies 93 to 135
    error = task.error_of(last["error"])
    assert isinstance(error, BadRowsError)
    assert error.faults[0].pointer.startswith(f"{first}: /drugs")


def test_a_worker_that_cannot_write_says_so(tmp_path: Path, rulebook: Rulebook) -> None:
    case = run(tmp_path, rulebook, CHOICES[0], 3)
    parts = Parts(case.out, case.screening, "here", BATCH)  # and its folder was never made
    (answer,) = worker(case, parts, [range(1)])
    assert [fault.expected for fault in task.error_of(answer["error"]).faults] == [
        "a folder that every worker can write to, the same as the driver's"
    ]


def test_nobody_at_all_is_screened_without_spark(tmp_path: Path, rulebook: Rulebook) -> None:
    write(tmp_path / "in", {name: SCHEMA.empty(name) for name in SCHEMA.tables})
    case = Run(tmp_path / "in", rulebook.screening(2019), tmp_path / "spark.parquet")
    assert_same(case.locally(), case.on_spark())


def test_a_file_of_profiles_is_refused(tmp_path: Path, rulebook: Rulebook) -> None:
    file = tmp_path / "profiles.ndjson"
    file.write_text(json.dumps({"company": {"name": "甲"}}), encoding="utf-8")
    case = Run(file, rulebook.screening(2019), tmp_path / "spark.parquet")
    with pytest.raises(InputError, match="a folder of Parquet tables"):
        case.on_spark()


@pytest.mark.parametrize(
    ("numbers", "count", "expected"),
    [
        ([], 4, []),
        ([0, 1, 2, 3, 4], 2, [range(3), range(3, 5)]),
        ([0, 1, 4, 5, 6], 1, [range(2), range(4, 7)]),
        ([2, 5], 8, [range(2, 3), range(5, 6)]),
    ],
)
def test_slices_are_runs_of_neighbours(
    numbers: list[int], count: int, expected: list[range]
) -> None:
    assert driver.slices(numbers, count) == expected

"""Screening on Spark gives the files of a local run, row for row."""

from __future__ import annotations

import gzip
import json
import pickle
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from polars.testing import assert_frame_equal
from yaoxie import Profile, Rulebook
from yaoxie.errors import Fault, InputError, ProgramError
from yaoxie.screening import output
from yaoxie.screening.output import BadRowsError, Outcome, Output
from yaoxie.screening.screening import AnyScreening
from yaoxie.screening.spark import driver, task
from yaoxie.screening.spark import session as spark_session
from yaoxie.screening.spark.parts import Parts
from yaoxie.screening.spark.session import Cluster
from yaoxie.tables import schema
from yaoxie.tables.batches import PartSource, Position
from yaoxie.tables.ndjson.source import NdjsonSource
from yaoxie.tables.parquet import folder_source
from yaoxie.tables.profiles import tables_of

from tests.long import agreement
from tests.support import own_vocabulary, spark
from tests.support.rulebooks import packaged
from tests.support.strategies.profiles import random_profile, seeded

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

SCHEMA = schema.of()

BATCH = 25  # companies
BATCH_BYTES = 40_000
COUNT = 100
NOWHERE = Cluster("spark://nowhere")  # tests with a cluster have its session already
CHOICES: list[tuple[str, int, dict[str, str]]] = [
    ("zgc-2019-27", 2019, {}),
    ("zgc-2019-27", 2020, {"cap-scope": "company", "source-basis": "announcement"}),
    ("zgc-2019-27", 2019, {"share-period": "yearly", "milestone-window": "within-year"}),
    ("daxing-2021", 2021, {"phase-milestone": "entered"}),
]
GOOD = b'{"company":{"name":"x"}}'
# What readers of parts may see otherwise than one that reads through.
ODD = (
    *(b"", b"{", b"\xef\xbb\xbf" + GOOD, GOOD + b"\r", b"\r", b"[]", b"\xff"),
    *(GOOD.replace(b"x", "\u2028".encode()), b'{"company":{"name":"x","park":"\xe2\x80\xa8"}}'),
)
LINES = 4 * len(ODD)


@dataclass
class Run:
    """A population and what screens it."""

    population: Path
    screening: AnyScreening
    out: Path

    def source(self) -> PartSource:
        if self.population.is_dir():
            return folder_source(self.population, BATCH, self.screening.vocabulary)
        return NdjsonSource(self.population, BATCH_BYTES, self.screening.vocabulary)

    def parts(self) -> Parts:
        return Parts(self.out, self.screening, "here", self.source().batch)

    @property
    def partial(self) -> Path:
        return self.out.with_name(f"{self.out.name}.partial")

    def locally(self, *, strict: bool = False) -> Outcome:
        target = Output(self.out.with_name("local.parquet"), self.screening, "here")
        return output.screen(self.source(), self.screening, target, strict=strict)

    def on_spark(self, **options: Any) -> Outcome:
        return driver.screen(self.population, self.screening, self.parts(), NOWHERE, **options)

    def assert_same(self, **options: Any) -> Outcome:
        """Screens twice; gives what Spark has made."""
        ours, theirs = self.on_spark(**options), self.locally()
        assert (ours.companies, ours.bad) == (theirs.companies, theirs.bad)
        assert list(ours.tables) == list(theirs.tables)
        for name, file in ours.tables.items():
            assert_frame_equal(pl.read_parquet(file), pl.read_parquet(theirs.tables[name]))
            about, about_theirs = (
                pl.read_parquet_metadata(each)["yaoxie"] for each in (file, theirs.tables[name])
            )
            assert about == about_theirs
        assert ours.bad_file.read_bytes() == theirs.bad_file.read_bytes()
        assert not self.partial.exists()
        return ours

    def refused(self, *, strict: bool = False) -> list[tuple[Fault, ...]]:
        """The faults that a local run ends with, and a run on Spark; both leave nothing."""
        before = set(self.out.parent.iterdir())
        with pytest.raises(InputError) as locally:
            self.locally(strict=strict)
        with pytest.raises(InputError) as on_spark:
            self.on_spark(strict=strict)
        assert set(self.out.parent.iterdir()) == before
        return [locally.value.faults, on_spark.value.faults]


def of_tables(folder: Path, rulebook: Rulebook, choice: int = 0, count: int = COUNT) -> Run:
    name, year, readings = CHOICES[choice]
    rng = seeded(count)
    profiles = [
        (3 * number, Profile.from_dict(agreement.random_data(rng, packaged()[name], year)))
        for number in range(1, count + 1)
    ]
    folder.mkdir(exist_ok=True)
    write(folder / "in", tables_of(profiles))
    screening = rulebook.screening(year, name, readings)
    return Run(folder / "in", screening, folder / "spark.parquet")


def of_lines(folder: Path, screening: AnyScreening) -> Run:
    """Lines of which every fourth is odd, in some parts."""
    rng = seeded(LINES)
    lines = [json.dumps(random_profile(rng, 2025, most=2)).encode() for _ in range(LINES)]
    lines[::4] = ODD
    file = folder / "in.ndjson"
    file.write_bytes(b"\n".join(lines) + b"\n\n \r\n")
    return Run(file, screening, folder / "spark.parquet")


def own_run(folder: Path) -> Run:
    """A population and rules of a vocabulary of one's own."""
    rulebook = Rulebook.load(own_vocabulary.write(folder / "rules"))
    rng = seeded(COUNT)
    profiles = [
        (number, rulebook.profile(own_vocabulary.random_data(rng))) for number in range(COUNT)
    ]
    screening = rulebook.screening(own_vocabulary.YEAR)
    write(folder / "in", tables_of(profiles, screening.vocabulary))
    return Run(folder / "in", screening, folder / "spark.parquet")


def write(folder: Path, parts: Mapping[str, pl.DataFrame]) -> None:
    folder.mkdir()
    for table, frame in parts.items():
        frame.write_parquet(folder / f"{table}.parquet")


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


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The session on a cluster for all its tests; `screen` uses one that is active."""
    spark.require()
    with (
        spark.standalone(tmp_path_factory.mktemp("cluster")) as standalone,
        spark_session.session(standalone) as started,
    ):
        yield started


@pytest.fixture
def in_process() -> Iterator[None]:
    with spark.in_process():
        yield


def test_the_session_on_a_master_and_two_workers_is_quiet_and_in_utc(cluster: Any) -> None:
    assert cluster.sparkContext.master.startswith("spark://127.0.0.1:")
    assert spark.executors(cluster, 2) == 2
    assert cluster.conf.get("spark.sql.session.timeZone") == "UTC"
    assert cluster.conf.get("spark.sql.execution.arrow.pyspark.enabled") == "true"
    assert cluster.conf.get("spark.ui.enabled") == "false"
    with spark_session.session(Cluster("local[1]")) as same:
        assert same is cluster
    assert cluster.range(1).count() == 1  # it was not stopped


@pytest.mark.usefixtures("cluster")
def test_a_cluster_screens_tables_as_a_local_run_does(tmp_path: Path, rulebook: Rulebook) -> None:
    case = of_tables(tmp_path, rulebook)
    with_bad_rows(case.population)
    places: list[Position] = []
    outcome = case.assert_same(progress=places.append)
    assert (outcome.companies, outcome.bad) == (COUNT - 2, 2)
    assert places == sorted(places)
    assert places[-1] == (COUNT, COUNT)
    ends = ("parquet", "companies.parquet", "bad.ndjson")
    left = {f"{engine}.{end}" for engine in ("spark", "local") for end in ends}
    assert {file.name for file in tmp_path.iterdir()} == {"in", *left}


@pytest.mark.usefixtures("cluster")
def test_a_cluster_screens_lines_under_several_measures_as_a_local_run_does(
    tmp_path: Path, rulebook: Rulebook
) -> None:
    screening = rulebook.joint_screening(2025, ("chengdu-2025", "suzhou-2023"), reasons=True)
    case = of_lines(tmp_path, screening)
    outcome = case.assert_same()
    assert list(outcome.tables) == ["findings", "companies", "totals", "reasons"]
    assert outcome.bad > 3
    for file in (*outcome.tables.values(), outcome.bad_file, *tmp_path.glob("local.*")):
        file.unlink()
    locally, on_spark = case.refused(strict=True)
    assert on_spark == locally


@pytest.mark.usefixtures("cluster")
def test_what_fails_in_spark_is_reported_in_a_line(
    tmp_path: Path, rulebook: Rulebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(task, "SCHEMA", "part long, error nonsense")
    case = of_tables(tmp_path, rulebook, count=2)
    with pytest.raises(ProgramError, match=r"^Spark: .*NONSENSE.*$"):
        case.on_spark()


@pytest.mark.usefixtures("in_process")
@pytest.mark.parametrize("choice", range(len(CHOICES)))
def test_spark_screens_each_plan_as_a_local_run_does(
    tmp_path: Path, rulebook: Rulebook, choice: int
) -> None:
    assert of_tables(tmp_path, rulebook, choice, 40).assert_same().companies == 40


@pytest.mark.usefixtures("in_process")
def test_spark_screens_by_the_vocabulary_of_the_rules(tmp_path: Path) -> None:
    assert own_run(tmp_path).assert_same().companies == COUNT


@pytest.mark.usefixtures("in_process")
@pytest.mark.parametrize("pack", [bytes, gzip.compress, zstd.compress])
def test_spark_screens_lines_packed_or_not(
    tmp_path: Path, rulebook: Rulebook, pack: Callable[[bytes], bytes]
) -> None:
    screening = rulebook.screening(
        2025, "shanghai", open_only=True, reasons=True, by=("company.region",)
    )
    case = of_lines(tmp_path, screening)
    case.population.write_bytes(pack(case.population.read_bytes()))
    places: list[Position] = []
    outcome = case.assert_same(progress=places.append)
    assert places == sorted(places)
    assert places[-1].companies == outcome.companies + outcome.bad == LINES


@pytest.mark.usefixtures("in_process")
def test_a_packed_file_that_breaks_off_is_refused_by_its_line(
    tmp_path: Path, rulebook: Rulebook
) -> None:
    case = of_lines(tmp_path, rulebook.screening(2025, "shanghai"))
    case.population.write_bytes(gzip.compress((GOOD + b"\n") * 9)[:-9])
    locally, on_spark = case.refused()
    assert on_spark == locally
    assert locally[0].line == 10


@pytest.mark.usefixtures("in_process")
@pytest.mark.parametrize("text", [b"", b"\n \r\n", GOOD + b"\n\n", b"\n" + GOOD])
def test_spark_takes_short_files_as_a_local_run_does(
    tmp_path: Path, rulebook: Rulebook, text: bytes
) -> None:
    case = of_lines(tmp_path, rulebook.screening(2025, "shanghai"))
    case.population.write_bytes(text)
    assert case.assert_same().companies == text.count(b"company")


@pytest.mark.usefixtures("in_process")
def test_lines_that_are_all_bad_are_refused_by_the_first_of_them(
    tmp_path: Path, rulebook: Rulebook
) -> None:
    case = of_lines(tmp_path, rulebook.screening(2025, "shanghai"))
    case.population.write_bytes((b"{}" + b" " * 1_000 + b"\n") * 30)
    locally, on_spark = case.refused()
    assert len(locally) == 21
    assert [(fault.pointer, str(fault.expected)) for fault in on_spark] == [
        (fault.pointer, str(fault.expected)) for fault in locally
    ]
    locally, on_spark = case.refused(strict=True)
    assert on_spark == locally


@pytest.mark.usefixtures("in_process")
@pytest.mark.parametrize("kind", ["tables", "packed lines"])
def test_a_stopped_run_makes_only_the_parts_that_are_lacking(
    tmp_path: Path, rulebook: Rulebook, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    if kind == "tables":
        case = of_tables(tmp_path, rulebook)
    else:
        case = of_lines(tmp_path, rulebook.screening(2025, "shanghai"))
        case.population.write_bytes(gzip.compress(case.population.read_bytes()))
    with monkeypatch.context() as patched:
        patched.setattr(Parts, "join", stopped)
        with pytest.raises(KeyboardInterrupt):
            case.on_spark()
    kept = (case.partial / "findings-1.parquet").stat().st_mtime_ns
    for number in (0, 2):
        (case.partial / f"part-{number}.json").unlink()
        (case.partial / f"findings-{number}.parquet").write_bytes(b"half")
    with pytest.raises(InputError, match="no stopped run"):
        case.on_spark()
    with monkeypatch.context() as patched:
        patched.setattr(Parts, "join", stopped)
        with pytest.raises(KeyboardInterrupt):
            case.on_spark(resume=True)
    assert (case.partial / "findings-1.parquet").stat().st_mtime_ns == kept
    monkeypatch.setattr(driver, "session", None)  # every part is there: Spark is not asked
    case.assert_same(resume=True)
    assert case.on_spark(resume=True).was_finished


def stopped(*_: object) -> Outcome:
    raise KeyboardInterrupt


@pytest.mark.usefixtures("in_process")
def test_strict_refuses_bad_rows_by_the_first_batch_that_has_some(
    tmp_path: Path, rulebook: Rulebook
) -> None:
    case = of_tables(tmp_path, rulebook)
    with_bad_rows(case.population)
    locally, on_spark = case.refused(strict=True)
    assert on_spark == locally


@pytest.mark.usefixtures("in_process")
def test_strict_refuses_the_bad_rows_that_a_stopped_run_kept(
    tmp_path: Path, rulebook: Rulebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = of_lines(tmp_path, rulebook.screening(2025, "shanghai"))
    lines = case.locally().bad_file.read_bytes().rstrip(b"\n").split(b"\n")
    bad = [json.loads(line)["company"] for line in lines]
    with monkeypatch.context() as patched:
        patched.setattr(Parts, "join", stopped)
        with pytest.raises(KeyboardInterrupt):
            case.on_spark()
    with pytest.raises(InputError) as refused:
        case.on_spark(resume=True, strict=True)
    numbers = [int(fault.pointer.partition(":")[0]) for fault in refused.value.faults]
    assert list(dict.fromkeys(numbers)) == bad
    assert case.on_spark(resume=True).bad == len(bad)


CHANGES: dict[str, Callable[[bytes], bytes]] = {
    "longer lines in front": lambda text: text[50:90].replace(b"\n", b" ") + text[40:],
    "other words alone": lambda text: text[::-1].replace(b"x", b"y", 1)[::-1],
    "cut": lambda text: text[: len(text) // 2],
    "gone": lambda _: b"",
}


@pytest.mark.parametrize("change", CHANGES)
def test_lines_that_change_after_they_were_cut_are_refused(
    tmp_path: Path, rulebook: Rulebook, change: str
) -> None:
    case = of_lines(tmp_path, rulebook.screening(2025, "shanghai"))

    def changed() -> None:
        text = CHANGES[change](case.population.read_bytes())
        case.population.unlink()
        if text:
            case.population.write_bytes(text)

    with spark.in_process(changed), pytest.raises(InputError, match="stays the same") as refused:
        case.on_spark()
    assert [fault.file for fault in refused.value.faults] == [str(case.population)]
    assert {file.name for file in tmp_path.iterdir()} <= {"in.ndjson"}


@pytest.mark.usefixtures("in_process")
def test_a_table_that_is_damaged_for_workers_is_named(
    tmp_path: Path, rulebook: Rulebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = of_tables(tmp_path, rulebook)

    def damaged(_: object) -> dict[str, int | None]:
        (case.population / "drugs.parquet").write_bytes(b"PAR1")
        return {}

    monkeypatch.setattr(driver, "_sizes", damaged)
    monkeypatch.setattr("yaoxie.tables.parquet.TableSource.changes", lambda _: [])
    with pytest.raises(InputError, match=r"drugs\.parquet: .*a Parquet file that can be read"):
        case.on_spark()
    assert not case.partial.exists()  # there is nothing to go on with


@contextmanager
def opened_parts(case: Run) -> Iterator[Parts]:
    """The parts of a run that workers may fill, where there is what they answer with."""
    pytest.importorskip("pyarrow")
    parts = case.parts()
    parts.begin(case.source(), resume=False)
    try:
        yield parts
    finally:
        parts.release()


def worker(
    case: Run, parts: Parts, runs: list[range], *, strict: bool = False, **payload: Any
) -> Iterator[Any]:
    """The answers of a worker that is given these slices."""
    arrow = pytest.importorskip("pyarrow")
    source = parts.cut(case.source())
    job: dict[str, Any] = {
        "versions": task.versions(),
        "sizes": {},
        "source": source,
        "bounds": parts.bounds,
        "screening": pickle.dumps(case.screening),
        "strict": strict,
        "writer": parts.writer(),
    }
    numbers = arrow.RecordBatch.from_pydict({"id": list(range(len(runs)))})
    text = pickle.dumps(task.Payload(**(job | payload)))
    for answer in task.run(text, runs, iter([numbers])):
        yield from answer.to_pylist()


@pytest.mark.parametrize("pack", [None, gzip.compress, zstd.compress])
def test_what_is_packed_is_unpacked_once_for_all_workers(
    tmp_path: Path, rulebook: Rulebook, pack: Callable[[bytes], bytes] | None
) -> None:
    case = of_lines(tmp_path, rulebook.screening(2025, "shanghai"))
    text = case.population.read_bytes()
    case.population.write_bytes(text if pack is None else pack(text))
    source, parts = case.source(), case.parts()
    parts.begin(source, resume=False)
    (file,) = parts.cut(source).files
    assert file.read_bytes() == text
    assert file.is_relative_to(case.partial) == (pack is not None)
    assert parts.bounds == source.bounds()
    parts.release()


def test_tables_are_read_by_all_workers_where_they_are(tmp_path: Path, rulebook: Rulebook) -> None:
    case = of_tables(tmp_path, rulebook)
    source, parts = case.source(), case.parts()
    parts.begin(source, resume=False)
    assert parts.cut(source) is source
    assert parts.bounds == source.bounds()
    parts.release()


def test_a_worker_answers_with_each_part_as_it_is_whole(tmp_path: Path, rulebook: Rulebook) -> None:
    case = of_tables(tmp_path, rulebook)
    with opened_parts(case) as parts:
        answers = list(worker(case, parts, [range(2, 4), range(2)]))
        assert answers == [{"part": number, "error": None} for number in (2, 3, 0, 1)]
        assert parts.missing() == []


def test_a_strict_worker_ends_at_the_first_bad_row(tmp_path: Path, rulebook: Rulebook) -> None:
    case = of_tables(tmp_path, rulebook)
    first, _ = with_bad_rows(case.population)
    with opened_parts(case) as parts:
        *whole, last = worker(case, parts, [range(4)], strict=True)
    assert [answer["part"] for answer in whole] == [0]
    assert last["part"] == 1  # of companies 78 to 150
    error = task.error_of(last["error"])
    assert isinstance(error, BadRowsError)
    assert error.faults[0].pointer.startswith(f"{first}: /drugs")


def test_workers_say_what_they_do_not_see_as_the_driver_does(
    tmp_path: Path, rulebook: Rulebook
) -> None:
    case = of_tables(tmp_path, rulebook, count=3)
    there, gone = case.population / "drugs.parquet", case.population / "none.parquet"
    sizes = {str(there): 1, str(gone): 2, str(case.population / "no.parquet"): None}
    versions = task.versions()
    others = {**versions, "polars": "0.1"}
    with opened_parts(case) as parts:
        (answer,) = worker(case, parts, [range(1)], sizes=sizes, versions=others, screening=b"")
    polars, drugs, none = task.error_of(answer["error"]).faults
    assert (polars.value, polars.expected) == (
        versions["polars"],
        "0.1 on every worker, as on the driver",
    )
    assert drugs.value == f"{there.stat().st_size} bytes"
    assert drugs.expected == "1 bytes on every worker, as on the driver"
    assert (none.file, none.value) == (str(gone), "no such file")


def test_a_worker_that_cannot_write_says_so(tmp_path: Path, rulebook: Rulebook) -> None:
    case = of_tables(tmp_path, rulebook, count=3)
    parts = case.parts()  # and its folder was never made
    (answer,) = worker(case, parts, [range(1)])
    assert [fault.expected for fault in task.error_of(answer["error"]).faults] == [
        "a folder that every worker can write to, the same as the driver's"
    ]


def test_nobody_at_all_is_screened_without_spark(tmp_path: Path, rulebook: Rulebook) -> None:
    write(tmp_path / "in", {name: SCHEMA.empty(name) for name in SCHEMA.tables})
    case = Run(tmp_path / "in", rulebook.screening(2019), tmp_path / "spark.parquet")
    assert case.assert_same().companies == 0


def test_what_is_not_there_is_refused(tmp_path: Path, rulebook: Rulebook) -> None:
    case = of_lines(tmp_path, rulebook.screening(2019))
    case.out, parts = tmp_path / "other.parquet", case.parts()
    case.population.unlink()
    with pytest.raises(InputError, match="a file, or a folder of tables"):
        driver.screen(case.population, case.screening, parts, NOWHERE)


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

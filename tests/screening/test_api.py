"""Lazy frames of a population: what Polars makes of them, and that each batch is decided once."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path
from random import Random

import polars as pl
import polars.selectors as cs
import pytest
from hypothesis import given, settings
from polars.testing import assert_frame_equal
from yaoxie import Profile, Rulebook
from yaoxie.errors import InputError
from yaoxie.screening import decisions
from yaoxie.screening.api import Population, screen_source
from yaoxie.screening.screening import Screened, Screening
from yaoxie.synth import population
from yaoxie.tables.batches import BatchSource
from yaoxie.tables.ndjson.source import NdjsonSource
from yaoxie.tables.ndjson.writer import opened, write_ndjson
from yaoxie.tables.parquet import TableSource
from yaoxie.tables.profiles import ProfileSource

from tests.support.strategies.profiles import randoms

YEAR = 2024
COUNT = 300
Query = Callable[[pl.LazyFrame], pl.LazyFrame]
Collect = Callable[[pl.LazyFrame], pl.DataFrame]


@pytest.fixture(scope="module")
def screening(rulebook: Rulebook) -> Screening:
    return rulebook.screening(YEAR)


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Lines of 300 companies, one in ten with a fault."""
    file = tmp_path_factory.mktemp("lines") / "companies.ndjson"
    with opened(file) as target:
        write_ndjson(target, population.profiles(COUNT, 11, 0.1, year=YEAR))
    return file


@pytest.fixture(scope="module", params=["tables", "lines", "profiles"])
def source(request: pytest.FixtureRequest, lines: Path) -> BatchSource:
    """A population that comes in many batches."""
    if request.param == "tables":
        return TableSource(population.tables(COUNT, 11, year=YEAR), 37)
    if request.param == "lines":
        return NdjsonSource(lines, 20_000)
    good = [line for line in lines.read_bytes().splitlines() if valid(line)]
    return ProfileSource([Profile.from_json(line) for line in good], 37)


@pytest.fixture(scope="module")
def screened(source: BatchSource, screening: Screening) -> Population:
    return screen_source(source, screening)


def valid(line: bytes) -> bool:
    try:
        Profile.from_json(line)
    except InputError:
        return False
    return True


def reversed_rows(rows: pl.LazyFrame) -> pl.LazyFrame:
    """The rows from the last to the first, without lists.

    Polars forgets what empty lists are lists of when it reverses them; streamed, it panics where
    those of another batch are not empty.
    """
    return rows.select(~cs.list()).reverse()


def random_query(rng: Random) -> Query:
    """A few steps behind each other, whose order matters."""
    number, offset, divisor = rng.randrange(60), rng.randrange(40), rng.randrange(2, 5)
    divides = pl.col("company") % divisor == 0
    steps: list[Query] = [
        lambda rows: rows.head(number),
        lambda rows: rows.limit(number // 3),
        lambda rows: rows.slice(offset, number),
        lambda rows: rows.slice(-offset - 1, number),
        lambda rows: rows.tail(number),
        lambda rows: rows.filter(divides),
        lambda rows: rows.filter(~divides),
        lambda rows: rows.sort("company", descending=True, maintain_order=True),
        lambda rows: rows.with_columns(company=pl.col("company") + 1),
        reversed_rows,
    ]
    ends: list[Query] = [
        lambda rows: rows,
        lambda rows: rows.select("company"),
        lambda rows: rows.select(pl.len()),
    ]
    chosen = [*rng.choices(steps, k=rng.randrange(1, 5)), rng.choice(ends)]

    def query(rows: pl.LazyFrame) -> pl.LazyFrame:
        for step in chosen:
            rows = step(rows)
        return rows

    return query


@pytest.mark.parametrize("name", ["findings", "companies", "faults"])
@pytest.mark.parametrize("engine", ["in-memory", "streaming"])
def test_queries_of_lazy_frames_give_what_they_give_of_data_frames(
    screened: Population, name: str, engine: str
) -> None:
    frame: pl.LazyFrame = getattr(screened, name)
    whole = frame.collect()

    @settings(max_examples=60)
    @given(randoms())
    def same(rng: Random) -> None:
        query = random_query(rng)
        collected = query(frame).collect(engine=engine)  # type: ignore[call-overload]
        # Where nothing is left behind a reversal, Polars forgets what lists of a source hold.
        expected = query(whole.lazy()).collect()
        assert_frame_equal(collected, expected, check_dtypes=not expected.is_empty())

    same()


def test_the_first_companies_are_taken_before_they_are_filtered(screened: Population) -> None:
    even = pl.col("company") % 2 == 0
    numbers = screened.companies.collect()["company"].to_list()
    first = screened.companies.head(4).filter(even).collect()["company"].to_list()
    assert first == [number for number in numbers[:4] if number % 2 == 0]
    filtered = screened.companies.filter(even).head(4).collect()["company"].to_list()
    assert filtered == [number for number in numbers if number % 2 == 0][:4]


class Counted:
    """Counts how many batches are decided."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.batches = 0
        run = Screening.run

        def counted(screening: Screening, tables: dict[str, pl.DataFrame]) -> Screened:
            self.batches += tables["companies"].height > 0
            return run(screening, tables)

        monkeypatch.setattr(Screening, "run", counted)


def each(frame: Population) -> list[pl.DataFrame]:
    return [frame.findings.collect(), frame.companies.collect(), frame.findings.collect()]


def all_at_once(frame: Population) -> list[pl.DataFrame]:
    return pl.collect_all([frame.findings, frame.companies, frame.findings])


def joined(frame: Population) -> list[pl.DataFrame]:
    both = frame.findings.join(frame.companies, on="company", maintain_order="left")
    names = frame.findings.collect_schema().names()
    collected = both.select(names).collect()
    return [collected, frame.companies.collect(), collected]


@pytest.mark.parametrize("collect", [each, all_at_once, joined])
@pytest.mark.parametrize("memory", [0, 50_000, 1 << 30])
def test_frames_of_one_population_decide_it_once(
    screening: Screening,
    monkeypatch: pytest.MonkeyPatch,
    collect: Callable[[Population], list[pl.DataFrame]],
    memory: int,
) -> None:
    tables = population.tables(COUNT, 11, year=YEAR)
    expected = screening.run(tables)
    monkeypatch.setattr(decisions, "MEMORY", memory)
    counted = Counted(monkeypatch)
    findings, companies, again = collect(screen_source(TableSource(tables, 37), screening))
    assert counted.batches == -(-COUNT // 37)
    assert_frame_equal(findings, expected.findings)
    assert_frame_equal(companies, expected.companies)
    assert_frame_equal(again, expected.findings)


def test_a_look_at_the_first_companies_decides_no_others(
    screening: Screening, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted = Counted(monkeypatch)
    tables = population.tables(COUNT, 11, year=YEAR)
    frame = screen_source(TableSource(tables, 37), screening).companies
    assert frame.head(40).collect().height == 40
    assert counted.batches < 8
    assert frame.collect().height == COUNT
    assert counted.batches == -(-COUNT // 37)


def test_what_the_disk_does_not_take_is_decided_again(
    screening: Screening, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(decisions, "MEMORY", 0)
    monkeypatch.setattr(pl.DataFrame, "write_ipc", full)
    tables = population.tables(COUNT, 11, year=YEAR)
    screened = screen_source(TableSource(tables, 37), screening)
    expected = screening.run(tables)
    for _ in range(2):
        assert_frame_equal(screened.findings.collect(), expected.findings)


def full(*_: object, **__: object) -> None:
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize("threads", ["1", "2"])
def test_frames_that_are_collected_together_do_not_wait_for_each_other_for_ever(
    threads: str,
) -> None:
    program = """
        import polars as pl
        from yaoxie import Rulebook
        from yaoxie.synth import population

        found = Rulebook.load().screen(population.tables(50, 1, year=2024), 2024)
        for engine in ("in-memory", "streaming"):
            both = pl.collect_all([found.findings, found.companies], engine=engine)
            print(both[1].height)
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program)],
        env={**os.environ, "POLARS_MAX_THREADS": threads},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout.split() == ["50", "50"]


def test_profiles_and_their_data_are_screened_as_they_are_evaluated(
    rulebook: Rulebook, lines: Path
) -> None:
    good = [line for line in lines.read_bytes().splitlines() if valid(line)][:40]
    profiles = [Profile.from_json(line) for line in good]
    data: list[Profile | dict[str, object]] = [
        *profiles[:20],
        {"company": {}},
        *(profile.model_dump(mode="json", exclude_none=True) for profile in profiles[20:]),
    ]
    screened = rulebook.screen(iter(data), YEAR)
    expected = [rulebook.evaluate(profile, YEAR).total_ceiling for profile in profiles]
    companies = screened.companies.collect()
    assert companies["total_ceiling"].to_list() == expected
    assert companies["company"].to_list() == [*range(1, 21), *range(22, 42)]
    assert screened.faults.collect().select("company", "pointer").rows() == [(21, "/company/name")]


def test_what_is_no_population_is_refused(rulebook: Rulebook) -> None:
    profile = Profile.from_dict({"company": {"name": "x"}})
    for wrong in (profile, [profile, 3], b"{}", 7):
        with pytest.raises(InputError):
            rulebook.screen(wrong, YEAR)  # type: ignore[arg-type]
    with pytest.raises(InputError, match="a data frame or a lazy frame of Polars"):
        rulebook.screen({"companies": [1, 2]}, YEAR)  # type: ignore[arg-type]


def test_faults_with_half_a_character_are_a_frame(rulebook: Rulebook, tmp_path: Path) -> None:
    file = tmp_path / "lines.ndjson"
    good = b'{"company":{"name":"x"}}'
    bad = [b'{"company":{"name":"x","\\ud800":1}}', b'{"company":{"name":"\\ud800"}}']
    file.write_bytes(b"\n".join([good, *bad, good]))
    screened = rulebook.screen(file, YEAR)
    assert screened.companies.collect()["company"].to_list() == [1, 4]
    assert screened.faults.collect()["company"].unique().to_list() == [2, 3]

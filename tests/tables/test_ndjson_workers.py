"""Lines judged in several processes are judged as in one, and no process is left behind."""

from __future__ import annotations

import gzip
import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path
from random import Random

import pytest
from polars.testing import assert_frame_equal
from yaoxie.errors import InputError, ProgramError
from yaoxie.tables.batches import START, Batch
from yaoxie.tables.ndjson import source, workers
from yaoxie.tables.ndjson.source import NdjsonSource

from tests.tables.test_ndjson import VALID, random_line, read

pytestmark = pytest.mark.skipif(os.name != "posix", reason="workers need a POSIX system")


def children() -> set[int]:
    """The workers of this process."""
    processes = subprocess.run(
        ["/bin/ps", "-o", "pid=,args=", "--ppid", str(os.getpid())],
        capture_output=True,
        text=True,
        check=False,
    )
    lines = [line.split(maxsplit=1) for line in processes.stdout.splitlines()]
    return {int(number) for number, program in lines if "yaoxie.tables.ndjson" in program}


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    rng = Random(3)  # noqa: S311
    path = tmp_path / "lines.ndjson"
    lines = [random_line(rng) for _ in range(200)]
    long = b'{"company":' + b" " * (11 << 20) + b"}"
    path.write_bytes(b"\n".join([*lines, long, *lines, long, VALID]) + b"\n")
    return path


def with_workers(monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    monkeypatch.setattr(source, "LARGE", 0)
    monkeypatch.setattr(workers, "count", lambda: count)


def test_several_processes_give_what_one_gives(
    lines: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables, bad, batches = read(lines, 20_000)
    before = children()
    with_workers(monkeypatch, 2)
    again, bad_again, batches_again = read(lines, 20_000)
    ends = [batch.end for batch in batches]
    assert [batch.end for batch in batches_again] == ends
    assert NdjsonSource(lines, 20_000).bounds() == [START, *ends]
    assert repr(bad_again) == repr(bad)
    for name, table in tables.items():
        assert_frame_equal(again[name], table)
    assert children() <= before


def test_an_iterator_closed_early_leaves_no_process(
    lines: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = children()
    with_workers(monkeypatch, 2)
    batches = NdjsonSource(lines, 10_000).batches()
    next(batches)
    assert len(children() - before) == 2
    batches.close()
    assert children() <= before


def test_what_breaks_off_comes_after_the_batches(
    lines: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packed = lines.with_suffix(".gz")
    packed.write_bytes(gzip.compress(lines.read_bytes())[:-20])
    with_workers(monkeypatch, 2)
    batches: list[Batch] = []
    with pytest.raises(InputError) as caught:
        batches.extend(NdjsonSource(packed, 20_000).batches())
    assert caught.value.faults[0].line == batches[-1].end.companies + 1


def test_a_worker_that_dies_is_reported(lines: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = children()
    with_workers(monkeypatch, 2)
    batches = NdjsonSource(lines, 10_000).batches()
    next(batches)
    for child in children() - before:
        os.kill(child, signal.SIGKILL)
    with pytest.raises(ProgramError):
        list(batches)
    assert children() <= before


PROGRAM = """
    import sys, time
    from pathlib import Path
    from yaoxie.tables.ndjson import source, workers

    source.LARGE = 0
    workers.count = lambda: 2
    for batch in source.NdjsonSource(Path(sys.argv[1]), 10_000).batches():
        print("read", flush=True)
        time.sleep(60)
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_no_process_outlives_the_one_that_reads(lines: Path, number: signal.Signals) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(PROGRAM), str(lines)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as reader:
        assert reader.stdout is not None
        assert reader.stdout.readline() == b"read\n"
        group = os.getpgid(reader.pid)
        os.kill(reader.pid, number)
        reader.communicate(timeout=20)
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return
        time.sleep(0.1)
    pytest.fail("a process is left behind")

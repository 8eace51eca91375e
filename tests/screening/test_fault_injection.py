"""The faults of `tests/long/fault_injection.py`, each a few times over a small population."""

from __future__ import annotations

import pytest

from tests.long import fault_injection
from tests.long.fault_injection import FAULTS, Bench


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    return Bench(tmp_path_factory.mktemp("bench"), 10_000, 1)


@pytest.mark.parametrize("fault", [fault.__name__ for fault in FAULTS])
def test_nothing_is_lost(bench: Bench, fault: str) -> None:
    bench.clear()
    assert getattr(fault_injection, fault)(bench)


def test_a_result_that_differs_is_lost(bench: Bench) -> None:
    bench.clear()
    for end in ("parquet", "companies.parquet", "bad.ndjson"):
        (bench.place / f"out.{end}").write_bytes((bench.place / f"whole.{end}").read_bytes())
    bench.assert_whole()
    (bench.place / "out.bad.ndjson").write_bytes(b"x")
    with pytest.raises(AssertionError):
        bench.assert_whole()

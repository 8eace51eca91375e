"""What Spark needs is asked for by name, and a session that cannot start says why."""

from __future__ import annotations

import importlib
import os
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from yaoxie import Rulebook, extras
from yaoxie.errors import InputError, MissingExtraError
from yaoxie.screening.spark import driver, session
from yaoxie.screening.spark.parts import Parts
from yaoxie.screening.spark.session import Cluster

from tests.support import spark


def test_without_pyspark_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark", None)
    with (
        pytest.raises(MissingExtraError, match=r'pyspark.*pip install "yaoxie\[spark\]"'),
        session.session(Cluster("local[2]")),
    ):
        pass


@pytest.mark.parametrize("home", [None, "/nowhere"])
def test_without_java_the_error_says_that_it_is_needed(
    monkeypatch: pytest.MonkeyPatch, home: str | None
) -> None:
    monkeypatch.setattr(extras, "require", lambda _: None)
    monkeypatch.delenv("PYSPARK_GATEWAY_PORT", raising=False)
    monkeypatch.delenv("JAVA_HOME", raising=False)
    if home is not None:
        monkeypatch.setenv("JAVA_HOME", home)
    monkeypatch.setenv("PATH", "/nowhere")
    fault = session.missing()
    assert fault is not None
    assert fault.expected.startswith("Java 17 or newer")
    monkeypatch.setenv("PYSPARK_GATEWAY_PORT", "1")
    assert session.missing() is None


def test_a_session_on_this_machine_screens_and_ends(tmp_path: Path, rulebook: Rulebook) -> None:
    spark.require()
    lines = tmp_path / "lines.ndjson"
    lines.write_bytes(b'{"company":{"name":"x"}}\n{}\n')
    screening = rulebook.screening(2019)
    parts = Parts(tmp_path / "out.parquet", screening, "here")
    interpreter = os.environ.get("PYSPARK_PYTHON")
    with spark.small_java():
        outcome = driver.screen(lines, screening, parts, Cluster("local[1]"))
    assert (outcome.companies, outcome.bad) == (1, 1)
    assert os.environ.get("PYSPARK_PYTHON") == interpreter
    sql = importlib.import_module("pyspark.sql")
    assert sql.SparkSession.getActiveSession() is None


class Refusing:
    """A builder of sessions whose cluster is not there."""

    def __getattr__(self, name: str) -> Any:
        return lambda *_, **__: self

    def getOrCreate(self) -> None:  # noqa: N802
        raise importlib.import_module("pyspark.errors").PySparkRuntimeError("no master\nat line 1")


def test_a_session_that_does_not_start_says_why() -> None:
    pytest.importorskip("pyspark")
    sql = SimpleNamespace(SparkSession=SimpleNamespace(builder=Refusing()))
    with pytest.raises(InputError, match=r"it says: no master$"):
        session._start(sql, Cluster("spark://nowhere:7077"), {})

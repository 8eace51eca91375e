"""A Spark session that says little and leaves nothing behind; and what Spark needs to be there."""

from __future__ import annotations

import atexit
import importlib
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from yaoxie import extras
from yaoxie.errors import Fault, InputError
from yaoxie.messages import Message

_INTERPRETER = "PYSPARK_PYTHON"
# Java hands out slices and no more: what it spends on compiling itself, workers go without.
_SMALL = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
_QUIET = """\
rootLogger.level = error
rootLogger.appenderRef.stderr.ref = stderr
appender.stderr.type = Console
appender.stderr.name = stderr
appender.stderr.target = SYSTEM_ERR
appender.stderr.layout.type = PatternLayout
appender.stderr.layout.pattern = %p %c{1}: %m%n
# Without a level of its own, Spark gives it one and says so.
logger.gateway.name = org.apache.spark.api.python.PythonGatewayServer
logger.gateway.level = error
# A process that ends takes its temporary folders along; that some are gone already is no news.
logger.quiet.name = org.apache.spark.util.ShutdownHookManager
logger.quiet.level = off
"""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Where Spark runs.

    `master` as Spark writes it, such as `local[2]` or `yarn`; without one, what spark-submit or the
    cluster's own settings say. `settings`: Spark's, by name.
    """

    master: str | None = None
    settings: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_here(self) -> bool:
        """Whether driver and workers are on this machine."""
        return self.master is not None and self.master.startswith("local")


def missing() -> Fault | None:
    """What Spark lacks on this machine. Raises MissingExtraError where that is its packages."""
    extras.require("spark")
    home = os.environ.get("JAVA_HOME")
    java = Path(home, "bin", "java").is_file() if home else shutil.which("java")
    if java or "PYSPARK_GATEWAY_PORT" in os.environ:  # under spark-submit it runs already
        return None
    expected = Message("screening.java")
    return Fault(
        "/engine",
        Message("screening.no-java-in", home=home) if home else Message("screening.no-java"),
        expected,
    )


@contextmanager
def session(cluster: Cluster) -> Iterator[Any]:
    """A session on a cluster, stopped at the end; one that is active already is used and left.

    Raises InputError where Spark cannot be started, MissingExtraError where it is not installed.
    """
    if (fault := missing()) is not None:
        raise InputError([fault])
    sql = importlib.import_module("pyspark.sql")
    active = sql.SparkSession.getActiveSession()
    if active is not None:
        yield active
        return
    with _interpreter(cluster):
        started = _start(sql, cluster, _settings(cluster, _scratch()))
    try:
        yield started
    finally:
        started.stop()


@cache
def _scratch() -> Path:
    """A folder that goes with the process; Java, once started, stays as long and keeps to it."""
    folder = Path(tempfile.mkdtemp(prefix="yaoxie-spark-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _start(sql: Any, cluster: Cluster, settings: Mapping[str, str]) -> Any:
    errors = importlib.import_module("pyspark.errors")
    builder = sql.SparkSession.builder.appName("yaoxie").config(map=dict(settings))
    if cluster.master is not None:
        builder = builder.master(cluster.master)
    try:
        started = builder.getOrCreate()
        started.sparkContext.setLogLevel("ERROR")
    except (errors.PySparkException, *_java_errors()) as error:
        reason = str(error).strip().partition("\n")[0]
        expected = Message("screening.spark-starts", reason=reason)
        raise InputError([Fault("/master", cluster.master, expected)]) from error
    return started


def _java_errors() -> tuple[type[Exception], ...]:
    protocol = importlib.import_module("py4j.protocol")
    return (protocol.Py4JError, protocol.Py4JNetworkError)


def _settings(cluster: Cluster, scratch: Path) -> dict[str, str]:
    """What yaoxie asks of Spark; the cluster's own settings go first."""
    logging = scratch / "log4j2.properties"
    logging.write_text(_QUIET, encoding="utf-8")
    java = f"-Dlog4j2.configurationFile={logging.as_uri()}"
    settings = {
        "spark.driver.extraJavaOptions": f"{java} {_SMALL}" if cluster.is_here else java,
        "spark.executorEnv.POLARS_MAX_THREADS": cluster.settings.get("spark.task.cpus", "1"),
        "spark.sql.execution.arrow.pyspark.enabled": "true",
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.warehouse.dir": str(scratch / "warehouse"),
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }
    if cluster.is_here:
        here = "127.0.0.1"
        settings |= {"spark.driver.bindAddress": here, "spark.driver.host": here}
        settings |= {"spark.local.dir": str(scratch)}
    return settings | dict(cluster.settings)


@contextmanager
def _interpreter(cluster: Cluster) -> Iterator[None]:
    """Workers on this machine run the Python that runs this, whatever `python3` may be."""
    ours = cluster.is_here and _INTERPRETER not in os.environ
    if ours:
        os.environ[_INTERPRETER] = sys.executable
    try:
        yield
    finally:
        if ours:
            del os.environ[_INTERPRETER]

"""Spark for tests: a standalone cluster on this machine, and a stand-in that needs no Java."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from yaoxie.screening.spark.session import Cluster

HERE = "127.0.0.1"
# Java that starts soon and stays small; a test has no time to win back what compiling costs.
_SMALL = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
_MASTER = "org.apache.spark.deploy.master.Master"
_WORKER = "org.apache.spark.deploy.worker.Worker"
_ADDRESS = re.compile(rf"(spark://{re.escape(HERE)}:\d+)\s")  # in a log that grows
_PATIENCE = 120  # seconds that a part of the cluster may take to come, on a busy machine
# Whoever started it closes standard input, if only by ending: then all of its group ends.
_BOUND = '"$@" </dev/null & cat >/dev/null; kill -KILL 0'


def require() -> None:
    """Skips a test where what Spark needs is not there."""
    for name in ("pyspark", "pyarrow", "pandas"):
        pytest.importorskip(name)
    if not (shutil.which("java") or os.environ.get("JAVA_HOME")):
        pytest.skip("no Java")


@contextmanager
def small_java() -> Iterator[None]:
    """Has every Java that starts meanwhile be small."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JDK_JAVA_OPTIONS", _SMALL)
        yield


@contextmanager
def standalone(folder: Path, workers: int = 2) -> Iterator[Cluster]:
    """A master and workers of one core each on loopback, with their logs in a folder.

    They end with the context, and with the process that started them, however that comes about.
    """
    if os.name != "posix":
        pytest.skip("the cluster's processes end by groups, which need a POSIX system")
    with ExitStack() as stack:
        stack.enter_context(small_java())
        options = ("--host", HERE, "--port", "0", "--webui-port", "0")
        log = stack.enter_context(_started(folder, "master", _MASTER, *options))
        master = _address(log)
        for number in range(workers):
            own = ("--cores", "1", "--memory", "512m", "--work-dir", str(folder / "work"))
            name = f"worker-{number}"
            stack.enter_context(_started(folder, name, _WORKER, *options, *own, master))
        stack.enter_context(pytest.MonkeyPatch.context()).setenv("PYSPARK_PYTHON", sys.executable)
        settings = {
            "spark.cores.max": str(workers),
            "spark.driver.bindAddress": HERE,
            "spark.driver.host": HERE,
            "spark.executor.cores": "1",
            "spark.executor.memory": "512m",
            "spark.executorEnv.PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
            # Nothing begins before all workers are there, however busy the machine is.
            "spark.scheduler.maxRegisteredResourcesWaitingTime": f"{_PATIENCE}s",
            "spark.scheduler.minRegisteredResourcesRatio": "1",
        }
        yield Cluster(master, settings)


@contextmanager
def _started(folder: Path, name: str, *command: str) -> Iterator[Path]:
    """Runs a class of Spark's in a process group of its own; gives its log."""
    home = Path(pytest.importorskip("pyspark").__file__).parent
    environment = {
        **os.environ,
        "SPARK_CONF_DIR": str(folder),
        "SPARK_DAEMON_JAVA_OPTS": "-Dspark.master.rest.enabled=false",
        "SPARK_DAEMON_MEMORY": "128m",
        "SPARK_HOME": str(home),
        "SPARK_LOCAL_DIRS": str(folder / "local"),
        "SPARK_LOCAL_IP": HERE,
    }
    log = folder / f"{name}.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            ["/bin/bash", "-c", _BOUND, name, str(home / "bin" / "spark-class"), *command],
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=output,
            env=environment,
            start_new_session=True,
        )
    try:
        yield log
    finally:
        assert process.stdin is not None
        process.stdin.close()
        process.wait()


def _address(log: Path) -> str:
    """Where a master listens, as it says in its log."""
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline:
        if found := _ADDRESS.search(log.read_text("utf-8")):
            return found.group(1)
        time.sleep(0.05)
    pytest.fail(f"no master of Spark: {log.read_text('utf-8')}")


def executors(session: Any, expected: int) -> int:
    """How many workers of a cluster run tasks of a session, once all are there."""
    deadline = time.monotonic() + _PATIENCE
    # The driver counts as one, and each of the others is counted when it has memory to offer.
    while (count := session.sparkContext._jsc.sc().getExecutorMemoryStatus().size() - 1) < expected:
        if time.monotonic() > deadline:
            break
        time.sleep(0.05)
    return int(count)


class InProcess:
    """What the driver asks of a session, done by this process: tasks in turn, the last first."""

    sparkContext = SimpleNamespace(defaultParallelism=2)  # noqa: N815

    def range(self, start: int, end: int, step: int, tasks: int) -> InProcess:
        """A row for each task."""
        assert (start, end, step) == (0, tasks, 1)
        self._tasks = tasks
        return self

    def mapInArrow(self, run: Callable[..., Any], schema: str) -> InProcess:  # noqa: N802
        """What the tasks answer."""
        del schema
        self._run = run
        return self

    def collect(self) -> list[dict[str, Any]]:
        """All answers."""
        arrow = pytest.importorskip("pyarrow")
        given = [arrow.RecordBatch.from_pydict({"id": [i]}) for i in reversed(range(self._tasks))]
        batches = [answers for one in given for answers in self._run(iter([one]))]
        return [answer for answers in batches for answer in answers.to_pylist()]


@contextmanager
def in_process(before: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Runs without a cluster what asks for one; `before` is done first of all by its workers."""
    pytest.importorskip("pyspark")

    @contextmanager
    def session(_: Cluster) -> Iterator[InProcess]:
        before()
        yield InProcess()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("yaoxie.screening.spark.driver.session", session)
        yield

"""What HTTP costs: processor time a request, throughput and latency, beside a bare echo.

    python benchmarks/service.py [--seconds 1] [--rounds 10] [--requests 100000]

Needs the extra `service` and wrk (Debian's package of that name). One worker process is measured.
Evaluation in process, echo and service take turns on the first processor; the client has the
others. Of processor time, the median counts of what ran without interruption, so that other work on
the machine tells little. Latency and throughput suffer from it: there, the median round counts.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from served import Calm
from yaoxie import Rulebook

ROOT = Path(__file__).parents[1]
PROFILE = ROOT / "examples" / "contract.json"
YEAR = 2019
TARGET = f"/v1/evaluations?year={YEAR}"
CONNECTIONS = (1, 8, 64)
PROCESSORS = sorted(os.sched_getaffinity(0))
SERVED = Path(__file__).with_name("served.py")
MILLISECONDS = {"us": 0.001, "ms": 1.0, "s": 1000.0}  # in the units of wrk


class Server(NamedTuple):
    """A server that runs: the id of its process, and its port."""

    pid: int
    port: int


class Run(NamedTuple):
    """One run of wrk. Milliseconds until an answer; microseconds of each calm request."""

    requests: int
    errors: int
    a_second: float
    p50: float
    p99: float
    calm: list[float]


@contextmanager
def serving(name: str) -> Iterator[Server]:
    """A server in a process of its own, on the first processor."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = int(listening.getsockname()[1])
    command = [sys.executable, str(SERVED), name, str(port)]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:  # noqa: S603
        os.sched_setaffinity(process.pid, PROCESSORS[:1])
        server = Server(process.pid, port)
        try:
            for _ in range(600):
                try:
                    got(server, "/readyz")
                    break
                except OSError:
                    time.sleep(0.1)
            yield server
        finally:
            process.terminate()


def got(server: Server, path: str) -> bytes:
    """What a server has at an address."""
    with urllib.request.urlopen(f"http://127.0.0.1:{server.port}{path}", timeout=5) as answer:
        return bytes(answer.read())


def memory(pid: int) -> int:
    """Kilobytes that a process holds."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    found = re.search(r"VmRSS:\s+(\d+)", status)
    return int(found[1]) if found else 0


def load(server: Server, script: Path, connections: int, seconds: int) -> Run:
    """What wrk says of a server under so many connections."""
    wrk = shutil.which("wrk") or sys.exit("wrk is not installed: apt-get install wrk")
    command = [wrk, "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", f"-s{script}"]
    command.append(f"http://127.0.0.1:{server.port}{TARGET}")
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603
    requests = int(re.findall(r"(\d+) requests in", said)[0])
    errors = sum(map(int, re.findall(r"(?:Non-2xx or 3xx responses: |read |write )(\d+)", said)))
    a_second = float(re.findall(r"Requests/sec:\s+([\d.]+)", said)[0])
    p50, p99 = (
        float(number) * MILLISECONDS[unit]
        for number, unit in re.findall(r" (?:50|99)%\s+([\d.]+)([a-z]+)", said)
    )
    return Run(requests, errors, a_second, p50, p99, json.loads(got(server, "/calm")))


def in_process(rulebook: Rulebook, seconds: float) -> list[float]:
    """Microseconds from the bytes of a profile to those of its report, of each calm evaluation."""
    text, calm, others = PROFILE.read_bytes(), Calm(), os.sched_getaffinity(0)
    os.sched_setaffinity(0, PROCESSORS[:1])
    begun = time.process_time()
    while time.process_time() - begun < seconds:
        rulebook.evaluate(rulebook.profile(text), YEAR).to_bytes()
        calm.note()
    os.sched_setaffinity(0, others)
    return calm.kept


def measure(servers: Mapping[str, Server], script: Path, rounds: int, seconds: int) -> None:
    """Prints what the servers do under so many connections, and what HTTP adds under most."""
    rulebook = Rulebook.load()
    alone: list[float] = []
    rates: dict[str, float] = {}
    taken: dict[str, list[float]] = {}
    for connections in CONNECTIONS:
        runs: dict[str, list[Run]] = {name: [] for name in servers}
        for _ in range(rounds):
            alone += in_process(rulebook, seconds / 4)
            for name, server in servers.items():
                runs[name].append(load(server, script, connections, seconds))
        for name, own in runs.items():
            taken[name] = [each for run in own for each in run.calm]
            rates[name] = statistics.median(run.a_second for run in own)
            p50 = statistics.median(run.p50 for run in own)
            p99 = statistics.median(run.p99 for run in own)
            print(  # noqa: T201
                f"{name}, {connections} connections: {rates[name]:.0f}/s, p50 {p50:.2f} ms, "
                f"p99 {p99:.2f} ms, {sum(run.errors for run in own)} errors"
            )
    if not all((alone, *taken.values())):
        sys.exit("nothing ran without interruption: --rounds asks for more")
    deciding, echo, service = map(statistics.median, (alone, taken["echo"], taken["service"]))
    both, added = deciding + echo, service - deciding
    print(  # noqa: T201
        f"in process {deciding:.0f} µs, echo {echo:.0f} µs, service {service:.0f} µs: HTTP adds "
        f"{added:.0f} µs, {added / echo:.2f} of the echo ({len(taken['service'])} calm requests)"
    )
    print(  # noqa: T201
        f"throughput, of what evaluation and echo together allow: {both / service:.2f} by this "
        f"time, {rates['service'] / (rates['echo'] * echo / both):.2f} as it was"
    )


def main() -> None:
    """Measures all of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=1, help="of each run")
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--requests", type=int, default=0, help="also so many, for memory")
    options = parser.parse_args()
    os.sched_setaffinity(0, PROCESSORS[1:] or PROCESSORS)
    with (
        tempfile.TemporaryDirectory() as folder,
        serving("echo") as echo,
        serving("service") as service,
    ):
        script = Path(folder) / "post.lua"
        script.write_text(
            'wrk.method = "POST"\nwrk.headers["Content-Type"] = "application/json"\n'
            f"wrk.body = [==[{PROFILE.read_text(encoding='utf-8')}]==]\n",
            encoding="utf-8",
        )
        for server in (echo, service):
            load(server, script, 1, 1)
        measure({"echo": echo, "service": service}, script, options.rounds, options.seconds)
        if options.requests:
            held, total = memory(service.pid), 0
            while total < options.requests:
                total += load(service, script, CONNECTIONS[-1], 5).requests
            print(f"{total} more requests: {held} kB, then {memory(service.pid)} kB")  # noqa: T201


if __name__ == "__main__":
    main()

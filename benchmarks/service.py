"""What HTTP costs: processor time a request, throughput and latency, beside a bare echo.

    python benchmarks/service.py [--seconds 5] [--requests 100000]

Needs the extra `service` and wrk (Debian's package of that name). One worker process is measured.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from yaoxie import Rulebook

ROOT = Path(__file__).parents[1]
PROFILE = ROOT / "examples" / "contract.json"
YEAR = 2019
TARGET = f"/v1/evaluations?year={YEAR}"
CONNECTIONS = (1, 8, 64)
TICK = os.sysconf("SC_CLK_TCK")
SERVICE = "from yaoxie.cli.app import main; main()"
ECHO = """
import sys, uvicorn
from fastapi import FastAPI, Request, Response
app = FastAPI()
@app.get("/readyz")
async def ready(): return "ready"
@app.post("/v1/evaluations")
async def echo(request: Request): return Response(await request.body())
uvicorn.run(app, port=int(sys.argv[1]), access_log=False, log_level="warning")
"""


class Run(NamedTuple):
    """One run of wrk: requests, errors, and microseconds of processor time a request."""

    requests: int
    a_second: float
    errors: int
    p50: str
    p99: str
    processor: float


@contextmanager
def serving(program: str, *arguments: str) -> Iterator[tuple[int, int]]:
    """A server in a process of its own: its id and its port."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = int(listening.getsockname()[1])
    options = [argument.format(port=port) for argument in arguments]
    command = [sys.executable, "-c", program, *options]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:  # noqa: S603
        try:
            for _ in range(300):
                try:
                    address = f"http://127.0.0.1:{port}/readyz"
                    urllib.request.urlopen(address, timeout=1).close()
                    break
                except OSError:
                    time.sleep(0.1)
            yield process.pid, port
        finally:
            process.terminate()


def processor_time(pid: int) -> float:
    """Seconds of processor time that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def memory(pid: int) -> int:
    """Kilobytes that a process holds."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    found = re.search(r"VmRSS:\s+(\d+)", status)
    return int(found[1]) if found else 0


def load(pid: int, port: int, script: Path, connections: int, seconds: float) -> Run:
    """What wrk says of a server under so many connections."""
    wrk = shutil.which("wrk") or sys.exit("wrk is not installed: apt-get install wrk")
    before = processor_time(pid)
    command = [wrk, "-t1", f"-c{connections}", f"-d{seconds:g}s", "--latency", f"-s{script}"]
    command.append(f"http://127.0.0.1:{port}{TARGET}")
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603
    used = processor_time(pid) - before
    requests = int(re.findall(r"(\d+) requests in", said)[0])
    errors = sum(map(int, re.findall(r"(?:Non-2xx or 3xx responses: |read |write )(\d+)", said)))
    p50, p99 = (re.findall(rf"{share}%\s+(\S+)", said)[0] for share in (50, 99))
    a_second = float(re.findall(r"Requests/sec:\s+([\d.]+)", said)[0])
    return Run(requests, a_second, errors, p50, p99, used / requests * 1e6)


def in_process(seconds: float) -> float:
    """Microseconds of processor time from the bytes of a profile to those of its report."""
    rulebook, text = Rulebook.load(), PROFILE.read_bytes()

    def decide() -> bytes:
        return rulebook.evaluate(rulebook.profile(text), YEAR).to_bytes()

    decide()
    begun, count = time.process_time(), 0
    while time.process_time() - begun < seconds:
        decide()
        count += 1
    return (time.process_time() - begun) / count * 1e6


def main() -> None:
    """Measures all of it, and prints a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--requests", type=int, default=0, help="also so many, for memory")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "post.lua"
        script.write_text(
            'wrk.method = "POST"\nwrk.headers["Content-Type"] = "application/json"\n'
            f"wrk.body = [==[{PROFILE.read_text(encoding='utf-8')}]==]\n",
            encoding="utf-8",
        )
        alone = in_process(options.seconds)
        print(f"in process: {alone:.0f} µs")  # noqa: T201
        runs: dict[str, Run] = {}
        servers = {
            "echo": (ECHO, "{port}"),
            "service": (SERVICE, "serve", "--workers", "1", "--port", "{port}"),
        }
        for name, (program, *arguments) in servers.items():
            with serving(program, *arguments) as (pid, port):
                load(pid, port, script, 1, 1)
                for connections in CONNECTIONS:
                    run = load(pid, port, script, connections, options.seconds)
                    runs[name] = run
                    print(  # noqa: T201
                        f"{name}, {connections} connections: {run.a_second:.0f}/s, "
                        f"p50 {run.p50}, p99 {run.p99}, {run.processor:.0f} µs a request, "
                        f"{run.errors} errors"
                    )
                if name == "service" and options.requests:
                    held, total = memory(pid), 0
                    while total < options.requests:
                        total += load(pid, port, script, CONNECTIONS[-1], options.seconds).requests
                    print(f"{total} more requests: {held} kB, then {memory(pid)} kB")  # noqa: T201
        added = runs["service"].processor - alone
        allowed = 1e6 / (alone + runs["echo"].processor)
        print(f"HTTP adds {added:.0f} µs; the echo takes {runs['echo'].processor:.0f} µs")  # noqa: T201
        share = runs["service"].a_second / allowed
        print(f"throughput: {share:.2f} of what evaluation and echo together allow")  # noqa: T201


if __name__ == "__main__":
    main()

"""The command `serve` runs until it is stopped, replaces what dies, and refuses wrong options."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from typer.testing import CliRunner
from yaoxie.cli import app

from tests.support import command_line

JSON = {"Content-Type": "application/json"}


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
        return port


@contextmanager
def serving(*options: str) -> Iterator[tuple[subprocess.Popen[str], httpx.Client]]:
    port = free_port()
    program = "from yaoxie.cli.app import main; main()"
    command = [sys.executable, "-c", program, "serve", "--port", str(port), *options]
    with (
        subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process,
        httpx.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client,
    ):
        try:
            wait(client)
            yield process, client
        finally:
            process.kill()


def wait(client: httpx.Client) -> None:
    for _ in range(600):
        with contextlib.suppress(httpx.TransportError):
            if client.get("/readyz").status_code == 200:
                return
        time.sleep(0.05)
    raise AssertionError("it does not serve")


def test_it_stops_in_peace() -> None:
    with serving("--workers", "1") as (process, client):
        assert client.get("/healthz").text == "ok\n"
        process.send_signal(signal.SIGTERM)
        _, errors = process.communicate(timeout=30)
    assert "Traceback" not in errors


def test_a_worker_that_is_killed_is_replaced() -> None:
    with serving("--workers", "2") as (process, client):
        workers = children(process.pid)
        os.kill(max(workers), signal.SIGKILL)
        for _ in range(400):
            time.sleep(0.05)
            fresh = children(process.pid)
            if max(workers) not in fresh and len(fresh) == len(workers):
                break
        else:
            raise AssertionError("no worker took its place")
        wait(client)


def test_no_process_goes_on_where_the_first_is_killed() -> None:
    with serving("--workers", "2") as (process, client):
        profile = json.dumps({"company": {"name": "甲"}})
        client.post("/v1/advice?year=2019", content=profile, headers=JSON).raise_for_status()
        every = descendants(process.pid)
        assert len(every) > 3  # both workers, what advises beside one, what tracks resources
        process.kill()
        for _ in range(400):
            if not any(is_alive(each) for each in every):
                break
            time.sleep(0.05)
        else:
            raise AssertionError("some process goes on")


def descendants(parent: int) -> set[int]:
    own = children(parent)
    return own.union(*(descendants(child) for child in own))


def is_alive(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def children(parent: int) -> set[int]:
    tasks = Path(f"/proc/{parent}/task/{parent}/children").read_text(encoding="ascii")
    return {int(child) for child in tasks.split()}


@pytest.mark.parametrize(
    ("options", "pointer"),
    [
        (["--rate", "often"], "/rate"),
        (["--tokens", "none"], "/tokens"),
        (["--rules", "none"], "none"),
    ],
)
def test_wrong_options_are_refused(options: list[str], pointer: str) -> None:
    (line,) = command_line.refused(CliRunner().invoke(app.app, ["serve", *options]))
    assert pointer in line

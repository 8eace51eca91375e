"""A service in this process, for tests to ask."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import pytest
import uvicorn
from yaoxie import Rulebook
from yaoxie.service import app
from yaoxie.service.page import routes
from yaoxie.service.settings import Settings


class Running:
    """A service that runs: how to ask it, and the lines that it has logged."""

    def __init__(self, client: httpx.Client, port: int, lines: list[str]) -> None:
        self.client, self.port, self.lines = client, port, lines

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@contextmanager
def running(rulebook: Rulebook, settings: Settings) -> Iterator[Running]:
    lines: list[str] = []
    gate = app.create(rulebook, settings, lines.append)
    config = uvicorn.Config(gate, log_level="critical", access_log=False, server_header=False)
    server = uvicorn.Server(config)
    listening = socket.create_server(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        with httpx.Client(
            base_url=f"http://127.0.0.1:{port}", trust_env=False, timeout=60
        ) as client:
            yield Running(client, port, lines)
    finally:
        server.should_exit = True
        thread.join()
        listening.close()


@pytest.fixture(scope="session")
def service(rulebook: Rulebook) -> Iterator[Running]:
    """A service with the settings that it has by default; its advice may take its time."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("_QUESTION_SECONDS", "_STEP_SECONDS"):
            patch.setattr(routes, name, 120.0)
        yield from _served(rulebook)


def _served(rulebook: Rulebook) -> Iterator[Running]:
    with running(rulebook, Settings(answer_seconds=600.0)) as started:
        yield started


@pytest.fixture
def start(rulebook: Rulebook) -> Iterator[Callable[..., Running]]:
    """Starts services with other settings."""
    opened: list[Any] = []

    def begin(**settings: Any) -> Running:
        context = running(rulebook, Settings(**settings))
        started = context.__enter__()
        opened.append(context)
        return started

    yield begin
    for context in opened:
        context.__exit__(None, None, None)

"""Runs the service: one process per core, each replaced where it dies, all ended in peace."""

from __future__ import annotations

import uvicorn

from yaoxie.rulebook import Rulebook
from yaoxie.service import app
from yaoxie.service.gate import Gate
from yaoxie.service.parent import end_with_parent
from yaoxie.service.settings import Settings

_GRACE = 30  # seconds for requests under way when the service is stopped
_WAITING = 2048  # connections that wait to be taken


def run(settings: Settings, host: str, port: int, workers: int) -> None:
    """Serves until it is stopped."""
    settings.hand_on()
    uvicorn.run(
        "yaoxie.service.run:worker",
        factory=True,
        host=host,
        port=port,
        workers=workers,
        access_log=False,  # the gate writes of requests, and nothing of their addresses
        server_header=False,
        date_header=True,
        proxy_headers=False,
        log_level="warning",
        timeout_graceful_shutdown=_GRACE,
        backlog=_WAITING,
    )


def worker() -> Gate:
    """The application of one worker process."""
    end_with_parent()
    settings = Settings.handed_on()
    return app.create(Rulebook.load(settings.rules), settings)

"""A server that notes what each request takes: the service, or a bare echo beside it.

    python benchmarks/served.py service|echo PORT

`GET /calm` answers with what `Calm` has kept, in microseconds, and forgets it.
"""

from __future__ import annotations

import json
import sys
import time
from resource import RUSAGE_THREAD, getrusage
from typing import TYPE_CHECKING

import uvicorn
from fastapi import FastAPI, Request, Response
from yaoxie.service import run

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

BEFORE = 2  # pieces of work, after which the caches are what the work alone makes of them


class Calm:
    """The processor time of pieces of work that nothing interrupted, nor the few before them.

    After other work has had the processor, a piece takes half as long again, whatever it is.
    """

    def __init__(self) -> None:
        self.kept: list[float] = []  # microseconds
        self._last = self._switches = self._calm = 0

    def note(self) -> None:
        """Ends a piece of work; the next one begins."""
        used = getrusage(RUSAGE_THREAD)
        switches = used.ru_nivcsw + used.ru_nvcsw
        now = time.thread_time_ns()
        self._calm = self._calm + 1 if switches == self._switches else 0
        if self._calm > BEFORE:
            self.kept.append((now - self._last) / 1000)
        self._last, self._switches = now, switches


class Noted:
    """An application whose requests are noted."""

    def __init__(self, app: ASGIApp) -> None:
        self._app, self._calm = app, Calm()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request."""
        if scope.get("path") == "/calm":
            kept, self._calm.kept = self._calm.kept, []
            await Response(json.dumps(kept))(scope, receive, send)
            return
        await self._app(scope, receive, send)
        self._calm.note()


def echo() -> FastAPI:
    """Answers with what is sent."""
    app = FastAPI()

    @app.get("/readyz")
    async def ready() -> str:
        return "ready"

    @app.post("/v1/evaluations")
    async def echo(request: Request) -> Response:
        return Response(await request.body())

    return app


if __name__ == "__main__":
    served: ASGIApp = echo() if sys.argv[1] == "echo" else run.worker()
    uvicorn.run(Noted(served), port=int(sys.argv[2]), access_log=False, log_level="warning")

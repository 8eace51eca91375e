"""Stands before the application: who may pass, how much, how fast; and what is written of it.

It gives each request an id, asks for a token where the API wants one, counts bodies as they
stream, and adds the headers of safety to every answer. Log lines name method, route, status, size
and time, and nothing of what was sent.
"""

from __future__ import annotations

import asyncio
import math
import os
import re
import time
import traceback
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from pathlib import Path
from typing import Any

from limits import parse as parse_rate
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from yaoxie import messages
from yaoxie.errors import Fault, ProgramError
from yaoxie.service.metrics import Metrics
from yaoxie.service.problems import Refusal, respond
from yaoxie.service.settings import Settings
from yaoxie.service.tokens import Tokens
from yaoxie.sources import compact_json

_ID = re.compile(rb"[A-Za-z0-9._-]{1,64}")
_POLICY = (
    b"default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    b"connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_SAFE = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"content-security-policy", _POLICY),
)
_PROTECTED = ("/v1/", "/metrics")
_ALWAYS = {"/healthz", "/readyz", "/metrics"}  # answered also where all else is too much
_GONE = 499  # as proxies log a client that left
_LEAST_TO_COMPRESS = 1024
Log = Callable[[str], None]
Endpoint = Callable[[Request], Awaitable[Response]]


class Gate:
    """An ASGI application around another."""

    def __init__(
        self,
        app: ASGIApp,
        settings: Settings,
        metrics: Metrics,
        log: Log,
        posted: Mapping[str, Endpoint] | None = None,
    ) -> None:
        self._app, self._settings, self._metrics, self._log = app, settings, metrics, log
        # What programs post most goes past the framework, whose router costs a third as much as
        # deciding does.
        self._posted: dict[str, _Direct] = {
            path: _Direct(path, endpoint) for path, endpoint in (posted or {}).items()
        }
        self._tokens = Tokens(Path(settings.tokens), log) if settings.tokens else None
        self._rate = parse_rate(settings.rate) if settings.rate else None
        self._limiter = FixedWindowRateLimiter(MemoryStorage())
        self._waiting = _Waiting()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = time.perf_counter()
        headers = dict(scope["headers"])
        given = headers.get(b"x-request-id", b"")
        request_id = given if _ID.fullmatch(given) else os.urandom(8).hex().encode()
        scope["request_id"] = request_id.decode()
        method = scope["method"]
        answer = _Answer(send, request_id, is_head=method == "HEAD")
        asked = {**scope, "method": "GET"} if method == "HEAD" else scope  # what GET would answer
        incoming = _Incoming(receive, self._settings, self._waiting)
        self._metrics.in_flight += 1
        failure = None
        try:
            self._admit(scope, headers)
            incoming.check(headers)
            direct = self._posted.get(scope["path"]) if method == "POST" else None
            await (direct or self._app)(asked, incoming, answer)
        except Refusal as refusal:
            await self._refuse(asked, refusal, answer)
        except ClientDisconnect:
            answer.status = _GONE
        except Exception as error:  # noqa: BLE001  # the last door: no traceback leaves it
            failure = _place(error)
            await self._refuse(asked, Refusal("failed"), answer)
        finally:
            self._waiting.remove(incoming)
            self._metrics.in_flight -= 1
            self._note(asked, method, answer, time.perf_counter() - started, failure)

    def _admit(self, scope: Scope, headers: dict[bytes, bytes]) -> None:
        """Refuses who may not ask, who asks too often, and what is too much at once."""
        path = scope["path"]
        if self._metrics.in_flight > self._settings.in_flight and path not in _ALWAYS:
            raise Refusal("busy", headers={"Retry-After": "1"})
        client = scope["client"][0] if scope.get("client") else ""
        if self._tokens is not None and path.startswith(_PROTECTED):
            name = self._tokens.client(headers.get(b"authorization"))
            if name is None:
                raise Refusal("no-token", headers={"WWW-Authenticate": "Bearer"})
            client = f"token {name}"
        if self._rate is None or path in _ALWAYS or self._limiter.hit(self._rate, client):
            return
        reset = self._limiter.get_window_stats(self._rate, client).reset_time
        wait = max(1, math.ceil(reset - time.time()))
        raise Refusal("too-many", headers={"Retry-After": str(wait)})

    async def _refuse(self, scope: Scope, refusal: Refusal, answer: _Answer) -> None:
        if answer.status == 0:
            request = Request(scope)
            await respond(request, refusal)(scope, _nothing, answer)

    def _note(
        self, scope: Scope, method: str, answer: _Answer, seconds: float, failure: str | None
    ) -> None:
        route = getattr(scope.get("route"), "path", "other")
        self._metrics.add(method, route, answer.status, seconds)
        line: dict[str, Any] = {
            "request_id": scope["request_id"],
            "method": method,
            "route": route,
            "status": answer.status,
            "bytes": answer.size,
            "ms": round(seconds * 1000, 3),
        }
        if failure is not None:
            line["failure"] = failure
        self._log(compact_json.to_text(line))


class _Direct:
    """An address whose requests one endpoint answers, as an ASGI application."""

    __slots__ = ("_compressed", "_endpoint", "path")

    def __init__(self, path: str, endpoint: Endpoint) -> None:
        self.path, self._endpoint = path, endpoint
        self._compressed = compressed(self._answer)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        scope["route"] = self
        answer: ASGIApp = self._answer
        for name, value in scope["headers"]:
            if name == b"accept-encoding" and b"gzip" in value:
                answer = self._compressed
        await answer(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        response = await self._endpoint(Request(scope, receive))
        await response(scope, receive, send)


def compressed(app: ASGIApp) -> ASGIApp:
    """An application whose longer answers are compressed for who takes that."""
    return GZipMiddleware(app, minimum_size=_LEAST_TO_COMPRESS, compresslevel=1)


class _Answer:
    """Passes an answer on, with the headers of every answer; to HEAD, these alone."""

    __slots__ = ("_headers", "_is_head", "_send", "size", "status")

    def __init__(self, send: Send, request_id: bytes, *, is_head: bool) -> None:
        self._send, self._is_head = send, is_head
        self._headers = (*_SAFE, (b"x-request-id", request_id))
        self.status = self.size = 0

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            message = {**message, "headers": [*message["headers"], *self._headers]}
        elif self._is_head:
            message = {**message, "body": b""}
        else:
            self.size += len(message.get("body", b""))
        await self._send(message)


class _Waiting:
    """The bodies that have not arrived, those that began first before others.

    All have the same time, so that one timer does: one for each costs a tenth of what HTTP does.
    """

    def __init__(self) -> None:
        self._bodies: dict[_Incoming, None] = {}
        self._timer: asyncio.TimerHandle | None = None

    def add(self, body: _Incoming) -> None:
        """Waits for a body, until its deadline."""
        self._bodies[body] = None
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_at(body.deadline, self._look)

    def remove(self, body: _Incoming) -> None:
        """Waits for it no longer."""
        self._bodies.pop(body, None)

    def _look(self) -> None:
        """Ends the bodies that are late, and looks again when the next one would be."""
        loop, self._timer = asyncio.get_running_loop(), None
        for body in list(self._bodies):
            if body.deadline > loop.time():
                self._timer = loop.call_at(body.deadline, self._look)
                break
            self.remove(body)
            body.end()


class _Incoming:
    """Passes a body on as it streams, within its bounds of size and time."""

    __slots__ = (
        *("_complete", "_is_late", "_left", "_limit", "_receive", "_task", "_waiting"),
        "deadline",
    )

    def __init__(self, receive: Receive, settings: Settings, waiting: _Waiting) -> None:
        self._receive, self._waiting = receive, waiting
        self._limit = self._left = settings.max_body
        self.deadline = asyncio.get_running_loop().time() + settings.receive_seconds
        self._complete = self._is_late = False
        self._task: asyncio.Task[Any] | None = None  # that waits for the next part
        waiting.add(self)

    def check(self, headers: MutableMapping[bytes, bytes]) -> None:
        """Refuses what says already that it is too long."""
        length = headers.get(b"content-length", b"")
        if length.isdigit() and int(length) > self._limit:
            raise self._too_large(messages.Message("sources.bytes", bytes=int(length)))

    async def __call__(self) -> Message:
        if self._complete:  # who asks on waits for the client to leave
            return await self._receive()
        message = await self._in_time()
        if not message.get("more_body", False):
            self._complete = True
            self._waiting.remove(self)
        self._left -= len(message.get("body", b""))
        if self._left < 0:
            raise self._too_large(messages.Message("sources.more-than-bytes", bytes=self._limit))
        return message

    async def _in_time(self) -> Message:
        task = self._task = asyncio.current_task()
        try:
            if not self._is_late:
                return await self._receive()
        except asyncio.CancelledError:
            if not self._is_late or task is None or task.uncancel():  # ended by another, too
                raise
        finally:
            self._task = None
        raise Refusal("too-slow", headers={"Connection": "close"})

    def end(self) -> None:
        """Ends a body that is late."""
        self._is_late = True
        if self._task is not None:
            self._task.cancel()

    def _too_large(self, size: messages.Message) -> Refusal:
        fault = Fault("", size, messages.Message("sources.at-most-bytes", bytes=self._limit))
        return Refusal("too-large", [fault], {"Connection": "close"})


async def _nothing() -> Message:
    return {"type": "http.request", "body": b"", "more_body": False}


def _place(error: Exception) -> str:
    """Type and place of a fault of the program: its message may quote a profile."""
    if isinstance(error, ProgramError):  # these name a profile by its digest alone
        return f"{type(error).__name__}: {error}"
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} at {Path(last.filename).name}:{last.lineno}"

"""Puts the service together: the addresses, the gate before them, and what is made ready."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from yaoxie import __version__
from yaoxie.rulebook import Rulebook
from yaoxie.service import answers, openapi, options, problems
from yaoxie.service.answers import JSON
from yaoxie.service.api import LINES, Api
from yaoxie.service.gate import Gate, Log, compressed
from yaoxie.service.metrics import Metrics
from yaoxie.service.openapi import described, reference
from yaoxie.service.page.routes import Page
from yaoxie.service.problems import Name, Refusal
from yaoxie.service.settings import Settings
from yaoxie.sources import compact_json
from yaoxie.values import Title

_OF_BODY: tuple[Name, ...] = (
    *("not-json", "no-token", "too-slow", "too-large", "wrong-type", "invalid", "too-many"),
    *("failed", "busy", "out-of-time"),
)
_OF_READING: tuple[Name, ...] = ("no-token", "invalid", "too-many", "failed", "busy")
_ERRORS = 2  # the file of standard error
_STATUSES: dict[int, Name] = {404: "not-found", 405: "wrong-method"}


def create(rulebook: Rulebook, settings: Settings, log: Log | None = None) -> Gate:
    """The service as an ASGI application. Raises InputError where its settings are wrong."""
    metrics = Metrics(__version__, rulebook.version, rulebook.digest)
    api = Api(rulebook, metrics, settings)
    page = Page(rulebook, settings.rules) if settings.page else None

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        warm(rulebook)
        api.ready = True
        yield
        api.ready = False
        api.close()
        if page is not None:
            page.close()

    app = FastAPI(
        title="yaoxie",
        version=__version__,
        docs_url=None,  # these pages would load scripts from elsewhere
        redoc_url=None,
        openapi_url=None,
        lifespan=lifespan,
    )
    _add_routes(app, api)
    if page is not None:
        page.add_to(app)
    app.add_exception_handler(Refusal, _refused)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _failed)
    posted = {
        "/v1/evaluations": api.evaluate,
        "/v1/evaluations:batch": api.evaluate_lines,
        "/v1/comparisons": api.compare,
    }
    return Gate(compressed(app), settings, metrics, log or _print, posted)


def warm(rulebook: Rulebook) -> None:
    """Makes the measures ready, so that the first request does not wait for it."""
    profile = rulebook.profile({"company": {"name": "-"}})
    year = options.today().year
    rulebook.compare(profile, year)
    rulebook.evaluate(profile, year)


def _add_routes(app: FastAPI, api: Api) -> None:
    profile = {
        JSON: {"schema": reference("Profile"), "examples": openapi.profile_examples()},
    }
    lines = {
        LINES: {
            "schema": {"type": "string", "description": "A profile a line. 每行一份企业资料。"},
            "example": '{"company":{"name":"甲公司"}}\n{"company":{"name":"乙公司"}}\n',
        }
    }
    report = {"schema": {"anyOf": [reference("Report"), reference("Reports")]}}
    comparison = {"schema": reference("Comparison")}
    advice = {"schema": reference("Advice")}
    add = app.add_api_route
    add(
        "/v1/evaluations",
        api.evaluate,
        methods=["POST"],
        **described(
            Title(zh="评估企业资料", en="Evaluate a profile"),
            "evaluate",
            options=options.OF_EVALUATION,
            body=profile,
            answer=("The report; of a place, all reports. 评估报告。", JSON, report),
            refusals=_OF_BODY,
        ),
    )
    add(
        "/v1/evaluations:batch",
        api.evaluate_lines,
        methods=["POST"],
        **described(
            Title(zh="逐行评估企业资料", en="Evaluate a profile a line"),
            "evaluateBatch",
            options=options.OF_EVALUATION,
            body=lines,
            answer=(
                "A report, or a problem with its line, for each line. 每行一份报告或问题说明。",
                LINES,
                {"schema": {"type": "string"}},
            ),
            refusals=_OF_BODY,
        ),
    )
    add(
        "/v1/comparisons",
        api.compare,
        methods=["POST"],
        **described(
            Title(zh="各地政策比较", en="Compare all measures"),
            "compare",
            options=options.OF_COMPARISON,
            body=profile,
            answer=("All measures side by side. 各项政策比较。", JSON, comparison),
            refusals=_OF_BODY,
        ),
    )
    add(
        "/v1/advice",
        api.advise,
        methods=["POST"],
        **described(
            Title(zh="下一步建议", en="Advise what to do next"),
            "advise",
            options=options.OF_ADVICE,
            body=profile,
            answer=("What to ask, reach and claim next. 建议。", JSON, advice),
            refusals=_OF_BODY,
        ),
    )
    reading: list[tuple[str, Any, Title, str, str, dict[str, Any]]] = [
        (
            "/v1/measures",
            api.measures,
            Title(zh="政策目录", en="List the measures"),
            "measures",
            "",
            reference("Catalogue"),
        ),
        (
            "/v1/measures/{id}",
            api.measure,
            Title(zh="一项政策", en="Show a measure"),
            "measure",
            "id",
            reference("MeasureEntry"),
        ),
        (
            "/v1/schemas/{name}",
            api.schema,
            Title(zh="JSON 模式", en="Show a JSON Schema"),
            "schema",
            "name",
            {"type": "object"},  # what it may hold, its own dialect says
        ),
    ]
    for path, endpoint, title, operation, parameter, answer in reading:
        media_type = "application/schema+json" if parameter == "name" else JSON
        shown = described(
            title,
            operation,
            answer=(f"{title.en}. {title.zh}。", media_type, {"schema": answer}),
            refusals=(*_OF_READING, *(("not-found",) if parameter else ())),
        )
        if parameter:
            shown["openapi_extra"]["parameters"].append(
                {
                    "name": parameter,
                    "in": "path",
                    "required": True,
                    "schema": {"type": "string", "minLength": 1},
                }
            )
        shown["responses"][304] = {"description": "What the client has is current. 未变化。"}
        add(path, endpoint, methods=["GET"], **shown)
    _add_probes(app, api)


def _add_probes(app: FastAPI, api: Api) -> None:
    add = app.add_api_route
    alive = Title(zh="进程是否应答", en="Whether the process answers")
    add("/healthz", api.healthy, methods=["GET"], **described(alive, "healthz"))
    ready = Title(zh="规则是否就绪", en="Whether the rules are ready")
    add("/readyz", api.is_ready, methods=["GET"], **described(ready, "readyz", refusals=("busy",)))
    counts = Title(zh="运行指标", en="Counts of requests")
    add(
        "/metrics",
        api.metrics,
        methods=["GET"],
        **described(counts, "metrics", refusals=("no-token",)),
    )
    kept: dict[str, Any] = {}

    async def document(request: Request) -> Response:
        if not kept:
            kept.update(openapi.document(app, api.rulebook, __version__))
        return answers.resource(request, compact_json.to_bytes(kept))

    add("/openapi.json", document, methods=["GET"], include_in_schema=False)


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refusal)
    return problems.respond(request, error)


async def _http(request: Request, error: Exception) -> Response:
    """What the framework itself refuses."""
    assert isinstance(error, HTTPException)
    name = _STATUSES.get(error.status_code)
    if name is None:
        raise error
    return problems.respond(request, Refusal(name, headers=error.headers))


async def _failed(request: Request, _: Exception) -> Response:
    """A fault of the program; the framework raises it again, for the gate to write of it."""
    return problems.respond(request, Refusal("failed"))


def _print(line: str) -> None:
    """Writes a line whole and at once: Python's files take a tenth of the time that HTTP does."""
    os.write(_ERRORS, f"{line}\n".encode(errors="backslashreplace"))

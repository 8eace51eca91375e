"""The OpenAPI document: addresses, options, examples, and the models of all that is sent."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from yaoxie import resources
from yaoxie.review import schemas
from yaoxie.rulebook import Rulebook
from yaoxie.rules.library import Library
from yaoxie.service.options import Option
from yaoxie.service.problems import KINDS, MEDIA_TYPE, Name
from yaoxie.values import Title

EXAMPLE_YEAR = 2019
_LOCAL, _SHARED = "#/$defs/", "#/components/schemas/"
_ABOUT = """Which public supports a pharma or device company may claim, up to what amount, and why.
A profile goes in, a report comes out: the same bytes that the command line prints. Nothing of a
profile is stored, so that every request is safe to repeat.

企业资料进，评估报告出，与命令行的结果逐字节相同。不保存企业资料，任何请求都可以安全重发。"""
_FAULT: dict[str, Any] = {
    "title": "Fault",
    "description": "One fault of the input. 一处错误。",
    "type": "object",
    "properties": {
        "pointer": {"type": "string", "description": "A JSON pointer (RFC 6901). 位置。"},
        "value": {"description": "What stands there, cut where it is long. 所填内容。"},
        "expected": {"type": "string", "description": "In the language asked for. 应为。"},
        "nearest": {
            "type": ["string", "null"],
            "description": "The valid name that is nearest. 最接近的有效名称。",
        },
        "nearest_title": {"type": "string", "description": "What it is called. 其名称。"},
        "code": {"type": "string", "description": "What was expected, as a code. 要求的代码。"},
        "related": {"type": "string", "description": "A second place. 相关位置。"},
        "line": {"type": "integer"},
        "column": {"type": "integer"},
    },
    "required": ["pointer", "value", "expected", "nearest"],
    "additionalProperties": False,
}
_PROBLEM: dict[str, Any] = {
    "title": "Problem",
    "description": "Problem details (RFC 9457) with every fault. 问题说明，列出全部错误。",
    "type": "object",
    "properties": {
        "type": {"enum": [f"urn:yaoxie:problem:{name}" for name in KINDS]},
        "title": {"type": "string", "description": "In the language of Accept-Language."},
        "status": {"type": "integer"},
        "request_id": {"type": "string"},
        "line": {"type": "integer", "description": "Of NDJSON: the line. 所在行。"},
        "faults": {"type": "array", "items": {"$ref": _SHARED + "Fault"}},
    },
    "required": ["type", "title", "status", "faults"],
    "additionalProperties": False,
}
_TO_RETRY = (429, 503)
_RETRY = {
    "Retry-After": {
        "description": "Seconds to wait before asking again. 多少秒后可再试。",
        "schema": {"type": "integer", "minimum": 0},
    }
}
_ANSWERS = {
    "report": "Report",
    "reports": "Reports",
    "comparison": "Comparison",
    "advice": "Advice",
    "catalogue": "Catalogue",
    "measure-entry": "MeasureEntry",
}


def reference(name: str) -> dict[str, str]:
    """Where the document has a model."""
    return {"$ref": _SHARED + name}


def described(
    title: Title,
    operation: str,
    *,
    options: Sequence[Option] = (),
    body: Mapping[str, Any] | None = None,
    answer: tuple[str, str, Mapping[str, Any]] | None = None,
    refusals: Sequence[Name] = (),
) -> dict[str, Any]:
    """What the document says of an operation, as FastAPI's routes take it.

    `answer`: what comes back, its media type and its schema with examples.
    """
    extra: dict[str, Any] = {"parameters": [_parameter(option) for option in options]}
    if body is not None:
        extra["requestBody"] = {"required": True, "content": body}
    text, media_type, content = answer or ("", "text/plain", {"schema": {"type": "string"}})
    responses: dict[int | str, dict[str, Any]] = {
        200: {"description": text or title.en, "content": {media_type: dict(content)}}
    }
    for name in refusals:
        kind = KINDS[name]
        both = f"{kind.title.en}. {kind.title.zh}。"
        if kind.status in responses:  # of one status, there may be several kinds
            both = f"{responses[kind.status]['description']} {both}"
        responses[kind.status] = {
            "description": both,
            "content": {MEDIA_TYPE: {"schema": reference("Problem")}},
        } | ({"headers": _RETRY} if kind.status in _TO_RETRY else {})
    return {
        "summary": f"{title.en} · {title.zh}",
        "operation_id": operation,
        "openapi_extra": extra,
        "responses": responses,
    }


def document(app: FastAPI, rulebook: Rulebook, version: str) -> dict[str, Any]:
    """The whole document."""
    content = get_openapi(
        title="yaoxie",
        version=version,
        openapi_version="3.1.0",
        description=_ABOUT,
        routes=app.routes,
        servers=[{"url": "/"}],
    )
    components = content.setdefault("components", {})
    components["schemas"] = models(rulebook.library)
    components["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    content["security"] = [{}, {"token": []}]
    return content


def models(library: Library) -> dict[str, Any]:
    """The models of all that is sent, side by side: none within another."""
    shared: dict[str, Any] = {"Fault": _FAULT, "Problem": _PROBLEM}
    for name in (schemas.PROFILE, *_ANSWERS):
        schema = json.loads(schemas.text(name, library))
        inner = schema.pop("$defs", {})
        for key in ("$schema", "$id"):
            schema.pop(key, None)
        title = _ANSWERS.get(name, "Profile")
        names = _names(inner, shared)
        for key, value in {**inner, title: schema}.items():
            own, lifted = names.get(key, key), _lifted(value, names)
            if shared.setdefault(own, lifted) != lifted:
                raise AssertionError(f"two models are called {own}")
    return dict(sorted(shared.items()))


def _names(inner: Mapping[str, Any], shared: Mapping[str, Any]) -> dict[str, str]:
    """Other names for the models of rule files that are called as models of answers are."""
    lifted = {key: _lifted(value, {}) for key, value in inner.items()}
    return {key: f"Rule{key}" for key, value in lifted.items() if shared.get(key, value) != value}


def _lifted(schema: Any, names: Mapping[str, str]) -> Any:
    """A schema whose references point at the models side by side, by their names there."""
    if isinstance(schema, list):
        return [_lifted(entry, names) for entry in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        key: _reference(value, names) if key == "$ref" else _lifted(value, names)
        for key, value in schema.items()
    }


def _reference(local: str, names: Mapping[str, str]) -> str:
    name = local.removeprefix(_LOCAL)
    return _SHARED + names.get(name, name)


def _parameter(option: Option) -> dict[str, Any]:
    return {
        "name": option.name,
        "in": "query",
        "required": False,
        "description": f"{option.help.en} {option.help.zh}。",
        "schema": option.schema,
    } | ({"style": "form", "explode": True} if option.repeated else {})


@cache
def examples() -> dict[str, bytes]:
    """The packaged examples of profiles, by name."""
    files = sorted(resources.folder("examples").glob("*.json"))
    return {file.stem: file.read_bytes() for file in files}


def profile_examples() -> dict[str, Any]:
    """The examples as a request's body has them."""
    return {
        name: {"summary": json.loads(text)["company"]["name"], "value": json.loads(text)}
        for name, text in examples().items()
    }

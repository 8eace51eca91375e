"""Answers to requests that are refused: problem details (RFC 9457) with every fault."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Literal, NamedTuple

from starlette.requests import Request
from starlette.responses import Response

from yaoxie.errors import ABSENT, Fault, show
from yaoxie.messages import LANGS, Lang, Message, worded
from yaoxie.sources import compact_json
from yaoxie.values import Title

MEDIA_TYPE = "application/problem+json"
_SHOWN = 200  # characters of a text that is wrong
_EXACT = 2**53  # whole numbers below it are the same to every reader of JSON
Name = Literal[
    "not-json", "no-token", "not-found", "wrong-method", "too-slow", "too-large", "wrong-type",
    "invalid", "too-many", "failed", "busy", "out-of-time",
]  # fmt: skip


class _Kind(NamedTuple):
    status: int
    title: Title


KINDS: dict[Name, _Kind] = {
    "not-json": _Kind(
        400, Title(zh="请求内容不是 UTF-8 编码的 JSON", en="The body is not JSON in UTF-8")
    ),
    "no-token": _Kind(401, Title(zh="需要有效的访问令牌", en="A valid token is needed")),
    "not-found": _Kind(404, Title(zh="没有这个地址", en="There is nothing at this address")),
    "wrong-method": _Kind(
        405, Title(zh="这个地址不接受此方法", en="This address does not take that method")
    ),
    "too-slow": _Kind(408, Title(zh="请求内容传送过慢", en="The body took too long to arrive")),
    "too-large": _Kind(413, Title(zh="请求内容过大", en="The body is too large")),
    "wrong-type": _Kind(
        415, Title(zh="请求内容的类型或编码不受支持", en="The body is of another type or encoding")
    ),
    "invalid": _Kind(
        422, Title(zh="企业资料或选项有误", en="The profile or the options are not valid")
    ),
    "too-many": _Kind(429, Title(zh="请求过多，请稍后再试", en="Too many requests; wait a while")),
    "failed": _Kind(500, Title(zh="程序出错，未得出结果", en="A fault of the program; no answer")),
    "busy": _Kind(503, Title(zh="服务繁忙，请稍后再试", en="The service is busy; wait a while")),
    "out-of-time": _Kind(
        503,
        Title(
            zh="未能在限定时间内得出结果，请少问一些或稍后再试",
            en="No answer within the time there is for one; ask for less, or wait a while",
        ),
    ),
}


class Refusal(Exception):  # noqa: N818  # no error of the program
    """Ends a request with a problem; `faults` are those of its input."""

    def __init__(
        self,
        name: Name,
        faults: Iterable[Fault] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(name)
        self.name: Name = name
        self.faults = tuple(faults)
        self.headers = dict(headers or {})


def respond(request: Request, refusal: Refusal) -> Response:
    """The answer to a request that is refused, in the language that it asks for."""
    lang = language(request.headers.get("accept-language", ""))
    content = problem(refusal, lang, request.scope.get("request_id"))
    return Response(
        compact_json.to_bytes(content),
        KINDS[refusal.name].status,
        {"Cache-Control": "no-store", "Content-Language": lang, **refusal.headers},
        MEDIA_TYPE,
    )


def problem(refusal: Refusal, lang: Lang, request_id: str | None = None) -> dict[str, Any]:
    """The problem as plain data."""
    kind = KINDS[refusal.name]
    content: dict[str, Any] = {
        "type": f"urn:yaoxie:problem:{refusal.name}",
        "title": kind.title.zh if lang == "zh" else kind.title.en,
        "status": kind.status,
    }
    if request_id is not None:
        content["request_id"] = request_id
    return content | {"faults": [fault_entry(fault, lang) for fault in refusal.faults]}


def fault_entry(fault: Fault, lang: Lang) -> dict[str, Any]:
    """A fault as plain data: pointer, value, what was expected, the nearest valid name."""
    entry: dict[str, Any] = {
        "pointer": fault.pointer,
        "value": _shown(fault.value, lang),
        "expected": str(worded(fault.expected, lang)),
        "nearest": fault.nearest,
    }
    more = {
        "nearest_title": fault.nearest_title and fault.nearest_title.as_dict()[lang],
        "code": fault.code or None,
        "related": fault.related,
        "line": fault.line,
        "column": fault.column,
    }
    return entry | {name: value for name, value in more.items() if value is not None}


def _shown(value: Any, lang: Lang) -> Any:
    """A value that is wrong: as it is where it is short, else as the command line shows it."""
    if value is ABSENT or value is None or isinstance(value, bool):
        return None if value is ABSENT else value
    if type(value) is int and abs(value) < _EXACT:
        return value
    if isinstance(value, Message):
        return str(value.text(lang))
    if isinstance(value, str) and len(value) <= _SHOWN:
        return value.encode("utf-8", "backslashreplace").decode()
    return show(value, lang)


def language(accepted: str) -> Lang:
    """The language that an Accept-Language header likes best; Chinese where it names none."""
    liked: dict[str, float] = {}
    for part in accepted.split(",")[:20]:
        name, _, weight = "".join(part.split()).partition(";q=")
        try:
            liking = float(weight) if weight else 1.0
        except ValueError:
            continue
        code = name.lower().partition("-")[0]
        if code in LANGS and liking > liked.get(code, 0):
            liked[code] = liking
    return "en" if liked.get("en", 0) > liked.get("zh", 0) else "zh"

"""What is wrong with a request gets the right status, and a problem that names every fault."""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
import socket
import threading
import time
from collections.abc import Callable
from multiprocessing import active_children
from pathlib import Path
from typing import Any

import httpx
import pytest
from yaoxie import ProgramError, Rulebook
from yaoxie.service import deciding, gate, options, problems
from yaoxie.service.metrics import Metrics
from yaoxie.service.settings import Settings
from yaoxie.service.side_process import MOST, SideProcess, loaded

from tests.service.conftest import Running
from tests.support.command_line import PROFILE

JSON = {"Content-Type": "application/json"}
BODY = json.dumps(PROFILE, ensure_ascii=False).encode()
HIDDEN = "一家不愿透露名称的公司"
Start = Callable[..., Running]


def ask(service: Running, body: bytes = BODY, query: str = "year=2019", **headers: str) -> Any:
    return service.client.post(
        f"/v1/evaluations?{query}",
        content=body,
        headers=JSON | {name.replace("_", "-"): value for name, value in headers.items()},
    )


def last_line(service: Running) -> str:
    """The last line of the log, which is written once the answer has been sent."""
    time.sleep(0.2)
    return service.lines[-1]


def pointers(answer: httpx.Response) -> list[str]:
    return [fault["pointer"] for fault in answer.json()["faults"]]


@pytest.mark.parametrize(
    ("body", "query", "headers", "status", "expected"),
    [
        (b"{", "year=2019", {}, 400, [""]),
        (b'{"company": {"name": NaN}}', "year=2019", {}, 400, [""]),
        (b'{"company": {"name": "\xff"}}', "year=2019", {}, 400, [""]),
        (b"", "year=2019", {}, 400, [""]),
        (BODY, "year=2019", {"Content_Type": "text/plain"}, 415, ["/content-type"]),
        (BODY, "year=2019", {"Content_Type": ""}, 415, ["/content-type"]),
        (
            BODY,
            "year=2019",
            {"Content_Type": "application/json; charset=gbk"},
            415,
            ["/content-type"],
        ),
        (BODY, "year=2019", {"Content_Encoding": "gzip"}, 415, ["/content-encoding"]),
        (b"[]", "year=2019", {}, 422, [""]),
        (b'{"company": {}}', "year=2019", {}, 422, ["/company/name"]),
        (b'{"company": {"name": "A", "name": "B"}}', "year=2019", {}, 422, ["/company/name"]),
        (b'{"a":' * 65 + b"1" + b"}" * 65, "year=2019", {}, 422, ["/a" * 64]),
        (b"[" * 100_000 + b"]" * 100_000, "year=2019", {}, 422, [""]),
        (BODY, "year=1", {}, 422, ["/year"]),
        (BODY, "year=two", {}, 422, ["/year"]),
        (BODY, "year=2019&year=2020", {}, 422, ["/year"]),
        (BODY, "year=2019&measure=nowhere", {}, 422, ["/measure"]),
        (BODY, "year=2019&reading=cap-scope=none", {}, 422, ["/readings/cap-scope"]),
        (BODY, "year=2019&reading=cap-scope", {}, 422, ["/readings"]),
        (BODY, "year=2019&measure=all&reading=cap-scope=support", {}, 422, ["/readings/cap-scope"]),
        (BODY, "yaer=2019", {}, 422, ["/yaer"]),
        (BODY, "year=%ff", {}, 422, [""]),
        (
            b'{"company": {"name": ""}}',
            "year=1&measure=x",
            {},
            422,
            ["/year", "/measure", "/company/name"],
        ),
    ],
)
def test_a_wrong_request_is_refused_with_every_fault(
    service: Running,
    body: bytes,
    query: str,
    headers: dict[str, str],
    status: int,
    expected: list[str],
) -> None:
    answer = ask(service, body, query, **headers)
    assert (answer.status_code, pointers(answer)) == (status, expected)
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == status
    assert all(fault["expected"] for fault in answer.json()["faults"])


def test_a_fault_names_value_and_nearest(service: Running) -> None:
    (fault,) = ask(service, query="year=2019&measure=zgc-2019-72").json()["faults"]
    assert (fault["value"], fault["nearest"]) == ("zgc-2019-72", "zgc-2019-27")
    body = '{"company": {"name": "A", "region": "北京"}}'.encode()
    (fault,) = ask(service, body, accept_language="zh").json()["faults"]
    assert (fault["nearest"], fault["nearest_title"]) == ("beijing", "北京")
    assert fault["expected"].startswith("应为")


def test_a_problem_speaks_the_language_that_is_asked_for(service: Running) -> None:
    chinese = ask(service, b"{", accept_language="zh-CN,en;q=0.5").json()["title"]
    english = ask(service, b"{", accept_language="zh;q=0.1, en-GB").json()["title"]
    assert (chinese, english) == (
        "请求内容不是 UTF-8 编码的 JSON",
        "The body is not JSON in UTF-8",
    )


@pytest.mark.parametrize("address", ["/v1/measures/none", "/v1/schemas/none", "/v2", "/v1/"])
def test_what_is_not_there_is_a_problem_too(service: Running, address: str) -> None:
    answer = service.client.get(address)
    assert (answer.status_code, answer.json()["status"]) == (404, 404)


def test_another_method_is_refused_with_those_that_are_taken(service: Running) -> None:
    answer = service.client.get("/v1/evaluations")
    assert (answer.status_code, answer.headers["allow"]) == (405, "POST")
    assert answer.json()["type"] == "urn:yaoxie:problem:wrong-method"


@pytest.mark.parametrize("address", ["/", "/v1/measures", "/static/page.css", "/v2", "/v1/advice"])
def test_head_is_answered_as_get_but_for_the_body(service: Running, address: str) -> None:
    head, got = service.client.head(address), service.client.get(address)
    assert (head.status_code, head.content) == (got.status_code, b"")
    assert {**head.headers, "x-request-id": "", "date": ""} == {
        **got.headers,
        "x-request-id": "",
        "date": "",
    }


def test_options_where_none_are_taken_are_refused(service: Running) -> None:
    answer = service.client.get("/v1/measures?lang=zh")
    assert (answer.status_code, pointers(answer)) == (422, ["/lang"])


def test_a_body_that_says_that_it_is_too_long_is_refused_unread(start: Start) -> None:
    answer = ask(start(max_body=1000), b" " * 1001)
    assert (answer.status_code, answer.headers["connection"]) == (413, "close")


def test_a_body_is_counted_as_it_streams(start: Start) -> None:
    service = start(max_body=1000)
    with socket.create_connection(("127.0.0.1", service.port)) as connection:
        connection.sendall(
            b"POST /v1/evaluations HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
            b"Transfer-Encoding: chunked\r\n\r\n" + b"190\r\n" + b" " * 400 + b"\r\n"
        )
        time.sleep(0.1)
        connection.sendall(b"2bc\r\n" + b" " * 700 + b"\r\n")  # its end never comes
        assert connection.recv(1000).startswith(b"HTTP/1.1 413 ")


def test_a_body_as_long_as_may_be_is_read(start: Start) -> None:
    body = BODY + b" " * (5000 - len(BODY))
    assert ask(start(max_body=5000), body).status_code == 200


def test_a_slow_body_is_not_waited_for(start: Start) -> None:
    service = start(receive_seconds=0.3)
    with socket.create_connection(("127.0.0.1", service.port)) as connection:
        connection.sendall(
            b"POST /v1/evaluations HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
            b"Content-Length: 100\r\n\r\n{"
        )
        begun = time.monotonic()
        assert connection.recv(1000).startswith(b"HTTP/1.1 408 ")
        assert 0.2 < time.monotonic() - begun < 5


def test_a_request_that_is_ended_is_not_taken_for_a_slow_one() -> None:
    async def asked() -> None:
        never = asyncio.get_running_loop().create_future()
        body = gate._Incoming(lambda: never, Settings(), gate._Waiting())
        request = asyncio.ensure_future(body())
        await asyncio.sleep(0)
        request.cancel()
        await request

    with pytest.raises(asyncio.CancelledError):
        asyncio.run(asked())


def test_too_many_at_once_are_asked_to_wait(start: Start) -> None:
    service = start(in_flight=1)
    with socket.create_connection(("127.0.0.1", service.port)) as slow:
        slow.sendall(
            b"POST /v1/evaluations HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
            b"Content-Length: 100\r\n\r\n{"
        )
        time.sleep(0.2)
        answer = ask(service)
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "1")
        assert service.client.get("/healthz").status_code == 200
    time.sleep(0.2)
    assert ask(service).status_code == 200


def test_a_client_that_asks_too_often_is_asked_to_wait(start: Start) -> None:
    service = start(rate="2/hour")
    assert [ask(service).status_code for _ in range(3)] == [200, 200, 429]
    assert int(ask(service).headers["retry-after"]) > 0
    assert service.client.get("/readyz").status_code == 200


def test_a_token_is_asked_for_and_may_change_while_the_service_runs(
    start: Start, tmp_path: Path
) -> None:
    file = tmp_path / "tokens"

    def write(token: str) -> None:
        file.write_text(f"# intake\nintake {hashlib.sha256(token.encode()).hexdigest()}\n")
        os.utime(file, ns=(time.time_ns(), time.time_ns()))

    write("first")
    service = start(tokens=str(file))
    refused = ask(service)
    assert (refused.status_code, refused.headers["www-authenticate"]) == (401, "Bearer")
    assert ask(service, authorization="Bearer wrong").status_code == 401
    assert ask(service, authorization="Basic first").status_code == 401
    assert ask(service, authorization="Bearer first").status_code == 200
    assert service.client.get("/healthz").status_code == 200
    write("second")
    time.sleep(1.1)
    assert ask(service, authorization="Bearer second").status_code == 200
    assert ask(service, authorization="Bearer first").status_code == 401
    file.write_text("not a line\n")
    time.sleep(1.1)
    assert ask(service, authorization="Bearer second").status_code == 200
    assert any(line.startswith("tokens unchanged") for line in service.lines)


def test_every_answer_has_an_id_and_the_headers_of_safety(service: Running) -> None:
    for answer in (
        ask(service),
        ask(service, b"{"),
        service.client.get("/none"),
        service.client.get("/healthz"),
    ):
        assert answer.headers["x-content-type-options"] == "nosniff"
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert len(answer.headers["x-request-id"]) == 16
    kept = ask(service, x_request_id="intake-4711")
    assert kept.headers["x-request-id"] == "intake-4711"
    assert json.loads(last_line(service))["request_id"] == "intake-4711"
    assert ask(service, x_request_id='"x"').headers["x-request-id"] != '"x"'


def test_nothing_of_a_profile_is_logged(service: Running) -> None:
    body = json.dumps({"company": {"name": HIDDEN, "uscc": HIDDEN}}).encode()
    ask(service, body, f"year=2019&measure={HIDDEN}")
    ask(service, body.replace(b"uscc", b"id"))
    assert HIDDEN not in "".join(service.lines)
    assert HIDDEN.encode("unicode-escape").decode() not in "".join(service.lines)


def test_a_fault_of_the_program_says_nothing_of_the_profile(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ValueError(HIDDEN)

    service = start()
    monkeypatch.setattr(Rulebook, "evaluate", fail)
    answer = ask(service)
    assert (answer.status_code, answer.json()["type"]) == (500, "urn:yaoxie:problem:failed")
    assert HIDDEN not in answer.text + "".join(service.lines)
    assert "ValueError at test_refusals.py" in last_line(service)


def test_a_connection_that_is_reset_harms_nobody(service: Running) -> None:
    def leave() -> None:
        with socket.create_connection(("127.0.0.1", service.port)) as connection:
            connection.sendall(
                b"POST /v1/evaluations HTTP/1.1\r\nHost: x\r\n"
                b"Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{"
            )
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")

    threads = [threading.Thread(target=leave) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert ask(service).status_code == 200


@pytest.mark.parametrize(
    ("accepted", "lang"),
    [("en; q=0.9", "en"), ("zh; q=0.1, en;q=0.9", "en"), ("en; q=0.1, zh", "zh"), ("", "zh")],
)
def test_the_language_liked_best_is_chosen_whatever_the_spaces(accepted: str, lang: str) -> None:
    assert problems.language(accepted) == lang


def test_a_body_too_long_is_sized_in_the_language_of_who_asks(service: Running) -> None:
    answer = ask(service, b" " * (10 * 1024**2 + 1), Accept_Language="zh")
    (fault,) = answer.json()["faults"]
    assert answer.status_code == 413
    assert "bytes" not in fault["value"]
    assert "10485761" in fault["value"].replace(",", "")


def test_invented_methods_are_counted_as_one() -> None:
    counts = Metrics("1", "rules", "digest")
    for number in range(100):
        counts.add(f"M{number}", "other", 405, 0.001)
    lines = [line for line in counts.text().splitlines() if "requests_total{" in line]
    assert len(lines) == 1
    assert lines[0].endswith(" 100")


def test_a_task_aside_goes_on_after_its_process_was_killed() -> None:
    async def asked() -> tuple[int, int]:
        aside = SideProcess()
        try:
            before = await aside.run(None, os.getpid)
            child = next(each for each in active_children() if each.pid == before)
            child.kill()
            child.join()
            return before, await aside.run(None, os.getpid)
        finally:
            aside.close()

    before, after = asyncio.run(asked())
    assert before != after


def test_a_task_that_is_late_is_ended_and_the_next_one_is_answered() -> None:
    async def asked() -> tuple[int, int]:
        aside = SideProcess()
        try:
            before = await aside.run(None, os.getpid)
            with pytest.raises(TimeoutError):
                await aside.run(0.1, time.sleep, 60)
            return before, await aside.run(None, os.getpid)
        finally:
            aside.close()

    before, after = asyncio.run(asked())
    assert before not in {child.pid for child in active_children()} | {after}


def test_more_tasks_than_may_wait_are_refused() -> None:
    async def asked() -> list[Any]:
        aside = SideProcess()
        try:
            tasks = [aside.run(None, os.getpid) for _ in range(MOST + 1)]
            return await asyncio.gather(*tasks, return_exceptions=True)
        finally:
            aside.close()

    *answers, last = asyncio.run(asked())
    assert len({*answers}) == 1
    assert isinstance(last, problems.Refusal)
    assert last.name == "busy"


def test_an_answer_out_of_its_time_is_refused_in_the_language_of_who_asks(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deciding, "MOST_HERE", 0)  # every profile is long
    service = start(answer_seconds=0.001, page=False)

    def refused(address: str, type_: str, lang: str) -> httpx.Response:
        headers = {"Content-Type": type_, "Accept-Language": lang}
        answer = service.client.post(f"{address}?year=2019", content=BODY, headers=headers)
        problem = answer.json()
        assert (problem["type"], problem["status"]) == ("urn:yaoxie:problem:out-of-time", 503)
        assert problem["title"].isascii() is (lang == "en")
        return answer

    for address, lang in (("/v1/advice", "zh"), ("/v1/comparisons", "en")):
        answer = refused(address, "application/json", lang)
        assert answer.status_code == 503
        assert int(answer.headers["Retry-After"]) > 0
    refused("/v1/evaluations:batch", "application/x-ndjson", "en")  # whose lines are refused alone


def test_a_long_profile_is_answered_as_a_short_one_is(
    service: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = BODY.replace(b'"drugs": [', b'"drugs": [{}, ')
    short = [ask(service), ask(service, wrong, "year=1")]
    monkeypatch.setattr(deciding, "MOST_HERE", 0)
    long = [ask(service), ask(service, wrong, "year=1")]
    assert [answer.status_code for answer in long] == [200, 422]
    assert [pointers(answer) for answer in (short[1], long[1])] == [["/year", "/drugs/0/id"]] * 2
    assert long[0].content == short[0].content
    assert long[0].headers["ETag"] == short[0].headers["ETag"]


def test_advice_by_other_rules_than_those_that_serve_is_a_fault_of_the_program() -> None:
    with pytest.raises(ProgramError):
        loaded(None, "sha256:another")


@pytest.mark.parametrize(("length", "reads"), [(options.LONGEST_KEPT, 1), (10_000, 0)])
def test_a_query_is_remembered_only_where_it_is_short(length: int, reads: int) -> None:
    query = b"year=".ljust(length, b"9")
    before = options._read.cache_info().misses
    for _ in range(2):
        assert options.read(query, ("year",)).only("year") == query[5:].decode()
    assert options._read.cache_info().misses == before + reads

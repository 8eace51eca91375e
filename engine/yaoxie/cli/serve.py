"""The command `serve`: the API, and the page for people."""

from __future__ import annotations

import ipaddress
import os
from pathlib import Path
from typing import Annotated

import typer

from yaoxie import extras
from yaoxie.cli import options, output
from yaoxie.cli.options import LangOption, RulesOption
from yaoxie.errors import Fault
from yaoxie.messages import Message
from yaoxie.rulebook import Rulebook
from yaoxie.sources.json_text import MAX_BYTES


def serve(
    host: Annotated[str, typer.Option(help="help.host")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="help.port")] = 8000,
    workers: Annotated[
        int | None, typer.Option(min=1, help="help.workers", show_default="help.default-workers")
    ] = None,
    rules: RulesOption = None,
    max_body: Annotated[
        int, typer.Option(min=1, max=MAX_BYTES, metavar="BYTES", help="help.max-body")
    ] = MAX_BYTES,
    receive_seconds: Annotated[float, typer.Option(min=0.1, help="help.receive-seconds")] = 30.0,
    answer_seconds: Annotated[float, typer.Option(min=0.1, help="help.answer-seconds")] = 120.0,
    in_flight: Annotated[int, typer.Option(min=1, help="help.in-flight")] = 256,
    tokens: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="help.tokens"),
    ] = None,
    rate: Annotated[
        str | None,
        typer.Option(metavar="N/UNIT", help="help.rate"),
    ] = None,
    page: Annotated[
        bool | None,
        typer.Option("--page/--no-page", help="help.page", show_default="help.default-page"),
    ] = None,
    lang: LangOption = None,
) -> None:
    """Serve the API, and a page for people, over HTTP."""
    with output.guard(), output.refusing():
        extras.require("service")
        from limits import parse as parse_rate

        from yaoxie.service import run
        from yaoxie.service import tokens as token_file
        from yaoxie.service.settings import Settings

        faults = options.lang_faults(lang)
        options.attempt(lambda: Rulebook.load(rules), faults)
        if tokens is not None:
            options.attempt(lambda: token_file.read(Path(tokens)), faults)
        try:
            parse_rate(rate or "1/second")
        except ValueError:
            faults.append(Fault("/rate", rate, Message("cli.rate")))
        if faults:
            output.refuse(faults)
        settings = Settings(
            max_body=max_body,
            receive_seconds=receive_seconds,
            answer_seconds=answer_seconds,
            in_flight=in_flight,
            tokens=tokens,
            rate=rate,
            page=page if page is not None else tokens is None,
            rules=rules,
        )
        if tokens is None and not _is_loopback(host):
            output.print_messages([Message("cli.no-token", host=host)])
        output.print_messages([Message("cli.serves", address=f"http://{host}:{port}/")])
        run.run(settings, host, port, workers or os.cpu_count() or 1)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"

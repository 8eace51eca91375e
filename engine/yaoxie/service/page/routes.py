"""The addresses of the page, and what is done here and what aside."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, cast
from urllib.parse import parse_qsl

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from yaoxie.errors import Fault
from yaoxie.messages import LANGS, Lang, Message, worded
from yaoxie.rulebook import Rulebook
from yaoxie.service import answers, openapi
from yaoxie.service.options import today
from yaoxie.service.page import actions, aside, files
from yaoxie.service.page import submission as handed_in
from yaoxie.service.page.actions import FILES, OF_ANSWER, View
from yaoxie.service.page.advised import FIRST, Advised, Step
from yaoxie.service.page.pages import EMPTY_BOOK, NOTHING_ADVISED, Pages, Reply, version_of
from yaoxie.service.page.submission import Submission
from yaoxie.service.page.texts import Texts
from yaoxie.service.problems import KINDS, Refusal, language
from yaoxie.service.side_process import SideProcess
from yaoxie.sources import json_text

_FORM = "application/x-www-form-urlencoded"
_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
_MOST_INPUTS = 100_000
_BROKEN, _BUSY = 400, 503
_LARGE = 40  # what is larger is shown aside, since others wait meanwhile
_LARGE_FILE = 100_000  # bytes
_SHOW_SECONDS, _QUESTION_SECONDS, _STEP_SECONDS = 60.0, 4.0, 12.0


class Page:
    """Answers the requests of people by one rulebook.

    `rules`: the folder of its rules; None for the packaged ones.
    """

    def __init__(self, rulebook: Rulebook, rules: str | None = None) -> None:
        self._vocabulary = rulebook.library.vocabulary
        self._pages = Pages(rulebook)
        self._rules = (rules, rulebook.digest)
        # What is shown and what is advised do not wait for each other.
        self._showing, self._advising = SideProcess(), SideProcess()
        self._warming: asyncio.Task[None] | None = None
        self._empty_book: Reply | None = None

    def add_to(self, app: FastAPI) -> None:
        """Adds the page's addresses to an application."""
        routes: tuple[tuple[str, str, Callable[..., Any]], ...] = (
            ("GET", "/", self.first),
            ("POST", "/", self.act),
            ("POST", "/load", self.load),
            ("GET", "/static/{name}", self.static),
            ("GET", f"/{EMPTY_BOOK}", self.empty_book),
        )
        for method, path, endpoint in routes:
            app.add_api_route(path, endpoint, methods=[method], include_in_schema=False)

    def close(self) -> None:
        """Ends the processes aside."""
        for process in (self._showing, self._advising):
            process.close()

    async def static(self, request: Request) -> Response:
        """A file of the page's own."""
        content = self._pages.static.get(request.path_params["name"])
        if content is None:
            raise Refusal("not-found")
        suffix = Path(request.path_params["name"]).suffix
        response = answers.resource(request, content, _TYPES[suffix])
        if request.query_params.get("v") == version_of(content):
            response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response

    async def empty_book(self, _: Request) -> Response:
        """The workbook that companies fill in, made once."""
        if self._empty_book is None:
            run = self._showing.run(_SHOW_SECONDS, aside.empty_book, self._rules)
            self._empty_book = await run
        return _response(self._empty_book)

    async def first(self, request: Request) -> Response:
        """An empty form, or that of an example."""
        if self._warming is None:  # who fills a form will ask for advice
            self._warming = asyncio.create_task(self._warm())
        asked = request.query_params
        lang = asked.get("lang", "")
        started = Submission(lang=cast("Lang", lang) if lang in LANGS else _language(request))
        example = openapi.examples().get(asked.get("example", ""))
        if example is None:
            return _response(self._pages.form(started, is_fresh=True))
        data = json_text.parse(example)
        filled = started.but(data=data, year=str(openapi.EXAMPLE_YEAR))
        return _response(self._pages.form(filled))

    async def load(self, request: Request) -> Response:
        """The form of a profile in a file."""
        try:
            async with request.form(max_files=1, max_fields=100) as form:
                file = form.get("file")
                inputs = form.multi_items()
                content = b"" if file is None or isinstance(file, str) else await file.read()
        except HTTPException:  # the form itself is broken
            empty = Submission(lang=_language(request))
            text = Texts(empty.lang)("not_json")
            return _response(self._pages.form(empty, status=_BROKEN, messages=(text,)))
        texts = [(name, value) for name, value in inputs if isinstance(value, str)]
        submission = handed_in.read(texts, self._vocabulary, _language(request))
        if len(content) < _LARGE_FILE and not files.is_book(content):
            return _response(self._pages.load(submission, content))
        return await self._aside(submission, aside.load, content)

    async def act(self, request: Request) -> Response:
        """What the pressed button asks for."""
        if request.headers.get("content-type", "").partition(";")[0].strip() != _FORM:
            raise Refusal(
                "wrong-type",
                [Fault("/content-type", "", Message("sources.one-of", words=(_FORM,)))],
            )
        body = await request.body()
        try:
            pairs = parse_qsl(
                body.decode("ascii"),
                keep_blank_values=True,
                max_num_fields=_MOST_INPUTS,
                errors="strict",
            )
        except ValueError:
            raise Refusal("not-json") from None
        submission = handed_in.read(pairs, self._vocabulary, _language(request))
        view, submission = actions.taken(submission, self._vocabulary)
        advised = NOTHING_ADVISED
        if view in OF_ANSWER or view == "steps":
            advised = await self._advised(submission, view)
        is_made_here = view not in FILES or view.endswith(".json")
        if is_made_here and self._pages.size(submission, view) <= _LARGE:
            return _response(self._pages.show(submission, view, advised))
        return await self._aside(submission, aside.show, view, advised)

    async def _warm(self) -> None:
        with suppress(TimeoutError, Refusal):
            await self._advising.run(_SHOW_SECONDS, aside.ready, self._rules)

    async def _advised(self, submission: Submission, view: View) -> Advised:
        """What the engine advises, as far as it comes in time; the page does without the rest."""
        question, profile, faults = self._pages.asked(submission)
        if question is None or profile is None or faults or self._pages.is_too_large(submission):
            return NOTHING_ADVISED
        wanted: tuple[Step, ...] = () if view == "steps" else FIRST
        if view != "answer":
            wanted += self._pages.next_steps(question)
        come: dict[Step, Any] = {}
        for step in wanted:
            seconds = _QUESTION_SECONDS if step in FIRST else _STEP_SECONDS
            asked = (submission.data, question, today(), step)
            try:
                come[step] = await self._advising.run(seconds, aside.advise, self._rules, *asked)
            except (TimeoutError, Refusal):
                continue  # the page says what is left out
        late = tuple(step for step in wanted if step not in come)
        compared = come.pop("compared", None)
        return Advised(come, compared, late, is_next=view != "answer")

    async def _aside(
        self, submission: Submission, task: Callable[..., Reply], *args: object
    ) -> Response:
        """What a task makes aside; the form, with a word about it, where that takes too long."""
        try:
            run = self._showing.run(_SHOW_SECONDS, task, self._rules, submission, *args)
            return _response(await run)
        except TimeoutError:
            text = Texts(submission.lang)("too_long")
        except Refusal as refusal:
            text = worded(KINDS[refusal.name].title, submission.lang)
        if self._pages.size(submission, "form") > _LARGE:  # even its form takes long
            submission = submission.but(data={})
        return _response(self._pages.form(submission, status=_BUSY, messages=(text,)))


def _response(reply: Reply) -> Response:
    return Response(reply.content, reply.status, dict(reply.headers), reply.media_type)


def _language(request: Request) -> Lang:
    return language(request.headers.get("accept-language", ""))

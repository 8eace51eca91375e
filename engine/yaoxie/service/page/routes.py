"""The addresses of the page."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast
from urllib.parse import parse_qsl

from fastapi import FastAPI
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from yaoxie.errors import Fault, InputError, ProfileError
from yaoxie.messages import LANGS, Lang, Message
from yaoxie.profile.checks import AWARDS
from yaoxie.profile.model import Profile
from yaoxie.profile.vocabulary import COMPANY
from yaoxie.rulebook import Rulebook
from yaoxie.rules import option_texts
from yaoxie.service import answers, openapi
from yaoxie.service.api import evaluated
from yaoxie.service.options import Question, today
from yaoxie.service.page import pdf
from yaoxie.service.page import submission as handed_in
from yaoxie.service.page.answer import Answers
from yaoxie.service.page.form import Forms, measure_of
from yaoxie.service.page.submission import MILESTONES, MOST_ITEMS, MOST_MILESTONES, Submission
from yaoxie.service.page.texts import Texts
from yaoxie.service.page.values import UNITS
from yaoxie.service.problems import Refusal, language
from yaoxie.sources import compact_json, json_text

_HERE = Path(__file__).parent
_FORM = "application/x-www-form-urlencoded"
_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
_MOST_INPUTS = 100_000
_WRONG, _BROKEN = 422, 400


class Page:
    """Answers the requests of people by one rulebook."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._rulebook, self._library = rulebook, rulebook.library
        self._forms = Forms(rulebook.library)
        self._answers = Answers(rulebook, self._forms)
        self._static = {file.name: file.read_bytes() for file in (_HERE / "static").iterdir()}
        self._templates = Environment(
            loader=FileSystemLoader(_HERE / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def add_to(self, app: FastAPI) -> None:
        """Adds the page's addresses to an application."""
        routes: tuple[tuple[str, str, Callable[..., Any]], ...] = (
            ("GET", "/", self.first),
            ("POST", "/", self.act),
            ("POST", "/load", self.load),
            ("GET", "/static/{name}", self.static),
        )
        for method, path, endpoint in routes:
            app.add_api_route(path, endpoint, methods=[method], include_in_schema=False)

    async def static(self, request: Request) -> Response:
        """A file of the page's own."""
        content = self._static.get(request.path_params["name"])
        if content is None:
            raise Refusal("not-found")
        suffix = Path(request.path_params["name"]).suffix
        response = answers.resource(request, content, _TYPES[suffix])
        if request.query_params.get("v") == _version(content):
            response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response

    async def first(self, request: Request) -> Response:
        """An empty form, or that of an example."""
        asked = request.query_params
        lang = asked.get("lang", "")
        started = Submission(lang=cast("Lang", lang) if lang in LANGS else _language(request))
        example = openapi.examples().get(asked.get("example", ""))
        if example is None:
            return self._form(started, is_fresh=True)
        data = json_text.parse(example)
        return self._form(started.but(data=data, year=str(openapi.EXAMPLE_YEAR)))

    async def load(self, request: Request) -> Response:
        """The form of a profile in a file."""
        try:
            async with request.form(max_files=1, max_fields=100) as form:
                file = form.get("file")
                inputs = form.multi_items()
                content = b"" if file is None or isinstance(file, str) else await file.read()
        except HTTPException:  # the form itself is broken
            empty = Submission(lang=_language(request))
            return self._form(empty, status=_BROKEN, message=Texts(empty.lang)("not_json"))
        texts = [(name, value) for name, value in inputs if isinstance(value, str)]
        submission = handed_in.read(texts, self._library.vocabulary, _language(request))
        try:
            data = json_text.parse(content)
        except ProfileError:
            return self._form(submission, message=Texts(submission.lang)("not_json"))
        if not isinstance(data, dict):
            return self._form(submission, message=Texts(submission.lang)("not_json"))
        submission = submission.but(data=data)
        return self._form(submission, self._faults_of(submission))

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
        submission = handed_in.read(pairs, self._library.vocabulary, _language(request))
        action, _, argument = submission.action.partition(":")
        match action:
            case "answer":
                lang = cast("Lang", argument) if argument in LANGS else submission.lang
                return self._answer(submission.but(lang=lang))
            case "reading":
                return self._answer(_reread(submission, argument))
            case "report.pdf":  # takes a while, in which others are answered
                return await asyncio.to_thread(self._answer, submission, action)
            case "profile.json" | "report.json":
                return self._answer(submission, action)
            case _:
                return self._form(self._changed(submission, action, argument))

    def _changed(self, submission: Submission, action: str, argument: str) -> Submission:
        """A submission after the button of a form that is still being filled."""
        match action:
            case "lang" if argument in LANGS:
                return submission.but(lang=argument)
            case "unit" if argument in UNITS:
                return submission.but(unit=argument)
            case "mode" if argument in {"guided", "dense"}:
                return submission.but(mode=argument)
            case "add" if argument in {*self._library.vocabulary.item_lists.values(), AWARDS}:
                return submission.but(data=_with_item(submission.data, argument))
            case "remove":
                return submission.but(data=_without(submission.data, argument))
            case _:
                return submission

    def _answer(self, submission: Submission, action: str = "") -> Response:
        """The answer, or the form with every fault of the profile and the question."""
        if self._is_too_large(submission):
            return self._form(submission, status=_WRONG)
        faults: list[Fault] = []
        question = self._question(submission, faults)
        profile = self._profile(submission, faults)
        if question is None or profile is None or faults:
            return self._form(submission, faults, _WRONG)
        if action == "profile.json":
            content = profile.model_dump_json(exclude_none=True, exclude_defaults=True, indent=2)
            return _download(content.encode() + b"\n", "profile.json")
        decided = evaluated(self._rulebook, profile, question)
        if action == "report.json":
            return _download(decided.to_bytes() + b"\n", "report.json")
        if action == "report.pdf":
            try:
                document = pdf.report(self._rulebook, decided, submission)
            except InputError as error:
                return self._form(submission, message=str(error.faults[0].text(submission.lang)))
            return _download(document, "report.pdf", "application/pdf")
        answer = self._answers.answer(decided, question.year, submission)
        return self._page(
            "answer.html",
            submission,
            a=answer,
            profile_json=compact_json.to_text(submission.data),
        )

    def _question(self, submission: Submission, faults: list[Fault]) -> Question | None:
        year = option_texts.claim_year(submission.year or None, today())
        measure = measure_of(self._library, submission)
        readings: dict[str, str] = {}
        if not self._library.is_place(measure):
            chosen = option_texts.readings(submission.readings, faults)
            if not self._library.question_faults(year, measure):
                model = self._library.measures[self._library.version_of(measure, int(year))]
                known = {reading.id for reading in model.readings}
                readings = {name: option for name, option in chosen.items() if name in known}
        own = self._library.question_faults(year, measure, readings)
        faults += own
        return None if own else Question(int(year), measure, readings, ended=False)

    def _profile(self, submission: Submission, faults: list[Fault]) -> Profile | None:
        try:
            return self._rulebook.profile(submission.data)
        except InputError as error:
            faults += error.faults
            return None

    def _faults_of(self, submission: Submission) -> list[Fault]:
        faults: list[Fault] = []
        self._profile(submission, faults)
        return faults

    def _form(
        self,
        submission: Submission,
        faults: list[Fault] | None = None,
        status: int = 200,
        *,
        is_fresh: bool = False,
        message: str = "",
    ) -> Response:
        if self._is_too_large(submission):
            message = Texts(submission.lang)(
                "too_many_items", most=MOST_ITEMS, milestones=MOST_MILESTONES
            )
            submission, faults = submission.but(data={}), None
        return self._page(
            "form.html",
            submission,
            status,
            form=self._forms.form(submission, faults or ()),
            is_fresh=is_fresh,
            message=message,
            examples=[(n, entry["summary"]) for n, entry in openapi.profile_examples().items()],
        )

    def _is_too_large(self, submission: Submission) -> bool:
        """Whether there are more items or milestones than a page shows in good time."""
        names = (*self._library.vocabulary.item_lists.values(), AWARDS)
        lists = [items for name in names if isinstance(items := submission.data.get(name), list)]
        reached = (
            rows
            for items in lists
            for item in items
            if isinstance(item, dict) and isinstance(rows := item.get(MILESTONES), list)
        )
        return sum(map(len, lists)) > MOST_ITEMS or any(
            len(rows) > MOST_MILESTONES for rows in reached
        )

    def _page(
        self, template: str, submission: Submission, status: int = 200, **content: Any
    ) -> Response:
        html = self._templates.get_template(template).render(
            s=submission,
            lang=submission.lang,
            t=Texts(submission.lang),
            asset=self._asset,
            version=self._rulebook.version,
            digest=self._rulebook.digest,
            **content,
        )
        headers = {
            # The way back shows what was filled; nothing between browser and service keeps it.
            "Cache-Control": "private, no-cache",
            "Content-Language": submission.lang,
            "Vary": "Accept-Language",
        }
        # What is no Unicode stands in a faulty field as it was written in JSON.
        return Response(html.encode("utf-8", "backslashreplace"), status, headers, "text/html")

    def _asset(self, name: str) -> str:
        return f"/static/{name}?v={_version(self._static[name])}"


def _version(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:12]


def _language(request: Request) -> Lang:
    return language(request.headers.get("accept-language", ""))


def _download(content: bytes, name: str, media_type: str = answers.JSON) -> Response:
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "no-store",
    }
    return Response(content, headers=headers, media_type=media_type)


def _reread(submission: Submission, chosen: str) -> Submission:
    """With another option of one reading."""
    name = chosen.partition("=")[0]
    others = [each for each in submission.readings if each.partition("=")[0] != name]
    return submission.but(readings=(*others, chosen))


def _with_item(data: dict[str, Any], name: str) -> dict[str, Any]:
    """With one more item of a list; it has a key of its own, but for an award."""
    items = data.get(name)
    items = items if isinstance(items, list) else []
    fresh: dict[str, Any] = {}
    if name != AWARDS:
        keys = {
            str(item.get("id"))
            for other in data.values()
            if isinstance(other, list)
            for item in other
            if isinstance(item, dict)
        }
        letter = name[0].upper()
        fresh["id"] = next(
            key for number in range(1, len(keys) + 2) if (key := f"{letter}{number}") not in keys
        )
    return {**data, name: [*items, fresh]}


def _without(data: dict[str, Any], at: str) -> dict[str, Any]:
    """Without the item that a pointer names."""
    name, _, index = at.removeprefix("/").partition("/")
    items = data.get(name)
    if name == COMPANY or not isinstance(items, list) or not handed_in.is_index(index):
        return data
    left = [item for number, item in enumerate(items) if number != int(index)]
    if left:
        return {**data, name: left}
    return {key: value for key, value in data.items() if key != name}

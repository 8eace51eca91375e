"""The addresses for programs: profiles in, answers out, byte for byte those of the command line."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response, StreamingResponse

from yaoxie.errors import Fault, InputError, OptionError, ProfileError, nearest
from yaoxie.messages import Lang, Message
from yaoxie.review import schemas
from yaoxie.rulebook import Rulebook
from yaoxie.rules import catalogue
from yaoxie.service import advising, answers, deciding, options
from yaoxie.service.advising import Adviser
from yaoxie.service.deciding import Decide, Decider, line
from yaoxie.service.metrics import TYPE as METRICS_TYPE
from yaoxie.service.metrics import Metrics
from yaoxie.service.options import Option, Question
from yaoxie.service.problems import Name, Refusal, language, problem
from yaoxie.service.settings import Settings
from yaoxie.sources import compact_json, json_text

LINES = "application/x-ndjson"
_KEPT = 1024  # questions
_OF_LINES = (LINES, "application/ndjson", "application/jsonl")
SCHEMAS = tuple(name for name in schemas.NAMES if name != schemas.TABLES)


class Api:
    """Answers the requests of programs by one rulebook.

    Of its settings it reads `rules`, None for the packaged ones, whose schemas have names of their
    own; and `answer_seconds`, within which an answer that is made aside must be there.
    """

    def __init__(self, rulebook: Rulebook, metrics: Metrics, settings: Settings) -> None:
        self.rulebook = rulebook
        rules, seconds = settings.rules, settings.answer_seconds
        self._adviser = Adviser(rules, rulebook.digest, seconds)
        self._decider = Decider(rules, rulebook, seconds)
        self._own_library = None if rules is None else rulebook.library
        self.ready = False
        self._metrics = metrics
        self._digest = rulebook.digest.encode()
        self._questions: dict[bytes, tuple[Sequence[Option], Question]] = {}

    def close(self) -> None:
        """Ends the processes aside."""
        self._adviser.close()
        self._decider.close()

    async def evaluate(self, request: Request) -> Response:
        """What a company may claim, at most, and why."""
        return await self._decided(request, options.OF_EVALUATION, deciding.evaluated)

    async def compare(self, request: Request) -> Response:
        """All measures side by side, as it is and as if the company were registered there."""
        return await self._decided(request, options.OF_COMPARISON, deciding.compared)

    async def _decided(self, request: Request, known: Sequence[Option], decide: Decide) -> Response:
        """The answer to a profile. Raises Refusal with every fault of it and of the options."""
        body = await received(request, (answers.JSON,))
        faults: list[Fault] = []
        question = self._question(request.scope["query_string"], known, faults)
        try:
            if self._decider.is_long(body, question, decide):
                answer = await self._decider.decide(body, question, decide)
            else:
                profile = self.rulebook.profile(body)
                answer = b"" if question is None else line(decide(self.rulebook, profile, question))
        except ProfileError as error:
            raise Refusal(_name(body), [*faults, *error.faults]) from None
        if question is None:
            raise Refusal("invalid", faults)
        return answers.Decided(answer, self._tag(request, question, body))

    async def advise(self, request: Request) -> Response:
        """What the company may do next."""
        body = await received(request, (answers.JSON,))
        faults: list[Fault] = []
        chosen = options.chosen(request.scope["query_string"], options.OF_ADVICE)
        question = advising.question(chosen, faults)
        if faults:
            raise Refusal("invalid", faults)
        try:
            advice = await self._adviser.advise(body, question)
        except InputError as error:
            raise Refusal(_name(body), error.faults) from None
        own = answers.tag(self._digest, f"advice {question}".encode(), body)
        return answers.Decided(advice, own)

    async def evaluate_lines(self, request: Request) -> Response:
        """An answer or a problem for each line of profiles, in their order, as they are decided."""
        body = await received(request, _OF_LINES)
        faults: list[Fault] = []
        question = self._question(request.scope["query_string"], options.OF_EVALUATION, faults)
        if question is None:
            raise Refusal("invalid", faults)
        lines = self._lines(request, body, question)
        return StreamingResponse(lines, headers={"Cache-Control": "no-store"}, media_type=LINES)

    async def _lines(
        self, request: Request, body: bytes, question: Question
    ) -> AsyncIterator[bytes]:
        lang = language(request.headers.get("accept-language", ""))
        for number, text in enumerate(body.split(b"\n"), 1):
            if not text.strip():
                continue
            try:
                if self._decider.is_long(text, question, deciding.evaluated):
                    answer = await self._decider.decide(text, question, deciding.evaluated)
                else:
                    profile = self.rulebook.profile(text)
                    answer = line(deciding.evaluated(self.rulebook, profile, question))
            except ProfileError as error:
                answer = _refused(number, Refusal(_name(text), error.faults), lang)
            except Refusal as refusal:
                answer = _refused(number, refusal, lang)
            yield answer
            await asyncio.sleep(0)  # others have their turn between two lines

    async def measures(self, request: Request) -> Response:
        """All measures of the rulebook."""
        no_options(request)
        text = catalogue.catalogue(self.rulebook.library).to_json()
        return answers.resource(request, text.encode() + b"\n")

    async def measure(self, request: Request) -> Response:
        """One measure with its supports, as its files say them."""
        no_options(request)
        try:
            entry = catalogue.entry(self.rulebook.library, request.path_params["id"])
        except OptionError as error:
            raise Refusal("not-found", error.faults) from None
        return answers.resource(request, entry.to_json().encode() + b"\n")

    async def schema(self, request: Request) -> Response:
        """A JSON Schema of what is sent or answered."""
        no_options(request)
        name = request.path_params["name"]
        if name not in SCHEMAS:
            expected = Message("sources.one-of", words=tuple(SCHEMAS))
            raise Refusal("not-found", [Fault("/name", name, expected, nearest(name, SCHEMAS))])
        text = schemas.text(name, self._own_library)
        return answers.resource(request, text.encode(), "application/schema+json")

    async def healthy(self, _: Request) -> Response:
        """Whether the process answers."""
        return Response("ok\n", media_type="text/plain")

    async def is_ready(self, _: Request) -> Response:
        """Whether the rules are loaded and made ready."""
        if not self.ready:
            raise Refusal("busy", headers={"Retry-After": "1"})
        return Response("ready\n", media_type="text/plain")

    async def metrics(self, _: Request) -> Response:
        """Counts of requests, as Prometheus reads them."""
        return Response(self._metrics.text(), headers={"Content-Type": METRICS_TYPE})

    def _question(
        self, query: bytes, known: Sequence[Option], faults: list[Fault]
    ) -> Question | None:
        """The question of an address, remembered where it is right and names its year."""
        kept = self._questions.get(query)
        if kept is not None and kept[0] is known:
            return kept[1]
        question = options.question(query, known, self.rulebook.library, faults)
        is_short = len(query) <= options.LONGEST_KEPT
        if question is not None and is_short and options.names_year(query):
            if len(self._questions) >= _KEPT:
                self._questions.clear()
            self._questions[query] = (known, question)
        return question

    def _tag(self, request: Request, question: Question, body: bytes) -> str:
        path = request.scope["path"].encode()
        return answers.tag(self._digest, path + b" " + question.text, body)


def _refused(number: int, refusal: Refusal, lang: Lang) -> bytes:
    """What stands for a line that is refused."""
    return compact_json.to_bytes({"line": number, **problem(refusal, lang)}) + b"\n"


async def received(request: Request, types: Sequence[str]) -> bytes:
    """The body of a request, of one of these media types. Raises Refusal."""
    headers = dict(request.scope["headers"])
    type_ = headers.get(b"content-type", b"").decode("latin-1")
    encoding = headers.get(b"content-encoding", b"identity").decode("latin-1")
    if type_ not in types or encoding != "identity":  # the usual ones are seen at once
        _check_type(type_, encoding, types)
    return await _body(request)


async def _body(request: Request) -> bytes:
    """What `request.body()` gives, without a generator for each message."""
    chunks: list[bytes] = []
    more = True
    while more:
        message = await request.receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        chunks.append(message.get("body", b""))
        more = message.get("more_body", False)
    return chunks[0] if len(chunks) == 1 else b"".join(chunks)


def _check_type(type_: str, encoding: str, types: Sequence[str]) -> None:
    name, _, parameters = type_.partition(";")
    faults = []
    if name.strip().lower() not in types:
        faults.append(Fault("/content-type", name, Message("sources.one-of", words=tuple(types))))
    charset = parameters.lower().replace(" ", "").replace('"', "")
    if charset not in {"", "charset=utf-8"}:
        faults.append(Fault("/content-type", parameters.strip(), Message("service.charset")))
    if encoding.lower() != "identity":
        faults.append(Fault("/content-encoding", encoding, Message("service.not-compressed")))
    if faults:
        raise Refusal("wrong-type", faults, {"Accept": ", ".join(types)})


def no_options(request: Request) -> None:
    """Refuses options where an address takes none."""
    chosen = options.read(request.scope["query_string"], ())
    if chosen.faults:
        raise Refusal("invalid", chosen.faults)


def _name(body: bytes) -> Name:
    """Whether a text that is refused is no JSON at all, or JSON that is no profile."""
    try:
        json_text.parse(body)
    except InputError as error:
        deep = any(fault.expected == json_text.AT_MOST_LEVELS for fault in error.faults)
        return "invalid" if deep else "not-json"
    return "invalid"

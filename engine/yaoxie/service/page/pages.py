"""Makes what the page shows: forms, answers, the steps that could be next, and files."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from yaoxie.decision.report import Report
from yaoxie.decision.reports import Reports
from yaoxie.errors import Fault, InputError, ProfileError
from yaoxie.profile.checks import AWARDS
from yaoxie.profile.model import Profile
from yaoxie.render.wording import Wording
from yaoxie.rulebook import Rulebook
from yaoxie.rules import option_texts
from yaoxie.service import openapi
from yaoxie.service.deciding import evaluated
from yaoxie.service.options import Question, today
from yaoxie.service.page import files, pdf
from yaoxie.service.page.actions import FILES, View
from yaoxie.service.page.advised import NEXT, Advised, Step
from yaoxie.service.page.answer import Answers
from yaoxie.service.page.form.forms import Forms
from yaoxie.service.page.form.scope import chosen_measures, measure_of
from yaoxie.service.page.steps import steps
from yaoxie.service.page.submission import MILESTONES, MOST_ITEMS, MOST_MILESTONES, Submission
from yaoxie.service.page.texts import Texts
from yaoxie.service.page.wording import PageWording
from yaoxie.sources import compact_json

_HERE = Path(__file__).parent
_WRONG = 422
_MOST_JUDGED = 2_500  # items of a page times the measures that judge them
NOTHING_ADVISED = Advised()
EMPTY_BOOK = "yaoxie.xlsx"


@dataclass(frozen=True, slots=True)
class Reply:
    """What is sent: bytes of a media type, with a status and headers."""

    content: bytes
    media_type: str = "text/html"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


class Asked(NamedTuple):
    """What a submission asks, checked; `faults` are those of the profile and the question."""

    question: Question | None
    profile: Profile | None
    faults: tuple[Fault, ...]


class Pages:
    """Makes pages by one rulebook; what they say depends on it and the submission alone."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._rulebook, self._library = rulebook, rulebook.library
        self._forms = Forms(rulebook.library)
        self._answers = Answers(rulebook, self._forms)
        self.static = {file.name: file.read_bytes() for file in (_HERE / "static").iterdir()}
        self._templates = Environment(
            loader=FileSystemLoader(_HERE / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def asked(self, submission: Submission) -> Asked:
        """The question and the profile of a submission, with every fault of both."""
        faults: list[Fault] = []
        question = self._question(submission, faults)
        profile = self._profile(submission, faults)
        return Asked(question, profile, tuple(faults))

    def size(self, submission: Submission, view: View) -> int:
        """How much there is to show: items, of an answer for each measure that judges them."""
        items = sum(map(len, self._lists(submission))) + 1
        if view == "form":
            return items
        return items * len(chosen_measures(self._library, submission))

    def show(self, submission: Submission, view: View, advised: Advised = NOTHING_ADVISED) -> Reply:
        """A view of a submission; the form with every fault where it has any."""
        if view == "form":
            return self.form(submission)
        if self.is_too_large(submission):
            text = Texts(submission.lang)("too_many_measures")
            return self.form(submission, status=_WRONG, messages=(text,))
        question, profile, faults = self.asked(submission)
        if question is None or profile is None or faults:
            return self.form(submission, faults, _WRONG)
        try:
            if view in FILES:
                return self._file(submission, view, question, profile)
        except InputError as error:
            return self.form(submission, messages=files.fault_texts(error.faults, submission.lang))
        words = PageWording.of(self._library, submission.lang)
        if view == "steps":
            return self._page("steps.html", submission, steps=steps(advised, words))
        decided = evaluated(self._rulebook, profile, question)
        return self._page(
            "answer.html",
            submission,
            a=self._answers.answer(decided, submission, advised),
            profile_json=compact_json.to_text(submission.data),
        )

    def load(self, submission: Submission, content: bytes) -> Reply:
        """The form of a profile in a file, or with what is wrong with the file."""
        try:
            if files.is_book(content):
                data = files.from_book(content, self._library.vocabulary)
            else:
                data = files.from_json(content)
        except ProfileError as error:
            key = "not_book" if files.is_book(content) else "not_json"
            texts = files.fault_texts(error.faults, submission.lang)
            return self.form(submission, messages=(Texts(submission.lang)(key), *texts))
        loaded = submission.but(data=data)
        faults: list[Fault] = []
        self._profile(loaded, faults)
        return self.form(loaded, faults)

    def empty_book(self) -> Reply:
        """The workbook that companies fill in."""
        return _download(files.empty_book(self._library.vocabulary), EMPTY_BOOK)

    def form(
        self,
        submission: Submission,
        faults: Sequence[Fault] = (),
        status: int = 200,
        *,
        is_fresh: bool = False,
        messages: Sequence[str] = (),
    ) -> Reply:
        """The form of what has been filled, with faults where they belong."""
        if self._has_too_many(submission):
            most = {"most": MOST_ITEMS, "milestones": MOST_MILESTONES}
            messages = (Texts(submission.lang)("too_many_items", **most),)
            submission, faults = submission.but(data={}), ()
        return self._page(
            "form.html",
            submission,
            status,
            form=self._forms.form(submission, faults),
            is_fresh=is_fresh,
            messages=messages,
            examples=[(n, entry["summary"]) for n, entry in openapi.profile_examples().items()],
        )

    def _file(
        self, submission: Submission, view: View, question: Question, profile: Profile
    ) -> Reply:
        """A file to download. Raises InputError where it cannot be made here."""
        if view == "profile.json":
            return _download(files.profile_json(profile), view)
        if view == "profile.xlsx":
            return _download(files.profile_book(profile), view)
        decided: Report | Reports = evaluated(self._rulebook, profile, question)
        if view == "report.json":
            return _download(decided.to_bytes() + b"\n", view)
        if view == "report.xlsx":
            words = Wording.of(self._library, submission.lang)
            return _download(files.report_book(decided, words), view)
        return _download(pdf.report(self._rulebook, decided, submission), view)

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

    def _lists(self, submission: Submission) -> list[list[Any]]:
        names = (*self._library.vocabulary.item_lists.values(), AWARDS)
        return [items for name in names if isinstance(items := submission.data.get(name), list)]

    def is_too_large(self, submission: Submission) -> bool:
        """Whether an answer would take longer than people wait."""
        return self._has_too_many(submission) or self.size(submission, "answer") > _MOST_JUDGED

    def next_steps(self, question: Question) -> tuple[Step, ...]:
        """The steps that could be next: the readings of one measure stand in its answer already."""
        is_place = question.measure is not None and self._library.is_place(question.measure)
        return tuple(step for step in NEXT if is_place or step != "readings")

    def _has_too_many(self, submission: Submission) -> bool:
        """Whether there are more items or milestones than a form shows in good time."""
        lists = self._lists(submission)
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
    ) -> Reply:
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
        return Reply(html.encode("utf-8", "backslashreplace"), status=status, headers=headers)

    def _asset(self, name: str) -> str:
        return f"/static/{name}?v={version_of(self.static[name])}"


def version_of(content: bytes) -> str:
    """What an address says of the content that stands there."""
    return hashlib.sha256(content).hexdigest()[:12]


def _download(content: bytes, name: str) -> Reply:
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "no-store",
    }
    return Reply(content, files.TYPES[Path(name).suffix], headers=headers)

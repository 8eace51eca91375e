"""The answer of the page: verdict, range, cards by status, what is missing, readings, a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from yaoxie.decision import shapes
from yaoxie.decision.report import Report
from yaoxie.decision.reports import Reports
from yaoxie.messages import Lang
from yaoxie.render import between
from yaoxie.render.findings import Expectations, FindingTexts, expectations
from yaoxie.render.report import coverage, notices
from yaoxie.render.wording import Wording
from yaoxie.rulebook import Rulebook
from yaoxie.rules.expectations import Expectation
from yaoxie.rules.library import ALL
from yaoxie.service.page import values
from yaoxie.service.page.form import Control, Forms
from yaoxie.service.page.submission import Submission
from yaoxie.service.page.texts import Texts
from yaoxie.service.page.waterfall import Waterfall, is_open, waterfall

STATUSES = ("eligible", "undetermined", "ineligible")
_MOST_ASKED = 12
_MOST_PLACES = 8


@dataclass(frozen=True, slots=True)
class Judged:
    """A requirement in words."""

    title: str
    outcome: str
    actual: str
    required: str
    gap: str
    source: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Card:
    """A finding in words. `amount`: what it counts, or may count; 0 where it is no figure."""

    status: str
    title: str
    subject: str
    measure: str
    amount: int
    amount_text: str
    sentence: str
    arithmetic: str
    notes: tuple[str, ...]
    tags: tuple[str, ...]
    requirements: tuple[Judged, ...]
    ceiling: str
    counted: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that is missing, and what it may move. No control: a whole list is asked for."""

    at: str
    title: str
    of: str
    moves: str
    control: Control | None


@dataclass(frozen=True, slots=True)
class Option:
    """An option of a reading, and what it would change."""

    title: str
    value: str
    is_used: bool
    is_default: bool
    effect: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A reading with its options."""

    title: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """What a measure would bring: to the company as it is, and if it were registered there."""

    place: str
    measure: str
    as_is: str
    registered: str


@dataclass(frozen=True, slots=True)
class Answer:
    """All that the page of an answer says."""

    company: str
    year: int
    measures: tuple[tuple[str, str], ...]
    verdict: tuple[str, ...]
    total: int
    potential: int
    total_text: str
    potential_text: str
    share: int
    movers: int
    waterfall: Waterfall | None
    cards: dict[str, list[Card]]
    asked: tuple[Asked, ...]
    readings: tuple[Reading, ...]
    places: tuple[Place, ...]
    not_computed: tuple[str, ...]
    notices: tuple[str, ...]
    sources: tuple[str, ...]
    rulebook: tuple[str, str]
    digest: str


class Answers:
    """Makes answers by a rulebook."""

    def __init__(self, rulebook: Rulebook, forms: Forms) -> None:
        self._rulebook, self._forms = rulebook, forms

    def answer(self, decided: Report | Reports, year: int, submission: Submission) -> Answer:
        """The answer that reports give, in the language of the submission."""
        return _Maker(self._rulebook, self._forms, decided, year, submission).answer()


class _Maker:
    def __init__(
        self,
        rulebook: Rulebook,
        forms: Forms,
        decided: Report | Reports,
        year: int,
        submission: Submission,
    ) -> None:
        self._rulebook, self._forms, self._decided, self._year = rulebook, forms, decided, year
        reports = decided.reports if isinstance(decided, Reports) else (decided,)
        self._reports = reports
        self._submission, self._lang = submission, submission.lang
        self._say = Texts(submission.lang)
        self._words = Wording(submission.lang, rulebook.library.vocabulary)
        self._data = [report.to_dict() for report in reports]
        self._findings = [entry for report in self._data for entry in report["findings"]]

    def answer(self) -> Answer:
        data = self._data
        total, potential = self._decided.total_ceiling, self._decided.potential_ceiling
        total_open = any(report["unbounded"] for report in data)
        potential_open = any(is_open(report) for report in data)
        cards = [
            card for pair in zip(self._reports, data, strict=True) for card in self._cards(*pair)
        ]
        asked, movers = self._asked()
        return Answer(
            company=str(self._submission.data.get("company", {}).get("name", "")),
            year=self._year,
            measures=tuple((r["measure"], self._words.title(r["measure_title"])) for r in data),
            verdict=tuple(self._verdict(total, potential, total_open, potential_open)),
            total=total,
            potential=potential,
            total_text=self._money(total, is_unknown=total_open),
            potential_text=self._money(potential, is_unknown=potential_open),
            share=100 if total_open or not potential else total * 100 // potential,
            movers=movers,
            waterfall=waterfall(data, (total, potential), self._lang, self._words),
            cards={
                status: sorted(
                    (card for card in cards if card.status == status), key=lambda c: -c.amount
                )
                for status in STATUSES
            },
            asked=asked,
            readings=tuple(self._readings()),
            places=tuple(self._places()),
            not_computed=tuple(self._not_computed()),
            notices=tuple(
                dict.fromkeys(
                    text for report in data for text in notices(report["notices"], self._words)
                )
            ),
            sources=tuple(self._sources()),
            rulebook=(self._rulebook.version, self._rulebook.digest),
            digest=self._decided.profile.digest,
        )

    def _money(self, amount: int, *, is_unknown: bool = False) -> str:
        return self._say("open_amount") if is_unknown else values.in_words(amount, self._lang)

    def _verdict(
        self, total: int, potential: int, total_open: bool, potential_open: bool
    ) -> Iterator[str]:
        counts = Counter(entry["status"] for entry in self._findings)
        eligible, undetermined = counts["eligible"], counts["undetermined"]
        if not self._reports:
            yield self._say("verdict_no_measure")
            return
        if eligible:
            key = "verdict_open_total" if total_open else "verdict_some"
            yield self._say(key, eligible=eligible, total=self._money(total))
        else:
            yield self._say("verdict_none" if undetermined else "verdict_nothing")
        if undetermined:
            key = "verdict_more_open" if potential_open else "verdict_more"
            yield self._say(key, undetermined=undetermined, potential=self._money(potential))
        if any(report["upper_bound"] for report in self._data):
            yield self._say("verdict_lower")

    def _cards(self, report: Report, data: shapes.ReportDict) -> Iterator[Card]:
        asked_for = expectations(report)
        texts = FindingTexts(data, self._words, asked_for)
        documents = {d.id: self._own(d.title) for d in report.plan.measure.documents}
        for finding in data["findings"]:
            yield self._card(finding, data, texts, asked_for, documents)

    def _card(
        self,
        finding: shapes.FindingDict,
        report: shapes.ReportDict,
        texts: FindingTexts,
        asked_for: Expectations,
        documents: dict[str, str],
    ) -> Card:
        status = finding["status"]
        unmet = [entry for entry in finding["requirements"] if entry["outcome"] == "unmet"]
        notes = [texts.exclusion(finding), texts.implied(finding)]
        figure = finding["counted"] if status == "eligible" else finding["ceiling"]
        is_figure = finding["money"] and not finding["unbounded"]
        key = {"eligible": "counted", "undetermined": "up_to"}.get(status)
        if key is None:
            amount_text = ""
        elif not finding["money"]:
            amount_text = self._say("not_money")
        elif finding["excluded_by"] and not finding["counted"]:
            amount_text = self._say("not_again")
        else:
            money = self._money(figure, is_unknown=finding["unbounded"])
            amount_text = self._say(key, amount=money)
        tags = [self._say(tag) for tag in ("discretionary", "fixed") if finding[tag]]
        return Card(
            status=status,
            title=self._words.title(finding["title"]),
            subject=texts.subject(finding["subject"]),
            measure=self._words.title(report["measure_title"]),
            amount=figure if is_figure else 0,
            amount_text=amount_text,
            sentence=texts.unmet(finding["support"], unmet) if unmet else self._fields(finding),
            arithmetic=texts.arithmetic(finding),
            notes=tuple(note for note in notes if note),
            tags=tuple(tags),
            requirements=tuple(
                self._judged(entry, asked_for[finding["support"], entry["id"]], documents)
                for entry in finding["requirements"]
            ),
            ceiling=texts.ceiling(finding),
            counted=texts.counted(finding),
        )

    def _fields(self, finding: shapes.FindingDict) -> str:
        """The titles of what is missing."""
        titles = dict.fromkeys(self._words.field(at) for at in finding["missing"])
        if not titles:
            return ""
        return self._words.say("missing", fields=self._words.join(list(titles), "comma"))

    def _judged(
        self, entry: shapes.RequirementDict, expected: Expectation, documents: dict[str, str]
    ) -> Judged:
        source = entry["source"]
        place = documents.get(source["document"], source["document"])
        gap = entry["gap"]
        return Judged(
            self._words.title(entry["title"]),
            entry["outcome"],
            self._actual(entry, expected),
            self._words.required(expected) or "",
            self._words.gap(gap["unit"], gap["amount"]).lstrip("，, ") if gap else "",
            f"{place} {source['at'] or ''}".strip(),
            source["confidence"],
        )

    def _actual(
        self, entry: shapes.RequirementDict | shapes.PartDict, expected: Expectation
    ) -> str:
        """What the profile says, of a requirement with parts for each of them."""
        parts = entry.get("parts")
        if parts:
            pairs = zip(parts, expected.parts, strict=True)
            texts = [
                f"{self._words.fact(part['fact'])} {self._actual(part, asked)}"
                if part["fact"]
                else self._actual(part, asked)
                for part, asked in pairs
            ]
            return self._words.join([text for text in texts if text])
        if entry["actual"] is None:
            return (
                self._say("unknown") if entry["outcome"] == "unknown" else self._words.say("none")
            )
        return self._words.value(entry["actual"], expected.fact)

    def _asked(self) -> tuple[tuple[Asked, ...], int]:
        """What is missing, by the money that it may move, most first; and how much in all."""
        moves: Counter[str] = Counter()
        changes: set[str] = set()
        for finding in self._findings:
            for at in finding["missing"]:
                is_figure = finding["money"] and not finding["unbounded"]
                moves[at] += finding["ceiling"] if is_figure else 0
                if finding["status"] == "undetermined":
                    changes.add(at)
        order = sorted(moves, key=lambda at: (-moves[at], at))
        first = order[:_MOST_ASKED]
        return tuple(self._question(at, moves[at], changes) for at in first), len(order)

    def _question(self, at: str, amount: int, changes: set[str]) -> Asked:
        control = self._forms.control(at, self._submission)
        money = self._say("moves", amount=self._money(amount))
        moves = money if amount else self._say("moves_status") if at in changes else ""
        title = control.title if control else self._words.field(at)
        return Asked(at, title, self._subject(at), moves, control)

    def _subject(self, at: str) -> str:
        """What a pointer is about: the company, or an item by its name."""
        name, *rest = at.split("/")[1:]
        kinds = {
            place: kind for kind, place in self._rulebook.library.vocabulary.item_lists.items()
        }
        if name not in kinds or not rest:
            return self._words.kind("company")
        item = self._submission.data[name][int(rest[0])]
        return f"{self._words.kind(kinds[name])} {item.get('name') or item.get('id', '')}"

    def _readings(self) -> Iterator[Reading]:
        """The readings of one measure, with the total under each option."""
        report = self._decided
        if isinstance(report, Reports):
            return
        used, model = report.readings, report.plan.measure
        for reading in model.readings:
            options = []
            for option in reading.options:
                is_used = used[reading.id] == option.id
                effect = "" if is_used else self._effect(report, reading.id, option.id)
                options.append(
                    Option(
                        self._own(option.title),
                        f"{reading.id}={option.id}",
                        is_used,
                        option is reading.options[0],
                        effect,
                    )
                )
            yield Reading(self._own(reading.title), tuple(options))

    def _places(self) -> Iterator[Place]:
        """The measures that would bring most, were the company registered where they hold."""
        compared = self._rulebook.compare(self._decided.profile, self._year, ended=False)
        entries = [
            entry
            for entry in compared.to_dict()["measures"]
            if entry["if_registered"]["total_ceiling"]
        ]
        for entry in entries[:_MOST_PLACES]:
            amounts = [
                self._money(summary["total_ceiling"], is_unknown=summary["unbounded"]["total"])
                for summary in (entry["as_is"], entry["if_registered"])
            ]
            place = self._words.place(entry["place"]["id"])
            yield Place(place, self._words.title(entry["title"]), *amounts)

    def _effect(self, report: Report, reading: str, option: str) -> str:
        """What another option would change: the total, or the number of eligible supports."""
        readings = {**report.readings, reading: option}
        other = self._rulebook.evaluate(report.profile, self._year, report.measure, readings)
        if other.unbounded:
            return self._say("open_amount")
        change = other.total_ceiling - report.total_ceiling
        if change and not report.unbounded:
            sign = "+" if change > 0 else "−"
            return f"{sign} {self._money(abs(change))}"
        potential = other.potential_ceiling - report.potential_ceiling
        if potential and not (other.potential_unbounded or report.potential_unbounded):
            sign = "+" if potential > 0 else "−"
            money = f"{sign} {self._money(abs(potential))}"
            return f"{self._say('no_change')}{self._say('semicolon')}{self._say('at_most')} {money}"
        return self._say("no_change")

    def _not_computed(self) -> Iterator[str]:
        library = self._rulebook.library
        for report, data in zip(self._reports, self._data, strict=True):
            if areas := [self._words.title(area["title"]) for area in data["unpublished"]]:
                yield self._say("unpublished", areas=self._say("comma").join(areas))
            if counts := coverage(report.plan.measure.coverage, self._words):
                title = self._words.title(data["measure_title"])
                yield self._say("coverage", title=title, counts=counts)
        outside = set(library.at(ALL, self._year)) - {report.measure for report in self._reports}
        if outside:
            yield self._say("outside_measures", count=len(outside))
        if isinstance(self._decided, Reports) and self._reports:
            yield from between.texts_of(self._decided, self._words)
            yield self._say("between_measures")

    def _sources(self) -> Iterable[str]:
        """The documents that findings rest on."""
        texts = [
            f"{self._own(document.title)}（{document.confidence}）"
            if self._lang == "zh"
            else f"{self._own(document.title)} ({document.confidence})"
            for report in self._reports
            for document in report.plan.measure.documents
        ]
        return dict.fromkeys(texts)

    def _own(self, title: object) -> str:
        return str(getattr(title, self._lang))


def language(lang: Lang) -> str:
    """The code of a language, as HTML has it."""
    return "zh-CN" if lang == "zh" else "en"

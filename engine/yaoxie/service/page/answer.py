"""The answer of the page: verdict, range, cards by status, what is missing, readings, a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from yaoxie.decision import shapes
from yaoxie.decision.report import Report
from yaoxie.decision.reports import Reports
from yaoxie.render import between
from yaoxie.render.findings import FindingTexts, expectations
from yaoxie.render.report import coverage, notices
from yaoxie.rulebook import Rulebook
from yaoxie.rules.expectations import Expectation
from yaoxie.rules.library import ALL
from yaoxie.service.page.advised import Advised
from yaoxie.service.page.asked import Asking, Missing
from yaoxie.service.page.basis import Basis, bases, foot, reports_of, source_anchor
from yaoxie.service.page.form.forms import Forms
from yaoxie.service.page.steps import Steps, steps
from yaoxie.service.page.submission import Submission
from yaoxie.service.page.texts import Texts
from yaoxie.service.page.waterfall import Waterfall, is_open, waterfall
from yaoxie.service.page.wording import PageWording

STATUSES = ("eligible", "undetermined", "ineligible")
_IN_DETAIL = 300  # findings that are shown with all their requirements


@dataclass(frozen=True, slots=True)
class Judged:
    """A requirement in words."""

    title: str
    outcome: str
    actual: str
    required: str
    gap: str
    source: str
    anchor: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Card:
    """A finding in words. `amount`: what it counts, or may count; 0 where it is no figure."""

    status: str
    title: str
    subject: str
    basis: Basis
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
class Option:
    """An option of a reading, the total under it, and what it would change."""

    title: str
    value: str
    is_used: bool
    is_default: bool
    total: str
    effect: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A reading with its options."""

    title: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """All that the page of an answer says; `foot` stands on each of its pages of paper."""

    company: str
    year: int
    measures: tuple[tuple[str, str], ...]
    verdict: tuple[str, ...]
    total: int
    potential: int
    total_text: str
    potential_text: str
    share: int
    waterfall: Waterfall | None
    cards: dict[str, list[Card]]
    in_detail: dict[str, int]
    missing: Missing
    steps: Steps | None
    readings: tuple[Reading, ...]
    not_computed: tuple[str, ...]
    notices: tuple[str, ...]
    bases: tuple[Basis, ...]
    foot: tuple[str, ...]


class Answers:
    """Makes answers by a rulebook."""

    def __init__(self, rulebook: Rulebook, forms: Forms) -> None:
        self._rulebook, self._forms = rulebook, forms

    def answer(self, decided: Report | Reports, submission: Submission, advised: Advised) -> Answer:
        """The answer that reports and advice give, in the language of the submission."""
        return _Maker(self._rulebook, self._forms, decided, submission, advised).answer()


class _Maker:
    def __init__(
        self,
        rulebook: Rulebook,
        forms: Forms,
        decided: Report | Reports,
        submission: Submission,
        advised: Advised,
    ) -> None:
        self._rulebook, self._forms, self._decided = rulebook, forms, decided
        self._year, self._advised = decided.claim_year, advised
        self._reports = reports = reports_of(decided)
        self._submission, self._lang = submission, submission.lang
        self._say = Texts(submission.lang)
        words = PageWording.of(rulebook.library, submission.lang)
        self._words = words.about(reports[0].profile) if reports else words
        self._bases = bases(reports, self._words)
        self._data = [report.to_dict() for report in reports]
        self._findings = [entry for report in self._data for entry in report["findings"]]

    def answer(self) -> Answer:
        data = self._data
        total, potential = self._decided.total_ceiling, self._decided.potential_ceiling
        total_open = any(report["unbounded"] for report in data)
        potential_open = any(is_open(report) for report in data)
        parts = zip(self._reports, data, self._bases, strict=True)
        cards = [card for part in parts for card in self._cards(*part)]
        own = {
            status: sorted((e for e in cards if e.status == status), key=lambda c: -c.amount)
            for status in STATUSES
        }
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
            waterfall=waterfall(data, (total, potential), self._lang, self._words),
            cards=own,
            in_detail=_in_detail(own),
            missing=self._missing(),
            steps=self._steps(),
            readings=tuple(self._readings()),
            not_computed=tuple(self._not_computed()),
            notices=tuple(
                dict.fromkeys(
                    text for report in data for text in notices(report["notices"], self._words)
                )
            ),
            bases=self._bases,
            foot=foot(self._decided, self._rulebook, self._say),
        )

    def _money(self, amount: int, *, is_unknown: bool = False) -> str:
        return self._say("open_amount") if is_unknown else self._words.money(amount)

    def _steps(self) -> Steps | None:
        """What could be next; its sources are numbered by themselves."""
        words = PageWording.of(self._rulebook.library, self._lang)
        return steps(self._advised, words) if self._advised.is_next else None

    def _missing(self) -> Missing:
        asking = Asking(self._forms, self._submission, self._words)
        advice = self._advised.parts.get("questions")
        return asking.by_stake(advice) if advice else asking.by_ceilings(self._findings)

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

    def _cards(self, report: Report, data: shapes.ReportDict, basis: Basis) -> Iterator[Card]:
        asked_for = expectations(report)
        texts = FindingTexts(data, self._words, asked_for)
        for finding in data["findings"]:
            requirements = tuple(
                self._judged(entry, asked_for[finding["support"], entry["id"]], report.measure)
                for entry in finding["requirements"]
            )
            yield self._card(finding, basis, texts, requirements)

    def _card(
        self,
        finding: shapes.FindingDict,
        basis: Basis,
        texts: FindingTexts,
        requirements: tuple[Judged, ...],
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
            basis=basis,
            amount=figure if is_figure else 0,
            amount_text=amount_text,
            sentence=texts.unmet(finding["support"], unmet) if unmet else self._fields(finding),
            arithmetic=texts.arithmetic(finding),
            notes=tuple(note for note in notes if note),
            tags=tuple(tags),
            requirements=requirements,
            ceiling=texts.ceiling(finding),
            counted=texts.counted(finding),
        )

    def _fields(self, finding: shapes.FindingDict) -> str:
        """The titles of what is missing."""
        titles = dict.fromkeys(self._words.field(at) for at in finding["missing"])
        if not titles:
            return ""
        return self._words.say("missing", fields=self._words.join(list(titles), "comma"))

    def _judged(self, entry: shapes.RequirementDict, expected: Expectation, measure: str) -> Judged:
        source = entry["source"]
        document = self._words.document(measure, source["document"])
        gap = entry["gap"]
        return Judged(
            self._words.title(entry["title"]),
            entry["outcome"],
            self._actual(entry, expected),
            self._words.required(expected) or "",
            self._words.gap(gap["unit"], gap["amount"]).lstrip("，, ") if gap else "",
            f"{document} {source['at'] or ''}".strip(),
            source_anchor(measure, source["document"]),
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
                other = report if is_used else self._read(report, reading.id, option.id)
                options.append(
                    Option(
                        self._say.title(option.title),
                        f"{reading.id}={option.id}",
                        is_used,
                        option is reading.options[0],
                        self._money(other.total_ceiling, is_unknown=other.unbounded),
                        "" if is_used else self._effect(report, other),
                    )
                )
            yield Reading(self._say.title(reading.title), tuple(options))

    def _read(self, report: Report, reading: str, option: str) -> Report:
        """The report under another option of one reading."""
        readings = {**report.readings, reading: option}
        return self._rulebook.evaluate(report.profile, self._year, report.measure, readings)

    def _effect(self, report: Report, other: Report) -> str:
        """What another option would change: the total, or how much it may come to."""
        if other.unbounded:
            return ""
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


def _in_detail(cards: dict[str, list[Card]]) -> dict[str, int]:
    """How many findings of each status are shown in detail, those that may be claimed first."""
    left, shown = _IN_DETAIL, {}
    for status in STATUSES:
        shown[status] = min(len(cards[status]), left)
        left -= shown[status]
    return shown

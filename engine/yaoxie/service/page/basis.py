"""What an answer rests on: measures with their days and documents, and a foot for every page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from yaoxie.decision.report import Report
from yaoxie.decision.reports import Reports
from yaoxie.render.report import lifetime
from yaoxie.render.wording import Wording
from yaoxie.rulebook import Rulebook
from yaoxie.rules.model import Document, Measure
from yaoxie.service.page.texts import Texts

# A page of a host, as notes write it: hainan.gov.cn/2024/a.html. A host alone is none, and the end
# of another word is no host.
_ADDRESS = re.compile(r"(?<![\w.@-])(?:[a-z0-9-]+\.)+[a-z]{2,}/[\w./?=&%~-]*[\w/]", re.ASCII)


@dataclass(frozen=True, slots=True)
class Source:
    """A document of a measure: how sure it is, in words too, and what is to be known of it."""

    anchor: str
    title: str
    confidence: str
    sure: str
    note: str

    @property
    def note_parts(self) -> Iterator[tuple[str, str]]:
        """The note in parts, each with the address that it is; none where it is other text."""
        at = 0
        for found in _ADDRESS.finditer(self.note):
            yield self.note[at : found.start()], ""
            yield found[0], f"http://{found[0]}"  # what is served otherwise, the host says
            at = found.end()
        yield self.note[at:], ""


@dataclass(frozen=True, slots=True)
class Basis:
    """A measure: its number, who issued it, when it holds, and its documents."""

    anchor: str
    title: str
    number: str
    issuers: str
    days: str
    sources: tuple[Source, ...]


def bases(reports: Sequence[Report], words: Wording) -> tuple[Basis, ...]:
    """The measures of reports, in their order."""
    return tuple(_basis(report.plan.measure, words) for report in reports)


def measure_anchor(measure: str) -> str:
    """The id, within the page, of what is said of a measure."""
    return f"m-{measure}"


def source_anchor(measure: str, document: str) -> str:
    """The id, within the page, of a document of a measure."""
    return f"d-{measure}-{document}"


def foot(decided: Report | Reports, rulebook: Rulebook, say: Texts) -> tuple[str, ...]:
    """What stands on every page of paper: rules, claim year, sources, readings, caveat."""
    reports = reports_of(decided)
    numbers = [report.plan.measure.number or report.measure for report in reports]
    chosen = [
        f"{reading.id}={option}"
        for report in reports
        for reading in report.plan.measure.readings
        if (option := report.readings[reading.id]) != reading.options[0].id
    ]
    question = (
        say("until", year=decided.claim_year),
        say("sources_are", sources=say("comma").join(numbers) or "-"),
        say("readings_are", readings=say("comma").join(chosen) or say("all_default")),
    )
    rules = say("rules", version=rulebook.version, digest=rulebook.digest)
    return (
        f"{rules} · {decided.profile.digest}",
        say("semicolon").join(question),
        say("caveat"),
    )


def reports_of(decided: Report | Reports) -> tuple[Report, ...]:
    """The report, or those of all measures that were asked for."""
    return tuple(decided.reports) if isinstance(decided, Reports) else (decided,)


def _basis(measure: Measure, words: Wording) -> Basis:
    unknown = words.say("unpublished_number")
    issuers = [words.title(issuer.as_dict()) for issuer in measure.issuers]
    return Basis(
        measure_anchor(measure.id),
        words.title(measure.title.as_dict()),
        measure.number or unknown,
        words.join(issuers, "comma") or unknown,
        words.join(list(_days(measure, words))),
        tuple(_source(measure.id, document, words) for document in measure.documents),
    )


def _days(measure: Measure, words: Wording) -> Iterator[str]:
    """The first and the last day, and from when on it is not known whether it holds."""
    yield lifetime(measure.dates, words)
    if since := measure.dates.doubtful_from:
        yield words.say("doubtful_from", day=since)


def _source(measure: str, document: Document, words: Wording) -> Source:
    return Source(
        source_anchor(measure, document.id),
        words.title(document.title.as_dict()),
        document.confidence,
        words.say(f"sure_{document.confidence}"),
        words.title(document.note.as_dict()) if document.note else "",
    )

"""Reports as compact JSON, put together from texts that are made once.

The shape stands in `to_dict` alone: the texts are what it gives for one finding, one requirement,
one notice, cut where values vary. What varies little is remembered, within bounds: a requirement's
text by its judgement. Equal judgements of one requirement are about the same fact, and a fact has
one type, so that no `true` can stand for a 1.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Generic, TypeVar

from yaoxie.decision.explanation import Judgement
from yaoxie.decision.finding import (
    Finding,
    RequirementTerms,
    Status,
    SupportTerms,
    exclusion_entry,
    requirement_entry,
    subject_entry,
)
from yaoxie.decision.notices import Notice
from yaoxie.rules.types import Confidence
from yaoxie.sources.compact_json import Form, Text

if TYPE_CHECKING:
    from yaoxie.decision.report import Report

KEPT = 32  # texts of each requirement
_KEPT_NOTICES = 256
_OF_REPORT = (
    *("profile_digest", "company", "taken_for_empty", "findings", "total_ceiling"),
    *("total_by_confidence", "potential_ceiling", "upper_bound", "unbounded", "notices"),
)
_OF_FINDING = (
    *("subject", "ceiling", "upper_bound", "unbounded", "counted", "calculation", "bound_by"),
    *("excluded_by", "requirements", "missing", "uplifts"),
)
_OF_INELIGIBLE = ("subject", "requirements")

K = TypeVar("K", bound=Hashable)


class _Texts(dict[K, Text]):
    """Texts by what they say; emptied when full."""

    __slots__ = ("_kept", "_write")

    def __init__(self, write: Callable[[K], Text], kept: int) -> None:
        super().__init__()
        self._write = write
        self._kept = kept

    def __missing__(self, key: K) -> Text:
        if len(self) >= self._kept:
            self.clear()
        text = self[key] = self._write(key)
        return text


class ReportWriter(Generic[Text]):
    """Writes the reports of one plan and claim year, as text or as bytes."""

    def __init__(self, form: Form[Text]) -> None:
        self._form = form
        self._pieces: tuple[Text, ...] = ()
        self._findings: dict[int, _FindingWriter[Text]] = {}
        self._notices = _Texts[Notice, Text](
            lambda notice: form.of(notice.to_dict()), _KEPT_NOTICES
        )
        self._lists = _Texts[tuple[str, ...], Text](lambda names: form.of(list(names)), KEPT)

    def write(self, report: Report) -> Text:
        """The JSON of a report."""
        form = self._form
        if not self._pieces:
            self._pieces = form.cut(report.to_dict(), _OF_REPORT)
        digest, company, empty, findings, total, *rest, end = self._pieces
        by_confidence, potential, upper_bound, unbounded, notices = rest
        parts = [
            *(digest, form.of(report.profile_digest)),
            *(company, form.of(report.company)),
            *(empty, self._lists[report.taken_for_empty]),
            *(findings, form.open),
        ]
        self._add_findings(report.findings, parts)
        parts += (
            *(form.close, total, form.of(report.total_ceiling)),
            *(by_confidence, form.of(report.total_by_confidence)),
            *(potential, form.of(report.potential_ceiling)),
            *(upper_bound, form.true if report.upper_bound else form.false),
            *(unbounded, form.true if report.unbounded else form.false),
            *(notices, form.array([self._notices[notice] for notice in report.notices]), end),
        )
        return form.join(parts)

    def _add_findings(self, findings: Sequence[Finding], parts: list[Text]) -> None:
        subjects: dict[str, Text] = {}
        applicant: list[Text] | None = None  # whose requirements stand first in every finding
        for finding in findings:
            if applicant is not None:
                parts.append(self._form.comma)
            terms, subject = finding.terms, finding.subject
            writer = self._findings.get(id(terms))
            if writer is None:
                writer = self._findings[id(terms)] = _FindingWriter(terms, self._form)
            if applicant is None:
                applicant = writer.applicant(finding)
            text = subjects.get(subject.base)
            if text is None:
                text = subjects[subject.base] = self._form.of(subject_entry(subject))
            writer.add(finding, text, applicant, parts)


class _FindingWriter(Generic[Text]):
    """Writes the findings of one support."""

    def __init__(self, terms: SupportTerms, form: Form[Text]) -> None:
        self._terms = terms  # kept, since the writer is known by its identity
        self._form = form
        self._pieces: dict[tuple[Status, Confidence | None], tuple[Text, ...]] = {}
        self.requirements: tuple[_Texts[Judgement, Text], ...] = tuple(
            _Texts(partial(self._requirement, entry), KEPT) for entry in terms.requirements
        )
        self._applicants = len(terms.requirements) - len(terms.support.requirements)
        self._own = self.requirements[self._applicants :]

    def applicant(self, finding: Finding) -> list[Text]:
        """The requirements of the applicant, which all findings of a report share."""
        pairs = zip(self.requirements, finding.judgements, strict=True)
        return [texts[judgement] for texts, judgement in islice(pairs, self._applicants)]

    def add(
        self, finding: Finding, subject: Text, applicant: Iterable[Text], parts: list[Text]
    ) -> None:
        """Adds a finding's parts."""
        form, status = self._form, finding.status
        judgements = finding.judgements[self._applicants :]
        own = [texts[judgement] for texts, judgement in zip(self._own, judgements, strict=True)]
        requirements = form.array([*applicant, *own])
        confidence = finding.confidence
        pieces = self._pieces.get((status, confidence))
        if pieces is None:
            varying = _OF_INELIGIBLE if status == "ineligible" else _OF_FINDING
            pieces = self._pieces[status, confidence] = form.cut(finding.to_dict(), varying)
        if status == "ineligible":
            parts += (pieces[0], subject, pieces[1], requirements, pieces[2])
            return
        values = [
            subject,
            form.of(finding.ceiling),
            form.true if finding.upper_bound else form.false,
            form.true if finding.unbounded else form.false,
            form.of(finding.counted),
            form.of(finding.calculation_entries()),
            form.of(finding.bound_by),
            form.of(exclusion_entry(finding.excluded_by)),
            requirements,
            form.of(finding.missing),
        ]
        if finding.supplements:
            values.append(form.of(finding.uplift_entries()))
        for piece, value in zip(pieces, values, strict=False):
            parts += (piece, value)
        parts.append(pieces[-1])

    def _requirement(self, terms: RequirementTerms, judgement: Judgement) -> Text:
        return self._form.of(requirement_entry(terms, judgement))

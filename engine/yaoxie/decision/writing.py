"""Reports as compact JSON, put together from texts that are made once.

The shape stands in `to_dict` alone: the texts are what it gives for one finding, one requirement,
one notice, cut where values vary. What varies little is remembered, within bounds: a requirement's
text by its judgement. Equal judgements of one requirement are about the same fact, and a fact has
one type, so that no `true` can stand for a 1.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from functools import partial
from operator import getitem
from typing import TYPE_CHECKING, Generic, TypeVar

from msgspec import Struct

from yaoxie.decision import shapes
from yaoxie.decision.explanation import Judgement
from yaoxie.decision.finding import (
    Finding,
    RequirementTerms,
    Status,
    SupportTerms,
    exclusion_entry,
    requirement_entry,
    subject_entry,
    totals_by_confidence,
)
from yaoxie.decision.notices import Notice
from yaoxie.decision.settlement import Settled
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
# What varies between findings of a support of one shape: of ineligible ones, of those whose amount
# is the support's own, and of all others.
_OF_INELIGIBLE = ("subject", "requirements")
_OF_PLAIN = ("subject", "requirements", "missing")
_OF_FINDING = (
    *("subject", "ceiling", "counted", "calculation", "bound_by", "excluded_by", "requirements"),
    *("missing", "uplifts", "promises", "payment"),
)

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
        totals, upper, open_ = self._add_findings(report.findings, parts)
        parts += (
            *(form.close, total, form.number(report.total_ceiling)),
            *(by_confidence, form.of(totals)),
            *(potential, form.number(report.potential_ceiling)),
            *(upper_bound, form.true if upper else form.false),
            *(unbounded, form.true if open_ else form.false),
            *(notices, form.array([self._notices[notice] for notice in report.notices]), end),
        )
        return form.join(parts)

    def _add_findings(
        self, findings: Sequence[Finding], parts: list[Text]
    ) -> tuple[shapes.TotalByConfidenceDict, bool, bool]:
        """Adds the findings' parts.

        The totals by confidence, and whether those that count are upper bounds, or unbounded: as
        the report has it, but worked out on the way.
        """
        form, writers = self._form, self._findings
        subjects: dict[str, Text] = {}
        totals = totals_by_confidence(())
        upper_bound = unbounded = False
        applicant: Text | None = None  # whose requirements stand first in every finding
        for finding in findings:
            terms, subject = finding.terms, finding.subject
            writer = writers.get(id(terms))
            if writer is None:
                writer = writers[id(terms)] = _FindingWriter(terms, form)
            if applicant is None:
                applicant = writer.applicant(finding)
            else:
                parts.append(form.comma)
            text = subjects.get(subject.base)
            if text is None:
                text = subjects[subject.base] = form.of(subject_entry(subject))
            if finding.status == "ineligible":
                writer.add_ineligible(finding, text, applicant, parts)
                continue
            shape = writer.add(finding, text, applicant, parts)
            if counted := finding.counted:
                totals[shape.mark] += counted
                upper_bound |= shape.upper_bound
                unbounded |= shape.unbounded
        return totals, upper_bound, unbounded


class _FindingWriter(Generic[Text]):
    """Writes the findings of one support."""

    def __init__(self, terms: SupportTerms, form: Form[Text]) -> None:
        self._terms = terms  # kept, since the writer is known by its identity
        self._form = form
        self._ineligible: tuple[Text, ...] | None = None
        self._pieces: dict[_Shape, tuple[Text, ...]] = {}
        # All but the first begin with the comma that stands before them.
        self.requirements: tuple[_Texts[Judgement, Text], ...] = tuple(
            _Texts(partial(self._requirement, number, entry), KEPT)
            for number, entry in enumerate(terms.requirements)
        )
        self._bounds = _Texts[str | None, Text](form.of, KEPT)
        # The number of the first requirement that is the support's own, after the applicant's.
        self._first = len(terms.requirements) - len(terms.support.requirements)
        self._own = self.requirements[self._first :]

    def applicant(self, finding: Finding) -> Text:
        """The requirements of the applicant, which all findings of a report begin with."""
        texts = map(getitem, self.requirements[: self._first], finding.judgements)
        return self._form.join((self._form.open, *texts))

    def add_ineligible(
        self, finding: Finding, subject: Text, applicant: Text, parts: list[Text]
    ) -> None:
        """Adds the parts of a finding that brings nothing."""
        if self._ineligible is None:
            self._ineligible = self._form.cut(finding.to_dict(), _OF_INELIGIBLE)
        start, middle, end = self._ineligible
        own = map(getitem, self._own, finding.judgements[self._first :])
        parts += (start, subject, middle, applicant, *own, self._form.close, end)

    def add(self, finding: Finding, subject: Text, applicant: Text, parts: list[Text]) -> _Shape:
        """Adds the parts of a finding that is not ineligible."""
        form = self._form
        shape = _shape_of(finding)
        pieces = self._pieces.get(shape)
        if pieces is None:
            varying = _OF_PLAIN if shape.plain else _OF_FINDING
            pieces = self._pieces[shape] = form.cut(finding.to_dict(), varying)
        own = map(getitem, self._own, finding.judgements[self._first :])
        pointers = finding.missing
        missing = form.of(pointers) if pointers else form.empty
        if shape.plain:
            start, of_requirements, of_missing, end = pieces
            parts += (start, subject, of_requirements, applicant, *own, form.close)
            parts += (of_missing, missing, end)
            return shape
        settled = finding.settled or _UNSETTLED
        by = settled.excluded_by
        start, of_ceiling, of_counted, of_steps, of_bound, of_exclusion, *further = pieces
        parts += (start, subject, of_ceiling, form.number(finding.amount.ceiling))
        parts += (of_counted, form.number(settled.counted))
        parts += (of_steps, form.of(finding.calculation_entries()))
        parts += (of_bound, self._bounds[settled.bound_by])
        parts += (of_exclusion, form.of(exclusion_entry(by)) if by else form.null)
        of_requirements, of_missing, *further = further
        parts += (of_requirements, applicant, *own, form.close, of_missing, missing)
        if finding.supplements:
            parts += (further.pop(0), form.of(finding.uplift_entries()))
        if self._terms.promises:
            parts += (further.pop(0), form.of(finding.promise_entries()))
        if self._terms.support.payment:
            parts += (further.pop(0), form.of(finding.payment_entry()))
        parts += further
        return shape

    def _requirement(self, number: int, terms: RequirementTerms, judgement: Judgement) -> Text:
        text = self._form.of(requirement_entry(terms, judgement))
        return self._form.join((self._form.comma, text)) if number else text


class _Shape(Struct, frozen=True, gc=False):
    """What findings of one support have in common, so that one text serves them all but for parts.

    `mark` is their confidence. `plain`: their amount is the support's own, and nothing else bears
    on it.
    """

    status: Status
    mark: Confidence
    plain: bool
    upper_bound: bool
    unbounded: bool


def _shape_of(finding: Finding) -> _Shape:
    amount, settled, mark = finding.amount, finding.settled, finding.confidence
    assert mark is not None
    plain = (
        amount.share_amount is None
        and not (amount.awarded or amount.missing or finding.supplements or finding.open_limits)
        and not finding.terms.promises
        and (settled is None or not settled.steps)
    )
    return _Shape(finding.status, mark, plain, finding.upper_bound, finding.unbounded)


_UNSETTLED = Settled(0, None)

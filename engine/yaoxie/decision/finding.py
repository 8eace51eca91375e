"""A finding: one support for one subject, pointing at its rules; it becomes JSON when dumped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple, cast

from msgspec import Struct

from yaoxie.decision import shapes
from yaoxie.decision.amounts import NOTHING, Amount, Step, step_of, steps
from yaoxie.decision.confidence import Grounds
from yaoxie.decision.explanation import Judgement, judge_of, judged
from yaoxie.decision.limits import OpenLimit
from yaoxie.decision.settlement import Exclusion, Settled
from yaoxie.profile.facts import Implied, Subject, Value
from yaoxie.rules.conditions import Condition
from yaoxie.rules.days import Windows
from yaoxie.rules.expectations import Expectation
from yaoxie.rules.operators.test import Gap
from yaoxie.rules.payment import Divided
from yaoxie.rules.plan import Increase, Requirement, Row, Supplement, Support, Uplift
from yaoxie.rules.types import Confidence, Source, weakest
from yaoxie.values import Title

Status = Literal["eligible", "ineligible", "undetermined"]


class RequirementTerms(NamedTuple):
    """A requirement, and what it expects in the claim year."""

    requirement: Requirement
    expectation: Expectation


class DayTest(NamedTuple):
    """A test of a milestone's date: the requirement's number, the path of parts, and the fact."""

    number: int
    path: tuple[int, ...]
    fact: str


class SupplementTerms(NamedTuple):
    """An increase, uplift or match, and what its condition expects in the claim year."""

    supplement: Supplement
    expectation: Expectation


class PromiseTerms(NamedTuple):
    """A requirement for which a promise is enough, and what fulfils it in the claim year.

    `number` is the requirement's; `windows` are those that the condition may name.
    """

    number: int
    condition: Condition
    expectation: Expectation
    windows: Windows
    year: int


@dataclass(frozen=True, slots=True)
class SupportTerms:
    """A support in one claim year, with the requirements of its applicant before its own.

    `days` are the tests of milestones' dates among its requirements, `grounds` the marks of what
    its findings rest on, `promises` the requirements for which a promise is enough.
    """

    support: Support
    requirements: tuple[RequirementTerms, ...]
    supplements: tuple[SupplementTerms, ...]
    days: tuple[DayTest, ...]
    grounds: Grounds
    promises: tuple[PromiseTerms, ...] = ()


class Finding(Struct, frozen=True, gc=False):
    """One support for one subject: status, amounts in whole yuan, and why. Nothing changes it.

    `judgements` are those of the requirements, `supplements` those of the support's rows,
    increases, uplifts and matches (none where the finding is ineligible), `open_limits` the limits
    over it that are left out for want of their base. The amounts come with the settlement.
    """

    terms: SupportTerms
    subject: Subject
    status: Status
    judgements: tuple[Judgement, ...]
    supplements: tuple[Judgement, ...] = ()
    amount: Amount = NOTHING
    settled: Settled | None = None
    open_limits: tuple[OpenLimit, ...] = ()

    def __repr__(self) -> str:
        about = f"{self.subject.kind} {self.subject.id}" if self.subject.id else self.subject.kind
        return f"<Finding {self.support} for {about}: {self.status}, {self.counted:,} counted>"

    @property
    def support(self) -> str:
        """The support's id."""
        return self.terms.support.id

    @property
    def title(self) -> Title:
        """The support's title."""
        return self.terms.support.title

    @property
    def discretionary(self) -> bool:
        """Whether it is decided on merit."""
        return self.terms.support.discretionary

    @property
    def fixed(self) -> bool:
        """Whether the amount is paid as it stands, and is no ceiling."""
        return self.terms.support.bound == "fixed"

    @property
    def money(self) -> bool:
        """Whether it brings money; else the ceiling states an entitlement, which counts nothing."""
        return self.terms.support.money

    @property
    def period(self) -> Literal["once", "year"]:
        """Whether the ceiling holds for a year, or once."""
        return self.terms.support.period

    @property
    def ceiling(self) -> int:
        """The most it may bring by itself; 0 when ineligible."""
        return self.amount.ceiling

    @property
    def counted(self) -> int:
        """What it adds to the total; 0 unless eligible."""
        return self.settled.counted if self.settled else 0

    @property
    def bound_by(self) -> str | None:
        """`share`, `ceiling`, or the id of the limit that bound an eligible finding."""
        return self.settled.bound_by if self.settled else None

    @property
    def excluded_by(self) -> Exclusion | None:
        """What keeps an eligible finding from counting."""
        return self.settled.excluded_by if self.settled else None

    @property
    def ceiling_unknown(self) -> bool:
        """Whether a source has a ceiling that is not known."""
        return self.terms.support.ceiling_unknown

    @property
    def upper_bound(self) -> bool:
        """Whether an unknown base, condition of a supplement or ceiling could lower the amount."""
        amount = self.amount
        if self.open_limits or amount.upper_bound:
            return True
        return amount.ceiling > 0 and self.terms.support.ceiling_unknown

    @property
    def unbounded(self) -> bool:
        """Whether its amount is a share of an unknown base, and no ceiling is known."""
        return self.terms.support.bound == "unbounded" and bool(self.amount.missing)

    @property
    def confidence(self) -> Confidence | None:
        """The weakest mark of all that it rests on; None where it is ineligible."""
        if self.status == "ineligible":
            return None
        grounds, settled = self.terms.grounds, self.settled
        mark = grounds.plain if self.amount.share_amount is None else grounds.with_share
        if grounds.by_word or self.supplements or (settled is not None and settled.steps):
            return weakest([mark, *self._further_marks()])
        return mark

    def _further_marks(self) -> Iterator[Confidence]:
        """Those that other findings of the support need not rest on, but for the share's."""
        grounds = self.terms.grounds
        for number, source in grounds.by_word:
            yield source.sure(self.judgements[number].actual)
        if self.supplements:
            pairs = zip(self.terms.supplements, self.supplements, strict=True)
            for (supplement, _), judgement in pairs:
                if judgement.outcome != "unmet":
                    yield supplement.source.sure(judgement.actual)
        for name, _, figures in self._settled_steps:
            if name == "group":
                yield grounds.groups[str(figures["group"])]
            else:
                yield grounds.limits[str(figures["limit"])]

    @property
    def calculation(self) -> tuple[Step, ...]:
        """Every step of the arithmetic, in order."""
        if self.status == "ineligible":
            return ()
        own = steps(self.terms.support, self.subject, self.amount)
        return tuple([step_of(entry) for entry in own]) + self._settled_steps

    @property
    def _settled_steps(self) -> tuple[Step, ...]:
        return self.settled.steps if self.settled else ()

    def days_before(self, first: date) -> list[str]:
        """JSON pointers of the milestones' dates before a day that a met test has read."""
        early: list[str] = []
        if self.status == "ineligible":
            return early
        for number, path, fact in self.terms.days:
            judgement = self.judgements[number]
            for part in path:
                judgement = judgement.parts[part]
            if judgement.outcome != "met":
                continue
            day = judgement.actual
            if isinstance(day, date) and day < first:
                early.append(self.subject.pointer(fact))
        return early

    @property
    def missing(self) -> tuple[str, ...]:
        """JSON pointers of what could still change an unknown requirement, then an amount."""
        if self.status == "ineligible":
            return ()
        amount, limits = self.amount, self.open_limits
        if self.status == "eligible" and not (amount.missing or self.supplements or limits):
            return ()
        judgements = self.judgements + self.supplements
        pointers = [
            at
            for judgement in judgements
            if judgement.outcome == "unknown"
            for at in judgement.missing
        ]
        pointers += [self.subject.pointer(fact) for fact in amount.missing]
        pointers += [pointer for limit in limits for pointer in limit.missing]
        return tuple(dict.fromkeys(pointers))

    def to_dict(self) -> shapes.FindingDict:
        """The finding as the contract has it; uplifts stand only where the support has some."""
        entry: shapes.FindingDict = {
            "support": self.support,
            "title": self.title.as_dict(),
            "subject": subject_entry(self.subject),
            "status": self.status,
            "discretionary": self.discretionary,
            "fixed": self.fixed,
            "money": self.money,
            "period": self.period,
            "ceiling": self.ceiling,
            "ceiling_unknown": self.ceiling_unknown,
            "upper_bound": self.upper_bound,
            "unbounded": self.unbounded,
            "counted": self.counted,
            "confidence": self.confidence,
            "calculation": self.calculation_entries(),
            "bound_by": self.bound_by,
            "excluded_by": exclusion_entry(self.excluded_by),
            "requirements": [
                requirement_entry(terms, judgement)
                for terms, judgement in zip(self.terms.requirements, self.judgements, strict=True)
            ],
            "missing": list(self.missing),
        }
        if self.terms.support.negotiated:
            entry["negotiated"] = True
        if self.terms.support.least is not None:
            entry["least"] = self.terms.support.least
        if self.supplements:
            entry["uplifts"] = self.uplift_entries()
        if self.terms.promises and self.status != "ineligible":
            entry["promises"] = self.promise_entries()
        if self.terms.support.payment and self.status != "ineligible":
            entry["payment"] = self.payment_entry()
        return entry

    def promise_entries(self) -> list[shapes.PromiseDict]:
        """Of each met requirement for which a promise is enough, whether it is a fact already."""
        entries: list[shapes.PromiseDict] = []
        for number, condition, expectation, windows, year in self.terms.promises:
            if self.judgements[number].outcome != "met":
                continue
            (fulfilled,) = judged([judge_of(condition, windows, year)], self.subject)
            entries.append(
                {
                    "requirement": self.terms.requirements[number].requirement.id,
                    "fulfilled": fulfilled.outcome,
                    "actual": actual_entry(fulfilled.actual),
                    "required": expectation.required,
                    "missing": list(fulfilled.missing),
                }
            )
        return entries

    def payment_entry(self) -> shapes.PaymentDict:
        """How the amount is paid, as it stands in a report; as far as the measure says it."""
        payment = self.terms.support.payment
        assert payment is not None
        entry: shapes.PaymentDict = {}
        if payment.payers is not None:
            entry["payers"] = self._part_entries(payment.payers)
        if payment.instalments is not None:
            entry["instalments"] = self._part_entries(payment.instalments)
        if payment.payee is not None and payment.payee_source is not None:
            source = source_entry(payment.payee_source)
            entry["payee"] = {"title": payment.payee.as_dict(), "source": source}
        return entry

    def _part_entries(self, divided: Divided) -> shapes.DivisionDict:
        """The parts of the ceiling, and of what counts; none of an amount that nothing bounds."""
        is_open = [None] * len(divided.parts)
        ceilings = is_open if self.unbounded else divided.amounts(self.ceiling)
        counted = is_open if self.unbounded else divided.amounts(self.counted)
        return {
            "parts": [
                {
                    "title": part.title.as_dict(),
                    "rate": part.rate,
                    "ceiling": ceiling,
                    "counted": own,
                }
                for part, ceiling, own in zip(divided.parts, ceilings, counted, strict=True)
            ],
            "source": source_entry(divided.source),
        }

    def calculation_entries(self) -> list[shapes.StepDict]:
        """The steps as they stand in a report."""
        if self.status == "ineligible":
            return []
        entries = steps(self.terms.support, self.subject, self.amount)
        for name, amount, figures in self._settled_steps:
            entries.append({"step": name, "amount": amount, **figures})
        # What figures a step has is known to the arithmetic alone.
        return cast("list[shapes.StepDict]", entries)

    def uplift_entries(self) -> list[shapes.SupplementDict]:
        """The support's rows, increases, uplifts and matches as they stand in a report."""
        pairs = zip(self.terms.supplements, self.supplements, strict=True)
        return [supplement_entry(terms, judgement) for terms, judgement in pairs]


def totals_by_confidence(findings: Iterable[Finding]) -> shapes.TotalByConfidenceDict:
    """What the findings of each confidence count, the surest first."""
    sums: shapes.TotalByConfidenceDict = {"H": 0, "M-H": 0, "M": 0, "L": 0, "K": 0}
    for finding in findings:
        if (mark := finding.confidence) is not None:
            sums[mark] += finding.counted
    return sums


def subject_entry(subject: Subject) -> shapes.SubjectNameDict:
    """What a finding is about, as it stands in a report."""
    return {"kind": subject.kind, "id": subject.id, "name": subject.name}


def exclusion_entry(by: Exclusion | None) -> shapes.ExclusionDict | None:
    """What excludes a finding, as it stands in a report; an award has a year."""
    if by is None:
        return None
    entry: shapes.ExclusionDict = {
        "group": by.group,
        "by": by.by,
        "support": by.support,
        "subject": by.subject,
    }
    if by.year is not None:
        entry["year"] = by.year
    return entry


def requirement_entry(terms: RequirementTerms, judgement: Judgement) -> shapes.RequirementDict:
    """A requirement judged, as it stands in a report."""
    requirement, expectation = terms
    entry: shapes.RequirementDict = {
        "id": requirement.id,
        "title": requirement.title.as_dict(),
        "outcome": judgement.outcome,
        "actual": actual_entry(judgement.actual),
        "required": expectation.required,
        "gap": _gap(judgement.gap),
        "source": source_entry(requirement.source, judgement.actual),
        "missing": list(judgement.missing),
    }
    if judgement.implied:
        entry["implied_by"] = implied_entry(judgement.implied)
    if judgement.parts:
        entry["parts"] = _parts(expectation, judgement)
    return entry


def supplement_entry(terms: SupplementTerms, judgement: Judgement) -> shapes.SupplementDict:
    """A row, increase, uplift or match judged, as it stands in a report."""
    supplement, expectation = terms
    entry: shapes.SupplementDict = {
        "id": supplement.id,
        "title": supplement.title.as_dict(),
        "kind": supplement.kind,
        "outcome": judgement.outcome,
        "actual": actual_entry(judgement.actual),
        "required": expectation.required,
        "gap": _gap(judgement.gap),
        "source": source_entry(supplement.source, judgement.actual),
        "missing": list(judgement.missing),
    }
    if judgement.implied:
        entry["implied_by"] = implied_entry(judgement.implied)
    if isinstance(supplement, Row | Increase):
        entry["amount"] = supplement.amount
    elif isinstance(supplement, Uplift):
        entry["rate"] = supplement.rate
    if judgement.parts:
        entry["parts"] = _parts(expectation, judgement)
    return entry


def source_entry(source: Source, actual: Value | None = None) -> shapes.SourceDict:
    """Where a rule comes from, and how surely it holds of what is there."""
    return {"document": source.document, "at": source.at, "confidence": source.sure(actual)}


def actual_entry(value: Value | None) -> shapes.Actual:
    """What a profile says, as it stands in a report."""
    match value:
        case date():
            return value.isoformat()
        case Decimal():
            return str(value)
        case tuple():
            return list(value)
        case _:
            return value


def implied_entry(implied: Implied) -> shapes.ImpliedByDict:
    """What implies a milestone of unknown day, as it stands in a report."""
    day = implied.day
    return {"milestone": implied.by, "date": None if day is None else day.isoformat()}


def _parts(expectation: Expectation, judgement: Judgement) -> list[shapes.PartDict]:
    return [
        _part(inner, part) for inner, part in zip(expectation.parts, judgement.parts, strict=True)
    ]


def _part(expectation: Expectation, judgement: Judgement) -> shapes.PartDict:
    entry: shapes.PartDict = {
        "fact": expectation.fact,
        "outcome": judgement.outcome,
        "actual": actual_entry(judgement.actual),
        "required": expectation.required,
        "gap": _gap(judgement.gap),
        "missing": list(judgement.missing),
    }
    if judgement.implied:
        entry["implied_by"] = implied_entry(judgement.implied)
    if judgement.parts:
        entry["parts"] = _parts(expectation, judgement)
    return entry


def _gap(gap: Gap | None) -> shapes.GapDict | None:
    return {"unit": gap.unit, "amount": gap.amount} if gap else None
